"""Events of the Markdown parser into prose: which block a text belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from msgspec import Struct

from medlint.model import BlockKind
from medlint.readers.markdown_link_events import Definitions, LinkEvents, fold_label
from medlint.readers.markdown_runs import Runs
from medlint.readers.markdown_sink import MarkdownSink

Event = tuple[Any, Any]
"""What the parser yields: a name, or a mapping from one name to its value; and a range of bytes, `start` and `end`."""

_MARKS: Final = frozenset({"Emphasis", "Strong", "Strikethrough", "Superscript", "Subscript"})
_GROUPED: Final[dict[str, BlockKind]] = {
    "List": "item", "DefinitionList": "item", "Table": "cell", "BlockQuote": "quote",
}  # fmt: skip
_LITERAL: Final = frozenset({"CodeBlock", "HtmlBlock", "MetadataBlock"})


class _Frame(Struct, gc=False):
    """What holds inside a block of the source; `depth` is that of the HTML elements open before it."""

    kind: BlockKind = "paragraph"
    group: int = 0
    depth: int = 0
    first_block: int = 0


class Walker:
    """Walks the events of one text. `to_char` turns the parser's offsets into source offsets, used throughout.

    `loose_code`: indented code is text (MDX has none). `footnotes` collects the block numbers of each footnote.
    """

    def __init__(
        self, sink: MarkdownSink, to_char: Callable[[int], int], definitions: Definitions, *, loose_code: bool = False
    ) -> None:
        self.sink, self.builder, self.source = sink, sink.builder, sink.builder.source
        self.footnotes: dict[str, list[int]] = {}
        self._runs = runs = Runs(sink, to_char)
        self._links = links = LinkEvents(runs, definitions)
        self._loose_code = loose_code
        self._frame, self._frames = _Frame(), list[_Frame]()
        self._skipping = False
        self._html: list[tuple[int, int]] = []
        self._handlers: dict[str, Callable[[Any, int, int], None]] = {
            "Start": self._start, "End": self._end, "SoftBreak": runs.add_line_end, "HardBreak": runs.add_line_end,
            "Code": runs.add_opaque, "InlineMath": runs.add_math, "DisplayMath": runs.add_opaque,
            "Html": self._add_html, "InlineHtml": self._inline_html,
            "FootnoteReference": links.reference, "Rule": self._rule,
        }  # fmt: skip

    def walk(self, events: Iterable[Event]) -> None:
        """Hand all events to the sink."""
        runs, handlers, to_char = self._runs, self._handlers, self._runs.to_char
        for event, span in events:
            start, end = span["start"], span["end"]
            value: Any = None
            if type(event) is str:
                name = event
            else:
                ((name, value),) = event.items()
            # Most events are texts and line ends that go on where the last one ended: these cost next to nothing.
            if name == "Text":
                if start == runs.run_end and len(value) == end - start:
                    runs.run_end = end
                elif start < end and not self._skipping:
                    runs.add_text(value, start, end)
            elif name == "SoftBreak" and start == runs.run_end:
                runs.run_end = end
            elif name in handlers and not (type(value) is str and value in _MARKS):
                handlers[name](value, to_char(start), to_char(end))
        runs.flush()

    # ------------------------------------------------------------- HTML
    def _add_html(self, _: object, start: int, end: int) -> None:
        if self._html and self._html[-1][1] == start:
            start = self._html.pop()[0]
        self._html.append((start, end))

    def _inline_html(self, _: object, start: int, end: int) -> None:
        self._runs.flush()
        self._runs.last_end = end
        if not self._runs.images and not self.sink.overlaps(start, start + 1):
            self.sink.feed(start, end)

    def _end_html(self, start: int, end: int) -> None:
        """A block of HTML is one fragment; inside quotations, where marks stand between its lines, each line is."""
        parts, self._html = self._html, []
        for part in [(start, end)] if self.source.startswith("<!--", start) else parts:
            self.sink.feed(*part)

    # ------------------------------------------------------------- blocks
    def _rule(self, _: object, _start: int, _end: int) -> None:
        self._runs.flush()
        self.sink.end_block()

    def _start(self, value: Any, start: int, _: int) -> None:
        name: str
        data: Any = None
        if type(value) is str:
            name = value
        else:
            ((name, data),) = value.items()
        self._runs.flush()
        if name in {"Link", "Image"}:
            self._links.begin(data, start, is_image=name == "Image")
            return
        self.sink.end_block()
        if name in _LITERAL:
            self._skipping = not (name == "CodeBlock" and data == "Indented" and self._loose_code)
            return
        self._frames.append(self._frame)
        self._enter(self._nested(name, data))
        if name == "Heading":
            self.builder.open("heading", int(data["level"][1]), hidden=self.sink.hidden)

    def _enter(self, frame: _Frame) -> None:
        self._frame = frame
        self.sink.flow, self.builder.group = frame.kind, frame.group

    def _nested(self, name: str, data: Any) -> _Frame:
        """The frame of a block inside the current one. What is quoted stays a quotation inside lists and tables."""
        kind, group = self._frame.kind, self._frame.group
        if name == "Heading":
            kind = "heading"
        elif name == "FootnoteDefinition":
            kind = "footnote"
        elif name in _GROUPED and not (name == "BlockQuote" and data) and kind not in {"quote", "footnote"}:
            kind, group = _GROUPED[name], self.sink.next_group()
        return _Frame(kind, group, self.sink.depth, self.builder.block_count)

    def _end(self, value: Any, start: int, end: int) -> None:
        name = value if type(value) is str else next(iter(value))
        self._runs.flush()
        if name == "Image":
            self._links.end_image(start, end)
        elif name == "Link":
            self._links.end_link(start, end)
        elif name in _LITERAL:
            self._skipping = False
            if name == "HtmlBlock":
                self._end_html(start, end)
            else:
                self.sink.end_block()
        else:
            self._end_frame(name, start, end)

    def _end_frame(self, name: str, start: int, end: int) -> None:
        frame = self._frame
        self.sink.unwind(frame.depth, end)
        self.sink.end_block()
        if name == "FootnoteDefinition":
            label = self.source[start + len("[^") : self.source.find("]", start, end)]
            blocks = range(frame.first_block, self.builder.block_count)
            self.footnotes.setdefault(fold_label(label), []).extend(blocks)
        self._enter(self._frames.pop())
