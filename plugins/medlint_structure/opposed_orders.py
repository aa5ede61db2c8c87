"""Orders about one thing that nobody can follow together: before food and with food, whole and chewed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from msgspec import Struct

from medlint.api import (
    NUMBER,
    Cues,
    Document,
    Match,
    Related,
    Sentence,
    is_asked,
    is_negated,
    lazy_pattern,
    number_of,
    quote_at,
    sentence_at,
    sentence_index,
)  # fmt: skip

from .signs import matches_at

NEAR = 4
""""It" stands for what was named at most so many sentences before."""
_ORDER = lazy_pattern(
    r"\b(?:must|should|(?:has|have|needs?|ought) to|(?:is|are) (?:best|better|always|to be|taken|kept|stored)|always"
    r"|never|no need to|nothing|(?:is|are) (?:done|given|had|needed|due|repeated|changed|replaced|checked|cleaned))\b"
    r"|(?:^|[,:] |\band )(?:please |then )?(?:take|swallow|drink|eat|have|use|apply|put|keep|store|chew|crush"
    r"|hold|place|rub|wear|press|wrap|leave|lie|sleep|suck|dissolve|mix|book"
    r"|change|replace|check|clean|repeat|brush|wash|rinse|inject|fast|come|do|get)\b",
    re.IGNORECASE,
)
_THING = lazy_pattern(
    r"\b(?:the|your|this|these|each|every|all|an?) (?P<thing>[a-z][a-z-]*(?: [a-z][a-z-]*){0,2}?)"
    r"(?=[,.;:]| (?:on|before|after|with|in|at|must|should|is|are|can|has|have|needs?|may|ought|whole|once|twice"
    r"|every|while|for|to|well|and|off|from|always|never|without|under|into|until|cold|warm|dry)\b)",
    re.IGNORECASE,
)
_EVENT = lazy_pattern(r"\b(?:before|after|during) (?:the|your) [a-z]+", re.IGNORECASE)
_TAKERS = lazy_pattern(
    r"\b(?:people|patients|clients|those|anyone|who|if you)(?: are)? tak(?:e|ing)"
    r" (?!(?:it|this|the|these|them|your)\b)[a-z-]+",
    re.IGNORECASE,
)
_PRONOUN = lazy_pattern(r"^\W*(?:it|they|this|these)\b|\b(?:it|them)\b", re.IGNORECASE)
_OTHER = lazy_pattern(
    r"\b(?:(?<!nothing )but|if|unless|except|some|only|otherwise|once|opened|unopened|first|second|then|other"
    r"|another|also|too|again|as well|instead|or|may|might|could|either|children|adults|babies|older|younger|over|under"
    r"|evening dose|morning dose|one|two|half|new|old|later|while|when|not all|most|few"
    r"|usually)\b",
    re.IGNORECASE,
)


_RHYTHM = lazy_pattern(
    rf"\b(?P<times>once|twice|three times|four times) (?:a|per|each|every) (?P<unit>week|month|year)\b"
    rf"|\bevery (?:(?P<n>{NUMBER}) )?(?P<each>weeks?|months?|years?)\b|\b(?P<plain>weekly|monthly|yearly|annually)\b",
    re.IGNORECASE,
)
_RHYTHM_SIGNS = {
    **dict.fromkeys(("once", "twice"), (" a ", " per ", " each ", " every ")),
    **dict.fromkeys(("three", "four"), (" times ",)),
    "every": (" ",),
    **dict.fromkeys(("weekly", "monthly", "yearly", "annually"), ("",)),
}
"""How often: not by the day, since "every day" and "twice a day" go together."""
_DAYS = {"week": 7.0, "month": 30.0, "year": 365.0, "annual": 365.0}
_TIMES = {"once": 1.0, "twice": 2.0, "three times": 3.0, "four times": 4.0}


class _Order(Struct, frozen=True, gc=False):
    """An order at prose[start:end]: its manner, what it is about, and its sentence."""

    start: int
    end: int
    says: str
    thing: str
    sentence: Sentence


_BARRED = lazy_pattern(r"\b(?:not|never|avoid|don['\u2019]t)\W*:\s*$", re.IGNORECASE)
"""The line that opens a list of what nobody is to do ("You should not:")."""
_OPENED = 8
"""So many lines of a plain text may stand in such a list (our estimate)."""
_OPENED_CHARACTERS = 3_000
"""So far back, at most, is such a line looked for: a list is no chapter."""
_PLACES = frozenset(
    "fridge refrigerator freezer morning evening night meal meals day back time stomach tummy breakfast dinner lunch"
    " supper snack".split()
)
"""What a thing is kept in or taken with, and is not the thing."""


def find_opposed(document: Document, manners: Cues) -> Iterator[Match]:
    """The second of two orders about the same thing whose manners (tags `of` and `says`) exclude each other."""
    by_kind: dict[str, list[_Order]] = {}
    for hit in document.hits(manners):
        order = _read(document, hit.start, hit.end, document.tag(manners, hit, "says"))
        if order is not None:
            by_kind.setdefault(document.tag(manners, hit, "of"), []).append(order)
    by_kind["another rhythm"] = list(_rhythms(document))
    for kind, orders in by_kind.items():
        for one, two in combinations(orders, 2):
            apart = one.sentence.start != two.sentence.start
            if one.says != two.says and apart and _are_same(document, one, two):
                fields = {"other": document.prose[one.start : one.end], "what": kind}
                place = (Related(one.start, one.end, "what the text said before"),)
                yield Match(two.start, two.end, fields=fields, related=place)
                return


def _read(document: Document, start: int, end: int, says: str) -> _Order | None:
    """The order that prose[start:end] is the manner of, if its sentence gives one to everybody."""
    sentence = sentence_at(document, start)
    if sentence is None or not _is_order(document, start, end, sentence):
        return None
    return _Order(start, end, says, _thing(document, sentence), sentence)


def _rhythms(document: Document) -> Iterator[_Order]:
    """The orders to do something so many times a week, month or year, by how many days lie between."""
    for found in matches_at(document, _RHYTHM, _RHYTHM_SIGNS):
        word = found["unit"] or found["each"] or found["plain"]
        days = next(days for unit, days in _DAYS.items() if unit in word.lower())
        times = _TIMES.get((found["times"] or "once").lower(), 1.0)
        every = number_of(found["n"]) if found["n"] else 1
        order = _read(document, *found.span(), f"{days * every / times:.0f}")
        if order is not None:
            yield order


def _is_order(document: Document, start: int, end: int, sentence: Sentence) -> bool:
    """Whether a sentence tells everybody to do something, in one manner, and quotes or asks nothing."""
    if quote_at(document, start) is not None or is_asked(document, start) or is_negated(document, start):
        return False
    if is_barred(document, sentence):
        return False
    around = document.prose[sentence.start : start], document.prose[end : sentence.end]
    ordered = _ORDER.search(document.prose[sentence.start : end]) is not None
    return ordered and not any(_OTHER.search(part) for part in around)


def is_barred(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence stands in a list under a line that ends in a denial, in plain text or as its items."""
    near = document.prose[max(0, sentence.start - _OPENED_CHARACTERS) : sentence.start]
    if "ot:" not in near and "void:" not in near and "ever:" not in near:
        return False
    lines = near.rstrip().splitlines()[-_OPENED:]
    for line in reversed([one for one in lines if one.strip()]):
        if line.rstrip().endswith(":"):
            return _BARRED.search(line) is not None
    return False


