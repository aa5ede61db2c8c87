"""Numbers in figures and in words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medlint.layers.numbers import NUMBER, NUMBER_WORD, VALUES, WORD, number_of


@pytest.mark.parametrize(
    ("written", "value"),
    [("7", 7), ("2,107", 2107), ("fourteen", 14), ("Twenty-six", 26), ("forty two", 42), ("half a dozen", 6),
     ("a hundred", 100), ("three hundred and twelve", 312)],
)  # fmt: skip
def test_a_number_is_read_whole(written: str, value: int) -> None:
    assert re.fullmatch(NUMBER, written, re.IGNORECASE)
    assert number_of(written) == value


def test_every_number_word_is_matched_by_the_expression_and_has_its_value() -> None:
    assert all(re.fullmatch(NUMBER, word) and number_of(word) == value for word, value in VALUES.items())


def test_a_plain_number_word_is_one_word() -> None:
    assert not re.fullmatch(NUMBER_WORD, "twenty-six")
    assert re.fullmatch(NUMBER_WORD, "seventeen")


@given(st.lists(st.sampled_from((*VALUES, "teen", "ty", "foo", "-", " ")), max_size=6).map("".join))
def test_joined_number_words_are_found_as_if_each_was_tried(text: str) -> None:
    plain = "|".join(sorted(VALUES, key=len, reverse=True))
    for frame in (r"{}", r"\b(?:{})\b", r"(?:{})[^ ]?$"):
        one, other = (re.compile(frame.format(words), re.IGNORECASE) for words in (plain, WORD))
        assert [match.span() for match in one.finditer(text)] == [match.span() for match in other.finditer(text)]
