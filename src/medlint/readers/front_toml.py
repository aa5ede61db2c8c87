"""TOML front matter: its data, and its texts piece by piece."""

from __future__ import annotations

import re

from medlint.lazy import lazy_pattern
from medlint.readers.front_texts import (
    FrontMatterError,
    FrontText,
    Piece,
    checked,
    escaped_pieces,
    in_order,
    json_ready,
    kind_of,
)
from medlint.toml.scan import ESCAPE, STRING, Place, places, unescape
from medlint.toml.source import read_toml

_LONE_CR = lazy_pattern(r"\r(?!\n)")
_TRIPLE = 3
_LITERAL = lazy_pattern(r"\r\n|\r")
_BASIC = lazy_pattern(rf"\\[ \t]*(?:\r\n?|\n)[ \t\r\n]*|{ESCAPE.pattern}|\r\n|\r", re.DOTALL)


def read_toml_block(source: str, start: int, end: int) -> tuple[dict[str, object], tuple[FrontText, ...]]:
    """Parse the TOML at `source[start:end]`, which begins on line 2. Raises `FrontMatterError`."""
    text = _LONE_CR.sub("\n", source[start:end])
    try:
        data = read_toml(text, path="", error=FrontMatterError).data
    except FrontMatterError as problem:
        raise FrontMatterError(problem.message, line=(problem.line or 0) + 1) from None
    ready = json_ready(data)
    texts = [one for place in places(text) if (one := _text(source, start, data, place)) is not None]
    return (ready if isinstance(ready, dict) else {}), in_order(texts)


def _text(source: str, start: int, data: dict[str, object], place: Place) -> FrontText | None:
    """The value at `place` of the block as a text, if readers see it."""
    path = tuple(step for step in place.path if isinstance(step, str))
    kind = kind_of(path)
    if kind is None or len(path) != len(place.path):
        return None
    value: object = data
    for step in path:
        value = value.get(step) if isinstance(value, dict) else None
    written = STRING.match(source, start + place.value)
    if not isinstance(value, str) or not value.strip() or written is None:
        return None
    pieces = _pieces(source, written.start(), written.end())
    return FrontText(kind, ".".join(path), checked(pieces, value, written.start(), written.end()))


def _pieces(source: str, start: int, end: int) -> list[Piece]:
    """The pieces of the string literal, quotes included, at `source[start:end]`."""
    quote = source[start]
    if source.startswith(quote * _TRIPLE, start):
        start, end = start + _TRIPLE, end - _TRIPLE
        start += 2 if source.startswith("\r\n", start) else source[start : start + 1] in ("\n", "\r")
    else:
        start, end = start + 1, end - 1
    return list(escaped_pieces(source, start, end, _BASIC if quote == '"' else _LITERAL, _render))


def _render(token: str) -> str:
    r"""A line end is LF; a backslash at the end of a line takes the line end and the indentation with it."""
    if token[0] == "\r":
        return "\n"
    return "" if token.endswith((" ", "\t", "\n", "\r")) and token[1] in " \t\r\n" else unescape(token)
