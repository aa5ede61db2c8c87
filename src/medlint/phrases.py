"""The tables of a phrasebook: every phrase of every lexicon under its first word, packed until that word is met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from msgspec import Raw, Struct
from msgspec.msgpack import encode

from medlint.entries import Compiled, compile_entry
from medlint.frames import Frame
from medlint.words import first_word

SHIFT: Final = 24
OWNER: Final = 1 << SHIFT
ENTRY: Final = OWNER - 1
"""An owner is the number of a lexicon times `OWNER` plus the number of an entry, which the mask `ENTRY` takes out."""

_Parts: TypeAlias = tuple[tuple[int, tuple[int, ...]], ...]


class Lexicon(Struct, frozen=True):
    """A named list of cues; `entries` are raw lines as their author wrote them, see `entries.expand`.

    `compiled` may hold for each entry what `compile_entry` made of it, or None. `parts` may name other lexicons of
    which all entries stand here too: these are then looked for once.
    """

    id: str
    entries: tuple[str, ...]
    compiled: tuple[Compiled | None, ...] = ()
    parts: tuple[str, ...] = ()


class Phrase(Struct, array_like=True, eq=False):
    """A phrase after its first word: who owns it as a whole, as a stem, and the frames of which it is an anchor."""

    rest: str
    whole: list[int]
    stems: list[int]
    frames: list[int]


class Opening(Struct, array_like=True):
    """What begins with one word: that word alone, phrases by their second word, and those to be compared in full."""

    alone: Phrase | None
    second: dict[str, list[Phrase]]
    others: list[Phrase]


class Tables(Struct, frozen=True):
    """What a phrasebook looks for, as plain values that can be kept in a file; openings and frames are packed.

    `ids` are the lexicons. `openings` are by first word, `prefixes` are words that may go on, and `odd` are phrases
    that do not begin with a word, each by its whole text. `owners` are those of the `frames`. `parts` say by the number
    of a lexicon which others it holds, and the numbers that their entries have in it. `size` counts the patterns.
    """

    ids: tuple[str, ...]
    openings: dict[str, Raw]
    prefixes: dict[str, Raw]
    odd: dict[str, Raw]
    frames: tuple[Raw, ...]
    owners: tuple[int, ...]
    parts: dict[int, _Parts]
    size: int


class _Gathered(Struct):
    """Phrases by their whole text while tables are made, frames with their owners, and which texts may go on."""

    phrases: dict[str, Phrase]
    frames: list[tuple[Frame, int]]
    open: set[str]

    def phrase(self, text: str) -> Phrase:
        """The phrase of a text, made when it is first asked for."""
        made = self.phrases.get(text)
        if made is None:
            made = self.phrases[text] = Phrase(text[len(first_word(text)) :], [], [], [])
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
    gathered, parts = _Gathered({}, [], set()), dict[int, _Parts]()
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


def _packed(ids: tuple[str, ...], gathered: _Gathered, parts: dict[int, _Parts]) -> Tables:
    openings: dict[str, Opening] = {}
    prefixes: dict[str, Raw] = {}
    odd: dict[str, Raw] = {}
    for text, phrase in gathered.phrases.items():
        word, may_go_on = first_word(text), text in gathered.open
        if not word:
            odd[text] = Raw(encode(phrase))
            continue
        opening = openings.setdefault(word, Opening(None, {}, []))
        second = first_word(phrase.rest[1:]) if phrase.rest.startswith(" ") else ""
        if not phrase.rest:
            opening.alone = phrase
            if may_go_on:
                prefixes[text] = Raw(encode(phrase))
        elif second and not (may_go_on and len(second) + 1 == len(phrase.rest)):
            opening.second.setdefault(second, []).append(phrase)
        else:
            opening.others.append(phrase)
    return Tables(
        ids=ids,
        openings={word: Raw(encode(opening)) for word, opening in openings.items()},
        prefixes=prefixes,
        odd=odd,
        frames=tuple(Raw(encode(frame)) for frame, _ in gathered.frames),
        owners=tuple(owner for _, owner in gathered.frames),
        parts=parts,
        size=len(gathered.phrases),
    )
