"""Whether a call upon a source is answered: by a citation that covers it, or by one that can only mean it."""

from __future__ import annotations

import re

from medlint.api import (
    Citation,
    Document,
    Hit,
    Sentence,
    citations,
    citations_between,
    citations_for,
    lazy_pattern,
    people_between,
    section_of,
    sentence_at,
    sentence_index,
    sentences,
    source_beside,
    studies,
    words_between,
)

from .calls import Call, UnsourcedOptions
from .named_doers import is_told_by_name, names_doer

FOUND_BY = frozenset({"journal", "doi", "pmid", "trial", "link"})
"""Kinds of citation by which a reader finds a study."""
NAMED_BY = frozenset({"journal", "trial"})
"""Kinds of citation that are of research, whatever their sentence says."""
SHORT_WORDS = 6
"""A sentence of so few words besides its source ("The full text is here.") says only where that is."""
NEWS_SENTENCES = 2
"""A paragraph of at most so many sentences is one of news: the next paragraph may give its source."""

_NAMES = lazy_pattern(r"\b[A-Z][\w'\u2019.-]* (?:(?:of|de|van|von|for) )?(?:the )?[A-Z][\w'\u2019-]+")
"""Two words with capitals: a person, a university, a congress."""
_PLACES = lazy_pattern(
    r"(?:(?:In|At|From|But|And) )?(?:New (?:Zealand|York|Jersey|Mexico|Hampshire|Delhi|South Wales|England)|Hong Kong"
    r"|(?:South|North|West|East|Central|Latin|Southern|Northern|Western|Eastern) [A-Z][a-z]+|(?:Los|San) [A-Z][a-z]+"
    r"|(?:Great|United) [A-Z][a-z]+|(?:Saudi|Sri|Costa|Puerto|El|Sierra|Burkina|Papua) [A-Z][a-z]+)$"
)
"""Countries, states and cities of two words, which no reader can ask."""
NOTE_WORDS = 25
"""A note that gives a source has fewer words than a paragraph of the text (our estimate)."""
NOTE_SENTENCES = 1
"""A note says one thing: of two sentences one is about something else."""
AUTHOR_CHARACTERS = 70
"""Who did a study is said in so many characters behind the words that bring it in."""
_DONE_BY = lazy_pattern(
    r"\b(?:by|led by) (?:the )?(?:[a-z-]+ ){0,3}(?!January|February|March|April|May|June|July|August|September|October"
    r"|November|December|Monday|Christmas|Easter|[A-Z][a-z]+(?:an|ish|ese)\b)[A-Z][\w-]+"
)
_CONSENSUS = lazy_pattern(
    r"\b(?:agree|agreed|consensus|long|widely|generally|always|unanimous|doctors|experts|specialists|physicians)\b",
    re.IGNORECASE,
)
_BODY_BEFORE = lazy_pattern(r"(?<![.!?] )(?<!^)\b[A-Z][\w'\u2019-]+ (?:(?:and|of|for) )?$|\b[A-Z][\w-]+ [A-Z][\w-]+ $")
_BODY_BEHIND = lazy_pattern(r" (?:of|for|on) (?:the )?[A-Z][a-z]")
_NAMED_NEXT = lazy_pattern(r" (?:the )?[A-Z][a-z]+")
_NEW = lazy_pattern(
    r"\b(?:[Aa]n?|[Oo]ne|[Aa]nother) (?:[\w-]+ ){0,4}(?:studies|study|trial|survey|experiment|team|group)\b"
)
_LONG_WORD = lazy_pattern(r"\b([A-Za-z]{5})[A-Za-z-]*")
_COMMON_STEMS = frozenset(
    "about after again other their there these those which while where would could should peopl patie women befor"
    " study studi resea trial trials shows shown found findi accor scien exper docto healt years month weeks using"
    " compa with".split()
)
"""Beginnings of words that two sentences share whatever they are about."""
_BRINGS_IN = lazy_pattern(r"(?:[Ii]n )?(?:[Aa]n?|[Oo]ne|[Aa]nother) ")
"""How a call begins that brings in a study of its own."""
_TITLED = lazy_pattern(r"\b(?:Drs?|Prof|Professor)\b\.? [A-Z]")


