"""Checks of the family `claims`."""

from __future__ import annotations

from collections.abc import Iterable

from medlint.api import Check, hookimpl

from . import (
    bold_claim,
    claim_without_support,
    many_illnesses,
    overstated_approval,
    personal_story,
    reader_advice,
    relative_risk,
    strong_verb,
    telling_phrase,
    unsourced_figure,
    vague_benefit,
)


@hookimpl
def medlint_checks() -> Iterable[Check]:
    """The checks of the family, by the names of their modules."""
    return [
        bold_claim.CHECK,
        claim_without_support.CHECK,
        many_illnesses.CHECK,
        overstated_approval.CHECK,
        personal_story.CHECK,
        reader_advice.CHECK,
        relative_risk.CHECK,
        strong_verb.CHECK,
        telling_phrase.CHECK,
        unsourced_figure.CHECK,
        vague_benefit.CHECK,
    ]
