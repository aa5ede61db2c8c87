"""Learn the weights of the layer `roles` from docs/labels/roles, write tools/roles/sentence-roles.tsv and pack it.

    python tools/train_roles.py            cross-validate, train, write
    python tools/train_roles.py --check    cross-validate only

Needs scikit-learn. The sentences were written for this purpose, so the repository may keep them with their labels.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, precision_recall_curve
from sklearn.model_selection import GroupKFold

from medlint.models.role_weights import SCALE
from pack_roles import TABLES, TARGET, features_of, pack, read_table

ROOT = Path(__file__).resolve().parents[1]
LABELS = ROOT / "docs" / "labels" / "roles"
ROLES = {
    "applies": {"A", "Ah"}, "limit": {f"L{topic}" for topic in "sdtnckogre"}, "result": {"R"}, "story": {"S", "Sc"},
    "species": {"Ls"}, "dose": {"Ld"}, "time": {"Lt"}, "number": {"Ln"}, "cause": {"Lc"}, "control": {"Lk"},
    "outcome": {"Lo"}, "group": {"Lg"}, "review": {"Lr"}, "doubt": {"Le"},
}  # fmt: skip
"""Every role, and the labels that stand for it."""
TOPICS = 4
"""The roles after so many are topics of a limit: learned among limits only, to tell them apart."""
LEAST, LEAST_PAIRS = 3, 4
"""A feature is kept if so many sentences have it; a pair with a class of words if so many have."""
STRENGTH = 0.15
"""The inverse of the penalty on weights; chosen by cross-validation among 0.05, 0.15 and 0.5."""
FOLDS = 4
SURE = 0.8
"""The precision for which recall and threshold are printed."""
TELLING = 5
"""A feature that weighs less than this, in hundredths, for every role is left out."""


def main() -> None:
    """Train, and say how well it works on articles that were left out."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--check", action="store_true")
    arguments = options.parse_args()
    groups, labels, sentences = read_labels()
    classes = read_table(TABLES / "word-classes.tsv")
    features = [frozenset(features_of(sentence, classes)) for sentence in sentences]
    names = kept_features(features)
    matrix = matrix_of(features, names)
    print(f"{len(sentences)} sentences of {len(set(groups))} articles, {len(names)} features")
    learned = {}
    for place, (role, marks) in enumerate(ROLES.items()):
        wanted = np.array([bool(label & marks) for label in labels])
        rows = np.array([place < TOPICS or any(mark[0] == "L" for mark in label) for label in labels])
        print(role, judged(matrix[rows], wanted[rows], groups[rows]))
        learned[role] = model(place).fit(matrix[rows], wanted[rows])
    if not arguments.check:
        write(learned, names)


def read_labels() -> tuple[np.ndarray, list[set[str]], list[str]]:
    """The article of every labelled sentence, its labels and its words."""
    groups, labels, sentences = [], [], []
    for path in sorted(LABELS.glob("*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            group, marks, sentence = line.split("\t")
            groups.append(f"{path.stem} {group}")
            labels.append(set(marks.split()))
            sentences.append(sentence)
    return np.array(groups), labels, sentences


def kept_features(features: list[frozenset[str]]) -> dict[str, int]:
    """The features that enough sentences have, numbered in order."""
    counts = Counter(feature for some in features for feature in some)
    kept = sorted(name for name, n in counts.items() if n >= (LEAST_PAIRS if name[0] in "dmn" else LEAST))
    return {name: number for number, name in enumerate(kept)}


def matrix_of(features: list[frozenset[str]], names: dict[str, int]) -> csr_matrix:
    """One row a sentence, one column a feature."""
    places = [(row, names[name]) for row, some in enumerate(features) for name in some if name in names]
    rows, columns = np.array(places).T
    return csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(features), len(names)))


def model(place: int) -> LogisticRegression:
    """A fresh model for the role at a place."""
    balance = None if place < TOPICS else "balanced"
    return LogisticRegression(C=STRENGTH, solver="liblinear", class_weight=balance, random_state=0)


def judged(matrix: csr_matrix, wanted: np.ndarray, groups: np.ndarray) -> str:
    """How well left-out articles are judged: average precision, and the best F1 with its threshold."""
    scores = np.zeros(len(wanted))
    for train, test in GroupKFold(FOLDS).split(matrix, wanted, groups):
        scores[test] = model(0).fit(matrix[train], wanted[train]).decision_function(matrix[test])
    precision, recall, thresholds = precision_recall_curve(wanted, scores)
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    best = int(f1[:-1].argmax())
    sure = [(r, t) for p, r, t in zip(precision, recall, thresholds, strict=False) if p >= SURE]
    return (
        f"n={wanted.sum()} AP={average_precision_score(wanted, scores):.2f} F1={f1[best]:.2f}"
        f" (P {precision[best]:.2f} R {recall[best]:.2f} from {thresholds[best]:.2f})"
        f" P {SURE}: R {max(sure, default=(0, 0))[0]:.2f} from {max(sure, default=(0, 0))[1]:.2f}"
    )


def write(learned: dict[str, LogisticRegression], names: dict[str, int]) -> None:
    """Write the weights, in hundredths; a feature that weighs nothing is left out."""
    rounded = {role: np.rint(one.coef_[0] * SCALE).astype(int) for role, one in learned.items()}
    lines = ["\t".join(["role", *learned])]
    lines.append("\t".join(["bias", *(str(round(one.intercept_[0] * SCALE)) for one in learned.values())]))
    for name, column in names.items():
        weights = [int(rounded[role][column]) for role in learned]
        if any(abs(weight) >= TELLING for weight in weights):
            lines.append("\t".join([name, *(str(weight or "") for weight in weights)]))
    (TABLES / "sentence-roles.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    tables = (read_table(TABLES / name) for name in ("sentence-roles.tsv", "word-classes.tsv"))
    TARGET.write_bytes(pack(*tables))


if __name__ == "__main__":
    main()
