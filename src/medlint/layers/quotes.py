"""Layer `quotes`: what stands in quotation marks or block quotations: somebody else's words."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from msgspec import Struct

from medlint.layers.quotations import find_quotations

if TYPE_CHECKING:
    from medlint.document import Document

_MARKS = ('"', "''", "\u201c", "\u201d", "\u2019\u2019", "\u201e", "\u00ab", "\u00bb", "\u2018")
_OPENING = ('"', "\u201c", "\u201e", "\u00ab")


class Quote(Struct, frozen=True, gc=False):
    """A quotation: prose span with its marks, and the span inside them."""

    start: int
    end: int
    inner_start: int
    inner_end: int


def find_quotes(document: Document) -> tuple[Quote, ...]:
    """The quotations of all visible blocks, in order. A block quotation is one as a whole."""
    found = []
    for number, block in enumerate(document.blocks):
        if block.hidden:
            continue
        if block.kind == "quote":
            found.append(Quote(block.start, block.end, block.start, block.end))
            continue
        text = document.prose[block.start : block.end]
        if any(mark in text for mark in _MARKS):
            runs_on = _goes_on(document, number + 1)
            found.extend(Quote(*(block.start + at for at in spans)) for spans in find_quotations(text, runs_on=runs_on))
    return tuple(found)


def _goes_on(document: Document, number: int) -> bool:
    """Whether the block of that number is a paragraph that begins with a quotation mark."""
    if number >= len(document.blocks) or document.blocks[number].kind != "paragraph":
        return False
    start = document.blocks[number].start
    return document.prose.startswith(_OPENING, start)


def quotes(document: Document) -> tuple[Quote, ...]:
    """The layer `quotes` of a document."""
    layer: tuple[Quote, ...] = document.layer("quotes")
    return layer


def quote_at(document: Document, offset: int) -> Quote | None:
    """The quotation that holds a prose offset, or None."""
    found = quotes(document)
    index = bisect_right(found, offset, key=_start) - 1
    return found[index] if index >= 0 and offset < found[index].end else None


def _start(quote: Quote) -> int:
    return quote.start
