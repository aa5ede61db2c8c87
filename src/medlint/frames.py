"""Frames: entries with many combinations, compared slot by slot around one rare word instead of being spelt out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from medlint.lazy import lazy_pattern

MOST_PLACES = 64
"""A frame is followed from so many places at once, the longest fillings first: no text of a person needs more."""

_LAST_WORD = lazy_pattern(r"\w+\Z")
_FIRST_WORD = lazy_pattern(r"\A\w+")


class Slot(Struct, frozen=True, array_like=True):
    """One place of a frame: folded alternatives, their lengths, and whether the place may be left out."""

    words: frozenset[str]
    lengths: tuple[int, ...]
    optional: bool


class Frame(Struct, frozen=True, array_like=True):
    """An entry with many combinations: slots of folded alternatives with one space between.

    `anchor` holds the words that are looked for; `before` (nearest first) and `after` are compared where one is found.
    `stems` are the alternatives of the last slot that any further letters may follow. `left` and `right` are the words
    that can stand next to the anchor, to tell at a glance where the frame cannot stand; None where any can.
    """

    before: tuple[Slot, ...]
    anchor: frozenset[str]
    after: tuple[Slot, ...]
    stems: frozenset[str]
    left: frozenset[str] | None = None
    right: frozenset[str] | None = None

    def starts(self, text: str, start: int) -> list[int]:
        """Where the frame can begin in a folded text if its anchor begins at `start`."""
        found = [start]
        for slot in self.before:
            reached = found if slot.optional else []
            for at in found:
                if at and text[at - 1] == " ":
                    filled = [at - 1 - n for n in slot.lengths if n < at and text[at - 1 - n : at - 1] in slot.words]
                    reached = reached + filled if filled else reached
            if not reached:
                return reached
            found = reached if len(reached) < MOST_PLACES else sorted(set(reached))[:MOST_PLACES]
        return found

    def ends(self, text: str, end: int) -> list[int]:
        """Where the frame can end in a folded text if its anchor ends at `end`."""
        found = [end]
        for slot in self.after:
            reached = found if slot.optional else []
            for at in found:
                if text[at : at + 1] == " ":
                    room = len(text) - at - 1
                    filled = [at + 1 + n for n in slot.lengths if n <= room and text[at + 1 : at + 1 + n] in slot.words]
                    reached = reached + filled if filled else reached
            if not reached:
                return reached
            found = reached if len(reached) < MOST_PLACES else sorted(set(reached))[-MOST_PLACES:]
        return found


def frame_of(before: Iterable[Slot], anchor: frozenset[str], after: Iterable[Slot], stems: frozenset[str]) -> Frame:
    """A frame of its slots; `before` and `after` are given nearest first."""
    left, right = tuple(before), tuple(after)
    beside = _nearest(left, _LAST_WORD, frozenset()), _nearest(right, _FIRST_WORD, stems)
    return Frame(left, anchor, right, stems, *beside)


def _nearest(slots: tuple[Slot, ...], word: re.Pattern[str], stems: frozenset[str]) -> frozenset[str] | None:
    """The words that can stand next to the anchor on one side; None if the side may be empty, or any word may do."""
    found: set[str] = set()
    for slot in slots:
        for text in slot.words:
            # A combining mark belongs to its word and is no \w: only plain letters are sure to be cut as the text is.
            edge = word.search(text) if text.isascii() and text not in stems else None
            if edge is None:
                return None
            found.add(edge[0])
        if not slot.optional:
            return frozenset(found)
    return None
