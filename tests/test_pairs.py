"""Minimal pairs: texts that differ in one thing only; a rule must flag the first and leave the second alone."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from medlint.document import Context
from medlint.findings import lint_source
from medlint.model import Finding
from medlint.ruleset import Ruleset
from medlint.testing import Setup, open_setup

FOLDER = Path(__file__).parent / "pairs"
KINDS = {"caveat", "species", "source", "mark", "wording"}
PAIRS = [
    pytest.param(path.stem, pair, id=f"{path.stem}-{number}")
    for path in sorted(FOLDER.glob("*.toml"))
    for number, pair in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["pair"], 1)
]


@pytest.fixture(scope="module")
def setup() -> Setup:
    return open_setup()


def find(text: str, rule: str, markup: str, setup: Setup) -> tuple[Finding, ...]:
    chosen = setup.rulebook.rules[rule]
    ruleset = Ruleset((chosen,), setup.knowledge, Context(setup.today), {}, frozenset(setup.rulebook.rules))
    reader = setup.host.reader_for("", markup)
    report, failures = lint_source(
        text, path=f"pair{reader.suffixes[0]}", reader=reader, suffix=reader.suffixes[0], ruleset=ruleset,
        checks=setup.host.checks, owners=setup.host.owners, partial=True,
    )  # fmt: skip
    assert failures == ()
    return report.findings


@pytest.mark.parametrize(("rule", "pair"), PAIRS)
def test_a_rule_tells_the_texts_of_a_pair_apart(rule: str, pair: dict[str, Any], setup: Setup) -> None:
    markup = pair.get("format", "markdown")
    assert pair["differs"] in KINDS
    assert find(pair["bad"], rule, markup, setup), "the bad text is not flagged"
    assert [finding.quote for finding in find(pair["good"], rule, markup, setup)] == [], "the good text is flagged"
