"""The words of a text by where they stand, and the sentences that hold one of a few signs."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from medlint.testing import open_setup
from medlint_structure.signs import matches_at, matches_with, places_of, plain_sentences, sentences_with
from readings import read

SETUP = open_setup()
WORDS = st.lists(
    st.sampled_from(["Take", "take", "it", "can't", "well-known", "e\u0301t\u00e9", "\ufb01ve", "a\u00adb", "7"])
)


@given(WORDS)
def test_each_word_stands_where_the_text_has_it(words: list[str]) -> None:
    document = read(SETUP, " ".join(words) + " end.")
    for word in document.vocabulary - {""}:
        places = document.places_of(word)
        assert list(places) == sorted(places)
        assert all(document.folded.text[document.folded.position(at) :].startswith(word) for at in places)
    assert len(document.places_of("take")) == sum(word.lower() == "take" for word in words)


def test_a_word_that_the_text_has_not_stands_nowhere() -> None:
    document = read(SETUP, "Drink water.")
    assert "milk" not in document.vocabulary
    assert list(document.places_of("milk")) == []


def test_a_sign_counts_only_before_what_may_follow_it() -> None:
    document = read(SETUP, "You can't have it. He could not go. Not have.")
    assert places_of(document, {"not": (" have",), "t": (" have",)}) == [8, 36]
    assert places_of(document, {"not": ("",)}) == [28, 36]


def test_sentences_come_once_and_in_order() -> None:
    document = read(SETUP, "Wear the mask, and a mask only. No sign here. A boot and a mask.")
    starts = [sentence.start for sentence in sentences_with(document, {"mask": ("",), "boot": ("",)})]
    assert starts == [0, 46]


def test_what_asks_or_is_quoted_is_not_plain() -> None:
    document = read(SETUP, "Is the mask off? She said: \u201cThe mask stays on.\u201d The mask is off.")
    plain = plain_sentences(document, {"mask": ("",)})
    assert [document.prose[sentence.start : sentence.end] for sentence in plain] == ["The mask is off."]


def test_patterns_find_in_signed_sentences_what_they_find_in_the_text() -> None:
    document = read(SETUP, "No dye is used. Once a week, no dye. Nothing else is used, and no contrast is used.")
    pattern, signs = re.compile(r"\b[Nn]o (\w+) is used"), {"no": (" ",)}
    spans = [found.span() for found in pattern.finditer(document.prose)]
    assert len(spans) == 2
    assert [found.span() for found in matches_with(document, pattern, signs)] == spans
    assert [found.span() for found in matches_at(document, pattern, signs)] == spans
