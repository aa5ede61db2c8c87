"""What words of approval are said of: the noun after them, their subject, or what a pronoun stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from medlint.api import Cues, Document, Hit, Sentence, lazy_pattern, quote_at, section_of, sentence_at, words_between

AFTER_WORDS = 4
"""What "FDA-approved" is said of stands at most so many words after it."""
SUBJECT_WORDS = 5
"""So many words may lie between a product and the verb that joins it to an approval, and between that and the words."""
AFTER_CHARACTERS = 80
"""The noun after words of approval begins at most so many characters on."""
TOPIC_SUBJECT_WORDS = 10
"""So many words may lie between what opens a sentence and its verb."""
TOPIC_WORDS = 2
"""What a sentence is about has at most so many words before it."""
APPOSED_CHARACTERS = 60
"""A label before a colon or dash ends at most so many characters before words of approval."""

_BARRED = lazy_pattern(
    r"\b(?:unlike|than|but|not|only if|without|instead|besides|while|whereas|although|or|against|and|at|from|for|via)\b"
    r"|[,;:()]",
    re.IGNORECASE,
)
_PARTED = lazy_pattern(
    r"\b(?:unlike|than|but|not|only if|without|instead|besides|while|whereas|although|or|against|who|whom|that|which)\b"
    r"|[,;:()]",
    re.IGNORECASE,
)
"""What parts the topic of a sentence from its verb: prepositions do not ("stem cells taken from fat are")."""
_CUT = lazy_pattern(r"[,;:()]|\b(?:than|for|to|that|which|in|by|at|from|unlike|and|with|of|is|are)\b", re.IGNORECASE)
_PRONOUN = lazy_pattern(
    r"^\W*(?:like [\w ]{1,30}, )?(?:it|they|this|these|both|all|each)\b(?:[\s'\u2019]+\w+){0,5}\s*$", re.IGNORECASE
)
_AGAIN = lazy_pattern(r"\W*(?:like [\w ]{1,30}, )?(?:the|this|our|these|such|their|each) ", re.IGNORECASE)
_OBJECT = lazy_pattern(r"\s+(?:it|them|this|these|both|all three)\b", re.IGNORECASE)
_FRONTED = lazy_pattern(r", (?:our|the|this|these|their|its|an?|every) (?:[\w'\u2019-]+ ){0,3}")
_LABEL = lazy_pattern(r"^(?:\s[\w'\u2019-]+){0,8}\s*[:\u2014\u2013]\s*")
_MARKS = "\"'\u201c\u2018\u2019\u201d "


class ThingWords(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """Words for what approvals are said of.

    `kinds`: products and places that are never approved (tag `class`). `bearers`: verbs that join a product to an
    approval (tag `bare`: words of an apposition). `remedies`: treatments, which a pronoun may stand for as well.
    `products`: nouns that stand for a product named before ("the medicine").
    """

    kinds: Cues
    bearers: Cues
    remedies: Cues
    products: Cues = ""


def kind_of(document: Document, hit: Hit, sentence: Sentence, words: ThingWords) -> str:
    """The class of product or place that an approval is said of; "" if none is known."""
    for found in document.hits_between(words.kinds, hit.end, min(hit.end + AFTER_CHARACTERS, sentence.end)):
        if is_next(document, hit, found.start):
            return _class(document, found, words)
    for found in reversed(document.hits_between(words.kinds, sentence.start, hit.start)):
        kind = _class(document, found, words)
        said = is_subject(document, hit, found.end, words) or _is_topic_subject(document, hit, found, sentence, words)
        if said and not _is_apart(document, found, sentence, kind):
            return kind
    return next((_antecedent(document, *span, words) for span in spoken_of(document, hit, sentence, words)), "")


def is_next(document: Document, hit: Hit, start: int) -> bool:
    """Whether what begins at `start` follows the words of approval as their noun."""
    near = hit.end <= start and words_between(document, hit.end, start) <= AFTER_WORDS
    if near and _FRONTED.fullmatch(document.prose, hit.end, start) and _is_first(document, hit):
        return True
    return near and not _CUT.search(document.prose, hit.end, start)


def _is_first(document: Document, hit: Hit) -> bool:
    """Whether the words of approval open their sentence ("Approved by the FDA, our ...")."""
    sentence = sentence_at(document, hit.start)
    return sentence is not None and not document.prose[sentence.start : hit.start].strip(_MARKS)


def is_subject(document: Document, hit: Hit, end: int, words: ThingWords) -> bool:
    """Whether what ends at `end` is the subject of the words of approval, or a label or apposition says them of it."""
    if end >= hit.start:
        return False
    between = document.prose[end : hit.start]
    if _BARRED.search(between) is None:
        return any(
            _joins(document, verb, end, hit.start) for verb in document.hits_between(words.bearers, end, hit.start)
        )
    return _is_apposed(document, between, end, words)


def _is_topic_subject(document: Document, hit: Hit, found: Hit, sentence: Sentence, words: ThingWords) -> bool:
    """Whether what opens the sentence is its subject, whatever is said of it before the verb."""
    if words_between(document, sentence.start, found.start) > TOPIC_WORDS:
        return False
    if _PARTED.search(document.prose, found.end, hit.start):
        return False
    verbs = document.hits_between(words.bearers, found.end, hit.start)
    return bool(verbs) and (
        words_between(document, found.end, verbs[0].start) <= TOPIC_SUBJECT_WORDS
        and words_between(document, verbs[0].end, hit.start) <= SUBJECT_WORDS
    )


def spoken_of(document: Document, hit: Hit, sentence: Sentence, words: ThingWords) -> Iterator[tuple[int, int]]:
    """The prose spans that named what a pronoun or "the medicine", or words without a subject, speak of."""
    block = document.blocks[sentence.block]
    text = document.prose[sentence.start : hit.start].strip(_MARKS)
    bare = not text or (len(text.split()) == 1 and quote_at(document, hit.start) is not None)
    if block.kind == "cell" and bare and sentence.block:
        yield document.blocks[sentence.block - 1].start, document.blocks[sentence.block - 1].end
    elif block.kind == "item" and bare:
        number = section_of(document, sentence.block).heading
        if number >= 0:
            yield document.blocks[number].start, document.blocks[number].end
    elif bare and quote_at(document, hit.start) is None:
        return
    elif (
        bare
        or _is_pronoun_subject(text)
        or _names_again(document, sentence, hit, words)
        or _OBJECT.match(document.prose, hit.end, sentence.end)
    ):
        yield block.start, sentence.start


def _class(document: Document, found: Hit, words: ThingWords) -> str:
    kind = document.tag(words.kinds, found, "class")
    return "" if kind == "prescribed" else kind


def _is_pronoun_subject(text: str) -> bool:
    """Whether a pronoun is the subject ("they carry an"), and no other thing comes between ("this led to two")."""
    return (
        _PRONOUN.match(text) is not None
        and _BARRED.search(text.partition(", ")[2] or text) is None
        and " to " not in f"{text} "
    )


def _names_again(document: Document, sentence: Sentence, hit: Hit, words: ThingWords) -> bool:
    """Whether the subject stands for something that was named before ("the medicine", "our whole range")."""
    opened = _AGAIN.match(document.prose, sentence.start, hit.start)
    if opened is None:
        return False
    return any(
        one.start == opened.end() and is_subject(document, hit, one.end, words)
        for one in document.hits_between(words.products, opened.end(), hit.start)
    )


def _joins(document: Document, verb: Hit, end: int, start: int) -> bool:
    """Whether a verb stands close to what ends at `end` before it and to what begins at `start` after it."""
    if document.prose[verb.start].isupper():
        return False
    return max(words_between(document, end, verb.start), words_between(document, verb.end, start)) <= SUBJECT_WORDS


def _is_apposed(document: Document, between: str, end: int, words: ThingWords) -> bool:
    """Whether a label ("CBD oil: FDA-approved") or an apposition ("exosomes, now FDA-approved") leads to the words."""
    if len(between) > APPOSED_CHARACTERS:
        return False
    label = _LABEL.match(between)
    if label is not None:
        return all(" " not in part.strip() for part in between[label.end() :].split(","))
    if not between.startswith(","):
        return False
    bare = {
        word
        for verb in document.hits_between(words.bearers, end, end + len(between))
        if document.tag(words.bearers, verb, "bare")
        for word in document.prose[verb.start : verb.end].lower().split()
    }
    return set(between.strip(", ").lower().split()) <= bare


def _antecedent(document: Document, start: int, end: int, words: ThingWords) -> str:
    """The class of what prose[start:end] names last, unless that is another treatment."""
    kinds = [hit for hit in document.hits_between(words.kinds, start, end) if _class(document, hit, words) != "place"]
    if not kinds:
        return ""
    named = document.prose[kinds[-1].start : kinds[-1].end].lower()
    later = (
        hit
        for hit in document.hits_between(words.remedies, kinds[-1].end, end)
        if document.prose[hit.start : hit.end].lower() not in named
        and document.prose[kinds[-1].end : hit.start].strip()
    )
    return "" if any(_is_topic(document, hit) for hit in later) else _class(document, kinds[-1], words)


def _is_topic(document: Document, hit: Hit) -> bool:
    """Whether a treatment opens its sentence, so that the next pronoun means it."""
    sentence = sentence_at(document, hit.start)
    return sentence is not None and words_between(document, sentence.start, hit.start) <= TOPIC_WORDS


def _is_apart(document: Document, found: Hit, sentence: Sentence, kind: str) -> bool:
    """Whether a product is only compared ("unlike supplements"), or a place only tells where something comes from."""
    before = set(document.prose[sentence.start : found.start].lower().split()[-3:])
    places = {"in", "at", "from", "by", "of", "to"} if kind == "place" else set()
    return bool(before & (places | {"unlike", "than", "besides", "like", "instead"}))
