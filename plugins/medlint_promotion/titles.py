"""Runs of words in title case, and those that say the same thing twice."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from msgspec import Struct

from medlint.api import Document, lazy_pattern

_RUN = lazy_pattern(
    r"[A-Z][\w'’-]{0,60}(?: (?:(?:in|of|for|and|near|to|the|me) ){0,2}[A-Z][\w'’-]{0,60})+(?: near me)?"
)
_LEADING = lazy_pattern(
    r"(?:A|An|The|This|These|That|With|For|In|At|From|To|Our|Your|Their|Its|His|Her|My|If|When|And|But|As|After|Of) "
)
_JOINT = lazy_pattern(r"(?<=[a-z])(?=[A-Z][A-Za-z])")
_WORD = lazy_pattern(r"[^\W_][\w'’-]*")
_SHORTEST = 2
"""A phrase of one word twice over is a name ("Walla Walla") or a slip that a spelling checker finds."""


class Run(Struct, frozen=True, gc=False):
    """A run of two or more title-case words: prose span, its text, the number of its block."""

    start: int
    end: int
    text: str
    block: int


def runs(document: Document) -> Iterator[Run]:
    """The runs of all visible blocks of running text, in order. Cells are title case by custom."""
    for number, block in enumerate(document.blocks):
        if block.hidden or block.kind not in {"paragraph", "item", "quote", "description", "title", "heading"}:
            continue
        for found in _RUN.finditer(document.prose, block.start, block.end):
            start = found.start()
            while leading := _LEADING.match(document.prose, start, found.end()):
                start = leading.end()
            if " " in document.prose[start : found.end()]:
                yield Run(start, found.end(), document.prose[start : found.end()], number)


class Twin(Struct, frozen=True, gc=False):
    """The second of two equal phrases in a row: its prose span, and whether no space parts it from the first."""

    start: int
    end: int
    glued: bool


def twins_in(prose: str, run: Run) -> Iterator[Twin]:
    """The second of every two equal phrases that follow each other in a run, from left to right."""
    if run.text.count(" ") < 2 * _SHORTEST - 1 and not _JOINT.search(run.text):
        return
    words = _words(run)
    texts = [prose[start:end].lower() for start, end in words]
    at = 0
    while at + 2 * _SHORTEST <= len(texts):
        size = _longest_double(texts, at)
        if size:
            start = words[at + size][0]
            yield Twin(start, words[at + 2 * size - 1][1], glued=not prose[start - 1].isspace())
        at += max(size, 1)


def _longest_double(texts: list[str], at: int) -> int:
    """How many words from `at` on stand there twice in a row (0: none)."""
    for size in range((len(texts) - at) // 2, _SHORTEST - 1, -1):
        if texts[at : at + size] == texts[at + size : at + 2 * size]:
            return size
    return 0


def _words(run: Run) -> list[tuple[int, int]]:
    """The words of a run as prose spans, with words that are glued together taken apart."""
    spans = list[tuple[int, int]]()
    for word in _WORD.finditer(run.text):
        edges = [0, *(joint.start() for joint in _JOINT.finditer(word.group())), len(word.group())]
        start = run.start + word.start()
        spans.extend((start + left, start + right) for left, right in itertools.pairwise(edges))
    return spans
