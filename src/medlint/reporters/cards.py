"""Findings as an editor takes them in: what must be fixed, what to look at again, what is noted; one card a place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from medlint.model import SEVERITIES, FileReport, Finding, Report, Severity

HEADINGS: dict[Severity, str] = {"error": "Must fix", "warning": "Look again", "info": "Also noted"}


class Card(Struct, frozen=True):
    """Findings about the same words, gravest first; or all findings of one severity about the whole text."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The gravest finding: its place and severity are the card's."""
        return self.findings[0]


def worst_first(report: Report) -> list[FileReport]:
    """The files with most errors first, then most warnings, then by path."""
    return sorted(report.files, key=lambda file: (-tally(file)["error"], -tally(file)["warning"], file.path))


def tally(file: FileReport) -> dict[Severity, int]:
    """How many findings of each severity a file has."""
    counts: dict[Severity, int] = dict.fromkeys(SEVERITIES, 0)
    for finding in file.findings:
        counts[finding.severity] += 1
    return counts


def verdict_of(file: FileReport) -> str:
    """The file's verdict as its summary states it, else what its gravest finding makes of it.

    A text in a language that medlint does not read is `not-judged`: to say that nothing was found would mislead.
    """
    if any(notice.kind == "not-english" for notice in file.notices):
        return "not-judged"
    stated = file.summary.get("verdict")
    if isinstance(stated, str):
        return stated
    counts = tally(file)
    return "must-fix" if counts["error"] else "look-again" if counts["warning"] else "nothing-found"


def make_cards(findings: Sequence[Finding]) -> dict[Severity, list[Card]]:
    """The cards of one file under the severity of their gravest finding: the whole text first, then by position."""
    cards: dict[Severity, list[Card]] = {severity: [] for severity in SEVERITIES}
    for severity in SEVERITIES:
        whole = tuple(item for item in findings if item.scope == "document" and item.severity == severity)
        if whole:
            cards[severity].append(Card(whole))
    spans = sorted((item for item in findings if item.scope == "span"), key=lambda item: (item.start, item.end))
    places = [card for cluster in _clusters(spans) for card in _join(cluster)]
    for card in sorted(places, key=lambda card: (card.first.start, card.first.end)):
        cards[card.first.severity].append(card)
    return cards


def _clusters(findings: Iterable[Finding]) -> Iterator[list[Finding]]:
    """Runs of findings that hang together by overlaps, so that cards are sought within a few, not within a file."""
    cluster: list[Finding] = []
    end = -1
    for finding in findings:
        if cluster and finding.start >= end:
            yield cluster
            cluster = []
        cluster.append(finding)
        end = max(end, finding.end) if len(cluster) > 1 else max(finding.end, finding.start + 1)
    if cluster:
        yield cluster


def _join(cluster: list[Finding]) -> list[Card]:
    """The gravest finding opens a card and takes in those on its words; what is left opens the next."""
    cards: list[list[Finding]] = []
    for finding in sorted(cluster, key=lambda item: (SEVERITIES.index(item.severity), item.start, item.end)):
        host = next((card for card in cards if _overlap(card[0], finding)), None)
        if host is None:
            cards.append([finding])
        else:
            host.append(finding)
    return [Card(tuple(card)) for card in cards]


def _overlap(one: Finding, other: Finding) -> bool:
    return one.start < max(other.end, other.start + 1) and other.start < max(one.end, one.start + 1)
