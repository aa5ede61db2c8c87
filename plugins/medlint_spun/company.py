"""The company words keep: lookups in the table that remember, and how well a word fits the words around it."""

from __future__ import annotations

from operator import mul

from .stops import STOPS
from .table import FIRST_EXTRA, FIRST_WORD, ONCE, Table

REACH = 5
"""How many words on either side a word is held against."""
_PLACES = tuple(place for place in range(2 * REACH + 1) if place != REACH)
_MOST_CACHED, _MOST_WEIGHED = 300_000, 8_000


class Company:
    """Lookups that remember; bytes may be given that differ from the table's (a text's own documents left out).

    `pairs`: of what `pair` says, `met`: of what `met` says; keys are first word << 18 | second.
    """

    def __init__(self, table: Table, pairs: dict[int, int] | None = None, met: dict[int, int] | None = None) -> None:
        self.table = table
        self._pairs, self._met = pairs or {}, met or {}
        self._idents: dict[str, int] = {}
        self.codes: dict[str, int] = {}
        """Of tokens as written, what `reading.py` makes of them."""
        self._links: dict[int, list[int]] = {}
        self._inside: dict[int, list[int]] = {}
        self._strong: dict[int, frozenset[int]] = {}
        self.stops = frozenset(table.find(word) for word in STOPS)

    def find(self, form: str) -> int:
        """Identifier of a folded word."""
        ident = self._idents.get(form)
        if ident is None:
            ident = self._idents[form] = self.table.find(form)
        return ident

    def pair(self, a: int, b: int) -> int:
        """The byte of a pair that two documents or more hold, else 0: for what the text might have said."""
        key = a << 18 | b
        level = self._pairs.get(key)
        if level is None:
            level = self._pairs[key] = self.table.pair(a, b)
        return level

    def met(self, a: int, b: int) -> int:
        """The byte of a pair that stands in the text: as `pair`, and `ONCE` for one that a single document holds."""
        key = a << 18 | b
        level = self._met.get(key)
        if level is None:
            level = self._met[key] = self.pair(a, b) or (ONCE if self.table.is_once(a, b) else 0)
        return level

    def links(self, ident: int) -> list[int]:
        """Links of a word (rank of the original * 4 + kind)."""
        found = self._links.get(ident)
        if found is None:
            found = self._links[ident] = self.table.links(ident)
        return found

    def strong(self, rank: int) -> frozenset[int]:
        """Words that often follow the original of that rank."""
        found = self._strong.get(rank)
        if found is None:
            found = self._strong[rank] = frozenset(self.table.strong(rank))
        return found

    def health(self, ident: int) -> int:
        """Fine level of a word's count in health prose."""
        return self.table.health[ident] if FIRST_WORD <= ident < FIRST_EXTRA else 0

    def general(self, ident: int) -> int:
        """Fine level of a word's count in general prose."""
        return self.table.general[ident] if FIRST_WORD <= ident < FIRST_EXTRA else 0

    def level(self, ident: int) -> int:
        """Fine level of a word's count, general prose at its share."""
        return self.table.level[ident] if FIRST_WORD <= ident < FIRST_EXTRA else 0

    def surround(self, ids: list[int], at: int) -> list[int]:
        """The sum of the vectors of the words around place `at` of `ids` (not its own), each weighed by its place."""
        weighed, last = self._inside, len(ids) - 1
        rows = [self.table.constant]
        for place in _PLACES:
            n = at + place - REACH
            key = (ids[n] if 0 <= n <= last else 0) << 4 | place
            row = weighed.get(key)
            if row is None:
                row = weighed[key] = list(map(mul, self.table.inside(key >> 4), self.table.offsets[place]))
            rows.append(row)
        return list(map(sum, zip(*rows, strict=True)))

    def misfit(self, surrounding: list[int], ident: int) -> int:
        """How much more a word in such surroundings looks like a spinner's than an author's (16 a unit of log odds)."""
        product: int = sum(map(mul, surrounding, self.table.outside(ident))) >> self.table.shift
        return product + self.table.bias(ident)

    def forget(self) -> None:
        """Drop what is remembered when it has grown large (between documents)."""
        if len(self._pairs) > _MOST_CACHED:
            self._pairs.clear()
            self._met.clear()
        if len(self.codes) > _MOST_CACHED:
            self.codes.clear()
            self._idents.clear()
        if len(self._inside) > _MOST_WEIGHED:
            self._inside.clear()
