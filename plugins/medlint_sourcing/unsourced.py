"""Check `unsourced`: words that call upon a study or an authority, and no source where a reader looks for one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from medlint.api import (
    Check,
    Citation,
    Cues,
    Document,
    Hit,
    Match,
    Study,
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
COUNTED = -1
"""The entry of a call that no lexicon gave: the counted people of a study."""
_HEADINGS = frozenset({"heading", "title", "description"})
_NAMES = lazy_pattern(r"\b[A-Z][\w'\u2019.-]* (?:(?:of|de|van|von|for) )?(?:the )?[A-Z][\w'\u2019-]+")
"""Two words with capitals: a person, a university, a congress."""
_RATE = lazy_pattern(
    r"\b(?:one|\d[\d,.]*) (?:in|out of|of|per) (?:every )?(?:\d[\d,]* (?:to|and|or) )?$|\b(?:per|every|extra|another) $"
)
"""Words before a count that make it a rate: "1 in 200 to"."""
_NEW = lazy_pattern(
    r"\b(?:[Aa]n?|[Oo]ne|[Aa]nother) (?:[\w-]+ ){0,4}(?:studies|study|trial|survey|experiment|team|group)\b"
)
_TITLED = lazy_pattern(r"\b(?:Drs?|Prof|Professor)\b\.? [A-Z]")
_SPECIFIED = lazy_pattern(
    r"\b[A-Z]{2,6}(?: [a-z]+){0,3} $|\S [A-Z][a-z]+ $"
    r"|\b(?i:two|three|four|five|six|these|both)(?: [\w-]+){0,2} $"
)
"""Words before a cue that single out which study or body is meant: a name, an acronym, a number."""


class UnsourcedOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """What calls upon a source, and what excuses it.

    `cues` are the words; tags of an entry: `again`: they may speak of what was cited before, or (`told`) of a study
    that was told of before or is cited anywhere; `opens`: they count at the start of a sentence only; `sure`: they
    count without `requires`; `step` moves the severity.
    `requires`: one of these must stand in the sentence. `unless`: expressions that overlap the words; `unless-near`:
    words in the same sentence; `lower-near`: words after them in it that lower a finding. `hedged`: what a hedge does.
    `once`: one finding in each section, or each block. `reach`: how far off a journal, number or link may stand that
    identifies what is spoken of. A reference list at the end lowers a finding, since it may hold the source.
    `counted`: words of research; a study that counts people beside one of them is one that is told of. `authorship`:
    words which with a name beside them identify what was done in the section.
    """

    cues: Cues
    requires: Cues = ""
    unless: Cues = ""
    unless_near: Cues = ""
    lower_near: Cues = ""
    hedged: Literal["keep", "exempt"] = "keep"
    once: Literal["section", "block"] = "block"
    reach: Literal["paragraph", "section"] = "paragraph"
    counted: Cues = ""
    authorship: Cues = ""


def find_unsourced(document: Document, options: UnsourcedOptions) -> Iterator[Match]:
    """The first match of each section or block whose words no citation in the paragraph covers."""
    done = -1
    for hit in _calls(document, options):
        block = document.block_at(hit.start)
        place = section_of(document, block).first if options.once == "section" else block
        if place == done or document.blocks[block].kind in {"footnote", "button", "link-title"}:
            continue
        if _is_harmless(document, hit, options) or _is_sourced(document, hit, options):
            continue
        done = place
        lowered = _is_lowered(document, hit, options)
        yield Match(hit.start, hit.end, step=int(_tag(document, options, hit, "step") or 0) - lowered)


def _calls(document: Document, options: UnsourcedOptions) -> list[Hit]:
    """The words that call upon a source: the cues, and the counted people of studies that are told of, in order."""
    hits = list(document.hits(options.cues))
    if options.counted and document.hits(options.counted):
        told = (study for study in studies(document) if study.n and study.count_cue.end > study.count_cue.start)
        spans = (study.count_cue for study in told if _is_told(document, study, options))
        hits.extend(Hit(span.start, span.end, COUNTED, "") for span in spans)
    return sorted(hits, key=_start)


def _is_told(document: Document, study: Study, options: UnsourcedOptions) -> bool:
    """Whether a word of research stands in the sentence of the count or the one before it."""
    own = sentence_at(document, study.count_cue.start)
    if own is None or document.blocks[own.block].kind in _HEADINGS:
        return False
    if _RATE.search(document.prose[own.start : study.count_cue.start]):
        return False
    before = sentence_at(document, max(own.start - 2, 0))
    start = before.start if before and before.block == own.block else own.start
    return bool(document.hits_between(options.counted, start, own.end))


def _start(hit: Hit) -> int:
    return hit.start


def _tag(document: Document, options: UnsourcedOptions, hit: Hit, name: str) -> str:
    return "" if hit.entry == COUNTED else document.tag(options.cues, hit, name)


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
    if _tag(document, options, hit, "opens"):
        if hit.start - sentence.start > OPENING_CHARACTERS:
            return True
    elif _needs_report(document, options, hit) and not document.hits_between(
        options.requires, sentence.start, sentence.end
    ):
        return True
    near = document.hits_between(options.unless_near, sentence.start, sentence.end)
    return bool(near) or _overlaps(document, options.unless, hit)


def _needs_report(document: Document, options: UnsourcedOptions, hit: Hit) -> bool:
    return bool(options.requires) and hit.entry != COUNTED and not _tag(document, options, hit, "sure")


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
    first, last = _reach(document, hit, number)
    again = _tag(document, options, hit, "again")
    nearest = document.blocks[section_of(document, number).first].start if again == "near" else 0
    if again and any(nearest <= item.start < hit.start for item in items):
        return True
    if again == "told" and (_has_study_before(document, hit) or any(item.kind in FOUND_BY for item in items)):
        return True
    if any(block.start <= item.start < end for item in items):
        return True
    if options.reach != "section":
        return False
    sentence = sentence_at(document, hit.start)
    if sentence and _TITLED.search(document.prose, sentence.start, sentence.end):
        return True
    near = [item for item in items if first <= item.start < last and _may_mean(document, hit, item)]
    return any(_is_found_by(document, item) for item in near) or _is_authored(document, options, (first, last))


def _may_mean(document: Document, hit: Hit, item: Citation) -> bool:
    """Whether a citation may be of the study that a call is about: not one elsewhere that brings in its own study."""
    sentence = sentence_at(document, item.start)
    if sentence is None or document.block_at(hit.start) == sentence.block:
        return True
    own = section_of(document, document.block_at(hit.start)) == section_of(document, sentence.block)
    return own or _NEW.search(document.prose, sentence.start, item.start) is None


def _reach(document: Document, hit: Hit, number: int) -> tuple[int, int]:
    """The section of a call; the whole text for a count that the text takes as known ("the trial had 40 men").

    In plain text a section is a guess, and the whole text is read.
    """
    if document.format == "text":
        return 0, len(document.prose)
    if hit.entry == COUNTED:
        sentence = sentence_at(document, hit.start)
        if sentence and not _NEW.search(document.prose, sentence.start, hit.start):
            return 0, len(document.prose)
    section = section_of(document, number)
    return document.blocks[section.first].start, document.blocks[section.last - 1].end


def _is_found_by(document: Document, item: Citation) -> bool:
    """Whether a reader finds a study by a citation: an identifier, a journal, a link, a name with a year."""
    return item.kind in FOUND_BY or any(ch.isdigit() for ch in document.prose[item.start : item.end])


def _is_authored(document: Document, options: UnsourcedOptions, span: tuple[int, int]) -> bool:
    """Whether the section says by name who did the work, or where it was presented."""
    for hit in document.hits_between(options.authorship, *span):
        sentence = sentence_at(document, hit.start)
        if sentence and _NAMES.search(document.prose, sentence.start, sentence.end):
            return True
    return False


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
