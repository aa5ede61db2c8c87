"""One text put through everything that medlint does with a text, and the laws that must hold then.

Read, layers, all rules (previews too), scorecard and every machine format, in this process and without any file.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

from hostile_texts import HostileText
from medlint.config import Config, Overrides
from medlint.document import Document
from medlint.errors import SourceError
from medlint.findings import read_document
from medlint.model import FAMILIES, Failure, FileReport, Finding, Report
from medlint.reporters import FORMATS, render
from medlint.reporters.places import Setting
from medlint.run import Workshop, lint_text

TODAY: Final = date(2026, 11, 1)
CORE: Final = ("language", "sentences", "quotes", "links", "citations", "claims", "caveats", "sections")


@dataclass(frozen=True)
class Outcome:
    """What came of one text: `refused` where it is no text; `broken` says which laws do not hold, each in one line."""

    report: FileReport | None = None
    refused: bool = False
    broken: tuple[str, ...] = ()


class Bench:
    """All rules, loaded once. `Overrides(select=...)` may narrow them."""

    def __init__(self, overrides: Overrides | None = None) -> None:
        first = Workshop(Overrides(no_config=True), TODAY)
        everything = tuple(first.rulebook(first.config(Path.cwd() / "x.md")).rules)
        self.workshop = Workshop(overrides or Overrides(no_config=True, select=(*FAMILIES, *everything)), TODAY)
        self.config: Config = self.workshop.config(Path.cwd() / "x.md")
        self.setting = Setting(self.workshop.rules(), str(Path.cwd()), str(Path.cwd()), {})

    def lint(self, source: str, suffix: str = ".md") -> tuple[FileReport, tuple[Failure, ...]]:
        """The report of a text, and what broke."""
        return lint_text(self.workshop, self.config, Path(f"a{suffix}"), source)

    def try_text(self, text: HostileText, *, whole: bool = True) -> Outcome:
        """Lint a text and hold the laws against what comes; `whole`: every machine format, too."""
        source = text.source
        try:
            if text.data is not None:
                source = self.workshop.host.reader_for(text.suffix).decode(text.data, "a")
            report, failures = self.lint(source, text.suffix)
        except SourceError as error:
            is_fault = text.data is None or "Error: " in error.message
            return Outcome(None, True, (f"refused: {error.message}",) if is_fault else ())
        except Exception as error:  # noqa: BLE001 - that none escapes is what is tried
            return Outcome(broken=(f"escaped: {type(error).__name__}: {error}",))
        broken = [f"failure: {one.where}: {one.error}" for one in failures]
        broken += offsets_broken(source, report)
        broken += formats_broken(report, self.setting) if whole else []
        return Outcome(report, broken=tuple(broken))

    def read_text(self, text: HostileText) -> Outcome:
        """Read a text and let the core layers work on it, without any rule; see `map_broken`."""
        reader = self.workshop.host.reader_for(text.suffix)
        try:
            source = reader.decode(text.data, "a") if text.data is not None else text.source
            document = read_document(
                source, path="a", reader=reader, suffix=text.suffix, ruleset=self.workshop.ruleset(self.config)
            )
            for layer in CORE:
                document.layer(layer)
        except SourceError as error:
            is_fault = text.data is None or "Error: " in error.message
            return Outcome(None, True, (f"refused: {error.message}",) if is_fault else ())
        except Exception as error:  # noqa: BLE001 - that none escapes is what is tried
            return Outcome(broken=(f"escaped: {type(error).__name__}: {error}",))
        return Outcome(broken=tuple(map_broken(document)))


def map_broken(document: Document) -> list[str]:
    """Where the way from the prose back to the source is wrong: a block, a sentence or a link outside the text."""
    broken, end, size = list[str](), 0, len(document.source)
    for block in document.blocks:
        start, stop = document.source_span(block.start, block.end)
        broken += ["a block is empty or out of order"] * (not end <= block.start < block.end)
        broken += ["a block is outside the source"] * (not 0 <= start <= stop <= size)
        end = block.end
    for sentence in document.layer("sentences"):
        inside = document.block_at(sentence.start) == document.block_at(sentence.end - 1)
        broken += ["a sentence is empty or leaves its block"] * (not (sentence.start < sentence.end and inside))
    return broken


def offsets_broken(source: str, report: FileReport) -> list[str]:
    """Where findings do not say where they stand: offsets, quote, order, and what is related or to be edited."""
    broken = [f"{one.rule}: {said}" for one in (*report.findings, *report.found) for said in _misplaced(source, one)]
    order = [(one.start, one.end, one.rule) for one in report.findings]
    return broken + ["findings are not in order"] * (order != sorted(order))


def _misplaced(source: str, one: Finding) -> list[str]:
    edits = one.fix.edits if one.fix else ()
    places = [(place.start, place.end) for places in ((one,), one.related, edits) for place in places]
    within = all(0 <= start <= end <= len(source) for start, end in places)
    said = {
        "source[start:end] is not the quote": source[one.start : one.end] == one.quote,
        "a place is outside the text": within,
        "empty": one.start < one.end or not source.strip() or one.scope == "document",
        "line or column below 1": min(one.line, one.column, one.end_line, one.end_column) >= 1,
        "ends before it starts": (one.line, one.column) <= (one.end_line, one.end_column),
    }
    return [told for told, holds in said.items() if not holds]


def formats_broken(report: FileReport, setting: Setting) -> list[str]:
    """Which machine formats cannot be made, encoded or read back."""
    whole, broken = Report((report,)), list[str]()
    for name in FORMATS[1:]:
        try:
            shown = render(name, whole, setting).encode("utf-8").decode("utf-8")
            _read_back(name, shown, report)
        except Exception as error:  # noqa: BLE001 - whatever it is, the format is at fault
            broken.append(f"format {name}: {type(error).__name__}: {error}")
    return broken


def _read_back(name: str, shown: str, report: FileReport) -> None:
    """Raises for a text that a reader of the format would not take, or that lost findings."""
    if name in {"json", "jsonl"}:
        data = json.loads(shown)
        file = data["files"][0] if name == "json" else data
        told = [(one["rule"], one["start"], one["end"]) for one in file["findings"]]
        if told != [(one.rule, one.start, one.end) for one in report.findings]:
            raise ValueError("lost findings")
    elif name in {"sarif", "gitlab"}:
        json.loads(shown)
    elif name == "junit":
        ET.fromstring(shown)
    elif any(ch < " " and ch != "\n" for ch in shown) or "\x1b" in shown or "\u202e" in shown:
        raise ValueError("a control character is shown raw")
