"""The verdict with its reasons, how often each family speaks, and how much of the text looks spun."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from medlint.document import Document
from medlint.model import FAMILIES, Finding

REASONS = 3
"""At most so many reasons: more is a list, not a reason."""
STRONGEST = 5
"""So many spun phrases are named."""
SPUN_WEIGHTS = {"error": 1.0, "warning": 0.5, "info": 0.25}
"""What a finding of the family `spun` adds to the index; a weak signal counts a quarter of a sure one (a proposal)."""


def verdict(findings: Sequence[Finding]) -> str:
    """`must-fix` with any error, `look-again` with any warning, else `nothing-found`."""
    severities = {finding.severity for finding in findings}
    if "error" in severities:
        return "must-fix"
    return "look-again" if "warning" in severities else "nothing-found"


def reasons(findings: Sequence[Finding]) -> list[str]:
    """The rules that decide the verdict, commonest first, with their counts: `hype (3)`."""
    grave = {"must-fix": "error", "look-again": "warning"}.get(verdict(findings))
    counts = Counter(finding.rule for finding in findings if finding.severity == grave)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [f"{rule} ({count})" for rule, count in ranked[:REASONS]]


def rates(document: Document, findings: Sequence[Finding]) -> dict[str, float]:
    """Findings per 1,000 words of each family that has any, to one place; empty for a text without words."""
    counts = Counter(finding.family for finding in findings)
    order = [*(name for name in FAMILIES if name in counts), *sorted(counts.keys() - set(FAMILIES))]
    return {family: round(1000 * counts[family] / document.words, 1) for family in order if document.words}


def spun_index(document: Document, findings: Sequence[Finding]) -> float:
    """Weighted findings of the family `spun` per 100 words, rounded to two places; 0 for a text without words."""
    weight = sum(SPUN_WEIGHTS[finding.severity] for finding in findings if finding.family == "spun")
    return round(100 * weight / document.words, 2) if document.words else 0.0


def spun_phrases(findings: Sequence[Finding]) -> list[dict[str, object]]:
    """The strongest spun phrases, each once, with what was probably meant where a fix says it."""
    spun = [finding for finding in findings if finding.family == "spun" and finding.scope == "span"]
    ranked = sorted(spun, key=lambda finding: (-SPUN_WEIGHTS[finding.severity], finding.start, finding.rule))
    told = {finding.quote.casefold(): finding for finding in reversed(ranked)}
    kept = sorted(told.values(), key=ranked.index)[:STRONGEST]
    return [
        {"quote": finding.quote, "line": finding.line, "rule": finding.rule, "likely": _likely(finding)}
        for finding in kept
    ]


def _likely(finding: Finding) -> str | None:
    return finding.fix.edits[0].text if finding.fix and len(finding.fix.edits) == 1 else None
