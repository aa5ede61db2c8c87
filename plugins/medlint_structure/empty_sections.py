"""Headings with nothing under them, and headings that announce a result which their section does not tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from medlint.api import Block, Cues, Document, Match, Section, lazy_pattern, sections

MANY, PART = 3, 0.6
"""So many empty headings, and such a part of all, are a page of links or a frame to be filled: nothing is missing."""
SHORT = 60
"""A section of results is looked at up to so many words."""

_FILLED = lazy_pattern(
    r"!\[|<(?:img|iframe|video|audio|form|button|svg|object|embed|script|table|details|input|canvas|select|picture"
    r"|template|slot|pre|[a-z]+-[a-z]+|[A-Z]\w*)\b|\{\{|\{%|\[\[|\[\w+[ \]]|:::|^\s*\|"
    r"|^\s*(?:```|~~~)|^(?: {4}|\t)\s*\S",
    re.MULTILINE,
)
"""Signs in the source that a program, a picture or code fills the place."""


def find_empty(document: Document, results: Cues, signs: Cues, alone: Cues) -> Iterator[Match]:
    """The headings without text of their own or of a part, and those of results without a result."""
    if document.format == "text":
        return
    parts = [part for part in sections(document) if part.heading >= 0]
    empty = [part for number, part in enumerate(parts) if _is_empty(document, parts, number, alone)]
    if len(empty) < MANY or len(empty) < PART * len(parts):
        for part in empty:
            block = document.blocks[part.heading]
            yield Match(block.start, block.end, fields={"fault": "has nothing under it"})
    for hit in document.hits(results):
        block = document.blocks[document.block_at(hit.start)]
        if block.kind == "heading" and _fills(document, block, hit.start, hit.end):
            part = next(one for one in parts if document.blocks[one.heading] is block)
            if part not in empty and _lacks_result(document, part, signs):
                yield Match(block.start, block.end, fields={"fault": "tells no result"})


def find_unanswered(document: Document, signs: Cues) -> Iterator[Match]:
    """The headings that ask whether something works, over a study of which no result is told."""
    if document.format == "text":
        return
    parts = [part for part in sections(document) if part.heading >= 0]
    for number, part in enumerate(parts):
        block = document.blocks[part.heading]
        following = document.blocks[parts[number + 1].heading] if number + 1 < len(parts) else None
        if following is not None and following.level > block.level:
            continue
        if part.last <= part.first + 1:
            continue
        if _is_put_off(document, part):
            yield Match(block.start, block.end, fields={"fault": "asks what nothing below answers"})
            continue
        if _METHODS.match(document.prose, block.start, block.end) and _ends_there(document, part, signs):
            yield Match(block.start, block.end, fields={"fault": "leads to no result"})
            continue
        if not _ASKED.match(document.prose, block.start, block.end):
            continue
        studied = _STUDIED.search(document.prose, block.end, document.blocks[part.last - 1].end)
        told = _COMPARED.search(document.prose, block.end, document.blocks[part.last - 1].end)
        if studied is not None and told is None and _lacks_result(document, part, signs):
            yield Match(block.start, block.end, fields={"fault": "is not answered by the study below"})


def _is_put_off(document: Document, part: Section) -> bool:
    """Whether the heading is a question, and all that stands below says that people ask it."""
    heading = document.prose[document.blocks[part.heading].start : document.blocks[part.heading].end].rstrip()
    below = [block for block in document.blocks[part.heading + 1 : part.last] if not block.hidden]
    if not heading.endswith("?") or len(below) != 1 or below[0].kind != "paragraph":
        return False
    return _PUT_OFF.fullmatch(document.prose, below[0].start, below[0].end) is not None


def _ends_there(document: Document, part: Section, signs: Cues) -> bool:
    """Whether a section tells what was measured in whom, and no result is told in it or after it."""
    start, end = document.blocks[part.heading].end, len(document.prose)
    if not _MEASURED.search(document.prose, start, document.blocks[part.last - 1].end):
        return False
    if _FOUND.search(document.prose, start, end) or "%" in document.prose[start:end]:
        return False
    return len(document.prose[start:end].split()) <= LATER and not any(
        document.prose[max(hit.start - 3, 0) : hit.end].lower() not in _PURPOSES
        for hit in document.hits_between(signs, start, end)
        if not _MEASURED.fullmatch(document.prose, hit.start, hit.end)
    )


LATER = 150
"""A longer text below a heading on methods may tell its result in words that no list has."""
_METHODS = lazy_pattern(
    r"\W*(?:How (?:the|this|it|they)\b[^?]*\b(?:done|run|carried out|made|tested|studied|worked|did it)"
    r"|What (?:they|the [a-z]+|we) did|Methods?|The (?:study|trial|experiment|test))\W*\Z"
)
_MEASURED = lazy_pattern(
    r"\b(?:measured|scored|noted|recorded|counted|rated|compared|tested|weighed|assessed|half of (?:the|them|whom))\b"
)
_FOUND = lazy_pattern(
    r"\b(?:as [a-z]+ (?:in|as|with)|both|same|alike|equal(?:ly)?|differ(?:ed|s|ence)?|less|more|fewer|better|worse"
    r"|higher|lower|rose|fell|dropped|improved|results? (?:are|is|will|come|have)|not yet|still running|ongoing"
    r"|benefit|effect)\b"
)
_PUT_OFF = lazy_pattern(
    r"(?=[^.!?]*\b(?:question|ask(?:s|ed)? (?:this|that|us|it)|wonder|hear this|asked))[^.!?]{5,110}[.!]?\s*"
)

_ASKED = lazy_pattern(
    r"\W*(?:(?:Does|Do|Did|Is|Are|Can|Will|Which|What works)\b|What (?:did|does|do) [^?]*\b(?:find|show|say|see)\b)"
    r"[^?]*\?\W*\Z"
)
_COMPARED = lazy_pattern(r"\b(?:\d+|\w+ly|degrees?|days|hours|weeks|a lot|much|far) (?:\w+ )?[a-z]{3,}er\b")
_STUDIED = lazy_pattern(
    r"\b(?:[Tt]o (?:find out|test (?:this|it|that)|answer (?:this|that)|check this)|[Aa] (?:\w+ )?(?:trial|study"
    r"|experiment)|[Oo]ne"
    r" (?:trial|study)|(?:[A-Z][a-z]+(?:-[a-z]+)?|\d[\d,]*|hundred) (?:[a-z-]+ ){0,3}[a-z]+(?:s|en|ople) (?:wore|took"
    r"|had|used|got|ate|drank|slept|tried|were given|walked|kept|chewed|spent|received|swallowed|sat|ran|cycled"
    r"|played)\b[^.]{0,60}\bfor (?:an?|[a-z]+|\d+) (?:nights?|days?|weeks?|months?|years?|terms?)|took part|volunteers"
    r"|were randomi[sz]ed|[Rr]esearchers)\b"
)


def _is_empty(document: Document, parts: Sequence[Section], number: int, alone: Cues) -> bool:
    """Whether nothing stands between a heading and the next one of its level or above, or the end."""
    part = parts[number]
    heading = document.blocks[part.heading]
    below = document.blocks[part.heading + 1 : part.last]
    if heading.level <= 1 or any(not block.hidden for block in below) or heading.end == heading.start:
        return False
    following = document.blocks[parts[number + 1].heading] if number + 1 < len(parts) else None
    if following is not None and following.level > heading.level:
        return False
    if any(link.start < heading.end and link.end > heading.start for link in document.links):
        return False
    if document.hits_between(alone, heading.start, heading.end):
        return False
    return not is_filled(document, heading, following)


def is_filled(document: Document, before: Block, after: Block | None) -> bool:
    """Whether something that is no prose stands between two blocks, or between one and the end (None)."""
    start = document.source_span(before.start, before.end)[1]
    end = document.source_span(after.start, after.end)[0] if after else len(document.source)
    return _FILLED.search(document.source, start, end) is not None


def _fills(document: Document, block: Block, start: int, end: int) -> bool:
    """Whether a heading has no other words than prose[start:end]."""
    around = document.prose[block.start : start] + document.prose[end : block.end]
    return not any(ch.isalnum() for ch in around)


def _lacks_result(document: Document, part: Section, signs: Cues) -> bool:
    """Whether a short section has neither a word of a result nor a number beside a unit of comparison."""
    below = [block for block in document.blocks[part.heading + 1 : part.last] if not block.hidden]
    if not below or any(block.kind not in {"paragraph", "item"} for block in below):
        return False
    start, end = below[0].start, below[-1].end
    text = document.prose[start:end]
    return (
        len(text.split()) <= SHORT
        and "%" not in text
        and not any(
            document.prose[max(hit.start - 3, 0) : hit.end].lower() not in _PURPOSES
            for hit in document.hits_between(signs, start, end)
        )
    )


_PURPOSES = frozenset(("to find", "to see", "to show", "to observe"))
"""What was hoped for ("to find out") is no sign of a result."""
