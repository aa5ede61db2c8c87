"""`medlint check`: lint, show the report in every format asked for, and decide the exit code."""

from __future__ import annotations

import argparse
import functools
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec.structs import replace

from medlint.commands.comparing import add_comparison, open_past, refuse_contradictions
from medlint.commands.options import add_selection, overrides_of, read_day
from medlint.commands.output import BROKEN, FOUND, OK, say, say_failures
from medlint.commands.reports import CARDED, deliver, lint_or_tell, read_outputs, report_files
from medlint.commands.speed import add_speed, is_cached, jobs_of, start_timing, tell_timing
from medlint.comparison.known import without_known
from medlint.errors import UsageError
from medlint.model import SEVERITIES, Report
from medlint.reporters import FORMATS
from medlint.reporters.progress import watched
from medlint.run import STDIN, Request, Workshop, lint_paths


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `check`."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files, folders, or - for standard input")
    shown = parser.add_argument_group("report")
    shown.add_argument(
        "--format", action="append", default=[], metavar="NAME[:FILE]",
        help=f"{', '.join(FORMATS)} or a plugin's (default: rich); may be repeated, with a file to write to",
    )  # fmt: skip
    shown.add_argument("--statistics", action="store_true", help="how often each rule spoke")
    shown.add_argument(
        "--scorecard", action="store_true", help="the scorecard of every text below its findings (JSON always has it)"
    )
    shown.add_argument("--verbose", action="store_true", help="show every note, however many")
    shown.add_argument("--quiet", action="store_true", help="errors and warnings only, without their reasons")
    add_selection(parser)
    add_comparison(parser)
    fixes = parser.add_argument_group("fixes")
    fixes.add_argument("--fix", action="store_true", help="make the safe fixes, and report what is left")
    fixes.add_argument(
        "--diff", action="store_true", help="print the safe fixes as a diff instead of a report, and write nothing"
    )
    fixes.add_argument(
        "--add-allow", metavar="RULE", help="write a comment that allows a rule (or family) at each of its findings"
    )
    fixes.add_argument("--reason", metavar="TEXT", help="why, for --add-allow")
    gate = parser.add_argument_group("exit code")
    gate.add_argument(
        "--fail-on", choices=(*SEVERITIES, "never"), help="lowest severity that gives exit code 1 (error)"
    )
    gate.add_argument("--max-warnings", type=int, metavar="N", help="more warnings than this give exit code 1")
    gate.add_argument("--exit-zero", action="store_true", help="exit 0 whatever is found; failures still give 2")
    texts = parser.add_argument_group("texts")
    texts.add_argument("--no-exclude", action="store_true", help="lint what the configuration excludes, too")
    texts.add_argument("--stdin-filename", default="stdin.md", metavar="NAME", help="name and type of standard input")
    texts.add_argument("--max-file-size", metavar="SIZE", help='refuse larger files, as in "2 MB"')
    texts.add_argument("--today", metavar="DATE", help="the day that dated facts are held against (YYYY-MM-DD)")
    add_speed(parser)


def run(args: argparse.Namespace) -> int:
    """Lint and report; exit code 0, 1 or 2."""
    refuse_contradictions(args)
    overrides = overrides_of(args)
    workshop = Workshop(overrides, read_day(args.today))
    start_timing(args, workshop)
    outputs = read_outputs(args.format, workshop, taken=_takes_stdout(args))
    if not args.paths and (args.since is not None or args.staged):
        args.paths = ["."]
    if not args.paths:
        raise UsageError("which texts? Name files or folders, or - for standard input")
    request = Request(
        paths=tuple(args.paths),
        overrides=overrides,
        today=read_day(args.today),
        stdin_filename=args.stdin_filename,
        no_exclude=args.no_exclude,
        jobs=jobs_of(args),
        cached=is_cached(args),
        reports=report_files(outputs, args.paths),
    )
    if args.scorecard and not any(output.name in CARDED for output in outputs):
        say("--scorecard: the scorecard is in the formats rich, html, json and jsonl only")
    report = lint_or_tell(lambda: _lint_and_fix(request, workshop, args), outputs, workshop)
    for message in report.messages:
        say(message)
    if not any(output.name == "rich" and not output.file for output in outputs):
        say_failures(report.failures)
    deliver(report, outputs, workshop, args)
    tell_timing(workshop)
    return exit_code(report, workshop, exit_zero=args.exit_zero)


def _takes_stdout(args: argparse.Namespace) -> bool:
    """Whether standard output holds a diff or a fixed text, so that no report can go there.

    Raises UsageError where files and standard input are to be fixed together.
    """
    if not (args.fix or args.diff):
        return False
    if STDIN in args.paths and len(args.paths) > 1:
        raise UsageError("--fix and --diff: standard input is fixed alone; name the files in another run")
    return args.diff or STDIN in args.paths


def _lint_and_fix(request: Request, workshop: Workshop, args: argparse.Namespace) -> Report:
    """The report of the texts, without what is known; with `--fix` or `--add-allow`, of what is left in them."""
    past = open_past(args, request.paths, workshop)
    request = replace(request, shelf=past)
    show = functools.partial(without_known, workshop=workshop, past=past, named=request.paths, label=args.since or "")
    if args.add_allow is not None:
        from medlint.commands.adopting import adopt_reported

        return show(adopt_reported(lint_paths(request, workshop, _watched), show, workshop, args))
    if not (args.fix or args.diff):
        return show(lint_paths(request, workshop, _watched))
    from medlint.commands.mending import fix_reported, fix_stdin

    if STDIN in request.paths:
        return show(fix_stdin(workshop, request.stdin_filename, write=not args.diff))
    return show(fix_reported(lint_paths(request, workshop, _watched), workshop, write=not args.diff))


def _watched(files: Sequence[Path]) -> Iterable[Path]:
    """The files, one by one, with a progress bar for somebody who waits at a terminal."""
    return watched(files, len(files), sys.stderr)


def exit_code(report: Report, workshop: Workshop, *, exit_zero: bool) -> int:
    """2 if anything of ours broke; 1 if a finding reaches its text's `fail-on` or warnings are too many; else 0."""
    if report.failures:
        return BROKEN
    if exit_zero:
        return OK
    limit = workshop.config(Path.cwd() / "x").max_warnings
    warnings = sum(finding.severity == "warning" for file in report.files for finding in file.findings)
    too_many = limit is not None and warnings > limit
    if too_many:
        say(f"{warnings} warnings are more than the {limit} allowed")
    return FOUND if too_many or any(_fails(report, workshop)) else OK


def _fails(report: Report, workshop: Workshop) -> Iterable[bool]:
    here = os.getcwd()  # noqa: PTH109
    for file in report.files:
        gate = workshop.file_config(os.path.join(here, file.path)).fail_on  # noqa: PTH118 - for thousands of texts
        failing = () if gate == "never" else SEVERITIES[: SEVERITIES.index(gate) + 1]
        yield any(finding.severity in failing for finding in file.findings)
