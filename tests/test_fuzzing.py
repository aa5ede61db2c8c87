"""Odd texts through everything, with all rules: nothing escapes, nothing fails, and what is found is where it says."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hostile_texts import MARKS, ODD, SUFFIXES, WORDS, HostileText, drafts, make_text, tear
from timing import is_linear
from trials import Bench, offsets_broken

FEW = settings(max_examples=40, deadline=None, derandomize=True, database=None)
PIECES = st.lists(st.sampled_from((*MARKS, *ODD, *WORDS)), max_size=30)
SUFFIX = st.sampled_from(sorted(set(SUFFIXES)))
TORN = st.builds(
    lambda seed, draft, times: tear(random.Random(seed), drafts()[draft % len(drafts())], times),
    st.integers(0, 2**32), st.integers(0, 10**4), st.integers(0, 8),
)  # fmt: skip
OPENING = "This is a miracle cure, and it is proven to help all of the people in the town.\n\n"
DEEP = 10_000


@pytest.fixture(scope="module", name="bench")
def make_bench() -> Bench:
    return Bench()


@FEW
@given(pieces=PIECES, glue=st.sampled_from(("", " ", "\n")), suffix=SUFFIX)
def test_soup_of_markup(bench: Bench, pieces: list[str], glue: str, suffix: str) -> None:
    assert bench.try_text(HostileText("soup", suffix, glue.join(pieces))).broken == ()


@FEW
@given(text=TORN, suffix=SUFFIX)
def test_torn_drafts(bench: Bench, text: str, suffix: str) -> None:
    assert bench.try_text(HostileText("torn", suffix, text[:2_000])).broken == ()


@FEW
@given(data=st.binary(max_size=200), suffix=SUFFIX)
def test_bytes_are_read_or_refused(bench: Bench, data: bytes, suffix: str) -> None:
    outcome = bench.try_text(HostileText("bytes", suffix, "", data))
    assert outcome.broken == ()
    assert outcome.refused == (outcome.report is None)


@FEW
@given(text=st.text(st.characters(), max_size=300), suffix=SUFFIX)
def test_any_characters_even_halves_of_pairs(bench: Bench, text: str, suffix: str) -> None:
    assert bench.try_text(HostileText("text", suffix, text)).broken == ()


def test_texts_of_the_longer_job(bench: Bench) -> None:
    kinds = set()
    for seed in range(60):
        text = make_text(seed)
        assert text == make_text(seed)
        assert bench.try_text(text).broken == bench.read_text(text).broken == ()
        kinds.add(text.kind)
    assert kinds == {"torn", "soup", "front", "repeated", "bytes"}


@pytest.mark.parametrize("suffix", [".md", ".html"])
@pytest.mark.parametrize(
    "piece",
    [
        "<a", '<a href="', "<!--", "<![", "<![CDATA[", "</", "<b>", "<div>", "<ul><li>", "<blockquote>", "[", "](",
        "*a ", "**a",
        "_", "`", "> ", "- ", "1. ", "[^1]", "&", "\\", "{{<", "{%", "“", '"said ', "(", "not ", "\u0301", "\ud800",
        "\r", "Dr. ",
        "https://", "n = 26 ", "10.1000/", "a" * 50, "the study in mice found that it reduces pain by 40% and ",
        "[a](https://a.example/?ref=1) ",
        "# Results\n\nIt helps.\n\n", "- [ ] ", "|a", "$$", "[3]", "Smith et al. (2019) ", "1", "A", "Ab", "5%", "a.",
        "www.", "a-",
    ],
)  # fmt: skip
def test_time_grows_with_the_length_only(bench: Bench, piece: str, suffix: str) -> None:
    def lint(size: int) -> None:
        text = OPENING + (piece * size)[:size]
        report, failures = bench.lint(text, suffix)
        assert failures == ()
        assert offsets_broken(text, report) == []

    assert is_linear(lint, 1_000)


@pytest.mark.parametrize("suffix", [".md", ".html", ".txt"])
@pytest.mark.parametrize("piece", ["> ", "- ", "<div>", "*", "[", "<b><i>", "“", "("])
def test_nesting_without_end(bench: Bench, piece: str, suffix: str) -> None:
    text = OPENING + piece * DEEP + " the end\n"
    report, failures = bench.lint(text, suffix)
    assert failures == ()
    assert offsets_broken(text, report) == []
    assert any(finding.quote.startswith("miracle") for finding in report.findings)


def test_many_links(bench: Bench) -> None:
    text = OPENING + "[a](https://a.example/?ref=1) " * 20_000
    report, failures = bench.lint(text)
    assert failures == ()
    assert offsets_broken(text, report) == []


def test_one_line_of_a_megabyte(bench: Bench) -> None:
    text = OPENING + "a" * 600_000 + " it was so " * 40_000
    report, failures = bench.lint(text)
    assert failures == ()
    assert offsets_broken(text, report) == []


CLEAN = "The station has a car park, and the bus into the town leaves from the other side of the road.\n\n"
OF_THE_WHOLE = {
    "dangling-reference": "what a pronoun may mean stands before it",
    "truncated-section": "a paragraph fills a section that was empty",
    "headline-body-mismatch": "holds the headline against everything below it",
    "uncontrolled-or-unblinded": "the opening words of a text without a headline stand for one",
    "tortured-term": "weighs the company that a phrase has in the whole text",
    "absolute-safety": "the opening words of a text without a headline stand for one",
}
"""Rules whose findings on words hang on the rest of the text, and why: a paragraph elsewhere may change them."""


@FEW
@given(draft=st.integers(0, 10**4), at_end=st.booleans())
def test_a_clean_paragraph_elsewhere_changes_no_finding_on_words(bench: Bench, draft: int, at_end: bool) -> None:
    plain = [text for text in drafts() if not text.lstrip().startswith(("<", "-", "+", "{"))]
    text = plain[draft % len(plain)]
    if at_end:
        assert _spans(bench, f"{text}\n\n{CLEAN}") == _spans(bench, text)
    else:
        assert _spans(bench, CLEAN + text) == {
            (rule, a + len(CLEAN), b + len(CLEAN)) for rule, a, b in _spans(bench, text)
        }


def _spans(bench: Bench, text: str) -> set[tuple[str, int, int]]:
    report, failures = bench.lint(text)
    assert failures == ()
    found = {(one.rule, one.start, one.end) for one in report.findings if one.scope == "span"}
    return {one for one in found if one[0] not in OF_THE_WHOLE}
