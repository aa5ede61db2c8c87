"""Counts and years of a text's only study that do not agree with each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from medlint.api import NUMBER, Document, Match, Related, lazy_pattern, number_of

_ENROLLED = lazy_pattern(
    r"\b(?:[Tt]he|[Tt]his|[Aa]n?|[Oo]ur) (?:[a-z-]+ ){0,2}(?:study|trial|experiment|review|sample"
    r"|(?P<asked>survey|poll|census))(?:, [^.;,]{0,60},)?"
    r" (?:had|has|enrolled|included|recruited|involved|followed|tested|asked|studied|surveyed|reached|covered"
    r"|polled|drew on|looked at|took in|counted|interviewed|of|in"
    r"|with|among|began with"
    rf"|started with) (?:just |only |about |some |a total of |nearly "
    rf"|almost )?(?P<n>{NUMBER})(?: [a-z-]+)?? (?P<who>[a-z]+)\b(?! each)"
)
_TOOK_PART = lazy_pattern(
    rf"(?<![\w.,])(?P<n>{NUMBER}) (?:[a-z-]+ )?(?P<who>[a-z]+) (?:took part|were enrolled"
    rf"|were recruited|joined|signed up"
    r"|were randomi[sz]ed)\b"
)
_FOLLOWED = lazy_pattern(
    r"\b(?:[Tt]he|[Aa]|[Oo]ur) (?:[a-z-]+ ){0,2}(?:clinic|hospital|team|researchers|doctors|nurses|authors|scientists"
    r"|ward|unit) (?:followed|enrolled|recruited|tested|interviewed|observed|watched|examined) "
    rf"(?:just |only |about |a total of |nearly |almost )?(?P<n>{NUMBER})(?: [a-z-]+)?? (?P<who>[a-z]+)\b(?! each)"
)
_JOINED = ("took part", "were enrolled", "were recruited", " joined", "signed up", "were randomi")
_WATCHED = (" followed", " enrolled", " recruited", " tested", " interviewed", " observed", " watched", " examined")
_STUDIES = (*_WATCHED, " study", " trial", " survey", " poll", " experiment", " sample", *_JOINED)
_WHOLE = lazy_pattern(
    rf"\b(?:[Aa]ll(?: of)?(?: the)?|[Oo]f the|[Ee]ach of the"
    rf"|[Tt]he entire) (?P<n>{NUMBER}) (?:[a-z-]+ )??(?P<who>[a-z]+)\b"
    r"(?! (?:who|that|in the|given|on|assigned|with|from|taking|aged|whose|over|under|treated|and|or)\b)"
)
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
    if not any(word in prose for word in _STUDIES) or _OTHERS.search(prose):
        return
    found = list(_ENROLLED.finditer(prose))
    if any(word in prose for word in _JOINED):
        found += _TOOK_PART.finditer(prose)
    if any(word in prose for word in _WATCHED):
        found += _FOLLOWED.finditer(prose)
    enrolled = sorted((_count(match) for match in found), key=lambda count: count.start)
    if not enrolled:
        return
    first = enrolled[0]
    again = [
        count
        for count in enrolled[1:]
        if count.n != first.n and count.who == first.who and count.asked in {first.asked, None}
    ]
    whole = [_count(match) for match in _WHOLE.finditer(prose)]
    again += [count for count in whole if count.n != first.n and _is_same(prose, first, count)]
    for count in sorted(again, key=lambda count: count.start)[:1]:
        place = (Related(first.start, first.end, "how many took part"),)
        fields = {"other": prose[first.start : first.end], "what": "another number"}
        yield Match(count.start, count.end, fields=fields, related=place)


def _is_same(prose: str, first: _Count, count: _Count) -> bool:
    """Whether a count is of the same people: anybody, or by the first or second word behind the first number."""
    return count.who in {*_ANYBODY, first.who} or prose.startswith(f" {count.who}", first.end)


def _count(match: re.Match[str]) -> _Count:
    asked = bool(match["asked"]) if "asked" in match.re.groupindex else None
    return _Count(number_of(match["n"]), match["who"].lower(), asked, match.start("n"), match.end("who"))
