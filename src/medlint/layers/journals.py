"""Journals by name: those of a list, and names made of a journal's words where something is reported in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from medlint.layers.sentences import sentence_at
from medlint.layers.windows import around
from medlint.lazy import lazy_pattern

if TYPE_CHECKING:
    from medlint.document import Document
    from medlint.phrasebook import Hit

JOURNAL_LEXICONS = ("journal-reports", "journal-words", "journals")
"""The lexicons that this module reads."""
NAME_CHARACTERS = 70
"""A journal's name reaches at most so many characters to either side of the word."""
REPORT_CHARACTERS = 70
"""Words such as "reported" stand at most so far before the name that they lead to."""

_TITLE = r"(?:the )?[A-Z][\w&-]+(?:,?(?: (?:of|and|for|the|in|&)){0,2} [A-Z][\w&-]*)*"
_JOURNAL = lazy_pattern(
    rf"\b(?:[A-Z][\w-]+(?: (?:of|[A-Z][\w-]+))* )?Journals? (?:of|for) {_TITLE}"
    rf"|\bjournals? {_TITLE}"
    r"|\b[A-Z][\w-]+(?: (?:of|[A-Z][\w-]+))* Journal\b"
)
_PUBLISHED = lazy_pattern(
    r"\bpublished (?:\w+ ){0,2}in (?:the )?((?:[A-Z]{3,}|[A-Z]\w+ (?:of |& |and )?[A-Z]\w+|[A-Z]\w+(?= by [A-Z]))\b)"
)
_VOLUME = lazy_pattern(
    r"(?P<name>[A-Z][\w-]+(?: (?:(?:of|and|for|the|in|&) ){0,2}[A-Z][\w-]*){0,7})"
    r",? \(?(?:(?:19|20)\d\d\)?)?,? ?[Vv]ol(?:ume|\.) \d"
)
_RUN = lazy_pattern(
    r"(?P<lead>\b[Ii]n (?:(?:[\w.,]+ ){0,4}(?:issue|edition|version) of (?:the )?|the |its |this )?(?:journal )?)"
    r"(?P<name>(?:The )?[A-Z][\w'\u2019-]*"
    r"(?:(?: (?:of|and|for|the|&)(?: the)?)? [A-Z&][\w'\u2019-]*|[:,] [A-Z][\w-]*(?= (?:and|&|[A-Z])))*)"
)


def find_journals(document: Document) -> Iterator[tuple[int, int]]:
    """The prose spans of journals' names, in any order; some may overlap."""
    prose = document.prose
    for hit in document.hits("journals"):
        last = prose.rfind(" ", hit.start, hit.end) + 1
        if prose[max(last, hit.start)].isupper():
            yield hit.start, hit.end
    at = prose.find("ournal")
    while at >= 0:
        for match in _JOURNAL.finditer(prose, max(at - NAME_CHARACTERS, 0), at + NAME_CHARACTERS):
            yield match.span()
        at = prose.find("ournal", at + 1)
    for match in around(_PUBLISHED, prose, "published", before=1):
        yield match.span(1)
    for match in (match for word in ("olume ", "ol. ") for match in around(_VOLUME, prose, word)):
        yield match.span("name")
    yield from _reported_in(document)


def _reported_in(document: Document) -> Iterator[tuple[int, int]]:
    """Names with a journal's word in them, behind "in" and words of reporting: "the team writes in Acta Thoracica"."""
    done = -1
    for hit in document.hits("journal-words"):
        if hit.start < done or not document.prose[hit.start].isupper():
            continue
        found = _run_around(document, hit)
        if found and _is_reported(document, found.start()):
            done = found.end()
            yield found.span("name")


def _run_around(document: Document, hit: Hit) -> re.Match[str] | None:
    """The words with capitals around a journal's word, behind "in"; an everyday word has to stand alone."""
    sentence = sentence_at(document, hit.start)
    start = max(hit.start - NAME_CHARACTERS, sentence.start if sentence else 0)
    for match in _RUN.finditer(document.prose, start, sentence.end if sentence else hit.end):
        if match.start("name") <= hit.start and hit.end <= match.end("name"):
            whole = (match.start("name"), match.end("name")) == (hit.start, hit.end)
            alone = bool(document.tag("journal-words", hit, "alone"))
            several = " " in match["name"]
            return match if whole == alone or (not alone and several) else None
    return None


def _is_reported(document: Document, start: int) -> bool:
    """Whether words of reporting stand right before "in" at `start`, in its sentence."""
    sentence = sentence_at(document, start)
    floor = max(start - REPORT_CHARACTERS, sentence.start if sentence else 0)
    return bool(document.hits_between("journal-reports", floor, start))
