"""Documents times rules: find the texts, lint each by the rules that apply to it, and give one report."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from pathlib import Path
from stat import S_ISREG

from msgspec import Struct

from medlint.config import Config, ConfigFiles, Overrides, check_names, excluded_by, resolve
from medlint.discovery import find_sources
from medlint.document import Document
from medlint.errors import ConfigError, MedlintError, RuleFileError, SourceError
from medlint.findings import lint_source, read_document
from medlint.host import Host, load_host
from medlint.model import FAMILIES, Failure, FileReport, Report, Rule
from medlint.rulebook import Rulebook, RuleFolder, layer_faults, load_compiled, with_examples
from medlint.ruleset import Ruleset, build_ruleset

STDIN = "-"
_EXCLUDED = "{path}: excluded by the pattern \u201c{pattern}\u201d; --no-exclude lints it"


class Request(Struct, frozen=True):
    """What a caller asks for: texts, how to look for them, and what overrides the configuration files."""

    paths: tuple[str, ...]
    overrides: Overrides = Overrides()
    today: date | None = None
    stdin_filename: str = "stdin.md"
    no_exclude: bool = False


class Workshop:
    """All that is loaded once per run and shared by its texts: plugins, rulebooks, configurations, rulesets.

    `new_folders`: rule folders that a configuration names need not exist yet.
    """

    def __init__(self, overrides: Overrides, today: date | None = None, *, new_folders: bool = False) -> None:
        self.host: Host = load_host()
        self.today = today or date.today()  # noqa: DTZ011 - the day where the user is, not in UTC
        self.overrides = overrides
        self.config_files = ConfigFiles(new_folders=new_folders)
        self._rulebooks: dict[tuple[str, ...], Rulebook] = {}
        self._rulesets: dict[object, Ruleset] = {}

    def config(self, path: Path) -> Config:
        """The configuration of a text.

        Raises ConfigError, UsageError for what the command line got wrong, RuleFileError for a profile that is broken.
        """
        config = resolve(path, self.config_files, self.overrides)
        book = self.rulebook(config)
        _refuse_broken_profile(book, config.profile)
        check_names(config, {*book.rules, *book.broken}, FAMILIES, book.profiles)
        return config

    def rulebook(self, config: Config) -> Rulebook:
        """The rules of all plugins and of the configuration's own rule folders."""
        folders = tuple(str(folder) for folder in config.rule_folders)
        if folders not in self._rulebooks:
            own = [RuleFolder(Path(folder), f"rule folder {folder}") for folder in folders]
            self._rulebooks[folders] = load_compiled(self.host.rule_folders, self.host.checks, own)
        return self._rulebooks[folders]

    def with_examples(self, config: Config, wanted: Collection[str]) -> Rulebook:
        """The rulebook, with the examples of some of its rules. Raises RuleFileError for a file that changed since."""
        own = [RuleFolder(folder, "") for folder in config.rule_folders]
        return with_examples(self.rulebook(config), [*self.host.rule_folders, *own], self.host.checks, wanted)

    def ruleset(self, config: Config) -> Ruleset:
        """The rules that a configuration selects. Raises ConfigError where an option of a rule does not fit."""
        if config.key not in self._rulesets:
            try:
                self._rulesets[config.key] = build_ruleset(
                    self.rulebook(config), config, self.host.checks, self.host.layers, self.today
                )
            except RuleFileError as error:
                raise config.origin(error.key).problem(error.message) from error
        return self._rulesets[config.key]

    def rules(self) -> dict[str, Rule]:
        """The rules of every rulebook that this run has read, by id."""
        return {rule.id: rule for book in self._rulebooks.values() for rule in book.rules.values()}

    def failures(self) -> list[Failure]:
        """What broke while plugins and rule files were loaded."""
        broken = [
            Failure("rule file", _place(error), _plain(error))
            for book in self._rulebooks.values()
            for error in book.errors
        ]
        layers = [
            Failure(f"plugin {self.host.owners[f'layer {name}']}, layer {name}", "", fault)
            for book in self._rulebooks.values()
            for name, fault in layer_faults(book, self.host.layers).items()
        ]
        return [*self.host.failures, *dict.fromkeys([*broken, *layers])]


