"""What is promised of an outcome that the same text calls unknown, or too seldom seen to be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.api import Document, Match, Sentence, lazy_pattern, sentence_at

from .headline_terms import stem
from .limits import is_for_all, match_clash
from .signs import matches_with

SHORTEST = 5
"""Shorter words name no outcome."""
_OPEN = lazy_pattern(
    r"\b(?P<few>too few (?:\w+ ){0,3}?(?:to (?:compare|tell|say|judge|draw|count)|for (?:any|a) (?:comparison"
    r"|conclusion"
    r"|judgement|verdict)))\b"
    r"|\bwhether (?:the |this |it |a )?[^.;:?!]{0,40}?\b(?:prevents?|reduces?|cuts?|lowers?|stops?|saves?|halves"
    r"|protects?"
    r" against)\b(?P<what>[^.;:?!]{3,40}?)\b(?:is|are|remains?|will remain|was|has not been)"
    r" (?:still |as yet |not yet |not )?(?:unknown|unclear|open|known|clear|an open question|untested|tested|shown"
    r"|proved)\b",
    re.IGNORECASE,
)
_PROMISED = lazy_pattern(
    r"\b(?:fewer|far fewer|no more|prevents?|cuts?|halves|ends?|stops?|abolish(?:es)?|wards? off|an end to"
    r"|saves?(?: you)?"
    r"|spares?(?: \w+)?|protects?(?: \w+)? (?:against|from)|banish(?:es)?|farewell to|goodbye to|freedom from)\b"
    r" (?P<what>(?:[\w'\u2019-]+ ){0,3}[\w'\u2019-]+)",
    re.IGNORECASE,
)
_OTHER = lazy_pattern(
    r"\b(?:may|might|could|if|whether|hope[sd]?|aims?|designed|goal|planned|not|no evidence|too few|known to|other"
    r"|another|older|unlike|such as|would)\b",
    re.IGNORECASE,
)


def find_open_effects(document: Document) -> Iterator[Match]:
    """The second of two statements of which one promises what the other leaves open."""
    prose = document.prose
    found = matches_with(document, _OPEN, {"too": (" few ",), "whether": (" ",)})
    left = [(one, words) for one in found if (words := _outcome(document, one))]
    for promise in _PROMISED.finditer(prose) if left else ():
        if not is_for_all(document, promise.start(), _OTHER):
            continue
        named = _stems(promise["what"])
        for one, words in left:
            place = sentence_at(document, one.start())
            if place is None or place.start <= promise.start() < place.end or not named & words:
                continue
            span = one.span("few") if one["few"] else one.span()
            yield match_clash(prose, promise.span(), span, "certainty")
            return


def _outcome(document: Document, found: re.Match[str]) -> set[str]:
    """The stems of the words for what is left open: after the verb, or in the sentence of "too few"."""
    if found["what"]:
        return _stems(found["what"])
    sentence: Sentence | None = sentence_at(document, found.start())
    return _stems(document.prose[sentence.start : sentence.end]) if sentence else set()


def _stems(words: str) -> set[str]:
    return {stem(word) for word in re.findall(r"[^\W\d_]+", words) if len(word) >= SHORTEST and word not in _COMMON}


_COMMON = frozenset(
    "their there these those women people patients group other about compare comparison treatment tablet single"
    " every years weeks months which while could would during first second again after before medicine study trial"
    " three seven eight side effects effect tests doctor doctors problem problems".split()
)
"""Words that name no outcome."""
