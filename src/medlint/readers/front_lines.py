"""YAML front matter of plain `key: value` lines, read without PyYAML: importing that takes longer than most drafts.

Whatever is more than that - lists, nested keys, escapes, folded lines, comments, other kinds of values - is left to
`front_yaml`, which gives the same for what is read here.
"""

from __future__ import annotations

from typing import Final

from medlint.lazy import lazy_pattern
from medlint.readers.front_texts import FrontText, in_order, kind_of

_LINE: Final = lazy_pattern(
    r"""([A-Za-z_][A-Za-z0-9_-]{0,99}):[ ]+(?:"([^"\\\r\n]*)"|'([^'\r\n]*)'|([^ "'\r\n][^\r\n]*?))[ ]*(?:\r?\n|\Z)"""
)
_UNQUOTED: Final = 4
"""The group of a value without quotes, which may be more than text to YAML."""

_FLAGS: Final = {"true": True, "false": False}
_WORDS: Final = frozenset(("true", "false", "yes", "no", "on", "off", "y", "n", "null"))
_NUMBER: Final = lazy_pattern("0|[1-9][0-9]{0,8}")
_TEXT: Final = lazy_pattern(r"[0-9]+ [A-Za-z]|[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
"""Texts that begin with a digit: "5 ways to sleep", and days, which JSON holds as they are written."""


def read_lines(source: str, start: int, end: int) -> tuple[dict[str, object], tuple[FrontText, ...]] | None:
    """The data and the texts of the block at `source[start:end]`; None unless every line is a key with its value."""
    data: dict[str, object] = {}
    texts: dict[str, FrontText] = {}
    while start < end:
        line = _LINE.match(source, start, end)
        if line is None:
            return None
        group = line.lastindex or _UNQUOTED
        key, written = line[1], line[group]
        value = _value(written) if group == _UNQUOTED else written
        # What cannot be printed is refused by YAML, ends a line there, or is a space of another kind.
        if value is None or not written.isprintable():
            return None
        data[key] = value
        kind = kind_of((key,))
        if kind and written.strip():
            texts[key] = FrontText(kind, key, ((written, *line.span(group)),))
        start = line.end()
    return data, in_order(texts.values())


def _value(text: str) -> str | int | bool | None:
    """What a value without quotes is in YAML 1.1; None where that takes more rules than are known here."""
    if text in _FLAGS:
        return _FLAGS[text]
    if text.lower() in _WORDS or ": " in text or " #" in text or text[-1] == ":":
        return None
    if _NUMBER.fullmatch(text):
        return int(text)
    return text if text[0].isalpha() or _TEXT.match(text) else None
