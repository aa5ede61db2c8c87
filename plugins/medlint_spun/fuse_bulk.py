"""Many keys of a static function looked up at once, with numpy: the values of `fuse.py`."""

from __future__ import annotations

from typing import Any

import numpy as np

from .fuse import ARITY, BASE_BITS, BASE_SHIFT, FIRST_MIX, NIBBLE, REST, SECOND_MIX, STEP_BITS


def locate(keys: Any, form: Any) -> tuple[Any, Any]:
    """What is left of the hash of each key, and its cells (`ARITY` rows)."""
    seed, bits, places = (int(value) for value in form)
    mixed = (keys.astype(np.uint64) ^ np.uint64(seed)) * np.uint64(FIRST_MIX)
    mixed = (mixed ^ mixed >> np.uint64(32)) * np.uint64(SECOND_MIX)
    base = (mixed >> np.uint64(BASE_SHIFT)) * np.uint64(places) >> np.uint64(BASE_BITS)
    mask, rows = np.uint64((1 << bits) - 1), [base]
    for step in range(1, ARITY):
        bent = mixed >> np.uint64(STEP_BITS * (ARITY - 1 - step)) & mask
        rows.append(base + np.uint64(step << bits) ^ bent)
    return mixed % np.uint64(REST), np.stack(rows).astype(np.int64)


def read_all(cells: Any, form: Any, keys: Any) -> Any:
    """`Fuse.read` of every key."""
    rest, at = locate(keys, form)
    return np.bitwise_xor.reduce(cells[at], axis=0) ^ rest.astype(np.uint16)


def hold_all(cells: Any, form: Any, keys: Any) -> Any:
    """`Filter.holds` of every key."""
    rest, at = locate(keys, form)
    nibbles = cells[at >> 1] >> (at << 2 & 4).astype(np.uint8)
    return (np.bitwise_xor.reduce(nibbles, axis=0) ^ rest.astype(np.uint8)) & NIBBLE == 0
