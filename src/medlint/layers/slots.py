"""Slots of a frame: whether a word of a list stands where a sentence pattern wants one.

Frames are joined in Python from the hits of lexicons, so that the words stay data that an editor can extend.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from medlint.layers.scopes import words_between
from medlint.layers.sentences import numbers_at

if TYPE_CHECKING:
    from medlint.document import Document
    from medlint.phrasebook import Hit

WORD = 14
"""A word takes at most so many characters, as far as looking back for one goes."""


def of_kind(document: Document, lexicon: str, start: int, end: int, *kinds: str) -> tuple[Hit, ...]:
    """The hits of a lexicon in prose[start:end] whose tag `kind` names one of `kinds` (any, if none are given)."""
    return document.hits_between(lexicon, start, end, *kinds)


def numbers_with(document: Document, lexicon: str, *kinds: str) -> set[int]:
    """The numbers of the sentences in which hits of a lexicon begin, of some kinds if any are given."""
    hits = of_kind(document, lexicon, 0, len(document.prose), *kinds) if kinds else document.hits(lexicon)
    return numbers_at(document, [hit.start for hit in hits])


def hit_before(document: Document, lexicon: str, offset: int, floor: int, words: int, *kinds: str) -> Hit | None:
    """The last hit of `lexicon` that ends at most `words` words before `offset` and begins at `floor` or after."""
    start = max(floor, offset - WORD * (words + 2))
    for hit in reversed(of_kind(document, lexicon, start, offset, *kinds)):
        return hit if words_between(document, hit.end, offset) <= words else None
    return None


def hit_after(document: Document, lexicon: str, offset: int, ceiling: int, words: int, *kinds: str) -> Hit | None:
    """The first hit of `lexicon` that begins at most `words` words after `offset` and ends at `ceiling` or before."""
    for hit in of_kind(document, lexicon, offset, min(ceiling, offset + WORD * (words + 3)), *kinds):
        return hit if words_between(document, offset, hit.start) <= words else None
    return None
