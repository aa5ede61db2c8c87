"""A rule as SARIF describes it: what, why, what to do, where it comes from, how sure it is, how to accept a place."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any, Final

from medlint.model import Rule
from medlint.reporters.markdown_text import markdown

LEVELS: Final = {"error": "error", "warning": "warning", "info": "note"}
"""SARIF's name of each severity."""
_KINDS: Final = {"error": "error", "warning": "warning", "info": "recommendation"}
_SURE: Final = {
    "high": "at least 9 in 10 findings are meant to be right",
    "medium": "at least 3 in 4 findings are meant to be right",
    "low": "fewer than 3 in 4 findings may be right",
}
DOCS_VARIABLE: Final = "MEDLINT_DOCS_URL"
"""The environment variable that says where the pages of `docs/` are served, for those who keep a copy."""


def describe_rule(rule: Rule, docs: str) -> dict[str, Any]:
    """A `reportingDescriptor`. `docs` is where the pages of the rules are served, or empty."""
    return {
        "id": rule.id,
        "name": "".join(part.capitalize() for part in rule.id.split("-")),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "help": {"text": "\n\n".join(_help(rule)), "markdown": "\n\n".join(_help_markdown(rule))},
        "helpUri": _page(rule, docs),
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "tags": [rule.family],
            "precision": rule.confidence,
            "problem.severity": _KINDS[rule.severity],
        },
    }


def find_docs(environ: Mapping[str, str] = os.environ) -> str:
    """Where the pages of the rules are served: `MEDLINT_DOCS_URL`, else what the distribution gives as its pages."""
    if environ.get(DOCS_VARIABLE, "").startswith(("https://", "http://")):
        return environ[DOCS_VARIABLE]
    from importlib.metadata import PackageNotFoundError, metadata

    try:
        urls = metadata("medlint").get_all("Project-URL") or []
    except PackageNotFoundError:
        return ""
    labelled = dict(url.split(", ", 1) for url in urls if ", " in url)
    return str(labelled.get("Documentation", ""))


def _page(rule: Rule, docs: str) -> str:
    """The page of the rule where pages are served, else the source it rests on; else its name as a URN."""
    if docs:
        return f"{docs.rstrip('/')}/rules/{rule.family}/{rule.id}.md"
    urls = [source.url for source in rule.sources if source.url.startswith(("https://", "http://"))]
    return urls[0] if urls else f"urn:medlint:rule:{rule.family}:{rule.id}"


def _help(rule: Rule) -> Iterator[str]:
    yield f"Why: {rule.why}"
    if rule.suggestion:
        yield f"What to do: {rule.suggestion}"
    if rule.sources:
        yield "Sources: " + "; ".join(f"{one.title} ({one.year}) {one.url}".rstrip() for one in rule.sources)
    yield f"Confidence: {rule.confidence}; {_sure(rule)}."
    yield f"To accept one place: <!-- medlint: allow {rule.id}: the reason -->"
    yield f"All about the rule: medlint explain {rule.id}"


def _help_markdown(rule: Rule) -> Iterator[str]:
    yield f"**Why.** {_prose(rule.why)}"
    if rule.suggestion:
        yield f"**What to do.** {_prose(rule.suggestion)}"
    if rule.sources:
        yield "**Sources**\n\n" + "\n".join(f"- {_prose(one.title)}, {one.year}" for one in rule.sources)
    yield f"**Confidence.** {rule.confidence}; {_prose(_sure(rule))}."
    yield f"**To accept one place**\n\n```html\n<!-- medlint: allow {rule.id}: the reason -->\n```"
    yield f"All about the rule: `medlint explain {rule.id}`"


def _sure(rule: Rule) -> str:
    if rule.measured is None:
        return _SURE[rule.confidence]
    return f"{rule.measured.precision:.2f} of {rule.measured.judged} findings judged were right"


def _prose(text: str) -> str:
    return markdown(text, 4_000)
