"""The compiled rulebook: what the rule files say, ready to run, kept in the user's cache folder by their content.

As with Python's own bytecode, nobody need know of it: a file that is missing, foreign or damaged is made anew, and
where nothing can be written the rule files are read each time. Only plain data is kept: a planted file cannot run.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final
from zlib import crc32

import msgspec
from msgspec.structs import replace

from medlint.drawers import Packs
from medlint.model import Check, Checks, Entry, FactTable, Late, Lexicon, Rule
from medlint.phrasebook import Phrasebook
from medlint.phrases import Tables
from medlint.places import cache_folder
from medlint.plainfiles import map_plain, write_own
from medlint.rulebook.book import Profile, Rulebook, phrasebook_of
from medlint.rulebook.folders import TABLES, RuleFile, RuleFolder, content, find_files
from medlint.rulebook.looks import digest, find_key, keep_key, look
from medlint.rulebook.packed import Packed, Row, pack, pack_row

MOST_KEPT: Final = 8
"""So many compiled rulebooks are kept: one for each set of rule folders in use lately."""

MOST_BYTES: Final = 10**8
"""A larger compiled rulebook is none of ours: that of the shipped rules takes some 7 MB."""

MOST_READ: Final = 100_000
"""Rule folders of a configuration with more bytes than this are compiled and kept: reading them takes 30 ms."""

_SUM: Final = 4
_COMPILERS: Final = (
    "model/rules", "entries", "frames", "phrases", "phrase_tables", "drawers", "words", "folding",
)  # fmt: skip
"""The modules of medlint that compile rule files, besides the packages `rulebook` and `toml`."""


class _KeptLexicon(msgspec.Struct, frozen=True, array_like=True):
    """A lexicon, with its entries in a row and without what the phrasebook holds of them."""

    id: str
    path: str
    parts: tuple[str, ...]
    entries: Packs


class _Kept(msgspec.Struct, frozen=True):
    """The parts of a rulebook without errors; `settings` of the rules are plain values, and examples are left out.

    `flat`: the rules whose options hold no other options. A draft meets a few of the lexicons and facts only: these
    stay packed until one is asked for.
    """

    rules: tuple[Rule, ...]
    flat: frozenset[str]
    lexicons: dict[str, memoryview]
    facts: dict[str, memoryview]
    profiles: tuple[Profile, ...]
    owners: dict[str, str]
    tables: Tables


def load_compiled(
    folders: Sequence[RuleFolder], checks: Mapping[str, Check], own: Sequence[RuleFolder] = ()
) -> Rulebook:
    """As `load`, but the rules have no examples, and the work of a former run is used where nothing has changed.

    `own` are folders that come after `folders`: what they add is read each time, so that an editor who writes a rule
    does not wait for the others. Where they change what is there, or hold much, all is compiled and kept as one.
    """
    base = _compiled(folders, checks)
    if not own:
        return base
    files, _ = find_files(own)
    if base.errors or not _only_adds(files, base):
        return _compiled([*folders, *own], checks)
    from medlint.rulebook.loading import load

    return load(own, checks, base)


def _only_adds(files: Sequence[RuleFile], base: Rulebook) -> bool:
    """Whether rule files are few, and name, replace and extend nothing that a rulebook has."""
    taken = {"lexicons": base.lexicons, "facts": base.facts, "profiles": base.profiles}
    if any(file.id in taken.get(file.kind, base.rules) for file in files):
        return False
    read = 0
    for file in files:
        try:
            said = content(file)
        except OSError:
            return False
        read += len(said)
        if read > MOST_READ or (file.kind in TABLES and b"extends" in said):
            return False
    return True


def _compiled(folders: Sequence[RuleFolder], checks: Mapping[str, Check]) -> Rulebook:
    """The rulebook of folders, from the user's cache folder or made and kept there."""
    folder, began, code = cache_folder("rules"), time.time_ns(), _code(checks)
    seen = look(folders, code) if folder else None
    key = find_key(seen) if seen else None
    kept = _read(folder / f"{key}.msgpack", checks) if folder and key else None
    if kept is not None:
        return kept
    files, errors = find_files(folders)
    key = _key(files, code)
    place = folder / f"{key}.msgpack" if folder else None
    kept = _read(place, checks) if place and not errors else None
    book = kept or _made(folders, checks, place)
    if seen and place and not book.errors and os.path.exists(place):  # noqa: PTH110 - Path raises
        keep_key(seen, key, began)
    return book


def _made(folders: Sequence[RuleFolder], checks: Mapping[str, Check], place: Path | None) -> Rulebook:
    """The rulebook of folders, read from its files, and kept at `place` if nothing is wrong with them."""
    from medlint.rulebook.loading import load

    book = load(folders, checks)
    if not book.errors:
        book = replace(book, phrasebook=phrasebook_of(book.lexicons.values()))
        if place:
            _write(place, book)
    return book


def _code(checks: Mapping[str, Check]) -> str:
    """When the code that compiles rule files, or defines the options of rules, was written; and by which msgspec."""
    lines = [msgspec.__version__]
    here = os.path.dirname(__file__)  # noqa: PTH120
    home = os.path.dirname(here)  # noqa: PTH120
    paths = {module: os.path.join(home, f"{module}.py") for module in _COMPILERS}  # noqa: PTH118
    known = checks if isinstance(checks, Checks) else Checks(checks)
    paths |= {module: _file_of(module) for module in known.modules()}
    for module, path in sorted(paths.items()):
        if path:
            lines.append(f"{module} {os.stat(path).st_mtime_ns}")  # noqa: PTH116 - called for every module
    for folder in (here, os.path.join(home, "toml")):  # noqa: PTH118
        lines += sorted(f"{entry.name} {entry.stat().st_mtime_ns}" for entry in os.scandir(folder) if entry.is_file())
    return "\n".join(lines)


