"""What stands around the words of a claim and makes it harmless: shared by the checks whose sign is the sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from typing import Literal

from msgspec import Struct

from medlint.api import (
    Cues,
    Document,
    citations_for,
    is_asked,
    is_hedged,
    is_negated,
    quote_at,
    section_of,
    sentence_at,
    sentence_index,
    sentences,
    words_between,
)

MENTION_WORDS = 5
"""A quotation of at most so many words mentions an expression; a longer one is somebody speaking."""
AFTERWARDS = 4
"""So many sentences after a claim a text may still take it back (our estimate)."""
LONGEST_CUE = 200
"""No cue is longer, in characters: so far back may one begin that overlaps a span."""


class Surroundings(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """`unless`: expressions that overlap the words and make them harmless; `unless-near`: words in the same sentence.

    `unless-around`: words in the same block, or within a few sentences after. `taken-back`: words that reject what was
    said, in the sentence, in the heading of the section or within a few sentences after. The settings say what being
    negated, hedged, asked, quoted or cited does to a finding: `keep`, `lower` (one severity) or `exempt`.
    """

    unless: Cues = ""
    unless_near: Cues = ""
    unless_around: Cues = ""
    taken_back: Cues = "refutations"
    negated: Literal["keep", "lower", "exempt"] = "exempt"
    hedged: Literal["keep", "lower", "exempt"] = "exempt"
    asked: Literal["keep", "lower", "exempt"] = "exempt"
    quoted: Literal["keep", "lower", "exempt"] = "lower"
    cited: Literal["keep", "lower", "exempt"] = "keep"


def step_for(document: Document, start: int, end: int, options: Surroundings) -> int | None:
    """How the surroundings of prose[start:end] move the severity (0 or -1); None where they make it harmless."""
    if overlaps(document, options.unless, start, end) or _is_mentioned(document, start):
        return None
    effects = {effect for effect, test in _tests(options) if effect != "keep" and test(document, start)}
    if quote_at(document, start) is not None:
        effects.add(options.quoted)
    if "exempt" in effects or _excused(document, start, options):
        return None
    return -1 if "lower" in effects else 0


def overlaps(document: Document, cues: str, start: int, end: int) -> bool:
    """Whether a hit of `cues` shares a character with prose[start:end]."""
    hits = document.hits(cues)
    index = bisect_left(hits, end, key=lambda hit: hit.start)
    while index and hits[index - 1].start > start - LONGEST_CUE:
        index -= 1
        if hits[index].end > start:
            return True
    return False


def follows(document: Document, cues: str, start: int, *, block: bool) -> bool:
    """Whether a hit of `cues` stands in the sentence at `start`, a few sentences after, or anywhere in its block."""
    if not cues or not document.hits(cues):
        return False
    listed, number = sentences(document), sentence_index(document, start)
    last = listed[min(number + AFTERWARDS, len(listed) - 1)]
    own = document.blocks[listed[number].block]
    begin = own.start if block else listed[number].start
    return bool(document.hits_between(cues, begin, max(last.end, own.end if block else 0)))


def _tests(options: Surroundings) -> tuple[tuple[str, Callable[[Document, int], bool]], ...]:
    return (
        (options.negated, is_negated),
        (options.hedged, is_hedged),
        (options.asked, is_asked),
        (options.cited, _is_cited),
    )


def _is_cited(document: Document, start: int) -> bool:
    return bool(citations_for(document, start))


def _is_mentioned(document: Document, start: int) -> bool:
    """Whether the words stand in quotation marks as an expression."""
    quote = quote_at(document, start)
    return quote is not None and words_between(document, quote.inner_start, quote.inner_end) <= MENTION_WORDS


def _excused(document: Document, start: int, options: Surroundings) -> bool:
    sentence = sentence_at(document, start)
    if sentence is None:
        return True
    if document.hits_between(options.unless_near, sentence.start, sentence.end):
        return True
    if follows(document, options.unless_around, start, block=True):
        return True
    if follows(document, options.taken_back, start, block=False):
        return True
    heading = section_of(document, sentence.block).heading
    above = document.blocks[heading] if heading >= 0 else None
    return above is not None and bool(document.hits_between(options.taken_back, above.start, above.end))
