"""SARIF 2.1.0 (OASIS, 2020), for code scanning and for viewers in editors.

Columns count characters, which SARIF calls `unicodeCodePoints`. Paths are relative to the top folder of the
repository, `%SRCROOT%`, whose own place is left out: the same texts give the same bytes on any machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from medlint import __version__
from medlint.model import Failure, FileReport, Finding, Notice, Related, Report
from medlint.reporters.escape import printable
from medlint.reporters.identity import numbered
from medlint.reporters.json_format import dump
from medlint.reporters.places import Setting, path_of, place_in, told, uri_of
from medlint.reporters.regions import KnownLines, know_lines, region_of
from medlint.reporters.rule_help import LEVELS, describe_rule, find_docs
from medlint.reporters.sarif_text import escape_label, escape_message

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
ROOT: Final = "%SRCROOT%"
FINGERPRINT: Final = "medlintFingerprint/v1"
"""Our own name. `primaryLocationLineHash` belongs to GitHub's upload, which complains of every value not its own."""
_ROOT_IS: Final = "The top folder of the repository; without one, the folder in which medlint ran."


def render_sarif(report: Report, setting: Setting) -> str:
    """The whole log as indented JSON."""
    return dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report, setting)]}, indent=2) + "\n"


def _run(report: Report, setting: Setting) -> dict[str, Any]:
    rules = _rules(report, setting)
    kinds = sorted({str(note["descriptor"]["id"]) for note in _notifications(report, setting)})
    numbers = {str(rule["id"]): number for number, rule in enumerate(rules)}
    return {
        "tool": {
            "driver": {
                "name": "medlint",
                "semanticVersion": __version__,
                "rules": rules,
                "notifications": [{"id": kind} for kind in kinds],
            }
        },
        "invocations": [
            {
                "executionSuccessful": not report.failures,
                "toolExecutionNotifications": list(_notifications(report, setting)),
            }
        ],
        "originalUriBaseIds": {ROOT: {"description": {"text": _ROOT_IS}}},
        "artifacts": [
            {"location": _artifact(file.path, setting), "roles": ["analysisTarget"]} for file in report.files
        ],
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "results": [result for file in report.files for result in _results(file, setting, numbers)],
    }


def _rules(report: Report, setting: Setting) -> list[dict[str, Any]]:
    """The rules that speak in the report, by id; of one that is not known here, its id."""
    spoken = sorted({finding.rule for file in report.files for finding in file.findings})
    docs = find_docs() if spoken else ""
    return [describe_rule(setting.rules[id], docs) if id in setting.rules else {"id": id} for id in spoken]


def _artifact(path: str, setting: Setting) -> dict[str, str]:
    place = uri_of(path_of(path, setting))
    return {"uri": place} if place.startswith("file:") else {"uri": place, "uriBaseId": ROOT}


def _results(file: FileReport, setting: Setting, numbers: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    artifact, lines = _artifact(file.path, setting), know_lines(file)
    for finding, name in numbered(file):
        related = [_related(number, one, file, lines, artifact) for number, one in enumerate(finding.related, 1)]
        result = {
            "ruleId": finding.rule,
            "ruleIndex": numbers[finding.rule],
            "level": LEVELS[finding.severity],
            "message": {"text": _message(finding)},
            "locations": [_location(artifact, region_of(finding))],
            "partialFingerprints": {FINGERPRINT: name},
            "properties": {"family": finding.family, "confidence": finding.confidence, "scope": finding.scope},
        }
        if related:
            result["relatedLocations"] = related
        if finding.fix and finding.fix.safe:
            result["fixes"] = [_fix(finding, lines, artifact)]
        yield result


def _location(artifact: Mapping[str, Any], region: Mapping[str, Any]) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": artifact, **({"region": region} if region else {})}}


def _message(finding: Finding) -> str:
    """What is wrong and what to do, then links to the places that explain it: viewers show only those linked to."""
    parts = [escape_message(printable(finding.message))]
    if finding.suggestion:
        parts.append(escape_message(printable(finding.suggestion)))
    if finding.related:
        labels = (escape_label(printable(one.message)) for one in finding.related)
        parts.append(f"See {', '.join(f'[{label}]({number})' for number, label in enumerate(labels, 1))}.")
    return " ".join(parts)


def _related(
    number: int, one: Related, file: FileReport, lines: KnownLines, artifact: Mapping[str, Any]
) -> dict[str, Any]:
    """A place that explains a finding; where only its line is known, that whole line."""
    region = lines.region(one.start, one.end)
    if "startLine" not in region and one.start in file.places:
        region = {"startLine": file.places[one.start]}
    return {"id": number, **_location(artifact, region), "message": {"text": escape_message(printable(one.message))}}


def _fix(finding: Finding, lines: KnownLines, artifact: Mapping[str, Any]) -> dict[str, Any]:
    edits = finding.fix.edits if finding.fix else ()
    changes = [
        {"deletedRegion": lines.region(edit.start, edit.end), "insertedContent": {"text": edit.text}} for edit in edits
    ]
    words = finding.suggestion or "Make this change; it keeps the meaning."
    return {
        "description": {"text": escape_message(printable(words))},
        "artifactChanges": [{"artifactLocation": artifact, "replacements": changes}],
    }


def _notifications(report: Report, setting: Setting) -> Iterator[dict[str, Any]]:
    """What failed, then what there is to say that is no finding."""
    yield from (_failed(failure, setting) for failure in report.failures)
    for file in report.files:
        yield from (_noted(notice, _artifact(file.path, setting)) for notice in file.notices)
    yield from (_said("message", message) for message in report.messages)


def _failed(failure: Failure, setting: Setting) -> dict[str, Any]:
    path, line = place_in(failure)
    where = [_location(_artifact(path, setting), {"startLine": line} if line else {})] if path else []
    return _said("failure", told(failure), where, level="error")


def _noted(notice: Notice, artifact: Mapping[str, Any]) -> dict[str, Any]:
    return _said(notice.kind, notice.message, [_location(artifact, {"startLine": notice.line} if notice.line else {})])


def _said(kind: str, text: str, where: Iterable[dict[str, Any]] = (), level: str = "note") -> dict[str, Any]:
    places = {"locations": list(where)} if where else {}
    return {"descriptor": {"id": kind}, "level": level, "message": {"text": escape_message(printable(text))}, **places}
