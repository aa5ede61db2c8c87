"""Blocks that consist of cues and nothing else, and the source lines that can go with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from medlint.api import Document, Edit, Hit, lazy_pattern, sentences

_BEFORE = lazy_pattern(r"[ ]{0,3}(?:[-*+\u2022][ \t]+|\d{1,3}[.)][ \t]+|#{1,6}[ \t]+)?[*_\[]*[^\w\s<>|]?")
_AFTER = lazy_pattern(r"[^\w\s<>|\[(]{0,3}[*_]*(?:\]\([^\s()<>]*\))?[*_]*[ \t]*(?:[ \t]#+[ \t]*)?")
_UNDERLINE = lazy_pattern(r"[ ]{0,3}(?:=+|-+)[ \t]*(?=[\r\n]|\Z)")
_WORD = lazy_pattern(r"[^\W_]+")
_LINE_END = lazy_pattern(r"\r\n|\r|\n")


def filled_blocks(
    document: Document, cues: str, hits: tuple[Hit, ...], filler: frozenset[str]
) -> Iterator[tuple[Hit, int, int]]:
    """For each block that has no words but hits and `filler`: its first hit, the start and end of its words.

    A hit whose tag `opens` gives a number of characters fills a block that it opens and that is no longer (`bare`:
    and that has no full stop), one with the tag `fills` any block that is no longer. Of other blocks, the first or
    last sentences count where they are such words in a row.
    """
    for number, group in groupby(hits, key=lambda hit: document.block_at(hit.start)):
        inside, block = list(group), document.blocks[number]
        whole = next((hit for hit in inside if _opens(document, cues, hit, number)), None)
        if whole is not None:
            yield whole, block.start, block.start + len(document.prose[block.start : block.end].rstrip())
            continue
        around = _words_around(document.prose, block.start, block.end, inside)
        if all(word[0].lower() in filler or (word[0].isdigit() and "0" in filler) for word in around) and not _is_jump(
            document, number
        ):
            starts = [inside[0].start, *(word.start() for word in around)]
            yield inside[0], min(starts), max([inside[-1].end, *(word.end() for word in around)])
        elif block.kind == "paragraph":
            yield from _edges(document, number, inside, filler)


MANY = 2
"""So many cues in a row are no sentence of the text."""


def _edges(document: Document, number: int, hits: list[Hit], filler: frozenset[str]) -> Iterator[tuple[Hit, int, int]]:
    """The first sentences of a block, or its last, that have no words but hits and filler: a line that ran into it."""
    own = [one for one in sentences(document) if one.block == number]
    filled = [_is_filled(document, one.start, one.end, hits, filler) for one in own]
    if not any(filled) or len(own) <= 1:
        return
    head = filled.index(False) if False in filled else 0
    tail = filled[::-1].index(False) if False in filled else 0
    for part in (own[:head], own[len(own) - tail :] if tail else []):
        if not part:
            continue
        start, end = part[0].start, part[-1].end
        inside = [hit for hit in hits if start <= hit.start < end]
        bare = document.prose[start:end].rstrip()[-1:] not in {".", "!", "?"}
        words = len(_WORD.findall(document.prose, start, end))
        if inside and (len(inside) >= MANY or words >= (SENTENCE if not bare else FEW)):
            yield inside[0], start, start + len(document.prose[start:end].rstrip())


SENTENCE, FEW = 6, 4
"""A cue with a full stop may be a sentence of the text unless it has so many words; one without, so few."""


def _is_filled(document: Document, start: int, end: int, hits: list[Hit], filler: frozenset[str]) -> bool:
    inside = [hit for hit in hits if start <= hit.start < end]
    around = _words_around(document.prose, start, end, inside)
    return bool(inside) and all(word[0].lower() in filler for word in around)


def _opens(document: Document, cues: str, hit: Hit, number: int) -> bool:
    """Whether a hit stands for all of its block, as "This entry was posted" does for the line that it opens."""
    block = document.blocks[number]
    opens = int(document.tag(cues, hit, "opens") or 0)
    fills = int(document.tag(cues, hit, "fills") or 0)
    size = block.end - block.start
    if document.tag(cues, hit, "bare") and document.prose[block.start : block.end].rstrip()[-1:] in {
        ".",
        "!",
        "?",
        ";",
    }:
        return False
    return size <= fills or (size <= opens and _WORD.search(document.prose, block.start, hit.start) is None)


def _is_jump(document: Document, block: int) -> bool:
    """Whether a block of a web page is a link within it: a skip link helps those who cannot see the page."""
    return document.format == "html" and any(
        link.block == block and link.href.startswith("#") for link in document.links
    )


def _words_around(prose: str, start: int, end: int, hits: list[Hit]) -> list[re.Match[str]]:
    """The words of prose[start:end] that no hit covers."""
    found: list[re.Match[str]] = []
    for hit in hits:
        found += _WORD.finditer(prose, start, max(hit.start, start))
        start = max(start, hit.end)
    return [*found, *_WORD.finditer(prose, start, end)]


def deletion(document: Document, block: int) -> Edit | None:
    """The edit, in source offsets, that deletes the lines of a block with their line end; None where that is not safe.

    Safe means: Markdown or plain text; nothing on those lines but the block and its own marks; and no lines that would
    run together, change their level or become a heading.
    """
    if document.format not in {"markdown", "text"}:
        return None
    source, span = document.source, document.blocks[block]
    start, end = document.source_span(span.start, span.end)
    first = max(source.rfind("\n", 0, start), source.rfind("\r", 0, start)) + 1
    ending = _LINE_END.search(source, end)
    last, after = (ending.start(), ending.end()) if ending else (len(source), len(source))
    if not _BEFORE.fullmatch(source, first, start) or not _AFTER.fullmatch(source, end, last):
        return None
    return Edit(first, after, "") if _stands_free(source, first, after) else None


def _stands_free(source: str, first: int, after: int) -> bool:
    """Whether the lines around source[first:after] stay what they are without it."""
    below = _LINE_END.split(source[after : after + 200], maxsplit=1)[0]
    above = _LINE_END.split(source[max(first - 200, 0) : first])
    above_line = above[-2] if len(above) > 1 else ""
    if _UNDERLINE.match(below) or below[:1] in {" ", "\t"}:
        return False
    return not above_line.strip() or not below.strip() or _is_item(above_line) or _is_item(below)


def _is_item(line: str) -> bool:
    return re.match(r"(?:[-*+\u2022]|\d{1,3}[.)])[ \t]", line) is not None
