"""The words of one sentence, and the cues of a lexicon as places among them: what the judges of a sentence look at."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from medlint.lazy import lazy_pattern

if TYPE_CHECKING:
    from medlint.document import Document
    from medlint.phrasebook import Hit

_TOKEN = lazy_pattern(r"[^\W_]+(?:['\u2019][^\W_]+)*|(?<=\w)-(?=\w)|[,;:()?!%\u2013\u2014]")


class Cue(Struct, frozen=True, gc=False):
    """A phrase of a lexicon in a sentence: its words are `words[first:after]`, `tags` what the lexicon says of it."""

    first: int
    after: int
    tags: Mapping[str, str]
    kind: str


class Words(Struct, frozen=True, gc=False):
    """The words and marks of a sentence in lower case, with their prose offsets."""

    texts: list[str]
    starts: list[int]

    def before(self, index: int) -> str:
        """The word before the one of that number, "" at the start."""
        return self.texts[index - 1] if index else ""

    def at(self, index: int) -> str:
        """The word of that number, "" past the end."""
        return self.texts[index] if index < len(self.texts) else ""


def split_words(prose: str, start: int, end: int) -> Words:
    """The words and marks of prose[start:end]; hyphens part words, apostrophes do not."""
    text = prose[start:end]
    lowered = text.lower()
    found = list(_TOKEN.finditer(lowered if len(lowered) == len(text) else text))
    return Words([word[0] for word in found], [start + word.start() for word in found])


def hits_by_sentence(document: Document, lexicons: Sequence[str]) -> dict[int, dict[str, list[Hit]]]:
    """The hits of lexicons, by the number of the sentence that they begin in and by lexicon."""
    starts = document.layer("sentence-starts")
    found: dict[int, dict[str, list[Hit]]] = {}
    for lexicon in lexicons:
        for hit in document.hits(lexicon):
            number = max(bisect_right(starts, hit.start) - 1, 0)
            found.setdefault(number, {}).setdefault(lexicon, []).append(hit)
    return found


def longest(cues: list[Cue]) -> list[Cue]:
    """Cues of several lexicons in order, without those inside a longer one; of equal ones the first given stays."""
    reached, kept = 0, []
    for cue in sorted(cues, key=_place):
        if cue.after > reached:
            reached = cue.after
            kept.append(cue)
    return kept


def _place(cue: Cue) -> tuple[int, int]:
    return cue.first, -cue.after


def cues_of(document: Document, lexicon: str, hits: list[Hit], words: Words) -> list[Cue]:
    """Hits of one sentence as cues among its words."""
    entries, starts = document.knowledge.lexicons[lexicon].entries, words.starts
    cues = []
    for hit in hits:
        tags = entries[hit.entry].tags
        first = bisect_left(starts, hit.start)
        after = bisect_left(starts, hit.end, first)
        if first < after:
            cues.append(Cue(first, after, tags, tags.get("kind", "")))
    return cues
