"""Whether a text tells its readers who paid for it, or what its author gains."""

from __future__ import annotations

from msgspec import Struct

from medlint.api import Cues, Document, Hit, Sentence, hits_with_sentences, metadata_values, quote_at

from .labels import is_denied, is_labelled
from .link_disclosure import DisclosureOptions

LEAD_BLOCKS = 3
"""A label for the whole text stands among so many blocks from its beginning."""


class OwnDisclosureOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """What tells who paid or gains.

    `sentences`: sentences on it (not after one of the words `others`: who paid for a study is another matter);
    `shares`: words on payment, which count with `voice`, words by which the authors speak of themselves, before them in
    the sentence; `openers`: words that say it at the beginning of a block; `headings`: headings of a disclosure;
    `links`: what discloses links, with the labels of adverts; `metadata`: keys that say something.
    """

    sentences: Cues
    others: Cues = ""
    shares: Cues = ""
    voice: Cues = ""
    openers: Cues = ""
    headings: Cues = ""
    links: DisclosureOptions
    metadata: tuple[str, ...] = ()


def discloses_interest(document: Document, options: OwnDisclosureOptions) -> bool:
    """Whether a reader would learn of an interest: from metadata, a label at the top, a heading, or a sentence."""
    if document.metadata and metadata_values(document, (*options.metadata, *options.links.metadata)):
        return True
    first = min(LEAD_BLOCKS, len(document.blocks))
    if any(is_labelled(document, number, options.links.label) for number in range(1, first)):
        return True
    return _is_headed(document, options) or _is_said(document, options)


def _is_headed(document: Document, options: OwnDisclosureOptions) -> bool:
    """Whether a block begins with words that open a disclosure, or a heading has nothing but its title."""
    for hit in document.hits(options.openers):
        if hit.start == document.blocks[document.block_at(hit.start)].start:
            return True
    for hit in document.hits(options.headings):
        block = document.blocks[document.block_at(hit.start)]
        around = document.prose[block.start : hit.start] + document.prose[hit.end : block.end]
        if block.kind in {"heading", "title"} and not any(letter.isalnum() for letter in around):
            return True
    return False


def _is_said(document: Document, options: OwnDisclosureOptions) -> bool:
    for hit, sentence in hits_with_sentences(document, options.sentences):
        if not document.hits_between(options.others, sentence.start, hit.start) and _is_meant(document, hit):
            return True
    return any(
        _is_voiced(document, hit, sentence, options) and _is_meant(document, hit)
        for hit, sentence in hits_with_sentences(document, options.shares)
    )


def _is_voiced(document: Document, hit: Hit, sentence: Sentence, options: OwnDisclosureOptions) -> bool:
    return bool(document.hits_between(options.voice, sentence.start, hit.end))


def _is_meant(document: Document, hit: Hit) -> bool:
    return not is_denied(document, hit.start) and quote_at(document, hit.start) is None
