"""Checks of the family `caveats`."""

from __future__ import annotations

from collections.abc import Iterable

from medlint.api import Check, hookimpl

from . import carried_over, limit_unstated, overreach, study_without_caveat


@hookimpl
def medlint_checks() -> Iterable[Check]:
    """The checks `carried-over`, `limit-unstated`, `overreach` and `study-without-caveat`."""
    return [carried_over.CHECK, limit_unstated.CHECK, overreach.CHECK, study_without_caveat.CHECK]
