"""Sentence spans: labelled cases of health writing, laws, and time on hostile input."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medlint.layers.splitting import split_sentences
from timing import is_linear

CASES = Path(__file__).parent / "data" / "sentences.txt"
SCRAPS = (
    """Dr. e.g. U.S. No. A the The . ... … ? ! " ” “ ( ) [3] 3 .5 benefit.The mRNA \ufffc - ¹ i.v. é B. I www. @ / '"""
)
PIECES = st.sampled_from([*SCRAPS.split(), " ", "  ", "\n", "\u00a0"])


def read_cases() -> list[list[str]]:
    paragraphs = CASES.read_text(encoding="utf-8").split("\n\n")
    cases = [[line for line in part.splitlines() if line and not line.startswith("#")] for part in paragraphs]
    return [case for case in cases if case]


def join(case: list[str]) -> str:
    return "".join(line[1:] if line.startswith("+") else f" {line}" for line in case).strip()


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: join(case)[:60])
def test_labelled_case(case: list[str]) -> None:
    assert split(join(case)) == [line.removeprefix("+") for line in case]


def test_there_are_enough_labelled_cases() -> None:
    assert len(read_cases()) >= 180


@pytest.mark.parametrize("text", ["", " ", "\n\t ", "\u00a0"])
def test_blank_text_has_no_sentences(text: str) -> None:
    assert split_sentences(text) == []


@pytest.mark.parametrize("text", [".", '"', "Dr.", "?!", " . ", "…", "[3]", "a", "\ufffc"])
def test_a_scrap_is_one_sentence(text: str) -> None:
    assert split(text) == [text.strip()]


@given(st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join), st.lists(PIECES, max_size=20).map(" ".join)))
def test_spans_are_ordered_trimmed_and_complete(text: str) -> None:
    spans = split_sentences(text)
    assert spans == split_sentences(text)
    reached = 0
    for start, end in spans:
        assert reached <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert not text[reached:start].strip()
        reached = end
    assert not text[reached:].strip()


@given(st.lists(PIECES, max_size=12).map(" ".join))
def test_outer_white_space_only_shifts_the_spans(text: str) -> None:
    bare = text.strip()
    assert split_sentences(f"  {bare} ") == [(start + 2, end + 2) for start, end in split_sentences(bare)]


HOSTILE = """. " 3 3. .[ .[1 ." A. aa.Bb aa/.Bb e.g. .) “ !?A .1, ("""


@pytest.mark.parametrize(
    "unit", [*HOSTILE.split(), ".\u00a0", ". ", "A. ", "vitamin A, ", '. " ', 'Dr. " ', "e.g. ", ". ("]
)
def test_time_is_linear_on_hostile_input(unit: str) -> None:
    assert is_linear(lambda size: split_sentences((unit * size)[:size]), 25_000)
