"""Checks of the family `structure`."""

from __future__ import annotations

from collections.abc import Iterable

from medlint.api import Check, hookimpl

from . import broken_text, byline, contradiction, dangling, first_use, headline, review_date, truncated

_MODULES = (broken_text, byline, contradiction, dangling, first_use, headline, review_date, truncated)


@hookimpl
def medlint_checks() -> Iterable[Check]:
    """What finds broken text, missing names and dates, and what readers cannot follow or believe."""
    return [module.CHECK for module in _MODULES]
