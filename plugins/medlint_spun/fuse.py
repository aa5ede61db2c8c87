"""Static functions of the binary fuse kind (Graf & Lemire, "Binary Fuse Filters", 2022): a key names four cells.

The cells of a key, together with what is left of its hash, give its value. For a key that was not put in they give
anything: the owner of the function says what counts as a find.
"""

from __future__ import annotations

from collections.abc import Sequence

ARITY = 4
SIZE_BITS = 12
"""A segment has 2**12 cells at most; the cells of a key lie in neighbouring segments."""
FIRST_MIX, SECOND_MIX = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9
"""Odd constants of splitmix64 (Steele, Lea & Flood 2014)."""
REST = 65_521
"""What is left of a hash is its remainder by this prime, which the places of the cells say nothing about."""
BASE_SHIFT, BASE_BITS, STEP_BITS = 36, 28, 12
NIBBLE = 15
_MASK = (1 << 64) - 1


class Fuse:
    """Keys (64 bits) to 16 bits; `form`: seed, bits of a segment, number of places where the first cell may lie."""

    __slots__ = ("_cells", "_mask", "_places", "_seed", "_size")

    def __init__(self, cells: Sequence[int], form: Sequence[int]) -> None:
        self._cells, (self._seed, bits, self._places) = cells, form
        self._size = 1 << bits
        self._mask = self._size - 1

    def read(self, key: int) -> int:
        """The value of the key."""
        cells, size, mask = self._cells, self._size, self._mask
        mixed = (key ^ self._seed) * FIRST_MIX & _MASK
        mixed = (mixed ^ mixed >> 32) * SECOND_MIX & _MASK
        at = (mixed >> BASE_SHIFT) * self._places >> BASE_BITS
        one, two = cells[at], cells[at + size ^ (mixed >> 24 & mask)]
        at += 2 * size
        return mixed % REST ^ one ^ two ^ cells[at ^ (mixed >> 12 & mask)] ^ cells[at + size ^ (mixed & mask)]


class Filter:
    """Whether a key was put in, wrong for one key in sixteen that was not: cells of four bits, two a byte."""

    __slots__ = ("_cells", "_mask", "_places", "_seed", "_size")

    def __init__(self, cells: Sequence[int], form: Sequence[int]) -> None:
        self._cells, (self._seed, bits, self._places) = cells, form
        self._size = 1 << bits
        self._mask = self._size - 1

    def holds(self, key: int) -> bool:
        """Whether the key was put in, or one of the sixteenth part of the others."""
        cells, size, mask = self._cells, self._size, self._mask
        mixed = (key ^ self._seed) * FIRST_MIX & _MASK
        mixed = (mixed ^ mixed >> 32) * SECOND_MIX & _MASK
        at = (mixed >> BASE_SHIFT) * self._places >> BASE_BITS
        two, three, four = at + size ^ (mixed >> 24 & mask), at + 2 * size ^ (mixed >> 12 & mask), mixed & mask
        four = at + 3 * size ^ four
        value = mixed % REST ^ cells[at >> 1] >> (at << 2 & 4) ^ cells[two >> 1] >> (two << 2 & 4)
        return not (value ^ cells[three >> 1] >> (three << 2 & 4) ^ cells[four >> 1] >> (four << 2 & 4)) & NIBBLE
