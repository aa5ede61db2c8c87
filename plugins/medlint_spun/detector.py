"""Prose in, suspect words and an index of the whole text out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, cast

from msgspec import Struct

from .bars import worth_telling
from .company import Company
from .features import CHEAP, find_misfits, measure_cheaply
from .reading import Reading, find_odd_places, read_prose
from .surroundings import weigh_surroundings
from .swaps import Detail
from .table import FIRST_EXTRA, FIRST_WORD, NAME, open_table
from .trees import LEAF_SCALE, Forest, Sieve, read_forest, read_sieve
from .weighing import Odd, best_scores, discount, reckon_rate

if TYPE_CHECKING:
    from .bulk import Bulk

MANY = 50
"""From this text on the places are measured all at once: importing numpy costs what fifty drafts do."""
MISFIT = CHEAP.index("misfit")
FEWEST_TOKENS = 110
"""A shorter text (about a hundred words) is no document: its sentences are judged by themselves."""
_LEAST_ODD, _LEAST_KNOWN = 3, 0.5
Sifted = tuple[list[int], Sequence[list[int]], list[int]]
"""The odd places, their cheap features, their scores of the sieve."""


class Thresholds(Struct, frozen=True):
    """Scores in units of 1 / `LEAF_SCALE` of log odds, rates in thousandths: calibrated by `tools/build_spun.py`.

    `gate`, `loose`: of the sieve, for a text at first sight and for one that is short or looks odd at first; `crowd`:
    the rate at first sight that makes a text worth the second look; `alone`: to report a word of a text too short to be
    judged, `sure`: of one that looks clean, `near`: of one in doubt, `inside`: of one that is spun throughout
    (`bars.py`); `zero`: the score from which on a word counts as odd; `spun`, `unsure`: of the index.
    """

    gate: int
    loose: int
    crowd: int
    sure: int
    near: int
    alone: int
    inside: int
    zero: int
    spun: int
    unsure: int


class Suspect(Struct, frozen=True, gc=False):
    """A word that a spinner may have put there: half-open offsets of the prose, and what may have stood there.

    `likely` is empty where nothing better is known, `others` are less likely; `score` is in log odds.
    """

    start: int
    end: int
    likely: str
    score: float
    word: int
    others: tuple[str, ...] = ()


class Index(Struct, frozen=True):
    """How spun a whole text looks: `rate` in thousandths, over `words` distinct content words, `odd` of them suspect.

    `verdict` is `clean`, `unsure` or `spun`; `known`: share of the words that the table knows (below half, no say).
    """

    rate: int
    words: int
    odd: int
    known: float
    verdict: str


class Detector:
    """The table and its model, opened once; reading a text leaves nothing behind but what the table said."""

    def __init__(self, path: Path = NAME) -> None:
        table = open_table(path)
        self.company = Company(table)
        self.forest: Forest = read_forest(table.sections)
        self.sieve: Sieve = read_sieve(table.sections)
        self.thresholds = Thresholds(*table.sections["thresholds"].tolist())
        self.worth: list[int] = table.sections["worth"].tolist()
        self._texts, self._bulk = 0, cast("Bulk | None", None)

    def read(self, prose: str) -> tuple[list[Suspect], Index]:
        """The suspects of `prose` that are worth telling, in order, and its index."""
        self.company.forget()
        reading = read_prose(prose, self.company)
        words = content_words(reading)
        odd = discount(self.score(reading, self.company, len(words)), reading.ids)
        index = weigh_text(reading, words, odd, self, self.company)
        told = self.tell(reading, odd, index)
        if not told:
            return [], index
        from .restoring import Restorer

        restorer = Restorer(reading, self.company)
        return [_suspect(n, s, reading, restorer.restore(n)) for n, s in told.items()], index

    def tell(self, reading: Reading, odd: Sequence[Odd], index: Index) -> dict[int, int]:
        """The places worth telling with the score that counts: a text of some length speaks for its words."""
        if len(reading.tokens) >= FEWEST_TOKENS:
            return worth_telling({one.at: one.score for one in odd}, [one.off for one in odd], index, self.thresholds)
        return {one.at: one.score - one.off for one in odd if one.score - one.off >= self.thresholds.alone}

    def suspects(self, prose: str) -> list[Suspect]:
        """What to report: words above the threshold for a sentence alone, or for a text that is spun as a whole."""
        return self.read(prose)[0]

    def index(self, prose: str) -> Index:
        """How spun the text looks as a whole."""
        return self.read(prose)[1]

    def score(self, reading: Reading, company: Company, words: int, *, loose: bool | None = None) -> list[Odd]:
        """The scored places past the gate: the looser one in a short text or one that looks odd at first, or if asked.

        In order of their tokens, not discounted; `words`: how many different content words the text has.
        """
        sifted = self._sift(reading, company)
        found = self._look(sifted, self.thresholds.gate, {}, reading, company)
        odd = find_odd(found, reading, company)
        if loose is None:
            loose = len(reading.tokens) < FEWEST_TOKENS or self.deserves_more(discount(odd, reading.ids), words)
        if not loose:
            return odd
        return find_odd(self._look(sifted, self.thresholds.loose, found, reading, company), reading, company)

    def deserves_more(self, odd: Sequence[Odd], words: int) -> bool:
        """Whether what passed the first gate (discounted) makes a text of so many words worth a second look."""
        return bool(odd) and reckon_rate(odd, words, self.worth) > self.thresholds.crowd

    def _look(
        self, sifted: Sifted, gate: int, known: Mapping[int, int], reading: Reading, company: Company
    ) -> dict[int, int]:
        """The scores of the places past a gate, in order; some are `known`."""
        passed = [(n, row) for n, row, sieved in zip(*sifted, strict=True) if sieved >= gate]
        fresh = [(n, row) for n, row in passed if n not in known]
        details = self._measure([n for n, _ in fresh], [row[MISFIT] for _, row in fresh], reading, company)
        scores = {n: self.forest.score([*row, *detail]) for (n, row), detail in zip(fresh, details, strict=True)}
        return {n: known[n] if n in known else scores[n] for n, _ in passed}

    def _measure(
        self, places: Sequence[int], misfits: Sequence[int], reading: Reading, company: Company
    ) -> list[list[int]]:
        """The dear features of some places, whose misfits are given."""
        if self._bulk is not None and company is self.company:
            return self._bulk.swaps.measure(places, misfits, reading)
        detail = Detail(reading, company)
        return [detail.measure(n, misfit) for n, misfit in zip(places, misfits, strict=True)]

    def _sift(self, reading: Reading, company: Company) -> Sifted:
        """The odd places, their cheap features, their scores of the sieve."""
        bulk = self._find_bulk() if company is self.company else None
        if bulk is not None:
            return bulk.sift(reading, self.sieve)
        places = find_odd_places(reading, company)
        misfits = find_misfits(places, reading, company)
        rows = [measure_cheaply(n, reading, misfits, company) for n in places]
        return places, rows, [self.sieve.score(row) for row in rows]

    def _find_bulk(self) -> Bulk | None:
        """The fast road, once enough texts were read to pay for importing numpy; none where numpy is missing."""
        self._texts += 1
        if self._texts == MANY:
            self.forest.unfold()
        if self._bulk is None and self._texts == MANY and find_spec("numpy"):
            from .bulk import Bulk

            self._bulk = Bulk(self.company)
        return self._bulk


def find_odd(scores: Mapping[int, int], reading: Reading, company: Company) -> list[Odd]:
    """The scored places with what their surroundings take off."""
    off = weigh_surroundings(scores, reading, company)
    return [Odd(n, reading.ids[n + 2], score, less) for (n, score), less in zip(scores.items(), off, strict=True)]


def _suspect(n: int, score: int, reading: Reading, offers: tuple[str, ...]) -> Suspect:
    start, end = reading.starts[n], reading.starts[n] + len(reading.tokens[n])
    likely, *others = offers or ("",)
    return Suspect(start, end, likely, score / LEAF_SCALE, reading.ids[n + 2], tuple(others))


def content_words(reading: Reading) -> set[int]:
    """The different words of a text that a spinner would have touched."""
    return {ident for ident, content in zip(reading.ids[2:], reading.content, strict=False) if content}


def weigh_text(reading: Reading, words: set[int], odd: Sequence[Odd], detector: Detector, company: Company) -> Index:
    """The index of a text from its content words and its scored places, discounted."""
    known = sum(1 for i in words if FIRST_WORD <= i < FIRST_EXTRA and company.health(i)) / max(1, len(words))
    rate, thresholds = reckon_rate(odd, len(words), detector.worth), detector.thresholds
    number = sum(score > thresholds.zero for score in best_scores(odd))
    verdict = (
        "spun"
        if rate >= thresholds.spun
        and number >= _LEAST_ODD
        and known >= _LEAST_KNOWN
        and len(reading.tokens) >= FEWEST_TOKENS
        else "unsure"
        if rate >= thresholds.unsure
        else "clean"
    )
    return Index(rate, len(words), number, round(known, 3), verdict)
