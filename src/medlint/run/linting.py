"""One text: its configuration, its bytes, its report."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from medlint.config import Config
from medlint.errors import ConfigError, SourceError
from medlint.model import Failure, FileReport
from medlint.run.inputs import read_bytes, read_stdin
from medlint.run.workshop import Workshop, place_of, told

if TYPE_CHECKING:
    from medlint.document import Document
    from medlint.ruleset import Ruleset


class Outcome(Struct, frozen=True):
    """What came of one text. `settings` and `sign` say under what its report may be kept; None where it may not."""

    report: FileReport | None = None
    failures: tuple[Failure, ...] = ()
    settings: bytes | None = None
    sign: bytes | None = None


def lint_file(workshop: Workshop, path: Path, read: Callable[[Path, int], bytes] = read_bytes) -> Outcome:
    """Lint one file, which `read` reads. What is wrong with it or its configuration is a failure."""
    try:
        config = workshop.config(absolute(path))
    except ConfigError as error:
        return Outcome(failures=(failure("configuration", error, path),))
    try:
        data = read(path, config.max_file_size)
        report, failures = _judge(workshop, config, path, data)
    except (SourceError, ConfigError) as error:
        return Outcome(failures=(failure("file", error, path),))
    settings = workshop.sign(config) if workshop.keeps and not failures else None
    if settings is None:
        return Outcome(report, failures)
    from medlint.run.signs import text_sign

    return Outcome(report, failures, settings, text_sign(data, settings))


def lint_stdin(workshop: Workshop, name: str) -> Outcome:
    """Lint standard input as the file `name`."""
    path = Path(name)
    try:
        config = workshop.config(absolute(path))
        return Outcome(*_judge(workshop, config, path, read_stdin(name, config.max_file_size)))
    except (SourceError, ConfigError) as error:
        return Outcome(failures=(failure("file", error, path),))


def _judge(workshop: Workshop, config: Config, path: Path, data: bytes) -> tuple[FileReport, tuple[Failure, ...]]:
    source = workshop.host.reader_for(path.suffix).decode(data, str(path))
    return lint_text(workshop, config, path, source)


def lint_text(
    workshop: Workshop, config: Config, path: Path, source: str, ruleset: Ruleset | None = None
) -> tuple[FileReport, tuple[Failure, ...]]:
    """Lint a decoded text as the file `path`, by the rules that `config` selects or by `ruleset`.

    Raises SourceError where the reader cannot read it, ConfigError where an option of a rule does not fit.
    """
    from medlint.findings import lint_source

    watch, reader = workshop.stopwatch, workshop.host.reader_for(path.suffix)
    call = partial(
        lint_source,
        source,
        path=path.as_posix(),
        reader=watch.reading(reader) if watch else reader,
        suffix=path.suffix,
        ruleset=ruleset or workshop.ruleset(config),
        checks=workshop.host.checks,
        owners=workshop.host.owners,
        allows=config.allow,
        partial=workshop.overrides.is_partial,
    )
    return watch.rest(call) if watch else call()


def open_document(workshop: Workshop, path: Path, source: str | None = None, format: str | None = None) -> Document:
    """The document of one file (or of a source given), for `inspect`. Raises SourceError, ConfigError."""
    from medlint.findings import read_document

    config = workshop.config(absolute(path))
    reader = workshop.host.reader_for(path.suffix, format)
    if source is None:
        source = reader.decode(read_bytes(path, config.max_file_size), str(path))
    ruleset = workshop.ruleset(config)
    return read_document(source, path=path.as_posix(), reader=reader, suffix=path.suffix, ruleset=ruleset)


def failure(where: str, error: ConfigError | SourceError, path: Path) -> Failure:
    """An error as the failure of a text."""
    return Failure(where, place_of(error) or str(path), told(error))


def absolute(path: Path) -> Path:
    """A path from the root of the file system; links and `..` stay."""
    return path if path.is_absolute() else Path(os.getcwd(), path)  # noqa: PTH109 - Path.cwd is slow for thousands
