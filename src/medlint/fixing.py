"""Safe fixes: choose, apply, lint again until none is left, and write a file without ever losing one."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from stat import S_IMODE
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from medlint.errors import ConfigError, SourceError
from medlint.model import Edit, Failure, FileReport, Finding, Fix, Report
from medlint.readers.decoding import encode_like
from medlint.ruleset import Ruleset
from medlint.run import Workshop, lint_text, read_bytes

ROUNDS: Final = 10
"""A text is fixed and linted again so many times; fixes that have not settled by then undo each other."""


class Fixed(Struct, frozen=True):
    """What fixing came to for one text: it `before` and `after`, the bytes to write, and how many fixes were made.

    `report` and `failures` are of the text afterwards.
    """

    path: str
    before: str
    after: str
    data: bytes
    made: int
    report: FileReport
    failures: tuple[Failure, ...] = ()

    @property
    def left(self) -> int:
        """How many safe fixes are left in the text."""
        return sum(is_safe(finding) for finding in self.report.findings)


def is_safe(finding: Finding) -> bool:
    """Whether a finding has a fix that cannot change the meaning."""
    return finding.fix is not None and finding.fix.safe


def fix_files(report: Report, workshop: Workshop, *, write: bool) -> tuple[Report, list[Fixed]]:
    """Fix the files of a report that have safe fixes; the report of what is left, and what was done.

    Without `write` nothing is written, and the report says of the files what it said. A file that cannot be fixed is a
    `Failure` and stays as it is.
    """
    files: list[FileReport] = []
    failures: list[Failure] = []
    done: list[Fixed] = []
    for file in report.files:
        left = file
        if any(map(is_safe, file.findings)):
            try:
                fixed = _fix_file(Path(file.path), workshop, write=write)
                done.append(fixed)
                left = fixed.report if write else file
                failures += fixed.failures
            except (SourceError, ConfigError) as error:
                failures.append(Failure("fix", file.path, error.message))
        files.append(left)
    told = tuple(dict.fromkeys((*report.failures, *failures)))
    return replace(report, files=tuple(files), failures=told), done


def _fix_file(path: Path, workshop: Workshop, *, write: bool) -> Fixed:
    """Fix one file. What is judged is what is read here, and what is replaced is what was read here."""
    if path.suffix.lower() not in workshop.host.suffixes:
        raise SourceError("medlint fixes only files of the types that it knows", path=str(path))
    limit = workshop.config(Path.cwd() / path).max_file_size
    data = read_bytes(path, limit)
    fixed = fix_text(data, path, workshop)
    if write and fixed.data != data:
        replace_file(path, data, fixed.data)
    return fixed


def fix_text(data: bytes, path: Path, workshop: Workshop) -> Fixed:
    """Fix the text that some bytes hold, as the file `path`; nothing is written.

    Raises SourceError where it cannot be read, its fixes never settle, or its encoding cannot be written; ConfigError.
    """
    config = workshop.config(Path.cwd() / path)
    source = workshop.host.reader_for(path.suffix).decode(data, str(path))
    every = _uncapped(workshop.ruleset(config))
    text, made = source, 0
    for _ in range(ROUNDS):
        found = lint_text(workshop, config, path, text, every)[0].findings
        fixes = choose(found, text)
        if not fixes:
            break
        text, made = apply(fixes, text), made + len(fixes)
    else:
        raise SourceError(f"its fixes do not settle in {ROUNDS} rounds; nothing was changed", path=str(path))
    report, failures = lint_text(workshop, config, path, text)
    return Fixed(path.as_posix(), source, text, encode_as(data, source, text, path), made, report, failures)


def choose(findings: Iterable[Finding], text: str) -> list[Fix]:
    """The safe fixes that can be made at once, in order: of two that touch or overlap, the first.

    One that would change nothing, or whose edits do not fit the text or each other, is left out.
    """
    fixes = (finding.fix for finding in findings if finding.fix and finding.fix.safe)
    chosen: list[Fix] = []
    done = -1
    for fix in sorted(fixes, key=lambda fix: _reach(fix.edits)):
        start, end = _reach(fix.edits)
        changes = any(text[edit.start : edit.end] != edit.text for edit in fix.edits)
        if start > done and end <= len(text) and changes and _is_sound(fix.edits):
            chosen.append(fix)
            done = end
    return chosen


def apply(fixes: Sequence[Fix], text: str) -> str:
    """The text with all edits of some fixes made; their places (source offsets) do not overlap."""
    parts: list[str] = []
    done = 0
    for edit in sorted((edit for fix in fixes for edit in fix.edits), key=lambda edit: edit.start):
        parts += (text[done : edit.start], edit.text)
        done = edit.end
    return "".join((*parts, text[done:]))


def _reach(edits: Sequence[Edit]) -> tuple[int, int]:
    """From the first to the last place that edits touch."""
    return min(edit.start for edit in edits), max(edit.end for edit in edits)


def _is_sound(edits: Sequence[Edit]) -> bool:
    """Whether edits are spans, and apart from each other."""
    ordered = sorted(edits, key=lambda edit: edit.start)
    spans = all(0 <= edit.start <= edit.end for edit in ordered)
    return spans and all(one.end < other.start for one, other in pairwise(ordered))


def _uncapped(ruleset: Ruleset) -> Ruleset:
    """The same rules without their caps: what a report leaves out for brevity is fixed with the rest."""
    return replace(ruleset, rules=tuple(replace(rule, cap=sys.maxsize) for rule in ruleset.rules))


def encode_as(data: bytes, source: str, text: str, path: Path) -> bytes:
    """The bytes of a text as the file with `data`, decoded to `source`, writes them.

    Raises SourceError where that is not possible.
    """
    try:
        encoded = encode_like(data, source, text)
    except UnicodeEncodeError as error:
        lost = error.object[error.start]
        raise SourceError(f"its encoding has no “{lost}”, which a fix would write", path=str(path)) from error
    if encoded is None:
        raise SourceError("its encoding cannot be written back unchanged; save it as UTF-8", path=str(path))
    return encoded


def replace_file(path: Path, before: bytes, after: bytes) -> None:
    """Replace the content of a file in one step; a link stays a link, and permissions stay as they are.

    Raises SourceError where the file may not be written, or no longer holds `before`.
    """
    from tempfile import mkstemp

    place = Path(os.path.realpath(path))
    try:
        _refuse_unwritable(place)
        handle, name = mkstemp(prefix=".medlint-", dir=place.parent)
        new = Path(name)
        try:
            _write_new(handle, new, after, place)
            if place.read_bytes() != before:
                raise SourceError("has changed since it was read; nothing was written", path=str(path))
            new.replace(place)
        finally:
            new.unlink(missing_ok=True)
    except OSError as error:
        raise SourceError(f"cannot be written: {error.strerror or error}", path=str(path)) from error


def _refuse_unwritable(place: Path) -> None:
    status = place.stat()
    if not status.st_mode & 0o222 or not os.access(place, os.W_OK):
        raise SourceError("is read-only; nothing was written", path=str(place))
    if status.st_nlink > 1:
        raise SourceError("has another name (a hard link), which would keep the old text", path=str(place))


def _write_new(handle: int, new: Path, data: bytes, like: Path) -> None:
    """Write the new file beside the old one, down to the disk, with its permissions and, where allowed, its owner."""
    from contextlib import suppress

    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(handle)
    status = like.stat()
    if hasattr(os, "chown"):
        with suppress(PermissionError):
            os.chown(new, status.st_uid, status.st_gid)
    new.chmod(S_IMODE(status.st_mode))


def diff(fixed: Fixed) -> str:
    """The change as a unified diff that `patch -p0` takes; empty if nothing changes. Lines end at LF."""
    from difflib import unified_diff

    name = fixed.path.encode("utf-8", "backslashreplace").decode("utf-8")
    before, after = (_lines(text) for text in (fixed.before, fixed.after))
    lines = unified_diff(before, after, name, name)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(text: str) -> list[str]:
    """The lines with their line feeds; `splitlines` would end lines at characters that other programs do not."""
    lines = text.split("\n")
    return [f"{line}\n" for line in lines[:-1]] + lines[-1:] * bool(lines[-1])
