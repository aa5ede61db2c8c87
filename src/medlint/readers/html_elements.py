"""What each HTML element means for prose: tables of names, and the state that an open element hands down."""

from __future__ import annotations

import re
from typing import Final, Literal, TypeAlias

import msgspec

from medlint.lazy import lazy_pattern
from medlint.model import BlockKind
from medlint.readers.html_tokens import StartTag, attribute_text

Skip: TypeAlias = Literal["", "prose", "all"]
"""What of an element's content is left out: nothing, its text (links count), or everything."""

VOID: Final = frozenset({
    "area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link",
    "meta", "param", "source", "track", "wbr",
})  # fmt: skip
HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_KINDS: Final[dict[str, BlockKind]] = {
    "li": "item", "dd": "item", "dt": "item", "td": "cell", "th": "cell", "blockquote": "quote",
    "figcaption": "caption", "caption": "caption",
}  # fmt: skip
_NAVIGATION: Final = frozenset({"nav", "footer", "aside"})
_NAVIGATION_ROLES: Final = frozenset({"navigation", "contentinfo", "complementary", "search"})
_LITERAL: Final = frozenset({"pre", "xmp", "listing", "plaintext"})
_INVISIBLE: Final = frozenset({
    "audio", "canvas", "datalist", "iframe", "noembed", "noframes", "noscript", "object", "script", "select",
    "style", "svg", "template", "textarea", "video",
})  # fmt: skip
CODE: Final = frozenset({"code", "kbd", "math", "samp", "tt", "var"})
GROUPS: Final = frozenset({"blockquote", "dl", "menu", "ol", "table", "ul"})
_TABLE_PARTS: Final = frozenset({"tbody", "td", "tfoot", "th", "thead", "tr"})
_ITEMS: Final = frozenset({"dd", "dt", "li"})
_PLAIN_BLOCKS: Final = frozenset({
    "address", "article", "body", "center", "details", "dialog", "dir", "div", "fieldset", "figure", "form",
    "header", "hgroup", "legend", "main", "menu", "optgroup", "option", "p", "search", "section", "summary",
})  # fmt: skip
BLOCKS: Final = _PLAIN_BLOCKS | frozenset(HEADINGS) | frozenset(_KINDS) | _NAVIGATION | _LITERAL | GROUPS | _TABLE_PARTS
_NOT_PARAGRAPH_ENDS: Final = _TABLE_PARTS | {"body", "caption", "legend", "optgroup", "option", "table"}
_TRACKED: Final = BLOCKS | _INVISIBLE | CODE | {"a", "button", "q", "title"}
_HIDING_STYLE: Final = lazy_pattern(
    r"(?<![-\w])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)"
    r"|(?:font-size|opacity)\s*:\s*0(?:\.0*)?(?:px|em|rem|pt|%)?\s*(?:!important\s*)?(?:;|$)"
    r"|(?:left|top|text-indent)\s*:\s*-\d{3,})",
    re.IGNORECASE,
)


class Element(msgspec.Struct, frozen=True, gc=False):
    """An open element, with what it has inherited.

    `start` and `content` are source offsets of its start tag and of what follows it. `kind` None: the flow outside of
    any list, table or quotation. `pieces` collects text that will stand apart from the flow; `collects` is the kind of
    block that becomes of them when this very element ends. `closable` names what a later start tag inside can end.
    """

    name: str
    start: int = 0
    content: int = 0
    kind: BlockKind | None = None
    level: int = 0
    group: int = 0
    hidden: bool = False
    skip: Skip = ""
    code: bool = False
    navigation: bool = False
    article: bool = False
    pieces: list[tuple[str, int, int]] | None = None
    collects: BlockKind | None = None
    closable: frozenset[str] = frozenset()


def is_tracked(source: str, tag: StartTag) -> bool:
    """Whether an element changes how its content is read, so that its end matters."""
    return tag.name in _TRACKED or is_hidden(source, tag) or _has_navigation_role(source, tag)


def is_hidden(source: str, tag: StartTag) -> bool:
    """Whether the element itself is hidden: by attribute, from screen readers, or by its inline style."""
    for attribute in tag.attributes:
        if attribute.name == "hidden" or (
            attribute.name == "aria-hidden" and source[attribute.start : attribute.end].strip().lower() == "true"
        ):
            return True
        if attribute.name == "style" and _HIDING_STYLE.search(attribute_text(source, attribute)):
            return True
    return False


