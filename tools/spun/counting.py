"""Counts of words, and of the documents that hold pairs of them, kept apart for health and general prose."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from medlint_spun.words import BREAK, NUMBER, fold_token, read_tokens

from .corpora import Text
from .regions import pair_regions

MOST_WORDS = 51_000
FIRST_WORD = 3  # 0 is a break, 1 a number, 2 an unknown word
CAP = 1  # a document counts the same words once: one author's pet phrase is no collocation
MODERN, OLD = 2, 1  # weight of a document; the idiom of older books is not a modern reader's
KEPT = 4  # weight of the documents that words must stand in together to be kept
ONCE = 2  # weight of those that are remembered as met, without a count
_LEAST, _MERGED = 3.0, 1000


class Grams(NamedTuple):
    """Sorted keys; for each the count in health prose, twice that in general prose, the weight of the documents."""

    keys: Any
    health: Any
    general: Any
    weight: Any


class Counts(NamedTuple):
    """`words[i]`: form of identifier i; `idents`: form -> identifier (regional forms share one).

    `pairs`: those in documents of the weight `KEPT` or more; `once`: those of less, from `ONCE` on.
    """

    words: list[str]
    idents: dict[str, int]
    health: Any
    general: Any
    pairs: Grams
    once: Grams


def pair_keys(ids: Any) -> Any:
    """Keys of the neighbouring pairs of known words."""
    a, b = ids[:-1].astype(np.uint64), ids[1:].astype(np.uint64)
    known = _known(ids)
    return (a << 16 | b)[known[:-1] & known[1:]]


def _known(ids: Any) -> Any:
    return (ids == 1) | (ids >= FIRST_WORD)


def count(texts: Iterable[Text], without: frozenset[str] = frozenset()) -> Counts:
    """Count everything; documents of which a name is in `without` are left out."""
    forms: dict[str, int] = {BREAK: 0, NUMBER: 1}
    documents: list[tuple[str, Any]] = []
    for text in texts:
        if text.name in without or without.intersection(text.aliases):
            continue
        # the corpus is read once: identifiers by first occurrence now, by frequency below
        raw = [forms.setdefault(fold_token(t), len(forms)) for t in read_tokens(text.text)]
        documents.append((text.kind, np.array(raw, np.int32)))
    words, idents, remap = _choose_words(list(forms), documents)
    health, general = np.zeros(len(words)), np.zeros(len(words))
    kept = [(kind, remap[raw]) for kind, raw in documents]
    for kind, ids in kept:
        share = np.bincount(ids, minlength=len(words))
        if kind == "health":
            health += share
        else:
            general += share if kind == "general" else share / 2
    grams = _grams(kept, pair_keys)
    often, seldom = grams[3] >= KEPT, (grams[3] >= ONCE) & (grams[3] < KEPT)
    pairs, once = (Grams(*(column[chosen] for column in grams)) for chosen in (often, seldom))
    return Counts(words, idents, health, general, pairs, once)


def _choose_words(forms: list[str], documents: list[tuple[str, Any]]) -> tuple[list[str], dict[str, int], Any]:
    total = np.zeros(len(forms))
    for kind, raw in documents:
        total += np.bincount(raw, minlength=len(forms)) * (0.5 if kind == "old" else 1)
    counts = {form: float(n) for form, n in zip(forms, total, strict=True) if n >= 1}
    region = pair_regions(counts)
    joined: Counter[str] = Counter()
    for form, n in counts.items():
        if form and form[0].isalpha():
            joined[region.get(form, form)] += n  # type: ignore[assignment]
    chosen = [w for w, n in sorted(joined.items(), key=lambda item: (-item[1], item[0])) if n >= _LEAST][:MOST_WORDS]
    words = [BREAK, NUMBER, "?", *chosen]
    idents = {word: i for i, word in enumerate(words)}
    idents |= {form: idents[to] for form, to in region.items() if to in idents}
    remap = np.array([idents.get(form, 2) for form in forms], np.uint16)
    return words, idents, remap


def _grams(documents: list[tuple[str, Any]], keys_of: Any) -> tuple[Any, ...]:
    parts = []
    for number, (kind, ids) in enumerate(documents):
        keys, counts = np.unique(keys_of(ids), return_counts=True)
        counts = np.minimum(counts, CAP)
        health = counts if kind == "health" else np.zeros_like(counts)
        general = np.zeros_like(counts) if kind == "health" else counts * (2 if kind == "general" else 1)
        weight = np.full(len(keys), OLD if kind == "old" else MODERN)
        parts.append(tuple(a.astype(np.uint64 if a is keys else np.int32) for a in (keys, health, general, weight)))
        if number % _MERGED == _MERGED - 1:
            parts = [_merge(parts)]
    return _merge(parts)


def _merge(parts: list[tuple[Any, ...]]) -> tuple[Any, ...]:
    keys = np.concatenate([p[0] for p in parts])
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    first = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    sums = (np.add.reduceat(np.concatenate([p[n] for p in parts])[order], first).astype(np.int32) for n in (1, 2, 3))
    return (keys[first], *sums)


def save(counts: Counts, path: Path) -> None:
    """Keep the counts for the steps that follow (a file of the builder's own, never shipped)."""
    path.write_bytes(pickle.dumps(counts, protocol=5))


def load(path: Path) -> Counts:
    """The counts as `save` left them."""
    counts: Counts = pickle.loads(path.read_bytes())
    return counts
