"""Workflow commands of GitHub Actions: one annotation a finding, as many as GitHub shows, the gravest first.

GitHub shows 10 errors, 10 warnings and 10 notices of a step and drops the rest in silence; here the rest is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from medlint.lazy import lazy_pattern
from medlint.model import Failure, FileReport, Finding, Notice, Report, Severity
from medlint.reporters.escape import printable
from medlint.reporters.places import Setting, path_of, place_in, told
from medlint.reporters.ranking import Placed, count, rank

SHOWN: Final = 10
"""So many annotations of a kind are shown of one step (GitHub, limits of workflow commands)."""
_COMMANDS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "info": "notice"}
_BREAK = lazy_pattern(r"([\r\n])")
_BROKEN: Final = "medlint could not do all of its job"


def render_github(report: Report, setting: Setting) -> str:
    """One command a line: failures, findings from the gravest down, notices, and what there was no room for."""
    failures = report.failures[:SHOWN]
    room = {"error": SHOWN - len(failures), "warning": SHOWN, "info": SHOWN - 1}  # one notice is kept for the rest
    shown, left = _divide(rank(report), room)
    notices = [(file, notice) for file in report.files for notice in file.notices]
    fitting = notices[: room["info"] - sum(finding.severity == "info" for _, finding in shown)]
    lines = [
        *(_failed(failure, setting) for failure in failures),
        *(_annotation(file, finding, setting) for file, finding in shown),
        *(_noted(file, notice, setting) for file, notice in fitting),
        *_rest(report.failures[SHOWN:], [finding for _, finding in left], len(notices) - len(fitting)),
    ]
    return "".join(f"{line}\n" for line in lines)


def _divide(ranked: Sequence[Placed], room: dict[str, int]) -> tuple[list[Placed], list[Placed]]:
    """What GitHub shows, and the rest."""
    shown: list[Placed] = []
    left: list[Placed] = []
    taken = dict.fromkeys(room, 0)
    for one in ranked:
        severity = one[1].severity
        fits = taken[severity] < room[severity]
        taken[severity] += fits
        (shown if fits else left).append(one)
    return shown, left


def _annotation(file: FileReport, finding: Finding, setting: Setting) -> str:
    """Columns are for findings within one line: GitHub refuses them elsewhere."""
    properties: dict[str, object] = {"file": path_of(file.path, setting), "line": finding.line}
    if finding.end_line == finding.line:
        properties |= {"endLine": finding.line, "col": finding.column, "endColumn": finding.end_column}
    else:
        properties |= {"endLine": finding.end_line}
    properties["title"] = f"{finding.rule} ({finding.severity}, confidence {finding.confidence})"
    advice = (finding.suggestion,) if finding.suggestion else ()
    return _command(_COMMANDS[finding.severity], properties, (finding.message, *advice))


def _failed(failure: Failure, setting: Setting) -> str:
    path, line = place_in(failure)
    place: dict[str, object] = {"file": path_of(path, setting)} if path else {}
    return _command("error", {**place, **({"line": line} if line else {}), "title": _BROKEN}, (told(failure),))


def _noted(file: FileReport, notice: Notice, setting: Setting) -> str:
    properties = {"file": path_of(file.path, setting), "line": notice.line or 1, "title": notice.kind}
    return _command("notice", properties, (notice.message,))


def _rest(failures: Sequence[Failure], findings: Iterable[Finding], notices: int) -> list[str]:
    """The line that says what is not shown, where there is such."""
    broken = f"{len(failures)} more failures" if failures else ""
    remarks = f"{notices} more notices of medlint" if notices else ""
    parts = [part for part in (broken, count(findings), remarks) if part]
    if not parts:
        return []
    words = f"Not annotated, since GitHub shows {SHOWN} of a kind for each step: {', '.join(parts)}."
    return [_command("notice", {"title": "medlint"}, (words, "The job summary lists the gravest; SARIF holds all."))]


def _command(name: str, properties: dict[str, object], lines: Iterable[str]) -> str:
    told_of = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{name} {told_of}::{'%0A'.join(_data(printable(line)) for line in lines)}"


def _data(text: str) -> str:
    """As the runner decodes it (actions/runner, ActionCommand): `%` first, then line breaks."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A value of a property. Line breaks in a file name stay what they are; other controls are shown."""
    pieces = (piece if _BREAK.fullmatch(piece) else printable(piece) for piece in re.split("([\r\n])", text))
    return _data("".join(pieces)).replace(":", "%3A").replace(",", "%2C")
