"""Checks of the family `caveats`."""

from __future__ import annotations

from collections.abc import Iterable

from medlint.api import CheckAt, hookimpl

_CHECKS = (
    CheckAt("carried-over", f"{__name__}.carried_over", f"{__name__}.carried_options"),
    CheckAt("limit-unstated", f"{__name__}.limit_unstated"),
    CheckAt("overreach", f"{__name__}.overreach"),
    CheckAt("study-without-caveat", f"{__name__}.study_without_caveat", f"{__name__}.options"),
)


@hookimpl
def medlint_checks() -> Iterable[CheckAt]:
    """The checks `carried-over`, `limit-unstated`, `overreach` and `study-without-caveat`."""
    return _CHECKS
