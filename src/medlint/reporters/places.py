"""Where files are, as other programs want to hear it: paths as the repository has them, and as URIs."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from medlint.lazy import lazy_pattern
from medlint.model import Failure, Rule

_DRIVE = lazy_pattern(r"[A-Za-z]:[\\/]")
_LINE = lazy_pattern(r"(.+):(\d{1,9})", re.DOTALL)


class Setting(Struct, frozen=True):
    """What a format may need beside the report.

    `rules` by id. `folder` is the absolute folder that the paths of the report start from, `root` the one that
    programs count from; empty where paths stay as they are. `gates` gives the `fail-on` of texts by path.
    """

    rules: Mapping[str, Rule] = {}
    folder: str = ""
    root: str = ""
    gates: Mapping[str, str] = {}


def place_of(failure: Failure) -> str:
    """Where something of ours broke: the path and, where it is more than the file itself, what broke there."""
    return ": ".join(part for part in (failure.path, failure.where) if part and part != "file") or failure.where


def find_root(folder: Path) -> Path:
    """The nearest folder from `folder` upwards that holds `.git`; without one, `folder` itself."""
    return next((one for one in (folder, *folder.parents) if os.path.lexists(one / ".git")), folder)


def path_of(path: str, setting: Setting) -> str:
    """A path as the repository has it, with `/`; one outside of it is absolute."""
    if not setting.root:
        return path
    full, root = _full(path, setting.folder), _full(setting.root, "")
    inside = root.rstrip("/") + "/"
    return full.removeprefix(inside)


def _full(path: str, folder: str) -> str:
    whole = path if path.startswith("/") or _DRIVE.match(path) else f"{folder}/{path}" if folder else path
    if _DRIVE.match(whole):
        whole = whole[0].upper() + whole[1:].replace("\\", "/")
    return posixpath.normpath(whole)


def uri_of(path: str) -> str:
    """A path as a URI reference: relative for a relative path, `file:` for an absolute one. Bytes are percent-encoded.

    A name that is not valid UTF-8 keeps its bytes.
    """
    from urllib.parse import quote

    drive = _DRIVE.match(path)
    start = f"file:///{path[0]}:" if drive else "file://" if path.startswith("/") else ""
    return start + quote(_bytes(path[2:] if drive else path), safe="/")


def _bytes(path: str) -> bytes:
    """The bytes of a path: those of the file system, where the name came from there."""
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return path.encode("utf-8", "surrogatepass")


def place_in(failure: Failure) -> tuple[str, int | None]:
    """The path (or "") and the line of a failure; its `path` may hold both, as in `medlint.toml:3`."""
    match = _LINE.fullmatch(failure.path)
    return (match[1], int(match[2])) if match else (failure.path, None)


def told(failure: Failure) -> str:
    """What broke, in one line: where, and what was said."""
    return failure.error if failure.where == "file" else f"{failure.where}: {failure.error}"
