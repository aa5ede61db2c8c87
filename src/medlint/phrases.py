"""Phrases as a phrasebook holds them: those of every lexicon under their first word, packed until that word is met."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from msgspec import Struct
from msgspec.msgpack import decode

from medlint.drawers import Drawers, Packs

if TYPE_CHECKING:
    from medlint.entries import Compiled

SHIFT: Final = 24
OWNER: Final = 1 << SHIFT
ENTRY: Final = OWNER - 1
"""An owner is the number of a lexicon times `OWNER` plus the number of an entry, which the mask `ENTRY` takes out."""

MOST_LETTERS: Final = 64
"""What begins or goes on with a longer word than this is not remembered."""

MOST_SECOND: Final = 4_000
"""Of so many words that follow one of the commonest it is remembered what goes on with them."""

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

    def beside(self, left: frozenset[int], right: frozenset[int]) -> tuple[int, ...]:
        """The frames that the words beside the anchor do not rule out, by the frames that have these there."""
        near = self.free
        # Most often nothing is shared, which is seen sooner than an empty intersection is made.
        if left and self.left and not left.isdisjoint(self.left):
            near += (*left.intersection(self.left),)
        if right and self.right and not right.isdisjoint(self.right):
            near += (*right.intersection(self.right),)
        if left and right and self.both and not left.isdisjoint(self.both):
            near += (*left.intersection(self.both) & right,)
        return near


class Phrase(Struct, frozen=True, array_like=True, eq=False):
    """A phrase after its first word: who owns it as a whole, as a stem, and the frames of which it is an anchor."""

    rest: str
    whole: tuple[int, ...]
    stems: tuple[int, ...]
    anchored: Anchored | None


class Branch(Struct, frozen=True, array_like=True, eq=False):
    """Phrases that begin with the same words: those to be compared in full, and the others by the word that is next.

    In `longer` these are packed until their word is first met; where there are many of them they wait in `drawers`.
    """

    phrases: tuple[Phrase, ...]
    longer: dict[str, bytes | Branch | None]
    drawers: Drawers | None = None

    def after(self, word: str) -> Branch | None:
        """What goes on with a word; None if nothing does."""
        met = self.longer.get(word)
        if isinstance(met, Branch):
            return met
        if met is None and (self.drawers is None or word in self.longer):
            return None
        return self._unpacked(word, met)

    def _unpacked(self, word: str, packed: bytes | memoryview | None) -> Branch | None:
        if packed is None and self.drawers is not None:
            packed = self.drawers.get(word)
        branch = decode(packed, type=Branch) if packed else None
        if len(word) <= MOST_LETTERS:
            if self.drawers and len(self.longer) >= MOST_SECOND:
                self.longer.clear()
            self.longer[word] = branch
        return branch


class Opening(Struct, frozen=True, array_like=True):
    """What one word begins and where it stands beside an anchor.

    `alone` is the phrase of that word alone, `longer` are those that go on. `left` are the frames that the word can
    stand left of the anchor of, `right` those to the right, among the frames for which not any word can.
    """

    alone: Phrase | None
    longer: Branch | None
    left: frozenset[int]
    right: frozenset[int]


class Tables(Struct, frozen=True):
    """What a phrasebook looks for, as plain values that can be kept in a file; openings and frames are packed.

    `ids` are the lexicons. `openings` are by first word, `prefixes` are words that may go on, and `odd` are phrases
    that do not begin with a word, by their first character and their whole text. `owners` are those of the `frames`.
    `parts` say by the number of a lexicon which others it holds, and the numbers that their entries have in it. `size`
    counts the patterns.
    """

    ids: tuple[str, ...]
    openings: Drawers
    prefixes: dict[str, bytes]
    odd: dict[str, dict[str, bytes]]
    frames: Packs
    owners: tuple[int, ...]
    parts: dict[int, Parts]
    size: int
