"""Bytes of texts: regular files and standard input, within a limit."""

from __future__ import annotations

import sys
from errno import EFBIG
from pathlib import Path

from medlint.errors import SourceError
from medlint.plainfiles import NO_FILE, read_plain

STDIN = "-"
"""The path that stands for standard input."""


def read_bytes(path: Path, limit: int) -> bytes:
    """The content of a regular file. Raises SourceError for what cannot be read or is larger than `limit` bytes."""
    try:
        return read_plain(path, limit)
    except OSError as error:
        if error.errno == EFBIG:
            check_size(limit + 1, str(path), limit)
        if error.strerror == NO_FILE:
            raise SourceError(f"{NO_FILE}; lint a pipe as - (standard input)", path=str(path)) from error
        raise SourceError(f"cannot be read: {error.strerror or error}", path=str(path)) from error


def read_stdin(name: str, limit: int) -> bytes:
    """What standard input holds. Raises SourceError, with `name`, where that is more than `limit` bytes."""
    data = sys.stdin.buffer.read(limit + 1)
    check_size(len(data), name, limit)
    return data


def check_size(size: int, path: str, limit: int) -> None:
    """Raise SourceError for a text of more than `limit` bytes."""
    if size > limit:
        raise SourceError(
            f"larger than the limit of {limit:,} bytes; raise it with --max-file-size or max-file-size", path=path
        )
