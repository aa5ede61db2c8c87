"""Score the whole program on context pairs, each text linted without the counts of the documents it is made from.

`python tools/score_spun_whole.py --data DIR --eval DIR --work DIR --table FILE [--mode MODE]...`: `--eval` holds the
scorer `score_spun.py`, whose documents and whose judgement are used; `--table` was built with `--untrained` naming the
documents of the pairs, and `--work` is its builder's folder. `score_spun_pairs.py` scores the detector by itself.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

import msgspec

import medlint_spun.layer
from medlint.config import Overrides
from medlint.findings import lint_source
from medlint.run import Workshop
from medlint_spun.company import Company
from medlint_spun.detector import Detector
from medlint_spun.table import Table
from spun.corpora import read_corpora
from spun.counting import load
from spun.leaving import levels_without
from spun.training import identify_text

MODES = ("sentences", "documents", "spun")
Row: TypeAlias = dict[str, Any]
Levels: TypeAlias = dict[int, int]
Left: TypeAlias = tuple[Levels, Levels]
"""The bytes of pairs without a document's own counts, and whether any document holds them."""
_DATE = date(2026, 11, 1)


class Linter:
    """The program with a detector for each text, whose counts leave out the documents of that text."""

    def __init__(self, table: Path, left: Mapping[str, Left]) -> None:
        self._table, self._left, self._detector = table, left, Detector(table)
        medlint_spun.layer.open_detector = lambda: self._detector  # type: ignore[assignment]
        self._shop = Workshop(Overrides(no_config=True, select=("spun",)), _DATE)
        self._ruleset = self._shop.ruleset(self._shop.config(Path("text.md")))
        self._reader = self._shop.host.reader_for(".md", None)

    def lint(self, text: str, documents: Sequence[str]) -> list[dict[str, Any]]:
        """The findings of a text whose sentences are from these documents, as JSON gives them."""
        lefts = [self._left[name] for name in documents]
        pairs, met = (_least(maps) for maps in zip(*lefts, strict=True))
        self._detector = Detector(self._table)  # one that has read many texts looks pairs up in arrays
        self._detector.company = Company(self._detector.company.table, pairs, met)
        host = self._shop.host
        report, failures = lint_source(
            text, path="text.md", reader=self._reader, suffix=".md", ruleset=self._ruleset,
            checks=host.checks, owners=host.owners,
        )  # fmt: skip
        assert not failures, failures
        return [{"scope": "span", **one} for one in msgspec.to_builtins(report.findings)]


def main() -> None:
    """Read the options, lint, print what the scorer says."""
    options = _options()
    sys.path.insert(0, str(options.eval))
    scorer, common = importlib.import_module("score_spun"), importlib.import_module("common")
    lines = (options.data / "spun" / "context_dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows: list[Row] = [json.loads(line) for line in lines]
    left = dict(_leave_each({row["doc"] for row in rows}, options, Detector(options.table).company.table))
    linter = Linter(options.table, left)
    for mode in options.mode or MODES:
        documents = []
        for plan in scorer.build(rows, mode):
            text, spans = common.paragraphs(rows[i][side] for i, side in plan)
            documents.append((plan, linter.lint(text, [rows[i]["doc"] for i, _ in plan]), spans))
        judged = [dict(row) for row in rows]
        _print(mode, judged, *scorer.judge(judged, documents))


def _leave_each(names: set[str], options: argparse.Namespace, table: Table) -> Iterator[tuple[str, Left]]:
    counts, bare = load(options.work / "counts.pickle"), Company(table)
    for text in read_corpora(options.data):
        for name in names.intersection(text.aliases):
            yield name, levels_without(counts, table, identify_text(text.text, bare), text.kind)


def _least(maps: Sequence[Levels]) -> Levels:
    """The lowest byte of each pair: what several documents hold is left out as if by one."""
    found: Levels = {}
    for levels in maps:
        for pair, level in levels.items():
            found[pair] = min(level, found.get(pair, level))
    return found


def _print(mode: str, rows: list[Row], clean: list[tuple[int, set[str]]], seen: list[tuple[str, bool]]) -> None:
    for name, chosen in (("all", rows), ("biomedical", [row for row in rows if int(row["biomedical"])])):
        numbers = {id(row) for row in chosen}
        quiet = [levels for i, levels in clean if id(rows[i]) in numbers]
        hits = [row for row in chosen if row["hit"]]
        print(
            f"{mode}, {name}: found {len(hits) / len(chosen):.3f}, "
            f"flagged {sum(map(bool, quiet)) / max(1, len(quiet)):.4f} of {len(quiet)} clean sentences, "
            f"right original {sum(row['likely'] for row in hits) / max(1, len(hits)):.3f}"
        )
    for side in ("spun", "clean"):
        called = [mark for kind, mark in seen if kind == side]
        print(f"{mode}: {sum(called)} of {len(called)} documents with {side} text called spun", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora and of the pairs")
    parser.add_argument("--eval", type=Path, required=True, help="folder of the scorer")
    parser.add_argument("--work", type=Path, required=True, help="the builder's folder")
    parser.add_argument("--table", type=Path, required=True, help="the table")
    parser.add_argument("--mode", choices=MODES, action="append", help="one of them (all)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
