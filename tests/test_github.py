"""GitHub Actions: annotations that survive any text, the worst first, nothing dropped in silence, and a job summary."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pyromark
import pytest
from msgspec.structs import replace

from medlint.cli import main
from medlint.model import Failure, FileReport, Notice, Report
from medlint.reporters import render
from medlint.reporters.job_summary import CARDS, FAILURES, FINDINGS, TEXTS, render_summary
from medlint.reporters.markdown_text import markdown
from medlint.reporters.places import Setting
from realreports import real_report
from reports import FAILURE, REPORT
from runs import make_house  # noqa: F401 - an autouse fixture
from strangers import EVIL, NAME, evil_report, many

COMMAND = re.compile(r"::(error|warning|notice) ((?:\w+=[^,:\r\n]*,?)*)::([^\r\n]*)")


def commands(report: Report, setting: Setting | None = None) -> list[tuple[str, dict[str, str], str]]:
    """The commands as the runner reads them (actions/runner, ActionCommand)."""
    found = []
    for line in render("github", report, setting).split("\n")[:-1]:
        name, properties, message = COMMAND.fullmatch(line).groups()
        pairs = dict(pair.split("=", 1) for pair in properties.split(","))
        unescaped = {
            key: value.replace("%0D", "\r")
            .replace("%0A", "\n")
            .replace("%3A", ":")
            .replace("%2C", ",")
            .replace("%25", "%")
            for key, value in pairs.items()
        }
        found.append((name, unescaped, message.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")))
    return found


def test_a_finding_is_an_annotation_at_its_place() -> None:
    by_rule = {properties["title"]: (name, properties, message) for name, properties, message in commands(REPORT)}
    name, properties, message = by_rule["promised-outcome (error, confidence high)"]
    assert (name, message) == ("error", "This promises a cure.")
    assert properties == {
        "file": "drafts/migraine.md", "line": "7", "endLine": "7", "col": "17", "endColumn": "40",
        "title": "promised-outcome (error, confidence high)",
    }  # fmt: skip
    assert by_rule["species-missing (warning, confidence high)"][2] == (
        "The study was in mice.\nPut “in mice” into the headline."
    )
    name, properties, _ = by_rule["hype (info, confidence high)"]
    assert name == "notice"
    assert {"col", "endColumn"}.isdisjoint(properties), "GitHub refuses columns over several lines"
    assert (properties["line"], properties["endLine"]) == ("14", "15")


def test_the_gravest_and_surest_come_first() -> None:
    shown = commands(many(4, 4, 3))
    assert [name for name, _, _ in shown] == ["error"] * 4 + ["warning"] * 4 + ["notice"] * 3
    titles = [properties["title"].rpartition(" ")[2] for name, properties, _ in shown if name == "error"]
    assert titles == ["high)", "medium)", "low)", "low)"]


def test_ten_of_each_are_shown_and_the_rest_is_counted() -> None:
    shown = commands(many(25, 24, 11))
    names = [name for name, _, _ in shown]
    assert (names.count("error"), names.count("warning"), names.count("notice")) == (10, 10, 10)
    name, properties, message = shown[-1]
    assert (name, properties) == ("notice", {"title": "medlint"})
    assert message.startswith(
        "Not annotated, since GitHub shows 10 of a kind for each step: 15 errors, 14 warnings, 2 notes."
    )
    assert "Not annotated" not in render("github", many(10, 10, 9))


def test_failures_come_first_take_room_and_are_counted_too() -> None:
    broken = tuple(Failure("file", f"{number}.md", "cannot be read") for number in range(12))
    shown = commands(replace(many(3, 0, 0), failures=broken))
    assert [properties["file"] for name, properties, _ in shown if name == "error"] == [f"{n}.md" for n in range(10)]
    assert shown[0][1]["title"] == "medlint could not do all of its job"
    assert "2 more failures, 3 errors" in shown[-1][2]
    place = commands(replace(REPORT, failures=(Failure("configuration", "medlint.toml:3", "x"),)))[0]
    assert (place[1]["file"], place[1]["line"]) == ("medlint.toml", "3")


def test_notices_are_shown_where_there_is_room() -> None:
    file = replace(many(0, 0, 7).files[0], notices=tuple(Notice("capped", f"n{n}", n or None) for n in range(4)))
    shown = commands(Report((file,)))
    assert [name for name, _, _ in shown] == ["notice"] * 10
    assert shown[7][1] == {"file": "a.md", "line": "1", "title": "capped"}
    assert "2 more notices of medlint" in shown[-1][2]


def test_no_text_can_speak_to_the_runner() -> None:
    text = render("github", evil_report())
    assert text.encode("utf-8")
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in text.splitlines())
    assert "\x1b" not in text
    assert "\u202e" not in text
    shown = commands(evil_report())
    assert {properties["file"] for _, properties, _ in shown if "file" in properties} == {NAME}
    assert len(shown) == 7
    assert all("%0A%0D ::set-output name=a::b␊::add-mask::c␍␊##[error]d" in message for _, _, message in shown)


def test_paths_are_those_of_the_repository() -> None:
    shown = commands(REPORT, Setting(folder="/repo/content", root="/repo"))
    assert {properties["file"] for _, properties, _ in shown} == {"content/drafts/migraine.md"}


def test_a_summary_is_appended_where_github_asks_for_one(
    house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "summary.md"
    page.write_text("what stood there\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    assert main(["a.md", "clean.md", "--format", "github", "--format", "github:copy.txt"]) == 1
    assert capsys.readouterr().out == (house / "copy.txt").read_text("utf-8")
    text = page.read_text("utf-8")
    assert text.startswith("what stood there\n## medlint\n")
    assert text.count("## medlint\n") == 1
    assert "**1 error, 1 warning, 1 note** in 2 texts." in text
    assert "| a.md | must fix | 1 | 1 | 1 |" in text
    assert main(["a.md", "--format", "concise"]) == 1
    assert page.read_text("utf-8") == text


def test_a_summary_that_cannot_be_written_is_an_error(
    house: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(house / "no" / "summary.md"))
    assert main(["a.md", "--format", "github"]) == 2
    streams = capsys.readouterr()
    assert streams.out.startswith("::error ")
    assert "summary.md: cannot be written: No such file or directory" in streams.err


def test_the_summary_holds_the_scorecard_of_real_texts() -> None:
    text = render_summary(real_report(), Setting())
    assert "### Scorecards" in text
    assert "#### articles/draft.md" in text
    assert "| Harms |" in text
    assert "\n\n\n" not in text
    assert "| Byline | met | there |" in text
    assert "Not judged by medlint: whether the story is new" in text


def test_no_text_becomes_markup_in_the_summary() -> None:
    text = render_summary(evil_report(), Setting())
    assert text.encode("utf-8")
    events = list(pyromark.events(text, options=(
        pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH | pyromark.Options.ENABLE_MATH
        | pyromark.Options.ENABLE_FOOTNOTES | pyromark.Options.ENABLE_GFM
    )))  # fmt: skip
    shown = json.dumps(events, default=str)
    control = json.dumps(list(pyromark.events("<b>[x](y)`z`**a**")), default=str)
    assert all(f'"{mark}' in control for mark in ("InlineHtml", "Link", "Code"))
    for forbidden in ("Html", "InlineHtml", "Link", "Image", "Code", "Emphasis", "Strikethrough", "Math", "Footnote"):
        assert f'"{forbidden}' not in shown, forbidden
    assert "\x1b" not in text
    rows = [line for line in text.splitlines() if line.startswith("|")]
    widths = {len(re.findall(r"(?<!\\)\|", row)) for row in rows}
    assert widths == {6, 5}
    assert "http://" not in text
    assert "www.evil" not in text


@pytest.mark.parametrize(
    "text",
    ["1. one", "12) two", "- three", "+ four", "=== five", "--- six", "# seven", "> eight", "&lt;", "&#60;", ":tada:",
     "a | b", "[x]: y", "![i](j)", "`a`", "\\*", "mailto:a@b.c", "$x$", "~~~", "<b>", "_a_", "*a*", "www.x.example"],
)  # fmt: skip
def test_markdown_shows_the_text_as_it_is(text: str) -> None:
    (start, shown, end) = _merged(pyromark.events(markdown(text)))
    assert shown == text
    assert "Paragraph" in str(start)
    assert "Paragraph" in str(end)


def _merged(events: list) -> list:
    """The events with neighbouring texts joined."""
    merged: list = []
    for event in events:
        text = event.get("Text") if isinstance(event, dict) else None
        if text is not None and merged and isinstance(merged[-1], str):
            merged[-1] += text
        else:
            merged.append(event if text is None else text)
    return merged


def test_a_long_text_is_cut_and_long_lists_end() -> None:
    assert markdown("x " * 900).endswith("x…")
    assert len(markdown("x" * 900)) == 400
    names = [f"t{number:03}.md" for number in range(TEXTS + 7)]
    files = tuple(replace(many(0, 3, 0).files[0], path=name) for name in names)
    broken = tuple(Failure("file", str(number), EVIL * 20) for number in range(FAILURES + 3))
    text = render_summary(Report(files, broken), Setting())
    assert "7 more texts are not listed here." in text
    assert f"{3 * (TEXTS + 7) - FINDINGS} more findings are not listed here." in text
    assert "3 more failures are not listed here." in text
    assert len(text.encode("utf-8")) < 2**17


def test_long_lists_of_scorecards_end_and_the_page_stays_small() -> None:
    file = next(file for file in real_report().files if file.path == "articles/draft.md")
    many_files = tuple(replace(file, path=f"{'long ' * 40}{number}.md") for number in range(300))
    text = render_summary(Report(many_files), Setting())
    assert f"{300 - CARDS} more scorecards are not listed here." in text
    assert len(text.encode("utf-8")) < 2**18


def test_a_run_that_read_nothing_does_not_look_like_a_pass() -> None:
    assert "**No text was checked.**" in render_summary(Report(()), Setting())
    text = render_summary(Report((), (FAILURE,)), Setting())
    assert "> **medlint could not do all of its job.**" in text
    clean = Report((FileReport("a.md", "markdown", 5, ()),), (FAILURE,))
    assert "Nothing found in the 1 text that could be read." in render_summary(clean, Setting())
