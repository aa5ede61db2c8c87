"""What begins with a word of a text, and where such a word can stand: unpacked when the word is first met."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.msgpack import decode

from medlint.phrases import MOST_LETTERS, Branch, Opening, Phrase, Tables

MOST_WORDS: Final = 50_000
"""Of so many different words it is remembered what begins with them."""


class Beginning(Struct, frozen=True):
    """What begins with a word: single words with their lengths, and longer phrases.

    `rests` are how those of the longer ones go on that are to be compared in full. `left` and `right` are the frames
    that the word can stand beside the anchor of.
    """

    alone: Sequence[tuple[Phrase, int]] = ()
    longer: Branch | None = None
    rests: tuple[str, ...] = ()
    left: frozenset[int] = frozenset()
    right: frozenset[int] = frozenset()


_NOTHING: Final = Beginning()


class Beginnings:
    """What begins with each word met so far."""

    __slots__ = ("_known", "_longest_prefix", "_phrases", "_tables")

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._known: dict[str, Beginning] = {}
        self._phrases: dict[str, Phrase] = {}
        self._longest_prefix = max(map(len, tables.prefixes), default=0)

    def of(self, word: str) -> Beginning:
        """What begins with a word, or with its first letters."""
        known = self._known
        if word in known:
            return known[word]
        made = self._unpacked(word)
        if len(word) <= MOST_LETTERS:
            if len(known) >= MOST_WORDS:
                known.clear()
            known[word] = made
        return made

    def odd(self, literal: str) -> Phrase:
        """A phrase that does not begin with a word. Raises KeyError."""
        return self._phrase(self._tables.odd[literal[0]], literal)

    def _unpacked(self, word: str) -> Beginning:
        packed, prefixes = self._tables.openings.get(word), self._tables.prefixes
        alone = [
            (self._phrase(prefixes, word[:length]), length)
            for length in range(1, min(len(word), self._longest_prefix + 1))
            if word[:length] in prefixes
        ]
        if packed is None:
            return Beginning(alone) if alone else _NOTHING
        opening = decode(packed, type=Opening)
        if opening.alone:
            alone.append((opening.alone, len(word)))
        rests = tuple(phrase.rest for phrase in opening.longer.phrases) if opening.longer else ()
        return Beginning(alone, opening.longer, rests, opening.left, opening.right)

    def _phrase(self, packed: Mapping[str, bytes], text: str) -> Phrase:
        """A phrase that stands by itself in the tables, unpacked once."""
        made = self._phrases.get(text)
        if made is None:
            made = self._phrases[text] = decode(packed[text], type=Phrase)
        return made
