"""Texts of the Markdown parser, gathered into runs as long as possible before they become prose."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from medlint.model import OPAQUE
from medlint.readers.markdown_sink import MarkdownSink

_PUNCTUATION: Final = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_WHITE: Final = " \t\r\n"
_LONGEST_REFERENCE: Final = 2  # characters that `&nGg;` and its like stand for


class Runs:
    """Gathers adjacent texts, which the parser cuts at every possible mark, and hands them to the sink.

    Runs are kept in the parser's UTF-8 byte offsets, which `to_char` turns into source offsets; all else is in source
    offsets. Inside an image texts go to its alt text. `last_end` is where the latest thing inside a link ended.
    """

    def __init__(self, sink: MarkdownSink, to_char: Callable[[int], int]) -> None:
        self.sink, self.builder, self.source, self.to_char = sink, sink.builder, sink.builder.source, to_char
        self.run_start = self.run_end = -1  # bytes, so that the most frequent case needs no conversion
        self.last_end = 0
        self.images = 0
        self.alt = list[tuple[str, int, int]]()
        self.in_autolink = False

    def add_text(self, value: str, start: int, end: int) -> None:
        """Add a text, in bytes, that does not simply go on: after a mark, an indented line, an escape, a reference."""
        if start == self.run_end and len(value) > _LONGEST_REFERENCE and len(value.encode()) == end - start:
            self.run_end = end
            return
        at, stop = self.to_char(start), self.to_char(end)
        if len(value) != stop - at:
            self.flush()
            self.replace(value, at, stop)
            return
        gap = self.source[self.to_char(self.run_end) : at] if self.run_end >= 0 else "|"
        if not gap.strip(_WHITE):
            self.run_end = end
            return
        self.flush()
        if self.source[at - 1 : at] == "\\" and value[0] in _PUNCTUATION:
            self.replace(value[0], at - 1, at + 1)
            start += 1
        self.run_start, self.run_end = start, end

    def add_line_end(self, _: object, start: int, end: int) -> None:
        """Add a line end inside a paragraph, in source offsets: a space, whatever is written around it."""
        self.flush()
        self.replace(" ", start, end)

    def flush(self) -> None:
        """Hand on the run that has been gathered."""
        if self.run_end < 0:
            return
        start, end = self.to_char(self.run_start), self.to_char(self.run_end)
        self.run_start, self.run_end, self.last_end = -1, -1, end
        if self.images:
            for at, stop, is_value in self.sink.runs(start, end):
                self.alt.append((OPAQUE if is_value else self.source[at:stop], at, stop))
        elif self.in_autolink:
            self.sink.opaque(start, end)
        else:
            self.sink.text(start, end)

    def replace(self, text: str, start: int, end: int) -> None:
        """Source[start:end] is rendered as `text`."""
        self.last_end = end
        if self.images:
            self.alt.append((text, start, end))
        else:
            self.sink.replace(text, start, end)

    def add_opaque(self, _: object, start: int, end: int) -> None:
        """Add code or a formula."""
        self.flush()
        self.last_end = end
        if self.images:
            self.alt.append((OPAQUE, start, end))
        else:
            self.sink.opaque(start, end)

    def add_math(self, _: object, start: int, end: int) -> None:
        """Add what the parser takes for a formula."""
        # "$5-$10" is money: a formula never ends right before a digit (the rule of Pandoc).
        if not self.source[end : end + 1].isdigit():
            self.add_opaque(None, start, end)
        elif self.images:
            self.alt.append((self.source[start:end], start, end))
        else:
            self.flush()
            self.last_end = end
            self.sink.text(start, end)