def lint_paths(
    request: Request, workshop: Workshop | None = None, watch: Callable[[Sequence[Path]], Iterable[Path]] = iter
) -> Report:
    """Lint files, folders and `-` (standard input). `watch` hands on the files one by one and may show how far it is.

    Raises UsageError or ConfigError when nothing can be started; a text that cannot be judged is a `Failure`.
    """
    began = time.perf_counter()
    workshop = workshop or Workshop(request.overrides, request.today)
    top = workshop.config(Path.cwd() / "x")
    found = find_sources(
        [Path(path) for path in request.paths if path != STDIN],
        root=Path.cwd(),
        suffixes=workshop.host.suffixes,
        exclude=top.exclude,
        no_exclude=request.no_exclude,
    )
    failures = [Failure("file", name, "there is no such file or folder") for name in found.missing]
    messages = [_EXCLUDED.format(path=path, pattern=pattern) for path, pattern in found.excluded]
    messages += [f"{name}: no text to lint in this folder" for name in found.empty]
    reports: list[FileReport] = []
    failures += [Failure("folder", name, "this folder cannot be read") for name in found.unreadable]
    for path in watch(found.files):
        try:
            config = workshop.config(_absolute(path))
        except ConfigError as error:
            failures.append(Failure("configuration", _place(error) or str(path), _plain(error)))
            continue
        messages += [message for message in config.messages if message not in messages]
        pattern = None if request.no_exclude else excluded_by(config, _absolute(path))
        if pattern is None:
            _lint_file(workshop, config, path, reports, failures)
        elif str(path) in request.paths:
            messages.append(_EXCLUDED.format(path=path, pattern=pattern))
    if STDIN in request.paths:
        _lint_stdin(workshop, request.stdin_filename, reports, failures)
    reports.sort(key=lambda report: report.path)
    # One fault of a configuration, or of a rule file, is met again in every text that it applies to.
    failures = list(dict.fromkeys([*workshop.failures(), *failures]))
    return Report(tuple(reports), tuple(failures), time.perf_counter() - began, tuple(messages))


def _lint_file(
    workshop: Workshop, config: Config, path: Path, reports: list[FileReport], failures: list[Failure]
) -> None:
    try:
        data = read_bytes(path, config.max_file_size)
        source = workshop.host.reader_for(path.suffix).decode(data, str(path))
        _lint(workshop, config, source, path, reports, failures)
    except (SourceError, ConfigError) as error:
        failures.append(Failure("file", _place(error) or str(path), _plain(error)))


def _lint_stdin(workshop: Workshop, name: str, reports: list[FileReport], failures: list[Failure]) -> None:
    path = Path(name)
    try:
        config = workshop.config(_absolute(path))
        data = read_stdin(name, config.max_file_size)
        source = workshop.host.reader_for(path.suffix).decode(data, name)
        _lint(workshop, config, source, path, reports, failures)
    except (SourceError, ConfigError) as error:
        failures.append(Failure("file", _place(error) or name, _plain(error)))


def _lint(
    workshop: Workshop, config: Config, source: str, path: Path, reports: list[FileReport], failures: list[Failure]
) -> None:
    report, broken = lint_text(workshop, config, path, source)
    reports.append(report)
    failures.extend(broken)


def lint_text(
    workshop: Workshop, config: Config, path: Path, source: str, ruleset: Ruleset | None = None
) -> tuple[FileReport, tuple[Failure, ...]]:
    """Lint a decoded text as the file `path`, by the rules that `config` selects or by `ruleset`.

    Raises SourceError where the reader cannot read it, ConfigError where an option of a rule does not fit.
    """
    return lint_source(
        source,
        path=path.as_posix(),
        reader=workshop.host.reader_for(path.suffix),
        suffix=path.suffix,
        ruleset=ruleset or workshop.ruleset(config),
        checks=workshop.host.checks,
        owners=workshop.host.owners,
        allows=config.allow,
        partial=workshop.overrides.select is not None,
    )


def open_document(workshop: Workshop, path: Path, source: str | None = None, format: str | None = None) -> Document:
    """The document of one file (or of a source given), for `inspect`. Raises SourceError, ConfigError."""
    config = workshop.config(_absolute(path))
    reader = workshop.host.reader_for(path.suffix, format)
    if source is None:
        source = reader.decode(read_bytes(path, config.max_file_size), str(path))
    ruleset = workshop.ruleset(config)
    return read_document(source, path=path.as_posix(), reader=reader, suffix=path.suffix, ruleset=ruleset)


def _refuse_broken_profile(book: Rulebook, name: str) -> None:
    """Without its profile no text can be linted, so what is wrong with the profile's own file is raised at once."""
    for error in book.errors:
        if name not in book.profiles and Path(error.path).parts[-2:] == ("profiles", f"{name}.toml"):
            raise error


def _absolute(path: Path) -> Path:
    return Path.cwd() / path


def read_bytes(path: Path, limit: int) -> bytes:
    """The content of a regular file. Raises SourceError for what cannot be read or is larger than `limit` bytes."""
    try:
        status = path.stat()
        if not S_ISREG(status.st_mode):
            raise SourceError("is no regular file; lint a pipe as - (standard input)", path=str(path))
        _check_size(status.st_size, str(path), limit)
        return path.read_bytes()
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror or error}", path=str(path)) from error


def read_stdin(name: str, limit: int) -> bytes:
    """What standard input holds. Raises SourceError, with `name`, where that is more than `limit` bytes."""
    data = sys.stdin.buffer.read(limit + 1)
    _check_size(len(data), name, limit)
    return data


def _check_size(size: int, path: str, limit: int) -> None:
    if size > limit:
        raise SourceError(
            f"larger than the limit of {limit:,} bytes; raise it with --max-file-size or max-file-size", path=path
        )


def _place(error: MedlintError) -> str:
    return f"{error.path}:{error.line}" if error.line else error.path


def _plain(error: MedlintError) -> str:
    """The message with its key, without the path: a failure carries that itself."""
    return ": ".join(part for part in (error.key, error.message) if part)
