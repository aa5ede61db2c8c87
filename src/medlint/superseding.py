"""One card a place: where several rules speak of the same words, which of them is heard."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate

from medlint.model import SEVERITIES, Finding, Rule, Severity


def without_superseded(findings: list[Finding], rules: Iterable[Rule]) -> list[Finding]:
    """Leave out what a more telling rule says of the same words, if it says it at least as gravely.

    The words are the same where the spans overlap, in characters of the source. Findings about a whole text neither
    silence nor are silenced. A finding that is left out silences others all the same.
    """
    weaker = {rule.id: rule.supersedes for rule in rules if rule.supersedes}
    taken: dict[tuple[str, Severity], list[tuple[int, int]]] = {}
    for finding in findings:
        if finding.scope == "span":
            for rule in weaker.get(finding.rule, ()):
                for severity in SEVERITIES[SEVERITIES.index(finding.severity) :]:
                    taken.setdefault((rule, severity), []).append((finding.start, finding.end))
    reached = {rule: _reaches(spans) for rule, spans in taken.items()}
    return [
        finding
        for finding in findings
        if finding.scope == "document"
        or not _is_taken(reached.get((finding.rule, finding.severity)), finding.start, finding.end)
    ]


def _reaches(spans: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """The starts of spans in order, and how far the spans up to each reach."""
    spans = sorted(spans)
    return [start for start, _ in spans], list(accumulate((end for _, end in spans), max))


def _is_taken(reached: tuple[list[int], list[int]] | None, start: int, end: int) -> bool:
    """Whether one of the spans overlaps the one from start to end."""
    if reached is None:
        return False
    before = bisect_left(reached[0], end)
    return before > 0 and reached[1][before - 1] > start
