"""What must stand beside words that claim too much: the remedy they praise, the illness, the outcome they promise."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from medlint.api import (
    Cues,
    Document,
    Hit,
    Sentence,
    clause_end,
    clause_start,
    is_affirmed,
    lazy_pattern,
    quote_at,
    section_of,
    sentence_index,
    sentences,
    words_between,
)

from .surroundings import ClaimSurroundings
from .things import is_name, is_of_thing, opens_with_thing

AFTER_WORDS = 4
"""What a verb is said of stands at most so many words after it."""
SCOPE_WORDS = 7
"""What makes a superlative one over everything ("in the world") stands at most so many words after it."""
SHORT_WORDS = 8
"""A heading, an item or a line of so few words needs no subject: the page around it is about the remedy."""
BACK = 3
"""A pronoun, or somebody quoted, may speak of what was named so many sentences before (our estimate)."""

_CLOSED = lazy_pattern(
    r"\W*(?:$|[.!;:,)\u2014]|and\b|for (?:every|any|all)|to use\b(?! (?:in|for|with|if|when|during)))"
)
_ANAPHOR = lazy_pattern(
    r"^\W*(?:and |but )?(?:it|this|they|these|our|the|that|there|here|because|being|side[ -]effects?|you|with|without|"
    r"no|zero|nothing|not|never|take|use|try)\b|\b(?:it|this|they|these|them)(?: also| really)?\s*$",
    re.IGNORECASE,
)
_PRONOUN_AFTER = lazy_pattern(
    r"\W*(?:(?:it|them|yours)\b|(?:this|these)(?:\W*$|[.,;:!]| (?:for|in|within|completely|entirely|once|all)\b))",
    re.IGNORECASE,
)
_CO_ADJECTIVE = lazy_pattern(r"\s*(?:(?:and|,) \w+ )?")
_PRONOUN_SUBJECT = lazy_pattern(r"[\W_]*(?:it|they)\b", re.IGNORECASE)
_PRONOUN_BEFORE = lazy_pattern(
    r"\b(?:it|they|these|this|mine|hers|his|yours|theirs|you|people|patients|users|participants|everyone|everybody)"
    r"(?: will| can| are)?\W*$",
    re.IGNORECASE,
)


class FitOptions(ClaimSurroundings, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """The word lists that the tags of a cue ask for; see `fit`."""

    cues: Cues
    remedies: Cues = ""
    no_remedies: Cues = ""
    illnesses: Cues = ""
    outcomes: Cues = ""
    scopes: Cues = ""
    bounds: Cues = ""


def fit(document: Document, hit: Hit, sentence: Sentence, options: FitOptions) -> int | None:
    """Whether what the tags of a cue ask for stands beside it: the step of the severity, or None where it does not.

    The step is -1 where only its place in the sentence makes a thing a remedy, and `no_remedies` do not name it.

    `of = "remedy"`: one of `remedies` before it in the sentence, or a few sentences before where a pronoun, a quotation
    or a line without a subject needs one; `of = "near"`: after it will do too. `to = "illness"`: one of `illnesses` a
    few words after, or a pronoun for one named before; `on = "illness"`: one before. `after = "remedy"`: one of
    `remedies` a few words after. `before`, `then`: one of these words (separated by commas) in the sentence before it,
    after it. `beside = "outcome"`: one of `outcomes` in its clause. `scope = "all"`: one of `scopes` soon after.
    `closing`: nothing that could be a limit may follow in the clause. `head`: it opens the sentence. `answered`: it
    stands in a question that is answered with yes. One of `bounds` in the sentence limits a cue without `whole`.
    """

    def tag(name: str) -> str:
        return document.tag(options.cues, hit, name)

    if not tag("whole") and document.hits_between(options.bounds, sentence.start, sentence.end):
        return None
    if not _has_place(document, hit, sentence, tag) or not _has_neighbours(document, hit, sentence, options, tag):
        return None
    if (tag("to") or tag("on")) and not _has_illness(document, hit, sentence, options.illnesses, tag):
        return None
    praised = _praises(document, hit, sentence, options, tag)
    if praised is None or not tag("of"):
        return praised
    if tag("of") == "near" and document.hits_between(options.remedies, sentence.start, sentence.end):
        return praised
    if _is_of_remedy(document, options.remedies, hit, sentence):
        return praised
    if not options.no_remedies:
        return None
    if is_of_thing(document, hit.start, options.no_remedies) or _is_of_named(document, hit, sentence, options):
        return -1
    return None


def _praises(
    document: Document, hit: Hit, sentence: Sentence, options: FitOptions, tag: Callable[[str], str]
) -> int | None:
    """The step for a cue with the tag `after`: 0 before a remedy, -1 before a thing that `scope` ranks above all."""
    if not tag("after") or _soon_after(document, options.remedies, hit.end, sentence.end, AFTER_WORDS):
        return 0
    if not tag("scope") or not options.no_remedies:
        return None
    scope = document.hits_between(options.scopes, hit.end, sentence.end)[0]
    lead = _CO_ADJECTIVE.match(document.prose, hit.end, scope.start)
    begin = lead.end() if lead else hit.end
    end = len(document.prose[: scope.start].rstrip()) if begin < scope.start else begin
    return -1 if is_name(document, begin, end, options.no_remedies) else None


def _has_place(document: Document, hit: Hit, sentence: Sentence, tag: Callable[[str], str]) -> bool:
    """Whether the cue stands where `head`, `closing` and `answered` want it."""
    if tag("head") and document.prose[sentence.start : hit.start].strip("\"'\u201c "):
        return False
    if tag("closing") and not _CLOSED.match(document.prose, hit.end, sentence.end):
        return False
    return not tag("answered") or is_affirmed(document, hit.start)


def _has_neighbours(
    document: Document, hit: Hit, sentence: Sentence, options: FitOptions, tag: Callable[[str], str]
) -> bool:
    """Whether the words that `before`, `then`, `scope` and `beside` ask for stand there."""
    if not _has_words(document.prose[sentence.start : hit.start], tag("before")):
        return False
    if not _has_words(document.prose[hit.end : sentence.end], tag("then")):
        return False
    if tag("scope") and not _soon_after(document, options.scopes, hit.end, sentence.end, SCOPE_WORDS):
        return False
    return not tag("beside") or _has_outcome(document, options.outcomes, hit)


def _has_words(said: str, words: str) -> bool:
    """Whether a text has one of the words, which commas separate; yes where none is asked for."""
    return not words or any(word in said.lower() for word in words.split(","))


def _has_outcome(document: Document, outcomes: Cues, hit: Hit) -> bool:
    begin, end = clause_start(document, hit.start), clause_end(document, hit.end)
    return any(
        found.end <= hit.start or found.start >= hit.end for found in document.hits_between(outcomes, begin, end)
    )


def _has_illness(document: Document, hit: Hit, sentence: Sentence, illnesses: Cues, tag: Callable[[str], str]) -> bool:
    """Whether the illness that a verb of cure asks for stands after it (`to`) or before it (`on`)."""
    if tag("to"):
        if _soon_after(document, illnesses, hit.end, sentence.end, AFTER_WORDS):
            return True
        if _is_bare_participle(document, hit, sentence, illnesses):
            return True
        if not _PRONOUN_AFTER.match(document.prose, hit.end, sentence.end):
            return False
    if document.hits_between(illnesses, sentence.start, hit.start):
        return True
    if tag("on") and not any(
        _PRONOUN_BEFORE.search(document.prose, start, end)
        for start, end in ((sentence.start, hit.start), (hit.start, hit.end))
    ):
        return False
    return any(document.hits_between(illnesses, start, end) for start, end in _earlier(document, sentence))


def _is_of_named(document: Document, hit: Hit, sentence: Sentence, options: FitOptions) -> bool:
    """Whether a pronoun is the subject, and a sentence shortly before opens with the name of a thing."""
    if _PRONOUN_SUBJECT.match(document.prose, sentence.start, hit.end) is None:
        return False
    listed, number = sentences(document), sentence_index(document, sentence.start)
    first = section_of(document, sentence.block).first
    earlier = [one for one in listed[max(number - BACK, 0) : number] if one.block >= first]
    return any(opens_with_thing(document, one.start, one.end, options.no_remedies) for one in earlier)


def _is_bare_participle(document: Document, hit: Hit, sentence: Sentence, illnesses: Cues) -> bool:
    """Whether a participle closes a line of its own right after an illness ("Vitiligo cured.")."""
    closed = _CLOSED.match(document.prose, hit.end, sentence.end)
    if closed is None or not document.prose.endswith("ed", hit.start, hit.end):
        return False
    before = document.hits_between(illnesses, sentence.start, hit.start)
    short = words_between(document, sentence.start, hit.start) <= AFTER_WORDS
    return short and bool(before) and not words_between(document, before[-1].end, hit.start)


def _soon_after(document: Document, cues: Cues, start: int, end: int, most: int) -> bool:
    return any(
        words_between(document, start, found.start) <= most for found in document.hits_between(cues, start, end)[:1]
    )


def _is_of_remedy(document: Document, remedies: Cues, hit: Hit, sentence: Sentence) -> bool:
    """Whether a remedy is spoken of: before the cue, by the page around a short line, or in the sentences before."""
    if document.hits_between(remedies, sentence.start, hit.end):
        return True
    if words_between(document, sentence.start, sentence.end) <= SHORT_WORDS and _is_line(document, sentence):
        return True
    quoted = quote_at(document, hit.start) is not None
    if (quoted or _is_line(document, sentence)) and document.hits_between(remedies, hit.end, sentence.end):
        return True
    if not quoted and not _lacks_subject(
        document.prose[sentence.start : hit.start], document.prose[hit.start : hit.end]
    ):
        return False
    return any(document.hits_between(remedies, start, end) for start, end in _earlier(document, sentence))


def _lacks_subject(before: str, cue: str) -> bool:
    """Whether a claim names no subject of its own: it opens the sentence, or a pronoun stands for what it is of."""
    return not before.strip("-*\"'\u201c ") or bool(_ANAPHOR.search(before) or _ANAPHOR.match(cue))


def _earlier(document: Document, sentence: Sentence) -> Iterator[tuple[int, int]]:
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


def _is_line(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence is a heading or an item, or has no verb that would need a subject of its own."""
    return document.blocks[sentence.block].kind in {"heading", "title", "item", "description"}
