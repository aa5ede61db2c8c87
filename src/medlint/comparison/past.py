"""The texts of a run beside the same texts in a commit: which of them differ, and what they were before."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from medlint.comparison.gitview import (
    Blob,
    Change,
    Repository,
    changes_since,
    contents,
    files_at,
    head,
    merge_base,
    open_repository,
)
from medlint.discovery import SKIPPED_FOLDERS, Discovery
from medlint.errors import SourceError, UsageError
from medlint.model import Failure
from medlint.run import check_size, read_bytes


class Wanted(NamedTuple):
    """What a run was asked for: paths, and the suffixes of texts in folders."""

    paths: Sequence[str]
    suffixes: Collection[str]


class Past:
    """A commit as the past of the texts of a run; a `Shelf` that holds those of them that differ from it.

    `staged`: the texts are those of the index, not the files. It keeps what it has met that git cannot compare. Raises
    UsageError where git cannot answer.
    """

    def __init__(self, repository: Repository, commit: str | None, wanted: Wanted, *, staged: bool) -> None:
        self.repository, self.commit, self.staged = repository, commit, staged
        self._paths, self._suffixes = wanted
        self._top = os.path.realpath(repository.top)
        self._files = files_at(repository, commit) if commit else {}
        self._changes = changes_since(repository, commit, staged=staged)
        self._staged: dict[str, bytes] = {}
        self._foreign: dict[str, bool] = {self._top: False}
        self._strangers: list[Path] = []
        self._torn: list[Path] = []

    @property
    def label(self) -> str:
        """The commit in a word."""
        return self.commit[:7] if self.commit else "nothing"

    def choose(self, found: Discovery) -> Discovery:
        """Of what was found, what differs from the past; of the index also what has no file any more."""
        if not self.staged:
            return replace(found, files=tuple(path for path in found.files if self._differs(path)))
        chosen = {path: change.after for path in found.files if (change := self._staged_change(path)) and change.after}
        fileless = dict(self._without_files())
        chosen.update(fileless)
        held = contents(self.repository, filter(None, chosen.values()))
        self._staged = {str(path): held[blob.id] for path, blob in chosen.items() if blob and blob.id in held}
        missing = tuple(name for name in found.missing if not any(_is_in(path, Path(name)) for path in fileless))
        return replace(found, files=tuple(sorted(chosen, key=lambda path: path.parts)), missing=missing)

    def read(self, path: Path, limit: int) -> bytes:
        """The content of a text: that of the index, or that of its file."""
        if not self.staged:
            return read_bytes(path, limit)
        if str(path) not in self._staged:
            raise SourceError("git has no content for it in its index", path=str(path))
        data = self._staged[str(path)]
        check_size(len(data), str(path), limit)
        return data

    def before(self, path: Path) -> Blob | None:
        """What a text was in the past, under whatever name; None for a new one."""
        name = self._name(path)
        change = self._changes.get(name) if name else None
        if change is None or change.status == "U":
            return self._files.get(name or "")
        return change.before

    def failures(self) -> list[Failure]:
        """What was asked for by name and cannot be compared."""
        told = "is not in the repository that the run is compared with, so nothing is known of its past"
        outside = [
            path for path in self._strangers if str(path) in self._paths or not _is_in(path, Path(self.repository.top))
        ]
        torn = "has an unresolved merge conflict, so nothing of it is staged yet"
        return [
            *(Failure("comparison", str(path), told) for path in outside),
            *(Failure("comparison", str(path), torn) for path in self._torn),
        ]

    def messages(self) -> list[str]:
        """What was met on the way and left out."""
        failed = {failure.path for failure in self.failures()}
        left = sorted(_own_top(path) for path in self._strangers if str(path) not in failed)
        return [f"{place}: belongs to another repository; not compared and not linted" for place in dict.fromkeys(left)]

    def _differs(self, path: Path) -> bool:
        name = self._name(path)
        if name in self._changes:
            change = self._changes[name]
            return not (change.after and change.before and change.after.id == change.before.id)
        if name in self._files:
            return False
        strange = name is None or self._is_foreign(str(Path(self._top, name).parent))
        if strange:
            self._strangers.append(path)
        return not strange

    def _staged_change(self, path: Path) -> Change | None:
        """How a text of the working tree differs in the index."""
        change = self._changes.get(self._name(path) or "")
        if change and change.status == "U":
            self._torn.append(path)
        return change if self._differs(path) else None

    def _without_files(self) -> Iterator[tuple[Path, Blob]]:
        """The changed texts of the index that were asked for and have no file, with what they hold."""
        for name, change in self._changes.items():
            place = str(Path(self._top, name))
            if change.after and change.status != "U" and not os.path.lexists(place):
                for asked in self._paths:
                    shown = _below(Path(asked), place)
                    if shown == Path(asked) or (shown and self._is_walked(shown.relative_to(asked))):
                        yield shown, change.after
                        break

    def _is_walked(self, inner: Path) -> bool:
        """Whether a walk would take in the file of this name, if it were there."""
        folders = inner.parts[:-1]
        hidden = any(part.startswith(".") or part in SKIPPED_FOLDERS for part in folders)
        return not hidden and inner.suffix.lower() in self._suffixes

    def _name(self, path: Path) -> str | None:
        """The name of a text from the top of the repository, links followed; None for one that is outside."""
        inside = _below(Path(), os.path.realpath(path), self._top)
        return None if inside is None else inside.as_posix()

    def _is_foreign(self, folder: str) -> bool:
        """Whether a folder below the top belongs to another repository."""
        if folder not in self._foreign:
            own = os.path.lexists(Path(folder, ".git"))
            self._foreign[folder] = own or self._is_foreign(str(Path(folder).parent))
        return self._foreign[folder]


def look_back(ref: str, wanted: Wanted) -> Past:
    """The past at the commit from which HEAD and `ref` have gone apart. Raises UsageError where there is none."""
    repository = _repository(wanted.paths)
    return Past(repository, merge_base(repository, ref), wanted, staged=False)


def look_at_index(wanted: Wanted) -> Past:
    """The past of what is staged: the commit that is checked out, if there is one yet."""
    repository = _repository(wanted.paths)
    return Past(repository, head(repository), wanted, staged=True)


def _repository(paths: Sequence[str]) -> Repository:
    """The repository around the working folder, else the one around the first path. Raises UsageError for neither."""
    try:
        return open_repository(Path.cwd())
    except UsageError:
        first = Path(next(iter(paths), "."))
        folder = first if first.is_dir() else first.parent
        if not folder.is_dir() or folder.samefile(Path.cwd()):
            raise
        return open_repository(folder)


def blobs_before(past: Past, paths: Iterable[Path]) -> dict[Path, bytes | None]:
    """The content that texts had in the past, without those that are new; None where git cannot give it."""
    blobs = {path: blob for path in paths if (blob := past.before(path))}
    held = contents(past.repository, blobs.values())
    return {path: held.get(blob.id) for path, blob in blobs.items()}


def _below(shown: Path, place: str, folder: str | None = None) -> Path | None:
    """An absolute path as seen from a folder (that of `shown`, links followed), joined to `shown`; None outside it."""
    start = os.path.realpath(shown) if folder is None else folder
    if place == start:
        return shown
    start = start.rstrip(os.sep) + os.sep
    return shown / place[len(start) :] if place.startswith(start) else None


def _own_top(path: Path) -> str:
    """The folder of the repository that a text belongs to, else its own, as the text is named."""
    return str(next((folder for folder in path.parents if os.path.lexists(folder / ".git")), path.parent))


def _is_in(path: Path, folder: Path) -> bool:
    """Whether a path is a folder or below it, as written."""
    return Path.cwd().joinpath(path).is_relative_to(Path.cwd() / folder)
