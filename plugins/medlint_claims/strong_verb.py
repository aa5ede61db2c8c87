"""Check `strong-verb-on-weak-design`: cause is stated where the study told of only watched people."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from medlint.api import (
    Check,
    Claim,
    Cues,
    Document,
    Match,
    Related,
    Sentence,
    caveats,
    claims,
    follows,
    is_asked,
    is_hedged,
    is_negated,
    lazy_pattern,
    quote_at,
    section_of,
    sentences,
    words_between,
)

from .cause_words import CauseCues, is_weak, mark, stem_words, tells_cause
from .evidence import Sighting, is_observed, sightings

LEAD = 4
"""So many sentences below the headline are the lead: the opening one and the three that carry it out."""
FOREMOST = 2
"""What the headline or one of the first so many sentences says is the message, and no background to it."""
LEAD_WORDS = 5
"""What has fewer words is no sentence: a byline, a place, a button."""
DESIGN_CHARACTERS = 1500
"""A design named farther off, in characters, may be that of another study (some ten sentences, our estimate)."""
STUDY_REACH = 4
"""A study is still being told so many sentences after the words that show its design (our estimate)."""
CAVEAT_REACH = 4
"""A caveat excuses a statement at most so many sentences away (our estimate); farther off it lowers the finding."""
UNREAD = frozenset({"caption", "alt", "link-title", "button", "cell", "footnote"})
HEADS = frozenset({"title", "description"})


_LACK = lazy_pattern(r"\bnot (?:enough|only|just|having|getting|\w{3,}ing)\b", re.IGNORECASE)
"""A lack is a thing of its own: "not enough sleep makes children ill"."""


class StrongVerbOptions(CauseCues, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """When a direct statement of cause is at fault.

    `ties`: words that tie a sentence to the study. `medical`: treatments of which trials are done. `research`: a text
    that names no design must have one of these words, else it tells of no study. `caveat`: the kind that excuses nearby
    and lowers elsewhere. `unless-near`: words in the sentence that make it harmless. `taken-back`: words that reject
    it; `limits`: words that say how little it shows. `looked-for`: what would have been credited.
    """

    ties: Cues
    medical: Cues = ""
    research: Cues = "told-studies"
    caveat: str = "cause"
    unless_near: Cues = ""
    taken_back: Cues = "refutations"
    limits: Cues = ""
    looked_for: str = ""


class _Reading(Struct, frozen=True):
    """A document with the words of design in it, and whether it is told as one of observation on the whole."""

    found: list[Sighting]
    observed: bool
    listed: tuple[Sentence, ...]
    lead: frozenset[int]


def find_strong_verbs(document: Document, options: StrongVerbOptions) -> Iterator[Match]:
    """One match for each sentence that states cause of what was only observed."""
    found = sightings(document, 0, len(document.prose), options)
    if not any(one.observed for one in found):
        return
    reading = _read(document, found, options)
    for number, (sentence, claim) in enumerate(zip(reading.listed, claims(document), strict=True)):
        if claim.strength != "causal" or document.blocks[sentence.block].kind in UNREAD:
            continue
        if not _is_flat(document, sentence, claim, options):
            continue
        shown = _design(document, reading, number, sentence, claim, number in reading.lead, options)
        if shown is not None:
            match = _match(document, reading, number, claim, shown, options)
            if match is not None:
                yield match


def _read(document: Document, found: list[Sighting], options: StrongVerbOptions) -> _Reading:
    listed = sentences(document)
    lead = _lead(document, listed)
    told = [listed[n] for n in lead]
    remedy = any(document.hits_between(options.medical, one.start, one.end) for one in told)
    if remedy and not any(one.named for one in found) and all(one.observed for one in found):
        remedy = False
    researched = any(one.named for one in found) or bool(document.hits(options.research))
    return _Reading(found, researched and is_observed(found, remedy=remedy), listed, lead)


def _lead(document: Document, listed: tuple[Sentence, ...]) -> frozenset[int]:
    """The numbers of the sentences that carry the message: title, description, and the first of the text."""
    heads = {n for n, one in enumerate(listed) if document.blocks[one.block].kind in HEADS}
    first = next((n for n, one in enumerate(listed) if document.blocks[one.block].kind == "heading"), None)
    if first is not None and document.blocks[listed[first].block].level <= 1:
        heads.add(first)
    body = [
        n
        for n, one in enumerate(listed)
        if document.blocks[one.block].kind not in UNREAD | HEADS | {"heading"}
        and words_between(document, one.start, one.end) >= LEAD_WORDS
    ][:LEAD]
    if body:
        heads |= {n for n in range(body[-1]) if document.blocks[listed[n].block].kind == "heading"}
    return frozenset(heads | set(body))


def _is_flat(document: Document, sentence: Sentence, claim: Claim, options: StrongVerbOptions) -> bool:
    """Whether cause is said flatly, of health, and not as what somebody else must not believe."""
    if claim.asked or claim.limitation or is_asked(document, claim.start) or is_hedged(document, claim.start):
        return False
    if is_negated(document, claim.start) and not _LACK.search(document.prose, sentence.start, claim.start):
        return False
    if document.hits_between(options.unless_near, sentence.start, sentence.end):
        return False
    if any(follows(document, cues, claim.start, block=False) for cues in (options.taken_back, options.limits)):
        return False
    tied = bool(document.hits_between(options.ties, sentence.start, sentence.end))
    return tells_cause(document, sentence, claim, options, tied=tied)


def _design(
    document: Document,
    reading: _Reading,
    number: int,
    sentence: Sentence,
    claim: Claim,
    leading: bool,
    options: StrongVerbOptions,
) -> Sighting | None:
    """The words of the observational design that a sentence rests on; None where it rests on none, or on more."""
    own = [one for one in reading.found if sentence.start <= one.start < sentence.end]
    if any(not one.observed for one in own):
        return None
    tied = bool(document.hits_between(options.ties, sentence.start, sentence.end))
    near = _nearest(document, reading, number, sentence)
    if near is not None and near.named:
        if not near.observed:
            return None
        if leading and _goes_on(document, reading, number, sentence, tied):
            return near
        if _is_told(document, reading, number, sentence, claim, near, options.ties):
            return near
    if not leading or not reading.observed or not _goes_on(document, reading, number, sentence, tied):
        return None
    return next((one for one in reading.found if one.observed and one.named), None) or reading.found[0]


def _nearest(document: Document, reading: _Reading, number: int, sentence: Sentence) -> Sighting | None:
    """The named design that was last told in the section at most `STUDY_REACH` sentences before, or comes next.

    An experiment among those before goes first.
    """
    section = section_of(document, sentence.block)
    begin, end = document.blocks[section.first].start, document.blocks[section.last - 1].end
    back = max(begin, reading.listed[max(number - STUDY_REACH, 0)].start)
    ahead = min(end, reading.listed[min(number + STUDY_REACH, len(reading.listed) - 1)].end)
    named = [one for one in reading.found if one.named]
    before = [one for one in named if back <= one.start < sentence.end]
    after = [one for one in named if sentence.end <= one.start < ahead]
    trials = [one for one in before if not one.observed]
    sure = [one for one in before if one.sure]
    for found in (trials, sure, before):
        if found:
            return found[-1]
    return after[0] if after else None


def _goes_on(document: Document, reading: _Reading, number: int, sentence: Sentence, tied: bool) -> bool:
    """Whether a sentence of the lead goes on with its message: it is the first, or tied, or speaks of the same."""
    first = reading.listed[min(reading.lead)]
    if tied or number <= min(reading.lead) + 1:
        return True
    subject = stem_words(document, sentence.start, sentence.end)
    return bool(subject & stem_words(document, first.start, first.end))


def _is_told(
    document: Document, reading: _Reading, number: int, sentence: Sentence, claim: Claim, near: Sighting, cues: str
) -> bool:
    """Whether a sentence below the lead tells what this study found.

    It says so ("the comparison shows that"), or stands beside the words of design and is about the same thing.
    """
    ties = document.hits_between(cues, sentence.start, sentence.end)
    if any(document.tag(cues, hit, "kind") == "own" for hit in ties):
        return True
    beside = reading.listed[max(number - 1, 0)]
    if not beside.start <= near.start < sentence.end:
        return False
    if near.start >= sentence.start:
        return bool(ties)
    subject = stem_words(document, sentence.start, claim.start)
    return bool(subject & stem_words(document, beside.start, beside.end))


def _is_foremost(document: Document, reading: _Reading, number: int, options: StrongVerbOptions) -> bool:
    """Whether a sentence is the message itself: headline, description, one of the first, or tied to this very study."""
    sentence = reading.listed[number]
    if document.blocks[sentence.block].kind in HEADS | {"heading"}:
        return number in reading.lead
    body = [n for n in sorted(reading.lead) if document.blocks[reading.listed[n].block].kind not in HEADS | {"heading"}]
    if number in body[:FOREMOST]:
        return True
    ties = document.hits_between(options.ties, sentence.start, sentence.end)
    return any(document.tag(options.ties, hit, "kind") == "own" for hit in ties)


def _match(
    document: Document, reading: _Reading, number: int, claim: Claim, shown: Sighting, options: StrongVerbOptions
) -> Match | None:
    """The match; None where the caveat stands near, one severity lower for all but a flat message of a named design."""
    limits = [one for one in caveats(document) if one.kind == options.caveat]
    if any(abs(one.sentence - number) <= CAVEAT_REACH for one in limits):
        return None
    related: tuple[Related, ...] = (Related(shown.start, shown.end, "the study only observed"),)
    if limits:
        related += (Related(limits[0].start, limits[0].end, "the limit is named here"),)
    far = abs(shown.start - claim.start) > DESIGN_CHARACTERS
    weak = (
        far
        or not shown.sure
        or is_weak(document, claim, options)
        or not _is_foremost(document, reading, number, options)
    )
    step = -1 if limits or weak or quote_at(document, claim.start) else 0
    note = f"Looked for {options.looked_for} near this sentence and found none." if options.looked_for else ""
    return Match(*mark(document, claim.start, claim.end), step=step, note=note, related=related)


CHECK = Check("strong-verb-on-weak-design", StrongVerbOptions, find_strong_verbs)
