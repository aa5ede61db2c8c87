"""Five places to fix first: the gravest findings, where most readers see them, about what can do most harm."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from medlint.document import Document
from medlint.lazy import lazy_pattern
from medlint.model import Finding

PLACES = 5
"""So many places are named: what an editor can mend in one sitting."""
OPENING_WORDS = 150
"""The first so many words are read by most; the catalogue's figure."""

# Weights are proposals: an error outweighs any warning in the same place, and where readers look first counts double.
SEVERITY = {"error": 6.0, "warning": 2.0}
PROMINENCE = {"title": 2.0, "description": 2.0, "heading": 1.5}
OPENING = 1.3
HARM = {"safety": 2.0, "claims": 1.6, "caveats": 1.5, "spun": 1.2, "promotion": 1.2, "sourcing": 1.0, "structure": 0.8}
RULE_HARM = {
    "cure-claim": 2.0, "absolute-safety": 2.0, "advice-beyond-evidence": 1.8, "preclinical-to-human": 1.8,
    "hype": 1.2, "template-heading": 0.8,
}  # fmt: skip
"""Rules whose potential for harm differs from that of their family."""

_WORD = lazy_pattern(r"\w+")


def fix_first(document: Document, findings: Sequence[Finding]) -> list[dict[str, object]]:
    """Up to five places, gravest first, each once; findings of severity `info` are no place to begin.

    Rank is severity x prominence x potential for harm, ties by place and rule, so the same text gives the same list.
    """
    return heaviest(findings, weigh(document, findings))


def weigh(document: Document, findings: Sequence[Finding]) -> list[float]:
    """What `fix_first` ranks each of the findings by; 0 for those that are no place to begin."""
    if not any(finding.severity in SEVERITY for finding in findings):
        return [0.0] * len(findings)
    headlines, opening = _headlines(document), _opening_end(document)
    return [_weight(one, headlines, opening) if one.severity in SEVERITY else 0.0 for one in findings]


def heaviest(findings: Sequence[Finding], weights: Sequence[float]) -> list[dict[str, object]]:
    """Up to five places of findings with their weights, as `fix_first` gives them."""
    chosen: list[Finding] = []
    grave = [(weight, finding) for weight, finding in zip(weights, findings, strict=True) if weight]
    for _, finding in sorted(grave, key=lambda item: (-item[0], item[1].start, item[1].end, item[1].rule)):
        if len(chosen) < PLACES and not any(_same_place(finding, other) for other in chosen):
            chosen.append(finding)
    return [
        {
            "rule": one.rule, "severity": one.severity, "line": one.line, "column": one.column, "start": one.start,
            "end": one.end, "quote": one.quote, "scope": one.scope,
        }
        for one in chosen
    ]  # fmt: skip


def _weight(finding: Finding, headlines: Sequence[tuple[int, int, float]], opening: int) -> float:
    harm = RULE_HARM.get(finding.rule, HARM.get(finding.family, 1.0))
    return SEVERITY[finding.severity] * _prominence(finding, headlines, opening) * harm


def _prominence(finding: Finding, headlines: Sequence[tuple[int, int, float]], opening: int) -> float:
    """How many readers see a place. What is missing from the whole text only borrows the title as its place."""
    if finding.scope == "document":
        return 1.0
    index = bisect_right(headlines, (finding.start, float("inf"), 0.0)) - 1
    if index >= 0 and finding.start < headlines[index][1]:
        return headlines[index][2]
    return OPENING if finding.start < opening else 1.0


def _headlines(document: Document) -> list[tuple[int, int, float]]:
    """The source spans of titles, descriptions and headings, in order, with their prominence."""
    return sorted(
        (*document.source_span(block.start, block.end), PROMINENCE[block.kind])
        for block in document.blocks
        if block.kind in PROMINENCE and not block.hidden
    )


def _opening_end(document: Document) -> int:
    """The source offset at which the opening words of the visible text end."""
    left = OPENING_WORDS
    for block in document.blocks:
        if block.hidden:
            continue
        for match in _WORD.finditer(document.prose, block.start, block.end):
            left -= 1
            if not left:
                return document.source_span(match.start(), match.end())[1]
    return len(document.source)


def _same_place(one: Finding, other: Finding) -> bool:
    """Whether two findings are about the same words, or both about the whole text by the same rule."""
    if "document" in {one.scope, other.scope}:
        return one.scope == other.scope and one.rule == other.rule
    return one.start < max(other.end, other.start + 1) and other.start < max(one.end, one.start + 1)
