"""Figures of a headline that the text below does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.api import NUMBER, Block, Document, Match, lazy_pattern, number_of

NEAR, ROUNDED, RATE = 0.045, 0.15, 1.5
"""A figure may be rounded by so much of itself; after "almost", by so much; a share told as a rate, so many points."""

_FIGURE = lazy_pattern(
    r"(?<![\w.,/-])(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?:\s?%| ?per ?cent\b|-fold\b"
    r"| times\b| (?:in|out of) (?:\d+|ten)\b"
    r"| ?(?:kg|lbs?|mg|ml)\b| (?:pounds|kilos|stone|minutes|hours|days|weeks|months|years|deaths|lives"
    r"|people|patients|women|men"
    r"|children|adults)\b)",
    re.IGNORECASE,
)
_NUMBER = lazy_pattern(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\w.])\d+(?:\.\d+)?")
_WORDS = lazy_pattern(rf"\b{NUMBER}\b", re.IGNORECASE)
_ROUND = ("half", "third", "quarter", "tenth", "double", "twice", "triple", "decade", "dozen", "fortnight", "year",
          "hundred", "thousand", "million", "billion", "fold")  # fmt: skip
_ABOUT = frozenset(("about", "almost", "nearly", "around", "over", "some", "roughly", "than"))
_RATE = lazy_pattern(rf"\b(?P<part>{NUMBER}) (?:in|of|out of) (?:every )?(?P<whole>{NUMBER})\b", re.IGNORECASE)
_SPELT_OTHERWISE = frozenset((2, 3, 6, 10, 12, 14, 20, 25, 30, 33, 40, 50, 52, 66, 67, 75, 80, 90, 100, 1000))
_LISTED = lazy_pattern(r"\W*\d+ (?:ways|things|tips|reasons|facts|signs|steps|foods|questions|myths)\b", re.IGNORECASE)


def find_missing_figure(document: Document, headline: Block) -> list[Match]:
    """A match for the first figure with a unit of a headline that no number of the text comes near."""
    found = _FIGURE.search(document.prose, headline.start, headline.end)
    if found is None or _LISTED.match(document.prose, headline.start, headline.end):
        return []
    wanted = float(found["number"].replace(",", ""))
    before = document.prose[headline.start : found.start()].lower().split()[-1:]
    slack = ROUNDED if set(before) & _ABOUT else NEAR
    below = document.prose[headline.end :]
    numbers = [float(one[0].replace(",", "")) for one in _NUMBER.finditer(below)]
    if any(abs(number - wanted) <= max(slack * wanted, 0.5) for number in numbers):
        return []
    lowered = below.lower()
    if found[0].lower().endswith(("%", "cent")) and any(abs(rate - wanted) <= RATE for rate in _rates(lowered)):
        return []
    if wanted == int(wanted) and _is_spelt(int(wanted), lowered):
        return []
    return [] if wanted in _SPELT_OTHERWISE and any(word in lowered for word in _ROUND) else [_match(found)]


def _rates(text: str) -> Iterator[float]:
    """The shares that a text gives as so many in so many, in per cent."""
    for found in _RATE.finditer(text):
        part, whole = number_of(found["part"]), number_of(found["whole"])
        if whole:
            yield 100 * part / whole


def _is_spelt(number: int, text: str) -> bool:
    return any(number_of(word[0]) == number for word in _WORDS.finditer(text))


def _match(found: re.Match[str]) -> Match:
    return Match(found.start(), found.end(), fields={"fault": "a figure that the text below does not have"})
