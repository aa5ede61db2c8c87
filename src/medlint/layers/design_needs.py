"""What a word of design needs beside it: people, a source, a question; read off the sentence it stands in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from medlint.lazy import lazy_pattern

if TYPE_CHECKING:
    from medlint.document import Document
    from medlint.layers.sentences import Sentence
    from medlint.phrasebook import Hit

_PEOPLE_REACH = 45
_NUMBER = lazy_pattern(
    r"\d|\b(?:hundreds?|thousands?|dozens?|scores|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen"
    r"|twenty|thirty|forty|fifty|a decade|decades|a year)\b",
    re.IGNORECASE,
)
_RESEARCH = lazy_pattern(
    r"\b(?:stud(?:y|ies|ied)|research|analy[sz]|compar|look(?:ed|ing) (?:at|through|back)|found|show|review"
    r"|survey|scientist"
    r"|examin|search|link|reveal|suggest|saw|trawl|comb|sift|went through|according to|(?:from|of"
    r"|on) (?:more than |nearly "
    r"|about |over |some )?\d|data|drew on|link|follow-?up|questionnaire|form\b"
    r"|diar(?:y|ies)|years? later|(?:more|less|as) likely)",
    re.IGNORECASE,
)
_SOURCE = lazy_pattern(
    r"\b(?:according to|in|from|using|by|with|whose|on|of|through|into|at|analy[sz]ed|examined|checked|searched|read) "
    r"(?:(?!(?:to|and|or|that|which|who|it|he|she|you|we|they|app|watch|device|law|order)\b)[\w,\u2019'-]+ ){0,4}$",
    re.IGNORECASE,
)
_RECORDING = lazy_pattern(
    r"\s+(?:your|his|my|our|what|how|when|every|each|it|them|for (?:the|a|an)|as|time|low|high|company|books?|an?)\b",
    re.IGNORECASE,
)
_OWN_COURSE = lazy_pattern(
    r"(?:\s+[\w-]+){0,4}?\s+(?:diets?|programmes?|programs?|plans?|advice|instructions?|guidelines?|rules?"
    r"|regimens?|routines?"
    r"|recipes?|orders?|paths?|suit)\b"
)
_ANSWERS = lazy_pattern(
    r"\b(?:what|how|whether|about|if they|to (?:recall|remember|report|fill|rate|say))\b",
    re.IGNORECASE,
)
_AGENT = lazy_pattern(r"\s+by\b")
_OWN_WORK = lazy_pattern(
    r"(?:\s+[\w'\u2019-]+){0,6}?\s+(?:had (?:also |themselves )?(?:given|treated|taught|fitted|injected"
    r"|operated|put)|knew|were aware|also (?:gave|treated|taught))\b"
)


def is_met(document: Document, needs: str, hit: Hit, sentence: Sentence) -> bool:
    """Whether what a hit of `study-designs` needs, by its tag of that name, stands in its sentence."""
    if needs == "people":
        return _counts_people(document, hit, sentence)
    if needs == "answers":
        return _were_questioned(document, hit, sentence)
    if needs == "assessors":
        return _OWN_WORK.match(document.prose, hit.end, sentence.end) is not None
    if needs == "respondents":
        return names_people(document, sentence.start, hit.start)
    if needs == "source":
        return _is_source(document, hit, sentence)
    return needs != "research" or _RESEARCH.search(document.prose, sentence.start, sentence.end) is not None


def names_people(document: Document, start: int, end: int) -> bool:
    """Whether a group of people is named in prose[start:end]."""
    return any(
        document.tag(name, hit, mark) == "yes"
        for name, mark in (("human-terms", "noun"), ("sample-words", "person"))
        for hit in document.hits_between(name, start, end)
    )


def _counts_people(document: Document, hit: Hit, sentence: Sentence) -> bool:
    """Whether a group of people, or a number that is no year, follows closely: "followed 4,000 nurses"."""
    end = min(sentence.end, hit.end + _PEOPLE_REACH)
    if (hit.phrase.startswith("followed") and _AGENT.match(document.prose, hit.end)) or _OWN_COURSE.match(
        document.prose, hit.end, end
    ):
        return False
    if _NUMBER.search(document.prose, hit.end, end):
        return True
    if hit.phrase.endswith((" for", " over", " from", " until")) and names_people(
        document, max(sentence.start, hit.start - _PEOPLE_REACH), hit.start
    ):
        return True
    return names_people(document, hit.end, end)


def _were_questioned(document: Document, hit: Hit, sentence: Sentence) -> bool:
    """Whether people stand between "asked" and what they were asked: "asked 900 nuns what they ate"."""
    question = _ANSWERS.search(document.prose, hit.end, sentence.end)
    if question is None:
        return False
    counted = _NUMBER.search(document.prose, hit.end, question.start())
    return bool(counted) or names_people(document, hit.end, question.start())


def _is_source(document: Document, hit: Hit, sentence: Sentence) -> bool:
    """Whether records or a register are where something was found ("in the records of 8,800 patients")."""
    if _RECORDING.match(document.prose, hit.end, sentence.end):
        return False
    return _SOURCE.search(document.prose, sentence.start, hit.start) is not None
