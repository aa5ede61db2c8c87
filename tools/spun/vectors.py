"""Vectors of words, learned by telling words that an author wrote from words that a spinner put in their place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import nn

from medlint_spun.company import REACH
from medlint_spun.stops import STOPS
from medlint_spun.table import FIRST_EXTRA, FIRST_WORD, WIDTH, Table

from .counting import Counts

KEPT = 30_000
"""Words with a vector of their own, the commonest; the others share that of the unknown word."""
UNIT = 16
"""A misfit of 16 is one unit of log odds."""
_LENGTH, _BATCH, _ROUNDS, _RATE = 256, 128, 7.0, 8e-3
_WORTH = np.array((0.6, 1.0, 3.0, 4.0))
_KINDS = {"": (0, 1, 2, 3), "wordnet": (0, 2, 3), "moby": (1, 3)}
"""The kinds of links that a thesaurus has; kind 3 stands in both."""
_TASTES = (0.5, 0.25, 0.0, -1.0)  # how far common synonyms are preferred; the last stands for "any link alike"
_LEAST_LENGTH = 3
_CLEAN, _TERMS_ALONE, _LIGHTLY = 0.15, 0.45, 0.7  # shares of rows, added up: clean, broken terms alone, lightly spun
_FEW, _MANY = (0.04, 0.12), (0.12, 0.4)  # shares of words swapped in lightly and in heavily spun rows
_TERM_RATE, _TERMS_TOO = 0.07, 0.6
_BOTH, _SECOND = 0.6, 0.8  # of a term, both words are swapped, or the second alone, or the first


class Swaps(NamedTuple):
    """For each identifier (rare words behind the others) the rows of `words` that a spinner puts in its place."""

    start: Any
    words: Any
    sums: list[Any]
    eligible: Any


class _Fit(nn.Module):  # type: ignore[misc]
    """log odds = (sum over places of weights * vector of the neighbour + constant) * vector of the word + its bias."""

    def __init__(self, words: int, kept: int) -> None:
        super().__init__()
        self.kept = kept
        self.inside, self.outside = nn.Embedding(kept, WIDTH, sparse=True), nn.Embedding(kept, WIDTH, sparse=True)
        self.bias = nn.Embedding(words, 1, sparse=True)
        nn.init.normal_(self.inside.weight, 0, 0.1)
        nn.init.normal_(self.outside.weight, 0, 0.1)
        nn.init.constant_(self.bias.weight, -2)
        self.places = nn.Parameter(torch.randn(WIDTH, 1, 2 * REACH + 1) * 0.3 + 0.3)
        self.constant = nn.Parameter(torch.zeros(WIDTH))

    def forward(self, ids: Any) -> Any:
        known = torch.where(ids < self.kept, ids, 2)
        places = self.places.clone()
        places[:, :, REACH] = 0
        around = nn.functional.conv1d(self.inside(known).transpose(1, 2), places, padding=REACH, groups=WIDTH)
        return ((around.transpose(1, 2) + self.constant) * self.outside(known)).sum(-1) + self.bias(ids)[..., 0]


def learn_vectors(
    documents: Sequence[Any], counts: Counts, table: Table, seed: int, source: str = ""
) -> dict[str, Any]:
    """The sections `vector_in`, `vector_out`, `bias`, `offsets`, `constant`, `shift` from documents (identifiers)."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    rng, swaps = np.random.default_rng(seed), invert_links(counts, table, source)
    padded = np.concatenate([np.concatenate([ids, np.zeros(6, np.int64)]) for ids in documents])
    rows = padded[: len(padded) // _LENGTH * _LENGTH].reshape(-1, _LENGTH)
    model = _Fit(len(swaps.eligible), min(KEPT, len(counts.words)))
    sparse = [*model.inside.parameters(), *model.outside.parameters(), *model.bias.parameters()]
    optimisers = [torch.optim.SparseAdam(sparse), torch.optim.Adam([model.places, model.constant])]
    steps = int(_ROUNDS * len(rows) / _BATCH)
    for step in range(steps):
        for optimiser in optimisers:
            optimiser.zero_grad()
            optimiser.param_groups[0]["lr"] = _RATE * min(1, (step + 1) / 100) * (1 - 0.97 * step / steps)
        spun, swapped = _spin(rows[rng.integers(0, len(rows), _BATCH)], swaps, rng)
        judged = torch.from_numpy(swaps.eligible[spun] | swapped)
        odds = model(torch.from_numpy(spun))[judged]
        loss = nn.functional.binary_cross_entropy_with_logits(
            odds, torch.from_numpy(swapped.astype(np.float32))[judged]
        )
        loss.backward()
        for optimiser in optimisers:
            optimiser.step()
        if step % 500 == 0:
            print("vectors", step, steps, round(loss.item(), 4), flush=True)
    return quantise(model)


def invert_links(counts: Counts, table: Table, source: str = "") -> Swaps:
    """What a spinner may put in place of each word, from what each word may stand for (by one thesaurus, if named)."""
    size, rare = len(counts.words), len(table.sections["rare"])
    pairs = [
        (table.originals[link >> 2], n, _WORTH[link & 3])
        for n in range(size + rare)
        for link in table.links(n if n < size else FIRST_EXTRA + n - size)
        if link & 3 in _KINDS[source]
    ]
    pairs.sort(key=lambda pair: pair[:2])
    words = np.array([pair[1] for pair in pairs])
    often = np.concatenate([counts.health + counts.general, np.zeros(rare)])[words] + 1
    worth = np.array([pair[2] for pair in pairs])
    weights = [worth * often**taste if taste >= 0 else np.ones(len(words)) for taste in _TASTES]
    content = np.array(
        [i >= FIRST_WORD and len(w) >= _LEAST_LENGTH and w not in STOPS for i, w in enumerate(counts.words)]
        + [True] * rare
    )
    start = np.searchsorted([pair[0] for pair in pairs], np.arange(size + rare + 1))
    return Swaps(start, words, [np.concatenate([[0], np.cumsum(w)]) for w in weights], content)


def _spin(ids: Any, swaps: Swaps, rng: Any) -> tuple[Any, Any]:
    """Rows of identifiers after spinning, and where: some clean, some with broken terms, some swapped through."""
    can = swaps.eligible[ids] & (swaps.start[ids + 1] > swaps.start[ids])
    kind = rng.random(len(ids))
    few, many = rng.uniform(*_FEW, len(ids)), rng.uniform(*_MANY, len(ids))
    rate = np.where(kind < _TERMS_ALONE, 0, np.where(kind < _LIGHTLY, few, many))
    terms = np.where(kind < _CLEAN, 0, np.where(kind < _TERMS_ALONE, _TERM_RATE, rate * _TERMS_TOO))
    picked = (rng.random(ids.shape) < rate[:, None]) & can
    term = can[:, :-1] & can[:, 1:] & (rng.random((len(ids), _LENGTH - 1)) < terms[:, None])
    which = rng.random(term.shape)
    picked[:, :-1] |= term & ((which < _BOTH) | (which >= _SECOND))
    picked[:, 1:] |= term & (which < _SECOND)
    sums, old = swaps.sums[rng.integers(len(swaps.sums))], ids[picked]
    low, high = sums[swaps.start[old]], sums[swaps.start[old + 1]]
    at = np.searchsorted(sums, low + rng.random(len(old)) * (high - low), side="right") - 1
    spun = ids.copy()
    spun[picked] = swaps.words[np.clip(at, swaps.start[old], swaps.start[old + 1] - 1)]
    return spun, picked


def quantise(model: Any) -> dict[str, Any]:
    """The model in whole numbers of eight bits; the product of the scales is a power of two."""
    inside, outside = model.inside.weight.detach().numpy(), model.outside.weight.detach().numpy()
    places = model.places.detach().numpy()[:, 0, :].T.copy()
    places[REACH] = 0
    fine_in, fine_place = _scale(inside), _scale(places)
    shift = int(np.floor(np.log2(fine_in * fine_place * _scale(outside) / UNIT)))
    fine_out = 2.0**shift * UNIT / (fine_in * fine_place)
    bias = np.round(UNIT * model.bias.weight.detach().numpy()[:, 0])
    return {
        "vector_in": _bytes(inside * fine_in).ravel(),
        "vector_out": _bytes(outside * fine_out).ravel(),
        "bias": _bytes(bias),
        "offsets": _bytes(places * fine_place).ravel(),
        "constant": np.round(model.constant.detach().numpy() * fine_in * fine_place).astype(np.int32),
        "shift": np.array([shift], np.int32),
    }


def _scale(values: Any) -> float:
    return float(127 / np.quantile(np.abs(values), 0.9995))


def _bytes(values: Any) -> Any:
    return np.clip(np.round(values), -127, 127).astype(np.int8)
