"""Where every key and item of a TOML document stands: a scanner over text that `tomli` has already accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from medlint.lazy import lazy_pattern

KeyPath = tuple[str | int, ...]

_SPACE = lazy_pattern(r"(?:[ \t\r\n]+|#[^\n]*)*")
_KEY_PART = lazy_pattern(r"""[ \t]*("(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^\s"'.=\[\]#,{}]+)[ \t]*(\.?)""")
_EQUALS = lazy_pattern(r"=[ \t]*")
_BARE_VALUE = lazy_pattern(r"[^,\]}\n#]+")
ESCAPE = lazy_pattern(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U(?:000[0-9A-Fa-f]|0010)[0-9A-Fa-f]{4}|[^xuU])", re.DOTALL)
_SHORT = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b", '"': '"', "\\": "\\"}
STRING = lazy_pattern(
    r'"""(?:[^"\\]+|\\.|"{1,2}(?!"))*"{3,5}'
    r"|'''(?:[^']+|'{1,2}(?!'))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)


class Place(NamedTuple):
    """One defined thing: its key path, where it starts, and where its value starts (-1 for a table header).

    Both are character offsets of the scanned text. An item of an array has its index (from 0) as the last step.
    """

    path: KeyPath
    start: int
    value: int


class _Lost(Exception):  # noqa: N818 - a way out of the scan, never seen outside
    """The text is not what the scanner expected."""


def places(text: str) -> Iterator[Place]:
    """Yield every header, key and array item of `text` in order; stops quietly where the text is not valid TOML."""
    arrays: dict[KeyPath, int] = {}
    prefix: KeyPath = ()
    at = _skip(text, 0)
    try:
        while at < len(text):
            if text[at] == "[":
                prefix, end = _header(text, at, arrays)
                yield Place(prefix, at, -1)
            else:
                found: list[Place] = []
                end = _pair(text, at, prefix, found)
                yield from found
            at = _skip(text, end)
    except (_Lost, RecursionError):
        return


def _skip(text: str, at: int) -> int:
    """The offset after white space, line ends and comments."""
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _key(text: str, at: int) -> tuple[tuple[str, ...], int]:
    """Read a dotted key: its parts and the offset after it."""
    parts: list[str] = []
    while match := _KEY_PART.match(text, at):
        parts.append(_plain_key(match[1]))
        at = match.end()
        if not match[2]:
            return tuple(parts), at
    raise _Lost


def _plain_key(written: str) -> str:
    """A key without its quotes and escapes."""
    if written[0] == '"':
        return ESCAPE.sub(lambda match: unescape(match[0]), written[1:-1])
    return written[1:-1] if written[0] == "'" else written


def unescape(escape: str) -> str:
    r"""The character that an escape of a basic string stands for (`\n`, `\u00e9`); what is no escape stays as it is."""
    if escape[1] in "xuU":
        return chr(int(escape[2:], base=16))  # noqa: FURB166 - "\x41" is not "0x41"
    return _SHORT.get(escape[1], escape)


def _header(text: str, at: int, arrays: dict[KeyPath, int]) -> tuple[KeyPath, int]:
    """Read `[table]` or `[[array]]`, counting the elements of arrays: the full path and the offset after it."""
    depth = 2 if text.startswith("[[", at) else 1
    parts, end = _key(text, at + depth)
    path: KeyPath = ()
    for part in parts[:-1]:
        path += (part,)
        if path in arrays:
            path += (arrays[path],)
    path += (parts[-1],)
    if depth == 2:  # noqa: PLR2004 - two brackets
        arrays[path] = arrays.get(path, -1) + 1
        path += (arrays[path],)
    return path, end + depth


def _pair(text: str, at: int, prefix: KeyPath, found: list[Place]) -> int:
    """Read `key = value` into `found`: the offset after the value."""
    parts, after = _key(text, at)
    equals = _EQUALS.match(text, after)
    if equals is None:
        raise _Lost
    path = prefix + parts
    found.append(Place(path, at, equals.end()))
    return _value(text, equals.end(), path, found)


def _value(text: str, at: int, path: KeyPath, found: list[Place]) -> int:
    """Pass over a value, adding what is inside arrays and inline tables to `found`: the offset after it."""
    first = text[at : at + 1]
    if first in ("[", "{"):
        return _inside(text, at, path, found)
    match = (STRING if first in ("'", '"') else _BARE_VALUE).match(text, at)
    if not match:
        raise _Lost
    return match.end()


def _inside(text: str, at: int, path: KeyPath, found: list[Place]) -> int:
    """Pass over an array or an inline table."""
    is_array, index = text[at] == "[", 0
    at = _skip(text, at + 1)
    while at < len(text) and text[at] not in "]}":
        if is_array:
            found.append(Place((*path, index), at, at))
            at = _value(text, at, (*path, index), found)
            index += 1
        else:
            at = _pair(text, at, path, found)
        at = _skip(text, at)
        if text[at : at + 1] == ",":
            at = _skip(text, at + 1)
    return at + 1
