"""`medlint explain RULE`: one rule's page."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from medlint.commands.columns import hang
from medlint.commands.options import add_selection, overrides_of
from medlint.commands.output import OK, write_lines
from medlint.config import Config
from medlint.errors import UsageError
from medlint.model import Example, Rule
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
    workshop = Workshop(overrides_of(args))
    config = workshop.config(Path.cwd() / "x")
    book = workshop.rulebook(config)
    if args.rule not in book.rules:
        raise UsageError(unknown("rule", args.rule, book.rules))
    rule = workshop.with_examples(config, {args.rule}).rules[args.rule]
    active = any(one.id == rule.id for one in workshop.ruleset(config).rules)
    write_lines(_page(rule, book.owners.get(rule.id, ""), config, active=active))
    return OK


def _page(rule: Rule, owner: str, config: Config, *, active: bool) -> Iterator[str]:
    yield f"{rule.family}/{rule.id}"
    yield rule.title
    yield ""
    state = f"{'on' if active else 'off'} here (profile {config.profile}){', preview' if rule.preview else ''}"
    yield f"{rule.severity}, confidence {rule.confidence} ({_PRECISION[rule.confidence]} findings are right)"
    yield from _measured(rule)
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
        yield from _option(name, value)
    yield "  Any other option has the default of its check."
    yield from ("", "To allow it in one place")
    yield f"  <!-- medlint: allow {rule.id}: the reason -->"
    yield from ("", f"File: {rule.path}")


def _measured(rule: Rule) -> Iterator[str]:
    """What was measured; that nothing was is said, too."""
    if rule.measured is None:
        yield from hang("", f"precision not measured{f': {rule.evidence}' if rule.evidence else ' yet'}", WIDTH)
        return
    told = f"measured precision {rule.measured.precision:.2f}, of {rule.measured.judged} findings judged"
    yield from hang("", f"{told} ({rule.measured.on})", WIDTH)


def _section(title: str, text: str) -> Iterator[str]:
    yield from ("", title)
    yield from _wrapped(text)


def _examples(rule: Rule) -> Iterator[str]:
    for title, kind in (("Flagged", "bad"), ("Left alone", "good")):
        yield from ("", title)
        for example in rule.examples:
            text = example.bad if kind == "bad" else example.good
            lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
            for number, line in enumerate(lines):
                yield from _wrapped(line, first="    " if number else "  - ")
            if lines and _setting(example):
                yield from _wrapped(f"({_setting(example)})", first="    ")


def _setting(example: Example) -> str:
    """What an example sets, in a few words: with the rule's own settings it may come out otherwise."""
    told = [f"profile {example.profile}"] if example.profile else []
    told += [f"with {name} = {written(value)}" for name, value in example.options.items()]
    told += [f"{name} {value}" for name, value in (("region", example.region), ("audience", example.audience)) if value]
    told += [f"own-domains {written(example.own_domains)}"] if example.own_domains else []
    told += [f"on {example.today}"] if example.today else []
    return "; ".join(told)


def _option(name: str, value: object) -> Iterator[str]:
    """An option on one line, or a list that is too long for that with its items one below the other."""
    line = f"  {name} = {written(value)}"
    if len(line) <= WIDTH or not isinstance(value, (list, tuple)):
        yield from hang(f"  {name} = ", written(value), WIDTH)
        return
    yield f"  {name} = ["
    for item in value:
        yield from hang("    ", f"{written(item)},", WIDTH)
    yield "  ]"


def _wrapped(text: str, first: str = "  ") -> list[str]:
    import textwrap

    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=" " * len(first),
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
