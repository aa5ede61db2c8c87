"""The table as arrays by identifier: what `Table` and `Company` say of one word or pair, said of many at once."""

from __future__ import annotations

from typing import Any

import numpy as np

from .company import REACH, Company
from .fuse_bulk import hold_all, read_all
from .table import FIRST_EXTRA, FIRST_WORD, LINKS_EVERY, NUMBER, ONCE, UNKNOWN, WIDTH

PAD = REACH + 1
"""So many breaks stand before and after the identifiers of a text, for the neighbours of its first and last words."""
NEVER = -99
"""The oddness of a word that no spinner writes."""


class BulkTable:
    """Arrays that hold a value for every identifier (four megabytes beside the memory map).

    Levels of rare words and of what is no word are 0; `kind` and `oddness` are as in `features.py`.
    """

    def __init__(self, company: Company) -> None:
        array = {name: np.asarray(values) for name, values in company.table.sections.items()}
        self._pairs, self._once = ((array[f"{name}_cells"], array[f"{name}_form"]) for name in ("pair", "once"))
        self._bytes, self._least = array["pair_bytes"], array["pair_least"]
        self._often, self._seldom = array["health"], array["general"]
        self._inside = array["vector_in"].reshape(-1, WIDTH)
        self._outside = array["vector_out"].reshape(-1, WIDTH)
        self._places = array["offsets"].reshape(-1, WIDTH).astype(np.int32)
        self._constant, self._shift = array["constant"], int(array["shift"][0])
        self.beside, self.joint, self.follow = (array[name].astype(np.int32) for name in ("beside", "joint", "follow"))
        self.originals, self.degree = array["originals"].astype(np.int64), array["degree"].astype(np.int32)
        self._size, self._all = len(array["health"]), FIRST_EXTRA + len(array["rare"])
        self.health, self.general, self.level = (self._of_words(array[name]) for name in ("health", "general", "level"))
        self.flow, self.synset = self._of_all(array["flow"][::2]), self._of_all(array["flow"][1::2])
        self._bias = self._of_all(array["bias"])
        ends = array["link_base"].astype(np.int64)[np.arange(len(array["link_at"])) >> LINKS_EVERY] + array["link_at"]
        self._link_at, self.links = self._of_all(ends[:-1]), self._of_all(np.diff(ends))
        self._every_link = array["links"]
        self._name_kinds(company)

    def _of_words(self, values: Any) -> Any:
        """The values of common words, 0 elsewhere."""
        found = np.zeros(self._all, np.int32)
        found[FIRST_WORD : self._size] = values[FIRST_WORD:]
        return found

    def _of_all(self, rows: Any) -> Any:
        """Rows of common words and then of rare ones by identifier, 0 between."""
        found = np.zeros(self._all, np.int32)
        found[: self._size], found[FIRST_EXTRA:] = rows[: self._size], rows[self._size :]
        return found

    def _name_kinds(self, company: Company) -> None:
        number = np.arange(self._all)
        stops = np.isin(number, list(company.stops))
        self.kind = np.where(number <= UNKNOWN, number, np.where(stops, 3, 4)).astype(np.int32)
        self.flow[: UNKNOWN + 1] = self.synset[: UNKNOWN + 1] = self.links[: UNKNOWN + 1] = 0
        never = (number <= UNKNOWN) | stops | (self.flow == 0)
        self.oddness = np.where(never, NEVER, self.flow - self.health)
        self._paired = (number == NUMBER) | ((number >= FIRST_WORD) & (number < FIRST_EXTRA))

    def pair(self, a: Any, b: Any) -> Any:
        """The bytes of pairs, as `Table.pair` gives them."""
        return self._read(a, b, np.flatnonzero(self._paired[a] & self._paired[b]))

    def met(self, a: Any, b: Any) -> Any:
        """As `pair`, and `ONCE` for the pairs of one document."""
        there = self._paired[a] & self._paired[b]
        pairs = self._read(a, b, np.flatnonzero(there))
        at = np.flatnonzero(there & (pairs == 0))
        pairs[at[hold_all(*self._once, a[at] << 16 | b[at])]] = ONCE
        return pairs

    def _read(self, a: Any, b: Any, at: Any) -> Any:
        found = np.zeros(len(a), np.int32)
        codes = read_all(*self._pairs, a[at] << 16 | b[at])
        known = codes < len(self._bytes)
        at = at[known]
        levels, first, second = self._bytes[codes[known]], a[at], b[at]
        few, fewer = self._least[levels >> 4], self._least[levels & 15]
        common = (self._often[first] >= few) & (self._often[second] >= few)
        common &= (self._seldom[first] >= fewer) & (self._seldom[second] >= fewer)
        found[at[common]] = levels[common]
        return found

    def links_of(self, idents: Any) -> tuple[Any, Any]:
        """All links of the words (rank * 4 + kind), and for each link the number of its word in `idents`."""
        number, first = self.links[idents], self._link_at[idents]
        owner = np.repeat(np.arange(len(idents)), number)
        before = np.cumsum(number) - number
        return self._every_link[np.arange(len(owner)) + (first - before)[owner]].astype(np.int64), owner

    def surround(self, ids: Any, at: Any) -> Any:
        """The sums of the vectors of the words around the places `at` of the padded `ids`, as `Company.surround`."""
        known = np.where(ids < len(self._inside), ids, UNKNOWN)
        total = np.broadcast_to(self._constant, (len(at), WIDTH)).astype(np.int32)
        for place, weights in enumerate(self._places):
            if place != REACH:
                total = total + self._inside[known[at + place - REACH]] * weights
        return total

    def misfit(self, surrounding: Any, idents: Any) -> Any:
        """As `Company.misfit`, of each word in the surroundings of the same row."""
        own = self._outside[np.where(idents < len(self._outside), idents, UNKNOWN)]
        product = (surrounding * own).sum(axis=1, dtype=np.int64) >> self._shift
        return product.astype(np.int32) + self._bias[idents]


def pad(ids: list[int]) -> Any:
    """The identifiers of a reading, which has two breaks at either end, with `PAD`."""
    breaks = [0] * (PAD - 2)
    return np.array([*breaks, *ids, *breaks], np.int64)
