"""How a report for people ends: counts, verdict, what broke, and what no program can judge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from medlint.model import FAMILIES, SEVERITIES, Failure, FileReport, Notice, Report, Rule
from medlint.reporters.cards import tally, verdict_of, worst_first
from medlint.reporters.excerpt import shorten
from medlint.reporters.pen import Pen
from medlint.reporters.places import place_of
from medlint.scorecard import NOT_JUDGED

FEW = 5
"""So many files have a verdict each; of more, the verdicts are counted."""
REASONS = 3
_VERDICTS = {
    "must-fix": ("error", "Must fix"),
    "look-again": ("warning", "Look again"),
    "not-judged": ("warning", "Not judged"),
    "nothing-found": ("good", "Nothing found"),
}


def print_closing(report: Report, pen: Pen, *, verbose: bool) -> None:
    """Everything after the files: counts by family, verdicts, notes of the run, failures, and what was not judged."""
    findings = sum(len(file.findings) for file in report.files)
    if findings:
        pen.heading("Summary", _extent(report))
        pen.line()
        _print_counts(report, pen)
    if findings or any(verdict_of(file) != "nothing-found" for file in report.files):
        _print_verdicts(worst_first(report), pen)
    elif report.files:
        pen.line((f"{pen.signs.good} ", "good"), (f"Nothing found in {_extent(report)}.", "good"))
    else:
        pen.line(("No text was checked.", "strong"))
    _print_remarks(report, pen, verbose=verbose)
    if report.failures:
        _print_failures(report.failures, pen)
    if report.files:
        pen.line()
        judged_by_people = f"{', '.join(NOT_JUDGED[:-1])}, and {NOT_JUDGED[-1]}."
        pen.paragraph(f"Not judged by medlint: {judged_by_people}", indent=0, style="faint")


def print_verdict_line(report: Report, pen: Pen) -> None:
    """The run's verdict on one line, and the failures; nothing where nothing was found."""
    if any(verdict_of(file) != "nothing-found" for file in report.files):
        pen.line((_counted(report.files), "strong"))
    if report.failures:
        _print_failures(report.failures, pen)


def print_notices(notices: Sequence[Notice], pen: Pen) -> None:
    """What medlint has to say about a file that is no finding."""
    for notice in notices:
        place = f"line {notice.line}: " if notice.line else ""
        pen.paragraph(f"{place}{notice.message}", indent=2, label="Notice:")
    if notices:
        pen.line()


def print_statistics(report: Report, pen: Pen, rules: Mapping[str, Rule]) -> None:
    """How often each rule spoke, most frequent first."""
    counts = Counter((item.rule, str(item.severity)) for file in report.files for item in file.findings)
    if not counts:
        return
    pen.heading("Statistics")
    pen.line()
    wide = max(len(rule) for rule, _ in counts)
    room = max(0, pen.width - wide - 23)
    for (rule, severity), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        title = shorten(pen.show(rules[rule].title), room, pen.signs.ellipsis) if rule in rules else ""
        pen.line(
            (f"  {count:>6,}  ", "strong"),
            (f"{severity:<7}", severity),
            (f"  {rule:<{wide}}", ""),
            (f"  {title}", "faint"),
        )
    pen.line()


def plural(count: int, noun: str) -> str:
    """`1 word`, `2,410 words`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _extent(report: Report) -> str:
    return f"{plural(len(report.files), 'file')} ({plural(sum(file.words for file in report.files), 'word')})"


def _print_counts(report: Report, pen: Pen) -> None:
    counts = Counter((item.family, str(item.severity)) for file in report.files for item in file.findings)
    families = {family for family, _ in counts}
    order = [*(name for name in FAMILIES if name in families), *sorted(families - set(FAMILIES))]
    wide = max(8, *(len(name) for name in order))
    pen.line((f"  {'':<{wide}}  " + "  ".join(f"{severity:>7}" for severity in SEVERITIES), "faint"))
    for family in order:
        pen.line((f"  {family:<{wide}}  " + _cells(counts[family, severity] for severity in SEVERITIES), ""))
    if len(order) > 1:
        totals = (sum(counts[family, severity] for family in order) for severity in SEVERITIES)
        pen.line((f"  {'total':<{wide}}  " + _cells(totals), "strong"))
    pen.line()


def _cells(counts: Iterable[int]) -> str:
    return "  ".join(f"{count:>7,}" if count else f"{'.':>7}" for count in counts)


def _print_verdicts(files: Sequence[FileReport], pen: Pen) -> None:
    if len(files) > FEW:
        pen.line((_counted(files), "strong"))
        return
    for file in files:
        style, words = _VERDICTS.get(verdict_of(file), ("warning", "Look again"))
        pen.line((f"{pen.signs.of(style)} {words}: ", style), (file.path, ""))
        reasons = "; ".join(_reasons(file)[:REASONS])
        if reasons:
            pen.paragraph(reasons, indent=2)


def _reasons(file: FileReport) -> list[str]:
    stated = file.summary.get("reasons")
    if isinstance(stated, (list, tuple)) and stated:
        return [str(reason) for reason in stated]
    return [plural(count, severity) for severity, count in tally(file).items() if count and severity != "info"]


def _counted(files: Sequence[FileReport]) -> str:
    """How many files have which verdict, in one sentence."""
    counts = Counter(verdict_of(file) for file in files)
    parts = [
        f"{words.lower()} in {plural(counts[name], 'file')}" for name, (_, words) in _VERDICTS.items() if counts[name]
    ]
    sentence = ", ".join(parts)
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _print_remarks(report: Report, pen: Pen, *, verbose: bool) -> None:
    suppressed = sum(file.suppressed for file in report.files)
    baselined = sum(file.baselined for file in report.files)
    if suppressed > baselined:
        pen.line((f"{plural(suppressed - baselined, 'finding')} allowed on purpose, not shown.", "faint"))
    if baselined:
        pen.line((f"{plural(baselined, 'finding')} known from the baseline, not shown.", "faint"))
    for message in report.messages:
        pen.paragraph(message, indent=0, style="faint")
    if verbose:
        pen.line((f"Took {report.seconds:.2f} s.", "faint"))


def _print_failures(failures: Sequence[Failure], pen: Pen) -> None:
    pen.line()
    pen.heading("medlint could not do all of its job")
    pen.line()
    for failure in failures:
        pen.line((f"  {pen.signs.error} ", "error"), (place_of(failure), "strong"))
        pen.paragraph(failure.error, indent=4)
