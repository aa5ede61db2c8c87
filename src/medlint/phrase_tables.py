"""Lexicons -> the tables of a phrasebook. Needed only where no compiled rulebook is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from msgspec import Struct
from msgspec.msgpack import encode

from medlint.drawers import fill_drawers, line_up
from medlint.entries import compile_entry
from medlint.frames import Frame, beside
from medlint.phrases import OWNER, Anchored, Branch, Lexicon, Opening, Parts, Phrase, Tables
from medlint.words import first_word

FEW: Final = 24
"""Next words beyond so many are kept in drawers: a draft has few of the thousand that can follow "the"."""

DEEPEST: Final = 4
"""Phrases are told apart by so many words after the first, then compared in full: no author can make them go deeper."""

_Longer: TypeAlias = tuple[Phrase, bool]
_Sides: TypeAlias = tuple[frozenset[str] | None, frozenset[str] | None]


class _Owners(Struct):
    """Who owns a phrase, while tables are made: as a whole, as a stem, and the frames of which it is an anchor."""

    whole: list[int]
    stems: list[int]
    frames: list[int]


class _Gathered(Struct):
    """Owners of phrases by their whole text while tables are made, frames with their owners, texts that may go on."""

    phrases: dict[str, _Owners]
    frames: list[tuple[Frame, int]]
    open: set[str]

    def phrase(self, text: str) -> _Owners:
        """The owners of a phrase, made when it is first asked for."""
        made = self.phrases.get(text)
        if made is None:
            made = self.phrases[text] = _Owners([], [], [])
        return made


def make_tables(lexicons: Iterable[Lexicon]) -> Tables:
    """Compile all entries and join equal phrases of several lexicons into one with several owners.

    Raises ValueError for an entry that cannot be compiled and for a second lexicon of the same id.
    """
    listed = list(lexicons)
    numbers: dict[str, int] = {}
    for number, lexicon in enumerate(listed):
        if numbers.setdefault(lexicon.id, number) != number:
            raise ValueError(f"two lexicons are named {lexicon.id!r}")
    gathered, parts = _Gathered({}, [], set()), dict[int, Parts]()
    for number, lexicon in enumerate(listed):
        held = tuple(_parts(lexicon, listed, numbers))
        if held:
            parts[number] = held
        _gather(gathered, lexicon, number, {entry for _, entries in held for entry in entries})
    return _packed(tuple(numbers), gathered, parts)


def _parts(lexicon: Lexicon, listed: list[Lexicon], numbers: dict[str, int]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The lexicons that one holds whole, and in the same order: others are looked for entry by entry."""
    place = {entry: number for number, entry in enumerate(lexicon.entries)}
    for name in lexicon.parts:
        part = listed[numbers[name]]
        entries = tuple(place.get(entry, -1) for entry in part.entries)
        if all(first < second for first, second in zip((-1, *entries), entries, strict=False)):
            yield numbers[name], entries


def _gather(gathered: _Gathered, lexicon: Lexicon, number: int, held: set[int]) -> None:
    ready = lexicon.compiled or (None,) * len(lexicon.entries)
    for place, (entry, made) in enumerate(zip(lexicon.entries, ready, strict=True)):
        if place in held:
            continue
        compiled, owner = made or compile_entry(entry), number * OWNER + place
        if isinstance(compiled, Frame):
            for word in sorted(compiled.anchor):
                gathered.phrase(word).frames.append(len(gathered.frames))
            gathered.open |= compiled.anchor & compiled.stems
            gathered.frames.append((compiled, owner))
            continue
        for text, stem in compiled:
            phrase = gathered.phrase(text)
            owners = phrase.stems if stem else phrase.whole
            if not owners or owners[-1] < number * OWNER:
                owners.append(owner)
            if stem:
                gathered.open.add(text)


def _packed(ids: tuple[str, ...], gathered: _Gathered, parts: dict[int, Parts]) -> Tables:
    beginnings: defaultdict[str, _Beginning] = defaultdict(lambda: _Beginning(None, [], set(), set()))
    prefixes: dict[str, bytes] = {}
    odd: defaultdict[str, dict[str, bytes]] = defaultdict(dict)
    sides = [beside(frame) for frame, _ in gathered.frames]
    for text, owners in gathered.phrases.items():
        word, may_go_on = first_word(text), text in gathered.open
        phrase = Phrase(text[len(word) :], tuple(owners.whole), tuple(owners.stems), _anchored(owners.frames, sides))
        if not word:
            odd[text[0]][text] = encode(phrase)
            continue
        if not phrase.rest and may_go_on:
            prefixes[text] = encode(phrase)
        if phrase.rest:
            beginnings[word].longer.append((phrase, may_go_on))
        else:
            beginnings[word].alone = phrase
    for number, (left, right) in enumerate(sides):
        for word in left or ():
            beginnings[word].left.add(number)
        for word in right or ():
            beginnings[word].right.add(number)
    return Tables(
        ids=ids,
        openings=fill_drawers({word: encode(beginning.packed()) for word, beginning in beginnings.items()}),
        prefixes=prefixes,
        odd=dict(odd),
        frames=line_up(encode(frame) for frame, _ in gathered.frames),
        owners=tuple(owner for _, owner in gathered.frames),
        parts=parts,
        size=len(gathered.phrases),
    )


class _Beginning(Struct):
    """An `Opening` in the making; the longer phrases with whether they may go on in the middle of a word."""

    alone: Phrase | None
    longer: list[_Longer]
    left: set[int]
    right: set[int]

    def packed(self) -> Opening:
        """The same with its phrases by their next words, each of these packed by itself."""
        longer = _branch(self.longer, 0, DEEPEST) if self.longer else None
        return Opening(self.alone, longer, frozenset(self.left), frozenset(self.right))


def _branch(longer: list[_Longer], read: int, words: int) -> Branch:
    """Phrases that agree in so many characters of their rest, by the word that comes after these, and so many more.

    To be compared in full are those that have no further word there, or one that may go on.
    """
    here: list[Phrase] = []
    by_word: defaultdict[str, list[_Longer]] = defaultdict(list)
    for phrase, may_go_on in longer:
        word = first_word(phrase.rest[read + 1 :]) if words else ""
        if word and not (may_go_on and read + 1 + len(word) == len(phrase.rest)):
            by_word[word].append((phrase, may_go_on))
        else:
            here.append(phrase)
    after = {
        word: encode(_branch(phrases, read + 1 + len(word), words - 1 if len(phrases) > 1 else 0))
        for word, phrases in by_word.items()
    }
    if len(after) > FEW:
        return Branch(tuple(here), {}, fill_drawers(after))
    return Branch(tuple(here), {**after})


def _anchored(frames: list[int], sides: list[_Sides]) -> Anchored | None:
    """The frames of an anchor by the sides on which only certain words can stand."""
    if not frames:
        return None
    bound = {number: tuple(side is not None for side in sides[number]) for number in frames}
    free, left, right, both = (
        tuple(number for number in frames if bound[number] == wanted)
        for wanted in ((False, False), (True, False), (False, True), (True, True))
    )
    return Anchored(free, left, right, both)
