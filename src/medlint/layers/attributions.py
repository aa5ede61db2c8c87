"""To whom the words around a quotation give it: what follows, what leads to it, a name behind a dash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medlint.layers.names import NAME
from medlint.layers.quotes import Quote
from medlint.layers.sentences import sentence_at
from medlint.layers.utterances import UTTERANCE_LEXICONS, Mention, as_name, subject_after, subject_before
from medlint.lazy import lazy_pattern

if TYPE_CHECKING:
    from medlint.document import Document
    from medlint.phrasebook import Hit

ATTRIBUTION_LEXICONS = UTTERANCE_LEXICONS
"""The lexicons that this module reads."""
ENDING_CHARACTERS = 160
"""The name at the foot of a block quotation stands in its last characters."""
OPENING_CHARACTERS = 3
"""A verb of saying that opens what follows a quotation stands so few characters behind it."""

_DASHED = lazy_pattern(rf"\s*(?:[\u2014\u2013~]|--?)\s?(?P<name>{NAME})")
_FOOT = lazy_pattern(rf"(?:[\u2014\u2013~]\s?|(?<=[.!?\"\u201d] )\(?)(?P<name>{NAME})[^.!?]{{0,90}}$")
_LINE = lazy_pattern(rf"\s*(?:[\u2014\u2013~]|--?)?\s?(?P<name>{NAME})(?:[,(\u2013\u2014]? ?[^.!?]{{0,90}})?\s*")


def mention_beside(document: Document, quote: Quote, floor: int, ceiling: int) -> Mention | None:
    """Who is said to say a quotation, between the end of the one before (`floor`) and the next one (`ceiling`).

    A name behind a dash; a verb that follows at once; one that leads to it in its sentence; one in the rest of the
    sentence; and one that stands before it in the paragraph, if it begins like a sentence.
    """
    if quote.start == quote.inner_start:
        return _at_foot(document, quote)
    dash = _DASHED.match(document.prose, quote.end, ceiling)
    if dash:
        return as_name(document, *dash.span("name"))
    opening = sentence_at(document, quote.start)
    begin = max(floor, opening.start if opening else floor)
    end = _sentence_end(document, quote, ceiling)
    return (
        _following(document, quote.end, end, adjacent=True)
        or _leading(document, begin, quote.start)
        or _following(document, quote.end, end, adjacent=False)
        or (_leading(document, floor, begin) if document.prose[quote.inner_start].isupper() else None)
    )


def mention_leading(document: Document, block: int) -> Mention | None:
    """Who is at the last verb of a block that ends with a colon."""
    span = document.blocks[block]
    leads = document.prose[span.start : span.end].rstrip().endswith(":")
    return _leading(document, span.start, span.end) if leads else None


def _at_foot(document: Document, quote: Quote) -> Mention | None:
    """The name behind a dash or in brackets at the end of a block quotation, or in the line below it."""
    start = max(quote.end - ENDING_CHARACTERS, quote.start)
    found = _FOOT.search(document.prose[start : quote.end])
    if found:
        return as_name(document, start + found.start("name"), start + found.end("name"))
    number = document.block_at(quote.start)
    return _on_next_line(document, number) or (mention_leading(document, number - 1) if number else None)


def _on_next_line(document: Document, number: int) -> Mention | None:
    """The name in a line of its own below a block quotation: the rest of its group, or a caption."""
    if number + 1 >= len(document.blocks):
        return None
    own, line = document.blocks[number], document.blocks[number + 1]
    if line.kind != "caption" and (line.kind != "quote" or line.group != own.group):
        return None
    found = _LINE.fullmatch(document.prose, line.start, line.end)
    return as_name(document, *found.span("name")) if found else None


def _sentence_end(document: Document, quote: Quote, ceiling: int) -> int:
    """Where the sentence ends that a quotation stands in, or the one that begins right behind it."""
    own = sentence_at(document, quote.end - 1)
    if own and own.end > quote.end + 1:
        return min(own.end, ceiling)
    after = sentence_at(document, min(quote.end + 1, max(ceiling - 1, 0)))
    return min(after.end if after else quote.end, ceiling)


def _following(document: Document, start: int, end: int, *, adjacent: bool) -> Mention | None:
    """The subject of the first verb in prose[start:end]; `adjacent`: nothing else stands before it."""
    for hit, introduces in _verbs(document, start, end):
        if not introduces and document.tag("speaking-verbs", hit, "about"):
            continue
        found = _subject(document, hit, (start, end), introduces=introduces)
        if found is None:
            if adjacent:
                return None
            continue
        first = min(found.start, hit.start)
        if not adjacent or not document.prose[start:first].strip(" ,"):
            return found
    return None


def _subject(document: Document, verb: Hit, span: tuple[int, int], *, introduces: bool) -> Mention | None:
    """Whom a verb behind a quotation names: right behind it where it opens the span, else before it."""
    if introduces:
        return subject_after(document, verb, span[1])
    if verb.start - span[0] <= OPENING_CHARACTERS:
        return subject_after(document, verb, span[1]) or subject_before(document, verb, span[0])
    found = subject_before(document, verb, span[0])
    parted = document.prose[verb.start - 2 : verb.start] == ", "
    return found or (subject_after(document, verb, span[1]) if parted else None)


def _leading(document: Document, start: int, end: int) -> Mention | None:
    """The subject of the last verb in prose[start:end]."""
    for hit, introduces in reversed(_verbs(document, start, end)):
        found = None if introduces else subject_before(document, hit, start)
        found = found or subject_after(document, hit, end)
        if found:
            return found
    return None


def _verbs(document: Document, start: int, end: int) -> list[tuple[Hit, bool]]:
    """The verbs of saying in prose[start:end], and the words that introduce a speaker (True), in order.

    A verb with a capital is a name ("Annual Report").
    """
    said = document.hits_between("speaking-verbs", start, end)
    verbs = [(hit, False) for hit in said if not document.prose[hit.start].isupper()]
    verbs.extend((hit, True) for hit in document.hits_between("speaker-introductions", start, end))
    return sorted(verbs, key=_place)


def _place(verb: tuple[Hit, bool]) -> int:
    return verb[0].start
