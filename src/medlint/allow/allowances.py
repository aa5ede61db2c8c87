"""Findings accepted on purpose: which of them allowances take out, and which allowances are not in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from medlint.allow.sources import Allow, Allowance, collect
from medlint.model import FAMILIES, Finding, Notice

if TYPE_CHECKING:
    from medlint.document import Document


class Applied(Struct, frozen=True):
    """What is left: the findings that no allowance covers, how many were covered, and what to say about allowances."""

    findings: tuple[Finding, ...]
    suppressed: int = 0
    notices: tuple[Notice, ...] = ()


def apply(
    document: Document,
    findings: Sequence[Finding],
    allows: Sequence[Allow],
    *,
    known_rules: frozenset[str],
    active_rules: frozenset[str],
    today: date,
    quiet: bool = False,
) -> Applied:
    """Take out the findings that comments, front matter and `allows` (those of the configuration for this text) cover.

    An allowance without a reason, of an unknown rule or after its last day covers nothing. `active_rules` are the rules
    that ran: only those can make an allowance unused. For a family to count there it must be listed by name. `quiet`:
    the run looked at a part of the rules or of the text, or something failed, so nothing is said about allowances.
    """
    allowances, notices = collect(document, allows)
    if not allowances and not notices:
        return Applied(tuple(findings))
    known = known_rules | active_rules | frozenset(FAMILIES)
    covers = _covers(document, findings, allowances)
    good = {n for n, one in enumerate(allowances) if one.rule in known and one.reason and not _expired(one, today)}
    covered = {finding for n in good for finding in covers[n]}
    kept = tuple(finding for n, finding in enumerate(findings) if n not in covered)
    if not quiet:
        for one, found in zip(allowances, covers, strict=True):
            notices.extend(_notices(one, found, known, active_rules, today))
    return Applied(kept, len(covered), () if quiet else tuple(sorted(notices, key=_place)))


def _covers(document: Document, findings: Sequence[Finding], allowances: Iterable[Allowance]) -> list[set[int]]:
    """For each allowance, the numbers of the findings that it is for."""
    from medlint.allow.places import find_grounds, group_of_comment, group_of_span

    wanted = {one.rule for one in allowances}
    named = {n: finding for n, finding in enumerate(findings) if wanted & {finding.rule, finding.family}}
    grounds = find_grounds(document) if any(one.comment for one in allowances) else []
    groups = {n: group_of_span(document, grounds, f.start, f.end) for n, f in named.items()} if grounds else {}
    covers: list[set[int]] = []
    for one in allowances:
        mine = {n for n, finding in named.items() if one.rule in (finding.rule, finding.family)}
        if one.comment is not None:
            group = group_of_comment(document, grounds, one.comment)
            mine = {n for n in mine if group is not None and groups.get(n) == group}
        covers.append(mine)
    return covers


def _expired(one: Allowance, today: date) -> bool:
    return one.config is not None and one.config.until is not None and today > one.config.until


def _notices(
    one: Allowance, found: set[int], known: frozenset[str], active: frozenset[str], today: date
) -> Iterator[Notice]:
    """What is not in order about one allowance; at most one thing, the most basic first."""
    place = f" ({one.config.origin})" if one.config else ""
    if one.rule not in known:
        from medlint.toml.source import nearest

        near = nearest(one.rule, known)
        hint = f"; did you mean '{near}'?" if near else "; `medlint rules` lists them"
        yield Notice("unknown-rule-in-allowance", f"there is no rule '{one.rule}' to allow{place}{hint}", one.line)
    elif not one.reason:
        message = f"the allowance of '{one.rule}' does not count, because it gives no reason{place}"
        yield Notice("allowance-without-reason", message, one.line)
    elif _expired(one, today):
        if found or (one.config and one.config.exact):
            until = one.config.until if one.config else None
            yield Notice("expired-allowance", f"the allowance of '{one.rule}' ended after {until}{place}", one.line)
    elif not found and one.rule in active and (one.config is None or one.config.exact):
        message = f"nothing here needs the allowance of '{one.rule}'{place}; remove it"
        yield Notice("unused-allowance", message, one.line)


def _place(notice: Notice) -> tuple[int, str, str]:
    return notice.line or 0, notice.kind, notice.message
