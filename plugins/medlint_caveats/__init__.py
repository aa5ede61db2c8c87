"""Checks of the family `caveats`."""

from __future__ import annotations

from collections.abc import Iterable

from medlint.api import Check, Document, Match, hookimpl

from . import limit_unstated, overreach, study_without_caveat
from .carried_options import CarriedOptions


@hookimpl
def medlint_checks() -> Iterable[Check]:
    """The checks `carried-over`, `limit-unstated`, `overreach` and `study-without-caveat`."""
    carried_over = Check("carried-over", CarriedOptions, _find_carried_over)
    return [carried_over, limit_unstated.CHECK, overreach.CHECK, study_without_caveat.CHECK]


def _find_carried_over(document: Document, options: CarriedOptions) -> Iterable[Match]:
    # Its rule is a preview, which few runs ask for.
    from .carried_over import find_carried_over

    return find_carried_over(document, options)
