"""Whether a text tells what came of a study, and whether counted people are the sample of one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from medlint.api import (
    Cues,
    Document,
    Sentence,
    Study,
    citations_for,
    claim_at,
    is_asked,
    lazy_pattern,
    role_score,
    sentence_index,
    sentences,
)

LOOK_BACK = 3
"""A text may tell the result first: so many sentences before the study are read."""
FRAME = 3
"""A word of research at most so many sentences away makes counted people a sample."""
RESULT = 0.0
"""From this score on a sentence tells a result: more than eight in ten do (cross-validated)."""
NO_RESULT = frozenset(
    {
        "treated",
        "affected",
        "influenced",
        "assisted",
        "aided",
        "regulated",
        "mediated",
        "modified",
        "altered",
        "threatened",
    }
)
"""Verbs of change that do not say what came of it."""
UNREAD = frozenset({"caption", "alt", "link-title", "button", "footnote"})
PUBLISHED = frozenset({"journal", "doi", "pmid"})
"""Kinds of citation by which a paper is the source of what is told beside them."""

_DATED = lazy_pattern(r"\([^()]{2,60}, (?:19|20)\d\d\)")
_SAMPLED = lazy_pattern(r"\b(?:participants|volunteers|subjects|respondents|recruits|enrollees)$")
_GIVEN = lazy_pattern(
    r"\b(?:were|been) (?!(?:studied|tested|enrolled|recruited)$)[a-z]+(?: [a-z]+)?$"
    r"|\b(?:got|received|took|underwent) \w+$"
)
_PART = lazy_pattern(r"\bof (?:the |our |these )?(?:[\w-]+ )?$|\bout of (?:the )?$")
_TREATED = lazy_pattern(
    r"(?:\s+(?:with|who|in|on)\s+(?:[\w-]+\s+){1,4}?)?\s+(?:(?:who|that|and) )?(?:were |was )?(?:given|tried"
    r"|used|wore"
    r"|got|took|received|treated|tested|rinsed|drank|ate|did|had)\b"
)

_CONTRAST = lazy_pattern(r"\b(?:those|than|the others|the rest|twice|half|from \d[\d.,]* (?:\w+ ){0,3}to \d)\b")
_GIVEN_TO = lazy_pattern(
    r"\b(?!(?:born|based|offered|sold|recommended|linked|related|infected|reported|known|diagnosed|killed|seen)\b)"
    r"(?:[a-z]{3,}ed|given|put|taught|shown|worn|lent|sent|done|begun|sewn) (?:out |up |back )?"
    r"(?:in|on|to|by|with|at|among) (?:the |all |about |some |nearly |around |over |only |just )*$"
)
_TRIED_ON = lazy_pattern(
    r"\b(?:did (?:so|this|that|it|the same)|(?:tried|tested|used|performed|carried out|implanted|inserted|fitted"
    r"|injected|placed|put|applied|sewed|glued|gave|did) (?:the|a|an|this|it|their|its)(?: [\w-]+){0,3}?)"
    r" (?:in|on|to|with|into) (?:the |all |about |some |nearly |around |over |only |just )*$"
)
_CAUSED = lazy_pattern(
    r"\b(?!(?:\w*(?:recruit|enrol|test|stud[iy]|follow|ask|includ|involv|survey|interview|treat|examin|compar"
    r"|analy[sz]"
    r"|assign|random|select|invit|monitor|track|watch|review|assess|evaluat|observ|question|measur|contact"
    r"|scann?|kill"
    r"|injur|arrest|charg|hir|employ|attend|visit|affect|diagnos|hospitali[sz]|infect|identifi|describ|featur|train"
    r"|offer|need|want|match|divid|sampl|report|rais|award|honou?r|expos|examin|target|gather|check)\w*ed)\b)"
    r"(?:[a-z]{3,}ed|made|kept|gave|cut|got|let|left|brought|set|rid|beat|woke|drove|sent)"
    r"(?: (?:up|down|off|away|out|back))?(?: the [a-z]+(?: [a-z]+)? (?:of|in|among|for))? (?:the |all |about |some "
    r"|nearly |around |over |only |just )*$"
)
_MORE = lazy_pattern(
    r"\bmore (?!than\b|about\b|and more\b|research|stud|work|trials|information|evidence|details)[a-z]{3,}"
    r"|\b[a-z]{3,}er than (?!ever|expected|\d)|\b(?:could|can|able to)\b[^.;]{1,45}\b(?:again|once more)\b"
    r"|\bcan now\b"
    r"|\b(?:\d+|[a-z]+) of (?:them|whom)\b|\b(?:none|nobody|no one)(?: of them)? (?:had|got|fell|was|were|needed"
    r"|came|went)\b"
)
_DID = lazy_pattern(
    r"(?:\s+(?:with|from|at|in|of|who) (?:[\w-]+ ){0,3}[\w-]+)?\s+(?:[a-z]{3,}ed|had|took|put|went|gave|sat|wore|ate"
    r"|drank|blew|slept|sang|swam|ran|rode|stood|lay|spent|kept|held|learnt|read|wrote|threw|swung|did|made"
    r"|got|taught"
    r"|began|cut|spoke|met|left|drew|built|grew|dug|caught|hung|bent|shook|fed|rose|fell|drove|came|stuck|lost|sent"
    r"|set|wound|knelt|leant|chose|heard|saw|felt|let|laid|bit|shut)\b"
)
_AT_WORK = lazy_pattern(
    r"\s+(?:work|live|serve|belong|teach|run|staff|care|look after|are (?:on duty|employed|based))\b"
)
_ADJECTIVE = lazy_pattern(r"\b(?:were|was|been|are|is|of|with|in|by|had|have|has) (?:[a-z]+ )?$")

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
    `effects` (of form past): verbs by which one thing changed another.
    """

    results: Cues = "study-results"
    research: Cues = "study-nouns"
    researchers: Cues = "study-words"
    remedies: Cues = "interventions"
    benefits: Cues = "benefit-verbs"
    effects: Cues = "change-verbs"


