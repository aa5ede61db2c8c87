"""The exact source of a YAML scalar, piece by piece: quotes, escapes, line folds, block scalars (YAML 1.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.lazy import lazy_pattern
from medlint.readers.front_texts import Piece, checked, escaped_pieces

_BREAK = lazy_pattern("\r\n|[\n\r\x85\u2028\u2029]")
_BLANK = " \t"
_SPACES = " \t\n\r\x85\u2028\u2029"
_PROPERTIES = lazy_pattern(r"(?:[&!]\S*\s+)*")
_DOUBLE = lazy_pattern(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[^xuU])", re.DOTALL)
_SINGLE = lazy_pattern(r"''")
_SHORT = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip


def scalar_pieces(source: str, start: int, end: int, style: str, value: str) -> tuple[Piece, ...]:
    """The pieces that join to `value` of the scalar at `source[start:end]`; `style` is PyYAML's: "", ', ", | or >."""
    properties = _PROPERTIES.match(source, start, end)
    inner = properties.end() if properties else start
    pieces: list[Piece] | None
    if style in ("'", '"') and style:
        pieces = list(_quoted(source, inner + 1, end - 1, style))
    else:
        if style in ("|", ">") and style:
            header = _BREAK.search(source, inner, end)
            inner = header.end() if header else end
        pieces = _aligned(source, inner, end, value)
    return checked(pieces, value, start, end)


def _line_spans(source: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of the lines of `source[start:end]`, without their ends."""
    breaks = [match.span() for match in _BREAK.finditer(source, start, end)]
    return list(zip([start, *(b for _, b in breaks)], [*(a for a, _ in breaks), end], strict=True))


def _stripped(source: str, start: int, end: int, *, left: bool = True, right: bool = True) -> tuple[int, int]:
    """The span without the blanks at its edges."""
    while left and start < end and source[start] in _BLANK:
        start += 1
    while right and end > start and source[end - 1] in _BLANK:
        end -= 1
    return start, end


def _aligned(source: str, start: int, end: int, value: str) -> list[Piece] | None:
    """Pieces of a plain or block scalar: its lines stand in `value` in order, with white space of some kind between."""
    pieces: list[Piece] = []
    at, edge = 0, start
    for line in _line_spans(source, start, end):
        first, last = _stripped(source, *line)
        if first == last:
            continue
        here = at
        while value[here : here + 1] and value[here] in _SPACES:
            here += 1
        if not value.startswith(source[first:last], here):
            return None
        if here > at:
            pieces.append((value[at:here], edge, first))
        pieces.append((source[first:last], first, last))
        at, edge = here + last - first, last
    return [*pieces, (value[at:], edge, end)] if value[at:] else pieces


def _quoted(source: str, start: int, end: int, quote: str) -> Iterator[Piece]:
    """Pieces of what stands between quotes: one line break is a space, each further one a line end."""
    lines = _line_spans(source, start, end)
    edge, breaks, continued = start, 0, False
    for index, line in enumerate(lines):
        middle = 0 < index < len(lines) - 1
        breaks += index > 0
        first, last, goes_on = _content(source, line, index > 0, index < len(lines) - 1, quote)
        if middle and first == last and not goes_on:
            continue
        if breaks:
            fold = "\n" * (breaks - 1) or ("" if continued else " ")
            if fold:
                yield fold, edge, first
        if quote == "'":
            yield from escaped_pieces(source, first, last, _SINGLE, lambda _: "'")
        else:
            yield from escaped_pieces(source, first, last, _DOUBLE, _unescape)
        edge, breaks, continued = last, 0, goes_on


def _content(
    source: str, line: tuple[int, int], open_left: bool, open_right: bool, quote: str
) -> tuple[int, int, bool]:
    """The span of a line of a quoted scalar that counts, and whether a backslash joins it to the next line.

    Blanks next to a line break do not count (`open_left`, `open_right`), unless a backslash stands before them.
    """
    first, last = _stripped(source, *line, left=open_left, right=open_right)
    if quote == "'" or not open_right:
        return first, last, False
    text = source[first:last]
    if (len(text) - len(text.rstrip("\\"))) % 2 == 0:
        return first, last, False
    return (first, last + 1, False) if last < line[1] else (first, last - 1, True)


def _unescape(token: str) -> str:
    if token[1] in "xuU":
        code = int(token[2:], base=16)  # noqa: FURB166 - "\\x41" is not "0x41"
        return chr(code) if code <= 0x10FFFF else "\ufffd"  # noqa: PLR2004 - the last code point
    return _SHORT.get(token[1], token[1])
