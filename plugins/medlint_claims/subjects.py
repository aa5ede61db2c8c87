"""What a verb of benefit is said of: where its subject begins, whether that is a remedy, what a pronoun means."""

from __future__ import annotations

import re

from medlint.api import Document, Hit, Sentence, clause_start, lazy_pattern

from .finite_verbs import ADVERBS, without_adverbs
from .vocabulary import Vocabulary

ANTECEDENT_CHARACTERS = 300
"""A pronoun stands for a remedy at most so many characters back: some two sentences."""

_WHO = lazy_pattern(rf"\bwho(?:\s+{ADVERBS})*\s*$", re.IGNORECASE)
_RELATIVE = lazy_pattern(rf"([\w-]+),?\s+(?:that|which)(?:\s+{ADVERBS})*\s*$", re.IGNORECASE)
_HEAD_CUT = lazy_pattern(
    r"\s(?:of|in|for|with|from|at|on|by|to|who|which|containing|including|rich|made|during|after|before|as|such|every|each"
    r"|without|under)\b",
    re.IGNORECASE,
)
_PRONOUN = lazy_pattern(r"(?:^|\s)(?:it|this|these|they|both|which|each|that)\W*$", re.IGNORECASE)
_PLAIN = frozenset(
    "a an and or but so however yet further such any all other most some many both no first good new medical"
    " surgical drug your early prompt timely immediate proper correct appropriate adequate effective successful"
    " standard conventional supportive available current various different specific regular daily quick-relief"
    " long-term lifelong ongoing continued aggressive additional combination".split()
)


def subject_before(document: Document, verb: Hit, sentence: Sentence) -> tuple[int, str]:
    """Where the subject of a verb begins, with the text from there to the verb.

    It is the clause, or all that is before the verb in the sentence where the clause begins with the verb.
    """
    start = clause_start(document, verb.start)
    text = document.prose[start : verb.start]
    if not without_adverbs(text).strip(" ,\"'\u201c\u2018"):
        start = sentence.start
        text = document.prose[start : verb.start]
    return start, text


def is_other(document: Document, start: int, text: str, words: Vocabulary) -> bool:
    """Whether what a verb is said of is no remedy: somebody who treats, the body, an illness, treatment in general.

    `text` is prose from `start` to the verb.
    """
    if _WHO.search(text):
        return True
    relative = _RELATIVE.search(text)
    at, end = _head(start, text[: relative.end(1)] if relative else without_adverbs(text), whole=relative is not None)
    heads = [hit for hit in document.hits_between(words.other_subjects, at, end) if hit.end >= end - 1]
    if not heads:
        return False
    head = heads[-1]
    # "Ketamine treatment" and "this treatment" are one remedy; "early treatment" is treatment in general.
    generic = document.tag(words.other_subjects, head, "kind") == "generic"
    if generic and relative is None and not _PLAIN.issuperset(document.prose[at : head.start].lower().split()):
        return False
    named = document.hits_between(words.remedies, at, end)
    if not generic and relative is None and not any(head.start < hit.end and hit.start < head.end for hit in named):
        return True
    return all(head.start <= hit.start and hit.end <= head.end for hit in named)


def _head(start: int, text: str, *, whole: bool) -> tuple[int, int]:
    """The prose span of the noun phrase at the end of `text`, up to its first preposition (unless `whole`)."""
    offset = max(text.rfind(mark) for mark in (", ", " that ", " say ", " says ")) + 1
    region = text[offset:].lstrip()
    at = start + len(text) - len(region)
    region = region.rstrip(' ,"\u201d')
    cut = None if whole else _HEAD_CUT.search(region)
    return at, at + (cut.start() if cut else len(region))


def antecedent(document: Document, text: str, sentence: Sentence, words: Vocabulary) -> Hit | None:
    """The remedy that a pronoun at the end of `text` stands for: the last before the sentence, or one in the title."""
    if not _PRONOUN.search(without_adverbs(text)):
        return None
    before = document.hits_between(words.remedies, max(sentence.start - ANTECEDENT_CHARACTERS, 0), sentence.start)
    return next(iter((*before[-1:], *document.hits_between(words.remedies, *document.title))), None)
