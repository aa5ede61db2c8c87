"""Change told of a place since something was brought in: "since the ward got diffusers, falls fell from 12 to 7"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.api import NUMBER_WORD, Cues, Document, is_asked, lazy_pattern, sentence_index, sentences

_BROUGHT = lazy_pattern(
    r"\b(?:since|after|once|when|from the day)\s+(?:the|our|a|an|its|one|this|that|their|[a-z][\w'\u2019-]+)\b"
    r"(?:\s+[\w'\u2019-]+){0,5}?\s+(?:brought in|introduced|put in|put up|installed|switched to|started|began|hung"
    r"|fitted|adopted|rolled out|launched|moved to|opened|banned|gave out|handed out|hired|bought|set up|took up|got"
    r"|laid on|offered|added|planted|painted|built)\b[^.;:]{3,80}?,"
)
"""For prose in lower case."""
_MOVED = lazy_pattern(
    rf"\bfrom (?:an average of |about |around |some |nearly )?(?:\d[\d.,]*|{NUMBER_WORD})(?: ?%| [a-z]+){{0,4}}"
    rf" to (?:about |around |just |only )?(?:\d|{NUMBER_WORD}\b)"
    r"|\b(?:have|has) (?:fallen|dropped|halved|risen|doubled|gone (?:up|down)) by\b|\bhave halved\b|\bhas halved\b"
)
_CONCLUDED = lazy_pattern(
    r"(?:[,:;\u2013\u2014]|\s-)\s*(?:and )?(?:so|thus|which (?:shows|proves|means|confirms)|showing|proving|proof"
    r"|confirming|a sign)\b"
    r"(?![^.;]*\b(?:may|might|could|perhaps|whether|not|no|nothing|cannot|partly|hard)\b)"
)
_ELSEWHERE = lazy_pattern(
    r"\b(?:compar\w+|elsewhere|other (?:wards?|schools?|hospitals?|homes?|towns?|prisons?|places)|without|control"
    r"|but|although|though|however|may|might|could|perhaps)\b",
    re.IGNORECASE,
)


def changes_in_place(document: Document, complaints: Cues) -> Iterator[tuple[int, int, bool]]:
    """The prose spans of figures that changed since something was brought in, each with whether a cause is concluded.

    A sentence that compares, or names a doubt, is none. What changed must be one of `complaints`, unless something is
    concluded from it.
    """
    prose = document.prose
    for brought in _BROUGHT.finditer(document.lowered):
        sentence = sentences(document)[sentence_index(document, brought.start())]
        moved = _MOVED.search(prose, brought.end(), sentence.end)
        if moved is None or is_asked(document, sentence.start):
            continue
        if _ELSEWHERE.search(prose, brought.end(), sentence.end):
            continue
        concluded = _CONCLUDED.search(prose, moved.end(), sentence.end) is not None
        if concluded or document.hits_between(complaints, brought.end(), sentence.end):
            yield moved.start(), moved.end(), concluded
