"""Checks of the family `claims`."""

from __future__ import annotations

from collections.abc import Iterable

from medlint.api import CheckAt, hookimpl

_CHECKS = (
    CheckAt("bold-claim", f"{__name__}.bold_claim"),
    CheckAt("claim-without-support", f"{__name__}.claim_without_support"),
    CheckAt("many-illnesses", f"{__name__}.many_illnesses"),
    CheckAt("overstated-approval", f"{__name__}.overstated_approval"),
    CheckAt("personal-story", f"{__name__}.personal_story"),
    CheckAt("reader-advice", f"{__name__}.reader_advice"),
    CheckAt("relative-risk", f"{__name__}.relative_risk"),
    CheckAt("strong-verb-on-weak-design", f"{__name__}.strong_verb"),
    CheckAt("telling-phrase", f"{__name__}.telling_phrase"),
    CheckAt("unsourced-figure", f"{__name__}.unsourced_figure"),
    CheckAt("vague-benefit", f"{__name__}.vague_benefit"),
)


@hookimpl
def medlint_checks() -> Iterable[CheckAt]:
    """The checks of the family."""
    return _CHECKS
