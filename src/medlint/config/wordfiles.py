"""Lists of words that a configuration names as files: a house's own terms, in the folder of the configuration."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from stat import S_ISREG

from medlint.errors import ConfigError
from medlint.lazy import lazy_pattern
from medlint.paths import Origin, absolute, check_inside, shown
from medlint.plainfiles import read_plain

MOST_BYTES = 4 * 10**6
MOST_LINES = 50_000
LONGEST_PHRASE = 200
"""No fixed term is longer, in characters; a longer line is something else than a list of terms."""

_SPECIAL = lazy_pattern(r"[\\{},*]")
_NO_NAME = lazy_pattern(r"[*?\[]|\A!")


def with_word_files(
    rule: str, values: Mapping[str, object], names: Collection[str], sources: Mapping[str, tuple[Origin, ...]]
) -> dict[str, object]:
    """The configured options of a rule, those in `names` that name a file replaced by the entries in it.

    `sources` says by dotted key where an option stands. A value that is no string is left as it is. Raises ConfigError
    for a path that leaves the configuration's folder, and for a file that is no such list, with its line.
    """
    read = dict(values)
    for name in names:
        value = values.get(name)
        origins = sources.get(f"rules.{rule}.{name}", ())
        if isinstance(value, str) and value and origins:
            read[name] = read_words(value, origins[-1])
    return read


def read_words(name: str, origin: Origin) -> list[dict[str, str]]:
    """The entries of a file of `phrase<TAB>meaning` lines (the meaning may be missing; `#` begins a comment).

    Raises ConfigError with path and line.
    """
    folder = str(Path(absolute(origin.path)).parent)
    check_inside(folder, name, origin)
    if _NO_NAME.search(name):
        raise origin.problem(f"{name!r} is a pattern; name one file")
    path = Path(folder, name)
    text = _text(path, origin)
    entries: dict[str, dict[str, str]] = {}
    for number, line in _lines(text, shown(str(path))):
        phrase, _, means = (part.strip() for part in line.partition("\t"))
        problem = _problem(phrase, means)
        if problem:
            raise ConfigError(problem, path=shown(str(path)), line=number)
        entry = {"phrase": _SPECIAL.sub(r"\\\g<0>", phrase)}
        entries.setdefault(phrase.lower(), {**entry, "means": means} if means else entry)
    if not entries:
        raise ConfigError("a list without a phrase", path=shown(str(path)))
    return list(entries.values())


def _text(path: Path, origin: Origin) -> str:
    """The text of a list. Raises ConfigError for what cannot be read, is too large, or is not UTF-8."""
    try:
        facts = os.stat(path)  # noqa: PTH116 - one call for kind and size
        if not S_ISREG(facts.st_mode):
            raise origin.problem(f"{path.name!r} is not a file")
        if facts.st_size > MOST_BYTES:
            raise ConfigError(f"larger than {MOST_BYTES // 10**6} MB: no list of terms", path=shown(str(path)))
        return read_plain(path, MOST_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError("not valid UTF-8", path=shown(str(path)), byte=error.start) from None
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "unreadable").lower()
        raise origin.problem(f"{path.name!r} cannot be read: {reason}") from None


def _lines(text: str, path: str) -> Iterator[tuple[int, str]]:
    """The lines with something in them, by number from 1, without comments."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > MOST_LINES:
        raise ConfigError(f"more than {MOST_LINES:,} lines", path=path, line=MOST_LINES + 1)
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield number, line


def _problem(phrase: str, means: str) -> str:
    """What is wrong with a line, or nothing."""
    if not any(ch.isalnum() for ch in phrase):
        return "expected a phrase, or a phrase, a tab and what it stands for"
    if max(len(phrase), len(means)) > LONGEST_PHRASE:
        return f"longer than {LONGEST_PHRASE} characters: not a term"
    if "\t" in means:
        return "expected a phrase, a tab and what it stands for: there is a second tab"
    return "the phrase and what it stands for are the same" if phrase.lower() == means.lower() else ""
