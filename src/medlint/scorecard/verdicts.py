"""The verdict with its reasons, how often each family speaks, and how much of the text looks spun."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from medlint.document import Document
from medlint.layers.spun import SpunPhrase, spun_text
from medlint.model import FAMILIES, SEVERITIES, Finding

REASONS = 3
"""At most so many reasons: more is a list, not a reason."""
STRONGEST = 5
"""So many spun phrases are named."""


def verdict(findings: Sequence[Finding]) -> str:
    """`must-fix` with any error, `look-again` with any warning, else `nothing-found`."""
    severities = {finding.severity for finding in findings}
    if "error" in severities:
        return "must-fix"
    return "look-again" if "warning" in severities else "nothing-found"


def reasons(findings: Sequence[Finding]) -> list[str]:
    """The rules that decide the verdict, commonest first, with their counts: `hype (3)`."""
    grave = {"must-fix": "error", "look-again": "warning"}.get(verdict(findings))
    counts = Counter(finding.rule for finding in findings if finding.severity == grave)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [f"{rule} ({count})" for rule, count in ranked[:REASONS]]


def rates(document: Document, findings: Sequence[Finding]) -> dict[str, float]:
    """Findings per 1,000 words of each family that has any, to one place; empty for a text without words."""
    return count_rates(document.words, findings)


def count_rates(words: int, findings: Sequence[Finding]) -> dict[str, float]:
    """The same for a text of so many words."""
    counts = Counter(finding.family for finding in findings)
    order = [*(name for name in FAMILIES if name in counts), *sorted(counts.keys() - set(FAMILIES))]
    return {family: round(1000 * counts[family] / words, 1) for family in order if words}


def spun_index(document: Document) -> float:
    """The index of the layer `spun`, as `inspect` gives it, to three places; 0 where no rule has read for it."""
    return round(spun_text(document).index, 3) if document.has_read("spun") else 0.0


def spun_phrases(document: Document, findings: Sequence[Finding]) -> list[dict[str, object]]:
    """The strongest spun phrases, each once, with what was probably meant where a fix or the layer `spun` says it.

    The gravest findings come first, and of equally grave ones those that a list names, then those of the highest score.
    """
    told = _told_by_layer(document)
    spun = [finding for finding in findings if finding.family == "spun" and finding.scope == "span"]
    ranked = sorted(spun, key=lambda finding: _rank(finding, told))
    first = {finding.quote.casefold(): finding for finding in reversed(ranked)}
    kept = sorted(first.values(), key=ranked.index)[:STRONGEST]
    return [
        {"quote": finding.quote, "line": finding.line, "rule": finding.rule, "likely": _likely(finding, told)}
        for finding in kept
    ]


def _told_by_layer(document: Document) -> dict[tuple[int, int], SpunPhrase]:
    """The phrases of the layer `spun` by their source span."""
    phrases = spun_text(document).phrases if document.has_read("spun") else ()
    return {document.source_span(phrase.start, phrase.end): phrase for phrase in phrases}


def _rank(finding: Finding, told: Mapping[tuple[int, int], SpunPhrase]) -> tuple[int, float, int, str]:
    phrase = told.get((finding.start, finding.end))
    score = -phrase.score if phrase else float("-inf")
    return SEVERITIES.index(finding.severity), score, finding.start, finding.rule


def _likely(finding: Finding, told: Mapping[tuple[int, int], SpunPhrase]) -> str | None:
    if finding.fix and len(finding.fix.edits) == 1:
        return finding.fix.edits[0].text
    phrase = told.get((finding.start, finding.end))
    return phrase.likely or None if phrase else None
