"""Whether a treatment was given once or again and again, where a text reports what came of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from medlint.layers.tenses import IRREGULAR_PASTS, is_past
from medlint.lazy import lazy_pattern

if TYPE_CHECKING:
    from medlint.document import Document
    from medlint.layers.sentences import Sentence

_UNIT_REACH = 45
_BETWEEN = lazy_pattern(r"[\s\w'\u2019-]*")
_NOT_SINGLE = lazy_pattern(r"\b(?:or|and|more|to|extra|missed|of|every|each|per|in|for|a|the|after|before|is|was)\b")
_TOLD_SHORT = lazy_pattern(r"\W*(?:[\w ]{3,24}:\s|(?:after|following|on) [^,;]{3,60} could\b)")
_BEFORE = lazy_pattern(
    r"\b(?:at least|(?<!no )more than|less than|each|any|every|not|no|first|another|missed|day|number|or"
    r"|week|phase|type)\s+(?:just\s+|only\s+|a\s+)?$"
)
_RHYTHM = lazy_pattern(
    r"\s+(?:of\s+[\w-]+\s+)?(?:taken\s+|given\s+|used\s+)?(?:(?:a|per|each|every|once a|twice a)\s+(?:day"
    r"|night|week|month|year|morning|evening|other|few|two|three)"
    r"|daily|nightly|weekly|monthly|yearly)\b(?!\s+(?:later|earlier|ago|before|after))"
)
_GIVEN = lazy_pattern(
    r"\b(?:took|gave|had|received|got|were given|was given|(?<!every )given (?!before|after|every|each|all)"
    r"|underwent|used|tested|attended|completed|drank"
    r"|ate|injected|dosed)\b"
)
_PARTICIPLE = lazy_pattern(r"\W*(?:when |if )?(?:given|used|taken|drunk|eaten|applied|injected|practi[sc]ed)\b")
_OTHER_STUDY = lazy_pattern(
    r"\b(?:ha(?:s|ve) been shown|another (?:trial|study)|other (?:trials|studies)"
    r"|(?:second|further|later|larger) (?:trial|study))\b"
)
_MODAL = lazy_pattern(r"\b(?:should|will|can|could|may|might|would|so|means|usually|normally)\b")
_GIVEN_BEFORE = lazy_pattern(
    r"(?<!how often they )\b(?:after|following|from|with|given|gave|got|had|received|took|take|taking"
    r"|taken|drank|ate|drinking|eating|underwent|tested|tests|tried|visited|joined|completed|wore|spent|studied"
    r"|looked at|examined|covered|attended"
    r"|injected|swallowed|sniffed|breathed|just|only|in|of|was|is|that|to|on|used|did|involved"
    r"|about|for|during|[a-z]{2,}ed)\s+(?:only |just |no more than )?(?:a |the |this )?$"
    r"|\($|:\s*(?:an? )?$|\b(?:gave|given|offered|got|had|received)\s+(?:[\w-]+\s+){1,4}$"
)
_ACTS_AFTER = lazy_pattern(
    r"(?:\s+[\w'\u2019-]+|\s*\([^)]{0,30}\)){0,8}?\s+(?:\w{2,}ed|" + IRREGULAR_PASTS + r"|has|says|tells|can|could"
    r"|may|might|is)\b"
)
_ACTS_REACH = 90
_ONCE_REACH = 48
_DONE = lazy_pattern(
    r"\b(?:gave|given|got|had|received|took|taken|drank|ate|dosed|injected|treated|infused|worn|wore|sniffed|sniffing"
    r"|inhaled|inhaling|used|using|applied|swallowed|administered|exposed|tried|taking|having|drinking|eating|applying"
    r"|breathed|smoked|stimulated|irradiated|massaged|visited|attended|practi[sc]ed|fasted|fed)\b"
    r"(?:\s+(?!not\b|never\b|more\b|than\b|at\b|but\b|only\b)[\w'\u2019-]+){0,4}\s+(?:just |only )?$"
)
_RATE_AFTER = lazy_pattern(
    r"\s*(?:a|an|per|each|every|in a|daily|weekly|monthly|or|you|they|the|your|it|he|she|we|again|more|this|that|these"
    r"|mixed|opened|diagnosed|and for all|upon|considered|thought|used|known)\b|-"
)
_WORKED = lazy_pattern(
    r"((?:\s+(?!(?:gene|protein|mutation|study|trial|cent(?:re|er)|cell|molecule|enzyme|factor|mother|parent"
    r"|person|patient"
    r"|wom[ae]n|man|men|child|site|hospital|drug|compound|ingredient|nutrient|change|thing|gland|day"
    r"|year)\b)[\w'\u2019-]+){1,4}?)"
    r"\s+(?:eased|relieved|lowered|reduced|improved|cut|lifted|calmed|raised|boosted|cured|cleared|shortened"
    r"|halved|sharpened"
    r"|restored|soothed|dulled|softened|slowed|strengthened|prevented|stopped|ended|helped|doubled)\b",
    re.IGNORECASE,
)
_MOST_WORDS = 3


class SingleDose(Struct, frozen=True, gc=False):
    """The words that say that one dose was given: prose span ("a single infusion")."""

    start: int
    end: int


def single_doses(document: Document, start: int, end: int) -> list[SingleDose]:
    """The mentions of a single dose in prose[start:end], whatever is said of it."""
    found = []
    for hit in document.hits_between("single-words", start, end):
        units = document.hits_between("dose-units", hit.end, min(end, hit.end + _UNIT_REACH))
        unit = next((unit for unit in units if _is_joined(document, hit.end, unit.start)), None)
        if (
            unit is not None
            and _is_framed(document, start, end, hit.start, unit.end)
            and not _is_other(document, start, end, hit.start, unit.end)
        ):
            found.append(SingleDose(_with_article(document, start, hit.start), unit.end))
    if not found and document.hits_between("once-words", start, end):
        found += _given_once(document, start, end)
    if not found:
        found += _worked_once(document, start, end)
    return found


def _worked_once(document: Document, start: int, end: int) -> list[SingleDose]:
    """A single something that did good, whatever it is called: "a single nerve block eased"."""
    for hit in document.hits_between("single-words", start, end):
        match = (
            _WORKED.match(document.prose, hit.end, end)
            if hit.phrase != "one" and document.prose[hit.end : hit.end + 1] == " "
            else None
        )
        if match:
            return [SingleDose(_with_article(document, start, hit.start), match.end(1))]
    return []


def _given_once(document: Document, start: int, end: int) -> list[SingleDose]:
    """The words that say that something was done once: "were dosed once", "sniffed oxytocin once"."""
    found = []
    for hit in document.hits_between("once-words", start, end):
        before = document.prose[max(start, hit.start - _ONCE_REACH) : hit.start].lower()
        after = document.prose[hit.end : min(end, hit.end + _UNIT_REACH)].lower()
        verb = _DONE.search(before)
        if verb and not _RATE_AFTER.match(after) and not before.rstrip().endswith(("at", "more than", "than")):
            found.append(SingleDose(hit.start - len(verb[0]), hit.end))
    return found


def reports_result(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence tells, in the past tense or with a word of research, what came of something."""
    text = document.prose[sentence.start : sentence.end].lower()
    return (
        is_past(text)
        or bool(_TOLD_SHORT.match(text))
        or bool(document.hits_between("study-nouns", sentence.start, sentence.end))
    )


