"""Checks of the family `safety`."""

from __future__ import annotations

from collections.abc import Iterable

from medlint.api import CheckAt, hookimpl

_CHECKS = (
    CheckAt("approval-status", f"{__name__}.approval_status"),
    CheckAt("joined", f"{__name__}.joined", f"{__name__}.options"),
    CheckAt("same-drug", f"{__name__}.same_drug"),
)


@hookimpl
def medlint_checks() -> Iterable[CheckAt]:
    """The checks `approval-status`, `joined` and `same-drug`."""
    return _CHECKS
