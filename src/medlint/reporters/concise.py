"""One line a finding, `path:line:column: severity rule: message`, for grep and for editors that parse it."""

from __future__ import annotations

from medlint.model import Failure, FileReport, Finding, Report
from medlint.reporters.escape import printable
from medlint.reporters.places import Setting, place_of


def render_concise(report: Report, _setting: Setting | None = None) -> str:
    """The findings in the order of the report, then a line for each failure; empty where there are none."""
    found = "".join(_line(file, finding) for file in report.files for finding in file.findings)
    return found + "".join(map(_failed, report.failures))


def _line(file: FileReport, finding: Finding) -> str:
    place = f"{file.path}:{finding.line}:{finding.column}"
    return printable(f"{place}: {finding.severity} {finding.rule}: {finding.message}") + "\n"


def _failed(failure: Failure) -> str:
    return printable(f"{place_of(failure)}: failure: {failure.error}") + "\n"
