"""Layer `sections`: what stands under which heading."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from msgspec import Struct

from medlint.lazy import lazy_pattern

if TYPE_CHECKING:
    from medlint.document import Document


_RUN_IN = lazy_pattern(
    r"[A-Z][\w'\u2019-]*(?: (?!is\b|are\b|was\b|has\b|can\b)[\w'\u2019-]+){0,3}[.:] +(?=[A-Z\"\u201c])"
)
_NO_LABEL = frozenset(
    "yes no not true false wrong right fact facts myth truth verdict reality answer question note correction"
    " claim evidence bottom however but so and maybe perhaps nonsense rubbish today now here there this that it"
    " they we he she limits limitations caveat caveats warning update source sources".split()
)
"""First words of a line that judges what stands above it, or goes on with it, and opens no part of its own."""
_LOOKED_AT = 25
"""Labels are looked for in so many blocks on either side: a longer row of paragraphs has none, or many."""
_LEAST_LABELLED = 2
"""So many paragraphs of a section that open with a label make labels of them: one alone may be a short sentence."""


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


def part_of(document: Document, block: int) -> tuple[int, int]:
    """The blocks first to last (exclusive) that belong together in the section of a block.

    Where paragraphs open with run-in heads ("Skin. The oil ...", "Sleep. In a trial ..."), each is a part of its own
    with what follows it; a quotation below them belongs to none. Else, and in plain text, whose lines are
    no certain paragraphs, the part is the section.
    """
    section = section_of(document, block)
    if document.format == "text":
        return section.first, section.last
    begin, end = max(section.first, block - _LOOKED_AT), min(section.last, block + _LOOKED_AT)
    labelled = [number for number in range(begin, end) if _is_labelled(document, number)]
    if len(labelled) < _LEAST_LABELLED:
        return section.first, section.last
    last = next((number for number in labelled if number > block), section.last)
    own = document.blocks[block]
    if own.kind == "quote" or document.prose.startswith(('"', "\u201c"), own.start):
        return block, last
    return max((number for number in labelled if number <= block), default=section.first), last


def _is_labelled(document: Document, number: int) -> bool:
    """Whether a paragraph opens with a word or a few that name what it is about."""
    block = document.blocks[number]
    if block.kind != "paragraph":
        return False
    found = _RUN_IN.match(document.prose, block.start, block.end)
    return found is not None and found[0].split()[0].lower().rstrip(".:") not in _NO_LABEL


def _first(section: Section) -> int:
    return section.first
