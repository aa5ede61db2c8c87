"""Boosted trees over whole numbers, evaluated without any library: whole numbers in, whole numbers out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from .tree_masks import Masks

LEAF_SCALE = 4096
"""A score is the logarithm of the odds times this."""
GROUP, HOPELESS = 40, -LEAF_SCALE
"""After each group of trees a sum this low is given up: twice as low would tell half a point more of the swapped
phrases of spun texts, and nothing more elsewhere."""
_LEAF = 255


class Trees(Struct, frozen=True):
    """Trees as arrays, as `Forest` has them."""

    feature: Sequence[int]
    threshold: Sequence[int]
    step: Sequence[int]
    roots: Sequence[int]


class Forest:
    """Trees as arrays: node `i` asks whether feature `feature[i]` is at most `threshold[i]`.

    If so `i + 1` is next, else `i + step[i]`; feature 255 marks a leaf, whose threshold is its value.
    """

    def __init__(
        self, feature: Sequence[int], threshold: Sequence[int], step: Sequence[int], roots: Sequence[int]
    ) -> None:
        self._trees = Trees(feature, threshold, step, roots)
        self._masks: Masks | None = None

    def unfold(self) -> None:
        """Turn the arrays into masks, which are read faster (four megabytes); worth it for many texts."""
        if self._masks is None:
            from .tree_masks import Masks, are_small

            self._masks = Masks(self._trees) if are_small(self._trees) else None

    def score(self, features: Sequence[int]) -> int:
        """The sum over the trees, in units of 1 / `LEAF_SCALE`; `HOPELESS` sums are left as they are after a group."""
        total, roots = 0, self._trees.roots
        values = self._masks.read(features) if self._masks is not None else None
        for at in range(0, len(roots), GROUP):
            if values is not None:
                total += sum(values[at : at + GROUP])
            else:
                total += sum(self._walk(root, features) for root in roots[at : at + GROUP])
            if total < HOPELESS:
                break
        return total

    def _walk(self, root: int, features: Sequence[int]) -> int:
        feature, threshold, step = self._trees.feature, self._trees.threshold, self._trees.step
        node, asked = root, feature[root]
        while asked != _LEAF:
            node = node + 1 if features[asked] <= threshold[node] else node + step[node]
            asked = feature[node]
        return threshold[node]


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
    """The forest of a table, read where it lies: a draft asks few of its nodes."""
    feature = bytes(sections["tree_feature"])
    return Forest(feature, sections["tree_value"], sections["tree_step"], sections["tree_roots"].tolist())


def read_sieve(sections: dict[str, Any]) -> Sieve:
    """The additive model of a table."""
    return Sieve(*(sections[name].tolist() for name in ("sieve_least", "sieve_at", "sieve_score")))
