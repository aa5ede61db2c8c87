"""Whether a call upon a source is answered: by a citation that covers it, or by one that can only mean it."""

from __future__ import annotations

from medlint.api import Citation, Document, citations, citations_for, lazy_pattern, section_of, sentence_at, studies

from .calls import Call, UnsourcedOptions

FOUND_BY = frozenset({"journal", "doi", "pmid", "trial", "link"})
"""Kinds of citation by which a reader finds a study."""
NEWS_SENTENCES = 2
"""A paragraph of at most so many sentences is one of news: the next paragraph may give its source."""

_NAMES = lazy_pattern(r"\b[A-Z][\w'\u2019.-]* (?:(?:of|de|van|von|for) )?(?:the )?[A-Z][\w'\u2019-]+")
"""Two words with capitals: a person, a university, a congress."""
_NEW = lazy_pattern(
    r"\b(?:[Aa]n?|[Oo]ne|[Aa]nother) (?:[\w-]+ ){0,4}(?:studies|study|trial|survey|experiment|team|group)\b"
)
_TITLED = lazy_pattern(r"\b(?:Drs?|Prof|Professor)\b\.? [A-Z]")


def is_sourced(document: Document, call: Call, options: UnsourcedOptions) -> bool:
    """Whether a citation covers the words, stands in their paragraph, or (for `again`) earlier in the text."""
    if citations_for(document, call.start):
        return True
    number = document.block_at(call.start)
    items = citations(document).items
    again = call.again
    nearest = document.blocks[section_of(document, number).first].start if again == "near" else 0
    if again and any(nearest <= item.start < call.start for item in items):
        return True
    if again == "told" and (_has_study_before(document, call) or any(item.kind in FOUND_BY for item in items)):
        return True
    start, end = document.blocks[number].start, _paragraph_end(document, number)
    if any(start <= item.start < end for item in items):
        return True
    return options.reach == "section" and _is_identified(document, call, options)


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
    first, last = _reach(document, call)
    inside = (item for item in citations(document).items if first <= item.start < last)
    near = [item for item in inside if _may_mean(document, call, item)]
    return any(_is_found_by(document, item) for item in near) or _is_authored(document, options, (first, last))


def _may_mean(document: Document, call: Call, item: Citation) -> bool:
    """Whether a citation may be of the study that a call is about: not one elsewhere that brings in its own study."""
    sentence = sentence_at(document, item.start)
    if sentence is None or document.block_at(call.start) == sentence.block:
        return True
    own = section_of(document, document.block_at(call.start)) == section_of(document, sentence.block)
    return own or _NEW.search(document.prose, sentence.start, item.start) is None


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
        sentence = sentence_at(document, hit.start)
        if sentence and _NAMES.search(document.prose, sentence.start, sentence.end):
            return True
    return False


def _has_study_before(document: Document, call: Call) -> bool:
    return any(study.start < call.start for study in studies(document))
