"""When a treatment is felt: by the end of the first week in one sentence, not for four weeks in another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from medlint.api import NUMBER, Document, Match, Related, lazy_pattern, number_of

from .limits import is_for_all
from .signs import matches_with

APART = 2.0
"""The longer wait is at least so many times the shorter one (our estimate)."""
_HOURS = {"hour": 1.0, "day": 24.0, "night": 24.0, "week": 168.0, "month": 730.0}
_NTH = {"first": 1.0, "second": 2.0, "third": 3.0, "fourth": 4.0, "very first": 1.0}
_UNIT = "hour|day|night|week|month"
_UNITS = dict.fromkeys([f"{unit}{end}" for unit in _HOURS for end in ("", "s")], ("",))
_GOOD = (
    r"(?:(?:much |a lot |far |a little |any |so much )?(?:brighter|better|calmer|lighter|happier|stronger|steadier"
    r"|fitter"
    r"|less (?:pain|tired|anxious|low|stiff|sore))|relief|themselves again|yourself again"
    r"|(?:a|an|any|the|some|real|clear) (?:[a-z]+ )?(?:benefit|difference|effect|change|improvement|result)s?|results)"
)
_FEEL = r"(?:feel|feels|sleep|sleeps|notice|notices|see|sees|get|gets|find|finds|enjoy|enjoys|report|reports|have|has)"
_SOON = lazy_pattern(
    rf"\b(?:{_FEEL} (?:[a-z]+ ){{0,3}}?{_GOOD}|(?:it|they|relief) (?:works?|acts?|kicks? in|takes? effect|comes?"
    rf"|sets? in)"
    r"|brings? relief|sets? to work)\b[^.;:?!]{0,30}?"
    rf"\b(?:(?:by|at|before) the end of the (?P<nth>(?:very )?first|second|third) (?P<unit>{_UNIT})"
    rf"|(?:in|within|after)(?: (?:about|just|only|the|a matter of))* (?:(?P<n>an?|first|{NUMBER}) (?P<unit2>{_UNIT})s?"
    r"|(?P<once2>minutes|hours))"
    r"|(?P<once>overnight|the (?:same|next|very next) (?:day|morning|evening)|at once|straight away|right away))\b",
    re.IGNORECASE,
)
_LATE = lazy_pattern(
    rf"\b(?:(?:it|this|that|they|you) (?:will |can |may |usually |often )?(?:takes?|be|is|needs?|has to wait"
    rf"|have to wait)"
    rf"|wait|allow|give it|give them)\b[^.;:?!]{{0,25}}?\b(?P<n>an?|{NUMBER})(?: (?:to|or|and"
    rf"|-) (?:{NUMBER}))? (?:full )?"
    rf"(?P<unit>{_UNIT})s?\b[^.;:?!]{{0,12}}?\b(?:before|until|till|to|for)\b[^.;:?!]{{0,30}}?"
    rf"\b(?:{_FEEL}|works?|work|effect|benefit)\b(?: (?:[a-z]+ ){{0,2}}?{_GOOD})?"
    rf"|\b(?:not|n['\u2019]t|never) (?:expect to |be able to )?(?:{_FEEL}|expect)\b[^.;:?!]{{0,12}}?{_GOOD}"
    rf"[^.;:?!]{{0,12}}? (?:for|until|before) (?:at least |about )?(?P<n2>an?|{NUMBER}) (?P<unit2>{_UNIT})s?\b",
    re.IGNORECASE,
)
_OTHER = lazy_pattern(
    r"\b(?:some|may(?! have to)|might|could|a few|few|but|however|although|full(?:y|er)?|unless|others?"
    r"|side effects?|if|myth"
    r"|claims?|placebo|advert|sick|worse|drowsy|rarely|sometimes)\b",
    re.IGNORECASE,
)


def find_onsets(document: Document, agree: Callable[[int, int], bool]) -> Iterator[Match]:
    """The sooner of the first two statements on when a benefit is felt that lie too far apart: it promises too much.

    `agree`: whether two places do not speak of different treatments or illnesses.
    """
    prose = document.prose
    found = matches_with(document, _LATE, _UNITS)
    late = [wait for wait in found if is_for_all(document, wait.start(), _OTHER)]
    for soon in _SOON.finditer(prose) if late else ():
        if not is_for_all(document, soon.start(), _OTHER):
            continue
        for wait in late:
            apart = wait.end() <= soon.start() or soon.end() <= wait.start()
            if apart and _hours(wait) >= APART * _hours(soon) and agree(soon.start(), wait.start()):
                place = (Related(*wait.span(), "the other time"),)
                fields = {"other": wait[0], "what": "another time until it is felt"}
                yield Match(*soon.span(), fields=fields, related=place)
                return


def _hours(found: re.Match[str]) -> float:
    """The hours that a statement names; the next day where it names none."""
    groups = found.groupdict()
    unit, number = groups.get("unit") or groups.get("unit2"), groups.get("nth") or groups.get("n") or groups.get("n2")
    if not unit or not number:
        return _HOURS["day"]
    word = number.lower()
    many = 1.0 if word in {"a", "an"} else _NTH.get(word) or float(number_of(word))
    return many * _HOURS[unit.lower()]
