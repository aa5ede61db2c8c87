"""Rows of dated tables: how old they are, and how a message says so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from medlint.ages import months_since
from medlint.model import FactTable


def is_stale(table: FactTable, row: Mapping[str, Any], today: date) -> bool:
    """Whether a row is past its shelf life, or that of its table, in whole months."""
    return months_since(str(row["as_of"]), today) > shelf_life(table, row)


def shelf_life(table: FactTable, row: Mapping[str, Any]) -> int:
    """For how many months a row holds: its own `shelf_life_months`, since a law lasts longer than a label."""
    return int(row.get("shelf_life_months", table.shelf_life_months))


def basis(table: FactTable, row: Mapping[str, Any], today: date) -> str:
    """The sentence of a message that says what it rests on, and that this may be out of date where it is old."""
    said = f"By the table of {row['as_of']} ({row['source']})."
    if is_stale(table, row, today):
        return f"{said} That is older than {shelf_life(table, row)} months and may have changed: look it up."
    return said
