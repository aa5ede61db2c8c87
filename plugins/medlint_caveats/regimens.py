"""Treatment again and again, spoken of far from the only study of a single dose, or in a long text."""

from __future__ import annotations

import re

from medlint.api import (
    Document,
    Sentence,
    Study,
    caveats,
    citations_for,
    is_asked,
    lazy_pattern,
    quote_at,
    role_score,
    sentence_index,
    sentences,
)

from .courses import about_course
from .options import StudyOptions, meant_studies, mentions
from .persons import seeks_care
from .pieces import Statement
from .topic import names_topic, topic_of

UNREAD = frozenset({"heading", "title", "caption", "alt", "link-title", "button", "cell", "footnote", "description"})
BEHIND = 2
"""So many sentences behind the dose the next thing said is still about it."""
DOSED = -0.8
"""So plainly must a sentence that names the treatment apply it again and again, far from the study of one dose."""

EARLY = 0.5
"""So plainly must a sentence apply it that stands before the study is told (our estimate)."""

_RHYTHM = lazy_pattern(
    r"\b(?:daily|nightly|weekly|fortnightly|monthly|(?:every|each) (?:other |single |few |two |three |four "
    r"|six )?(?:day"
    r"|night|weeknight|week|fortnight|month|morning|evening|mornings?|winter|spring|summer|autumn|weekend"
    r"|bedtime|meal"
    r"|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)\w*|(?:once|twice|thrice|\w+ times|an evening|a night|a morning|evenings"
    r"|nights|mornings|days|sessions|doses|capsules|cups|drops) (?:a|per|each|every) (?:day|night|week"
    r"|fortnight|month)"
    r"|an? [\w-]+ (?:a|every|each) (?:day|night|week|fortnight|month|morning|evening)|regular(?:ly)?"
    r"|repeat(?:s|ed|ing)?"
    r"|top(?:ped|ping)?[- ]up|boosters?|maintenance|course of|course|for life|for good|for ever|forever|long[- ]term"
    r"|as (?:often|long) as|day after day|week after week|night after night|year after year|all (?:winter"
    r"|year|summer)"
    r"|from now on|habit|routine|keep (?:on )?[a-z]+ing|(?:six|eight|ten|twelve) (?:sessions|visits|weeks|doses))\b",
    re.IGNORECASE,
)


def far_course(document: Document, study: Study, options: StudyOptions) -> Statement | None:
    """The first words of a text, behind its only study of a dose, that speak of treatment again and again; or None."""
    if len(meant_studies(document, options)) > 1 or mentions(document, options.alongside, options):
        return None
    if any(caveat.kind == options.caveat for caveat in caveats(document)):
        return None
    topic, listed = topic_of(document, study), sentences(document)
    early = (one for one in listed[: study.first] if _is_promised(document, one, topic))
    for sentence in (*listed[study.first + 1 :], *early):
        if document.blocks[sentence.block].kind in UNREAD or not is_regimen(document, sentence, study, topic):
            continue
        statement = about_course(document, sentence, options)
        if statement is not None:
            return statement
    return None


def _is_promised(document: Document, sentence: Sentence, topic: frozenset[str]) -> bool:
    """Whether a sentence before the study says plainly, in the words of the text, what the thing studied does."""
    if quote_at(document, sentence.start) or not names_topic(document, sentence, topic):
        return False
    return role_score(document, sentence.start, "applies") >= EARLY


def is_regimen(document: Document, sentence: Sentence, study: Study, topic: frozenset[str]) -> bool:
    """Whether a sentence of a longer text surely speaks of the treatment again and again.

    It names a rhythm, and the thing that was studied, unless it stands right behind that.
    """
    if is_asked(document, sentence.start) or seeks_care(document, sentence):
        return False
    cited = (citation for citation in citations_for(document, sentence.start) if citation.kind != "named-source")
    if any(sentence.start <= citation.start < sentence.end for citation in cited):
        return False
    after = sentence_index(document, sentence.start) - sentence_index(document, study.dose_cue.start)
    score = role_score(document, sentence.start, "applies") if not 0 < after <= BEHIND else 0
    if score < (DOSED if names_topic(document, sentence, topic) else 0):
        return False
    return _RHYTHM.search(document.prose, sentence.start, sentence.end) is not None
