"""Counts as levels: how they are rounded where the table is built, and what a level stands for where it is read."""

from __future__ import annotations

from bisect import bisect_right
from math import log

STEPS = (0, 1, 2, 3, 4, 6, 9, 14, 21, 34, 54, 86, 140, 230, 370, 600)
VALUES = (0.0, 1.0, 2.0, 3.0, 4.5, 7.0, 11.0, 17.0, 27.0, 43.0, 69.0, 110.0, 180.0, 290.0, 470.0, 900.0)
GENERAL_SHARE = 0.3
"""What a count in general prose weighs beside one in health prose."""
FINE = 8
"""Levels of words a unit of the natural logarithm: level = round(8 * ln(1 + count)). Features share the unit."""


def level_of(count: float) -> int:
    """The level (0..15) of the number of documents that hold a pair."""
    return bisect_right(STEPS, count) - 1


def fine_level(count: float) -> int:
    """The level (0..255) of a count of words."""
    return min(255, round(FINE * log(1 + count)))
