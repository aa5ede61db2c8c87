"""`medlint test`: run the examples in rule files."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from medlint.commands.options import add_selection, overrides_of
from medlint.commands.output import BROKEN, FOUND, OK, say, say_failures, write_lines
from medlint.errors import RuleFileError, UsageError
from medlint.rulebook.folders import unknown
from medlint.run import Workshop
from medlint.testing import ExampleResult, Setup, open_setup, run_examples


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `test`."""
    parser.add_argument(
        "targets", nargs="*", metavar="RULE|PATH", help="rules, rule files or rule folders (default: all)"
    )
    parser.add_argument("--coverage", action="store_true", help="how many examples each rule has, fewest first")
    parser.add_argument("--verbose", action="store_true", help="name the examples that pass, too")
    add_selection(parser)


def run(args: argparse.Namespace) -> int:
    """Exit code 0 if every example holds, 1 if one does not, 2 if a rule file cannot be used."""
    workshop = Workshop(overrides_of(args), examples=True)
    config = workshop.config(Path.cwd() / "x")
    loaded = [*config.rule_folders, *(Path(str(one.folder)) for one in workshop.host.rule_folders)]
    strange = dict.fromkeys(_folder_of(Path(target)) for target in args.targets if _is_path(target, loaded))
    setup = open_setup([*config.rule_folders, *strange], host=workshop.host)
    errors = [error for error in setup.rulebook.errors if not args.targets or _concerns(error.path, args.targets)]
    results = run_examples(_wanted(args.targets, setup, errors) if args.targets else None, setup=setup)
    write_lines(_report(results, args))
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


def _report(results: Sequence[ExampleResult], args: argparse.Namespace) -> Iterator[str]:
    for result in results:
        if not result.passed or args.verbose:
            yield from str(result).splitlines()
    if args.coverage:
        yield from _coverage(results)
    rules, failed = {result.rule for result in results}, sum(not result.passed for result in results)
    if results:
        outcome = f"{failed} failed" if failed else "all passed"
        yield f"{_count(results, 'example')} of {_count(rules, 'rule')}: {outcome}"


def _count(things: Collection[object], noun: str) -> str:
    return f"{len(things)} {noun}{'' if len(things) == 1 else 's'}"


def _coverage(results: Iterable[ExampleResult]) -> Iterator[str]:
    counts: dict[str, Counter[str]] = {}
    for result in results:
        counts.setdefault(result.rule, Counter())[result.kind] += 1
    for rule, kinds in sorted(counts.items(), key=lambda item: (item[1].total(), item[0])):
        yield f"{kinds['bad']:>4} bad  {kinds['good']:>4} good  {rule}"


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
