"""What is new against what is known: laws of counting, of severities, and of the names of findings."""

from __future__ import annotations

from collections import Counter
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medlint.fingerprint import common, fingerprint, of_text
from medlint.model import SEVERITIES, FileReport, Finding, Notice, Report, Severity
from medlint.newness import found_in, join, know, only_new, part, without_notices

MARKS = ("aa", "bb", "cc")


def finding(mark: str, severity: Severity, start: int) -> Finding:
    return Finding(
        "hype", "promotion", severity, "high", "m", start, start + 1, start, 1, start, 2, "x", fingerprint=mark
    )


FOUND = st.lists(st.tuples(st.sampled_from(MARKS), st.sampled_from(SEVERITIES)), max_size=8).map(
    lambda pairs: [
        finding(f"{mark}-{at}" if at % 2 else mark, severity, at) for at, (mark, severity) in enumerate(pairs)
    ]
)
KNOWN = st.dictionaries(st.sampled_from(MARKS), st.lists(st.sampled_from(SEVERITIES), max_size=4), max_size=3)


@given(FOUND, KNOWN)
def test_each_finding_is_new_or_old_and_no_place_covers_two(found: list[Finding], known: dict) -> None:
    new, old = part(found, known)
    assert sorted([*new, *old], key=lambda one: one.start) == found
    counts = Counter(common(one.fingerprint) for one in old)
    assert all(count <= len(known.get(mark, ())) for mark, count in counts.items())


@given(FOUND)
def test_nothing_is_new_against_itself_and_everything_against_nothing(found: list[Finding]) -> None:
    assert part(found, know(found)) == ([], found)
    assert part(found, {}) == (found, [])


@given(FOUND, FOUND)
def test_as_many_are_old_as_were_known_where_all_are_alike(found: list[Finding], before: list[Finding]) -> None:
    known = {mark: ["error"] * len(places) for mark, places in know(before).items()}
    counts = [Counter(common(one.fingerprint) for one in group) for group in (found, before)]
    assert len(part(found, known)[1]) == (counts[0] & counts[1]).total()


@given(KNOWN, KNOWN)
def test_two_witnesses_know_what_either_knows(one: dict, other: dict) -> None:
    both = join(one, other)
    assert both == join(other, one)
    assert {mark: len(both[mark]) for mark in both} == {
        mark: max(len(one.get(mark, ())), len(other.get(mark, ()))) for mark in {**one, **other}
    }
    assert join(one, one) == {mark: sorted(places, key=SEVERITIES.index) for mark, places in one.items()}


@pytest.mark.parametrize(
    ("now", "before", "new"),
    [("error", "warning", 1), ("error", "error", 0), ("info", "error", 0), ("warning", "info", 1)],
)
def test_what_has_become_graver_is_new(now: Severity, before: Severity, new: int) -> None:
    assert len(part([finding("aa", now, 1)], {"aa": [before]})[0]) == new


def test_a_report_from_elsewhere_is_cut_down_too() -> None:
    file = FileReport("a.md", "markdown", 9, tuple(finding(mark, "error", at) for at, mark in enumerate(MARKS)))
    rules = {"hype": type("Rule", (), {"id": "hype", "cap": 9, "repeats": "report"})()}
    left = only_new(file, {"bb": ["error"]}, lambda: rules)  # type: ignore[dict-item]
    assert [one.fingerprint for one in left.findings] == ["aa", "cc"]
    assert found_in(left) == left.findings


def test_notices_of_some_kinds_can_be_left_out() -> None:
    file = FileReport("a.md", "markdown", 9, (), notices=(Notice("unused-allowance", "x"), Notice("capped", "y")))
    assert [notice.kind for notice in without_notices(Report((file,))).files[0].notices] == ["capped"]
    quiet = Report((FileReport("a.md", "markdown", 9, ()),))
    assert without_notices(quiet) is quiet


def mark(text: str, words: str) -> str:
    at = text.index(words)
    return fingerprint("hype", text, (0, len(text)), (at, at + len(words)))


SAME = "Many say: this café is a real miracle cure, for all of you here."


@pytest.mark.parametrize(
    "text",
    [
        normalize("NFD", SAME),
        SAME.upper(),
        SAME.replace(" ", "\n  "),
        SAME.replace("miracle", "mir\xada\u200bcle"),
        SAME.replace(",", " \u2014"),
        f"Far away something was edited. {SAME} And here, too.",
    ],
)
def test_writing_does_not_change_a_fingerprint(text: str) -> None:
    quote = next(part for part in ("miracle", "MIRACLE", "mir\xada\u200bcle") if part in text)
    assert mark(text, quote) == mark(SAME, "miracle")


@pytest.mark.parametrize("text", [SAME.replace("real", "small"), SAME.replace("cure", "cures"), "A miracle."])
def test_neighbours_change_it(text: str) -> None:
    assert mark(text, "miracle") != mark(SAME, "miracle")


def test_long_words_beside_a_quote_are_read_whole() -> None:
    long = "x" * 120
    text = f"{long}a {long}b {long}c miracle {long}d {long}e {long}f"
    other = text.replace("xf", "xg")
    assert mark(text, "miracle") != mark(other, "miracle")
    assert mark(f"y {text} y", "miracle") == mark(text, "miracle")


def test_a_finding_about_a_whole_text_is_named_by_its_rule() -> None:
    assert of_text("hype") != of_text("no-harms")
    assert (common("aa-2"), common("aa")) == ("aa", "aa")
