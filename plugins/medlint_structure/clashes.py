"""Statements that exclude each other by their form: times, harms and promises, if they are of one thing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from medlint.api import Cues, Document, Match

from .kept_times import find_kept_times
from .open_effects import find_open_effects
from .told_harms import find_told_harms


def find_clashes(document: Document, harms: Cues, agree: Callable[[int, int], bool]) -> Iterator[Match]:
    """One match for each kind of clash.

    `harms`: names of harms; `agree`: whether two prose offsets are about one topic.
    """
    yield from find_open_effects(document)
    yield from find_kept_times(document, agree)
    yield from find_told_harms(document, harms, agree)
