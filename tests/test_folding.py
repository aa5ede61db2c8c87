"""The folded shadow: what becomes of each kind of character, and the way back to the original text."""

from itertools import pairwise
from unicodedata import is_normalized

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medlint.folding import fold

TRICKY = st.sampled_from(
    "aeioukEIΣςσİıﬁﬂﬃ’‘“”«»‹›′″–—‑−\xad\u200b\u200d\ufeff\u202e\u2066\xa0\u2009\n\r\t\u2028…é😀👍🏽한ᄒ\u1161\u11ab"
    "\u0301\u0323\u0307\u0308\u0344\u0345\u0338ÅKΩ;=ß"
)
TEXTS = st.text(st.one_of(TRICKY, st.characters()), max_size=30)
NOISE = st.text(st.one_of(TRICKY, st.characters(min_codepoint=128)), max_size=12)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""),
        ("One DOSE", "one dose"),
        ("don’t ‘stop’ “now” „so“ «x» ‹y›", 'don\'t \'stop\' "now" "so" "x" \'y\''),
        ("5′ 3″", "5' 3\""),
        ("a‐b‑c‒d–e—f―g−h", "a-b-c-d-e-f-g-h"),
        ("a\xa0b\u2009c\nd\te\r\nf\u2028g\x85h", "a b c d e  f g h"),
        ("dou\xadble\u200b \ufeffblind\u202e\u2069", "double blind"),
        ("bene\ufb01t, \ufb02u, e\ufb03cacy", "benefit, flu, efficacy"),
        ("cafe\u0301 e\u0323\u0301", "caf\xe9 \u1eb9\u0301"),
        ("e\xad\u0301", "\xe9"),
        ("wait…", "wait…"),
        ("ΟΔΟΣ οδος", "οδοσ οδοσ"),
        ("İ", "i\u0307"),
        ("\u212b \u212a \u2126", "\xe5 k \u03c9"),
    ],
)
def test_what_becomes_of_each_kind_of_character(text: str, folded: str) -> None:
    assert fold(text).text == folded


@pytest.mark.parametrize(
    "text", ["", "One\ndose", "don’t — “stop”\xa0now", "naïve Ärzte", "ΟΔΟΣ 😀", "µg ≥ 5 °C", "\u212a", "한국"]
)
def test_offsets_stay_where_no_length_changes(text: str) -> None:
    folded = fold(text)
    assert folded.is_identity
    assert folded.span(0, len(text)) == (0, len(text))
    assert folded.position(len(text)) == len(text) == len(folded.text)


@pytest.mark.parametrize("text", ["a\xadb", "\ufb01t", "e\u0301", "İ", "\u0344", "\u1112\u1161\u11ab"])
def test_a_map_is_kept_where_lengths_change(text: str) -> None:
    assert not fold(text).is_identity


def test_spans_hold_what_was_dropped_inside_but_not_at_the_edges() -> None:
    text = "\u200bdou\xadble\xad blind"
    folded = fold(text)
    assert text[slice(*folded.span(0, 6))] == "dou\xadble"
    assert folded.position(text.index("blind")) == 7
    assert [folded.position(offset) for offset in (0, 1, 4, 5)] == [0, 0, 3, 3]


def test_a_composed_character_covers_all_its_parts() -> None:
    folded = fold("caf\u200be\xad\u0301 au lait")
    assert folded.span(3, 4) == (4, 7)
    assert [folded.position(offset) for offset in (4, 5, 6, 7)] == [3, 3, 3, 4]


def test_each_letter_of_a_ligature_covers_it() -> None:
    folded = fold("bene\ufb01t")
    assert folded.span(4, 5) == folded.span(5, 6) == folded.span(4, 6) == (4, 5)


def test_a_mark_that_does_not_compose_stays_by_itself() -> None:
    folded = fold("\xadd\u0301")
    assert (folded.span(0, 1), folded.span(1, 2)) == ((1, 2), (2, 3))


def test_empty_spans_stay_empty() -> None:
    folded = fold("a\xadb\xad")
    assert [folded.span(i, i) for i in range(3)] == [(0, 0), (2, 2), (3, 3)]
    assert fold("\xad\xad").span(0, 0) == (0, 0)


def test_lone_surrogates_are_carried_along() -> None:
    assert fold("\ud800\xadA\ud83d\ude00").text == "\ud800a\ud83d\ude00"


@given(TEXTS)
def test_every_folded_character_leads_back_to_an_original_that_folds_to_it(text: str) -> None:
    folded = fold(text)
    for index, char in enumerate(folded.text):
        start, end = folded.span(index, index + 1)
        assert 0 <= start < end <= len(text)
        assert char in fold(text[start:end]).text


@given(TEXTS)
def test_the_map_never_runs_backwards(text: str) -> None:
    folded = fold(text)
    spans = [folded.span(index, index + 1) for index in range(len(folded.text))]
    assert all(a[0] <= b[0] and a[1] <= b[1] for a, b in pairwise(spans))
    positions = [folded.position(offset) for offset in range(len(text) + 1)]
    assert positions == sorted(positions)
    assert positions[-1] == len(folded.text)
    assert all(positions[start] <= index < positions[end] for index, (start, end) in enumerate(spans))


@given(TEXTS)
def test_folding_is_settled_composed_and_leaves_ascii_offsets_alone(text: str) -> None:
    folded = fold(text).text
    assert fold(folded).text == folded
    assert is_normalized("NFC", folded)
    assert len(text) == len(folded) or not fold(text).is_identity
    assert fold(text.encode("ascii", "replace").decode()).is_identity


@given(NOISE, st.from_regex(r"[A-Za-z]{2,8}( [A-Za-z]{2,8})?", fullmatch=True), NOISE)
def test_a_planted_word_is_found_at_exactly_its_place(before: str, word: str, after: str) -> None:
    fence = "\xad\u0301|"  # a mark on the word's edge would become part of its letter
    text = f"{before}{fence}{word}|{after}"
    folded = fold(text)
    place = len(before) + len(fence)
    start = folded.position(place)
    assert folded.text[start : start + len(word)] == word.lower()
    assert folded.span(start, start + len(word)) == (place, place + len(word))


@given(st.from_regex(r"[A-Za-z]{3,8}", fullmatch=True), st.data())
def test_a_word_with_soft_hyphens_inside_is_found_whole(word: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(1, len(word) - 1))
    planted = f"{word[:cut]}\xad\u200b{word[cut:]}"
    text = f"İ\xa0😀\xad{planted}\xad \u0301…"
    folded = fold(text)
    start = folded.text.index(word.lower(), folded.position(3))
    assert text[slice(*folded.span(start, start + len(word)))] == planted
