"""Whether a text tells what came of a study, and whether counted people are the sample of one."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from medlint.api import (
    Cues,
    Document,
    Sentence,
    Study,
    claim_at,
    is_asked,
    lazy_pattern,
    sentence_index,
    sentences,
)

LOOK_BACK = 3
"""A text may tell the result first: so many sentences before the study are read."""
FRAME = 3
"""A word of research at most so many sentences away makes counted people a sample."""
UNREAD = frozenset({"caption", "alt", "link-title", "button", "footnote"})

_SAMPLED = lazy_pattern(r"\b(?:participants|volunteers|subjects|respondents|recruits|enrollees)$")
_PART = lazy_pattern(r"\bof (?:the |our |these )?(?:[\w-]+ )?$|\bout of (?:the )?$")
_TREATED = lazy_pattern(
    r"(?:\s+(?:with|who|in|on)\s+(?:[\w-]+\s+){1,4}?)?\s+(?:(?:who|that|and) )?(?:were |was )?(?:given|tried|used|wore"
    r"|got|took|received|treated|tested|rinsed|drank|ate|did|had)\b"
)

_TO_COME = lazy_pattern(
    r"\bprevent one\b|\bjust one\b|\bwould need to\b|\b(?:every|each|per) year\b|\bhalfway\b"
    r"|\b(?:is|are) (?:being |now |still )?(?:planned|recruiting|under way|underway|halfway)\b"
    r"|\b(?:will|would|plans? to|hopes? to|aims? to) (?:[\w-]+ )?(?:involve|include|enrol|enroll|recruit|follow"
    r"|test|study"
    r"|appear)\b"
)


class ResultCues(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """Lexicons that can be exchanged in a rule file.

    `results`: words that tell what came of something. `research`, `researchers` (of kind
    research): words that make counted people a sample.
    `remedies`: what was taken or done. `benefits`: words by which a remedy is said to do good.
    """

    results: Cues = "study-results"
    research: Cues = "study-nouns"
    researchers: Cues = "study-words"
    remedies: Cues = "interventions"
    benefits: Cues = "benefit-verbs"


def result_of(document: Document, study: Study, cues: ResultCues) -> tuple[int, int] | None:
    """The prose span of the words that tell a result of a study, in its scope or a little before it; None without."""
    for sentence in told(document, study):
        if is_asked(document, sentence.start):
            continue
        for name in (cues.results, cues.benefits):
            hits = document.hits_between(name, sentence.start, sentence.end)
            if hits:
                return hits[0].start, hits[0].end
        if claim_at(document, sentence.start).strength != "none":
            return sentence.start, sentence.end
    return None


def told(document: Document, study: Study) -> Iterator[Sentence]:
    """The sentences of running text in a study's scope, and `LOOK_BACK` before it in its section."""
    listed = sentences(document)
    for index in range(max(study.first - LOOK_BACK, 0), len(listed)):
        sentence = listed[index]
        if sentence.start >= study.end:
            return
        if document.blocks[sentence.block].kind not in UNREAD:
            yield sentence


def is_sample(document: Document, study: Study, cues: ResultCues) -> bool:
    """Whether the counted people of a study were studied: research, a part of them, or a remedy stands beside.

    A study that is yet to come, and a number that must be treated for one to benefit, count nobody.
    """
    start, end = study.count_cue.start, study.count_cue.end
    if _SAMPLED.search(document.prose, start, end) or _PART.search(document.prose[max(0, start - 30) : start].lower()):
        return True
    number = sentence_index(document, start)
    listed = sentences(document)
    if _TO_COME.search(document.prose, listed[number].start, listed[number].end):
        return False
    first, last = listed[max(number - FRAME, 0)], listed[min(number + FRAME, len(listed) - 1)]
    if _speaks_of_research(document, first.start, last.end, cues):
        return True
    own = listed[number]
    remedy = document.hits_between(cues.remedies, first.start, own.end)
    found = document.hits_between(cues.results, own.start, own.end)
    told_here = any(document.tag(cues.results, hit, "kind") != "find" for hit in found)
    return bool(remedy and told_here) or bool(_TREATED.match(document.prose, end))


def _speaks_of_research(document: Document, start: int, end: int, cues: ResultCues) -> bool:
    """Whether a study or those who do one are named in prose[start:end]."""
    if document.hits_between(cues.research, start, end):
        return True
    found = document.hits_between(cues.researchers, start, end)
    return any(document.tag(cues.researchers, hit, "kind") == "research" for hit in found)
