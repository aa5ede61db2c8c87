"""Checks of the family `sourcing`."""

from __future__ import annotations

from collections.abc import Iterable

from medlint.api import Check, hookimpl

from . import spun_quote


@hookimpl
def medlint_checks() -> Iterable[Check]:
    """The check `spun-quote`."""
    return [spun_quote.CHECK]
