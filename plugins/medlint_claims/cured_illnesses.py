"""Which illness words of cure speak of, and whether it is one that medicine does cure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from medlint.api import (
    Cues,
    Document,
    Hit,
    Sentence,
    lazy_pattern,
    section_of,
    sentence_index,
    sentences,
    words_between,
)

from .surroundings import ClaimSurroundings

AFTER_WORDS = 4
"""What a verb is said of stands at most so many words after it."""
BACK = 3
"""A pronoun, or somebody quoted, may speak of what was named so many sentences before (our estimate)."""
CLOSED = lazy_pattern(
    r"\W*(?:$|[.!;:,)\u2014]|and\b|for (?:every|any|all)|to use\b(?! (?:in|for|with|if|when|during)))"
)
"""Nothing that could be a limit follows in the clause."""

_PRONOUN_AFTER = lazy_pattern(
    r"\W*(?:(?:it|them|yours)\b|(?:this|these)(?:\W*$|[.,;:!]| (?:for|in|within|completely|entirely|once|all)\b)"
    r"|(?:the|this|that|her|his|your) (?:disease|illness|condition|disorder|complaint)\b)",
    re.IGNORECASE,
)
_PRONOUN_BEFORE = lazy_pattern(
    r"\b(?:it|they|these|this|mine|hers|his|yours|theirs|you|people|patients|users|participants|everyone|everybody"
    r"|(?:the|this|that|her|his|your|my) (?:disease|illness|condition|disorder|complaint))"
    r"(?: will| can| are)?\W*$",
    re.IGNORECASE,
)
_PERSON_BEFORE = lazy_pattern(r"\b(?:I|he|she|we)\W*$", re.IGNORECASE)
_PRONOUN_WITHIN = lazy_pattern(r"\b(?:it|them|this|these)\b", re.IGNORECASE)
_CURED_OF = lazy_pattern(r"(?: [\w'\u2019-]+){1,7}? (?:of|from|with)\b", re.IGNORECASE)


class CureWords(ClaimSurroundings, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """What can be said to be cured: `illnesses`; with the tag `any` of a cue every bad one of `complaints`, too.

    `curables` are no news. `people`: those who are said to be cured of what was named before.
    `repairs`: what cures, without any promise, one of `mended` that is named in the sentence.
    """

    illnesses: Cues = ""
    complaints: Cues = ""
    curables: Cues = ""
    people: Cues = ""
    repairs: Cues = ""
    mended: Cues = ""


def soon_after(document: Document, cues: Cues, start: int, end: int, most: int) -> bool:
    """Whether the first hit of `cues` in prose[start:end] comes after at most `most` words."""
    return any(
        words_between(document, start, found.start) <= most for found in document.hits_between(cues, start, end)[:1]
    )


def earlier(document: Document, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The few sentences before a sentence in its section, the heading above it and the title."""
    listed, number = sentences(document), sentence_index(document, sentence.start)
    section = section_of(document, sentence.block)
    first = max(number - BACK, 0)
    while listed[first].block < section.first:
        first += 1
    if first < number:
        yield listed[first].start, listed[number - 1].end
    if section.heading >= 0 and section.heading < sentence.block:
        yield document.blocks[section.heading].start, document.blocks[section.heading].end
    if document.title[1] <= sentence.start:
        yield document.title


def has_illness(document: Document, hit: Hit, sentence: Sentence, words: CureWords, tag: Callable[[str], str]) -> bool:
    """Whether the illness that a verb of cure asks for stands after it (`to`) or before it (`on`)."""
    every = bool(tag("any"))
    if _is_repaired(document, sentence, words):
        return False
    if tag("close"):
        return _follows(document, hit.end, sentence.end, words, 1, every=every)
    if tag("freed"):
        return _is_freed(document, hit, sentence, words, every=every)
    if tag("to"):
        if soon_after(document, words.curables, hit.end, sentence.end, 1):
            return False
        if _is_cured_of(document, hit, sentence, words, every=every):
            return True
        if _is_bare_participle(document, hit, sentence, words.illnesses):
            return True
        people = words.people and soon_after(document, words.people, hit.end, sentence.end, AFTER_WORDS)
        if not (people or tag("on")) and not _PRONOUN_AFTER.match(document.prose, hit.end, sentence.end):
            return False
    if _names_ill(document, sentence.start, hit.start, words, every=every):
        return True
    if tag("named") or (tag("on") and not _has_pronoun(document, hit, sentence, words)):
        return False
    if tag("on") and _PERSON_BEFORE.search(document.prose, sentence.start, hit.start):
        first = document.blocks[section_of(document, sentence.block).first].start
        return _names_ill(document, first, sentence.start, words, every=False)
    return not document.hits_between(words.curables, sentence.start, hit.start) and any(
        _names_ill(document, start, end, words, every=False) for start, end in earlier(document, sentence)
    )


