"""Statements that drop the species: what a finding in animals does, said as if it were known in general."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from medlint.api import Document, Hit, is_asked, lazy_pattern

from .cues import StatementCues

LONGEST = 60
"""A finding marks at most so many characters."""
OBJECT_REACH = 30
"""What a remedy does good to stands at most so many characters after its verb."""

_DENIAL_REACH = 30
_DENIAL = lazy_pattern(r"(?:\b(?:not|never|cannot|hardly|no)|n['\u2019]t)\s+(?:[\w-]+\s+)?$", re.IGNORECASE)
_NECESSARY = lazy_pattern(
    r"\b(?:is|are) (?:[\w-]+ )?(?:needed|required|essential|necessary|vital|crucial|key|the key|to blame|responsible"
    r"|indispensable|critical|central|enough|sufficient|behind|at the root|what (?:\w+ ){1,3}needs)\b"
    r"(?:(?: to| for| in| of)(?: [\w'\u2019-]+){1,4})?",
    re.IGNORECASE,
)
_NEEDED = lazy_pattern(
    r"\s*(?:needed|required|essential|necessary|vital|crucial|to blame|responsible)(?: to| for)(?: [\w'\u2019-]+){1,4}",
    re.IGNORECASE,
)
_CONCLUDED = lazy_pattern(r"\b(?:therefore|thus|hence|evidently|clearly|consequently)\b", re.IGNORECASE)
_TAKEN_UP = lazy_pattern(
    r"\W*(?:and |so |which )?(?:it|this|that|these|they|the|their|its|such|both|which)\b",
    re.IGNORECASE,
)
_ASKING = lazy_pattern(r"\b(?:whether|if|how|why|what|which)\b", re.IGNORECASE)
_WORK = lazy_pattern(r"\s+(?:research|studies|work|efforts|scientists|organi[sz]ations)\b")
_GROUP = lazy_pattern(
    r"\b(?!(?:\w*searchers|scientists|others|doctors|makers|authors|numbers|powers|papers|cancers|disorders"
    r"|ulcers|fevers"
    r"|\w*receptors|factors|tum(?:o|ou)rs|\w*inhibitors|fib(?:er|re)s|boosters|\w*blockers|answers|\w*markers"
    r"|carriers|vectors"
    r"|sensors|monitors|investigators|manufacturers|\w*practitioners|physicians|technicians|regulators|leaders"
    r"|letters|layers"
    r"|matters|computers|lasers|fillers|trackers|containers|flowers|peppers|meters|readers|polymers|buffers"
    r"|\w*mers|\w*isers"
    r"|\w*izers|editors|developers|founders|sellers|companies|errors|doors|colo(?:u)?rs|flavo(?:u)?rs|hours"
    r"|neighbo(?:u)?rs"
    r"|\w*specialists|therapists|biologists|\w*ologists|chemists|officers|providers|advisers|advisors|reviewers"
    r"|experts|engineers"
    r"|triggers|fingers|shoulders|members|\w*ters)\b)[a-z]{4,}(?:ers|ors|ists|ians)"
    r"(?: (?:who|with|in|on|over|of) [^.,;:]{3,40}?)? (?:can|could|will|would|may|might|should|are \w+ing)\b"
)
_KEY = lazy_pattern(
    r"\b(?:is|are) (?:the|a) (?:key|secret|answer|cure|remedy|solution|way) (?:to|for|of|against)\b", re.IGNORECASE
)
_MODAL = lazy_pattern(r"\b(?:can|could|will|would|may|might|should)\s+(?:\w+\s+)?$", re.IGNORECASE)
_TO_COME = lazy_pattern(r"\s+(?:\w+\s+){0,2}?(?:will|could|would|['\u2019]ll)\s", re.IGNORECASE)


class Piece(Struct, frozen=True, gc=False):
    """A piece of a sentence: prose span, and whether a sure conclusion word opens it."""

    start: int
    end: int
    opened: bool


class Statement(Struct, frozen=True, gc=False):
    """The words at fault: a prose span of at most `LONGEST` characters; `sure` where they are told as proven."""

    start: int
    end: int
    sure: bool = False


def species_dropped(document: Document, piece: Piece, cues: StatementCues) -> Statement | None:
    """What a piece that names neither people nor animals says in general, where it goes on from the study; or None."""
    if is_asked(document, piece.start):
        return None
    opened = piece.opened or bool(_CONCLUDED.search(document.prose, piece.start, piece.end))
    prose = document.prose
    match = _NECESSARY.search(prose, piece.start, piece.end) or _NEEDED.match(prose, piece.start, piece.end)
    if opened and match:
        return replace(clipped(document, max(piece.start, match.end() - LONGEST), match.end()), sure=piece.opened)
    claimed = None
    if opened or _TAKEN_UP.match(prose, piece.start, piece.end):
        claimed = _benefit_claimed(document, piece, cues)
    claimed = claimed or _outcome_promised(document, piece, cues) or _group_addressed(document, piece)
    if claimed is not None and document.hits_between("not-yet-known", piece.start, claimed.start):
        return None
    return claimed


def _benefit_claimed(document: Document, piece: Piece, cues: StatementCues) -> Statement | None:
    """A benefit verb and what it does good to: "it prevents dementia", "the gel could heal ulcers"."""
    outcomes = document.hits_between(cues.outcomes, piece.start, piece.end)
    for verb in document.hits_between(cues.benefits, piece.start, piece.end) if outcomes else ():
        if _ASKING.search(document.prose, piece.start, verb.start) or _WORK.match(document.prose, verb.end):
            continue
        if outcomes[0].start <= verb.start or not _is_claimed(document, verb, cues) or is_denied(document, verb.start):
            continue
        good = next((hit for hit in outcomes if verb.end < hit.start <= verb.end + OBJECT_REACH), None)
        if good is not None:
            return clipped(document, verb.start, good.end)
    return None


def _is_claimed(document: Document, verb: Hit, cues: StatementCues) -> bool:
    """Whether a benefit verb stands in the present or after a modal: the past tense reports the study."""
    form = document.tag(cues.benefits, verb, "form")
    before = document.prose[max(0, verb.start - 25) : verb.start]
    return form == "s" or (form == "base" and bool(_MODAL.search(before)))


def _group_addressed(document: Document, piece: Piece) -> Statement | None:
    """A group of people named by what they do, whom no list holds: "city dwellers would do well to"."""
    match = _GROUP.search(document.prose, piece.start, piece.end)
    return clipped(document, match.start(), match.end()) if match else None


def _outcome_promised(document: Document, piece: Piece, cues: StatementCues) -> Statement | None:
    """A complaint as the subject of `will` or `could`, or its cure: "wrinkles will soften", "the key to asthma"."""
    key = _KEY.search(document.prose, piece.start, piece.end)
    if key and (cured := document.hits_between(cues.outcomes, key.end(), piece.end)):
        return clipped(document, key.start(), cured[0].end)
    for hit in document.hits_between(cues.outcomes, piece.start, piece.end)[:1]:
        match = _TO_COME.match(document.prose, hit.end, piece.end)
        if match and hit.start - piece.start < OBJECT_REACH:
            return clipped(document, hit.start, match.end())
    return None


def is_denied(document: Document, start: int) -> bool:
    """Whether a negation stands at most two words before a promise: one further off belongs to something else."""
    before = document.prose[max(0, start - _DENIAL_REACH) : start]
    return bool(_DENIAL.search(before))


def clipped(document: Document, start: int, end: int) -> Statement:
    """A span cut to whole words within `LONGEST` characters."""
    if end - start > LONGEST:
        cut = document.prose.rfind(" ", start, start + LONGEST)
        end = cut if cut > start else start + LONGEST
    while start < end and not document.prose[start].isalnum():
        start += 1
    while end > start and document.prose[end - 1] in " ,;:":
        end -= 1
    return Statement(start, end)
