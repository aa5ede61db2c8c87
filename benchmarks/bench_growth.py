"""How time grows: with the size of a document, which should cost the same for every byte, and with the number of rules.

Nothing is asserted of time: what is told at the end is for a reader, who knows how busy the machine was.
"""

from __future__ import annotations

from functools import cache
from itertools import islice, permutations
from pathlib import Path
from random import Random

import pytest

from medlint.config import Overrides
from medlint.findings import read_document
from medlint.run import Workshop, lint_text
from texts import write_html, write_markdown, write_messy
from zorps import write_house, write_rule

SIZES = (1_000, 10_000, 100_000, 1_000_000, 5_000_000)
LARGE = 1_000_000
WRITERS = {"markdown": (".md", write_markdown), "html": (".html", write_html), "messy": (".md", write_messy)}
RULES = (70, 700, 7_000)
SCANNED = 100_000
"""Characters of the text that is scanned for the phrases of so many rules."""

PER_BYTE: dict[str, list[float]] = {}
PER_RULE: dict[str, list[float]] = {}
"""Seconds, in the order of `SIZES` and of `RULES`; told when the last one is known."""


@pytest.mark.benchmark(group="growth with the size of a document")
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("variant", WRITERS)
def bench_size(benchmark, workshop, tell, variant, size):
    if size > LARGE and variant != "markdown":
        pytest.skip("the largest size is for Markdown alone")
    suffix, write = WRITERS[variant]
    text = write(size)
    config = workshop.config(Path.cwd())
    rounds = max(1, min(20, 200_000 // size))
    report, failures = benchmark.pedantic(
        lint_text, (workshop, config, Path(f"a{suffix}"), text), rounds=rounds, warmup_rounds=int(size < LARGE)
    )
    assert not failures
    assert report.words > size / 20
    seconds = benchmark.stats.stats.min / len(text.encode())
    known = PER_BYTE.setdefault(variant, [])
    known.append(seconds)
    benchmark.extra_info["microseconds per byte"] = seconds * 1e6
    tell(f"{variant}, {size:>9,} characters: {seconds * 1e6:6.2f} µs per byte, {spread(known)}")


@pytest.mark.benchmark(group="growth with the number of rules")
@pytest.mark.parametrize("count", RULES)
@pytest.mark.parametrize("step", ["scan", "whole"])
def bench_rules(benchmark, tell, step, count, tmp_path_factory):
    workshop, folder = house_of(count, tmp_path_factory)
    config = workshop.config(folder)
    ruleset, reader = workshop.ruleset(config), workshop.host.reader_for(".md")
    assert len(ruleset.rules) == count
    text = write_markdown(SCANNED)
    if step == "scan":
        document = read_document(text, path="a.md", reader=reader, suffix=".md", ruleset=ruleset)
        call, arguments = document.knowledge.phrasebook.scan, (document.folded.text,)
    else:
        call, arguments = lint_text, (workshop, config, Path("a.md"), text)
    benchmark.pedantic(call, arguments, rounds=5, warmup_rounds=1)
    known = PER_RULE.setdefault(step, [])
    known.append(benchmark.stats.stats.min)
    tell(f"{step}, {count:>5,} phrase rules, {SCANNED // 1000} kB: {known[-1]:.3f} s, {spread(known)}")


def spread(seconds: list[float]) -> str:
    """By how much the largest figure so far exceeds the smallest: 1.5 is the most that time per byte should show."""
    return f"largest to smallest so far {max(seconds) / min(seconds):.2f}"


HOUSES: dict[int, tuple[Workshop, Path]] = {}


def house_of(count: int, tmp_path_factory: pytest.TempPathFactory) -> tuple[Workshop, Path]:
    """A folder with so many phrase rules of its own, and no others on."""
    if count not in HOUSES:
        folder = tmp_path_factory.mktemp(f"rules-{count}")
        names = [f"rule-{number}" for number in range(count)]
        for name, cues in zip(names, islice(pairs(), count), strict=True):
            write_rule(folder / "house", name, cues, severity="info")
        write_house(folder, *names)
        HOUSES[count] = Workshop(Overrides()), folder
    return HOUSES[count]


@cache
def vocabulary() -> list[str]:
    """Words of the text that is scanned, so that many phrases begin with a word that does occur."""
    words = {word.lower() for word in write_markdown(SCANNED).split() if word.isascii() and word.isalpha()}
    found = sorted(word for word in words if len(word) > 3)
    Random(7).shuffle(found)
    return found


def pairs():
    """Three phrases of two words for each rule; none twice."""
    two = (f"{first} {second}" for first, second in permutations(vocabulary(), 2))
    return zip(two, two, two, strict=False)
