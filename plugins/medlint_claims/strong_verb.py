"""Check `strong-verb-on-weak-design`: cause is stated where the study told of only watched people."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from medlint.api import (
    Caveat,
    Check,
    Claim,
    Cues,
    Document,
    Match,
    Related,
    Sentence,
    caveats,
    claims,
    clause_start,
    follows,
    is_asked,
    is_hedged,
    is_negated,
    is_unexpected,
    lazy_pattern,
    quote_at,
    sentence_index,
    sentences,
)

from .cause_words import is_weak, mark, tells_cause
from .evidence import Sighting, sightings
from .leads import UNREAD, purpose_of
from .observed_design import DesignOptions, Reading, design_told, is_foremost, is_sure, read_designs, resting

DESIGN_CHARACTERS = 1500
"""A design named farther off, in characters, may be that of another study (some ten sentences, our estimate)."""
REJECTION_REACH = 4
"""What rejects a statement stands at most so many sentences after it (our estimate)."""
CAVEAT_REACH = 4
"""A caveat excuses a statement at most so many sentences away (our estimate); farther off it lowers the finding."""
FAR_LIMIT = 15
"""Whoever reads a headline and a lead has not read a limit so many sentences below (our estimate)."""
LEAD_SENTENCES = 8
"""The headline and the sentences that many readers do not go beyond (our estimate)."""
EXPECTED_REACH = 3
"""A study that is told of is named at most so many sentences from what is concluded from it (our estimate)."""
_CANNOT = lazy_pattern(
    r"\b(?:cannot|can(?: not|['\u2019]t)|(?:could|does|did|will)(?: not|n['\u2019]t)|unable)\b", re.IGNORECASE
)
_OWN_RESULTS = lazy_pattern(r"\b(?:their|its|our|the|these|those|his|her|first|full|main) results in$", re.IGNORECASE)
"""What stands in a journal: "published their results in Gut"."""
_LACK = lazy_pattern(r"\bnot (?:enough|only|just|having|getting|\w{3,}ing)\b", re.IGNORECASE)
"""A lack is a thing of its own: "not enough sleep makes children ill"."""


class StrongVerbOptions(DesignOptions, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """When a direct statement of cause is at fault.

    `caveats`: the kinds of limit that excuse nearby and lower elsewhere. `softened`: kinds that lower. `unless-near`:
    words in the sentence that make it harmless. `taken-back`: words that reject it; `limits`: words that say how
    little it shows. `reports`: hedges that only say how it was found. `orders`: words that tell readers what to do; a
    message that opens with one states cause by its purpose ("eat X to beat Y"). `looked-for`: what would have been
    credited. `expects`: words one of which stands within a few sentences of the claim, else it is lowered, as in
    `Surroundings`.
    """

    expects: tuple[Cues, ...] = ()
    caveats: tuple[str, ...] = ("cause",)
    softened: tuple[str, ...] = ("control", "design")
    unless_near: Cues = ""
    taken_back: Cues = "refutations"
    limits: Cues = ""
    reports: Cues = ""
    orders: Cues = ""
    looked_for: str = ""


def find_strong_verbs(document: Document, options: StrongVerbOptions) -> Iterator[Match]:
    """One match for each sentence that states cause of what was only observed."""
    found = sightings(document, 0, len(document.prose), options)
    if not any(one.observed for one in found):
        return
    reading = read_designs(document, found, options)
    message, claimed = reading.lead.message, claims(document)
    for number in resting(document, reading, options):
        sentence = reading.listed[number]
        if document.blocks[sentence.block].kind in UNREAD:
            continue
        told = _told(document, sentence, claimed[number], options.orders if number in message else "")
        flat = next((one for one in told if _is_flat(document, sentence, one, number in message, options)), None)
        if flat is None:
            continue
        shown = design_told(document, reading, number, sentence, flat, options)
        match = _match(document, reading, number, flat, shown, options) if shown else None
        if match is not None:
            yield match


def _told(document: Document, sentence: Sentence, claim: Claim, orders: Cues) -> Iterator[Claim]:
    """A claim at each of the words by which its sentence states cause, the leading ones first."""
    if claim.strength == "causal":
        yield claim
        for start, end in claim.others:
            yield replace(claim, start=start, end=end)
    purpose = purpose_of(document, sentence, orders) if orders else None
    if purpose is not None:
        yield replace(claim, start=purpose[0], end=purpose[1])


def _is_flat(document: Document, sentence: Sentence, claim: Claim, message: bool, options: StrongVerbOptions) -> bool:
    """Whether cause is said flatly, of health, and not as what somebody else must not believe.

    `message`: the sentence is the message of the text.
    """
    if _OWN_RESULTS.search(document.prose, sentence.start, claim.end):
        return False
    if claim.limitation or _is_open(document, sentence, claim) or _is_guessed(document, claim.start, options):
        return False
    if is_negated(document, claim.start) and not _LACK.search(document.prose, sentence.start, claim.start):
        return False
    if document.hits_between(options.unless_near, sentence.start, sentence.end):
        return False
    if follows(document, options.limits, claim.start, block=False) or _is_rejected(document, claim.start, options):
        return False
    tied = bool(document.hits_between(options.ties, sentence.start, sentence.end))
    return tells_cause(document, sentence, claim, options, tied=tied, message=message)


def _is_open(document: Document, sentence: Sentence, claim: Claim) -> bool:
    """Whether cause is asked about: a question behind a semicolon ("X causes Y; is it worth it?") is another one."""
    if not claim.asked:
        return is_asked(document, claim.start)
    other = document.prose.find(";", claim.end, sentence.end)
    return other < 0 or "?" in document.prose[sentence.start : other]


def _is_guessed(document: Document, start: int, options: StrongVerbOptions) -> bool:
    """Whether cause is hedged; that a study "suggests" it only says how it was found."""
    if not is_hedged(document, start):
        return False
    hedges = document.hits_between("hedges", clause_start(document, start), start)
    return not all(document.hits_between(options.reports, hit.start, hit.end) for hit in hedges)


def _is_rejected(document: Document, start: int, options: StrongVerbOptions) -> bool:
    """Whether the claim is rejected: before it by words that reach ahead, or after it by others."""
    if not follows(document, options.taken_back, start, block=False):
        return False
    listed, number = sentences(document), sentence_index(document, start)
    last = listed[min(number + REJECTION_REACH, len(listed) - 1)].end
    for hit in document.hits_between(options.taken_back, listed[number].start, last):
        if hit.start < start or not document.tag(options.taken_back, hit, "reach"):
            return True
    return False


def _match(
    document: Document, reading: Reading, number: int, claim: Claim, shown: Sighting, options: StrongVerbOptions
) -> Match | None:
    """The match; None where the caveat stands near, one severity lower for all but a flat message of a named design."""
    far_off = FAR_LIMIT if number < LEAD_SENTENCES else len(reading.listed)
    limits = [
        one
        for one in caveats(document)
        if one.kind in (*options.caveats, *options.softened) and abs(one.sentence - number) <= far_off
    ]
    if any(_excuses(document, one, options) and abs(one.sentence - number) <= CAVEAT_REACH for one in limits):
        return None
    said = "the study only observed" if shown.kind != "hint" else "a risk is told of, and no trial in the whole text"
    related: tuple[Related, ...] = (Related(shown.start, shown.end, said),)
    if limits:
        related += (Related(limits[0].start, limits[0].end, "the limit is named here"),)
    far = abs(shown.start - claim.start) > DESIGN_CHARACTERS
    weak = (
        far
        or is_hedged(document, claim.start)
        or not is_sure(document, reading, number, claim, shown, options)
        or is_weak(document, claim, options)
        or not is_foremost(document, reading, number, shown, options)
        or is_unexpected(document, claim.start, options.expects, EXPECTED_REACH)
    )
    step = -1 if limits or weak or quote_at(document, claim.start) else 0
    note = f"Looked for {options.looked_for} near this sentence and found none." if options.looked_for else ""
    return Match(*mark(document, claim.start, claim.end), step=step, note=note, related=related)


def _excuses(document: Document, limit: Caveat, options: StrongVerbOptions) -> bool:
    """Whether a limit says that cause is not shown, by its kind or in so many words ("a study that cannot settle")."""
    if limit.kind in options.caveats:
        return True
    return limit.kind == "design" and _CANNOT.search(document.prose, limit.start, limit.end) is not None


CHECK = Check("strong-verb-on-weak-design", StrongVerbOptions, find_strong_verbs)
