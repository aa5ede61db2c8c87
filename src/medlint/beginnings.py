"""What begins with a word of a text, and where such a word can stand: unpacked when the word is first met."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, cast

from msgspec import Struct
from msgspec.msgpack import decode

from medlint.drawers import Drawers
from medlint.phrases import Opening, Phrase, Tables

MOST_WORDS: Final = 50_000
MOST_LETTERS: Final = 64
"""Of so many different words, none longer than this, it is remembered what begins with them."""

MOST_SECOND: Final = 4_000
"""Of so many words that follow one of the commonest it is remembered what goes on with them."""

_NONE: Final[frozenset[int]] = frozenset()


class Beginning(Struct, frozen=True):
    """What begins with a word: single words with their lengths, phrases by their second word, and all others.

    Where there are `drawers` for second words, `second` holds those met so far. `rests` are how the others go on.
    `left` and `right` are the frames that the word can stand beside the anchor of.
    """

    alone: Sequence[tuple[Phrase, int]]
    second: dict[str, bytes | tuple[Phrase, ...]]
    drawers: Drawers | None
    others: tuple[Phrase, ...]
    rests: tuple[str, ...]
    left: frozenset[int]
    right: frozenset[int]

    def longer(self, second: str) -> tuple[Phrase, ...]:
        """The phrases with a certain second word, unpacked when it is first met."""
        phrases = self.second.get(second)
        if phrases is None:
            phrases = self._drawn(second) if self.drawers else ()
        elif isinstance(phrases, bytes):
            phrases = self.second[second] = decode(phrases, type=tuple[Phrase, ...])
        return phrases

    def _drawn(self, second: str) -> tuple[Phrase, ...]:
        packed = self.drawers.get(second) if self.drawers else None
        phrases = decode(packed, type=tuple[Phrase, ...]) if packed else ()
        if len(second) <= MOST_LETTERS:
            if len(self.second) >= MOST_SECOND:
                self.second.clear()
            self.second[second] = phrases
        return phrases


class Beginnings:
    """What begins with each word met so far."""

    __slots__ = ("_known", "_longest_prefix", "_phrases", "_tables")

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._known: dict[str, Beginning | None] = {}
        self._phrases: dict[str, Phrase] = {}
        self._longest_prefix = max(map(len, tables.prefixes), default=0)

    def of(self, word: str) -> Beginning | None:
        """What begins with a word, or with its first letters; None if nothing does."""
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
        return self._phrase(self._tables.odd, literal)

    def _unpacked(self, word: str) -> Beginning | None:
        packed, prefixes = self._tables.openings.get(word), self._tables.prefixes
        alone = [
            (self._phrase(prefixes, word[:length]), length)
            for length in range(1, min(len(word), self._longest_prefix + 1))
            if word[:length] in prefixes
        ]
        if packed is None:
            return Beginning(alone, {}, None, (), (), _NONE, _NONE) if alone else None
        opening = decode(packed, type=Opening)
        if opening.alone:
            alone.append((opening.alone, len(word)))
        rests = tuple(phrase.rest for phrase in opening.others)
        drawers = opening.second if isinstance(opening.second, Drawers) else None
        second = {} if drawers else cast("dict[str, bytes | tuple[Phrase, ...]]", opening.second)
        return Beginning(alone, second, drawers, opening.others, rests, opening.left, opening.right)

    def _phrase(self, packed: Mapping[str, bytes], text: str) -> Phrase:
        """A phrase that stands by itself in the tables, unpacked once."""
        made = self._phrases.get(text)
        if made is None:
            made = self._phrases[text] = decode(packed[text], type=Phrase)
        return made
