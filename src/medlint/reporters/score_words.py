"""The scorecard of a text in words, for every output that shows it; nothing here needs a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from medlint.model import FileReport
from medlint.scorecard.asks import ASKS, PAGE_ASKS

NAMES = {ask.key: ask.name for ask in ASKS}
PAGE_NAMES = {ask.key: ask.name for ask in PAGE_ASKS}
"""Lines about the page: shown in one place, and not counted among the criteria."""
STATES = {
    "not-met": ("error", "Not met"),
    "met": ("good", "Met"),
    "needs-a-person": ("strong", "For a person to judge"),
    "not-applicable": ("faint", "Not applicable"),
}
"""Style and heading of each state, in the order in which an editor needs them."""
_KNOWN = {
    "controlled": {"yes": "with a comparison group", "no": "no comparison group"},
    "blinded": {"yes": "blinded", "no": "not blinded"},
}

Card = Mapping[str, Any]
"""The `summary` of a text, as `interface.md` describes it."""


def has_scorecard(file: FileReport) -> bool:
    """Whether a text was judged: one in another language has no criteria."""
    return bool(file.summary.get("criteria"))


def is_telling(file: FileReport) -> bool:
    """Whether a scorecard says something of a text: a study, or a criterion that applies to it."""
    card: Card = file.summary
    applies = any(judged["state"] != "not-applicable" for judged in criteria_of(card.get("criteria", {})).values())
    return applies or bool(card.get("studies"))


def score_line(card: Card, dot: str) -> str:
    """Verdict, studies and criteria in one sentence-like line; `dot` parts them."""
    parts = [card["verdict"].replace("-", " "), _told_studies(card["studies"]), f"criteria: {_counted(card)}"]
    return f" {dot} ".join(part for part in parts if part)


def criteria_of(judged: Mapping[str, Card]) -> Mapping[str, Card]:
    """The criteria without the lines about the page."""
    return {key: one for key, one in judged.items() if key not in PAGE_NAMES}


def _told_studies(studies: Sequence[Card]) -> str:
    if not studies:
        return "no study told"
    limited = sum(bool(study["caveats"]) for study in studies)
    noun = "study" if len(studies) == 1 else "studies"
    named = {0: "none with its limits named", len(studies): "with limits named"}.get(
        limited, f"{limited} with its limits named"
    )
    return f"{len(studies)} {noun}, {named}"


def _counted(card: Card) -> str:
    states = {key: judged["state"] for key, judged in criteria_of(card["criteria"]).items()}
    missed = [NAMES.get(key, key).lower() for key, state in states.items() if state == "not-met"]
    counts = Counter(states.values())
    named = f" ({', '.join(missed)})" if missed else ""
    parts = [f"{counts['met']} met", f"{len(missed)} not met{named}"]
    parts += [f"{counts['needs-a-person']} for a person"] if counts["needs-a-person"] else []
    return ", ".join(parts)


def label_of(study: Card, *, brief: bool = False) -> str:
    """The evidence label of a study in words; `brief` leaves out what is unknown."""
    subjects = f"{'' if study['subjects'] == 'unknown' else 'in '}{study['subjects']}"
    label = {
        "design": study["design"],
        "subjects": subjects,
        "n": "" if study["n"] is None else f"n = {study['n']:,}",
        "doses": f"{study['doses']} dose{'s' * (study['doses'] == 'repeated')}",
        "controlled": _KNOWN["controlled"].get(study.get("controlled", ""), "unknown"),
        "blinded": _KNOWN["blinded"].get(study.get("blinded", ""), "unknown"),
        "peer reviewed": f"peer reviewed: {study['peer_reviewed']}",
        "identified": "identified" if study["identified"] else "not identified",
    }
    unknown = {name for name, told in label.items() if "unknown" in told}
    label |= {name: f"{name} unknown" for name in unknown & {"design", "subjects"}}
    left_out = unknown if brief else unknown & {"doses", "controlled", "blinded"}
    return "; ".join(told for name, told in label.items() if told and name not in left_out)


def because(judged: Card) -> str:
    """What a state rests on, in one line of plain words: quoted words and their line, else what was looked for."""
    if judged["line"] is None:
        silent = "there" if judged["state"] == "met" else f"could not be searched; look for: {judged['looked_for']}"
        return str(judged["cue"] or silent)
    rules = f" ({', '.join(judged['rules'][:2])})" if judged["rules"] else ""
    return f"line {judged['line']}: \u201c{judged['cue']}\u201d{rules}"
