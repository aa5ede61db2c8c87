"""The tables of labelled sentences: well formed, without text, and none of a document that stays unread."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

import score_labels as scores

FILES = sorted(scores.LABELS.glob("*.tsv"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_rows_name_a_source_a_place_and_a_class(path: Path) -> None:
    labels = list(scores.load(path))
    assert len(labels) >= 50
    assert {label.source for label in labels} <= set(scores.FILES)
    assert all(0 <= label.start < label.end for label in labels)
    assert {label.reader for label in labels} <= {"a", "b"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_tables_keep_no_text(path: Path) -> None:
    rows = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert not any(re.search(r"[^\W\d_]+ [^\W\d_]+", row) for row in rows)


def test_no_sentence_is_in_two_tables_and_none_twice() -> None:
    places = [
        (label.source, label.document, label.start)
        for path in FILES
        if path.stem != "twice"
        for label in scores.load(path)
    ]
    assert len(places) == len(set(places))


def test_the_documents_of_the_check_are_in_no_other_table() -> None:
    documents = {path.stem: {label.document for label in scores.load(path)} for path in FILES}
    assert not documents["check"] & (documents["strata"] | documents["plain"] | documents["twice"])


def test_every_class_is_frequent() -> None:
    labels = list(scores.load(scores.LABELS / "strata.tsv"))
    assert min(Counter(label.strength for label in labels).values()) >= 130
    assert Counter(label.advice for label in labels)["strong"] >= 50


def test_two_readers_mostly_agree() -> None:
    again = {(label.document, label.start): label for label in scores.load(scores.LABELS / "twice.tsv")}
    first = [label for label in scores.load(scores.LABELS / "strata.tsv") if (label.document, label.start) in again]
    same = sum(label.strength == again[label.document, label.start].strength for label in first)
    assert same / len(first) >= 0.9


def test_macro_f1_counts_each_class_alike() -> None:
    assert scores.macro_f1(["a", "a", "b"], ["a", "a", "b"], "ab") == 1
    assert scores.macro_f1(["a", "a", "b"], ["a", "a", "a"], "ab") == pytest.approx(0.4)


def test_a_malformed_row_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text("\t".join(scores.COLUMNS) + "\npmc_ccby\tPMC1\t0\t9\tcertain\tnone\tyes\ta\n", "utf-8")
    with pytest.raises(ValueError, match="certain"):
        list(scores.load(path))
