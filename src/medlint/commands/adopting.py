"""What `--add-allow` adds to `check`: old findings are allowed where they stand."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec.structs import replace

from medlint.adoption import Adopted, adopt_file, config_lines
from medlint.allow.insertion import refuse_reason
from medlint.commands.output import say
from medlint.errors import ConfigError, SourceError, UsageError
from medlint.model import FAMILIES, Failure, FileReport, Report
from medlint.newness import found_in
from medlint.reporters.escape import printable
from medlint.rulebook.folders import unknown
from medlint.run import STDIN, Workshop, lint_file


def adopt_reported(
    report: Report, show: Callable[[Report], Report], workshop: Workshop, args: argparse.Namespace
) -> Report:
    """Allow a rule wherever a report, as `show` gives it, has a finding of it; the report of the texts afterwards.

    Raises UsageError for a rule that does not exist and a reason that cannot be written.
    """
    rule, reason = _asked(args, workshop)
    done: list[Adopted] = []
    failures: list[Failure] = []
    again: dict[str, FileReport] = {}
    for file in show(report).files:
        findings = [one for one in found_in(file) if rule in (one.rule, one.family)]
        if not findings:
            continue
        try:
            adopted = adopt_file(Path(file.path), findings, f"{rule}: {reason}", workshop)
        except (SourceError, ConfigError) as error:
            failures.append(Failure("add-allow", file.path, error.message))
            continue
        done.append(adopted)
        if adopted.made:
            outcome = lint_file(workshop, Path(file.path))
            failures += outcome.failures
            again[file.path] = outcome.report or file
    _tell(done, rule, reason, workshop)
    files = tuple(again.get(file.path, file) for file in report.files)
    return replace(report, files=files, failures=tuple(dict.fromkeys((*report.failures, *failures))))


def _asked(args: argparse.Namespace, workshop: Workshop) -> tuple[str, str]:
    """The rule and the reason. Raises UsageError."""
    rule, reason = args.add_allow.strip().lower(), " ".join((args.reason or "").split())
    known = {*workshop.rulebook(workshop.config(Path.cwd() / "x")).rules, *FAMILIES}
    problem = unknown("rule", rule, known) if rule not in known else None
    if problem:
        raise UsageError(f"--add-allow: {problem}")
    problem = refuse_reason(reason)
    if problem:
        raise UsageError(f"--reason: {problem}")
    if STDIN in args.paths:
        raise UsageError("--add-allow writes into files; standard input is none")
    return rule, reason


def _tell(done: Sequence[Adopted], rule: str, reason: str, workshop: Workshop) -> None:
    """One line about what was written, and for texts that hold no comments the lines to put into the configuration."""
    made, texts = sum(one.made for one in done), sum(bool(one.made) for one in done)
    allowances = f"{made} {'allowance' if made == 1 else 'allowances'} of {rule}"
    say(f"{allowances} written in {texts} {'text' if texts == 1 else 'texts'}")
    left = [one.path for one in done if one.left]
    if not left:
        return
    chain = workshop.config_files.chain(str(Path.cwd()))
    folder = Path(chain[-1].folder) if chain else Path.cwd()
    say("these texts have no place for a comment; put this into the configuration:")
    sys.stderr.write("".join(f"{printable(line)}\n" for line in config_lines(left, rule, reason, folder)))
