"""Statements that stretch a study: pieces of sentences that speak of people, or of treatment again and again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from medlint.api import Document, Hit, Sentence, is_asked, lazy_pattern, names_preclinical

from .cues import StatementCues

LONGEST = 60
"""A finding marks at most so many characters."""

SHORT = 2
"""A piece with no more blanks is a word thrown in ("you, too, can"), and does not part what stands around it."""

_BREAK = lazy_pattern(r"[,;:()\u2014\u2013]| - ")
_CLAIM = lazy_pattern(
    r"\b(?:should|will|can|could|may|might|would|must|is|are|means|works?|keeps?|stays?|helps?|makes?"
    r"|needs?|controls?|prevents?|holds?|wards?|gives?|brings?|cures?"
    r"|book|take|try|start|sign|add|use|drink|eat|come|make|buy|ask|get|join|keep|look|lasts?|offers?|does"
    r"|do|be|let|treats?|relieves?|eases?|restores?|protects?|beats?)\b|'ll\b",
    re.IGNORECASE,
)
_REPORTED = lazy_pattern(
    r"\b(?:was|were|had|did|took|received|got|given|recorded|measured|rated|asked|kept|recovered|scored"
    r"|reported|felt|filled)\b",
    re.IGNORECASE,
)
_PAST = lazy_pattern(r"\b\w{2,}ed\b")
_OPENS_WITH_USE = lazy_pattern(
    r"\s*(?:when |if )?(?:used|taken|given|done|worn|repeated|practi[sc]ed|drunk|eaten|applied)\b", re.IGNORECASE
)
_DENIAL_REACH = 30
_DENIAL = lazy_pattern(r"(?:\b(?:not|never|cannot|hardly|no)|n['\u2019]t)\s+(?:[\w-]+\s+)?$", re.IGNORECASE)
_CERTAIN = lazy_pattern(
    r"\b(?:confirm|prov|show|demonstrat|mean|establish)|^(?:so|and so|hence|therefore|thus|clearly|evidently)\b",
    re.IGNORECASE,
)
_NECESSARY = lazy_pattern(
    r"\b(?:is|are) (?:\w+ )?(?:needed|required|essential|necessary|vital|crucial|key|the key|to blame|responsible)\b",
    re.IGNORECASE,
)


class Statement(Struct, frozen=True, gc=False):
    """The words at fault: a prose span of at most `LONGEST` characters."""

    start: int
    end: int


def about_people(document: Document, sentence: Sentence, cues: StatementCues) -> Iterator[Statement]:
    """The pieces of a sentence that say of people, without naming animals or cells, what a finding does."""
    if document.hits_between(cues.background, sentence.start, sentence.end):
        return
    for start, end, opened in _with_leads(document, _pieces(document, sentence, cues), cues.people, cues.promises):
        if names_preclinical(document, start, end):
            continue
        people = [hit for hit in document.hits_between(cues.people, start, end) if _counts(document, hit, cues)]
        promises = document.hits_between(cues.promises, start, end)
        if people and promises:
            yield from _promised(document, people, promises)
        elif opened and (match := _NECESSARY.search(document.prose, start, end)):
            yield _clipped(document, max(start, match.end() - LONGEST), match.end())


def _promised(document: Document, people: list[Hit], promises: tuple[Hit, ...]) -> Iterator[Statement]:
    """The promise to people, unless it is asked or negated ("doctors cannot heal your cavities")."""
    statement = _narrowed(document, people, promises)
    made = [hit for hit in promises if statement.start <= hit.start < statement.end] or [promises[0]]
    if not is_asked(document, people[0].start) and not any(is_denied(document, hit.start) for hit in made):
        yield statement


def is_denied(document: Document, start: int) -> bool:
    """Whether a negation stands at most two words before a promise: one further off belongs to something else."""
    before = document.prose[max(0, start - _DENIAL_REACH) : start]
    return bool(_DENIAL.search(before))


def about_course(document: Document, sentence: Sentence, cues: StatementCues) -> Statement | None:
    """The first piece of a sentence that says what repeated treatment does, or tells the reader to have it; or None."""
    for start, end, _ in _pieces(document, sentence, cues):
        hits = document.hits_between(cues.course, start, end)
        if not hits or document.hits_between(cues.usual, start, end):
            continue
        if _is_general(document, start, hits[0].start, hits[-1].end, end):
            return Statement(hits[0].start, hits[0].end)
    return None


def _is_general(document: Document, start: int, cue_start: int, cue_end: int, end: int) -> bool:
    """Whether a piece says what is, will be or should be done, and does not report what was done."""
    if _OPENS_WITH_USE.match(document.prose[start:end]):
        return True
    around = document.prose[start:cue_start] + document.prose[cue_end:end]
    if _REPORTED.search(around):
        return False
    return bool(_CLAIM.search(around)) or not _PAST.search(around)


def _with_leads(
    document: Document, pieces: Iterator[tuple[int, int, bool]], people: str, promises: str
) -> Iterator[tuple[int, int, bool]]:
    """The pieces, where one that only names people ("For people with gout, ...") is joined to the next."""
    lead: int | None = None
    for start, end, opened in pieces:
        named = bool(document.hits_between(people, start, end))
        promised = bool(document.hits_between(promises, start, end))
        if named and not promised and not names_preclinical(document, start, end):
            lead = start
            continue
        yield (lead if lead is not None and promised else start), end, opened
        if promised or document.prose[start:end].count(" ") > SHORT:
            lead = None


def _counts(document: Document, hit: Hit, cues: StatementCues) -> bool:
    """Whether a word means people as patients or readers; `we` and `our` are mostly the researchers."""
    kind = document.tag(cues.people, hit, "kind")
    return kind not in {"one", "reader"} or hit.phrase.startswith(("you", "us"))


def _pieces(document: Document, sentence: Sentence, cues: StatementCues) -> Iterator[tuple[int, int, bool]]:
    """The pieces between marks and conclusion words: prose span, and whether a sure conclusion word opens it."""
    openers = document.hits_between(cues.conclusions, sentence.start, sentence.end)
    cuts = {hit.end: bool(_CERTAIN.search(document.prose[hit.start : hit.end])) for hit in openers}
    cuts |= {
        match.end(): False
        for match in _BREAK.finditer(document.prose, sentence.start, sentence.end)
        if match.end() not in cuts
    }
    starts = [(sentence.start, False), *sorted(cuts.items())]
    ends = [*(hit.start if (hit := _opening(openers, at)) else at for at, _ in starts[1:]), sentence.end]
    for (start, opened), end in zip(starts, ends, strict=True):
        if end > start:
            yield start, end, opened


def _opening(openers: tuple[Hit, ...], end: int) -> Hit | None:
    return next((hit for hit in openers if hit.end == end), None)


def _narrowed(document: Document, people: list[Hit], promises: tuple[Hit, ...]) -> Statement:
    """From the promise to the people or back, whichever pair is closest."""
    pairs = [(min(a.start, b.start), max(a.end, b.end)) for a in people for b in promises]
    start, end = min(pairs, key=lambda pair: (pair[1] - pair[0], pair[0]))
    return _clipped(document, start, end)


def _clipped(document: Document, start: int, end: int) -> Statement:
    """A span cut to whole words within `LONGEST` characters."""
    if end - start > LONGEST:
        cut = document.prose.rfind(" ", start, start + LONGEST)
        end = cut if cut > start else start + LONGEST
    while start < end and not document.prose[start].isalnum():
        start += 1
    while end > start and document.prose[end - 1] in " ,;:":
        end -= 1
    return Statement(start, end)
