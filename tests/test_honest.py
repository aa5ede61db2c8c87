"""Honest texts of hospitals, charities, newsrooms and leaflets, in which no rule of three families may warn.

A line of `tests/honest/*.txt` is one text: its format, a bar, and the text with `\n` for line ends.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from medlint.document import Context
from medlint.findings import lint_source
from medlint.ruleset import Ruleset
from test_promotion import shared

FILES = sorted((Path(__file__).parent / "honest").glob("*.txt"))
FAMILIES = frozenset(("promotion", "structure", "safety"))
ASKED_FOR = frozenset(("missing-byline-or-reviewer", "missing-or-stale-date"))
"""General absences, which only some profiles ask for."""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_honest_is_warned_of(path: Path) -> None:
    setup = shared()
    rules = setup.rulebook.rules.values()
    asked = tuple(rule for rule in rules if rule.family in FAMILIES and rule.id not in ASKED_FOR)
    ruleset = Ruleset(asked, setup.knowledge, Context(setup.today), {}, frozenset(setup.rulebook.rules))
    lines = path.read_text("utf-8").splitlines()
    wrong = []
    for line in lines:
        kind, _, text = line.partition("|")
        source = text.replace("\\n", "\n")
        report, failures = lint_source(
            source, path=f"a.{kind}", reader=setup.host.reader_for(f".{kind}"), suffix=f".{kind}", ruleset=ruleset,
            checks=setup.host.checks, owners=setup.host.owners, partial=True,
        )  # fmt: skip
        assert failures == ()
        wrong += [(found.rule, found.quote, text) for found in report.findings if found.severity != "info"]
    assert wrong == []
    assert len(lines) >= 55
