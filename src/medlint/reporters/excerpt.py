"""A source line cut to fit, with its span marked. Widths are terminal cells: an emoji takes two, an accent none."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from msgspec import Struct
from rich.cells import cell_len

_JOINING = "\u200d\ufe0e\ufe0f"


class Excerpt(Struct, frozen=True):
    """What stands before the span, the span itself (as much as fits) and what follows it, ready to print."""

    before: str
    marked: str
    after: str

    def underline(self) -> str:
        """The line of carets below it: at least one, also under nothing."""
        return " " * cell_len(self.before) + "^" * max(1, cell_len(self.marked))


def cut_out(line: str, start: int, end: int, *, width: int, show: Callable[[str], str], ellipsis: str) -> Excerpt:
    """The span `start`..`end` (characters of `line`) and as much of its surroundings as `width` cells hold.

    `show` makes text printable and may change its length; the cut is made after it. Linear in `width`, not in the line.
    """
    reach = 4 * width
    before = show(line[max(0, start - reach) : start]).lstrip()
    marked = shorten(show(line[start : min(end, start + reach)]), width, ellipsis)
    after = show(line[end : end + reach]).rstrip()
    room = width - cell_len(marked)
    left, right = _share(room, cell_len(before), cell_len(after))
    cut_before = start > reach or cell_len(before) > left
    return Excerpt(
        before=_shorten_left(before, left, ellipsis) if cut_before else before,
        marked=marked,
        after=shorten(after, right, ellipsis),
    )


def shorten(text: str, width: int, ellipsis: str) -> str:
    """The beginning of a text that fits `width` cells, at a word's end if there is one near, and an ellipsis."""
    if cell_len(text) <= width:
        return text
    head = _head(text, width - cell_len(ellipsis))
    words = head.rfind(" ")
    kept = head[:words] if words > len(head) - 12 and words > 0 else head
    return kept + ellipsis if width >= cell_len(ellipsis) else ""


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells. A word that is longer is broken, unless it is a web address."""
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if cell_len(joined) <= width:
            lines[-1] = joined
        else:
            lines.extend(_pieces(word, width))
    return [line for line in lines if line]


def _pieces(word: str, width: int) -> list[str]:
    pieces: list[str] = []
    while "://" not in word and cell_len(word) > width:
        head = _head(word, width) or word[:1]
        pieces.append(head)
        word = word[len(head) :]
    return [*pieces, word]


def _share(room: int, before: int, after: int) -> tuple[int, int]:
    """Cells for what stands on either side: halves, and what one side leaves over goes to the other."""
    left = min(before, max(room // 2, room - after))
    return left, max(0, room - left)


def _head(text: str, width: int) -> str:
    """The longest beginning within `width` cells that does not part a letter from its accents or an emoji."""
    at = min(len(text), max(0, width))
    while at and cell_len(text[:at]) > width:
        at -= 1
    while 0 < at < len(text) and (_joins(text[at]) or text[at - 1] == "\u200d"):
        at -= 1
    return text[:at]


def _joins(char: str) -> bool:
    return char in _JOINING or unicodedata.combining(char) > 0 or "\U0001f3fb" <= char <= "\U0001f3ff"


def _shorten_left(text: str, width: int, ellipsis: str) -> str:
    """The end of a text that fits `width` cells, from a word's beginning if there is one near."""
    room = width - cell_len(ellipsis)
    if room <= 0:
        return ""
    at = max(0, len(text) - room)
    while at < len(text) and (cell_len(text[at:]) > room or _joins(text[at]) or text[at - 1 : at] == "\u200d"):
        at += 1
    word = text.find(" ", at, at + 12)
    return ellipsis + (text[word + 1 :] if word >= 0 else text[at:])
