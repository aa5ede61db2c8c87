"""The two streams: results on stdout, everything said to a person about the run on stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TextIO

from medlint.model import Failure
from medlint.reporters.escape import encodable, printable
from medlint.reporters.places import place_of

OK, FOUND, BROKEN, INTERRUPTED = 0, 1, 2, 130
"""Exit codes: nothing to say; findings; medlint could not do all of its job; the user stopped it."""


def write_lines(lines: Iterable[str]) -> None:
    """Lines of text for a person on stdout, each made safe for a terminal and its encoding."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    write_all(sys.stdout, "".join(f"{encodable(printable(line), encoding)}\n" for line in lines))


def write_machine(text: str | Iterable[bytes]) -> None:
    """A machine format on stdout: UTF-8 and bare line feeds, whatever the platform likes; as a whole or in pieces."""
    pieces = (text.encode("utf-8", "backslashreplace"),) if isinstance(text, str) else text
    sys.stdout.flush()
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        write_all(sys.stdout, b"".join(pieces).decode())
        return
    try:
        buffer.writelines(pieces)
        buffer.flush()
    except BrokenPipeError:
        drop_stdout()


def write_all(stream: TextIO, text: str) -> None:
    """Write and flush; a reader that has gone away (`medlint ... | head`) is no error."""
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        drop_stdout()


def flushed(code: int) -> int:
    """The exit code, when all of stdout is written. Raises OSError where it cannot be."""
    if sys.stdout is not None:
        write_all(sys.stdout, "")
    return code


def drop_stdout() -> None:
    """Send whatever else goes to stdout nowhere, so that Python does not complain about it at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(message: str) -> None:
    """One line about the run on stderr."""
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    sys.stderr.write(encodable(printable(f"medlint: {message}"), encoding) + "\n")


def say_failures(failures: Iterable[Failure]) -> None:
    """One line on stderr for everything of medlint's own that broke."""
    for failure in failures:
        say(f"error: {place_of(failure)}: {failure.error}")
