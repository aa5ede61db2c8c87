"""What stands around words that match and makes them harmless, lighter or graver: options that checks share."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from typing import Literal, TypeAlias

from msgspec import Struct

from medlint.document import Document
from medlint.layers.citations import citations_for
from medlint.layers.quotes import quote_at
from medlint.layers.scopes import is_asked, is_hedged, is_negated, words_between
from medlint.layers.sections import section_of
from medlint.layers.sentences import sentence_at, sentence_index, sentences
from medlint.model import BlockKind, Cues

Effect: TypeAlias = Literal["keep", "lower", "exempt"]

MENTION_WORDS = 5
"""A quotation of at most so many words mentions an expression ("so-called ..."); a longer one is somebody speaking."""
AFTERWARDS = 4
"""So many sentences after a claim a text may still take it back (our estimate)."""
LONGEST_CUE = 200
"""No cue is longer, in characters: so far back may one begin that overlaps a span."""


class Surroundings(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """Options about what stands around words that match.

    `unless`: expressions that contain or overlap the words and make them harmless (antipatterns). `unless-near`: words
    in the same sentence. `unless-around`: words in the same block, or within a few sentences after. `unless-document`:
    words anywhere in the text. `requires`: one of these must stand in the same sentence. `taken-back`: words that
    reject what was said, in the sentence, in the heading of the section or within a few sentences after. `negated`,
    `hedged`, `asked`, `quoted`, `mentioned` (in quotation marks as an expression) and `cited` say what that does to a
    finding: `keep`, `lower` (one severity, once) or `exempt`. `headings`: `raise`, `keep` or `exempt`. `blocks`: the
    kinds of block that are read (default: all).
    """

    unless: Cues = ""
    unless_near: Cues = ""
    unless_around: Cues = ""
    unless_document: Cues = ""
    requires: Cues = ""
    taken_back: Cues = ""
    negated: Effect = "keep"
    hedged: Effect = "keep"
    asked: Effect = "keep"
    quoted: Effect = "lower"
    mentioned: Effect = "exempt"
    cited: Effect = "keep"
    headings: Literal["keep", "raise", "exempt"] = "keep"
    blocks: tuple[BlockKind, ...] = ()


def step_for(document: Document, start: int, end: int, options: Surroundings) -> int | None:
    """How the surroundings of prose[start:end] move the severity (-1, 0 or 1); None where they make it harmless."""
    kind = document.blocks[document.block_at(start)].kind
    if options.blocks and kind not in options.blocks:
        return None
    if options.headings == "exempt" and kind in {"heading", "title"}:
        return None
    if overlaps(document, options.unless, start, end) or _is_excused(document, start, options):
        return None
    effects = {effect for effect, holds in _effects(options) if effect != "keep" and holds(document, start)}
    if "exempt" in effects:
        return None
    raised = options.headings == "raise" and kind in {"heading", "title", "description"}
    return int(raised) - int("lower" in effects)


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


def _effects(options: Surroundings) -> tuple[tuple[Effect, Callable[[Document, int], bool]], ...]:
    settings: Mapping[Callable[[Document, int], bool], Effect] = {
        is_negated: options.negated,
        is_hedged: options.hedged,
        is_asked: options.asked,
        _is_quoted: options.quoted,
        _is_mentioned: options.mentioned,
        _is_cited: options.cited,
    }
    return tuple((effect, holds) for holds, effect in settings.items())


def _is_cited(document: Document, start: int) -> bool:
    return bool(citations_for(document, start))


def _is_mentioned(document: Document, start: int) -> bool:
    quote = quote_at(document, start)
    return quote is not None and words_between(document, quote.inner_start, quote.inner_end) <= MENTION_WORDS


def _is_quoted(document: Document, start: int) -> bool:
    return quote_at(document, start) is not None and not _is_mentioned(document, start)


def _is_excused(document: Document, start: int, options: Surroundings) -> bool:
    """Whether words in the sentence, around it or anywhere excuse what begins at `start`, or a word asked for fails."""
    if options.unless_document and document.hits(options.unless_document):
        return True
    if options.requires and not _near(document, start, options.requires):
        return True
    if _near(document, start, options.unless_near) or follows(document, options.unless_around, start, block=True):
        return True
    return _is_taken_back(document, start, options.taken_back)


def _is_taken_back(document: Document, start: int, cues: str) -> bool:
    if not cues or not document.hits(cues):
        return False
    heading = section_of(document, document.block_at(start)).heading
    above = document.blocks[heading] if heading >= 0 else None
    if above is not None and document.hits_between(cues, above.start, above.end):
        return True
    return follows(document, cues, start, block=False)


def _near(document: Document, start: int, cues: str) -> bool:
    """Whether the sentence around `start` has one of the cues."""
    if not cues or not document.hits(cues):
        return False
    sentence = sentence_at(document, start)
    return sentence is not None and bool(document.hits_between(cues, sentence.start, sentence.end))
