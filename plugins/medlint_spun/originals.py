"""The words that may have stood where a word stands: those linked to it, and those that its neighbours expect."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from math import log
from sys import byteorder
from typing import NamedTuple

from .company import Company
from .levels import FINE
from .reading import Reading
from .table import FIRST_EXTRA, FIRST_WORD

LINKED, EXPECTED, ASKED = 24, 8, 5
"""So many linked words are tried at a place, so many that neighbours expect, and so many choices of a neighbour ask."""
_KINDS = (0, 4, 14, 20)
_DEGREE, _FIT = -0.5, 0.135
"""Worths in eighths of a unit of log odds: what a link of each kind is worth, how far a word that many are linked to is
marked down, and how far the words around count."""
_MOST_BETWEEN = 63
_BETWEEN = tuple(round(FINE * 1.85 * log(n + 0.3)) for n in range(_MOST_BETWEEN + 1))
_UNLINKED, _SPREAD = -14, -0.73
"""What a word that is not linked is worth by the number of words between, less for a word with many links.

`_FIT`, the slopes 1.85 and -0.73 and what endings are worth: a conditional logit over 4,455 words that our own spinners
swapped in other texts, nearly half of them by way of a word between. `_ELSEWHERE` was swept on the same texts. `_KINDS`
and `_DEGREE` are older and were kept (what the logit gave for them was worse on the context pairs); `_UNLINKED` and
`_KEPT` were chosen by hand, looking at our spinners and at the context pairs.
"""
_SAME_ENDING, _OTHER_NUMBER, _ELSEWHERE = 3, -5, 14
_ENDINGS = ("ing", "ed", "ly", "s")
_PLURAL = _ENDINGS.index("s")
_KEPT, _MOST_KEPT = 12, 60


class Choice(NamedTuple):
    """A word that may have stood at a place: its identifier, its form, what it is worth by itself."""

    ident: int
    form: str
    worth: int


class Originals:
    """The choices for each place of a reading, remembered: neighbours ask for the same ones."""

    def __init__(self, reading: Reading, company: Company) -> None:
        self.reading, self.company = reading, company
        self._table, self._words = company.table, frozenset(reading.ids)
        self._starts, self._followers = company.table.sections["strong_at"], bytes(company.table.sections["strong"])
        self._linked: dict[int, list[Choice]] = {}
        self._expected: dict[int, list[Choice]] = {}
        self._between: dict[int, Counter[int]] = {}
        self._ahead: dict[int, list[int]] = {}

    def own(self, n: int) -> Choice:
        """The word that stands there, and what it is worth to keep it: more for one that no spinner writes."""
        token, w, company = self.reading.tokens[n], self.reading.ids[n + 2], self.company
        kept = _KEPT + company.health(w) - self._table.flows(w)[0] if w >= FIRST_WORD else 0
        form = token if self.reading.content[n] else token.lower()
        return Choice(w, form, max(_KEPT, min(_MOST_KEPT, kept)))

    def linked(self, n: int) -> list[Choice]:
        """The originals that the thesauri link to the word, best first."""
        found = self._linked.get(n)
        if found is None:
            ranks = {link >> 2: _KINDS[link & 3] for link in self.company.links(self.reading.ids[n + 2])}
            found = self._linked[n] = self._weigh(n, ranks)[:LINKED]
        return found

    def expected(self, n: int, before: Sequence[Choice], after: Sequence[Choice]) -> list[Choice]:
        """What often stands behind one of the choices `before` or ahead of one `after`, and means nearly the same.

        It is not linked to the word, but some of the word's originals are linked to it: a word between joins the two.
        Asked for the first time for a place, the answer stays: its neighbours have the same choices in every window.
        """
        found = self._expected.get(n)
        if found is None:
            ranks = self._rank_expected(self.reading.ids[n + 2], before, after)
            found = self._expected[n] = self._weigh(n, ranks)[:EXPECTED]
        return found

    def _rank_expected(self, w: int, before: Sequence[Choice], after: Sequence[Choice]) -> dict[int, int]:
        """The ranks of what neighbours expect for `w` and what they are worth by the words between, the best only."""
        links, between = self.company.links(w), self._count_between(w)
        ranks = {self._rank(ident) for choice in before[:ASKED] for ident in self._find_behind(choice.ident)}
        ranks.update(rank for choice in after[:ASKED] for rank in self._find_ahead(choice.ident))
        ranks -= {self._rank(w), *(link >> 2 for link in links)}
        base = _UNLINKED + round(FINE * _SPREAD * log(1 + len(links)))
        worths = {rank: base + _BETWEEN[min(between[rank], _MOST_BETWEEN)] for rank in ranks if between[rank]}
        known, originals = self._words, self._table.originals
        best = sorted(worths, key=lambda rank: (-worths[rank] - _ELSEWHERE * (originals[rank] in known), rank))
        return {rank: worths[rank] for rank in best[: 3 * EXPECTED]}

    def _weigh(self, n: int, ranks: Mapping[int, int]) -> list[Choice]:
        """The originals of these ranks, whose links are worth so much, best first.

        It speaks for a word that the text has it elsewhere.
        """
        if not ranks:
            return []
        table, company, ids, token = self._table, self.company, self.reading.ids, self.reading.tokens[n].lower()
        around = company.surround(ids, n + 2)
        fit, found = company.misfit(around, ids[n + 2]), []
        for rank, worth in ranks.items():
            ident, form = table.originals[rank], table.spell(rank)
            gained = round(_FIT * (fit - company.misfit(around, ident)) + _DEGREE * table.degree[rank])
            gained += _weigh_endings(token, form) + _ELSEWHERE * (ident in self._words)
            found.append(Choice(ident, form, worth + gained))
        found.sort(key=lambda choice: (-choice.worth, choice.ident))
        return found

    def _rank(self, ident: int) -> int:
        """The rank of a word among the originals, -1 for none."""
        originals = self._table.originals
        at = bisect_left(originals, ident)
        return at if at < len(originals) and originals[at] == ident else -1

    def _find_behind(self, ident: int) -> frozenset[int]:
        """Identifiers of the words that often follow the word."""
        rank = self._rank(ident)
        return self.company.strong(rank) if rank >= 0 else frozenset()

    def _find_ahead(self, ident: int) -> list[int]:
        """Ranks of the originals that the word often follows: the list of followers read backwards."""
        found = self._ahead.get(ident)
        if found is None:
            found = self._ahead[ident] = []
            known = FIRST_WORD <= ident < FIRST_EXTRA
            wanted = ident.to_bytes(2, byteorder) if known else b""
            at = self._followers.find(wanted) if known else -1
            while at >= 0:
                if at % 2 == 0:
                    found.append(bisect_right(self._starts, at // 2) - 1)
                at = self._followers.find(wanted, at + 1)
        return found

    def _count_between(self, ident: int) -> Counter[int]:
        """By rank, how many of the originals of a word are linked to that original in their turn."""
        found = self._between.get(ident)
        if found is None:
            links, originals = self.company.links, self._table.originals
            found = self._between[ident] = Counter()
            for link in links(ident):
                found.update([further >> 2 for further in links(originals[link >> 2])])
        return found


def _weigh_endings(one: str, other: str) -> int:
    """What it is worth that two words end alike, and that not one of them alone is a plural."""
    a, b = _ending_of(one), _ending_of(other)
    return _SAME_ENDING * (a == b) + _OTHER_NUMBER * ((a == _PLURAL) != (b == _PLURAL))


def _ending_of(form: str) -> int:
    if form.endswith(("ss", "us", "is")):
        return -1
    return next((number for number, ending in enumerate(_ENDINGS) if form.endswith(ending)), -1)
