"""What odd words say of their whole text: each is worth what its score says, the text shares the sum by its length."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log

from msgspec import Struct

from .trees import LEAF_SCALE

SPARE = 80
"""Words that every text is given: with so many, honest texts of 250 and of 1,000 words reach the same rates."""
LEAST, STEP, KNOTS = -3 * LEAF_SCALE // 2, LEAF_SCALE // 2, 16
"""The section `worth` has what a word is worth at so many scores, at equal steps; between them it is interpolated."""
_LOG_TIMES = (0, *(round(LEAF_SCALE * log(n)) for n in range(1, 50)))


class Odd(Struct, frozen=True, gc=False):
    """A scored place: number of its token, its word, its score, and what its surroundings take off."""

    at: int
    word: int
    score: int
    off: int


def discount(odd: Iterable[Odd], ids: Sequence[int]) -> list[Odd]:
    """The places with scores less the logarithm of how often the text has the word: it keeps saying its subject.

    `ids`: all identifiers of the text.
    """
    odd = tuple(odd)
    words = {one.word for one in odd}
    often = Counter(i for i in ids if i in words)
    last = len(_LOG_TIMES) - 1
    return [Odd(o.at, o.word, o.score - _LOG_TIMES[min(max(1, often[o.word]), last)], o.off) for o in odd]


def best_scores(odd: Sequence[Odd]) -> list[int]:
    """The best score of each word, less half of what surroundings take off; `odd` discounted and in order.

    Of two neighbours only the better counts: a swapped word makes the one beside it look odd.
    """
    scores, best = [o.score - o.off // 2 for o in odd], dict[int, int]()
    for n, (one, score) in enumerate(zip(odd, scores, strict=True)):
        before = n > 0 and one.at - odd[n - 1].at == 1 and scores[n - 1] >= score
        behind = n + 1 < len(odd) and odd[n + 1].at - one.at == 1 and scores[n + 1] > score
        if not before and not behind:
            best[one.word] = max(best.get(one.word, score), score)
    return list(best.values())


def worth_of(score: int, worth: Sequence[int]) -> int:
    """What a word of that score is worth, in units of 1 / `LEAF_SCALE`."""
    step, rest = divmod(min(max(score - LEAST, 0), STEP * (KNOTS - 1) - 1), STEP)
    return worth[step] + (worth[step + 1] - worth[step]) * rest // STEP


def reckon_rate(odd: Sequence[Odd], words: int, worth: Sequence[int]) -> int:
    """The rate of a text of so many different content words, in thousandths, never below 0; `odd`: discounted."""
    total = sum(worth_of(score, worth) for score in best_scores(odd))
    return max(0, 1000 * total // (LEAF_SCALE * (words + SPARE)))
