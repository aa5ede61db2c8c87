"""From what score on a word is worth telling: less is asked of it the more its whole text looks spun."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .detector import Index, Thresholds

BEYOND = (1, 3)
"""A text whose index exceeds the least of a spun one by a third of it is spun throughout."""
DOUBT = (50, 60)
"""In hundredths of the least index of a spun text, where a text becomes doubtful and where it is so. Chosen with the
context pairs in view: of documents with one to three spun sentences of twelve half come to 23, of clean ones one in ten
comes to 35."""


def worth_telling(
    scores: Mapping[int, int], off: Sequence[int], index: Index, thresholds: Thresholds
) -> dict[int, int]:
    """The places of a text long enough to be judged whose score reaches the bar, with the score that counts.

    Where the text is not spun, surroundings count in full (`off`, in the order of `scores`), and the bar sinks from
    `sure` to `near` while its index goes through `DOUBT`: few clean texts come so far. Where it is spun, it is odd all
    over: what surroundings take off on average is given back by and by, and the bar sinks on to `inside`, slowly at
    first: of the texts that are just called spun many hold few swapped words.
    """
    if index.verdict != "spun":
        bar, back = _doubted(index.rate, thresholds), 0
    else:
        span = max(1, thresholds.spun * BEYOND[0] // BEYOND[1])
        beyond = min(index.rate - thresholds.spun, span)
        bar = thresholds.near - (thresholds.near - thresholds.inside) * beyond * beyond // (span * span)
        back = sum(off) * beyond // (span * max(1, len(off)))
    weighed = ((n, score - less + back) for (n, score), less in zip(scores.items(), off, strict=True))
    return {n: score for n, score in weighed if score >= bar}


def _doubted(rate: int, thresholds: Thresholds) -> int:
    """The bar of a text that is not spun."""
    first, last = (share * thresholds.spun // 100 for share in DOUBT)
    into = max(0, min(rate, last) - first)
    return thresholds.sure - (thresholds.sure - thresholds.near) * into // max(1, last - first)
