"""Which phrases of a lexicon occur in given texts: a list of faults should hardly ever be met in clean prose.

    python tools/check_lexicon.py corpus.jsonl.gz articles/ page.md --lexicon rules/lexicons/tortured-care.toml

Texts: JSON lines with a `text` (and perhaps a `title`), plain or gzipped, else files that are one text each, or folders
of such. Prints count, phrase, entry and a few places of every phrase that is attested, most frequent first.
"""

from __future__ import annotations

import argparse
import gzip
import json
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from medlint.entries import expand
from medlint.folding import fold
from medlint.phrasebook import Lexicon, Phrasebook, build

AROUND = 50
"""How many characters of context are printed on either side of an attested phrase."""
PLACES = 3
"""So many places of each phrase are printed."""


def read_entries(path: Path) -> tuple[str, ...]:
    """The entries of a lexicon file as written, tags left out. Raises OSError and tomllib.TOMLDecodeError."""
    data = tomllib.loads(path.read_text("utf-8"))
    entries = [*data.get("phrases", ())]
    for entry in data.get("entry", ()):
        entries.extend([entry["phrase"]] if "phrase" in entry else entry["phrases"])
    return tuple(entries)


def read_texts(path: Path) -> Iterator[str]:
    """The texts of a corpus file or folder, one by one. Raises OSError for what cannot be read."""
    if path.is_dir():
        for inner in sorted(path.rglob("*")):
            if inner.is_file():
                yield from read_texts(inner)
        return
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        first = file.readline()
        if not first.startswith("{"):
            yield first + file.read()
            return
        for line in (first, *file):
            record = json.loads(line)
            yield f"{record.get('title') or ''}\n{record['text']}"


def count_phrases(book: Phrasebook, texts: Iterator[str]) -> tuple[Counter[tuple[str, int, str]], dict[str, list[str]]]:
    """How often each (lexicon, entry, phrase) occurs, and up to three places of each phrase."""
    counts: Counter[tuple[str, int, str]] = Counter()
    places: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        folded = fold(text).text
        hits = book.scan(folded)
        for lexicon in book.ids:
            for hit in hits.of(lexicon):
                counts[lexicon, hit.entry, hit.phrase] += 1
                if len(places[hit.phrase]) < PLACES:
                    places[hit.phrase].append(folded[max(hit.start - AROUND, 0) : hit.end + AROUND])
    return counts, places


def parse_arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="+", type=Path, metavar="CORPUS")
    parser.add_argument("--lexicon", action="append", type=Path, required=True, help="a lexicon file; may be repeated")
    parser.add_argument("--least", type=int, default=1, help="leave out phrases attested less often (default 1)")
    return parser.parse_args()


def main() -> None:
    """Look the lexicons up in the corpora and print what is attested."""
    options = parse_arguments()
    lexicons = {path.stem: read_entries(path) for path in options.lexicon}
    book = build(Lexicon(name, entries) for name, entries in lexicons.items())
    texts = (text for corpus in options.corpora for text in read_texts(corpus))
    counts, places = count_phrases(book, texts)
    for (lexicon, entry, phrase), count in counts.most_common():
        if count >= options.least:
            print(f"{count:6}  {phrase}  <- {lexicon}: {lexicons[lexicon][entry]}")
            for place in places[phrase]:
                print(f"          ...{place}...")
    phrases = len({phrase for entries in lexicons.values() for entry in entries for phrase in expand(entry)})
    print(f"{len(counts)} of {phrases} phrases attested, {sum(counts.values())} times")


if __name__ == "__main__":
    main()
