"""Strict reading of TOML with places: rule files, lexicons, facts, profiles and `medlint.toml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from msgspec import Struct

from medlint.errors import MedlintError
from medlint.lazy import lazy_pattern

if TYPE_CHECKING:
    from medlint.toml.scan import KeyPath

SIZE_LIMIT_MB = 10
"""Largest TOML document that is read, in megabytes (10^6) of UTF-8."""

_T = TypeVar("_T")
_TOMLI_PLACE = lazy_pattern(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_BARE_KEY = lazy_pattern(r"[A-Za-z0-9_-]+")


class TomlSource(Struct, frozen=True):
    """A TOML document that parsed: its plain `data`, and where each key of it stands.

    `error` is the class of ours that everything wrong with this document is raised as.
    """

    path: str
    data: dict[str, Any]
    text: str
    error: type[MedlintError]

    def line_of(self, key_path: KeyPath) -> int | None:
        """The 1-based line that defines `key_path`, or None where nothing does.

        `("example", 2)` is the third `[[example]]`, or the third item of an array written out. A table that only dotted
        keys or headers of its children define is on the line of the first of them. The document is scanned anew at each
        call, since lines are wanted only for an error.
        """
        from medlint.toml.scan import places

        inside: int | None = None
        for place in places(self.text):
            if place.path == key_path:
                return self._line(place.start)
            if inside is None and place.path[: len(key_path)] == key_path:
                inside = place.start
        return None if inside is None else self._line(inside)

    def nearest_line(self, key_path: KeyPath) -> int | None:
        """The line of `key_path`, or of the closest thing around it that has one (a default, a key of an alias)."""
        while key_path:
            line = self.line_of(key_path)
            if line is not None:
                return line
            key_path = key_path[:-1]
        return None

    def problem(self, message: str, key_path: KeyPath = ()) -> MedlintError:
        """An error of this document's class about `key_path`, with path, line and dotted key filled in."""
        return self.error(message, path=self.path, line=self.nearest_line(key_path), key=dotted(key_path))

    def _line(self, offset: int) -> int:
        return self.text.count("\n", 0, offset) + 1


def read_toml(text: str, *, path: str, error: type[MedlintError]) -> TomlSource:
    """Parse `text`; `path` is only named in errors.

    Raises `error` with path and line if it is not valid TOML, nests without end, or is over `SIZE_LIMIT_MB`.
    """
    if len(text.encode("utf-8", "surrogatepass")) > SIZE_LIMIT_MB * 10**6:
        raise error(f"larger than the limit of {SIZE_LIMIT_MB} MB", path=path)
    import tomli  # most runs find the rules compiled, and read no TOML at all

    try:
        data = tomli.loads(text)
    except tomli.TOMLDecodeError as problem:
        message, line = _without_place(str(problem), text)
        raise error(message, path=path, line=line) from None
    except RecursionError:
        raise error("not valid TOML: tables or lists are nested too deeply", path=path) from None
    except ValueError:
        raise error("not valid TOML: a number has too many digits", path=path) from None
    return TomlSource(path, data, text, error)


def _without_place(message: str, text: str) -> tuple[str, int | None]:
    """Take "(at line 3, column 5)" out of a parser's message and into a line number."""
    place = _TOMLI_PLACE.search(message)
    if place is None:
        return f"not valid TOML: {message}", None
    short = message[: place.start()]
    line = int(place[1]) if place[1] else text.rstrip("\r\n").count("\n") + 1
    return f"not valid TOML: {short[:1].lower()}{short[1:]}", line


def convert(source: TomlSource, data: object, type: type[_T], *, at: KeyPath = ()) -> _T:  # noqa: A002
    """Convert `data`, which stands at `at` in `source`, to `type` (a Struct with `forbid_unknown_fields`, or any type).

    Raises the error class of `source` in plain words, with path, line and dotted key (lists counted from 1).
    """
    try:
        return msgspec.convert(data, type)
    except msgspec.ValidationError as problem:
        from medlint.toml.words import locate, plain_words

        inner = locate(problem, data, type)
        message, key = plain_words(str(problem), type, inner)
        place = at + inner + ((key,) if key else ())
        raise source.problem(message, place) from None


def dotted(key_path: KeyPath) -> str:
    """`("example", 2, "bad")` as an author reads it: `example[3].bad`."""
    out = ""
    for step in key_path:
        if isinstance(step, int):
            out += f"[{step + 1}]"
        else:
            name = step if _BARE_KEY.fullmatch(step) else '"' + step.replace("\\", "\\\\").replace('"', '\\"') + '"'
            out += f".{name}" if out else name
    return out


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The name in `known` that `name` was probably meant to be, or None: case and `_` for `-` never matter."""
    from difflib import get_close_matches

    plain: Mapping[str, str] = {_folded(candidate): candidate for candidate in sorted(known, reverse=True)}
    close = get_close_matches(_folded(name), plain, n=1, cutoff=0.6)
    return plain[close[0]] if close else None


def _folded(name: str) -> str:
    return name.lower().replace("_", "-")