def _file_of(module: str) -> str:
    """The file of a module that is loaded, or whose package is; empty where it has none."""
    loaded = getattr(sys.modules.get(module), "__file__", None)
    if loaded is None:
        package, _, name = module.rpartition(".")
        home = getattr(sys.modules.get(package), "__file__", None)
        loaded = os.path.join(os.path.dirname(home), f"{name}.py") if home else ""  # noqa: PTH118, PTH120
    return loaded if os.path.exists(loaded) else ""  # noqa: PTH110


def _key(files: Iterable[RuleFile], code: str) -> str:
    """A digest of all rule files and of the code that compiles them or defines their options."""
    read = bytearray(code.encode())
    for file in files:
        read += f"{file.owner}|{file.kind}|{file.id}|{file.path}\n".encode("utf-8", "surrogateescape")
        try:
            read += content(file)
        except OSError:
            read += b"unreadable"
    return digest(read)


def _read(place: Path, checks: Mapping[str, Check]) -> Rulebook | None:
    try:
        read = map_plain(place, MOST_BYTES, own=True)
        if read[:_SUM] != _sum(read):
            return None
        kept = msgspec.msgpack.decode(read[_SUM:], type=_Kept)
        if any(rule.check not in checks for rule in kept.rules):
            return None
        rules = {rule.id: replace(rule, given=_given(rule, checks, flat=rule.id in kept.flat)) for rule in kept.rules}
    except (OSError, msgspec.MsgspecError, KeyError, ValueError, TypeError, RecursionError):
        return None
    return Rulebook(
        rules=rules,
        lexicons=Packed(kept.lexicons, _lexicon),
        facts=Packed(kept.facts, _facts),
        profiles={profile.id: profile for profile in kept.profiles},
        errors=(),
        owners=kept.owners,
        phrasebook=Phrasebook(kept.tables),
    )


def _lexicon(packed: memoryview) -> Lexicon:
    kept = msgspec.msgpack.decode(packed, type=_KeptLexicon)
    return Lexicon(kept.id, Row(kept.entries, Entry), kept.path, kept.parts)


def _facts(packed: memoryview) -> FactTable:
    return msgspec.msgpack.decode(packed, type=FactTable)


def _sum(kept: memoryview) -> bytes:
    """The checksum that stands before the rest of a kept file: what is packed in it is not read at once."""
    return crc32(kept[_SUM:]).to_bytes(_SUM, "big")


def _given(rule: Rule, checks: Mapping[str, Check], *, flat: bool) -> object:
    """The options of a rule, or what makes them, where the check is not imported yet."""
    make = partial(_settings, rule, checks, flat=flat)
    return Late(make) if isinstance(checks, Checks) and checks.is_told(rule.check) else make()


def _settings(rule: Rule, checks: Mapping[str, Check], *, flat: bool) -> object:
    """The options of a rule. Flat ones were checked before they were kept; checking all anew costs each run some ms."""
    shape = checks[rule.check].options
    return shape(**_values(rule.given)) if flat else msgspec.convert(rule.given, shape)


def _values(kept: Any) -> Any:
    """What a list was kept of: options hold tuples."""
    if isinstance(kept, list):
        return tuple(map(_values, kept))
    return {name: _values(value) for name, value in kept.items()} if isinstance(kept, dict) else kept


def _keep(settings: Any) -> tuple[object, bool]:
    """Options as they are kept, and whether they are flat: of plain values, with no other options in them.

    Of flat ones only those are kept that are not as usual: the rest is set by the type itself, and sooner.
    """
    usual = {field.name: field.default for field in msgspec.structs.fields(type(settings))}
    said = {name: value for name, value in msgspec.structs.asdict(settings).items() if value != usual[name]}
    plain = msgspec.to_builtins(said)
    if type(settings)(**_values(plain)) == settings:
        return plain, True
    return msgspec.to_builtins(settings), False


def _write(place: Path, book: Rulebook) -> None:
    """Keep a rulebook, whole or not at all; that it cannot be kept is nobody's failure."""
    assert book.phrasebook is not None  # noqa: S101 - set by the only caller
    settings = {rule.id: _keep(rule.settings) for rule in book.rules.values()}
    kept = _Kept(
        rules=tuple(replace(rule, examples=(), given=settings[rule.id][0]) for rule in book.rules.values()),
        flat=frozenset(name for name, (_, flat) in settings.items() if flat),
        lexicons=pack({name: _plain(lexicon) for name, lexicon in book.lexicons.items()}),
        facts=pack({name: replace(table, columns={}) for name, table in book.facts.items()}),
        profiles=tuple(book.profiles.values()),
        owners=dict(book.owners),
        tables=book.phrasebook.tables,
    )
    packed = bytes(_SUM) + msgspec.msgpack.encode(kept)
    try:
        write_own(place, _sum(memoryview(packed)) + packed[_SUM:])
        _prune(place.parent)
    except OSError:
        return


def _plain(lexicon: Lexicon) -> _KeptLexicon:
    entries = tuple(replace(entry, compiled=None) for entry in lexicon.entries)
    return _KeptLexicon(lexicon.id, lexicon.path, lexicon.parts, pack_row(entries))


def _prune(folder: Path) -> None:
    kept = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in kept[MOST_KEPT:]:
        path.unlink(missing_ok=True)
