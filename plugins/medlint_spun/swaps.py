"""What the text would say had one or two words not been swapped, and how much likelier that is."""

from __future__ import annotations

from typing import NamedTuple

from .company import Company
from .features import LOG_SIZE
from .reading import Reading
from .table import FIRST_WORD

NONE = -80
"""The gain where there is nothing to gain from."""
CLOSENESS = (5, 8, 24, 32)
"""What a link of each kind is worth (8 a unit of the logarithm), as the spinners we train on weigh them."""
MOST_BOTH, MOST_SWAPS, NO_RIVAL = 20, 60, 100
"""So many swaps that fit both neighbours, and so many in all, are told apart; the lead of a swap that stands alone."""

DEAR = (
    "gain", "gain_kind", "gain_left", "gain_right", "both_sides", "one_side", "runner_up", "likely", "fit_gain",
    "double_left", "double_right", "double_seen", "window",
)  # fmt: skip


class Swap(NamedTuple):
    """An original in place of a word: the gain (8 a unit of log odds), rank, kind of link, bytes with neighbours."""

    gain: int
    rank: int
    kind: int
    left: int
    right: int


class Double(NamedTuple):
    """Two neighbours swapped at once: the gain, the rank of the first original, the second, how often they are seen."""

    gain: int
    first: int
    second: int
    seen: int


NO_DOUBLE = Double(NONE, -1, -1, -20)
"""Two words that are no broken pair."""


def weigh_window(l1: int, w: int, r1: int, left: int, right: int, company: Company) -> int:
    """8 * log of the probability of the word after the one before, and of the one after it."""
    table, level = company.table, company.level(w)
    value = table.joint[left << 8 | level] if l1 >= FIRST_WORD else table.joint[level]
    if r1 >= FIRST_WORD:
        value += table.joint[right << 8 | company.level(r1)] - table.follow[level]
    return int(value)


def find_swaps(n: int, reading: Reading, company: Company) -> list[Swap]:
    """The originals of token `n` that are attested beside a neighbour, best first."""
    l1, w, r1 = reading.ids[n + 1 : n + 4]
    table, pair, found = company.table, company.pair, []
    base = weigh_window(l1, w, r1, company.met(l1, w) if l1 else 0, company.met(w, r1) if r1 else 0, company)
    originals = table.originals
    for link in company.links(w):
        v = originals[link >> 2]
        left, right = pair(l1, v) if l1 >= FIRST_WORD else 0, pair(v, r1) if r1 >= FIRST_WORD else 0
        if (left or right) and v not in (l1, r1):
            found.append(Swap(weigh_window(l1, v, r1, left, right, company) - base, link >> 2, link & 3, left, right))
    found.sort(key=lambda swap: (-swap.gain, swap.rank))
    return found


def weigh_swap(swap: Swap, company: Company) -> int:
    """The gain of a swap with the closeness of its link, less where many words are linked to the original."""
    spread: int = company.table.degree[swap.rank] >> 1
    return swap.gain + CLOSENESS[swap.kind] - spread


def find_double(n: int, reading: Reading, company: Company) -> Double:
    """The best pair of originals for tokens `n` and `n + 1` that often stand together; none if the words do too."""
    a, b = reading.ids[n + 2], reading.ids[n + 3]
    if a < FIRST_WORD or b < FIRST_WORD or a in company.stops or b in company.stops or company.met(a, b):
        return NO_DOUBLE
    table, best = company.table, NO_DOUBLE
    originals, strong = table.originals, company.strong
    rank_of = {originals[link >> 2]: link >> 2 for link in company.links(b)}
    rank_of.pop(b, None)
    wanted = frozenset(rank_of)
    for link in company.links(a) if wanted else ():
        shared = wanted & strong(link >> 2)
        first = originals[link >> 2] if shared else a
        for second in shared if first != a else ():
            seen = table.beside[company.pair(first, second)]
            gain = seen + LOG_SIZE - (company.level(first) + company.level(second)) // 2
            gain -= (table.degree[link >> 2] + table.degree[rank_of[second]]) >> 1
            if (gain, -link, -second) > (best.gain, -best.first * 4, -best.second):
                best = Double(gain, link >> 2, second, seen)
    return best


class Detail:
    """Swaps of one reading, remembered: neighbours ask for the same ones."""

    def __init__(self, reading: Reading, company: Company) -> None:
        self._reading, self._company = reading, company
        self._swaps: dict[int, list[Swap]] = {}
        self._doubles: dict[int, Double] = {}

    def swaps(self, n: int) -> list[Swap]:
        """Originals of token `n`, best first."""
        found = self._swaps.get(n)
        if found is None:
            found = self._swaps[n] = find_swaps(n, self._reading, self._company)
        return found

    def double(self, n: int) -> Double:
        """The best pair of originals for tokens `n` and `n + 1`."""
        found = self._doubles.get(n)
        if found is None:
            inside = 0 <= n < len(self._reading.tokens) - 1
            found = self._doubles[n] = find_double(n, self._reading, self._company) if inside else NO_DOUBLE
        return found

    def measure(self, n: int, misfit: int) -> list[int]:
        """The features named in `DEAR` of token `n`, whose own misfit is given."""
        company, ids, swaps = self._company, self._reading.ids, self.swaps(n)
        table = company.table
        best = swaps[0] if swaps else Swap(NONE, -1, -1, 0, 0)
        before, after = self.double(n - 1), self.double(n)
        l1, w, r1 = ids[n + 1 : n + 4]
        left, right = company.met(l1, w) if l1 else 0, company.met(w, r1) if r1 else 0
        return [
            best.gain, best.kind, table.beside[best.left], table.beside[best.right],
            min(sum(1 for s in swaps if s.left and s.right), MOST_BOTH), min(len(swaps), MOST_SWAPS),
            best.gain - swaps[1].gain if len(swaps) > 1 else NO_RIVAL,
            max((weigh_swap(s, company) for s in swaps), default=NONE), self._fit_gain(n, misfit),
            before.gain, after.gain, max(before.seen, after.seen), weigh_window(l1, w, r1, left, right, company),
        ]  # fmt: skip

    def _fit_gain(self, n: int, misfit: int) -> int:
        """How much better the best of all originals fits the words around than the word does."""
        company, w = self._company, self._reading.ids[n + 2]
        links = company.links(w)
        if not links:
            return 0
        around, originals = company.surround(self._reading.ids, n + 2), company.table.originals
        return misfit - min(company.misfit(around, originals[link >> 2]) for link in links)
