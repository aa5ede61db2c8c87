"""One draft of 1,000 words in one process: reading it in each format, folding, looking for phrases, and the whole."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from medlint.findings import read_document
from medlint.folding import fold
from medlint.model import Report
from medlint.reporters import render
from medlint.run import lint_text
from texts import write_html, write_markdown, write_messy

SIZE = 6_500
"""Characters: about 1,000 words, with little markup."""

DRAFTS = {
    "markdown": (".md", write_markdown),
    "html": (".html", write_html),
    "messy": (".md", write_messy),
    "text": (".txt", write_markdown),
}
"""Suffix and writer of each variant."""


@pytest.mark.benchmark(group="parsing, from bytes")
@pytest.mark.parametrize("variant", DRAFTS)
def bench_parsing(benchmark, workshop, variant):
    suffix, write = DRAFTS[variant]
    reader, data = workshop.host.reader_for(suffix), write(SIZE).encode()
    prose = benchmark(lambda: reader.read(reader.decode(data, "a"), suffix))
    assert prose.blocks


@pytest.mark.benchmark(group="scan")
@pytest.mark.parametrize("step", ["folding", "phrases"])
def bench_scan(benchmark, workshop, step):
    ruleset = workshop.ruleset(workshop.config(Path.cwd()))
    reader = workshop.host.reader_for(".md")
    document = read_document(write_markdown(SIZE), path="a.md", reader=reader, suffix=".md", ruleset=ruleset)
    folded = fold(document.prose)
    calls = {
        "folding": partial(fold, document.prose),
        "phrases": partial(document.knowledge.phrasebook.scan, folded.text),
    }
    assert benchmark(calls[step])


@pytest.mark.benchmark(group="one draft")
@pytest.mark.parametrize("variant", DRAFTS)
def bench_draft(benchmark, workshop, variant):
    suffix, write = DRAFTS[variant]
    call = partial(lint_text, workshop, workshop.config(Path.cwd()), Path(f"a{suffix}"), write(SIZE))
    report, failures = benchmark(call)
    assert not failures
    assert report.findings


@pytest.mark.benchmark(group="report of one draft")
@pytest.mark.parametrize("format", ["concise", "json", "sarif", "html"])
def bench_report(benchmark, workshop, format):
    report, _ = lint_text(workshop, workshop.config(Path.cwd()), Path("a.md"), write_markdown(SIZE))
    assert benchmark(render, format, Report((report,)))
