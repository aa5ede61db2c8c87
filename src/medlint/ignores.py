"""Patterns in the manner of `.gitignore`: which paths a set of them takes out.

pathspec turns a pattern into a regular expression. What git does with several of them is done here, one step of a path
at a time, since a pattern that takes a folder back does not take back what another takes out below it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from errno import EFBIG
from pathlib import Path
from typing import Any

from msgspec import Struct

from medlint.errors import ConfigError
from medlint.plainfiles import read_plain

GITIGNORE = ".gitignore"
MOST_BYTES = 10**6
MOST_LINES = 10_000
"""No list of patterns is larger; each is held against every text."""
LONGEST_LINE = 4_096
"""In characters; paths are no longer than that."""

_SLASH = "ps_d"
_MOST_REPEATS = 2
"""An expression that repeats more parts than this can take very long to fail: it runs on a linear-time engine."""


class Pattern(Struct, frozen=True):
    """One pattern: the line as written, whether it takes out (or, with `!`, takes back), and pathspec's expression.

    The expression is compiled by `re`, or by RE2 where `re` could take exponential time: who commits a `.gitignore`
    must not be able to hang the run.
    """

    line: str
    takes_out: bool
    regex: Any


class Patterns(Struct, frozen=True):
    """The patterns, in order, that apply to what lies in `folder` (an absolute path)."""

    folder: str
    patterns: tuple[Pattern, ...]


def exclude_patterns(exclude: Sequence[tuple[str, Path]]) -> tuple[Patterns, ...]:
    """Compile configured (pattern, folder) pairs; those of one folder together, so that a `!` undoes an earlier one.

    Raises `ConfigError` naming a pattern that cannot be one.
    """
    folders: dict[str, list[Pattern]] = {}
    for line, folder in exclude:
        pattern = _compiled(line)
        if pattern is None:
            raise ConfigError(f"'{line}' is not a pattern that can exclude a file", path=str(folder), key="exclude")
        folders.setdefault(str(folder.absolute()), []).append(pattern)
    return tuple(Patterns(folder, tuple(patterns)) for folder, patterns in folders.items())


def gitignores_above(folder: str) -> tuple[Patterns, ...]:
    """The `.gitignore` files that git reads for `folder`, from the repository root down to the folder above it.

    The repository root is the nearest folder, `folder` included, with a `.git`. Outside a repository there are none. If
    they ignore `folder` itself there are none either: who names an ignored folder wants it.
    """
    inner = Path(folder)
    above = [inner, *inner.parents]
    root = next((number for number, one in enumerate(above) if (one / ".git").exists()), 0)
    found: tuple[Patterns, ...] = ()
    for one in reversed(above[:root]):
        found += gitignore_of(str(one.parent))
        if is_ignored(found, str(one), is_folder=True):
            return ()
    return found


def gitignore_of(folder: str) -> tuple[Patterns, ...]:
    """The `.gitignore` of one folder: one `Patterns`, or none where there is no such file or nothing in it.

    A pipe or device of that name is no such file. Raises `ConfigError` for one that is too large.
    """
    try:
        text = read_plain(Path(folder, GITIGNORE), MOST_BYTES).decode("utf-8-sig", "surrogateescape")
    except OSError as error:
        if error.errno == EFBIG:
            raise ConfigError(str(error.strerror), path=str(Path(folder, GITIGNORE))) from None
        return ()
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        raise ConfigError(f"more than {MOST_LINES:,} lines", path=str(Path(folder, GITIGNORE)))
    patterns = [pattern for line in lines if (pattern := _compiled(line.removesuffix("\r"))) is not None]
    return (Patterns(folder, tuple(patterns)),) if patterns else ()


def is_ignored(files: Sequence[Patterns], path: str, *, is_folder: bool = False) -> bool:
    """Whether the `.gitignore` files, outermost first, ignore `path`, whose folders they do not ignore.

    The innermost file that says something decides.
    """
    for patterns in reversed(files):
        inside = _inside(path, patterns.folder)
        said = _last_word(patterns, inside + "/" * is_folder) if inside else None
        if said is not None:
            return said.takes_out
    return False


def excluding(excludes: Sequence[Patterns], path: str, *, is_folder: bool = False) -> str | None:
    """The configured pattern that excludes `path` or a folder that it is in, or None."""
    for patterns in excludes:
        steps = (_inside(path, patterns.folder) or "").split("/")
        for count in range(1, len(steps) + 1):
            slash = "/" * (is_folder or count < len(steps))
            said = _last_word(patterns, "/".join(steps[:count]) + slash)
            if said is not None and said.takes_out:
                return said.line
    return None


def _last_word(patterns: Patterns, inside: str) -> Pattern | None:
    """The last pattern that fits `inside`, a path from the folder of the patterns on; a folder ends in a slash."""
    if not inside.isascii():  # RE2 takes no halves of pairs, which stand for bytes of a name that is not UTF-8
        inside = inside.encode("utf-8", "replace").decode("utf-8")
    for pattern in reversed(patterns.patterns):
        # Without the group the pattern ends in `**` and means what is in a folder, not the folder.
        has_slash = _SLASH in pattern.regex.groupindex
        for match in pattern.regex.finditer(inside if has_slash else inside.rstrip("/")):
            # Where the group ends before the path does, the pattern fits only a folder above.
            if not has_slash or match[_SLASH] is None or match.end(_SLASH) == len(inside):
                said: Pattern = pattern
                return said
    return None


def _inside(path: str, folder: str) -> str | None:
    """`path` as seen from `folder`, with `/`; None unless it lies in it, as written or with symbolic links followed."""
    inside = _below(path, folder)
    return inside if inside is not None else _below(os.path.realpath(path), os.path.realpath(folder))


def _below(inner: str, outer: str) -> str | None:
    start = outer if outer.endswith(os.sep) else outer + os.sep
    return inner[len(start) :].replace(os.sep, "/") if inner.startswith(start) else None


def _compiled(line: str) -> Pattern | None:
    """The pattern of a line; None for a blank line, a comment and what cannot be a pattern."""
    if not line.strip() or line.startswith("#") or len(line) > LONGEST_LINE:
        return None
    from pathspec import GitIgnoreSpec

    try:
        (pattern,) = GitIgnoreSpec.from_lines([line]).patterns
    except ValueError:
        return None
    regex: re.Pattern[str] | None = getattr(pattern, "regex", None)
    return None if regex is None or pattern.include is None else _pattern(line, pattern.include, regex)


def _pattern(line: str, takes_out: bool, regex: re.Pattern[str]) -> Pattern | None:
    """The pattern with an expression that ends soon on every path; None for one that RE2 does not take."""
    text = regex.pattern
    if text.count("*") + text.count("+") <= _MOST_REPEATS:
        return Pattern(line, takes_out, regex)
    import re2

    quiet = re2.Options()
    quiet.log_errors = False
    try:
        return Pattern(line, takes_out, re2.compile(text, quiet))
    except (re2.error, UnicodeEncodeError):
        return None
