"""The observed study that a statement of cause rests on: the words of its design, and how far they reach."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec import Struct

from medlint.api import (
    Claim,
    Cues,
    Document,
    Section,
    Sentence,
    lazy_pattern,
    section_of,
    sentence_index,
    sentences,
    studies,
)

from .cause_words import LONGEST_MARK, CauseCues, stem_words
from .evidence import Sighting, is_observed
from .leads import HEADS, Lead, find_lead, goes_on

_SHARE = lazy_pattern(
    r"\b(?:risk|risks|odds|chance|chances|rate|rates|danger|deaths|cases)\b[^.;]{0,40}?\bby (?:about |almost "
    r"|nearly |around |up to"
    r" |more than |over |some )?(?:\d|an?\b|one|two|three|half)",
    re.IGNORECASE,
)
_RESULTS = lazy_pattern(
    r"\b(?:results?|answers|replies|responses|findings|figures|verdict|upshot)\b[^.;]{0,90}? (?:(?:suggest|show"
    r"|point|tell|reveal"
    r"|confirm|paint)s?|(?:was|were|is|are) (?:\w+ )?(?:published|clear|plain|striking|printed|posted|released"
    r"|out)|came (?:out|in))\b",
    re.IGNORECASE,
)
STUDY_REACH = 4
"""A study is still being told so many sentences after the words that show its design (our estimate)."""
LONGEST_CUE = 200
"""No word of design is longer, in characters."""
PLAIN = 2
"""The layer of studies gives this grade to a design that a text describes."""


class DesignOptions(CauseCues, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """By which words a statement is joined to a study.

    `ties`: words that tie a sentence to the study. `medical`: treatments of which trials are done; that they bring
    `dangers` is observed. `benefits`: verbs by which less of these is said to come. `research`: a text that names no
    design must have one of these words, else it tells of no study.
    """

    ties: Cues
    medical: Cues = ""
    dangers: Cues = ""
    benefits: Cues = "benefit-verbs"
    research: Cues = "told-studies"


class Reading(Struct, frozen=True):
    """A document with the words of design in it, and whether it is told as one of observation on the whole."""

    found: list[Sighting]
    observed: bool
    listed: tuple[Sentence, ...]
    lead: Lead


def read_designs(document: Document, found: list[Sighting], options: DesignOptions) -> Reading:
    """A document with its words of design, and those of its studies that only the layer of studies knows."""
    listed = sentences(document)
    lead = find_lead(document, listed)
    found = sorted([*found, *_described(document, found)], key=_start)
    told = [listed[n] for n in (*lead.heads, *lead.body)]
    remedy = any(document.hits_between(options.medical, one.start, one.end) for one in told)
    if remedy and not any(one.named for one in found) and all(one.observed for one in found):
        remedy = False
    researched = any(one.named for one in found) or bool(document.hits(options.research))
    return Reading(found, researched and is_observed(found, remedy=remedy), listed, lead)


def _described(document: Document, found: list[Sighting]) -> Iterator[Sighting]:
    """The designs of observed studies that a text describes and no word of design names."""
    for study in studies(document):
        start, end = study.design_cue.start, study.design_cue.end
        if study.design != "observational" or study.design_grade < PLAIN or not end:
            continue
        near = _between(found, start - LONGEST_CUE, end)
        if not any(one.named and start < one.end for one in near):
            yield Sighting(start, end, True, "described")


def _start(one: Sighting) -> int:
    return one.start


def _between(found: Sequence[Sighting], start: int, end: int) -> Sequence[Sighting]:
    """Those that begin in prose[start:end]."""
    return found[bisect_left(found, start, key=_start) : bisect_left(found, max(start, end), key=_start)]


def resting(document: Document, reading: Reading, options: DesignOptions) -> Iterator[int]:
    """The numbers, in order, of the sentences that stand where one can rest on an observational design.

    To know that costs less than to know what they claim; `design_told` says what each does rest on.
    """
    near = {*reading.lead.heads, *reading.lead.body}
    for one in reading.found:
        if one.named:
            number = sentence_index(document, one.start)
            near.update(range(max(number - STUDY_REACH, 0), min(number + STUDY_REACH + 1, len(reading.listed))))
    return (number for number in sorted(near) if _may_rest(document, reading, number, options))


def _may_rest(document: Document, reading: Reading, number: int, options: DesignOptions) -> bool:
    sentence = reading.listed[number]
    if number in reading.lead:
        return True
    near = _nearest(document, reading, number, sentence)
    if near is None or not near.observed:
        return False
    if near.kind == "described":
        return reading.observed
    told = reading.listed[max(number - 2, 0)].start <= near.start < sentence.end
    return told or bool(document.hits_between(options.ties, sentence.start, sentence.end))


def design_told(
    document: Document,
    reading: Reading,
    number: int,
    sentence: Sentence,
    claim: Claim,
    options: DesignOptions,
) -> Sighting | None:
    """The words of the observational design that a sentence rests on; None where it rests on none, or on more."""
    own = _between(reading.found, sentence.start, sentence.end)
    if any(not one.observed for one in own):
        return None
    leading = number in reading.lead and (
        bool(document.hits_between(options.ties, sentence.start, sentence.end))
        or goes_on(document, reading.listed, reading.lead, number)
    )
    near = _nearest(document, reading, number, sentence)
    if near is not None and near.named:
        if not near.observed:
            return None
        if leading:
            return near
        if near.kind != "described" and _is_told(document, reading, number, sentence, claim, near, options.ties):
            return near
        if near.kind == "described" and reading.observed and is_figure(document, reading, number, near):
            return near
    if not leading or not reading.observed:
        return None
    named = next((one for one in reading.found if one.observed and one.named), None)
    if named is None and (_is_tried(document, sentence, claim, options) or not _is_news(document, reading, options)):
        return None
    return named or reading.found[0]


def is_figure(document: Document, reading: Reading, number: int, near: Sighting) -> bool:
    """Whether a sentence tells by how much a risk was less, of the same thing as a described design above it.

    "People who ate yogurt were less likely to ... There, yogurt lowered the risk by a third."
    """
    sentence = reading.listed[number]
    if near.end > sentence.start or section_of(document, sentence.block) is not section_at(document, near.start):
        return False
    if _SHARE.search(document.prose, sentence.start, sentence.end) is None:
        return False
    told = reading.listed[sentence_index(document, near.start)]
    return bool(stem_words(document, sentence.start, sentence.end) & stem_words(document, told.start, told.end))


def section_at(document: Document, offset: int) -> Section:
    """The section of a prose offset."""
    return section_of(document, document.block_at(offset))


def _is_news(document: Document, reading: Reading, options: DesignOptions) -> bool:
    """Whether the lead speaks of a study or those who did it: a page about an illness compares people, too."""
    return any(
        document.tag(options.ties, hit, "kind")
        for number in (*reading.lead.heads, *reading.lead.body)
        for hit in document.hits_between(options.ties, reading.listed[number].start, reading.listed[number].end)
    )


def _is_tried(document: Document, sentence: Sentence, claim: Claim, options: DesignOptions) -> bool:
    """Whether a medical treatment is said to do good: of that trials are done, where harms are found in records."""
    if not document.hits_between(options.medical, sentence.start, claim.start):
        return False
    after = document.hits_between(options.dangers, claim.start, claim.end + LONGEST_MARK)
    verbs = document.hits_between(options.benefits, claim.start, claim.end)
    return not after or any(document.tag(options.benefits, hit, "pole") == "down" for hit in verbs)


def _nearest(document: Document, reading: Reading, number: int, sentence: Sentence) -> Sighting | None:
    """The named design that was last told in the section at most `STUDY_REACH` sentences before, or comes next.

    An experiment among those before goes first.
    """
    section = section_of(document, sentence.block)
    begin, end = document.blocks[section.first].start, document.blocks[section.last - 1].end
    back = max(begin, reading.listed[max(number - STUDY_REACH, 0)].start)
    ahead = min(end, reading.listed[min(number + STUDY_REACH, len(reading.listed) - 1)].end)
    before = [one for one in _between(reading.found, back, sentence.end) if one.named]
    after = [one for one in _between(reading.found, sentence.end, ahead) if one.named]
    trials = [one for one in before if not one.observed]
    sure = [one for one in before if one.sure]
    for found in (trials, sure, before):
        if found:
            return found[-1]
    return after[0] if after else None


def _is_told(
    document: Document, reading: Reading, number: int, sentence: Sentence, claim: Claim, near: Sighting, cues: str
) -> bool:
    """Whether a sentence below the lead tells what this study found.

    It says so ("the comparison shows that"), or stands beside the words of design and is about the same thing.
    """
    ties = document.hits_between(cues, sentence.start, sentence.end)
    if any(document.tag(cues, hit, "kind") == "own" for hit in ties):
        return True
    beside = reading.listed[max(number - 1, 0)]
    if _is_announced(document, reading, number, near):
        return True
    if not beside.start <= near.start < sentence.end:
        return False
    if near.start >= sentence.start:
        return bool(ties)
    subject = stem_words(document, sentence.start, claim.start)
    return bool(subject & stem_words(document, beside.start, beside.end))


def _is_announced(document: Document, reading: Reading, number: int, near: Sighting) -> bool:
    """Whether the sentence before, which goes on from the words of design, announces what was found."""
    first, before = reading.listed[max(number - 2, 0)], reading.listed[max(number - 1, 0)]
    if before.block != reading.listed[number].block or not first.start <= near.start < before.end:
        return False
    return _RESULTS.search(document.prose, before.start, before.end) is not None


def is_foremost(document: Document, reading: Reading, number: int, shown: Sighting, options: DesignOptions) -> bool:
    """Whether a sentence is the message itself, is tied to this very study or names its design."""
    if number in reading.lead or (shown.kind == "described" and is_figure(document, reading, number, shown)):
        return True
    sentence = reading.listed[number]
    if document.blocks[sentence.block].kind in HEADS | {"heading"}:
        return False
    ties = document.hits_between(options.ties, sentence.start, sentence.end)
    if any(document.tag(options.ties, hit, "kind") == "own" for hit in ties):
        return True
    if _is_announced(document, reading, number, shown):
        return True
    return shown.named and sentence.start <= shown.start < sentence.end


def is_sure(
    document: Document, reading: Reading, number: int, claim: Claim, shown: Sighting, options: DesignOptions
) -> bool:
    """Whether the design is named, or described where nothing in the text speaks of a trial, and none may be done."""
    if shown.sure or not shown.named:
        return shown.sure
    if is_figure(document, reading, number, shown):
        section = section_at(document, shown.start)
        return not any(not one.observed and section_at(document, one.start) is section for one in reading.found)
    if shown.kind == "told" and _is_announced(document, reading, number, shown):
        return True
    first = next((one for one in reading.found if one.named and one.sure), None)
    if number in reading.lead.heads and first is not None and first.observed:
        return True
    tried = any(not one.observed for one in reading.found)
    return not tried and not _is_tried(document, reading.listed[number], claim, options)
