"""Bare web addresses in running text: never prose, always links."""

from __future__ import annotations

import re

from medlint.lazy import lazy_pattern
from medlint.readers.prose import ProseBuilder

_ADDRESS = lazy_pattern(r"(?:https?://|www\.)[^\s<>\"\u201c\u201d\[\]{}|\\^`]+", re.IGNORECASE)
_TRAILING = ".,;:!?'*_~\u2019\u2026"


def add_text(builder: ProseBuilder, start: int, end: int, *, link: bool = True) -> None:
    """Add source[start:end] as text in which every bare address becomes an opaque character with a link on it."""
    source = builder.source
    run = source[start:end]  # looking at the run alone keeps many runs of a long text linear
    if "://" not in run and "www." not in run.lower():
        builder.text(start, end)
        return
    at = start
    for match in _ADDRESS.finditer(source, start, end):
        stop = _address_end(source, match.start(), match.end())
        builder.text(at, match.start())
        _add_address(builder, match.start(), stop, link=link)
        at = stop
    builder.text(at, end)


def _address_end(source: str, start: int, end: int) -> int:
    """Where the address ends: stops and a closing bracket that it did not open belong to the sentence."""
    unopened = source.count(")", start, end) - source.count("(", start, end)
    while end > start:
        last = source[end - 1]
        if last == ")" and unopened > 0:
            unopened -= 1
        elif last not in _TRAILING:
            break
        end -= 1
    return end


def _add_address(builder: ProseBuilder, start: int, end: int, *, link: bool) -> None:
    if not link or builder.open_links:
        builder.opaque(start, end)
        return
    written = builder.source[start:end]
    href = written if "://" in written else f"https://{written}"
    builder.begin_link(
        source_start=start, href=href, href_start=start, href_end=end, element="autolink", markup="text", text=written
    )
    builder.opaque(start, end)
    builder.end_link(end)
