"""What a citation covers: which sentences a reader takes to rest on it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct

from medlint.layers.citation_marks import Citation
from medlint.layers.named_sources import is_source_line
from medlint.layers.sections import section_of
from medlint.layers.sentences import Sentence, sentence_index, sentences

if TYPE_CHECKING:
    from medlint.document import Document

SCOPE_LEXICONS = ("reference-headings", "source-announcements", "study-anaphora")
"""The lexicons that this module reads."""
BARE_WORDS = 4
"""A last sentence with at most so many words besides its citation cites for the whole paragraph."""

_start = attrgetter("start")
_HEADINGS = frozenset({"title", "description", "heading"})
_ENTRIES = frozenset({"item", "cell"})


class Layout(Struct, frozen=True):
    """What scopes are made of: the numbers of the sentences of each block, and the blocks that are a reference list."""

    document: Document
    numbers: dict[int, range]
    listed: frozenset[int]


def lay_out(document: Document) -> Layout:
    """The layout of a document."""
    numbers: dict[int, range] = {}
    for number, sentence in enumerate(sentences(document)):
        known = numbers.get(sentence.block)
        numbers[sentence.block] = range(known.start if known else number, number + 1)
    return Layout(document, numbers, frozenset(reference_blocks(document)))


def is_listed(layout: Layout, citation: Citation) -> bool:
    """Whether a citation is an entry of a reference list or the text of a note: it covers nothing by itself."""
    block = layout.document.block_at(citation.start)
    return block in layout.listed or layout.document.blocks[block].kind == "footnote"


def cover(layout: Layout, items: Iterable[Citation]) -> dict[int, tuple[Citation, ...]]:
    """For each sentence number the citations that cover it."""
    covers: dict[int, list[Citation]] = {}
    items = [item for item in items if not is_listed(layout, item)]
    for item in items:
        for number in _covered(layout, item):
            covers.setdefault(number, []).append(item)
    for number, item in _spoken_of_again(layout, items, covers):
        covers.setdefault(number, []).append(item)
    return {number: tuple(found) for number, found in covers.items()}


def _covered(layout: Layout, citation: Citation) -> Iterator[int]:
    """Numbers of the sentences that a citation covers, some perhaps twice."""
    document = layout.document
    block = document.block_at(citation.start)
    inside = layout.numbers.get(block)
    if inside is None:
        return
    kind = document.blocks[block].kind
    if kind in _HEADINGS:
        yield from _of_section(layout, block) if kind == "heading" else inside
        return
    own = sentence_index(document, citation.start)
    yield from _around(layout, citation, own, inside)
    yield from _headings_above(layout, block)
    yield from _list_below(layout, block, own)
    if is_source_line(document, block) and block:
        yield from _block_before(layout, block)
    sentence = sentences(document)[own]
    if document.hits_between("source-announcements", sentence.start, sentence.end):
        yield from range(len(sentences(document)))


def _around(layout: Layout, citation: Citation, own: int, inside: range) -> Iterator[int]:
    """Its own sentence and the neighbours in the block.

    From the first sentence, or from a last one that holds little else, it is the whole block. A paragraph of one
    sentence has its neighbour in the next such paragraph, as in news.
    """
    document = layout.document
    sentence = sentences(document)[own]
    if own == inside[0] or (own == inside[-1] and _is_bare(document, citation, sentence)):
        yield from inside
    else:
        yield from (number for number in (own - 1, own, own + 1) if number in inside)
    following = layout.numbers.get(sentence.block + 1)
    if len(inside) == 1 and following and len(following) == 1:
        pair = document.blocks[sentence.block], document.blocks[sentence.block + 1]
        if pair[0].kind in {"paragraph", "quote"} and pair[1].kind in {"paragraph", "quote"}:
            yield from following


def _is_bare(document: Document, citation: Citation, sentence: Sentence) -> bool:
    """Whether a sentence holds little else than its citation."""
    words = len(document.prose[sentence.start : sentence.end].split())
    return words - len(document.prose[citation.start : citation.end].split()) <= BARE_WORDS


def _headings_above(layout: Layout, block: int) -> Iterator[int]:
    """A heading rests on what its section cites; the title and the first heading rest on what the text cites."""
    document = layout.document
    above = {section_of(document, block).heading, document.block_at(document.title[0])}
    above.update(number for number in range(min(block, 3)) if document.blocks[number].kind == "description")
    for number in above:
        if number >= 0 and document.blocks[number].kind in _HEADINGS:
            yield from layout.numbers.get(number, ())


def _of_section(layout: Layout, heading: int) -> Iterator[int]:
    section = section_of(layout.document, heading)
    for block in range(section.first, section.last):
        yield from layout.numbers.get(block, ())


def _list_below(layout: Layout, block: int, own: int) -> Iterator[int]:
    """The list or table that a block introduces, with the citation in its last sentence or a colon at its end."""
    blocks = layout.document.blocks
    if block + 1 >= len(blocks) or blocks[block].kind in _ENTRIES or blocks[block + 1].kind not in _ENTRIES:
        return
    ends = layout.document.prose[blocks[block].start : blocks[block].end].rstrip().endswith(":")
    if ends or own == layout.numbers[block][-1]:
        yield from _group(layout, block + 1)


def _block_before(layout: Layout, block: int) -> Iterator[int]:
    """The block that a line of sources follows; all of a list or table."""
    blocks = layout.document.blocks
    if blocks[block - 1].kind not in _ENTRIES:
        yield from layout.numbers.get(block - 1, ())
        return
    first = block - 1
    while first and blocks[first - 1].kind in _ENTRIES and blocks[first - 1].group == blocks[first].group:
        first -= 1
    yield from _group(layout, first)


def _group(layout: Layout, first: int) -> Iterator[int]:
    """The sentences of the entries from block `first` on that belong to one list or table."""
    blocks = layout.document.blocks
    for number in range(first, len(blocks)):
        if blocks[number].kind not in _ENTRIES or blocks[number].group != blocks[first].group:
            return
        yield from layout.numbers.get(number, ())


def _spoken_of_again(
    layout: Layout, items: list[Citation], covers: dict[int, list[Citation]]
) -> Iterator[tuple[int, Citation]]:
    """Sentences that speak of "the trial" or "the researchers" rest on the last source before them.

    That stands in their section, the one before it, or the first one of the text.
    """
    document = layout.document
    for hit in document.hits("study-anaphora") if items else ():
        number = sentence_index(document, hit.start)
        if number in covers:
            continue
        floor, lead = _recent(layout, document.block_at(hit.start))
        before = bisect_left(items, hit.start, key=_start)
        for item in reversed(items[:before]):
            if item.start >= floor or item.start < lead:
                yield number, item
                break


def _recent(layout: Layout, block: int) -> tuple[int, int]:
    """Where the section before that of a block begins, and where the first section ends: sources there are in mind."""
    blocks = layout.document.blocks
    own = section_of(layout.document, block)
    before = section_of(layout.document, max(own.first - 1, 0))
    lead = section_of(layout.document, 0)
    return blocks[before.first].start, blocks[lead.last - 1].end


def reference_blocks(document: Document) -> Iterator[int]:
    """The numbers of the blocks under a heading such as "References", and of a last line that begins so."""
    for hit in document.hits("reference-headings"):
        block = document.block_at(hit.start)
        span = document.blocks[block]
        rest = document.prose[span.start : hit.start] + document.prose[hit.end : span.end]
        if span.kind in {"heading", "paragraph"} and not any(ch.isalpha() for ch in rest):
            last = section_of(document, block).last if span.kind == "heading" else len(document.blocks)
            yield from range(block, last)
