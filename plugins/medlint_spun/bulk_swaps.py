"""What swaps would gain at many places of a text at once: the whole numbers of `swaps.Detail`, sooner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from .bulk_table import PAD, BulkTable, pad
from .company import Company
from .reading import Reading
from .swaps import CLOSENESS, MOST_BOTH, MOST_SWAPS, NO_DOUBLE, NO_RIVAL, NONE, find_double
from .table import FIRST_WORD


class BulkSwaps:
    """What the arrays of a table say of the words that may have stood at many places."""

    def __init__(self, table: BulkTable, company: Company) -> None:
        self._table, self._company = table, company
        self._closeness = np.array(CLOSENESS)

    def measure(self, places: Sequence[int], misfits: Sequence[int], reading: Reading) -> list[list[int]]:
        """The features named in `swaps.DEAR` of the tokens at `places`, whose own misfits are given."""
        if not places:
            return []
        table, ids, at = self._table, pad(reading.ids), np.array(places) + PAD
        l1, w, r1 = ids[at - 1], ids[at], ids[at + 1]
        bare = self._window(w, table.met(l1, w), table.met(w, r1), l1, r1)
        links, owner = table.links_of(w)
        columns = [
            *self._weigh(links, owner, (l1, r1), bare),
            self._fit(table.originals[links >> 2], owner, np.array(misfits), table.surround(ids, at)),
            *self._double(places, reading),
            bare,
        ]
        rows: list[list[int]] = np.stack(columns, axis=1).tolist()
        return rows

    def _window(self, w: Any, left: Any, right: Any, l1: Any, r1: Any) -> Any:
        """`swaps.weigh_window` of words between `l1` and `r1`, given the bytes of the pairs."""
        table = self._table
        level = table.level[w]
        value = table.joint[np.where(l1 >= FIRST_WORD, left, 0) << 8 | level]
        behind = table.joint[right << 8 | table.level[r1]] - table.follow[level]
        return value + np.where(r1 >= FIRST_WORD, behind, 0)

    def _weigh(self, links: Any, owner: Any, beside: tuple[Any, Any], bare: Any) -> list[Any]:
        """The first eight features: the best swap of each place, and how many there are."""
        table, number = self._table, len(bare)
        v, l1, r1 = table.originals[links >> 2], beside[0][owner], beside[1][owner]
        left = np.where(l1 >= FIRST_WORD, table.pair(l1, v), 0)
        right = np.where(r1 >= FIRST_WORD, table.pair(v, r1), 0)
        kept = np.flatnonzero(((left > 0) | (right > 0)) & (v != l1) & (v != r1))
        owner, links, left, right = owner[kept], links[kept], left[kept], right[kept]
        gain = self._window(v[kept], left, right, l1[kept], r1[kept]) - bare[owner]
        rank, kind = links >> 2, links & 3
        order = np.lexsort((rank, -gain, owner))
        found = np.bincount(owner, minlength=number)
        first = np.cumsum(found) - found
        some, more = np.flatnonzero(found), np.flatnonzero(found > 1)
        best, second = order[first[some]], order[first[more] + 1]
        weighed = gain + self._closeness[kind] - (table.degree[rank] >> 1)
        nothing = table.beside[0]
        return [
            _put(number, NONE, some, gain[best]), _put(number, -1, some, kind[best]),
            _put(number, nothing, some, table.beside[left[best]]),
            _put(number, nothing, some, table.beside[right[best]]),
            np.minimum(np.bincount(owner[(left > 0) & (right > 0)], minlength=number), MOST_BOTH),
            np.minimum(found, MOST_SWAPS), _put(number, NO_RIVAL, more, gain[order[first[more]]] - gain[second]),
            _put(number, NONE, some, np.maximum.reduceat(weighed, first[some]) if len(some) else weighed),
        ]  # fmt: skip

    def _fit(self, v: Any, owner: Any, misfits: Any, around: Any) -> Any:
        """How much better the best of all originals fits the words around than the word does."""
        found = np.bincount(owner, minlength=len(misfits))
        some = np.flatnonzero(found)
        if not len(some):
            return found
        least = np.minimum.reduceat(self._table.misfit(around[owner], v), (np.cumsum(found) - found)[some])
        return _put(len(misfits), 0, some, misfits[some] - least)

    def _double(self, places: Sequence[int], reading: Reading) -> list[list[int]]:
        """The gains of the pairs that end and begin at each place, and how often the better one is seen."""
        last = len(reading.tokens) - 1
        found = {
            n: find_double(n, reading, self._company) if 0 <= n < last else NO_DOUBLE
            for n in {*places, *(n - 1 for n in places)}
        }
        before, after = [found[n - 1] for n in places], [found[n] for n in places]
        seen = [max(a.seen, b.seen) for a, b in zip(before, after, strict=True)]
        return [[one.gain for one in before], [one.gain for one in after], seen]


def _put(number: int, usual: Any, at: Any, values: Any) -> Any:
    """An array that holds `values` at the places `at`, else what is usual."""
    row = np.full(number, usual, np.int64)
    row[at] = values
    return row
