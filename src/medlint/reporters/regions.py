"""Places in a text as SARIF wants them: lines and columns where they are known, character offsets always."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

from msgspec import Struct

from medlint.model import FileReport, Finding


class KnownLines(Struct, frozen=True):
    """The lines of a text that findings stand on: where each starts in the source, its number and its length."""

    starts: tuple[int, ...]
    numbers: tuple[int, ...]
    lengths: tuple[int, ...]

    def region(self, start: int, end: int) -> dict[str, int]:
        """A half-open span of the source; with line and columns (1-based, in characters) if it is on a known line."""
        offsets = {"charOffset": start, "charLength": end - start}
        at = bisect_right(self.starts, start) - 1
        if at < 0 or end > self.starts[at] + self.lengths[at]:
            return offsets
        line, first = self.numbers[at], self.starts[at]
        columns = {"startColumn": start - first + 1, "endLine": line, "endColumn": end - first + 1}
        return {"startLine": line, **columns, **offsets}


def know_lines(file: FileReport) -> KnownLines:
    """The lines whose start a finding of the file gives away."""
    known = {
        finding.start - finding.column + 1: (finding.line, len(file.lines[finding.line]))
        for finding in file.findings
        if finding.line in file.lines
    }
    starts = tuple(sorted(known))
    return KnownLines(starts, tuple(known[at][0] for at in starts), tuple(known[at][1] for at in starts))


def region_of(finding: Finding) -> dict[str, Any]:
    """The region of a finding, with the words it marks."""
    return {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
        "charOffset": finding.start,
        "charLength": finding.end - finding.start,
        "snippet": {"text": finding.quote},
    }
