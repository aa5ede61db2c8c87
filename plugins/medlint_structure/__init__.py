"""Checks of the family `structure`."""

from __future__ import annotations

from collections.abc import Iterable

from medlint.api import Check, hookimpl

from . import broken_text


@hookimpl
def medlint_checks() -> Iterable[Check]:
    """The checks `broken-text`."""
    return [broken_text.CHECK]
