"""One text: every rule over the document, matches into findings, and the third fence, around each (rule, document)."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from msgspec.structs import replace

from medlint.allow import Allow, Applied, apply
from medlint.conflicts import notice_conflict
from medlint.document import Document
from medlint.edits import place_fix
from medlint.fingerprint import fingerprint, of_text
from medlint.layers.boilerplate import is_boilerplate
from medlint.layers.speakers import said_by
from medlint.messages import fill
from medlint.model import (
    CONFIDENCES,
    SEVERITIES,
    Check,
    Failure,
    FileReport,
    Finding,
    Match,
    Notice,
    Reader,
    Related,
    Rule,
    Severity,
)
from medlint.repeats import within_caps, without_repeats
from medlint.ruleset import Ruleset
from medlint.scorecard import not_judged, summarise
from medlint.scorecard.asks import PAGE_ASKS
from medlint.scorecard.priorities import weigh
from medlint.superseding import without_superseded

_Value = TypeVar("_Value")

_OF_THE_ARTICLE = frozenset({"claims", "caveats", "sourcing"})
"""Families whose rules are about what the article itself says."""

LANGUAGES = {
    "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese", "nl": "Dutch",
    "pl": "Polish",
}  # fmt: skip


def read_document(source: str, *, path: str, reader: Reader, suffix: str, ruleset: Ruleset) -> Document:
    """The document of a source text."""
    prose = reader.read(source, suffix)
    return Document(
        path=path, format=reader.name, source=source, prose=prose, knowledge=ruleset.knowledge, context=ruleset.context
    )


def lint_source(
    source: str,
    *,
    path: str,
    reader: Reader,
    suffix: str,
    ruleset: Ruleset,
    checks: Mapping[str, Check],
    owners: Mapping[str, str],
    allows: Sequence[Allow] = (),
    partial: bool = False,
) -> tuple[FileReport, tuple[Failure, ...]]:
    """Lint one text. `owners` says who provides a check ("check phrase" -> plugin), to name it when it fails.

    `partial`: the user named rules, so nothing can be said of allowances for the rest. Raises SourceError where the
    reader cannot read the text.
    """
    failures: list[Failure] = []
    document = read_document(source, path=path, reader=reader, suffix=suffix, ruleset=ruleset)
    language = _fenced("layer language", path, failures, lambda: str(document.layer("language"))) or "und"
    if language not in {"en", "und"}:
        return _foreign(document, language), tuple(failures)
    judge = functools.partial(_judged, document, ruleset, checks, owners, failures)
    findings = judge(ruleset.rules)
    absences = _absences(ruleset, findings, judge, failures)
    rules = {rule.id: rule for rule in ruleset.rules}
    applied = apply(
        document,
        findings,
        allows,
        known_rules=ruleset.known,
        active_rules=frozenset(rules) | _whole_families(ruleset),
        today=ruleset.context.today,
        quiet=partial,
    )
    kept, capped = within_caps(without_repeats(applied.findings, rules), rules)
    call = functools.partial(summarise, document, kept, rules, ruleset.known, absences)
    summary = _fenced("summary", path, failures, call) or not_judged(language, kept)
    notices = (*document.notices, *notice_conflict(source), *capped, *applied.notices)
    return _report(document, tuple(kept), notices, summary, applied), tuple(failures)


def _whole_families(ruleset: Ruleset) -> frozenset[str]:
    """The families of which every rule is on that is not a preview: an allowance of one of them can be unused."""
    missing = {rule.family for rule in ruleset.others.values() if not rule.preview}
    return frozenset({rule.family for rule in ruleset.rules} - missing)


def _judged(
    document: Document,
    ruleset: Ruleset,
    checks: Mapping[str, Check],
    owners: Mapping[str, str],
    failures: list[Failure],
    rules: Sequence[Rule],
) -> list[Finding]:
    """What rules find, each behind the fence, before allowances."""
    findings: list[Finding] = []
    for rule in rules:
        where = f"plugin {owners.get(f'check {rule.check}', 'unknown')}, rule {rule.id}"
        call = functools.partial(_found, document, rule, checks, ruleset)
        if ruleset.stopwatch:
            call = functools.partial(ruleset.stopwatch.time, "rule", rule.id, call)
        findings.extend(_fenced(where, document.path, failures, call) or [])
    return _numbered(without_superseded(findings, rules))


def _absences(
    ruleset: Ruleset, findings: Sequence[Finding], judge: Callable[[list[Rule]], list[Finding]], failures: list[Failure]
) -> dict[str, Finding | None]:
    """What the page lacks by each rule that the scorecard asks, although the profile may not; None for nothing."""
    asked = {ask.absence for ask in PAGE_ASKS}
    more = [rule for rule in ruleset.others.values() if rule.id in asked]
    more += [_strict(rule) for rule in ruleset.rules if rule.id in asked and getattr(rule.settings, "stated", False)]
    broken = len(failures)
    told = (*findings, *judge(more))
    silent = {rule.id for rule in (*ruleset.rules, *more)} & asked if len(failures) == broken else set()
    return dict.fromkeys(sorted(silent)) | {finding.rule: finding for finding in told if finding.rule in asked}


def _strict(rule: Rule) -> Rule:
    """A rule that a profile lets speak only of what a text states, so that it speaks of what is missing too."""
    return replace(rule, given=replace(rule.settings, stated=False))


def _report(
    document: Document,
    findings: tuple[Finding, ...],
    notices: tuple[Notice, ...],
    summary: Mapping[str, object],
    applied: Applied,
) -> FileReport:
    found = applied.findings
    return FileReport(
        path=document.path,
        format=document.format,
        words=document.words,
        findings=findings,
        suppressed=applied.suppressed,
        notices=notices,
        summary=summary,
        lines=_quoted_lines(document, found),
        places={place.start: document.place(place.start)[0] for one in (*found, *findings) for place in one.related},
        found=found if found != findings else (),
        weights=tuple(weigh(document, found)),
    )


def _fenced(where: str, path: str, failures: list[Failure], call: Callable[[], _Value]) -> _Value | None:
    """The third fence, around each thing that is done with one text: what breaks is named, and the rest still runs.

    Gives None where `call` broke.
    """
    try:
        return call()
    except Exception as error:  # noqa: BLE001 - a stranger's layer or check may raise anything
        failures.append(Failure(where, path, f"{type(error).__name__}: {error}"))
        return None


def _found(document: Document, rule: Rule, checks: Mapping[str, Check], ruleset: Ruleset) -> list[Finding]:
    """What a rule finds in a document, one finding a place."""
    if rule.needs and not any(document.hits(lexicon) for lexicon in rule.needs):
        return []
    least, found = CONFIDENCES.index(ruleset.min_confidence), checks[rule.check].run(document, rule.settings)
    matches = (match for match in found if CONFIDENCES.index(match.confidence) <= least)
    return _distinct(_finding(document, rule, match, ruleset.ceilings.get(rule.id)) for match in matches)


def _foreign(document: Document, language: str) -> FileReport:
    name = LANGUAGES.get(language, "another language than English")
    notice = Notice("not-english", f"This text looks like {name}; medlint reads English only and judged nothing in it.")
    return FileReport(
        path=document.path, format=document.format, words=document.words, findings=(),
        notices=(*document.notices, notice), summary=not_judged(language),
    )  # fmt: skip


def _finding(document: Document, rule: Rule, match: Match, ceiling: Severity | None) -> Finding:
    """A match as a finding in source offsets."""
    span = (match.start, match.end) if match.in_source else document.source_span(match.start, match.end)
    start, end = span
    quote = document.source[start:end]
    words = quote if match.in_source else document.prose[match.start : match.end]
    message = fill(rule.message, {"quote": words, **match.fields})
    line, column = document.place(start)
    end_line, end_column = document.place(end)
    return Finding(
        rule=rule.id,
        family=rule.family,
        severity=_stepped(
            rule, min(match.step, 0) - 1 if _stands_apart(document, rule, match) else match.step, ceiling
        ),
        confidence=max(rule.confidence, match.confidence, key=CONFIDENCES.index),
        message=" ".join(filter(None, (message, match.note, _whose(document, rule, match)))),
        start=start,
        end=end,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        quote=quote,
        scope=match.scope,
        suggestion=match.suggestion or rule.suggestion or None,
        fix=place_fix(document, match),
        related=tuple(Related(*document.source_span(place.start, place.end), place.message) for place in match.related),
        fingerprint=_fingerprint(document, rule, match),
    )


def _stands_apart(document: Document, rule: Rule, match: Match) -> bool:
    """Whether a match stands in an institution's standing text or in the headline of another story."""
    if rule.family not in _OF_THE_ARTICLE or match.in_source or match.scope == "document":
        return False
    return "boilerplate" in document.knowledge.layers and is_boilerplate(document, match.start)


