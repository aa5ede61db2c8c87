"""How many took part: counts of people in the text of a sentence; ages, doses, years and rates are none."""

from __future__ import annotations

import re

from medlint.lazy import lazy_pattern

_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
         "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")  # fmt: skip
_WORDS = {word: number for number, word in enumerate(_ONES, 1)} | {word: 20 + 10 * i for i, word in enumerate(_TENS)}
_WORDS |= {f"{ten}-{one}": 20 + 10 * i + j for i, ten in enumerate(_TENS) for j, one in enumerate(_ONES[:9], 1)}
_WORDS |= {"a hundred": 100, "a dozen": 12, "two dozen": 24}

_NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_COUNT = lazy_pattern(
    rf"(?<![\w.,$\u00a3\u20ac-])({_NUMBER})\s+(?!in\b|out\b|of\b|per\b|to\b|and\b|years?\b|months?\b"
    rf"|weeks?\b|days?\b|hours?\b|mg\b|times\b|million\b|billion\b)"
    r"(?:(?!in\b|of\b|and\b|with\b|the\b|year)[\w'\u2019-]+\s+){0,3}$",
    re.IGNORECASE,
)
_RATE = lazy_pattern(rf"\b{_NUMBER}\s+(?:in|out of)\s+(?:every\s+)?$", re.IGNORECASE)
_FEWEST = 3
"""Fewer than three people are no sample: "one patient said", "two people with hay fever"."""


def count_before(before: str) -> int | None:
    """The number that counts a noun, given the text before the noun: 26 for "a study of 26 depressed "; else None."""
    match = _COUNT.search(before)
    if match is None or _RATE.search(before[: match.start()]):
        return None
    value = number_of(match[1])
    return value if value >= _FEWEST else None


def has_count(before: str) -> bool:
    """Whether the text before a noun counts it."""
    return count_before(before) is not None


def number_of(written: str) -> int:
    """The value of a number in figures or words: 2107 for "2,107", 14 for "fourteen"."""
    plain = written.lower().replace(",", "")
    return int(plain) if plain.isdecimal() else _WORDS[plain]


def added(counts: list[int]) -> int | None:
    """The size of a sample from the counts of a sentence: the total if it is given, else the arms added up."""
    if not counts:
        return None
    most = max(counts)
    parts = counts.copy()
    parts.remove(most)
    return most if len(parts) > 1 and sum(parts) == most else sum(counts)
