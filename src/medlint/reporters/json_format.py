"""The JSON formats, version 1: the same report gives the same bytes, `seconds` aside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from medlint import __version__
from medlint.lazy import lazy_pattern
from medlint.model import SEVERITIES, FileReport, Notice, Report
from medlint.reporters.places import Setting, place_in, told

VERSION = 1

_OBEYED = lazy_pattern(rb"\x7f|\xc2[\x80-\x9f]|\xe2\x80[\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9]")
"""In UTF-8: DEL, the C1 controls, line and paragraph separators, and the characters that turn the order around."""


def to_dict(report: Report) -> dict[str, Any]:
    """The report as plain dicts, lists, strings and numbers, with the keys in their documented order."""
    plain: dict[str, Any] = _plain(_report(report))
    return plain


def _report(report: Report) -> dict[str, Any]:
    """The object of a report; what is in it are still values of ours, which can be written as they are."""
    return _outside(report, [_file(file) for file in report.files])


def _outside(report: Report, files: Sequence[object]) -> dict[str, Any]:
    """The object of a report, with `files` as its files."""
    return {
        "version": VERSION,
        "tool": {"name": "medlint", "version": __version__},
        "files": files,
        "failures": report.failures,
        "summary": {
            "files": len(report.files),
            "findings": _count(report),
            "words": sum(file.words for file in report.files),
            "seconds": round(report.seconds, 3),
        },
    }


def _file(file: FileReport) -> dict[str, Any]:
    return {
        "path": file.path,
        "format": file.format,
        "words": file.words,
        "findings": file.findings,
        "suppressed": file.suppressed,
        "notices": file.notices,
        "summary": file.summary,
    }


def render_json(report: Report, _setting: Setting | None = None) -> str:
    """The whole report as one indented JSON object and a final line feed."""
    return b"".join(encode_json(report)).decode()


def encode_json(report: Report) -> Iterator[bytes]:
    """The same as bytes, text by text: all at once, those of a large run take more room than its findings."""
    begin, files, end = _encode(_outside(report, []), indent=2).partition(b'"files": []')
    if not report.files:
        yield begin + files + end + b"\n"
        return
    yield begin + b'"files": ['
    for number, file in enumerate(report.files):
        yield b",\n    " if number else b"\n    "
        yield _encode(_file(file), indent=2).replace(b"\n", b"\n    ")
    yield b"\n  ]" + end + b"\n"


def render_jsonl(report: Report, _setting: Setting | None = None) -> str:
    """One `files[]` object a line.

    What failed is a notice of kind `failure` in the line of its text; what has no text gets a line of its own, last,
    with no findings and an empty summary. A reader of the lines alone cannot take a broken run for a clean one.
    """
    return "".join(dump(_file(file)) + "\n" for file in _with_failures(report))


def _with_failures(report: Report) -> list[FileReport]:
    notices: dict[str, list[Notice]] = {}
    known = {file.path for file in report.files}
    for failure in report.failures:
        path, line = (failure.path, None) if failure.path in known else place_in(failure)
        notices.setdefault(path, []).append(Notice("failure", told(failure), line))
    files = [
        replace(file, notices=(*file.notices, *notices.pop(file.path, ()))) if file.path in notices else file
        for file in report.files
    ]
    return files + [FileReport(path, "", 0, (), notices=tuple(failed)) for path, failed in sorted(notices.items())]


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
    """A value as JSON text, in UTF-8 characters; half a surrogate pair, which UTF-8 lacks, is escaped."""
    return _encode(value, indent).decode()


def _encode(value: dict[str, Any], indent: int) -> bytes:
    try:
        data = msgspec.json.encode(value)
    except UnicodeEncodeError:
        return harmless(_dump_surrogates(_plain(value), indent).encode())
    return harmless(msgspec.json.format(data, indent=indent) if indent else data)


def harmless(text: bytes) -> bytes:
    """JSON with the controls and marks of direction escaped that JSON may hold raw and a terminal would obey."""
    return _OBEYED.sub(lambda found: f"\\u{ord(found.group().decode()):04x}".encode(), text)


def _dump_surrogates(value: dict[str, Any], indent: int) -> str:
    """The same layout where a string holds half a surrogate pair, as an undecodable file name does: UTF-8 has none."""
    import json
    import re

    separators = (",", ": ") if indent else (",", ":")
    text = json.dumps(value, ensure_ascii=False, indent=indent or None, separators=separators)
    return re.sub("[\ud800-\udfff]", lambda half: f"\\u{ord(half.group()):04x}", text)
