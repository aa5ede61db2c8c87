"""Packed values side by side: each is found again by its number or word, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.msgpack import decode, encode

from medlint.drawers import Drawers, Packs, fill_drawers, line_up
from medlint.rulebook.packed import Row, pack_row

WORDS = st.text(st.characters(exclude_categories=()), max_size=8)


@given(st.lists(st.binary(max_size=9)), st.binary(max_size=5))
def test_values_in_a_line_are_found_by_their_number(values, head):
    packs = line_up(values, head)
    assert [bytes(packs[number]) for number in range(len(packs))] == values
    assert bytes(packs.packed) == head + b"".join(values)


@given(st.dictionaries(st.text(max_size=8), st.binary(max_size=9)), st.lists(WORDS))
def test_values_in_drawers_are_found_by_their_word(values, others):
    drawers = fill_drawers(values)
    for word in (*values, *others):
        found = drawers.get(word)
        assert (None if found is None else bytes(found)) == values.get(word)


def test_what_is_kept_in_a_file_is_found_in_it_and_not_copied():
    kept = encode((line_up([b"one", b"two"]), fill_drawers({"a": b"first"})))
    packs, drawers = decode(kept, type=tuple[Packs, Drawers])
    assert (bytes(packs[1]), bytes(drawers.get("a") or b"")) == (b"two", b"first")
    assert packs[1].obj is kept


@given(st.lists(st.text(max_size=5), max_size=40))
def test_a_row_is_the_list_that_was_packed(values):
    row, again = Row(pack_row(values), str), Row(pack_row(values), str)
    assert [row[number] for number in range(-len(values), len(values))] == values * 2
    assert (list(again), len(again), list(again[1:3]), again[:0]) == (values, len(values), values[1:3], ())
    assert [again[number] for number in range(len(values))] == values


def test_a_row_ends():
    row = Row(pack_row(["a"]), str)
    for number in (1, -2):
        with pytest.raises(IndexError):
            row[number]
