"""Check `telling-phrase`: words that are offered as evidence, some only beside a word that draws a conclusion."""

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
    citations_between,
    citations_for,
    hits_with_sentences,
    lazy_pattern,
    links,
    part_of,
    quote_at,
    sentence_index,
    sentences,
    sentences_between,
    step_for,
    words_between,
)

from .joined_way import WayOptions, find_joined, is_taken_back

OBJECT_WORDS = 4
"""What a verb is said to act on stands at most so many words after it."""
OPENING = 40
"""So many characters of a sentence are its opening, where it may conclude ("That is why")."""
CONCLUDED = 4
"""A conclusion opens one of so many sentences that follow (our estimate)."""
PASSING = 150
"""In a text of more words than this much is said in passing of what is no remedy (our estimate)."""
NAMED_BEFORE = 2
"""What a pronoun stands for was named so many sentences before, or later."""
OWN_ITEM = 3
"""An item of so many sentences makes a point of its own ("7 reasons to ..."): another item does not limit it."""

_AFTER = {
    "into": lazy_pattern(r"\s+(?:into\b|to (?:rest|repair|healing|calm|safety)\b)", re.IGNORECASE),
    "on": lazy_pattern(
        r"\s+(?:back (?:on|off)\b|(?:in)?to (?:rest|repair|healing|calm)\b"
        r"|(?:on|off)\b(?!\s+(?!and\b|so\b|again\b)\w)|(?:from|out of) [\w -]{3,40}? (?:in)?to\b)",
        re.IGNORECASE,
    ),
}

_NOUN = lazy_pattern(r"\b[A-Za-z][\w-]{3,}")
_PARTED = lazy_pattern(r",|\sto\s")
_ADJUNCT = lazy_pattern(r"\s+(?:in|with|from|by|at|on|within|during|after|of)\b", re.IGNORECASE)
_PRONOUN = lazy_pattern(r"(?:^|[\s\W])(?:it|they|this|these|which)\b|^\W*$", re.IGNORECASE)
_WHOSE = lazy_pattern(
    r"(?:\b(?:[Mm]y|[Hh]is|[Hh]er|[Tt]heir)|\b[A-Z]\w+['\u2019]s)(?: [\w-]+){1,3}?"
    r"(?: (?:has|have|had|is|are|was|were|all|just|simply|completely|finally|soon|at last))* $"
)
_PERSON = lazy_pattern(r"(?:\b(?:he|she|I|they|who|mother|father|girl|boy|[A-Z][a-z]+)\b[\w\s]*)$")


_ANIMALS = lazy_pattern(r"\b(?:mice|mouse|rats?|hamsters?|rabbits?|pigs?|zebrafish|cell cultures?|cells in a dish)\b")
_OWN_VOICE = lazy_pattern(r"\bI\b(?!\.)|\b[Mm]y\b|\bme\b")


