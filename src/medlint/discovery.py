"""Which texts to lint: named files as they are, named folders walked as git and the configuration see them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from medlint.ignores import (
    GITIGNORE,
    Patterns,
    exclude_patterns,
    excluding,
    gitignore_of,
    gitignores_above,
    is_ignored,
)

SKIPPED_FOLDERS = frozenset(("node_modules", "__pycache__"))
"""Folders that are never walked, beside hidden ones (`.git`, `.venv`): no one writes articles there."""


class Discovery(Struct, frozen=True):
    """What a list of paths comes to. Paths are as the caller named them, what is below them joined on.

    `files` is sorted and has each file once, whatever links lead to it. `excluded` pairs a path that was named with the
    configured pattern that takes it (or all of it) out. `missing` are named paths that do not exist, `empty` folders
    with nothing to lint, `unreadable` folders that could not be listed.
    """

    files: tuple[Path, ...] = ()
    excluded: tuple[tuple[Path, str], ...] = ()
    missing: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()


def find_sources(
    paths: Sequence[Path | str],
    *,
    root: Path,
    suffixes: frozenset[str],
    exclude: Sequence[tuple[str, Path]],
    respect_gitignore: bool = True,
    no_exclude: bool = False,
) -> Discovery:
    """Find the texts that `paths` (relative ones start at `root`) stand for.

    A named file is taken whatever its suffix and whatever git ignores. A folder gives the files in it with one of
    `suffixes` (lower case, with the dot) that no `.gitignore` and no `exclude` (pattern, folder it starts from) takes
    out. `no_exclude` overlooks `exclude`. Raises `ConfigError` for a pattern that cannot be one.
    """
    excludes = () if no_exclude else exclude_patterns(exclude)
    found = _Found()
    for path in paths:
        named, place = Path(path), _absolute(root / path)
        if not os.path.exists(place):  # noqa: PTH110 - Path.exists raises on a name that no file can have
            found.missing.append(str(path))
            continue
        is_folder = Path(place).is_dir()
        pattern = excluding(excludes, place, is_folder=is_folder)
        if pattern is not None:
            found.excluded.append((named, pattern))
        elif is_folder:
            found.add_folder(named, place, _Walk(suffixes, respect_gitignore, excludes))
        else:
            found.files.setdefault(os.path.realpath(place), named)
    return found.sorted()


def _absolute(path: Path) -> str:
    """`path` from the root of the file system, without `.` and `..` (which only the links tell where it leads)."""
    return os.path.realpath(path) if ".." in path.parts else os.path.normpath(path.absolute())


class _Found(Struct):
    """What has been found so far; files by their real path."""

    files: dict[str, Path] = {}
    excluded: list[tuple[Path, str]] = []
    missing: list[str] = []
    empty: list[str] = []
    unreadable: list[str] = []

    def add_folder(self, named: Path, place: str, walk: _Walk) -> None:
        """Walk a named folder, and note why if there is nothing in it."""
        before = walk.count
        for real, path in walk.files(named, place):
            self.files.setdefault(real, path)
        self.unreadable += walk.unreadable
        if walk.count == before and walk.pattern is not None:
            self.excluded.append((named, walk.pattern))
        elif walk.count == before and not walk.unreadable:
            self.empty.append(str(named))

    def sorted(self) -> Discovery:
        """All of it as a value, in order and each thing once."""
        files = sorted(self.files.values(), key=lambda path: path.parts)
        lists = (self.excluded, self.missing, self.empty, self.unreadable)
        excluded, missing, empty, unreadable = (tuple(dict.fromkeys(one)) for one in lists)
        return Discovery(tuple(files), excluded, missing, empty, unreadable)  # type: ignore[arg-type]


class _Folder(Struct, frozen=True):
    """A folder to walk: as named, as the system knows it, and the `.gitignore` files above what is in it."""

    named: Path
    place: str
    ignores: tuple[Patterns, ...]


class _Walk(Struct):
    """One walk from a named folder: what it may take, and what it has met."""

    suffixes: frozenset[str]
    respect_gitignore: bool
    excludes: tuple[Patterns, ...]
    count: int = 0
    pattern: str | None = None
    unreadable: list[str] = []

    def files(self, named: Path, place: str) -> Iterator[tuple[str, Path]]:
        """Yield (real path, path as named) of each text. Linked folders come last, and none is entered twice."""
        seen = set[str]()
        linked: list[_Folder] = []
        waiting = [_Folder(named, place, gitignores_above(place) if self.respect_gitignore else ())]
        while waiting or linked:
            folder = waiting.pop() if waiting else linked.pop(0)
            real = os.path.realpath(folder.place)
            if real in seen:
                continue
            seen.add(real)
            entries, ignores = self._entries(folder)
            for entry in entries:
                if _is_folder(entry):
                    below = _Folder(folder.named / entry.name, entry.path, ignores)
                    (linked if entry.is_symlink() else waiting).append(below)
                else:
                    self.count += 1
                    inside = real.rstrip(os.sep) + os.sep + entry.name
                    yield os.path.realpath(entry.path) if entry.is_symlink() else inside, folder.named / entry.name

    def _entries(self, folder: _Folder) -> tuple[list[os.DirEntry[str]], tuple[Patterns, ...]]:
        """The folders and texts in `folder` that count, and the `.gitignore` files that hold in it."""
        try:
            with os.scandir(folder.place) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError:
            self.unreadable.append(str(folder.named))
            return [], ()
        ignores = folder.ignores
        if self.respect_gitignore and any(entry.name == GITIGNORE for entry in entries):
            ignores += gitignore_of(folder.place)
        return [entry for entry in entries if self._counts(entry, ignores)], ignores

    def _counts(self, entry: os.DirEntry[str], ignores: tuple[Patterns, ...]) -> bool:
        """Whether to enter this folder or take this file."""
        is_folder = _is_folder(entry)
        if is_folder and (entry.name.startswith(".") or entry.name in SKIPPED_FOLDERS):
            return False
        if not is_folder and not (_suffix(entry.name) in self.suffixes and _is_file(entry)):
            return False
        # To git a linked folder is a file: a pattern that ends in a slash does not take it out.
        if is_ignored(ignores, entry.path, is_folder=is_folder and not entry.is_symlink()):
            return False
        pattern = excluding(self.excludes, entry.path, is_folder=is_folder)
        self.pattern = self.pattern or pattern
        return pattern is None


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a folder, or a link to one; the system is asked only where the listing does not say it."""
    if entry.is_symlink():
        return os.path.isdir(entry.path)  # noqa: PTH112
    return entry.is_dir(follow_symlinks=False)


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a regular file, or a link to one."""
    if entry.is_symlink():
        return os.path.isfile(entry.path)  # noqa: PTH113
    return entry.is_file(follow_symlinks=False)


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1].lower()  # noqa: PTH122
