"""Boosted trees over whole numbers, evaluated without any library: whole numbers in, whole numbers out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

LEAF_SCALE = 4096
"""A score is the logarithm of the odds times this."""
_LEAF = 255


class Forest:
    """Trees as arrays: node `i` asks whether feature `feature[i]` is at most `threshold[i]`.

    If so `i + 1` is next, else `i + step[i]`; feature 255 marks a leaf, whose threshold is its value.
    """

    def __init__(
        self, feature: Sequence[int], threshold: Sequence[int], step: Sequence[int], roots: Sequence[int]
    ) -> None:
        self._feature, self._threshold, self._step, self._roots = (
            list(feature),
            list(threshold),
            list(step),
            list(roots),
        )

    def score(self, features: Sequence[int]) -> int:
        """The sum over the trees, in units of 1 / `LEAF_SCALE`."""
        feature, threshold, step, total = self._feature, self._threshold, self._step, 0
        for root in self._roots:
            node, asked = root, feature[root]
            while asked != _LEAF:
                node = node + 1 if features[asked] <= threshold[node] else node + step[node]
                asked = feature[node]
            total += threshold[node]
        return total


class Sieve:
    """An additive model: one table of scores for each feature, read at the value of the feature."""

    def __init__(self, least: Sequence[int], at: Sequence[int], scores: Sequence[int]) -> None:
        ends = [*at[1:], len(scores)]
        self.tables = [list(scores[a:b]) for a, b in zip(at, ends, strict=True)]
        self.least = list(least)

    def score(self, features: Sequence[int]) -> int:
        """The sum of the scores, in units of 1 / `LEAF_SCALE`."""
        total = 0
        for value, least, table in zip(features, self.least, self.tables, strict=False):
            at = value - least
            total += table[0 if at < 0 else at if at < len(table) else -1]
        return total


def read_forest(sections: dict[str, Any]) -> Forest:
    """The forest of a table."""
    names = ("tree_feature", "tree_value", "tree_step", "tree_roots")
    return Forest(*(sections[name].tolist() for name in names))


def read_sieve(sections: dict[str, Any]) -> Sieve:
    """The additive model of a table."""
    return Sieve(*(sections[name].tolist() for name in ("sieve_least", "sieve_at", "sieve_score")))
