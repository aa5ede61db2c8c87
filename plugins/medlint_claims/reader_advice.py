"""Check `reader-advice`: readers are told what to do, on the strength of one study or of no source at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from medlint.api import (
    NUMBER_WORD,
    Check,
    Cues,
    Document,
    Hit,
    Match,
    Related,
    Sentence,
    Surroundings,
    citations,
    citations_between,
    hits_with_sentences,
    lazy_pattern,
    role_score,
    section_of,
    sentence_index,
    sentences,
    step_for,
    studies_between,
)

from .nearby_sources import subject_words
from .orders import ordered
from .telling_phrase import PASSING

REACH, AHEAD = 3, 1
"""Advice rests on a study named at most so many sentences before or after it (our estimate)."""
BESIDE = 1
"""Advice in the sentence of the study or the next one is given because of it; farther off it may be other advice."""
OBJECT_REACH = 60
"""What an order changes stands at most so many characters after it (our estimate)."""
APPLIED = -1.7
"""Orders are known by their words; below this score they apply nothing (cross-validated: recall 0.9)."""
URGED = -0.6
"""Advice far from the study that the text reports is sure from this score on (cross-validated: precision 0.75)."""
ADDRESSED = 1.5
"""A heading below the title applies what stands under it to readers from this score on (precision 0.95)."""
LONG = 400
"""In a text of more words than this, advice below its lead may rest on what another part of it says."""
LABEL = "\u00ae"
"""A sentence with the mark of a registered name is that of the product's own label: its doses are the regulator's."""
LEAD = 5
"""What one of the first so many sentences tells of is what the text reports."""

_RUNNING = frozenset({"paragraph", "item", "quote"})
_NUMBER = rf"(?:\d[\d.,]*|an?|{NUMBER_WORD}|half|half an?|several)"
_DOSED = lazy_pattern(
    rf"\b(?:{_NUMBER}(?: to {_NUMBER}|-{_NUMBER})? (?:[\w'\u2019-]+ )?(?:mg|mcg"
    r"|micrograms?|milligrams?|grams?|g|ml|units|IU"
    r"|tablets?|capsules?|pills?|drops|cups?|glass(?:es)?|pints?|lit(?:re|er)s?|(?:tea|table)?spoons?"
    r"|(?:tea|table)?spoonfuls?"
    r"|doses?|sachets?|puffs?|bowls?|portions?|handfuls?|slices?|sprays?)"
    r"|(?:once|twice|(?:two|three|four|five|six|\d)"
    r" times) (?:a|an|per|every|each) (?:day|night|week|month|hour)|(?:a|per) day"
    r"|every (?:day|night|morning|evening|week|month|(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day|other day"
    r"|hour|meal|(?:two|three|four|six|eight|twelve|\d+) (?:hours|days|weeks))|daily"
    r"|(?:before|at) (?:bed|bedtime|night)|each"
    r" (?:morning|night|evening|day)|on an empty stomach|with (?:every|each) meal"
    rf"|for (?:at least )?{_NUMBER}(?: to {_NUMBER})? (?:days?|weeks?|months?|hours?|minutes|nights?"
    r"|terms?|winters?|summers?))\b",
    re.IGNORECASE,
)
_COUNTED = lazy_pattern(
    r"\b(?:in|of|among|with|from|gave|taught|\w{2,}ed) (?:just |only |about )?\d[\d,]*\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_FOLLOWS = lazy_pattern(
    r"\W*(?:so|therefore|hence|thus|that is why|which is why|in short|from now on)\b", re.IGNORECASE
)
_THEREFORE = lazy_pattern(r"\W*(?:so|therefore|that is why|which is why)\b(?! far| long| much)", re.IGNORECASE)
_BESIDE_BODY = lazy_pattern(r"\b(?:for|to|in|across|by|from) (?:the |our )?$")
_TRIED = lazy_pattern(r"(?!you\b)\w+ (?:can|may|might)(?: also)? (?:try|attempt) \w+ing\b", re.IGNORECASE)


class AdviceOptions(Surroundings, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """What advises, and what it must not rest on alone.

    `cues` are the words of advice (the tags are told in their lexicon). `people` can be told what to do, `not-readers`
    are those who are no readers. `evidence`: words of one study, which must stand near, as a study with a counted
    sample does too. `guidance`: words of guidelines or settled evidence near, which make advice right.
    `no-advice`: words anywhere in the section that say that it is no advice.
    Without a study near, advice counts only where the text names no source at all (no citation, none of `sources`)
    and sends nobody to a clinician: then an order that sets an amount or a time, or that changes one of `treatments`,
    is found one severity lower.
    """

    cues: Cues
    evidence: Cues
    people: Cues = ""
    not_readers: Cues = ""
    guidance: Cues = ""
    no_advice: Cues = ""
    sources: Cues = ""
    treatments: Cues = ""


def find_advice(document: Document, options: AdviceOptions) -> Iterator[Match]:
    """One match for each sentence of advice beside one study and no guideline, or in a text without any source."""
    done = -1
    sourced: bool | None = None
    for hit, sentence in hits_with_sentences(document, options.cues):
        if sentence.start == done or LABEL in document.prose[sentence.start : sentence.end]:
            continue
        told = ordered(document, hit, sentence, options.cues, options.people, options.not_readers)
        if told is None:
            continue
        study = _study(document, sentence, options)
        tried = bool(document.tag(options.cues, hit, "of")) and _TRIED.match(document.prose, *told) is not None
        if study is None and not tried:
            study = _reported(document, sentence, options)
        if study is None:
            if not _prescribes(document, hit, told, sentence, options):
                continue
            if sourced is None and not tried:
                sourced = _is_sourced(document, options)
            if _near(document, sentence, options.sources) if tried else sourced:
                continue
        elif _is_guided(document, sentence, study, options) or _is_disowned(document, sentence, options):
            continue
        step = step_for(document, hit.start, hit.end, options)
        if step is not None:
            done = sentence.start
            yield _match(document, hit, told, study, step, options)


def _match(
    document: Document,
    hit: Hit,
    told: tuple[int, int],
    study: tuple[int, int] | None,
    step: int,
    options: AdviceOptions,
) -> Match:
    """The match: one severity lower for what may be done, and where no study stands right beside it."""
    if study is None:
        note = "Looked for a source or a clinician in the whole text and found none."
        return Match(*told, step=min(step, -1), note=note)
    weak = not _is_because(document, hit, study) and role_score(document, hit.start, "applies") < URGED
    sentence = sentences(document)[sentence_index(document, hit.start)]
    weak = weak and not _is_addressed(document, sentence)
    if document.tag(options.cues, hit, "weak"):
        weak = weak or not _stops(document, told, options.cues)
    weak = weak or (document.words > LONG and sentence_index(document, hit.start) >= LEAD)
    related = (Related(*study, "the one study that it rests on"),)
    return Match(*told, step=min(step, -1) if weak else step, related=related)


def _reported(document: Document, sentence: Sentence, options: AdviceOptions) -> tuple[int, int] | None:
    """The words of the one study that the text as a whole reports, where a sentence applies something to people."""
    if role_score(document, sentence.start, "applies") < APPLIED and not _is_addressed(document, sentence):
        return None
    running = (one for one in sentences(document) if document.blocks[one.block].kind in _RUNNING)
    last = max((one.end for one in islice(running, LEAD)), default=0)
    found = _of_one(document, document.hits_between(options.evidence, 0, last), options)
    return (found[0].start, found[0].end) if found else None


def _of_one(document: Document, found: Sequence[Hit], options: AdviceOptions) -> Sequence[Hit]:
    """The words that may mean one study: loose ones do in a short text, or where the text has others, too."""
    if document.words <= PASSING or any(not document.tag(options.evidence, hit, "loose") for hit in found):
        return found
    strict = any(not document.tag(options.evidence, hit, "loose") for hit in document.hits(options.evidence))
    return found if strict else ()


def _is_addressed(document: Document, sentence: Sentence) -> bool:
    """Whether the heading above applies the text to its readers ("What this means for you")."""
    heading = section_of(document, sentence.block).heading
    if heading < 0 or document.blocks[heading].level <= 1:
        return False
    return role_score(document, document.blocks[heading].start, "applies") >= ADDRESSED


def _is_guided(document: Document, sentence: Sentence, study: tuple[int, int], options: AdviceOptions) -> bool:
    """Whether a guideline stands near the advice; in its own sentence, where the study does, too.

    One in another paragraph (but in plain text, whose lines are no paragraphs) must be of the same subject; a
    body for which something is done ("for the NHS") is none.
    """
    if sentence.start <= study[0] < sentence.end:
        return bool(document.hits_between(options.guidance, sentence.start, sentence.end))
    own = subject_words(document, sentence)
    for hit in document.hits_between(options.guidance, *_around(document, sentence)):
        if _BESIDE_BODY.search(document.prose, max(hit.start - 20, 0), hit.start):
            continue
        place = sentences(document)[sentence_index(document, hit.start)]
        if document.format == "text" or place.block == sentence.block or own & subject_words(document, place):
            return True
    return False


def _is_disowned(document: Document, sentence: Sentence, options: AdviceOptions) -> bool:
    """Whether the section says that it is no advice, or that the study is no reason for it."""
    section = section_of(document, sentence.block)
    first, last = document.blocks[section.first], document.blocks[section.last - 1]
    return bool(options.no_advice and document.hits_between(options.no_advice, first.start, last.end))


def _is_because(document: Document, hit: Hit, study: tuple[int, int]) -> bool:
    """Whether advice is given because of a study: right beside it, or later in its paragraph, as what follows from it.

    It follows where it opens with "so", or shares a subject with the sentence of the study.
    """
    listed, number, found = sentences(document), sentence_index(document, hit.start), sentence_index(document, study[0])
    own, other = listed[number], listed[found]
    if abs(number - found) <= BESIDE:
        return True
    if own.block != other.block:
        return False
    follows = _FOLLOWS.match(document.prose, own.start, hit.start + 1) is not None
    return follows or bool(subject_words(document, own) & subject_words(document, other))


def _stops(document: Document, told: tuple[int, int], cues: Cues) -> bool:
    """Whether readers are told that they can give a treatment up ("you can stop your tablets")."""
    acts = document.hits_between(cues, *told)
    return document.prose[told[0]] in "yY" and any(document.tag(cues, act, "change") == "yes" for act in acts)


def _study(document: Document, sentence: Sentence, options: AdviceOptions) -> tuple[int, int] | None:
    """The words of one study near the advice, or a counted sample; None if there is none."""
    begun = _follows_from(document, sentence)
    if begun is not None:
        return begun
    near = _near(document, sentence, options.evidence)
    if near is not None and _of_one(document, (near,), options):
        return near.start, near.end
    begin, end = _around(document, sentence)
    for study in studies_between(document, begin, end):
        span = study.count_cue
        if span.end and begin <= span.start < end:
            return span.start, span.end
    groups = document.hits_between(options.people, begin, end)
    counted = (hit for hit in groups if _COUNTED.search(document.prose, max(hit.start - 30, 0), hit.start))
    return next(((hit.start, hit.end) for hit in counted), None)


def _follows_from(document: Document, sentence: Sentence) -> tuple[int, int] | None:
    """The one source of the sentence before, in the paragraph, from which advice follows that opens with "So"."""
    number = sentence_index(document, sentence.start)
    before = sentences(document)[max(number - 1, 0)]
    if before.block != sentence.block or _THEREFORE.match(document.prose, sentence.start, sentence.end) is None:
        return None
    cited = citations_between(document, before.start, before.end)
    return (cited[0].start, cited[0].end) if len(cited) == 1 else None


def _is_sourced(document: Document, options: AdviceOptions) -> bool:
    """Whether the text names any source of advice, or sends its readers to one who knows them."""
    return bool(document.hits(options.guidance) or document.hits(options.sources) or citations(document).items)


def _prescribes(
    document: Document, hit: Hit, told: tuple[int, int], sentence: Sentence, options: AdviceOptions
) -> bool:
    """Whether advice sets an amount or a time, changes a treatment, or says what patients can try."""
    if document.tag(options.cues, hit, "of"):
        you = document.prose[told[0] : told[0] + 4].lower() == "you " and not document.tag(options.cues, hit, "weak")
        dosed = you and _DOSED.search(document.prose, hit.end, sentence.end)
        return bool(dosed or _TRIED.match(document.prose, *told))
    if _DOSED.search(document.prose, hit.end, sentence.end):
        return True
    if document.tag(options.cues, hit, "change") != "yes":
        return False
    return bool(document.hits_between(options.treatments, hit.end, min(hit.end + OBJECT_REACH, sentence.end)))


def _around(document: Document, sentence: Sentence) -> tuple[int, int]:
    listed, number = sentences(document), sentence_index(document, sentence.start)
    return listed[max(number - REACH, 0)].start, listed[min(number + AHEAD, len(listed) - 1)].end


def _near(document: Document, sentence: Sentence, cues: Cues) -> Hit | None:
    """The nearest hit in the sentence or a few before or after it; None if there is none."""
    if not cues:
        return None
    hits = document.hits_between(cues, *_around(document, sentence))
    return min(hits, key=lambda hit: abs(hit.start - sentence.start), default=None)


CHECK = Check("reader-advice", AdviceOptions, find_advice, needs=("cues",))
