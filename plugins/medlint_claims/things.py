"""A remedy by its place in the sentence: the thing that a claim is made of, whatever its name."""

from __future__ import annotations

import re

from medlint.api import Cues, Document, clause_start, lazy_pattern

LONGEST = 7
"""The subject of a claim has at most so many words: a longer one is no name of a thing (our estimate)."""

_OPENING = lazy_pattern(
    r"[\s\"'\u201c\u2018*_-]*(?:(?:and|but|so|yes|also|now|today|here|because|since|that)[ ,]+)*", re.IGNORECASE
)
_VERBS = lazy_pattern(
    r"(?:[ ,](?:is|are|was|were|be|being|been|remains?|stays?|has|have|will|can|would|does|do|did|comes?|seems?|simply|"
    r"also|just|really|truly|always|now|still|both|quite|very|one|all|it's|itself|themselves|too|in fact|of course))+$"
    r"|['\u2019](?:s|re)$",
    re.IGNORECASE,
)
_TAIL = lazy_pattern(
    r" (?:of|for|in|with|from|by|to|on|at|against|after|before|during|that|which|without|as)\b.*", re.DOTALL
)
_WORDS = lazy_pattern(r"[\w'\u2019-]+")
_WORD = lazy_pattern(r"[\w'\u2019-]{3,}")
_NAMED = lazy_pattern(r"\W*(?:The|Our|This|My|Your|An?) (?:[\w'\u2019-]+ ){1,4}")
_DETERMINER = lazy_pattern(
    r"(?:(?:the|this|that|our|my|your|an?|these|those|his|her|its|their|every|each|any|all|one)\b|[\w-]+['\u2019]s\b)",
    re.IGNORECASE,
)
_NAMELESS = lazy_pattern(
    r"(?:it|they|this|that|these|those|he|she|we|you|i|who|what|there|here|which|one|everything|nothing|something|"
    r"some|most|many|few|several|no|not|others?|and|or|be|if|when|while|how|why|where|was|were|had|(?!jelly|.*fly$|lily|belly|ally|anomaly)\w+ly|\d.*)",
    re.IGNORECASE,
)


def is_of_thing(document: Document, start: int, *excluded: Cues) -> bool:
    """Whether what begins at the prose offset `start` is said of a thing that may be a remedy.

    Its subject must fill the clause before it (closed classes of words and prepositional phrases left aside), and none
    of `excluded` (persons, places, times, illnesses ...) may be its head.
    """
    begin = clause_start(document, start)
    comma = document.prose.rfind(", ", begin, start)
    begin = begin if comma < 0 else comma + 2
    opening = _OPENING.match(document.prose, begin, start)
    begin = opening.end() if opening else begin
    said = document.prose[begin:start].rstrip()
    said = _TAIL.sub("", _VERBS.sub("", said))
    return bool(said) and is_name(document, begin, begin + len(said), *excluded)


def is_name(document: Document, start: int, end: int, *excluded: Cues) -> bool:
    """Whether prose[start:end] is the name of a thing: a few words, of which the last is none of `excluded`."""
    words = document.prose[start:end].split()
    if not words or len(words) > LONGEST or not all(_WORDS.fullmatch(word) for word in words):
        return False
    if not _WORD.fullmatch(words[-1]) or _NAMELESS.fullmatch(words[-1]):
        return False
    if _NAMELESS.fullmatch(words[0]) and not _DETERMINER.match(words[0]):
        return False
    return not any(hit.end >= end for cues in excluded for hit in document.hits_between(cues, start, end + 1))


def opens_with_thing(document: Document, start: int, end: int, *excluded: Cues) -> bool:
    """Whether the sentence prose[start:end] opens with a determiner and none of `excluded` in the words after it."""
    named = _NAMED.match(document.prose, start, end)
    return named is not None and not any(document.hits_between(cues, named.start(), named.end()) for cues in excluded)
