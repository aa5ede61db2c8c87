"""Whether a source that stands near a claim, but not where it would cover it, may still be its source."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.api import (
    Citation,
    Document,
    Sentence,
    citations_between,
    lazy_pattern,
    part_of,
    sentence_at,
    sentence_index,
    sentences,
)

from .support import LEAST_TOLD, SourceWords, count_told, has_speaker

BESIDE = 3
"""A report gives a source once, in a paragraph of its own: so many blocks before or after are read for it (our
estimate, from news, whose paragraphs are of one or two sentences)."""
STEM = 5
"""Words that share so many first letters are taken as one ("arthritis", "arthritic")."""
SHARED = 2
"""Two sentences that share so many words besides the commonest are about one subject (our estimate)."""
NEXT = 1
"""A citation in the sentence after a figure, or so many further, is still that of the figure."""

LONG = 400
"""In a text of more words than this a source near by is often that of several sentences, whatever their words (our
estimate; most news is longer, most leaflets and pages that sell are shorter)."""

_WORDS = lazy_pattern(r"\b(?:[A-Z]{2,}\w*|[A-Za-z][\w-]{4,})")
_NO_SUBJECT = frozenset(
    "about after again among their there these those which while where would could should people patients women"
    " other before between during without within according better great often never always least every years weeks"
    " months million until because study health doctor doctors since still under first today found".split()
)
_SUMMED_UP = lazy_pattern(
    r"\b(?:(?:these|those|this|that|the|both|all|our) (?:\w+ ){0,2}?(?:numbers?|figures?|counts?|shares?|rates?|data"
    r"|percentages?|statistics?|estimates?|claims?|instructions?|facts)|this section|this page|the above)\b"
    r"|(?<![\w.])\d",
)


def may_be_sourced(document: Document, start: int, words: SourceWords) -> bool:
    """Whether a source of the same subject stands near prose[start:] in its section, or a study is told of there.

    Somebody may go on speaking, too, who is named in the sentence before or after. A source under another heading, or
    of another subject, supports nothing here.
    """
    sentence = sentence_at(document, start)
    if sentence is None:
        return False
    part = part_of(document, sentence.block)
    first, last = document.blocks[part[0]].start, document.blocks[part[1] - 1].end
    start, end = _around(document, sentence, first, last)
    if count_told(document, start, end, words) >= LEAST_TOLD:
        return True
    if any(has_speaker(document, one.start, words) for one in _beside(document, sentence)):
        return True
    own, near = subject_words(document, sentence), _near(document, start, end)
    return any(document.words > LONG or len(own & subject_words(document, cited)) >= SHARED for _, cited in near)


def is_cited_in_block(document: Document, sentence: Sentence) -> bool:
    """Whether the paragraph gives a source that stands before or beside the sentence, or that sums its figures up."""
    block, number = document.blocks[sentence.block], sentence_index(document, sentence.start)
    for item, cited in _near(document, block.start, block.end):
        if sentence_index(document, item.start) <= number + NEXT:
            return True
        shared = subject_words(document, sentence) & subject_words(document, cited)
        if len(shared) >= SHARED or _SUMMED_UP.search(document.prose, cited.start, cited.end):
            return True
    return False


def _beside(document: Document, sentence: Sentence) -> Iterator[Sentence]:
    """The sentences before and after one in its paragraph."""
    listed, number = sentences(document), sentence_index(document, sentence.start)
    yield from (one for one in listed[max(number - 1, 0) : number + 2] if one.block == sentence.block)


def _around(document: Document, sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """The prose span of the blocks around a sentence, within prose[first:last]; of an item of a list it is the item."""
    blocks = document.blocks
    if blocks[sentence.block].kind == "item":
        return blocks[sentence.block].start, blocks[sentence.block].end
    start = blocks[max(sentence.block - BESIDE, 0)].start
    return max(start, first), min(blocks[min(sentence.block + BESIDE, len(blocks) - 1)].end, last)


def _near(document: Document, start: int, end: int) -> Iterator[tuple[Citation, Sentence]]:
    """The citations in prose[start:end], with the sentences they stand in."""
    for item in citations_between(document, start, end):
        cited = sentence_at(document, item.start)
        if cited is not None:
            yield item, cited


def subject_words(document: Document, sentence: Sentence) -> set[str]:
    """The first letters of the words that tell what a sentence is about."""
    words = (found[0] for found in _WORDS.finditer(document.prose, sentence.start, sentence.end))
    return {word[:STEM].lower() for word in words if word.lower() not in _NO_SUBJECT}
