"""The baseline: findings that were there when medlint came, by fingerprint, so that only new ones are reported."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Final

import msgspec
from msgspec import Meta, Struct

from medlint.config import BASELINE, ConfigFiles, Overrides
from medlint.errors import ConfigError
from medlint.fingerprint import common, of_text
from medlint.model import Finding
from medlint.newness import Known
from medlint.paths import absolute, shown
from medlint.plainfiles import read_plain

VERSION: Final = 1
LONGEST: Final = 60
"""So many characters of a quote are kept, for people who review the file."""
MOST_BYTES: Final = 50 * 10**6
MOST_PLACES: Final = 10**6
"""More findings than this no baseline lists; what has them was made to use up memory."""
_AGAIN: Final = "`medlint baseline` writes it anew"


class Entry(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A known finding of one text: `count` places with one fingerprint, and the first one's words for people.

    `path` is seen from the folder of the file, with `/`. A finding about a whole text has no quote.
    """

    path: str
    rule: str
    fingerprint: Annotated[str, Meta(pattern="^[0-9a-f]{16}$")]
    count: Annotated[int, Meta(ge=1)] = 1
    quote: str = ""

    @property
    def is_of_text(self) -> bool:
        """Whether it is about a whole text: any other text may have the same."""
        return self.fingerprint == of_text(self.rule)


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    version: int
    entries: tuple[Entry, ...]


class Baseline(Struct, frozen=True):
    """One baseline file: its absolute `place`, and its entries by the name of their text, as seen from its folder."""

    place: str
    texts: Mapping[str, tuple[Entry, ...]] = {}

    @property
    def folder(self) -> str:
        """The folder that the names of texts start from."""
        return str(Path(self.place).parent)

    def name(self, path: str | Path) -> str:
        """The name of a text as seen from the folder of this file."""
        here, there = self.folder, absolute(path)
        if not Path(there).is_relative_to(here):
            here, there = os.path.realpath(here), os.path.realpath(there)
        try:
            return Path(os.path.relpath(there, here)).as_posix()
        except ValueError:  # another drive
            return Path(there).as_posix()

    def exists(self, name: str) -> bool:
        """Whether a text of this name is there."""
        return os.path.lexists(Path(self.folder, name))


class Baselines:
    """The baseline files of a run, each found and read once."""

    def __init__(self, overrides: Overrides, files: ConfigFiles) -> None:
        self._overrides, self._files = overrides, files
        self._read: dict[str, Baseline] = {}

    def of(self, path: str | Path) -> Baseline | None:
        """The baseline of a text, or None. Raises ConfigError for one that cannot be used, or is named and missing."""
        if self._overrides.baseline is not None:
            place: str | None = absolute(self._overrides.baseline)
        elif self._overrides.no_baseline or self._overrides.no_config:
            place = None
        else:
            place = self._files.nearest(str(Path(absolute(path)).parent), BASELINE)
        if place is not None and place not in self._read:
            self._read[place] = read_baseline(place)
        return self._read[place] if place else None

    def root(self, folder: str) -> str:
        """Where a new baseline belongs: beside the outermost configuration file, else at the top of a repository."""
        chain = () if self._overrides.no_config or self._overrides.config_file else self._files.chain(folder)
        if chain:
            return chain[0].folder
        above = [Path(folder), *Path(folder).parents]
        return str(next((one for one in above if os.path.lexists(one / ".git")), folder))


def read_baseline(place: str) -> Baseline:
    """Read a baseline file. Raises ConfigError naming it, and what is wrong with it."""
    try:
        data = read_plain(place, MOST_BYTES)
    except FileNotFoundError:
        raise ConfigError(f"there is no such baseline; {_AGAIN}", path=shown(place)) from None
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror or error}", path=shown(place)) from error
    texts: dict[str, list[Entry]] = {}
    for entry in _decode(data, shown(place)):
        texts.setdefault(entry.path, []).append(entry)
    return Baseline(place, {name: _single(entries) for name, entries in texts.items()})


def _decode(data: bytes, path: str) -> tuple[Entry, ...]:
    try:
        plain = _loads(data)
    except RecursionError:
        raise ConfigError("is no baseline of medlint: it is nested too deeply", path=path) from None
    except ValueError as error:
        torn = "it holds a merge conflict" if b"<<<<<<< " in data else f"it is not valid JSON ({error})"
        raise ConfigError(f"{torn}; {_AGAIN}", path=path) from None
    version = plain.get("version") if isinstance(plain, dict) else None
    if not isinstance(version, int) or isinstance(version, bool):
        raise ConfigError("is no baseline of medlint: it has no version", path=path)
    if version != VERSION:
        raise ConfigError(f"is of version {version}, and this medlint reads version {VERSION}", path=path)
    try:
        entries = msgspec.convert(plain, _File).entries
    except msgspec.ValidationError as error:
        raise ConfigError(f"is no baseline of medlint: {error}; {_AGAIN}", path=path) from None
    if sum(entry.count for entry in entries) > MOST_PLACES:
        raise ConfigError(f"is no baseline of medlint: more than {MOST_PLACES:,} places; {_AGAIN}", path=path)
    return entries


def _loads(data: bytes) -> Any:
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError):
        import json  # names that are not UTF-8 are written as half surrogate pairs, which msgspec refuses

        return json.loads(data)


def _single(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """One entry a fingerprint: of two, as a merge leaves them, the larger count."""
    found: dict[str, Entry] = {}
    for entry in entries:
        old = found.get(entry.fingerprint)
        found[entry.fingerprint] = entry if old is None or old.count < entry.count else old
    return tuple(found.values())


def render_baseline(entries: Iterable[Entry]) -> bytes:
    """The whole file: entries in order, one a line, so that changes of it are short and merge well."""
    ordered = sorted(entries, key=lambda one: (one.path, one.rule, one.quote, one.fingerprint))
    lines = ",\n".join(f"    {_line(entry)}" for entry in ordered)
    body = f"[\n{lines}\n  ]" if lines else "[]"
    return f'{{\n  "version": {VERSION},\n  "entries": {body}\n}}\n'.encode()


def _line(entry: Entry) -> str:
    try:
        return msgspec.json.format(msgspec.json.encode(entry), indent=0).decode()
    except UnicodeEncodeError:
        import json

        return json.dumps(msgspec.to_builtins(entry))


def entries_of(name: str, found: Iterable[Finding]) -> tuple[Entry, ...]:
    """The findings of one text as entries."""
    first: dict[str, Finding] = {}
    counts: Counter[str] = Counter()
    for finding in found:
        mark = common(finding.fingerprint)
        counts[mark] += 1
        first.setdefault(mark, finding)
    return tuple(Entry(name, one.rule, mark, counts[mark], _quote(one)) for mark, one in first.items())


def _quote(finding: Finding) -> str:
    """The quote on one line, cut short; none for a whole text, whose title may change."""
    quote = "" if finding.scope == "document" else " ".join(finding.quote.split())
    return quote if len(quote) <= LONGEST else f"{quote[: LONGEST - 1]}\u2026"


def known_of(entries: Iterable[Entry]) -> Known:
    """Entries as what was there before. A baseline accepts what it lists, however grave rules have become since."""
    return {entry.fingerprint: ["error"] * entry.count for entry in entries}
