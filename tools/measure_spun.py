"""Measure a table: how many texts are called spun, by spinner and share of swapped words, and clean ones by register.

`python tools/measure_spun.py --data DIR --wordnet DIR --moby FILE --work DIR --table FILE --documents FILE`: the last
names the documents that the model of the table has not learned from (`--untrained` of `build_spun.py`); each is judged
without its own counts. The spinner `distribution` takes words from the same company, not from a thesaurus: no model
learns from it. `--most N` takes at most so many texts of a register, `--plot FILE` draws the shares called spun.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import defaultdict
from functools import partial
from pathlib import Path
from typing import NamedTuple

from medlint_spun.company import Company
from medlint_spun.detector import Detector, content_words, weigh_text
from medlint_spun.reading import read_prose
from medlint_spun.weighing import discount
from spun.corpora import Text, read_corpora
from spun.counting import Counts, load
from spun.distribution import distribution_chooser
from spun.leaving import leave_out
from spun.plotting import draw_curves
from spun.sharing import share_work
from spun.spinners import Chooser, Forms, moby_chooser, spin, wordnet_chooser
from spun.thesauri import read_moby, read_wordnet
from spun.training import cut_piece, identify_text

_RATES = (0.05, 0.1, 0.2, 0.4)
_WORDS, _LEAST = 500, 150


class Judged(NamedTuple):
    """Verdict and rate of a text; how many words were swapped, and reported; how many others were reported."""

    kind: str
    verdict: str
    rate: int
    swapped: int
    found: int
    beside: int


def main() -> None:
    """Read the options, measure, print."""
    options = _options()
    counts, detector = load(options.work / "counts.pickle"), Detector(options.table)
    names = frozenset(options.documents.read_text(encoding="utf-8").split())
    texts = [
        t for t in read_corpora(options.data) if t.kind == "old" or t.name in names or names.intersection(t.aliases)
    ]
    random.Random(7).shuffle(texts)
    kept: dict[str, list[Text]] = defaultdict(list)
    for text in texts:
        if len(kept[text.register]) < options.most and len(text.text.split()) > _LEAST:
            kept[text.register].append(text)
    spinners = _spinners(options, counts)
    judge = partial(judge_text, detector, counts, spinners)
    found = [one for part in share_work(judge, [t for many in kept.values() for t in many]) for one in part]
    found += [_judge("clean:journalism", t, detector, detector.company, []) for t in _read_journalism(options.data)]
    for kind in sorted({one.kind for one in found}):
        print(_line(kind, [one for one in found if one.kind == kind]))
    if options.plot:
        curves = {name: [_called(found, f"{name}:{rate:.0%}") for rate in _RATES] for name in spinners}
        options.plot.write_text(draw_curves("Texts called spun, by spinner", _RATES, curves), encoding="utf-8")


def _called(found: list[Judged], kind: str) -> float:
    verdicts = [one.verdict == "spun" for one in found if one.kind == kind]
    return sum(verdicts) / len(verdicts)


def _spinners(options: argparse.Namespace, counts: Counts) -> dict[str, Chooser]:
    net, moby = read_wordnet(options.wordnet), read_moby(options.moby)
    forms = Forms(net)
    common = {word: float(counts.health[i] + counts.general[i]) for word, i in counts.idents.items()}
    return {
        "wordnet": wordnet_chooser(net, forms),
        "moby": moby_chooser(moby, forms, common, taste=0.4),
        "distribution": distribution_chooser(counts),
    }


def judge_text(detector: Detector, counts: Counts, spinners: dict[str, Chooser], text: Text) -> list[Judged]:
    """The clean text, and spun with every spinner at every rate, each without its own document's counts."""
    table = detector.company.table
    company = leave_out(counts, table, identify_text(text.text, Company(table)), text.kind)
    piece = cut_piece(text.text, _WORDS, random.Random(text.name))
    found = [_judge("clean:" + ("old books" if text.kind == "old" else text.register), piece, detector, company, [])]
    if text.register in ("medquad", "pmc", "health-lay"):
        for name, chooser in spinners.items():
            for rate in _RATES:
                spun = spin(piece, chooser, rate, random.Random(f"{text.name} {name} {rate}"))
                found.append(_judge(f"{name}:{rate:.0%}", spun.text, detector, company, spun.swaps))
    return found


def _judge(kind: str, prose: str, detector: Detector, company: Company, swaps: list[tuple[int, int, str]]) -> Judged:
    reading = read_prose(prose, company)
    words = content_words(reading)
    odd = discount(detector.score(reading, company, len(words)), reading.ids)
    index = weigh_text(reading, words, odd, detector, company)
    reported = {reading.starts[n] for n in detector.tell(reading, odd, index)}
    starts = {start for start, _, _ in swaps}
    return Judged(kind, index.verdict, index.rate, len(swaps), len(starts & reported), len(reported - starts))


def _read_journalism(data: Path) -> list[str]:
    with gzip.open(data / "clean" / "journalism_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"].replace("\n", "\n\n") for line in lines]


def _line(kind: str, judged: list[Judged]) -> str:
    spun = sum(one.verdict == "spun" for one in judged) / len(judged)
    rates = sorted(one.rate for one in judged)
    swapped = sum(one.swapped for one in judged)
    words = f"words found {sum(one.found for one in judged) / swapped:.3f}" if swapped else ""
    beside = sum(one.beside for one in judged) / len(judged)
    middle = rates[len(rates) // 2]
    return f"{kind:22} n {len(judged):5} called {spun:.4f} median rate {middle:4} {words} beside {beside:.2f} a text"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, text in (
        ("--data", "folder of the corpora"), ("--wordnet", "folder `dict` of WordNet 3.1"),
        ("--moby", "words.txt of Moby"),
        ("--work", "the builder's folder"), ("--table", "the table"), ("--documents", "documents to measure on"),
    ):  # fmt: skip
        parser.add_argument(name, type=Path, required=True, help=text)
    parser.add_argument("--most", type=int, default=400, help="most texts of a register")
    parser.add_argument("--plot", type=Path, help="where to draw the shares called spun, as SVG")
    return parser.parse_args()


if __name__ == "__main__":
    main()
