"""Options of rules: values as a rule file writes them, resolved against the option type of the rule's check."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Annotated, Any, get_args, get_origin

from msgspec import Struct
from msgspec.structs import fields

from medlint.model import Check, Entry, FactTable, Lexicon
from medlint.rulebook.folders import unknown
from medlint.rulebook.lexicons import checked_entry, entries_of, within_bounds
from medlint.toml.scan import KeyPath
from medlint.toml.source import TomlSource, convert

_NAMES = {"lexicon": "lexicon", "facts": "fact table"}


class Shape(Struct, frozen=True):
    """Where a type names lexicons and fact tables: it is one itself (`names`), or they are inside (`each`, `fields`).

    `fields` holds all fields of a struct by the name that files write, with the attribute's name and shape.
    """

    names: str = ""
    each: Shape | None = None
    fields: Mapping[str, tuple[str, Shape]] | None = None


class Tables(Struct, frozen=True):
    """What options can name. `shapes` remembers the shape of each check's options, for the next rule of that check."""

    lexicons: Mapping[str, Lexicon]
    facts: Mapping[str, FactTable]
    shapes: dict[str, Shape] = {}


class Resolved(Struct, frozen=True):
    """The instance of a check's option type, the lexicons that were written out in it, and those that it needs."""

    settings: Any
    lexicons: tuple[Lexicon, ...]
    needs: tuple[str, ...]


class _Place(Struct, frozen=True):
    """Where options stand: the rule they are for, their file, and their place in it."""

    rule: str
    source: TomlSource
    at: KeyPath
    tables: Tables
    found: list[Lexicon]


def resolve(
    values: Mapping[str, object], check: Check, tables: Tables, *, rule: str, source: TomlSource, at: KeyPath
) -> Resolved:
    """Turn the options of a rule into an instance of the check's option type.

    Phrases written out where a lexicon is expected become a lexicon named `rule.option`; `"@id"` among them includes
    one. Every lexicon and fact table named, by a default too, must exist. Raises RuleFileError about the place in
    `source`, where `values` stand at `at`.
    """
    if check.name not in tables.shapes:
        tables.shapes[check.name] = shape_of(check.options)
    shape = tables.shapes[check.name]
    for name in values:
        if name not in (shape.fields or {}):
            message = unknown("option", name, shape.fields or ()) + f" (the check is '{check.name}')"
            raise source.problem(message, (*at, name))
    place = _Place(rule, source, at, tables, [])
    settings = convert(source, _named(values, shape, place, ()), check.options, at=at)
    needs: list[str] = []
    for step, kind, name in names_in(settings, shape, ()):
        if name and step[0] in check.needs:
            needs.append(name)
        known: Mapping[str, object] = tables.lexicons if kind == "lexicon" else tables.facts
        if name and name not in known and all(name != lexicon.id for lexicon in place.found):
            raise source.problem(unknown(_NAMES[kind], name, known), (*at, *step))
    return Resolved(settings, tuple(place.found), tuple(needs))


def shape_of(type_: Any) -> Shape:
    """Find where a type names lexicons (`Cues`) and fact tables (`FactName`), through structs, lists and tables."""
    if get_origin(type_) is Annotated:
        kind = next((mark for mark in type_.__metadata__ if mark in ("lexicon", "facts")), "")
        return Shape(names=kind) if kind else shape_of(get_args(type_)[0])
    if isinstance(type_, type) and issubclass(type_, Struct):
        return Shape(fields={field.encode_name: (field.name, shape_of(field.type)) for field in fields(type_)})
    inner = [shape_of(part) for part in get_args(type_) if part is not Ellipsis]
    held = next((shape for shape in inner if shape.names or shape.each or shape.fields), None)
    if held is None:
        return Shape()
    origin = get_origin(type_)
    return Shape(each=held) if isinstance(origin, type) and issubclass(origin, Collection) else held


def file_options(type_: type[Struct]) -> frozenset[str]:
    """The options of a type, as files write them, for which a configuration may name a file of terms."""
    return frozenset(field.encode_name for field in fields(type_) if "file" in getattr(field.type, "__metadata__", ()))


def _named(value: object, shape: Shape, place: _Place, step: KeyPath) -> object:
    """Return a value with every written-out list of phrases replaced by the id of its lexicon."""
    if shape.names == "lexicon" and isinstance(value, list):
        name = ".".join((place.rule, *(str(part + 1) if isinstance(part, int) else part for part in step)))
        entries = _written_out(value, place, (*place.at, *step))
        parts = tuple(item[1:] for item in value if isinstance(item, str) and item.startswith("@"))
        place.found.append(Lexicon(name, entries, place.source.path, parts))
        return name
    if shape.each is not None and isinstance(value, list):
        return [_named(item, shape.each, place, (*step, number)) for number, item in enumerate(value)]
    if shape.each is not None and isinstance(value, Mapping):
        return {key: _named(item, shape.each, place, (*step, key)) for key, item in value.items()}
    if shape.fields is not None and isinstance(value, Mapping):
        plain = ("", Shape())
        return {key: _named(item, shape.fields.get(key, plain)[1], place, (*step, key)) for key, item in value.items()}
    return value


def _written_out(items: list[object], place: _Place, at: KeyPath) -> tuple[Entry, ...]:
    """Return the entries of a list in a rule file, each phrase once."""
    entries: dict[str, Entry] = {}
    listed = (entry for number, item in enumerate(items) for entry in _entries(item, place, (*at, number)))
    for entry in within_bounds(place.source, listed, at):
        entries.setdefault(entry.phrase, entry)
    if not entries:
        raise place.source.problem('a list without a phrase; write "" for none', at)
    return tuple(entries.values())


def _entries(item: object, place: _Place, at: KeyPath) -> Iterator[Entry]:
    if isinstance(item, Mapping):
        yield from entries_of(place.source, item, at)
    elif isinstance(item, str) and item.startswith("@"):
        if item[1:] not in place.tables.lexicons:
            raise place.source.problem(unknown("lexicon", item[1:], place.tables.lexicons), at)
        yield from place.tables.lexicons[item[1:]].entries
    else:
        yield checked_entry(place.source, item, at)


def names_in(value: object, shape: Shape, step: KeyPath) -> Iterator[tuple[KeyPath, str, str]]:
    """Yield every lexicon and fact table that a resolved value names: its place, what it is, its id."""
    if shape.names and isinstance(value, str):
        yield step, shape.names, value
    elif shape.each is not None and isinstance(value, Mapping):
        for key, item in value.items():
            yield from names_in(item, shape.each, (*step, key))
    elif shape.each is not None and isinstance(value, (list, tuple, set, frozenset)):
        for number, item in enumerate(value):
            yield from names_in(item, shape.each, (*step, number))
    elif shape.fields is not None and isinstance(value, Struct):
        for key, (attribute, inner) in shape.fields.items():
            yield from names_in(getattr(value, attribute), inner, (*step, key))
