"""Check `orphan-quote`: a quotation that reads like speech, and nobody who says it."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.api import Check, Document, Hit, Match, Quote, lazy_pattern, quotes, sentence_at, words_between

from .tellers import OrphanQuoteOptions, frame_of, has_teller, outside

MARK_WORDS = 8
"""Of a quotation so many words are marked: enough to find it by."""
LONG_WORD = 4
"""Shorter words have no capital in titles either."""
TITLE_SHARE = 0.6
"""With so large a share of its longer words in capitals, a quotation is a title."""

_WORD = lazy_pattern(r"[^\W\d_][\w'\u2019-]*")
_SPEECH = lazy_pattern(r"[.!?\u2026,][\"'\u201d\u2019]?$")
_OPENING = ('"', "\u201c", "\u201e", "\u00ab")
_MARKS = '"\u201c\u201d\u201e\u00ab\u00bb \n'
_FIRST_PERSON = lazy_pattern(r"\b(?:I|I['\u2019](?:m|ve|d|ll)|[Mm]y|[Mm]e|[Mm]yself|[Ww]e|[Oo]ur|us)\b")
_CALLOUT = lazy_pattern(r"[A-Z][\w ]{1,24}:|[^.!?]{0,80}\?|[\u2022*\u26a0]")
"""How a framed note begins that is nobody's speech: "Tip:", a question."""
_POINTS_BACK = lazy_pattern(r"[\s\u200b]*(?:This|That|These|Those|Such|So|Thus|Here)\b")


def find_orphan_quotes(document: Document, options: OrphanQuoteOptions) -> Iterator[Match]:
    """One match for each quotation of a sentence that no paragraph around gives to anybody: its first words.

    A paragraph that goes on with it, with a mark of its own at its head, is the same quotation.
    """
    done = -2
    for quote in quotes(document):
        block = document.block_at(quote.start)
        if block == done or not _is_speech(document, quote, options):
            continue
        if block == done + 1 and document.prose.startswith(_OPENING, document.blocks[block].start):
            done = block
            continue
        if _is_excused(document, quote, options) or has_teller(document, quote, options):
            continue
        done = block
        yield Match(quote.start, _mark_end(document, quote), step=_step(document, quote))


def _is_speech(document: Document, quote: Quote, options: OrphanQuoteOptions) -> bool:
    """Whether a quotation is a sentence that somebody says: long enough, with a stop, and not written as a title."""
    block = document.blocks[document.block_at(quote.start)]
    text = document.prose[quote.inner_start : quote.inner_end].strip()
    if block.kind == "quote":
        if text[:1] not in _OPENING and _CALLOUT.match(text):
            return False
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


def _step(document: Document, quote: Quote) -> int:
    """-1 for a block quotation without marks that says neither I nor we: it may be a note in a frame."""
    text = document.prose[quote.inner_start : quote.inner_end].strip()
    sure = quote.inner_start > quote.start or text[:1] in _OPENING or _FIRST_PERSON.search(text)
    return 0 if sure else -1


def _is_excused(document: Document, quote: Quote, options: OrphanQuoteOptions) -> bool:
    """Whether words say that the quotation is no speech: around it in its sentence, or in one that leads to it.

    A quotation that is a sentence of its own has such words in the sentence before it or in one that points back.
    """
    if document.prose[quote.end : quote.end + 2].lstrip().startswith(("(", "[")):
        return True
    before, after = frame_of(document, quote)
    if any(outside(document, options.unless_near, span) for span in (before, after)):
        return True
    if document.prose[before[0] : before[1]].strip():
        return False
    leading = _sentence_before(document, before[0])
    if leading and _leads_to_it(document, quote, outside(document, options.unless_before, leading)):
        return True
    following = sentence_at(document, after[1] + 1)
    if following is None or not _POINTS_BACK.match(document.prose, following.start, following.end):
        return False
    return bool(outside(document, options.unless_near, (following.start, following.end)))


def _leads_to_it(document: Document, quote: Quote, hits: list[Hit]) -> bool:
    """Whether words of the sentence before say what a quotation is; "question" does so of a question only."""
    asks = document.prose[quote.inner_start : quote.inner_end].rstrip(_MARKS).endswith("?")
    return any(asks or not document.prose[hit.start : hit.end].lower().startswith("question") for hit in hits)


def _sentence_before(document: Document, offset: int) -> tuple[int, int] | None:
    """The sentence before an offset, in its block or at the end of the one before it."""
    place = document.block_at(offset)
    floor = document.blocks[max(place - 1, 0)].start
    found = sentence_at(document, max(offset - 2, 0)) if offset > floor else None
    return (found.start, found.end) if found and found.end <= offset else None


def _mark_end(document: Document, quote: Quote) -> int:
    words = list(_WORD.finditer(document.prose, quote.inner_start, quote.inner_end))[:MARK_WORDS]
    if words_between(document, quote.inner_start, quote.inner_end) <= MARK_WORDS:
        return quote.end
    return words[-1].end()


CHECK = Check("orphan-quote", OrphanQuoteOptions, find_orphan_quotes)
