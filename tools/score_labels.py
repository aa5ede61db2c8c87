"""Scores claim strength and advice on sentences labelled by hand: `python tools/score_labels.py CLEAN`.

CLEAN is the folder of texts that `label_sentences.py` draws from: `docs/labels/*.tsv` keep no text, only documents and
character offsets (half-open). Prints macro-F1 for each table, over all its sentences and over those whose label is no
coin toss, and how many sentences with a cue all sentence layers together judge in a second of processor time (without
the phrase scan, which all layers and rules share).
"""

from __future__ import annotations

import argparse
import csv
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from label_sentences import as_document, name_of, read
from medlint.layers.claims import LEXICONS, STRENGTHS, Claim, claims
from medlint.layers.sentences import sentences
from medlint.testing import Setup, open_setup

LABELS = Path(__file__).resolve().parents[1] / "docs" / "labels"
COLUMNS = ["source", "document", "start", "end", "strength", "advice", "sure", "reader"]
FILES = {
    "medquad": "medquad_dev.jsonl.gz",
    "pmc_ccby": "pmc_ccby.txt.gz",
    "prose_open": "prose_open.jsonl.gz",
}
ADVICE = ("none", "weak", "strong")
ROUNDS = 5
TOGETHER = 60


class Label(NamedTuple):
    """A labelled sentence: where it stands in the text of its document, and what it was judged to be."""

    source: str
    document: str
    start: int
    end: int
    strength: str
    advice: str
    sure: bool
    reader: str


def load(path: Path) -> Iterator[Label]:
    """The labels of a table. Raises ValueError with the row that is not as it must be."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader((line for line in file if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
        if next(rows) != COLUMNS:
            raise ValueError(f"{path.name}: the columns are {', '.join(COLUMNS)}")
        for row in rows:
            if (
                len(row) != len(COLUMNS)
                or row[4] not in STRENGTHS
                or row[5] not in ADVICE
                or row[6] not in {"yes", "no"}
            ):
                raise ValueError(f"{path.name}: {row}")
            yield Label(row[0], row[1], int(row[2]), int(row[3]), row[4], row[5], row[6] == "yes", row[7])


def macro_f1(gold: Sequence[str], said: Sequence[str], classes: Sequence[str]) -> float:
    """The mean over classes of the harmonic mean of precision and recall; 0 for a class that neither side has."""
    scores = []
    for name in classes:
        both = sum(a == b == name for a, b in zip(gold, said, strict=True))
        either = gold.count(name) + said.count(name)
        scores.append(2 * both / either if either else 0.0)
    return sum(scores) / len(scores)


def texts_of(folder: Path, labels: Sequence[Label]) -> list[str]:
    """The sentences of labels, each on one line."""
    wanted = {(label.source, label.document) for label in labels}
    texts = {
        (source, name_of(record)): record["text"]
        for source, name in FILES.items()
        for record in read(folder / name)
        if (source, name_of(record)) in wanted
    }
    return [" ".join(texts[label.source, label.document][label.start : label.end].split()) for label in labels]


def judge(texts: Sequence[str], setup: Setup) -> list[list[Claim]]:
    """What the layer `claims` says of each text alone: a claim for each sentence that it finds there."""
    return [list(claims(as_document(text, setup))) for text in texts]


def strongest(found: Sequence[Claim]) -> tuple[str, str]:
    """The strongest class and the firmest advice among claims."""
    strength = max((claim.strength for claim in found), key=STRENGTHS.index, default="none")
    return strength, max((claim.advice for claim in found), key=ADVICE.index, default="none")


def speed(texts: Sequence[str], setup: Setup) -> float:
    """Sentences a second through all sentence layers, the fastest of some rounds."""
    best = 0.0
    for _ in range(ROUNDS):
        spent, count = 0.0, 0
        for at in range(0, len(texts), TOGETHER):
            document = as_document("\n\n".join(texts[at : at + TOGETHER]), setup)
            for lexicon in LEXICONS:
                document.hits(lexicon)
            started = time.process_time()
            document.layer("sentences"), document.layer("quotes"), document.layer("claims")
            spent += time.process_time() - started
            count += len(sentences(document))
        best = max(best, count / spent)
    return best


def main() -> None:
    """Print the scores of all tables, and the speed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clean", type=Path)
    options = parser.parse_args()
    setup = open_setup()
    cued: list[str] = []
    for path in sorted(LABELS.glob("*.tsv")):
        labels = list(load(path))
        texts = texts_of(options.clean, labels)
        said = [strongest(found) for found in judge(texts, setup)]
        cued += [
            text for text, (strength, advice) in zip(texts, said, strict=True) if (strength, advice) != ("none", "none")
        ]
        for name, chosen in (
            ("all", range(len(labels))),
            ("sure", [n for n, label in enumerate(labels) if label.sure]),
        ):
            strength = macro_f1([labels[n].strength for n in chosen], [said[n][0] for n in chosen], STRENGTHS)
            advice = macro_f1([labels[n].advice for n in chosen], [said[n][1] for n in chosen], ADVICE)
            print(f"{path.stem:8} {name:5} {len(chosen):5} sentences  strength {strength:.3f}  advice {advice:.3f}")
    print(f"{speed(cued, setup):.0f} sentences a second, of {len(cued)} with a claim or advice")


if __name__ == "__main__":
    main()
