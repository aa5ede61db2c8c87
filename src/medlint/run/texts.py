"""What a caller asks for, and the texts that this comes to: those that are there and that nothing excludes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from medlint.config import Config, Overrides, excluded_by
from medlint.discovery import Discovery, find_sources
from medlint.errors import ConfigError
from medlint.model import Failure
from medlint.run.inputs import STDIN
from medlint.run.linting import failure
from medlint.run.workshop import Workshop

_EXCLUDED = "{path}: excluded by the pattern \u201c{pattern}\u201d; --no-exclude lints it"


class Shelf(Protocol):
    """Where the texts of a run stand, if not simply in their files: in git's index, or only some of them are wanted."""

    def choose(self, found: Discovery) -> Discovery:
        """Of what was found, what is wanted; texts that have no file may be added."""
        ...

    def read(self, path: Path, limit: int) -> bytes:
        """The content of a text. Raises SourceError for what cannot be read or is larger than `limit` bytes."""
        ...


class Request(Struct, frozen=True):
    """What a caller asks for: texts, how to look for them, and what overrides the configuration files.

    `shelf` is where they stand, if not simply in their files: these are read one by one and anew. `jobs` is the number
    of processes; 0 leaves it to medlint. `cached`: findings of former runs are used, and those of this run kept, in the
    user's cache folder. `reports` are the real paths of the files that this run writes its reports to: one of yesterday
    that lies in a folder of texts is none of them.
    """

    paths: tuple[str, ...]
    overrides: Overrides = Overrides()
    today: date | None = None
    stdin_filename: str = "stdin.md"
    no_exclude: bool = False
    jobs: int = 1
    cached: bool = False
    shelf: Shelf | None = None
    reports: frozenset[str] = frozenset()


class Text(Struct, frozen=True):
    """A file to lint, as it was named, and its configuration."""

    path: Path
    config: Config


class Told(Struct):
    """What a run has to say beside its reports, in order."""

    failures: list[Failure] = []
    messages: list[str] = []


def find_texts(request: Request, workshop: Workshop, told: Told) -> list[Text]:
    """The files to lint, in order. Raises UsageError or ConfigError when nothing can be started."""
    top = workshop.config(Path.cwd() / "x")
    found = find_sources(
        [Path(path) for path in request.paths if path != STDIN],
        root=Path.cwd(),
        suffixes=workshop.suffixes,
        exclude=top.exclude,
        no_exclude=request.no_exclude,
    )
    if request.shelf:
        found = request.shelf.choose(found)
    _tell(found, told)
    return list(_wanted(found, request, workshop, told))


def _tell(found: Discovery, told: Told) -> None:
    told.failures += [Failure("file", name, "there is no such file or folder") for name in found.missing]
    told.messages += [_EXCLUDED.format(path=path, pattern=pattern) for path, pattern in found.excluded]
    told.messages += [f"{name}: no text to lint in this folder" for name in found.empty]
    told.failures += [Failure("folder", name, "this folder cannot be read") for name in found.unreadable]


def _wanted(found: Discovery, request: Request, workshop: Workshop, told: Told) -> Iterator[Text]:
    """The files that can be configured and that no configuration excludes."""
    named, here = set(request.paths), os.getcwd()  # noqa: PTH109
    for path in found.files:
        place = os.path.join(here, path)  # noqa: PTH118 - a Path for each of thousands of texts is slow
        if request.reports and os.path.realpath(place) in request.reports:
            continue
        try:
            config = workshop.file_config(place)
        except ConfigError as error:
            told.failures.append(failure("configuration", error, path))
            continue
        told.messages += [message for message in config.messages if message not in told.messages]
        pattern = excluded_by(config, Path(place)) if config.excluders and not request.no_exclude else None
        if pattern is None:
            yield Text(path, config)
        elif str(path) in named:
            told.messages.append(_EXCLUDED.format(path=path, pattern=pattern))
