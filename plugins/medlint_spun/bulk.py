"""The odd places of a text measured all at once: the whole numbers of `features.py`, sooner where texts are many."""

from __future__ import annotations

from typing import Any

import numpy as np

from .company import REACH, Company
from .features import LOG_SIZE, NO_FIT, ending_of, hyphens_at, is_capital
from .fuse_bulk import hold_all, read_all
from .reading import Reading, is_content
from .table import FIRST_EXTRA, FIRST_WORD, NUMBER, ONCE, UNKNOWN, WIDTH
from .trees import Sieve

_PAD = 6
_NEVER, _UNSEEN, _LONGEST, _MOST_LINKS, _AROUND = -99, -20, 20, 40, 3


class Bulk:
    """The table as arrays over the same memory map."""

    def __init__(self, company: Company) -> None:
        sections = company.table.sections
        array = {name: np.asarray(values) for name, values in sections.items()}
        self._company = company
        self._size = len(array["health"])
        self._pairs, self._once = ((array[f"{name}_cells"], array[f"{name}_form"]) for name in ("pair", "once"))
        self._bytes, self._least = array["pair_bytes"], array["pair_least"]
        self._health, self._general, self._level = array["health"], array["general"], array["level"]
        self._flow, self._synset = array["flow"][::2], array["flow"][1::2]
        self._beside, self._bias = array["beside"].astype(np.int32), array["bias"].astype(np.int32)
        self._inside = array["vector_in"].reshape(-1, WIDTH)
        self._outside = array["vector_out"].reshape(-1, WIDTH)
        self._places = array["offsets"].reshape(-1, WIDTH).astype(np.int32)
        self._constant, self._shift = array["constant"], int(array["shift"][0])
        ends = array["link_base"].astype(np.int64)[np.arange(len(array["link_at"])) >> 8] + array["link_at"]
        self._links = np.minimum(np.diff(ends), _MOST_LINKS)
        stops = np.zeros(self._size, bool)
        stops[[i for i in company.stops if i < self._size]] = True
        self._stops = stops

    def sift(self, reading: Reading, sieve: Sieve) -> tuple[list[int], list[list[int]], list[int]]:
        """The odd places, the rows of their cheap features, their scores as `sieve.score` gives them."""
        places, rows = self.measure(reading)
        total = np.zeros(len(rows), np.int64)
        for column, least, table in zip(
            rows.T, sieve.least, (np.asarray(table) for table in sieve.tables), strict=True
        ):
            total += table[np.clip(column - least, 0, len(table) - 1)]
        return places, rows.tolist(), total.tolist()

    def measure(self, reading: Reading) -> tuple[list[int], Any]:
        """The odd places and the rows of their cheap features (places x `features.CHEAP`)."""
        tokens, company = reading.tokens, self._company
        content = [is_content(token, w, company) for token, w in zip(tokens, reading.ids[2:], strict=False)]
        ids = np.array([0] * (_PAD - 2) + reading.ids + [0] * (_PAD - 2), np.int64)
        pairs = self.met(ids[:-1], ids[1:])
        at = np.flatnonzero(np.array(content, bool)) + _PAD
        left, right = ids[at - 1], ids[at + 1]
        odd = ((left != 0) & (pairs[at - 1] == 0)) | ((right != 0) & (pairs[at] == 0))
        at = at[odd]
        places = (at - _PAD).tolist()
        return places, self._rows(at, ids, pairs, reading, places)

    def _rows(self, at: Any, ids: Any, pairs: Any, reading: Reading, places: list[int]) -> Any:
        l1, w, r1 = ids[at - 1], ids[at], ids[at + 1]
        left, right = pairs[at - 1].astype(np.int32), pairs[at].astype(np.int32)
        row = self._row(w)
        health, general, level = self._of(self._health, w), self._of(self._general, w), self._of(self._level, w)
        known = w > UNKNOWN
        flow, synset = np.where(known, self._flow[row], 0).astype(np.int32), np.where(known, self._synset[row], 0)
        beside, base = self._beside, LOG_SIZE - level
        misfits = self._misfits(at, ids, w, row)
        spread = np.full(len(ids), NO_FIT, np.int32)
        spread[at] = misfits
        around = [spread[at + k] for k in range(-_AROUND, _AROUND + 1) if k]
        seen = sum((pairs[at + k] > 0).astype(np.int32) for k in (-5, -4, -3, -2, 1, 2, 3))
        tokens = [reading.tokens[n] for n in places]
        columns = (
            health, general, flow, synset, flow - health, general - health, [min(len(t), _LONGEST) for t in tokens],
            [ending_of(t) for t in tokens], np.where(known, self._links[row], 0), self._kind(l1), self._kind(r1),
            self._of(self._health, l1), self._of(self._general, l1),
            self._of(self._health, r1), self._of(self._general, r1),
            self._oddness(l1), self._oddness(r1), left >> 4, left & 15, right >> 4, right & 15,
            np.where(l1 > UNKNOWN, beside[left] + base - self._of(self._level, l1), 0),
            np.where(r1 > UNKNOWN, beside[right] + base - self._of(self._level, r1), 0),
            np.where((ids[at - 2] != 0) & (l1 != 0), beside[pairs[at - 2]], _UNSEEN),
            np.where((ids[at + 2] != 0) & (r1 != 0), beside[pairs[at + 1]], _UNSEEN), seen,
            np.where(l1 > UNKNOWN, beside[self.pair(w, l1)], _UNSEEN),
            np.where(r1 > UNKNOWN, beside[self.pair(r1, w)], _UNSEEN),
            misfits, spread[at - 1], spread[at + 1], np.maximum.reduce(around),
            [reading.signs.get(n, 0) for n in places], [is_capital(n, reading) for n in places],
            [hyphens_at(n, reading) for n in places],
        )  # fmt: skip
        return np.stack([np.asarray(column, np.int32) for column in columns], axis=1)

    def _row(self, ids: Any) -> Any:
        return np.where(ids < FIRST_EXTRA, ids, self._size + ids - FIRST_EXTRA)

    def _of(self, values: Any, ids: Any) -> Any:
        """Levels of words; 0 for rare ones and what is no word."""
        common = (ids >= FIRST_WORD) & (ids < FIRST_EXTRA)
        return np.where(common, values[np.where(common, ids, 0)], 0).astype(np.int32)

    def pair(self, a: Any, b: Any) -> Any:
        """The bytes of pairs, as `Table.pair` gives them."""
        found = np.zeros(len(a), np.uint8)
        at = np.flatnonzero(_is_paired(a) & _is_paired(b))
        codes = read_all(*self._pairs, a[at] << 16 | b[at])
        known = codes < len(self._bytes)
        at = at[known]
        levels, first, second = self._bytes[codes[known]], a[at], b[at]
        few, fewer = self._least[levels >> 4], self._least[levels & 15]
        common = (self._health[first] >= few) & (self._health[second] >= few)
        common &= (self._general[first] >= fewer) & (self._general[second] >= fewer)
        found[at[common]] = levels[common]
        return found

    def met(self, a: Any, b: Any) -> Any:
        """As `_pair`, and `ONCE` for the pairs of one document."""
        pairs = self.pair(a, b)
        at = np.flatnonzero((pairs == 0) & _is_paired(a) & _is_paired(b))
        pairs[at[hold_all(*self._once, a[at] << 16 | b[at])]] = ONCE
        return pairs

    def _kind(self, ids: Any) -> Any:
        return np.where(ids <= UNKNOWN, ids, np.where(self._is_stop(ids), 3, 4))

    def _is_stop(self, ids: Any) -> Any:
        return self._stops[np.where(ids < self._size, ids, 0)]

    def _oddness(self, ids: Any) -> Any:
        flow = self._flow[self._row(ids)].astype(np.int32)
        never = (ids <= UNKNOWN) | self._is_stop(ids) | (flow == 0)
        return np.where(never, _NEVER, flow - self._of(self._health, ids))

    def _misfits(self, at: Any, ids: Any, w: Any, row: Any) -> Any:
        known = np.where(ids < len(self._inside), ids, UNKNOWN)
        total = np.broadcast_to(self._constant, (len(at), WIDTH)).astype(np.int32)
        for place, weights in enumerate(self._places):
            if place != REACH:
                total = total + self._inside[known[at + place - REACH]] * weights
        own = self._outside[np.where(w < len(self._outside), w, UNKNOWN)]
        return ((total * own).sum(axis=1, dtype=np.int64) >> self._shift).astype(np.int32) + self._bias[row]


def _is_paired(ids: Any) -> Any:
    """Which identifiers stand in pairs: numbers and words that are not rare."""
    return (ids == NUMBER) | ((ids >= FIRST_WORD) & (ids < FIRST_EXTRA))
