"""Rule folders: which TOML files they hold, what each file is by its place, and who owns it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from medlint.errors import RuleFileError
from medlint.lazy import lazy_pattern
from medlint.model import FAMILIES
from medlint.plainfiles import read_plain

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable  # costs 8-10 ms at start, and is only a type here

    from medlint.toml.source import TomlSource

TABLES: Final = ("lexicons", "facts", "profiles")
"""The folders of a rule folder that hold no rules."""

KEBAB: Final = lazy_pattern(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""How rule ids and the file names of lexicons, fact tables and profiles are written: `single-dose-study`."""


class RuleFolder(Struct, frozen=True):
    """A folder of rule files (`family/rule-id.toml`, `lexicons/`, `facts/`, `profiles/`) and who brings it."""

    folder: Traversable
    owner: str


class RuleFile(Struct, frozen=True):
    """A TOML file of a rule folder: `kind` is its family or one of `TABLES`, `id` its name without the suffix."""

    kind: str
    id: str
    path: str
    owner: str
    file: Traversable


def find_files(folders: Sequence[RuleFolder]) -> tuple[list[RuleFile], list[RuleFileError]]:
    """List the TOML files of all folders, in the order of folders and by name within each, and what is out of place."""
    files: list[RuleFile] = []
    errors: list[RuleFileError] = []
    for folder in folders:
        for found in _walk(folder):
            if isinstance(found, RuleFile):
                files.append(found)
            else:
                errors.append(found)
    return files, errors


def read(file: RuleFile) -> TomlSource:
    """Read and parse a file. Raises RuleFileError if it is unreadable, not UTF-8 (`byte`) or not TOML (`line`)."""
    from medlint.toml.source import read_toml

    try:
        text = content(file).decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise RuleFileError(f"not UTF-8: {problem.reason}", path=file.path, byte=problem.start) from None
    except OSError as problem:
        raise RuleFileError(f"cannot be read: {problem.strerror or problem}", path=file.path) from None
    return read_toml(text, path=file.path, error=RuleFileError)


def content(file: RuleFile) -> bytes:
    """The bytes of a file. Raises OSError, also for no regular file and for one larger than TOML may be."""
    from medlint.toml.source import SIZE_LIMIT_MB

    if isinstance(file.file, Path):
        return read_plain(file.file, SIZE_LIMIT_MB * 10**6)
    return file.file.read_bytes()


def twice(first: RuleFile, second: RuleFile, what: str) -> RuleFileError:
    """Return the error for a second file of the same name: the first one stays."""
    message = f"the {what} '{second.id}' of {second.owner} is already provided by {first.owner} ({first.path})"
    return RuleFileError(message, path=second.path)


def unknown(what: str, name: str, known: Iterable[str]) -> str:
    """Say that there is no such thing, and what was probably meant."""
    from medlint.toml.source import nearest

    close = nearest(name, known)
    return f"unknown {what} '{name}'" + (f"; did you mean '{close}'?" if close else "")


def _walk(folder: RuleFolder) -> Iterator[RuleFile | RuleFileError]:
    try:
        children = _visible(folder.folder)
    except OSError as problem:
        yield RuleFileError(f"no rule folder: {problem.strerror or problem}", path=str(folder.folder))
        return
    for child in children:
        if child.is_dir():
            yield from _walk_kind(child, folder.owner)
        elif child.name.endswith(".toml"):
            message = f"a rule lies in a folder that is named for its family: {', '.join(FAMILIES)}"
            yield RuleFileError(message, path=str(child))


def _walk_kind(folder: Traversable, owner: str) -> Iterator[RuleFile | RuleFileError]:
    known = (*FAMILIES, *TABLES)
    if folder.name not in known:
        yield RuleFileError(unknown("folder", folder.name, known), path=str(folder))
        return
    for child in _visible(folder):
        if child.is_dir():
            yield RuleFileError("rule folders are one level deep: this folder is not read", path=str(child))
        elif child.name.endswith(".toml"):
            name = child.name.removesuffix(".toml")
            if KEBAB.fullmatch(name):
                yield RuleFile(folder.name, name, str(child), owner, child)
            else:
                yield RuleFileError("file names are kebab-case, as in `single-dose-study.toml`", path=str(child))


def _visible(folder: Traversable) -> list[Traversable]:
    """Return what a folder holds, by name; hidden and private names (`.git`, `__pycache__`) are nobody's rules."""
    return sorted((child for child in folder.iterdir() if child.name[0] not in "._"), key=lambda child: child.name)
