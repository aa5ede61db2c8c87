"""Limits put together from two families of words that meet in one clause: what the limit is about, and plain doubt."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from medlint.layers.doubts import clauses, is_doubted, is_negated
from medlint.layers.sections import part_of
from medlint.layers.sentences import Sentence, sentence_index, sentences
from medlint.lazy import lazy_pattern
from medlint.model import Span

if TYPE_CHECKING:
    from medlint.document import Document
    from medlint.phrasebook import Hit

TOPIC_LEXICONS = ("caveat-topics", "not-yet-known", "surrogate-markers", "study-words")
"""The lexicons that this module reads."""
NEAR_SENTENCES = 6
"""What a topic leans on is named at most so many sentences away (our estimate)."""

_ASKS = lazy_pattern(r"^\W*(?:but |and |yet |still,? )?(?:whether|how|what|if|who)\b")
_STILL_TO_COME = lazy_pattern(
    r"\b(?:un(?:known|clear|certain|tested|studied|explored|charted|answered|reviewed|checked|vetted)"
    r"|(?:has|have|had) yet to|still to|awaits?|awaiting|pending)\b"
)
_BEFORE = lazy_pattern(
    r"\b(?=ahe|bef|byp|unt|wit|pri|ski|min|lac)"
    r"(?:ahead of|(?<!than )(?<!as )(?<!ever )(?<!day )before(?! and after)|until|without|prior to|bypass\w*"
    r"|skipp?\w*|minus|lacks?|lacking)\b"
)


def topic_caveats(document: Document) -> Iterator[tuple[int, str, Span]]:
    """For each sentence that doubts a topic of `caveat-topics`: its number, the kind of limit, and the clause."""
    hits = document.hits("caveat-topics")
    for number, found in groupby(hits, key=lambda hit: sentence_index(document, hit.start)):
        meant = [hit for hit in found if _leans(document, number, document.tag("caveat-topics", hit, "near"))]
        sentence = sentences(document)[number]
        if meant and _is_doubted(document, Span(sentence.start, sentence.end), plain=True):
            yield from _of_sentence(document, number, sentence, meant)


def doubts_near(document: Document, offset: int, reach: int) -> bool:
    """Whether a sentence at most `reach` away in its part of the text doubts something studied, whatever its topic."""
    listed, number = sentences(document), sentence_index(document, offset)
    first, last = part_of(document, listed[number].block)
    near = [one for one in listed[max(number - reach, 0) : number + reach + 1] if first <= one.block < last]
    return any(is_doubted(clause) for other in near for clause in clauses(_lower(document, other)))


def _lower(document: Document, sentence: Sentence) -> str:
    return document.prose[sentence.start : sentence.end].lower()


def _of_sentence(
    document: Document, number: int, sentence: Sentence, hits: list[Hit]
) -> Iterator[tuple[int, str, Span]]:
    """The first limit of each kind in a sentence."""
    done: set[str] = set()
    for hit in hits:
        kind = document.tag("caveat-topics", hit, "kind")
        if kind in done:
            continue
        clause = _clause(document, sentence, hit.start)
        if _is_doubted(document, clause, plain=document.tag("caveat-topics", hit, "plain") == "yes"):
            done.add(kind)
            yield number, kind, clause


def _leans(document: Document, number: int, lexicon: str) -> bool:
    """Whether what a topic leans on is named near its sentence, if it leans on anything."""
    listed = sentences(document)
    first, last = listed[max(number - NEAR_SENTENCES, 0)], listed[min(number + NEAR_SENTENCES, len(listed) - 1)]
    return not lexicon or bool(document.hits_between(lexicon, first.start, last.end))


def _clause(document: Document, sentence: Sentence, offset: int) -> Span:
    """The clause that holds an offset, with all that follows where it is an open question ("how long it lasts, ")."""
    text = document.prose[sentence.start : sentence.end].lower()
    ends = [0]
    for clause in clauses(text):
        ends.append(ends[-1] + len(clause))
    at = min(bisect_right(ends, offset - sentence.start), len(ends) - 1)
    start, end = list(pairwise(ends))[at - 1]
    return Span(sentence.start + start, sentence.end if _ASKS.match(text[start:end]) else sentence.start + end)


def _is_doubted(document: Document, span: Span, *, plain: bool) -> bool:
    """Whether words say that something was not studied or is not known; `plain`: that it was not or is to come."""
    text = document.prose[span.start : span.end].lower()
    return (
        bool(document.hits_between("not-yet-known", span.start, span.end))
        or bool(_STILL_TO_COME.search(text))
        or (is_negated(text) or bool(_BEFORE.search(text)) if plain else is_doubted(text))
    )
