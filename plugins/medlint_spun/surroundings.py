"""Words in strange company: where many of a sentence's pairs are new, a new pair says less.

A text of another field is odd all over, a swapped term is odd in a sentence that is not: what is odd around a word
without looking like a spinner's speaks for the author.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from .company import Company
from .reading import Reading, is_content
from .trees import LEAF_SCALE

WEIGHT, SPARE = 4 * LEAF_SCALE, 4
"""A sentence that is odd all over costs a word four units of log odds; a short one less, as if it had more words."""
HARMLESS = LEAF_SCALE
"""An odd word with a lower score looks like an author's."""
_REACH = 40
_STOPS = ".?!"


def weigh_surroundings(odd: Sequence[int], scores: Mapping[int, int], reading: Reading, company: Company) -> list[int]:
    """What to take off each of `scores`, in their order: `odd` are the odd places of the reading, in order.

    The share of its sentence's content words that are odd and harmless and no neighbours of it, times `WEIGHT`.
    """
    off = []
    for n in scores:
        start, end = find_sentence(n, reading.tokens)
        strange = sum(
            abs(m - n) > 1 and scores.get(m, 0) < HARMLESS for m in odd[bisect_left(odd, start) : bisect_left(odd, end)]
        )
        content = sum(is_content(reading.tokens[k], reading.ids[k + 2], company) for k in range(start, end))
        off.append(WEIGHT * strange // (content + SPARE))
    return off


def find_sentence(n: int, tokens: Sequence[str]) -> tuple[int, int]:
    """The tokens of the sentence around token `n`, forty on either side at most."""
    start, end = n, n + 1
    while start and n - start < _REACH and not _ends(start - 1, tokens):
        start -= 1
    while end < len(tokens) and end - n < _REACH and not _ends(end - 1, tokens):
        end += 1
    return start, end


def _ends(n: int, tokens: Sequence[str]) -> bool:
    """Whether a sentence or a paragraph ends with token `n`."""
    token = tokens[n]
    return "\n" in token or (token in _STOPS and n + 1 < len(tokens) and tokens[n + 1][0].isupper())
