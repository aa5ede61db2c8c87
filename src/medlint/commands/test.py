"""`medlint test`: run the examples in rule files."""

from __future__ import annotations

import argparse
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from medlint.commands.columns import hang
from medlint.commands.options import add_selection, overrides_of
from medlint.commands.output import BROKEN, FOUND, OK, say, say_failures, write_lines
from medlint.errors import RuleFileError, UsageError
from medlint.model import Rule
from medlint.rulebook.folders import unknown
from medlint.run import Workshop
from medlint.testing import ExampleResult, Setup, open_setup, run_examples

if TYPE_CHECKING:
    from medlint.coverage import Phrases

WIDTH = 100
SHOWN = 3
"""So many untried phrases of a rule's own list are named without `--verbose`."""
LONGEST = 76
"""So many characters of a phrase are shown."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `test`."""
    parser.add_argument(
        "targets", nargs="*", metavar="RULE|PATH", help="rules, rule files or rule folders (default: all)"
    )
    parser.add_argument(
        "--coverage", action="store_true",
        help="how many examples each rule has, which of its phrases stand in none, which options change nothing in any",
    )  # fmt: skip
    parser.add_argument("--verbose", action="store_true", help="name the examples that pass, and all untried phrases")
    add_selection(parser)


def run(args: argparse.Namespace) -> int:
    """Exit code 0 if every example holds, 1 if one does not, 2 if a rule file cannot be used."""
    workshop = Workshop(overrides_of(args))
    config = workshop.config(Path.cwd() / "x")
    loaded = [*config.rule_folders, *(Path(str(one.folder)) for one in workshop.host.rule_folders)]
    strange = dict.fromkeys(_folder_of(Path(target)) for target in args.targets if _is_path(target, loaded))
    setup = open_setup([*config.rule_folders, *strange], host=workshop.host)
    errors = [error for error in setup.rulebook.errors if not args.targets or _concerns(error.path, args.targets)]
    results = run_examples(_wanted(args.targets, setup, errors) if args.targets else None, setup=setup)
    write_lines(_report(results, args, setup))
    for error in errors:
        say(f"error: {error}")
    say_failures(setup.host.failures)
    if errors or setup.host.failures:
        return BROKEN
    return OK if all(result.passed for result in results) else FOUND


def _wanted(targets: Iterable[str], setup: Setup, errors: Iterable[RuleFileError]) -> list[str]:
    """The ids of the rules asked for by id or by path. What has a broken file is told of as an error already."""
    rules = setup.rulebook.rules
    wanted: list[str] = []
    for target in targets:
        below = [target] if target in rules else [one.id for one in rules.values() if _concerns(one.path, [target])]
        if not below and not any(_concerns(error.path, [target]) for error in errors):
            raise UsageError(_unfound(target, rules))
        wanted += below
    return wanted


def _unfound(target: str, rules: Collection[str]) -> str:
    """Why a target names nothing."""
    if Path(target).exists():
        return f"no rules in {target}"
    if "/" in target or target.endswith(".toml"):
        return f"there is no such file or folder: {target}"
    told = unknown("rule", target, rules)
    return told if "did you mean" in told else f"{told}; one in a folder that is not configured is named by its path"


def _report(results: Sequence[ExampleResult], args: argparse.Namespace, setup: Setup) -> Iterator[str]:
    for result in results:
        if not result.passed or args.verbose:
            yield from str(result).splitlines()
    if args.coverage:
        tested = dict.fromkeys(result.rule for result in results)
        yield from _coverage((setup.rulebook.rules[id] for id in tested), setup, everything=args.verbose)
    rules, failed = {result.rule for result in results}, sum(not result.passed for result in results)
    if results:
        outcome = f"{failed} failed" if failed else "all passed"
        yield f"{_count(results, 'example')} of {_count(rules, 'rule')}: {outcome}"


def _count(things: Collection[object], noun: str) -> str:
    return f"{len(things)} {noun}{'' if len(things) == 1 else 's'}"


def _coverage(rules: Iterable[Rule], setup: Setup, *, everything: bool) -> Iterator[str]:
    """What the examples of rules leave untried, rules with the fewest examples first; `everything`: each phrase."""
    from medlint.coverage import cover

    covered = sorted((cover(rule, setup) for rule in rules), key=lambda one: (one.bad + one.good, one.rule))
    for one in covered:
        yield f"{one.bad:>4} bad  {one.good:>4} good  {one.rule}"
        for phrases in one.phrases:
            most = len(phrases.untried) if everything else SHOWN if phrases.own else 0
            yield from _untried(phrases, most)
        if one.untried:
            yield from hang("      changes nothing in any example: ", ", ".join(one.untried), WIDTH)
    yield _total("options change something in an example", [(one.options, len(one.untried)) for one in covered])
    own = [(phrases.count, len(phrases.untried)) for one in covered for phrases in one.phrases if phrases.own]
    yield _total("phrases written out in rules stand in an example", own)


def _untried(phrases: Phrases, most: int) -> Iterator[str]:
    """What a lexicon has that no example holds: a line, and below it up to `most` of the phrases."""
    if phrases.untried:
        yield f"      {phrases.count - len(phrases.untried):>4} of {phrases.count:>4} phrases of {phrases.lexicon}"
    for phrase in phrases.untried[:most]:
        yield f"{' ' * 19}not {phrase if len(phrase) <= LONGEST else f'{phrase[:LONGEST]}…'}"
    if 0 < most < len(phrases.untried):
        yield f"{' ' * 19}nor {len(phrases.untried) - most} more (--verbose names them)"


def _total(what: str, counts: Iterable[tuple[int, int]]) -> str:
    pairs = list(counts)
    known = sum(count for count, _ in pairs)
    return f"{known - sum(untried for _, untried in pairs)} of {known} {what}"


def _is_path(target: str, loaded: Iterable[Path]) -> bool:
    """Whether a target is a file or folder of rules that nobody has loaded yet."""
    place = Path(target).resolve()
    inside = {folder.resolve() for folder in loaded}
    return place.exists() and not inside & {place, *place.parents} and ("/" in target or place.is_dir())


def _folder_of(path: Path) -> Path:
    """The rule folder of a path: itself, or two up from a rule file."""
    return path if path.is_dir() else path.resolve().parent.parent


def _concerns(file: str, targets: Iterable[str]) -> bool:
    """Whether a rule file is what a target names: its id, its path, or a folder above it."""
    place = Path(file).resolve()
    return any(place.stem == target or Path(target).resolve() in {place, *place.parents} for target in targets)