class TellingOptions(WayOptions, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """What is offered as evidence, and what makes it harmless.

    `cues` are the words; those with the tag `needs` count only where one of `beside` stands after them in the
    sentence or opens one of the next (`needs = "conclusion"`); those with the tag `takes` only where one of `objects`
    of one of those kinds follows within `OBJECT_WORDS` words, with `then` before "into" or "on"; an object has the tag
    `needs`, too.
    `concluding`: words after them in the sentence that make even a weak sign (tag `step`) a full one.
    `needs = "before"` asks for one of `earlier` in the sentences before, told of a person;
    `whose`: what is a person's before the words.
    `remedies`: one of these (or the thing of the title) is what works so, before the words in their sentence or where
    a pronoun points back to; else it is a weak sign in a text of more than `PASSING` words: the body and the cell work
    as well, and cues with the tag `of` are then none at all.
    `sellers`: who sells, in the sentence, concludes too. `sources`: kinds of citation
    that exempt, `paragraph`: those that do so anywhere in the
    paragraph (links: to a place of evidence), but for an experiment in animals that is told farther on.
    `unless-section`: words anywhere in the section that make it harmless.
    `genres`: values of `type` in the front matter that exempt. The rest is said in `Surroundings`.
    """

    cues: Cues
    beside: Cues = ""
    concluding: Cues = ""
    objects: Cues = ""
    earlier: Cues = ""
    remedies: Cues = ""
    sellers: Cues = ""
    sources: tuple[str, ...] = ()
    paragraph: tuple[str, ...] = ()
    unless_section: Cues = ""
    genres: tuple[str, ...] = ()


def find_telling(document: Document, options: TellingOptions) -> Iterator[Match]:
    """One match for each cue with what it needs beside it, the first in each sentence."""
    if str(document.metadata.get("type", "")).lower() in options.genres:
        return
    found = {sentence_index(document, match.start): match for match in _listed(document, options)}
    sure = {number for number, match in found.items() if not match.step}
    found.update((sentence_index(document, match.start), match) for match in _joined(document, options, sure))
    for _, match in sorted(found.items()):
        if not options.limited or not is_taken_back(document, match.start):
            yield match


def _joined(document: Document, options: TellingOptions, done: set[int]) -> Iterator[Match]:
    """The matches of mechanisms that only their joint to a benefit gives away."""
    for start, end in find_joined(document, options, done):
        sentence = sentences(document)[sentence_index(document, start)]
        step = None if _is_labelled(document, sentence, options) else step_for(document, start, end, options)
        if step is not None:
            step -= int(not _is_of_remedy(document, start, sentence, options))
            yield Match(start, end, step=max(step, -1))


def _listed(document: Document, options: TellingOptions) -> Iterator[Match]:
    """The matches of listed words, the first in each sentence."""
    done = -1
    for hit, sentence in hits_with_sentences(document, options.cues):
        if sentence.start == done:
            continue
        last = _last(document, hit, sentence, options)
        weight = None if last is None else _weight(document, hit, last, sentence, options)
        if last is None or weight is None or _is_labelled(document, sentence, options):
            continue
        step = step_for(document, hit.start, last.end, options)
        remedy = _is_of_remedy(document, hit.start, sentence, options)
        if step is not None and (remedy or not document.tag(options.cues, hit, "of")):
            done = sentence.start
            step += weight - int(not remedy)
            yield Match(hit.start, last.end, step=max(step, -1))


def _is_of_remedy(document: Document, start: int, sentence: Sentence, options: TellingOptions) -> bool:
    """Whether what works so is a remedy; in a short text, or where no rule asks, it is taken for one."""
    if not options.remedies or document.words <= PASSING:
        return True
    begin = sentence.start
    if _PRONOUN.search(document.prose[begin:start]):
        begin = sentences(document)[max(sentence_index(document, begin) - NAMED_BEFORE, 0)].start
    return bool(document.hits_between(options.remedies, begin, start)) or _is_titled(
        document, sentence.start, start, options
    )


def _is_titled(document: Document, begin: int, start: int, options: TellingOptions) -> bool:
    """Whether what stands in prose[begin:start] is the thing of the title, and no part of the body or illness."""
    title = {word.lower() for word in _NOUN.findall(document.prose, *document.title)}
    return any(
        word[0].lower() in title and not document.hits_between(options.parts, word.start(), word.end())
        for word in _NOUN.finditer(document.prose, begin, start)
    )


def _last(document: Document, hit: Hit, sentence: Sentence, options: TellingOptions) -> Hit | None:
    """The object that the words take, or the words themselves if they take none; None where it does not follow."""
    kinds = document.tag(options.cues, hit, "takes").split()
    if not kinds:
        return hit
    if _ADJUNCT.match(document.prose, hit.end) or document.prose[max(hit.start - 1, 0)] in "-\u2010\u2011\u2013":
        return None
    for found in document.hits_between(options.objects, hit.end, sentence.end):
        if words_between(document, hit.end, found.start) > OBJECT_WORDS:
            return None
        other = not set(document.tag(options.objects, found, "kind").split()) & set(kinds)
        if other or _PARTED.search(document.prose, hit.end, found.start):
            continue
        then = document.tag(options.cues, hit, "then")
        if then and not _AFTER[then].match(document.prose, found.end):
            continue
        return found
    return None


def _weight(document: Document, hit: Hit, last: Hit, sentence: Sentence, options: TellingOptions) -> int | None:
    """How the words weigh (0, or -1 for a weak sign); None where what they need does not stand beside them."""
    needs = document.tag(options.cues, hit, "needs")
    if not needs and last is not hit:
        needs = document.tag(options.objects, last, "needs")
    if document.tag(options.cues, hit, "whose") and not _WHOSE.search(document.prose, sentence.start, hit.start):
        return None
    if needs == "before":
        return -1 if _was_otherwise(document, sentence, options) else None
    if document.hits_between(options.concluding, last.end, sentence.end):
        return 0
    if not needs or _is_concluded(document, hit, sentence, options):
        return int(document.tag(options.cues, hit, "step") or 0)
    return -1 if document.tag(options.cues, hit, "alone") else None


def _was_otherwise(document: Document, sentence: Sentence, options: TellingOptions) -> bool:
    """Whether the sentences before tell how bad it was, of a person and not of a thing."""
    number = sentence_index(document, sentence.start)
    first = sentences(document)[max(number - CONCLUDED, 0)]
    hits = document.hits_between(options.earlier, first.start, sentence.start)
    return any(_PERSON.search(document.prose, max(hit.start - 30, 0), hit.start) for hit in hits)


def _is_concluded(document: Document, hit: Hit, sentence: Sentence, options: TellingOptions) -> bool:
    """Whether something is concluded: after the words in the sentence, as one of the next opens, or by who sells."""
    if document.hits_between(options.beside, hit.end, sentence.end):
        return True
    if document.hits_between(options.sellers, sentence.start, sentence.end):
        return True
    number = sentence_index(document, sentence.start)
    block = document.blocks[sentence.block].end
    following = (one for one in sentences(document)[number + 1 : number + 1 + CONCLUDED] if one.start < block)
    return any(document.hits_between(options.beside, one.start, min(one.start + OPENING, one.end)) for one in following)


def _is_labelled(document: Document, sentence: Sentence, options: TellingOptions) -> bool:
    """Whether the section holds words that put such evidence into its place, or a source of that kind is named."""
    if any(cited.kind in options.sources for cited in citations_for(document, sentence.start)):
        return True
    if options.paragraph and _is_sourced_nearby(document, sentence, options.paragraph):
        return True
    start, end = passage_of(document, sentence)
    start = document.blocks[sentence.block].start if in_own_voice(document, sentence) else start
    return bool(document.hits_between(options.unless_section, start, end))


def in_own_voice(document: Document, sentence: Sentence) -> bool:
    """Whether somebody is quoted who tells of himself: only what follows puts that into its place."""
    quoted = document.blocks[sentence.block].kind == "quote" or any(
        quote_at(document, at) is not None for at in (sentence.start + 1, sentence.end - 2)
    )
    return quoted and _OWN_VOICE.search(document.prose, sentence.start, sentence.end) is not None


def _is_sourced_nearby(document: Document, sentence: Sentence, kinds: tuple[str, ...]) -> bool:
    """Whether the paragraph gives a source of one of some kinds; of links only one to a place of evidence."""
    block = document.blocks[sentence.block]
    near = [
        one
        for one in citations_between(document, block.start, block.end)
        if not _is_of_animals(document, one.start, sentence)
    ]
    if any(one.kind in kinds and one.kind != "link" for one in near):
        return True
    starts = {one.start for one in near if one.kind == "link" and "link" in kinds}
    return any(facts.kind == "evidence" and facts.link.start in starts for facts in links(document))


def _is_of_animals(document: Document, offset: int, sentence: Sentence) -> bool:
    """Whether a source is given for an experiment in animals or cells, more than a sentence away."""
    place = sentences(document)[sentence_index(document, offset)]
    if abs(sentence_index(document, offset) - sentence_index(document, sentence.start)) <= 1:
        return False
    return _ANIMALS.search(document.prose, place.start, place.end) is not None


def passage_of(document: Document, sentence: Sentence) -> tuple[int, int]:
    """The prose span of the section of a sentence; of its item alone where that is a short article of its own."""
    block = document.blocks[sentence.block]
    if block.kind == "item" and len(sentences_between(document, block.start, block.end)) >= OWN_ITEM:
        return block.start, block.end
    first, last = part_of(document, sentence.block)
    return document.blocks[first].start, document.blocks[last - 1].end


CHECK = Check("telling-phrase", TellingOptions, find_telling, needs=("cues", "joins", "loose-joins"))
