"""Words in strange company: where many of a sentence's pairs are new, a new pair says less.

A text of another field is odd all over, a swapped term is odd in a sentence that is not: what is odd around a word
without looking like a spinner's speaks for the author.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .company import Company
from .reading import Reading
from .trees import LEAF_SCALE

WEIGHT, SPARE = 4 * LEAF_SCALE, 4
"""A sentence that is odd all over costs a word four units of log odds; a short one less, as if it had more words."""
HARMLESS = LEAF_SCALE
"""An odd word with a lower score looks like an author's."""
_REACH = 40
_STOPS = ".?!"


def weigh_surroundings(scores: Mapping[int, int], reading: Reading, company: Company) -> list[int]:
    """What to take off each of `scores`, in their order.

    The share of its sentence's content words that are strangers and harmless and no neighbours of it, times `WEIGHT`.
    """
    off: list[int] = []
    known: dict[tuple[int, int], tuple[list[int], int]] = {}
    for n in scores:
        sentence = find_sentence(n, reading.tokens)
        if sentence not in known:
            known[sentence] = _find_strangers(*sentence, reading, company)
        strangers, content = known[sentence]
        strange = sum(abs(m - n) > 1 and scores.get(m, 0) < HARMLESS for m in strangers)
        off.append(WEIGHT * strange // (content + SPARE))
    return off


def _find_strangers(start: int, end: int, reading: Reading, company: Company) -> tuple[list[int], int]:
    """The content words from token `start` to `end` that no two documents have beside a neighbour; how many there are.

    A pair met once is no longer odd by itself, but a sentence of another field has many of them.
    """
    ids, pair, strangers, content = reading.ids, company.pair, [], 0
    for n in range(start, end):
        if reading.content[n]:
            content += 1
            l1, w, r1 = ids[n + 1 : n + 4]
            if (l1 and not pair(l1, w)) or (r1 and not pair(w, r1)):
                strangers.append(n)
    return strangers, content


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
