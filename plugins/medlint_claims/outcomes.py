"""What a verb of benefit does good to: a symptom, an illness, a function of the body, near the verb."""

from __future__ import annotations

import re

from medlint.api import Document, Hit, Sentence, clause_start, lazy_pattern, words_between

from .vocabulary import Vocabulary

LONGEST_MARK = 60
"""A marked stretch has at most so many characters; else the verb alone is marked."""

_ILLNESS = lazy_pattern(
    r"\b[a-z]{3,}(?:itis|osis|[ae]mia|oma|algia|pathy|plegia|phobia|rrh(?:o)?ea|uria|asthenia|spasm|sclerosis)\b",
    re.IGNORECASE,
)
"""Greek endings by which an illness is known that no lexicon lists."""

_BROKEN = lazy_pattern(r"[,;:()\u2014]|\b(?:that|which|so)\b")
_MODIFIES = lazy_pattern(
    r" (?:medicines?|medications?|drugs?|treatments?|patients?|sufferers?|cells?|research|researchers|care|charity"
    r"|charities"
    r"|clinics?|services?|specialists?|tests?|screening|scans?|survivors?|awareness|education|experts?|nurses?|wards?|units?"
    r"|doctors?)\b"
)


def outcome_before(document: Document, verb: Hit, words: Vocabulary) -> Hit | None:
    """The outcome right before a verb, as in "the pain fades"."""
    hits = document.hits_between(words.outcomes, clause_start(document, verb.start), verb.start)
    near = hits and words_between(document, hits[-1].end, verb.start) <= words.outcome_words // 2
    return hits[-1] if near else None


def outcome_after(document: Document, verb: Hit, sentence: Sentence, words: Vocabulary) -> Hit | None:
    """The first outcome after a verb that the verb does good to, if nothing else comes between.

    For people who feel better, it is the verb itself.
    """
    pole = document.tag(words.verbs, verb, "pole")
    for hit in document.hits_between(words.outcomes, verb.end, min(verb.end + 2 * LONGEST_MARK, sentence.end)):
        if not _reaches(document, verb, hit, words):
            return None
        if _suits(pole, document.tag(words.outcomes, hit, "pole"), verb.phrase):
            return _whole(document, hit, sentence, words)
        if pole in {"down", "up"}:
            return None
    if document.tag(words.verbs, verb, "form") == "people":
        return verb
    if document.tag(words.verbs, verb, "organ"):
        organs = document.hits_between(words.organs, verb.end, min(verb.end + LONGEST_MARK, sentence.end))
        return next((organ for organ in organs[:1] if _reaches(document, verb, organ, words)), None)
    return _illness(document, verb, sentence, words) if pole != "up" else None


def _reaches(document: Document, verb: Hit, outcome: Hit, words: Vocabulary) -> bool:
    if words_between(document, verb.end, outcome.start) > words.outcome_words:
        return False
    between = document.prose[verb.end : outcome.start]
    if _BROKEN.search(between) or document.hits_between(words.between, verb.end, outcome.end):
        return False
    return " from " not in between or document.tag(words.verbs, verb, "pole") != "down"


def _illness(document: Document, verb: Hit, sentence: Sentence, words: Vocabulary) -> Hit | None:
    found = _ILLNESS.search(document.prose, verb.end, min(verb.end + LONGEST_MARK, sentence.end))
    if found is None or "," in document.prose[verb.end : found.start()]:
        return None
    near = words_between(document, verb.end, found.start()) <= words.outcome_words // 2
    return Hit(*found.span(), 0, found[0]) if near else None


def _whole(document: Document, outcome: Hit, sentence: Sentence, words: Vocabulary) -> Hit | None:
    """An outcome with what belongs to it ("risk of a heart attack", "asthma symptoms"); None for "asthma medicines"."""
    reach = words.outcome_words // 2 if outcome.phrase.endswith(" of") else 0
    for hit in document.hits_between(words.outcomes, outcome.end, sentence.end)[:1]:
        beside = (
            document.prose[outcome.end : hit.start] == " " or words_between(document, outcome.end, hit.start) < reach
        )
        if beside and document.tag(words.outcomes, hit, "pole") != "people":
            outcome = Hit(outcome.start, hit.end, outcome.entry, outcome.phrase)
    return None if _MODIFIES.match(document.prose, outcome.end, sentence.end) else outcome


def _suits(verb: str, outcome: str, phrase: str) -> bool:
    if outcome == "people":
        return verb == "any" and phrase.endswith((" for", " in"))
    return verb == "any" or (verb == "down" and outcome != "good") or (verb == "up" and outcome == "good")
