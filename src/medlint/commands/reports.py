"""Where the reports of `check` go: one format to standard output, any number to files, and GitHub's job summary."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from medlint.commands.files import append_file, real_path, write_file
from medlint.commands.output import drop_stdout, say, write_machine
from medlint.errors import ConfigError, MedlintError, UsageError
from medlint.model import Failure, Report
from medlint.reporters import FORMATS, render
from medlint.reporters.places import Setting
from medlint.run import Workshop

CARDED: Final = frozenset({"rich", "json", "jsonl", "html"})
"""The formats that hold the scorecard of each text."""
RULELESS: Final = frozenset({"concise", "json", "jsonl"})
"""The formats that say nothing of a rule but its name."""
SUMMARY: Final = "GITHUB_STEP_SUMMARY"
"""The variable by which GitHub Actions names the file of the job summary."""


class Output(Struct, frozen=True):
    """A format and where it goes: a file, or stdout for the empty string."""

    name: str
    file: str = ""


def read_outputs(wanted: Sequence[str], workshop: Workshop, *, taken: bool) -> list[Output]:
    """The outputs that `--format` asks for; one on a terminal where it asks for none.

    `taken`: a diff or a fixed text stands on stdout, so no format can. Raises UsageError for a format that nobody
    provides, for two that want stdout or the same file, and for a file without a name.
    """
    outputs = [_output(text) for text in wanted] or [Output("rich")] * (not taken)
    for output in outputs:
        # Plugins are loaded only where a format may be theirs: what is known from a former run needs none.
        if output.name not in FORMATS and output.name not in workshop.host.reporters:
            from medlint.toml.source import nearest

            known = {*FORMATS, *workshop.host.reporters}
            near = nearest(output.name, known)
            hint = f"did you mean {near!r}?" if near else f"there are {', '.join(sorted(known))}"
            raise UsageError(f"--format: there is no format {output.name!r}; {hint}")
    _refuse_clashes([output.file for output in outputs], taken=taken)
    return outputs


def _output(text: str) -> Output:
    name, colon, file = text.partition(":")
    if colon and not file:
        raise UsageError(f"--format: {text!r} names no file; write {name}:FILE, or {name} for standard output")
    return Output(name, file)


def _refuse_clashes(files: Sequence[str], *, taken: bool) -> None:
    if taken and not all(files):
        raise UsageError(
            "--format: standard output holds the text or the diff; give the format a file, as in json:out.json"
        )
    if files.count("") > 1:
        raise UsageError(
            "--format: only one format can go to standard output; give the others a file, as in json:out.json"
        )
    places = [real_path(file) for file in files if file]
    twice = next((file for file in places if places.count(file) > 1), None)
    if twice:
        raise UsageError("--format: two formats cannot go to the same file", path=Path(twice).name)


def report_files(outputs: Sequence[Output], paths: Sequence[str]) -> frozenset[str]:
    """The real paths of the files that reports go to. Raises UsageError where one would replace a named text."""
    files = {real_path(output.file): output.file for output in outputs if output.file}
    for path in paths:
        if real_path(path) in files:
            raise UsageError("--format: the report would replace this text", path=path)
    return frozenset(files)


def lint_or_tell(lint: Callable[[], Report], outputs: Sequence[Output], workshop: Workshop) -> Report:
    """The report of `lint`. Where that raises, each machine format says what failed before the error goes on.

    Without that, a configuration that cannot be used would leave an old file, or an empty one, that looks like a pass.
    """
    try:
        return lint()
    except MedlintError as error:
        place = f"{error.path}:{error.line}" if error.path and error.line else error.path
        where = "configuration" if isinstance(error, ConfigError) else "medlint"
        told = ": ".join(part for part in (error.key, error.message) if part)
        report = Report((), (Failure(where, place, told),))
        try:
            deliver(report, [output for output in outputs if output.name in FORMATS[1:]], workshop, None)
        except MedlintError as second:
            say(f"error: {second}")
        raise


def deliver(report: Report, outputs: Sequence[Output], workshop: Workshop, args: argparse.Namespace | None) -> None:
    """Write the report in each format. One that fails does not keep the others back; its error is raised in the end."""
    setting = _setting(report, outputs, workshop)
    errors: list[MedlintError] = []
    for output in outputs:
        try:
            _write(output, report, workshop, setting, args)
        except MedlintError as error:
            errors.append(error)
    summary = os.environ.get(SUMMARY, "") if any(output.name == "github" for output in outputs) else ""
    if summary:
        from medlint.reporters.job_summary import render_summary

        try:
            append_file(summary, render_summary(report, setting).encode("utf-8"))
        except MedlintError as error:
            errors.append(error)
    for other in errors[1:]:
        say(f"error: {other}")
    if errors:
        raise errors[0]


def _setting(report: Report, outputs: Sequence[Output], workshop: Workshop) -> Setting:
    """What the formats need beside the report; the gates only where one of them tells passes from failures."""
    from medlint.reporters.places import find_root

    here = Path.cwd()
    gates: Mapping[str, str] = {}
    if any(output.name == "junit" for output in outputs):
        gates = {file.path: workshop.config(here / file.path).fail_on for file in report.files}
    rules = {} if {output.name for output in outputs} <= RULELESS else workshop.rules()
    return Setting(rules, str(here), str(find_root(here)), gates)


def _write(
    output: Output, report: Report, workshop: Workshop, setting: Setting, args: argparse.Namespace | None
) -> None:
    if output.name == "rich":
        _write_rich(output, report, workshop, args)
        return
    data = _rendered(output.name, report, workshop, setting)
    if output.file:
        write_file(output.file, data)
    else:
        write_machine(data)


def _rendered(name: str, report: Report, workshop: Workshop, setting: Setting) -> Iterable[bytes]:
    if name == "json":
        from medlint.reporters.json_format import encode_json

        return encode_json(report)
    if name in FORMATS:
        return (render(name, report, setting).encode("utf-8", "backslashreplace"),)
    text: object = workshop.host.reporters[name].render(report)
    if not isinstance(text, str):
        owner = workshop.host.owners[f"reporter {name}"]
        raise MedlintError(f"plugin {owner}, reporter {name}: gave a {type(text).__name__} where a text was expected")
    return (text.encode("utf-8", "backslashreplace"),)


def _write_rich(output: Output, report: Report, workshop: Workshop, args: argparse.Namespace | None) -> None:
    """The report for people; the messages of the run are on stderr already."""
    from medlint.reporters.terminal import print_report

    names = ("verbose", "quiet", "statistics", "scorecard")
    options = {name: bool(getattr(args, name, False)) for name in names}
    report, rules = replace(report, messages=()), workshop.rules()
    if output.file:
        from io import StringIO

        page = StringIO()
        print_report(report, file=page, rules=rules, colour=False, **options)
        write_file(output.file, (page.getvalue().encode("utf-8", "backslashreplace"),))
        return
    try:
        print_report(report, file=sys.stdout, rules=rules, **options)
        sys.stdout.flush()
    except BrokenPipeError:
        drop_stdout()
