"""Allowances as they are written: in comments, in front matter, in the configuration."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from medlint.lazy import lazy_pattern
from medlint.model import Comment, Notice
from medlint.paths import Origin

if TYPE_CHECKING:
    from medlint.document import Document

_INSTRUCTION = lazy_pattern(r"^[ \t*]*medlint[ \t]*:", re.IGNORECASE | re.MULTILINE)
_ALLOW = lazy_pattern(
    r"(?P<verb>allow(?:-file)?)\s+(?P<rules>[\w-]+(?:\s*,\s*[\w-]+)*)\s*(?::(?P<reason>.*))?", re.IGNORECASE | re.DOTALL
)
_FENCE = lazy_pattern(r"^(?:---|\+\+\+|\.\.\.|\})[ \t]*$", re.MULTILINE)
_FORM = "write `medlint: allow RULE: reason`"
_FRONT_FORM = "write `medlint: {allow: {RULE: reason}}`"


class Allow(Struct, frozen=True):
    """An `[[allow]]` of the configuration that holds for a text. `path` is its pattern as written.

    `rule` is a rule id or a family; `until` the last day on which it counts; `exact`: the pattern names this text
    alone, so an allowance that nothing needs is worth a notice here.
    """

    path: str
    rule: str
    reason: str
    until: date | None = None
    origin: Origin = Origin()
    exact: bool = False


class Allowance(Struct, frozen=True):
    """One rule (or family) allowed in a text; `comment` is where it stands if it is for one block only.

    `config` is the entry of the configuration it comes from; `line` is of the text, where it is known.
    """

    rule: str
    reason: str
    line: int | None = None
    comment: Comment | None = None
    config: Allow | None = None


def collect(document: Document, allows: Sequence[Allow]) -> tuple[list[Allowance], list[Notice]]:
    """All allowances for a document, and a notice for each that cannot be understood."""
    found: list[Allowance] = []
    notices: list[Notice] = []
    for item in (*_from_comments(document), *_from_metadata(document)):
        (notices if isinstance(item, Notice) else found).append(item)  # type: ignore[arg-type]
    found.extend(Allowance(entry.rule, entry.reason, config=entry) for entry in allows)
    return found, notices


def _from_comments(document: Document) -> Iterator[Allowance | Notice]:
    for comment in document.comments:
        starts = [match.span() for match in _INSTRUCTION.finditer(comment.text)]
        if not starts or comment.text[: starts[0][0]].strip():
            continue
        first = document.place(comment.start)[0]
        ends = [start for start, _ in starts[1:]] + [len(comment.text)]
        for (_, after), end in zip(starts, ends, strict=True):
            line = first + len(re.findall(r"\r\n|\r|\n", comment.text[:after]))
            yield from _instruction(comment, comment.text[after:end].strip(" \t\r\n*"), line)


def _instruction(comment: Comment, body: str, line: int) -> Iterator[Allowance | Notice]:
    """What one `medlint:` of a comment says."""
    match = _ALLOW.fullmatch(body)
    if match is None:
        yield Notice("malformed-allowance", f"medlint does not understand this comment; {_FORM}", line)
        return
    reason = " ".join((match["reason"] or "").split())
    place = None if match["verb"].lower() == "allow-file" else comment
    for name in match["rules"].split(","):
        yield Allowance(name.strip().lower(), reason, line, comment=place)


def _from_metadata(document: Document) -> Iterator[Allowance | Notice]:
    """`medlint: {allow: {rule-id: reason}}` of the front matter."""
    if "medlint" not in document.metadata:
        return
    table = document.metadata["medlint"]
    if not isinstance(table, Mapping) or set(table) != {"allow"}:
        line = _front_line(document, "medlint")
        yield Notice("malformed-allowance", f"medlint does not understand its front matter; {_FRONT_FORM}", line)
        return
    rules = table["allow"]
    if not isinstance(rules, Mapping):
        rules = dict.fromkeys(rules if isinstance(rules, (list, tuple)) else [rules])
    for rule, reason in rules.items():
        words = " ".join(reason.split()) if isinstance(reason, str) else ""
        yield Allowance(str(rule).strip().lower(), words, _front_line(document, str(rule)))


def _front_line(document: Document, key: str) -> int | None:
    """The line on which a key of the front matter stands. Metadata have no places, and only a notice wants one."""
    fences = [match.end() for match in _FENCE.finditer(document.source)][:2]
    match = re.compile(rf"(?<![\w-]){re.escape(key)}(?![\w-])").search(document.source, 0, fences[-1] if fences else 0)
    return document.place(match.start())[0] if match else None
