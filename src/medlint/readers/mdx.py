"""MDX: what of it is JavaScript or a component, found without running it."""

from __future__ import annotations

import re

from medlint.lazy import lazy_pattern
from medlint.readers.shortcodes import Embed, Finder

_BRACES = lazy_pattern(r"(\{)|(\})|\n[ \t]*(?=\n)|^[ \t]*(?:```|~~~)", re.MULTILINE)
_MARK = lazy_pattern(
    r"^(?P<fence>[ \t]*(?P<ticks>`{3,}|~{3,}))|(?P<code>`+)|(?P<comment>\{/\*)|(?P<brace>\{)"
    r"|(?P<tag></?(?:[A-Z][\w.:-]*|[a-z]\w*\.[\w.]+|(?=>)))"
    r"|^(?P<module>import\s*[\"']|import\s[^;\"'(){\n]*(?:\{[^{}]*\})?\s*\bfrom\s*[\"']"
    r"|export\s+(?:const|let|var|default|function|class|async|\{|\*))|^(?P<line>:::[^\n]*)",
    re.MULTILINE,
)
_IN_TAG = lazy_pattern(r"[\"'{<>]|\n[ \t]*(?=\n)")
_PARAGRAPH_END = lazy_pattern(r"\n[ \t]*(?=\n)|\Z")
_MOST_TAG_PARTS = 200
"""A tag with more quoted or braced values than this is not looked into, so that unclosed tags cost little."""
COMMENT_MARKS = len("{/*")


def find_mdx(source: str, start: int = 0) -> list[Embed]:
    """The expressions, comments, components, module statements and `:::` lines in the body source[start:].

    Code spans and fenced code are passed over. Braces and tags that nothing closes in their paragraph are text.
    Lines must end at LF. Linear in the length of the source.
    """
    return _Scan(source).run(start)


class _Scan:
    """One pass over a source, with what it must remember to stay linear."""

    __slots__ = ("closers", "finder", "found", "source", "unclosed")

    def __init__(self, source: str) -> None:
        self.source, self.found = source, list[Embed]()
        self.closers = _pair_braces(source)
        self.finder = Finder(source)
        self.unclosed = set[str | tuple[str, int]]()

    def run(self, at: int) -> list[Embed]:
        while match := _MARK.search(self.source, at):
            at = max(getattr(self, f"_{match.lastgroup}")(match), match.start() + 1)
        return self.found

    def _keep(self, start: int, end: int, kind: str) -> int:
        self.found.append(Embed(start, end, kind))  # type: ignore[arg-type]
        return end

    def _fence(self, match: re.Match[str]) -> int:
        ticks = match["ticks"]
        closing = re.compile(rf"^[ \t>]*{re.escape(ticks[0])}{{{len(ticks)},}}[ \t]*$", re.MULTILINE)
        found = closing.search(self.source, match.end())
        return found.end() if found else len(self.source)

    def _code(self, match: re.Match[str]) -> int:
        ticks = match["code"]
        end = self.finder.blank_line(match.end())
        if (ticks, end) in self.unclosed:
            return match.end()
        found = re.compile(rf"(?<!`){ticks}(?!`)").search(self.source, match.end(), end)
        if found is None:
            self.unclosed.add((ticks, end))
        return found.end() if found else match.end()

    def _comment(self, match: re.Match[str]) -> int:
        close = -1 if "*/}" in self.unclosed else self.source.find("*/}", match.end())
        if close < 0:
            self.unclosed.add("*/}")
            return match.end()
        return self._keep(match.start(), close + COMMENT_MARKS, "comment")

    def _brace(self, match: re.Match[str]) -> int:
        close = self.closers.get(match.start())
        return match.end() if close is None else self._keep(match.start(), close + 1, "value")

    def _tag(self, match: re.Match[str]) -> int:
        at = match.end()
        for _ in range(_MOST_TAG_PARTS):
            part = _IN_TAG.search(self.source, at)
            mark = part.group() if part else ""
            if mark == ">" and part:
                return self._keep(match.start(), part.end(), "tag")
            close = self._value_end(mark, part.end()) if part else -1
            if close < 0:
                break
            at = close + 1
        return match.end()

    def _value_end(self, mark: str, at: int) -> int:
        """Where the value that `mark` opens ends; -1 if it opens none or nothing closes it."""
        if mark == "{":
            return self.closers.get(at - 1, -1)
        return self.source.find(mark, at) if mark and mark in "\"'" else -1

    def _module(self, match: re.Match[str]) -> int:
        """Module statements run to the next blank line, or to the one after which their braces are closed."""
        at = start = match.start()
        depth = 0
        while "module" not in self.unclosed and at < len(self.source):
            end = _end_of_paragraph(self.source, at)
            depth += self.source.count("{", at, end) - self.source.count("}", at, end)
            if depth <= 0:
                return self._keep(start, end, "line")
            at = end + 1
        self.unclosed.add("module")
        return self._keep(start, _end_of_paragraph(self.source, start), "line")

    def _line(self, match: re.Match[str]) -> int:
        return self._keep(match.start(), match.end(), "line")


def _end_of_paragraph(source: str, at: int) -> int:
    match = _PARAGRAPH_END.search(source, at)
    return match.start() if match else len(source)


def _pair_braces(source: str) -> dict[int, int]:
    """Opening braces with their closing ones; a pair never spans a blank line or the fence of a code block."""
    pairs, opened = dict[int, int](), list[int]()
    for match in _BRACES.finditer(source):
        if match.group(1):
            opened.append(match.start())
        elif not match.group(2):
            opened.clear()
        elif opened:
            pairs[opened.pop()] = match.start()
    return pairs
