"""Checks of the family `promotion`: links that are paid for, what is left of injected ones, and stuffed keywords."""

from __future__ import annotations

from collections.abc import Iterable

from medlint.api import Check, hookimpl

from . import link, link_residue, repeated_keyword, sales_talk, self_promotion, undisclosed


@hookimpl
def medlint_checks() -> Iterable[Check]:
    """The checks of the family."""
    return [
        link.CHECK,
        link_residue.CHECK,
        repeated_keyword.CHECK,
        sales_talk.CHECK,
        self_promotion.CHECK,
        undisclosed.CHECK,
    ]
