"""The table of collocations, read through a memory map: words, their company, their vectors, and what spinners swap."""

from __future__ import annotations

import mmap
import struct
from bisect import bisect_left
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zlib import crc32

from .fuse import Filter, Fuse

MAGIC = b"MLSPUN03"
ENTRY = struct.Struct("<12scxxxII")
"""A line of the contents: name, type code, offset and length in bytes. Before them: the magic, their number."""
NAME = Path(__file__).with_name("table.bin")
BREAK, NUMBER, UNKNOWN, FIRST_WORD, FIRST_EXTRA = 0, 1, 2, 3, 1 << 16
WIDTH = 32
"""Entries of the vector of a word."""
ONCE = 1
"""The byte of a pair that one document holds: no pair of two or more has it."""
LINKS_EVERY = 8
"""The offsets of lists of links are kept in full for every 2**8th list."""


class Table:
    """Lookups by identifier: 0 a break, 1 a number, 2 unknown, then words by frequency, from 65,536 on rare ones.

    Counts come as levels (`levels.py`). A pair has a byte: the level of the documents of health prose that hold it * 16
    + the same of general prose, rounded to one of the `bytes`; 0 if fewer than two documents hold it. The keys of pairs
    (first word * 2**16 + second) are not kept: one pair in two thousand that no two documents hold has a byte
    nevertheless, and one in sixteen that no document holds counts as met once.
    """

    def __init__(self, sections: Mapping[str, memoryview]) -> None:
        s: dict[str, Any] = dict(sections)
        self._hashes, self._idents, self._rare = s["hashes"], s["idents"], s["rare"]
        self.health, self.general, self.level, self._flow = s["health"], s["general"], s["level"], s["flow"]
        self._pairs = Fuse(s["pair_cells"], s["pair_form"].tolist())
        self._once = Filter(s["once_cells"], s["once_form"].tolist())
        self._bytes, self._least = s["pair_bytes"].tolist(), s["pair_least"].tolist()
        self._link_base, self._link_at, self._links = s["link_base"], s["link_at"], s["links"]
        self.originals, self._letters_at, self._letters = s["originals"], s["letters_at"], s["letters"]
        self.degree = s["degree"]
        self._strong_at, self._strong = s["strong_at"], s["strong"]
        self.joint, self.follow, self.beside = s["joint"], s["follow"], s["beside"]
        self._inside, self._outside, self._bias = s["vector_in"], s["vector_out"], s["bias"]
        flat = s["offsets"].tolist()
        self.offsets = [flat[at : at + WIDTH] for at in range(0, len(flat), WIDTH)]
        self.constant, self.shift = s["constant"].tolist(), s["shift"][0]
        self._vectors = len(self._inside) // WIDTH
        self.sections = s

    def find(self, form: str) -> int:
        """The identifier of a folded word."""
        key = crc32(form.encode())
        at = bisect_left(self._hashes, key)
        if at < len(self._hashes) and self._hashes[at] == key:
            ident: int = self._idents[at]
            return ident
        at = bisect_left(self._rare, key)
        if at < len(self._rare) and self._rare[at] == key:
            return FIRST_EXTRA + at
        return UNKNOWN

    def pair(self, a: int, b: int) -> int:
        """The byte of two neighbours; 0 if they were not seen together."""
        if not (a == NUMBER or FIRST_WORD <= a < FIRST_EXTRA) or not (b == NUMBER or FIRST_WORD <= b < FIRST_EXTRA):
            return 0
        code = self._pairs.read(a << 16 | b)
        if code >= len(self._bytes):
            return 0
        level: int = self._bytes[code]
        # more documents than one of the words has occurrences: another pair that has the same cells by chance
        health, general, least = self.health, self.general, self._least
        few, fewer = least[level >> 4], least[level & 15]
        common = health[a] >= few and health[b] >= few and general[a] >= fewer and general[b] >= fewer
        return level if common else 0

    def is_once(self, a: int, b: int) -> bool:
        """Whether a single document held the two words side by side; wrong for one pair of none in sixteen."""
        if not (a == NUMBER or FIRST_WORD <= a < FIRST_EXTRA) or not (b == NUMBER or FIRST_WORD <= b < FIRST_EXTRA):
            return False
        return self.holds_once(a << 16 | b)

    def holds_once(self, key: int) -> bool:
        """Whether the filter of the pairs of one document holds the key (first word * 2**16 + second)."""
        return self._once.holds(key)

    def links(self, ident: int) -> list[int]:
        """What the word may stand for: rank among the originals * 4 + kind (0 near, 1 Moby, 2 synset, 3 in both)."""
        if ident < FIRST_WORD:
            return []
        row = self._row(ident)
        start = self._link_base[row >> LINKS_EVERY] + self._link_at[row]
        row += 1
        found: list[int] = self._links[start : self._link_base[row >> LINKS_EVERY] + self._link_at[row]].tolist()
        return found

    def _row(self, ident: int) -> int:
        return ident if ident < FIRST_EXTRA else len(self.health) + ident - FIRST_EXTRA

    def flows(self, ident: int) -> tuple[int, int]:
        """How often a spinner would write the word (two levels: all links, synsets alone)."""
        at = 2 * self._row(ident)
        return self._flow[at], self._flow[at + 1]

    def inside(self, ident: int) -> list[int]:
        """The vector of a word as company; a rare word has that of the unknown one."""
        at = WIDTH * (ident if ident < self._vectors else UNKNOWN)
        row: list[int] = self._inside[at : at + WIDTH].tolist()
        return row

    def outside(self, ident: int) -> list[int]:
        """The vector of a word as the one that is judged."""
        at = WIDTH * (ident if ident < self._vectors else UNKNOWN)
        row: list[int] = self._outside[at : at + WIDTH].tolist()
        return row

    def bias(self, ident: int) -> int:
        """What speaks for the word being a spinner's whatever stands around it."""
        value: int = self._bias[self._row(ident)]
        return value

    def strong(self, rank: int) -> list[int]:
        """Identifiers of the words that often follow the original of that rank, more than chance would have it."""
        found: list[int] = self._strong[self._strong_at[rank] : self._strong_at[rank + 1]].tolist()
        return found

    def spell(self, rank: int) -> str:
        """The original of that rank as a word."""
        return bytes(self._letters[self._letters_at[rank] : self._letters_at[rank + 1]]).decode()


def read_sections(data: memoryview) -> dict[str, memoryview]:
    """The named arrays of a table file; raises `ValueError` if `data` is not one."""
    if bytes(data[:8]) != MAGIC:
        raise ValueError("not a table of collocations")
    (number,) = struct.unpack_from("<I", data, 8)
    sections = {}
    for n in range(number):
        name, code, start, size = ENTRY.unpack_from(data, 12 + n * ENTRY.size)
        sections[name.rstrip(b"\0").decode()] = data[start : start + size].cast(code.decode())
    return sections


def open_table(path: Path = NAME) -> Table:
    """Map the table file into memory; raises `OSError` or `ValueError`."""
    with path.open("rb") as file:
        return Table(read_sections(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))))
