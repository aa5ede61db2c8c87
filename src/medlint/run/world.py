"""What every finding rests on besides its text and configuration: code, tables and rules, told by their files.

A look at names, sizes and times takes some milliseconds and needs no plugin to be imported. Where it differs from the
last one, as after a fresh install of the same version, the contents decide.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from typing import Final

from msgspec import Struct

from medlint.distributions import FIRST_PARTY, announced, installed
from medlint.places import rules_folder

_SKIPPED: Final = "__pycache__"
_SITES: Final = ("site-packages", "dist-packages")
"""Folders in which the names of the distributions hold their versions."""


class Look(Struct, frozen=True):
    """Files as seen from outside: a digest of their names, sizes and times, and the latest of these (ns)."""

    sign: bytes
    latest: int


def find_roots() -> tuple[str, ...] | None:
    """The folders and files of medlint, of its rules and of all plugins; None where one of them is no file at all."""
    modules = {"medlint": None} | dict.fromkeys(FIRST_PARTY)
    modules |= {plugin.module.partition(".")[0]: None for plugin in announced(sys.path)}
    roots = [str(rules_folder())]
    for module in modules:
        try:
            spec = find_spec(module)
        except (ImportError, ValueError):
            return None
        places = list(spec.submodule_search_locations or [spec.origin or ""]) if spec else []
        if not places or not all(os.path.exists(place) for place in places):  # noqa: PTH110
            return None
        roots += places
    return tuple(root for root in roots if not root.startswith(tuple(other + os.sep for other in roots)))


def find_strays(roots: Sequence[str]) -> tuple[str, ...]:
    """Files of loaded modules that lie neither below `roots` nor among what was installed with a version."""
    below = tuple(root + os.sep for root in (*roots, os.path.dirname(os.__file__)))  # noqa: PTH120
    files = {getattr(module, "__file__", None) for name, module in sys.modules.items() if name != "__main__"}
    known = (*below, *(f"{os.sep}{site}{os.sep}" for site in _SITES))
    return tuple(sorted(
        file for file in files
        if file and file not in roots and not file.startswith(below) and not any(part in file for part in known)
    ))  # fmt: skip


def look(places: Iterable[str]) -> Look:
    """How files, and those below folders, look from outside; and what is installed. Raises OSError."""
    from hashlib import blake2b

    lines: list[str] = []
    latest = 0
    for path, status in _files(places):
        changed = max(status.st_mtime_ns, status.st_ctime_ns)
        latest = max(latest, changed)
        lines.append(f"{path}\0{status.st_size}\0{changed}")
    lines.append(_versions())
    told = "\0".join(lines).encode("utf-8", "surrogateescape")
    return Look(blake2b(told, digest_size=16).digest(), latest)


def read(places: Iterable[str]) -> bytes:
    """A digest of the contents of files, and of those below folders, by name; and what is installed. Raises OSError."""
    from hashlib import blake2b

    total = blake2b(digest_size=16)
    for place in places:
        for path, _ in _files((place,)):
            with open(path, "rb") as file:  # noqa: PTH123
                data = file.read()
            name = os.path.basename(place) + path[len(place) :]  # noqa: PTH119
            total.update(f"{name}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
            total.update(data)
    total.update(_versions().encode("utf-8", "surrogateescape"))
    return total.digest()


def _versions() -> str:
    """The version of Python, and the names of all distributions, which hold theirs."""
    return "\0".join([sys.version, *(name for _, name in installed(sys.path))])


def _files(places: Iterable[str]) -> Iterator[tuple[str, os.stat_result]]:
    """Files, and those below folders, in order; compiled code and what is hidden are left out."""
    for place in places:
        if not os.path.isdir(place):  # noqa: PTH112
            yield place, os.stat(place)  # noqa: PTH116
            continue
        waiting = [place]
        while waiting:
            with os.scandir(waiting.pop()) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
            for entry in entries:
                if entry.name == _SKIPPED or entry.name.startswith("."):
                    continue
                if entry.is_dir():
                    waiting.append(entry.path)
                else:
                    yield entry.path, entry.stat()
