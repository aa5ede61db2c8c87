"""Check `relative-risk`: a risk is said to change by a share of itself, and its size is given nowhere near."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from medlint.api import (
    Check,
    Cues,
    Document,
    Match,
    Sentence,
    hits_with_sentences,
    is_asked,
    is_negated,
    lazy_pattern,
    overlaps,
    section_of,
    sentence_index,
    sentences,
)

from .nearby_sources import subject_words
from .risk_changes import changes, counts_events, has_absolute

LONGEST_MARK = 60
"""A marked stretch has at most so many characters; of a longer one the figure alone is marked."""
SHORT_BLOCK = 3
"""A paragraph of at most so many sentences is one of news: its figures may stand in the paragraphs beside it."""

NEAR_CHARACTERS = 45
"""So far from the words of change a risk may be named: "cut, by half, deaths from"."""
_IS_OTHER = lazy_pattern(
    r" common| (?:adults|men|women|boys|girls|males|females|children|teenagers|babies|infants) as "
)
"""How illnesses compare, or whom they befall ("ten times as many adults as children"), not how a risk changes."""
_IN_LIST = lazy_pattern(r"% [A-Z][a-z]")
"""A figure of one entry of a list, and the next entry: "Fractures 90% Reduced bone density"."""
_TREND = lazy_pattern(
    r"\b(?:since|between|from|in|over) (?:the )?(?:early |late |mid-)?"
    r"(?:\d{4}s?|(?:past|last|previous) (?:\w+ ){0,2}?(?:decades?|years|century))\b"
    r"(?! follow| of follow)",
    re.IGNORECASE,
)
"""A change over the years compares no risks: "deaths have halved since 2005"."""
LONG = 400
"""In a text of more words a risk that an illness brings is told in passing, away from any study (our estimate)."""
LEAD = 2
"""So many sentences after the headline are about what a text reports."""
_IS_SO = lazy_pattern(
    r"\b(?:have|has|is|are|face|faces|run|runs|at) (?:an? |about |around |almost |nearly |up to |at )*$"
)
"""A risk that some people have anyway, in the present tense: "people with gout have twice the risk"."""


class RelativeRiskOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """`risks`: words for a risk or for what people are at risk of; one must stand in the sentence, near the change.

    `changes`: words that tell a change as a share or multiple; `absolutes`: words that say how large a risk is (see
    `risk_changes`). `unless`: expressions that overlap a change and are none. `measures`: quantities that are measured
    in each person, whose change in per cent is no relative risk. `unless-near`: words in the sentence that make it
    none. `studies`: words for a study, away from which a long text tells a risk in passing (one severity lower).
    Absolute figures are looked for in the paragraph, and in the paragraphs beside a short one.
    """

    risks: Cues
    changes: Cues
    absolutes: Cues
    studies: Cues = ""
    unless: Cues = ""
    measures: Cues = ""
    unless_near: Cues = ""


def find_relative_risks(document: Document, options: RelativeRiskOptions) -> Iterator[Match]:
    """One match for each paragraph that gives a relative change of a risk and no absolute figure: its first change."""
    done = -1
    for hit, sentence in hits_with_sentences(document, options.risks):
        if sentence.block == done or is_asked(document, hit.start):
            continue
        if document.blocks[sentence.block].kind in {"footnote", "button", "link-title"}:
            continue
        span = _change(document, sentence, options)
        if span is None:
            continue
        done = sentence.block
        if not _has_absolute(document, sentence, options):
            elsewhere = _is_told_elsewhere(document, sentence, options)
            trend = _TREND.search(document.prose, sentence.start, sentence.end) is not None
            note = "Absolute figures stand elsewhere in the text: give them here." if elsewhere else ""
            counted = counts_events(document, *_surroundings(document, sentence))
            counted = counted or _is_in_passing(document, span[0], sentence, options)
            fields = {"risk": document.prose[hit.start : hit.end]}
            yield Match(*span, step=-int(elsewhere or trend or counted), note=note, fields=fields)


def _change(document: Document, sentence: Sentence, options: RelativeRiskOptions) -> tuple[int, int] | None:
    """The words of the first relative change in a sentence that is not of a measured quantity."""
    if document.hits_between(options.unless_near, sentence.start, sentence.end):
        return None
    for start, end in changes(document, sentence, options.changes):
        if _IS_OTHER.match(document.prose, end) or _IN_LIST.search(document.prose, start, end):
            continue
        if is_negated(document, start) or overlaps(document, options.unless, start, end):
            continue
        if _is_of_risk(document, start, end, sentence, options):
            figure = max(document.prose.rfind("by ", start, end), start)
            return (start if end - start <= LONGEST_MARK else figure), end
    return None


def _is_of_risk(document: Document, start: int, end: int, sentence: Sentence, options: RelativeRiskOptions) -> bool:
    """Whether the nearest thing that a change can be of is a risk, not a measure."""
    risks = _distance(document, options.risks, start, end, sentence)
    measures = _distance(document, options.measures, start, end, sentence)
    return risks is not None and risks <= NEAR_CHARACTERS and (measures is None or risks <= measures)


def _distance(document: Document, cues: str, start: int, end: int, sentence: Sentence) -> int | None:
    hits = document.hits_between(cues, sentence.start, sentence.end)
    return min((max(hit.start - end, start - hit.end, 0) for hit in hits), default=None)


def _is_in_passing(document: Document, start: int, sentence: Sentence, options: RelativeRiskOptions) -> bool:
    """Whether a long text tells, below its lead and away from any study, what risk some people have anyway."""
    number = sentence_index(document, sentence.start)
    if document.words <= LONG or number <= LEAD or not _IS_SO.search(document.prose, sentence.start, start):
        return False
    return not document.hits_between(options.studies, sentence.start, start)


def _is_told_elsewhere(document: Document, sentence: Sentence, options: RelativeRiskOptions) -> bool:
    """Whether an absolute figure stands in the section, or one of the same subject under another heading.

    "One in four wore a mask" is of another subject.
    """
    if not has_absolute(document, 0, len(document.prose), options.absolutes, options.risks):
        return False
    section = section_of(document, sentence.block)
    start, end = document.blocks[section.first].start, document.blocks[section.last - 1].end
    if has_absolute(document, start, end, options.absolutes, options.risks):
        return True
    own = subject_words(document, sentence)
    return any(
        has_absolute(document, one.start, one.end, options.absolutes, options.risks)
        and own & subject_words(document, one)
        for one in sentences(document)
    )


def _has_absolute(document: Document, sentence: Sentence, options: RelativeRiskOptions) -> bool:
    """Whether an absolute figure stands in the paragraph, in those beside a short one, or in the table after it."""
    return has_absolute(document, *_surroundings(document, sentence), options.absolutes, options.risks)


def _surroundings(document: Document, sentence: Sentence) -> tuple[int, int]:
    """The prose span of the paragraph, with those beside a short one and the table after it."""
    block = document.blocks[sentence.block]
    first = last = sentence.block
    if document.prose.count(". ", block.start, block.end) < SHORT_BLOCK:
        first, last = max(first - 1, 0), min(last + 2, len(document.blocks) - 1)
    while last + 1 < len(document.blocks) and document.blocks[last + 1].kind == "cell":
        last += 1
    return document.blocks[first].start, document.blocks[last].end


CHECK = Check("relative-risk", RelativeRiskOptions, find_relative_risks, frozenset({"risk"}), needs=("risks",))
