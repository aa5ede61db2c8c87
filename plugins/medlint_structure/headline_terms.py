"""What a headline is about, and whether the text below speaks of it: by the same word, another one, or an acronym."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from msgspec import Struct

from medlint.api import Block, Cues, Document, FactName, lazy_pattern, quote_at

SHORTEST, LONG = 3, 5
"""Shorter words carry no topic; of longer ones as many letters must agree."""

_WORD = lazy_pattern(r"[^\W\d_]+(?:-\d+)?")
_OPENED = lazy_pattern("(?:^|[\\s(])[\"'\u2018\u201c][^\"'\u2019\u201d]*$")
_ENDING = lazy_pattern(r"(?<=\w\w\w)(?:(?<=([bdgmnprt]))\1)?(?:ing|ed|es|ers?|s|e|y)$")
_LAST = frozenset("gdsrey")


class HeadlineOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """What a headline can be about.

    `topics`: illnesses, treatments and foods, of which a headline can promise to speak; `named`: those so particular
    that one missing beside others counts.

    `same`: words for one topic, an entry for each; `acronyms`: a fact table. `empty`: words that are no topic. `sure`:
    verbs of a headline with the tag `sure`; `null`: words of a result that was none.
    `min-words`: shorter texts below a headline are left alone.
    """

    topics: tuple[Cues, ...]
    named: tuple[Cues, ...]
    same: Cues
    sure: Cues
    null: Cues = ""
    acronyms: FactName = "medical-acronyms"
    empty: tuple[str, ...] = ()
    min_words: int = 8


class Topic(Struct, frozen=True, gc=False):
    """Words of a headline that name a topic; `named`: by a name of its own, not by a word for a whole class."""

    start: int
    end: int
    named: bool


class Terms(Struct, frozen=True):
    """The topics of a headline, and its other words; what the text below has of them is looked up when asked."""

    document: Document
    headline: Block
    topics: tuple[Topic, ...]
    others: tuple[str, ...]

    @property
    def shared(self) -> bool:
        """Whether the text below has another word of the headline."""
        return any(self.has(word) for word in self.others)

    def has(self, word: str) -> bool:
        """Whether a form of a word stands in the text below."""
        wanted, document = stem(word), self.document
        begins = wanted.partition("-")[0]
        alike = (one for one in document.vocabulary if one.startswith(begins) and stem(one) in {wanted, begins})
        return any(
            self._is_below(at) and _is_form(document.prose, at, wanted)
            for one in alike
            for at in document.places_of(one)
        )

    def _is_below(self, offset: int) -> bool:
        block = self.document.blocks[self.document.block_at(offset)]
        return _is_read(block, self.headline)

    def has_words(self, least: int) -> bool:
        """Whether the text below has at least so many words."""
        read = (block for block in self.document.blocks if _is_read(block, self.headline))
        words = (found for block in read for found in _WORD.finditer(self.document.prose, block.start, block.end))
        return sum(1 for _ in islice(words, least)) == least


def _is_read(block: Block, headline: Block) -> bool:
    """Whether a block is part of the visible text below a headline."""
    return block is not headline and not block.hidden and block.kind not in {"title", "description", "link-title"}


def _is_form(prose: str, start: int, wanted: str) -> bool:
    """Whether the word at a prose offset has a stem."""
    found = _WORD.match(prose, start)
    return found is not None and stem(found[0]) == wanted


def read_terms(document: Document, headline: Block, options: HeadlineOptions) -> Terms:
    """Read a headline; everything below it that is visible is what it is compared with."""
    topics = tuple(_topics(document, headline, options))
    others = tuple(
        word
        for found in _WORD.finditer(document.prose, headline.start, headline.end)
        if not any(topic.start <= found.start() < topic.end for topic in topics)
        for word in [found[0].lower()]
        if len(word) > SHORTEST and word not in options.empty
    )
    return Terms(document, headline, topics, others)


def stem(word: str) -> str:
    """The first letters of a word in lower case, by which its forms are alike."""
    lowered = word.lower()
    if len(word) > SHORTEST and lowered[-1] in _LAST:
        lowered = _ENDING.sub("", lowered)
    return lowered[:LONG]


def _topics(document: Document, headline: Block, options: HeadlineOptions) -> Iterable[Topic]:
    """The topics of a headline in order, those inside longer ones or in quotation marks ("pacemaker") left out."""
    named = {
        (hit.start, hit.end)
        for name in options.named
        for hit in document.hits_between(name, headline.start, headline.end)
    }
    spans = set(named)
    for name in options.topics:
        spans.update((hit.start, hit.end) for hit in document.hits_between(name, headline.start, headline.end))
    done = headline.start
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        quoted = (
            _OPENED.search(document.prose, headline.start, start) is not None or quote_at(document, start) is not None
        )
        if start < done or quoted or document.prose[start : start + 4].lower() == "the ":
            continue
        if _carries(document.prose[start:end], options.empty):
            done = end
            yield Topic(start, end, (start, end) in named)


def _carries(words: str, empty: tuple[str, ...]) -> bool:
    return any(len(word) >= SHORTEST and word.lower() not in empty for word in _WORD.findall(words))


def is_about(document: Document, headline: Block, topic: Topic, terms: Terms, options: HeadlineOptions) -> bool:
    """Whether the text below a headline speaks of one of its topics."""
    words = [
        word for word in _WORD.findall(document.prose, topic.start, topic.end) if word.lower() not in options.empty
    ]
    if any(terms.has(word) for word in words):
        return True
    groups = {hit.entry for hit in document.hits_between(options.same, topic.start, topic.end)}
    if any(
        hit.entry in groups and not headline.start <= hit.start < headline.end for hit in document.hits(options.same)
    ):
        return True
    if _stands_abbreviated(document, headline, topic):
        return True
    return any(_is_short_for(document, word, terms, options) for word in words if word.isupper())


def _stands_abbreviated(document: Document, headline: Block, topic: Topic) -> bool:
    """Whether the text has the initials of the words that end with a topic: ALL for acute lymphoblastic leukaemia."""
    words = _WORD.findall(document.prose, headline.start, topic.end)
    below = document.prose[headline.end :]
    initials = ("".join(word[0].upper() for word in words[-size:]) for size in range(2, 6) if size <= len(words))
    return any(re.search(rf"\b{name}\b", below) for name in initials if name in below)


def _is_short_for(document: Document, acronym: str, terms: Terms, options: HeadlineOptions) -> bool:
    """Whether the words that an acronym is short for stand in the text."""
    table = document.knowledge.facts[options.acronyms]
    rows = table.rows_with("acronym", acronym.lower())
    meanings = [str(row["expansion"]) for row in rows if str(row["acronym"]) == acronym]
    return any(all(terms.has(word) for word in _WORD.findall(one)) for one in meanings)
