"""What may have stood where a spinner swapped words: the likeliest path through the originals of a short window."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, pairwise, zip_longest
from typing import NamedTuple

from .company import Company
from .features import LOG_SIZE
from .originals import Choice, Originals
from .reading import Reading
from .table import FIRST_WORD

_REACH, _OFFERED = 2, 3
_SEEN = _REACH + 1  # what stands farther away hardly changes anything
MOST_WIDE = 100
"""So many places of a text are given what neighbours expect; further ones what is linked: the wide road costs most."""
_FAR = 6
"""At the ends of the window so many linked words are tried, and nothing that is only expected."""
_NEXT, _FURTHER, _BRIDGE, _CLOSE = 0, 16, 20, 30
_BRIDGES = frozenset({"of", "and"})
WORD_BITS = 18
_LAST_WORD = (1 << WORD_BITS) - 1
_RARER = 8
"""A word less than a third as common as the one that stands there is no likely original: spinners swap the common."""


class Road(NamedTuple):
    """How paths are weighed (8 a unit of log odds).

    Neighbours are worth how much oftener they stand together than chance has it, where the counts of the two weigh
    `rarity`, or `strangers`; a word is worth `common` of its level, and `kept` more if it stands there; `wide`: whether
    what neighbours expect is tried beside what the thesauri link.
    """

    rarity: float
    strangers: int
    common: float
    kept: int
    wide: bool


_ROADS = (Road(1.0, -10, 0.76, 0, wide=True), Road(0.7, -12, 0.0, 16, wide=False))


class Ties(dict[int, int]):
    """What it is worth that two words stand together, by identifier * 2**18 + identifier; reckoned when asked for."""

    def __init__(self, road: Road, company: Company) -> None:
        super().__init__()
        self._road, self._company = road, company

    def __missing__(self, key: int) -> int:
        """0 beside a break, a number or an unknown word."""
        a, b, company = key >> WORD_BITS, key & _LAST_WORD, self._company
        level = company.pair(a, b)
        rarity = self._road.rarity * (company.level(a) + company.level(b))
        tie = int(company.table.beside[level] + LOG_SIZE - rarity) if level else self._road.strangers
        self[key] = tie = tie if a >= FIRST_WORD and b >= FIRST_WORD else 0
        return tie


class Restorer:
    """What may have stood at the places of one reading; the same words in the same company get the same answer."""

    def __init__(self, reading: Reading, company: Company) -> None:
        self._originals = Originals(reading, company)
        self._ties = [Ties(road, company) for road in _ROADS]
        self._said: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._left = MOST_WIDE

    def restore(self, n: int) -> tuple[str, ...]:
        """What may have stood at token `n`, likeliest first, at most three; () where nothing better is known.

        Neighbours that belong to the same expression are given too: "single dose", not "single". What all choices give
        and what the linked words give come by turns: the two are right in different places.
        """
        tokens = self._originals.reading.tokens
        key = (*tokens[max(0, n - _SEEN) : n], "", *tokens[n : n + _SEEN + 1])
        said = self._said.get(key)
        if said is None:
            roads = list(zip(_ROADS, self._ties, strict=True))[0 if self._left > 0 else 1 :]
            self._left -= 1
            lists = [_walk(n, self._originals, road, ties) for road, ties in roads]
            turns = {form.lower(): form for form in chain.from_iterable(zip_longest(*lists)) if form}
            said = self._said[key] = tuple(turns.values())[:_OFFERED]
        return said


def _walk(n: int, originals: Originals, road: Road, ties: Ties) -> list[str]:
    """The expressions of the best paths through each choice for token `n`, best first."""
    company, places = originals.company, _unbroken(n, originals.reading)
    rows, middle = _rows(n, places, originals, road), places.index(n)
    before = _best_paths(rows[: middle + 1], ties, backwards=False)
    after = _best_paths(rows[: middle - 1 if middle else None : -1], ties, backwards=True)
    own = before[0][0] + after[0][0] - rows[middle][0].worth
    found: dict[str, int] = {}
    for (one, left), (other, right), choice in zip(before, after, rows[middle], strict=True):
        path, gain = [*left, *right[-2::-1]], one + other - choice.worth - own
        first, last = _expression(path, middle, company)
        if all(path[k].ident == rows[k][0].ident for k in range(first, last + 1)):
            continue  # what stands there already
        if choice is rows[middle][0]:  # the word itself stays, its neighbours do not
            gain = own - _as_written(rows, ties)
        elif company.level(choice.ident) + _RARER < company.level(rows[middle][0].ident):
            continue
        if gain > 0 and all(a.ident != b.ident for a, b in pairwise(path[first : last + 1])):
            form = " ".join(choice.form for choice in path[first : last + 1])
            found[form] = max(gain, found.get(form, 0))
    return sorted(found, key=lambda form: (-found[form], form))


def _rows(n: int, places: Sequence[int], originals: Originals, road: Road) -> list[list[Choice]]:
    """The choices of each place, first the word that stands there; neighbours of `n` have others only if odd."""
    reading, company = originals.reading, originals.company
    owns = [originals.own(k) for k in places]
    tried = [reading.content[k] and (k == n or _is_odd(k, reading, company)) for k in places]
    linked = [originals.linked(k) if is_tried else [] for k, is_tried in zip(places, tried, strict=True)]
    rows = []
    for at, k in enumerate(places):
        most = slice(None if abs(k - n) < _REACH else _FAR)
        row = [owns[at]._replace(worth=0 if k == n else owns[at].worth + road.kept), *linked[at][most]]
        if road.wide and tried[at] and abs(k - n) < _REACH:
            around = ([owns[m], *linked[m]] if 0 <= m < len(owns) else [] for m in (at - 1, at + 1))
            row += originals.expected(k, *around)
        rows.append([one._replace(worth=one.worth + round(road.common * company.level(one.ident))) for one in row])
    return rows


def _as_written(rows: list[list[Choice]], ties: Ties) -> int:
    """What the window is worth with every word kept."""
    kept = [row[0] for row in rows]
    return sum(choice.worth for choice in kept) + sum(ties[a.ident << WORD_BITS | b.ident] for a, b in pairwise(kept))


def _is_odd(n: int, reading: Reading, company: Company) -> bool:
    """Whether the word is a stranger to a neighbour: only then may it have been swapped too."""
    l1, w, r1 = reading.ids[n + 1 : n + 4]
    return bool((l1 and not company.pair(l1, w)) or (r1 and not company.pair(w, r1)))


def _unbroken(n: int, reading: Reading) -> Sequence[int]:
    """The run of neighbouring words around `n`, two on either side at most."""
    first, last = n, n + 1
    while first > max(0, n - _REACH) and reading.tokens[first - 1][0].isalpha():
        first -= 1
    while last < min(len(reading.tokens), n + _REACH + 1) and reading.tokens[last][0].isalpha():
        last += 1
    return range(first, last)


def _best_paths(rows: list[list[Choice]], ties: Ties, *, backwards: bool) -> list[tuple[int, list[Choice]]]:
    """For each choice of the last row the best path to it (Viterbi 1967): sums of worths and of ties of neighbours."""
    totals = [(choice.worth, [choice]) for choice in rows[0]]
    for row in rows[1:]:
        following = []
        shift, own = (0, WORD_BITS) if backwards else (WORD_BITS, 0)
        reached = [(total, path[-1].ident << shift) for total, path in totals]
        for choice in row:
            key = choice.ident << own
            sums = [total + ties[other | key] for total, other in reached]
            best = max(sums)
            following.append((best + choice.worth, [*totals[sums.index(best)][1], choice]))
        totals = following
    return totals


def _expression(path: list[Choice], middle: int, company: Company) -> tuple[int, int]:
    """The first and the last place of the expression of the path that holds its `middle`."""
    if path[middle].ident in company.stops:
        return middle, middle
    behind = [_bond(a, b, company) for a, b in pairwise(path[middle:])]
    ahead = [_bond(b, a, company) for a, b in pairwise(path[middle::-1])]
    return middle - _growth(path[middle::-1], ahead, company), middle + _growth(path[middle:], behind, company)


def _bond(a: Choice, b: Choice, company: Company) -> int:
    """The tie of two neighbours by itself, whatever the road that found them."""
    return Ties(_ROADS[0], company)[a.ident << WORD_BITS | b.ident]


def _growth(path: list[Choice], ties: list[int], company: Company) -> int:
    """How many words the expression holds beyond the first one of `path`, where so much ties each word to the next.

    A function word belongs to it as a bridge to another word ("quality of life"), or if closely tied ("as follows").
    """
    for grown, tie in enumerate(ties):
        following = path[grown + 1]
        if following.ident in company.stops:
            outer = path[grown + 2].ident if following.form in _BRIDGES and grown + 2 < len(path) else None
            if outer is not None and outer not in company.stops and tie + ties[grown + 1] >= _BRIDGE:
                return grown + 2
            return grown + (not grown and tie >= _CLOSE)
        if tie <= (_FURTHER if grown else _NEXT):
            return grown
    return len(ties)
