"""Figures of a text with what they measure: times, shares, counts of people, sums of money, doses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from medlint.api import NUMBER, NUMBER_WORD, Cues, Document, Hit, lazy_pattern, number_of

from .signs import matches_at

REACH = 40
"""A number stands at most so many characters before its unit."""

_NUMBER = rf"(?:{NUMBER}|\d+\.\d+|an?|a few|several|a couple of)"
_BEFORE = lazy_pattern(
    rf"(?<![\w.,/-])(?P<low>{_NUMBER})(?:\s*(?:-|\u2013|to|or|and)\s*(?P<high>{_NUMBER}))?[\s-]+"
    r"(?:(?!(?:of|in|out|and|or|per|than)\b)[a-z-]+\s+){0,2}$",
    re.IGNORECASE,
)
_COUNTING = lazy_pattern(rf".*\d|\W*(?:{NUMBER_WORD}|dozen|hundred|thousand|of|an?|few|several)", re.IGNORECASE)
_PERCENT = lazy_pattern(
    r"(?<![\w.,])(?P<low>\d+(?:\.\d+)?)(?:\s*(?:-|\u2013|to|%\s*(?:-|\u2013|to))\s*(?P<high>\d+(?:\.\d+)?))?\s?%"
)
_RATE = lazy_pattern(rf" (?:in|out of) (?:every )?(?P<whole>{NUMBER})\b", re.IGNORECASE)
_PART = lazy_pattern(rf"\b(?P<part>{NUMBER})$", re.IGNORECASE)
_FRACTION = lazy_pattern(r"\b(?:(?:a|one)[ -])?(?P<name>half|third|quarter|fifth|tenth)\b(?= of\b)", re.IGNORECASE)
_MONEY = lazy_pattern(
    r"(?:[$\u00a3\u20ac]|\b(?:GBP|USD|EUR) ?)(?P<low>\d[\d,]*(?:\.\d\d)?)(?:\s*(?:-|\u2013"
    r"|to)\s*[$\u00a3\u20ac]?(?P<high>\d[\d,]*))?"
)
_CURRENCIES = ("$", "\u00a3", "\u20ac", "GBP", "USD", "EUR")
_YEAR = lazy_pattern(r"\b(?:in|since)(?P<high>) (?:[A-Z][a-z]+ )?(?P<low>(?:19|20)\d\d)\b")
_YEAR_SIGNS = dict.fromkeys(("in", "since"), tuple(f" {first}" for first in "12ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
_FRACTIONS = {"half": 50.0, "third": 33.3, "quarter": 25.0, "fifth": 20.0, "tenth": 10.0}
_VAGUE = {"a": (1.0, 1.0), "an": (1.0, 1.0), "a few": (2.0, 6.0), "several": (2.0, 9.0), "a couple of": (2.0, 2.0)}
_AGE = lazy_pattern(r"[ -]old\b| (?:and|or) (?:older|younger|over|under|more|above)\b| of age\b")
_PLURAL = (1.0, 12.0)
"""What a unit in the plural without a number may mean: some hours, weeks, months."""


class Value(Struct, frozen=True, gc=False):
    """A figure at prose[start:end]: what it measures (`of`) and the range from `low` to `high` in one unit."""

    of: str
    low: float
    high: float
    start: int
    end: int


def read_values(document: Document, units: Cues) -> list[Value]:
    """The figures of the visible text, in order."""
    found = [value for hit in document.hits(units) for value in _with_unit(document, units, hit)]
    found += [_span("share", match) for match in _shares(document.prose)]
    found += [_span("money", match) for match in _sums(document.prose)]
    found += _rates(document)
    found += _fractions(document)
    found += [_span("year", match) for match in matches_at(document, _YEAR, _YEAR_SIGNS)]
    return sorted(found, key=lambda value: value.start)


def _with_unit(document: Document, units: Cues, hit: Hit) -> Iterator[Value]:
    """The figure before a unit; a unit in the plural by itself is some of them."""
    of = document.tag(units, hit, "of")
    factor = float(document.tag(units, hit, "hours") or 1)
    floor = max(document.blocks[document.block_at(hit.start)].start, hit.start - REACH)
    match = _BEFORE.search(document.prose, floor, hit.start) if _may_count(document.prose[floor : hit.start]) else None
    if match is None:
        if of == "time" and document.prose[floor : hit.start].rstrip().endswith((" in", " within")):
            yield Value(of, _PLURAL[0] * factor, _PLURAL[1] * factor, hit.start, hit.end)
        return
    if _AGE.match(document.prose, hit.end):
        return
    low, most = _number(match["low"])
    high = _number(match["high"])[1] if match["high"] else most
    if low <= high:
        yield Value(of, low * factor, high * factor, match.start(), hit.end)


def _may_count(before: str) -> bool:
    """Whether one of the last three words before a unit is the last word of a number."""
    return any(map(_COUNTING.fullmatch, before.replace("-", " ").split()[-3:]))


def _number(written: str) -> tuple[float, float]:
    """The least and the most that a number or a vague word means."""
    plain = written.lower().strip()
    if plain in _VAGUE:
        return _VAGUE[plain]
    value = float(plain) if "." in plain else float(number_of(plain))
    return value, value


def _span(of: str, match: re.Match[str]) -> Value:
    low = float(match["low"].replace(",", ""))
    high = float(match["high"].replace(",", "")) if match["high"] else low
    return Value(of, low, max(low, high), *match.span())


def _shares(prose: str) -> Iterator[re.Match[str]]:
    """The percentages: a number, or two, stand within `REACH` of each sign."""
    done = 0
    while (at := prose.find("%", done)) >= 0:
        found = _PERCENT.search(prose, max(done, at - REACH), at + REACH)
        done = max(found.end() if found else 0, at + 1)
        if found is not None:
            yield found


def _sums(prose: str) -> Iterator[re.Match[str]]:
    """The sums of money, by the signs of currencies that they begin with."""
    for sign in _CURRENCIES:
        at = prose.find(sign)
        while at >= 0:
            found = _MONEY.match(prose, at)
            if found is not None:
                yield found
            at = prose.find(sign, at + 1)


def _rates(document: Document) -> Iterator[Value]:
    """The shares in the form "three in ten"."""
    for at in (at for word in ("in", "out") for at in document.places_of(word)):
        match = _RATE.match(document.prose, at - 1) if at else None
        if match is not None:
            yield from _rate(document.prose, match)


def _fractions(document: Document) -> Iterator[Value]:
    """The shares in the form "a third of"."""
    for name, share in _FRACTIONS.items():
        for at in document.places_of(name):
            match = _FRACTION.search(document.prose, max(at - len("one "), 0), at + len(f"{name} of "))
            if match is not None:
                yield Value("share", share, share, *match.span())


def _rate(prose: str, match: re.Match[str]) -> Iterator[Value]:
    """The share that a number before "in ten" or "out of 40" makes."""
    found = _PART.search(prose, max(match.start() - REACH, 0), match.start())
    if found is not None and 0 < number_of(found["part"]) < number_of(match["whole"]):
        share = 100 * number_of(found["part"]) / number_of(match["whole"])
        yield Value("share", share, share, found.start(), match.end())
