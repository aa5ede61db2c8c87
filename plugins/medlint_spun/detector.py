"""Prose in, suspect words and an index of the whole text out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, cast

from msgspec import Struct

from .bars import worth_telling
from .company import Company
from .features import CHEAP, find_misfits, measure_cheaply
from .reading import Reading, find_odd_places, is_content, read_prose
from .surroundings import weigh_surroundings
from .swaps import Detail
from .table import FIRST_EXTRA, FIRST_WORD, NAME, open_table
from .trees import LEAF_SCALE, Forest, Sieve, read_forest, read_sieve

if TYPE_CHECKING:
    from .bulk import Bulk

MANY = 50
"""From this text on the places are measured all at once: importing numpy costs what fifty drafts do."""
MISFIT = CHEAP.index("misfit")
FEWEST_TOKENS = 110
"""A shorter text (about a hundred words) is no document: its sentences are judged by themselves."""
_FEW = 100  # tokens; a short text is not called crowded for one word
_MOST, _SPARE = 5 * LEAF_SCALE // 4, 25
_LOG_TIMES = (0, *(round(LEAF_SCALE * log(n)) for n in range(1, 50)))
_LEAST_ODD, _LEAST_KNOWN = 3, 0.5


class Thresholds(Struct, frozen=True):
    """Scores in units of 1 / `LEAF_SCALE` of log odds, rates in thousandths: calibrated by `tools/build_spun.py`.

    `gate`, `loose`: of the sieve, for a text at first sight and for one that is short or has many odd words; `crowd`:
    how many in a thousand words past the gate make a text worth the second look; `alone`: to report a word of a text
    too short to be judged, `sure`: of one that looks clean, `near`: of one that all but looks spun, `inside`: of one
    that is spun throughout (`bars.py`); `zero`: what a score is held against in the index; `spun`, `unsure`: of the
    index.
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
        self._texts, self._bulk = 0, cast("Bulk | None", None)

    def read(self, prose: str) -> tuple[list[Suspect], Index]:
        """The suspects of `prose` that are worth telling, in order, and its index."""
        self.company.forget()
        reading = read_prose(prose, self.company)
        scores = self.score(reading, self.company)
        off = weigh_surroundings(scores, reading, self.company)
        index = weigh_text(reading, scores, off, self.thresholds, self.company)
        told = self.tell(reading, scores, off, index)
        if not told:
            return [], index
        from .restoring import Restorer

        restorer = Restorer(reading, self.company)
        return [_suspect(n, s, reading, restorer.restore(n)) for n, s in told.items()], index

    def tell(self, reading: Reading, scores: dict[int, int], off: Sequence[int], index: Index) -> dict[int, int]:
        """The places worth telling with the score that counts: a text of some length speaks for its words.

        `off`: what surroundings take off each of `scores`, in their order.
        """
        if len(reading.tokens) >= FEWEST_TOKENS:
            return worth_telling(scores, off, index, self.thresholds)
        weighed = {n: score - less for (n, score), less in zip(scores.items(), off, strict=True)}
        return {n: score for n, score in weighed.items() if score >= self.thresholds.alone}

    def suspects(self, prose: str) -> list[Suspect]:
        """What to report: words above the threshold for a sentence alone, or for a text that is spun as a whole."""
        return self.read(prose)[0]

    def index(self, prose: str) -> Index:
        """How spun the text looks as a whole."""
        return self.read(prose)[1]

    def score(self, reading: Reading, company: Company, *, loose: bool | None = None) -> dict[int, int]:
        """The scores of the places past the gate: the looser one in a short text or one full of them, or if asked."""
        places, rows, sieved = self._sift(reading, company)
        gate = self.thresholds.gate
        if loose is None:
            short = len(reading.tokens) < FEWEST_TOKENS
            loose = short or self.is_crowded(sum(s >= gate for s in sieved), len(reading.tokens))
        gate = self.thresholds.loose if loose else gate
        detail = Detail(reading, company)
        passed = [(n, list(row)) for n, row, s in zip(places, rows, sieved, strict=True) if s >= gate]
        return {n: self.forest.score(row + detail.measure(n, row[MISFIT])) for n, row in passed}

    def is_crowded(self, passed: int, tokens: int) -> bool:
        """Whether so many places past the first gate make a text of so many tokens worth a second look."""
        return 1000 * passed > self.thresholds.crowd * (tokens + _FEW)

    def _sift(self, reading: Reading, company: Company) -> tuple[list[int], Iterable[list[int]], list[int]]:
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


def _suspect(n: int, score: int, reading: Reading, offers: tuple[str, ...]) -> Suspect:
    start, end = reading.starts[n], reading.starts[n] + len(reading.tokens[n])
    likely, *others = offers or ("",)
    return Suspect(start, end, likely, score / LEAF_SCALE, reading.ids[n + 2], tuple(others))


def weigh_text(
    reading: Reading, scores: dict[int, int], off: Sequence[int], thresholds: Thresholds, company: Company
) -> Index:
    """The index of a text from the scores of its places and what surroundings take off each."""
    words = {i for token, i in zip(reading.tokens, reading.ids[2:], strict=False) if is_content(token, i, company)}
    known = sum(1 for i in words if FIRST_WORD <= i < FIRST_EXTRA and company.health(i)) / max(1, len(words))
    pairs = [
        (discount(score, less) - thresholds.zero, reading.ids[n + 2])
        for (n, score), less in zip(scores.items(), off, strict=True)
    ]
    rate, odd = reckon_rate(pairs, reading.ids, len(words))
    verdict = (
        "spun"
        if rate >= thresholds.spun
        and odd >= _LEAST_ODD
        and known >= _LEAST_KNOWN
        and len(reading.tokens) >= FEWEST_TOKENS
        else "unsure"
        if rate >= thresholds.unsure
        else "clean"
    )
    return Index(rate, len(words), odd, round(known, 3), verdict)


def discount(score: int, off: int) -> int:
    """The score that counts in the index: half of what surroundings take off."""
    return score - off // 2


def reckon_rate(scores: Sequence[tuple[int, int]], ids: Sequence[int], words: int) -> tuple[int, int]:
    """The rate of a text in thousandths, and how many different words are odd enough to count.

    `scores`: score (above the zero of the index) and identifier of each suspect. A word counts once, with its best
    score less the logarithm of how often the text has it (what a text keeps saying is its subject), from 0 to 1.25; the
    sum is shared by `words` + 25.
    """
    best: dict[int, int] = {}
    for score, word in scores:
        best[word] = max(best.get(word, score), score)
    often = Counter(i for i in ids if i in best)
    total, odd = 0, 0
    for word, score in best.items():
        excess = min(_MOST, score - _LOG_TIMES[min(often[word], len(_LOG_TIMES) - 1)])
        if excess > 0:
            total += excess
            odd += 1
    return 1000 * total // (LEAF_SCALE * (words + _SPARE)), odd
