"""Check `reader-advice`: readers are told what to do, and what stands beside it is one study."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.api import (
    Check,
    Cues,
    Document,
    Hit,
    Match,
    Related,
    Sentence,
    Surroundings,
    clause_start,
    lazy_pattern,
    sentence_at,
    sentence_index,
    sentences,
    step_for,
)

REACH, AHEAD = 3, 1
"""Advice rests on a study named at most so many sentences before or after it (our estimate)."""
LONGEST_MARK = 60
"""A marked stretch has at most so many characters."""
SUBJECT_REACH = 40
"""The one who is told stands at most so many characters before the advice."""

_SO = lazy_pattern(
    r"(?:(?:^|[,;:.])\s*(?:and )?so,?|\bfrom (?:now on|tomorrow|today),?|\b(?:throw out|raise|swap|drop)[\w\s]* and)"
    r"\s*(?:please |just |simply |always |instead,? )*$",
    re.IGNORECASE,
)
_OPENING = lazy_pattern(
    r"^\s*[\"\u201c\u2018']?(?:so,? |then,? |please |just |simply |always |today,? |tonight,? |now,? |instead,? )*$",
    re.IGNORECASE,
)
_IF = lazy_pattern(r"^\W*(?:if|when|for|before|after|next time|once)\b[^.;:]{3,90},\s*$", re.IGNORECASE)
_COUNTED = lazy_pattern(
    r"\b(?:in|of|among|with|from|followed|gave|asked) (?:just |only |about )?\d[\d,]*\s+(?:\w+\s+)?$", re.IGNORECASE
)
_NO_ORDER = lazy_pattern(
    r"\s+(?:of|in|for|is|are|was|were|on|by|with|has|have|had|may|can|and)\b|\s*[-,:]", re.IGNORECASE
)
_OBJECT = lazy_pattern(r"(?:[ \u00a0]+[\w'\u2019%-]+){1,3}")


class AdviceOptions(Surroundings, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """What advises, and what it must not rest on alone.

    `cues` are the words of advice; those with the tag `opens` only at the start of a clause, those with the tag `of`
    only where one of `people` and none of `not-readers` stands before them in the clause. `evidence`: words of one
    study, which must stand near, as a counted group of `people` does too. `guidance`: words of
    guidelines or settled evidence near, which make advice right. The rest is said in `Surroundings`.
    """

    cues: Cues
    evidence: Cues
    people: Cues = ""
    not_readers: Cues = ""
    guidance: Cues = ""


def find_advice(document: Document, options: AdviceOptions) -> Iterator[Match]:
    """One match for each sentence of advice that stands beside one study and beside no guideline."""
    done = -1
    for hit in document.hits(options.cues):
        sentence = sentence_at(document, hit.start)
        if sentence is None or sentence.start == done or not _is_order(document, hit, sentence, options):
            continue
        study = _near(document, sentence, options.evidence) or _group(document, sentence, options.people)
        if study is None or _near(document, sentence, options.guidance) is not None:
            continue
        step = step_for(document, hit.start, hit.end, options)
        if step is not None:
            done = sentence.start
            related = (Related(study.start, study.end, "the one study that it rests on"),)
            yield Match(*_mark(document, hit, options), step=step, related=related)


def _is_order(document: Document, hit: Hit, sentence: Sentence, options: AdviceOptions) -> bool:
    """Whether the words advise readers where they stand: an order opens its clause and has an object."""
    if document.tag(options.cues, hit, "of"):
        start = clause_start(document, hit.start)
        told = document.hits_between(options.people, start, hit.start)
        others = document.hits_between(options.not_readers, start, hit.start)
        return bool(told) and (not others or others[-1].end <= told[-1].start)
    if not document.tag(options.cues, hit, "opens"):
        return True
    before = document.prose[sentence.start : hit.start]
    if document.tag(options.cues, hit, "opens") == "so":
        return bool(_SO.search(before))
    if _NO_ORDER.match(document.prose, hit.end):
        return False
    return bool(_OPENING.search(before) or _SO.search(before) or _IF.match(before))


def _group(document: Document, sentence: Sentence, people: str) -> Hit | None:
    """A counted group of people near the advice, who were studied ("in 31 patients")."""
    hits = document.hits_between(people, *_around(document, sentence))
    return next((hit for hit in hits if _COUNTED.search(document.prose, max(hit.start - 30, 0), hit.start)), None)


def _around(document: Document, sentence: Sentence) -> tuple[int, int]:
    listed, number = sentences(document), sentence_index(document, sentence.start)
    return listed[max(number - REACH, 0)].start, listed[min(number + AHEAD, len(listed) - 1)].end


def _near(document: Document, sentence: Sentence, cues: str) -> Hit | None:
    """The nearest hit in the sentence or a few before or after it; None if there is none."""
    if not cues:
        return None
    hits = document.hits_between(cues, *_around(document, sentence))
    return min(hits, key=lambda hit: abs(hit.start - sentence.start), default=None)


def _mark(document: Document, hit: Hit, options: AdviceOptions) -> tuple[int, int]:
    """The advice with the one who is told right before it, and the first words of its object."""
    start = hit.start
    if document.tag(options.cues, hit, "of"):
        told = document.hits_between(options.people, max(start - SUBJECT_REACH, 0), start)
        if told and not document.prose[told[-1].end : start].strip():
            start = told[-1].start
    following = _OBJECT.match(document.prose, hit.end, start + LONGEST_MARK)
    return start, following.end() if following else hit.end


CHECK = Check("reader-advice", AdviceOptions, find_advice)
