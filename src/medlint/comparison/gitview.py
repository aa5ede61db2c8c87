"""What git knows of texts: which of them differ from a commit, what they were called there, and what stood in them.

git itself is asked, with `-z` and without a shell, so any name that a file can have is safe here.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct

from medlint.errors import UsageError

_PLACING: Final = ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_PREFIX")
_LINK: Final = "120000"
_SETTLED: Final = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_LITERAL_PATHSPECS": "1"}


class Repository(Struct, frozen=True):
    """A repository with a working tree: `top`, its absolute folder, and the environment that git is run in."""

    top: str
    environment: Mapping[str, str]


class Blob(Struct, frozen=True):
    """A file as a commit or the index has it: its name from the top, with `/`, and the id of its content."""

    path: str
    id: str


class Change(Struct, frozen=True):
    """How a path differs from a commit; `status` is git's letter.

    `before` is the file that it was there, under whatever name; None where there was none. `after` is the one that git
    has now, where its content is known.
    """

    status: str
    before: Blob | None = None
    after: Blob | None = None


def open_repository(folder: Path) -> Repository:
    """The repository that `folder` is in. Raises UsageError where there is none or git cannot be run."""
    environment = {**os.environ, **_SETTLED}
    plain = {name: value for name, value in environment.items() if name not in _PLACING}
    place: tuple[str, str] | str | None = None
    used = plain
    if "GIT_DIR" in environment and "GIT_WORK_TREE" not in environment:
        # A hook may name the repository by a path that holds only where it was started, and then change the folder.
        place = _same_place(_place(folder, plain), folder, environment["GIT_DIR"])
    if place is None:
        place, used = _place(folder, environment), environment
    if isinstance(place, str):
        raise UsageError(place)
    top, git_dir = place
    return Repository(top, {**used, "GIT_DIR": git_dir, "GIT_WORK_TREE": top})


def _place(folder: Path, environment: Mapping[str, str]) -> tuple[str, str] | str:
    """The top and the git folder of the repository around a folder, or why there is none."""
    lines: list[str] = []
    for option in ("--show-toplevel", "--absolute-git-dir"):  # asked for one by one: a name may hold line feeds
        code, out, told = _run(["rev-parse", option], str(folder), environment)
        if code:
            break
        lines.append(os.path.normpath(os.fsdecode(out.removesuffix(b"\n"))))
    else:
        return lines[0], lines[1]
    if "not a git repository" in told:
        return "this folder is in no git repository, so there is nothing to compare with"
    return f"git cannot be asked here: {_first_line(told)}"


def _same_place(place: tuple[str, str] | str, folder: Path, named: str) -> tuple[str, str] | None:
    """The place, if a git folder that is named in the environment is its own."""
    if isinstance(place, str):
        return None
    real = os.path.realpath(place[1])
    return place if real in {os.path.realpath(Path(base, named)) for base in (folder, place[0])} else None


def merge_base(repository: Repository, ref: str) -> str:
    """The commit from which HEAD and `ref` have gone apart. Raises UsageError where there is none to be found."""
    commit = None if ref.startswith("-") else _commit(repository, ref)
    if commit is None:
        raise UsageError(f"git knows no commit {ref!r} here{_hint(repository, ref)}")
    if head(repository) is None:
        raise UsageError("there is no commit yet, so there is nothing to compare with")
    code, out, _ = _ask(repository, "merge-base", commit, "HEAD")
    if code:
        why = "; fetch more of it (git fetch --unshallow; in CI: fetch-depth 0)" if _is_shallow(repository) else ""
        raise UsageError(f"HEAD and {ref!r} have no commit in common in this copy of the repository{why}")
    return out.decode("ascii").split()[0]


def head(repository: Repository) -> str | None:
    """The commit that is checked out; None before the first one."""
    return _commit(repository, "HEAD")


def _commit(repository: Repository, ref: str) -> str | None:
    code, out, _ = _ask(repository, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
    return None if code else out.decode("ascii").strip()


def _hint(repository: Repository, ref: str) -> str:
    """What may have been meant by a name that git does not know, or what to do about it."""
    from medlint.toml.source import nearest

    _, out, _ = _ask(repository, "for-each-ref", "--format=%(refname:short)")
    names = os.fsdecode(out).split()
    remote = next((name for name in names if ref and name.endswith(f"/{ref}")), None)
    near = remote or nearest(ref, names)
    if near:
        return f"; did you mean {near!r}?"
    return "; fetch it first (in CI: fetch-depth 0)" if _is_shallow(repository) else ""


def _is_shallow(repository: Repository) -> bool:
    return _ask(repository, "rev-parse", "--is-shallow-repository")[1].strip() == b"true"


def files_at(repository: Repository, commit: str) -> dict[str, Blob]:
    """The files of a commit by name, without links and other repositories (submodules)."""
    files: dict[str, Blob] = {}
    for entry in _parts(_told(repository, "ls-tree", "-r", "-z", "--full-tree", commit)):
        about, _, name = entry.partition("\t")
        mode, kind, id = about.split()[:3]
        if kind == "blob" and mode != _LINK:
            files[name] = Blob(name, id)
    return files


def changes_since(repository: Repository, commit: str | None, *, staged: bool = False) -> dict[str, Change]:
    """How files differ from a commit (None: from an empty one), by name.

    The files are those of the working tree that git tracks or, with `staged`, those in the index. Renames are git's own
    detection. A path with a merge conflict has the status `U`.
    """
    base = commit or _told(repository, "hash-object", "-t", "tree", "--stdin").decode("ascii").strip()
    options = ("--raw", "-z", "--no-abbrev", "--no-ext-diff", "--no-color", "--find-renames")
    told = _told(repository, "diff", *(["--cached"] * staged), *options, base, "--")
    found: dict[str, Change] = {}
    for status, name, change in _changes(_parts(told)):
        if status == "U" or found.get(name, change).status != "U":
            found[name] = change
    return found


def _changes(parts: Iterator[str]) -> Iterator[tuple[str, str, Change]]:
    """The entries of a raw diff. https://git-scm.com/docs/git-diff-index, "Raw output format"."""
    for about in parts:
        old_mode, mode, old, new, status = about.removeprefix(":").split()
        first = next(parts)
        name = next(parts) if status[0] in "RC" else first
        before = Blob(first, old) if old_mode.startswith("100") and old.strip("0") else None
        after = Blob(name, new) if mode.startswith("100") and new.strip("0") else None
        yield status[0], name, Change(status[0], before, after)


