"""Changes of a risk that are told as a share or a multiple of it, and how large a risk itself is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.api import NUMBER_WORD, Document, Hit, Sentence, lazy_pattern, sentence_at

BY_CHARACTERS = 90
"""So far after a verb of change its "by half" may stand: "cut the risk of stroke and of heart attack by half"."""
SHARE_CHARACTERS = 45
"""So far before "higher" its "40 per cent" may begin."""
BESIDE_CHARACTERS = 60
"""So close to the words of an absolute figure its number, or its risk, stands."""

_SHARE = (
    r"(?:\d+(?:\.\d+)?\s?(?:%|per\s?cent\b)|(?:an?|one|two|three|four|five)[- ](?:third|quarter|half|fifth|sixth"
    r"|seventh|eighth|ninth|tenth|twelfth|twentieth)s?\b|half\b)"
)
_ABOUT = r"(?:as much as |up to |about |around |almost |nearly |more than |over |some |roughly |at least |just )*"
_BY = lazy_pattern(rf"[^.;:?!]{{0,{BY_CHARACTERS}}}?\bby {_ABOUT}{_SHARE}", re.IGNORECASE)
_AT_ONCE = lazy_pattern(rf"\s(?:{_ABOUT}){_SHARE}", re.IGNORECASE)
_BEFORE = lazy_pattern(
    rf"\b{_SHARE}[- ](?:(?!or |(?:experienc|suffer|hav|report|fac|tak|need|show)ing )\w+ )?$", re.IGNORECASE
)
_TIMES = lazy_pattern(r"\b(?:\w+(?:\.\d+)? times|\w+(?:\.\d+)?-?fold|twice|double|triple)\s(?:\w+ )?$", re.IGNORECASE)
_FOLD = lazy_pattern(r"\b(?:\d+(?:\.\d+)?|\w+)-?fold (?:\w+ )?$", re.IGNORECASE)
_NUMBER = rf"(?:\d[\d,.]*|{NUMBER_WORD})"
_COUNT = lazy_pattern(rf"\b{_NUMBER}\s$", re.IGNORECASE)
_ANY_NUMBER = lazy_pattern(rf"\b{_NUMBER}\b", re.IGNORECASE)
_PERCENT = r"\d[\d.,]*\s?(?:%|per\s?cent)"
_ANY_PERCENT = rf"(?:{_PERCENT}|\b(?:{NUMBER_WORD}) per\s?cent)"
_ROUND = r"(?:10{1,6}|1,000|10,000|100,000|(?:a |one |ten )?(?:hundred|thousand|million)|ten|twenty|fifty)"
_ABOUT_ONCE = r"(?:only |just |about |around |roughly |nearly |almost |some |under |over |less than |more than )*"
_RELATIVE = (
    r"(?!\w|[-\u2013]| (?:to|or) \d|\s?(?:\w+ )?(?:lower|higher|less|more|greater|smaller|fewer|reduc|increas|decreas"
    r"|drop|fall|rise|cut\b))"
)
_BEFALLEN = (
    r"(?:died|die|developed|develop|relapsed|relapse|recurred|suffered|suffer|experienced|fell|will fall|fall"
    r"|(?:had|have|get|got) (?:an?|another) (?!\d|[\w-]+ \d|(?:[\w-]+ )?(?:higher|lower|greater|reduced|increased))"
    r"|(?:were|was|are) (?:re)?(?:admitted|hospitali[sz]ed|diagnosed)|came down with|went on to (?:develop|have|die))\b"
)
_GROUP = rf"\b(?:among|of|in) (?:the|those|that)\b[^.;:%]{{3,80}}?, {_NUMBER} {_BEFALLEN}"
_CASES = r"(?:[a-z-]+ ){0,3}?(?:cases|deaths|strokes|heart attacks|cancers|fractures)\b"
_EACH = r"\b(?:out of|of|among|for|in) (?:the |every |each |all )?"
_UNITS = r"(?:per|times|years|months|weeks|days|hours|minutes)"
_BEFELL = r"(?:is|are|was|were|had|has|have|did|would|will|no longer|got|broke|fell|[a-z]{2,}ed)"
_EXTRA = r"(?: (?:extra|more|fewer|additional|less)(?: [\w-]+){2,5}?|(?: [\w-]+){0,3}?)"
_VERSUS = r"\b(?:versus|vs|against|compared (?:with|to)|as opposed to|rather than|instead of|while|and only)\b"
_ABSOLUTE = lazy_pattern(
    rf"\b{_NUMBER}{_EXTRA} (?:in|out of|of|per|for|among|from)(?: every| each| about| the| some)? "
    r"(?:\d[\d,]*\b(?!\s?%)|(?:a |one |ten )?(?:hundred|thousand|million)|ten\b|five\b|twenty\b)"
    r"|\bfrom (?:about |around |roughly )?\d[\d.,]*\s?(?:%|per\s?cent)? to (?:about |around |just )?\d[\d.,]*"
    rf"|\b{_ANY_PERCENT}[^.]{{0,60}}?{_VERSUS}[^.]{{0,40}}?{_ANY_PERCENT}"
    rf"|\b\d[\d,]* {_CASES}[^.;:%]{{0,50}}? (?:among|out of) (?:the |some |about |nearly |more than )?\d[\d,]{{2,}}"
    rf"|{_EACH}{_ROUND} (?!{_UNITS})[a-z][^.;:%]{{1,70}}?,? {_NUMBER}\b(?!\s?(?:%|per\s?cent|{_UNITS}))"
    rf"|{_EACH}(?!(?:19|20)\d\d\b)\d[\d,]* [a-z][^.;:%]{{1,70}}?,? {_NUMBER} {_BEFELL}\b"
    r"|\b\d[\d,]* of (?:whom|them)\b|\bof \d[\d,]* in (?:each|either|both)\b"
    rf"|\b(?:one|1) (?:[a-z]+ |extra case )?in (?:every )?{_NUMBER}\b"
    rf"|\bfrom {_ABOUT_ONCE}{_NUMBER} (?:[a-z-]+ ){{0,2}}?(?:per|an?|each|every|in|out of|of) [\w,]+"
    rf" to {_ABOUT_ONCE}{_NUMBER}\b"
    r"|(?<!response )(?<!participation )(?<!growth )(?<!interest )\b(?:rates?|risks?|chances?|incidence|probability)\b"
    rf"[^.;:%]{{0,60}}?\b(?:was|is|were|are|stood at) {_ABOUT_ONCE}{_PERCENT}{_RELATIVE}"
    rf"|\ban? {_ABOUT_ONCE}{_PERCENT} (?:risk|chance|likelihood|probability) (?:of|that)\b"
    rf"|\b(?:lower|less|higher|more|greater) than {_PERCENT} (?:per|an?|each|every) (?:year|month|decade)\b"
    rf"|{_GROUP}[^%]{{0,60}}?{_GROUP}"
    rf"|\b{_PERCENT} of [^.;:%]{{1,60}}?\b{_BEFALLEN}",
    re.IGNORECASE,
)
"""Two shares, or how many of how many: "4 in 100", "for every 70 who took it, one was spared"."""

_EVENTS = lazy_pattern(
    r"\b(?:follow-?up|in (?:all|total)|altogether"
    r"|(?:over|during|in|within) the (?:next|following|study|trial|course of))\b"
    rf"[^.;:]{{0,50}}?\b{_NUMBER} (?:[a-z'\u2019-]+ ){{0,4}}?(?:occurred|happened|(?:had )?{_BEFALLEN})"
    rf"|\b{_NUMBER} {_CASES}[^.;:]{{0,60}}?\b(?:occurred|were (?:recorded|reported|identified|diagnosed)"
    r"|(?:during|over) (?:the |an |that )?(?:average|follow|study|trial|next|following)\b)",
    re.IGNORECASE,
)
"""How many of those followed it befell, without how many they were: "during follow-up, 90 strokes occurred"."""


def changes(document: Document, sentence: Sentence, words: str) -> Iterator[tuple[int, int]]:
    """The prose spans of the relative changes in a sentence, by the lexicon `words` (tag `kind`), in order."""
    for hit in document.hits_between(words, sentence.start, sentence.end):
        kind = document.tag(words, hit, "kind")
        if kind == "whole":
            yield hit.start, hit.end
        elif kind == "verb":
            after = _BY.match(document.prose, hit.end, sentence.end) or _AT_ONCE.match(document.prose, hit.end)
            share = _ending(document, hit, sentence, _BEFORE)
            if after is not None:
                yield hit.start, after.end()
            elif share is not None:
                yield share, hit.end
        else:
            patterns = {"more": (_BEFORE, _TIMES, _FOLD), "times": (_TIMES, _BEFORE), "fold": (_FOLD,)}[kind]
            found = (_ending(document, hit, sentence, pattern) for pattern in patterns)
            starts = [start for start in found if start is not None]
            if starts:
                yield starts[0], hit.end


def _ending(document: Document, hit: Hit, sentence: Sentence, pattern: re.Pattern[str]) -> int | None:
    """Where the words before a hit that the pattern matches begin; None if it matches none."""
    found = pattern.search(document.prose, max(hit.start - SHARE_CHARACTERS, sentence.start), hit.start)
    return found.start() if found else None


def has_frequency(document: Document, start: int, end: int) -> bool:
    """Whether prose[start:end] counts how many of how many it befell, or gives two shares."""
    return _ABSOLUTE.search(document.prose, start, end) is not None


def counts_events(document: Document, start: int, end: int) -> bool:
    """Whether prose[start:end] says how often in a study it happened, but not among how many."""
    return _EVENTS.search(document.prose, start, end) is not None


def has_absolute(document: Document, start: int, end: int, words: str, risks: str) -> bool:
    """Whether prose[start:end] says how large a risk is: two counts or shares, or words of the lexicon `words`."""
    if has_frequency(document, start, end):
        return True
    return any(_is_beside(document, hit, words, risks) for hit in document.hits_between(words, start, end))


def _is_beside(document: Document, hit: Hit, words: str, risks: str) -> bool:
    """Whether what the tag `beside` of a hit asks for stands beside it in its sentence."""
    sentence = sentence_at(document, hit.start)
    start, end = (sentence.start, sentence.end) if sentence else (hit.start, hit.end)
    low, high = max(hit.start - BESIDE_CHARACTERS, start), min(hit.end + BESIDE_CHARACTERS, end)
    beside = document.tag(words, hit, "beside")
    if beside == "risk":
        return bool(document.hits_between(risks, low, hit.start))
    if beside == "count":
        return _COUNT.search(document.prose, low, hit.start) is not None
    numbers = (_ANY_NUMBER.search(document.prose, low, hit.start), _ANY_NUMBER.search(document.prose, hit.end, high))
    return not beside or any(numbers)
