"""A spinner that no thesaurus feeds: it swaps words for others in the same company. No model learns from it."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from scipy.sparse.linalg import svds

from medlint_spun.stops import STOPS

from .counting import FIRST_WORD, Counts
from .spinners import Chooser

_WORDS, _CONTEXTS, _DIMENSIONS, _NEIGHBOURS = 12_000, 3_000, 60, 12


def distribution_chooser(counts: Counts) -> Chooser:
    """Neighbours by the cosine of reduced positive pointwise mutual information with the words before and after."""
    vectors = _vectors(counts)
    words, place = counts.words, {word: i for i, word in enumerate(counts.words[:_WORDS])}

    def choose(word: str, rng: random.Random) -> str | None:
        at = place.get(word, 0)
        if at < FIRST_WORD:
            return None
        order = np.argsort(-(vectors @ vectors[at]), kind="stable")[: 4 * _NEIGHBOURS]
        others = [
            words[i]
            for i in order
            if i != at and i >= FIRST_WORD and words[i] not in STOPS and words[i][:5] != word[:5]
        ]
        alike = [w for w in others if _ending(w) == _ending(word)] or others
        return rng.choice(alike[:_NEIGHBOURS]) if alike else None

    return choose


def _ending(word: str) -> str:
    return next((e for e in ("ing", "ed", "ly", "s") if word.endswith(e)), "")


def _vectors(counts: Counts) -> Any:
    first, second = (counts.pairs.keys >> 16).astype(np.int64), (counts.pairs.keys & 0xFFFF).astype(np.int64)
    weight = counts.pairs.health + counts.pairs.general / 2
    total = np.bincount(first, weight, len(counts.words)) + 1
    blocks = []
    for one, other in ((first, second), (second, first)):
        kept = (one < _WORDS) & (other < _CONTEXTS)
        value = np.log(weight[kept] * weight.sum() / total[one[kept]] / total[other[kept]] ** 0.75 / 50)
        blocks.append(csr_matrix((np.maximum(value, 0), (one[kept], other[kept])), (_WORDS, _CONTEXTS)))
    u, s, _ = svds(hstack(blocks).tocsr(), _DIMENSIONS, v0=np.ones(2 * _CONTEXTS))
    vectors = u * np.sqrt(s)
    return vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)
