"""Double quotation marks that stand on the wrong side, lack a space, or have no partner in their paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from medlint.api import lazy_pattern

from .faults import Fault

WRONG_SIDE = "the quotation mark stands on the wrong side of the space"
NO_SPACE = "a space is missing beside the quotation mark"
NEVER_OPENED = "this quotation is closed but was never opened"
NEVER_CLOSED = "this quotation is opened but never closed"

FAR = 8
"""A quotation is followed over so many paragraphs: longer ones are set apart."""

# Two single marks are an old way to write a double one.
_MARK = lazy_pattern("[\"\u201c\u201d]|''|\u2019\u2019|\u2018\u2018")
_MARKS = ('"', "\u201c", "\u201d", "''", "\u2019\u2019", "\u2018\u2018")
_OPENING = ("\u201c", "\u2018\u2018")
_LEFT_FREE = frozenset("([{\u2014\u2013-/'\u2018\u201c\ufffc")
_RIGHT_FREE = frozenset(".,;:!?)]}\u2014\u2013-/'\u2019\u2026\ufffc[(*\u00ae\u2122")
_FREE_LEANS = {"\u201c": "open", "\u2018\u2018": "open", "\u201d": "close", "\u2019\u2019": "close"}
_WORD_BEFORE = lazy_pattern(r"\S{1,30}\s?\Z")
_WORD_AFTER = lazy_pattern(r"\s?[\w'\u2019-]{1,30}")

_TOLD = lazy_pattern(
    r"\s(?:(?:he|she|they|[A-Z][\w.]+(?: [A-Z]\w+)?) )?(?:says?|said|adds?|added|explain(?:s|ed)|told|note[sd])\b"
)
"""Who said it: what stands before was a quotation, and no new one opens."""


class _Mark(Struct, frozen=True, gc=False):
    """A mark: where it stands, where it ends, and how it leans.

    `leans`: `open`, `close`, `glued` (letters on both sides) or `free`.
    """

    at: int
    end: int
    leans: str


class Paragraph(Struct, frozen=True, gc=False):
    """A span of text whose marks should pair."""

    start: int
    end: int


def find_quote_faults(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[Fault]:
    """The faults of a text, paragraph by paragraph. A quotation may run on over paragraphs."""
    if not any(mark in text for mark in _MARKS):
        return
    running = False
    for number, paragraph in enumerate(paragraphs):
        marks = _marks(text, paragraph)
        if not marks:
            continue
        faults, running = _pair(text, marks, running, _goes_on(text, paragraphs[number + 1 : number + 1 + FAR]))
        yield from faults


def _marks(text: str, paragraph: Paragraph) -> list[_Mark]:
    found: list[_Mark] = []
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        before = _letter_before(text, match.start(), paragraph.start)
        after = text[match.end()] if match.end() < paragraph.end else " "
        if not (match[0] not in _OPENING and before.isdigit() and not after.isalpha()) or _is_open(found):
            found.append(_Mark(*match.span(), _leaning(match[0], before, after)))
    return found


def _letter_before(text: str, at: int, first: int) -> str:
    """The character before a mark, beyond a single mark that closes there, too."""
    if at - 2 >= first and text[at - 1] in "'\u2019" and not text[at - 2].isspace():
        return text[at - 2]
    return text[at - 1] if at > first else " "


def _is_open(marks: list[_Mark]) -> bool:
    """Whether a quotation is open after these marks, so that a mark behind a digit closes it and is no inch sign."""
    return bool(marks) and marks[-1].leans == "open"


def _leaning(mark: str, before: str, after: str) -> str:
    left = before.isspace() or before in _LEFT_FREE
    right = after.isspace() or after in _RIGHT_FREE
    if left and right:
        return _FREE_LEANS.get(mark, "free")
    if left:
        return "open"
    return "close" if right else "glued"


def _pair(text: str, marks: list[_Mark], running: bool, goes_on: bool) -> tuple[list[Fault], bool]:
    """The faults of one paragraph, and whether its last quotation runs on. `running`: one came in from before."""
    faults: list[Fault] = []
    opened: int | None = None
    for index, mark in enumerate(marks):
        later = marks[index + 1].leans if index + 1 < len(marks) else ""
        if opened is None and mark.leans == "close" and running:
            running = False
        elif opened is None and mark.leans == "close":
            if later == "close" and text[mark.at - 1] in ",:" and not _TOLD.match(text, mark.end):
                faults.append(_fault(text, mark.at, WRONG_SIDE))
                opened = mark.at
            else:
                faults.append(_fault(text, mark.at, NEVER_OPENED))
        elif opened is None and mark.leans == "glued":
            faults.extend(_glued(text, mark.at, later == "close"))
            opened = mark.at if later == "close" else None
        elif opened is None:
            opened = mark.at
        elif mark.leans == "open":
            faults.append(_fault(text, opened, NEVER_CLOSED))
            opened = mark.at
        else:
            if mark.leans == "glued" and text[mark.at - 1] in ".,!?" and text[mark.end].isalpha():
                faults.append(_fault(text, mark.at, NO_SPACE, (mark.end,)))
            opened = None
    if opened is not None and not goes_on:
        faults.append(_fault(text, opened, NEVER_CLOSED))
    return faults, opened is not None and goes_on


def _glued(text: str, at: int, closes_later: bool) -> Iterator[Fault]:
    """A mark with letters or stops on both sides while no quotation is open."""
    if closes_later and (text[at - 1] in ",:.!?" or text[at - 1].islower()):
        yield _fault(text, at, NO_SPACE, (at,))
    elif text[at - 1] in ".!?" and text[at + 1].isupper():
        yield _fault(text, at, NEVER_OPENED)


def _goes_on(text: str, following: Sequence[Paragraph]) -> bool:
    """Whether a quotation may run on: the next paragraph opens with a mark, or the first with marks closes one."""
    for number, paragraph in enumerate(following):
        marks = _marks(text, paragraph)
        if marks:
            return (number == 0 and marks[0].at == paragraph.start) or marks[0].leans == "close"
    return False


def _fault(text: str, at: int, kind: str, spaces: tuple[int, ...] = ()) -> Fault:
    """The mark with the word before it and, unless it only opens, the one after it."""
    before = _WORD_BEFORE.search(text, max(0, at - 31), at)
    start = before.start() if before and kind != NEVER_CLOSED else at
    after = _WORD_AFTER.match(text, at + 1) if kind != NEVER_OPENED or text[at + 1 : at + 2].isalpha() else None
    return Fault(start, after.end() if after else at + 1, kind, spaces)