def reports_giving(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence tells that people or animals were given something, and does not say what would come of it."""
    text = document.prose[sentence.start : sentence.end].lower()
    if _OTHER_STUDY.search(text):
        return True
    return bool(_GIVEN.search(text)) and not _MODAL.search(text) and not _PARTICIPLE.match(text)


def is_instruction(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence tells how to take a medicine, or speaks of its pharmacology."""
    return bool(document.hits_between("dosing-instructions", sentence.start, sentence.end))


def _is_joined(document: Document, start: int, end: int) -> bool:
    """Whether at most three plain words stand between the numeral and its unit."""
    between = document.prose[start:end].lower()
    if not _BETWEEN.fullmatch(between) or _NOT_SINGLE.search(between):
        return False
    return len(between.split()) <= _MOST_WORDS


def _is_other(document: Document, start: int, end: int, single: int, unit_end: int) -> bool:
    """Whether the words mean a rate, a minimum or a part ("one tablet a day", "at least one dose")."""
    before = document.prose[max(start, single - 20) : single].lower()
    return bool(_BEFORE.search(before)) or bool(
        _RHYTHM.match(document.prose[unit_end : min(end, unit_end + _UNIT_REACH)].lower())
    )


def _is_framed(document: Document, start: int, end: int, single: int, unit_end: int) -> bool:
    """Whether the dose was given or tested, or did something: "after one dose", "one dose of the herb eased"."""
    before = document.prose[max(start, single - _UNIT_REACH) : single].lower()
    after = document.prose[unit_end : min(end, unit_end + _ACTS_REACH)].lower()
    return bool(_GIVEN_BEFORE.search(before) or _ACTS_AFTER.match(after))


def _with_article(document: Document, start: int, single: int) -> int:
    """Where the mention begins: with its article or its `just` where it has one."""
    before = document.prose[max(start, single - 5) : single].lower()
    return single - 2 if before.endswith(" a ") or before == "a " else single
