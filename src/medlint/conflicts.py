"""Merge conflicts that were left in a text: both versions stand in it, and neither is what will be published."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.lazy import lazy_pattern
from medlint.model import Notice

KIND = "conflict-markers"
"""The kind of the notice."""
_OPEN = "<<<<<<< "
_LINE = lazy_pattern(r"^(?:(?P<fence> {0,3}(?:`{3,}|~{3,}))|<{7} |={7}\r?$|>{7} )", re.MULTILINE)


def find_conflict(source: str) -> tuple[int, int] | None:
    """The 1-based first and last line of the first merge conflict; None without one. Fenced code does not count."""
    if _OPEN not in source:
        return None
    began = parted = None
    for mark, at in _marks(source):
        if mark == "<":
            began, parted = at, None
        elif mark == "=" and began is not None:
            parted = at
        elif mark == ">" and began is not None and parted is not None:
            return source.count("\n", 0, began) + 1, source.count("\n", 0, at) + 1
    return None


def notice_conflict(source: str) -> tuple[Notice, ...]:
    """A notice for a text that holds a merge conflict."""
    lines = find_conflict(source)
    if lines is None:
        return ()
    told = f"an unresolved merge conflict stands in lines {lines[0]} to {lines[1]}; both versions were read"
    return (Notice(KIND, told, lines[0]),)


def _marks(source: str) -> Iterator[tuple[str, int]]:
    """The signs of conflicts outside fenced code, and where their lines begin."""
    fenced = False
    for match in _LINE.finditer(source):
        if match["fence"]:
            fenced = not fenced
        elif not fenced:
            yield match[0][0], match.start()
