"""The lead of a text: which of its sentences carry the message, and whether a sentence goes on with it."""

from __future__ import annotations

import re
from itertools import islice

from msgspec import Struct

from medlint.api import Cues, Document, Sentence, lazy_pattern, words_between

from .cause_words import stem_words

LEAD = 3
"""The opening sentence and the two that back it up are the lead, as news is written: the finding, who found it, how."""
BRIEF = 5
"""A text of no more sentences is one paragraph on one study, and a lead as a whole."""
FOREMOST = 2
"""What the headline or one of the first so many sentences says is the message, and no background to it."""
LEAD_WORDS = 5
"""What has fewer words is no sentence: a byline, a place, a button."""
UNREAD = frozenset({"caption", "alt", "link-title", "button", "cell", "footnote"})
_AIM = lazy_pattern(r"\b(?:to|and|you(?:'ll|\u2019ll| will)) (?:help |really )?$", re.IGNORECASE)
_EFFECTS = ("change-verbs", "benefit-verbs", "cause-words")
HEADS = frozenset({"title", "description"})


class Lead(Struct, frozen=True):
    """The numbers of the sentences of a lead: `heads` in title, description and headings, `body` below them."""

    heads: frozenset[int]
    body: tuple[int, ...]

    def __contains__(self, number: int) -> bool:
        return number in self.heads or number in self.body

    @property
    def message(self) -> frozenset[int]:
        """The sentences that say what the text is about: its heads and the opening one."""
        return self.heads | frozenset(self.body[:1])

    @property
    def foremost(self) -> frozenset[int]:
        """The sentences that are the message itself, and no background to it."""
        return self.heads | frozenset(self.body[:FOREMOST])


def find_lead(document: Document, listed: tuple[Sentence, ...]) -> Lead:
    """The lead of a text: its title, its description, the headings above its first sentences, and those."""
    kinds = [document.blocks[one.block].kind for one in listed]
    heads = {n for n, kind in enumerate(kinds) if kind in HEADS}
    first = next((n for n, kind in enumerate(kinds) if kind == "heading"), None)
    if first is not None and document.blocks[listed[first].block].level <= 1:
        heads.add(first)
    running = (n for n, kind in enumerate(kinds) if kind not in UNREAD | HEADS | {"heading"})
    told = (n for n in running if words_between(document, listed[n].start, listed[n].end) >= LEAD_WORDS)
    body = list(islice(told, max(BRIEF + 1, LEAD)))
    body = body if len(body) <= BRIEF else body[:LEAD]
    if body:
        heads |= {n for n in range(body[-1]) if kinds[n] == "heading"}
    return Lead(frozenset(heads), tuple(body))


def goes_on(document: Document, listed: tuple[Sentence, ...], lead: Lead, number: int) -> bool:
    """Whether a sentence of the lead goes on with its message: it is part of it, or speaks of the same."""
    if number in lead.foremost:
        return True
    subject = stem_words(document, listed[number].start, listed[number].end)
    return any(subject & stem_words(document, listed[n].start, listed[n].end) for n in lead.foremost)


def purpose_of(document: Document, sentence: Sentence, orders: Cues) -> tuple[int, int] | None:
    """The words that say what an order is good for, as a prose span: "eat nuts to beat gout", "sing and live longer".

    None where the sentence opens with no order, or nothing is said to follow from it.
    """
    first = next(iter(document.hits_between(orders, sentence.start, sentence.end)), None)
    if (
        first is None
        or not document.tag(orders, first, "opens")
        or document.prose[sentence.start : first.start].strip()
    ):
        return None
    for lexicon in _EFFECTS:
        for hit in document.hits_between(lexicon, first.end, sentence.end):
            if _AIM.search(document.prose, first.end, hit.start):
                return hit.start, hit.end
    return None
