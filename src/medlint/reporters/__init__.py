"""How a report is shown: `rich` for people at a terminal, and machine formats that are whole texts."""

from __future__ import annotations

from typing import Final

from medlint.errors import UsageError
from medlint.model import Report
from medlint.reporters.places import Setting

FORMATS = ("rich", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "html")
"""Every format that ships; all but `rich` go through `render`."""

_RENDERERS: Final = {
    "concise": "concise:render_concise",
    "json": "json_format:render_json",
    "jsonl": "json_format:render_jsonl",
    "sarif": "sarif:render_sarif",
    "github": "github:render_github",
    "gitlab": "gitlab:render_gitlab",
    "junit": "junit:render_junit",
    "html": "html:render_html",
}
"""Module and function of each machine format, so that only the one that is asked for is imported."""


def render(name: str, report: Report, setting: Setting | None = None) -> str:
    """The whole text of the report in a machine format; it can always be encoded as UTF-8.

    Raises UsageError for a name that is none.
    """
    if name not in _RENDERERS:
        raise UsageError(f"there is no machine format {name!r}; there are {', '.join(FORMATS[1:])}")
    from importlib import import_module

    module, function = _RENDERERS[name].split(":")
    text: str = getattr(import_module(f"medlint.reporters.{module}"), function)(report, setting or Setting())
    return text
