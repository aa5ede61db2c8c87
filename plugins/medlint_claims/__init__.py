"""Checks of the family `claims`."""

from __future__ import annotations

from collections.abc import Iterable

from medlint.api import Check, hookimpl

from . import bold_claim, claim_without_support, many_illnesses, relative_risk


@hookimpl
def medlint_checks() -> Iterable[Check]:
    """The checks `bold-claim`, `claim-without-support`, `many-illnesses` and `relative-risk`."""
    return [bold_claim.CHECK, claim_without_support.CHECK, many_illnesses.CHECK, relative_risk.CHECK]
