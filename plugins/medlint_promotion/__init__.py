"""Checks of the family `promotion`: links that are paid for, what is left of injected ones, and stuffed keywords."""

from __future__ import annotations

from collections.abc import Iterable

from medlint.api import Check, hookimpl

from . import link, link_residue, repeated_keyword


@hookimpl
def medlint_checks() -> Iterable[Check]:
    """The checks `link`, `link-residue` and `repeated-keyword`."""
    return [link.CHECK, link_residue.CHECK, repeated_keyword.CHECK]
