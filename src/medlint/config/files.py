"""Configuration files: found from a folder upwards, read and checked once per run."""

from __future__ import annotations

import os
import re
from collections.abc import Hashable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from medlint.config.schema import FileConfig, RuleTables, parse_size
from medlint.errors import ConfigError
from medlint.lazy import lazy_pattern
from medlint.model import CONFIDENCES, SEVERITIES
from medlint.paths import Origin, PathPatterns, absolute, check_inside, shown
from medlint.plainfiles import read_plain
from medlint.toml.source import SIZE_LIMIT_MB, TomlSource, convert, nearest, read_toml

if TYPE_CHECKING:
    from medlint.toml.scan import KeyPath

_NAMES = ("medlint.toml", "pyproject.toml")
BASELINE = ".medlint-baseline.json"
"""The file of findings that were there when medlint came; looked for where configuration files are."""
_TABLE = lazy_pattern(r"^\s*\[{1,2}\s*tool\s*\.\s*\"?medlint\b", re.MULTILINE)


class ConfigFile(Struct, frozen=True):
    """One configuration file, checked. `folder` is absolute; `at` is where its table stands in the document.

    `sections` and `allows` run beside `values.per_path` and `values.allow`. `message` tells of a second file that was
    passed over.
    """

    source: TomlSource
    at: KeyPath
    folder: str
    values: FileConfig
    sections: tuple[PathPatterns, ...]
    allows: tuple[PathPatterns, ...]
    exclude: PathPatterns
    message: str = ""

    def origin(self, *key: str | int) -> Origin:
        """The origin of a key of this file, as written there (kebab-case, indices from 0)."""
        return Origin(source=self.source, key=self.at + key)


class ConfigFiles:
    """All configuration files of a run: each is read once, each folder is looked at once.

    `settled` remembers what was resolved from them, so that texts under the same files share one value. `new_folders`:
    a rule folder need not exist yet.
    """

    def __init__(self, *, new_folders: bool = False) -> None:
        self._new_folders = new_folders
        self.settled: dict[Hashable, Any] = {}
        self._chains: dict[str, tuple[ConfigFile, ...]] = {}
        self._named: dict[str, ConfigFile] = {}
        self._nearest: dict[tuple[str, str], str | None] = {}

    def chain(self, folder: str) -> tuple[ConfigFile, ...]:
        """The files that count in an absolute folder, outermost first.

        The search goes upwards and ends after a folder whose file says `root = true`, after one that holds `.git`, or
        at the top of the file system. Raises ConfigError for a file that cannot be used.
        """
        if folder not in self._chains:
            here = self._with_folders(_find(folder))
            above = str(Path(folder).parent)
            ends = above == folder or (here and here.values.root) or os.path.lexists(Path(folder, ".git"))
            outer = () if ends else self.chain(above)
            self._chains[folder] = (*outer, here) if here else outer
        return self._chains[folder]

    def named(self, path: str) -> ConfigFile:
        """The file that `--config` names. Raises ConfigError if it cannot be used or has no table of ours."""
        if path not in self._named:
            found = self._with_folders(_read(absolute(path)))
            if found is None:
                raise ConfigError("no table [tool.medlint] in this file", path=shown(path))
            self._named[path] = found
        return self._named[path]

    def nearest(self, folder: str, name: str) -> str | None:
        """The nearest file of a name in an absolute folder or above it, as far as configuration is looked for."""
        folder = absolute(folder)
        if (folder, name) not in self._nearest:
            place, above = str(Path(folder, name)), str(Path(folder).parent)
            if os.path.lexists(place):
                self._nearest[folder, name] = place
            else:
                ends = above == folder or os.path.lexists(Path(folder, ".git")) or self._is_root(folder)
                self._nearest[folder, name] = None if ends else self.nearest(above, name)
        return self._nearest[folder, name]

    def _is_root(self, folder: str) -> bool:
        """Whether a file in the folder itself says that the search ends here."""
        try:
            file = next(iter(self.chain(folder)), None)
        except ConfigError:  # one that --config has set aside
            return False
        return file is not None and file.folder == folder and file.values.root

    def _with_folders(self, file: ConfigFile | None) -> ConfigFile | None:
        """The file, if the rule folders that it names are there."""
        if file and not self._new_folders:
            for index, name in enumerate(file.values.rule_folders):
                if not Path(file.folder, name).is_dir():
                    told = f"no such folder: {name!r}; make it, or let `medlint new` make it with its first rule"
                    raise file.origin("rule-folders", index).problem(told)
        return file


