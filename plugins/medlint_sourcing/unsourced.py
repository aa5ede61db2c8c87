"""Check `unsourced`: words that call upon a study or an authority, and no source where a reader looks for one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from medlint.api import (
    Check,
    Cues,
    Document,
    Hit,
    Match,
    citations,
    citations_for,
    is_asked,
    is_hedged,
    is_negated,
    lazy_pattern,
    quote_at,
    section_of,
    sentence_at,
    studies,
    words_between,
)

MENTION_WORDS = 5
"""A quotation of at most so many words mentions an expression."""
LONGEST_CUE = 200
"""No cue is longer, in characters."""
OPENING_CHARACTERS = 12
"""A cue with the tag `opens` begins at most so far into its sentence: "But in one study"."""
FOUND_BY = frozenset({"journal", "doi", "pmid", "trial", "link"})
"""Kinds of citation by which a reader finds a study."""
NEWS_SENTENCES = 2
"""A paragraph of at most so many sentences is one of news: the next paragraph may give its source."""


_SPECIFIED = lazy_pattern(
    r"\b[A-Z]{2,6}(?: [a-z]+){0,3} $|\S [A-Z][a-z]+ $"
    r"|\b(?i:two|three|four|five|six|these|both)(?: [\w-]+){0,2} $"
)
"""Words before a cue that single out which study or body is meant: a name, an acronym, a number."""


class UnsourcedOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """What calls upon a source, and what excuses it.

    `cues` are the words; tags of an entry: `again`: they may speak of what was cited before, or (`told`) of a study
    that was told of before or is cited anywhere; `opens`: they count at the start of a sentence only; `step` moves the
    severity.
    `requires`: one of these must stand in the sentence. `unless`: expressions that overlap the words; `unless-near`:
    words in the same sentence; `lower-near`: words after them in it that lower a finding. `hedged`: what a hedge does.
    `once`: one finding in each section, or each block. `reach`: how far off a journal, number or link may stand that
    identifies what is spoken of. A reference list at the end lowers a finding, since it may hold the source.
    """

    cues: Cues
    requires: Cues = ""
    unless: Cues = ""
    unless_near: Cues = ""
    lower_near: Cues = ""
    hedged: Literal["keep", "exempt"] = "keep"
    once: Literal["section", "block"] = "block"
    reach: Literal["paragraph", "section"] = "paragraph"


def find_unsourced(document: Document, options: UnsourcedOptions) -> Iterator[Match]:
    """The first match of each section or block whose words no citation in the paragraph covers."""
    done = -1
    for hit in document.hits(options.cues):
        block = document.block_at(hit.start)
        place = section_of(document, block).first if options.once == "section" else block
        if place == done or document.blocks[block].kind in {"footnote", "button", "link-title"}:
            continue
        if _is_harmless(document, hit, options) or _is_sourced(document, hit, options):
            continue
        done = place
        lowered = _is_lowered(document, hit, options)
        yield Match(hit.start, hit.end, step=int(document.tag(options.cues, hit, "step") or 0) - lowered)


def _is_lowered(document: Document, hit: Hit, options: UnsourcedOptions) -> bool:
    """Whether somebody else says it, the sentence softens it, or a reference list may hold the source."""
    sentence = sentence_at(document, hit.start)
    softened = sentence is not None and bool(document.hits_between(options.lower_near, hit.end, sentence.end))
    return softened or quote_at(document, hit.start) is not None or bool(citations(document).listed)


def _is_harmless(document: Document, hit: Hit, options: UnsourcedOptions) -> bool:
    """Whether the words deny, ask or mention, or stand beside others that make them harmless."""
    sentence, quote = sentence_at(document, hit.start), quote_at(document, hit.start)
    if sentence is None or is_negated(document, hit.start) or is_asked(document, hit.start):
        return True
    if _SPECIFIED.search(document.prose[sentence.start : hit.start]):
        return True
    if options.hedged == "exempt" and is_hedged(document, hit.start):
        return True
    if quote and words_between(document, quote.inner_start, quote.inner_end) <= MENTION_WORDS:
        return True
    if document.tag(options.cues, hit, "opens"):
        if hit.start - sentence.start > OPENING_CHARACTERS:
            return True
    elif options.requires and not document.hits_between(options.requires, sentence.start, sentence.end):
        return True
    near = document.hits_between(options.unless_near, sentence.start, sentence.end)
    return bool(near) or _overlaps(document, options.unless, hit)


def _is_sourced(document: Document, hit: Hit, options: UnsourcedOptions) -> bool:
    """Whether a citation covers the words, stands in their paragraph, or (for `again`) earlier in the text."""
    if citations_for(document, hit.start):
        return True
    number = document.block_at(hit.start)
    block = document.blocks[number]
    end = block.end
    if document.prose.count(". ", block.start, end) < NEWS_SENTENCES and number + 1 < len(document.blocks):
        following = document.blocks[number + 1]
        end = following.end if following.kind in {"paragraph", "quote", "item"} else end
    items = citations(document).items
    again = document.tag(options.cues, hit, "again")
    if again and any(item.start < hit.start for item in items):
        return True
    if again == "told" and (_has_study_before(document, hit) or any(item.kind in FOUND_BY for item in items)):
        return True
    if any(block.start <= item.start < end for item in items):
        return True
    section = section_of(document, number)
    first, last = document.blocks[section.first].start, document.blocks[section.last - 1].end
    return options.reach == "section" and any(item.kind in FOUND_BY and first <= item.start < last for item in items)


def _has_study_before(document: Document, hit: Hit) -> bool:
    return any(study.start < hit.start for study in studies(document))


def _overlaps(document: Document, cues: str, hit: Hit) -> bool:
    hits = document.hits(cues)
    index = bisect_left(hits, hit.end, key=lambda found: found.start)
    while index and hits[index - 1].start > hit.start - LONGEST_CUE:
        index -= 1
        if hits[index].end > hit.start:
            return True
    return False


CHECK = Check("unsourced", UnsourcedOptions, find_unsourced)
