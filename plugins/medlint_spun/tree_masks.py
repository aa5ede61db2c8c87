"""Trees read all at once: every answer rules out leaves, and the first leaf left of each tree is its value.

Lucchese et al., "QuickScorer" (SIGIR 2015): the leaves of a tree are bits, first leaf highest; the value of a feature
gives one mask over all trees, and the masks of all features together leave the leaf that walking down would reach.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import getitem
from struct import Struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .trees import Trees

MOST_LEAVES = 64
_LEAF = 255


class Masks:
    """For every feature its thresholds in order, and the mask of leaves left by a value above so many of them."""

    def __init__(self, trees: Trees) -> None:
        barred: dict[int, dict[int, int]] = {}
        self._values: list[list[int]] = []
        for number, root in enumerate(trees.roots):
            values: list[int] = []
            for asked, most, bits in _splits(trees, root, values):
                at_most = barred.setdefault(asked, {})
                at_most[most] = at_most.get(most, 0) | bits << MOST_LEAVES * number
            # by length in bits of what is left: the first leaf is the highest bit
            self._values.append([0] * (MOST_LEAVES + 1 - len(values)) + values[::-1])
        full = (1 << MOST_LEAVES * len(trees.roots)) - 1
        self._features = [_accumulate(barred.get(asked, {}), full) for asked in range(max(barred, default=-1) + 1)]
        self._lanes = Struct(f"<{len(trees.roots)}Q")
        self._full = full

    def read(self, features: Sequence[int]) -> list[int]:
        """The value of each tree."""
        left = self._full
        for value, (thresholds, masks) in zip(features, self._features, strict=False):
            left &= masks[bisect_left(thresholds, value)]
        lanes = self._lanes.unpack(left.to_bytes(self._lanes.size, "little"))
        return list(map(getitem, self._values, map(int.bit_length, lanes)))


def are_small(trees: Trees) -> bool:
    """Whether no tree has more leaves than a mask has bits for it."""
    ends = [*trees.roots[1:], len(trees.feature)]
    return all(trees.feature[root:end].count(_LEAF) <= MOST_LEAVES for root, end in zip(trees.roots, ends, strict=True))


def _splits(trees: Trees, at: int, values: list[int]) -> Iterator[tuple[int, int, int]]:
    """Feature, threshold and the bits of the leaves that a greater value rules out; the leaves are put to `values`."""
    if trees.feature[at] == _LEAF:
        values.append(trees.threshold[at])
        return
    first = len(values)
    yield from _splits(trees, at + 1, values)
    number = len(values) - first
    yield trees.feature[at], trees.threshold[at], ((1 << number) - 1) << MOST_LEAVES - len(values)
    yield from _splits(trees, at + trees.step[at], values)


def _accumulate(barred: dict[int, int], full: int) -> tuple[list[int], list[int]]:
    thresholds, masks = sorted(barred), [full]
    for threshold in thresholds:
        masks.append(masks[-1] & ~barred[threshold])
    return thresholds, masks
