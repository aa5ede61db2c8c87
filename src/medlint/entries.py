"""Entries of a lexicon as their authors write them: braces for alternatives, a star for further letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from math import prod
from typing import TypeAlias

from medlint.folding import fold
from medlint.frames import Frame, Slot
from medlint.lazy import lazy_pattern
from medlint.words import first_word, shown

MOST_EXPANSIONS = 5_000
"""The most phrases that one entry may spell out, and the most alternatives of a frame: more is a slip of the author."""
MOST_SPELT = 6
"""An entry that stands for more phrases than this becomes a frame: lexicons then grow by sums, not by products."""

LONGEST_ENTRY = 200_000
"""The longest entry, in characters as written, its slots filled."""
LONGEST_PHRASE = 1_000
"""The longest phrase that an entry may spell out, in characters."""
MOST_SLOTS = 100
"""The most places that a frame may have."""

_DEEPEST = 2
_SPECIAL = lazy_pattern(r"[\\{}*]")
_TOKEN = lazy_pattern(r"\\[\\{},*]|[{},*]|[^\\{},*]+|\\")
_STAR = "\ufdd0"  # a noncharacter, so that a live `*` outlives folding and is told from an escaped one

_COMMON = frozenset(
    "a an and are as at be been but by can could did do does for from had has have he his how i if in into is it its"
    " may more most no not of on one only or our should so some than that the their them then there these they this"
    " those to was we were what when which who will with would you your".split()
)

_Part: TypeAlias = "str | list[list[_Part]]"


def expand(entry: str) -> tuple[str, ...]:
    r"""The folded phrases that an entry stands for, without duplicates, in the order of its alternatives.

    `{only,just} {one,a single} dose` gives every combination; an alternative may be empty (`{very ,}good`) and may
    hold braces once more, but not deeper. Spaces are collapsed and trimmed. A `*` at the very end means any further
    letters and stays in the phrase; a backslash before one of `{ } , * \` makes it plain, and a plain `*` at the end
    of a phrase is given as `\*`.

    Raises ValueError for braces that do not pair or go deeper than two, a `*` elsewhere, a phrase that is empty, and
    more than `MOST_EXPANSIONS` phrases.
    """
    parts = _bounded(entry)
    if _count(parts) > MOST_EXPANSIONS:
        raise ValueError(f"{entry[:60]!r} stands for more than {MOST_EXPANSIONS:,} phrases")
    _refuse_long(parts, entry)
    return tuple(shown(text, stem) for text, stem in dict.fromkeys(_phrase(raw, entry) for raw in _spell(parts)))


Compiled: TypeAlias = Frame | tuple[tuple[str, bool], ...]


def compile_entry(entry: str) -> Compiled:
    """An entry ready to be looked for: its phrases as (folded text, whether any letters may follow), or one frame.

    Raises ValueError as `expand` does, except that a frame is bounded by its alternatives, not by their combinations.
    """
    if not _SPECIAL.search(entry):
        return (_phrase(entry, entry),)
    parts = _bounded(entry)
    if _count(parts) > MOST_SPELT:
        frame = _frame(parts, entry)
        if frame is not None:
            return frame
        if _count(parts) > MOST_EXPANSIONS:
            raise ValueError(
                f"{entry[:60]!r} stands for more than {MOST_EXPANSIONS:,} phrases: split it into several entries"
            )
    _refuse_long(parts, entry)
    return tuple(dict.fromkeys(_phrase(raw, entry) for raw in _spell(parts)))


def weight(compiled: Compiled) -> int:
    """How much an entry adds to what is looked for: its phrases, or the alternatives of a frame."""
    if not isinstance(compiled, Frame):
        return len(compiled)
    return len(compiled.anchor) + sum(len(slot.words) for slot in (*compiled.before, *compiled.after))


def _frame(parts: list[_Part], entry: str) -> Frame | None:
    """The entry as slots between its top-level spaces; None if it has one slot only, or none that must be filled."""
    places = list(_slots(parts))
    if len(places) == 1:
        return None
    if len(places) > MOST_SLOTS:
        raise ValueError(f"{entry[:60]!r} has more than {MOST_SLOTS} places to fill")
    if sum(map(_count, places)) > MOST_EXPANSIONS:
        raise ValueError(
            f"{entry[:60]!r} has more than {MOST_EXPANSIONS:,} alternatives: split it into several entries"
        )
    for place in places:
        _refuse_long(place, entry)
    slots = [frozenset(_spelt_slot(place, entry, last=place is places[-1])) for place in places]
    stems = frozenset(text[:-1] for text in slots[-1] if text.endswith(_STAR))
    slots[-1] = frozenset(text.removesuffix(_STAR) for text in slots[-1])
    sure = [number for number, slot in enumerate(slots) if "" not in slot]
    if not sure:
        raise ValueError(f"{entry[:60]!r} can stand for nothing at all")
    anchor = max(sure, key=lambda number: _rarity(slots[number]))
    ready = [_ready(slot - {""}, stems, optional="" in slot) for slot in slots]
    return Frame(tuple(reversed(ready[:anchor])), slots[anchor], tuple(ready[anchor + 1 :]), stems)


def _ready(words: frozenset[str], stems: frozenset[str], *, optional: bool) -> Slot:
    """A slot of a frame: alternatives that are not met as the next word of a text are looked for by their length."""
    return Slot(words, tuple({len(text) for text in words if text in stems or first_word(text) != text}), optional)


def _slots(parts: list[_Part]) -> Iterator[list[_Part]]:
    """The parts of an entry, parted at the spaces that stand outside its braces."""
    slot: list[_Part] = []
    for part in parts:
        if isinstance(part, str):
            first, *rest = re.split(r"\s+", part)
            slot.append(first)
            for word in rest:
                if any(slot):
                    yield slot
                slot = [word]
        else:
            slot.append(part)
    if any(slot):
        yield slot


def _spelt_slot(slot: list[_Part], entry: str, *, last: bool) -> Iterator[str]:
    for raw in _spell(slot):
        text = " ".join(fold(raw).text.split())
        if _STAR in (text[:-1] if last else text) or text == _STAR:
            raise ValueError(
                f"{entry[:60]!r}: a * may stand at the end of the last word only; write \\* for the character"
            )
        yield text


def _rarity(slot: frozenset[str]) -> tuple[bool, int, int]:
    """How seldom the words of a slot are met, to compare by: function words and short words are met all the time."""
    return not slot & _COMMON, min(map(len, slot)), -len(slot)


def _bounded(entry: str) -> list[_Part]:
    """An entry as `_parse` gives it. Raises ValueError also for one that is too long."""
    if len(entry) > LONGEST_ENTRY:
        raise ValueError(f"{entry[:60]!r} has more than {LONGEST_ENTRY:,} characters")
    return _parse(entry)


def _refuse_long(parts: list[_Part], entry: str) -> None:
    if _longest(parts) > LONGEST_PHRASE:
        raise ValueError(f"{entry[:60]!r} stands for phrases of more than {LONGEST_PHRASE:,} characters")


def _longest(parts: list[_Part]) -> int:
    return sum(len(part) if isinstance(part, str) else max(map(_longest, part)) for part in parts)


def _parse(entry: str) -> list[_Part]:
    """An entry as a sequence of plain strings and lists of alternatives, each of which is such a sequence."""
    levels: list[list[list[_Part]]] = [[[]]]
    for mark in _TOKEN.findall(entry):
        if mark == "{":
            if len(levels) > _DEEPEST:
                raise ValueError(f"{entry[:60]!r}: braces may stand within braces once, not deeper")
            levels.append([[]])
        elif mark == "}":
            alternatives = levels.pop()
            if not levels:
                raise ValueError(f"{entry[:60]!r}: a }} without its {{")
            levels[-1][-1].append(alternatives)
        elif mark == "," and len(levels) > 1:
            levels[-1].append([])
        elif mark == "*":
            levels[-1][-1].append(_STAR)
        else:
            levels[-1][-1].append(mark[1:] if mark[0] == "\\" and len(mark) > 1 else mark)
    if len(levels) > 1:
        raise ValueError(f"{entry[:60]!r}: a {{ without its }}")
    return levels[0][0]


def _count(parts: list[_Part]) -> int:
    return prod(1 if isinstance(part, str) else sum(map(_count, part)) for part in parts)


def _spell(parts: list[_Part]) -> Iterator[str]:
    """Every combination of the alternatives, in the order of the entry."""
    return map("".join, product(*map(_choices, parts)))


def _choices(part: _Part) -> list[str]:
    return [part] if isinstance(part, str) else [text for parts in part for text in _spell(parts)]


def _phrase(raw: str, entry: str) -> tuple[str, bool]:
    """One expansion, folded and trimmed, and whether a live `*` ended it."""
    text = " ".join((raw.lower() if raw.isascii() else fold(raw).text).split())
    stem = text.endswith(_STAR)
    text = text.removesuffix(_STAR)
    if _STAR in text or (stem and text.endswith(" ")):
        raise ValueError(f"{entry[:60]!r}: a * may stand at the end of the last word only; write \\* for the character")
    if not text:
        raise ValueError(f"{entry[:60]!r} can stand for nothing at all")
    if len(text) > LONGEST_PHRASE:
        raise ValueError(f"{entry[:60]!r} has more than {LONGEST_PHRASE:,} characters")
    return text, stem
