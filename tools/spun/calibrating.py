"""Thresholds from clean text of mixed registers that the model has not seen, each document without its own counts.

What a word is worth in the index of its text is fitted to the same texts as they are and spun.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from medlint_spun.company import Company
from medlint_spun.detector import FEWEST_TOKENS, content_words, find_odd
from medlint_spun.features import find_misfits, measure_cheaply
from medlint_spun.reading import find_odd_places, read_prose
from medlint_spun.swaps import Detail
from medlint_spun.trees import Forest, Sieve, read_forest, read_sieve
from medlint_spun.weighing import Odd, best_scores, discount, reckon_rate

from .corpora import Text
from .gathering import Task
from .leaving import leave_out
from .modelling import Gates
from .sharing import share_work
from .spinners import spin
from .training import cut_piece, identify_text
from .worth import count_scores, fit_worth, scale_worth

_WORDS = 500
_LENGTHS, _SPUN_LENGTHS, _RATES = (_WORDS, 110, 250, 1000), (110, 250, 500, 500, 1000), (0.05, 0.1, 0.2, 0.35)
_SENTENCE = 22  # words of a sentence, about
_BAR = 100
"""The worth of words is scaled so that a text is called spun from this rate on."""
SURE, NEAR, ALONE, INSIDE, ZERO, SPUN, UNSURE = 0.0009, 0.009, 0.008, 0.055, 0.022, 0.003, 0.015
"""Shares above the thresholds: of clean sentences (thrice), of content words (twice), of documents (twice)."""
_ENOUGH = 100
"""So many clean pieces of a register say where its bar would be; the register with the highest one sets it for all.

Answers of health institutes are half of the pieces and hardly odd: a bar for all of them together is one for no other.
"""
CROWD = 0.1
"""The share of clean documents that deserve a second look."""
_SHORT = 110
"""Pieces of so few words say what words are worth, not where the bar is: `spun-density` asks more of short texts."""


class Model(NamedTuple):
    """What scores places, and its gates."""

    sieve: Sieve
    forest: Forest
    gates: Gates


class Scored(NamedTuple):
    """A text: its places past either gate, discounted; content words, different ones, words and tokens.

    `cut`: how many words it was cut to; 0 for a text that was spun. `register`: of the document it is from.
    """

    tight: list[Odd]
    loose: list[Odd]
    content: int
    distinct: int
    words: int
    tokens: int
    cut: int
    register: str = ""


def score_text(prose: str, company: Company, model: Model, cut: int) -> Scored:
    """Every place of `prose` that passes a gate, scored."""
    reading = read_prose(prose, company)
    content = sum(reading.content)
    places = find_odd_places(reading, company)
    misfits, detail = find_misfits(places, reading, company), Detail(reading, company)
    tight: dict[int, int] = {}
    loose: dict[int, int] = {}
    for n in places:
        row = measure_cheaply(n, reading, misfits, company)
        sieved = model.sieve.score(row)
        if sieved >= model.gates.loose:
            loose[n] = model.forest.score(row + detail.measure(n, misfits[n]))
        if sieved >= model.gates.tight:
            tight[n] = loose[n]
    odd = [discount(find_odd(scores, reading, company), reading.ids) for scores in (tight, loose)]
    distinct = len(content_words(reading))
    return Scored(odd[0], odd[1], content, distinct, len(prose.split()), len(reading.tokens), cut)


def calibrate(task: Task, texts: Sequence[Text], gates: Gates, work: Path) -> dict[str, Any]:
    """The sections `thresholds`, in the order of `detector.Thresholds`, and `worth`."""
    model = Model(read_sieve(task.table.sections), read_forest(task.table.sections), gates)
    model.forest.unfold()

    def score(text: Text) -> list[Scored]:
        return list(_score_versions(task, model, text))

    scored = [one for many in share_work(score, texts) for one in many if one.tokens >= FEWEST_TOKENS]
    clean = [one for one in scored if one.cut == _WORDS]
    worth, crowd = _fit(scored)
    long = [one for one in scored if one.cut > _SHORT]
    rates = np.array([_rate(one, worth, crowd) for one in long])
    spun, unsure = (int(_highest(rates, long, share)) + 1 for share in (SPUN, UNSURE))
    sentences, content = sum(one.words for one in clean) / _SENTENCE, sum(one.content for one in clean)
    told = sorted((o.score - o.off for one in clean for o in one.tight), reverse=True)
    sure, near = (told[round(share * sentences)] for share in (SURE, NEAR))
    alone = sorted((o.score - o.off for one in clean for o in one.loose), reverse=True)[round(ALONE * sentences)]
    every = sorted((o.score for one in clean for o in one.loose), reverse=True)
    inside, zero = (every[round(share * content)] for share in (INSIDE, ZERO))
    found = [gates.tight, gates.loose, crowd, sure, near, alone, inside, zero, spun, unsure]
    print("calibrated on", len(rates), "clean texts of", len(scored), found, worth, flush=True)
    np.save(work / "rates.npy", rates)
    return {"thresholds": np.array(found, np.int32), "worth": np.array(worth, np.int32)}


def _score_versions(task: Task, model: Model, text: Text) -> Iterator[Scored]:
    """The text as it is, cut to several lengths, and spun in several ways."""
    company = leave_out(task.counts, task.table, identify_text(text.text, Company(task.table)), text.kind)
    pieces: dict[str, int] = {}
    for words in _LENGTHS:
        piece = cut_piece(text.text, words, random.Random(text.name))
        pieces.setdefault(piece, words)
    for piece, words in pieces.items():
        yield score_text(piece, company, model, words)._replace(register=text.register)
    rng = random.Random(f"{task.seed} {text.name} spun")
    for rate in _RATES:
        piece = cut_piece(text.text, rng.choice(_SPUN_LENGTHS), rng)
        yield score_text(spin(piece, rng.choice(task.spinners.choosers), rate, rng).text, company, model, 0)


def _fit(scored: Sequence[Scored]) -> tuple[list[int], int]:
    """What words are worth, and the rate at first sight that deserves a second look: the one depends on the other."""
    spun = np.array([not one.cut for one in scored], float)
    tight, loose = (
        np.array([count_scores(best_scores(odd), one.distinct) for odd, one in zip(column, scored, strict=True)])
        for column in ([one.tight for one in scored], [one.loose for one in scored])
    )
    seen = loose
    for _ in range(2):
        values = fit_worth(seen, spun)
        crowd = np.quantile(tight[spun == 0] @ values, 1 - CROWD)
        seen = np.where((tight @ values > crowd)[:, None], loose, tight)
    long = [n for n, one in enumerate(scored) if one.cut > _SHORT]
    bar = _highest(seen[long] @ values, [scored[n] for n in long], SPUN)
    worth = scale_worth(values, bar, _BAR)
    rates = [reckon_rate(one.tight, one.distinct, worth) for one in scored if one.cut]
    return worth, int(np.quantile(rates, 1 - CROWD))


def _highest(rates: Any, texts: Sequence[Scored], share: float) -> float:
    """The highest of the rates that `share` of the texts of a register exceed."""
    registers = np.array([one.register for one in texts])
    return max(
        float(np.quantile(rates[registers == register], 1 - share))
        for register in sorted(set(registers.tolist()))
        if (registers == register).sum() >= _ENOUGH
    )


def _rate(one: Scored, worth: Sequence[int], crowd: int) -> int:
    first = reckon_rate(one.tight, one.distinct, worth)
    return reckon_rate(one.loose, one.distinct, worth) if first > crowd else first
