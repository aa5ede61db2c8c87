"""`medlint check`: lint, show the report in every format asked for, and decide the exit code."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from medlint.commands.options import add_selection, overrides_of
from medlint.commands.output import BROKEN, FOUND, OK, drop_stdout, say, say_failures, write_machine
from medlint.errors import UsageError
from medlint.model import SEVERITIES, Report
from medlint.reporters import FORMATS, render
from medlint.reporters.progress import watched
from medlint.run import STDIN, Request, Workshop, lint_paths

_CARDED = frozenset({"rich", "json", "jsonl"})
"""The formats that hold the scorecard."""


class Output(Struct, frozen=True):
    """A format and where it goes: a file, or stdout for the empty string."""

    name: str
    file: str = ""


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
    fixes = parser.add_argument_group("fixes")
    fixes.add_argument("--fix", action="store_true", help="make the safe fixes, and report what is left")
    fixes.add_argument(
        "--diff", action="store_true", help="print the safe fixes as a diff instead of a report, and write nothing"
    )
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
    texts.add_argument("--no-cache", action="store_true", help="accepted, without effect: findings are not cached yet")
    texts.add_argument("--today", metavar="DATE", help="the day that dated facts are held against (YYYY-MM-DD)")


def run(args: argparse.Namespace) -> int:
    """Lint and report; exit code 0, 1 or 2."""
    overrides = overrides_of(args)
    workshop = Workshop(overrides, _day(args.today))
    outputs = _outputs(args.format, workshop, taken=_takes_stdout(args))
    if not args.paths:
        raise UsageError("which texts? Name files or folders, or - for standard input")
    request = Request(
        paths=tuple(args.paths),
        overrides=overrides,
        today=workshop.today,
        stdin_filename=args.stdin_filename,
        no_exclude=args.no_exclude,
    )
    if args.scorecard and not any(output.name in _CARDED for output in outputs):
        say("--scorecard: the scorecard is in the formats rich, json and jsonl only")
    report = _lint_and_fix(request, workshop, args)
    for message in report.messages:
        say(message)
    for output in outputs:
        _deliver(output, report, workshop, args)
    if not any(output.name == "rich" and not output.file for output in outputs):
        say_failures(report.failures)
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
    """The report of the texts; with `--fix`, of what is left in them."""
    if not (args.fix or args.diff):
        return lint_paths(request, workshop, _watched)
    from medlint.commands.mending import fix_reported, fix_stdin

    if STDIN in request.paths:
        return fix_stdin(workshop, request.stdin_filename, write=not args.diff)
    return fix_reported(lint_paths(request, workshop, _watched), workshop, write=not args.diff)


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
    for file in report.files:
        gate = workshop.config(Path.cwd() / file.path).fail_on
        failing = () if gate == "never" else SEVERITIES[: SEVERITIES.index(gate) + 1]
        yield any(finding.severity in failing for finding in file.findings)


def _outputs(wanted: Sequence[str], workshop: Workshop, *, taken: bool) -> list[Output]:
    """The formats asked for. Raises UsageError for one that nobody provides, and for two that both want stdout.

    `taken`: a diff or a fixed text stands there, so no format can.
    """
    outputs = [Output(*text.partition(":")[::2]) for text in wanted] or [Output("rich")] * (not taken)
    known = {*FORMATS, *workshop.host.reporters}
    for output in outputs:
        if output.name not in known:
            from medlint.toml.source import nearest

            near = nearest(output.name, known)
            hint = f"did you mean {near!r}?" if near else f"there are {', '.join(sorted(known))}"
            raise UsageError(f"--format: there is no format {output.name!r}; {hint}")
    if taken and any(not output.file for output in outputs):
        raise UsageError(
            "--format: standard output holds the text or the diff; give the format a file, as in json:out.json"
        )
    if sum(not output.file for output in outputs) > 1:
        raise UsageError(
            "--format: only one format can go to standard output; give the others a file, as in json:out.json"
        )
    return outputs


def _deliver(output: Output, report: Report, workshop: Workshop, args: argparse.Namespace) -> None:
    if output.name == "rich":
        _deliver_rich(output, report, workshop, args)
        return
    plugin = workshop.host.reporters.get(output.name)
    text = plugin.render(report) if plugin and output.name not in FORMATS else render(output.name, report)
    if not output.file:
        write_machine(text)
        return
    try:
        Path(output.file).write_bytes(text.encode("utf-8"))
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror or error}", path=output.file) from error


def _deliver_rich(output: Output, report: Report, workshop: Workshop, args: argparse.Namespace) -> None:
    from medlint.reporters.terminal import print_report

    report, rules = replace(report, messages=()), workshop.rules()
    options = {"verbose": args.verbose, "quiet": args.quiet, "statistics": args.statistics, "scorecard": args.scorecard}
    if not output.file:
        try:
            print_report(report, file=sys.stdout, rules=rules, **options)
            sys.stdout.flush()
        except BrokenPipeError:
            drop_stdout()
        return
    try:
        with Path(output.file).open("w", encoding="utf-8", newline="\n") as file:
            print_report(report, file=file, rules=rules, colour=False, **options)
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror or error}", path=output.file) from error


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError(f"--today: {text!r} is no date; write it as in 2026-03-01") from None
