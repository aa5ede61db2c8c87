"""What `--fix` and `--diff` add to `check`: where the text, the diff and the words about them go."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from medlint.commands.output import drop_stdout, say, write_machine
from medlint.errors import ConfigError, SourceError
from medlint.fixing import Fixed, diff, fix_files, fix_text
from medlint.model import Failure, Report
from medlint.run import Workshop, lint_text, read_stdin


def fix_reported(report: Report, workshop: Workshop, *, write: bool) -> Report:
    """Fix the files of a report, or print what would change; the report of what is left."""
    report, done = fix_files(report, workshop, write=write)
    if not write:
        write_machine("".join(map(diff, done)))
    _tell(done, written=write)
    return report


def fix_stdin(workshop: Workshop, name: str, *, write: bool) -> Report:
    """Fix standard input and print the text, with the report of what is left; or what would change, with that of now.

    What cannot be fixed is printed as it came, for the sake of editors that put it in the place of the old text.
    """
    path = Path(name)
    failures: tuple[Failure, ...] = tuple(workshop.failures())
    data = b""
    try:
        config = workshop.config(Path.cwd() / path)
        data = read_stdin(name, config.max_file_size)
        fixed = fix_text(data, path, workshop)
        report = fixed.report if write else lint_text(workshop, config, path, fixed.before)[0]
    except (SourceError, ConfigError) as error:
        _print_bytes(data if write else b"")
        return Report((), (*failures, Failure("fix", name, error.message)))
    if write:
        _print_bytes(fixed.data)
    else:
        write_machine(diff(fixed))
    _tell([fixed], written=write)
    return Report((report,), (*failures, *fixed.failures))


def _tell(done: Sequence[Fixed], *, written: bool) -> None:
    """One line on stderr about what was done, and one for each text in which something could not be."""
    made = [fixed for fixed in done if fixed.made]
    fixes, texts = _count(sum(fixed.made for fixed in made), "fix", "fixes"), _count(len(made), "text", "texts")
    say(f"{fixes} made in {texts}" if written else f"{fixes} for {texts}; nothing was written")
    for line in _left(done):
        say(line)


def _left(done: Iterable[Fixed]) -> Iterable[str]:
    for fixed in done:
        if fixed.left:
            yield f"{fixed.path}: {_count(fixed.left, 'fix', 'fixes')} left: the edits do not fit each other"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _print_bytes(data: bytes) -> None:
    """A text on stdout in the encoding in which it came."""
    sys.stdout.flush()
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        drop_stdout()
