"""How a report is shown: `rich` for people at a terminal, and machine formats that are whole texts."""

from __future__ import annotations

from medlint.errors import UsageError
from medlint.model import Report

FORMATS = ("rich", "concise", "json", "jsonl")
"""Every format that ships; all but `rich` go through `render`."""


def render(name: str, report: Report) -> str:
    """The whole text of the report in a machine format; `UsageError` for a name that is none."""
    if name == "concise":
        from medlint.reporters.concise import render_concise

        return render_concise(report)
    if name == "json":
        from medlint.reporters.json_format import render_json

        return render_json(report)
    if name == "jsonl":
        from medlint.reporters.json_format import render_jsonl

        return render_jsonl(report)
    raise UsageError(f"there is no machine format {name!r}; there are {', '.join(FORMATS[1:])}")
