"""Front matter: the YAML, TOML or JSON before an article, and where the article itself begins."""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from medlint.lazy import lazy_pattern
from medlint.readers.front_lines import read_lines
from medlint.readers.front_texts import MAX_LENGTH, FrontMatterError, FrontText, line_at

__all__ = ["FrontMatter", "FrontText", "split_front_matter"]

Format = Literal["yaml", "toml", "json"]

_END = r"(?:\r\n|\n|\r)"
_OPEN = lazy_pattern(rf"(---|\+\+\+)[ \t]*{_END}")
_CLOSE = {
    "---": lazy_pattern(rf"(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?:{_END}|\Z)"),
    "+++": lazy_pattern(rf"(?<=[\r\n])\+\+\+[ \t]*(?:{_END}|\Z)"),
}
_KEY_LINE = lazy_pattern(r"""(?:\A|(?<=[\r\n]))["']?[\w-]+["']?[ \t]*:(?:[ \t\r\n]|\Z)""")
_BLANK_START = lazy_pattern(rf"[ \t]*{_END}")
_JSON_OPEN = lazy_pattern(r'\{\s*(?:"[^"\\]*(?:\\.[^"\\]*)*"\s*:|\})', re.DOTALL)
_JSON_AFTER = lazy_pattern(rf"[ \t]*(?:\Z|{_END}[ \t]*(?:{_END}|\Z))")
_JSON_CLOSE = lazy_pattern(rf"(?<=[\r\n])\}}(?={_JSON_AFTER.pattern})")


class FrontMatter(Struct, frozen=True):
    """What stands before the body of a source.

    `body` is the character offset of the source where the body starts (0 and `format` None without front matter).
    `data` can be written as JSON; `texts` are the titles and descriptions, the page's own title first. If the block is
    malformed, `error` says why in a few words, `error_line` is the 1-based line of the source, and `data` is empty.
    """

    format: Format | None
    body: int
    data: dict[str, object]
    texts: tuple[FrontText, ...] = ()
    error: str | None = None
    error_line: int | None = None


def split_front_matter(source: str) -> FrontMatter:
    """Split off YAML between `---` lines, TOML between `+++` lines, or a JSON object followed by a blank line.

    `source` has LF, CRLF or CR line ends and no BOM. Blanks after a fence are overlooked, and `...` closes YAML too, as
    in Jekyll and Pandoc. A `---` that opens nothing but prose is a thematic break. Never raises.
    """
    opened = _OPEN.match(source)
    if opened is None:
        return _split_json(source) if _JSON_OPEN.match(source) else _none()
    closed = _CLOSE[opened[1]].search(source, opened.end())
    if closed is None:
        return _none()
    span = opened.end(), closed.start()
    if opened[1] == "+++":
        return _read("toml", source, *span, closed.end())
    front = _read("yaml", source, *span, closed.end())
    return _none() if front.error and not _looks_like_keys(source, *span) else front


def _none() -> FrontMatter:
    return FrontMatter(None, 0, {})


def _split_json(source: str) -> FrontMatter:
    """A JSON object at the top; one that never closes is taken to end at a lone `}` before a blank line."""
    from medlint.readers.front_json import scan_object

    end = scan_object(source, 0).end
    if end < 0:
        closing = _JSON_CLOSE.search(source)
        end = closing.end() if closing else -1
    after = _JSON_AFTER.match(source, end) if end >= 0 else None
    return _none() if after is None else _read("json", source, 0, end, after.end())


def _looks_like_keys(source: str, start: int, end: int) -> bool:
    """Whether a block that is not valid YAML was meant as front matter, rather than as prose between two breaks."""
    block = source[start:end]
    return _KEY_LINE.search(block) is not None and not _BLANK_START.match(block)


def _read(kind: Format, source: str, start: int, end: int, body: int) -> FrontMatter:
    """Read the block at `source[start:end]`; whatever is wrong with it becomes `error`."""
    if end - start > MAX_LENGTH:
        return FrontMatter(kind, body, {}, (), f"larger than {MAX_LENGTH // 1000} kB", line_at(source, start))
    try:
        data, texts = _read_block(kind, source, start, end)
    except FrontMatterError as problem:
        return FrontMatter(kind, body, {}, (), problem.message, problem.line or line_at(source, start))
    return FrontMatter(kind, body, data, texts)


def _read_block(kind: Format, source: str, start: int, end: int) -> tuple[dict[str, object], tuple[FrontText, ...]]:
    if kind == "yaml":
        read = read_lines(source, start, end)
        if read is not None:
            return read
        from medlint.readers.front_yaml import read_yaml

        return read_yaml(source, start, end)
    if kind == "toml":
        from medlint.readers.front_toml import read_toml_block

        return read_toml_block(source, start, end)
    from medlint.readers.front_json import read_json

    return read_json(source, start, end)
