"""Entries of a lexicon as their authors write them: braces for alternatives, a star for further letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import product
from math import prod
from typing import TypeAlias

from medlint.folding import fold

MOST_EXPANSIONS = 5_000
"""The most phrases that one entry may stand for: more is a slip of the author, and would slow every run."""

_DEEPEST = 2
_SPECIAL = re.compile(r"[\\{}*]")
_TOKEN = re.compile(r"\\[\\{},*]|[{},*]|[^\\{},*]+|\\")
_STAR = "\ufdd0"  # a noncharacter, so that a live `*` outlives folding and is told from an escaped one

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
    return tuple(shown(text, stem) for text, stem in phrases(entry))


def phrases(entry: str) -> Iterable[tuple[str, bool]]:
    """As `expand`, but each phrase as its folded text and whether any further letters may follow it."""
    if not _SPECIAL.search(entry):
        return (_phrase(entry, entry),)
    parts = _parse(entry)
    if _count(parts) > MOST_EXPANSIONS:
        raise ValueError(
            f"{entry[:60]!r} stands for more than {MOST_EXPANSIONS:,} phrases: split it into several entries"
        )
    return dict.fromkeys(_phrase(raw, entry) for raw in _spell(parts))


def _parse(entry: str) -> list[_Part]:
    """An entry as a sequence of plain strings and lists of alternatives, each of which is such a sequence."""
    levels: list[list[list[_Part]]] = [[[]]]
    for mark in _TOKEN.findall(entry):
        if mark == "{":
            if len(levels) > _DEEPEST:
                raise ValueError(f"{entry!r}: braces may stand within braces once, not deeper")
            levels.append([[]])
        elif mark == "}":
            alternatives = levels.pop()
            if not levels:
                raise ValueError(f"{entry!r}: a }} without its {{")
            levels[-1][-1].append(alternatives)
        elif mark == "," and len(levels) > 1:
            levels[-1].append([])
        elif mark == "*":
            levels[-1][-1].append(_STAR)
        else:
            levels[-1][-1].append(mark[1:] if mark[0] == "\\" and len(mark) > 1 else mark)
    if len(levels) > 1:
        raise ValueError(f"{entry!r}: a {{ without its }}")
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
    text = " ".join(fold(raw).text.split())
    stem = text.endswith(_STAR)
    text = text.removesuffix(_STAR)
    if _STAR in text or (stem and text.endswith(" ")):
        raise ValueError(f"{entry!r}: a * may stand at the end of the last word only; write \\* for the character")
    if not text:
        raise ValueError(f"{entry!r} can stand for nothing at all")
    return text, stem


def shown(text: str, stem: bool) -> str:
    """A phrase of `phrases` as `expand` writes it."""
    if stem:
        return f"{text}*"
    return f"{text[:-1]}\\*" if text.endswith("*") else text
