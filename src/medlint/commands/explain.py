"""`medlint explain RULE`: one rule's page."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from medlint.commands.options import add_selection, overrides_of
from medlint.commands.output import OK, write_lines
from medlint.config import Config
from medlint.errors import UsageError
from medlint.model import Rule
from medlint.rulebook.folders import unknown
from medlint.run import Workshop
from medlint.toml.written import written

WIDTH = 80
_PRECISION = {"high": "at least 9 in 10", "medium": "at least 3 in 4", "low": "fewer than 3 in 4"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `explain`."""
    parser.add_argument("rule", metavar="RULE", help="a rule's id, as reports give it")
    add_selection(parser)


def run(args: argparse.Namespace) -> int:
    """Print the page. Raises UsageError for a rule that does not exist."""
    workshop = Workshop(overrides_of(args), examples=True)
    config = workshop.config(Path.cwd() / "x")
    book = workshop.rulebook(config)
    if args.rule not in book.rules:
        raise UsageError(unknown("rule", args.rule, book.rules))
    rule = book.rules[args.rule]
    active = any(one.id == rule.id for one in workshop.ruleset(config).rules)
    write_lines(_page(rule, book.owners.get(rule.id, ""), config, active=active))
    return OK


def _page(rule: Rule, owner: str, config: Config, *, active: bool) -> Iterator[str]:
    yield f"{rule.family}/{rule.id}"
    yield rule.title
    yield ""
    state = f"{'on' if active else 'off'} here (profile {config.profile}){', preview' if rule.preview else ''}"
    yield f"{rule.severity}, confidence {rule.confidence} ({_PRECISION[rule.confidence]} findings are right)"
    yield f"{state}; since {rule.since}; from {owner}"
    for title, text in (("What it says", rule.message), ("Why", rule.why), ("What to do", rule.suggestion)):
        if text:
            yield from _section(title, text)
    yield from ("", "Sources")
    for source in rule.sources:
        yield from _wrapped(f"{source.title} ({source.year}) {source.url}".rstrip())
    yield from _examples(rule)
    yield from ("", f"Options of the check {rule.check}, under [rules.{rule.id}]")
    for name, value in rule.options.items():
        yield from _wrapped(f"{name} = {written(value)}")
    yield from ("", "To allow it in one place")
    yield f"  <!-- medlint: allow {rule.id}: the reason -->"
    yield from ("", f"File: {rule.path}")


def _section(title: str, text: str) -> Iterator[str]:
    yield from ("", title)
    yield from _wrapped(text)


def _examples(rule: Rule) -> Iterator[str]:
    for title, kind in (("Flagged", "bad"), ("Left alone", "good")):
        yield from ("", title)
        for example in rule.examples:
            text = example.bad if kind == "bad" else example.good
            if text:
                yield from _wrapped(" ".join(text.split()), first="  - ")


def _wrapped(text: str, first: str = "  ") -> list[str]:
    import textwrap

    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=" " * len(first),
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
