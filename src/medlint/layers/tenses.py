"""Forms of English verbs that tell a report from a claim: past tenses, regular and irregular."""

from __future__ import annotations

from medlint.layers.numbers import any_of
from medlint.lazy import lazy_pattern

IRREGULAR_PASTS = any_of(
    (
        "ate beat became began bit bled bore bred brought built came caught cut dealt did drank drove fed fell "
        "felt flew forgot found gave got grew had held hurt kept laid lay learnt led left let lost made met put "
        "ran rang rebuilt regrew rode rose said sank sat saw sent set shook showed shrank slept slid spent split "
        "spoke sprang spread stood swam swelled taught thought threw told took was went were withstood woke won "
        "wore wrote sang blew drew bound hid shot stuck struck swept clung crept dug fled froze hung leapt lit "
        "meant paid sold sped stung tore wept broke chose withdrew shone swung overcame underwent spat strode "
        "swore burst flung sought"
    ).split()
)
"""Past tenses of irregular verbs, as alternatives of a pattern: those that reports of studies use."""

_REGULAR = lazy_pattern(
    r"ed\b(?<=\w\wed)(?<!\bneed)(?<!\bindeed)(?<!\bhundred)(?<!\bspeed)(?<!\bbreed)(?<!\bseed)(?<!\bfeed)(?<!\bbleed)"
    r"(?<!\bexceed)(?<!\bproceed)(?<!\bsucceed)(?<!\bweed)(?<!\bgreed)"
)
_IRREGULAR = lazy_pattern(rf"\b(?:{IRREGULAR_PASTS})\b")


def is_past(text: str) -> bool:
    """Whether a text in lower case has a verb in the past tense; a participle counts, too."""
    return bool(_REGULAR.search(text) or _IRREGULAR.search(text))
