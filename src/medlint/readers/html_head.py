"""What the head of a page says: titles and descriptions that people see in search results, and metadata."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import msgspec

from medlint.model import BlockKind
from medlint.readers.html_tokens import StartTag, attribute_pieces, attribute_text
from medlint.readers.prose import ProseBuilder

_SHOWN: Final[dict[str, BlockKind]] = {
    "og:title": "title", "twitter:title": "title",
    "description": "description", "og:description": "description", "twitter:description": "description",
}  # fmt: skip
_LINKED_DATA: Final = ("@type", "author", "reviewedBy", "datePublished", "dateModified", "lastReviewed", "publisher")
_DATES: Final = ("date", "article:published_time", "datePublished", "dc.date", "dcterms.date", "pubdate")
_AUTHORS: Final = ("author", "article:author", "dc.creator", "parsely-author")

Pieces = list[tuple[str, int, int]]


class Head:
    """Collects titles, descriptions and metadata until the body begins; then the `<title>` comes first.

    Metadata keys are the lower-case `name` or `property` of a `<meta>`, plus `title`, `lang`, `charset`, `canonical`,
    `base` (the address that relative links start from), the JSON-LD fields under their own names and `json-ld` (a list
    of mappings). Values are strings, or lists where repeated.
    """

    def __init__(self, builder: ProseBuilder) -> None:
        self._builder = builder
        self._waiting: list[tuple[BlockKind, Pieces]] = []
        self._seen: set[tuple[BlockKind, str]] = set()
        self._titled = False

    def add_title(self, pieces: Pieces) -> None:
        """Take the text of a `<title>`; only the first one of a page counts."""
        words = _words(pieces)
        if words and not self._titled:
            self._titled = True
            self._builder.metadata["title"] = words
            self._waiting.insert(0, ("title", pieces))

    def add_meta(self, tag: StartTag) -> None:
        """Take a `<meta>`."""
        source, metadata = self._builder.source, self._builder.metadata
        if charset := attribute_text(source, tag.attribute("charset")).strip():
            metadata.setdefault("charset", charset.lower())
        content = tag.attribute("content")
        key = next((text for name in ("name", "property", "itemprop") if (text := _attribute(source, tag, name))), "")
        if content is None or not key:
            return
        pieces = attribute_pieces(source, content)
        key = key.lower()
        if words := _words(pieces):
            _add(metadata, key, words)
            if kind := _SHOWN.get(key):
                self._waiting.append((kind, pieces))

    def add_link(self, tag: StartTag) -> None:
        """Take a `<link>`; the canonical address is the one that matters."""
        source = self._builder.source
        if "canonical" in _attribute(source, tag, "rel").lower().split():
            self._builder.metadata.setdefault("canonical", _attribute(source, tag, "href"))

    def add_base(self, tag: StartTag) -> None:
        """Take a `<base>`: the first with an address is that of all relative links."""
        if href := _attribute(self._builder.source, tag, "href"):
            self._builder.metadata.setdefault("base", href)

    def add_html(self, tag: StartTag) -> None:
        """Take the `<html>` tag: the language of the page."""
        if lang := _attribute(self._builder.source, tag, "lang"):
            self._builder.metadata.setdefault("lang", lang)

    def add_linked_data(self, start: int, end: int) -> None:
        """Take the JSON-LD in source[start:end]; what is not JSON is ignored, as search engines do."""
        try:
            data = msgspec.json.decode(self._builder.source[start:end].strip())
        except (msgspec.DecodeError, RecursionError, UnicodeError):
            return
        metadata = self._builder.metadata
        for node in _nodes(data):
            facts = {key: value for key in _LINKED_DATA if (value := _plain(node.get(key)))}
            if facts:
                known = metadata.setdefault("json-ld", [])
                if isinstance(known, list):
                    known.append(facts)
                for key, value in facts.items():
                    metadata.setdefault(key, value)

    def release(self) -> None:
        """Put the texts that wait into blocks, each distinct one once; give author and date their plain names."""
        waiting, self._waiting = self._waiting, []
        for kind, pieces in waiting:
            if (key := (kind, _words(pieces))) not in self._seen:
                self._seen.add(key)
                self._builder.aside(kind, pieces)

    def finish(self) -> None:
        """Release what waits; `author` and `date` are set from whichever of their many names the page uses."""
        self.release()
        metadata = self._builder.metadata
        for plain, names in (("author", _AUTHORS), ("date", _DATES)):
            if found := next((metadata[name] for name in names if name in metadata), None):
                metadata.setdefault(plain, found)


def _attribute(source: str, tag: StartTag, name: str) -> str:
    return attribute_text(source, tag.attribute(name)).strip()


def _words(pieces: Pieces) -> str:
    return " ".join("".join(text for text, _, _ in pieces).split())


def _add(metadata: dict[str, object], key: str, value: str) -> None:
    """Set a key; a second, different value makes a list."""
    known = metadata.get(key)
    if known is None:
        metadata[key] = value
    elif isinstance(known, list):
        if value not in known:
            known.append(value)
    elif known != value:
        metadata[key] = [known, value]


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """The things that a JSON-LD document describes: itself, its list, its graph."""
    for node in data if isinstance(data, list) else [data]:
        if isinstance(node, dict):
            yield node
            graph = node.get("@graph")
            yield from (part for part in (graph if isinstance(graph, list) else []) if isinstance(part, dict))


def _plain(value: Any) -> str | list[str]:
    """A string, the name of a person or organisation, or a list of those."""
    if isinstance(value, list):
        return [text for part in value if isinstance(text := _plain(part), str) and text]
    if isinstance(value, dict):
        name = value.get("name")
        return name.strip() if isinstance(name, str) else ""
    return str(value).strip() if isinstance(value, str | int | float) else ""
