"""Parts of the HTML page: its style, the words around a finding, and a scorecard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from medlint.model import FileReport, Finding
from medlint.reporters.score_words import NAMES, PAGE_NAMES, STATES, Card, because, label_of, score_line

STYLE: Final = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}"
    "h2{overflow-wrap:anywhere;border-bottom:1px solid #8888}"
    "h4{margin:.5rem 0 0;font-weight:400}p{margin:.25rem 0}"
    "article{border-left:.25rem solid #888;padding:.25rem 1rem;margin:.75rem 0}"
    "article.error{border-color:#b00020}article.warning{border-color:#b36b00}article.info{border-color:#00639a}"
    "blockquote{margin:.25rem 0;overflow-wrap:anywhere}mark{font-weight:600}"
    "table{border-collapse:collapse;margin:.5rem 0}"
    "td,th{text-align:left;vertical-align:top;padding:.2rem .8rem .2rem 0}"
    ".failed{border:.2rem solid #b00020;padding:0 1rem;margin:1rem 0}"
    "@media (prefers-color-scheme:dark){body{background:#151515;color:#eee}mark{background:#665500;color:#fff}}"
)
AROUND: Final = 120
"""So many characters of the line are shown on either side of the words at fault."""
LONGEST: Final = 600
"""So many of the words themselves."""


def excerpt(file: FileReport, finding: Finding) -> tuple[str, str, str]:
    """What stands before the words at fault on their first line, those words, and what follows them on that line."""
    words = " ".join(finding.quote[: 2 * LONGEST].split()) if finding.end_line > finding.line else finding.quote
    marked = words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
    line = file.lines.get(finding.line)
    if line is None:
        return "", marked, ""
    start = finding.column - 1
    before = line[max(0, start - AROUND) : start]
    if finding.end_line > finding.line:
        return _from(before, start), marked, ""
    end = start + finding.end - finding.start
    after = line[end : end + AROUND]
    return _from(before, start), marked, f"{after}…" if end + AROUND < len(line) else after


def _from(before: str, start: int) -> str:
    return f"…{before}" if start > AROUND else before


def score_table(card: Card, text: Callable[[str], str]) -> Iterator[str]:
    """The scorecard: a line, the studies, and the criteria by state; `text` escapes what is put between the tags."""
    yield "<h3>Scorecard</h3>"
    yield f"<p>{text(score_line(card, '·'))}.</p>"
    for study in card["studies"]:
        limits = f"limits named: {', '.join(study['caveats'])}" if study["caveats"] else "no limit named"
        told = f"Study, line {study['line']}: {label_of(study)}; {limits}"
        yield f"<p>{text(told)}</p>"
    yield "<table>"
    names = {**NAMES, **PAGE_NAMES}
    for state, (_, heading) in STATES.items():
        for key, judged in card["criteria"].items():
            if judged["state"] == state != "not-applicable":
                yield f"<tr><th>{text(names.get(key, key))}</th><td>{heading}</td><td>{text(because(judged))}</td></tr>"
    yield "</table>"
