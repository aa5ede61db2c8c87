"""One line a finding, `path:line:column: severity rule: message`, for grep and for editors that parse it."""

from __future__ import annotations

from medlint.model import FileReport, Finding, Report
from medlint.reporters.escape import printable


def render_concise(report: Report) -> str:
    """The findings alone, in the order of the report; the empty string where there are none."""
    return "".join(_line(file, finding) for file in report.files for finding in file.findings)


def _line(file: FileReport, finding: Finding) -> str:
    place = f"{file.path}:{finding.line}:{finding.column}"
    return printable(f"{place}: {finding.severity} {finding.rule}: {finding.message}") + "\n"
