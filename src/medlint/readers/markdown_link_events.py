"""Links, images and footnote references of the Markdown parser."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

from medlint.model import BlockKind
from medlint.readers.markdown_links import Target, decode_literal, locate_definition, locate_inline
from medlint.readers.markdown_runs import Runs

_AUTOLINKS = frozenset({"Autolink", "Email"})

Definitions = Callable[[], Mapping[str, tuple[int, int]]]
"""Gives the source span of each link reference definition by its folded label; asked when the first one is needed."""


class _OpenLink(Struct):
    """A link whose end event has not come; `depth` is that of the HTML elements open before it."""

    data: Mapping[str, Any]
    links_before: int
    depth: int


class LinkEvents:
    """Turns the events of links into links of the builder. All offsets are source offsets."""

    def __init__(self, runs: Runs, definitions: Definitions) -> None:
        self.runs, self.sink, self.builder = runs, runs.sink, runs.builder
        self._definitions = definitions
        self._links = list[_OpenLink]()
        self._titles = set[tuple[int, int]]()  # of definitions, which many links share

    def reference(self, label: str, start: int, end: int) -> None:
        """A footnote is referred to."""
        self.runs.flush()
        self.runs.last_end = end
        if self.runs.images:
            return
        self.sink.open_flow()
        self.builder.begin_link(
            source_start=start, href=f"#{fold_label(label)}", href_start=start + len("[^"), href_end=end - 1, text="",
            element="footnote", **self._place(),
        )  # fmt: skip
        self.builder.end_link(end)

    def begin(self, data: Mapping[str, Any], start: int, *, is_image: bool) -> None:
        """A link or an image begins."""
        runs = self.runs
        runs.last_end = start + 1
        self._links.append(_OpenLink(data, self.builder.open_links, self.sink.depth))
        if is_image:
            runs.images += 1
        elif not runs.images:
            runs.in_autolink = data["link_type"] in _AUTOLINKS
            self.sink.open_flow()
            self.builder.begin_link(source_start=start)

    def end_image(self, start: int, end: int) -> None:
        """The innermost image ends; the outermost one gives its alt text."""
        runs, link = self.runs, self._links.pop()
        target = self._target(link.data, start, end)
        runs.last_end = end
        runs.images -= 1
        if runs.images:
            return
        alt, runs.alt = runs.alt, []
        self.builder.add_link_text("".join(text for text, _, _ in alt))
        self._add_aside("alt", alt)
        self._add_title(link.data, target)

    def end_link(self, start: int, end: int) -> None:
        """The innermost link ends."""
        runs, link = self.runs, self._links.pop()
        target = self._target(link.data, start, end)
        if link.data["link_type"] == "Collapsed" and runs.source.startswith("[]", end):
            end += len("[]")  # the parser leaves them out
        runs.last_end = end
        if runs.images:
            return
        runs.in_autolink = False
        self.sink.unwind(link.depth, end)
        if self.builder.open_links > link.links_before:
            self.builder.end_link(end, **self._fields(link.data, target, start, end))
        self._add_title(link.data, target)

    def _place(self) -> dict[str, object]:
        return {"hidden": self.sink.hidden, "place": "nav" if self.sink.navigation else "text"}

    def _fields(self, data: Mapping[str, Any], target: Target | None, start: int, end: int) -> dict[str, object]:
        href, (at, stop) = data["dest_url"], target.href if target else (start, end)
        if target and self.sink.overlaps(at, stop):
            href = self.runs.source[at:stop]
        fields: dict[str, object] = {"title": data["title"], "href_start": at, "href_end": stop, **self._place()}
        if data["link_type"] in _AUTOLINKS:
            fields |= {"element": "autolink", "text": self.runs.source[at:stop]}
            href = f"mailto:{href}" if data["link_type"] == "Email" else href
        return {**fields, "href": href}

    def _target(self, data: Mapping[str, Any], start: int, end: int) -> Target | None:
        """Where the target of a link is written: in the link, or in the definition that it names."""
        markup, kind = self.sink.markup, data["link_type"]
        if kind in _AUTOLINKS:
            return Target((start + 1, end - 1))
        if kind == "Inline":
            return locate_inline(markup, self.runs.last_end, end)
        definition = self._definitions().get(fold_label(data["id"]))
        return locate_definition(markup, *definition) if definition else None

    def _add_title(self, data: Mapping[str, Any], target: Target | None) -> None:
        if data["title"] and target and target.title and target.title not in self._titles:
            self._titles.add(target.title)
            self._add_aside("link-title", decode_literal(self.runs.source, *target.title))

    def _add_aside(self, kind: BlockKind, pieces: list[tuple[str, int, int]]) -> None:
        if pieces and not self.sink.skipped:
            self.sink.open_flow()
            self.builder.aside(kind, pieces, hidden=self.sink.hidden)


def fold_label(label: str) -> str:
    """A label as it is compared: white space collapsed, case ignored."""
    return " ".join(label.split()).casefold()
