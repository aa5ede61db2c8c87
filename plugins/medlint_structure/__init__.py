"""Checks of the family `structure`."""

from __future__ import annotations

from collections.abc import Iterable

from medlint.api import Check, hookimpl

from . import broken_text, byline, review_date


@hookimpl
def medlint_checks() -> Iterable[Check]:
    """The checks `broken-text`, `byline` and `review-date`."""
    return [broken_text.CHECK, byline.CHECK, review_date.CHECK]
