"""Works named by title and year: "a trial in Sprain Care (2017)", "seen in 2019 (Sleep and Sky)"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from medlint.layers.sentences import sentence_at
from medlint.lazy import lazy_pattern

if TYPE_CHECKING:
    from medlint.document import Document

WORK_LEXICONS = ("journal-reports", "no-surnames")
"""The lexicons that this module reads."""
TITLE_CHARACTERS = 90
"""A title with the word before it is no longer."""

_NAME = r"[A-Z][\w&'\u2019-]*(?:(?: (?:of|and|for|the|in|on|&)){0,2} [A-Z][\w&'\u2019-]*){0,7}"
_DATED = lazy_pattern(r"\((?:[A-Za-z]+ )?(?:19|20)\d\d(?:(?:,| and|, and) (?:19|20)\d\d)*\)")
_IN_TITLE = lazy_pattern(rf"\b(?:[Ii]n|issue of|edition of|pages of) (?:the (?:journal )?)?(?P<name>{_NAME}),? $")
_BEHIND_YEAR = lazy_pattern(rf"(?:19|20)\d\d \((?:in )?(?P<name>{_NAME})\)")
_LEADS = ("in ", "In ", "from ", "of ")


def find_dated_works(document: Document) -> Iterator[tuple[int, int]]:
    """The prose spans of titles that stand with a year, where something is reported in them; no places."""
    prose = document.prose
    if "(" not in prose:
        return
    for match in _DATED.finditer(prose):
        start = max(match.start() - TITLE_CHARACTERS, 0)
        titled = _IN_TITLE.search(prose[start : match.start()])
        if titled and _is_work(document, start + titled.start("name"), start + titled.end("name")):
            yield start + titled.start("name"), match.end()
    for match in _BEHIND_YEAR.finditer(prose):
        leads = prose.endswith(_LEADS, max(match.start() - 6, 0), match.start())
        if leads and " " in match["name"] and _is_work(document, *match.span("name")):
            yield match.span("name")


def _is_work(document: Document, start: int, end: int) -> bool:
    """Whether a name is the title of a paper's place: something is reported in its sentence, and it is no place."""
    sentence = sentence_at(document, start)
    if sentence is None or not document.hits_between("journal-reports", sentence.start, sentence.end):
        return False
    places = (hit for hit in document.hits_between("no-surnames", start, end) if hit.end - hit.start >= end - start - 9)
    return not any(document.tag("no-surnames", hit, "kind") in {"place", "date"} for hit in places)
