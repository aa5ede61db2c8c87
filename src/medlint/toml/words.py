"""Validation errors of msgspec in an author's words: which key, what was expected, what was meant.

Imported when there is an error to tell, not before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import cycle, islice
from typing import Any

import msgspec
from msgspec import inspect

from medlint.lazy import lazy_pattern
from medlint.toml.scan import KeyPath
from medlint.toml.source import nearest

_PLACE = lazy_pattern(r" - at (`key` in )?`\$?(.*)`$", re.DOTALL)
_STEP = lazy_pattern(r"\.([^.\[]+)|\[(\d+|\.\.\.)\]")
_LISTED = 15
_WANTED = {
    "str": "a string",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
    "date": "a date",
    "datetime": "a date with a time",
    "time": "a time of day",
}
_GOT = _WANTED | {"int": "a number", "float": "a decimal number", "bool": "true or false"}
_BOUNDS = {">=": "at least", "<=": "at most", ">": "more than", "<": "less than"}


def plain_words(problem: str, type_: Any, place: KeyPath) -> tuple[str, str]:
    """Rewrite the message `problem` about `place` in data of `type_`.

    Returns the message, and the key below `place` that it is about ("" if it is about `place` itself).
    """
    text, where = _PLACE.sub("", problem), _PLACE.search(problem)
    about_key = where is not None and where[1] is not None
    if match := re.fullmatch(r"Object contains unknown field `(.*)`", text, re.DOTALL):
        return f"unknown key '{match[1]}'{_meant(match[1], _known_keys(type_, place), 'keys')}", match[1]
    if match := re.fullmatch(r"Object missing required field `(.*)`", text):
        return f"missing key '{match[1]}'", ""
    if match := re.fullmatch(r"Invalid enum value (.*)", text, re.DOTALL):
        value = match[1].strip("'")
        meant = _meant(value, _known_values(type_, place, about_key), "values")
        return f"'{value}' is not one of the known values{meant}", ""
    if match := re.fullmatch(r"Expected `([^`]+)`(?:, got `(\w+)`| (.*))", text, re.DOTALL):
        return ("of this key: " if about_key else "") + _expected(match[1], match[2], match[3]), ""
    return text[:1].lower() + text[1:], ""


def _meant(name: str, known: list[str], what: str) -> str:
    """The end of a message about an unknown name: the name that was meant, or all there are."""
    near = nearest(name, known)
    if near is not None:
        return f"; did you mean '{near}'?"
    if not known:
        return ""
    more = ", ..." if len(known) > _LISTED else ""
    return f"; known {what}: {', '.join(sorted(known)[:_LISTED])}{more}"


def _expected(wanted: str, got: str | None, bound: str | None) -> str:
    """Say what should stand there, what does, or which bound it breaks."""
    names = [_WANTED.get(name, name) for name in wanted.split(" | ") if name != "null"]
    said = f"expected {' or '.join(names)}"
    if got:
        return f"{said}, got {_GOT.get(got, got)}"
    for sign, words in _BOUNDS.items():
        bound = re.sub(rf"(?<=\s){re.escape(sign)} |^{re.escape(sign)} ", f"{words} ", bound or "")
    return f"{said} {bound}"


def locate(error: msgspec.ValidationError, data: Any, type_: Any) -> KeyPath:
    """The place that `error` is about, from the root of `data`.

    msgspec does not name the key of a mapping ("`$.facts[...].year`"): the entry at fault is the one with which the
    same error comes back.
    """
    match = _PLACE.search(str(error))
    path: KeyPath = ()
    for step in _STEP.finditer(match[2] if match else ""):
        here = _get(data, path)
        if step[1] is not None:
            path += (step[1],)
        elif step[2] != "...":
            path += (int(step[2]),)
        elif isinstance(here, (dict, list)) and here:
            path += (_guilty(str(error), data, type_, path),)
        else:
            break
    if match and match[1] and isinstance(_get(data, path), dict):
        path += (_guilty(str(error), data, type_, path),)
    return path


def _get(data: Any, path: KeyPath) -> Any:
    for step in path:
        data = data[step]
    return data


def _guilty(message: str, data: Any, type_: Any, path: KeyPath) -> str | int:
    """The first entry of the mapping or list at `path` that gives `message`, found by halving."""
    here = _get(data, path)
    entries = list(here) if isinstance(here, dict) else list(range(len(here)))
    while len(entries) > 1:
        half = entries[: len(entries) // 2]
        if isinstance(here, dict):
            part: Any = {key: here[key] for key in half}
        else:
            part = list(islice(cycle(here[index] for index in half), len(here)))
        fails = _gives(message, _put(data, path, part), type_)
        entries = half if fails else entries[len(half) :]
    return entries[0]


def _put(data: Any, path: KeyPath, value: Any) -> Any:
    """`data` with `value` at `path`; `data` itself is left alone."""
    if not path:
        return value
    copy = data.copy()
    copy[path[0]] = _put(data[path[0]], path[1:], value)
    return copy


def _gives(message: str, data: Any, type_: Any) -> bool:
    try:
        msgspec.convert(data, type_)
    except msgspec.ValidationError as error:
        return str(error) == message
    return False


def _types_at(type_: Any, place: KeyPath) -> list[inspect.Type]:
    """Every type that can stand at `place` in data of `type_`, unions spread out."""
    types = list(_spread(inspect.type_info(type_)))
    for step in place:
        types = [leaf for one in types for below in _below(one, step) for leaf in _spread(below)]
    return types


def _spread(one: inspect.Type) -> Iterator[inspect.Type]:
    """The members of a union, or the type itself."""
    if isinstance(one, inspect.Metadata):
        yield from _spread(one.type)
    elif isinstance(one, inspect.UnionType):
        for member in one.types:
            yield from _spread(member)
    else:
        yield one


def _below(one: inspect.Type, step: str | int) -> Iterator[inspect.Type]:
    """The types of what stands under `step` in `one`."""
    if isinstance(one, (inspect.StructType, inspect.DataclassType, inspect.TypedDictType)):
        yield from (field.type for field in one.fields if field.encode_name == step)
    elif isinstance(one, inspect.DictType):
        yield one.value_type
    elif isinstance(one, inspect.TupleType):
        yield from one.item_types[step : step + 1] if isinstance(step, int) else ()
    elif isinstance(one, inspect.CollectionType):
        yield one.item_type


def _known_keys(type_: Any, place: KeyPath) -> list[str]:
    structs = (inspect.StructType, inspect.DataclassType, inspect.TypedDictType)
    return [field.encode_name for one in _types_at(type_, place) if isinstance(one, structs) for field in one.fields]


def _known_values(type_: Any, place: KeyPath, about_key: bool) -> list[str]:
    """The values that a Literal or an enumeration allows at `place`, or (`about_key`) allows as keys around it."""
    types = _types_at(type_, place)
    if about_key:
        mappings = [one for one in _types_at(type_, place[:-1]) if isinstance(one, inspect.DictType)]
        types = [leaf for one in mappings for leaf in _spread(one.key_type)]
    literals = [str(value) for one in types if isinstance(one, inspect.LiteralType) for value in one.values]
    return literals + [str(member.value) for one in types if isinstance(one, inspect.EnumType) for member in one.cls]
