"""Each layer by itself over a draft of 1,000 words: those that it asks for are there already and cost it nothing."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from medlint.document import Document
from medlint.findings import read_document
from medlint.host import load_host
from medlint.run import Workshop
from texts import write_markdown

SIZE = 6_500
"""Characters: about 1,000 words."""


@cache
def layer_names() -> list[str]:
    return sorted(load_host().layers)


def open_draft(workshop: Workshop) -> Document:
    """The draft with its shadow folded and scanned, and no layer computed."""
    config = workshop.config(Path.cwd())
    reader, ruleset = workshop.host.reader_for(".md"), workshop.ruleset(config)
    document = read_document(write_markdown(SIZE), path="a.md", reader=reader, suffix=".md", ruleset=ruleset)
    for lexicon in document.knowledge.lexicons:
        document.hits(lexicon)
    return document


@pytest.mark.parametrize("name", layer_names())
def bench_layer(benchmark, workshop, name):
    probe = open_draft(workshop)
    probe.layer(name)
    needed = {other: value for other, value in probe._layers.items() if other != name}

    def prepare():
        document = open_draft(workshop)
        document._layers.update(needed)
        return (document, name), {}

    benchmark.group = "layers"
    benchmark.pedantic(Document.layer, setup=prepare, rounds=5, warmup_rounds=1)
