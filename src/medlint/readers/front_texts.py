"""What the three kinds of front matter share: the texts readers see, exact pieces of them, and values fit for JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from math import isfinite
from typing import Literal, TypeAlias

from msgspec import Struct

from medlint.errors import MedlintError
from medlint.lazy import lazy_pattern

MAX_LENGTH = 64_000
"""Longest front matter that is read, in characters ("64 kB")."""

MAX_DEPTH = 20
"""Deepest nesting of lists and mappings that is read; the outermost mapping is level 1."""

Piece: TypeAlias = tuple[str, int, int]
"""(rendered text, source start, source end), offsets in characters of the source."""

TextKind: TypeAlias = Literal["title", "description"]

_TITLES = frozenset(
    (
        "title",
        "headline",
        "linktitle",
        "metatitle",
        "seotitle",
        "ogtitle",
        "opengraphtitle",
        "twittertitle",
        "socialtitle",
    )
)
_DESCRIPTIONS = frozenset((
    "description", "summary", "excerpt", "subtitle", "subheading", "standfirst", "dek", "deck", "lede", "teaser",
    "abstract", "metadescription", "seodescription", "ogdescription", "opengraphdescription", "twitterdescription",
    "socialdescription",
))  # fmt: skip
_HOLDERS = frozenset(("seo", "meta", "og", "opengraph", "twitter", "social"))
_PARAMS = "params"
_SURROGATE = lazy_pattern("[\ud800-\udfff]")
_NOT_LETTERS = lazy_pattern(r"[^a-z0-9]")
_LINE_END = lazy_pattern(r"\r\n|\n|\r")


class FrontText(Struct, frozen=True, gc=False):
    """A text of the front matter that readers see.

    `key` is dotted as written (`seo.title`). The texts of `pieces` joined are the value; a piece as long as its source
    span stands there character by character, any other is an escape, a line fold or what else is written differently.
    """

    kind: TextKind
    key: str
    pieces: tuple[Piece, ...]


class FrontMatterError(MedlintError):
    """Why front matter cannot be read; `line` is the 1-based line of the source. Never leaves the reader."""


def line_at(source: str, offset: int) -> int:
    """The 1-based line of a character offset, lines ending in LF, CRLF or CR."""
    return sum(1 for _ in _LINE_END.finditer(source, 0, offset)) + 1


def kind_of(path: tuple[str, ...]) -> TextKind | None:
    """What the text under `path` is to a reader: ("seo", "title") is a title, ("tags",) is nothing.

    Case, hyphens and underscores do not matter. A standfirst (subtitle, dek) counts as a description: it is a sentence.
    """
    names = [_NOT_LETTERS.sub("", step.lower()) for step in path]
    if len(names) > 1 and names[0] == _PARAMS:
        names = names[1:]
    if len(names) > 1 and names[0] not in _HOLDERS:
        return None
    if "" in names:
        return None
    name = "".join(names)
    return "title" if name in _TITLES else "description" if name in _DESCRIPTIONS else None


def in_order(texts: Iterable[FrontText]) -> tuple[FrontText, ...]:
    """The page's own `title` first, the others as they stand; a text that stands under two keys is taken once."""
    placed: dict[int, FrontText] = {}
    for text in sorted(texts, key=lambda one: (one.key.lower() != "title", one.pieces[0][1])):
        placed.setdefault(text.pieces[0][1], text)
    return tuple(placed.values())


def escaped_pieces(
    source: str, start: int, end: int, token: re.Pattern[str], decode: Callable[[str], str]
) -> Iterator[Piece]:
    """Cut `source[start:end]` at each escape (`token`), rendered by `decode`; what renders as nothing is left out."""
    at = start
    for match in token.finditer(source, start, end):
        if match.start() > at:
            yield source[at : match.start()], at, match.start()
        if text := without_surrogates(decode(match[0])):
            yield text, match.start(), match.end()
        at = match.end()
    if at < end:
        yield source[at:end], at, end


def checked(pieces: Iterable[Piece] | None, value: str, start: int, end: int) -> tuple[Piece, ...]:
    """`pieces` if they join to `value`, else one piece for the whole: a coarse place, never a wrong one."""
    known = tuple(pieces or ())
    if without_surrogates("".join(piece[0] for piece in known)) == without_surrogates(value):
        return known
    return ((without_surrogates(value), start, end),)


def without_surrogates(text: str) -> str:
    """`text` with U+FFFD for lone surrogates, which no file or JSON can hold."""
    return _SURROGATE.sub("\ufffd", text)


def json_ready(value: object, depth: int = 1) -> object:
    """`value` as JSON can hold it: dates in ISO 8601, numbers that JSON lacks as strings.

    Raises `FrontMatterError` if it is nested deeper than `MAX_DEPTH`.
    """
    if depth > MAX_DEPTH and isinstance(value, (dict, list)):
        raise FrontMatterError(f"nested deeper than {MAX_DEPTH} levels")
    if isinstance(value, dict):
        return {without_surrogates(str(key)): json_ready(below, depth + 1) for key, below in value.items()}
    if isinstance(value, list):
        return [json_ready(below, depth + 1) for below in value]
    return _json_scalar(value)


def _json_scalar(value: object) -> object:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        bits = value.bit_length()
        return value if bits < 64 else str(value) if bits < 4096 else hex(value)  # noqa: PLR2004
    if isinstance(value, float):
        return value if isfinite(value) else str(value)
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    return without_surrogates(str(value))
