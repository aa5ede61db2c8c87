"""The scorecard of a text for people: one line below its findings, or the whole panel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from medlint.model import FileReport
from medlint.reporters.excerpt import shorten
from medlint.reporters.pen import Pen
from medlint.reporters.score_words import NAMES, PAGE_NAMES, STATES, Card, criteria_of, label_of, score_line
from medlint.scorecard import NOT_JUDGED

COLUMN = 25
"""Where the words of a criterion begin, counted from its name."""
FEWEST = 14
"""In fewer columns quoted words say nothing."""
ROOMY = 72
"""A terminal with so many columns has room for them beside the name."""
_GROUPS = {
    "caveat": "Limits named", "harm": "Harms named", "alternative": "Alternatives", "cost": "Costs",
    "availability": "Availability", "disclosure": "Disclosure", "independent-voice": "Independent",
}  # fmt: skip


def print_score_line(file: FileReport, pen: Pen) -> None:
    """The line below a text's findings."""
    pen.paragraph(score_line(file.summary, pen.signs.dot), indent=0, label="Scorecard:")
    pen.line()


def print_scorecard(file: FileReport, pen: Pen) -> None:
    """The whole panel: criteria by state, studies, what is credited, what to fix first, rates, what was not judged."""
    card: Card = file.summary
    pen.heading("Scorecard", card["verdict"].replace("-", " "))
    pen.line()
    _print_criteria(criteria_of(card["criteria"]), pen)
    _print_page(card["criteria"], pen)
    _print_studies(card["studies"], pen)
    _print_credited(card["credited"], pen)
    _print_fix_first(card["fix_first"], pen)
    _print_rates(card, pen)


def _print_criteria(criteria: Mapping[str, Card], pen: Pen) -> None:
    for state, (style, heading) in STATES.items():
        chosen = {key: judged for key, judged in criteria.items() if judged["state"] == state}
        if not chosen:
            continue
        names = [NAMES.get(key, key) for key in chosen]
        if state == "not-applicable":
            pen.paragraph(", ".join(names), indent=2, label=f"{heading}:", style=style)
            pen.line()
            continue
        pen.line((f"  {heading} ({len(chosen)})", style))
        for name, judged in zip(names, chosen.values(), strict=True):
            _print_hanging(name, _because(judged, pen), pen)
        pen.line()


def _print_page(criteria: Mapping[str, Card], pen: Pen) -> None:
    """What the page lacks, each in a line, then what it has, in one."""
    states = {key: judged["state"] for key, judged in criteria.items() if key in PAGE_NAMES}
    missed = [key for key, state in states.items() if state == "not-met"]
    there = [PAGE_NAMES[key].lower() for key, state in states.items() if state == "met"]
    if not missed and not there:
        return
    pen.line(("  On the page", "strong"))
    for key in missed:
        told = criteria[key]["cue"].partition(";")[0]
        _print_hanging(PAGE_NAMES[key], shorten(told, max(FEWEST, pen.width - COLUMN - 4), pen.signs.ellipsis), pen)
    if there:
        _print_hanging("There", ", ".join(there), pen)
    pen.line()


def _because(judged: Card, pen: Pen) -> str:
    """What a state rests on: quoted words and their line, else what was looked for."""
    if judged["line"] is None:
        return str(judged["cue"] or f"could not be searched; look for: {judged['looked_for']}")
    rules = f" ({', '.join(judged['rules'][:2])})" if judged["rules"] else ""
    return f"line {judged['line']}: {_quoted(judged['cue'], pen)}{rules}"


def _print_studies(studies: Sequence[Card], pen: Pen) -> None:
    if not studies:
        return
    pen.line((f"  Studies ({len(studies)})", "strong"))
    for study in studies:
        limits = f"limits named: {', '.join(study['caveats'])}" if study["caveats"] else "no limit named"
        _print_hanging(f"line {study['line']}", f"{label_of(study)}; {limits}", pen, column=11)
    pen.line()


def _print_credited(credited: Sequence[Card], pen: Pen) -> None:
    if not credited:
        return
    pen.line(("  Present and good", "good"))
    for group, entries in groupby(credited, key=lambda entry: entry["group"]):
        named = [_credit(entry, pen) for entry in entries]
        _print_hanging(_GROUPS.get(group, group), "; ".join(named), pen, column=16)
    pen.line()


def _credit(entry: Card, pen: Pen) -> str:
    kind = f"{entry['kind']}: " if entry["group"] == "caveat" else ""
    return f"{kind}{_quoted(entry['quote'], pen)} (line {entry['line']})"


def _print_fix_first(places: Sequence[Card], pen: Pen) -> None:
    if not places:
        return
    pen.line(("  Fix first", "strong"))
    wide = max(len(place["rule"]) for place in places)
    for number, place in enumerate(places, 1):
        whole = place["scope"] == "document"
        where = "whole text" if whole else f"{place['line']}:{place['column']}"
        head = f"  {place['rule']:<{wide}}  "
        room = pen.width - len(head) - 26
        words = _quoted(place["quote"], pen, room - 2) if room > FEWEST and not whole else ""
        pen.line(
            (f"    {number}  ", "strong"), (f"{where:<10}", ""), (f"  {place['severity']:<7}", place["severity"]),
            (head, "strong"), (words, ""),
        )  # fmt: skip
    pen.line()


def _print_rates(card: Card, pen: Pen) -> None:
    if card["per_1000_words"]:
        told = ", ".join(f"{family} {rate:g}" for family, rate in card["per_1000_words"].items())
        pen.paragraph(told, indent=2, label="Findings per 1,000 words:")
    if card["spun_phrases"]:
        told = "; ".join(_spun(phrase, pen) for phrase in card["spun_phrases"])
        label, index = ("Spun index:", f"{card['spun_index']:g} ") if card["spun_index"] else ("Spun phrases:", "")
        pen.paragraph(f"{index}({told})" if index else told, indent=2, label=label)
    peculiar = [limit for limit in card["not_judged"] if limit not in NOT_JUDGED]
    if peculiar:
        pen.paragraph("; ".join(peculiar), indent=2, label="Not judged, besides:", style="faint")
    if card["per_1000_words"] or card["spun_phrases"] or peculiar:
        pen.line()


def _spun(phrase: Card, pen: Pen) -> str:
    likely = f" for {_quoted(phrase['likely'], pen)}" if phrase["likely"] else ""
    return f"{_quoted(phrase['quote'], pen)}{likely}"


def _quoted(words: str, pen: Pen, width: int = 120) -> str:
    return pen.quoted(shorten(" ".join(pen.show(words[:400]).split()), width, pen.signs.ellipsis))


def _print_hanging(name: str, text: str, pen: Pen, column: int = COLUMN) -> None:
    """A name and its text in a column; on a narrow terminal the text stands below."""
    if pen.width >= ROOMY or column < COLUMN:
        pen.paragraph(text, indent=4, label=f"{name:<{column - 1}}")
        return
    pen.line((f"    {name}", "strong"))
    pen.paragraph(text, indent=6)
