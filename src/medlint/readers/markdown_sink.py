"""What Markdown adds to the HTML sink: template shortcodes inside text, which are never prose."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from medlint.readers.html_sink import HtmlSink
from medlint.readers.prose import ProseBuilder
from medlint.readers.shortcodes import Embed

Run = tuple[int, int, bool]
"""Source start and end, and whether the run is an embedded value (one opaque character) or text."""


class MarkdownSink(HtmlSink):
    """An `HtmlSink` whose text may hold embeds: values become one opaque character each, everything else vanishes.

    `markup` is the source with the embeds hidden, of the same length. A block of nothing but values has no prose.
    """

    def __init__(self, builder: ProseBuilder, markup: str, embeds: Sequence[Embed]) -> None:
        super().__init__(builder)
        self.markup, self._embeds = markup, embeds
        self._starts = [embed.start for embed in embeds]
        self._waiting: list[Run] = []
        self._shown = -1

    def runs(self, start: int, end: int) -> list[Run]:
        """Source[start:end] cut at its embeds; a value that spans several calls is given once."""
        found, at = list[Run](), start
        first = max(bisect_right(self._starts, start) - 1, 0)
        for embed in self._embeds[first : bisect_left(self._starts, end)]:
            if embed.end <= start:
                continue
            if at < embed.start:
                found.append((at, embed.start, False))
            if embed.kind == "value" and self._shown < embed.start:
                found.append((embed.start, embed.end, True))
                self._shown = embed.start
            at = min(embed.end, end)
        if at < end:
            found.append((at, end, False))
        return found

    def overlaps(self, start: int, end: int) -> bool:
        """Whether an embed stands in source[start:end]."""
        index = bisect_right(self._starts, end - 1) - 1
        return index >= 0 and self._embeds[index].end > start

    # ------------------------------------------------------------- text
    def text(self, start: int, end: int) -> None:
        """Source[start:end] is literal text, embeds apart."""
        if self.skipped and not self._links and self.builder.open_links:
            self.builder.add_link_text(self.builder.source[start:end])
        if not self._embeds:
            super().text(start, end)
            return
        for at, stop, is_value in self.runs(start, end):
            blank = is_value or self.builder.source[at:stop].isspace()
            if blank and self.builder.is_blank:
                self._waiting.append((at, stop, is_value))
            else:
                self._release()
                self._add(at, stop, is_value)

    def replace(self, text: str, start: int, end: int) -> None:
        """Source[start:end] is rendered as `text`."""
        if self._waiting and text.strip():
            self._release()
        super().replace(text, start, end)

    def opaque(self, start: int, end: int) -> None:
        """Source[start:end] is code, math or an address."""
        if self._waiting:
            self._release()
        super().opaque(start, end)

    def end_block(self) -> None:
        """The builder's block ends."""
        self._waiting.clear()
        self.builder.close()

    def open_flow(self) -> None:
        """Open a block where none is open, unless this is no place for prose."""
        if not self.builder.is_open and not self.skipped:
            self._open_block(self._stack[-1])

    def _release(self) -> None:
        """Values at the beginning of a block are shown once something follows them."""
        waiting, self._waiting = self._waiting, []
        for run in waiting:
            self._add(*run)

    def _add(self, start: int, end: int, is_value: bool) -> None:
        if is_value:
            super().opaque(start, end)
        else:
            super().text(start, end)

    def _break(self, start: int, end: int) -> None:
        self._waiting.clear()
        super()._break(start, end)
