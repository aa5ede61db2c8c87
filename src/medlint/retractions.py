"""Where a text takes a claim back: in its sentence, around it, in the line that opens its list, or in the heading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.document import Document
from medlint.layers.quotes import quote_at
from medlint.layers.roles import limits_told
from medlint.layers.sections import part_of, section_of
from medlint.layers.sentences import Sentence, sentence_at, sentence_index, sentences
from medlint.lazy import lazy_pattern
from medlint.model import Cues
from medlint.phrasebook import Hit

AFTERWARDS = 4
"""So many sentences after a claim a text may still take it back (our estimate)."""
ANSWERED = 2
"""So many sentences into the paragraphs behind a quotation a text answers it; then it tells something else."""
BEFOREHAND = 3
"""So many sentences before a claim a text may announce that it is false (our estimate)."""

_PLAIN_LIMITS = frozenset(("control", "number", "cause", "review"))
"""Limits that take praise back: no comparison, too few people. The others are told of good studies, too."""

_DENIED = lazy_pattern(r"(?:\bnot|n['\u2019]t|\bno|\bnever|\bhardly)(?: an?| the| any)?\s*$", re.IGNORECASE)
_AFFIRMED = lazy_pattern(
    r"\W*(?:(?:yes|absolutely|of course|certainly|definitely|sure|naturally)\b"
    r"|(?:it|they|you|he|she|this) (?:is|are|does|do|can|will|has|have|was|were|did)\s*[.!])",
    re.IGNORECASE,
)
_POINTING = lazy_pattern(
    r"\b(?:like this|as follows|the following|below|here it is|at the end of this|that follows?|(?:goes|reads) so)\b"
    r"|:\W*$",
    re.IGNORECASE,
)
_OF_OTHER = lazy_pattern(
    r"An? (?!claim|idea|story|promise|statement)[a-z][^.;:]{2,90}?,? has (?:no|little|hardly any)\b"
)
_PAST = lazy_pattern(r"\b(?:was|were|had|did|[a-z]{3,}ed)\b")


def is_taken_back(document: Document, cues: Cues, start: int) -> bool:
    """Whether a hit of `cues` rejects what the text says at `start`.

    It may stand in the sentence or a few sentences after, in the heading of the section, in the title, in the line
    that introduces the list, or in the line that closes it. A hit whose tag `reach` is `ahead` also rejects what
    stands a few sentences after it ("Beware of adverts like this one:"), and so does any before a quotation or in a
    sentence that points ahead ("is false, and it goes like this"). A rejection that is itself denied ("that is
    no myth") does not count.
    """
    if not cues or not document.hits(cues):
        return False
    return any(not _is_denied(document, hit) for hit in _rejections(document, cues, start))


def is_bygone(document: Document, cues: Cues, start: int, end: int) -> bool:
    """Whether prose[start:end] tells what people of another age said: `cues` name times long past."""
    if not cues or not document.hits(cues):
        return False
    number = sentence_index(document, start)
    listed = sentences(document)
    own = listed[number]
    if document.hits_between(cues, own.start, own.end):
        return True
    told = quote_at(document, start) is not None or _PAST.search(document.prose, start, end) is not None
    begin = listed[_earliest(document, number)].start
    return told and bool(document.hits_between(cues, begin, own.start))


def is_disowned(document: Document, cues: Cues, start: int, end: int) -> bool:
    """Whether the sentence gives prose[start:end] as what others say (`kind = "saying"`) and turns against it.

    A verb of saying (`kind = "speech"`) counts where it stands between the claim and the turn.
    """
    if not cues or not document.hits(cues):
        return False
    sentence = sentence_at(document, start)
    if sentence is None:
        return False
    turns = [hit for hit in document.hits_between(cues, end, sentence.end) if document.tag(cues, hit, "kind") == "turn"]
    if not turns:
        return False
    kinds = {document.tag(cues, hit, "kind") for hit in document.hits_between(cues, end, turns[-1].start)}
    kinds |= {document.tag(cues, hit, "kind") for hit in document.hits_between(cues, sentence.start, end)} - {"speech"}
    return bool(kinds & {"saying", "speech"})


def is_affirmed(document: Document, start: int) -> bool:
    """Whether the sentence after the one at `start` says yes to it."""
    listed, number = sentences(document), sentence_index(document, start)
    if number + 1 >= len(listed):
        return False
    return _AFFIRMED.match(document.prose, listed[number + 1].start, listed[number + 1].end) is not None


def is_doubted(document: Document, start: int) -> bool:
    """Whether the claim at `start` is a quotation, and one of the next sentences of its section names a limit."""
    quote = quote_at(document, start)
    if quote is None:
        return False
    listed, number = sentences(document), sentence_index(document, start)
    section = section_of(document, listed[number].block)
    near = [one for one in listed[number : number + AFTERWARDS + 1] if one.block < section.last]
    opened = [one for one in near if one.block != near[0].block][:ANSWERED]
    last = (opened or [one for one in near if one.block == near[0].block])[-1]
    return any(True for _ in limits_told(document, quote.end, last.end, _PLAIN_LIMITS))


def _rejections(document: Document, cues: Cues, start: int) -> Iterator[Hit]:
    listed, number = sentences(document), sentence_index(document, start)
    section = section_of(document, listed[number].block)
    last = part_of(document, listed[number].block)[1]
    after = [s for s in listed[number : number + AFTERWARDS + 1] if s.block < last]
    for place in after:
        if place.start == after[0].start or not _is_of_other(document, place):
            yield from document.hits_between(cues, place.start, place.end)
    begin = listed[_earliest(document, number)].start
    quoted = quote_at(document, start) is not None
    yield from (
        hit
        for hit in document.hits_between(cues, begin, listed[number].start)
        if quoted or document.tag(cues, hit, "reach") == "ahead" or _points_ahead(document, hit)
    )
    for first, last in _openings(document, listed[number], section.heading):
        yield from document.hits_between(cues, first, last)


def _is_of_other(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence denies something of a thing that it brings in itself ("A hot bath has no proof behind it")."""
    return _OF_OTHER.match(document.prose, sentence.start, sentence.end) is not None


def _points_ahead(document: Document, hit: Hit) -> bool:
    """Whether the sentence of a rejection announces what it rejects."""
    sentence = sentence_at(document, hit.start)
    return sentence is not None and _POINTING.search(document.prose, hit.start, sentence.end) is not None


def _openings(document: Document, sentence: Sentence, heading: int) -> Iterator[tuple[int, int]]:
    """The heading and the title above a sentence, and the lines before and after its list."""
    blocks, number = document.blocks, sentence.block
    if heading >= 0:
        yield blocks[heading].start, blocks[heading].end
    if blocks[document.block_at(document.title[0])].kind in {"title", "heading"}:
        yield document.title
    group = blocks[number].group
    if blocks[number].kind != "item" or not group:
        return
    first = last = number
    while first and blocks[first - 1].group == group:
        first -= 1
    while last + 1 < len(blocks) and blocks[last + 1].group == group:
        last += 1
    for beside in (first - 1, last + 1):
        if 0 <= beside < len(blocks) and blocks[beside].kind == "paragraph":
            yield blocks[beside].start, blocks[beside].end


def _earliest(document: Document, number: int) -> int:
    """The number of the first of the few sentences before a sentence, in its part of the section."""
    listed = sentences(document)
    earliest = part_of(document, listed[number].block)[0]
    first = number
    while first and number - first < BEFOREHAND and listed[first - 1].block >= earliest:
        first -= 1
    return first


def _is_denied(document: Document, hit: Hit) -> bool:
    return _DENIED.search(document.prose[max(hit.start - 16, 0) : hit.start]) is not None
