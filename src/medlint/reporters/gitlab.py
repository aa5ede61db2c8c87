"""GitLab's Code Quality report: one entry a finding, each with a fingerprint of its own that holds from run to run."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from medlint.model import Failure, FileReport, Finding, Report, Severity
from medlint.reporters.escape import printable
from medlint.reporters.identity import digest, numbered
from medlint.reporters.json_format import harmless
from medlint.reporters.places import Setting, path_of, place_in, told

SEVERITY: Final[dict[Severity, str]] = {"error": "major", "warning": "minor", "info": "info"}
"""GitLab's names; `blocker` is kept for what medlint could not do."""
_FAILED: Final = "medlint-failure"


def render_gitlab(report: Report, setting: Setting) -> str:
    """One JSON array. What failed comes first, as a blocker that says so: an empty report would look like a pass."""
    entries = [_failed(failure, setting) for failure in dict.fromkeys(report.failures)]
    entries += [_entry(file, finding, name, setting) for file in report.files for finding, name in numbered(file)]
    return harmless(msgspec.json.format(msgspec.json.encode(entries), indent=2)).decode() + "\n"


def _entry(file: FileReport, finding: Finding, name: str, setting: Setting) -> dict[str, Any]:
    """The rule stands in the description, too: GitLab does not show `check_name`."""
    path = path_of(file.path, setting)
    advice = f" {finding.suggestion}" if finding.suggestion else ""
    return {
        "description": printable(f"{finding.rule}: {finding.message}{advice}"),
        "check_name": finding.rule,
        "fingerprint": digest((path, finding.rule, name)),
        "severity": SEVERITY[finding.severity],
        "location": {"path": _name(path), "lines": {"begin": finding.line, "end": finding.end_line}},
    }


def _failed(failure: Failure, setting: Setting) -> dict[str, Any]:
    place, line = place_in(failure)
    path = path_of(place, setting) if place else "."
    return {
        "description": printable(f"medlint could not do all of its job: {told(failure)}"),
        "check_name": _FAILED,
        "fingerprint": digest((_FAILED, path, failure.where, failure.error)),
        "severity": "blocker",
        "location": {"path": _name(path), "lines": {"begin": line or 1}},
    }


def _name(path: str) -> str:
    """A path that UTF-8 can hold: bytes of a file name that are none are shown as GitLab would show them."""
    return path.encode("utf-8", "replace").decode("utf-8") if not path.isascii() else path
