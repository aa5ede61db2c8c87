"""Compiled regular expressions, kept in the user's cache folder: half of a cold run went into compiling them.

What is kept is the program that `re` makes of an expression, as plain numbers, under the exact version of Python that
made it. It is a help and nothing more: where it is missing, foreign, damaged or refused, `re.compile` does the work.
"""

from __future__ import annotations

import re
import sys
from array import array
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Final
from zlib import crc32

import msgspec
from msgspec import Raw

from medlint.places import cache_folder
from medlint.plainfiles import map_plain, write_own

MOST_KEPT: Final = 4_000
"""More expressions than this are not kept: medlint has about 800, so a file that grows on is none of ours."""

MOST_BYTES: Final = 10**7
"""A larger file is none of ours, either."""

_SUM: Final = 4
_NUMBERS: Final = "I"
"""The array type of the words of a program: of 32 bits, as those of the engine are; see `_usable`."""


class _Program(msgspec.Struct, frozen=True, array_like=True):
    """What `_sre.compile` takes besides the text: flags, the program, and the numbers and names of its groups."""

    flags: int
    code: bytes
    groups: Annotated[int, msgspec.Meta(ge=0, le=1_000)]
    names: dict[str, int]


class Store:
    """Programs by expression: those of the file as they were packed, those made in this run beside them."""

    def __init__(self, place: Path | None) -> None:
        self._place = place
        self._packed = _read(place) if place else {}
        self._made: dict[bytes, Raw] = {}

    def pattern(self, text: str, flags: int) -> re.Pattern[str]:
        """The expression as `re.compile` gives it. Raises re.error for one that is wrong."""
        if self._place is None:
            return re.compile(text, flags)
        key = f"{flags} {text}".encode("utf-8", "surrogatepass")
        packed = self._packed.get(key)
        made = _unpacked(text, packed) if packed is not None else None
        if made is None:
            program = _program(text, flags)
            self._made[key] = Raw(msgspec.msgpack.encode(program))
            made = _pattern(text, program)
        return made

    def keep(self) -> None:
        """Write what this run made beside what the file holds, whole or not at all; a failure is nobody's concern."""
        if not self._made or self._place is None:
            return
        # Another run may have added to the file since it was read here.
        kept = {**_read(self._place), **self._made}
        self._made = {}
        packed = msgspec.msgpack.encode(kept if len(kept) <= MOST_KEPT else {})
        try:
            write_own(self._place, crc32(packed).to_bytes(_SUM, "big") + packed)
        except OSError:
            return


@cache
def store() -> Store:
    """The store of this process."""
    folder = cache_folder("patterns") if _usable() else None
    name = f"{sys.implementation.cache_tag}-{sys.hexversion:x}-{sys.byteorder}.msgpack"
    return Store(folder / name if folder else None)


def _usable() -> bool:
    """Whether this Python makes programs in the way that is known here: CPython from 3.11 on, up to what was tried."""
    if sys.implementation.name != "cpython" or sys.version_info[:2] not in {(3, 11), (3, 12), (3, 13)}:
        return False
    try:
        probe = _pattern("(?P<a>x)|y", _program("(?P<a>x)|y", re.IGNORECASE))
    except (ImportError, AttributeError, TypeError, ValueError, RuntimeError):
        return False
    found = probe.match("X")
    return found is not None and found["a"] == "X"


def _program(text: str, flags: int) -> _Program:
    """What `re` compiles an expression to, as its own `compile` does it. Raises re.error."""
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed: Any = _parser.parse(text, flags)
    code = array(_NUMBERS, _compiler._code(parsed, flags)).tobytes()  # noqa: SLF001 - there is no public way
    return _Program(int(flags | parsed.state.flags), code, parsed.state.groups - 1, dict(parsed.state.groupdict))


def _pattern(text: str, program: _Program) -> re.Pattern[str]:
    from re import _compiler  # type: ignore[attr-defined]

    names = list[str | None]([None]) * (program.groups + 1)
    for name, number in program.names.items():
        names[number] = name
    engine: Any = _compiler._sre  # noqa: SLF001 - there is no public way
    made: re.Pattern[str] = engine.compile(
        text,
        program.flags,
        memoryview(program.code).cast(_NUMBERS).tolist(),
        program.groups,
        program.names,
        tuple(names),
    )
    return made


def _unpacked(text: str, packed: Raw) -> re.Pattern[str] | None:
    """The pattern of a kept program; None for what is none, which the engine itself checks before it runs it."""
    try:
        return _pattern(text, msgspec.msgpack.decode(packed, type=_Program))
    except (msgspec.MsgspecError, ValueError, TypeError, RuntimeError, OverflowError, IndexError):
        return None


def _read(place: Path) -> dict[bytes, Raw]:
    try:
        read = map_plain(place, MOST_BYTES, own=True)
        if read[:_SUM] != crc32(read[_SUM:]).to_bytes(_SUM, "big"):
            return {}
        return msgspec.msgpack.decode(read[_SUM:], type=dict[bytes, Raw])
    except (OSError, msgspec.MsgspecError):
        return {}
