"""Checks of the family `caveats`."""

from __future__ import annotations

from collections.abc import Iterable

from medlint.api import Check, hookimpl

from . import limit_unstated, overreach, study_without_caveat


@hookimpl
def medlint_checks() -> Iterable[Check]:
    """The checks `limit-unstated`, `overreach` and `study-without-caveat`."""
    return [limit_unstated.CHECK, overreach.CHECK, study_without_caveat.CHECK]
