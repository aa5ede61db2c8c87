"""Limitations: does a sentence name a limit of the study it speaks of, judged from its own words?"""

from __future__ import annotations

from medlint.layers.claim_words import Cue, Words

WEIGHTS = {
    "ordinal": 0.45, "hard": 0.45, "soft": 0.22, "could-not": 0.2, "self": 0.15, "affected": 0.15,
    "unable": 0.35, "call": 0.1,
    "announcement": -0.5, "figures": -0.3, "strength": -0.3,
}  # fmt: skip
"""What a family of cues says for a limit, once per sentence; round figures, checked on the figures of
Kilicoglu et al. (2018), whose labels may be used."""
_OPENED = frozenset((",", "we", "our", "this", "of"))
ENOUGH = 0.45
"""From here a sentence names a limit: one hard cue is enough, two soft ones are nearly so."""


def names_limit(cues: list[Cue], words: Words) -> bool:
    """Whether the cues of `limitation-cues` in one sentence add up to a limit."""
    return limit_score(cues, words) >= ENOUGH


def limit_score(cues: list[Cue], words: Words) -> float:
    """The sum of the weights of the families that are met; hard cues count again, an ordinal only before its comma."""
    kinds = {cue.kind for cue in cues}
    if "ordinal" in kinds:
        kinds.discard("figures" if _opens(cues, words) else "ordinal")
    again = 0.1 * (sum(cue.kind == "hard" for cue in cues) - 1) if "hard" in kinds else 0.0
    return sum(WEIGHTS[kind] for kind in kinds) + again


def _opens(cues: list[Cue], words: Words) -> bool:
    """Whether an ordinal opens a list of points: "Second, the sample", "First we did not", not "Second opinions"."""
    return any(cue.kind == "ordinal" and cue.first <= 1 and words.at(cue.after) in _OPENED for cue in cues)