def _is_repaired(document: Document, sentence: Sentence, words: CureWords) -> bool:
    """Whether the sentence speaks of an operation and of what operations do mend."""
    span = sentence.start, sentence.end
    return bool(document.hits_between(words.repairs, *span)) and bool(document.hits_between(words.mended, *span))


def _ills(document: Document, start: int, end: int, words: CureWords, *, every: bool) -> list[Hit]:
    found = list(document.hits_between(words.illnesses, start, end))
    if every:
        hits = document.hits_between(words.complaints, start, end)
        found += [hit for hit in hits if document.tag(words.complaints, hit, "pole") == "bad"]
    return sorted(found, key=lambda hit: hit.start)


def _names_ill(document: Document, start: int, end: int, words: CureWords, *, every: bool) -> bool:
    """Whether prose[start:end] names an illness, and none that medicine does cure."""
    return bool(_ills(document, start, end, words, every=every)) and not document.hits_between(
        words.curables, start, end
    )


def _is_cured_of(document: Document, hit: Hit, sentence: Sentence, words: CureWords, *, every: bool) -> bool:
    """Whether an illness follows at once, or people and what they are rid of ("freed hundreds of their migraine")."""
    if _follows(document, hit.end, sentence.end, words, AFTER_WORDS, every=every):
        return True
    return _is_freed(document, hit, sentence, words, every=every)


def _is_freed(document: Document, hit: Hit, sentence: Sentence, words: CureWords, *, every: bool) -> bool:
    """Whether "of", "from" or "with" and an illness follow those who are cured of it."""
    freed = _CURED_OF.match(document.prose, hit.end, sentence.end) if words.curables else None
    while freed is not None:
        if _follows(document, freed.end(), sentence.end, words, AFTER_WORDS - 1, every=every):
            return True
        further = _CURED_OF.match(document.prose, freed.end(), sentence.end)
        freed = further if further and words_between(document, hit.end, further.end()) <= 2 * AFTER_WORDS else None
    return False


def _follows(document: Document, start: int, end: int, words: CureWords, most: int, *, every: bool) -> bool:
    """Whether an illness that is not cured as a matter of course comes after at most `most` words."""
    for found in _ills(document, start, end, words, every=every)[:1]:
        if words_between(document, start, found.start) <= most:
            return not document.hits_between(words.curables, start, found.end)
    return False


def _has_pronoun(document: Document, hit: Hit, sentence: Sentence, words: CureWords) -> bool:
    """Whether a pronoun before the words of cure or within them can stand for an illness named before, or people."""
    if document.hits_between(words.people, hit.start, hit.end):
        return _CURED_OF.match(document.prose, hit.end, sentence.end) is None
    if _PRONOUN_BEFORE.search(document.prose, sentence.start, hit.start):
        return True
    if _PERSON_BEFORE.search(document.prose, sentence.start, hit.start):
        return True
    return _PRONOUN_WITHIN.search(document.prose, hit.start, hit.end) is not None


def _is_bare_participle(document: Document, hit: Hit, sentence: Sentence, illnesses: Cues) -> bool:
    """Whether a participle closes a line of its own right after an illness ("Vitiligo cured.")."""
    closed = CLOSED.match(document.prose, hit.end, sentence.end)
    if closed is None or not document.prose.endswith("ed", hit.start, hit.end):
        return False
    before = document.hits_between(illnesses, sentence.start, hit.start)
    short = words_between(document, sentence.start, hit.start) <= AFTER_WORDS
    return short and bool(before) and not words_between(document, before[-1].end, hit.start)
