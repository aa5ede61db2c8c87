"""Fact files: dated tables, in which every row says when it was true and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Annotated, Any

from msgspec import Meta, Struct

from medlint.errors import RuleFileError
from medlint.lazy import lazy_pattern
from medlint.model import FactTable
from medlint.rulebook.folders import RuleFile, read, twice, unknown
from medlint.toml.scan import KeyPath
from medlint.toml.source import TomlSource, convert

_SHELF_LIFE_MONTHS = 24
_MONTH = lazy_pattern(r"\d{4}-(?:0[1-9]|1[0-2])")


class _FactFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The keys of a file under `facts/`; `values` are the rows of a table with the one `column`."""

    title: str = ""
    as_of: date | None = None
    source: str = ""
    shelf_life_months: Annotated[int, Meta(ge=1)] = _SHELF_LIFE_MONTHS
    extends: str = ""
    row: tuple[dict[str, Any], ...] = ()
    values: tuple[str, ...] = ()
    column: str = ""


class _Part(Struct, frozen=True):
    """One fact file, read."""

    file: RuleFile
    source: TomlSource
    keys: _FactFile
    rows: tuple[Mapping[str, Any], ...]


def load_facts(files: Sequence[RuleFile], errors: list[RuleFileError]) -> dict[str, FactTable]:
    """Read fact files and give the tables by id; what is wrong is added to `errors`.

    The first table of a name stays; one with `extends` adds its rows to a table, whichever of the two is read first.
    """
    bases: dict[str, _Part] = {}
    extensions: list[_Part] = []
    for file in files:
        try:
            part = _read_part(file)
            if part.keys.extends:
                extensions.append(part)
            elif file.id in bases:
                raise twice(bases[file.id].file, file, "fact table")
            else:
                bases[file.id] = part
        except RuleFileError as error:
            errors.append(error)
    rows = {name: list(part.rows) for name, part in sorted(bases.items())}
    for part in extensions:
        try:
            _rows_of(part, rows).extend(part.rows)
        except RuleFileError as error:
            errors.append(error)
    return {
        name: FactTable(name, tuple(table), bases[name].file.path, bases[name].keys.shelf_life_months)
        for name, table in rows.items()
    }


def _rows_of(part: _Part, rows: Mapping[str, list[Mapping[str, Any]]]) -> list[Mapping[str, Any]]:
    """Return the rows of the table that a file extends. Raises RuleFileError if there is none."""
    if part.keys.extends not in rows:
        raise part.source.problem(unknown("fact table", part.keys.extends, rows), ("extends",))
    return rows[part.keys.extends]


def _read_part(file: RuleFile) -> _Part:
    source = read(file)
    keys = convert(source, source.data, _FactFile)
    if not keys.extends and not keys.title.strip():
        raise source.problem("missing key 'title'", ("title",))
    if bool(keys.values) != bool(keys.column):
        raise source.problem("'values' and 'column' go together", ("values",) if keys.values else ("column",))
    rows = tuple(_rows(source, keys))
    if not rows:
        raise source.problem("a fact table without a row")
    return _Part(file, source, keys, rows)


def _rows(source: TomlSource, keys: _FactFile) -> Iterator[Mapping[str, Any]]:
    for value in keys.values:
        yield _dated(source, keys, {keys.column: value}, ())
    for number, row in enumerate(keys.row):
        yield _dated(source, keys, row, ("row", number))


def _dated(source: TomlSource, keys: _FactFile, row: Mapping[str, Any], at: KeyPath) -> Mapping[str, Any]:
    """Return a row with its own `as_of` (as an ISO date or month) and `source`, or those of the file."""
    as_of = _day(source, row["as_of"], (*at, "as_of")) if "as_of" in row else keys.as_of and keys.as_of.isoformat()
    origin = convert(source, row["source"], str, at=(*at, "source")) if "source" in row else keys.source
    if as_of is None:
        raise source.problem("missing key 'as_of': when was this true?", (*at, "as_of"))
    if not origin.strip():
        raise source.problem("missing key 'source': where does this come from?", (*at, "source"))
    return {**row, "as_of": as_of, "source": origin}


def _day(source: TomlSource, value: object, at: KeyPath) -> str:
    """An ISO date, or the ISO month of a source that gives no day: `as_of = "2020-03"`."""
    if isinstance(value, str) and _MONTH.fullmatch(value):
        return value
    return convert(source, value, date, at=at).isoformat()
