"""From what score on a word is worth telling: less is asked of it the more its whole text looks spun."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .detector import Index, Thresholds

BEYOND = (1, 3)
"""A text whose index exceeds the least of a spun one by a third of it is spun throughout."""


def worth_telling(
    scores: Mapping[int, int], off: Sequence[int], index: Index, thresholds: Thresholds
) -> dict[int, int]:
    """The places of a text long enough to be judged whose score reaches the bar, with the score that counts.

    Where the text is not spun, surroundings count in full (`off`, in the order of `scores`), and the bar sinks from
    `sure` to `near` with the square of the index: few clean texts come close to a spun one. Where it is spun, it is odd
    all over: what surroundings take off on average is given back by and by, and the bar sinks on to `inside`, slowly at
    first: of the texts that are just called spun many hold few swapped words.
    """
    spun = max(1, thresholds.spun)
    if index.verdict != "spun":
        rate, back = min(index.rate, spun), 0
        bar = thresholds.sure - (thresholds.sure - thresholds.near) * rate * rate // (spun * spun)
    else:
        span = max(1, spun * BEYOND[0] // BEYOND[1])
        beyond = min(index.rate - spun, span)
        bar = thresholds.near - (thresholds.near - thresholds.inside) * beyond * beyond // (span * span)
        back = sum(off) * beyond // (span * max(1, len(off)))
    weighed = ((n, score - less + back) for (n, score), less in zip(scores.items(), off, strict=True))
    return {n: score for n, score in weighed if score >= bar}
