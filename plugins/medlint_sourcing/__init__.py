"""Checks of the family `sourcing`."""

from __future__ import annotations

from collections.abc import Iterable

from medlint.api import Check, hookimpl

from . import independence, orphan_quote, spun_quote, unintroduced, unsourced


@hookimpl
def medlint_checks() -> Iterable[Check]:
    """The checks `one-sided`, `orphan-quote`, `spun-quote`, `unintroduced-source` and `unsourced`."""
    return [independence.CHECK, orphan_quote.CHECK, spun_quote.CHECK, unintroduced.CHECK, unsourced.CHECK]
