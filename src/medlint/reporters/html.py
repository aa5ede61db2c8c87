"""The report as one HTML page for people: no script, nothing fetched, every word of a text escaped."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from medlint import __version__
from medlint.model import FileReport, Finding, Notice, Report
from medlint.reporters.cards import HEADINGS, Card, make_cards, verdict_of, worst_first
from medlint.reporters.escape import printable
from medlint.reporters.html_parts import STYLE, excerpt, score_table
from medlint.reporters.places import Setting, place_of
from medlint.reporters.ranking import count
from medlint.reporters.score_words import has_scorecard, is_telling
from medlint.scorecard import NOT_JUDGED

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def render_html(report: Report, setting: Setting) -> str:
    """The whole page, worst text first; what failed stands at the top."""
    files = worst_first(report)
    found = [finding for file in files for finding in file.findings]
    head = [
        "<!doctype html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta name="generator" content="medlint {__version__}">',
        "<title>medlint report</title>",
        f"<style>{STYLE}</style>",
        "</head>",
        "<body>",
        "<h1>medlint report</h1>",
        f"<p>{_headline(report, found)}</p>",
    ]
    body = [line for file in files for line in _file(file, setting)]
    return "\n".join([*head, *_failures(report), *body, *_closing(report), "</body>", "</html>"]) + "\n"


def _headline(report: Report, found: list[Finding]) -> str:
    texts = f"{len(report.files):,} {'text' if len(report.files) == 1 else 'texts'}"
    if not report.files:
        return "No text was checked."
    return f"{count(found)} in {texts}." if found else f"Nothing found in {texts}."


def _failures(report: Report) -> Iterator[str]:
    if report.failures:
        yield '<section class="failed">'
        yield "<h2>medlint could not do all of its job</h2>"
        yield "<ul>"
        for failure in report.failures:
            yield f"<li><strong>{_text(place_of(failure))}</strong>: {_text(failure.error)}</li>"
        yield "</ul>"
        yield "</section>"


def _file(file: FileReport, setting: Setting) -> Iterator[str]:
    verdict = verdict_of(file)
    yield "<section>"
    yield f"<h2>{_text(file.path)}</h2>"
    words = "1 word" if file.words == 1 else f"{file.words:,} words"
    yield f'<p class="{verdict}">{verdict.replace("-", " ").capitalize()}; {words}.</p>'
    for severity, cards in make_cards(file.findings).items():
        if cards:
            yield f'<h3 class="{severity}">{HEADINGS[severity]} ({len(cards)})</h3>'
            yield from (line for card in cards for line in _card(file, card, setting))
    yield from (_notice(notice) for notice in file.notices)
    if file.suppressed:
        yield f"<p>Allowed on purpose, not shown: {file.suppressed:,}.</p>"
    if has_scorecard(file) and is_telling(file):
        yield from score_table(file.summary, _text)
    yield "</section>"


def _card(file: FileReport, card: Card, setting: Setting) -> Iterator[str]:
    yield f'<article class="{card.first.severity}">'
    if card.first.scope == "span":
        before, marked, after = excerpt(file, card.first)
        yield f"<blockquote>{_text(before)}<mark>{_text(marked)}</mark>{_text(after)}</blockquote>"
    for finding in card.findings:
        place = "whole text" if finding.scope == "document" else f"{finding.line}:{finding.column}"
        yield f"<h4>{place} <b>{finding.severity}</b> {_text(finding.rule)}</h4>"
        yield f"<p>{_text(finding.message)}</p>"
        yield from _advice(file, finding, setting)
    yield "</article>"


def _advice(file: FileReport, finding: Finding, setting: Setting) -> Iterator[str]:
    rule = setting.rules.get(finding.rule)
    advice = finding.suggestion or (rule.suggestion if rule else "")
    if rule and rule.why:
        yield f"<p>Why: {_text(rule.why)}</p>"
    if advice:
        yield f"<p>Do: {_text(advice)}</p>"
    if finding.fix and len(finding.fix.edits) == 1:
        yield f"<p>Fix: <ins>{_text(finding.fix.edits[0].text)}</ins></p>"
    for one in finding.related:
        line = file.places.get(one.start)
        yield f"<p>See: {f'line {line}, ' if line else ''}{_text(one.message)}</p>"


def _notice(notice: Notice) -> str:
    return f"<p>Notice: {f'line {notice.line}: ' if notice.line else ''}{_text(notice.message)}</p>"


def _closing(report: Report) -> Iterator[str]:
    yield from (f"<p>{_text(message)}</p>" for message in report.messages)
    if report.files:
        yield f"<p>Not judged by medlint: {', '.join(NOT_JUDGED[:-1])}, and {NOT_JUDGED[-1]}.</p>"


def _text(text: str) -> str:
    return escape(printable(text))
