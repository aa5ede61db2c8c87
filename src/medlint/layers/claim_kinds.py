"""Kinds of claims: does it speak of benefit, of safety, of figures, of how something works, of approval, of a contest?"""

from __future__ import annotations

from typing import Literal, TypeAlias

from medlint.layers.claim_words import Cue, Words

ClaimKind: TypeAlias = Literal["efficacy", "safety", "statistic", "mechanism", "approval", "superiority"]
KINDS: tuple[ClaimKind, ...] = ("efficacy", "safety", "statistic", "mechanism", "approval", "superiority")
"""All kinds, in the order in which a claim lists them."""

REACH = 8
"""An outcome that a verb of benefit does good to stands at most so many words away."""


def kinds_of(cues: list[Cue], words: Words, strength: str) -> tuple[ClaimKind, ...]:
    """The kinds of a sentence from the cues of `claim-kinds`, in the order of `KINDS`.

    Efficacy needs a word of benefit that says so by itself, or one that meets an outcome near it.
    """
    found = {cue.kind for cue in cues}
    if _counts(words):
        found.add("statistic")
    if "efficacy" not in found and strength != "none" and _does_good(cues):
        found.add("efficacy")
    return tuple(kind for kind in KINDS if kind in found)


def _counts(words: Words) -> bool:
    """Whether a percentage is told. ("4 mg" is a dose and "26 people" a sample: they are no statistics of an outcome.)"""
    return any(
        text == "%" and words.texts[index - 1][-1:].isdigit() for index, text in enumerate(words.texts) if index
    )


def _does_good(cues: list[Cue]) -> bool:
    verbs = [cue.first for cue in cues if cue.kind == "benefit"]
    outcomes = [cue.first for cue in cues if cue.kind == "outcome"]
    return any(0 < outcome - verb <= REACH for verb in verbs for outcome in outcomes)
