"""Odd files and texts: what cannot be read is refused, everything else is linted and shown harmlessly."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

import medlint
from badinputs import FILLER, GOOD, check, make_house  # noqa: F401 - an autouse fixture
from houses import run_process
from medlint.cli import main


# ------------------------------------------------------------- odd files
def test_unreadable_file(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    secret = house / "secret.md"
    secret.write_text(GOOD, encoding="utf-8")
    secret.chmod(0)
    # For a user who can read everything there is still the memory of a process, which starts with nothing to read.
    name, why = (
        ("/proc/self/mem", "Input/output error") if os.access(secret, os.R_OK) else ("secret.md", "Permission denied")
    )
    if not Path(name).exists():
        pytest.skip("nothing here is unreadable")
    assert check(capsys, name) == f"medlint: error: {name}: cannot be read: {why}\n"


def test_file_that_cannot_be_opened(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (house / "loop.md").symlink_to("loop.md")
    assert check(capsys, "loop.md").startswith("medlint: error: loop.md: ")
    assert check(capsys, "good.md/more.md") == "medlint: error: good.md/more.md: there is no such file or folder\n"


def test_folder_named_like_a_text_is_walked(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (house / "notes.md").mkdir()
    (house / "notes.md" / "a.md").write_text(GOOD, encoding="utf-8")
    assert main(["notes.md", "--format", "concise"]) == 1
    assert capsys.readouterr().out.startswith("notes.md/a.md:1:11: error zorp-talk")


def test_devices_are_no_texts(capsys: pytest.CaptureFixture[str]) -> None:
    said = check(capsys, os.devnull)
    assert said == f"medlint: error: {os.devnull}: is no regular file; lint a pipe as - (standard input)\n"


def test_pipes_are_refused_not_waited_for(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(house / "pipe.md")
    assert stat.S_ISFIFO((house / "pipe.md").stat().st_mode)
    said = check(capsys, "pipe.md")
    assert said == "medlint: error: pipe.md: is no regular file; lint a pipe as - (standard input)\n"


# ------------------------------------------------------------- odd texts
@pytest.mark.parametrize("suffix", [".md", ".html", ".txt", ".mdx"])
def test_deep_nesting_is_read(suffix: str, house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bits = ["> ", "- ", "[", "*", "<div>", "<b>", "((", "| ", "1. ", "{", "<Zorp>", "<table><tr><td>", "<q>", "“"]
    (house / "deep").mkdir()
    for number, bit in enumerate(bits):
        (house / "deep" / f"{number:02}{suffix}").write_text(
            GOOD + "\n" + bit * 10_000 + " the end\n", encoding="utf-8"
        )
    assert main(["deep", "--format", "concise"]) == 1
    streams = capsys.readouterr()
    names = [line.partition(": error zorp-talk: ")[0] for line in streams.out.splitlines()]
    assert names == [f"deep/{number:02}{suffix}:1:11" for number in range(len(bits))]
    assert streams.err == ""


def test_deeply_nested_front_matter_is_left_alone(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for front in (
        "---\na: " + "[" * 5000 + "\n---\n",
        "+++\na = " + "[" * 5000 + "\n+++\n",
        '{"a": ' + "[" * 5000 + "\n}\n",
    ):
        (house / "a.md").write_text(f"{front}\n{GOOD}", encoding="utf-8")
        assert main(["a.md", "--format", "concise"]) == 1
        assert capsys.readouterr().out.endswith(": error zorp-talk: “wonder zorp” is no word.\n")


def test_nuls_in_a_text_are_characters(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (house / "a.md").write_text(
        "The town is\0 old and it is far from here. " + FILLER + "\n\n" + GOOD, encoding="utf-8"
    )
    assert main(["a.md", "--format", "concise"]) == 1
    assert capsys.readouterr().out.startswith("a.md:3:11: error zorp-talk")


HARMFUL = (
    "[trial data] [/b] \x1b[31mred\x1b[0m \x07 \x9b2J \u202egnol\u202c [link=https://x.example] **wonder** zorp "
    "[/] \x1b]0;t\x07"
)


@pytest.mark.parametrize("shown", ["rich", "concise"])
def test_article_text_is_shown_harmlessly(shown: str, house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (house / "a.md").write_text(f"{HARMFUL}\n", encoding="utf-8")
    rule = house / "house" / "spun" / "zorp-talk.toml"
    options = """literals = ["wonder zorp"]\npattern = '(?P<quote>\\[trial data.*)?wonder zorp'"""
    text = rule.read_text("utf-8").replace('"phrase"', '"pattern"').replace('cues = ["wonder zorp"]', options)
    rule.write_text(text, encoding="utf-8")
    assert main(["a.md", "--format", shown]) == 1
    streams = capsys.readouterr()
    assert "[trial data]" in streams.out
    assert streams.err == ""
    assert not set("\x1b\x07\x9b\u202e\u202c") & set(streams.out)
    assert "[/b]" in streams.out or shown == "concise"


def test_names_of_files_are_shown_harmlessly(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = "a[b]\x1b[31m\n.md"
    (house / name).write_text(GOOD, encoding="utf-8")
    assert main([name]) == 1
    assert "\x1b" not in capsys.readouterr().out
    assert main([name, "--format", "concise"]) == 1
    assert capsys.readouterr().out.count("\n") == 1
    assert main(["[/b]\x1b[31m.md", "--format", "concise"]) == 2
    streams = capsys.readouterr()
    assert "\x1b" not in streams.out + streams.err


def test_name_that_is_no_utf8(house: Path) -> None:
    name = os.fsdecode(b"caf\xe9.md")
    (house / name).write_text(GOOD, encoding="utf-8")
    for shown in ("rich", "concise", "json"):
        done = run_process("check", ".", "--format", shown)
        assert done.returncode == 1, done.stderr
        assert b"Traceback" not in done.stderr
        assert done.stdout.decode("utf-8").count("zorp-talk") >= 2


@pytest.mark.parametrize(
    "text", ["\ud800", "The \udfff is a wonder zorp and it is \ud800 here.", "---\ntitle: \ud800\n---\n", "<p>\ud800"]
)
@pytest.mark.parametrize("name", ["markdown", "html", "text"])
def test_lone_surrogates_of_callers_are_characters(text: str, name: str, house: Path) -> None:
    report = medlint.lint(text, format=name, path="a.md")
    assert report.failures == ()
    quotes = [text[finding.start : finding.end] for finding in report.files[0].findings]
    assert quotes == ["wonder zorp"] * ("wonder" in text)
    assert json.dumps(report.to_dict())
    from medlint.reporters import render

    assert all(render(shown, report).encode("utf-8") is not None for shown in ("json", "jsonl", "concise"))