def contents(repository: Repository, blobs: Iterable[Blob]) -> dict[str, bytes]:
    """What blobs hold, by id. One that this copy of the repository lacks is left out."""
    ids = list(dict.fromkeys(blob.id for blob in blobs))
    if not ids:
        return {}
    told = _told(repository, "cat-file", "--batch", asked="".join(f"{id}\n" for id in ids).encode("ascii"))
    found: dict[str, bytes] = {}
    at = 0
    for id in ids:
        end = told.index(b"\n", at)
        words = told[at:end].split()
        at = end + 1
        if words[1:2] == [b"blob"]:
            size = int(words[2])
            found[id] = told[at : at + size]
            at += size + 1
    return found


def _parts(told: bytes) -> Iterator[str]:
    return (os.fsdecode(part) for part in told.split(b"\0") if part)


def _told(repository: Repository, *words: str, asked: bytes = b"") -> bytes:
    """What git says. Raises UsageError with its own words where it fails."""
    code, out, error = _ask(repository, *words, asked=asked)
    if code:
        raise UsageError(f"git {words[0]} failed: {_first_line(error)}")
    return out


def _ask(repository: Repository, *words: str, asked: bytes = b"") -> tuple[int, bytes, str]:
    return _run(words, repository.top, repository.environment, asked)


def _run(
    words: Sequence[str], folder: str, environment: Mapping[str, str], asked: bytes = b""
) -> tuple[int, bytes, str]:
    """Run git in a folder. A monitor that the configuration names is not started."""
    import subprocess

    command = ["git", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false", *words]
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and no word that begins with - comes from outside
            command, cwd=folder, env=environment, input=asked, capture_output=True, check=False
        )
    except FileNotFoundError:
        raise UsageError("git is not installed, or not on the path") from None
    except OSError as error:
        raise UsageError(f"git cannot be run: {error.strerror or error}") from error
    return done.returncode, done.stdout, os.fsdecode(done.stderr)


def _first_line(told: str) -> str:
    lines = [line.removeprefix("fatal: ") for line in told.splitlines() if line.strip()]
    return next((line for line in lines if not line.startswith(("warning:", "hint:"))), "it gave no reason")
