"""Draws sentences for labelling by hand: `python tools/label_sentences.py CLEAN OUT` writes batches of 50 to OUT.

CLEAN is a folder with three texts that allow figures to be derived from them: `pmc_ccby.txt.gz` (trials, CC BY or
CC0), `medquad_dev.jsonl.gz` (patient information, CC BY) and `prose_open.jsonl.gz` (of which health, science and
government; CC BY or CC0). `batch_NN.txt` has a number and a sentence a line, without what the rules say of it, so that
the reader is not led; `index.tsv` says which sentence of which document a number is.

The first draw is by strata: the class that the rules give, and how near it is to another one, so that every class and
the hard cases are frequent. The second takes sentences as they come: conclusions, reports of research, titles.
Both follow from SEED alone, and the first from the lexicons and rules of its day: labels name documents and offsets.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from medlint.document import Context, Document
from medlint.layers.claim_events import events_of
from medlint.layers.claim_words import cues_of, hits_by_sentence, longest, split_words
from medlint.layers.claims import claims, decide, scores_of
from medlint.layers.sentences import sentences
from medlint.layers.splitting import split_sentences
from medlint.layers.verb_uses import hides_verb
from medlint.testing import Setup, open_setup

SEED = 20261121
BATCH = 50
QUOTAS = {"abstract": 380, "paper": 220, "lay": 230, "open": 370}
"""How many sentences each kind of text gives: conclusions of abstracts; introductions and discussions; patient
information; textbooks and public health pages."""
SHARES = {
    ("none", "silent"): 0.04, ("none", "far"): 0.08, ("none", "near"): 0.12,
    ("correlational", "far"): 0.10, ("correlational", "near"): 0.12,
    ("conditional", "far"): 0.08, ("conditional", "near"): 0.08,
    ("causal", "far"): 0.12, ("causal", "near"): 0.14,
    ("advice", "weak"): 0.07, ("advice", "strong"): 0.05,
}  # fmt: skip
PLAIN = {"abstract": 400, "report": 150, "title": 50}
"""How many sentences are drawn as they come, whatever the rules say of them, after those by strata."""
SLACK = 0.3
"""A class is near another one if scores that are so much larger or smaller give it."""
DOCUMENTS, PER_DOCUMENT = 2500, 2
FEWEST_WORDS, MOST_WORDS = 6, 55
ABSTRACT_PARAGRAPHS, PARAGRAPH = 6, 150
"""An abstract has at most so many paragraphs; a paragraph of the body has more characters than a heading."""
_SCIENCE = (
    "osbooks-psychology", "osbooks-microbiology", "cnxbook-biology-2e", "osbooks-nursing", "vagov", "betahealth",
)  # fmt: skip
_REFERENCE = re.compile(r"\[\d")
_NOTE = re.compile(
    r"\[\d|\b(?:Figure|Fig\.|Table|Supplementary|authors?|competing|http|ISRCTN|CI|Key Points)\b|[=<>±|]|\n| - "
)
_REPORT = re.compile(
    r"\b(?:researchers?|scientists?|stud(?:y|ies)|surveys?|trials?)\b.*\b(?:found|finds?|shows?|showed|shown|suggests?"
    r"|suggested|concluded?|reveals?|revealed|reported|reports?|indicates?|linked|demonstrated?)\b"
)
_STUDY = re.compile(r"\b(?:stud(?:y|ies)|research(?:ers)?|found|according to|scientists|trials?|risk|evidence)\b")


class Candidate(NamedTuple):
    """A sentence of a document: `start` and `end` are character offsets of the text as its file has it."""

    source: str
    group: str
    document: str
    start: int
    end: int
    text: str


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def candidates(folder: Path) -> Iterator[Candidate]:
    """All sentences fit to be drawn: whole ones, of 6 to 55 words, without figures' legends and statistics."""
    for record in _some(read(folder / "pmc_ccby.txt.gz")):
        for group, start, end in _paper(record["text"]):
            yield from _sentences("pmc_ccby", group, name_of(record), record["text"], start, end)
    for record in _some(read(folder / "medquad_dev.jsonl.gz")):
        yield from _sentences("medquad", "lay", name_of(record), record["text"], 0, len(record["text"]))
    for record in _some(read(folder / "prose_open.jsonl.gz")):
        if any(name in record["source"] for name in _SCIENCE):
            yield from _sentences("prose_open", "open", name_of(record), record["text"], 0, len(record["text"]))


def name_of(record: dict[str, Any]) -> str:
    """The name of a document: patient information counts by institute, so the institute belongs to it."""
    return f"{record['source']}:{record['id']}" if "qtype" in record else str(record["id"])


