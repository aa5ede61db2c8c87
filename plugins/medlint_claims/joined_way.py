"""Mechanisms in words that no list holds: known by the words that join them to a benefit, or by their heading."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.api import (
    Cues,
    Document,
    Hit,
    Sentence,
    Surroundings,
    is_asked,
    is_hedged,
    limit_topic,
    part_of,
    quote_at,
    role_score,
    sentence_index,
    sentences,
    words_between,
)

APPLIED = -0.9
"""From this score on a sentence applies something to people (cross-validated: precision 0.70, recall 0.79)."""
DENIED = 1.0
"""From this score on a limit takes a mechanism back that stands in its section (cross-validated: nine in ten do)."""
NEAR = 4
"""A limit stands at most so many sentences from the mechanism that it takes back (our estimate)."""
REACH = 60
"""What a joint that opens its sentence explains names a part of the body at most so many characters after it."""
EFFECT_WORDS = 2
"""The effect that a loose joint leads to begins at most so many words after it."""
_TOPICS = frozenset({"species", "cause", "doubt", "outcome", "review", "control"})
_RUNNING = frozenset({"paragraph", "item", "quote"})


class WayOptions(Surroundings, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """`joins`: words that make a benefit follow from a mechanism, one of `parts` of which stands in the sentence.

    `loose-joins` do so only where one of `effects` stands within a few words after them. `limited`: a limit near a
    mechanism takes it back.
    """

    joins: Cues = ""
    loose_joins: Cues = ""
    effects: Cues = ""
    parts: Cues = ""
    limited: bool = False


def find_joined(document: Document, options: WayOptions, done: set[int]) -> Iterator[tuple[int, int]]:
    """The words that join a mechanism to a benefit, in sentences (by number) not in `done` that apply it to people."""
    if not options.joins:
        return
    for hit in _joints(document, options):
        number = sentence_index(document, hit.start)
        sentence = sentences(document)[number]
        opens = hit.start - sentence.start <= 1
        if number in done or (opens and number - 1 in done) or not _is_flat(document, sentence, hit.start):
            continue
        parts = document.hits_between(options.parts, sentence.start, hit.end + REACH if opens else hit.start)
        if parts and role_score(document, sentence.start, "applies") >= APPLIED:
            done.add(number)
            yield _mark(document, hit.start, hit.end, sentence)


def _joints(document: Document, options: WayOptions) -> list[Hit]:
    """The hits of words that join, in order: loose ones where an effect follows in their sentence."""
    found = list(document.hits(options.joins))
    loose = document.hits(options.loose_joins) if options.loose_joins else ()
    found += [hit for hit in loose if _leads_on(document, hit, options)]
    return sorted(found, key=lambda hit: hit.start)


def _leads_on(document: Document, hit: Hit, options: WayOptions) -> bool:
    """Whether an effect follows words that join, in their sentence and at once."""
    sentence = sentences(document)[sentence_index(document, hit.start)]
    effects = document.hits_between(options.effects, hit.end, sentence.end)[:1]
    return any(words_between(document, hit.end, effect.start) <= EFFECT_WORDS for effect in effects)


def _is_flat(document: Document, sentence: Sentence, offset: int) -> bool:
    """Whether a sentence states what it says: it asks nothing and surmises nothing before the offset or after it."""
    if document.blocks[sentence.block].kind not in _RUNNING or is_asked(document, sentence.start):
        return False
    return not is_hedged(document, offset) and not is_hedged(document, sentence.end - 2)


def _mark(document: Document, start: int, end: int, sentence: Sentence) -> tuple[int, int]:
    """The joining words with a few more."""
    cut = min(sentence.end, end + 40)
    if cut < sentence.end:
        cut = max(document.prose.rfind(" ", end, cut), end)
    return start, start + len(document.prose[start:cut].rstrip(' .,;!\n\u201d"'))


def is_taken_back(document: Document, start: int) -> bool:
    """Whether a sentence near prose[start:], in its section, names a strong limit."""
    listed, number = sentences(document), sentence_index(document, start)
    first, last = part_of(document, listed[number].block)
    for place in range(max(number - NEAR, 0), min(number + NEAR + 1, len(listed))):
        one = listed[place]
        if place == number or not first <= one.block < last:
            continue
        if one.block < listed[number].block:  # how the body works, as a rule, or another study
            continue
        if limit_topic(document, one.start) not in _TOPICS or _is_said_on(document, start, one.start):
            continue
        if role_score(document, one.start, "limit") >= DENIED:
            return True
    return False


def _is_said_on(document: Document, start: int, other: int) -> bool:
    """Whether a quotation tells the mechanism and another goes on with it: who praises does not take it back."""
    return quote_at(document, start) is not None and quote_at(document, other + 1) is not None
