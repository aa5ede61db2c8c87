"""What the judged findings say of each rule: `python tools/judged_precision.py` prints it, `--write` sets `[measured]`.

`docs/judged/*.tsv` hold findings that a reader judged one by one as an editor would: `document` (id in the corpus named
in the first line), `rule`, `severity` (as it is reported since the mends that the judgements led to; `gone` if it is
not), `start`, `end` (character offsets of that text, half-open), `verdict` (right or
wrong) and `reason`. A line `# on: ...` says what texts these are, where they are others than news and releases. No text
of the corpus is kept. A finding judged twice counts once.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
JUDGED = ROOT / "docs" / "judged"
COLUMNS = ["document", "rule", "severity", "start", "end", "verdict", "reason"]
CORPUS = "health news and press releases"
UNCOUNTED = frozenset({"info", "gone"})
FEWEST = 10
"""From fewer judged findings nothing is said of a rule: one more would move its precision by a tenth."""
_TABLE = re.compile(r"\n\[measured\]\n(?:[^\[\n].*\n)*")


class Judgement(NamedTuple):
    """One finding that was judged."""

    document: str
    rule: str
    severity: str
    start: int
    end: int
    right: bool
    reason: str


class Precision(NamedTuple):
    """How many of the judged findings of a rule were right."""

    right: int
    judged: int

    @property
    def value(self) -> float:
        """The share of right findings, to two places."""
        return round(self.right / self.judged, 2)


def read(path: Path) -> Iterator[Judgement]:
    """The judgements of a file. Raises ValueError with the line for a row that is not as it must be."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader((line for line in file if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
        if next(rows) != COLUMNS:
            raise ValueError(f"{path.name}: the columns are {', '.join(COLUMNS)}")
        for row in rows:
            if len(row) != len(COLUMNS) or row[5] not in {"right", "wrong"} or not row[6].strip():
                raise ValueError(f"{path.name}: {row}")
            yield Judgement(row[0], row[1], row[2], int(row[3]), int(row[4]), row[5] == "right", row[6])


def precisions(folder: Path = JUDGED) -> dict[str, Precision]:
    """For each rule what its judged errors and warnings say; of a finding judged twice the first judgement counts."""
    known: dict[tuple[str, str, int, int], Judgement] = {}
    for path in sorted(folder.glob("*.tsv")):
        for judgement in read(path):
            known.setdefault((judgement.document, judgement.rule, judgement.start, judgement.end), judgement)
    counts: dict[str, list[bool]] = {}
    for judgement in known.values():
        if judgement.severity not in UNCOUNTED:
            counts.setdefault(judgement.rule, []).append(judgement.right)
    return {rule: Precision(sum(counts[rule]), len(counts[rule])) for rule in sorted(counts)}


def texts(rule: str, folder: Path = JUDGED) -> str:
    """On what texts the findings of a rule were judged, in words."""
    kinds: dict[str, None] = {}
    for path in sorted(folder.glob("*.tsv")):
        if any(one.rule == rule and one.severity not in UNCOUNTED for one in read(path)):
            lines = path.read_text("utf-8").splitlines()
            kinds.setdefault(next((line[6:] for line in lines if line.startswith("# on: ")), CORPUS))
    return "; ".join(kinds)


def write(rule: str, precision: Precision) -> None:
    """Set the table `[measured]` of a rule file, before its options or examples."""
    files = (ROOT / "rules").glob(f"*/{rule}.toml")
    path = next(path for path in files if path.parent.name not in {"lexicons", "facts", "profiles"})
    text = _TABLE.sub("", path.read_text("utf-8"))
    table = f'\n[measured]\nprecision = {precision.value}\njudged = {precision.judged}\non = "{texts(rule)}"\n'
    head, mark, rest = text.partition("\n[")
    path.write_text(f"{head}{table}{mark}{rest}", encoding="utf-8")


def main() -> None:
    """Print a table of all judged rules, and set `[measured]` of those with enough judgements if asked."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--write", action="store_true", help="set the table [measured] of the rule files")
    wanted = parser.parse_args().write
    for rule, precision in precisions().items():
        print(f"| `{rule}` | {precision.judged} | {precision.right} | {precision.value:.2f} |")
        if wanted and precision.judged >= FEWEST:
            write(rule, precision)


if __name__ == "__main__":
    main()
