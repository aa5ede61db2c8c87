"""Rows of the table of approvals: which one a text speaks of, and whether it names a use that the row allows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from medlint.api import Document, FactName, Sentence, clause_end, clause_start

Row = Mapping[str, Any]


def row_of_kind(document: Document, table: FactName, region: str, kind: str) -> Row | None:
    """The row that speaks of a kind of product in a region; None where the table has none."""
    rows = document.knowledge.facts[table].rows
    return next((row for row in rows if row.get("class") == kind and row["region"] == region), None)


def row_named(
    document: Document, at: int, sentence: Sentence, table: FactName, region: str, *, before: Iterable[tuple[int, int]]
) -> Row | None:
    """The row of the product named nearest to an offset: in its clause, its sentence, else in the spans `before`."""
    clause = clause_start(document, at), clause_end(document, at)
    for start, end in (clause, (sentence.start, sentence.end), *before):
        named = [row for _, row in sorted(_named(document, start, end, at, table, region), key=lambda found: found[0])]
        if named:
            # "Spravato (a sort of ketamine) is approved for depression" speaks of the product that is.
            return next((row for row in named if speaks_of(document, sentence.start, sentence.end, row)), named[0])
    return None


def speaks_of(document: Document, start: int, end: int, row: Row) -> bool:
    """Whether prose[start:end] names one of the uses that a row allows."""
    return bool(places(document.prose[start:end].lower(), str(row["uses"])))


def places(text: str, names: str) -> list[int]:
    """Where one of some names (separated by commas) stands as a word in a lower-case text."""
    words = "|".join(re.escape(name.strip().lower()) for name in names.split(",") if name.strip())
    return [match.start() for match in re.finditer(rf"(?<![\w-])(?:{words})(?!\w)", text)] if words else []


def _named(document: Document, start: int, end: int, at: int, table: FactName, region: str) -> list[tuple[int, Row]]:
    text = document.prose[start:end].lower()
    rows = [row for row in document.knowledge.facts[table].rows if row["region"] == region and "name" in row]
    return [(abs(start + place - at), row) for row in rows for place in places(text, str(row["name"]))]
