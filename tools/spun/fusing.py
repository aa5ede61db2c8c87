"""Static functions built: the keys are peeled off the cells one alone stands in, then the cells filled backwards."""

from __future__ import annotations

from math import log
from typing import Any

import numpy as np

from medlint_spun.fuse import ARITY, SIZE_BITS
from medlint_spun.fuse_bulk import locate

_SEEDS = 64


def build_fuse(keys: Any, values: Any) -> tuple[Any, Any]:
    """Cells of 16 bits and the form of a `Fuse` of different keys with their values; the same for the same keys."""
    for seed in range(_SEEDS):
        form = _plan(len(keys), seed)
        cells = _fill(keys, values, form)
        if cells is not None:
            return cells, form
    raise ValueError("the keys cannot be peeled: are there some twice?")


def build_filter(keys: Any) -> tuple[Any, Any]:
    """Cells of four bits, two a byte, and the form of a `Filter` of the keys."""
    cells, form = build_fuse(keys, np.zeros(len(keys), np.uint16))
    nibbles = (cells & 15).astype(np.uint8)
    return nibbles[::2] | nibbles[1::2] << 4, form


def _plan(number: int, seed: int) -> Any:
    """Seed, bits of a segment, places of the first cell: the sizes of Graf & Lemire for four cells a key."""
    few = max(number, 2)
    bits = max(2, min(SIZE_BITS, int(log(few) / log(2.91) - 0.5)))
    load = max(1.075, 0.77 + 0.305 * log(600_000) / log(few))
    segments = max(1, -(-round(number * load) // (1 << bits)) - ARITY + 1)
    return np.array([seed, bits, segments << bits], np.uint32)


def _fill(keys: Any, values: Any, form: Any) -> Any:
    rest, at = locate(keys, form)
    wanted = values.astype(np.uint16) ^ rest.astype(np.uint16)
    peeled = _peel(at, int(form[2]) + (ARITY - 1 << int(form[1])))
    if peeled is None:
        return None
    rounds, size = peeled
    cells = np.zeros(size, np.uint16)
    for which, own in reversed(rounds):
        # its own cell is still empty: what the others lack goes there
        cells[own] = wanted[which] ^ np.bitwise_xor.reduce(cells[at[:, which]], axis=0)
    return cells


def _peel(at: Any, size: int) -> tuple[list[tuple[Any, Any]], int] | None:
    """Rounds of keys with the cell each has to itself once those of the rounds before are gone; `None` if stuck."""
    number = at.shape[1]
    count, mixed = np.zeros(size, np.int32), np.zeros(size, np.int64)
    for row in at:
        np.add.at(count, row, 1)
        np.bitwise_xor.at(mixed, row, np.arange(number))
    rounds, left = [], number
    alone = np.flatnonzero(count == 1)
    while len(alone):
        which, first = np.unique(mixed[alone], return_index=True)
        rounds.append((which, alone[first]))
        left -= len(which)
        gone = at[:, which].ravel()
        np.subtract.at(count, gone, 1)
        np.bitwise_xor.at(mixed, gone, np.tile(which, ARITY))
        touched = np.unique(gone)
        alone = touched[count[touched] == 1]
    return (rounds, size) if not left else None
