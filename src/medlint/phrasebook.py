"""Lexicons -> one phrasebook: every phrase of every lexicon is looked for in one pass over a folded text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from operator import attrgetter
from typing import Final, TypeAlias

from msgspec import Struct
from msgspec.msgpack import decode

from medlint.entries import shown
from medlint.frames import Frame
from medlint.phrases import ENTRY, SHIFT, Lexicon, Opening, Phrase, Tables, make_tables
from medlint.words import word_flags, word_spans

__all__ = ["Hit", "Hits", "Lexicon", "Phrasebook", "build"]

MOST_WORDS: Final = 100_000
MOST_LETTERS: Final = 64
"""Of so many different words, none longer than this, it is remembered what begins with them."""

_Find: TypeAlias = tuple[int, int, int, str]
_Place: TypeAlias = tuple[int, int, bool]

_start, _end = attrgetter("start"), attrgetter("end")


class Hit(Struct, frozen=True, gc=False):
    """A phrase found: half-open character offsets of the folded text, the entry's index in its lexicon, the phrase."""

    start: int
    end: int
    entry: int
    phrase: str


class Hits(Struct, frozen=True):
    """What one pass over one folded text found. The hits of a lexicon are made when it is first asked for.

    `_owned` are, by the number of a lexicon, the phrases found that it may own: how it owns them, the phrase, and the
    number of the entry or frame.
    """

    _book: Phrasebook
    _scanned: _Scanned
    _places: dict[Phrase, list[_Place]]
    _owned: Mapping[int, list[_Claim]]
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

    def _hits(self, lexicon: int) -> tuple[Hit, ...]:
        made = self._made.get(lexicon)
        if made is None:
            some = lexicon in self._owned or lexicon in self._book.tables.parts
            finds = list(self._finds(lexicon)) if some else []
            made = self._made[lexicon] = tuple(_longest(finds)) if finds else ()
        return made

    def _finds(self, lexicon: int) -> Iterator[_Find]:
        """What the lexicon finds by its own entries, and by the lexicons that it holds."""
        for phrase, finder in self._owned.get(lexicon, ()):
            yield from finder(self._scanned, self._places[phrase])
        for part, entries in self._book.tables.parts.get(lexicon, ()):
            yield from ((hit.start, -hit.end, entries[hit.entry], hit.phrase) for hit in self._hits(part))


class Phrasebook:
    """All phrases of all lexicons; made by `build`. What begins with a word is unpacked when that word is first met."""

    __slots__ = ("_beginnings", "_claims", "_frames", "_longest_prefix", "_odd", "numbers", "tables")

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.numbers = {name: number for number, name in enumerate(tables.ids)}
        self._beginnings: dict[str, _Beginnings | None] = {}
        self._frames: dict[int, Frame] = {}
        self._odd: dict[str, Phrase] = {}
        self._claims: dict[Phrase, list[tuple[int, _Claim]]] = {}
        self._longest_prefix = max(map(len, tables.prefixes), default=0)

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
        flags = word_flags(folded_text)
        words = {start: folded_text[start:end] for start, end in word_spans(flags)}
        scanned = _Scanned(folded_text, flags, words, {start + len(word): word for start, word in words.items()})
        places: dict[Phrase, list[_Place]] = {}
        for phrase, place in self._found(scanned):
            places.setdefault(phrase, []).append(place)
        return Hits(self, scanned, places, self._owned(places), {})

    def frame(self, number: int) -> Frame:
        """A frame by its number."""
        made = self._frames.get(number)
        if made is None:
            made = self._frames[number] = decode(self.tables.frames[number], type=Frame)
        return made

    def _found(self, scanned: _Scanned) -> Iterator[tuple[Phrase, _Place]]:
        """Every phrase that stands in a text, with its place."""
        text, flags, words = scanned.text, scanned.flags, scanned.words
        for start, word in words.items():
            known = self._beginnings_of(word)
            if known is None:
                continue
            end = start + len(word)
            for phrase, length in known.alone:
                yield phrase, (start, start + length, start + length == end)
            second = words.get(end + 1, "") if text.startswith(" ", end) else ""
            for phrases in (known.second.get(second, ()), known.others):
                for phrase in phrases:
                    if text.startswith(phrase.rest, end):
                        stop = end + len(phrase.rest)
                        yield phrase, (start, stop, not (flags[stop + 1] and flags[stop]))
        for literal in self.tables.odd:
            yield from self._found_oddly(literal, scanned)

    def _found_oddly(self, literal: str, scanned: _Scanned) -> Iterator[tuple[Phrase, _Place]]:
        """The places of a phrase that does not begin with a word."""
        flags, at = scanned.flags, scanned.text.find(literal)
        while at >= 0:
            if literal not in self._odd:
                self._odd[literal] = decode(self.tables.odd[literal], type=Phrase)
            stop = at + len(literal)
            yield self._odd[literal], (at, stop, not (flags[stop + 1] and flags[stop]))
            at = scanned.text.find(literal, at + 1)

    def _beginnings_of(self, word: str) -> _Beginnings | None:
        known = self._beginnings
        if len(word) > MOST_LETTERS:
            return self._unpacked(word)
        if word not in known:
            if len(known) >= MOST_WORDS:
                known.clear()
                self._claims.clear()
            known[word] = self._unpacked(word)
        return known[word]

    def _unpacked(self, word: str) -> _Beginnings | None:
        """What begins with a word, or with its first letters; None if nothing does."""
        packed, prefixes = self.tables.openings.get(word), self.tables.prefixes
        opening = decode(packed, type=Opening) if packed is not None else Opening(None, {}, [])
        alone = [(opening.alone, len(word))] if opening.alone else []
        stems = ((prefixes.get(word[:length]), length) for length in range(1, min(len(word), self._longest_prefix + 1)))
        alone += [(decode(stem, type=Phrase), length) for stem, length in stems if stem is not None]
        return _Beginnings(alone, opening.second, opening.others) if alone or packed is not None else None

    def _owned(self, phrases: Iterable[Phrase]) -> Mapping[int, list[_Claim]]:
        """Who owns the phrases that were found, by lexicon."""
        owned: defaultdict[int, list[_Claim]] = defaultdict(list)
        claims = self._claims
        for phrase in phrases:
            for lexicon, claim in claims.get(phrase) or self._claims_on(phrase):
                owned[lexicon].append(claim)
        return owned

    def _claims_on(self, phrase: Phrase) -> list[tuple[int, _Claim]]:
        """Every lexicon that owns a phrase: as a whole, as a stem or as the anchor of a frame."""
        owners = self.tables.owners
        made: list[tuple[int, _Claim]]
        made = [(owner >> SHIFT, (phrase, partial(_wholes, owner & ENTRY))) for owner in phrase.whole]
        made += [(owner >> SHIFT, (phrase, partial(_stems, owner & ENTRY))) for owner in phrase.stems]
        made += [(owners[frame] >> SHIFT, (phrase, partial(_frames, self, frame))) for frame in phrase.frames]
        self._claims[phrase] = made
        return made


