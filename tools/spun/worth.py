"""What a word of a score is worth for its text: a monotone step function, fitted to clean texts and spun ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from medlint_spun.trees import LEAF_SCALE
from medlint_spun.weighing import KNOTS, LEAST, SPARE, STEP

_RIDGE, _ROUNDS, _SWEEPS = 30.0, 30, 200
"""The penalty keeps what is learned from our own spinners smooth: another one's words score lower."""


def count_scores(scores: Sequence[int], words: int) -> Any:
    """The scores of a text of so many content words on the steps of `worth`, each shared by the two beside it."""
    at = np.clip((np.array(scores, float) - LEAST) / STEP, 0, KNOTS - 1)
    low = np.minimum(at.astype(int), KNOTS - 2)
    high = at - low
    shared = np.bincount(low, 1 - high, KNOTS) + np.bincount(low + 1, high, KNOTS)
    return 100 * shared / (words + SPARE)


def fit_worth(counts: Any, spun: Any) -> Any:
    """The worth of each step by logistic regression: texts x steps in, never falling from step to step.

    Newton's method; each quadratic step is solved by descent along the coordinates, rises kept at 0 or above.
    """
    rises = np.cumsum(counts[:, ::-1], axis=1)[:, ::-1]
    scale = rises.std(axis=0) + 1e-9
    x = np.column_stack([rises / scale, np.ones(len(rises))])
    least = np.array([-np.inf, *[0.0] * (KNOTS - 1), -np.inf])
    penalty = np.diag([_RIDGE] * KNOTS + [0.0])
    found = np.zeros(KNOTS + 1)
    for _ in range(_ROUNDS):
        chance = 1 / (1 + np.exp(-(x @ found)))
        weight = np.maximum(chance * (1 - chance), 1e-6)
        square = (x * weight[:, None]).T @ x + penalty
        found = _descend(square, x.T @ (weight * (x @ found) + spun - chance), found, least)
    return np.cumsum(found[:KNOTS] / scale)


def _descend(square: Any, linear: Any, start: Any, least: Any) -> Any:
    found = start.copy()
    for _ in range(_SWEEPS):
        for n in range(len(found)):
            found[n] = max(least[n], found[n] + (linear[n] - square[n] @ found) / square[n, n])
    return found


def scale_worth(worth: Any, bar: float, wanted: int) -> list[int]:
    """Whole numbers, so that a text whose counts times `worth` make `bar` has the rate `wanted` in thousandths."""
    return [round(LEAF_SCALE * value * wanted / (10 * bar)) for value in worth.tolist()]
