"""Words that no language has, rules that flag them, and texts in which they are planted at places that are known.

A planted phrase stands between two marks of the private use area, which say where its first letter is and where its
last one ends; `settle` takes the marks out and gives the places. So a test knows the offsets without reading markup.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

from medlint.model import FileReport, Finding
from medlint.run import Request, Workshop, lint_paths

PHRASES = (
    "wonder zorp", "single glim dose", "frell tonic", "mibble root oil", "quanta vosk", "plim water", "dorvish tea",
    "crème vosk", "fizzle brum", "snarl bean extract", "zorpwonder", "ünder café",
)  # fmt: skip
FILLERS = (
    "The clinic is open on most days of the week, and the staff are there for you.",
    "It has been known for years that people with this condition do not sleep as they should.",
    "This is what they said to us when we were there in the summer.",
    "You can ask for a room with a view of the garden if there is one.",
)
RULE = """\
title = "{id}"
check = "phrase"
severity = "{severity}"
confidence = "high"
message = "“{{quote}}” is no word."
why = "Nobody knows what it means."
since = "0.1"
repeats = "report"

[options]
cues = [{cues}]
{options}

[[source]]
title = "A guideline"
year = 2006

[[example]]
bad = "This is the {cue} of the town."
flags = ["{cue}"]

[[example]]
bad = "They have a {cue} here."
flags = ["{cue}"]

[[example]]
bad = "All that is left is a {cue}."
flags = ["{cue}"]

[[example]]
good = "All of them went home by train."

[[example]]
good = "None of them went home by train."

[[example]]
good = "They took the train that goes at ten."
"""
KEEP_ALL = 'quoted = "keep"\nmentioned = "keep"'
_MARKS = re.compile("[\ue100-\ue2ff]")
_START, _END = 0xE100, 0xE200


@dataclass(frozen=True)
class Planted:
    """A phrase and its span in the source."""

    phrase: str
    start: int
    end: int


def write_rule(
    folder: Path, id: str, cues: tuple[str, ...], options: str = KEEP_ALL, severity: str = "error", family: str = "spun"
) -> Path:
    """Write a rule of the check `phrase`; the first cue stands in its examples."""
    path = folder / family / f"{id}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    listed = ", ".join(f'"{cue}"' for cue in cues)
    path.write_text(RULE.format(id=id, cues=listed, cue=cues[0], options=options, severity=severity), encoding="utf-8")
    return path


def write_house(folder: Path, *rules: str, **more: str) -> Path:
    """Write a configuration that selects `rules` of the folder's own rule folder; `more` are keys with TOML values."""
    lines = ["root = true", 'rule-folders = ["./house"]', f"select = {list(rules)}"]
    lines += [f"{key.replace('_', '-')} = {value}" for key, value in more.items()]
    (folder / "medlint.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def marked(phrase: str, rendered: str) -> str:
    """A rendering of a phrase between its marks."""
    number = PHRASES.index(phrase)
    return f"{chr(_START + number)}{rendered}{chr(_END + number)}"


def settle(text: str) -> tuple[str, list[Planted]]:
    """The source without marks, and what is planted in it, in order."""
    open_at: dict[int, int] = {}
    found: list[Planted] = []
    for taken, mark in enumerate(_MARKS.finditer(text)):
        code, at = ord(mark.group()), mark.start() - taken
        if code < _END:
            open_at[code - _START] = at
        else:
            found.append(Planted(PHRASES[code - _END], open_at.pop(code - _END), at))
    assert not open_at
    return _MARKS.sub("", text), sorted(found, key=lambda one: one.start)


def lint_file(workshop: Workshop, path: Path, source: str | bytes) -> FileReport:
    """Write a file and lint it; nothing may fail."""
    path.write_bytes(source if isinstance(source, bytes) else source.encode("utf-8"))
    report = lint_paths(Request((str(path),)), workshop)
    assert report.failures == ()
    return report.files[0]


def reading(quote: str) -> str:
    """What a reader sees of a quote: markup of every kind taken out, white space collapsed, in lower case."""
    text = re.sub(r"<!--.*?-->|</?\w[^>]*>", " " if "<br" in quote else "", quote, flags=re.DOTALL)
    text = re.sub(r"\]\([^)]*\)|\]\[\w*\]|[*~\[]", "", text)
    text = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)
    text = re.sub(r"\\?\n[> ]*", " ", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = re.sub("[\xad\u200b\u200c\u200d\u2060]", "", html.unescape(text))
    return " ".join(normalize("NFKC", text).split()).lower()


def check_offsets(source: str, report: FileReport) -> None:
    """The offset law of every finding of a report, related places and edits included; and the order of findings."""
    for finding in report.findings:
        assert source[finding.start : finding.end] == finding.quote
        assert (finding.line, finding.column) == place(source, finding.start)
        assert (finding.end_line, finding.end_column) == place(source, finding.end)
        edits = finding.fix.edits if finding.fix else ()
        assert all(0 <= one.start <= one.end <= len(source) for one in (*finding.related, *edits))
    order = [(finding.start, finding.end, finding.rule) for finding in report.findings]
    assert order == sorted(order)


def place(source: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, counted one character at a time: lines end at LF, CRLF or a CR without LF."""
    line = column = 1
    for at in range(offset):
        ends = source[at] == "\n" or (source[at] == "\r" and source[at + 1 : at + 2] != "\n")
        line, column = (line + 1, 1) if ends else (line, column + 1)
    return line, column


def words_of(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    """Rule and what a reader sees of the quote, in the order of the source."""
    return [(finding.rule, reading(finding.quote)) for finding in findings]
