"""Layer `boilerplate`: which parts of a text are standing text of an institution, or headlines of other stories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medlint.layers.sections import section_of
from medlint.lazy import lazy_pattern

if TYPE_CHECKING:
    from medlint.document import Document
    from medlint.phrasebook import Hit

LEXICONS = ("boilerplate-openers",)
"""What this layer reads."""
TEASER_CHARACTERS = 100
"""A headline set into a text is at most so long (our estimate)."""

_ABOUT = lazy_pattern(r"About (?:the )?[A-Z][\w&'\u2019.-]+|#{2,}|\* \* \*|-{3,}|_{3,}")
_WORD = lazy_pattern(r"\w")
_HALF = 2
"""Standing text is the end of a release: what a line "About ..." opens counts in its second half."""


def find_boilerplate(document: Document) -> tuple[tuple[int, int], ...]:
    """The prose spans of standing text and of headlines of other stories, in order; they may overlap."""
    spans = [span for hit in document.hits("boilerplate-openers") if (span := _span(document, hit))]
    half = len(document.blocks) // _HALF
    spans.extend(
        (block.start, _section_end(document, block.start))
        for block in document.blocks[half:]
        if _ABOUT.match(document.prose, block.start, block.end)
    )
    return tuple(sorted(spans))


def is_boilerplate(document: Document, offset: int) -> bool:
    """Whether a prose offset lies in standing text, or in the headline of another story."""
    return any(start <= offset < end for start, end in document.layer("boilerplate"))


def _span(document: Document, hit: Hit) -> tuple[int, int] | None:
    """What an opener covers: its paragraph, the rest of its section, or the headline that it comes before."""
    kind = document.tag("boilerplate-openers", hit, "kind")
    block = document.blocks[document.block_at(hit.start)]
    if kind == "teaser":
        end = min(hit.end + TEASER_CHARACTERS, block.end)
        return (hit.start, end) if document.prose[hit.start].isupper() else None
    if kind == "about":
        opens = _WORD.search(document.prose, block.start, hit.start) is None
        return (block.start, _section_end(document, hit.start)) if opens else None
    return block.start, block.end


def _section_end(document: Document, offset: int) -> int:
    section = section_of(document, document.block_at(offset))
    return document.blocks[section.last - 1].end
