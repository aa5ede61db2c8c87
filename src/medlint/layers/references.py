"""Notes and numbers resolved: which entry of a reference list, or which note, a mark in the text points to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec.structs import replace

from medlint.layers.citation_marks import Citation
from medlint.layers.citation_scope import reference_blocks
from medlint.lazy import lazy_pattern

if TYPE_CHECKING:
    from medlint.document import Document

Span = tuple[int, int]

TARGET_CHARACTERS = 200
"""Of an entry without a link or a number so many characters are given as the target."""
FOLLOWED = ("doi", "pmid", "trial", "link")
"""Kinds of citation that lead to a paper, the surest first."""

_LABEL = lazy_pattern(r"(?:^|(?<=\s))\[(\d{1,3})\]\s|^(\d{1,3})[.)]\s")
_MARKER = lazy_pattern(r"(\d{1,3})[.)\]]\s*$")
_NUMBERS = lazy_pattern(r"(\d{1,3})(?:\s?[-\u2013\u207b]\s?(\d{1,3}))?")
_RAISED = str.maketrans("\u00b9\u00b2\u00b3\u2070\u2074\u2075\u2076\u2077\u2078\u2079", "1230456789")
_SOURCE = lazy_pattern(r"\d|\S\s.*?[A-Z]")


def resolve(document: Document, items: Iterable[Citation], listed: frozenset[int]) -> Iterator[Citation]:
    """The citations with what their marks point to as `target`; without the marks of notes that give no source.

    `listed` are the numbers of the blocks of reference lists. A mark without an entry keeps itself as its target.
    """
    items = tuple(items)
    if not any(item.kind == "footnote" for item in items):
        yield from items
        return
    entries = {**_entries(document, listed), **_notes(document)}
    for item in items:
        spans = [entries[key] for key in _keys(document, item) if key in entries] if item.kind == "footnote" else []
        targets = [_target(document, span, items) for span in spans]
        if not spans:
            yield item
        elif any(targets):
            yield replace(item, target="; ".join(filter(None, targets)))


def marks_citing(
    document: Document, offset: int, marks: Iterable[Citation]
) -> Iterator[tuple[Citation, tuple[Span, ...]]]:
    """Of some marks those that point to the entry or note at a prose offset, each with the spans of all its entries."""
    listed = frozenset(reference_blocks(document))
    entries = {**_entries(document, listed), **_notes(document)}
    if not any(start <= offset < end for start, end in entries.values()):
        return
    for mark in marks:
        if mark.kind != "footnote" or document.block_at(mark.start) in listed:
            continue
        labels = [link.href for link in document.links if mark.start <= link.start <= mark.end and link.href[:1] == "#"]
        spans = tuple(dict.fromkeys(entries[key] for key in (*labels, *_keys(document, mark)) if key in entries))
        if any(start <= offset < end for start, end in spans):
            yield mark, spans


def _entries(document: Document, listed: frozenset[int]) -> dict[str, Span]:
    """The entries of the reference lists by number: as they are marked, else as they are counted in their list."""
    found: dict[str, Span] = {}
    counts: dict[int, int] = {}
    for number in sorted(listed):
        block = document.blocks[number]
        marks = list(_LABEL.finditer(document.prose[block.start : block.end]))
        ends = [mark.start() for mark in marks[1:]] + [block.end - block.start]
        for mark, end in zip(marks, ends, strict=False):
            found.setdefault(mark[1] or mark[2], (block.start + mark.end(), block.start + end))
        if block.kind == "item" and not marks:
            counts[block.group] = counts.get(block.group, 0) + 1
            before = document.source_span(block.start, block.end)[0]
            marked = _MARKER.search(document.source[max(before - 8, 0) : before])
            found.setdefault(marked[1] if marked else str(counts[block.group]), (block.start, block.end))
    return found


def _notes(document: Document) -> dict[str, Span]:
    """The footnotes of Markdown by their label, with "#" before it."""
    notes = document.metadata.get("footnotes")
    if not isinstance(notes, Mapping):
        return {}
    blocks = document.blocks
    return {f"#{label}": (blocks[own[0]].start, blocks[own[-1]].end) for label, own in notes.items() if own}


def _keys(document: Document, item: Citation) -> Iterator[str]:
    """The numbers or labels that a mark names: "[2-4]" three of them, a link inside the page its number."""
    if item.target.startswith("#"):
        yield item.target
    written = document.prose[item.start : item.end].translate(_RAISED)
    for first, last in _NUMBERS.findall(written):
        for number in range(int(first), min(int(last or first), int(first) + 20) + 1):
            yield str(number)


def _target(document: Document, span: Span, items: tuple[Citation, ...]) -> str:
    """Where an entry leads: its identifier or link, else its words; empty for a note without anything like a source."""
    inside = [item for item in items if span[0] <= item.start < span[1]]
    followed = [item.target for kind in FOLLOWED for item in inside if item.kind == kind]
    if followed:
        return followed[0]
    text = re.sub(r"\s+", " ", document.prose[slice(*span)]).strip()
    return text[:TARGET_CHARACTERS] if inside or _SOURCE.search(text) else ""
