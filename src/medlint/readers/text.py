"""Plain text: paragraphs between blank lines, bare heading lines, list items, bare addresses."""

from __future__ import annotations

from medlint.lazy import lazy_pattern
from medlint.model import BlockKind, Prose
from medlint.readers.front_matter import split_front_matter
from medlint.readers.meta import add_front_matter
from medlint.readers.prose import ProseBuilder
from medlint.readers.urls import add_text

_LINE = lazy_pattern(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_ENTRY = lazy_pattern(r"\[\d{1,3}\]")  # of a numbered list of references
_BULLET = lazy_pattern(r"[ \t]*(?:[-*\u2022\u00b7\u25e6\u2013]|\(?\d{1,3}[.)])[ \t]+(?=\S)")
_STOP = lazy_pattern(r"[.!;:,\u2026][\"'\u201d\u2019)\]]*$")
HEADING_CHARACTERS = 90
"""A bare line longer than this is a paragraph, not a heading (an estimate: headings run to some 70 characters)."""
WRAP_CHARACTERS = 160
"""Lines longer than this are not hard-wrapped (editors wrap at 72 to 120): each is a paragraph of its own."""

_Line = tuple[int, int]


def read_text(source: str, suffix: str = ".txt") -> Prose:  # noqa: ARG001 - the signature of every reader
    """The prose of a plain text. Blocks are headings (level 1 for the first line, else 2), items and paragraphs."""
    front = split_front_matter(source)
    reading = _Reading(ProseBuilder(source))
    add_front_matter(reading.builder, front)
    for lines in _paragraphs(source, front.body):
        reading.add(lines)
    return reading.builder.build()


class _Reading:
    """Where in the text we are: at its first line or later, inside a list or not."""

    def __init__(self, builder: ProseBuilder) -> None:
        self.builder, self.source = builder, builder.source
        self.first, self.in_list, self.lists = True, False, 0

    def add(self, lines: list[_Line]) -> None:
        """Add a run of lines: a heading, a paragraph, list items, or a paragraph that list items follow."""
        if len(lines) == 1 and _is_heading(self.source[slice(*lines[0])].strip()):
            self._open_plain("heading", 1 if self.first else 2)
            add_text(self.builder, *lines[0])
        else:
            self._add_lines(lines)
        self.builder.close()
        self.first = False

    def _add_lines(self, lines: list[_Line]) -> None:
        gap = -1
        for start, end in lines:
            bullet = _BULLET.match(self.source, start, end)
            if bullet:
                self._open_item()
                add_text(self.builder, bullet.end(), end)
            else:
                if gap < 0:
                    self._open_plain("paragraph", 0)
                else:
                    self.builder.replace(" ", gap, start)
                add_text(self.builder, start, end)
            gap = end

    def _open_plain(self, kind: BlockKind, level: int) -> None:
        self.in_list, self.builder.group = False, 0
        self.builder.open(kind, level)

    def _open_item(self) -> None:
        """Items follow each other in one list, with blank lines between them or without."""
        self.lists += not self.in_list
        self.in_list, self.builder.group = True, self.lists
        self.builder.open("item")


def _paragraphs(source: str, start: int) -> list[list[_Line]]:
    """Runs of non-blank lines, each line as its source span without the line end."""
    found: list[list[_Line]] = [[]]
    for match in _LINE.finditer(source, start):
        if match.group(1).strip():
            found[-1].append(match.span(1))
        elif found[-1]:
            found.append([])
    return [part for lines in found if lines for part in _unwrapped(source, lines)]


def _unwrapped(source: str, lines: list[_Line]) -> list[list[_Line]]:
    """Lines too long to have been wrapped by hand are paragraphs of their own; so is a heading right above its text."""
    if len(lines) > 1 and any(end - start > WRAP_CHARACTERS for start, end in lines):
        return [[line] for line in lines]
    if len(lines) > 1 and _is_heading_above(source[slice(*lines[0])].strip(), source[slice(*lines[1])].strip()):
        return [lines[:1], lines[1:]]
    return [lines]


def _is_heading(line: str) -> bool:
    """A lone line that reads as a heading: short, with a letter, no stop at its end and no list sign before it."""
    return (
        len(line) <= HEADING_CHARACTERS
        and any(ch.isalpha() for ch in line)
        and not _STOP.search(line)
        and not _BULLET.match(line)
        and not _ENTRY.match(line)
    )


def _is_heading_above(line: str, below: str) -> bool:
    """A first line much shorter than the line below it, which begins anew, heads it though no blank line parts them."""
    return _is_heading(line) and len(line) < len(below) / 2 and below[:1].isupper() and line[:1].isupper()
