"""Checks of the family `sourcing`."""

from __future__ import annotations

from collections.abc import Iterable

from medlint.api import CheckAt, hookimpl

_CHECKS = (
    CheckAt("one-sided", f"{__name__}.independence"),
    CheckAt("orphan-quote", f"{__name__}.orphan_quote", f"{__name__}.tellers"),
    CheckAt("spun-quote", f"{__name__}.spun_quote"),
    CheckAt("unintroduced-source", f"{__name__}.unintroduced", f"{__name__}.bare_names"),
    CheckAt("unsourced", f"{__name__}.unsourced", f"{__name__}.calls"),
)


@hookimpl
def medlint_checks() -> Iterable[CheckAt]:
    """The checks `one-sided`, `orphan-quote`, `spun-quote`, `unintroduced-source` and `unsourced`."""
    return _CHECKS
