"""Which findings come first where there is room for a few: the gravest, then the surest, then as they stand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypeAlias

from medlint.model import CONFIDENCES, SEVERITIES, FileReport, Finding, Report, Severity

Placed: TypeAlias = tuple[FileReport, Finding]
"""A finding with the file that it stands in."""
_PLURALS: Final[dict[Severity, tuple[str, str]]] = {
    "error": ("error", "errors"),
    "warning": ("warning", "warnings"),
    "info": ("note", "notes"),
}


def rank(report: Report) -> list[Placed]:
    """All findings of a report, gravest first."""
    placed = [(file, finding) for file in report.files for finding in file.findings]
    return sorted(placed, key=lambda one: (SEVERITIES.index(one[1].severity), CONFIDENCES.index(one[1].confidence)))


def count(findings: Iterable[Finding]) -> str:
    """How many there are of each severity: `2 errors, 1 note`; empty where there are none."""
    severities = [finding.severity for finding in findings]
    numbers = {severity: severities.count(severity) for severity in SEVERITIES}
    return ", ".join(f"{number:,} {_PLURALS[key][number != 1]}" for key, number in numbers.items() if number)
