"""Change told of one group over time, with nothing to compare it with: "after a month, scores had halved"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from medlint.api import Cues, Document, Hit, Sentence, is_asked, lazy_pattern, sentence_index, sentences

from .told_results import ResultCues

LOOK_BACK = 3
"""Who was treated is told at most so many sentences before what came of it."""

_UNREAL = lazy_pattern(
    r"\b(?:can|could|may|might|will|would|should|must|usually|often|normally|typically|tends?|generally|if|I|my"
    r"|he|she|his"
    r"|her|him|you|your|is|are|has|have|per year|a year|cases|deaths|complications?|side effects?"
    r"|(?:less|fewer|more) than \d+)\b"
)
_GIVEN = lazy_pattern(
    r"\b(?:given|gave|got|had|took|received|tried|used|wore|drank|ate|swam|did|underwent|attended|followed|completed"
    r"|treated|tested|offered|joined|practi[sc]ed|on|with|of|under)\s+(?:[\w-]+\s+){0,4}$"
)

_COMPARED = lazy_pattern(
    r"\bthan (?!before|at (?:the |baseline|first)|when|they|it |a (?:month|year|week)"
    r"|in the (?:test|weeks?|months?) before|half|two|three|one|\d)"
    r"|\bcompared (?:with|to) (?!before|baseline|the start|their)|\bwhile (?:the )?(?:others|rest)\b"
)
_SOME = lazy_pattern(
    r"\W*(?:most|half|all|both|they|many|nearly|almost|two thirds|three quarters|a third|\d+|ten|eleven|twelve"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|seven|eight|nine|six|five|four)\b",
    re.IGNORECASE,
)
_STARTED = lazy_pattern(
    r"\b(?:starting|using|wearing|taking|drinking|eating|trying) (?:the|a|an|it)\b|\b(?:sessions?|courses?"
    r"|weeks|months) of\b"
)


class ChangeCues(ResultCues, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """Lexicons of a change over time: `courses` are words of time, `measures` and `people` speak of a group.

    `complaints`: what is felt or measured.
    """

    courses: Cues = "time-course"
    measures: Cues = "group-measures"
    people: Cues = "human-terms"
    complaints: Cues = "health-outcomes"


def changes_over_time(document: Document, cues: ChangeCues) -> Iterator[tuple[int, int]]:
    """The prose spans in which a group is said to have changed in the course of time; the words of the change."""
    if not document.hits(cues.courses):
        return
    for number, found in groupby(document.hits(cues.results), key=lambda hit: sentence_index(document, hit.start)):
        changes = [hit for hit in found if document.tag(cues.results, hit, "kind") == "change"]
        if changes and _is_told(document, number, cues):
            yield changes[0].start, changes[0].end


def _is_told(document: Document, number: int, cues: ChangeCues) -> bool:
    """Whether a sentence tells in the past of a change in a treated group, and when."""
    sentence = sentences(document)[number]
    if _UNREAL.search(document.prose, sentence.start, sentence.end) or is_asked(document, sentence.start):
        return False
    if _COMPARED.search(document.prose, sentence.start, sentence.end):
        return False
    group = _names_group(document, sentence, cues)
    if not group and not document.hits_between(cues.complaints, sentence.start, sentence.end):
        return False
    if group and _is_given(document, sentence, cues):
        return True
    here, around = _sides(document, sentence, cues), _sides(document, sentences(document)[max(number - 1, 0)], cues)
    if group and here >= {"before", "after"}:
        return True
    return bool((here or around) - {"before"} or "before" in here) and _was_treated(document, number, cues)


def _was_treated(document: Document, number: int, cues: ChangeCues) -> bool:
    """Whether the sentence, or one shortly before it, tells of a group and of a remedy."""
    return any(
        _names_group(document, sentence, cues)
        and (
            document.hits_between(cues.remedies, sentence.start, sentence.end)
            or _STARTED.search(document.prose, sentence.start, sentence.end)
        )
        and not _UNREAL.search(document.prose, sentence.start, sentence.end)
        for sentence in sentences(document)[max(number - LOOK_BACK, 0) : number + 1]
    )


def _is_given(document: Document, sentence: Sentence, cues: ChangeCues) -> bool:
    """Whether the sentence says that counted people were given or had a remedy: "the 75 people given mushrooms"."""
    groups = _groups(document, sentence, cues)
    return any(
        hit.start > groups[0].end and _GIVEN.search(document.prose[max(sentence.start, hit.start - 40) : hit.start])
        for hit in document.hits_between(cues.remedies, sentence.start, sentence.end)
        if groups
    )


def _sides(document: Document, sentence: Sentence, cues: ChangeCues) -> set[str]:
    """The sides of time that a sentence names."""
    return {
        document.tag(cues.courses, hit, "side")
        for hit in document.hits_between(cues.courses, sentence.start, sentence.end)
    }


def _groups(document: Document, sentence: Sentence, cues: ChangeCues) -> list[Hit]:
    return [
        hit
        for hit in document.hits_between(cues.people, sentence.start, sentence.end)
        if document.tag(cues.people, hit, "noun") == "yes"
    ]


def _names_group(document: Document, sentence: Sentence, cues: ChangeCues) -> bool:
    """Whether a sentence names a group of people, or what was measured in one."""
    if _SOME.match(document.prose, sentence.start, sentence.end):
        return True
    measures = document.hits_between(cues.measures, sentence.start, sentence.end)
    return bool(measures or _groups(document, sentence, cues))
