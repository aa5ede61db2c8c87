"""Things that are changed in one rhythm and serve for another time: a patch for each week that lasts three days."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.api import NUMBER, Document, Match, Related, lazy_pattern, number_of

from .signs import literally_signed, plain_sentences

APART = 1.5
"""A thing cannot serve so many times as long as the time after which it is changed, or so much less (our estimate)."""

_SIGNS = {
    **dict.fromkeys(("changed", "replaced", "renewed", "exchanged"), ("",)),
    **dict.fromkeys(("change", "replace", "renew", "swap"), (" the ", " your ", " each ", " a ")),
    "a": (" new ", " fresh "),
}
_HOURS = {"hour": 1.0, "day": 24.0, "night": 24.0, "week": 168.0, "fortnight": 336.0, "month": 730.0, "year": 8760.0}
_PLAIN = {"daily": 24.0, "weekly": 168.0, "fortnightly": 336.0, "monthly": 730.0, "yearly": 8760.0, "annually": 8760.0}
_TIMES = {"once": 1.0, "twice": 2.0, "three times": 3.0, "four times": 4.0}
_UNIT = "hour|day|night|week|fortnight|month|year"
_RHYTHM = (
    rf"(?:(?P<times>once|twice|three times|four times) (?:a|per|each|every) (?P<per>{_UNIT})"
    rf"|every (?P<other>other|second) (?P<skip>{_UNIT})|(?:every|each) (?:(?P<n>{NUMBER}) )?(?P<each>{_UNIT})s?"
    r"|(?P<plain>daily|weekly|fortnightly|monthly|yearly|annually))\b"
)
_NOUN = r"(?P<thing>(?:[a-z-]+ )??[a-z-]+)"
_OF = r"(?: (?:of|on|in|for) (?:the|your|an?) [a-z-]+)?"
_CHANGED = lazy_pattern(
    rf"\b(?:the|your|each|an?|every) {_NOUN}{_OF} (?:(?:is|are|gets?) |(?:must|should|has to|have to|needs? to|can"
    rf"|ought to|will) be )(?:usually )?(?:changed|replaced|renewed|swapped|exchanged) (?:about |just )?{_RHYTHM}",
    re.IGNORECASE,
)
_CHANGE = lazy_pattern(
    rf"\b(?:change|replace|renew|swap|exchange|(?:put(?: on| in)?|use|fit|insert|apply|stick on|start|open) (?=a (?:new"
    rf"|fresh)\b)) ?(?:the|your|each|a new|a fresh|an?) {_NOUN}{_OF}(?: on| in| over)? (?:about )?{_RHYTHM}",
    re.IGNORECASE,
)
_SERVES = lazy_pattern(
    rf"\b(?:the|your|each|an?|every|one) {_NOUN} (?:will |can |should )?(?:last|work|serve|keep|hold|stay on|stay in"
    r"|is good|is effective|be worn|is worn|is made|keeps working)s? (?:for )?(?:about |just |only |a whole |a full )?"
    rf"(?P<low>a single|an?|{NUMBER})(?: ?(?:to|-|\u2013|or) (?P<high>{NUMBER}))? (?P<unit>{_UNIT})s?\b",
    re.IGNORECASE,
)
_OTHER = lazy_pattern(
    r"\b(?:but|if|unless|except|some|sooner|earlier|otherwise|older|younger|another type|up to|at least|once opened"
    r"|unopened|first|adults|children|may|might|could)\b",
    re.IGNORECASE,
)
_SERVING = (
    " last",
    " work",
    " serve",
    " keep",
    " hold",
    " stay on",
    " stay in",
    " is good",
    " worn",
    " is effective",
    " is made",
)
_RHYTHMS = ("every ", "each ", "once a", "twice a", "times a", "once per", "twice per", "ly", "annual")
_NO_THING = frozenset(
    "course effect pain day week month visit session one dose test cycle meeting attack study".split()
)
"""What is no object that wears out."""


def find_changed(document: Document) -> Iterator[Match]:
    """The second of a rhythm and a time of service for one thing that do not go together."""
    prose = document.prose
    rhythms = [
        found
        for sentence in plain_sentences(document, _SIGNS)
        if any(sign in prose[sentence.start : sentence.end].lower() for sign in _RHYTHMS)
        for pattern in (_CHANGED, _CHANGE)
        for found in pattern.finditer(prose, sentence.start, sentence.end)
        if _OTHER.search(prose, sentence.start, sentence.end) is None
    ]
    for sentence in literally_signed(document, _SERVING) if rhythms else ():
        serves = _SERVES.search(prose, sentence.start, sentence.end)
        if serves is None or _OTHER.search(prose, sentence.start, sentence.end):
            continue
        for changed in rhythms:
            if _are_one(changed["thing"], serves["thing"]) and _clash(changed, serves):
                first, second = sorted((changed.span(), serves.span()))
                place = (Related(*first, "what the text said before"),)
                fields = {"other": prose[slice(*first)], "what": "another time"}
                yield Match(*second, fields=fields, related=place)
                return


def _are_one(one: str, two: str) -> bool:
    """Whether two names mean one thing: the same last word, and no two different words before it."""
    first, second = one.lower().split(), two.lower().split()
    if first[-1].rstrip("s") != second[-1].rstrip("s") or first[-1].rstrip("s") in _NO_THING:
        return False
    return len(first) == 1 or len(second) == 1 or first[0] == second[0]


def _clash(changed: re.Match[str], serves: re.Match[str]) -> bool:
    every = _every(changed)
    low, high = (_count(serves[name] or serves["low"]) * _HOURS[serves["unit"].lower()] for name in ("low", "high"))
    return high * APART <= every or every * APART <= low


def _every(changed: re.Match[str]) -> float:
    """How many hours lie between two changes."""
    if changed["plain"]:
        return _PLAIN[changed["plain"].lower()]
    if changed["per"]:
        return _HOURS[changed["per"].lower()] / _TIMES[changed["times"].lower()]
    if changed["skip"]:
        return 2 * _HOURS[changed["skip"].lower()]
    return (number_of(changed["n"]) if changed["n"] else 1) * _HOURS[changed["each"].lower()]


def _count(written: str) -> int:
    return 1 if written.lower() in {"a", "an", "a single"} else number_of(written)
