"""Kinds of claims: does it speak of benefit, of safety, of figures, of how it works, of approval, of a contest?"""

from __future__ import annotations

from bisect import bisect_left
from typing import Literal, TypeAlias

from medlint.layers.claim_words import Cue, Words

ClaimKind: TypeAlias = Literal["efficacy", "safety", "statistic", "mechanism", "approval", "superiority"]
KINDS: tuple[ClaimKind, ...] = ("efficacy", "safety", "statistic", "mechanism", "approval", "superiority")
"""All kinds, in the order in which a claim lists them."""

REACH = 8
"""An outcome that a verb of benefit does good to stands at most so many words away."""


def kinds_of(cues: list[Cue], words: Words, *, benefit: bool) -> tuple[ClaimKind, ...]:
    """The kinds of a sentence by the cues of `claim-kinds`, in the order of `KINDS`; `benefit` as `does_good` says."""
    found = {cue.kind for cue in cues}
    if _counts(words):
        found.add("statistic")
    if benefit:
        found.add("efficacy")
    return tuple(kind for kind in KINDS if kind in found)


def does_good(verbs: list[int], outcomes: list[int], words: Words) -> bool:
    """Whether a verb of benefit has an outcome within reach after it; both given by their prose offsets."""
    places = [bisect_left(words.starts, offset) for offset in outcomes]
    return any(0 < place - bisect_left(words.starts, verb) <= REACH for verb in verbs for place in places)


def _counts(words: Words) -> bool:
    """Whether a percentage is told: "4 mg" is a dose and "26 people" a sample, no statistics of an outcome."""
    return "%" in words.texts and any(
        text == "%" and words.texts[index - 1][-1:].isdigit() for index, text in enumerate(words.texts) if index
    )
