"""Whether a treatment was given once or again and again, where a text reports what came of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from medlint.layers.slots import hit_after, hit_before, of_kind
from medlint.layers.tenses import IRREGULAR_PASTS, is_past
from medlint.lazy import lazy_pattern

if TYPE_CHECKING:
    from medlint.document import Document
    from medlint.layers.sentences import Sentence
    from medlint.phrasebook import Hit

WORDS = "dose-words"
"""The lexicon of the words that tell one dose from many."""
TAKING = "taking-verbs"
"""The lexicon of what people do with a remedy."""
_UNIT_REACH = 45
_ACTS_REACH = 90
_ONCE_WORDS, _AFTER_WORDS = 8, 5
"""What was done once stands at most so many words before, or after, the word that says so."""
_MOST_WORDS = 3
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
_PARTICIPLE = lazy_pattern(r"\W*(?:when |if )?(?:given|used|taken|drunk|eaten|applied|injected|practi[sc]ed)\b")
_HAD = lazy_pattern(r"\bhad\b")
_NOT_GIVEN = lazy_pattern(r"(?<!every )given (?:before|after|every|each|all)")
_MODAL = lazy_pattern(r"\b(?:should|will|can|could|may|might|would|so|means|usually|normally)\b")
_PLACED = lazy_pattern(
    r"\b(?:after|following|from|with|just|only|in|of|was|is|that|to|on|did|about|for|during|had"
    r"|(?<!how often they )took|[a-z]{2,}ed)\s+(?:only |just |no more than )?(?:a |the |this |their |his "
    r"|her |its )?$"
    r"|\($|:\s*(?:an? )?$|\b(?:gave|given|offered|got|had|received)\s+(?:[\w-]+\s+){1,4}$"
)
_OBJECT = lazy_pattern(r"\s+(?:only |just |no more than )?(?:a |the |this )?$")
_ACTS_AFTER = lazy_pattern(
    r"(?:\s+[\w'\u2019-]+|\s*\([^)]{0,30}\)){0,8}?\s+(?:\w{2,}ed|" + IRREGULAR_PASTS + r"|has|says|tells|can|could"
    r"|may|might|is)\b"
)
_DID = lazy_pattern(r"\b(?:\w{2,}ed|had|" + IRREGULAR_PASTS + r")\b")
_APART = lazy_pattern(r"\b(?:not|never|more|than|at|but|only)\b(?! (?:once|one)\b)")
_RATE_AFTER = lazy_pattern(
    r"\s*(?:a|an|per|each|every|in a|daily|weekly|monthly|or|you|they|the|your|it|he|she|we|again|more|this"
    r"|that|these"
    r"|mixed|opened|diagnosed|and for all|upon|considered|thought|used|known)\b|-"
)
_SOMETHING = lazy_pattern(
    r"\s+(?!(?:in|of|or|and|to|that|who|which|by|at|a|the)\b)([a-z][\w'\u2019-]*"
    r"(?:\s+(?!(?:in|of|or|and|to|that|who|which|by|at|on|with|for|was|were|is|before|after|while|when)\b)"
    r"[a-z][\w'\u2019-]*){0,2})",
    re.IGNORECASE,
)
_HAD_ONE = lazy_pattern(r"\b(?:had|got|did)\s+(?:only |just |no more than )?(?:a )?$")
_SPELL = lazy_pattern(r"(?<!within )(?<!\bin )(?<!per )\b(?:an?|one)\s+(?:single |whole |full )?$", re.IGNORECASE)
_FOR = lazy_pattern(r"\bfor (?:about |just |only |some |a full )?$")
_OFTEN = lazy_pattern(
    r"\b(?:each|every|daily|nightly|weekly|monthly|twice|thrice|times|a (?:day|night|week|month)|after|before"
    r"|later|over"
    r"|during|weeks|months|days|sessions|usually|often|always|waited|waiting|rested|left|wait|until|per)\b",
    re.IGNORECASE,
)
_HAD_IN = lazy_pattern(r"\s+(?:of|in|under|on|with|without)\s+(?!(?:the )?(?:week|month|year|day|life)\b)\w+")


_TURNS = lazy_pattern(
    r"\b(once (?:to|with|without|after|on|wearing|using|taking) [\w-]+)[^.;]{0,60}?\band (?:then )?once"
    r" (?:to|with|without|after|on|wearing|using|taking|not)\b"
)
_EACH_ONCE = lazy_pattern(
    r"\b(?:each|every one|all|both|they|everyone|participants|volunteers|patients|subjects|people)\b(?:"
    r" (?!not\b)[\w-]+){0,3}?"
    r" ((?:[a-z]{3,}ed|sang|swam|ran|rode|drank|ate|wore|took|did|slept|sat|lay|came|had) (?:(?:the|a|it|an"
    r"|their) (?:[\w-]+ )?)?"
    r"(?:only |just )?once) (?:for|in|on|at|with|before|under)\b(?! (?:a|the|every|each) (?:day|week|month|year)\b)",
    re.IGNORECASE,
)


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
        last = unit.end if unit is not None else _something(document, start, hit, end)
        if (
            last
            and _is_framed(document, start, end, hit.start, last)
            and not _is_other(document, start, end, hit.start, last)
        ):
            found.append(SingleDose(_with_article(document, start, hit.start), last))
    if not found and document.hits_between("once-words", start, end):
        found += _given_once(document, start, end)
    return (
        found or _by_turns(document, start, end) or _worked_once(document, start, end) or _spells(document, start, end)
    )


def _by_turns(document: Document, start: int, end: int) -> list[SingleDose]:
    """One thing and another that the same people did by turns ("once to cycle and once to read"), or each did once."""
    if document.prose.find(" once ", start, end) < 0:
        return []
    match = _TURNS.search(document.prose, start, end) or _EACH_ONCE.search(document.prose, start, end)
    return [SingleDose(match.start(1), match.end(1))] if match else []


def _something(document: Document, start: int, single: Hit, end: int) -> int:
    """The end of what somebody took one of, whatever it is called ("smoked one joint"); 0 if it is no remedy."""
    verb = hit_before(document, TAKING, single.start, start, 2)
    taken = verb is not None and document.tag(TAKING, verb, "form") == "past"
    named = taken and verb is not None and _OBJECT.fullmatch(document.prose, verb.end, single.start)
    if not named and not _HAD_ONE.search(document.prose, max(start, single.start - _UNIT_REACH), single.start):
        return 0
    match = _SOMETHING.match(document.prose, single.end, end)
    if match is None or _is_thing(document, match.start(1), match.end()):
        return 0
    return 0 if document.hits_between("health-outcomes", match.start(1), match.end()) else match.end()


def _is_thing(document: Document, start: int, end: int) -> bool:
    """Whether words name what there can be one of without being a dose: a study, a gene, a person."""
    return bool(of_kind(document, WORDS, start, end, "thing"))


def _worked_once(document: Document, start: int, end: int) -> list[SingleDose]:
    """A single something that did good, whatever it is called: "a single nerve block eased"."""
    for hit in document.hits_between("single-words", start, end):
        if hit.phrase == "one" or document.prose[hit.end : hit.end + 1] != " ":
            continue
        verb = hit_after(document, "benefit-verbs", hit.end, end, _MOST_WORDS + 1)
        if verb is None or document.tag("benefit-verbs", verb, "form") != "past" or verb.start == hit.end + 1:
            continue
        if not _is_thing(document, hit.end, verb.start):
            return [SingleDose(_with_article(document, start, hit.start), verb.start - 1)]
    return []


def _spells(document: Document, start: int, end: int) -> list[SingleDose]:
    """One stretch of time or one helping that did something: "a night of sleeping under it", "a whiff of the spray"."""
    spells = of_kind(document, WORDS, start, end, "spell")
    whole = {hit.start for hit in of_kind(document, WORDS, start, end, "whole")}
    for unit in (*spells, *document.hits_between("dose-units", start, end)):
        article = _SPELL.search(document.prose, max(start, unit.start - 20), unit.start)
        had = _HAD_IN.match(document.prose, unit.end, end)
        if (article or unit.start in whole) and had and _changed(document, had.end(), end):
            return [SingleDose(article.start() if article else unit.start, had.end())]
        lasted = _FOR.search(document.prose, start, unit.start)
        if lasted and unit.start in whole and _is_once(document, start, end):
            return [SingleDose(lasted.start(), unit.end)]
    return []


def _is_once(document: Document, start: int, end: int) -> bool:
    """Whether prose[start:end] tells of people what they did, and names no rhythm: "they hummed for ten minutes"."""
    if _OFTEN.search(document.prose, start, end) or not is_past(document.prose[start:end].lower()):
        return False
    people = document.hits_between("human-terms", start, end)
    return any(document.tag("human-terms", hit, "noun") == "yes" for hit in people)


def _changed(document: Document, start: int, end: int) -> bool:
    """Whether prose[start:end] tells of an effect in the past, or of one for which something was enough."""
    for lexicon in ("change-verbs", "benefit-verbs"):
        for verb in document.hits_between(lexicon, start, end):
            if document.tag(lexicon, verb, "form") == "past":
                return True
    if " was enough to " in document.prose[start:end] or of_kind(document, WORDS, start, end, "felt"):
        return True
    return is_past(document.prose[start:end].lower()) and bool(document.hits_between("health-outcomes", start, end))


def _given_once(document: Document, start: int, end: int) -> list[SingleDose]:
    """The words that say that something was done once: "were dosed once", "on one occasion they inhaled"."""
    found = []
    for hit in document.hits_between("once-words", start, end):
        named = hit.end if document.tag("once-words", hit, "alone") else _first_unit(document, hit, end)
        if named:
            found.append(SingleDose(hit.start, named))
        if named or document.tag("once-words", hit, "unit"):
            continue
        after = document.prose[hit.end : min(end, hit.end + _UNIT_REACH)].lower()
        before = document.prose[max(start, hit.start - _UNIT_REACH) : hit.start].lower().rstrip()
        if _RATE_AFTER.match(after) or before.endswith(("at", "more than", "than")):
            continue
        verb = _deed_before(document, hit, start)
        if verb is not None:
            found.append(SingleDose(verb, hit.end))
        elif hit.phrase != "once" and (deed := _deed_after(document, hit, end)):
            found.append(SingleDose(hit.start, deed))
    return found


def _first_unit(document: Document, hit: Hit, end: int) -> int:
    """The end of the unit that follows "after the first", where an effect is told of it; else 0."""
    if not document.tag("once-words", hit, "unit"):
        return 0
    unit = hit_after(document, "dose-units", hit.end, end, 1)
    return unit.end if unit is not None and _changed(document, unit.end, end) else 0


def _deed_before(document: Document, hit: Hit, start: int) -> int | None:
    """Where the verb begins that says what was done once; None if there is none close before."""
    verbs = [hit_before(document, TAKING, hit.start, start, _ONCE_WORDS)]
    verbs += [hit_before(document, WORDS, hit.start, start, _ONCE_WORDS, "giving", "deed")]
    verbs += [hit_before(document, "lab-words", hit.start, start, _ONCE_WORDS, "treated", "handled")]
    near = [verb for verb in verbs if verb and not _APART.search(document.prose[verb.end : hit.start].lower())]
    return max((verb.start for verb in near), default=None)


def _deed_after(document: Document, hit: Hit, end: int) -> int:
    """Where the verb ends that says what was done once, where it follows: "on one occasion participants inhaled"."""
    for lexicon, kinds in ((TAKING, ()), (WORDS, ("giving", "deed"))):
        verb = hit_after(document, lexicon, hit.end, end, _AFTER_WORDS, *kinds)
        if verb is not None and _DID.search(document.prose[verb.start : verb.end].lower()):
            return verb.end
    return 0


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
    if of_kind(document, WORDS, sentence.start, sentence.end, "other"):
        return True
    given = of_kind(document, WORDS, sentence.start, sentence.end, "giving")
    told = bool(given or _HAD.search(text)) and not _NOT_GIVEN.search(text)
    return told and not _MODAL.search(text) and not _PARTICIPLE.match(text)


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
    if _PLACED.search(before) or _ACTS_AFTER.match(document.prose[unit_end : min(end, unit_end + _ACTS_REACH)].lower()):
        return True
    for lexicon, kinds in ((TAKING, ()), (WORDS, ("giving", "deed")), ("dose-studied", ())):
        verb = hit_before(document, lexicon, single, start, 2, *kinds)
        if verb is not None and _OBJECT.fullmatch(document.prose, verb.end, single):
            return True
    return False


def _with_article(document: Document, start: int, single: int) -> int:
    """Where the mention begins: with its article or its `just` where it has one."""
    before = document.prose[max(start, single - 5) : single].lower()
    return single - 2 if before.endswith(" a ") or before == "a " else single
