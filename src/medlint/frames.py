"""Frames: entries with many combinations, compared slot by slot around one rare word instead of being spelt out."""

from __future__ import annotations

import re

from msgspec import Struct

from medlint.lazy import lazy_pattern

MOST_PLACES = 64
"""A frame is followed from so many places at once, the longest fillings first: no text of a person needs more."""

_LAST_WORD = lazy_pattern(r"\w+\Z")
_FIRST_WORD = lazy_pattern(r"\A\w+")


class Slot(Struct, frozen=True, array_like=True):
    """One place of a frame: folded alternatives, and whether the place may be left out.

    The next word of a text is looked up among `words`; `lengths` are those of the alternatives that are no single word,
    or that further letters may follow.
    """

    words: frozenset[str]
    lengths: tuple[int, ...]
    optional: bool


class Frame(Struct, frozen=True, array_like=True):
    """An entry with many combinations: slots of folded alternatives with one space between.

    `anchor` holds the words that are looked for; `before` and `after` (both nearest first) are compared where one is
    found. `stems` are the alternatives of the last slot that any further letters may follow.
    """

    before: tuple[Slot, ...]
    anchor: frozenset[str]
    after: tuple[Slot, ...]
    stems: frozenset[str]

    def around(self, text: str, spaced: str, anchor: tuple[int, int]) -> tuple[int, int] | None:
        """The longest span that the frame covers around its anchor, if all its slots are filled; it cuts no word.

        `spaced` is the folded text as `words.spaced_words` gives it.
        """
        # The last character of `spaced` is a space: it stands before the first one, too.
        starts = [at for at in self.starts(text, spaced, anchor[0]) if spaced[at - 1] == " " or spaced[at] == " "]
        if not starts:
            return None
        ends = [stop for at in self.ends(text, spaced, anchor[1]) if (stop := self._stop(text, spaced, at, anchor))]
        return (min(starts), max(ends)) if ends else None

    def _stop(self, text: str, spaced: str, end: int, anchor: tuple[int, int]) -> int:
        """Where a frame that reaches `end` ends: there, at the end of the word after a stem, or nowhere (0)."""
        if spaced[end] == " " or spaced[end - 1] == " ":
            return end
        begin = anchor[1] if self.after else anchor[0]
        if self.stems and any(text.endswith(stem, begin, end) for stem in self.stems):
            return spaced.index(" ", end)
        return 0

    def starts(self, text: str, spaced: str, start: int) -> list[int]:
        """Where the frame can begin in a folded text if its anchor begins at `start`."""
        found = [start]
        for slot in self.before:
            reached = list(found) if slot.optional else []
            for at in found:
                if at and text[at - 1] == " ":
                    last = at - 1
                    word = spaced.rfind(" ", 0, last) + 1
                    if text[word:last] in slot.words:
                        reached.append(word)
                    for length in slot.lengths:
                        if length < at and text[last - length : last] in slot.words:
                            reached.append(last - length)
            if not reached:
                return reached
            found = reached if len(reached) < MOST_PLACES else sorted(set(reached))[:MOST_PLACES]
        return found

    def ends(self, text: str, spaced: str, end: int) -> list[int]:
        """Where the frame can end in a folded text if its anchor ends at `end`."""
        found = [end]
        for slot in self.after:
            reached = list(found) if slot.optional else []
            for at in found:
                if text[at : at + 1] == " ":
                    first, room = at + 1, len(text) - at - 1
                    word = spaced.index(" ", first)
                    if text[first:word] in slot.words:
                        reached.append(word)
                    for length in slot.lengths:
                        if length <= room and text[first : first + length] in slot.words:
                            reached.append(first + length)
            if not reached:
                return reached
            found = reached if len(reached) < MOST_PLACES else sorted(set(reached))[-MOST_PLACES:]
        return found


def beside(frame: Frame) -> tuple[frozenset[str] | None, frozenset[str] | None]:
    """The words that can stand next to the anchor, left and right, to tell at a glance where the frame cannot stand.

    None for a side that may be empty, or where any word may stand.
    """
    return _nearest(frame.before, _LAST_WORD, frozenset()), _nearest(frame.after, _FIRST_WORD, frame.stems)


def _nearest(slots: tuple[Slot, ...], word: re.Pattern[str], stems: frozenset[str]) -> frozenset[str] | None:
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
