"""The static functions of the table: what was put in comes out, on both roads, and little else does."""

from __future__ import annotations

import random
from typing import Any

import pytest

from medlint_spun.fuse import Filter, Fuse

np = pytest.importorskip("numpy")
SIZES = (0, 1, 2, 3, 50, 3000)


def draw(number: int, seed: int = 5) -> Any:
    rng = random.Random(seed)
    return np.array(sorted(rng.sample(range(1 << 32), number)), np.uint64)


@pytest.mark.parametrize("number", SIZES)
def test_every_key_gives_its_value(number: int) -> None:
    from medlint_spun.fuse_bulk import read_all
    from spun.fusing import build_fuse

    keys = draw(number)
    values = (np.arange(number) * 77 % 65_536).astype(np.uint16)
    cells, form = build_fuse(keys, values)
    fuse = Fuse(memoryview(cells), form.tolist())
    assert [fuse.read(key) for key in keys.tolist()] == values.tolist() == read_all(cells, form, keys).tolist()


@pytest.mark.parametrize("number", SIZES)
def test_every_key_is_held_and_few_others(number: int) -> None:
    from medlint_spun.fuse_bulk import hold_all
    from spun.fusing import build_filter

    keys, others = draw(number), draw(4000, seed=6) + np.uint64(1 << 32)
    cells, form = build_filter(keys)
    held = Filter(memoryview(cells), form.tolist())
    assert all(held.holds(key) for key in keys.tolist())
    assert hold_all(cells, form, keys).all()
    wrong = [held.holds(key) for key in others.tolist()]
    assert wrong == hold_all(cells, form, others).tolist()
    assert number < 50 or 0.045 < sum(wrong) / len(wrong) < 0.08  # one in sixteen


def test_strangers_have_any_value() -> None:
    from spun.fusing import build_fuse

    keys, others = draw(3000), draw(8000, seed=6) + np.uint64(1 << 32)
    fuse = Fuse(*(part.tolist() for part in build_fuse(keys, np.zeros(len(keys), np.uint16))))
    small = sum(fuse.read(key) < 4096 for key in others.tolist()) / len(others)
    assert 0.05 < small < 0.075  # one in sixteen again


def test_the_same_keys_give_the_same_cells() -> None:
    from spun.fusing import build_filter

    one, other = build_filter(draw(500)), build_filter(draw(500))
    assert all((a == b).all() for a, b in zip(one, other, strict=True))


def test_a_key_twice_is_refused() -> None:
    from spun.fusing import build_filter

    with pytest.raises(ValueError, match="twice"):
        build_filter(np.array([3, 3, 9], np.uint64))


def test_bytes_are_rounded_down_to_the_chosen_ones() -> None:
    from spun.packing import choose_bytes, levels, round_bytes

    rng = random.Random(4)
    health = np.array([int(rng.paretovariate(0.6)) % 700 for _ in range(4000)])
    general = np.array([int(rng.paretovariate(0.6)) % 700 for _ in range(4000)])
    exact = levels(health + 1, general + 1)
    chosen = choose_bytes(exact)
    rounded = round_bytes(chosen)[exact]
    assert set(rounded.tolist()) <= set(chosen.tolist())
    assert len(chosen) == 64
    assert (rounded >> 4 <= exact >> 4).all()
    assert (rounded & 15 <= exact & 15).all()
    assert (round_bytes(chosen)[chosen] == chosen).all()
    assert round_bytes(chosen)[0] == 0


def test_a_document_left_out_takes_its_pairs_along() -> None:
    from medlint_spun.table import FIRST_WORD, ONCE, open_table
    from spun.counting import Counts, Grams
    from spun.leaving import leave_out

    ids = np.arange(FIRST_WORD, FIRST_WORD + 300, dtype=np.uint64)
    keys = ids[:-1] << np.uint64(16) | ids[1:]

    def grams(chosen: slice, documents: int) -> Grams:
        ones = np.full(len(keys[chosen]), documents, np.int32)
        return Grams(keys[chosen], ones, 0 * ones, 2 * ones)

    three, two, one = slice(0, 100), slice(100, 200), slice(200, None)
    kept = Grams(*map(np.concatenate, zip(grams(three, 3), grams(two, 2), strict=True)))
    counts = Counts([], {}, np.zeros(0), np.zeros(0), kept, grams(one, 1))
    company = leave_out(counts, open_table(), ids, "health")
    pairs = [company.pair(a, b) for a, b in zip(ids[:-1].tolist(), ids[1:].tolist(), strict=True)]
    met = [company.met(a, b) for a, b in zip(ids[:-1].tolist(), ids[1:].tolist(), strict=True)]
    assert set(pairs[three]) == set(met[three]) == {2 << 4}
    assert (set(pairs[two]), set(met[two])) == ({0}, {ONCE})
    assert set(pairs[one]) == {0}
    assert met[one].count(0) > 80  # but for those that the filter holds by chance
