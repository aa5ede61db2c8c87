"""Runs of words in title case, and those that say the same thing twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.api import Document
from msgspec import Struct

_RUN = re.compile(r"[A-Z][\w'’-]*(?: (?:(?:in|of|for|and|near|to|the|me) ){0,2}[A-Z][\w'’-]*)+(?: near me)?")
_JOINT = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_WORD = re.compile(r"[^\W_][\w'’-]*")
_SHORTEST = 2
"""A phrase of one word twice over is a name ("Walla Walla") or a slip that a spelling checker finds."""


class Run(Struct, frozen=True, gc=False):
    """A run of two or more title-case words: prose span, its text, the number of its block."""

    start: int
    end: int
    text: str
    block: int


def runs(document: Document) -> Iterator[Run]:
    """The runs of all visible blocks of running text, in order. Headings, cells and buttons are title case by custom."""
    for number, block in enumerate(document.blocks):
        if block.hidden or block.kind not in {"paragraph", "item", "quote", "description", "title"}:
            continue
        for found in _RUN.finditer(document.prose, block.start, block.end):
            yield Run(found.start(), found.end(), found.group(), number)


def doubled(prose: str, run: Run) -> tuple[int, int] | None:
    """The prose span of the second of two equal phrases that follow each other in a run, glued or not; None if there is none."""
    words = _words(run)
    texts = [prose[start:end].lower() for start, end in words]
    for size in range(len(texts) // 2, _SHORTEST - 1, -1):
        for at in range(len(texts) - 2 * size + 1):
            if texts[at : at + size] == texts[at + size : at + 2 * size]:
                return words[at + size][0], words[at + 2 * size - 1][1]
    return None


def _words(run: Run) -> list[tuple[int, int]]:
    """The words of a run as prose spans, with words that are glued together taken apart."""
    spans = list[tuple[int, int]]()
    for word in _WORD.finditer(run.text):
        edges = [0, *(joint.start() for joint in _JOINT.finditer(word.group())), len(word.group())]
        start = run.start + word.start()
        spans.extend((start + left, start + right) for left, right in zip(edges, edges[1:], strict=False))
    return spans
