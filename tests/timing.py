"""Whether work grows with the size of its input only: told by how it grows, not by how fast this machine is today."""

from __future__ import annotations

import time
from collections.abc import Callable

TIMES = 4
"""The larger input is so many times the smaller: linear work takes 4 times as long on it, quadratic work 16 times."""
LIMIT = 10
"""More than this is not linear; the distance from 4 is for caches, collections of garbage and coverage."""
ROUNDS = 5
SHORTEST = 1e-3
"""In seconds: what takes less is too short to compare."""


def is_linear(work: Callable[[int], object], size: int) -> bool:
    """Whether `work(4 * size)` takes less than 10 times as long as `work(size)`.

    Processor time of this process counts, the best of up to five rounds, so that other processes do not matter.
    """
    small = large = float("inf")
    for _ in range(ROUNDS):
        small = min(small, _seconds(work, size))
        large = min(large, _seconds(work, TIMES * size))
        if large < LIMIT * max(small, SHORTEST):
            return True
    return False


def _seconds(work: Callable[[int], object], size: int) -> float:
    began = time.process_time()
    work(size)
    return time.process_time() - began
