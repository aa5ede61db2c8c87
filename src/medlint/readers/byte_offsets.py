"""From the byte offsets of a parser that works on UTF-8 to character offsets."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Callable

from medlint.lazy import lazy_pattern

_BEYOND_ASCII = lazy_pattern(r"[^\x00-\x7f]+")


def byte_to_char(text: str, base: int = 0) -> Callable[[int], int]:
    """Give the function that turns an offset into `text.encode()` into `base` plus the offset into `text`.

    An offset inside a character gives a place inside the text, never an error. Linear to build, logarithmic to ask.
    """
    if text.isascii():
        return base.__add__
    ends, surplus, total = [0], [-base], -base
    char_start = byte_start = 0
    for run in _BEYOND_ASCII.finditer(text):
        byte_start += run.start() - char_start
        for char in run.group():
            size = _utf8_size(char)
            byte_start += size
            total += size - 1
            ends.append(byte_start)
            surplus.append(total)
        char_start = run.end()

    ends.append(sys.maxsize)
    low = high = shift = 0

    def convert(offset: int) -> int:
        # Offsets mostly come in order, so that the stretch of ASCII that held the last one often holds the next.
        nonlocal low, high, shift
        if not low <= offset < high:
            index = bisect_right(ends, offset)
            low, high, shift = ends[index - 1], ends[index], surplus[index - 1]
        return offset - shift

    return convert


def _utf8_size(char: str) -> int:
    """How many bytes UTF-8 takes for a character beyond ASCII."""
    return 2 if char < "\u0800" else 3 if char < "\U00010000" else 4
