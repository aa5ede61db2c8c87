"""Checks of the family `spun`."""

from __future__ import annotations

from collections.abc import Iterable

from medlint.api import Check, hookimpl

from . import acronym


@hookimpl
def medlint_checks() -> Iterable[Check]:
    """The check `acronym`."""
    return [acronym.CHECK]
