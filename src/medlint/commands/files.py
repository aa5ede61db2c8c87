"""Writing the files that a user names: whole or not at all, and an error in plain words where that fails."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from stat import S_IMODE, S_ISREG

from medlint.errors import UsageError


def real_path(path: str) -> str:
    """The path with all links followed; one that no file can have (a NUL in it) stays as it is."""
    try:
        return os.path.realpath(path)
    except ValueError:
        return path


def write_file(path: str, data: Iterable[bytes]) -> None:
    """Put the pieces of `data` into a file in one step: a reader sees the old content or the new, never half of it.

    A link stays a link, and permissions stay as they are. A device or pipe (`/dev/stderr`) is written to as it is.
    Raises UsageError, with the path, where it cannot be written.
    """
    place = Path(real_path(path))
    try:
        mode = place.stat().st_mode if place.exists() else None
        if mode is not None and not S_ISREG(mode):
            with place.open("wb") as device:
                device.writelines(data)
            return
        if mode is not None and not os.access(place, os.W_OK):
            raise PermissionError(13, "Permission denied")
        _replace(place, data, mode)
    except (OSError, ValueError) as error:
        raise UsageError(f"cannot be written: {getattr(error, 'strerror', None) or error}", path=path) from error


def _replace(place: Path, data: Iterable[bytes], mode: int | None) -> None:
    """The new file is made beside the old one, with the permissions that the user's umask gives to any file."""
    new = place.with_name(f".medlint-{os.urandom(6).hex()}")
    try:
        with new.open("xb") as file:
            file.writelines(data)
        if mode is not None:
            new.chmod(S_IMODE(mode))
        new.replace(place)
    finally:
        new.unlink(missing_ok=True)


def append_file(path: str, data: bytes) -> None:
    """Add `data` at the end of a file, which is made where there is none. Raises UsageError, with the path."""
    try:
        with Path(path).open("ab") as file:
            file.write(data)
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror or error}", path=path) from error
