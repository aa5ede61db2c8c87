"""Labelled places for the model: clean text as it is, and the same spun, over a fixed choice of documents."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from medlint_spun.company import Company
from medlint_spun.table import Table

from .corpora import Text
from .counting import Counts
from .leaving import leave_out
from .links import Links
from .sharing import share_work
from .spinners import Chooser, Forms, Spun, link_chooser, moby_chooser, spin, spin_sparsely, spin_terms, wordnet_chooser
from .thesauri import MOBY, SYNSET, WordNet
from .training import Gate, cut_piece, identify_text, label_places

SHARES = {"medquad": 520, "pmc": 270, "general": 200, "government": 200, "science": 220, "health-lay": 80}
"""Documents by register; the older books are no model of clean prose."""
FURTHER = {"medquad": 300, "pmc": 260, "general": 200, "government": 200, "science": 200, "health-lay": 60}
FOLDS = 2
"""So many times so many documents the model learns from, but the vectors of the table too: each fold is measured with
vectors that do not know it."""
JUDGED = {"medquad": 260, "pmc": 200, "general": 200, "government": 130, "science": 150, "health-lay": 50}
"""Documents that the thresholds come from: most where clean prose is oddest, since there the bar is found."""
_CLEAN_WORDS, _SPUN_WORDS, _LEAST = 6000, 500, 1500
_RATES = (0.05, 0.1, 0.2, 0.35)
_TERMS, _SPARSE_WORDS = 0.5, 900


class Spinners(NamedTuple):
    """The choosers of synonyms that the model learns from, the one for fixed terms, and what counts as such a term."""

    choosers: tuple[Chooser, ...]
    linked: Chooser
    is_term: Callable[[str, str], bool]


class Groups(NamedTuple):
    """Documents the model learns from and the vectors do not know, folds both know, those the thresholds come from."""

    chosen: list[Text]
    further: list[list[Text]]
    judged: list[Text]


class Labelled(NamedTuple):
    """Feature rows, labels (1 swapped), and the number of the document each row comes from."""

    x: Any
    y: Any
    document: Any


class Task(NamedTuple):
    """What measuring needs beside the texts."""

    counts: Counts
    table: Table
    spinners: Spinners
    seed: int


def make_spinners(
    counts: Counts, net: WordNet, moby: Mapping[str, list[str]], links: Links, company: Company, source: str = ""
) -> Spinners:
    """The spinners of the training set; of one thesaurus alone where `source` names it."""
    forms = Forms(net)
    common = {word: float(counts.health[i] + counts.general[i]) for word, i in counts.idents.items()}
    one, other = wordnet_chooser(net, forms), moby_chooser(moby, forms, common, taste=0.4)
    rank = {ident: n for n, ident in enumerate(company.table.originals)}

    def is_term(a: str, b: str) -> bool:
        i = company.find(a)
        return i in rank and company.find(b) in company.strong(rank[i])

    linked = link_chooser(links_of(links.sources, source), counts.words, common)
    own = {"wordnet": (one, linked), "moby": (other, linked)}.get(source, (one, other, linked))
    return Spinners(own, linked, is_term)


def links_of(sources: Mapping[str, Mapping[int, int]], source: str) -> Mapping[str, Mapping[int, int]]:
    """The links that the thesaurus `source` (`wordnet` or `moby`) has; all where it is empty."""
    if not source:
        return sources
    wanted = MOBY << 2 if source == "moby" else SYNSET
    return {
        word: {ident: mask & wanted for ident, mask in found.items() if mask & wanted}
        for word, found in sources.items()
    }


def choose_documents(texts: Sequence[Text], scale: float, seed: int, shares: Mapping[str, int] = SHARES) -> list[Text]:
    """The documents to learn from, the same for the same seed."""
    rng, chosen = random.Random(seed), []
    for register, share in shares.items():
        pool = [t for t in texts if t.register == register and t.kind != "old" and len(t.text) >= _LEAST]
        chosen += rng.sample(pool, min(len(pool), round(share * scale)))
    return chosen


def divide_documents(texts: Sequence[Text], scale: float, seed: int) -> Groups:
    """The groups of different documents, the same for the same seed."""
    chosen = choose_documents(texts, scale, seed)
    rest = _without(texts, chosen)
    judged = choose_documents(rest, scale, seed + 1, JUDGED)
    further: list[list[Text]] = []
    for fold in range(FOLDS):
        rest = _without(rest, further[-1] if further else judged)
        further.append(choose_documents(rest, scale, seed + 2 + fold, FURTHER))
    return Groups(chosen, further, judged)


def _without(texts: Sequence[Text], some: Sequence[Text]) -> list[Text]:
    names = {text.name for text in some}
    return [text for text in texts if text.name not in names]


def gather(task: Task, texts: Sequence[Text], gate: Gate | None, *, dear: bool = True) -> Labelled:
    """Measure every chosen document, clean and spun, without its own counts; the work is shared by two processes."""

    def measure(text: Text) -> list[tuple[list[int], int]]:
        return _measure(task, gate, dear, text)

    parts = share_work(measure, texts)
    rows, labels, origin = [], [], []
    for number, part in enumerate(parts):
        for features, label in part:
            rows.append(features)
            labels.append(label)
            origin.append(number)
    return Labelled(np.array(rows, np.int16), np.array(labels, np.int8), np.array(origin, np.int32))


def _measure(task: Task, gate: Gate | None, dear: bool, text: Text) -> list[tuple[list[int], int]]:
    rng = random.Random(f"{task.seed} {text.name}")
    company = leave_out(task.counts, task.table, identify_text(text.text, Company(task.table)), text.kind)
    return [
        (place.features, label)
        for spun, wanted in _versions(text.text, task.spinners, rng)
        for place, label in label_places(spun, company, gate, dear=dear)
        if label == wanted
    ]


def _versions(text: str, spinners: Spinners, rng: random.Random) -> Iterator[tuple[Spun, int]]:
    clean = cut_piece(text, _CLEAN_WORDS, rng)
    yield Spun(clean, [], 0), 0
    # one swapped phrase a sentence, and heavier spinning
    yield spin_sparsely(cut_piece(clean, _SPARSE_WORDS, rng), spinners.choosers, spinners.is_term, rng), 1
    yield _spin_somehow(cut_piece(clean, _SPUN_WORDS, rng), spinners, rng), 1


def _spin_somehow(piece: str, spinners: Spinners, rng: random.Random) -> Spun:
    if rng.random() < _TERMS:
        return spin_terms(piece, spinners.linked, spinners.is_term, 0.6, rng)
    return spin(piece, rng.choice(spinners.choosers), rng.choice(_RATES), rng)
