"""Words that point to a table, a picture, a place above or below, or an entry of references, where there is none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.api import Block, Cues, Document, Hit, Match, citations, lazy_pattern, quote_at, sentence_at

from .places import TEXT_KINDS

_ELSEWHERE = lazy_pattern(
    r" (?:of|in|from) (?:the|their|his|her|its|that|this|our) [a-z-]+|, (?:above|below)? ?(?:in|of) (?:the|their) "
    r"| (?:of|in) (?:ref|\[|[A-Z])| ?\([^)]*(?:et al|(?:19|20)\d\d)"
)
"""A table or figure of another work: "Table 2 of the report"."""
_MEDIA = {
    "picture": ("![", "<img", "<figure", "<svg", "<picture", "<canvas", "<object", "<image"),
    "player": ("<video", "<audio", "<iframe", "<embed", "<object", "youtu", "vimeo", ".mp4", ".mp3"),
    "form": ("<form", "<input", "<button", "<select", "<iframe"),
}
_FLAT = frozenset(("picture", "player", "form", "table", "list", "box", "number"))
"""What plain text cannot show, so that it may stand elsewhere."""
_LABEL = lazy_pattern(r"\W*(?:figure|fig\.?|table|box|chart|appendix|exhibit)s?\s+\w{1,3}\b", re.IGNORECASE)
_NUMBERED = lazy_pattern(r"\[\d{1,3}\D?")
STEM = 5
_CAPTIONS = frozenset(("caption", "alt", "heading", "cell", "link-title"))


def find_pointers(document: Document, pointers: Cues) -> Iterator[Match]:
    """One match for each pointer to something that is not in the text."""
    for hit in document.hits(pointers):
        block = document.blocks[document.block_at(hit.start)]
        if block.kind not in TEXT_KINDS or quote_at(document, hit.start) is not None or document.embeds:
            continue
        to, way = document.tag(pointers, hit, "to"), document.tag(pointers, hit, "way")
        if _is_missing(document, hit, block, to, way):
            step = -1 if document.format == "text" and to in _FLAT else 0
            yield Match(hit.start, hit.end, step=step, fields={"missing": _MISSING[to].format(way=_WAYS[way])})
    yield from _find_numbers(document)


_MISSING = {
    "text": "anything {way}", "thing": "such a thing {way}", "table": "a table {way}", "list": "a list {way}",
    "picture": "a picture", "link": "a link", "player": "a video or recording", "form": "a form", "box": "a box",
    "number": "what has that number",
}  # fmt: skip
_WAYS = {"back": "before it", "ahead": "after it", "any": ""}


def _is_missing(document: Document, hit: Hit, block: Block, to: str, way: str) -> bool:
    if _ELSEWHERE.match(document.prose, hit.end, hit.end + 60):
        return False
    if to == "number":
        return not _has_label(document, hit, block)
    if to == "text":
        return not _has_text(document, hit, way)
    if to == "thing":
        return not _has_noun(document, hit)
    if to == "link":
        return not document.links
    if to in _MEDIA:
        source = document.source.lower()
        return not any(mark in source for mark in _MEDIA[to])
    kinds = {"table": {"cell", "alt"}, "list": {"item"}, "box": {"quote", "item", "cell"}}[to]
    return not any(other.kind in kinds and _is_on_side(other, hit, way) for other in document.blocks)


def _is_on_side(block: Block, hit: Hit, way: str) -> bool:
    return way == "any" or (block.start > hit.start if way == "ahead" else block.start < hit.start)


def _has_text(document: Document, hit: Hit, way: str) -> bool:
    """Whether anything but headings stands before the sentence of a pointer, or after it."""
    sentence = sentence_at(document, hit.start)
    if sentence is None:
        return True
    for block in document.blocks:
        if block.hidden or block.kind in {"heading", "title", "description"}:
            continue
        if (block.start < sentence.start) if way == "back" else (block.end > sentence.end + 1):
            return True
    return False


def _has_noun(document: Document, hit: Hit) -> bool:
    """Whether the noun of "the shops above" or "the aforementioned shops" stands somewhere before."""
    words = document.prose[hit.start : hit.end + 40].lower().replace(".", " ").replace(",", " ").split()
    at = next((number for number, word in enumerate(words) if word.startswith(("above", "afore"))), 0)
    noun = words[at - 1] if words[at] == "above" and at > 1 else " ".join(words[at + 1 : at + 2])
    return not noun or noun[:STEM] in document.prose[: hit.start].lower()


def _has_label(document: Document, hit: Hit, own: Block) -> bool:
    """Whether a caption, a heading or the beginning of another block bears the same label; an unlabelled table may."""
    label = document.prose[hit.start : hit.end].lower().replace("figures", "figure").replace("tables", "table")
    kind, number = label.split()[0][:3], label.split()[-1]
    for block in document.blocks:
        if block is own:
            continue
        text = document.prose[block.start : block.end].lower()
        found = _LABEL.match(text)
        if found and found[0].split()[-1] == number and found[0].strip("* \n(")[:3] == kind:
            return True
        if block.kind in _CAPTIONS and kind in text and number in text.replace(".", " ").replace(":", " ").split():
            return True
    return kind == "fig" and any(mark in document.source.lower() for mark in _MEDIA["picture"])


def _find_numbers(document: Document) -> Iterator[Match]:
    """The first number in square brackets that has no entry; without any references none of them has one."""
    if "[" not in document.prose or not _NUMBERED.search(document.prose):
        return
    for item in citations(document).items:
        words = document.prose[item.start : item.end]
        if item.kind == "footnote" and words.startswith("[") and item.target == words:
            yield Match(item.start, item.end, fields={"missing": "an entry of that number in its references"})
            return
