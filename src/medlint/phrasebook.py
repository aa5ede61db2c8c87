"""Lexicons -> one automaton: every phrase of every lexicon is looked for in one pass over a folded text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import attrgetter
from typing import TYPE_CHECKING, TypeAlias
from unicodedata import category

import msgspec

from medlint.entries import Compiled, Frame, compile_entry, expand, shown
from medlint.folding import odd_characters

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

__all__ = ["Hit", "Hits", "Lexicon", "Phrasebook", "build", "expand"]

_Find: TypeAlias = tuple[int, int, int, str]

_start, _end = attrgetter("start"), attrgetter("end")


class Lexicon(msgspec.Struct, frozen=True):
    """A named list of cues; `entries` are raw lines as their author wrote them, see `expand`.

    `compiled` may hold for each entry what `compile_entry` made of it, or None.
    """

    id: str
    entries: tuple[str, ...]
    compiled: tuple[Compiled | None, ...] = ()


class Hit(msgspec.Struct, frozen=True, gc=False):
    """A phrase found: half-open character offsets of the folded text, the entry's index in its lexicon, the phrase."""

    start: int
    end: int
    entry: int
    phrase: str


class Hits(msgspec.Struct, frozen=True):
    """What one pass over one folded text found. The hits of a lexicon are made when it is first asked for.

    `_owned` are, by the number of a lexicon, the patterns found that it may own: how it owns them, the pattern, and the
    number of the entry or frame.
    """

    _numbers: Mapping[str, int]
    _scanned: _Scanned
    _owned: dict[int, list[tuple[_Finder, int, int]]]
    _made: dict[str, tuple[Hit, ...]]

    def of(self, lexicon_id: str) -> tuple[Hit, ...]:
        """The hits of one lexicon, sorted by start, without those inside a longer hit of the same lexicon.

        Hits that overlap in part are all kept; of several entries that hit the same span the first one counts.
        Raises KeyError if the phrasebook has no such lexicon.
        """
        made = self._made.get(lexicon_id)
        if made is None:
            finds = self._finds_of(self._numbers[lexicon_id])
            made = self._made[lexicon_id] = tuple(_longest(finds)) if finds else ()
        return made

    def any(self, lexicon_id: str) -> bool:
        """Whether the lexicon was hit at all. Raises KeyError if the phrasebook has no such lexicon."""
        return bool(self.of(lexicon_id))

    def between(self, lexicon_id: str, start: int, end: int) -> tuple[Hit, ...]:
        """The hits of one lexicon that lie wholly within the folded span [start, end). Raises KeyError as `of` does."""
        hits = self.of(lexicon_id)
        # No hit lies inside another, so the ends rise with the starts and both can be bisected.
        return hits[bisect_left(hits, start, key=_start) : bisect_right(hits, end, key=_end)]

    def _finds_of(self, lexicon: int) -> list[_Find]:
        finds: list[_Find] = []
        for finder, pattern, number in self._owned.get(lexicon, ()):
            finds.extend(finder(self._scanned, pattern, number))
        return finds


class Tables(msgspec.Struct, frozen=True):
    """What a phrasebook looks for, as plain values that can be kept in a file.

    `ids` are the lexicons. `patterns` go into the automaton; by their number, `whole` says who owns a pattern as a
    phrase, `stems` who allows further letters after it, and `anchors` for which of the `frames` it counts. An owner is
    the number of a lexicon times `OWNER` plus the number of an entry: integers are read back far faster than names.
    """

    ids: tuple[str, ...]
    patterns: tuple[str, ...]
    whole: tuple[tuple[int, ...], ...]
    stems: dict[int, tuple[int, ...]]
    anchors: dict[int, tuple[int, ...]]
    frames: tuple[Frame, ...]
    frame_owners: tuple[int, ...]


SHIFT = 24
OWNER, ENTRY = 1 << SHIFT, (1 << SHIFT) - 1
"""More than any lexicon has entries; and the mask that takes the number of the entry out of an owner."""


