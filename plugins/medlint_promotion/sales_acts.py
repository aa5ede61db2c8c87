"""Calls made of two parts: what the reader is told to do, and what is held out for it."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.api import Cues, Document, Hit, Sentence, hits_with_sentences, lazy_pattern

_OPENS = lazy_pattern(r"(?:[.!?:;\u2013\u2014(] ?|\b(?:so|then|please|just|simply) )[\"'\u201c\u2018*]*$", 2)
_FIRST = lazy_pattern(r"(?:if|when|for|to|before|with|whether|while|once|as|want|why wait)\b", 2)
_KEYWORD = lazy_pattern(r" [\"\u201c\u2018']?[A-Z]{3,}\d{0,3}\b")
_NEAR = 20
LONGEST = 60
"""A call is marked from the act to the lure if that is no longer, else the act alone, in characters."""


def find_acts(document: Document, cues: Cues) -> Iterator[tuple[int, int]]:
    """The prose spans of calls: an act that begins a clause, with a lure in its sentence or the one beside it."""
    if not any(document.tag(cues, hit, "kind") == "act" for hit in document.hits(cues)):
        return
    done = -1
    for hit, sentence in hits_with_sentences(document, cues):
        if hit.start < done or document.tag(cues, hit, "kind") != "act" or not _begins_clause(document, hit, sentence):
            continue
        lure = _lure(document, hit, sentence, cues)
        if lure is not None:
            end = lure.end if hit.start < lure.end <= hit.start + LONGEST else hit.end
            done = max(end, hit.end)
            yield hit.start, done


def _begins_clause(document: Document, hit: Hit, sentence: Sentence) -> bool:
    """Whether an imperative can stand here: nothing, a stop, "so" or "please", or a subordinate clause is before it."""
    before = document.prose[max(sentence.start, hit.start - _NEAR) : hit.start]
    if not before.strip("\"'\u201c\u2018* ") or _OPENS.search(before):
        return True
    return before.endswith((", ", "? ")) and _FIRST.match(document.prose, sentence.start) is not None


def _lure(document: Document, act: Hit, sentence: Sentence, cues: Cues) -> Hit | None:
    of = document.tag(cues, act, "of")
    if of == "keyword" and not _KEYWORD.match(document.prose, act.end):
        return None
    buying = of == "buying"
    for hit in document.hits_between(cues, sentence.start, sentence.end):
        kind = document.tag(cues, hit, "kind")
        if of == "keyword" and "free" in hit.phrase:
            continue
        if (kind == "lure" or (kind == "press" and buying)) and (hit.end <= act.start or hit.start >= act.end):
            return hit
    return None