def build(lexicons: Iterable[Lexicon]) -> Phrasebook:
    """Compile all entries into a phrasebook.

    Raises ValueError for an entry that cannot be compiled and for a second lexicon of the same id.
    """
    return Phrasebook(make_tables(lexicons))


class _Beginnings(Struct, frozen=True):
    """What begins with a word: single words with their lengths, phrases by their second word, and all others."""

    alone: Sequence[tuple[Phrase, int]]
    second: Mapping[str, Sequence[Phrase]]
    others: Sequence[Phrase]


class _Scanned(Struct, frozen=True):
    """A folded text, the flags of its words, and its words by where they start and by where they end."""

    text: str
    flags: bytes
    words: dict[int, str]
    ending: dict[int, str]


_Claim: TypeAlias = tuple[Phrase, Callable[[_Scanned, Sequence[_Place]], Iterator[_Find]]]
"""A phrase that a lexicon owns, and what makes the hits of that lexicon out of the places of the phrase."""


def _wholes(entry: int, scanned: _Scanned, places: Sequence[_Place]) -> Iterator[_Find]:
    """Where a phrase stands as a whole."""
    text = scanned.text
    return ((start, -end, entry, shown(text[start:end], stem=False)) for start, end, closed in places if closed)


def _stems(entry: int, scanned: _Scanned, places: Sequence[_Place]) -> Iterator[_Find]:
    """Where a phrase begins the last word, up to the end of that word."""
    text, flags = scanned.text, scanned.flags
    for start, end, _ in places:
        yield start, 1 - flags.index(0, end + 1), entry, shown(text[start:end], stem=True)


def _frames(book: Phrasebook, number: int, scanned: _Scanned, places: Sequence[_Place]) -> Iterator[_Find]:
    """Where a frame is filled around a phrase that is its anchor."""
    frame, entry, text = book.frame(number), book.tables.owners[number] & ENTRY, scanned.text
    left, right = frame.left, frame.right
    for start, end, _ in places:
        if left is not None and scanned.ending.get(start - 1) not in left:
            continue
        if right is not None and scanned.words.get(end + 1) not in right:
            continue
        span = _framed(frame, text, scanned.flags, (start, end))
        if span:
            yield span[0], -span[1], entry, text[span[0] : span[1]]


def _framed(frame: Frame, text: str, flags: bytes, anchor: tuple[int, int]) -> tuple[int, int] | None:
    """The longest stretch of text that the frame covers around its anchor, if all its slots are filled."""
    starts = [at for at in frame.starts(text, anchor[0]) if not (flags[at] and flags[at + 1])]
    if not starts:
        return None
    ends = [stop for at in frame.ends(text, anchor[1]) if (stop := _stop(frame, text, flags, at, anchor))]
    return (min(starts), max(ends)) if ends else None


def _stop(frame: Frame, text: str, flags: bytes, end: int, anchor: tuple[int, int]) -> int:
    """Where a frame that reaches `end` ends: there, at the end of the word after a stem, or nowhere (0)."""
    if not (flags[end + 1] and flags[end]):
        return end
    begin = anchor[1] if frame.after else anchor[0]
    if frame.stems and any(text.endswith(stem, begin, end) for stem in frame.stems):
        return flags.index(0, end + 1) - 1
    return 0


def _longest(finds: list[_Find]) -> Iterator[Hit]:
    """Hits by start, longest first, without those that lie inside one before them."""
    reached = 0
    for start, end, entry, phrase in sorted(finds):
        if -end > reached:
            reached = -end
            yield Hit(start, reached, entry, phrase)
