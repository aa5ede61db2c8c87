"""Lines on a terminal, a pipe or a legacy code page: styled, never wrapped or interpreted by the console."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, TextIO

from msgspec import Struct
from rich.cells import cell_len

from medlint.reporters.escape import encodable, printable
from medlint.reporters.excerpt import wrap

if TYPE_CHECKING:
    from rich.console import Console

LONGEST = 2000
"""Characters of one message that are shown; a report is for reading."""
NARROWEST, WIDEST = 48, 100
"""Columns of a report, whatever the terminal's: below, nothing fits; above, lines are hard to read."""

STYLES = {
    "error": "bold red",
    "warning": "bold yellow",
    "info": "cyan",
    "good": "green",
    "strong": "bold",
    "faint": "dim",
    "limit": "green underline",
    "study": "cyan",
    "claim": "magenta",
    "source": "blue",
    "": "",
}


class Signs(Struct, frozen=True):
    """The signs that carry meaning where colour does not."""

    error: str
    warning: str
    info: str
    good: str
    bar: str
    rule: str
    ellipsis: str
    opening: str
    closing: str
    dot: str
    first: str
    last: str

    def of(self, severity: str) -> str:
        """The sign of a severity, or of `good`."""
        return {"error": self.error, "warning": self.warning, "info": self.info}.get(severity, self.good)


_DRAWN = Signs("✖", "▲", "●", "✔", "│", "─", "…", "“", "”", "·", "┌", "└")
_ASCII = Signs("x", "!", "-", "+", "|", "-", "...", '"', '"', "-", "+", "+")


class Pen:
    """Writes lines of (text, style name) parts to a stream, made safe for it; `signs` are those its encoding has."""

    def __init__(
        self, file: TextIO, width: int | None, colour: bool | None, environ: Mapping[str, str] | None = None
    ) -> None:
        environ = os.environ if environ is None else environ
        coloured = wants_colour(file, environ) if colour is None else colour
        self.width = min(WIDEST, max(NARROWEST, width or _width_of(file, environ)))
        self.encoding = getattr(file, "encoding", None) or "utf-8"
        self.signs = _signs_for(self.encoding)
        self.coloured = coloured
        self._file = file
        self._console = _open_console(file, self.width) if coloured else None

    def show(self, text: str) -> str:
        """Foreign text made printable, and encodable in what the stream takes."""
        return encodable(printable(text), self.encoding)

    def line(self, *parts: tuple[str, str]) -> None:
        """One line of (text, style name) parts; without any, an empty one. Style names are those of `STYLES`."""
        shown = [(self.show(content), STYLES[style]) for content, style in parts]
        if self._console is None:
            self._file.write("".join(content for content, _ in shown).rstrip() + "\n")
            return
        from rich.text import Text

        text = Text.assemble(*shown)
        text.rstrip()
        self._console.print(text, soft_wrap=True)

    def paragraph(self, text: str, *, indent: int, label: str = "", style: str = "") -> None:
        """A text wrapped to the width; the label stands before its first line, all others hang below the text."""
        hang = indent + (cell_len(label) + 1 if label else 0)
        for number, content in enumerate(wrap(self.show(text[:LONGEST]), self.width - hang)):
            first = number == 0 and label
            margin = (" " * indent + label + " ", "strong") if first else (" " * hang, "")
            self.line(margin, (content, style))

    def heading(self, text: str, note: str = "") -> None:
        """A line across the width: what follows, a rule, and a note at its right end."""
        text, note = self.show(text), self.show(note)
        room = self.width - cell_len(text) - 1 - (cell_len(note) + 1 if note else 0)
        self.line((text, "strong"), (" " + self.signs.rule * max(2, room), "faint"), (f" {note}" if note else "", ""))

    def quoted(self, text: str) -> str:
        """The text in quotation marks."""
        return f"{self.signs.opening}{text}{self.signs.closing}"


def wants_colour(file: TextIO, environ: Mapping[str, str]) -> bool:
    """Whether to send escape codes: NO_COLOR (no-color.org) forbids, FORCE_COLOR orders, else terminals that can."""
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR", "0") not in {"", "0"}:
        return True
    return environ.get("TERM", "") not in {"dumb", "unknown"} and file.isatty()


def _open_console(file: TextIO, width: int) -> Console:
    """A console that sends the 16 colours every terminal has, and interprets nothing in what it is given."""
    from rich.console import Console

    return Console(
        file=file,
        width=width,
        color_system="standard",
        force_terminal=True,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={},
    )


def _width_of(file: TextIO, environ: Mapping[str, str]) -> int:
    """Columns: the variable COLUMNS, else those of the terminal behind the stream, else 80."""
    columns = environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns):
        return int(columns)
    if not file.isatty():
        return 80
    from shutil import get_terminal_size

    return get_terminal_size((80, 24)).columns


def _signs_for(encoding: str) -> Signs:
    try:
        "".join(getattr(_DRAWN, name) for name in _DRAWN.__struct_fields__).encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return _ASCII
    return _DRAWN
