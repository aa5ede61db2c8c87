"""Checks of the family `structure`."""

from __future__ import annotations

from collections.abc import Iterable

from medlint.api import CheckAt, hookimpl

_CHECKS = (
    CheckAt("broken-text", f"{__name__}.broken_text"),
    CheckAt("byline", f"{__name__}.byline"),
    CheckAt("self-contradiction", f"{__name__}.contradiction"),
    CheckAt("dangling-reference", f"{__name__}.dangling"),
    CheckAt("first-use", f"{__name__}.first_use"),
    CheckAt("headline-body", f"{__name__}.headline", f"{__name__}.headline_terms"),
    CheckAt("review-date", f"{__name__}.review_date"),
    CheckAt("truncated", f"{__name__}.truncated"),
)


@hookimpl
def medlint_checks() -> Iterable[CheckAt]:
    """What finds broken text, missing names and dates, and what readers cannot follow or believe."""
    return _CHECKS