def is_sourced(document: Document, call: Call, options: UnsourcedOptions) -> bool:
    """Whether a citation covers the words, stands in their paragraph, or (for `again`) earlier in the text."""
    if citations_for(document, call.start):
        return True
    own = sentence_at(document, call.start)
    if own is not None and is_told_by_name(document, own, call.start):
        return True
    number = document.block_at(call.start)
    items = citations(document).items
    again = call.again
    nearest = document.blocks[section_of(document, number).first].start if again == "near" else 0
    if again and citations_between(document, nearest, call.start):
        return True
    if again == "again" and _is_known(document, call, options):
        return True
    if again == "told" and (_has_study_before(document, call) or any(item.kind in FOUND_BY for item in items)):
        return True
    start, end = document.blocks[number].start, _paragraph_end(document, number)
    held = _is_consensus(document, call)
    near = (
        item for item in citations_between(document, start, end) if not (held and _is_speaker(document, number, item))
    )
    if any(_may_mean(document, call, item, options) for item in near):
        return True
    if options.reach == "section":
        return _is_identified(document, call, options)
    if _is_named_next(document, call, options):
        return True
    if not held and _is_authored(document, options, (start, end)):
        return True
    return not held and any(_is_note(document, beside) for beside in (number - 1, number + 1))


def _is_consensus(document: Document, call: Call) -> bool:
    """Whether a call is upon what a whole profession holds: who did one work by name is no answer to that."""
    return call.kind == "people" and _CONSENSUS.search(document.prose, call.start, call.end + 1) is not None


def _is_speaker(document: Document, number: int, item: Citation) -> bool:
    """Whether what is taken for a source is a person who is named in another block: one member of the profession."""
    if item.kind != "named-source" or document.block_at(item.start) == number:
        return False
    return _TITLED.match(document.prose, item.start) is not None


def has_source_beside(document: Document, offset: int) -> bool:
    """Whether a source that may be meant stands in a paragraph near an offset: one whose sentence shares a word.

    In plain text, which has lost its links and headings, any will do.
    """
    item = source_beside(document, offset)
    if item is None or document.format == "text":
        return item is not None
    own, cited = sentence_at(document, offset), sentence_at(document, item.start)
    return own is None or cited is None or bool(_stems(document, own) & _stems(document, cited))


def _stems(document: Document, sentence: Sentence) -> set[str]:
    """The beginnings of the longer words of a sentence that are not of research in general."""
    words = _LONG_WORD.finditer(document.prose, sentence.start, sentence.end)
    return {found[1].lower() for found in words} - _COMMON_STEMS


def _is_note(document: Document, number: int) -> bool:
    """Whether a block is a short note with a source: "Based on the guideline of ..." above or below a paragraph."""
    if not 0 <= number < len(document.blocks):
        return False
    block = document.blocks[number]
    short = document.prose.count(" ", block.start, block.end) < NOTE_WORDS and block.kind != "heading"
    short = short and document.prose.count(". ", block.start, block.end) < NOTE_SENTENCES
    return short and bool(citations_between(document, block.start, block.end))


def _is_named_next(document: Document, call: Call, options: UnsourcedOptions) -> bool:
    """Whether the paragraph of a call names a body, or its sentence or the next a person beside a word of saying."""
    own = sentence_at(document, call.start)
    if own is None or not options.bodies:
        return False
    block = document.blocks[own.block]
    if any(_is_body(document, hit) for hit in document.hits_between(options.bodies, block.start, block.end)):
        return True
    after = next_sentence(document, own)
    near = (own, after) if after and after.block == own.block else (own,)
    return any(_speaks_there(document, call, (sentence.start, sentence.end), options) for sentence in near)


def _speaks_there(document: Document, call: Call, span: tuple[int, int], options: UnsourcedOptions) -> bool:
    """Whether a person is named in full in a span that has a word of saying besides the call."""
    if not any(" " in document.prose[name.start : name.end] for name in people_between(document, *span, [])):
        return False
    verbs = document.hits_between(options.speakers, *span)
    return any(hit.start < call.start or hit.start >= call.end for hit in verbs)


def next_sentence(document: Document, sentence: Sentence) -> Sentence | None:
    """The sentence that follows one, perhaps in the next block; None at the end."""
    number = sentence_index(document, sentence.start) + 1
    listed = sentences(document)
    return listed[number] if number < len(listed) else None


def _is_body(document: Document, hit: Hit) -> bool:
    """Whether the word of a body is part of a name: a word with a capital before it, or "of" and one behind it."""
    if not document.prose[hit.start].isupper():
        return False
    return bool(_BODY_BEFORE.search(document.prose, max(hit.start - 40, 0), hit.start)) or bool(
        _BODY_BEHIND.match(document.prose, hit.end)
    )


