"""Text in columns for people: lines are wrapped where a terminal shows them, and left whole for a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from medlint.lazy import lazy_pattern

NARROWEST = 60
WIDEST = 100
ENDLESS = 10_000
_PIECE = lazy_pattern(r"[^ ,]*,+ ?|[^ ,]+ ?| ")


def line_width() -> int:
    """Columns of standard output: what the terminal has, within reason; all that is needed where it is none."""
    if not sys.stdout.isatty():
        return ENDLESS
    from shutil import get_terminal_size

    return max(NARROWEST, min(get_terminal_size().columns, WIDEST))


def hang(first: str, text: str, width: int) -> Iterator[str]:
    """`first` and then `text`, broken at spaces and after commas; further lines begin in the column where it began.

    A word that is longer than the line stays whole.
    """
    line, margin = first, " " * len(first)
    for piece in _PIECE.findall(text):
        if line.strip() != first.strip() and len(line) + len(piece.rstrip()) > width:
            yield line.rstrip()
            line = margin
        line += piece
    yield line.rstrip()
