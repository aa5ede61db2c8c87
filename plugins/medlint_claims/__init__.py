"""Checks of the family `claims`."""

from __future__ import annotations

from collections.abc import Iterable

from medlint.api import Check, hookimpl

from . import claim_without_support


@hookimpl
def medlint_checks() -> Iterable[Check]:
    """The check `claim-without-support`."""
    return [claim_without_support.CHECK]
