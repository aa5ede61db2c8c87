"""The named corpora, read one document at a time."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_TECHNICAL = ("osbooks-microbiology", "cnxbook-biology-2e", "osbooks-psychology")
_OLD = "mlschmitt/classic-books-markdown"


class Text(NamedTuple):
    """One document: `name` groups what must be counted together, `kind` is `health`, `general` or `old`."""

    name: str
    aliases: tuple[str, ...]
    kind: str
    register: str
    text: str


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _pages(path: Path) -> Iterator[Text]:
    """Patient information: the answers of one page are one document."""
    pages: dict[str, list[dict[str, str]]] = {}
    for row in _rows(path):
        pages.setdefault(row["doc"], []).append(row)
    for doc, rows in pages.items():
        aliases = tuple("MedQuAD:" + row["id"] for row in rows)
        text = "\n\n".join(row["text"].replace("\n", "\n\n").replace(" - ", "\n\n") for row in rows)
        yield Text("MedQuAD:" + doc, aliases, "health", "medquad", text)


def read_corpora(data: Path) -> Iterator[Text]:
    """Every document of the corpora whose licence allows derived figures, in a fixed order."""
    clean = data / "clean"
    yield from _pages(clean / "medquad_dev.jsonl.gz")
    for row in _rows(clean / "pmc_ccby.txt.gz"):
        yield Text(row["id"], (row["id"],), "health", "pmc", row["text"].replace("\n", "\n\n"))
    for row in _rows(clean / "prose_open.jsonl.gz"):
        yield Text(row["id"], (row["id"],), _kind(row), row["register"], row["text"].replace("\n", "\n\n"))


def _kind(row: dict[str, str]) -> str:
    if row["source"] == _OLD:
        return "old"
    technical = row["source"].endswith(_TECHNICAL)
    return "health" if row["register"] == "health-lay" or technical else "general"
