"""What may have stood where a spinner swapped words: the likeliest path through the originals of a short window."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from .company import Company
from .features import LOG_SIZE
from .reading import Reading, is_content
from .table import FIRST_WORD

_REACH, _MOST = 2, 24
_KEPT = 16
"""What keeping a word is worth against swapping it back (8 a unit of log odds): a swap must be paid for."""
_CLOSE = (0, 4, 14, 20)
_OFFERED, _CLOSE_TIE, _RARITY, _STRANGERS = 3, 16, 0.7, -12
_FITS = 8  # a fit of 16 is a unit of log odds, as is a worth of 8: it speaks at a quarter of its weight


class Choice(NamedTuple):
    """A word that may have stood at a place: its identifier, its form, what it is worth by itself."""

    ident: int
    form: str
    worth: int


def restore(n: int, reading: Reading, company: Company) -> tuple[str, ...]:
    """What may have stood at token `n`, likeliest first, at most three; () where nothing better than it is known.

    Neighbours that belong to the same expression are given too: "single dose", not "single".
    """
    places = _unbroken(
        [
            k
            for k in range(n - _REACH, n + _REACH + 1)
            if 0 <= k < len(reading.tokens) and reading.tokens[k][0].isalpha()
        ],
        n,
    )
    rows = [_choices(k, k == n, reading, company) for k in places]
    middle = places.index(n)
    before = _best_paths(rows[: middle + 1], company, backwards=False)
    after = _best_paths(rows[: middle - 1 if middle else None : -1], company, backwards=True)
    own = before[0][0] + after[0][0] - rows[middle][0].worth
    found: dict[str, int] = {}
    for (one, left), (other, right), choice in zip(before, after, rows[middle], strict=True):
        path, gain = [*left, *right[-2::-1]], one + other - choice.worth - own
        first, last = _expression(path, middle, company)
        if all(path[k] is rows[k][0] for k in range(first, last + 1)):
            continue  # what stands there already
        if choice is rows[middle][0]:  # the word itself stays, its neighbours do not
            gain = own - _as_written(rows, company)
        if gain > 0:
            form = " ".join(choice.form for choice in path[first : last + 1])
            found[form] = max(gain, found.get(form, 0))
    return tuple(sorted(found, key=lambda form: (-found[form], form))[:_OFFERED])


def _as_written(rows: list[list[Choice]], company: Company) -> int:
    """What the window is worth with every word kept."""
    kept = [row[0] for row in rows]
    ties = (_tie(a.ident, b.ident, company) for a, b in pairwise(kept))
    return sum(choice.worth for choice in kept) + sum(ties)


def _is_odd(n: int, reading: Reading, company: Company) -> bool:
    """Whether the word is a stranger to a neighbour: only then may it have been swapped too."""
    l1, w, r1 = reading.ids[n + 1 : n + 4]
    return bool((l1 and not company.pair(l1, w)) or (r1 and not company.pair(w, r1)))


def _expression(path: list[Choice], middle: int, company: Company) -> tuple[int, int]:
    """The first and the last place of the expression of the path that holds its `middle`."""
    first = last = middle
    while last + 1 < len(path) and _belongs(path[last], path[last + 1], company):
        last += 1
    while first and _belongs(path[first - 1], path[first], company):
        first -= 1
    return first, last


def _unbroken(places: list[int], n: int) -> list[int]:
    """The run of neighbouring places around `n`."""
    first = last = n
    while first - 1 in places:
        first -= 1
    while last + 1 in places:
        last += 1
    return list(range(first, last + 1))


def _choices(n: int, asked: bool, reading: Reading, company: Company) -> list[Choice]:
    """The word itself and its originals."""
    token, w = reading.tokens[n], reading.ids[n + 2]
    own = Choice(w, token if is_content(token, w, company) else token.lower(), 0 if asked else _KEPT)
    if not (asked or _is_odd(n, reading, company)) or not is_content(token, w, company):
        return [own]
    table, around = company.table, company.surround(reading.ids, n + 2)
    fit = company.misfit(around, w)
    found = []
    for link in company.links(w):
        ident = table.originals[link >> 2]
        worth = _CLOSE[link & 3] - (table.degree[link >> 2] >> 1) + (fit - company.misfit(around, ident)) // _FITS
        found.append(Choice(ident, table.spell(link >> 2), worth))
    found.sort(key=lambda choice: (-choice.worth, choice.ident))
    return [own, *found[:_MOST]]


def _best_paths(rows: list[list[Choice]], company: Company, *, backwards: bool) -> list[tuple[int, list[Choice]]]:
    """For each choice of the last row the best path to it (Viterbi 1967): sums of worths and of ties of neighbours."""
    totals = [(choice.worth, [choice]) for choice in rows[0]]
    for row in rows[1:]:
        following = []
        for choice in row:
            ties = [
                total
                + (
                    _tie(choice.ident, path[-1].ident, company)
                    if backwards
                    else _tie(path[-1].ident, choice.ident, company)
                )
                for total, path in totals
            ]
            best = max(range(len(ties)), key=ties.__getitem__)
            following.append((ties[best] + choice.worth, [*totals[best][1], choice]))
        totals = following
    return totals


def _tie(a: int, b: int, company: Company) -> int:
    """How much oftener the two stand together than chance has it (8 a unit of the logarithm); 0 for strangers."""
    if a < FIRST_WORD or b < FIRST_WORD:
        return 0
    level = company.pair(a, b)
    table = company.table
    return (
        int(table.beside[level] + LOG_SIZE - _RARITY * (company.level(a) + company.level(b))) if level else _STRANGERS
    )


def _belongs(a: Choice, b: Choice, company: Company) -> bool:
    """Whether two neighbours of a path are one expression: content words that stand together often."""
    if a.ident in company.stops or b.ident in company.stops:
        return False
    return _tie(a.ident, b.ident, company) > _CLOSE_TIE