def _whose(document: Document, rule: Rule, match: Match) -> str:
    """Whose claim it is, where a finding on a claim stands in a quotation; else empty."""
    if rule.family != "claims" or match.in_source or match.scope == "document":
        return ""
    return said_by(document, match.start)


def _stepped(rule: Rule, step: int, ceiling: Severity | None) -> Severity:
    """The one algebra of severity: the base, moved by the check, never above what the user set.

    A check raises nothing to an error whose rule is not of high confidence: an error must be right nine times in ten.
    """
    base = SEVERITIES.index(rule.severity)
    gravest = 0 if rule.confidence == "high" else min(base, SEVERITIES.index("warning"))
    level = min(max(base - step, gravest), len(SEVERITIES) - 1)
    if ceiling is not None:
        level = max(level, SEVERITIES.index(ceiling))
    return SEVERITIES[level]


def _fingerprint(document: Document, rule: Rule, match: Match) -> str:
    if match.in_source:
        return fingerprint(rule.id, document.source, (match.start, match.end), (match.start, match.end))
    if match.scope == "document" or not document.blocks:
        return of_text(rule.id)
    block = document.blocks[document.block_at(match.start)]
    return fingerprint(rule.id, document.prose, (block.start, block.end), (match.start, match.end))


def _distinct(findings: Iterable[Finding]) -> list[Finding]:
    """One finding a place: of those a rule gives for the same span, the first."""
    return list({(finding.start, finding.end): finding for finding in reversed(list(findings))}.values())[::-1]


def _numbered(findings: list[Finding]) -> list[Finding]:
    """Twins (the same words in the same company twice in a text) get fingerprints of their own."""
    seen: Counter[str] = Counter()
    numbered = []
    for finding in sorted(findings, key=lambda f: (f.start, f.end, f.rule)):
        seen[finding.fingerprint] += 1
        count = seen[finding.fingerprint]
        numbered.append(finding if count == 1 else replace(finding, fingerprint=f"{finding.fingerprint}-{count}"))
    return numbered


def _quoted_lines(document: Document, findings: Iterable[Finding]) -> dict[int, str]:
    """The source lines that a report shows, by number."""
    places: list[int] = []
    for finding in findings:
        places.append(finding.line)
        places.extend(document.place(related.start)[0] for related in finding.related)
    return {line: document.source_line(line) for line in sorted(set(places))}
