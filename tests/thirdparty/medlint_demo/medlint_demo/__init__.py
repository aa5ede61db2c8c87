"""A good plugin: one check, one rule, one layer, one reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from msgspec import Struct

from medlint.api import Check, Document, Layer, Match, Prose, ProseBuilder, Reader, hookimpl


class ShoutingOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """`marks`: so many exclamation marks in a row shout."""

    marks: int = 2


def count_marks(document: Document) -> tuple[int, ...]:
    """The layer `demo-exclamations`: prose offsets of the exclamation marks."""
    return tuple(i for i, ch in enumerate(document.prose) if ch == "!")


def find_shouting(document: Document, options: ShoutingOptions) -> Iterator[Match]:
    """One match for each run of exclamation marks that is long enough."""
    run: list[int] = []
    for at in (*document.layer("demo-exclamations"), -2):
        if run and at != run[-1] + 1:
            if len(run) >= options.marks:
                yield Match(run[0], run[-1] + 1, fields={"count": str(len(run))})
            run = []
        run.append(at)


def decode(data: bytes, path: str) -> str:
    """Subtitles are UTF-8."""
    return data.decode("utf-8")


def read_subtitles(source: str, suffix: str) -> Prose:
    """Every line of a subtitle file that is neither a number nor a time is a paragraph."""
    builder, at = ProseBuilder(source), 0
    for line in source.splitlines(keepends=True):
        if line.strip() and not line.strip().isdigit() and "-->" not in line:
            builder.open("paragraph")
            builder.text(at, at + len(line))
            builder.close()
        at += len(line)
    return builder.build()


@hookimpl
def medlint_checks() -> Iterable[Check]:
    """The check `demo-shouting`."""
    return [Check("demo-shouting", ShoutingOptions, find_shouting, frozenset({"count"}))]


@hookimpl
def medlint_layers() -> Iterable[Layer]:
    """The layer `demo-exclamations`."""
    return [Layer("demo-exclamations", count_marks)]


@hookimpl
def medlint_readers() -> Iterable[Reader]:
    """Subtitles."""
    return [Reader("subtitles", (".srt",), decode, read_subtitles)]


@hookimpl
def medlint_rules() -> Iterable[Traversable]:
    """The folder with the rule `shouting`."""
    return [files("medlint_demo") / "rules"]
