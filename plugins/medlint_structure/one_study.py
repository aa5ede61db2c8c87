"""Counts and years of a text's only study that do not agree with each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from medlint.api import NUMBER, Document, Match, Related, lazy_pattern, number_of

from .signs import matches_at, matches_with, places_of

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
_ANSWERING = tuple(verb.split(" ")[0] for verb in _ANSWERS.split("|"))
_OF_THEM = lazy_pattern(rf"(?<![\w.,])(?P<n>{NUMBER})(?: of (?:them|these|those))? (?P<verb>{_ANSWERS})\b")
_WHO_DID = lazy_pattern(
    rf"(?<![\w.,])(?P<n>{NUMBER}) (?:[a-z-]+ )??(?P<who>[a-z]+) (?:who|that|which)(?: had| have)?"
    rf" (?P<verb>{_ANSWERS})\b"
)
"""How many of them did something, and how many others are said to have done it."""
_NAMED = dict.fromkeys("study trial experiment review sample survey poll census".split(), (" ", ", "))
_IT_HAD = {
    "it": tuple(
        f" {also}{verb}"
        for also in ("", "also ")
        for verb in ("had ", "enrolled ", "included ", "recruited ", "involved ", "followed ", "tested ", "asked ",
            "took in ", "covered ", "counted ", "began ", "started ", "brought ", "drew ")
    ),
}  # fmt: skip
_JOINED = {
    "took": (" part",), "signed": (" up",), "entered": (" the",),
    **dict.fromkeys(("enrolled", "recruited", "joined", "randomised", "randomized"), ("",)),
}  # fmt: skip
_WATCHED = dict.fromkeys("followed enrolled recruited tested interviewed observed watched examined".split(), (" ",))
"""What a sentence with a count has: a name for a study, or what was done with people."""
_WHOLE = lazy_pattern(
    rf"\b(?:[Aa]ll(?: of)?(?: the)?|[Oo]f the|[Ee]ach of the"
    rf"|[Tt]he entire) (?P<n>{NUMBER}) (?:[a-z-]+ )??(?P<who>[a-z]+)\b"
    r"(?! (?:who(?! (?:took part|(?:were|was) (?:enrolled|recruited|randomi[sz]ed|in the (?:study|trial))|joined"
    r"|signed up|started|entered|began|enrolled)\b)|that|in the(?! (?:study|trial|survey|experiment|poll)\b)|given"
    r"|on|assigned|with|from"
    r"|taking|aged|whose|over|under|treated|and|or)\b)"
)
_WHOLE_SIGNS = {"all": (" ",), "of": (" the ",), "each": (" of ",), "the": (" entire ",)}
_LATER = lazy_pattern(
    r"\b(?:[Bb]y|[Aa]t|[Aa]fter|[Ii]n) (?:the (?:end|close)|week|month|day|year|total|all|\w+ (?:weeks?|months?"
    rf"|years?|days?))\b[^.;:?,]{{0,40}}, (?P<n>{NUMBER}) (?:[a-z-]+ )??(?P<who>[a-z]+) (?:had|were still|still"
    r"|finished|completed|returned|remained|wore|used|kept|stopped|took|dropped out|were (?:better|well|free|left))\b"
    rf"|\b(?P<n2>{NUMBER}) (?P<who2>[a-z]+) (?:(?:had |have )?(?:completed|finished|dropped out of|left|withdrew from"
    r"|stayed in) (?:the|it)\b)"
)
_LATER_SIGNS = dict.fromkeys(
    "had were still finished completed returned remained wore used kept stopped took dropped left withdrew stayed"
    .split(), ("",)
)  # fmt: skip
"""Some of those who took part: there cannot be more of them than all."""
_OTHERS = lazy_pattern(
    r"\b(?:(?:an)?other|second|earlier|previous|later|larger|smaller|separate|new(?:er)?|follow-up|two|three"
    r"|several|both)"
    r" (?:[a-z-]+ )?(?:study|trial|survey|experiment)$"
)
_ONE_OF = ("study", "trial", "survey", "experiment")
_SEVERAL = ("studies", "trials", "surveys", "experiments")
REACH = 200
"""So far before "It" the study may be named that it stands for, and so far after it the count ends (in characters)."""
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
    if any(len(document.places_of(verb)) > 1 for verb in _ANSWERING):
        yield from _find_answers(document)
    if _are_others(document):
        return
    found = list(matches_with(document, _ENROLLED, _NAMED))
    found += _counted_next(document)
    found += matches_with(document, _TOOK_PART, _JOINED)
    found += matches_with(document, _FOLLOWED, _WATCHED)
    enrolled = sorted((_count(match) for match in found), key=lambda count: count.start)
    if not enrolled:
        return
    first = enrolled[0]
    again = [
        count
        for count in enrolled[1:]
        if count.n != first.n and count.who == first.who and count.asked in {first.asked, None}
    ]
    whole = [_count(match) for match in matches_at(document, _WHOLE, _WHOLE_SIGNS)]
    again += [count for count in whole if count.n != first.n and _is_same(prose, first, count)]
    again += [count for count in _later(document) if count.n > first.n and _is_same(prose, first, count)]
    for count in sorted(again, key=lambda count: count.start)[:1]:
        place = (Related(first.start, first.end, "how many took part"),)
        fields = {"other": prose[first.start : first.end], "what": "another number"}
        yield Match(count.start, count.end, fields=fields, related=place)


def _are_others(document: Document) -> bool:
    """Whether the text speaks of more than one study."""
    prose = document.prose
    if any(prose.startswith(word, at) for word in _SEVERAL for at in document.places_of(word)):
        return True
    named = ((at, at + len(word)) for word in _ONE_OF for at in document.places_of(word))
    return any(_OTHERS.search(prose, max(start - REACH, 0), end) for start, end in named)


def _counted_next(document: Document) -> Iterator[re.Match[str]]:
    """The studies that are named in one sentence and counted in the next."""
    done = 0
    for at in places_of(document, _IT_HAD):
        found = _GOES_ON.search(document.prose, max(at - REACH, done), at + REACH)
        if found is not None:
            done = found.end()
            yield found


def _later(document: Document) -> Iterator[_Count]:
    """The counts of those who went on, finished or left."""
    for found in matches_with(document, _LATER, _LATER_SIGNS):
        n, who = ("n", "who") if found["n"] else ("n2", "who2")
        yield _Count(number_of(found[n]), found[who].lower(), None, found.start(n), found.end(who))


def _find_answers(document: Document) -> Iterator[Match]:
    """The count of those who did something, where just one other count of them was given before."""
    signs = dict.fromkeys(_ANSWERING, ("",))
    told = [found for found in matches_with(document, _OF_THEM, signs) if number_of(found["n"])]
    again = list(matches_with(document, _WHO_DID, signs)) if told else []
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