def result_of(document: Document, study: Study, cues: ResultCues, *, plain: bool = False) -> tuple[int, int] | None:
    """The prose span of the words that tell a result of a study, in its scope or a little before it; None without.

    `plain`: that something was found is no result, what was found must be told as a change or a comparison.
    """
    counted = study.count_cue
    if counted.end and acted_on(document, counted.start):
        return counted.start, counted.end
    for sentence in told(document, study):
        if is_asked(document, sentence.start):
            continue
        for name in (cues.results, cues.benefits):
            hits = [
                hit
                for hit in document.hits_between(name, sentence.start, sentence.end)
                if not (plain and name == cues.results and document.tag(name, hit, "kind") == "find")
            ]
            if hits:
                return hits[0].start, hits[0].end
        for hit in document.hits_between(cues.effects, sentence.start, sentence.end):
            if document.tag(cues.effects, hit, "form") == "past" and hit.phrase not in NO_RESULT:
                return hit.start, hit.end
        more = _MORE.search(document.prose, sentence.start, sentence.end)
        if more is not None:
            return more.start(), more.end()
        if claim_at(document, sentence.start).strength != "none":
            return sentence.start, sentence.end
        contrast = _CONTRAST.search(document.prose, sentence.start, sentence.end)
        if contrast and role_score(document, sentence.start, "result") >= RESULT:
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


def is_sample(document: Document, study: Study, cues: ResultCues) -> Literal["yes", "likely", "no"]:
    """Whether the counted people of a study were studied: research, a part of them, or a remedy stands beside.

    It is likely where nothing of that kind stands there, but the sentence tells what became of the people. A study
    that is yet to come, and a number that must be treated for one to benefit, count nobody.
    """
    start, end = study.count_cue.start, study.count_cue.end
    if _SAMPLED.search(document.prose, start, end) or _PART.search(document.prose[max(0, start - 30) : start].lower()):
        return "yes"
    number = sentence_index(document, start)
    listed = sentences(document)
    own = listed[number]
    if _TO_COME.search(document.prose, own.start, own.end) or _AT_WORK.match(document.prose, end):
        return "no"
    first, last = listed[max(number - FRAME, 0)], listed[min(number + FRAME, len(listed) - 1)]
    if _speaks_of_research(document, first.start, last.end, cues) or _is_published(document, study, first, last):
        return "yes"
    if _TREATED.match(document.prose, end) or _GIVEN_TO.search(document.prose, own.start, start):
        return "yes"
    if _TRIED_ON.search(document.prose, own.start, start) or _GIVEN.search(document.prose, start, end):
        return "yes"
    told_here = _tells_change(document, own, cues)
    treated = bool(document.hits_between(cues.remedies, first.start, own.end))
    if treated and told_here:
        return "yes"
    told_near = _tells_change(document, first, cues, last) and (treated or bool(_DID.match(document.prose, end)))
    return "likely" if told_here or told_near or acted_on(document, start) else "no"


def _tells_change(document: Document, sentence: Sentence, cues: ResultCues, last: Sentence | None = None) -> bool:
    """Whether a sentence, or those up to `last`, tell what became of somebody, not only that something was found."""
    end = (last or sentence).end
    found = document.hits_between(cues.results, sentence.start, end)
    if any(document.tag(cues.results, hit, "kind") != "find" for hit in found):
        return True
    changed = document.hits_between(cues.effects, sentence.start, end)
    if any(document.tag(cues.effects, hit, "form") == "past" and hit.phrase not in NO_RESULT for hit in changed):
        return True
    return _MORE.search(document.prose, sentence.start, end) is not None


def acted_on(document: Document, start: int) -> bool:
    """Whether the people counted at an offset are the object of a verb of effect: "cheered up 40 pupils"."""
    begin = sentences(document)[sentence_index(document, start)].start
    verb = _CAUSED.search(document.prose, begin, start)
    return verb is not None and not _ADJECTIVE.search(document.prose, begin, verb.start())


def _is_published(document: Document, study: Study, first: Sentence, last: Sentence) -> bool:
    """Whether a paper is the source of one of some sentences in the scope of a study."""
    return any(
        citation.kind in PUBLISHED or _DATED.match(document.prose, citation.start) is not None
        for sentence in told(document, study)
        if first.start <= sentence.start <= last.start
        for citation in citations_for(document, sentence.start)
    )


def _speaks_of_research(document: Document, start: int, end: int, cues: ResultCues) -> bool:
    """Whether a study or those who do one are named in prose[start:end]."""
    if document.hits_between(cues.research, start, end):
        return True
    found = document.hits_between(cues.researchers, start, end)
    return any(document.tag(cues.researchers, hit, "kind") == "research" for hit in found)
