"""The odd places of a text measured all at once: the whole numbers of `features.py`, sooner where texts are many."""

from __future__ import annotations

from typing import Any

import numpy as np

from .bulk_swaps import BulkSwaps
from .bulk_table import PAD, BulkTable, pad
from .company import Company
from .features import LOG_SIZE, NO_FIT, ending_of, hyphens_at, is_capital
from .reading import Reading
from .table import UNKNOWN
from .trees import Sieve

_UNSEEN, _LONGEST, _MOST_LINKS, _AROUND = -20, 20, 40, 3


class Bulk:
    """Odd places and their features from arrays."""

    def __init__(self, company: Company) -> None:
        self._table = BulkTable(company)
        self.swaps = BulkSwaps(self._table, company)

    def sift(self, reading: Reading, sieve: Sieve) -> tuple[list[int], list[list[int]], list[int]]:
        """The odd places, the rows of their cheap features, their scores as `sieve.score` gives them."""
        places, rows = self.measure(reading)
        total = np.zeros(len(rows), np.int64)
        for column, least, table in zip(
            rows.T, sieve.least, (np.asarray(table) for table in sieve.tables), strict=True
        ):
            total += table[np.minimum(np.maximum(column - least, 0), len(table) - 1)]
        return places, rows.tolist(), total.tolist()

    def measure(self, reading: Reading) -> tuple[list[int], Any]:
        """The odd places and the rows of their cheap features (places x `features.CHEAP`)."""
        ids = pad(reading.ids)
        pairs = self._table.met(ids[:-1], ids[1:])
        at = np.flatnonzero(np.array(reading.content, bool)) + PAD
        left, right = ids[at - 1], ids[at + 1]
        odd = ((left != 0) & (pairs[at - 1] == 0)) | ((right != 0) & (pairs[at] == 0))
        at = at[odd]
        places = (at - PAD).tolist()
        return places, self._rows(at, ids, pairs, reading, places)

    def _rows(self, at: Any, ids: Any, pairs: Any, reading: Reading, places: list[int]) -> Any:
        table = self._table
        l1, w, r1 = ids[at - 1], ids[at], ids[at + 1]
        left, right = pairs[at - 1], pairs[at]
        health, general, level, flow = table.health[w], table.general[w], table.level, table.flow[w]
        beside, base = table.beside, LOG_SIZE - level[w]
        misfits = table.misfit(table.surround(ids, at), w)
        spread = np.full(len(ids), NO_FIT, np.int32)
        spread[at] = misfits
        around = [spread[at + k] for k in range(-_AROUND, _AROUND + 1) if k]
        seen = sum((pairs > 0)[at + k].astype(np.int32) for k in (-5, -4, -3, -2, 1, 2, 3))
        tokens = [reading.tokens[n] for n in places]
        columns = (
            health, general, flow, table.synset[w], flow - health, general - health,
            [min(len(t), _LONGEST) for t in tokens], [ending_of(t) for t in tokens],
            np.minimum(table.links[w], _MOST_LINKS), table.kind[l1], table.kind[r1],
            table.health[l1], table.general[l1], table.health[r1], table.general[r1],
            table.oddness[l1], table.oddness[r1], left >> 4, left & 15, right >> 4, right & 15,
            np.where(l1 > UNKNOWN, beside[left] + base - level[l1], 0),
            np.where(r1 > UNKNOWN, beside[right] + base - level[r1], 0),
            np.where((ids[at - 2] != 0) & (l1 != 0), beside[pairs[at - 2]], _UNSEEN),
            np.where((ids[at + 2] != 0) & (r1 != 0), beside[pairs[at + 1]], _UNSEEN), seen,
            np.where(l1 > UNKNOWN, beside[table.pair(w, l1)], _UNSEEN),
            np.where(r1 > UNKNOWN, beside[table.pair(r1, w)], _UNSEEN),
            misfits, spread[at - 1], spread[at + 1], np.maximum.reduce(around),
            [reading.signs.get(n, 0) for n in places], [is_capital(n, reading) for n in places],
            [hyphens_at(n, reading) for n in places],
        )  # fmt: skip
        return np.array(columns, np.int32).T
