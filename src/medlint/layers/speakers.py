"""Layer `speakers`: who says what stands in quotation marks, as far as the text names somebody.

A quotation belongs to the name at the verb of saying beside it ("said Ana Larkin", "Dr Patel, who runs the clinic,
says", "according to Patel"); he and she are the last person named. Without a verb it belongs to the speaker of the
quotation before it in the paragraph, or of the paragraph that it goes on from.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from msgspec import Struct

from medlint.layers.attributions import ATTRIBUTION_LEXICONS, mention_beside, mention_leading
from medlint.layers.names import bare_name, introduction
from medlint.layers.quotes import Quote, quotes
from medlint.layers.utterances import Mention, last_person

if TYPE_CHECKING:
    from medlint.document import Document

__all__ = ["LEXICONS", "Speaker", "find_speakers", "said_by", "speaker_of", "speakers"]

LEXICONS = ATTRIBUTION_LEXICONS
"""The lexicons that this layer reads."""
FEWEST_WORDS = 4
"""A shorter quotation has a speaker only where a verb of saying stands beside it: it may be a mere expression."""


class Speaker(Struct, frozen=True, gc=False):
    """Who says a quotation: the prose span of the name beside it, the full name, and the span where that stands."""

    start: int
    end: int
    name: str
    introduced: tuple[int, int]


def find_speakers(document: Document) -> tuple[Speaker | None, ...]:
    """For each quotation of the layer `quotes`, in order, who says it; None where the text names nobody."""
    spans = quotes(document)
    found: list[Mention | None] = []
    for number in range(len(spans)):
        found.append(_resolved(document, _mention(document, spans, number, found), found))
    _hand_back(document, spans, found)
    return tuple(_speaker(document, mention) for mention in found)


def speakers(document: Document) -> tuple[Speaker | None, ...]:
    """The layer `speakers` of a document: one entry for each of `quotes(document)`."""
    layer: tuple[Speaker | None, ...] = document.layer("speakers")
    return layer


def speaker_of(document: Document, start: int, end: int) -> Speaker | None:
    """Who says the first quotation with a known speaker that overlaps prose[start:end]; None if there is none."""
    spans = quotes(document)
    for number in range(max(bisect_right(spans, start, key=_start) - 1, 0), len(spans)):
        if spans[number].start >= end:
            return None
        speaker = speakers(document)[number] if spans[number].end > start else None
        if speaker:
            return speaker
    return None


def said_by(document: Document, start: int) -> str:
    """A note on whose words begin at `start`, if they stand inside a quotation whose speaker is known; else empty."""
    spans = quotes(document)
    index = bisect_right(spans, start, key=_start) - 1
    if index < 0 or start >= spans[index].inner_end:
        return ""
    speaker = speakers(document)[index]
    return f"The words are a quotation of {speaker.name}." if speaker else ""


def _start(quote: Quote) -> int:
    return quote.start


def _speaker(document: Document, mention: Mention | None) -> Speaker | None:
    """A mention with the full name behind it; None for somebody who is not named."""
    if mention is None or mention.kind != "name":
        return None
    written = document.prose[mention.start : mention.end]
    where = introduction(document, written) or (mention.start, mention.end)
    full = document.prose[slice(*where)]
    bare = bare_name(full)
    return Speaker(mention.start, mention.end, bare if " " in bare else full, where)


def _mention(document: Document, spans: tuple[Quote, ...], number: int, found: list[Mention | None]) -> Mention | None:
    """Who is at the verb beside a quotation, or whom it takes over from what stands before it."""
    quote = spans[number]
    block = document.blocks[document.block_at(quote.start)]
    before = spans[number - 1] if number and spans[number - 1].start >= block.start else None
    after = spans[number + 1].start if number + 1 < len(spans) else block.end
    beside = mention_beside(document, quote, before.end if before else block.start, min(after, block.end))
    if beside or len(document.prose[quote.inner_start : quote.inner_end].split()) < FEWEST_WORDS:
        return beside
    return found[-1] if before else _carried(document, spans, number, found)


def _carried(document: Document, spans: tuple[Quote, ...], number: int, found: list[Mention | None]) -> Mention | None:
    """The speaker of the paragraph before, where a quotation opens this one; or whom a colon there leads from."""
    quote = spans[number]
    block = document.block_at(quote.start)
    if document.prose[document.blocks[block].start : quote.start].strip() or not block:
        return None
    leader = mention_leading(document, block - 1)
    if leader or not number:
        return leader
    return found[-1] if document.block_at(spans[number - 1].start) == block - 1 else None


def _resolved(document: Document, mention: Mention | None, found: list[Mention | None]) -> Mention | None:
    """He or she is the last person named before: the last speaker, or somebody named since."""
    if mention is None or mention.kind != "pronoun":
        return mention
    floor = document.blocks[max(document.block_at(mention.start) - 3, 0)].start
    inside = [(quote.start, quote.end) for quote in quotes(document) if floor <= quote.start < mention.start]
    person = last_person(document, mention.start, inside)
    last = next((known for known in reversed(found) if known and known.kind == "name"), None)
    if person and last and person.start <= last.start:
        return last
    return person or last


def _hand_back(document: Document, spans: tuple[Quote, ...], found: list[Mention | None]) -> None:
    """Give a quotation that is not closed the speaker of the next paragraph, which goes on with it."""
    for number in range(len(found) - 2, -1, -1):
        quote, following = spans[number], spans[number + 1]
        runs_on = quote.start < quote.inner_start and quote.inner_end == quote.end
        next_block = document.block_at(following.start) == document.block_at(quote.start) + 1
        if found[number] is None and runs_on and next_block:
            found[number] = found[number + 1]
