"""Limits of kind `species`: the sentence says that what holds in animals or cells need not hold in people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from medlint.layers.samples import has_count
from medlint.lazy import lazy_pattern

if TYPE_CHECKING:
    from medlint.document import Document
    from medlint.layers.sentences import Sentence
    from medlint.phrasebook import Hit

_ONLY_REACH = 45
_TRIAL_BEFORE = lazy_pattern(
    r"\b(?:trials?|stud(?:y|ies)|tests?|testing|tested|tried|research|experiments?|evidence|data|results?"
    r"|confirm(?:ed|ing)?|validat\w+|shown|seen|repeat(?:ed)?|replicat\w+"
    r"|given|used|work|done|happens?|true|effects?|apply|applies|benefit|help)\s+(?:for\s+sure\s+)?(?:in"
    r"|on|with|of|by|to|for)\s+(?:[\w-]+\s+){0,2}$"
)
_ARE_NOT = lazy_pattern(
    r"\s+(?:clearly\s+|of course\s+|certainly\s+)?(?:are|is)(?:n['\u2019]t|\s+not)\s+(?:just\s+"
    r"|simply\s+)?(?:a\s+|the\s+)?(?:[\w-]+\s+){0,2}$"
)
_PLACED = lazy_pattern(r"\s(?:in|on|with|to|a|an)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_TRIED = ("trial", "stud", "test", "tried", "research", "experiment", "confirm", "repeat", "replic", "valid")
_NEEDS_OPEN = lazy_pattern(r"\b(?:whether|if|would|will|same|how|what|that|in|for|of|to|with)\b")
_Span = tuple[int, int]


def species_caveat(document: Document, sentence: Sentence, near_preclinical: bool) -> _Span | None:
    """The words of a sentence that name the gap between what was studied and people, as a prose span; or None."""
    if not near_preclinical:
        return None
    start, end = sentence.start, sentence.end
    phrase = document.hits_between("species-caveats", start, end)
    if phrase:
        return phrase[0].start, phrase[0].end
    studied = [*document.hits_between("species", start, end), *document.hits_between("preclinical-terms", start, end)]
    people = [hit for hit in document.hits_between("human-terms", start, end) if _is_person(document, hit)]
    return (
        _not_carried_over(document, start, end, studied, people)
        or _not_known(document, start, end, people)
        or _trial_to_come(document, start, end, people)
        or _different(document, start, end, studied, people)
        or _narrowed(document, start, end, studied)
    )


def _is_person(document: Document, hit: Hit) -> bool:
    return document.tag("human-terms", hit, "kind") in {"person", "reader", "one"}


def _not_carried_over(
    document: Document, start: int, end: int, studied: Sequence[Hit], people: Sequence[Hit]
) -> _Span | None:
    """A negated verb of carrying over, with people or the animals named: "results in rats seldom hold up in people"."""
    verbs = document.hits_between("carry-over", start, end)
    if not verbs or not (studied or people):
        return None
    doubts = document.hits_between("carry-over-doubts", start, end)
    for verb in verbs:
        before = [doubt for doubt in doubts if doubt.start <= verb.start]
        if before and (any(hit.end > verb.start for hit in people) or studied):
            return before[-1].start, verb.end
    return None


def _not_known(document: Document, start: int, end: int, people: Sequence[Hit]) -> _Span | None:
    """Plain words that it is not known or not tested, with people in the same sentence."""
    for cue in document.hits_between("not-yet-known", start, end):
        if people and _NEEDS_OPEN.search(document.prose[start:end].lower()):
            return cue.start, cue.end
    return None


def _trial_to_come(document: Document, start: int, end: int, people: Sequence[Hit]) -> _Span | None:
    """A trial in people that is still needed, planned or missing: so there has been none."""
    future = document.hits_between("future-words", start, end)
    if not future:
        return None
    trials = document.hits_between("human-trials", start, end)
    if trials:
        return trials[0].start, trials[0].end
    for hit in people:
        before = document.prose[max(start, hit.start - _ONLY_REACH) : hit.start].lower()
        match = _TRIAL_BEFORE.search(before)
        if match and match[0].startswith(_TRIED) and not has_count(before):
            return hit.start - len(match[0]), hit.end
    return None


def _different(document: Document, start: int, end: int, studied: Sequence[Hit], people: Sequence[Hit]) -> _Span | None:
    """Animals and people in one sentence that says that they differ: "mice are not people", "far from patients"."""
    for animal in studied:
        for person in people:
            first, second = sorted((animal, person), key=lambda hit: hit.start)
            if first.end < second.start and _ARE_NOT.fullmatch(document.prose, first.end, second.start):
                return first.start, second.end
    cues = document.hits_between("differences", start, end)
    if cues and studied and people:
        return cues[0].start, cues[0].end
    return None


def _narrowed(document: Document, start: int, end: int, studied: Sequence[Hit]) -> _Span | None:
    """A word of limit, or `only` close before the animals or cells: "the catch: all this was seen in mice"."""
    openers = document.hits_between("limit-openers", start, end)
    if openers and studied and openers[0].start < studied[0].start:
        return openers[0].start, max(openers[0].end, studied[0].end)
    for animal in studied:
        near = document.hits_between("only-words", max(start, animal.start - _ONLY_REACH), animal.start)
        if near and (animal.phrase.startswith("in ") or _PLACED.search(document.prose[near[-1].end : animal.start])):
            return near[-1].start, animal.end
    return None
