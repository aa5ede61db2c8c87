"""The builder that every reader uses: runs of source in, prose with an exact way back out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from medlint.lazy import lazy_pattern
from medlint.model import OPAQUE, Block, BlockKind, Comment, Link, Notice, Prose

WHITE_SPACE = " \t\n\r\f\v"
"""What collapses, as in a browser; other white space (no-break spaces, U+2028) is text."""
_UNEVEN = lazy_pattern(r"[ \t\n\r\f\v]{2,}|[\t\n\r\f\v]")
_ODD_SPACE = lazy_pattern(r"[\t\r\f\v]")
_JOINT = "\n\n"

Pieces = Iterable[tuple[str, int, int]]
"""(rendered text, source start, source end); a text as long as its source span maps character by character."""


class _OpenLink:
    """A link whose end has not been read yet."""

    __slots__ = ("attributes", "block", "end", "parts", "start")

    def __init__(self, attributes: dict[str, object]) -> None:
        self.attributes, self.parts = attributes, list[str]()
        self.block, self.start, self.end = -1, -1, -1


class ProseBuilder:
    """Collects blocks of prose. White space is collapsed as a browser does: runs become one space, edges vanish.

    All offsets given to it are source offsets. A block is begun with `open` and ended with `close`; text outside a
    block opens a paragraph. `aside` adds a block (an alt text, a title) that stands after the current one.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.metadata: dict[str, object] = {}
        self.group = 0
        self._parts: list[str] = []
        self._length = 0
        self._pieces: tuple[list[int], list[int], list[int], list[int]] = ([], [], [], [])
        self._blocks: list[Block] = []
        self._links: list[Link] = []
        self._comments: list[Comment] = []
        self._embeds: list[tuple[int, int]] = []
        self._notices: list[Notice] = []
        self._open_links: list[_OpenLink] = []
        self._asides: list[tuple[BlockKind, tuple[tuple[str, int, int], ...], bool]] = []
        self._kind: BlockKind | None = None
        self._level = self._group = self._block_start = 0
        self._hidden = False
        self._pending: tuple[int, int] | None = None

    # ------------------------------------------------------------- blocks
    @property
    def is_open(self) -> bool:
        """Whether a block is open."""
        return self._kind is not None

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in the open block yet; true when no block is open."""
        return self._kind is None or self._length == self._block_start

    @property
    def block_count(self) -> int:
        """How many blocks have ended: the number that the open one will get."""
        return len(self._blocks)

    def open(self, kind: BlockKind, level: int = 0, *, hidden: bool = False) -> None:
        """Begin a block; one that is still open ends. `group` is taken from the builder's attribute of that name."""
        self.close()
        self._kind, self._level, self._group, self._hidden = kind, level, self.group, hidden
        self._block_start = self._length

    def close(self) -> None:
        """End the open block, if any; a block without text leaves no trace."""
        if self._kind is None:
            return
        kind, self._kind, self._pending = self._kind, None, None
        if self._length > self._block_start:
            self._blocks.append(Block(kind, self._block_start, self._length, self._level, self._group, self._hidden))
            self._parts.append(_JOINT)
            self._length += len(_JOINT)
        asides, self._asides = self._asides, []
        for aside_kind, pieces, hidden in asides:
            self._add_aside(aside_kind, pieces, hidden)

    def aside(self, kind: BlockKind, pieces: Pieces, *, hidden: bool = False) -> None:
        """Add a block of its own that stands apart from the flow, after the block that is open now."""
        self._asides.append((kind, tuple(pieces), hidden))
        if self._kind is None:
            self._kind, self._block_start = "paragraph", self._length
            self.close()

    def _add_aside(self, kind: BlockKind, pieces: Pieces, hidden: bool) -> None:
        links, self._open_links = self._open_links, []
        self.open(kind, hidden=hidden)
        for text, start, end in pieces:
            if len(text) == end - start and text == self.source[start:end]:
                self.text(start, end)
            else:
                self.replace(text, start, end)
        self.close()
        self._open_links = links

    # ------------------------------------------------------------- text
    def text(self, start: int, end: int) -> None:
        """Source[start:end] is rendered as it stands, white space apart."""
        run = self.source[start:end]
        flat = run.replace("\n", " ")
        if "  " not in flat and not _ODD_SPACE.search(flat):
            # Nothing to collapse, as in nearly every text: one piece, however many lines.
            body = flat.strip(" ")
            at = start + flat.startswith(" ")
            stop = at + len(body)
            if start < at:
                self._space(start, at)
            if body:
                self._put(body, at, stop)
            if stop < end:
                self._space(stop, end)
            return
        body = run.strip(WHITE_SPACE)
        if not body:
            if run:
                self._space(start, end)
            return
        lead = len(run) - len(run.lstrip(WHITE_SPACE))
        if lead:
            self._space(start, start + lead)
        at = start + lead
        stop = at + len(body)
        for gap in _UNEVEN.finditer(self.source, at, stop):
            self._put(self.source[at : gap.start()], at, gap.start())
            self._space(gap.start(), gap.end())
            at = gap.end()
        self._put(self.source[at:stop], at, stop)
        if stop < end:
            self._space(stop, end)

    def replace(self, text: str, start: int, end: int) -> None:
        """Source[start:end] is rendered as `text` (a character reference, an escape, a soft break)."""
        if text.strip(WHITE_SPACE):
            self._put(text, start, end)
        elif text:
            self._space(start, end)

    def opaque(self, start: int, end: int) -> None:
        """Source[start:end] is code, math or an address: one placeholder character stands for it."""
        self._put(OPAQUE, start, end)

    def embed(self, start: int, end: int) -> None:
        """Source[start:end] is a template shortcode or component, which medlint cannot look into."""
        self._embeds.append((start, end))

    def _space(self, start: int, end: int) -> None:
        if self._pending is None and self._kind is not None and self._length > self._block_start:
            self._pending = (start, end)

    def _put(self, text: str, start: int, end: int) -> None:
        if self._kind is None:
            self.open("paragraph")
        if text[:1].isspace() and self.is_blank:
            # Odd white space (a no-break space, U+2028) at the edge of a block is layout, not text.
            bare = text.lstrip()
            if not bare:
                return
            text, start = bare, (start + len(text) - len(bare) if len(text) == end - start else start)
        if self._pending is not None:
            self._piece(" ", *self._pending)
            self._pending = None
            for link in self._open_links:
                link.parts.append(" ")
        for link in self._open_links:
            if link.block < 0:
                link.block, link.start = len(self._blocks), self._length
            if link.block == len(self._blocks):
                link.end = self._length + len(text)
            link.parts.append(text)
        self._piece(text, start, end)

    def _piece(self, text: str, start: int, end: int) -> None:
        in_prose, prose_lengths, in_source, source_lengths = self._pieces
        size, span = len(text), end - start
        if (
            in_prose
            and size == span
            and prose_lengths[-1] == source_lengths[-1]
            and in_prose[-1] + prose_lengths[-1] == self._length
            and in_source[-1] + source_lengths[-1] == start
        ):
            prose_lengths[-1] += size
            source_lengths[-1] += span
        else:
            in_prose.append(self._length)
            prose_lengths.append(size)
            in_source.append(start)
            source_lengths.append(span)
        self._parts.append(text)
        self._length += size

    # ------------------------------------------------------------- links and the rest
    def begin_link(self, **attributes: object) -> None:
        """A link opens; `attributes` are fields of `Link` other than start, end, block and text (and `source_end`)."""
        self._open_links.append(_OpenLink(attributes))

    def end_link(self, source_end: int, **attributes: object) -> None:
        """The innermost open link ends at `source_end`; without an open link nothing happens.

        `attributes` are fields of `Link` that only its end makes known.
        """
        if not self._open_links:
            return
        link = self._open_links.pop()
        block, start = link.block, link.start
        if block < 0 and not self.is_blank:
            block, start = len(self._blocks), self._length
        text = " ".join("".join(link.parts).split())
        fields: dict[str, object] = {"text": text, **link.attributes, **attributes, "source_end": source_end}
        self._links.append(Link(start=start, end=max(link.end, start), block=block, **fields))  # type: ignore[arg-type]

    @property
    def open_links(self) -> int:
        """How many links are open."""
        return len(self._open_links)

    def add_link_text(self, text: str) -> None:
        """Text that names the open link without being prose of its block (the alt text of a linked image)."""
        for link in self._open_links:
            link.parts.append(f" {text} ")

    def comment(self, start: int, end: int, text: str) -> None:
        """A comment, whose content is `text`."""
        self._comments.append(Comment(start, end, text))

    def notice(self, kind: str, message: str, line: int | None = None) -> None:
        """Something the report should tell beside its findings."""
        self._notices.append(Notice(kind, message, line))

    def build(self, metadata: Mapping[str, object] | None = None) -> Prose:
        """End what is open and give the prose."""
        self.close()
        while self._open_links:
            self.end_link(len(self.source))
        blocks = self._blocks
        text = "".join(self._parts).removesuffix(_JOINT)
        links = tuple(sorted((_settle(link, blocks) for link in self._links), key=lambda link: link.source_start))
        return Prose(
            text=text,
            blocks=tuple(blocks),
            pieces=self._pieces,
            links=links,
            metadata={**self.metadata, **(metadata or {})},
            comments=tuple(self._comments),
            embeds=tuple(sorted(self._embeds)),
            notices=tuple(self._notices),
        )


def _settle(link: Link, blocks: list[Block]) -> Link:
    """A link without text points at no block, unless it stands after words in one."""
    if 0 <= link.block < len(blocks) and blocks[link.block].start <= link.start <= link.end <= blocks[link.block].end:
        return link
    import msgspec

    return msgspec.structs.replace(link, block=-1, start=0, end=0)
