"""Layer `sections`: what stands under which heading."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from medlint.document import Document


class Section(Struct, frozen=True, gc=False):
    """Blocks `first` to `last` (exclusive) under the heading block `heading` (-1 before the first heading)."""

    heading: int
    first: int
    last: int


def find_sections(document: Document) -> tuple[Section, ...]:
    """The sections of a document, in order; together they hold every block once, the heading in its own section."""
    blocks = document.blocks
    starts = [i for i, block in enumerate(blocks) if block.kind == "heading" and not block.hidden]
    if not starts or starts[0] > 0:
        starts.insert(0, 0)
    ends = [*starts[1:], len(blocks)]
    return tuple(
        Section(start if start < len(blocks) and blocks[start].kind == "heading" else -1, start, end)
        for start, end in zip(starts, ends, strict=True)
    )


def sections(document: Document) -> tuple[Section, ...]:
    """The layer `sections` of a document."""
    layer: tuple[Section, ...] = document.layer("sections")
    return layer


def section_of(document: Document, block: int) -> Section:
    """The section that holds a block."""
    return sections(document)[section_number(document, block)]


def section_number(document: Document, block: int) -> int:
    """The number of the section that holds a block."""
    return max(bisect_right(sections(document), block, key=_first) - 1, 0)


def section_span(document: Document, number: int) -> tuple[int, int]:
    """The prose span of a section that has blocks."""
    section = sections(document)[number]
    return document.blocks[section.first].start, document.blocks[section.last - 1].end


def _first(section: Section) -> int:
    return section.first
