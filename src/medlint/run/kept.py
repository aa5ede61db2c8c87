"""The file in which the reports of a working folder are kept: a checksum, a header, and the packed reports.

It is read and written whole. What is damaged or of another format counts as not there.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final
from zlib import crc32

import msgspec
from msgspec import Struct

from medlint.model import FileReport
from medlint.plainfiles import read_plain, write_own

FORMAT: Final = 1
MOST_BYTES: Final = 96 * 10**6
"""Of one working folder no more is kept: the reports of some ten thousand articles."""
MOST_KEPT: Final = 12
"""So many files are kept, those in use lately."""
_SUM, _LENGTH = 4, 8
_HOUR: Final = 3600


class Slot(Struct, frozen=True, array_like=True, gc=False):
    """Where a report lies, and of what it is: `sign` tells text and settings."""

    sign: bytes
    start: int
    size: int


class Header(Struct, frozen=True):
    """What reports rest on: look and contents of all files behind them, when these were looked at (ns), and the day.

    `strays` are those of the files that are not found without loading plugins. `settings` are those under which a
    configuration was found sound; `suffixes` those of the texts that can be read; `slots` are by settings and path.
    """

    version: str
    day: str
    made: int
    sign: bytes
    content: bytes
    strays: tuple[str, ...]
    suffixes: tuple[str, ...]
    settings: tuple[bytes, ...]
    slots: dict[str, Slot]
    format: int = FORMAT


_UNPACK: Final = msgspec.msgpack.Decoder(FileReport)


def pack(report: FileReport) -> bytes:
    """A report as bytes. Raises UnicodeEncodeError for halves of a pair, which have none."""
    return msgspec.msgpack.encode(report)


def unpack(packed: bytes | memoryview) -> FileReport:
    """The report that was packed. Raises msgspec.MsgspecError for bytes that are none."""
    return _UNPACK.decode(packed)


def load(place: Path) -> tuple[Header, memoryview] | None:
    """The header and the packed reports; None where there is no such file, or none that this program wrote."""
    try:
        data = memoryview(read_plain(place, 2 * MOST_BYTES, own=True))
        if len(data) < _SUM + _LENGTH or data[:_SUM] != crc32(data[_SUM:]).to_bytes(_SUM, "big"):
            return None
        first = _SUM + _LENGTH + int.from_bytes(data[_SUM : _SUM + _LENGTH], "big")
        header = msgspec.msgpack.decode(data[_SUM + _LENGTH : first], type=Header)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return (header, data[first:]) if header.format == FORMAT else None


def write(place: Path, header: Header, reports: Iterable[bytes | memoryview]) -> None:
    """Write a file for its owner alone, whole or not at all; others that have not been in use go. Raises OSError."""
    packed = msgspec.msgpack.encode(header)
    body = b"".join((len(packed).to_bytes(_LENGTH, "big"), packed, *reports))
    write_own(place, crc32(body).to_bytes(_SUM, "big") + body)
    _prune(place.parent)


def _prune(folder: Path) -> None:
    """Take away what has not been written lately, and what runs that were killed left half-written."""
    found = {path: path.stat().st_mtime for path in folder.iterdir()}
    kept = sorted((path for path in found if path.suffix == ".reports"), key=lambda path: -found[path])
    left = [path for path in found if path.suffix != ".reports" and found[path] < time.time() - _HOUR]
    for path in (*kept[MOST_KEPT:], *left):
        with suppress(OSError):
            path.unlink()