def _find(folder: str) -> ConfigFile | None:
    """The configuration file of one folder: `medlint.toml` before `pyproject.toml`."""
    ours, theirs = (str(Path(folder, name)) for name in _NAMES)
    if not os.path.lexists(ours):
        return _read(theirs) if os.path.lexists(theirs) else None
    message = ""
    if os.path.lexists(theirs) and _TABLE.search(_text(theirs)):
        message = f"{shown(ours)} is used; [tool.medlint] in {shown(theirs)} beside it is not"
    return _read(ours, message)


def _text(path: str) -> str:
    """The text of a file. Raises ConfigError naming the file, and the byte where it is not UTF-8."""
    try:
        return read_plain(path, SIZE_LIMIT_MB * 10**6).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError("not valid UTF-8", path=shown(path), byte=error.start) from None
    except OSError as error:
        reason = (error.strerror or "unreadable").lower()
        raise ConfigError(f"cannot be read: {reason}", path=shown(path)) from None


def _read(path: str, message: str = "") -> ConfigFile | None:
    """Read and check one file; None for a `pyproject.toml` without our table."""
    at: KeyPath = ()
    text = _text(path)
    is_shared = Path(path).name == _NAMES[1]
    if is_shared and "medlint" not in text:
        return None
    source = read_toml(text, path=shown(path), error=ConfigError)
    data: object = source.data
    if is_shared:
        tool = source.data.get("tool")
        if not isinstance(tool, dict) or "medlint" not in tool:
            return None
        data, at = tool["medlint"], ("tool", "medlint")
    return _checked(source, at, str(Path(path).parent), convert(source, data, FileConfig, at=at), message)


def _checked(source: TomlSource, at: KeyPath, folder: str, values: FileConfig, message: str) -> ConfigFile:
    """The file with its patterns, once everything that a type cannot say has been checked."""

    def patterns(lines: tuple[str, ...], *key: str | int, follow: bool = True) -> PathPatterns:
        origins = tuple(Origin(source=source, key=(*at, *key, index)) for index in range(len(lines)))
        for line, origin in zip(lines, origins, strict=True):
            check_inside(folder, line, origin, follow=follow)
        return PathPatterns(folder, lines, origins)

    file = ConfigFile(
        source,
        at,
        folder,
        values,
        sections=tuple(patterns(part.paths, "per-path", i, "paths") for i, part in enumerate(values.per_path)),
        allows=tuple(_allowed(folder, source, (*at, "allow", i), a.path) for i, a in enumerate(values.allow)),
        exclude=patterns(values.exclude, "exclude", follow=False),
        message=message,
    )
    for origin, problem in _problems(file):
        raise origin.problem(problem)
    return file


def _allowed(folder: str, source: TomlSource, key: KeyPath, path: str) -> PathPatterns:
    """The one pattern of an `[[allow]]`."""
    origin = Origin(source=source, key=(*key, "path"))
    check_inside(folder, path, origin)
    if path.startswith("!"):
        raise origin.problem("an allowance names the texts it is for; it cannot begin with '!'")
    return PathPatterns(folder, (path,), (origin,))


def _problems(file: ConfigFile) -> Iterator[tuple[Origin, str]]:
    """What is wrong with values whose type is right."""
    for index, name in enumerate(file.values.rule_folders):
        check_inside(file.folder, name, file.origin("rule-folders", index))
    for index, entry in enumerate(file.values.allow):
        if not entry.reason.strip():
            yield file.origin("allow", index, "reason"), "an allowance needs a reason"
    for index, section in enumerate(file.values.per_path):
        if not section.paths:
            yield file.origin("per-path", index, "paths"), "expected at least one pattern"
        yield from _rule_problems(file, section.rules, "per-path", index, "rules")
    yield from _rule_problems(file, file.values.rules, "rules")
    if file.values.max_file_size is not None:
        try:
            parse_size(file.values.max_file_size)
        except ValueError as error:
            yield file.origin("max-file-size"), str(error)


def _rule_problems(file: ConfigFile, rules: RuleTables, *key: str | int) -> Iterator[tuple[Origin, str]]:
    """Severities and confidences that do not exist, or stand where they may not."""
    known = {"severity": SEVERITIES, "confidence": CONFIDENCES}
    for rule, table in rules.items():
        if len(key) > 1 and "severity" in table:
            origin = file.origin(*key, rule, "severity")
            yield origin, f"a severity holds for all texts: set it in [rules.{rule}], not for some paths"
        for name, allowed in known.items():
            value = table.get(name, allowed[0])
            if value not in allowed:
                near = nearest(value, allowed) if isinstance(value, str) else None
                hint = f"did you mean '{near}'?" if near else f"known values: {', '.join(allowed)}"
                yield file.origin(*key, rule, name), f"{value!r} is not a {name}; {hint}"
