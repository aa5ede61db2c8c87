"""Front matter and page metadata, whatever a site calls its keys."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from medlint.lazy import lazy_pattern

if TYPE_CHECKING:
    from medlint.document import Document

DEEPEST = 3
"""Keys are looked for so many levels down (`params.seo.author`); below that stand the data of other programs."""

_NOT_LETTERS = lazy_pattern(r"[^a-z0-9]")
_PLACEHOLDERS = frozenset({"", "todo", "tbd", "tba", "tbc", "xxx", "none", "null", "na", "unknown", "false", "no"})


def metadata_values(document: Document, names: Collection[str]) -> list[str]:
    """What the metadata say under any of some keys, as texts without blanks at the edges, in the order of the page.

    Case, hyphens, underscores and dots of keys do not matter (`reviewed_by`, `reviewedBy`, `dc.date`), nor whether
    they stand at the top or inside `params`, `seo` or JSON-LD. A list gives several values, a table its `name` (else
    each of its values). Values that say nothing (empty, `false`, TODO) are left out.
    """
    if not document.metadata:
        return []
    wanted = {_plain(name) for name in names}
    return [text for text in _texts(document.metadata, wanted, 1) if _plain(text) not in _PLACEHOLDERS]


def _texts(data: Mapping[str, object], wanted: Collection[str], depth: int) -> Iterator[str]:
    for key, value in data.items():
        if _plain(key) in wanted:
            yield from _spelt(value)
        elif depth < DEEPEST:
            for inner in value if isinstance(value, list) else [value]:
                if isinstance(inner, Mapping):
                    yield from _texts(inner, wanted, depth + 1)


def _spelt(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from _spelt(value["name"] if "name" in value else list(value.values()))
    elif isinstance(value, list):
        for item in value:
            yield from _spelt(item)
    elif value is not None:
        yield str(value).strip()


def _plain(name: str) -> str:
    low = name.lower()
    return low if low.isalnum() and low.isascii() else _NOT_LETTERS.sub("", low)
