"""Documents and findings for the tests of allowances."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from medlint.allow import Allow, Applied, apply
from medlint.document import Context, Document, Knowledge
from medlint.model import Finding, Prose
from medlint.phrasebook import build
from medlint.readers.html import read_html
from medlint.readers.markdown import read_markdown
from medlint.readers.prose import ProseBuilder

TODAY = date(2026, 6, 1)
KNOWN = frozenset({"hype", "small-sample", "uncited-efficacy"})
RULES = {"hype": "promotion", "small-sample": "caveats", "uncited-efficacy": "claims"}


def document(source: str, prose: Prose, name: str = "markdown") -> Document:
    knowledge = Knowledge({}, build([]), {}, {})
    return Document(path="a.md", format=name, source=source, prose=prose, knowledge=knowledge, context=Context(TODAY))


def made(source: str, blocks: Sequence[tuple[str, str]], metadata: dict[str, object] | None = None) -> Document:
    """A document whose blocks are these (kind, words) in this order, with all comments of the source."""
    builder = ProseBuilder(source)
    at = 0
    for kind, words in blocks:
        at = source.index(words, at if kind != "title" else 0)
        builder.open(kind)  # type: ignore[arg-type]
        builder.text(at, at + len(words))
        builder.close()
    for match in re.finditer(r"<!--(.*?)-->|\{/\*(.*?)\*/\}", source, re.DOTALL):
        builder.comment(match.start(), match.end(), match[1] or match[2])
    return document(source, builder.build(metadata))


def html(source: str) -> Document:
    return document(source, read_html(source, ".html"), "html")


def markdown(source: str, suffix: str = ".md") -> Document:
    return document(source, read_markdown(source, suffix))


def finding(doc: Document, words: str, rule: str = "hype", scope: str = "span", nth: int = 0) -> Finding:
    start = -1
    for _ in range(nth + 1):
        start = doc.source.index(words, start + 1)
    end = start + len(words)
    (line, column), (end_line, end_column) = doc.place(start), doc.place(end)
    return Finding(
        rule, RULES[rule], "warning", "high", "m", start, end, line, column, end_line, end_column, words, scope=scope  # type: ignore[arg-type]
    )  # fmt: skip


def applied(
    doc: Document, findings: Sequence[Finding], allows: Sequence[Allow] = (), *,
    active: frozenset[str] = KNOWN, today: date = TODAY, quiet: bool = False,
) -> Applied:  # fmt: skip
    return apply(doc, findings, allows, known_rules=KNOWN, active_rules=active, today=today, quiet=quiet)


def left(doc: Document, *words: str, rule: str = "hype") -> list[str]:
    """The words that are still reported when a finding stands on each."""
    result = applied(doc, [finding(doc, word, rule) for word in words])
    assert result.suppressed == len(words) - len(result.findings)
    return [found.quote for found in result.findings]
