"""Counts without a document's own: a sentence is judged as if its document had never been counted."""

from __future__ import annotations

from typing import Any

import numpy as np

from medlint_spun.company import Company
from medlint_spun.table import Table

from .counting import CAP, KEPT, MODERN, OLD, Counts, Grams, pair_keys
from .packing import levels


def leave_out(counts: Counts, table: Table, ids: Any, kind: str) -> Company:
    """A `Company` for a document of that kind whose identifiers (breaks and all) are `ids`."""
    ids = np.asarray(ids).astype(np.uint64)
    ids[ids >= 1 << 16] = 2
    pairs = _left(counts.pairs, pair_keys(ids), kind, levels)
    return Company(table, {(key >> 16) << 18 | key & 0xFFFF: level for key, level in pairs.items()})


def _left(grams: Grams, keys: Any, kind: str, quantise: Any) -> dict[int, int]:
    keys, own = np.unique(keys, return_counts=True)
    own = np.minimum(own, CAP)
    at = np.minimum(np.searchsorted(grams.keys, keys), len(grams.keys) - 1)
    there = grams.keys[at] == keys
    at, keys, own = at[there], keys[there], own[there]
    health, general = grams.health[at], grams.general[at]
    if kind == "health":
        health = health - own
    else:
        general = general - own * (2 if kind == "general" else 1)
    kept = grams.weight[at] - (OLD if kind == "old" else MODERN) >= KEPT
    found = np.where(kept, quantise(np.maximum(health, 0), np.maximum(general, 0)), 0)
    return dict(zip(keys.tolist(), found.tolist(), strict=True))
