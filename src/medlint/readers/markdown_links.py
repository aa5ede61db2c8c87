"""Where the target and the title of a Markdown link stand in its source."""

from __future__ import annotations

import re

from msgspec import Struct

from medlint.lazy import lazy_pattern
from medlint.readers.html_references import decode_reference

_GAP = lazy_pattern(r"[ \t]*(?:(?:\r\n|\r|\n)[ \t>]*)?")
_ANGLED = lazy_pattern(r"<((?:[^<>\\\r\n]|\\.)*)>")
_BARE = lazy_pattern(r"(?:[^\s\\()]|\\.|[()])*")
_TITLE = {
    '"': lazy_pattern(r'"((?:[^"\\]|\\.)*)"', re.DOTALL),
    "'": lazy_pattern(r"'((?:[^'\\]|\\.)*)'", re.DOTALL),
    "(": lazy_pattern(r"\(((?:[^()\\]|\\.)*)\)", re.DOTALL),
}
_LABEL = lazy_pattern(r"[ \t>]*\[(?:[^\\\]]|\\.)*\]:", re.DOTALL)
_SPECIAL = lazy_pattern(r"\\([!-/:-@\[-`{-~])|(&)|(?:\r\n|\r|\n)[ \t>]*")

Span = tuple[int, int]


class Target(Struct, frozen=True, gc=False):
    """Source spans of a link's target and, without its quotes, of its title (None: it has none)."""

    href: Span
    title: Span | None = None


def locate_inline(source: str, text_end: int, end: int) -> Target | None:
    """The target of `[text](target "title")` that ends at `end` and whose text ends at or after `text_end`."""
    opening = source.find("](", text_end, end)
    return None if opening < 0 else _locate(source, opening + 2, end - 1, nested=True)


def locate_definition(source: str, start: int, end: int) -> Target | None:
    """The target of `[label]: target "title"` at source[start:end]."""
    label = _LABEL.match(source, start, end)
    return None if label is None else _locate(source, label.end(), end, nested=False)


def _locate(source: str, at: int, end: int, *, nested: bool) -> Target:
    at = _skip(source, at, end)
    angled = _ANGLED.match(source, at, end)
    if angled:
        href, at = angled.span(1), angled.end()
    else:
        bare = _BARE.match(source, at, end)
        at = _balanced(source, at, bare.end() if bare else at) if nested else (bare.end() if bare else at)
        href = (bare.start() if bare else at, at)
    at = _skip(source, at, end)
    title = _TITLE[source[at]].match(source, at, end) if at < end and source[at] in _TITLE else None
    return Target(href, title.span(1) if title else None)


def _skip(source: str, at: int, end: int) -> int:
    gap = _GAP.match(source, at, end)
    return gap.end() if gap else at


def _balanced(source: str, start: int, end: int) -> int:
    """Where a bare target ends: at the first closing bracket that it did not open."""
    if source.find("(", start, end) < 0 and source.find(")", start, end) < 0:
        return end
    depth, at = 0, start
    while at < end:
        char = source[at]
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return at
        at += 2 if char == "\\" else 1
    return min(at, end)


def decode_literal(source: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """The pieces `(text, start, end)` of a title: literal runs, and escapes, references and line ends one by one."""
    pieces, at = list[tuple[str, int, int]](), start
    for match in _SPECIAL.finditer(source, start, end):
        text, stop = _decode(source, match, end)
        if text is None or match.start() < at:
            continue
        if at < match.start():
            pieces.append((source[at : match.start()], at, match.start()))
        pieces.append((text, match.start(), stop))
        at = stop
    if at < end:
        pieces.append((source[at:end], at, end))
    return pieces


def _decode(source: str, match: re.Match[str], end: int) -> tuple[str | None, int]:
    if match.group(1):
        return match.group(1), match.end()
    if not match.group(2):
        return " ", match.end()
    found = decode_reference(source, match.start(), end)
    # Markdown, unlike HTML, knows no reference without its semicolon.
    return found if found and source[found[1] - 1] == ";" else (None, match.end())
