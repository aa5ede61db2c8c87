"""Limits of kind `doses`: the sentence says that one dose was studied and that more than one is another matter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from medlint.layers.doses import single_doses
from medlint.layers.doubts import clauses, is_doubted, is_seldom
from medlint.lazy import lazy_pattern

if TYPE_CHECKING:
    from medlint.document import Document
    from medlint.layers.sentences import Sentence

_ONLY_REACH = 14
_STUDIED_REACH = 60
_MANY = lazy_pattern(
    r"\b(?:repeat\w*|several|many|multiple|more|further|other|another|second|longer|long-term|long run|lasting|lasts?"
    r"|chronic|continu\w+|ongoing|regular\w*|daily|nightly|weekly|fortnightly|monthly|yearly|habits?|weeks|months|years"
    r"|every (?:day|night|morning|evening|week|month|year)|courses?|programmes?"
    r"|programs?|plans?|packages?|packs?|series|schedules?"
    r"|sessions|doses|infusions|injections|treatments|maintenance|again|keeps? (?:on|up)|persists?|(?:next|full) \w+"
    r"|over time|lifetime|decades|throughout|lifelong|time)\b"
)
_ONCE = lazy_pattern(
    r"\b(?:one|once|single|first|sole|lone|one-off|one-time|that (?:day|afternoon|evening|night|morning)|the next day"
    r"|the same (?:day|evening|night))\b(?! of\b)(?! (?:year|years|month|months)\b)"
)
_REPORT = lazy_pattern(
    r"\b(?:stud(?:y|ies|ied)|trials?|tests?|tested|research\w*|experiments?|authors?|evidence|findings?"
    r"|results?|was|were"
    r"|tells?|says?|shows?|measured|had|received|got|gave|given|seen|based|rests?|covered|looked)\b"
)
_CLAIMED = lazy_pattern(
    r"\b(?:is (?:all|enough)|was enough|all (?:you|it takes)|no longer|never (?!been|tested|tried|stud))\b"
)
_LIMITED = lazy_pattern(
    r"\b(?:goes? (?:much |far )?(?:further|beyond)|went (?:further|beyond)|further than|(?:ended"
    r"|stopped) (?:there|the same|that|on the)|too (?:short|little|few)|un(?:known|clear)|never again|not again"
    r"|nothing (?:but|more|beyond)|no more than|solely|all (?:they|we|anyone|it|he|she|that)"
    r"|not (?:a|an|the|many|several|weeks|months|years|be|go|tell|say|mean|the same|shown?|prove|proof)|beyond"
    r"|(?:no|not|never|nobody|none)\b[^.;]{0,40}\bmore than (?:once|one)"
    r"|cannot|can['\u2019]t"
    r"|n['\u2019]t (?:tell|say|go|show|prove|mean|cover)|nobody|no one|nothing|little|silent|stretch\w*|leap|guess)\b"
)
_OTHERWISE = lazy_pattern(
    r"\b(?:not (?:an?|one|just one|a single) (?:[\w-]+ )?(?:hour|day|night|evening|week|minute|dose|session)"
    r"|something else|another (?:matter|story|question|thing)|(?:may|might|could|would) (?:well )?(?:differ"
    r"|be different|work less|do less"
    r"|vanish|disappear|fade|wear off|lose|weaken|stop|not)|differ(?:s|ent)? from)\b"
)
_NO_ANSWER = lazy_pattern(
    r"\b(?:can ?not|can['\u2019]t|does not|doesn['\u2019]t|did not|didn['\u2019]t|could not) (?:say|tell|show|answer)\b"
)
_ASKED = lazy_pattern(
    r"\b(?:last|again|repeat\w*|daily|weekly|monthly|every|regular\w*|more|many|long\w*|over time)\b[^.!?]*\?\s*$",
    re.IGNORECASE,
)
_CAME_OF_IT = lazy_pattern(
    r"\b(?:was|were|felt|slept) (?:down|up|gone|better|lower|higher|calmer|less|more|deeper|longer)\b"
)
_QUESTION_REACH = 160
_Span = tuple[int, int]


def dose_caveat(document: Document, sentence: Sentence) -> _Span | None:
    """The words of a sentence that name the limit of a single dose, as a prose span; or None."""
    start, end = sentence.start, sentence.end
    phrase = document.hits_between("dose-caveats", start, end)
    if phrase and not (
        document.tag("dose-caveats", phrase[0], "tone") == "open" and _goes_on(document, phrase[0].end, end)
    ):
        return phrase[0].start, phrase[0].end
    return (
        _only_one(document, start, end)
        or _not_known_of_more(document, start, end)
        or _one_against_many(document, start, end)
    )


def _goes_on(document: Document, start: int, end: int) -> bool:
    """Whether a sentence goes on to tell what came of the one dose: then "just once" praises it."""
    verbs = document.hits_between("change-verbs", start, end)
    if any(document.tag("change-verbs", verb, "form") == "past" for verb in verbs):
        return True
    verbs = document.hits_between("benefit-verbs", start, end)
    if any(document.tag("benefit-verbs", verb, "form") == "past" for verb in verbs):
        return True
    return bool(_CAME_OF_IT.search(document.prose[start:end].lower()))


def _one_against_many(document: Document, start: int, end: int) -> _Span | None:
    """Doubt about more than was given, or the one time it was given as a limit: families of words in one sentence."""
    text = document.prose[start:end].lower()
    once, many = _ONCE.search(text), _MANY.search(text)
    if once and _LIMITED.search(text) and (many or _REPORT.search(text)) and not _CLAIMED.search(text):
        return start + once.start(), start + once.end()
    if (many or once) and (match := _OTHERWISE.search(text)):
        return start + match.start(), start + match.end()
    if (match := _NO_ANSWER.search(text)) and _ASKED.search(document.prose[max(0, start - _QUESTION_REACH) : start]):
        return start + match.start(), start + match.end()
    at = start
    for clause in clauses(text):
        more = _MANY.search(clause)
        if more and (is_doubted(clause) or is_seldom(clause)) and not _CLAIMED.search(clause):
            return at + more.start(), at + more.end()
        at += len(clause)
    return None


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
