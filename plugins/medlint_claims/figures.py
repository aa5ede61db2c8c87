"""Figures in prose: shares, ratios, multiples and counts, and what kind of figure each is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, TypeAlias

from msgspec import Struct

from medlint.api import NUMBER_WORD, Document, Hit, Sentence, lazy_pattern

FigureKind: TypeAlias = Literal["percent", "ratio", "fraction", "multiple", "count"]
REACH = 40
"""A number stands at most so many characters before the word that makes it a figure."""
FEWEST_PEOPLE = 1000
"""Smaller counts of people are samples, staff or visitors, no count of who is ill."""

_WORD = rf"(?:{NUMBER_WORD})(?:[- ](?:{NUMBER_WORD}))?"
_NUMBER = rf"(?:\d[\d,]*(?:\.\d+)?|{_WORD})"
_RANGE = rf"(?<![\w.,/$\u00a3\u20ac]){_NUMBER}\s?(?:%|per ?cent)?(?:\s?(?:-|\u2013|to|or|and)\s?{_NUMBER})?"
_SHARE = lazy_pattern(rf"({_RANGE})[\s-]?$", re.IGNORECASE)
_COUNTED = r"(?!mg|ml|times|hours?|days?|to\b|or\b)[a-z][\w'\u2019-]+\s+"
_RATIO = lazy_pattern(
    rf"({_RANGE})\s+(?:{_COUNTED}|{_COUNTED}(?:[a-z][\w-]+(?<!s)s|people|men|women|children)\s+)?$", re.IGNORECASE
)
_UNIT = lazy_pattern(
    r"\s?-?(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|mg|ml|grams?|g|kg|km|metres?|meters?|%|per ?cent"
    r"|steps?|languages|countries|cities|towns|states|words)\b",
    re.IGNORECASE,
)
_OF_THEM = lazy_pattern(
    rf"\s(?!who\b)[a-z][^.;:,]{{2,60}}, (?:about |only |some |just )?{_NUMBER}\s(?!years|months|weeks|days)[a-z]",
    re.IGNORECASE,
)
"""How a count of some of them goes on: "of ten women with a frozen shoulder, nine recover"."""
_TIMES = lazy_pattern(rf"({_RANGE}|several|many)[\s-]?$", re.IGNORECASE)
_PEOPLE = lazy_pattern(
    rf"(?<![\w.,$\u00a3\u20ac])(\d[\d,]*(?:\.\d+)?|{_WORD}|a|half a)\s+(million|billion|thousand|hundred thousand)\b"
    r"|(?<![\w.,$\u00a3\u20ac])(\d{1,3}(?:,\d{3})+|\d{4,})(?=\s)",
    re.IGNORECASE,
)
_REST = lazy_pattern(r"(?:,\d{3})+(?!\d)|\.\d+|\s?(?:to|or|-|\u2013)\s?\d[\d.]*\s?(?:%|per ?cent)", re.IGNORECASE)
"""What a figure may go on with after a phrase of the lexicon: "in 160" + ",000", "5%" + " to 10%"."""
_PART = lazy_pattern(
    r"\b(?:first|second|last|other|latter|top|bottom|upper|lower|right|left|better|back|front)\s$", re.IGNORECASE
)


class Figure(Struct, frozen=True):
    """A figure: its prose span, its kind and the value it states (0 where it is not written in digits).

    `of` is the second number of a ratio: 1000 for "3 in 1,000".
    """

    start: int
    end: int
    kind: FigureKind
    value: float = 0.0
    of: float = 0.0


def figures(document: Document, words: str) -> Iterator[Figure]:
    """The figures of a document in order, by the words of the lexicon `words` that make a number one.

    Its entries have the tag `kind`; numbers are read only where one of them stands.
    """
    for hit in document.hits(words):
        figure = _read(document, hit, document.tag(words, hit, "kind"), whole=bool(document.tag(words, hit, "whole")))
        if figure is not None:
            yield figure


def people_counts(document: Document, sentence: Sentence, people: str) -> Iterator[Figure]:
    """Counts of so many people that they are no sample ("40 million women"), by the lexicon `people`."""
    for match in _PEOPLE.finditer(document.prose, sentence.start, sentence.end):
        value = value_of(match[3] or match[1])
        reached = document.hits_between(people, match.end(), min(match.end() + REACH, sentence.end))
        if (
            (match[2] or value >= FEWEST_PEOPLE)
            and any(document.tag(people, hit, "noun") == "yes" for hit in reached)
            and not _is_year(match[0])
        ):
            yield Figure(*match.span(), "count", value)


def value_of(written: str) -> float:
    """The value of a number in digits; 0 for words."""
    digits = re.match(r"[\d,]+(?:\.\d+)?", written)
    return float(digits[0].replace(",", "").strip(",") or 0) if digits else 0.0


def _is_year(written: str) -> bool:
    return len(written) == len("2026") and written[:2] in {"19", "20"}


def _read(document: Document, hit: Hit, kind: str, *, whole: bool) -> Figure | None:
    """The figure that a word makes: the word alone ("half of", "twice as likely"), or with the number before it."""
    if kind == "fraction" and _PART.search(document.prose, max(hit.start - 10, 0), hit.start):
        return None
    if whole or kind == "fraction":
        return Figure(hit.start, hit.end, "multiple" if kind == "multiple" else "fraction")
    if kind == "percent":
        return _before(document, hit, _SHARE, "percent") or _of_hundred(document, hit)
    if kind != "ratio":
        return _before(document, hit, _TIMES, "multiple")
    found = _before(document, hit, _RATIO, "ratio")
    of_all = hit.phrase.startswith("of ") and not hit.phrase.startswith(
        ("of the ", "of those ", "of our ", "of their ")
    )
    counted = hit.phrase.startswith("of every") or (of_all and _OF_THEM.match(document.prose, hit.end) is not None)
    return found or (Figure(hit.start, hit.end, "ratio") if counted else None)


def _of_hundred(document: Document, hit: Hit) -> Figure | None:
    """The figure of "nine women in a hundred", whose number does not stand right before the words."""
    return _before(document, hit, _RATIO, "ratio") if hit.phrase.startswith("in ") else None


def _before(document: Document, hit: Hit, pattern: re.Pattern[str], kind: FigureKind) -> Figure | None:
    begin = max(hit.start - REACH, document.blocks[document.block_at(hit.start)].start)
    match = pattern.search(document.prose, begin, hit.start)
    if match is None or (kind == "ratio" and _UNIT.match(document.prose, hit.end)):
        return None
    rest = _REST.match(document.prose, hit.end)
    end = rest.end() if rest else hit.end
    last = document.prose.rfind(" ", hit.start, end) + 1 if kind == "ratio" else end
    return Figure(match.start(1), end, kind, value_of(match[1]), value_of(document.prose[last:end]))
