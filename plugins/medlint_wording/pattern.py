"""Check `pattern`: a regular expression on a linear-time engine, run only in blocks where a literal already hit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from medlint.api import Check, Cues, Document, Match, OptionError, Surroundings, step_for

CUT_CHARACTERS = 20_000
"""A block longer than this is read up to here: an article's longest paragraphs have about 5,000 characters."""


class PatternOptions(Surroundings, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """`pattern`: an RE2 expression on the prose as written; its group `quote`, where it takes part, is what is marked.

    `literals`: cues of which one must stand in the block before the expression is tried. The other options: see
    `Surroundings`.
    """

    pattern: str
    literals: Cues

    def __post_init__(self) -> None:
        """Refuse an expression that the engine cannot run, or that would run everywhere or nowhere."""
        if not self.literals:
            raise OptionError("literals", "the pattern would never be tried: name words of which one is always in it")
        try:
            compiled = compile_pattern(self.pattern)
        except ValueError as error:
            raise OptionError("pattern", str(error)) from error
        if compiled.search("") is not None:
            raise OptionError("pattern", "the pattern fits where nothing is")


def compile_pattern(pattern: str) -> Any:
    """The compiled expression (remembered by the engine). RE2 runs in linear time, so no rule pack can hang a run.

    Raises ValueError for an expression that RE2 does not take; look-around and back references are such.
    """
    import re2

    quiet = re2.Options()
    quiet.log_errors = False
    try:
        return re2.compile(pattern, quiet)
    except re2.error as error:
        told = error.args[0]
        raise ValueError(f"not a valid RE2 expression: {told.decode() if isinstance(told, bytes) else told}") from error


def find_pattern(document: Document, options: PatternOptions) -> Iterator[Match]:
    """One match for each place where the expression fits and no exemption holds."""
    numbers = sorted({document.block_at(hit.start) for hit in document.hits(options.literals)})
    if not numbers:
        return
    expression = compile_pattern(options.pattern)
    for number in numbers:
        block = document.blocks[number]
        text = document.prose[block.start : min(block.end, block.start + CUT_CHARACTERS)]
        for found in expression.finditer(text):
            start, end = (block.start + at for at in _marked(found))
            step = step_for(document, start, end, options) if end > start else None
            if step is not None:
                yield Match(start, end, step=step)


def _marked(found: Any) -> tuple[int, int]:
    """The span of the group `quote` if the expression has it and it took part, else of the whole match."""
    start, end = found.span(found.re.groupindex.get("quote", 0))
    return (start, end) if start >= 0 else (found.start(), found.end())


CHECK = Check("pattern", PatternOptions, find_pattern, needs=("literals",))
