"""Check `spun-quote`: a quotation with spun wording; nobody said that, so the text puts words into somebody's mouth."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from medlint.api import Check, Cues, Document, Hit, Match, Quote, meant, quotes, sentence_at, words_between

LEAST_WORDS = 5
"""A shorter quotation mentions an expression, or is one."""
SPEECH_WORDS = 10
"""A sentence in quotation marks of so many words is speech, even if nobody is named."""
LEAST_SIGNS = 2
"""So many different signs of rewording in one quotation are no accident."""
SPEAKER_CHARACTERS = 120
"""So far around a quotation its speaker is looked for: a verb of saying stands beside it as a rule."""


class SpunQuoteOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """What spun wording is, and who speaks.

    `cues`, `habits`: lists of spun wording, whose entries with a `step` below 0 are not sure enough to count here.
    `speakers`: words that attribute a quotation. `unless-near`: words beside a quotation that discuss its wording, or
    say that it is a translation. `signs`: words that are no proof alone; two different entries in one quotation count,
    and those with the tag `sure` by themselves.
    `unless-anywhere`: words that say of all quotations that they are not as
    they were spoken.
    """

    cues: Cues
    habits: Cues = ""
    signs: Cues = ""
    speakers: Cues = "attributions"
    unless_near: Cues = ""
    unless_anywhere: Cues = ""


def find_spun_quotes(document: Document, options: SpunQuoteOptions) -> Iterator[Match]:
    """One match for each spun expression inside a quotation that somebody is said to have uttered."""
    if not any(document.hits(lexicon) for lexicon in (options.cues, options.habits, options.signs)):
        return
    if document.hits(options.unless_anywhere):
        return
    for quote in quotes(document):
        sure = (pair for pair in _sure(document, options, quote) if not _is_mentioned(document, pair[1]))
        found = sorted(sure, key=lambda pair: (pair[1].start, -pair[1].end))
        if not found or words_between(document, quote.inner_start, quote.inner_end) < LEAST_WORDS:
            continue
        if not (_is_speech(document, quote) or _beside(document, quote, options.speakers)):
            continue
        if _beside(document, quote, options.unless_near):
            continue
        reached = 0
        for lexicon, hit in found:
            if hit.start >= reached:
                reached = hit.end
                means = meant(document, lexicon, hit)
                yield Match(hit.start, hit.end, fields={"means": means or "something else"})


def _sure(document: Document, options: SpunQuoteOptions, quote: Quote) -> Iterator[tuple[str, Hit]]:
    """The hits inside a quotation that have no literal sense, each with its lexicon; without any, the first sign."""
    found = False
    for lexicon in filter(None, (options.cues, options.habits)):
        for hit in document.hits_between(lexicon, quote.inner_start, quote.inner_end):
            if int(document.tag(lexicon, hit, "step") or 0) >= 0 and not document.tag(lexicon, hit, "anchor"):
                found = True
                yield lexicon, hit
    signs = document.hits_between(options.signs, quote.inner_start, quote.inner_end)
    several = len({hit.entry for hit in signs}) >= LEAST_SIGNS
    telling = [hit for hit in signs if several or document.tag(options.signs, hit, "sure")]
    if telling and not found:
        yield options.signs, telling[0]


def _is_mentioned(document: Document, hit: Hit) -> bool:
    """Whether an expression has quotation marks of its own inside the quotation: the speaker talks of the words."""
    around = document.prose[max(hit.start - 1, 0) : hit.start], document.prose[hit.end : hit.end + 1]
    return around in _MARKS


_MARKS = frozenset((("'", "'"), ("\u2018", "\u2019"), ('"', '"'), ("\u201c", "\u201d")))


def _is_speech(document: Document, quote: Quote) -> bool:
    """Whether a quotation is a whole sentence that stands by itself: speech, whoever is meant to say it."""
    text = document.prose[quote.inner_start : quote.inner_end].rstrip()
    if len(text.split()) < SPEECH_WORDS or not text[0].isupper() or text[-1] not in ".!?,":
        return False
    before = document.prose[document.blocks[document.block_at(quote.start)].start : quote.start].rstrip()
    return not before or before[-1] in ".!?:,"


def _beside(document: Document, quote: Quote, cues: str) -> bool:
    """Whether one of the cues stands before or after a quotation, in the sentences that touch it."""
    if not cues:
        return False
    block = document.blocks[document.block_at(quote.start)]
    opening, closing = sentence_at(document, quote.start), sentence_at(document, max(quote.end - 1, quote.start))
    before = max(block.start, quote.start - SPEAKER_CHARACTERS, opening.start if opening else 0)
    after = min(block.end, quote.end + SPEAKER_CHARACTERS)
    if closing and closing.end > quote.end:
        after = min(after, closing.end)
    outside = (*document.hits_between(cues, before, quote.start), *document.hits_between(cues, quote.end, after))
    return bool(outside) or (block.kind == "quote" and bool(document.hits_between(cues, block.start, block.end)))


CHECK = Check(
    "spun-quote",
    SpunQuoteOptions,
    find_spun_quotes,
    {"means": "what was probably said"},
    needs=("cues", "habits", "signs"),
)
