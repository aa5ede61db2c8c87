"""Lexicons -> one phrasebook: every phrase of every lexicon is looked for in one pass over a folded text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, KeysView, Sequence
from operator import attrgetter
from typing import TypeAlias

from msgspec import Struct
from msgspec.msgpack import decode

from medlint.beginnings import Beginnings
from medlint.frames import Frame
from medlint.phrases import ENTRY, Lexicon, Tables
from medlint.scanning import Scanned, scan

__all__ = ["Hit", "Hits", "Lexicon", "Phrasebook", "build"]

_Find: TypeAlias = tuple[int, int, int, str]

_start, _end = attrgetter("start"), attrgetter("end")


class Hit(Struct, frozen=True, gc=False):
    """A phrase found: half-open character offsets of the folded text, the entry's index in its lexicon, the phrase."""

    start: int
    end: int
    entry: int
    phrase: str


class Hits(Struct, frozen=True):
    """What one pass over one folded text found. The hits of a lexicon are made when it is first asked for."""

    _book: Phrasebook
    _scanned: Scanned
    _made: dict[int, tuple[Hit, ...]]

    def of(self, lexicon_id: str) -> tuple[Hit, ...]:
        """The hits of one lexicon, sorted by start, without those inside a longer hit of the same lexicon.

        Hits that overlap in part are all kept; of several entries that hit the same span the first one counts.
        Raises KeyError if the phrasebook has no such lexicon.
        """
        return self._hits(self._book.numbers[lexicon_id])

    def any(self, lexicon_id: str) -> bool:
        """Whether the lexicon was hit at all. Raises KeyError if the phrasebook has no such lexicon."""
        return bool(self.of(lexicon_id))

    def between(self, lexicon_id: str, start: int, end: int) -> tuple[Hit, ...]:
        """The hits of one lexicon that lie wholly within the folded span [start, end). Raises KeyError as `of` does."""
        hits = self.of(lexicon_id)
        # No hit lies inside another, so the ends rise with the starts and both can be bisected.
        return hits[bisect_left(hits, start, key=_start) : bisect_right(hits, end, key=_end)]

    @property
    def words(self) -> KeysView[str]:
        """The words of the folded text; punctuation parts them, hyphens and apostrophes too."""
        return self._scanned.words.keys()

    def places(self, word: str) -> Sequence[int]:
        """Where a word starts in the folded text, in order."""
        starts = self._scanned.starts
        return [starts[number] for number in self._scanned.words.get(word, ())]

    def _hits(self, lexicon: int) -> tuple[Hit, ...]:
        made = self._made.get(lexicon)
        if made is None:
            owned, parts = self._scanned.owned.get(lexicon, ()), self._book.tables.parts.get(lexicon, ())
            finds = [
                (start, -start - length, entry, said) for entry, (said, length, starts) in owned for start in starts
            ]
            if lexicon in self._scanned.anchors:
                finds += self._framed(lexicon)
            for part, entries in parts:
                finds += [(hit.start, -hit.end, entries[hit.entry], hit.phrase) for hit in self._hits(part)]
            made = self._made[lexicon] = _longest(finds) if finds else ()
        return made

    def _framed(self, lexicon: int) -> Iterator[_Find]:
        """Where the frames of a lexicon are filled around their anchors."""
        book, text, spaced = self._book, self._scanned.text, self._scanned.spaced
        for number, anchor in self._scanned.anchors[lexicon]:
            span = book.frame(number).around(text, spaced, anchor)
            if span:
                yield span[0], -span[1], book.tables.owners[number] & ENTRY, text[span[0] : span[1]]


class Phrasebook:
    """All phrases of all lexicons; made by `build`. What begins with a word is unpacked when that word is first met."""

    __slots__ = ("_beginnings", "_frames", "numbers", "tables")

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.numbers = {name: number for number, name in enumerate(tables.ids)}
        self._beginnings = Beginnings(tables)
        self._frames: dict[int, Frame] = {}

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the lexicons, in the order in which they were given."""
        return self.tables.ids

    @property
    def size(self) -> int:
        """How many patterns are looked for: phrases, and the words that frames are built around."""
        return self.tables.size

    def scan(self, folded_text: str) -> Hits:
        """Look for every phrase in one pass over a text made by `fold`; a hit never starts or ends inside a word."""
        return Hits(self, scan(folded_text, self.tables, self._beginnings), {})

    def frame(self, number: int) -> Frame:
        """A frame by its number."""
        made = self._frames.get(number)
        if made is None:
            made = self._frames[number] = decode(self.tables.frames[number], type=Frame)
        return made


def build(lexicons: Iterable[Lexicon]) -> Phrasebook:
    """Compile all entries into a phrasebook.

    Raises ValueError for an entry that cannot be compiled and for a second lexicon of the same id.
    """
    from medlint.phrase_tables import make_tables

    return Phrasebook(make_tables(lexicons))


def _longest(finds: list[_Find]) -> tuple[Hit, ...]:
    """Hits by start, longest first, without those that lie inside one before them."""
    finds.sort()
    hits, reached = [], 0
    for start, end, entry, phrase in finds:
        if -end > reached:
            reached = -end
            hits.append(Hit(start, reached, entry, phrase))
    return tuple(hits)
