"""Limits of kind `doses`: the sentence says that one dose was studied and that more than one is another matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medlint.layers.doses import single_doses

if TYPE_CHECKING:
    from medlint.document import Document
    from medlint.layers.sentences import Sentence

_ONLY_REACH = 14
_STUDIED_REACH = 60
_Span = tuple[int, int]


def dose_caveat(document: Document, sentence: Sentence) -> _Span | None:
    """The words of a sentence that name the limit of a single dose, as a prose span; or None."""
    start, end = sentence.start, sentence.end
    phrase = document.hits_between("dose-caveats", start, end)
    if phrase:
        return phrase[0].start, phrase[0].end
    return _only_one(document, start, end) or _not_known_of_more(document, start, end)


def _only_one(document: Document, start: int, end: int) -> _Span | None:
    """One dose, set against several, announced as a limit, or named as all that was studied."""
    for dose in single_doses(document, start, end):
        if document.hits_between("limit-openers", start, dose.start):
            return dose.start, dose.end
        repeated = document.hits_between("repeated-doses", start, end)
        if (
            repeated
            and document.hits_between("contrasts", start, end)
            and _is_limited(document, start, end, dose.start)
        ):
            return dose.start, max(dose.end, repeated[-1].end)
        only = document.hits_between(
            "only-words", max(start, dose.start - _ONLY_REACH), min(end, dose.end + _ONLY_REACH)
        )
        studied = document.hits_between(
            "dose-studied", max(start, dose.start - _STUDIED_REACH), min(end, dose.end + _STUDIED_REACH)
        )
        if only and studied:
            return min(only[0].start, dose.start), dose.end
    return None


def _is_limited(document: Document, start: int, end: int, dose: int) -> bool:
    """Whether a contrast is one of what was studied: `only`, a verb of studying, or plain not knowing."""
    return bool(
        document.hits_between("only-words", max(start, dose - _ONLY_REACH), end)
        or document.hits_between("dose-studied", start, end)
        or document.hits_between("not-yet-known", start, end)
    )


def _not_known_of_more(document: Document, start: int, end: int) -> _Span | None:
    """Treatment again and again, with plain words that it has not been studied or is not known."""
    repeated = document.hits_between("repeated-doses", start, end) or document.hits_between("course-cues", start, end)
    if not repeated:
        return None
    cues = document.hits_between("not-yet-known", start, end)
    if cues:
        return min(cues[0].start, repeated[0].start), max(cues[0].end, repeated[0].end)
    verbs = document.hits_between("carry-over", start, end)
    doubts = document.hits_between("carry-over-doubts", start, end)
    if verbs and any(doubt.start < verb.end for doubt in doubts for verb in verbs):
        return doubts[0].start, max(doubts[0].end, verbs[-1].end)
    return None
