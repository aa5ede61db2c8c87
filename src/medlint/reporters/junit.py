"""JUnit XML, for the test pages of CI systems: one suite a text, one case a finding.

A finding at or above the text's `fail-on` is a failure; one below it is skipped, so that it can be read without
turning the page red. A text without findings is one case that passes, and what failed is an error.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html import escape
from typing import Final, TypeAlias

from medlint.lazy import lazy_pattern
from medlint.model import SEVERITIES, Failure, FileReport, Finding, Report
from medlint.reporters.escape import printable
from medlint.reporters.places import Setting, path_of, place_of

_ILLEGAL = lazy_pattern("[\ufffe\uffff]")
"""What XML 1.0 refuses besides the controls and halves of pairs that `printable` replaces."""
_Case: TypeAlias = tuple[str, str]
"""The outcome of a case (empty for a pass), and its lines."""
_NAMES: Final = {"failure": "failures", "skipped": "skipped", "error": "errors"}


def render_junit(report: Report, setting: Setting) -> str:
    """The whole document. It has no times: a report of the same texts has the same bytes."""
    suites = [("medlint", [_failed(failure) for failure in report.failures])] if report.failures else []
    suites += [(path_of(file.path, setting), list(_cases(file, setting))) for file in report.files]
    cases = [case for _, members in suites for case in members]
    lines = ['<?xml version="1.0" encoding="utf-8"?>', f"<testsuites{_attributes(name='medlint', **_totals(cases))}>"]
    for name, members in suites:
        lines += [f"  <testsuite{_attributes(name=name, **_totals(members))}>", *(text for _, text in members)]
        lines.append("  </testsuite>")
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _totals(cases: list[_Case]) -> dict[str, str]:
    kinds = Counter(kind for kind, _ in cases)
    return {"tests": str(len(cases)), **{name: str(kinds[kind]) for kind, name in _NAMES.items()}}


def _cases(file: FileReport, setting: Setting) -> Iterator[_Case]:
    name = path_of(file.path, setting)
    gate = setting.gates.get(file.path, "error")
    failing = () if gate == "never" else SEVERITIES[: SEVERITIES.index(gate) + 1]
    for finding in file.findings:
        yield _case(name, finding, "failure" if finding.severity in failing else "skipped")
    if not file.findings:
        yield "", f"    <testcase{_attributes(name='nothing found', classname=name, file=name)}/>"


def _case(name: str, finding: Finding, outcome: str) -> _Case:
    title = f"{finding.rule} at {finding.line}:{finding.column}"
    head = _attributes(name=title, classname=name, file=name, line=str(finding.line))
    kind = {"type": finding.severity} if outcome == "failure" else {}
    words = " ".join(part for part in (finding.message, finding.suggestion) if part)
    result = f"<{outcome}{_attributes(message=words, **kind)}>{_text(_body(name, finding))}</{outcome}>"
    return outcome, f"    <testcase{head}>\n      {result}\n    </testcase>"


def _body(name: str, finding: Finding) -> str:
    about = "the whole text" if finding.scope == "document" else f"“{' '.join(finding.quote.split())}”"
    return f"{name}:{finding.line}:{finding.column}: {finding.severity} {finding.rule}: {about}"


def _failed(failure: Failure) -> _Case:
    head = _attributes(name=place_of(failure), classname="medlint")
    result = f"<error{_attributes(message=failure.error, type=failure.where)}/>"
    return "error", f"    <testcase{head}>\n      {result}\n    </testcase>"


def _attributes(**values: str) -> str:
    return "".join(f' {key}="{_text(value)}"' for key, value in values.items())


def _text(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", escape(printable(text)))
