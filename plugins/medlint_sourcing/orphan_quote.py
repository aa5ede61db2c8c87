"""Check `orphan-quote`: a quotation that reads like speech, and nobody who says it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from medlint.api import (
    Check,
    Cues,
    Document,
    Hit,
    Match,
    Quote,
    lazy_pattern,
    quotes,
    sentence_at,
    speaker_of,
    words_between,
)

MARK_WORDS = 8
"""Of a quotation so many words are marked: enough to find it by."""
BEFORE_CHARACTERS = 120
"""So far before the sentence of a quotation the words may stand that make it none."""
LONGEST_SPEECH = 6
"""A speech runs over at most so many paragraphs of a report."""
LONG_WORD = 4
"""Shorter words have no capital in titles either."""
TITLE_SHARE = 0.6
"""With so large a share of its longer words in capitals, a quotation is a title."""

_WORD = lazy_pattern(r"[^\W\d_][\w'\u2019-]*")
_SPEECH = lazy_pattern(r"[.!?\u2026,][\"'\u201d\u2019]?$")
_OPENING = ('"', "\u201c", "\u201e", "\u00ab")
_MARKS = '"\u201c\u201d\u201e\u00ab\u00bb \n'
_NOUN = lazy_pattern(r"\b(?:[Tt]he|[Aa]n?|[Tt]his|[Tt]hat|[Ii]ts|[Nn]ew|[Oo]ur|two|three) $")
"""Words before a word of attribution that make it a noun: "the report"."""
_SAID = lazy_pattern(
    r"\b(?:Dr|Prof|Professor|MD|PhD|said|says|adds|added|told|tells|explain(?:s|ed)|according to|recall(?:s|ed)"
    r"|notes?|noted)\b"
)
_NAMED = lazy_pattern(
    r"\u2014 ?[A-Z]|\u2013 ?[A-Z]|- [A-Z][a-z]+ [A-Z]|~ ?[A-Z]"
    r"|[A-Z][\w'\u2019-]+ [A-Z][\w'\u2019-]+,? \(?(?:aged )?\d\d\b(?! ?%)|\b(?:speaker|narrator)\b"
    r"|(?:^|[.!?] )[A-Z][a-z]+ [A-Z][a-z]+ [A-Z][a-z]+ [a-z]+s\b"
)
"""A name that signs a quotation, one with an age, one with a trade before it that does something."""


class OrphanQuoteOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """`speakers`: words of attribution. `roles`: what experts are; one who is named beside a quotation says it.

    `unless-near`: words around a quotation that make it no speech (titles, questions of a survey, slogans, leaflets).
    `least-words`: shorter quotations are expressions.
    """

    speakers: Cues
    roles: Cues = ""
    unless_near: Cues = ""
    least_words: int = 5


def find_orphan_quotes(document: Document, options: OrphanQuoteOptions) -> Iterator[Match]:
    """One match for each quotation of a sentence that no paragraph around gives to anybody: its first words."""
    done = -1
    for quote in quotes(document):
        block = document.block_at(quote.start)
        if block == done or not _is_speech(document, quote, options):
            continue
        if _goes_on(document, block) or _has_speaker(document, block, options) or _is_excused(document, quote, options):
            continue
        done = block
        yield Match(quote.start, _mark_end(document, quote))


def _goes_on(document: Document, block: int) -> bool:
    """Whether the paragraph before is speech of somebody who is named: an interview goes on."""
    before = document.blocks[block - 1] if block else None
    if before is None or before.kind not in {"paragraph", "quote"}:
        return False
    return any(
        before.start <= quote.start < before.end and speaker_of(document, quote.start, quote.end) is not None
        for quote in quotes(document)
    )


def _is_speech(document: Document, quote: Quote, options: OrphanQuoteOptions) -> bool:
    """Whether a quotation is a sentence that somebody says: long enough, with a stop, and not written as a title."""
    block = document.blocks[document.block_at(quote.start)]
    text = document.prose[quote.inner_start : quote.inner_end].strip()
    if block.kind == "quote" and text[:1] in _OPENING:
        text = text.strip(_MARKS)
    elif block.kind != "paragraph" or quote.inner_start == quote.start:
        return False
    words = _WORD.findall(text)
    if len(words) < options.least_words or not text[:1].isupper():
        return False
    after = document.prose[quote.end : quote.end + 1]
    if not _SPEECH.search(text) and after not in {".", ",", "!"}:
        return False
    long = [word for word in words[1:] if len(word) >= LONG_WORD]
    return not long or sum(word[0].isupper() for word in long) < TITLE_SHARE * len(long)


def _has_speaker(document: Document, block: int, options: OrphanQuoteOptions) -> bool:
    """Whether the paragraph or one beside it attributes something, outside its quotations.

    In the paragraph itself a pronoun will do ("she says"); beside it the attribution has to stand next to a quotation,
    or lead to this one with a colon.
    """
    for number in (*_run_before(document, block), *_run_after(document, block)):
        if not 0 <= number < len(document.blocks):
            continue
        place = document.blocks[number]
        inside = [q for q in quotes(document) if place.start <= q.start < place.end]
        outside = [
            hit
            for hit in _outside(document.hits_between(options.speakers, place.start, place.end), inside)
            if not _NOUN.search(document.prose, max(hit.start - 12, 0), hit.start)
        ]
        if outside and (number == block or inside or place.kind == "heading" or _leads(document, place.end)):
            return True
        if number != block and _SAID.search(document.prose, place.start, place.end):
            return True
        if number <= block and _outside(document.hits_between(options.roles, place.start, place.end), inside):
            return True
        if number < block and _leads(document, place.end):
            return True
    text = document.prose[document.blocks[block].start : document.blocks[block].end]
    return _NAMED.search(text) is not None


def _outside(hits: tuple[Hit, ...], inside: list[Quote]) -> list[Hit]:
    """The hits that stand in no quotation."""
    return [hit for hit in hits if not any(_holds(quote, hit.start) for quote in inside)]


def _holds(quote: Quote, offset: int) -> bool:
    return quote.start < quote.inner_start <= offset < quote.inner_end


def _run_before(document: Document, block: int) -> Iterator[int]:
    """The block, those before it that are quotations as it is, and the one before them: a long speech runs on."""
    yield block
    for number in range(block - 1, max(block - LONGEST_SPEECH, -1), -1):
        yield number
        start = document.blocks[number].start
        if document.prose[start : start + 1] not in {'"', "\u201c", "'", "\u2018", "\u00ab"}:
            return


def _run_after(document: Document, block: int) -> Iterator[int]:
    """The block after it, and those that follow as long as each begins with a quotation mark."""
    for number in range(block + 1, min(block + LONGEST_SPEECH, len(document.blocks))):
        yield number
        start = document.blocks[number].start
        if document.prose[start : start + 1] not in _OPENING:
            return


def _leads(document: Document, end: int) -> bool:
    """Whether what ends at `end` leads to what follows, with a colon."""
    return document.prose[max(end - 5, 0) : end].rstrip().endswith(":")


def _is_excused(document: Document, quote: Quote, options: OrphanQuoteOptions) -> bool:
    """Whether words in the sentences that touch the quotation say that it is no speech; or a question stands in it."""
    first = sentence_at(document, quote.start)
    last = sentence_at(document, quote.end - 1)
    start = first.start if first else quote.start
    end = last.end if last else quote.end
    begin = max(start - BEFORE_CHARACTERS, document.blocks[document.block_at(start)].start)
    outside = [
        hit
        for hit in document.hits_between(options.unless_near, begin, end)
        if not quote.inner_start <= hit.start < quote.inner_end
    ]
    return bool(outside) or document.prose[quote.end : quote.end + 2].lstrip().startswith(("(", "["))


def _mark_end(document: Document, quote: Quote) -> int:
    words = list(_WORD.finditer(document.prose, quote.inner_start, quote.inner_end))[:MARK_WORDS]
    if words_between(document, quote.inner_start, quote.inner_end) <= MARK_WORDS:
        return quote.end
    return words[-1].end()


CHECK = Check("orphan-quote", OrphanQuoteOptions, find_orphan_quotes)
