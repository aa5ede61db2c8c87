"""The summary page of a job in GitHub Actions: verdicts, the gravest findings, scorecards, as Markdown without HTML.

GitHub refuses a summary of more than 1 MiB for a step, so each list has an end, and says what it leaves out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from medlint.model import FileReport, Report
from medlint.reporters.cards import tally, verdict_of, worst_first
from medlint.reporters.markdown_text import markdown
from medlint.reporters.places import Setting, path_of, place_of
from medlint.reporters.ranking import count, rank
from medlint.reporters.score_words import NAMES, PAGE_NAMES, STATES, because, has_scorecard, is_telling, score_line
from medlint.scorecard import NOT_JUDGED

TEXTS: Final = 50
FINDINGS: Final = 100
CARDS: Final = 20
FAILURES: Final = 50
"""How many of each are listed; about 100 kB in all."""


def render_summary(report: Report, setting: Setting) -> str:
    """The page, to be appended to the file that `GITHUB_STEP_SUMMARY` names."""
    files = worst_first(report)
    lines = ["## medlint", "", _headline(report), ""]
    for part in (_failures(report), _verdicts(files, setting), _findings(report, setting), _cards(files, setting)):
        told = list(part)
        lines += [*told, ""] if told else []
    closing = f"Not judged by medlint: {', '.join(NOT_JUDGED[:-1])}, and {NOT_JUDGED[-1]}."
    lines += [markdown(closing)] if files else []
    return "\n".join(lines).rstrip() + "\n\n"


def _headline(report: Report) -> str:
    found = [finding for file in report.files for finding in file.findings]
    texts = f"{len(report.files):,} {'text' if len(report.files) == 1 else 'texts'}"
    if not report.files:
        return "**No text was checked.**"
    if found:
        return f"**{count(found)}** in {texts}."
    return f"Nothing found in {texts}." if not report.failures else f"Nothing found in the {texts} that could be read."


def _failures(report: Report) -> Iterator[str]:
    if not report.failures:
        return
    yield "> [!CAUTION]"
    yield "> **medlint could not do all of its job.** What it did not read is not in this report."
    yield ">"
    for failure in report.failures[:FAILURES]:
        yield f"> - {markdown(place_of(failure))}: {markdown(failure.error)}"
    yield from (f"> {line}" for line in _more(len(report.failures) - FAILURES, "failures"))


def _verdicts(files: Sequence[FileReport], setting: Setting) -> Iterator[str]:
    if not files:
        return
    yield from ("| text | verdict | errors | warnings | notes |", "|---|---|--:|--:|--:|")
    for file in files[:TEXTS]:
        counts = tally(file)
        verdict = verdict_of(file).replace("-", " ")
        numbers = " | ".join(str(counts[key]) for key in ("error", "warning", "info"))
        yield f"| {markdown(path_of(file.path, setting))} | {verdict} | {numbers} |"
    yield from _more(len(files) - TEXTS, "texts")


def _findings(report: Report, setting: Setting) -> Iterator[str]:
    ranked = rank(report)
    if not ranked:
        return
    yield from ("### What to look at first", "", "| | where | rule | what |", "|---|---|---|---|")
    for file, finding in ranked[:FINDINGS]:
        whole = finding.scope == "document"
        where = f"{path_of(file.path, setting)}, {'whole text' if whole else f'line {finding.line}'}"
        advice = f" {finding.suggestion}" if finding.suggestion else ""
        what = markdown(finding.message + advice)
        yield f"| {finding.severity} | {markdown(where)} | {markdown(finding.rule)} | {what} |"
    yield from _more(len(ranked) - FINDINGS, "findings")


def _cards(files: Sequence[FileReport], setting: Setting) -> Iterator[str]:
    telling = [file for file in files if has_scorecard(file) and is_telling(file)]
    if not telling:
        return
    yield "### Scorecards"
    for file in telling[:CARDS]:
        yield from ("", f"#### {markdown(path_of(file.path, setting))}", "")
        yield from (markdown(score_line(file.summary, "·")), "")
        yield from _criteria(file)
    yield from _more(len(telling) - CARDS, "scorecards")


def _criteria(file: FileReport) -> Iterator[str]:
    yield from ("| criterion | | |", "|---|---|---|")
    names = {**NAMES, **PAGE_NAMES}
    judged = dict(file.summary["criteria"])  # type: ignore[call-overload]
    for state, (_, heading) in STATES.items():
        for key, one in judged.items():
            if one["state"] == state != "not-applicable":
                yield f"| {names.get(key, key)} | {heading.lower()} | {markdown(because(one), 200)} |"


def _more(number: int, what: str) -> list[str]:
    return ["", f"{number:,} more {what} are not listed here."] if number > 0 else []
