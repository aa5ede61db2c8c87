"""Counts without a document's own: a sentence is judged as if its document had never been counted."""

from __future__ import annotations

from typing import Any

import numpy as np

from medlint_spun.company import Company
from medlint_spun.table import ONCE as MET
from medlint_spun.table import Table

from .counting import CAP, KEPT, MODERN, OLD, ONCE, Counts, Grams, pair_keys
from .packing import levels, round_bytes

_SALT = 1 << 40
"""Set in the key of a pair, it asks the filter for another pair that no document holds."""


def leave_out(counts: Counts, table: Table, ids: Any, kind: str) -> Company:
    """A `Company` for a document of that kind whose identifiers (breaks and all) are `ids`."""
    return Company(table, *levels_without(counts, table, ids, kind))


def levels_without(counts: Counts, table: Table, ids: Any, kind: str) -> tuple[dict[int, int], dict[int, int]]:
    """The bytes of a document's pairs without its own counts, as `Company` takes them: `pairs` and `met`."""
    ids = np.asarray(ids).astype(np.uint64)
    ids[ids >= 1 << 16] = 2
    keys, own = np.unique(pair_keys(ids), return_counts=True)
    own, weight = np.minimum(own, CAP), OLD if kind == "old" else MODERN
    left, rounded = np.zeros(len(keys), np.uint8), round_bytes(np.asarray(table.sections["pair_bytes"]))
    met = np.array([MET if table.holds_once(key) else 0 for key in (keys | np.uint64(_SALT)).tolist()], np.uint8)
    for grams in (counts.pairs, counts.once):
        at, there = _find(grams, keys)
        health, general = _less(grams, at, own[there], kind)
        rest = grams.weight[at] - weight
        left[there] = np.where(rest >= KEPT, rounded[levels(health, general)], 0)
        met[there] = np.where(rest >= ONCE, np.maximum(left[there], MET), met[there])
    pairs = ((keys >> np.uint64(16)) << np.uint64(18) | keys & np.uint64(0xFFFF)).tolist()
    return dict(zip(pairs, left.tolist(), strict=True)), dict(zip(pairs, met.tolist(), strict=True))


def _find(grams: Grams, keys: Any) -> tuple[Any, Any]:
    """Where the keys stand in the grams, and which of them do."""
    at = np.minimum(np.searchsorted(grams.keys, keys), len(grams.keys) - 1)
    there = grams.keys[at] == keys
    return at[there], there


def _less(grams: Grams, at: Any, own: Any, kind: str) -> tuple[Any, Any]:
    """The counts in health and in general prose less the document's own."""
    health, general = grams.health[at], grams.general[at]
    if kind == "health":
        health = health - own
    else:
        general = general - own * (2 if kind == "general" else 1)
    return np.maximum(health, 0), np.maximum(general, 0)
