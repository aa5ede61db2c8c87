"""The scorecard as people see it: one line of it below the findings, the whole panel with `--scorecard`."""

from __future__ import annotations

import io
import json
import re

import pytest
from msgspec.structs import replace

import medlint
from medlint.cli import main
from medlint.model import FileReport, Report
from medlint.reporters.score_words import label_of, score_line
from medlint.reporters.terminal import print_report
from test_scorecard import KNEE, PAPER

TEXT = f"""{KNEE}
{PAPER} The study was small. The series costs $640. Side effects are swelling and bruising. It is a miracle.
Side results pass. Exercise is an alternative.
"""


@pytest.fixture(name="file", scope="module")
def lint_text() -> FileReport:
    return replace(medlint.lint(TEXT).files[0], path="knee.md")


def shown(*files: FileReport, width: int = 80, colour: bool = False, **options: bool) -> str:
    out = io.StringIO()
    print_report(Report(files), file=out, rules={}, width=width, colour=colour, **options)
    return out.getvalue()


def test_the_line_tells_verdict_studies_and_criteria(file):
    line = score_line(file.summary, "·")
    found = re.fullmatch(
        r"must fix · 1 study, with limits named · criteria: (\d) met, (\d) not met \(([a-z ,-]+)\), (\d) for a person",
        line,
    )
    assert found, line
    assert len(found[3].split(", ")) == int(found[2])
    assert sum(int(found[group]) for group in (1, 2, 4)) <= 10


def test_the_default_report_has_one_such_line_a_file(file):
    text = shown(file, replace(file, path="other.md"))
    assert text.count("\nScorecard: must fix · ") == 2
    assert "Fix first" not in text


def test_a_text_without_findings_has_it_too_unless_there_are_many(file):
    clean = replace(file, findings=(), notices=())
    assert "\nScorecard: " in shown(clean)
    assert "Scorecard" not in shown(*(replace(clean, path=f"{number}.md") for number in range(6)))
    assert "Scorecard" not in shown(clean, quiet=True)


def test_the_panel_tells_all_of_it(file):
    text = " ".join(shown(file, scorecard=True).split())
    for words in (
        "Not met (", "Met (", "For a person to judge (", "Studies (1)", "Present and good", "Fix first", "On the page",
        "Findings per 1,000 words: ", "Spun index: ", "“Side results” for “Side effects”", "$640", "swelling",
        "looked for: ",
    ):  # fmt: skip
        assert words in text, words
    assert "Scorecard:" not in text


@pytest.mark.parametrize("width", [48, 60, 80, 100])
def test_the_panel_fits_its_width(file, width):
    for line in shown(file, width=width, scorecard=True).splitlines():
        assert len(line) <= width, line


def test_colour_only_adds_colour(file):
    plain, coloured = (shown(file, colour=colour, scorecard=True) for colour in (False, True))
    assert "\x1b[" in coloured
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain


def test_a_text_that_was_not_judged_has_no_scorecard(file):
    foreign = replace(file, summary={**file.summary, "criteria": {}})
    assert "Scorecard" not in shown(foreign, scorecard=True)


NOTHING = {"design": "unknown", "subjects": "unknown", "n": None, "doses": "unknown", "peer_reviewed": "unknown"}
NAMED = {"design": "randomised", "subjects": "people", "n": 1200, "doses": "repeated", "peer_reviewed": "yes"}


def test_the_evidence_label_in_words():
    told = "randomised; in people; n = 1,200; repeated doses; peer reviewed: yes; identified"
    assert label_of({**NAMED, "identified": True}) == told
    unknown = "design unknown; subjects unknown; peer reviewed: unknown; not identified"
    assert label_of({**NOTHING, "identified": False}) == unknown


def test_the_label_says_what_is_known_of_the_comparison():
    told = label_of({**NOTHING, "controlled": "no", "blinded": "yes", "identified": True}, brief=True)
    assert told == "no comparison group; blinded; identified"


def test_a_brief_label_leaves_out_what_is_unknown():
    study = {**NOTHING, "subjects": "animals", "doses": "single", "identified": False}
    assert label_of(study, brief=True) == "in animals; single dose; not identified"


# ------------------------------------------------------------------ the command line
@pytest.fixture(name="draft")
def write_draft(tmp_path, monkeypatch):
    (tmp_path / "knee.md").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return "knee.md"


def test_the_option_shows_the_panel(draft, capsys):
    assert main([draft, "--no-config", "--exit-zero", "--scorecard"]) == 0
    out = capsys.readouterr().out
    assert "\nScorecard ─" in out
    assert "\x1b" not in out


def test_json_always_has_it(draft, capsys):
    written = []
    for more in ([], ["--scorecard"]):
        assert main([draft, "--no-config", "--exit-zero", "--format", "json", *more]) == 0
        out, err = capsys.readouterr()
        assert err == ""
        written.append(json.loads(out)["files"][0]["summary"])
    assert written[0] == written[1]
    assert len(written[0]["criteria"]) == 13


def test_with_several_formats_each_gets_what_it_can_hold(draft, capsys, tmp_path):
    formats = ["--format", "concise", "--format", "rich:report.txt", "--format", "json:report.json"]
    assert main([draft, "--no-config", "--exit-zero", "--scorecard", *formats]) == 0
    out, err = capsys.readouterr()
    assert "Scorecard" not in out
    assert err == ""
    assert "\nScorecard ─" in (tmp_path / "report.txt").read_text("utf-8")
    assert json.loads((tmp_path / "report.json").read_text("utf-8"))["files"][0]["summary"]["criteria"]


def test_a_format_that_cannot_hold_it_says_so(draft, capsys):
    assert main([draft, "--no-config", "--exit-zero", "--scorecard", "--format", "concise"]) == 0
    assert "--scorecard: the scorecard is in the formats rich, html, json and jsonl only" in capsys.readouterr().err
