"""`medlint rules`: the catalogue as it applies here, who provides what, and how old the dated facts are."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from medlint.ages import months_since
from medlint.commands.columns import hang, line_width
from medlint.commands.options import add_selection, overrides_of
from medlint.commands.output import BROKEN, OK, say_failures, write_lines
from medlint.host import Host
from medlint.model import FAMILIES, FactTable, Rule
from medlint.rulebook import Rulebook
from medlint.run import Workshop


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `rules`."""
    parser.add_argument("--plugins", action="store_true", help="who provides which checks, layers, readers and rules")
    parser.add_argument("--facts", action="store_true", help="the dated tables and their age")
    add_selection(parser)


def run(args: argparse.Namespace) -> int:
    """List what is asked for; exit code 2 if a plugin or rule file cannot be used."""
    workshop = Workshop(overrides_of(args))
    config = workshop.config(Path.cwd() / "x")
    book = workshop.rulebook(config)
    if args.plugins:
        write_lines(_plugins(workshop.host, book))
    elif args.facts:
        write_lines(_facts(book.facts, workshop.today))
    else:
        active = {rule.id: rule for rule in workshop.ruleset(config).rules}
        write_lines(_catalogue(book.rules, active, config.profile))
    failures = workshop.failures()
    say_failures(failures)
    return BROKEN if failures else OK


def _catalogue(rules: Mapping[str, Rule], active: Mapping[str, Rule], profile: str) -> Iterator[str]:
    wide = max((len(name) for name in rules), default=0)
    states = {rule.id: "on" if rule.id in active else "preview" if rule.preview else "off" for rule in rules.values()}
    first = max(map(len, states.values()), default=0)
    width = line_width()
    for family in FAMILIES:
        members = [active.get(rule.id, rule) for rule in rules.values() if rule.family == family]
        if not members:
            continue
        yield family
        for rule in members:
            head = f"  {states[rule.id]:<{first}}  {rule.id:<{wide}}  {rule.severity:<7}  {rule.confidence:<6}  "
            yield from hang(head, rule.title, width)
        yield ""
    yield f"{len(active)} of {len(rules)} rules are on here (profile {profile}). `medlint explain RULE` tells more."


def _plugins(host: Host, book: Rulebook) -> Iterator[str]:
    width = line_width()
    for owner in sorted({*host.owners.values(), *book.owners.values()}):
        yield owner
        kinds: dict[str, list[str]] = {}
        for what, provider in host.owners.items():
            if provider == owner:
                kind, _, name = what.partition(" ")
                kinds.setdefault(f"{kind}s", []).append(name)
        kinds["rules"] = [rule for rule, provider in book.owners.items() if provider == owner]
        for kind, names in sorted(kinds.items()):
            if names:
                yield from hang(f"  {kind} ({len(names)}): ", ", ".join(sorted(names)), width)


def _facts(tables: Mapping[str, FactTable], today: date) -> Iterator[str]:
    """One line a table; ages are in whole months, and old are the rows past the table's shelf life."""
    if not tables:
        yield "There are no dated tables."
        return
    wide = max(map(len, tables))
    yield f"{'table':<{wide}}   rows  oldest row  age and shelf life"
    for table in tables.values():
        ages = {str(row["as_of"]): months_since(str(row["as_of"]), today) for row in table.rows if "as_of" in row}
        oldest = min(ages, default="undated")
        told = f"{ages[oldest]} of {table.shelf_life_months} months" if ages else ""
        old = sum(
            ages.get(str(row.get("as_of")), 0) > int(row.get("shelf_life_months", table.shelf_life_months))
            for row in table.rows
        )
        stale = f"; stale: {old} of {len(table.rows)} rows" if old else ""
        yield f"{table.id:<{wide}}  {len(table.rows):>5}  {oldest:<10}  {told}{stale}".rstrip()
