"""Only what is new: findings without those that were known before, whether a baseline knows them or an older text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import TypeAlias

from msgspec.structs import replace

from medlint.fingerprint import common
from medlint.model import SEVERITIES, FileReport, Finding, Notice, Report, Rule, Severity
from medlint.repeats import within_caps, without_repeats
from medlint.scorecard.priorities import heaviest
from medlint.scorecard.verdicts import count_rates, reasons, verdict

Known: TypeAlias = Mapping[str, Sequence[Severity]]
"""What was there before: for a fingerprint, how grave each of the findings was that had it (as many as there were)."""

ABOUT_ALLOWANCES = frozenset({
    "expired-allowance", "unknown-rule-in-allowance", "unused-allowance", "allowance-without-reason",
    "malformed-allowance",
})  # fmt: skip
"""Notices that a run gives only where it looked at all rules and all of a text, and nothing broke."""


def found_in(file: FileReport) -> tuple[Finding, ...]:
    """All findings of a text, before those on the same words were merged and rules were capped."""
    return file.found or file.findings


def know(findings: Iterable[Finding]) -> Known:
    """Findings as what was there before."""
    known: dict[str, list[Severity]] = {}
    for finding in findings:
        known.setdefault(common(finding.fingerprint), []).append(finding.severity)
    return known


def join(one: Known, other: Known) -> Known:
    """What two witnesses of the same text know of it. A place that both of them saw is one place, not two."""
    info: Severity = "info"
    pairs = {
        mark: zip_longest(_gravest_first(one, mark), _gravest_first(other, mark), fillvalue=info)
        for mark in {**one, **other}
    }
    return {mark: [min(pair, key=SEVERITIES.index) for pair in both] for mark, both in pairs.items()}


def part(found: Sequence[Finding], known: Known) -> tuple[list[Finding], list[Finding]]:
    """The findings that are new and those that are not, each in order.

    Of findings with one fingerprint as many are old as were known, the first ones. One that has become graver than any
    that was known is new: what made it lighter has gone.
    """
    new: list[Finding] = []
    old: list[Finding] = []
    left = {mark: _gravest_first(known, mark)[::-1] for mark in known}
    for finding in sorted(found, key=lambda one: (-SEVERITIES.index(one.severity), one.start, one.end)):
        places = left.get(common(finding.fingerprint), [])
        cover = next((n for n, was in enumerate(places) if not _is_graver(finding.severity, was)), None)
        if cover is not None:
            del places[cover]
        (new if cover is None else old).append(finding)
    return sorted(new, key=_place), sorted(old, key=_place)


def only_new(file: FileReport, known: Known, rules: Callable[[], Mapping[str, Rule]]) -> FileReport:
    """The report of one text without what was known: what is new is merged, capped and summed up by itself.

    What the scorecard says of the text as a whole (studies, criteria) stays. `rules` gives the rules of the text.
    """
    found = found_in(file)
    new, old = part(found, known)
    if not old:
        return file
    kept, capped = _condensed(new, rules()) if new else ([], [])
    weights = {_place(one): weight for one, weight in zip(found, file.weights, strict=False)}
    notices = (*(notice for notice in file.notices if notice.kind != "capped"), *capped)
    return replace(
        file,
        findings=tuple(kept),
        notices=notices,
        summary=_summary(file, kept, [weights.get(_place(one), 0.0) for one in kept]),
        places={**file.places, **{one.start: one.line for one in new}},
        found=tuple(new),
        weights=tuple(weights.get(_place(one), 0.0) for one in new),
    )


def _condensed(findings: Sequence[Finding], rules: Mapping[str, Rule]) -> tuple[list[Finding], list[Notice]]:
    """Findings as a report shows them: merged and capped."""
    return within_caps(without_repeats(findings, rules), rules)


def without_notices(report: Report, kinds: Iterable[str] = ABOUT_ALLOWANCES) -> Report:
    """The report without notices of some kinds."""
    kinds = frozenset(kinds)
    if not any(notice.kind in kinds for file in report.files for notice in file.notices):
        return report
    return replace(report, files=tuple(replace(file, notices=_but(file.notices, kinds)) for file in report.files))


def _summary(file: FileReport, kept: Sequence[Finding], weights: Sequence[float]) -> Mapping[str, object]:
    """The summary with what follows from the findings put anew; one without parts stays without them."""
    spun = {(one.rule, one.line) for one in kept}
    phrases = file.summary.get("spun_phrases")
    again: dict[str, object] = {
        "verdict": verdict(kept),
        "reasons": reasons(kept),
        "spun_phrases": [
            one for one in (phrases if isinstance(phrases, list) else []) if (one["rule"], one["line"]) in spun
        ],
        "per_1000_words": count_rates(file.words, kept),
        "fix_first": heaviest(kept, weights),
    }
    return {key: again.get(key, value) for key, value in file.summary.items()}


def _gravest_first(known: Known, mark: str) -> list[Severity]:
    return sorted(known.get(mark, ()), key=SEVERITIES.index)


def _is_graver(severity: Severity, other: Severity) -> bool:
    return SEVERITIES.index(severity) < SEVERITIES.index(other)


def _but(notices: Iterable[Notice], kinds: frozenset[str]) -> tuple[Notice, ...]:
    return tuple(notice for notice in notices if notice.kind not in kinds)


def _place(finding: Finding) -> tuple[int, int, str]:
    return finding.start, finding.end, finding.rule
