"""Counts and years of a text's only study that do not agree with each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from medlint.api import NUMBER, Document, Match, Related, lazy_pattern, number_of

_ENROLLED = lazy_pattern(
    r"\b(?:[Tt]he|[Tt]his|[Aa]n?|[Oo]ur) (?:[A-Za-z-]+ ){0,2}(?:study|trial|experiment|review|sample"
    r"|(?P<asked>survey|poll|census))(?:, [^.;,]{0,60},| (?:in|at|from|by|on) [A-Z][^.;,]{0,40}?)?"
    r" (?:had|has|enrolled|included|recruited|involved|followed|tested|asked|studied|surveyed|reached|covered"
    r"|polled|drew on|looked at|took in|counted|interviewed|of|in"
    r"|with|among|began with"
    rf"|started with) (?:just |only |about |some |a total of |nearly "
    rf"|almost )?(?P<n>{NUMBER})(?: [a-z-]+)?? (?P<who>[a-z]+)\b(?! each)"
)
_TOOK_PART = lazy_pattern(
    rf"(?<![\w.,])(?P<n>(?i:{NUMBER})) (?:[a-z-]+ )?(?P<who>[a-z]+) (?:took part|were enrolled"
    rf"|were recruited|joined|signed up|enrolled in|entered the"
    r"|were randomi[sz]ed)\b"
)
_FOLLOWED = lazy_pattern(
    r"\b(?:[Tt]he|[Aa]|[Oo]ur) (?:[a-z-]+ ){0,2}(?:clinic|hospital|team|researchers|doctors|nurses|authors|scientists"
    r"|ward|unit) (?:followed|enrolled|recruited|tested|interviewed|observed|watched|examined) "
    rf"(?:just |only |about |a total of |nearly |almost )?(?P<n>{NUMBER})(?: [a-z-]+)?? (?P<who>[a-z]+)\b(?! each)"
)
_GOES_ON = lazy_pattern(
    r"\b(?:study|trial|survey|experiment|project|programme) [^.!?]{3,160}[.!?]\s+It (?:also )?(?:had|enrolled|included"
    r"|recruited|involved|followed|tested|asked|took in|covered|counted|began with|started with|brought together|drew)"
    rf" (?:just |only |about |a total of |nearly |almost )?(?P<n>{NUMBER})(?: [a-z-]+)?? (?P<who>[a-z]+)\b(?! each)"
)
"""A study that is named in one sentence and counted in the next."""
_ANSWERS = "replied|answered|responded|wrote back|returned|completed|finished|dropped out|died|recovered|agreed"
_OF_THEM = lazy_pattern(rf"(?<![\w.,])(?P<n>{NUMBER})(?: of (?:them|these|those))? (?P<verb>{_ANSWERS})\b")
_WHO_DID = lazy_pattern(
    rf"(?<![\w.,])(?P<n>{NUMBER}) (?:[a-z-]+ )??(?P<who>[a-z]+) (?:who|that|which)(?: had| have)?"
    rf" (?P<verb>{_ANSWERS})\b"
)
"""How many of them did something, and how many others are said to have done it."""
_JOINED = (
    "took part", " enrolled in", " entered the", "were enrolled", "were recruited", " joined", "signed up",
    "were randomi",
)  # fmt: skip
_WATCHED = (" followed", " enrolled", " recruited", " tested", " interviewed", " observed", " watched", " examined")
_NOUNS = (" study", " trial", " survey", " poll", " experiment", " sample")
_STUDIES = (*_WATCHED, *_NOUNS, *_JOINED)
_WHOLE = lazy_pattern(
    rf"\b(?:[Aa]ll(?: of)?(?: the)?|[Oo]f the|[Ee]ach of the"
    rf"|[Tt]he entire) (?P<n>{NUMBER}) (?:[a-z-]+ )??(?P<who>[a-z]+)\b"
    r"(?! (?:who(?! (?:took part|(?:were|was) (?:enrolled|recruited|randomi[sz]ed|in the (?:study|trial))|joined"
    r"|signed up|started|entered|began|enrolled)\b)|that|in the(?! (?:study|trial|survey|experiment|poll)\b)|given"
    r"|on|assigned|with|from"
    r"|taking|aged|whose|over|under|treated|and|or)\b)"
)
_LATER = lazy_pattern(
    r"\b(?:[Bb]y|[Aa]t|[Aa]fter|[Ii]n) (?:the (?:end|close)|week|month|day|year|total|all|\w+ (?:weeks?|months?"
    rf"|years?|days?))\b[^.;:?,]{{0,40}}, (?P<n>{NUMBER}) (?:[a-z-]+ )??(?P<who>[a-z]+) (?:had|were still|still"
    r"|finished|completed|returned|remained|wore|used|kept|stopped|took|dropped out|were (?:better|well|free|left))\b"
    rf"|\b(?P<n2>{NUMBER}) (?P<who2>[a-z]+) (?:(?:had |have )?(?:completed|finished|dropped out of|left|withdrew from"
    r"|stayed in) (?:the|it)\b)"
)
"""Some of those who took part: there cannot be more of them than all."""
_OTHERS = lazy_pattern(
    r"\b(?:(?:an)?other|second|earlier|previous|later|larger|smaller|separate|new(?:er)?|follow-up|two|three"
    r"|several|both)"
    r" (?:[a-z-]+ )?(?:stud(?:y|ies)|trials?|surveys?|experiments?)\b|\b(?:studies|trials|surveys|experiments)\b",
)
_ANYBODY = ("people", "participants", "patients", "volunteers", "subjects", "respondents")


class _Count(Struct, frozen=True, gc=False):
    """How many took part, whom the text calls what: prose[start:end]; `asked`: in a survey, None if untold."""

    n: int
    who: str
    asked: bool | None
    start: int
    end: int


def find_counts(document: Document) -> Iterator[Match]:
    """The first count of everybody in a study that is not the count of those who took part."""
    prose = document.prose
    if any(prose.count(f" {verb}") > 1 for verb in _ANSWERS.split("|")):
        yield from _find_answers(prose)
    if not any(word in prose for word in _STUDIES):
        return
    named = any(word in prose for word in (*_NOUNS, " review", " census"))
    found = list(_ENROLLED.finditer(prose)) if named else []
    if " It " in prose:
        found += _GOES_ON.finditer(prose)
    if any(word in prose for word in _JOINED):
        found += _TOOK_PART.finditer(prose)
    if any(word in prose for word in _WATCHED):
        found += _FOLLOWED.finditer(prose)
    enrolled = sorted((_count(match) for match in found), key=lambda count: count.start)
    if not enrolled or _OTHERS.search(prose):
        return
    first = enrolled[0]
    again = [
        count
        for count in enrolled[1:]
        if count.n != first.n and count.who == first.who and count.asked in {first.asked, None}
    ]
    whole = [_count(match) for match in _WHOLE.finditer(prose)]
    again += [count for count in whole if count.n != first.n and _is_same(prose, first, count)]
    again += [count for count in _later(prose) if count.n > first.n and _is_same(prose, first, count)]
    for count in sorted(again, key=lambda count: count.start)[:1]:
        place = (Related(first.start, first.end, "how many took part"),)
        fields = {"other": prose[first.start : first.end], "what": "another number"}
        yield Match(count.start, count.end, fields=fields, related=place)


def _later(prose: str) -> Iterator[_Count]:
    """The counts of those who went on, finished or left."""
    for found in _LATER.finditer(prose):
        n, who = ("n", "who") if found["n"] else ("n2", "who2")
        yield _Count(number_of(found[n]), found[who].lower(), None, found.start(n), found.end(who))


def _find_answers(prose: str) -> Iterator[Match]:
    """The count of those who did something, where just one other count of them was given before."""
    told = [found for found in _OF_THEM.finditer(prose) if number_of(found["n"])]
    again = list(_WHO_DID.finditer(prose)) if told else []
    for one in told[:1]:
        twice = [two for two in again if two["verb"] == one["verb"] and two.start() > one.end()]
        alone = sum(other["verb"] == one["verb"] for other in told) == 1
        if alone and len(twice) == 1 and number_of(twice[0]["n"]) != number_of(one["n"]):
            place = (Related(*one.span(), "how many did"),)
            fields = {"other": one[0], "what": "another number"}
            yield Match(twice[0].start("n"), twice[0].end("who"), fields=fields, related=place)


def _is_same(prose: str, first: _Count, count: _Count) -> bool:
    """Whether a count is of the same people: anybody, or by the first or second word behind the first number."""
    return count.who in {*_ANYBODY, first.who} or prose.startswith(f" {count.who}", first.end)


def _count(match: re.Match[str]) -> _Count:
    asked = bool(match["asked"]) if "asked" in match.re.groupindex else None
    return _Count(number_of(match["n"]), match["who"].lower(), asked, match.start("n"), match.end("who"))