class Phrasebook:
    """All phrases of all lexicons; made by `build`. The automaton is made on the first scan and cannot be pickled."""

    __slots__ = ("_automaton", "_entries", "_numbers", "tables")

    def __init__(self, tables: Tables, entries: Mapping[str, tuple[str, ...]]) -> None:
        self.tables, self._entries = tables, entries
        self._numbers = {name: number for number, name in enumerate(tables.ids)}
        self._automaton: AhoCorasick | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the lexicons, in the order in which they were given."""
        return self.tables.ids

    @property
    def size(self) -> int:
        """How many patterns the automaton looks for."""
        return len(self.tables.patterns)

    def phrases_of(self, lexicon_id: str) -> tuple[str, ...]:
        """The distinct phrases of a lexicon, as `expand` gives them. Raises KeyError, or ValueError for too many."""
        return tuple(dict.fromkeys(phrase for entry in self._entries[lexicon_id] for phrase in expand(entry)))

    def scan(self, folded_text: str) -> Hits:
        """Look for every phrase in one pass over a text made by `fold`; a hit never starts or ends inside a word."""
        flags = _word_flags(folded_text)
        places: dict[int, list[tuple[int, int, bool]]] = {}
        for pattern, start, end in self._matches(folded_text):
            if not (flags[start] and flags[start + 1]):
                places.setdefault(pattern, []).append((start, end, not (flags[end + 1] and flags[end])))
        return Hits(self._numbers, _Scanned(self.tables, folded_text, flags, places), self._owned(places), {})

    def _owned(self, places: Iterable[int]) -> dict[int, list[tuple[_Finder, int, int]]]:
        """Who owns the patterns that were found, by lexicon: as a phrase, a stem or the anchor of a frame."""
        whole, stems, anchors = self.tables.whole, self.tables.stems, self.tables.anchors
        owners = self.tables.frame_owners
        owned: dict[int, list[tuple[_Finder, int, int]]] = {}
        for pattern in places:
            for owner in whole[pattern]:
                owned.setdefault(owner >> SHIFT, []).append((_phrases, pattern, owner & ENTRY))
            for owner in stems.get(pattern, ()):
                owned.setdefault(owner >> SHIFT, []).append((_stems, pattern, owner & ENTRY))
            for frame in anchors.get(pattern, ()):
                owned.setdefault(owners[frame] >> SHIFT, []).append((_frames, pattern, frame))
        return owned

    def _matches(self, text: str) -> list[tuple[int, int, int]]:
        """All matches, overlapping ones too: pattern, start, end."""
        if self._automaton is None:
            from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

            # Measured with 3,000 phrases: as fast as the DFA, and built in a quarter of its time.
            self._automaton = AhoCorasick(self.tables.patterns, MatchKind.Standard, False, Implementation.ContiguousNFA)
        try:
            return self._automaton.find_matches_as_indexes(text, overlapping=True)
        except UnicodeEncodeError:  # lone surrogates, as JSON metadata can hold them
            whole = text.encode("utf-8", "replace").decode("utf-8")
            return self._automaton.find_matches_as_indexes(whole, overlapping=True)


def build(lexicons: Iterable[Lexicon]) -> Phrasebook:
    """Compile all entries and join equal phrases of several lexicons into one pattern with several owners.

    Raises ValueError for an entry that cannot be compiled and for a second lexicon of the same id.
    """
    entries: dict[str, tuple[str, ...]] = {}
    whole: dict[str, list[int]] = {}
    stems: dict[str, list[int]] = {}
    anchors: dict[str, list[int]] = {}
    frames: list[tuple[Frame, int]] = []
    for number, lexicon in enumerate(lexicons):
        if lexicon.id in entries:
            raise ValueError(f"two lexicons are named {lexicon.id!r}")
        entries[lexicon.id] = lexicon.entries
        for owner, compiled in enumerate(_compiled(lexicon), number * OWNER):
            if isinstance(compiled, Frame):
                for word in sorted(compiled.anchor):
                    anchors.setdefault(word, []).append(len(frames))
                frames.append((compiled, owner))
                continue
            for text, stem in compiled:
                owners = (stems if stem else whole).setdefault(text, [])
                if not owners or owners[-1] < number * OWNER:
                    owners.append(owner)
    patterns = tuple(dict.fromkeys((*whole, *stems, *anchors)))
    tables = Tables(
        ids=tuple(entries),
        patterns=patterns,
        whole=tuple(tuple(whole.get(text, ())) for text in patterns),
        stems={index: tuple(stems[text]) for index, text in enumerate(patterns) if text in stems},
        anchors={index: tuple(anchors[text]) for index, text in enumerate(patterns) if text in anchors},
        frames=tuple(frame for frame, _ in frames),
        frame_owners=tuple(owner for _, owner in frames),
    )
    return Phrasebook(tables, entries)


def _compiled(lexicon: Lexicon) -> Iterator[Compiled]:
    ready = lexicon.compiled or (None,) * len(lexicon.entries)
    for entry, made in zip(lexicon.entries, ready, strict=True):
        yield made or compile_entry(entry)


class _Scanned(msgspec.Struct, frozen=True):
    """A folded text with the places of each pattern found in it: start, end, and whether a word ends there."""

    tables: Tables
    text: str
    flags: bytes
    places: dict[int, list[tuple[int, int, bool]]]


_Finder: TypeAlias = Callable[[_Scanned, int, int], Iterator[_Find]]


def _phrases(scanned: _Scanned, pattern: int, entry: int) -> Iterator[_Find]:
    """Where a pattern stands as a phrase."""
    phrase = shown(scanned.tables.patterns[pattern], stem=False)
    return ((start, -end, entry, phrase) for start, end, closed in scanned.places[pattern] if closed)


def _stems(scanned: _Scanned, pattern: int, entry: int) -> Iterator[_Find]:
    """Where a pattern begins the last word of a phrase, up to the end of that word."""
    phrase, flags = shown(scanned.tables.patterns[pattern], stem=True), scanned.flags
    return ((start, 1 - flags.index(0, end + 1), entry, phrase) for start, end, _ in scanned.places[pattern])


def _frames(scanned: _Scanned, pattern: int, number: int) -> Iterator[_Find]:
    """Where a frame is filled around a pattern that is its anchor."""
    frame, entry, text = scanned.tables.frames[number], scanned.tables.frame_owners[number] & ENTRY, scanned.text
    for start, end, _ in scanned.places[pattern]:
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


def _is_word(char: str) -> bool:
    """Letters, digits, the underscore and combining marks continue a word; a superscript number is a reference mark."""
    return (char.isalnum() and category(char) != "No") or char == "_" or category(char)[0] == "M"


_WORD_BYTES = bytes(_is_word(chr(byte)) for byte in range(128)) + bytes(128)


def _word_flags(text: str) -> bytes:
    """One byte per character, 1 where it belongs to a word, between two zero bytes that stand for the text's edges."""
    if not text.isascii():
        for char in filter(_is_word, odd_characters(text)):
            text = text.replace(char, "a")
    return b"\0%b\0" % text.encode("ascii", "replace").translate(_WORD_BYTES)
