"""JSON front matter: where the object ends, its data, and its texts piece by piece."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from medlint.lazy import lazy_pattern
from medlint.readers.front_texts import (
    MAX_DEPTH,
    FrontMatterError,
    FrontText,
    checked,
    escaped_pieces,
    in_order,
    json_ready,
    kind_of,
    line_at,
)  # fmt: skip

_TOKEN = lazy_pattern(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\]:,"]', re.DOTALL)
_ESCAPE = lazy_pattern(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.", re.DOTALL)


class _Member(NamedTuple):
    """A string member: the keys down to it as written, and the span of its value between the quotes."""

    path: tuple[str, ...]
    start: int
    end: int


class JsonShape(NamedTuple):
    """What a scan of an object tells without parsing it: where it ends (-1: never), its depth and string members."""

    end: int
    depth: int
    members: list[_Member]


def scan_object(source: str, start: int) -> JsonShape:
    """Scan the object that opens at `start`; it may be malformed inside."""
    path: list[str] = []
    members: list[_Member] = []
    key, after_colon, depth, last = "", False, 0, ""
    for token in _TOKEN.finditer(source, start):
        mark = token[0][0]
        if mark == '"':
            if len(token[0]) == 1:
                break
            if after_colon:
                members.append(_Member((*path[1:], key), token.start() + 1, token.end() - 1))
            last, after_colon = token[0], False
        elif mark == ":":
            key, after_colon = last, True
        elif mark in "{[":
            path.append(key if after_colon else "")
            after_colon, depth = False, max(depth, len(path))
        elif mark in "}]":
            path.pop()
            if not path:
                return JsonShape(token.end(), depth, members)
        else:
            after_colon = False
    return JsonShape(-1, depth, members)


def read_json(source: str, start: int, end: int) -> tuple[dict[str, object], tuple[FrontText, ...]]:
    """Parse the object at `source[start:end]`. Raises `FrontMatterError`."""
    shape = scan_object(source, start)
    if shape.depth > MAX_DEPTH:
        raise FrontMatterError(f"nested deeper than {MAX_DEPTH} levels", line=line_at(source, start))
    try:
        data = json.loads(source[start:end])
    except json.JSONDecodeError as problem:
        line = line_at(source, start + problem.pos)
        raise FrontMatterError(f"not valid JSON: {problem.msg[:1].lower()}{problem.msg[1:]}", line=line) from None
    except ValueError:
        raise FrontMatterError("not valid JSON: a number has too many digits", line=line_at(source, start)) from None
    ready = json_ready(data)
    texts = {text.key: text for member in shape.members if (text := _text(source, member)) is not None}
    return (ready if isinstance(ready, dict) else {}), in_order(texts.values())


def _text(source: str, member: _Member) -> FrontText | None:
    """The member as a text, if readers see it."""
    path = tuple(_unescape(key[1:-1]) if key else "" for key in member.path)
    kind = kind_of(path)
    value = _unescape(source[member.start : member.end])
    if kind is None or not value.strip():
        return None
    pieces = escaped_pieces(source, member.start, member.end, _ESCAPE, _unescape)
    return FrontText(kind, ".".join(path), checked(pieces, value, member.start, member.end))


def _unescape(written: str) -> str:
    return str(json.loads(f'"{written}"', strict=False))
