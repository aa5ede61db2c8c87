"""A question thrown in after a finding, with a curt answer: "Exam week? Sorted." Both speak to whoever reads."""

from __future__ import annotations

import re

from medlint.api import Document, Sentence, lazy_pattern, names_preclinical, sentence_index, sentences

from .pieces import Statement, clipped

ASKED_BLANKS = 7
"""A question thrown in has at most so many blanks (our estimate)."""

_ANSWER = lazy_pattern(
    r"\W*(?:(?:consider (?:it|them|that) )?(?:sorted|solved|done|gone|fixed|covered|handled|history|banished|beaten"
    r"|cured|over|sussed|nailed|ticked|dealt with|taken care of|a thing of the past|in the bag)"
    r"|not (?:you|any ?more|any longer|now|for long|on (?:this|our|its) watch|with (?:this|it|these)(?: \w+)?"
    r"|a (?:problem"
    r"|chance))|no (?:longer|more|problem|worries|sweat|trouble|need)|never again|(?:problem|job|case) (?:solved|done"
    r"|closed)|relax|easy|easily|simple|piece of cake|forget (?:it|them|about (?:it|them))|bye(?:-bye)?|goodbye"
    r"|(?:they|it) (?:will be|is|are|['\u2019]ll be) (?:gone|over|history|sorted)|yours|yes, please|bring it on"
    r"|that['\u2019]s (?:sorted|over|history|it)|you (?:will|can) (?:sail|breeze|stroll|float) through(?: it)?)\W*",
    re.IGNORECASE,
)
_VERBS = lazy_pattern(
    r"\b(?:is|are|was|were|does|do|did|can|could|will|would|may|might|should|has|have|how|why|who|what|where"
    r"|which)\b",
    re.IGNORECASE,
)


def curt_answer(document: Document, sentence: Sentence) -> Statement | None:
    """A question without a verb and its answer, where a sentence is such a question; or None."""
    prose = document.prose
    if not prose[sentence.start : sentence.end].rstrip().endswith("?"):
        return None
    if prose.count(" ", sentence.start, sentence.end) > ASKED_BLANKS:
        return None
    listed, number = sentences(document), sentence_index(document, sentence.start) + 1
    if number >= len(listed) or listed[number].block != sentence.block:
        return None
    if _VERBS.search(prose, sentence.start, sentence.end) or names_preclinical(document, sentence.start, sentence.end):
        return None
    answer = listed[number]
    if _ANSWER.fullmatch(prose, answer.start, answer.end) is None:
        return None
    return clipped(document, sentence.start, answer.end)
