"""Expressions looked for only around a word that every match holds: far cheaper than over a whole text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol


class Pattern(Protocol):
    """What is needed of an expression, made at once or when first used."""

    def finditer(self, text: str, pos: int = ..., endpos: int = ..., /) -> Iterator[re.Match[str]]:
        """The matches in text[pos:endpos]."""


def around(pattern: Pattern, text: str, word: str, before: int = 220, after: int = 90) -> Iterator[re.Match[str]]:
    """The matches of a pattern within `before` and `after` characters of each place of a word, in order, each once."""
    at, done = text.find(word), -1
    while at >= 0:
        for match in pattern.finditer(text, max(at - before, 0), min(at + len(word) + after, len(text))):
            if match.start() >= done:
                done = match.end()
                yield match
        at = text.find(word, at + len(word))
