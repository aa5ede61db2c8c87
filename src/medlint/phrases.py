"""Phrases as a phrasebook holds them: those of every lexicon under their first word, packed until that word is met."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from msgspec import Struct

from medlint.drawers import Drawers, Packs

if TYPE_CHECKING:
    from medlint.entries import Compiled

SHIFT: Final = 24
OWNER: Final = 1 << SHIFT
ENTRY: Final = OWNER - 1
"""An owner is the number of a lexicon times `OWNER` plus the number of an entry, which the mask `ENTRY` takes out."""

Parts: TypeAlias = tuple[tuple[int, tuple[int, ...]], ...]
"""Which lexicons one holds, by their numbers, and the numbers that their entries have in it."""


class Lexicon(Struct, frozen=True):
    """A named list of cues; `entries` are raw lines as their author wrote them, see `entries.expand`.

    `compiled` may hold for each entry what `compile_entry` made of it, or None. `parts` may name other lexicons of
    which all entries stand here too: these are then looked for once.
    """

    id: str
    entries: tuple[str, ...]
    compiled: tuple[Compiled | None, ...] = ()
    parts: tuple[str, ...] = ()


class Anchored(Struct, frozen=True, array_like=True):
    """The numbers of the frames that one phrase is an anchor of, by the sides on which only certain words can stand."""

    free: tuple[int, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]
    both: tuple[int, ...]


class Phrase(Struct, frozen=True, array_like=True, eq=False):
    """A phrase after its first word: who owns it as a whole, as a stem, and the frames of which it is an anchor."""

    rest: str
    whole: tuple[int, ...]
    stems: tuple[int, ...]
    anchored: Anchored | None


class Opening(Struct, frozen=True, array_like=True):
    """What one word begins and where it stands beside an anchor.

    `alone` is the phrase of that word alone, `second` are phrases by their second word, packed again, in drawers where
    there are many, and `others` are those to be compared in full. `left` are the frames that the word can stand left of
    the anchor of, `right` those to the right, among the frames for which not any word can.
    """

    alone: Phrase | None
    second: dict[str, bytes] | Drawers
    others: tuple[Phrase, ...]
    left: frozenset[int]
    right: frozenset[int]


class Tables(Struct, frozen=True):
    """What a phrasebook looks for, as plain values that can be kept in a file; openings and frames are packed.

    `ids` are the lexicons. `openings` are by first word, `prefixes` are words that may go on, and `odd` are phrases
    that do not begin with a word, each by its whole text. `owners` are those of the `frames`. `parts` say by the number
    of a lexicon which others it holds, and the numbers that their entries have in it. `size` counts the patterns.
    """

    ids: tuple[str, ...]
    openings: Drawers
    prefixes: dict[str, bytes]
    odd: dict[str, bytes]
    frames: Packs
    owners: tuple[int, ...]
    parts: dict[int, Parts]
    size: int
