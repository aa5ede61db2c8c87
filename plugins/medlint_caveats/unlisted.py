"""Claims and limits in words that no list holds: the sentence that most likely applies a finding to people.

A score is joined to a study or a marker that the lists have found, and asked for only where they found no claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from medlint.api import (
    Cues,
    Document,
    Sentence,
    is_asked,
    is_past,
    lazy_pattern,
    limit_topic,
    names_preclinical,
    role_score,
    sentences_between,
)

from .limits import LONG_WORDS, speaks_doubt
from .pieces import Statement, clipped

SURE = -0.1
"""From this score on eight in ten sentences apply something to people (cross-validated on the labelled sentences)."""
BESIDES = 1.0
"""Besides a claim that the lists know one in other words must be as plain as one in ten."""
NAMED = -1.4
"""Where people are named in the present or the future a lower score will do (read off the labelled pairs)."""
DOUBTS: dict[str, frozenset[str]] = {
    "species": frozenset({"species"}),
    "doses": frozenset({"dose", "time"}),
    "surrogate": frozenset({"outcome", "time"}),
    "follow-up": frozenset({"time"}),
}
"""The topics of a limit that excuses, by the kind of caveat."""
PLAIN = 0.7
"""So plain a limit excuses whatever its topic seems to be: the model knows a limit better than its topic."""
JOINED = -1.8
"""Where words of conclusion open the sentence, or people are said to be able, so low a score will do."""
UNREAD = frozenset({"heading", "title", "caption", "alt", "link-title", "button", "cell", "footnote", "description"})

OPENING = 12
"""Words of conclusion open a sentence at most so many characters after its beginning."""

_ABLE = lazy_pattern(r"\b(?:can|will)\b(?! (?:not|never)\b)", re.IGNORECASE)
_UNTOLD = lazy_pattern(
    r"\b(?:may|might|could|can|does|do|will|should) (?:not|never)\b(?! only\b)"
    r"|\b(?:be|being) (?:\w+ )?(?:tested|tried|studied)\b",
    re.IGNORECASE,
)
_TELLING = lazy_pattern(
    r"\b(?:will|can|could|may|might|should|would|must|means?|keeps?|helps?|makes?|stops?|lets?)\b|['\u2019]ll\b",
    re.IGNORECASE,
)
_READER = lazy_pattern(r"\b(?:you|your|yours|us)\b", re.IGNORECASE)


class Claim(Struct, frozen=True, gc=False):
    """A claim in unlisted words: what to mark, and its score."""

    words: Statement
    score: float


def is_doubted(document: Document, start: int, end: int, kind: str, claim: int = -1) -> bool:
    """Whether a sentence in prose[start:end], other than that of the claim, names a limit in whatever words."""
    long = document.words > LONG_WORDS
    return any(
        _is_limit(document, told, kind)
        for told in sentences_between(document, start, end)
        if not told.start <= claim < told.end and (not long or speaks_doubt(document, told))
    )


def _is_limit(document: Document, told: Sentence, kind: str) -> bool:
    topic = limit_topic(document, told.start)
    return bool(topic) and (topic in DOUBTS[kind] or role_score(document, told.start, "limit") >= PLAIN)


def unlisted_claim(
    document: Document, among: Iterable[Sentence], people: Cues, joins: Cues, least: float = JOINED
) -> Claim | None:
    """The sentence that most likely applies a finding to people, from the score `least` on; or None.

    `people`: words for them; `joins`: words that open a conclusion.
    """
    best: Claim | None = None
    for sentence in among:
        claim = _claim(document, sentence, people, joins)
        if claim is not None and claim.score >= least and (best is None or claim.score > best.score):
            best = claim
    return best


def _claim(document: Document, sentence: Sentence, people: Cues, joins: Cues) -> Claim | None:
    """A sentence as a claim: none if it asks, reports, names a limit or the animals, or hardly applies to anybody."""
    start, end = sentence.start, sentence.end
    if document.blocks[sentence.block].kind in UNREAD or is_asked(document, start):
        return None
    if names_preclinical(document, start, end) or _UNTOLD.search(document.prose, start, end):
        return None
    score, named = role_score(document, start, "applies"), names_people(document, start, end, people)
    if limit_topic(document, start) and role_score(document, start, "limit") >= score:
        return None
    floor = NAMED if named else SURE
    if _opens(document, sentence, joins) or (named and _ABLE.search(document.prose, start, end)):
        floor = JOINED
    if score < floor or (score < SURE and is_past(document.prose[start:end].lower())):
        return None
    return Claim(telling_words(document, start, end, people), score)


def _opens(document: Document, sentence: Sentence, joins: Cues) -> bool:
    hits = document.hits_between(joins, sentence.start, sentence.end) if joins else ()
    return bool(hits) and hits[0].start - sentence.start <= OPENING


def names_people(document: Document, start: int, end: int, people: Cues) -> bool:
    """Whether patients, people of a kind or the reader are named in prose[start:end]."""
    if _READER.search(document.prose, start, end):
        return True
    return any(document.tag(people, hit, "noun") == "yes" for hit in document.hits_between(people, start, end))


def telling_words(document: Document, start: int, end: int, people: Cues) -> Statement:
    """The words of a claim to mark: from the people or the verb of promise, whichever comes first, else all."""
    named, verb = document.hits_between(people, start, end), _TELLING.search(document.prose, start, end)
    start = min([hit.start for hit in named[:1]] + ([verb.start()] if verb else []), default=start)
    return clipped(document, start, next((at for at in range(start, end) if document.prose[at] in ".;:"), end))