def _some(records: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    found = sorted(records, key=name_of)
    return random.Random(SEED).sample(found, min(DOCUMENTS, len(found)))


def _paper(text: str) -> Iterator[tuple[str, int, int]]:
    """Where a paper's conclusions are (the last paragraph before the first reference), its introduction and end."""
    spans, at = [], 0
    for line in text.split("\n"):
        spans.append((at, at + len(line)))
        at += len(line) + 1
    if text.startswith("TITLE: "):
        yield "title", len("TITLE: "), spans[0][1]
    body = next((n for n, span in enumerate(spans) if n > 1 and _REFERENCE.search(text, *span)), 0)
    if 1 < body <= ABSTRACT_PARAGRAPHS:
        yield "abstract", *spans[body - 1]
    for start, end in [*spans[body : body + 3], *spans[len(spans) * 3 // 4 :]]:
        if end - start > PARAGRAPH:
            yield "paper", start, end


def _sentences(source: str, group: str, document: str, text: str, start: int, end: int) -> Iterator[Candidate]:
    for first, after in split_sentences(text[start:end]):
        sentence = text[start + first : start + after]
        whole = group == "title" or sentence[-1] in ".?"
        fit = FEWEST_WORDS <= len(sentence.split()) <= MOST_WORDS and not _NOTE.search(sentence)
        if sentence[0].isupper() and whole and fit:
            yield Candidate(source, group, document, start + first, start + after, sentence)


def stratify(found: list[Candidate], setup: Setup) -> Iterator[tuple[tuple[str, str], Candidate]]:
    """Each candidate with its stratum, and again with its advice if the rules see any."""
    for at in range(0, len(found), 200):
        part = found[at : at + 200]
        document = as_document("\n\n".join(candidate.text for candidate in part), setup)
        starts, place = {}, 0
        for candidate in part:
            starts[place] = candidate
            place += len(candidate.text) + 2
        strata = _strata(document)
        for number, sentence in enumerate(sentences(document)):
            found_here = starts.get(sentence.start)
            if found_here and sentence.end - sentence.start == len(found_here.text):
                yield strata[number], found_here
                if claims(document)[number].advice != "none":
                    yield ("advice", claims(document)[number].advice), found_here


def as_document(text: str, setup: Setup) -> Document:
    """A plain text as a document with all layers."""
    prose = setup.host.reader_for("", "text").read(text, ".txt")
    return Document(
        path="", format="text", source=text, prose=prose, knowledge=setup.knowledge, context=Context(setup.today)
    )


def _strata(document: Document) -> list[tuple[str, str]]:
    lexicons = ("change-verbs", "cause-words", "association-words", "claim-frames")
    hits = hits_by_sentence(document, lexicons)
    strata: list[tuple[str, str]] = []
    for number, sentence in enumerate(sentences(document)):
        words = split_words(document.prose, sentence.start, sentence.end)
        found = [cue for name in lexicons for cue in cues_of(document, name, hits.get(number, {}).get(name, []), words)]
        cues = longest([cue for cue in found if not hides_verb(cue, words)])
        scores = scores_of(events_of(cues, words), cues, words, asked="?" in words.texts[-3:])
        strength = decide(*scores)
        around = product((1 - SLACK, 1, 1 + SLACK), repeat=3)
        near = any(decide(*(s * f for s, f in zip(scores, factors, strict=True))) != strength for factors in around)
        strata.append((strength, "near" if near else "far" if any(scores) or strength != "none" else "silent"))
    return strata


def draw(found: Iterable[tuple[tuple[str, str], Candidate]]) -> list[Candidate]:
    """The sentences to be labelled, in random order: few of a document, none twice, those on studies first."""
    pools: dict[tuple[str, str], dict[str, list[Candidate]]] = defaultdict(lambda: defaultdict(list))
    for stratum, candidate in found:
        pools[stratum][candidate.group].append(candidate)
    chance = random.Random(SEED)
    drawn: list[Candidate] = []
    used: Counter[str] = Counter()
    for stratum, share in SHARES.items():
        for group, quota in QUOTAS.items():
            pool = pools[stratum][group]
            chance.shuffle(pool)
            pool.sort(key=lambda candidate: group in ("lay", "open") and not _STUDY.search(candidate.text))
            taken = 0
            for candidate in pool:
                if taken >= round(share * quota):
                    break
                if used[candidate.document] >= PER_DOCUMENT or used[candidate.text]:
                    continue
                used.update((candidate.document, candidate.text))
                drawn.append(candidate)
                taken += 1
    chance.shuffle(drawn)
    return drawn


def draw_plain(found: Iterable[Candidate], used: set[str]) -> list[Candidate]:
    """Sentences as they come, one of a document, and of none of the documents used before."""
    chance = random.Random(SEED + 1)
    pool = sorted(found, key=lambda candidate: (candidate.document, candidate.start))
    chance.shuffle(pool)
    used = set(used)
    left = dict(PLAIN)
    drawn = []
    for candidate in pool:
        group = candidate.group
        if group not in {"abstract", "title"} and _REPORT.search(candidate.text):
            group = "report"
        if left.get(group, 0) and candidate.document not in used:
            left[group] -= 1
            used.add(candidate.document)
            drawn.append(candidate._replace(group=group))
    chance.shuffle(drawn)
    return drawn


def documents(tables: Iterable[Path]) -> Iterator[str]:
    """The documents that tables with such a column name."""
    for table in tables:
        with table.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t")
            yield from (row["document"] for row in rows)


def main() -> None:
    """Write the batches and their index."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clean", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--known", type=Path, nargs="*", default=[], help="tables whose documents are left out")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    known = set(documents(options.known))
    found = [candidate for candidate in candidates(options.clean) if candidate.document not in known]
    drawn = draw(stratify([candidate for candidate in found if candidate.group != "title"], open_setup()))
    drawn += draw_plain(found, {candidate.document for candidate in drawn})
    rows = [f"{n}\t{c.source}\t{c.group}\t{c.document}\t{c.start}\t{c.end}\n" for n, c in enumerate(drawn)]
    (options.out / "index.tsv").write_text("".join(["number\tsource\tgroup\tdocument\tstart\tend\n", *rows]), "utf-8")
    for at in range(0, len(drawn), BATCH):
        lines = [f"{n}\t{c.text}\n" for n, c in enumerate(drawn[at : at + BATCH], at)]
        (options.out / f"batch_{at // BATCH:02}.txt").write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    main()
