"""Who may be saying a quotation: what the words around it, its paragraph and the paragraphs beside it tell."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from medlint.api import (
    Cues,
    Document,
    Hit,
    Quote,
    lazy_pattern,
    people_between,
    quotes,
    section_of,
    sentence_at,
    speaker_of,
)

LONGEST_SPEECH = 20
"""A speech runs over at most so many paragraphs of a report."""
BLOCKS_BEFORE = 3
"""Whom a text has named so many paragraphs before may still be speaking (our estimate, from profiles)."""
SUBJECT_CHARACTERS = 70
"""Who says something stands at most so far before the verb."""

_OPENING = frozenset(['"', "\u201c", "'", "\u2018", "\u00ab", "\u201e"])
_NOT_SAID = lazy_pattern(r"\b(?:was|were|been|be|being|is|are|to|not|never|without|nobody|no one|n['\u2019]t) $")
"""Words before a verb of saying by which it tells of something unsaid, or of what somebody heard."""
_ONE = lazy_pattern(
    r"(?:(?:^|[\s(\u2014,;])(?:[Hh]e|[Ss]he|I|[Ww]e|(?P<who>[Tt]he|[Aa]n?|[Oo]ne|[Aa]nother|[Mm]y|[Oo]ur|[Hh]is|[Hh]er)"
    r" (?:(?!(?:with|without|in|on|at|to|for|from|by|having|and|or|who|that) )[\w'\u2019-]+,? ){1,3}?)"
    r"(?: ?(?:also|later|then|now|has|had|would|often|once|still|\w+ly)){0,2} ?)$"
)
"""One person, or one text, as the subject of the verb that follows."""
_HEARS = lazy_pattern(r"(?i:hear|hears|heard)\b")
"""Its subject is who listens: somebody else says it."""
_PAST = frozenset("wrote thought began put spoke read".split())
_OF_THINGS = frozenset(
    "begins began continues continued found finds hopes hoped promises promised shares shared posts posted goes reads"
    " read reports reported shows confirms confirmed maintains maintained labels".split()
)
"""Verbs by which a thing does something as well: alone, without a quotation beside them, they tell of no speech."""
_HE = lazy_pattern(r"(?<![\w'\u2019-])(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Hh]im)(?![\w'\u2019-])")
_LABEL = lazy_pattern(r"(?:[A-Z][\w.'\u2019-]*(?: [A-Z][\w.'\u2019-]*){0,3}|[QA])(?: ?\([^()]{1,60}\))?:(?=\s)")
"""A name or initials and a colon at the head of a paragraph, as interviews are printed."""
_SIGNED = lazy_pattern(
    r"[\u2014\u2013~] ?[A-Z]|(?<=[.!?\"\u201d]) ?- ?[A-Z][a-z]+|[A-Z][\w'\u2019-]+,? \(?(?:aged )?\d\d\b"
    r"(?! ?(?:%|per|to|or|and|percent))"
    r"|\b(?:speaker|narrator)\b"
)
"""A name that signs a quotation, or one with an age."""


class OrphanQuoteOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """`speakers`: verbs of saying. `nobody`: speakers whom nobody can ask ("one expert", "it was said").

    `own-people`: whom the writer of the text knows ("my doctor"): they need no name.
    `points-back`: words behind a quotation that say where it is from ("the line comes from").
    `unless-near`: words in the sentence of a quotation that make it no speech (titles, questions of a survey, slogans,
    leaflets). `unless-before`: those which do so from the sentence before it (thoughts, examples).
    `least-words`: shorter quotations are expressions.
    """

    speakers: Cues
    nobody: Cues = ""
    own_people: Cues = ""
    points_back: Cues = ""
    unless_near: Cues = ""
    unless_before: Cues = ""
    least_words: int = 5


def frame_of(document: Document, quote: Quote) -> tuple[tuple[int, int], tuple[int, int]]:
    """The parts of the sentences of a quotation that stand before and behind it."""
    first, last = sentence_at(document, quote.start), sentence_at(document, quote.end - 1)
    start, end = (first.start if first else quote.start), (last.end if last else quote.end)
    return (min(start, quote.start), quote.start), (quote.end, max(end, quote.end))


def outside(document: Document, cues: str, span: tuple[int, int]) -> list[Hit]:
    """The hits in a span of prose that stand in no quotation."""
    hits = document.hits_between(cues, *span)
    if not hits:
        return []
    inside = _quoted(document, span)
    return [hit for hit in hits if not any(start <= hit.start < end for start, end in inside)]


def _quoted(document: Document, span: tuple[int, int]) -> list[tuple[int, int]]:
    """What stands in quotation marks or block quotations within a span of prose."""
    found = (quote for quote in quotes(document) if quote.start < span[1] and quote.end > span[0])
    return [(quote.inner_start, quote.inner_end) for quote in found]


def has_teller(document: Document, quote: Quote, options: OrphanQuoteOptions) -> bool:
    """Whether the text tells whose words a quotation is, in its sentence, its paragraph or one beside it."""
    if any(outside(document, options.nobody, span) for span in frame_of(document, quote)):
        return _is_named_near(document, document.block_at(quote.start), (0, 0), options.own_people)
    block = document.block_at(quote.start)
    span = document.blocks[block].start, document.blocks[block].end
    beside = [other for other in quotes(document) if span[0] <= other.start < span[1]]
    if any(_is_framed(document, other, options) for other in beside):
        return True
    if speaker_of(document, quote.start, quote.end) is not None:
        return True
    text = document.prose[slice(*span)]
    if (
        outside(document, options.points_back, (quote.end, span[1]))
        or _LABEL.match(text)
        or _SIGNED.search(text)
        or _says(document, span, quote.start, options)
    ):
        return True
    beside_it = list(_neighbours(document, block))
    if any(_tells(document, number, quote.start, options) for number in beside_it):
        return True
    before = max(block - min(beside_it, default=block), BLOCKS_BEFORE)
    return _is_named_near(document, block, (before, 1), options.own_people) or _is_headed(document, block)


def _is_framed(document: Document, quote: Quote, options: OrphanQuoteOptions) -> bool:
    """Whether a verb of saying stands in the sentence of a quotation, outside it."""
    return any(outside(document, options.speakers, span) for span in frame_of(document, quote))


def _says(document: Document, span: tuple[int, int], leading: int, options: OrphanQuoteOptions) -> bool:
    """Whether one person says something in a span of prose, outside its quotations.

    He, she and I do so anywhere; "the surgeon explains" leads to a quotation that begins at `leading` or later.
    """
    for verb in outside(document, options.speakers, span):
        before = document.prose[max(verb.start - SUBJECT_CHARACTERS, span[0]) : verb.start]
        one = _ONE.search(before)
        if one is None or _NOT_SAID.search(before) or _HEARS.match(document.prose, verb.start):
            continue
        if one["who"] is None or (verb.start < leading and _is_singular(document, verb)):
            return True
    return False


def _is_singular(document: Document, verb: Hit) -> bool:
    """Whether a verb of saying can follow one person: it is no base form, which might be a noun ("the praise")."""
    word = document.prose[verb.start : verb.end].lower().split()[0]
    return word not in _OF_THINGS and (word.endswith(("s", "d")) or word in _PAST)


def _neighbours(document: Document, block: int) -> Iterator[int]:
    """The paragraphs that may tell who speaks in a block: a long speech runs on over several, each with a mark."""
    for number in range(block - 1, max(block - LONGEST_SPEECH, -1), -1):
        yield number
        if document.prose[document.blocks[number].start] not in _OPENING:
            break
    for number in range(block + 1, min(block + LONGEST_SPEECH, len(document.blocks))):
        yield number
        if document.prose[document.blocks[number].start] not in _OPENING:
            break


def _tells(document: Document, number: int, leading: int, options: OrphanQuoteOptions) -> bool:
    """Whether a paragraph beside a quotation has words that somebody says, or leads to what follows with a colon."""
    place = document.blocks[number]
    if place.kind not in {"paragraph", "quote"}:
        return False
    span = place.start, place.end
    inside = _quoted(document, span)
    if inside and outside(document, options.speakers, span):
        return True
    if document.prose[max(place.end - 3, place.start) : place.end].rstrip().endswith(":"):
        return True
    return _LABEL.match(document.prose, *span) is not None or _says(document, span, leading, options)


def _is_named_near(document: Document, block: int, reach: tuple[int, int], own_people: str) -> bool:
    """Whether somebody is named in a block, in so many before it in its section or so many behind it.

    He and she are somebody who was named anywhere before; my doctor and my mother are known by that.
    """
    own = section_of(document, block)
    first = max(block - reach[0], own.first)
    last = min(block + reach[1] + 1, own.last)
    span = document.blocks[first].start, document.blocks[last - 1].end
    inside = _quoted(document, span)
    if next(people_between(document, *span, inside), None) is not None:
        return True
    if outside(document, own_people, span):
        return True
    text = _without(document, span, inside)
    earlier = people_between(document, 0, span[0], _quoted(document, (0, span[0])))
    return _HE.search(text) is not None and next(earlier, None) is not None


def _without(document: Document, span: tuple[int, int], inside: list[tuple[int, int]]) -> str:
    """A span of prose without its quotations."""
    parts, at = [], span[0]
    for start, end in inside:
        parts.append(document.prose[at:start])
        at = max(at, end)
    return " ".join([*parts, document.prose[at : span[1]]])


def _is_headed(document: Document, block: int) -> bool:
    """Whether the title or the heading of the section names somebody whom it introduces with a title or a role."""
    headings = {section_of(document, block).heading, document.block_at(document.title[0])}
    spans = [document.blocks[number] for number in headings if number >= 0]
    return any(
        next(people_between(document, span.start, span.end, [], sure=True), None) is not None
        for span in spans
        if span.kind in {"heading", "title"}
    )
