"""Layer `citations`: what the text gives as its source, and which sentences each source covers."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct

from medlint.layers.citation_marks import MARK_LEXICONS, Citation, find_marks
from medlint.layers.citation_scope import SCOPE_LEXICONS, cover, is_listed, lay_out
from medlint.layers.named_sources import NAME_LEXICONS, find_named
from medlint.layers.references import resolve
from medlint.layers.sections import section_of
from medlint.layers.sentences import sentence_index

if TYPE_CHECKING:
    from medlint.document import Document

__all__ = [
    "LEXICONS",
    "Citation",
    "Citations",
    "citations",
    "citations_between",
    "citations_for",
    "find_citations",
    "source_beside",
]

LEXICONS = (*MARK_LEXICONS, *NAME_LEXICONS, *SCOPE_LEXICONS)
"""The lexicons that this layer reads."""

_start = attrgetter("start")

BESIDE = 3
"""A report gives a source once, in a paragraph of its own: so many blocks before or after are read for it (our
estimate, from news, whose paragraphs are of one or two sentences)."""


class Citations(Struct, frozen=True):
    """All citations of a document in order, and for each sentence number the citations that cover it.

    `listed` are those of `items` that stand in a reference list or a note: they cover nothing by themselves.
    """

    items: tuple[Citation, ...]
    by_sentence: dict[int, tuple[Citation, ...]]
    listed: tuple[Citation, ...] = ()


def find_citations(document: Document) -> Citations:
    """The citations of a document and the sentences that they cover."""
    found = [*find_marks(document), *find_named(document)]
    if not found:
        return Citations((), {})
    layout = lay_out(document)
    items = tuple(resolve(document, _disjoint(sorted(found, key=_order)), layout.listed))
    return Citations(items, cover(layout, items), tuple(item for item in items if is_listed(layout, item)))


def citations(document: Document) -> Citations:
    """The layer `citations` of a document."""
    layer: Citations = document.layer("citations")
    return layer


def citations_for(document: Document, offset: int) -> tuple[Citation, ...]:
    """The citations that cover the sentence at a prose offset."""
    return citations(document).by_sentence.get(sentence_index(document, offset), ())


def citations_between(document: Document, start: int, end: int) -> tuple[Citation, ...]:
    """The citations that begin in prose[start:end]."""
    items = citations(document).items
    return items[bisect_left(items, start, key=_start) : bisect_left(items, end, key=_start)]


def source_beside(document: Document, offset: int) -> Citation | None:
    """The first citation in the blocks around the one at a prose offset, which may or may not cover it; else None.

    A source under another heading, or in another item of the same list, is that of something else. In plain text
    headings are guessed, and do not part.
    """
    number, blocks = document.block_at(offset), document.blocks
    first, last = max(number - BESIDE, 0), min(number + BESIDE, len(blocks) - 1)
    if document.format != "text":
        section = section_of(document, number)
        first, last = max(first, section.first), min(last, section.last - 1)
    near = citations_between(document, blocks[first].start, blocks[last].end)
    return next((item for item in near if not _is_of_sibling(document, number, item)), None)


def _is_of_sibling(document: Document, number: int, item: Citation) -> bool:
    """Whether a citation stands in another item of the list that a block belongs to."""
    own, other = document.blocks[number], document.block_at(item.start)
    return own.kind == "item" and other != number and own.group == document.blocks[other].group


def _order(citation: Citation) -> tuple[int, int]:
    return citation.start, -citation.end


def _disjoint(found: list[Citation]) -> list[Citation]:
    """Of citations that overlap, the one that begins first, and of those the longest."""
    kept: list[Citation] = []
    for citation in found:
        if not kept or citation.start >= kept[-1].end:
            kept.append(citation)
    return kept
