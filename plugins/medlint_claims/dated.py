"""Rows of dated tables: how old they are, and how a message says so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from medlint.api import FactTable


def is_stale(table: FactTable, row: Mapping[str, Any], today: date) -> bool:
    """Whether a row is past the shelf life of its table, in whole months."""
    then = date.fromisoformat(str(row["as_of"]))
    months = (today.year - then.year) * 12 + today.month - then.month - (today.day < then.day)
    return months > table.shelf_life_months


def basis(table: FactTable, row: Mapping[str, Any], today: date) -> str:
    """The sentence of a message that says what it rests on, and that this may be out of date where it is old."""
    said = f"By the table of {row['as_of']} ({row['source']})."
    if is_stale(table, row, today):
        return f"{said} That is older than {table.shelf_life_months} months and may have changed: look it up."
    return said
