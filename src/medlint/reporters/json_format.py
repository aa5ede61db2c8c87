"""The JSON formats, version 1: the same report gives the same bytes, `seconds` aside."""

from __future__ import annotations

from typing import Any

import msgspec

from medlint import __version__
from medlint.model import SEVERITIES, FileReport, Report

VERSION = 1


def to_dict(report: Report) -> dict[str, Any]:
    """The report as plain dicts, lists, strings and numbers, with the keys in their documented order."""
    return {
        "version": VERSION,
        "tool": {"name": "medlint", "version": __version__},
        "files": [file_to_dict(file) for file in report.files],
        "failures": _plain(report.failures),
        "summary": {
            "files": len(report.files),
            "findings": _count(report),
            "words": sum(file.words for file in report.files),
            "seconds": round(report.seconds, 3),
        },
    }


def file_to_dict(file: FileReport) -> dict[str, Any]:
    """One entry of `files[]`; offsets are characters of the decoded source, half-open."""
    return {
        "path": file.path,
        "format": file.format,
        "words": file.words,
        "findings": _plain(file.findings),
        "suppressed": file.suppressed,
        "notices": _plain(file.notices),
        "summary": _plain(file.summary),
    }


def render_json(report: Report) -> str:
    """The whole report as one indented JSON object and a final line feed."""
    return dump(to_dict(report), indent=2) + "\n"


def render_jsonl(report: Report) -> str:
    """One `files[]` object a line. Failures are not part of it: the command line writes them to stderr."""
    return "".join(dump(file_to_dict(file)) + "\n" for file in report.files)


def _count(report: Report) -> dict[str, int]:
    counts = dict.fromkeys(SEVERITIES, 0)
    for file in report.files:
        for finding in file.findings:
            counts[finding.severity] += 1
    return {str(severity): count for severity, count in counts.items()}


def _plain(value: object) -> Any:
    return _listed(msgspec.to_builtins(value))


def _listed(value: Any) -> Any:
    """`msgspec` leaves tuples as they are; JSON knows lists only, and so should whoever compares the two."""
    if isinstance(value, dict):
        return {key: _listed(item) for key, item in value.items()}
    return [_listed(item) for item in value] if isinstance(value, (list, tuple)) else value


def dump(value: dict[str, Any], indent: int = 0) -> str:
    """A plain value as JSON text, in UTF-8 characters; half a surrogate pair, which UTF-8 lacks, is escaped."""
    try:
        data = msgspec.json.encode(value)
    except UnicodeEncodeError:
        return _dump_surrogates(value, indent)
    return (msgspec.json.format(data, indent=indent) if indent else data).decode()


def _dump_surrogates(value: dict[str, Any], indent: int) -> str:
    """The same layout where a string holds half a surrogate pair, as an undecodable file name does: UTF-8 has none."""
    import json
    import re

    separators = (",", ": ") if indent else (",", ":")
    text = json.dumps(value, ensure_ascii=False, indent=indent or None, separators=separators)
    return re.sub("[\ud800-\udfff]", lambda half: f"\\u{ord(half.group()):04x}", text)
