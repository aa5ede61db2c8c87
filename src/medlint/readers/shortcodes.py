"""Template shortcodes: found, and hidden from parsers by fillers of the same length."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias

from msgspec import Struct

from medlint.lazy import lazy_pattern

EmbedKind: TypeAlias = Literal["value", "tag", "comment", "line"]

_OPENER = lazy_pattern(r"\{\{[<%]?|\{[%#]|^(?:[ \t]{0,3}>)*[ \t]*(:::[^\n]*)", re.MULTILINE)
_CLOSERS = {"{{<": ">}}", "{{%": "%}}", "{{": "}}", "{%": "%}", "{#": "#}"}
_BLANK_LINE = lazy_pattern(r"\n[ \t]*(?=\n)")
_LINE_TAIL = lazy_pattern(r"[ \t]*(?=[\r\n]|\Z)")
_ANY = lazy_pattern(r"[^\r\n]")


class Embed(Struct, frozen=True, gc=False):
    """A source span that is not prose. A `value` shows something in its place, all else does not."""

    start: int
    end: int
    kind: EmbedKind


def find_shortcodes(source: str, start: int = 0) -> list[Embed]:
    """The shortcodes of source[start:]: `{{ }}`, `{{< >}}`, `{{% %}}`, `{% %}`, `{# #}`, and `:::` lines.

    A shortcode ends in its own paragraph, or it is text. Lines must end at LF. Linear, whatever is left open.
    """
    if "{" not in source and ":::" not in source:
        return []
    found, finder, at = list[Embed](), Finder(source), start
    while match := _OPENER.search(source, at):
        at = match.end()
        if match.group(1) is not None:
            found.append(Embed(match.start(1), match.end(1), "line"))
            continue
        close = finder.find(_CLOSERS[match.group()], at)
        if 0 <= close < finder.blank_line(at):
            at = close + len(_CLOSERS[match.group()])
            found.append(Embed(match.start(), at, "line" if match.group() == "{#" else "value"))
    return found


class Finder:
    """Finds what comes next, and remembers it, so that many questions in ascending order cost one pass."""

    __slots__ = ("_blank", "_next", "_source")

    def __init__(self, source: str) -> None:
        self._source, self._blank = source, -1
        self._next: dict[str, int] = {}

    def find(self, mark: str, at: int) -> int:
        """Where `mark` stands next at or after `at`; -1 if nowhere."""
        known = self._next.get(mark, 0)
        if 0 <= known < at or mark not in self._next:
            known = self._next[mark] = self._source.find(mark, at)
        return known

    def blank_line(self, at: int) -> int:
        """Where the paragraph around `at` ends."""
        if self._blank < at:
            match = _BLANK_LINE.search(self._source, at)
            self._blank = match.start() if match else len(self._source)
        return self._blank


def hide(source: str, embeds: Sequence[Embed]) -> str:
    """The source with fillers of the same length in place of the embeds.

    What has its lines to itself becomes blank, so that it separates paragraphs; elsewhere a value looks like a word,
    and a tag like an HTML tag that no parser knows.
    """
    parts, at = list[str](), 0
    for embed, alone in _with_alone(source, embeds):
        parts.append(source[at : embed.start])
        parts.append(_filler(source[embed.start : embed.end], embed.kind, alone=alone))
        at = embed.end
    return "".join((*parts, source[at:]))


def _filler(written: str, kind: EmbedKind, *, alone: bool) -> str:
    """What stands in for an embed. Inside a paragraph it is one long word: a new line might begin something else."""
    if alone or kind == "line":
        return _ANY.sub(" ", written)
    if kind == "value" or len(written) < len("<x>"):
        return "x" * len(written)
    return f"<{'x' * (len(written) - len('<>'))}>"


def _with_alone(source: str, embeds: Sequence[Embed]) -> Iterator[tuple[Embed, bool]]:
    """Each embed, and whether nothing but embeds and white space stands on its lines."""
    group, lead_blank, at = list[Embed](), True, 0
    for embed in embeds:
        lead = source[at : embed.start].rstrip(" \t")
        if not group or lead:
            yield from ((member, False) for member in group)
            group = []
            lead_blank = lead[-1:] in {"\r", "\n"} or (not lead and (at == 0 or lead_blank))
        group.append(embed)
        at = embed.end
        if _LINE_TAIL.match(source, at):
            yield from ((member, lead_blank) for member in group)
            group, lead_blank = [], False
    yield from ((member, False) for member in group)
