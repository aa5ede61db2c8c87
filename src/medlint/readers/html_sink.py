"""HTML into a builder, fragment by fragment: used for whole pages and for the HTML inside Markdown."""

from __future__ import annotations

from collections import Counter
from typing import Final

from medlint.model import OPAQUE, BlockKind
from medlint.readers.html_elements import BLOCKS, CODE, GROUPS, VOID, Element, ended_by, is_hidden, is_tracked, nest
from medlint.readers.html_head import Head
from medlint.readers.html_links import link_fields
from medlint.readers.html_tokens import (
    Comment,
    EndTag,
    RawText,
    Reference,
    StartTag,
    Text,
    attribute_pieces,
    attribute_text,
    tokenize,
)
from medlint.readers.prose import ProseBuilder
from medlint.readers.urls import add_text

_BUTTON_INPUTS: Final = frozenset({"button", "image", "reset", "submit"})
_LINKED_DATA: Final = "application/ld+json"


class HtmlSink:
    """Feeds HTML fragments of one source into a builder and keeps the elements that are open between them.

    `feed(start, end)` takes a fragment: a raw HTML block, one inline tag, a whole page. Text between fragments goes
    through `text`, `replace` and `opaque` of the sink instead of the builder's, so that `<div hidden>`, `<nav>` or
    `<code>` around it is obeyed. `depth` and `unwind(depth, at)` end what a paragraph left open; `finish(at)` ends
    everything. Blocks open by themselves at the first text, with kind `flow` outside of any element that says
    otherwise; a tag of a block-level element closes the builder's open block. All offsets are source offsets.
    """

    def __init__(self, builder: ProseBuilder, flow: BlockKind = "paragraph") -> None:
        self.builder, self.flow, self.head = builder, flow, Head(builder)
        self.markup = builder.source  # a reader may hide what is no HTML; lengths must stay
        self._stack = [Element("")]
        self._open: Counter[str] = Counter()
        self._links: list[int] = []  # depths in the stack of the elements whose links are open
        self._names: list[str] = []  # text of open links that is no prose
        self._group = 0
        self._linked_data = False

    @property
    def depth(self) -> int:
        """How many elements are open whose end matters."""
        return len(self._stack) - 1

    @property
    def hidden(self) -> bool:
        """Whether what comes next is hidden from readers of the page."""
        return self._stack[-1].hidden

    @property
    def skipped(self) -> bool:
        """Whether text that comes next is no prose (navigation, scripts, code blocks)."""
        return bool(self._stack[-1].skip)

    @property
    def navigation(self) -> bool:
        """Whether links that come next have the place "nav"."""
        return self._stack[-1].navigation

    # ------------------------------------------------------------- what comes in
    def feed(self, start: int, end: int) -> None:
        """Read source[start:end] as HTML, inside the elements that are still open."""
        for token in tokenize(self.markup, start, end):
            if isinstance(token, Text):
                self.text(token.start, token.end)
            elif isinstance(token, StartTag):
                self._start(token)
            elif isinstance(token, EndTag):
                self._end(token)
            elif isinstance(token, Reference):
                self.replace(token.text, token.start, token.end)
            elif isinstance(token, Comment):
                inner = self.builder.source[token.inner_start : token.inner_end]
                self.builder.comment(token.start, token.end, inner)
            elif isinstance(token, RawText) and self._linked_data:
                self.head.add_linked_data(token.start, token.end)

    def text(self, start: int, end: int) -> None:
        """Source[start:end] is literal text."""
        run = self.builder.source[start:end]
        if self._is_flow(run, start, end):
            # Most runs hold no address; looking here keeps the search inside the run.
            if "://" in run or "www." in run.lower():
                add_text(self.builder, start, end)
            else:
                self.builder.text(start, end)

    def replace(self, text: str, start: int, end: int) -> None:
        """Source[start:end] is rendered as `text`."""
        if self._is_flow(text, start, end):
            self.builder.replace(text, start, end)

    def opaque(self, start: int, end: int) -> None:
        """Source[start:end] is code, math or an address."""
        if self._is_flow(OPAQUE, start, end):
            self.builder.opaque(start, end)

    def unwind(self, depth: int, at: int) -> None:
        """End the elements opened since `depth` was read; `at` is where they end."""
        while self.depth > max(depth, 0):
            self._pop(at, at)

    def finish(self, at: int) -> None:
        """End everything that is open."""
        self.unwind(0, at)
        self.builder.close()
        self.head.finish()

    def next_group(self) -> int:
        """Give a number for a new list, table or quotation."""
        self._group = max(self._group, self.builder.group) + 1
        return self._group

    # ------------------------------------------------------------- text
    def _is_flow(self, text: str, start: int, end: int) -> bool:
        """Whether text belongs to the builder's block, which is opened for it; other text is put where it belongs."""
        top = self._stack[-1]
        if not top.skip and not top.code and top.pieces is None:
            if not self.builder.is_open:
                if not text or text.isspace():
                    return False
                self._open_block(top)
            return True
        if top.skip != "all":
            if not top.skip and not top.code and top.pieces is not None:
                top.pieces.append((text, start, end))
            if self._links and not top.code:
                self._names.append(text)
        return False

    def _open_block(self, top: Element) -> None:
        self.head.release()
        outer = self.builder.group
        self.builder.group = top.group or outer
        self.builder.open(top.kind or self.flow, top.level if top.kind == "heading" else 0, hidden=top.hidden)
        self.builder.group = outer

    def _break(self, start: int, end: int) -> None:
        """A block-level element starts or ends here."""
        top = self._stack[-1]
        if top.skip == "all":
            return
        if self._links:
            self._names.append(" ")
            self._name_links()
        if top.pieces is not None:
            top.pieces.append((" ", start, end))
        else:
            self.builder.close()

    # ------------------------------------------------------------- elements
    def _start(self, tag: StartTag) -> None:
        source = self.builder.source
        if tag.name in VOID:
            self._add_void(tag)
            return
        ended = ended_by(tag)
        while not ended.isdisjoint(self._stack[-1].closable):
            self._pop(tag.start, tag.start)
        if tag.name == "html":
            self.head.add_html(tag)
        parent = self._stack[-1]
        empty = tag.self_closing and (parent.skip == "all" or tag.name in {"svg", "math"})
        if empty or not (is_tracked(source, tag) or self._open[tag.name]):
            return
        if tag.name in BLOCKS:
            self._break(tag.start, tag.end)
        if tag.name == "a":
            self._end_links(tag.start)
        elif tag.name == "q":
            self.replace("\u201c", tag.start, tag.end)
        kind = attribute_text(source, tag.attribute("type")).strip().lower()
        self._linked_data = tag.name == "script" and kind == _LINKED_DATA
        group = self.next_group() if tag.name in GROUPS and parent.kind != "quote" else parent.group
        self._stack.append(nest(source, parent, tag, group))
        self._open[tag.name] += 1
        self._begin_link(tag)

    def _end(self, tag: EndTag) -> None:
        if tag.name == "br":
            self.replace(" ", tag.start, tag.end)
        if not self._open[tag.name]:
            if tag.name == "p":
                self._break(tag.start, tag.end)
            return
        while self._pop(tag.start, tag.start if self._stack[-1].name != tag.name else tag.end).name != tag.name:
            pass
        if tag.name == "q":
            self.replace("\u201d", tag.start, tag.end)

    def _pop(self, at: int, end: int) -> Element:
        """End the innermost element: its content ends at `at`, itself at `end`."""
        element = self._stack.pop()
        self._open[element.name] -= 1
        parent = self._stack[-1]
        if element.name in CODE and not parent.code and self.builder.source[element.content : at].strip():
            self.opaque(element.start, end)
        if self._links and self._links[-1] > self.depth:
            self._end_link(end)
        if element.collects == "title":
            self.head.add_title(element.pieces or [])
        elif element.collects and element.pieces:
            self.builder.aside(element.collects, element.pieces, hidden=element.hidden)
        if element.name in BLOCKS:
            self._break(at, end)
        return element

    def _add_void(self, tag: StartTag) -> None:
        top = self._stack[-1]
        if tag.name == "br":
            self.replace(" ", tag.start, tag.end)
        elif tag.name == "hr":
            self._break(tag.start, tag.end)
        elif top.skip == "all":
            return
        elif tag.name == "meta":
            self.head.add_meta(tag)
        elif tag.name == "link":
            self.head.add_link(tag)
        elif tag.name == "base":
            self.head.add_base(tag)
        elif tag.name == "img":
            self._add_aside("alt", tag, "alt")
            self._add_aside("link-title", tag, "title")
        elif tag.name == "input" and self._is_button(tag):
            self._add_aside("button", tag, "alt" if tag.attribute("value") is None else "value")
        elif tag.name == "area":
            self._begin_link(tag)

    def _is_button(self, tag: StartTag) -> bool:
        return attribute_text(self.builder.source, tag.attribute("type")).strip().lower() in _BUTTON_INPUTS

    def _add_aside(self, kind: BlockKind, tag: StartTag, name: str) -> None:
        """A text in an attribute becomes a block of its own; inside a link it is also what the link is called."""
        attribute, top = tag.attribute(name), self._stack[-1]
        if attribute is None:
            return
        pieces = attribute_pieces(self.builder.source, attribute)
        if self._links and kind == "alt":
            self._names.append(f" {''.join(text for text, _, _ in pieces)} ")
            self._name_links()
        if not top.skip:
            self.builder.aside(kind, pieces, hidden=top.hidden or is_hidden(self.builder.source, tag))

    # ------------------------------------------------------------- links
    def _begin_link(self, tag: StartTag) -> None:
        """Begin the link of a tag that has a target; forms and areas have no text of their own and end at once."""
        source, top = self.builder.source, self._stack[-1]
        fields = link_fields(source, tag, top)
        if fields is None:
            return
        if tag.name in {"a", "button"}:
            self.builder.begin_link(**fields)
            self._links.append(self.depth)
        else:
            self.builder.begin_link(**fields, text=attribute_text(source, tag.attribute("alt")).strip())
            self.builder.end_link(tag.end)
        title = tag.attribute("title")
        if title is not None and not top.skip:
            self.builder.aside("link-title", attribute_pieces(source, title), hidden=top.hidden)

    def _end_links(self, at: int) -> None:
        while self._links:
            self._end_link(at)

    def _end_link(self, end: int) -> None:
        self._name_links()
        self._links.pop()
        self.builder.end_link(end)

    def _name_links(self) -> None:
        """Hand the text that is no prose to the open links, as one string so that no word is cut."""
        names, self._names = "".join(self._names), []
        if names:
            self.builder.add_link_text(names)
