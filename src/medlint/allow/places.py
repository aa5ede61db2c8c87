"""Where an allowance in a comment holds: the block that contains the comment, else the next block in the source."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from medlint.lazy import lazy_pattern

if TYPE_CHECKING:
    from medlint.document import Document
    from medlint.model import Comment

ASIDES = ("alt", "link-title")
_LINE_END = lazy_pattern(r"[\r\n]")
_BLANK_LINE = lazy_pattern(r"(?:\r\n|\r|\n)[ \t>]*(?:\r\n|\r|\n)")
_NEW_BLOCK = lazy_pattern(r"[\r\n][ \t>]*(?:[-+*][ \t]|\d+[.)][ \t]|#|\||<!--|\{/\*)")
_BLOCK_TAG = lazy_pattern(
    r"</?(?:address|article|aside|blockquote|body|caption|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form"
    r"|h[1-6]|head|header|hr|li|main|nav|ol|p|section|summary|table|tbody|td|tfoot|th|thead|title|tr|ul)\b",
    re.IGNORECASE,
)


class Ground(Struct, frozen=True, gc=False):
    """The source span of a block with its links. Blocks that are allowed together share a `group`."""

    start: int
    end: int
    kind: str
    group: int


def find_grounds(document: Document) -> list[Ground]:
    """The blocks of a document in source order. An alt or title text belongs to the block that its image stands in."""
    spans = [list(document.source_span(block.start, block.end)) for block in document.blocks]
    for link in document.links:
        if link.start < link.end and link.block < len(spans):
            span = spans[link.block]
            span[0], span[1] = min(span[0], link.source_start), max(span[1], link.source_end)
    numbered = sorted((start, end, number) for number, (start, end) in enumerate(spans))
    plain = [Ground(start, end, document.blocks[number].kind, number) for start, end, number in numbered]
    flow = [ground for ground in plain if ground.kind not in ASIDES]
    return [_adopted(document, ground, flow) if ground.kind in ASIDES else ground for ground in plain]


def _adopted(document: Document, aside: Ground, flow: Sequence[Ground]) -> Ground:
    """An aside in the group of the block around it, before it or after it, if nothing parts them."""
    first = bisect_right(flow, aside.start, key=_start)
    before = flow[first - 1] if first else None
    after = next((ground for ground in flow[first : first + 2] if ground.start >= aside.end), None)
    owner = None
    if before is not None and (aside.end <= before.end or _joined(document, before.end, aside.start)):
        owner = before
    elif after is not None and _joined(document, aside.end, after.start):
        owner = after
    return Ground(aside.start, aside.end, aside.kind, owner.group) if owner else aside


def _joined(document: Document, start: int, end: int) -> bool:
    """Whether source[start:end] can stand inside one block."""
    gap = document.source[start:end]
    if _BLOCK_TAG.search(gap):
        return False
    return document.format == "html" or not (_BLANK_LINE.search(gap) or _NEW_BLOCK.search(gap))


def group_of_comment(document: Document, grounds: Sequence[Ground], comment: Comment) -> int | None:
    """The group that an allowance in this comment is for; None if no block follows."""
    around = _around(grounds, comment.start, comment.end)
    if around is not None:
        return around
    before = max((ground for ground in grounds if ground.end <= comment.start), key=_end, default=None)
    if before is not None and _trails(document, before, comment.start):
        return before.group
    return next((ground.group for ground in grounds if ground.start >= comment.end), None)


def _trails(document: Document, before: Ground, start: int) -> bool:
    """Whether a comment at `start` still stands in the block that ends before it: on its last line, in its element."""
    gap = document.source[before.end : start]
    if _BLOCK_TAG.search(gap) or (before.kind == "cell" and "|" in gap):
        return False
    return document.format == "html" or not _LINE_END.search(gap)


def group_of_span(document: Document, grounds: Sequence[Ground], start: int, end: int) -> int | None:
    """The group of the block that source[start:end] belongs to, if any: around it, else right before or after it."""
    around = _around(grounds, start, end)
    if around is not None:
        return around
    before = max((ground for ground in grounds if ground.end <= start), key=_end, default=None)
    if before is not None and _joined(document, before.end, start):
        return before.group
    after = next((ground for ground in grounds if ground.start >= end), None)
    return after.group if after is not None and _joined(document, end, after.start) else None


def _around(grounds: Sequence[Ground], start: int, end: int) -> int | None:
    """The group of the smallest block that holds source[start:end]."""
    holding = [ground for ground in grounds if ground.start <= start and end <= ground.end]
    return min(holding, key=lambda ground: ground.end - ground.start).group if holding else None


def _start(ground: Ground) -> int:
    return ground.start


def _end(ground: Ground) -> int:
    return ground.end
