"""Limits of kind sample, design, control and cause: words that name them, with the doubt that makes them a limit."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from medlint.layers.doubts import is_negated
from medlint.layers.samples import count_before
from medlint.layers.sentences import Sentence, sentence_index, sentences
from medlint.lazy import lazy_pattern
from medlint.model import Span

if TYPE_CHECKING:
    from medlint.document import Document
    from medlint.phrasebook import Hit

LIMIT_LEXICONS = ("study-limits", "limit-openers", "only-words")
"""The lexicons that this module reads."""
SMALL = 100
"""Fewer people than this are a small sample (the catalogue's threshold)."""
_UNSHOWN_REACH = 110
_COUNT_REACH = 45
_DOUBT_BEFORE, _DOUBT_AFTER = 110, 80

# The patterns are for text in lower case.
_UNSHOWN = lazy_pattern(
    r"\b(?=n(?:o|eve|eit)|cannot|little|hard|far|un(?:a|c|k|s)|imp|dif|too|yet|fail|[a-z]*n['\u2019]t)"
    r"(?:(?:\b(?:not|never|cannot|nor|neither|nothing|none|nobody|no one|little|hardly|far from|unable|impossible|hard"
    r"|difficult|too (?:early|soon)|yet to|fails?|failed"
    r"|no (?:proof|evidence|way|sign))\b|[a-z]*n['\u2019]t\b)"
    r"(?:(?!\b(?:but|because|although|while)\b)[^.;:]){0,35}?"
    r"\b(?:pro(?:ve|ves|ved|ven|ving|of)|show[sn]?|showed|say(?:s|ing)?|said|establish\w*|determin\w*|demonstrat\w*"
    r"|tell|tells|make|makes|conclu\w*|confirm\w*|known|sure|certain|mean|means|impl(?:y|ies)|evidence|clear|infer\w*"
    r"|assum\w*|claim\w*|way)\b"
    r"(?:(?!\b(?:but|because|although|while|which|who|what)\b)[^.;:]){0,60}$"
    r"|\b(?:unclear|unknown|uncertain|unsure) (?:whether|if)\b(?:(?!\b(?:which|who)\b)[^.;:]){0,60}$)",
)
_DOUBT = lazy_pattern(
    r"\b(?:not|no|never|cannot|nor|neither|nothing|none|unable|impossible|hard|difficult|tricky|tough|fails?|failed"
    r"|unclear|unknown|uncertain|unsure|unproven|lack\w*|cautio\w*|careful\w*|warn\w*|beyond|rather than"
    r"|stop short|stops short|far from|yet to|limit\w*|question\w*|debat\w*|little|more research|further (?:research"
    r"|stud(?:y|ies)|trials?|work)|needed|doubt\w*|nobody|no one|whether|guess\w*|missing|wanting|does not"
    r"|remains?|confus\w*|mistak\w*|different|short of)\b|n['\u2019]t\b",
)
_STUDY = lazy_pattern(
    r"\b(?:stud(?:y|ies)|research(?:ers)?|trials?|surveys?|analys[ie]s|findings?|results?|data|figures|evidence|authors"
    r"|scientists|experts|design|links?|association|correlation|records|it|this|that|which|they|we|paper|report|work"
    r"|numbers|team|cohort|professor|dr|charts?|maps?|registers?|registry|files?|notes|questionnaires?|diar(?:y|ies)"
    r"|polls?"
    r"|samples?|snapshots?|comparisons?|tests?|experiments?|pilot|series|audit|statistics|count|tally|database"
    r"|report)\b",
)
_STUDY_NOUN = lazy_pattern(
    r"(?:\s+(?!of\b|and\b|in\b)[\w.'\u2019-]+){0,3}?"
    r"\s+(?:stud(?:y|ies)|trials?|samples?|experiments?|surveys?|pilot|cohorts?|sample sizes?)\b",
)
_INVOLVED = lazy_pattern(
    r"\b(?:involv(?:ed|es|ing)|includ(?:ed|es|ing)|enrolled|recruited|tested|studied|looked at|covered|had|has|followed"
    r"|was|is|were|comprised|numbered|with|on)"
    r" (?:only|just|merely|a mere|no more than|as few as|fewer than)\s+((?:[\w-]+\s+){1,4})$",
)
_NARROWING = frozenset("only just merely mere than few".split())
"""Words without one of which few are never told to be involved."""
_EXPLAINS = lazy_pattern(
    r"(?:\s+[\w'\u2019-]+){0,7}?\s+(?:may|might|could|can)\s+(?:\w+\s+){0,2}?"
    r"(?:explain|account|be behind|have (?:been|made|caused|led|played"
    r"|had|done)|lie behind|be at work|be to blame|be the (?:cause|reason)|matter"
    r"|be responsible|play a (?:part|role)|sway|colou?r|bias|tilt|flatter|do the (?:rest|work|trick)|do much"
    r"|have (?:swayed|colou?red|biased|tilted|flattered|changed|lifted|helped|eased|brought|moved))\b",
)
_ONLY = lazy_pattern(
    r"\b(?:only|just|merely|a mere|no more than|solely|fewer than|less than|so few|as few as)"
    r"\s+(?:[\w-]+\s+){0,3}$",
)


def study_limits(document: Document) -> Iterator[tuple[int, str, Span]]:
    """For each sentence that names such a limit: its number, the kind, and the words; one of each kind."""
    hits = document.hits("study-limits")
    for number, found in groupby(hits, key=lambda hit: sentence_index(document, hit.start)):
        sentence = sentences(document)[number]
        done: set[str] = set()
        for hit in found:
            kind = document.tag("study-limits", hit, "kind")
            if kind not in done and _is_limit(document, hit, sentence):
                done.add(kind)
                yield number, kind, Span(hit.start, hit.end)


def _is_limit(document: Document, hit: Hit, sentence: Sentence) -> bool:
    """Whether what the words want stands beside them."""
    wants = document.tag("study-limits", hit, "wants")
    prose = document.lowered
    before = prose[sentence.start : hit.start]
    if wants == "doubt":
        return bool(_DOUBT.search(prose, *_around(hit, sentence)))
    if wants == "limit":
        return _is_limited(document, hit, sentence)
    if wants == "unshown":
        return bool(_UNSHOWN.search(before[-_UNSHOWN_REACH:]) and _STUDY.search(before))
    if wants == "study":
        return bool(_STUDY.search(before))
    if wants == "noun":
        return bool(_STUDY_NOUN.match(prose, hit.end, sentence.end))
    if wants == "explains":
        return bool(_EXPLAINS.match(prose, hit.end, sentence.end))
    if wants == "few":
        near = before[-2 * _COUNT_REACH :]
        few = None if _NARROWING.isdisjoint(near.split()) else _INVOLVED.search(near)
        return few is not None and 0 < (count_before(few[1]) or 0) < SMALL
    if wants == "counted":
        return 0 < (count_before(before[-_COUNT_REACH:]) or 0) < SMALL
    if wants == "small":
        count = count_before(before[-_COUNT_REACH:])
        return count is not None and count < SMALL and bool(_ONLY.search(before[-_COUNT_REACH:]))
    return True


def _around(hit: Hit, sentence: Sentence) -> tuple[int, int]:
    """Where in the sentence a doubt about the words can stand."""
    return max(sentence.start, hit.start - _DOUBT_BEFORE), min(sentence.end, hit.end + _DOUBT_AFTER)


def _is_limited(document: Document, hit: Hit, sentence: Sentence) -> bool:
    """Whether a word that announces a limit, that narrows down or that negates stands beside the words."""
    if any(document.hits_between(name, sentence.start, sentence.end) for name in ("limit-openers", "only-words")):
        return True
    prose = document.lowered
    return is_negated(f"{prose[sentence.start : hit.start]} {prose[hit.end : sentence.end]}")
