"""Group the words of clean prose by the company they keep and write tools/roles/word-classes.tsv.

    python tools/word_classes.py --data FOLDER

FOLDER holds medquad_dev.jsonl.gz, pmc_ccby.txt.gz and prose_open.jsonl.gz (docs/labels/roles/README.md names them and
their licences). Only figures are kept: a word and the numbers of its two classes. Needs scikit-learn.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy.sparse import coo_matrix, csr_matrix
from sklearn.cluster import MiniBatchKMeans
from sklearn.decomposition import TruncatedSVD

from medlint.models.role_weights import tokens

TARGET = Path(__file__).resolve().parent / "roles" / "word-classes.tsv"
WORDS, LEAST, COMPANY = 24_000, 12, 1_500
"""So many words are grouped, each seen so often at least, by their nearness to so many of the commonest."""
NEAR = (-2, -1, 1, 2)
"""Where the company of a word stands; each place counts for itself."""
DIMENSIONS, FINE, COARSE = 80, 500, 120
THIRD = 3
"""Of trial reports and of old books every third text is read, so that they do not outweigh the rest."""


def main() -> None:
    """Count, reduce, group, write."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    folder = options.parse_args().data
    counts = Counter(token for text in texts(folder) for token in tokens(text))
    words = [word for word, number in counts.most_common(WORDS) if number >= LEAST]
    vectors = TruncatedSVD(DIMENSIONS, random_state=0).fit_transform(surprise(company(folder, words)))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    fine, coarse = (grouped(vectors, number) for number in (FINE, COARSE))
    lines = sorted(f"{word}\t{fine[place]}\t{coarse[place]}" for place, word in enumerate(words))
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


def texts(folder: Path) -> Iterator[str]:
    """The texts that are read."""
    for name in ("medquad_dev.jsonl.gz", "pmc_ccby.txt.gz", "prose_open.jsonl.gz"):
        skipped = 0
        with gzip.open(folder / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if name.startswith("pmc") or row.get("register") == "fiction":
                    skipped += 1
                    if skipped % THIRD:
                        continue
                yield row["text"]


def company(folder: Path, words: list[str]) -> csr_matrix:
    """How often each word stands near each of the commonest, by place."""
    numbers = {word: number for number, word in enumerate(words)}
    total, shape = csr_matrix((len(words), len(NEAR) * COMPANY), dtype=np.float32), (len(words), len(NEAR) * COMPANY)
    for batch in batches(texts(folder)):
        rows, columns = [], []
        for text in batch:
            ids = np.array([numbers.get(token, -1) for token in tokens(text)], dtype=np.int32)
            for place, offset in enumerate(NEAR):
                word, near = (ids[-offset:], ids[:offset]) if offset < 0 else (ids[:-offset], ids[offset:])
                kept = (word >= 0) & (near >= 0) & (near < COMPANY)
                rows.append(word[kept])
                columns.append(near[kept] + place * COMPANY)
        places = (np.concatenate(rows), np.concatenate(columns))
        total = total + coo_matrix((np.ones(len(places[0]), dtype=np.float32), places), shape=shape).tocsr()
    return total


def batches(found: Iterator[str], size: int = 400) -> Iterator[list[str]]:
    """The texts, some at a time."""
    batch: list[str] = []
    for text in found:
        batch.append(text)
        if len(batch) == size:
            yield batch
            batch = []
    yield batch


def surprise(counts: csr_matrix) -> csr_matrix:
    """Positive pointwise mutual information, with the company's share flattened (Levy, Goldberg & Dagan 2015)."""
    found = counts.tocoo()
    row_sums = np.asarray(counts.sum(1)).ravel()
    shares = np.asarray(counts.sum(0)).ravel() ** 0.75
    shares /= shares.sum()
    values = np.log(found.data / (row_sums[found.row] * shares[found.col])) - np.log(1.5)
    return csr_matrix((np.maximum(values, 0), (found.row, found.col)), shape=found.shape)


def grouped(vectors: np.ndarray, number: int) -> np.ndarray:
    """The number of the group of each word."""
    means = MiniBatchKMeans(number, random_state=0, n_init=3, batch_size=4096, max_iter=200)
    labels: np.ndarray = means.fit(vectors).labels_
    return labels


if __name__ == "__main__":
    main()
