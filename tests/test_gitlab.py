"""GitLab's Code Quality report: the keys that it reads, fingerprints that are unique and stable, no silent failure."""

from __future__ import annotations

import json

from msgspec.structs import replace

from medlint.model import Failure, FileReport, Report
from medlint.reporters import render
from medlint.reporters.places import Setting
from realreports import lint
from reports import FAILURE, MIGRAINE, REPORT
from strangers import evil_report

TEXT = "# A drug\n\nThis miracle cure works.\n\n{middle}\n\nSome filler stands here.\n"


def entries(report: Report, setting: Setting | None = None) -> list[dict]:
    return json.loads(render("gitlab", report, setting))


def test_an_entry_has_what_gitlab_reads() -> None:
    entry = entries(REPORT)[2]
    assert list(entry) == ["description", "check_name", "fingerprint", "severity", "location"]
    assert entry["description"] == "promised-outcome: This promises a cure."
    assert entry["check_name"] == "promised-outcome"
    assert entry["location"] == {"path": "drafts/migraine.md", "lines": {"begin": 7, "end": 7}}
    assert [one["severity"] for one in entries(REPORT)] == ["minor", "minor", "major", "minor", "minor", "info"]
    assert entries(REPORT)[4]["description"].endswith("The study was in mice. Put “in mice” into the headline.")
    assert render("gitlab", Report(())) == "[]\n"


def test_twins_differ_and_the_first_keeps_its_name() -> None:
    one = MIGRAINE.findings[2]
    alone = entries(Report((replace(MIGRAINE, findings=(one,)),)))
    both = entries(Report((replace(MIGRAINE, findings=(one, replace(one, start=9000, end=9023, line=9))),)))
    elsewhere = entries(Report((replace(MIGRAINE, path="b.md", findings=(one,)),)))
    assert both[0]["fingerprint"] == alone[0]["fingerprint"]
    assert len({one["fingerprint"] for one in (*both, *elsewhere)}) == 3


def test_fingerprints_hold_when_lines_move() -> None:
    def prints(text: str) -> dict[str, int]:
        found = entries(Report((lint(text, "a.md", select=("hype",)),)))
        return {one["fingerprint"]: one["location"]["lines"]["begin"] for one in found}

    before = prints(TEXT.format(middle="Nothing more."))
    after = prints("\n\n\n" + TEXT.format(middle="Nothing at all.\n\nAnd more."))
    assert before
    assert before.keys() == after.keys()
    assert before != after


def test_a_failure_blocks() -> None:
    lost = Failure("file", "", "x")
    found = entries(replace(REPORT, failures=(FAILURE, lost, Failure("configuration", "medlint.toml:3", "y"))))
    assert [one["severity"] for one in found[:3]] == ["blocker"] * 3
    assert found[0]["description"] == ("medlint could not do all of its job: plugin acme 1.2, rule x: KeyError: 'dose'")
    assert [one["location"]["path"] for one in found[:3]] == ["drafts/migraine.md", ".", "medlint.toml"]
    assert found[2]["location"]["lines"] == {"begin": 3}
    assert len({one["fingerprint"] for one in found}) == len(found)


def test_hostile_words_are_one_line_of_text() -> None:
    text = render("gitlab", evil_report())
    assert text.encode("utf-8")
    assert "\x1b" not in text
    assert all("\n" not in one["description"] for one in json.loads(text))
    odd = Report((FileReport("\udcff.md", "markdown", 1, MIGRAINE.findings),))
    assert render("gitlab", odd).encode("utf-8")


def test_paths_are_those_of_the_repository() -> None:
    found = entries(REPORT, Setting(folder="/repo/content", root="/repo"))
    assert {one["location"]["path"] for one in found} == {"content/drafts/migraine.md"}
