"""Checks of the family `caveats`."""

from __future__ import annotations

from collections.abc import Iterable

from medlint.api import Check, hookimpl

from . import study_without_caveat


@hookimpl
def medlint_checks() -> Iterable[Check]:
    """The check `study-without-caveat`."""
    return [study_without_caveat.CHECK]
