"""What a reader wants to know of a study, and words of the text with the line they stand on."""

from __future__ import annotations

from medlint.document import Document
from medlint.layers.scopes import clause_end, clause_start
from medlint.layers.studies import Study, caveat_kinds
from medlint.model import Span

LONGEST = 60
"""A quoted cue has at most so many characters."""
BEFORE = 24
"""So many of them may stand before the words that were found."""


def evidence_label(document: Document, study: Study) -> dict[str, object]:
    """What a reader wants to know of a study: design, subjects, how many, doses, review, and the limits named."""
    return {
        "design": study.design,
        "subjects": study.subjects,
        "n": study.n,
        "doses": study.doses,
        "controlled": study.controlled,
        "blinded": study.blinded,
        "peer_reviewed": study.peer_reviewed,
        "identified": study.identified,
        "caveats": list(caveat_kinds(document, study)),
    }


def line_of(document: Document, offset: int) -> int:
    """The source line of a prose offset."""
    return document.place(document.source_span(offset, offset + 1)[0])[0]


def words_at(document: Document, span: Span) -> str:
    """The words of a span with their clause, or as much of it as helps to recognise them, on one line."""
    prose = document.prose
    start, end = clause_start(document, span.start), clause_end(document, max(span.start, span.end - 1))
    end = max(end, span.end)
    if end - start > LONGEST:
        start = _word_start(prose, max(start, span.start - BEFORE), span.start)
        latest = start + LONGEST
        end = _word_end(prose, min(end, latest), span.end if span.end <= latest else start)
    return " ".join(prose[start:end].strip(" .,;:").split())


def _word_start(prose: str, start: int, latest: int) -> int:
    """The first beginning of a word at or after `start`, but not after `latest`."""
    if not start or prose[start - 1].isspace():
        return start
    space = prose.find(" ", start, latest)
    return latest if space < 0 else space + 1


def _word_end(prose: str, end: int, earliest: int) -> int:
    """The last end of a word at or before `end`, but not before `earliest`."""
    if end >= len(prose) or not prose[end].isalnum():
        return end
    return max(earliest, prose.rfind(" ", earliest, end))
