"""Many values kept packed, one beside the other, in bytes that may be a file mapped into memory: few are ever read.

A value is found by its number, or by a word in the drawer that the word's checksum numbers. Nothing is made for the
thousands of others, and the parts of a file that they stand in are not even read into memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import accumulate
from struct import Struct as Layout
from typing import Final
from zlib import crc32

from msgspec import Struct
from msgspec.msgpack import Decoder, encode

_SPAN: Final = Layout("<II")
_BOUND: Final = _SPAN.size // 2
_DRAWER: Final = Decoder(dict[str, memoryview])


class Packs(Struct, frozen=True, array_like=True):
    """Packed values by number: `n` is packed[a:b]; a and b are the numbers `n` and `n + 1` of `bounds` (32 bits)."""

    bounds: memoryview
    packed: memoryview

    def __len__(self) -> int:
        """How many there are."""
        return len(self.bounds) // _BOUND - 1

    def __getitem__(self, number: int) -> memoryview:
        """A packed value by its number, from 0 on."""
        start, end = _SPAN.unpack_from(self.bounds, number * _BOUND)
        return self.packed[start:end]


class Drawers(Struct, frozen=True, array_like=True):
    """Packed values by word: in each drawer those of the words whose checksum, modulo the drawers, is its number."""

    drawers: Packs

    def get(self, word: str) -> memoryview | None:
        """The packed value of a word; None if there is none."""
        drawer = self.drawers[_number(word, len(self.drawers))]
        return _DRAWER.decode(drawer).get(word) if drawer else None


def line_up(packed: Iterable[bytes], head: bytes = b"") -> Packs:
    """Packed values by number, from 0 on, in bytes that begin with a `head`."""
    listed = list(packed)
    bounds = b"".join(end.to_bytes(_BOUND, "little") for end in accumulate(map(len, listed), initial=len(head)))
    return Packs(memoryview(bounds), memoryview(head + b"".join(listed)))


def fill_drawers(packed: Mapping[str, bytes]) -> Drawers:
    """Packed values by word; there are as many drawers as words, so that few hold more than two."""
    filled: list[dict[str, bytes]] = [{} for _ in range(max(len(packed), 1))]
    for word, value in packed.items():
        filled[_number(word, len(filled))][word] = value
    return Drawers(line_up(encode(drawer) if drawer else b"" for drawer in filled))


def _number(word: str, drawers: int) -> int:
    return crc32(word.encode("utf-8", "surrogatepass")) % drawers
