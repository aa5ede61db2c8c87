"""Layers `sentences`: the sentences of every visible block; `sentence-starts`: where they begin, to look one up."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from msgspec import Struct

from medlint.layers.splitting import split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from medlint.document import Document
    from medlint.model import Cues
    from medlint.phrasebook import Hit


class Sentence(Struct, frozen=True, gc=False):
    """A prose span, and the number of the block that it stands in."""

    start: int
    end: int
    block: int


def find_sentences(document: Document) -> tuple[Sentence, ...]:
    """The sentences of all visible blocks, in the order of the prose."""
    prose = document.prose
    return tuple(
        Sentence(block.start + start, block.start + end, number)
        for number, block in enumerate(document.blocks)
        if not block.hidden
        for start, end in split_sentences(prose[block.start : block.end])
    )


def find_starts(document: Document) -> tuple[int, ...]:
    """The prose offsets at which the sentences begin, in order."""
    return tuple(sentence.start for sentence in sentences(document))


def sentences(document: Document) -> tuple[Sentence, ...]:
    """The layer `sentences` of a document."""
    layer: tuple[Sentence, ...] = document.layer("sentences")
    return layer


def sentence_index(document: Document, offset: int) -> int:
    """The number of the sentence that holds a prose offset, or of the one before it (0 if there is none)."""
    return max(bisect_right(document.layer("sentence-starts"), offset) - 1, 0)


def numbers_at(document: Document, offsets: Iterable[int]) -> set[int]:
    """The numbers of the sentences that hold prose offsets, or of those before them."""
    starts = document.layer("sentence-starts")
    return {max(bisect_right(starts, offset) - 1, 0) for offset in offsets}


def sentences_between(document: Document, start: int, end: int) -> tuple[Sentence, ...]:
    """The sentences that begin in prose[start:end]."""
    starts = document.layer("sentence-starts")
    return sentences(document)[bisect_left(starts, start) : bisect_left(starts, end)]


def sentence_at(document: Document, offset: int) -> Sentence | None:
    """The sentence that holds a prose offset, or None."""
    number = bisect_right(document.layer("sentence-starts"), offset) - 1
    if number < 0:
        return None
    sentence = sentences(document)[number]
    return sentence if offset < sentence.end else None


def hits_with_sentences(document: Document, cues: Cues) -> Iterator[tuple[Hit, Sentence]]:
    """The hits of a lexicon in order, each with the sentence it stands in; what stands in none is left out."""
    hits = document.hits(cues)
    listed, starts = (sentences(document), document.layer("sentence-starts")) if hits else ((), ())
    for hit in hits:
        number = bisect_right(starts, hit.start) - 1
        if number >= 0 and hit.start < listed[number].end:
            yield hit, listed[number]
