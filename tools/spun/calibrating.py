"""Thresholds from clean text of mixed registers that the model has not seen, each document without its own counts."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from medlint_spun.company import Company
from medlint_spun.detector import discount, reckon_rate
from medlint_spun.features import find_misfits, measure_cheaply
from medlint_spun.reading import find_odd_places, is_content, read_prose
from medlint_spun.surroundings import weigh_surroundings
from medlint_spun.swaps import Detail
from medlint_spun.trees import read_forest, read_sieve

from .corpora import Text
from .gathering import Task
from .leaving import leave_out
from .modelling import Gates
from .sharing import share_work
from .training import cut_piece, identify_text

_WORDS = 500
_SENTENCE = 22  # words of a sentence, about
_LEAST_DISTINCT = 60
_SPARE = 100
SURE, NEAR, ALONE, INSIDE, ZERO, SPUN, UNSURE = 0.0016, 0.0055, 0.0125, 0.036, 0.022, 0.001, 0.01
"""Shares above the thresholds: of clean sentences (thrice), of content words (twice), of documents (twice)."""
CROWD = 0.1
"""The share of clean documents that deserve a second look."""


class Scored(NamedTuple):
    """A text: both scores of its places with their words, and the second with what the surroundings take off.

    Then identifiers, and numbers of content words, words and tokens.
    """

    scores: list[tuple[int, int, int]]
    weighed: list[int]
    ids: list[int]
    content: int
    distinct: int
    words: int
    tokens: int


def score_text(prose: str, company: Company, loose: int) -> Scored:
    """Every place of `prose` that passes the loose gate, scored."""
    sieve, forest = read_sieve(company.table.sections), read_forest(company.table.sections)
    reading = read_prose(prose, company)
    content = [i for token, i in zip(reading.tokens, reading.ids[2:], strict=False) if is_content(token, i, company)]
    places, sieve_scores, scores = find_odd_places(reading, company), [], {}
    misfits, detail = find_misfits(places, reading, company), Detail(reading, company)
    for n in places:
        row = measure_cheaply(n, reading, misfits, company)
        sieved = sieve.score(row)
        if sieved >= loose:
            sieve_scores.append(sieved)
            scores[n] = forest.score(row + detail.measure(n, misfits[n]))
    off = weigh_surroundings(scores, reading, company)
    found = [(s, score, reading.ids[n + 2]) for s, (n, score) in zip(sieve_scores, scores.items(), strict=True)]
    weighed = [score - less for (_, score, _), less in zip(found, off, strict=True)]
    return Scored(found, weighed, reading.ids, len(content), len(set(content)), len(prose.split()), len(reading.tokens))


def _score(task: Task, loose: int, text: Text) -> Scored:
    company = leave_out(task.counts, task.table, identify_text(text.text, Company(task.table)), text.kind)
    return score_text(cut_piece(text.text, _WORDS, random.Random(text.name)), company, loose)


def thresholds(task: Task, texts: Sequence[Text], gates: Gates, work: Path) -> dict[str, Any]:
    """The section `thresholds`, in the order of `detector.Thresholds`."""

    def score(text: Text) -> Scored:
        return _score(task, gates.loose, text)

    scored = share_work(score, texts)
    crowds = [1000 * sum(s >= gates.tight for s, _, _ in one.scores) / (one.tokens + _SPARE) for one in scored]
    crowd = int(np.quantile(crowds, 1 - CROWD)) + 1
    every = sorted((forest for one in scored for _, forest, _ in one.scores), reverse=True)
    sentences, content = sum(one.words for one in scored) / _SENTENCE, sum(one.content for one in scored)
    told = _by_score(scored, gates.tight)
    sure, near = (told[round(share * sentences)] for share in (SURE, NEAR))
    alone = _by_score(scored, gates.loose)[round(ALONE * sentences)]
    inside, zero = (every[round(share * content)] for share in (INSIDE, ZERO))
    rates = np.array(
        [
            _rate(one, zero, gates, crowd, crowded)
            for one, crowded in zip(scored, crowds, strict=True)
            if one.distinct >= _LEAST_DISTINCT
        ]
    )
    spun, unsure = (int(np.quantile(rates, 1 - share)) + 1 for share in (SPUN, UNSURE))
    found = [gates.tight, gates.loose, crowd, sure, near, alone, inside, zero, spun, unsure]
    print("calibrated on", len(rates), "documents:", found, flush=True)
    np.save(work / "rates.npy", rates)
    return {"thresholds": np.array(found, np.int32)}


def _by_score(scored: Sequence[Scored], gate: int) -> list[int]:
    """The weighed scores of all places past a gate, highest first."""
    found = (
        score for one in scored for (sieved, _, _), score in zip(one.scores, one.weighed, strict=True) if sieved >= gate
    )
    return sorted(found, reverse=True)


def _rate(one: Scored, zero: int, gates: Gates, crowd: int, near: float) -> int:
    gate = gates.loose if near > crowd else gates.tight
    pairs = [
        (discount(forest, forest - weighed) - zero, word)
        for (sieved, forest, word), weighed in zip(one.scores, one.weighed, strict=True)
        if sieved >= gate
    ]
    return reckon_rate(pairs, one.ids, one.distinct)[0]
