"""Regular files, read with a limit: no pipe is waited for, no device read without end, and no more than was foreseen.

A repository may hold a link to `/dev/zero` by the name of a file that medlint looks for, and a folder may hold a pipe.
"""

from __future__ import annotations

import errno
import os
from io import FileIO
from mmap import ACCESS_READ, mmap
from pathlib import Path
from stat import S_ISREG

NO_FILE = "is no regular file"
_READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def read_plain(path: str | Path, most: int, *, own: bool = False) -> bytes:
    """The content of a regular file of at most `most` bytes.

    Raises OSError as `open` does, with EINVAL for what is no regular file (pipes and devices are not opened, or not
    read), EFBIG for more than `most` bytes, and where it is to be the user's `own`, EPERM for somebody else's.
    """
    with _open(path) as file:
        data = _read(file.fileno(), _size(file.fileno(), path, own=own), most)
    if len(data) > most:
        raise _too_large(path, most)
    return data


def map_plain(path: str | Path, most: int, *, own: bool = False) -> memoryview:
    """As `read_plain`, but mapped into memory, so that only those parts are read that are looked at.

    For files that are replaced whole and never written to, as those of `write_own`: what is mapped has to stay.
    """
    with _open(path) as file:
        size = _size(file.fileno(), path, own=own)
        if size > most:
            raise _too_large(path, most)
        return memoryview(mmap(file.fileno(), size, access=ACCESS_READ) if size else b"")


def _open(path: str | Path) -> FileIO:
    if not S_ISREG(os.stat(path).st_mode):  # noqa: PTH116 - called for every text of a large run
        raise OSError(errno.EINVAL, NO_FILE, str(path))
    return open(os.open(path, _READING), "rb", buffering=0)  # noqa: PTH123


def _size(handle: int, path: str | Path, *, own: bool) -> int:
    """The bytes of an open file that is regular, and the user's own where it has to be."""
    status = os.fstat(handle)
    if not S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, NO_FILE, str(path))
    if own and hasattr(os, "getuid") and status.st_uid != os.getuid():
        raise PermissionError(errno.EPERM, "belongs to somebody else", str(path))
    return status.st_size


def _too_large(path: str | Path, most: int) -> OSError:
    return OSError(errno.EFBIG, f"larger than the limit of {most:,} bytes", str(path))


def _read(handle: int, size: int, most: int) -> bytes:
    """What a file holds, or one byte more than `most`: it may grow while it is read."""
    if size > most:
        return bytes(most + 1)
    whole = os.read(handle, size)
    if size and len(whole) == size:
        return whole  # What comes after it was not there when the file was looked at.
    parts, left = [whole], most + 1 - len(whole)
    while left and (part := os.read(handle, min(left, max(size + 1, 65_536)))):
        parts.append(part)
        left -= len(part)
        size -= len(part)
    return b"".join(parts)


def write_own(place: Path, data: bytes) -> None:
    """Write a file of the user's cache, whole or not at all, for its owner alone. Raises OSError.

    The scratch file beside it is made anew: where others can write into the folder, no link of theirs is followed.
    """
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    scratch = place.with_name(f"{place.name}.{os.getpid()}-{os.urandom(4).hex()}")
    try:
        handle = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with open(handle, "wb") as file:  # noqa: PTH123
            file.write(data)
        scratch.replace(place)
    finally:
        scratch.unlink(missing_ok=True)
