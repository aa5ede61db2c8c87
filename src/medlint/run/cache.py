"""Findings of former runs, kept in the user's cache folder: one file for a working folder.

What is there is used only where text, settings, code, rules, versions and the day are the same. Where nothing can be
read or written, every text is judged each time. Only plain data is kept: a planted file cannot run. Two runs at once
each write a whole file, and the later one stays.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Final

import msgspec

from medlint import __version__
from medlint.model import FileReport
from medlint.places import cache_folder
from medlint.run.kept import MOST_BYTES, Header, Slot, load, pack, unpack, write
from medlint.run.world import find_roots, find_strays, look, read

_SECOND: Final = 10**9
_COARSE: Final = 2 * _SECOND
"""Times of file systems are as coarse as this: a file that changed so shortly before a look may have changed after."""


class Cache:
    """The reports of one working folder: those of former runs, and those that are to be kept after this one."""

    def __init__(self, place: Path, roots: tuple[str, ...], today: date) -> None:
        """Raises OSError where the files of medlint or its plugins cannot be looked at."""
        self._place, self._roots, self._day = place, roots, today.isoformat()
        self._began = time.time_ns() - min(time.process_time_ns(), _SECOND)
        header, self._reports = load(place) or (None, memoryview(b""))
        if header and not all(map(os.path.exists, header.strays)):
            header = None
        self._strays = header.strays if header else ()
        self._seen = look((*roots, *self._strays))
        self._stale = False
        self._header = header if header and self._holds(header) else None
        self._fresh: dict[str, tuple[bytes, bytes]] = {}
        self._missed: set[str] = set()
        self._found: set[str] = set()

    @property
    def suffixes(self) -> frozenset[str] | None:
        """The suffixes of the texts that can be read; None where nothing is known."""
        return frozenset(self._header.suffixes) if self._header else None

    @property
    def settings(self) -> frozenset[bytes]:
        """The signs of the configurations that a former run found sound."""
        return frozenset(self._header.settings if self._header else ())

    def has(self, path: str, settings: bytes) -> bool:
        """Whether anything is known of a text, which may have changed since."""
        return bool(self._header and _key(path, settings) in self._header.slots)

    def find(self, path: str, settings: bytes, sign: bytes) -> FileReport | None:
        """The report of a text, or None."""
        key = _key(path, settings)
        slot = self._header.slots.get(key) if self._header else None
        if slot is not None and slot.sign == sign:
            try:
                report = unpack(self._packed(slot))
            except msgspec.MsgspecError:
                report = None
            if report is not None:
                self._found.add(key)
                return report
        self._missed.add(key)
        return None

    def keep(self, report: FileReport, settings: bytes, sign: bytes) -> None:
        """Keep a report after this run, unless it has characters that cannot be written (halves of a pair)."""
        try:
            self._fresh[_key(report.path, settings)] = sign, pack(report)
        except UnicodeEncodeError:
            return

    def save(self, suffixes: frozenset[str], settings: frozenset[bytes]) -> None:
        """Write what is to be kept, if that is something new; that it cannot be written is nobody's failure.

        `settings` are the signs of the configurations that this run found sound and that are still as they were.
        """
        if not (self._fresh or (self._stale and self._header)):
            return
        try:
            # Reports of former runs may rest on what this run did not load.
            former = self._strays if self._header else ()
            made, strays = time.time_ns(), tuple(sorted({*find_strays(self._roots), *former}))
            sign, content = self._signs(strays)
            if self._is_settled(strays):
                slots, reports = self._packed_with(settings)
                used = {_settings(key) for key in slots} & self.settings
                header = Header(
                    version=__version__, day=self._day, made=made, sign=sign, content=content, strays=strays,
                    suffixes=tuple(sorted(suffixes)), settings=tuple(sorted(settings | used)), slots=slots,
                )  # fmt: skip
                write(self._place, header, reports)
        except (OSError, UnicodeEncodeError):
            return

    def _signs(self, strays: tuple[str, ...]) -> tuple[bytes, bytes]:
        """The look and the contents of all that the reports rest on: those of the last run where they are the same."""
        if self._header and not self._stale and strays == self._strays:
            return self._header.sign, self._header.content
        places = (*self._roots, *strays)
        content = read(places)
        return look(places).sign, content

    def _holds(self, header: Header) -> bool:
        """Whether everything that the reports rest on is as it was."""
        if (header.version, header.day) != (__version__, self._day):
            return False
        self._stale = header.sign != self._seen.sign
        if not self._stale and self._seen.latest < header.made - _COARSE:
            return True
        return header.content == read((*self._roots, *header.strays))

    def _is_settled(self, strays: Iterable[str]) -> bool:
        """Whether code and rules stayed as they were while this run was reading them."""
        changed = max(self._seen.latest, look(set(strays) - set(self._strays)).latest)
        return changed < self._began and look((*self._roots, *self._strays)).sign == self._seen.sign

    def _packed_with(self, settings: frozenset[bytes]) -> tuple[dict[str, Slot], list[bytes | memoryview]]:
        """What to keep of this run and of former ones; what is over the limit is left out."""
        slots: dict[str, Slot] = {}
        reports: list[bytes | memoryview] = []
        start = 0
        for key, sign, packed in self._entries(settings):
            if start + len(packed) <= MOST_BYTES:
                slots[key] = Slot(sign, start, len(packed))
                reports.append(packed)
                start += len(packed)
        return slots, reports

    def _entries(self, settings: frozenset[bytes]) -> Iterator[tuple[str, bytes, bytes | memoryview]]:
        """Reports by key and sign: those made in this run, those found, and those of texts that were not asked for."""
        for key, (sign, packed) in self._fresh.items():
            if _settings(key) in settings:
                yield key, sign, packed
        old = self._header.slots if self._header else {}
        left = [key for key in old if key not in self._found and key not in self._missed]
        for key in (*self._found, *left):
            if key in self._found or os.path.exists(_path(key)):  # noqa: PTH110
                yield key, old[key].sign, self._packed(old[key])

    def _packed(self, slot: Slot) -> memoryview:
        return self._reports[slot.start : slot.start + slot.size]


def open_cache(today: date, *, fixed: bool) -> Cache | None:
    """The cache of the working folder; None where there can be none. `fixed`: `today` is not the day that it is."""
    from hashlib import blake2b

    folder = cache_folder("findings")
    try:
        roots = find_roots()
        if folder is None or roots is None:
            return None
        here = f"{os.getcwd()}\0{today if fixed else ''}".encode("utf-8", "surrogateescape")  # noqa: PTH109
        name = blake2b(here, digest_size=12).hexdigest()
        return Cache(folder / f"{name}.reports", roots, today)
    except OSError:
        return None


def _key(path: str, settings: bytes) -> str:
    return f"{settings.hex()} {path}"


def _settings(key: str) -> bytes:
    return bytes.fromhex(key.partition(" ")[0])


def _path(key: str) -> str:
    return key.partition(" ")[2]
