"""Where a configured value comes from, and which paths a configured pattern means."""

from __future__ import annotations

import os
import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from medlint.errors import MedlintError, UsageError
from medlint.lazy import lazy_pattern
from medlint.toml.source import TomlSource

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

    from medlint.toml.scan import KeyPath

_PLAIN = lazy_pattern(r"(?:[\w.@+-]+/)*[\w.@+-]+(?:/|/\*\*)?")
_GLOB = lazy_pattern(r"[*?\[]")
_ABSOLUTE = lazy_pattern(r"~?/|[A-Za-z]:")


class Origin(Struct, frozen=True):
    """Where a value comes from: `key` of the configuration file `source`, else what `label` names (an option)."""

    label: str = "default"
    source: TomlSource | None = None
    key: KeyPath = ()

    def __str__(self) -> str:
        """`medlint.toml:3`, `--profile` or `default`."""
        return self.label if self.source is None else f"{self.source.path}:{self.line or 1}"

    @property
    def path(self) -> str:
        """The configuration file as shown to people, or ""."""
        return self.source.path if self.source else ""

    @property
    def line(self) -> int | None:
        """The 1-based line of the key; looked up when asked, since only errors and `medlint config` want it."""
        return self.source.nearest_line(self.key) if self.source else None

    def problem(self, message: str) -> MedlintError:
        """An error about this value: a ConfigError with path, line and key, or a UsageError for the command line."""
        if self.source is None:
            return UsageError(f"{self.label}: {message}")
        return self.source.problem(message, self.key)


class PathPatterns(Struct, frozen=True, dict=True, eq=False):
    """Patterns of one configuration file as in `.gitignore` (the last one that matches decides), relative to `folder`.

    `folder` is absolute. `origins` runs beside `lines`. A leading `./` ties a pattern to the folder itself.
    """

    folder: str
    lines: tuple[str, ...]
    origins: tuple[Origin, ...]

    def __eq__(self, other: object) -> bool:
        """Equal where the same paths are meant, wherever the patterns come from."""
        return isinstance(other, PathPatterns) and (self.folder, self.lines) == (other.folder, other.lines)

    def __hash__(self) -> int:
        return hash((self.folder, self.lines))

    def __reduce__(self) -> tuple[type[PathPatterns], tuple[object, ...]]:
        """Compiled patterns stay behind when the configuration travels to another process."""
        return PathPatterns, (self.folder, self.lines, self.origins)

    def relative(self, path: str) -> str | None:
        """An absolute path as seen from the folder, with `/`; None for a path that is not inside it."""
        inside = _inside(self.folder, path)
        return inside if inside is not None else _inside(os.path.realpath(self.folder), os.path.realpath(path))

    def match(self, path: str, *, is_folder: bool = False) -> int | None:
        """The number of the line that takes in the absolute `path`, or None.

        Raises ConfigError for a pattern that could never match.
        """
        relative = self.relative(path) if self.lines else None
        if relative is None:
            return None
        relative += "/" if is_folder else ""
        if self._plain:
            hits = [index for index, line in enumerate(self.lines) if _plain_match(line, relative)]
            return hits[-1] if hits else None
        result = self._spec.check_file(relative)
        return result.index if result.include else None

    @cached_property
    def _plain(self) -> bool:
        """Whether no pattern needs pathspec, whose import alone takes half of a cold start."""
        return all(_PLAIN.fullmatch(line.removeprefix("./")) for line in self.lines)

    @cached_property
    def _spec(self) -> GitIgnoreSpec:
        from pathspec import GitIgnoreSpec

        for line, origin in zip(self.lines, self.origins, strict=True):
            try:
                patterns: list[Any] = list(GitIgnoreSpec.from_lines([_anchored(line)]).patterns)
            except ValueError:
                patterns = []
            if not patterns or patterns[0].include is None:
                raise origin.problem(f"the pattern {line!r} cannot match any path")
        return GitIgnoreSpec.from_lines([_anchored(line) for line in self.lines])


def _inside(folder: str, path: str) -> str | None:
    start = folder.rstrip(os.sep) + os.sep
    return path[len(start) :].replace(os.sep, "/") if path.startswith(start) else None


def _anchored(line: str) -> str:
    return re.sub(r"^(!?)\./", r"\1/", line)


def _plain_match(line: str, relative: str) -> bool:
    """What `.gitignore` says of a pattern without wildcards, or with `/**` at its end as the only one."""
    line, tied = line.removeprefix("./"), line.startswith("./")
    base = line.removesuffix("/**").removesuffix("/")
    inner = base + "/" if line != base else base
    if tied or "/" in line.removesuffix("/"):
        return relative.startswith(base + "/") or relative == inner
    return f"/{base}/" in f"/{relative}" or f"/{relative}".endswith(f"/{inner}")


def check_inside(folder: str, line: str, origin: Origin, *, follow: bool = True) -> None:
    """Refuse a path or pattern that leaves `folder`, by its text or (`follow`) through a symbolic link.

    Raises ConfigError.
    """
    plain = line.removeprefix("!")
    if not plain.strip() or plain.startswith("#"):
        raise origin.problem("expected a path inside the folder of this file")
    if "\\" in plain:
        raise origin.problem(f"write {line!r} with '/' between folders, not '\\'")
    if _ABSOLUTE.match(plain):
        raise origin.problem(f"{line!r} is absolute; write it relative to the folder of this file")
    if ".." in plain.split("/") or (follow and not _stays(folder, plain)):
        raise origin.problem(f"{line!r} leaves the folder of this file")


def _stays(folder: str, plain: str) -> bool:
    """Whether the part of a pattern before its first wildcard is still inside the folder when links are followed."""
    glob = _GLOB.search(plain)
    fixed = plain[: glob.start()].rpartition("/")[0] if glob else plain
    real, top = os.path.realpath(Path(folder, fixed)), os.path.realpath(folder)
    return real == top or real.startswith(top.rstrip(os.sep) + os.sep)


def absolute(path: str | Path) -> str:
    """An absolute path without `..`; symbolic links stay, since a text counts where it is named."""
    return os.path.abspath(path)  # noqa: PTH100 - Path.resolve follows links


def shown(path: str) -> str:
    """A path for people: relative to the working folder where that is shorter, with `/`."""
    try:
        short = os.path.relpath(path)
    except ValueError:  # another drive
        short = path
    return min(short, path, key=len).replace(os.sep, "/")
