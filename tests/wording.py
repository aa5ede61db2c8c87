"""Rules on shipped checks, written for a test, and what they find in a text."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

from msgspec.structs import replace

from medlint.builtin import rules_folder
from medlint.document import Context
from medlint.findings import lint_source
from medlint.host import Host, load_host
from medlint.model import Finding
from medlint.rulebook import RuleFolder, knowledge_of, load
from medlint.ruleset import Ruleset
from rulefiles import rule_text, write

TODAY = date(2026, 6, 1)
HOST: Host = load_host()
SCOPES_READ = ("negations", "hedges", "aims")  # by is_negated and its like, which are no layer
LAYERS_READ = {
    "lexicons": sorted({id for layer in HOST.layers.values() for id in layer.lexicons}.union(SCOPES_READ)),
    "facts": sorted({id for layer in HOST.layers.values() for id in layer.facts}),
}


@lru_cache(maxsize=8)
def _ruleset(
    check: str, options: tuple[tuple[str, str], ...], files: tuple[tuple[str, str], ...], message: str | None
) -> Ruleset:
    """One rule on `check` in a rule folder that else has only those shipped lexicons and facts that layers read."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for kind, ids in LAYERS_READ.items():
            (folder / kind).mkdir()
            for id in ids:
                shutil.copy(Path(str(rules_folder())) / kind / f"{id}.toml", folder / kind)
        write(folder, **dict(files), claims__test_rule=_rule(check, dict(options), message))
        book = load([RuleFolder(folder, "medlint")], HOST.checks)
    assert [str(error) for error in book.errors if "test-rule" in error.path] == []
    rule = book.rules["test-rule"]
    return Ruleset((rule,), knowledge_of(book, HOST.layers), Context(TODAY), {}, frozenset(book.rules))


def _rule(check: str, options: Mapping[str, str], message: str | None) -> str:
    head = {"message": message} if message else {}
    return rule_text(check=f'"{check}"', options=options, repeats='"report"', **head)


def found(
    check: str,
    options: Mapping[str, str],
    text: str,
    *,
    format: str = "markdown",
    context: Context | None = None,
    message: str | None = None,
    **files: str,
) -> list[Finding]:
    """What a rule of severity `warning` with these options (in TOML) finds in a text."""
    ruleset = _ruleset(check, tuple(options.items()), tuple(files.items()), message)
    reader = HOST.reader_for("", format)
    report, failures = lint_source(
        text, path=f"text{reader.suffixes[0]}", reader=reader, suffix=reader.suffixes[0],
        ruleset=replace(ruleset, context=context or ruleset.context), checks=HOST.checks, owners=HOST.owners,
    )  # fmt: skip
    assert failures == ()
    for finding in report.findings:
        assert text[finding.start : finding.end] == finding.quote
    return list(report.findings)


def quotes(findings: list[Finding]) -> list[str]:
    return [finding.quote for finding in findings]


def fixed(text: str, finding: Finding) -> str:
    """The text with the edits of a finding made."""
    assert finding.fix is not None
    for edit in sorted(finding.fix.edits, key=lambda edit: -edit.start):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text
