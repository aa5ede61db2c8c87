"""Rule folders written for a test: a rule that is right in every key, and small checks to name in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from medlint.document import Document
from medlint.errors import RuleFileError
from medlint.model import Check, Cues, FactName, Match
from medlint.rulebook import Rulebook, RuleFolder, load

HEAD = {
    "title": '"Wonder words"',
    "check": '"words"',
    "severity": '"warning"',
    "confidence": '"high"',
    "message": "'\"{quote}\" promises too much.'",
    "why": '"Readers take it for proof."',
    "since": '"0.1"',
}
OPTIONS = {"cues": '["wonder pill", "wonder drug"]'}
SOURCE = '[[source]]\ntitle = "A guideline"\nyear = 2020\n'
BAD = [
    'bad = "A wonder pill is here."\nflags = ["wonder pill"]',
    'bad = "This wonder drug came first."\nflags = ["wonder drug"]',
    'bad = "One wonder pill a day, one Wonder Drug a week."\nflags = ["wonder pill", "Wonder Drug"]',
]
GOOD = [
    'good = "A new pill is here."',
    'good = "The drug helped 3 of 10 people."',
    'good = "No wonder the pill sold."',
]


class WordsOptions(Struct, frozen=True, rename="kebab", forbid_unknown_fields=True):
    cues: Cues
    unless_any: tuple[Cues, ...] = ()
    table: FactName = ""
    within: int = 3
    step: int = 0


class Topic(Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    cues: Cues = ""


class NestedOptions(Struct, frozen=True, rename="kebab", forbid_unknown_fields=True):
    topics: tuple[Topic, ...] = ()
    by_name: Mapping[str, Cues] = {}
    maybe: Cues | None = None
    usual: Cues = "hedges"
    table: FactName = "drugs"


class NoOptions(Struct, frozen=True):
    note: str = ""


def find_words(document: Document, options: WordsOptions) -> Iterator[Match]:
    for hit in document.hits(options.cues):
        yield Match(hit.start, hit.end, step=options.step, fields={"word": hit.phrase})


def find_nothing(document: Document, options: Struct) -> Iterator[Match]:
    yield from ()


def break_down(document: Document, options: Struct) -> Iterator[Match]:
    raise ZeroDivisionError("no words")


CHECKS = {
    check.name: check
    for check in (
        Check("words", WordsOptions, find_words, frozenset({"word"})),
        Check("nested", NestedOptions, find_nothing),
        Check("idle", NoOptions, find_nothing),
        Check("breaks", WordsOptions, break_down),
    )
}


def rule_text(
    *,
    options: Mapping[str, str] | None = None,
    examples: list[str] | None = None,
    source: str = SOURCE,
    **head: str | None,
) -> str:
    """A rule file. Keywords replace the TOML values of its keys (None: leave the key out)."""
    keys = {key: value for key, value in {**HEAD, **head}.items() if value is not None}
    lines = [f"{key} = {value}" for key, value in keys.items()]
    lines += [
        "",
        "[options]",
        *(f"{key} = {value}" for key, value in (OPTIONS if options is None else options).items()),
    ]
    text = "\n".join(lines) + "\n\n" + source
    return text + "".join(f"\n[[example]]\n{body}\n" for body in (BAD + GOOD if examples is None else examples))


def write(folder: Path, **files: str) -> Path:
    """Write files, whose names have `__` for a slash and `_` for a hyphen: `claims__wonder_word`."""
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/').replace('_', '-')}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return folder


def book_of(*folders: Path) -> Rulebook:
    """The rulebook of folders, the first of which is medlint's own; the others are named for themselves."""
    owned = [RuleFolder(folder, folder.name if index else "medlint") for index, folder in enumerate(folders)]
    return load(owned, CHECKS)


def only_error(book: Rulebook) -> RuleFileError:
    assert len(book.errors) == 1, [str(error) for error in book.errors]
    return book.errors[0]


def line_with(path: Path, text: str) -> int:
    """The number of the one line of a file that holds `text`."""
    numbers = [number for number, line in enumerate(path.read_text("utf-8").split("\n"), 1) if text in line]
    assert len(numbers) == 1, (text, numbers)
    return numbers[0]
