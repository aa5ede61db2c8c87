"""Score the detector on context pairs, each sentence judged without the counts of the document that it is from.

`python tools/score_spun_pairs.py --data DIR --work DIR --table FILE`: DIR holds `clean/` and `spun/context_dev.jsonl`;
the table was built with `--untrained` naming the documents of the pairs, and `--work` is its builder's folder. Groups
of twelve sentences make the documents: all spun, one to three spun, all clean.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from medlint_spun.bars import worth_telling
from medlint_spun.company import Company
from medlint_spun.detector import Detector, Index, Thresholds
from medlint_spun.joining import MOST_OFFERED, mingle
from medlint_spun.reading import Reading, read_prose
from medlint_spun.restoring import Restorer
from medlint_spun.weighing import Odd, discount, reckon_rate
from spun.corpora import Text, read_corpora
from spun.counting import Counts, load
from spun.leaving import leave_out
from spun.sharing import share_work
from spun.training import identify_text

_GROUP, _SEED = 12, 1
Row = dict[str, Any]


class Place(NamedTuple):
    """A scored place, and whether it is on the phrase."""

    odd: Odd
    hit: bool


Scores = list[Place]
_APART = 10_000  # tokens between the sentences of a document, so that none are neighbours


class Side(NamedTuple):
    """One sentence: its places as a file of its own, and past either gate.

    Those of a file of its own are discounted. Then its content words, and whether the original is said.
    """

    alone: Scores
    tight: Scores
    loose: Scores
    ids: list[int]
    right: bool


def main() -> None:
    """Read the options, score, print."""
    options = _options()
    detector, counts = Detector(options.table), load(options.work / "counts.pickle")
    lines = (options.data / "spun" / "context_dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows: list[Row] = [json.loads(line) for line in lines]
    texts = {alias: text for text in read_corpora(options.data) for alias in text.aliases}

    def judge(row: Row) -> tuple[Side, Side]:
        return judge_row(row, texts[row["doc"]], detector, counts)

    judged = share_work(judge, rows)
    _print_sentences(rows, judged, detector.thresholds)
    order = list(range(len(rows)))
    random.Random(_SEED).shuffle(order)
    groups = [order[at : at + _GROUP] for at in range(0, len(order), _GROUP)]
    for name, most in (("spun", _GROUP), ("documents", 3)):
        _print_documents(name, list(_plans(groups, most)), judged, detector)


def judge_row(row: Row, text: Text, detector: Detector, counts: Counts) -> tuple[Side, Side]:
    """The clean sentence of a pair and the spun one."""
    table = detector.company.table
    company = leave_out(counts, table, identify_text(text.text, Company(table)), text.kind)
    return _judge(row, "clean", detector, company), _judge(row, "spun", detector, company)


def _judge(row: Row, side: str, detector: Detector, company: Company) -> Side:
    reading = read_prose(row[side], company)
    words = [w for w, content in zip(reading.ids[2:], reading.content, strict=False) if content]
    roads = [detector.score(reading, company, len(set(words)), loose=loose) for loose in (None, False, True)]
    hits = {one.at for one in roads[2] if side == "spun" and _stands_on(one.at, reading, row)}
    roads[0] = discount(roads[0], reading.ids)
    alone, tight, loose = ([Place(one, one.at in hits) for one in odd] for odd in roads)
    restorer = Restorer(reading, company)
    said = [restorer.restore(p.odd.at) for p in sorted(loose, key=lambda p: -p.odd.score) if p.hit]
    offers = mingle([offered for offered in said if offered])[:MOST_OFFERED]
    right = any(row["correct"].lower() in one.lower() for one in offers)
    return Side(alone, tight, loose, words, right)


def _stands_on(n: int, reading: Reading, row: Row) -> bool:
    start = reading.starts[n]
    return bool(start < row["end"] and start + len(reading.tokens[n]) > row["start"])


def _print_sentences(rows: list[Row], judged: list[tuple[Side, Side]], thresholds: Thresholds) -> None:
    least = thresholds.alone
    flagged = sum(any(p.odd.score - p.odd.off >= least for p in clean.alone) for clean, _ in judged) / len(rows)
    found = [any(p.hit and p.odd.score - p.odd.off >= least for p in spun.alone) for _, spun in judged]
    right = sum(spun.right for hit, (_, spun) in zip(found, judged, strict=True) if hit) / max(1, sum(found))
    medical = [hit for hit, row in zip(found, rows, strict=True) if int(row["biomedical"])]
    print(
        f"sentences: found {sum(found) / len(found):.3f}, biomedical {sum(medical) / len(medical):.3f}, "
        f"clean twins flagged {flagged:.4f}, right original {right:.3f}"
    )


def _plans(groups: list[list[int]], most: int) -> Iterator[list[tuple[int, bool]]]:
    """Documents as (row, whether its sentence is spun): some spun as rows allow, and each group clean."""
    for number, group in enumerate(groups):
        few = min(most, len(group)) if most == _GROUP else 1 + number % most
        for at in range(0, len(group), few):
            yield [(i, i in group[at : at + few]) for i in group]
        yield [(i, False) for i in group]


def _print_documents(
    name: str, plans: list[list[tuple[int, bool]]], judged: list[tuple[Side, Side]], detector: Detector
) -> None:
    found = right = spun = flagged = clean = 0
    called = {True: [0, 0], False: [0, 0]}
    for plan in plans:
        sides = [(judged[i][is_spun], is_spun) for i, is_spun in plan]
        verdict, reported = _report(sides, detector)
        for told, (side, is_spun) in zip(reported, sides, strict=True):
            spun, clean = spun + is_spun, clean + (not is_spun)
            found, right = found + (told and is_spun), right + (told and is_spun and side.right)
            flagged += told and not is_spun
        called[any(is_spun for _, is_spun in plan)][0] += verdict
        called[any(is_spun for _, is_spun in plan)][1] += 1
    print(
        f"{name}: found {found / spun:.3f}, right original {right / max(1, found):.3f}, "
        f"clean sentences flagged {flagged / clean:.4f}, called spun {called[True][0] / called[True][1]:.3f}, "
        f"clean ones {called[False][0] / called[False][1]:.4f}"
    )


def _report(sides: list[tuple[Side, bool]], detector: Detector) -> tuple[bool, list[bool]]:
    """Whether the document is called spun, and for each sentence whether something is told (on the phrase, if spun)."""
    ids = [ident for side, _ in sides for ident in side.ids]
    words = len(set(ids))
    first = discount(_join([side.tight for side, _ in sides]), ids)
    more = detector.deserves_more(first, words)
    odd = discount(_join([side.loose for side, _ in sides]), ids) if more else first
    rate = reckon_rate(odd, words, detector.worth)
    verdict = "spun" if rate >= detector.thresholds.spun else "clean"
    index = Index(rate, words, len(odd), 1.0, verdict)
    told = worth_telling({one.at: one.score for one in odd}, [one.off for one in odd], index, detector.thresholds)
    hits = {number * _APART + p.odd.at for number, (side, _) in enumerate(sides) for p in side.loose if p.hit}
    numbers = {at // _APART for at in told if (at in hits) == sides[at // _APART][1]}
    return verdict == "spun", [number in numbers for number in range(len(sides))]


def _join(sentences: list[Scores]) -> list[Odd]:
    """The places of a document made of sentences."""
    return [
        Odd(number * _APART + p.odd.at, p.odd.word, p.odd.score, p.odd.off)
        for number, scores in enumerate(sentences)
        for p in scores
    ]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora and of the pairs")
    parser.add_argument("--work", type=Path, required=True, help="the builder's folder")
    parser.add_argument("--table", type=Path, required=True, help="the table")
    return parser.parse_args()


if __name__ == "__main__":
    main()