def ended_by(tag: StartTag) -> frozenset[str]:
    """Names of the open elements that this start tag ends, as `<p>` ends a paragraph (nearest scope only)."""
    name = tag.name
    if name in {"td", "th"}:
        return frozenset({"td", "th"})
    if name == "tr":
        return frozenset({"td", "th", "tr"})
    if name in _TABLE_PARTS:
        return _TABLE_PARTS
    if name in HEADINGS:
        return frozenset({"p", "heading"})
    if name in _ITEMS:
        return frozenset({"p", "li"} if name == "li" else {"p", "dd", "dt"})
    if name in BLOCKS and name not in _NOT_PARAGRAPH_ENDS:
        return frozenset({"p"})
    return frozenset({"button"}) if name == "button" else frozenset()


def nest(source: str, parent: Element, tag: StartTag, group: int) -> Element:
    """Give the element that a start tag opens inside `parent`; `group` numbers the list or table it stands in."""
    name = tag.name
    hidden = parent.hidden or is_hidden(source, tag)
    collects = _collected_kind(parent, tag, hidden=hidden)
    return Element(
        name=name,
        start=tag.start,
        content=tag.end,
        kind=_kind(parent, name),
        level=HEADINGS.get(name, parent.level),
        group=group,
        hidden=hidden,
        skip=_skip(source, parent, tag),
        code=parent.code or name in CODE,
        navigation=_is_navigation(source, parent, tag),
        article=parent.article or name in {"article", "main"},
        pieces=[] if collects else parent.pieces,
        collects=collects,
        closable=_closable(parent.closable, name),
    )


def _kind(parent: Element, name: str) -> BlockKind | None:
    if name in HEADINGS:
        return "heading"
    kind = _KINDS.get(name)
    # What somebody is quoted as saying stays a quotation inside lists and tables.
    return parent.kind if kind is None or (parent.kind == "quote" and kind in {"item", "cell"}) else kind


def _skip(source: str, parent: Element, tag: StartTag) -> Skip:
    if parent.skip == "all" or tag.name in _INVISIBLE:
        return "all"
    if _navigates(parent, tag) or tag.name in _LITERAL or _has_navigation_role(source, tag):
        return "prose"
    return parent.skip


def _is_navigation(source: str, parent: Element, tag: StartTag) -> bool:
    """Whether links inside belong to the page, not to the article; the header of an article is part of it."""
    page_header = tag.name == "header" and not parent.article
    return parent.navigation or page_header or _navigates(parent, tag) or _has_navigation_role(source, tag)


def _navigates(parent: Element, tag: StartTag) -> bool:
    """Whether an element is navigation by its name; the footer of a block quotation says whose words they are."""
    return tag.name in _NAVIGATION and not (tag.name == "footer" and parent.kind == "quote")


def _has_navigation_role(source: str, tag: StartTag) -> bool:
    return any(
        attribute.name == "role" and source[attribute.start : attribute.end].strip().lower() in _NAVIGATION_ROLES
        for attribute in tag.attributes
    )


def _collected_kind(parent: Element, tag: StartTag, *, hidden: bool) -> BlockKind | None:
    """Kind of the block that stands apart from the flow: a page title, a button, hidden words in a sentence."""
    if parent.skip == "all":
        return None
    if tag.name in {"title", "button"}:
        return "title" if tag.name == "title" else "button"
    return "paragraph" if hidden and not parent.hidden and tag.name not in BLOCKS else None


def _closable(inherited: frozenset[str], name: str) -> frozenset[str]:
    """Which open elements a start tag inside element `name` can end (the scopes of the HTML standard, simplified)."""
    if name in {"table", "object", "template", "caption", "button"}:
        inherited = frozenset()
    elif name in {"td", "th"}:
        inherited &= _TABLE_PARTS
    elif name in GROUPS:
        inherited -= _ITEMS
    if name in HEADINGS:
        return inherited | {"heading"}
    return inherited | {name} if name in _ITEMS | _TABLE_PARTS | {"p", "button"} else inherited
