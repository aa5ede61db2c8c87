"""The model: boosted trees learned with LightGBM, written as whole numbers that need no library."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from math import floor
from pathlib import Path
from typing import Any, NamedTuple

import lightgbm
import numpy as np

from medlint_spun.features import CHEAP
from medlint_spun.trees import LEAF_SCALE, Sieve

from .corpora import Text
from .gathering import Task, gather

LOOSE, PASSING = 0.38, 0.055
"""The shares of odd places in clean text that the sieve lets pass, loosely and at first sight."""
_EVERY = 4
_LEAF = 255
_PARAMETERS = {
    "objective": "binary", "min_child_samples": 40, "feature_fraction": 0.5, "bagging_fraction": 0.8,
    "bagging_freq": 1, "lambda_l2": 5.0, "max_bin": 255, "verbose": -1, "deterministic": True,
    "force_row_wise": True, "num_threads": 1,
}  # fmt: skip


class Gates(NamedTuple):
    """Scores of the sieve."""

    tight: int
    loose: int


def learn_sections(tasks: Sequence[tuple[Task, Sequence[Text]]], work: Path) -> tuple[dict[str, Any], Gates]:
    """The sections of the additive sieve and of the forest behind it, and the gates of the sieve.

    `tasks`: with the table as it will be and texts that its vectors do not know, then with other vectors for others.
    """
    task, texts = tasks[0]
    first = gather(task, texts[::_EVERY], None, dear=False)
    sections = pack_sieve(learn(first.x, first.y, trees=500, leaves=2, rate=0.2), len(CHEAP))
    sieve = Sieve(*(sections[name].tolist() for name in ("sieve_least", "sieve_at", "sieve_score")))
    scores = np.array([sieve.score(row) for row in first.x.tolist()])
    tight, loose = (int(np.quantile(scores[first.y == 0], 1 - share)) for share in (PASSING, LOOSE))
    kept = [float((scores[first.y == 1] >= gate).mean()) for gate in (tight, loose)]
    print("sieve: swapped words that pass", [round(share, 3) for share in kept], flush=True)
    parts = [gather(task, texts, partial(passes, sieve, loose)) for task, texts in tasks]
    x, y = np.concatenate([part.x for part in parts]), np.concatenate([part.y for part in parts])
    print("rows", len(y), "swapped", int(y.sum()), flush=True)
    np.savez(work / "rows.npz", x=x, y=y)
    return sections | pack_forest(learn(x, y)), Gates(tight, loose)


def passes(sieve: Sieve, gate: int, row: list[int]) -> bool:
    """Whether the cheap features of a place are odd enough for the gate."""
    return sieve.score(row) >= gate


def learn(
    x: Any, y: Any, *, weight: Any = None, trees: int = 340, leaves: int = 63, rate: float = 0.05, seed: int = 1
) -> Any:
    """A LightGBM booster over whole-number features."""
    return lightgbm.train(
        _PARAMETERS | {"num_leaves": leaves, "learning_rate": rate, "seed": seed},
        lightgbm.Dataset(x, y, weight=weight),
        trees,
    )


def pack_forest(booster: Any) -> dict[str, Any]:
    """The trees, each in preorder, as `trees.Forest` reads them."""
    feature: list[int] = []
    value: list[int] = []
    step: list[int] = []
    roots = []

    def put(node: dict[str, Any]) -> None:
        if "leaf_value" in node and "split_feature" not in node:
            feature.append(_LEAF)
            value.append(round(node["leaf_value"] * LEAF_SCALE))
            step.append(0)
            return
        at = len(feature)
        feature.append(node["split_feature"])
        value.append(max(-32768, min(32767, floor(node["threshold"]))))
        step.append(0)
        put(node["left_child"])
        step[at] = len(feature) - at
        put(node["right_child"])

    for tree in booster.dump_model()["tree_info"]:
        roots.append(len(feature))
        put(tree["tree_structure"])
    return {
        "tree_feature": np.array(feature, np.uint8),
        "tree_value": np.array(value, np.int16),
        "tree_step": np.array(step, np.uint16),
        "tree_roots": np.array(roots, np.uint32),
    }


def pack_sieve(booster: Any, features: int) -> dict[str, Any]:
    """Trees of one question each, summed up feature by feature into tables."""
    stumps = []
    constant = 0.0
    for tree in booster.dump_model()["tree_info"]:
        node = tree["tree_structure"]
        if "split_feature" not in node:
            constant += node["leaf_value"]
            continue
        stumps.append(
            (
                node["split_feature"],
                floor(node["threshold"]),
                node["left_child"]["leaf_value"],
                node["right_child"]["leaf_value"],
            )
        )
    least: list[int] = []
    at: list[int] = []
    scores: list[int] = []
    for number in range(features):
        mine = [s for s in stumps if s[0] == number]
        low, high = min((s[1] for s in mine), default=0), max((s[1] for s in mine), default=0)
        base = constant if number == 0 else 0.0
        least.append(low)
        at.append(len(scores))
        scores += [
            round(LEAF_SCALE * (base + sum(a if v <= t else b for _, t, a, b in mine))) for v in range(low, high + 2)
        ]
    return {
        "sieve_least": np.array(least, np.int16),
        "sieve_at": np.array(at, np.uint16),
        "sieve_score": np.array(scores, np.int16),
    }
