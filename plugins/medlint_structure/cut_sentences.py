"""Paragraphs that end or begin in the middle of a sentence, and lead-ins to a list that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from medlint.api import Block, Document, Match, lazy_pattern

from .empty_sections import is_filled

LEAST = 4
"""A paragraph of fewer words is a label."""
SHOWN = 3
"""So many of the words at the cut are marked."""

TAIL = 12
"""So many last characters show nearly always how a paragraph ends, without a copy of it."""
REACH = 200
"""So much of a paragraph is looked at for its last word: trying each letter of a word without end takes for ever."""

_LAST = lazy_pattern(r"([^\W\d_]+)['\u2019]?[*_)\]\"\u201d]*\s*\Z")
_DOTS = lazy_pattern(r"\s*(?:\[\s*(?:\.\.\.+|\u2026)\s*\]|\(\s*(?:\.\.\.+|\u2026)\s*\))\s*\Z|(?:\.\.\.+|\u2026)\s*\Z")
_BRACKETED = lazy_pattern(r"[\[(]\s*(?:\.\.\.+|\u2026)\s*[\])]\s*\Z")
_WORD = lazy_pattern(r"\S+")


class CutOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """`never-last`: words with which no sentence ends; `never-first`: small words with which no paragraph begins.

    `fading`: words before dots that trail off on purpose.
    """

    never_last: tuple[str, ...] = ()
    never_first: tuple[str, ...] = ()
    fading: tuple[str, ...] = ()


def find_cut(document: Document, options: CutOptions) -> Iterator[Match]:
    """One match for each paragraph that is cut at its end or beginning, or leads to nothing."""
    shown = [block for block in document.blocks if not block.hidden]
    for number, block in enumerate(shown):
        if block.kind not in {"paragraph", "item"}:
            continue
        after = shown[number + 1] if number + 1 < len(shown) else None
        fault = _fault_at_end(document, block, after, options)
        if fault:
            yield _match_end(document, block, fault, step=-int(_may_be_listed(document, after)))
        elif block.kind == "paragraph" and _begins_midway(document, shown, number, options):
            end = block.start + len(document.prose[block.start : block.end].split(" ")[0])
            yield Match(block.start, end, fields={"fault": "begins in the middle of a sentence"})


def _fault_at_end(document: Document, block: Block, after: Block | None, options: CutOptions) -> str:
    if _ends_well(document.prose[max(block.start, block.end - TAIL) : block.end].rstrip()):
        return ""
    text = document.prose[block.start : block.end].rstrip()
    if not text or _ends_well(text):
        return ""
    if (_is_short(text) and text[-1] != ":") or _goes_on(document, block, after):
        return ""
    last = _LAST.search(text[-REACH:])
    if text[-1] in "]).\u2026" and _DOTS.search(text[-REACH:]):
        return _fault_of_dots(document, block, text, options)
    ends = after is None or after.kind in {"heading", "title"}
    if text[-1] == ":":
        nothing = ends and document.format != "text" and not is_filled(document, block, after)
        return "leads to nothing" if nothing else ""
    if text[-1] == "," and block.kind == "paragraph":
        return CUT
    if last is not None and text[-1].isalpha() and last[1].lower() in options.never_last and not last[1].isupper():
        return CUT
    return CUT if ends and text[-1].isalpha() and _HALF.search(text[-REACH:]) else ""


def _ends_well(text: str) -> bool:
    """Whether a text ends with a stop, and no dots."""
    return text[-1:] in {".", "!", "?"} and not text.endswith(("...", ". . ."))


_HALF = lazy_pattern(
    r"[.!?] (?:If|When|Because|Although|While|Unless|Once|Since)\b[^.,;:!?]*"
    r"\b(?:the|in the|for the|since the|your|a) ?(?:last|first|next|past|same|few|other)?\Z"
)
"""A last sentence that begins with a condition, and stops before it comes to its point."""
CUT = "stops in the middle of a sentence"


def _fault_of_dots(document: Document, block: Block, text: str, options: CutOptions) -> str:
    """Dots in brackets stand for what was left out; so do others at the very end of a text, or behind a small word."""
    if _BRACKETED.search(text[-REACH:]):
        return "was cut off"
    before = _LAST.search(text.rstrip(". \u2026")[-REACH:])
    word = before[1].lower() if before else ""
    if word in options.fading:
        return ""
    last = next(one for one in reversed(document.blocks) if not one.hidden)
    return "was cut off" if word in options.never_last or (last is block and block.kind == "paragraph") else ""


def _is_short(text: str) -> bool:
    return len(text.split()) < LEAST


def _goes_on(document: Document, block: Block, after: Block | None) -> bool:
    """Whether what comes next may finish a sentence: a list, a quotation, a table, or something filled in."""
    if document.embeds:
        return True
    if after is None:
        return False
    if block.kind == "item" and after.kind == "item":
        return True
    if after.kind in {"item", "cell", "quote", "alt", "caption", "button", "footnote", "description"}:
        return block.kind != "item" or after.kind != "item"
    return after.kind == "paragraph" and not _starts_anew(document, after)


def _may_be_listed(document: Document, after: Block | None) -> bool:
    """Whether what follows may be an item of a list, or a formula, whose marks a plain text has lost."""
    return document.format == "text" and after is not None


def _starts_anew(document: Document, block: Block) -> bool:
    """Whether a paragraph begins a sentence of its own."""
    first = document.prose[block.start : block.start + 1]
    return first.isupper() or first in "\u201c\"'"


def _begins_midway(document: Document, shown: list[Block], number: int, options: CutOptions) -> bool:
    """Whether a paragraph under a heading, or the first of all, begins with a small word that goes on from before."""
    block = shown[number]
    before = shown[number - 1] if number else None
    if document.format == "text" or (before is not None and before.kind not in {"heading", "title"}):
        return False
    words = document.prose[block.start : block.end].split(" ", LEAST)
    return len(words) >= LEAST and words[0] in options.never_first


def _match_end(document: Document, block: Block, fault: str, *, step: int) -> Match:
    """The last words before the cut."""
    end = block.start + len(document.prose[block.start : block.end].rstrip())
    words = [found.start() for found in _WORD.finditer(document.prose, block.start, end)]
    return Match(words[-SHOWN:][0], end, step=step, fields={"fault": fault})
