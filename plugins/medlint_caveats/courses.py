"""Statements about treatment again and again: what it does, or that the reader should have it."""

from __future__ import annotations

import re

from medlint.api import Document, Hit, Sentence, lazy_pattern, of_kind

from .cues import StatementCues
from .pieces import Piece, Statement, is_unsaid, pieces

_MODAL = lazy_pattern(r"\b(?:should|will|can|could|may|might|would|must|is|are|does|do|be|let)\b|'ll\b", re.IGNORECASE)
_DOES = lazy_pattern(
    r"(?:\s+[\w-]+){0,3}?\s+[a-z]{2,}[^\Ws]s\s+(?:the|a|an|your|you|people|their|it|them|away|off|in|for|[a-z]+ing)\b"
)
_PAST = lazy_pattern(r"\b\w{2,}ed\b")
_PASSIVE = lazy_pattern(r"\b(?:was|were|had|been|got)\s$", re.IGNORECASE)
_NEEDLESS = lazy_pattern(r"\b(?:no need (?:for|of)|not need|without|never need) (?:[\w-]+ )?$", re.IGNORECASE)
_RATE = lazy_pattern(r"s? (?:a|an|each|every|per) (?:day|night|week|fortnight|month|morning|evening)\b", re.IGNORECASE)
_AUXILIARY = lazy_pattern(r"\b(?:was|were|had|did)\b", re.IGNORECASE)
_OPENS_WITH_USE = lazy_pattern(r"\s*(?:when |if )?(?:\w{2,}ed|taken|given|done|worn|drunk|eaten)\b", re.IGNORECASE)


def about_course(document: Document, sentence: Sentence, cues: StatementCues) -> Statement | None:
    """The first piece of a sentence that says what repeated treatment does, or tells the reader to have it; or None."""
    for piece in pieces(document, sentence, cues):
        hits = document.hits_between(cues.course, piece.start, piece.end) or _rates(document, piece, cues)
        if not hits or is_unsaid(document, sentence.start, hits[0].start):
            continue
        needless = _NEEDLESS.search(document.prose, piece.start, hits[0].start)
        if needless or document.hits_between(cues.usual, piece.start, piece.end):
            continue
        if _is_general(document, piece, (hits[0].start, hits[-1].end), cues):
            return Statement(hits[0].start, hits[0].end)
    return None


def _rates(document: Document, piece: Piece, cues: StatementCues) -> tuple[Hit, ...]:
    """The units of treatment that are named by the day or the week: "a chew a day"."""
    units = document.hits_between(cues.units, piece.start, piece.end)
    return tuple(unit for unit in units if _RATE.match(document.prose, unit.end, piece.end))


def _is_general(document: Document, piece: Piece, cue: tuple[int, int], cues: StatementCues) -> bool:
    """Whether a piece says what is, will be or should be done, and does not report what was done."""
    if _OPENS_WITH_USE.match(document.prose, piece.start, piece.end):
        return True
    if _reports(document, piece, cue, cues):
        return False
    around = document.prose[piece.start : cue[0]] + document.prose[cue[1] : piece.end]
    claims = of_kind(document, cues.words, piece.start, piece.end, "claim")
    if _MODAL.search(around) or any(hit.end <= cue[0] or hit.start >= cue[1] for hit in claims):
        return True
    verbs = document.hits_between(cues.benefits, piece.start, piece.end)
    if any(document.tag(cues.benefits, verb, "form") == "s" for verb in verbs):
        return True
    return bool(_DOES.match(document.prose, cue[1], piece.end)) or not _PAST.search(around)


def _reports(document: Document, piece: Piece, cue: tuple[int, int], cues: StatementCues) -> bool:
    """Whether a verb outside the cue tells what was done: participles of use ("given daily") do not."""
    if _AUXILIARY.search(document.prose, piece.start, cue[0]) or _AUXILIARY.search(document.prose, cue[1], piece.end):
        return True
    for hit in of_kind(document, cues.words, piece.start, piece.end, "report"):
        used = "use" in document.tag(cues.words, hit, "kind").split()
        if used and not _PASSIVE.search(document.prose[max(0, hit.start - 6) : hit.start]):
            continue
        if hit.end <= cue[0] or hit.start >= cue[1]:
            return True
    return False