def _thing(document: Document, sentence: Sentence) -> str:
    """What a sentence gives an order about, in small letters; "it" for a pronoun, empty where it names nothing."""
    for found in _THING.finditer(document.prose, sentence.start, sentence.end):
        if found["thing"].lower().split()[-1] not in _PLACES:
            return found["thing"].lower()
    return "it" if _PRONOUN.search(document.prose[sentence.start : sentence.end]) else ""


def _event(document: Document, sentence: Sentence) -> str:
    """Before or after what something is to be done; empty where that is not said."""
    found = _EVENT.search(document.prose, sentence.start, sentence.end)
    return found[0].lower() if found else ""


def takers_in(document: Document, sentence: Sentence) -> str:
    """Those who take a thing that the sentence names ("people taking thyroxine"); empty where it names none."""
    found = _TAKERS.search(document.prose, sentence.start, sentence.end)
    return found[0].lower() if found else ""


def _are_same(document: Document, one: _Order, two: _Order) -> bool:
    """Whether two orders are about the same thing, by its name, or about the one named before."""
    if not one.thing or not two.thing or one.thing == "it":
        return False
    cases = {_event(document, order.sentence) + takers_in(document, order.sentence) for order in (one, two)}
    if len(cases) > 1:
        return False
    if two.thing != "it":
        return one.thing.rstrip("s") == two.thing.rstrip("s")
    first, second = one.sentence, two.sentence
    return (
        first.block == second.block
        and sentence_index(document, second.start) - sentence_index(document, first.start) < NEAR
    )
