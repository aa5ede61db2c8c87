"""When two figures differ, and when two times are said of the same: until something works, how long it serves."""

from __future__ import annotations

from medlint.api import Cues, Document, sentence_at

from .typed_values import Value

APART = 2.0
"""Times of one kind differ if the one is at least so many times the other; other figures differ beyond rounding."""
ROUNDED = 1.12
SERVED = 1.25
"""For how long a thing serves is told more exactly: so many times is too much (our estimate)."""
EXACT = "lifetime"
"""The kind of time that is told exactly."""


LONG = 4
"""Shorter words name no thing."""
_PRONOUNS = frozenset(("it", "they", "this", "these"))
_VERBS = frozenset(("last", "must", "need", "after", "replaced", "replacing", "should", "about", "good", "have"))


def differ(one: Value, two: Value) -> bool:
    """Whether two figures differ by more than rounding."""
    low, high = sorted((one, two), key=lambda value: value.low)
    return high.low >= low.high * (1 if one.of == "year" else ROUNDED) and high.low > low.high


def same_course(document: Document, one: Value, two: Value, courses: Cues) -> bool:
    """Whether both are lengths of time until something works, or of the same other kind, and too far apart."""
    low, high = sorted((one, two), key=lambda value: value.low)
    if high.low < low.high * SERVED or not document.hits(courses):
        return False
    shared = _kinds(document, one, courses) & _kinds(document, two, courses)
    if EXACT in shared and _same_thing(document, one, two):
        return True
    return bool(shared - {EXACT}) and high.low >= low.high * APART


def _same_thing(document: Document, one: Value, two: Value) -> bool:
    """Whether two sentences begin with the same thing, or the later one with a pronoun for it."""
    names = []
    for value in sorted((one, two), key=lambda value: value.start):
        words = document.prose[span_of(document, value)[0] : value.start].lower().split()
        names.append({word.rstrip("s") for word in words if len(word) >= LONG})
        opener = words[0] if words else ""
    return opener in _PRONOUNS or not names[0].isdisjoint(names[1] - _VERBS)


def _kinds(document: Document, value: Value, courses: Cues) -> set[str]:
    """The kinds of course that the sentence of a figure speaks of."""
    found = document.hits_between(courses, *span_of(document, value))
    return {kind for hit in found for kind in document.tag(courses, hit, "of").split()}


def span_of(document: Document, value: Value) -> tuple[int, int]:
    """The sentence of a figure; the figure alone, where it stands in none."""
    sentence = sentence_at(document, value.start)
    return (sentence.start, sentence.end) if sentence else (value.start, value.end)
