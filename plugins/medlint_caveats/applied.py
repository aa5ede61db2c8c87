"""People to whom a result is carried over in words that nobody listed: a sentence that applies it to others."""

from __future__ import annotations

import re

from medlint.api import (
    Document,
    Hit,
    Sentence,
    is_negated,
    is_past,
    lazy_pattern,
    role_score,
    section_of,
    sentence_index,
    sentences,
)

from .carried_options import UNREAD, CarriedOptions, is_counted, is_universal, stems, stems_of
from .groups import NARROWING, is_same

APPLIES = -1.1
"""From this score on a sentence applies something to people: two in three do (cross-validated); the people beside it,
who were not those studied, make up for the rest."""
PROMISES = -2.5
"""So much is enough where the people are promised something flatly: "pensioners will get the same"."""

APPLIED_REACH = 12
"""A sentence that applies a result to other people stands at most so many sentences away (our estimate)."""
FAR_REACH = 24
"""Behind the study it may stand farther off, in another section if it says that the same thing holds for others."""
NEAR = 700
"""So many characters away it may speak of the same thing without saying so (some six sentences)."""
HEADS = frozenset({"heading", "title"})

_JOINED = lazy_pattern(
    r"\b(?:too|as well|likewise|equally|the same|so (?:will|would|should|can)|so|therefore|thus|hence|lesson"
    r"|means?)\b",
    re.IGNORECASE,
)
_LIKE_THEM = lazy_pattern(r"\b(?:(?:in )?that way|as they did|like (?:that|them)|(?:that|this|as) much|such doses?)\b")
_RATE = lazy_pattern(r"\d ?(?:%|percent|per cent)")
_PROMISED = lazy_pattern(
    r"(?:\s+[\w'\u2019-]+,?){0,12}?\s+(?:should|must|will|can|need|needs|get|gets|risk|risks|ought)\b(?!\s+not\b)"
)
_GENERAL = lazy_pattern(
    r"\b(?:[a-z]{3,}(?<!ss)s|work|help|keep|make|do|does|get|have)\b (?:[\w-]+ ){0,3}?(?:fewer|less|more"
    r"|better|longer"
    r"|nothing|well|the same)\b"
)


def is_applied(document: Document, goal: Hit, sentence: Sentence, *, joined: bool, wide: bool) -> bool:
    """Whether a sentence applies something to the people of a hit, flatly.

    `joined`: it says that the same holds, or that it follows; `wide`: they are everybody, and open the sentence.
    """
    place = document.prose, goal.end, sentence.end
    text = document.prose[sentence.start : sentence.end]
    if "?" in text or is_negated(document, goal.start) or _LIKE_THEM.search(*place) or _RATE.search(text):
        return False
    score = role_score(document, sentence.start, "applies")
    promised = _PROMISED.match(*place) is not None
    if score >= APPLIES and (promised or joined) and not is_past(text.lower()):
        return True
    if score >= PROMISES and promised and joined:
        return True
    return wide and goal.start - sentence.start <= 1 and _GENERAL.search(*place) is not None


def applied_goal(document: Document, cue: Hit, own: Sentence, options: CarriedOptions) -> Hit | None:
    """The first other people to whom a sentence of the section applies something, in words that nobody listed."""
    if not _is_finding(document, cue, own, options):
        return None
    listed, number = sentences(document), sentence_index(document, own.start)
    section = section_of(document, own.block)
    known = stems(document, own) | (stems(document, listed[number + 1]) if number + 1 < len(listed) else frozenset())
    for other in listed[max(number - APPLIED_REACH, 0) : number + FAR_REACH + 1]:
        inside = section.first <= other.block < section.last
        if document.blocks[other.block].kind in UNREAD | HEADS or (not inside and other.start < own.start):
            continue
        joined = _JOINED.search(document.prose, other.start, other.end) is not None
        near = inside and abs(other.start - own.start) <= NEAR
        shared = bool(stems(document, other) & known)
        if _speaks_of_study(document, other, options) or not (shared if joined and not near else near):
            continue
        for goal in document.hits_between(options.addressed, cue.end if other is own else other.start, other.end):
            if is_same(document, cue, goal, options.studied, options.addressed, options.differ):
                continue
            if goal.phrase.startswith("you"):
                continue
            tagged = bool(document.tag(options.addressed, goal, options.differ))
            if not tagged and (not joined or stems_of(document.prose[goal.start : goal.end + NARROWING]) & known):
                continue
            if is_applied(document, goal, other, joined=joined, wide=is_universal(document, goal, options)):
                return goal
    return None


def _is_finding(document: Document, cue: Hit, sentence: Sentence, options: CarriedOptions) -> bool:
    """Whether a sentence counts the people of a study, or tells in the past what came of something in them."""
    if is_counted(document, cue):
        return True
    told = document.hits_between(options.results, sentence.start, sentence.end)
    told = told or document.hits_between(options.research, sentence.start, sentence.end)
    return bool(told) and is_past(document.prose[sentence.start : sentence.end].lower())


def _speaks_of_study(document: Document, sentence: Sentence, options: CarriedOptions) -> bool:
    """Whether a sentence is about research itself, which it does not apply."""
    return bool(document.hits_between(options.research, sentence.start, sentence.end))
