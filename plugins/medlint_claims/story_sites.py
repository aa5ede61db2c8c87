"""Where in a text a story of one person can be one of which something is made: cheaper to know than to read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from medlint.api import Cues, Document, quote_at, section_of, sentence_index, sentences

BACK, ONWARDS = 4, 4
"""What turned for the better stands at most so many sentences before a story or after it, and what is drawn from it
so many after it (our estimate)."""


def sites(document: Document, recoveries: Cues, sellers: Cues, drawn: Iterable[int]) -> list[int]:
    """The numbers of the sentences near words of recovery, soon before one of `drawn`, or quoted where one sells."""
    last = len(sentences(document))
    found = set(_quoted(document, sellers))
    for number in {sentence_index(document, hit.start) for hit in document.hits(recoveries)}:
        found.update(range(max(number - ONWARDS, 0), min(number + BACK + 1, last)))
    for number in drawn:
        found.update(range(max(number - ONWARDS, 0), number))
    return sorted(found)


def _quoted(document: Document, sellers: Cues) -> Iterator[int]:
    """The numbers of the sentences in which somebody is quoted where who sells tells of customers."""
    selling = {section_of(document, document.block_at(hit.start)) for hit in document.hits(sellers)}
    for number, sentence in enumerate(sentences(document) if selling else ()):
        if quote_at(document, sentence.start + 1) is not None and section_of(document, sentence.block) in selling:
            yield number
