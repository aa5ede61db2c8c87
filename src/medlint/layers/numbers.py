"""Numbers written in figures or in words: one table for all that reads them."""

from __future__ import annotations

from collections.abc import Iterable

ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
        "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")  # fmt: skip
"""The number words from 1 to 19."""
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
"""The number words from 20 to 90."""
VALUES: dict[str, int] = {word: number for number, word in enumerate(ONES, 1)}
"""The value of each number word in lower case."""
VALUES |= {word: 20 + 10 * place for place, word in enumerate(TENS)}
VALUES |= {
    f"{ten}{dash}{one}": 20 + 10 * place + number
    for place, ten in enumerate(TENS)
    for number, one in enumerate(ONES[:9], 1)
    for dash in "- "
}
_DOZENS = {
    "a dozen": 12,
    "dozen": 12,
    "two dozen": 24,
    "three dozen": 36,
    "half a dozen": 6,
    "a thousand": 1000,
    "a score of": 20,
}
VALUES |= _DOZENS


def any_of(words: Iterable[str]) -> str:
    """Words as alternatives of a regular expression, the longest that fits first, joined by what they begin with.

    Case-blind matching tries one alternative after the other: joined, other words fail at their first letter.
    """
    found: dict[str, list[str]] = {}
    for word in words:
        found.setdefault(word[:1], []).append(word[1:])
    ends = [""] if found.pop("", None) else []
    return "|".join([first + _rest(rests) for first, rests in sorted(found.items())] + ends)


def _rest(rests: list[str]) -> str:
    return rests[0] if len(rests) == 1 else f"(?:{any_of(rests)})"


NUMBER_WORD = any_of((*ONES, *TENS))
"""The number words of one word, as alternatives of a regular expression: one ... nineteen, twenty, thirty ..."""
# What follows a ten stands here once, and not after each of them: twenty expressions hold this one.
WORD = (
    rf"(?=[{''.join(sorted({word[0] for word in VALUES}))}])"
    rf"(?:(?:{any_of(TENS)})(?:[ -](?:{any_of(ONES[:9])}))?|{any_of((*ONES, *_DOZENS))})"
)
"""All number words below a hundred and the dozens, as a regular expression; longer ones first."""
NUMBER = (
    rf"(?:(?:a|{any_of(ONES)}) hundred(?: and (?:{WORD}))?"
    rf"|\d{{1,3}}(?:,\d{{3}})+|\d+|{WORD})"
)
"""A whole number in figures or words, as a regular expression to be used without regard to case."""


def number_of(written: str) -> int:
    """The value of a number that `NUMBER` matches: 2107 for "2,107", 14 for "fourteen"; KeyError for anything else."""
    plain = written.lower().replace(",", "")
    if plain.isdecimal():
        return int(plain)
    hundreds, found, rest = plain.partition(" hundred")
    if not found:
        return VALUES[plain]
    return 100 * (1 if hundreds == "a" else VALUES[hundreds]) + (VALUES[rest.removeprefix(" and ")] if rest else 0)
