"""Other people to whom the result of the only study of a text is carried over, wherever they stand in it."""

from __future__ import annotations

import re

from medlint.api import (
    Document,
    Hit,
    Sentence,
    Study,
    caveats,
    citations_for,
    is_asked,
    is_negated,
    lazy_pattern,
    role_score,
    sentence_index,
    sentences,
    studies,
)

from .carried_options import UNREAD, CarriedOptions
from .groups import is_same
from .persons import seeks_care
from .topic import names_topic, topic_of

HEADS = frozenset({"heading", "title", "description"})
APPLIES = -1.5
"""So plainly must a sentence apply something to people, where it promises it and names the thing."""
PLAINLY = 0.5
"""So plainly where it does not name the thing."""

_PROMISED = lazy_pattern(
    r"[^.;]{0,90}?(?:\s(?:should|must|will|can(?! not\b)|need|needs|deserves?|stand to|look forward|benefits?|gains?"
    r"|gets? (?:just |exactly |much |all )?(?:the|as)|sees? (?:just |exactly |much )?the same|ha(?:s|ve) (?:it|one|a)"
    r"|finds? (?:the same|relief)|do(?:es)? (?:just )?as well|respond|are (?:protected|spared|helped)|is (?:protected"
    r"|spared|helped))\b|['\u2019]ll\b)",
    re.IGNORECASE,
)
_ALIKE = lazy_pattern(
    r"\b(?:too|as well|likewise|equally|the same|just as|alike|so (?:will|would|should|can|do|does))\b", re.IGNORECASE
)
_TO_COME = lazy_pattern(
    r"\b(?:will|plans?|planned|hopes?|next|autumn|begin|starts?|recruiting|expects?)\b", re.IGNORECASE
)


def far_goal(document: Document, cue: Hit, options: CarriedOptions) -> Hit | None:
    """The first other people of whom the text promises something, where a counted group is its only study; or None.

    No limit of who was studied stands anywhere in it.
    """
    study = _only_study(document, cue)
    if study is None or any(limit.kind == options.caveat for limit in caveats(document)):
        return None
    topic = topic_of(document, study)
    for sentence in sentences(document):
        if document.blocks[sentence.block].kind in UNREAD | HEADS or is_asked(document, sentence.start):
            continue
        if sentence.start <= cue.start < sentence.end or not _carries(document, sentence, topic, options):
            continue
        for goal in document.hits_between(options.addressed, sentence.start, sentence.end):
            if not _is_group(document, goal, options) or is_negated(document, goal.start):
                continue
            if is_same(document, cue, goal, options.studied, options.addressed, options.differ):
                continue
            if _PROMISED.match(document.prose, goal.end, sentence.end):
                return goal
    return None


def _only_study(document: Document, cue: Hit) -> Study | None:
    """The study that counts the people of a hit, where no other one that was done counts any."""
    told = [study for study in studies(document) if study.n is not None and study.subjects == "people"]
    own = next((one for one in told if one.count_cue.start < cue.end and cue.start < one.count_cue.end), None)
    if own is None:
        near = sentence_index(document, cue.start)
        own = next((one for one in told if one.first <= near <= one.last), None)
    if own is None or any(one.n != own.n and not _is_planned(document, one) for one in told):
        return None
    return own


def _is_group(document: Document, goal: Hit, options: CarriedOptions) -> bool:
    """Whether a hit means some kind of people, who are not simply the reader, or everybody."""
    meant = document.tag(options.addressed, goal, options.differ)
    return bool(meant) and not goal.phrase.startswith("you") and "everyone" not in meant


def _is_planned(document: Document, study: Study) -> bool:
    """Whether the sentence that counts people says that they will be studied."""
    sentence = sentences(document)[sentence_index(document, study.count_cue.start)]
    return _TO_COME.search(document.prose, sentence.start, sentence.end) is not None


def _carries(document: Document, sentence: Sentence, topic: frozenset[str], options: CarriedOptions) -> bool:
    """Whether a sentence applies something to people: not of research itself, nor with a source, nor of their care."""
    if document.hits_between(options.research, sentence.start, sentence.end) or seeks_care(document, sentence):
        return False
    cited = (citation for citation in citations_for(document, sentence.start) if citation.kind != "named-source")
    if any(sentence.start <= citation.start < sentence.end for citation in cited):
        return False
    score = role_score(document, sentence.start, "applies")
    joined = _ALIKE.search(document.prose, sentence.start, sentence.end) is not None
    return score >= (APPLIES if joined or names_topic(document, sentence, topic) else PLAINLY)
