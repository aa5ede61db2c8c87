"""What a reader makes of a source: prose with its layout, its links and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from medlint.model.words import BlockKind


class Span(Struct, frozen=True, gc=False):
    """A half-open span of prose."""

    start: int
    end: int


class Block(Struct, frozen=True, gc=False):
    """A stretch of prose that is one unit of layout; a match never leaves its block.

    `start`, `end` are prose offsets. `level` is 1-6 for headings. `group` numbers the list, table or quotation that the
    block belongs to (0: none), so that what introduces a list can be found. `hidden`: a reader cannot see it.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    group: int = 0
    hidden: bool = False


class Link(Struct, frozen=True):
    """A link, area, form, button or footnote reference with a target.

    `start`, `end`: prose span of the anchor text inside block number `block` (an empty span where there is no text).
    `source_start`, `source_end`: the whole element in the source; `href_start`, `href_end`: its target there.
    `markup` says how it is written; `place` is "nav" for links in navigation, header, footer and side bars.
    """

    start: int
    end: int
    block: int
    source_start: int
    source_end: int
    href: str
    href_start: int
    href_end: int
    text: str = ""
    rel: tuple[str, ...] = ()
    title: str = ""
    element: Literal["anchor", "autolink", "area", "form", "button", "footnote"] = "anchor"
    markup: Literal["markdown", "html", "text"] = "markdown"
    place: Literal["text", "nav"] = "text"
    hidden: bool = False
    attributes: Mapping[str, str] = {}


class Comment(Struct, frozen=True, gc=False):
    """A comment in the source: `start`, `end` its whole span, `text` what stands inside."""

    start: int
    end: int
    text: str


class Notice(Struct, frozen=True, gc=False):
    """Something the reader of a report should know that is no finding. `kind` is kebab-case; `line` is 1-based."""

    kind: str
    message: str
    line: int | None = None


class Prose(Struct, frozen=True):
    """What a reader makes of a source: rendered text, its layout, and the way back.

    `pieces` are four parallel sequences of equal length: start in prose, length in prose, start in source, length in
    source, ordered by prose. A piece whose two lengths agree maps character by character; any other is atomic.
    `embeds` are source spans of template shortcodes and components, which are opaque here.
    """

    text: str
    blocks: tuple[Block, ...]
    pieces: tuple[list[int], list[int], list[int], list[int]]
    links: tuple[Link, ...] = ()
    metadata: Mapping[str, object] = {}
    comments: tuple[Comment, ...] = ()
    embeds: tuple[tuple[int, int], ...] = ()
    notices: tuple[Notice, ...] = ()
