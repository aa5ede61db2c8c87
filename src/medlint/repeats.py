"""Not shouting: the same words reported by the same rule become one finding with a count, and a rule has a cap."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from medlint.model import SEVERITIES, Finding, Notice, Related, Rule

LISTED = 5
"""A merged finding names at most so many of its other places; the rest is a number."""


def without_repeats(findings: Sequence[Finding], rules: Mapping[str, Rule]) -> list[Finding]:
    """The findings in order, those of one rule on the same words merged into the gravest, else the first.

    Left apart: findings with a fix, of which each place needs its own, findings about the whole text, and rules whose
    file says `repeats = "report"`.
    """
    groups: dict[object, list[Finding]] = {}
    for number, finding in enumerate(findings):
        merges = finding.scope == "span" and finding.fix is None and rules[finding.rule].repeats == "merge"
        key = (finding.rule, " ".join(finding.quote.casefold().split())) if merges else number
        groups.setdefault(key, []).append(finding)
    return sorted((_merged(group) for group in groups.values()), key=_place)


def within_caps(findings: Sequence[Finding], rules: Mapping[str, Rule]) -> tuple[list[Finding], list[Notice]]:
    """The gravest findings of each rule up to its cap, in order, and a notice for each rule that has more."""
    kept: list[Finding] = []
    notices: list[Notice] = []
    for rule in rules.values():
        found = [finding for finding in findings if finding.rule == rule.id]
        if len(found) > rule.cap:
            told = f"{rule.id}: {len(found) - rule.cap} more places like the {rule.cap} shown"
            notices.append(Notice("capped", told))
            found = sorted(found, key=_gravity)[: rule.cap]
        kept.extend(found)
    return sorted(kept, key=_place), notices


def _merged(group: list[Finding]) -> Finding:
    """The gravest of the findings, with a count and the places of the others."""
    if len(group) == 1:
        return group[0]
    shown = min(group, key=_gravity)
    others = [finding for finding in group if finding is not shown]
    places = tuple(Related(other.start, other.end, "the same words again") for other in others[:LISTED])
    told = f"{shown.message} The same words stand {len(group)} times in this text: {_lines(group)}."
    prints = (shown.fingerprint, *(other.fingerprint for other in others))
    return replace(shown, message=told, related=(*shown.related, *places), fingerprints=prints)


def _lines(group: Iterable[Finding]) -> str:
    """The lines of findings in a few words: "lines 3, 9 and 14"."""
    numbers = [str(number) for number in sorted({finding.line for finding in group})]
    if len(numbers) == 1:
        return f"line {numbers[0]}"
    if len(numbers) > LISTED + 1:
        return f"lines {', '.join(numbers[: LISTED + 1])} and {len(numbers) - LISTED - 1} more"
    return f"lines {', '.join(numbers[:-1])} and {numbers[-1]}"


def _gravity(finding: Finding) -> tuple[int, int]:
    return SEVERITIES.index(finding.severity), finding.start


def _place(finding: Finding) -> tuple[int, int, str]:
    return finding.start, finding.end, finding.rule
