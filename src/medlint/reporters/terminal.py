"""The report for people: what must be fixed, why, and what to do about it, on a terminal of 80 columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TextIO

from medlint.model import SEVERITIES, Edit, FileReport, Finding, Report, Rule, Severity
from medlint.reporters.cards import HEADINGS, Card, make_cards, worst_first
from medlint.reporters.closing import FEW, plural, print_closing, print_notices, print_statistics, print_verdict_line
from medlint.reporters.excerpt import cut_out, shorten
from medlint.reporters.pen import Pen
from medlint.reporters.score_words import has_scorecard, is_telling
from medlint.reporters.scorecard import print_score_line, print_scorecard

FOLD = 5
"""Places of severity `info` that a file shows in full; more are counted, unless the report is verbose."""
INDENT = 4


class Reading:
    """The state of one printing: the pen, the rules, how much to say, and which rules were explained already.

    `scorecard`: the whole panel of every text is wanted. `few`: texts without findings get their line of it, too.
    """

    def __init__(
        self, pen: Pen, rules: Mapping[str, Rule], *, verbose: bool, quiet: bool, scorecard: bool, few: bool
    ) -> None:
        self.pen, self.rules, self.verbose, self.quiet = pen, rules, verbose, quiet
        self.scorecard, self.few = scorecard, few
        self.explained = set[str]()


def print_report(
    report: Report,
    *,
    file: TextIO,
    rules: Mapping[str, Rule],
    width: int | None = None,
    colour: bool | None = None,
    verbose: bool = False,
    quiet: bool = False,
    statistics: bool = False,
    scorecard: bool = False,
) -> None:
    """Print the report to `file`. `rules`, by id, give the reason and the advice of each finding.

    `width` in columns and `colour` default to what the stream and the environment say (COLUMNS, NO_COLOR, FORCE_COLOR,
    TERM). `verbose` shows every note, `quiet` only errors and warnings without their reasons, and a verdict.
    `scorecard` shows the scorecard of every text below its findings, not only a line of it.
    """
    pen = Pen(file, width, colour)
    few = len(report.files) <= FEW
    reading = Reading(pen, rules, verbose=verbose, quiet=quiet, scorecard=scorecard, few=few)
    for part in worst_first(report):
        _print_file(part, reading)
    if statistics:
        print_statistics(report, pen, rules)
    if quiet:
        print_verdict_line(report, pen)
    else:
        print_closing(report, pen, verbose=verbose)


def _print_file(file: FileReport, reading: Reading) -> None:
    cards = make_cards(file.findings)
    shown = [severity for severity in SEVERITIES if cards[severity] and not (reading.quiet and severity == "info")]
    notices = () if reading.quiet else file.notices
    judged = has_scorecard(file)
    lined = judged and not reading.quiet and (bool(shown) or (reading.few and is_telling(file)))
    carded = judged and reading.scorecard
    if not (shown or notices or lined or carded):
        return
    reading.pen.heading(file.path, plural(file.words, "word"))
    reading.pen.line()
    for severity in shown:
        _print_group(file, severity, cards[severity], reading)
    print_notices(notices, reading.pen)
    if carded:
        print_scorecard(file, reading.pen)
    elif lined:
        print_score_line(file, reading.pen)


def _print_group(file: FileReport, severity: Severity, cards: list[Card], reading: Reading) -> None:
    pen = reading.pen
    pen.line((f"{HEADINGS[severity]} ({len(cards)})", severity))
    if severity == "info" and len(cards) > FOLD and not reading.verbose:
        _print_folded(cards, pen)
        return
    pen.line()
    for card in cards:
        _print_card(file, card, reading)


def _print_folded(cards: list[Card], pen: Pen) -> None:
    counts = Counter(finding.rule for card in cards for finding in card.findings)
    listed = ", ".join(
        f"{rule} {count}" for rule, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )
    pen.paragraph(f"{listed}. Shown with --verbose.", indent=INDENT, style="faint")
    pen.line()


def _print_card(file: FileReport, card: Card, reading: Reading) -> None:
    first = card.first
    place = "whole text" if first.scope == "document" else f"{first.line}:{first.column}"
    ending = f" to {first.end_line}:{first.end_column}" if first.end_line > first.line and place != "whole text" else ""
    _print_title(first, place + ending, reading.pen)
    if first.scope == "span":
        _print_excerpt(file, first, reading.pen)
    _print_advice(file, first, reading)
    for other in card.findings[1:]:
        if reading.quiet and other.severity == "info":
            continue
        _print_title(other, _difference(first, other, reading.pen), reading.pen)
        _print_advice(file, other, reading)
    reading.pen.line()


def _print_title(finding: Finding, place: str, pen: Pen) -> None:
    pen.line(
        (f"  {pen.signs.of(finding.severity)} ", finding.severity),
        (f"{place}  " if place else "", "strong"),
        (finding.severity, finding.severity),
        (f"  {finding.rule}", "strong"),
    )


def _difference(first: Finding, other: Finding, pen: Pen) -> str:
    """What another finding of a card is about, unless it is the very words already marked."""
    if other.scope == "document":
        return "whole text"
    if (first.start, first.end) == (other.start, other.end):
        return "same words"
    return pen.quoted(shorten(pen.show(other.quote[: pen.width]), pen.width // 3, pen.signs.ellipsis))


def _print_excerpt(file: FileReport, finding: Finding, pen: Pen) -> None:
    line = file.lines.get(finding.line, finding.quote)
    start = finding.column - 1 if finding.line in file.lines else 0
    goes_on = finding.end_line > finding.line
    end = len(line) if goes_on else start + finding.end - finding.start
    excerpt = cut_out(line, start, end, width=pen.width - INDENT - 4, show=pen.show, ellipsis=pen.signs.ellipsis)
    rest = f" {pen.signs.ellipsis}" if goes_on and not excerpt.marked.endswith(pen.signs.ellipsis) else excerpt.after
    bar = (" " * INDENT + pen.signs.bar + " ", "faint")
    pen.line(bar, (excerpt.before, ""), (excerpt.marked, finding.severity), (rest, ""))
    pen.line(bar, (excerpt.underline(), finding.severity))


def _fix_in_words(edit: Edit, pen: Pen) -> str:
    if edit.start == edit.end:
        return f"add {pen.quoted(edit.text.strip())}" if edit.text.strip() else "add a space"
    return f"write {pen.quoted(edit.text)}" if edit.text else "leave it out"


def _print_advice(file: FileReport, finding: Finding, reading: Reading) -> None:
    pen, rule = reading.pen, reading.rules.get(finding.rule)
    pen.paragraph(finding.message, indent=INDENT)
    if rule and rule.why and not reading.quiet and rule.id not in reading.explained:
        reading.explained.add(rule.id)
        pen.paragraph(rule.why, indent=INDENT, label="Why:", style="faint")
    advice = finding.suggestion or (rule.suggestion if rule else "")
    if advice:
        pen.paragraph(advice, indent=INDENT, label="Do: ")
    if finding.fix and len(finding.fix.edits) == 1 and not reading.quiet:
        pen.paragraph(_fix_in_words(finding.fix.edits[0], pen), indent=INDENT, label="Fix:")
    for related in finding.related:
        line = file.places.get(related.start)
        place = f"line {line}, " if line else ""
        pen.paragraph(place + related.message, indent=INDENT, label="See:")
