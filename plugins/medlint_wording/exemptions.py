"""When words that match are to be left alone: the exemptions that `phrase` and `pattern` share."""

from __future__ import annotations

from bisect import bisect_left
from typing import Literal

from msgspec import Struct

from medlint.api import (
    BlockKind,
    Cues,
    Document,
    Hit,
    citations_for,
    is_asked,
    is_hedged,
    is_negated,
    quote_at,
    sentence_at,
)

MENTION_WORDS = 5
"""A quotation of at most so many words mentions an expression ("so-called ..."); a longer one is somebody speaking."""
LONGEST_PHRASE = 200
"""No phrase of a lexicon is longer, in characters: so far back may a hit begin that overlaps another."""


class Exemptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """Options about the surroundings of a hit.

    `unless`: expressions that contain or overlap the hit and make it harmless (antipatterns). `unless-near`: words in
    the same sentence. `unless-document`: words anywhere in the text. `requires`: one of these must stand in the same
    sentence. `negated`, `hedged`, `asked`, `quoted`, `mentioned` (in quotation marks as an expression), `cited`: what
    such a setting does to the finding: `keep`, `lower` (one severity) or `exempt`. `headings`: `raise`, `keep` or
    `exempt`. `blocks`: the kinds of block that are read (default: all).
    """

    unless: Cues = ""
    unless_near: Cues = ""
    unless_document: Cues = ""
    requires: Cues = ""
    negated: Literal["keep", "lower", "exempt"] = "keep"
    hedged: Literal["keep", "lower", "exempt"] = "keep"
    asked: Literal["keep", "lower", "exempt"] = "keep"
    quoted: Literal["keep", "lower", "exempt"] = "lower"
    mentioned: Literal["keep", "lower", "exempt"] = "exempt"
    cited: Literal["keep", "lower", "exempt"] = "keep"
    headings: Literal["keep", "raise", "exempt"] = "keep"
    blocks: tuple[BlockKind, ...] = ()


def is_exempt(document: Document, start: int, end: int, options: Exemptions) -> bool:
    """Whether some exemption covers prose[start:end]."""
    block = document.blocks[document.block_at(start)]
    if options.blocks and block.kind not in options.blocks:
        return True
    if options.headings == "exempt" and block.kind in {"heading", "title"}:
        return True
    if _overlaps(document.hits(options.unless), start, end):
        return True
    if options.unless_document and document.hits(options.unless_document):
        return True
    if _near(document, start, options.unless_near):
        return True
    if options.requires and not _near(document, start, options.requires):
        return True
    return any(effect == "exempt" and holds(document, start, name) for name, effect in _settings(options))


def severity_step(document: Document, start: int, options: Exemptions) -> int:
    """How the surroundings of a hit move the severity: down for each setting that lowers (once), up in a heading."""
    lowered = any(effect == "lower" and holds(document, start, name) for name, effect in _settings(options))
    kind = document.blocks[document.block_at(start)].kind
    raised = options.headings == "raise" and kind in {"heading", "title", "description"}
    return int(raised) - int(lowered)


def holds(document: Document, start: int, setting: str) -> bool:
    """Whether what begins at `start` is negated, hedged, asked, quoted, mentioned or cited."""
    if setting in {"quoted", "mentioned"}:
        quote = quote_at(document, start)
        if quote is None:
            return False
        words = len(document.prose[quote.inner_start : quote.inner_end].split())
        return (words <= MENTION_WORDS) == (setting == "mentioned")
    if setting == "cited":
        return bool(citations_for(document, start))
    return {"negated": is_negated, "hedged": is_hedged, "asked": is_asked}[setting](document, start)


def _settings(options: Exemptions) -> tuple[tuple[str, str], ...]:
    return (
        ("negated", options.negated),
        ("hedged", options.hedged),
        ("asked", options.asked),
        ("quoted", options.quoted),
        ("mentioned", options.mentioned),
        ("cited", options.cited),
    )


def _overlaps(hits: tuple[Hit, ...], start: int, end: int) -> bool:
    """Whether one of the hits, which are in order, shares a character with prose[start:end]."""
    index = bisect_left(hits, end, key=_start)
    while index and hits[index - 1].start > start - LONGEST_PHRASE:
        index -= 1
        if hits[index].end > start:
            return True
    return False


def _start(hit: Hit) -> int:
    return hit.start


def _near(document: Document, start: int, cues: str) -> bool:
    """Whether the sentence around `start` has one of the cues."""
    if not cues or not document.hits(cues):
        return False
    sentence = sentence_at(document, start)
    return sentence is not None and bool(document.hits_between(cues, sentence.start, sentence.end))
