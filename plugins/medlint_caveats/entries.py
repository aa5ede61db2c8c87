"""Studies that a text names in an entry of its reference list only, and the sentences whose marks point there."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.api import (
    Citation,
    Cues,
    Document,
    citations,
    is_asked,
    marks_citing,
    reference_blocks,
    sentence_index,
    sentences,
)

NO_RESULT = frozenset({"find", "comparison"})
"""Kinds of words of result that say that something was found or compared, not what changed."""


def marks_of(document: Document, offset: int) -> Iterator[tuple[Citation, tuple[tuple[int, int], ...]]]:
    """The marks in the text that point to the entry at a prose offset, each with the prose spans of all its entries."""
    listed = frozenset(reference_blocks(document))
    if document.block_at(offset) in listed or document.blocks[document.block_at(offset)].kind == "footnote":
        yield from marks_citing(document, offset, citations(document).items)


def cited_change(document: Document, offset: int, results: Cues) -> tuple[int, int] | None:
    """The prose span of the change told by a sentence that cites the entry at an offset; None without."""
    for mark, entries in marks_of(document, offset):
        if len(entries) > 1:
            continue
        sentence = sentences(document)[sentence_index(document, mark.start)]
        if is_asked(document, sentence.start):
            continue
        for hit in document.hits_between(results, sentence.start, mark.start):
            if document.tag(results, hit, "kind") not in NO_RESULT:
                return hit.start, hit.end
    return None
