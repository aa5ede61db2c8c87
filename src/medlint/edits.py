"""Edits on their way from prose to source: exact, or none at all."""

from __future__ import annotations

from typing import Final

from medlint.document import Document
from medlint.model import Edit, Fix, Match

_MARKS: Final = frozenset(" \u00a0.,;!?()%/\u2018\u2019\u201c\u201d\u2013\u2014\u2026-")
"""What means itself, like letters and digits, in Markdown, in HTML with its attributes, and in front matter."""
_CODES: Final[dict[str, str | int | None]] = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}

_MARKUP: Final = "<\\"
"""A line break that the page asks for (`<br>`, a backslash) is read as a character, but is none to be edited."""


def place_fix(document: Document, match: Match) -> Fix | None:
    """The fix of a match in source offsets; None where it has none, or where an edit has no exact place in the source.

    A safe fix stays safe only if what it writes cannot be taken for markup where it is written.
    """
    if match.in_source or not match.edits:
        return Fix(match.safe, match.edits) if match.edits else None
    placed = [_place(document, edit) for edit in match.edits]
    edits = tuple(edit for edit, _ in placed if edit is not None)
    if len(edits) < len(placed):
        return None
    return Fix(match.safe and all(plain for _, plain in placed), edits)


def _place(document: Document, edit: Edit) -> tuple[Edit | None, bool]:
    """An edit in source offsets, or None, and whether what it writes is plain text there."""
    run = _gap(document, edit.start) if edit.start == edit.end else _run(document, edit)
    if run is None:
        return None, False
    written, words = document.source[slice(*run)], document.prose[edit.start : edit.end]
    if "\ufffc" in words or any(sign in written and sign not in words for sign in _MARKUP):
        return None, False
    if document.format == "text" or _is_plain(edit.text):
        return Edit(*run, edit.text), True
    if written == words:
        return Edit(*run, edit.text), False
    # The page writes these characters in code, so code is read here, and what is put in their place is written so.
    text = edit.text.translate(str.maketrans(_CODES))
    rest = "".join(char for char in edit.text if char not in _CODES)
    return (Edit(*run, text) if text != written else None), _is_plain(rest)


def _is_plain(text: str) -> bool:
    return all(char.isalnum() or char in _MARKS for char in text)


def _gap(document: Document, offset: int) -> tuple[int, int] | None:
    """The source place between the prose characters around an offset; None where markup stands between them."""
    block = document.blocks[document.block_at(offset)]
    if not block.start < offset < block.end or document.source_run(offset - 1, offset + 1, blank=False) is None:
        return None
    at = document.source_span(offset - 1, offset)[1]
    return at, at


def _run(document: Document, edit: Edit) -> tuple[int, int] | None:
    """The source run of a span; None where taking it out would leave markup that holds nothing, or half a line end."""
    block = document.blocks[document.block_at(edit.start)]
    run = document.source_run(edit.start, edit.end) if edit.end <= block.end else None
    if run is None:
        return None
    opens = edit.start == block.start or document.source_run(edit.start - 1, edit.start + 1) is None
    closes = edit.end == block.end or document.source_run(edit.end - 1, edit.end + 1) is None
    emptied = opens and closes and not edit.text
    # A line of a quotation begins with a mark of its own, which must not come to stand within another line.
    broken = (opens or closes) and any(sign in "\r\n" for sign in document.source[slice(*run)])
    return None if emptied or broken else run
