"""What an editor wants first of one text: the verdict and its reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from medlint.document import Document
from medlint.model import Finding

REASONS = 3
"""At most so many reasons: more is a list, not a reason."""


def summarise(document: Document, findings: Sequence[Finding]) -> Mapping[str, object]:
    """The `summary` object of `interface.md` for one text, after selection and allowances."""
    return {
        "verdict": verdict(findings),
        "reasons": reasons(findings),
        "language": document.layer("language"),
        "spun_index": 0.0,
        "studies": [],
        "criteria": {},
        "credited": [],
    }


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
