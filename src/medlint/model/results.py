"""What comes out of a run: matches in prose offsets, findings in source offsets, reports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from msgspec import Struct

from medlint.model.text import Notice
from medlint.model.words import Confidence, Severity


class Related(Struct, frozen=True, gc=False):
    """A place that explains a match: prose offsets in a `Match`, source offsets in a `Finding`."""

    start: int
    end: int
    message: str


class Edit(Struct, frozen=True, gc=False):
    """Replace a span by `text`: prose offsets in a `Match`, source offsets in a `Fix`."""

    start: int
    end: int
    text: str


class Match(Struct, frozen=True):
    """What a check reports: a prose span inside one block, and how it differs from the rule's defaults.

    `step` moves the severity: +1 is graver, -1 lighter. `note` is a sentence added to the message. `fields` fill the
    placeholders of the rule's message (`{quote}` is always there). `edits` is a fix, `safe` if it cannot change
    meaning. `in_source`: offsets are source offsets (for what has no place in the prose, such as a link's target).
    `confidence` is the most that the finding has: the rule's, where that is less.
    """

    start: int
    end: int
    scope: Literal["span", "document"] = "span"
    step: int = 0
    note: str = ""
    related: tuple[Related, ...] = ()
    suggestion: str | None = None
    edits: tuple[Edit, ...] = ()
    safe: bool = False
    fields: Mapping[str, str] = {}
    in_source: bool = False
    confidence: Confidence = "high"


class Fix(Struct, frozen=True):
    """Edits in source offsets that together mend a finding."""

    safe: bool
    edits: tuple[Edit, ...]


class Finding(Struct, frozen=True):
    """One place where a rule says something. Source offsets; lines and columns are 1-based, columns in characters.

    `fingerprint` names it from one run to the next; `fingerprints` are those of all its places, its own first, where
    the same words in several places are one finding.
    """

    rule: str
    family: str
    severity: Severity
    confidence: Confidence
    message: str
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    quote: str
    scope: Literal["span", "document"] = "span"
    suggestion: str | None = None
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    fingerprint: str = ""
    fingerprints: tuple[str, ...] = ()


class Failure(Struct, frozen=True, gc=False):
    """Something of medlint's own that broke: never dressed as a finding, always exit code 2."""

    where: str
    path: str
    error: str


class FileReport(Struct, frozen=True):
    """All that is known about one text after a run.

    `lines` are the source lines that findings stand on, by number; `places` gives the line number of every source
    offset at which a related place starts. `found` is what was found, allowances aside, before the same words became
    one finding and rules were capped (empty where that changed nothing): what was there before can be taken out of it.
    `weights` are those of its findings for what to fix first. `suppressed` counts findings that are allowed or in the
    baseline, `baselined` the latter alone.
    """

    path: str
    format: str
    words: int
    findings: tuple[Finding, ...]
    suppressed: int = 0
    notices: tuple[Notice, ...] = ()
    summary: Mapping[str, object] = {}
    lines: Mapping[int, str] = {}
    places: Mapping[int, int] = {}
    found: tuple[Finding, ...] = ()
    weights: tuple[float, ...] = ()
    baselined: int = 0


class Report(Struct, frozen=True):
    """The result of a run over any number of texts. `messages` are for people: what was skipped or is empty."""

    files: tuple[FileReport, ...]
    failures: tuple[Failure, ...] = ()
    seconds: float = 0.0
    messages: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The object of `--format json`."""
        from medlint.reporters.json_format import to_dict

        return to_dict(self)
