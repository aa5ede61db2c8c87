"""Rule folders as seen from outside: whether they are as they were when their compiled rulebook was last used.

To read four hundred files in order to learn that none has changed took a thirtieth of the time of one draft. Names,
sizes and times decide instead, as in the index of git, and what changed too lately to be told apart is read.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final
from zlib import adler32, crc32

import msgspec
from msgspec import Struct

from medlint.model import FAMILIES
from medlint.places import cache_folder
from medlint.plainfiles import read_plain, write_own
from medlint.rulebook.folders import TABLES, RuleFolder

MOST_KEPT: Final = 32
"""So many looks are kept, the latest of them: several for each rulebook that is kept."""

_MOST_BYTES: Final = 10**5
_KINDS: Final = frozenset((*FAMILIES, *TABLES))
COARSE: Final = 2 * 10**9
"""Times of file systems are as coarse as this (ns): a file that changed so shortly before may change once more."""


class Look(Struct, frozen=True):
    """Rule folders from outside: a digest of names, sizes and times, and the latest of these times (ns)."""

    sign: str
    latest: int


def look(folders: Sequence[RuleFolder], code: str) -> Look | None:
    """How rule folders look, together with `code` (what compiles them); None where one cannot be looked at."""
    lines, latest = [code], 0
    for folder in folders:
        if not isinstance(folder.folder, Path):
            return None
        lines.append(folder.owner)
        try:
            for entry in _entries(str(folder.folder)):
                status = entry.stat()
                changed = max(status.st_mtime_ns, status.st_ctime_ns)
                latest = max(latest, changed)
                lines.append(f"{entry.path}\0{status.st_size}\0{changed}")
        except OSError:
            return None
    return Look(digest("\n".join(lines).encode("utf-8", "surrogateescape")), latest)


def _entries(folder: str) -> Iterator[os.DirEntry[str]]:
    """What a rule folder holds, and what is in those of its folders that are read: rules are one level deep."""
    for child in sorted(os.scandir(folder), key=_path):
        yield child
        if child.name in _KINDS and child.is_dir():
            yield from sorted(os.scandir(child.path), key=_path)


def digest(read: bytes | bytearray) -> str:
    """Two checksums and the length: they tell edits apart as surely as is needed, and hashlib costs 8 ms to import."""
    return f"{crc32(read):08x}{adler32(read):08x}{len(read):x}"


def find_key(seen: Look) -> str | None:
    """The key of the compiled rulebook that was made of folders with the same look; None where that is not known."""
    return _kept().get(seen.sign)


def keep_key(seen: Look, key: str, began: int) -> None:
    """Remember what a look stands for, unless a file changed just before `began` (ns), when the look was taken."""
    place = _place()
    if place is None or seen.latest > began - COARSE:
        return
    latest = [*((sign, old) for sign, old in _kept().items() if sign != seen.sign), (seen.sign, key)]
    try:
        write_own(place, msgspec.msgpack.encode(dict(latest[-MOST_KEPT:])))
    except OSError:
        return


def _place() -> Path | None:
    folder = cache_folder("looks")
    return folder / "rules.msgpack" if folder else None


def _kept() -> dict[str, str]:
    place = _place()
    try:
        return msgspec.msgpack.decode(read_plain(place, _MOST_BYTES, own=True), type=dict[str, str]) if place else {}
    except (OSError, msgspec.MsgspecError):
        return {}


def _path(entry: os.DirEntry[str]) -> str:
    return entry.path