def _is_known(document: Document, call: Call, options: UnsourcedOptions) -> bool:
    """Whether a reader knows which study is spoken of again: anything that identifies one, or names who did it."""
    items = citations(document).items
    if any(item.start < call.start or _is_found_by(document, item) for item in items):
        return True
    section = section_of(document, document.block_at(call.start))
    if next(people_between(document, document.blocks[section.first].start, call.start, []), None) is not None:
        return True
    return _is_authored(document, options, (0, len(document.prose)))


def _paragraph_end(document: Document, number: int) -> int:
    """Where the paragraph of a block ends: a short one, as in news, goes on in the next."""
    block = document.blocks[number]
    short = document.prose.count(". ", block.start, block.end) < NEWS_SENTENCES
    if short and number + 1 < len(document.blocks):
        following = document.blocks[number + 1]
        return following.end if following.kind in {"paragraph", "quote", "item"} else block.end
    return block.end


def _is_identified(document: Document, call: Call, options: UnsourcedOptions) -> bool:
    """Whether a journal, number, link, author or title within reach may be of the study that a call is about."""
    sentence = sentence_at(document, call.start)
    if sentence and _TITLED.search(document.prose, sentence.start, sentence.end):
        return True
    if sentence and _DONE_BY.search(document.prose, call.end, min(call.end + AUTHOR_CHARACTERS, sentence.end)):
        return True
    if sentence and call.counted and document.hits_between(options.doers, sentence.start, call.start):
        named = next(people_between(document, sentence.start, call.start, []), None)
        if named is not None:
            return True
    if sentence:
        after = next_sentence(document, sentence) or sentence
        if names_doer(document, document.blocks[sentence.block].start, after.end):
            return True
    first, last = _reach(document, call)
    inside = citations_between(document, first, last)
    if any(_is_found_by(document, item) and _may_mean(document, call, item, options) for item in inside):
        return True
    return _is_authored(document, options, (first, last))


def _may_mean(document: Document, call: Call, item: Citation, options: UnsourcedOptions) -> bool:
    """Whether a citation may be of the study that a call is about, where it stands in another paragraph.

    Not one whose sentence brings in a study of its own, and none in a sentence that speaks of no research at all. In
    plain text, where links are lost and sections guessed, only the first counts, and that from another section.
    """
    sentence = sentence_at(document, item.start)
    if sentence is None or document.block_at(call.start) == sentence.block:
        return True
    own = section_of(document, document.block_at(call.start)) == section_of(document, sentence.block)
    other = _NEW.search(document.prose, sentence.start, item.start) is not None
    if document.format == "text" or not options.counted or item.kind in NAMED_BY:
        return own or not other
    if other and _BRINGS_IN.match(document.prose, call.start, call.end):
        return False
    named = words_between(document, item.start, item.end)
    short = words_between(document, sentence.start, sentence.end) - named <= SHORT_WORDS
    cited = document.hits_between(options.counted, sentence.start, sentence.end)
    return bool(cited or short or document.hits_between(options.studies, sentence.start, sentence.end))


def _reach(document: Document, call: Call) -> tuple[int, int]:
    """The section of a call; the whole text for a count that the text takes as known ("the trial had 40 men").

    In plain text a section is a guess, and the whole text is read.
    """
    if document.format == "text":
        return 0, len(document.prose)
    if call.counted:
        sentence = sentence_at(document, call.start)
        if sentence and not _NEW.search(document.prose, sentence.start, call.start):
            return 0, len(document.prose)
    section = section_of(document, document.block_at(call.start))
    return document.blocks[section.first].start, document.blocks[section.last - 1].end


def _is_found_by(document: Document, item: Citation) -> bool:
    """Whether a reader finds a study by a citation: an identifier, a journal, a link, a name with a year."""
    return item.kind in FOUND_BY or any(ch.isdigit() for ch in document.prose[item.start : item.end])


def _is_authored(document: Document, options: UnsourcedOptions, span: tuple[int, int]) -> bool:
    """Whether the section says by name who did the work, or where it was presented."""
    for hit in document.hits_between(options.authorship, *span):
        if document.prose[hit.end - 2 : hit.end] == "by" and _NAMED_NEXT.match(document.prose, hit.end):
            return True
        sentence = sentence_at(document, hit.start)
        if sentence and _names_somebody(document, sentence.start, sentence.end):
            return True
    return False


def _names_somebody(document: Document, start: int, end: int) -> bool:
    """Whether a person or a body is named in prose[start:end]; a country is neither."""
    if any(_PLACES.match(found[0]) is None for found in _NAMES.finditer(document.prose, start, end)):
        return True
    return next(people_between(document, start, end, []), None) is not None


def _has_study_before(document: Document, call: Call) -> bool:
    return any(study.start < call.start for study in studies(document))
