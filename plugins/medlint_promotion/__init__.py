"""Checks of the family `promotion`: links that are paid for, what is left of injected ones, and stuffed keywords."""

from __future__ import annotations

from collections.abc import Iterable

from medlint.api import CheckAt, hookimpl

_CHECKS = (
    CheckAt("link", f"{__name__}.link"),
    CheckAt("link-residue", f"{__name__}.link_residue"),
    CheckAt("repeated-keyword", f"{__name__}.repeated_keyword"),
    CheckAt("sales-talk", f"{__name__}.sales_talk"),
    CheckAt("self-promotion", f"{__name__}.self_promotion"),
    CheckAt("undisclosed-interest", f"{__name__}.undisclosed"),
)


@hookimpl
def medlint_checks() -> Iterable[CheckAt]:
    """The checks of the family."""
    return _CHECKS
