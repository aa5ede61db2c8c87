"""Check `bold-claim`: set words that claim too much, said of a remedy, to an illness or of everybody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.api import (
    Check,
    Cues,
    Document,
    Hit,
    Match,
    Sentence,
    lazy_pattern,
    section_of,
    sentence_at,
    sentence_index,
    sentences,
    step_for,
    words_between,
)

from .surroundings import ClaimSurroundings

AFTER_WORDS = 4
"""What a verb is said of stands at most so many words after it."""
SHORT_WORDS = 8
"""A heading, an item or a line of so few words needs no subject: the page around it is about the remedy."""

_CLOSED = lazy_pattern(
    r"\W*(?:$|[.!;:,)\u2014]|and\b|for (?:every|any|all)|to use\b(?! (?:in|for|with|if|when|during)))"
)
_ANAPHOR = lazy_pattern(
    r"^\W*(?:and |but )?(?:it|this|they|these|our|the|that|there|here|because|being|side[ -]effects?)\b"
    r"|\b(?:it|this|they|these)(?: also| really)?\s*$",
    re.IGNORECASE,
)


class BoldClaimOptions(ClaimSurroundings, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """What claims too much, and what it must be said of.

    `cues` are the words; an entry's tags say what must stand beside them. `of = "remedy"`: one of `remedies` before
    them in the sentence (or in the sentence before, for "it"); `of = "near"`: after them will do too. `to = "illness"`:
    one of `illnesses` a few words after; `on = "illness"`: one before. `after = "remedy"`: one of `remedies` a few
    words after. `before`: one of these words (separated by commas) in the sentence before them. `closing`: nothing that
    could be a limit may follow them in the clause. `step` moves the severity.
    """

    cues: Cues
    remedies: Cues = ""
    illnesses: Cues = ""


def find_bold_claims(document: Document, options: BoldClaimOptions) -> Iterator[Match]:
    """One match for each cue that is said of what its tags ask for, where nothing around it makes it harmless."""
    done = 0
    for hit in document.hits(options.cues):
        sentence = sentence_at(document, hit.start)
        if hit.start < done or sentence is None or document.blocks[sentence.block].kind in {"footnote", "button"}:
            continue
        if not _fits(document, hit, sentence, options):
            continue
        step = step_for(document, hit.start, hit.end, options)
        if step is not None:
            done = hit.end
            yield Match(hit.start, hit.end, step=step + int(document.tag(options.cues, hit, "step") or 0))


def _fits(document: Document, hit: Hit, sentence: Sentence, options: BoldClaimOptions) -> bool:
    """Whether what the tags of a cue ask for stands beside it."""

    def tag(name: str) -> str:
        return document.tag(options.cues, hit, name)

    if tag("to") and not _soon_after(document, options.illnesses, hit, sentence):
        return False
    if tag("after") and not _soon_after(document, options.remedies, hit, sentence):
        return False
    if tag("on") and not document.hits_between(options.illnesses, sentence.start, hit.start):
        return False
    if tag("before"):
        words = document.prose[sentence.start : hit.start].lower()
        if not any(word.strip() in words for word in tag("before").split(",")):
            return False
    if tag("closing") and not _CLOSED.match(document.prose, hit.end, sentence.end):
        return False
    if tag("of") == "near" and document.hits_between(options.remedies, sentence.start, sentence.end):
        return True
    return not tag("of") or _is_of_remedy(document, options.remedies, hit, sentence)


def _soon_after(document: Document, cues: str, hit: Hit, sentence: Sentence) -> bool:
    return any(
        words_between(document, hit.end, found.start) <= AFTER_WORDS
        for found in document.hits_between(cues, hit.end, sentence.end)[:1]
    )


def _is_of_remedy(document: Document, remedies: str, hit: Hit, sentence: Sentence) -> bool:
    """Whether a remedy is spoken of: before the cue, in the sentence before, or by the page around a short line."""
    if document.hits_between(remedies, sentence.start, hit.end):
        return True
    if words_between(document, sentence.start, sentence.end) <= SHORT_WORDS and _is_line(document, sentence):
        return True
    if not _ANAPHOR.search(document.prose[sentence.start : hit.start]):
        return False
    number = sentence_index(document, sentence.start)
    if number:
        before = sentences(document)[number - 1]
        if document.hits_between(remedies, before.start, before.end):
            return True
    heading = section_of(document, sentence.block).heading
    places = [document.title] if heading < 0 else [document.title, _span(document, heading)]
    return any(document.hits_between(remedies, start, end) for start, end in places if end <= sentence.start)


def _is_line(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence is a heading or an item, or has no verb that would need a subject of its own."""
    return document.blocks[sentence.block].kind in {"heading", "title", "item", "description"}


def _span(document: Document, block: int) -> tuple[int, int]:
    return document.blocks[block].start, document.blocks[block].end


CHECK = Check("bold-claim", BoldClaimOptions, find_bold_claims)
