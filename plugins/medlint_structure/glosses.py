"""Whether a text says what a word means: in brackets or an aside, by "is a" or "called", or in plain words beside."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from msgspec import Struct

from medlint.api import Document, lazy_pattern, sentence_index, sentences

AFTER = 90
"""An explanation begins and shows itself within so many characters behind its word."""
BEFORE = 60
"""Words such as "doctors call this" stand at most so many characters before it."""
STEM = 5
"""Two words are akin if so many of their first letters agree."""
LATER = 2
"""An explanation may follow within so many sentences."""

_BEHIND = lazy_pattern(
    r"[\"\u201d\u2019*_]*(?:s\b)?(?:[ -](?:syndrome|score|levels?|tests?|receptors?|cells?"
    r"|treatments?|therapy|disease|inhibitors?|blockers?|drugs?|genes?|proteins?|medicines?"
    r"|positive|negative))?(?:(?: [a-z-]+){0,5} \((?=[A-Z][A-Za-z0-9-]{1,9}\))| \((?=[A-Za-z0-9-]{2,10}\)))?"
    r"(?:(?<=\()[A-Za-z0-9-]+\))?"
    r"(?: ?\((?!\d|n ?=|see |ref|table|fig)(?=[^()]*[a-z]{3})"
    r"|,? (?:or|also called|also known as|meaning|which (?:means?|is|are|stands?|measures?|happens?"
    r"|shows?|tells?)|that is"
    r"|i\.e\.|in other words|short for|where|in which) [a-z]"
    r"|, [a-z]+s (?:that|which|for|of|used|made) |, (?:an?|the|when|one of|part of|another|those|the name) [a-z]"
    r"|s? (?:is|are|was|were) (?:an?(?! (?:rare|common|serious|possible|known|frequent|typical|major"
    r"|risk|complication|side|sign|problem|late|likely))|the|when|what|where|how|one of|another"
    r"|short for|called|simply|defined|the name)\b"
    r"|s? (?:means?|refers? to|stands? for|describes?|happens? when|occurs? when|measures? (?:how|the))\b"
    r"|s? ?[\u2014\u2013:] ?[a-z]|s? - [a-z])"
)
_AHEAD = lazy_pattern(
    r"(?:\b(?:call(?:s|ed)?|speak(?:s)? of|known as|known (?:medically|clinically) as"
    r"|known by the (?:medical|technical|Latin) (?:name|term)(?: of)?|known to doctors as|termed|named|calling"
    r"|refer(?:s|red)? to (?:this|it|them)? ?as"
    r"|(?:term|word|name|shorthand|jargon) (?:is|for (?:this|it) is)|short for|abbreviated|abbreviated to|i\.e\.)"
    r" (?:\w+ ){0,2}|,? or (?:the )?|, (?:that is|namely),? |[\u2014\u2013] ?"
    r"|(?<!\bothers)(?<!\bsome)(?<!\bthem)(?<!\bthis)(?<!\ball)(?<!\bone)(?<!\bboth)(?<=[a-z]{3})"
    r" \((?:[a-z-]+ ){0,3})[\"\u201c\u2018*_]*$"
)
_MEANS_NOT = frozenset(
    "about after also another because before being between blood cause caused cells could from group into lasting less"
    " many more much other part person people same small than that their them these thing things this through time too"
    " trouble under until very what when where which while with without your".split()
)
_WORD = lazy_pattern(r"[a-z]{4,}")


class Span(Struct, frozen=True, gc=False):
    """A place where a word is used: prose offsets, half-open."""

    start: int
    end: int


def linked_spans(document: Document) -> list[Span]:
    """The prose that links in the text cover, in order, joined where they overlap."""
    found: list[Span] = []
    for start, end in sorted((link.start, link.end) for link in document.links if link.place == "text"):
        if found and start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(end, found[-1].end))
        else:
            found.append(Span(start, end))
    return found


def is_glossed(document: Document, place: Span, linked: Sequence[Span], means: str = "") -> bool:
    """Whether the word at a place is explained there: around it, or by words of `means` in or beside its sentence.

    A link is an explanation; `linked` is what `linked_spans` gives.
    """
    prose = document.prose
    block = document.blocks[document.block_at(place.start)]
    if _BEHIND.match(prose, place.end, min(place.end + AFTER, block.end)):
        return True
    if _AHEAD.search(prose, max(place.start - BEFORE, block.start), place.start):
        return True
    before = bisect_right(linked, place.start, key=lambda span: span.start) - 1
    if before >= 0 and place.start < linked[before].end:
        return True
    return bool(means) and _says(document, place, means)


def _says(document: Document, place: Span, means: str) -> bool:
    """Whether a word of the plain meaning stands in the sentence, or two in the sentences beside it."""
    wanted = {word[:STEM] for word in _WORD.findall(means.lower()) if word not in _MEANS_NOT}
    listed, number = sentences(document), sentence_index(document, place.start)
    around = listed[max(number - 1, 0) : number + 2]
    if not wanted or not around:
        return False
    text = document.prose[around[0].start : place.start] + " " + document.prose[place.end : around[-1].end]
    said = wanted & {word[:STEM] for word in _WORD.findall(text.lower())}
    return len(said) >= min(2, len(wanted))


def last_chance(document: Document, place: Span) -> int:
    """The prose offset up to which an explanation of a word first used at a place still comes in time."""
    listed, number = sentences(document), sentence_index(document, place.start)
    return listed[min(number + LATER, len(listed) - 1)].end if listed else place.end
