"""Checks of the family `safety`."""

from __future__ import annotations

from collections.abc import Iterable

from medlint.api import Check, hookimpl

from . import approval_status, joined, same_drug


@hookimpl
def medlint_checks() -> Iterable[Check]:
    """The checks `approval-status`, `joined` and `same-drug`."""
    return [approval_status.CHECK, joined.CHECK, same_drug.CHECK]
