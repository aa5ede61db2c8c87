"""Limits of kind `doses`: the sentence says that one dose was studied and that more than one is another matter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from medlint.layers.doses import WORDS, single_doses
from medlint.layers.doubts import clauses, is_doubted, is_seldom
from medlint.layers.slots import of_kind
from medlint.lazy import lazy_pattern

if TYPE_CHECKING:
    from medlint.document import Document
    from medlint.layers.sentences import Sentence
    from medlint.phrasebook import Hit

_ONLY_REACH = 14
_STUDIED_REACH = 60
_ONCE_AFTER = lazy_pattern(r" (?:of|year|years|month|months)\b")
_REPORTED = lazy_pattern(r"\b(?:was|were|had)\b")
_CLAIMED = lazy_pattern(r"\bnever (?!been|tested|tried|stud)")
_NEVER_MORE = lazy_pattern(r"\b(?:no|not|never|nobody|none)\b[^.;]{0,40}\bmore than (?:once|one)")
_TO_BE = lazy_pattern(
    r"\b(?:will|(?:is|are|has|have|needs?|ought) to|must|should|(?:is|are) being|(?:is|are|has|have) yet to|being)"
    r"(?: (?:now|next|still|first|also|later))? (?:be )?$"
)
_NO_ANSWER = lazy_pattern(
    r"\b(?:can ?not|can['\u2019]t|does not|doesn['\u2019]t|did not|didn['\u2019]t|could not) (?:say|tell|show|answer)\b"
)
_ASKED = lazy_pattern(
    r"\b(?:last|again|repeat\w*|daily|weekly|monthly|every|regular\w*|more|many|long\w*|over time)\b[^.!?]*\?\s*$",
    re.IGNORECASE,
)
_QUESTION_REACH = 160
_Span = tuple[int, int]


def dose_caveat(document: Document, sentence: Sentence) -> _Span | None:
    """The words of a sentence that name the limit of a single dose, as a prose span; or None."""
    start, end = sentence.start, sentence.end
    phrase = document.hits_between("dose-caveats", start, end)
    if phrase and _is_limit(document, phrase[0], start, end):
        return phrase[0].start, phrase[0].end
    return (
        _only_one(document, start, end)
        or _not_known_of_more(document, start, end)
        or _one_against_many(document, start, end)
    )


def _is_limit(document: Document, phrase: Hit, start: int, end: int) -> bool:
    """Whether a whole phrase is a limit here: some are praise too, some need a study beside them."""
    tone = document.tag("dose-caveats", phrase, "tone")
    if tone == "study" and not document.hits_between("study-nouns", start, end):
        return False
    return not tone or not _goes_on(document, phrase.end, end)


def _goes_on(document: Document, start: int, end: int) -> bool:
    """Whether a sentence goes on to tell what came of the one dose: then "just once" praises it."""
    verbs = document.hits_between("change-verbs", start, end)
    if any(document.tag("change-verbs", verb, "form") == "past" for verb in verbs):
        return True
    verbs = document.hits_between("benefit-verbs", start, end)
    if any(document.tag("benefit-verbs", verb, "form") == "past" for verb in verbs):
        return True
    return bool(of_kind(document, WORDS, start, end, "felt"))


def _one_against_many(document: Document, start: int, end: int) -> _Span | None:
    """Doubt about more than was given, or the one time it was given as a limit: families of words in one sentence."""
    text = document.prose[start:end].lower()
    many = of_kind(document, WORDS, start, end, "many")
    singles = (*document.hits_between("single-words", start, end), *of_kind(document, WORDS, start, end, "once"))
    once = [hit for hit in singles if not _ONCE_AFTER.match(document.prose, hit.end)]
    if once and _is_all(document, text, start, end, many=bool(many)):
        return once[0].start, once[0].end
    otherwise = of_kind(document, WORDS, start, end, "otherwise") if many or once else []
    if otherwise:
        return otherwise[0].start, otherwise[0].end
    before = document.prose[max(0, start - _QUESTION_REACH) : start].rstrip()
    if before.endswith("?") and (match := _NO_ANSWER.search(text)) and _ASKED.search(before):
        return start + match.start(), start + match.end()
    at = start
    for clause in clauses(text) if many else ():
        ends = at + len(clause)
        more = next((hit for hit in many if at <= hit.start and hit.end <= ends), None)
        doubted = more and (is_doubted(clause) or is_seldom(clause) or _is_to_be_studied(document, at, ends))
        if more and doubted and not _claims(document, at, ends):
            return more.start, more.end
        at = ends
    return None


def _is_all(document: Document, text: str, start: int, end: int, *, many: bool) -> bool:
    """Whether one time is told as a limit of what was studied, or set against more."""
    if not (_NEVER_MORE.search(text) or of_kind(document, WORDS, start, end, "limited")):
        return False
    reported = _REPORTED.search(text) or of_kind(document, WORDS, start, end, "report")
    return bool(many or reported) and not _claims(document, start, end)


def _claims(document: Document, start: int, end: int) -> bool:
    """Whether prose[start:end] says that one dose is all it takes, or promises what never happens again."""
    return bool(_CLAIMED.search(document.prose[start:end].lower()) or of_kind(document, WORDS, start, end, "claimed"))


def _is_to_be_studied(document: Document, start: int, end: int) -> bool:
    """Whether something is still to be studied: "repeat dosing will be looked at next"."""
    found = of_kind(document, WORDS, start, end, "study")
    return any(_TO_BE.search(document.prose[start : hit.start].lower()) for hit in found)


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
    if verbs and any(doubt.end <= verb.start for doubt in doubts for verb in verbs):
        return doubts[0].start, max(doubts[0].end, verbs[-1].end)
    return None
