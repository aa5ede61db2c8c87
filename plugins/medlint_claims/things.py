"""A remedy by its place in the sentence: the thing that a claim is made of, whatever its name."""

from __future__ import annotations

import re

from medlint.api import Cues, Document, clause_start, lazy_pattern

LONGEST = 7
"""The subject of a claim has at most so many words: a longer one is no name of a thing (our estimate)."""

_OPENING = lazy_pattern(
    r"[\s\"'\u201c\u2018*_-]*(?:(?:and|but|so|yes|also|now|today|here|because|since|that)[ ,]+)*", re.IGNORECASE
)
_VERBS = lazy_pattern(
    r"(?:[ ,](?:is|are|was|were|be|being|been|remains?|stays?|has|have|will|can|would|does|do|did|comes?|seems?|simply|"
    r"also|just|really|truly|always|now|still|both|quite|very|one|all|it's|itself|themselves|too|in fact|of course))+$"
    r"|['\u2019](?:s|re)$",
    re.IGNORECASE,
)
_TAIL = lazy_pattern(
    r" (?:of|for|in|with|from|by|to|on|at|against|after|before|during|that|which|without|as)\b.*", re.DOTALL
)
REPORTED = lazy_pattern(
    r"\b(?:tell|told|say|said|assur|insist|promis|swear|swore|believe|claim|write|wrote)\w*\b[^.;:]*? that\b ?",
    re.IGNORECASE,
)
"""Who says something to whom, up to what is said: its number of people is no limit of that."""
_WORDS = lazy_pattern(r"[\w'\u2019-]+")
_WORD = lazy_pattern(r"[\w'\u2019-]{3,}")
_PROPER = lazy_pattern(r"[A-Z][\w-]{2,}(?: [A-Z][\w-]+)?")
_NAMED = lazy_pattern(r"\W*(?:The|Our|This|My|Your|An?) (?:[\w'\u2019-]+ ){1,4}")
_BARE = lazy_pattern(
    r"\W*(?!(?:It|They|He|She|We|You|I|There|Here|When|While|If|In|On|At|By|For|From|After|Before|Since|As|And|But|So|Or|"
    r"Not|No|Do|Does|How|What|Why|Who|Where|Then|That|These|Those|Some|Many|Most|Few|All|Both|One|Two|Three|"
    r"Yes|Each|Every|With|Without|Although|Though|Because|Once|Until|Even|Only|Just)\b)[A-Z][a-z]+ (?:of|for|in|with"
    r"|is|are|comes?|costs?|gives?|has|have|can|smells?|tastes?|melts?) (?:[\w'\u2019-]+ ){1,2}"
)
"""A thing without an article at the head of its sentence ("Sticks of tobacco", "Clay is")."""
_DETERMINER = lazy_pattern(
    r"(?:(?:the|this|that|our|my|your|an?|these|those|his|her|its|their|every|each|any|all|one)\b|[\w-]+['\u2019]s\b)",
    re.IGNORECASE,
)
_NAMELESS = lazy_pattern(
    r"(?:it|they|this|that|these|those|he|she|we|you|i|who|what|there|here|which|one|everything|nothing|something|"
    r"some|most|many|few|several|no|not|others?|and|or|be|if|when|while|how|why|where|was|were|had|(?!jelly|.*fly$|lily|belly|ally|anomaly)\w+ly|\d.*)",
    re.IGNORECASE,
)


def is_of_thing(document: Document, start: int, *excluded: Cues) -> bool:
    """Whether what begins at the prose offset `start` is said of a thing that may be a remedy.

    Its subject must fill the clause before it (closed classes of words and prepositional phrases left aside), and none
    of `excluded` (persons, places, times, illnesses ...) may be its head.
    """
    begin, end = _subject(document, start)
    return begin < end and is_name(document, begin, end, *excluded)


def is_of_product(document: Document, start: int) -> bool:
    """Whether the subject is a name with a capital that also stands amid sentences: "a dose of Lumirin"."""
    begin, end = _subject(document, start)
    name = document.prose[begin:end]
    if not _PROPER.fullmatch(name):
        return False
    at = document.prose.find(f" {name}")
    while at >= 0 and not document.prose[at - 1 : at].islower():
        at = document.prose.find(f" {name}", at + 1)
    return at >= 0


def is_titled(document: Document, start: int) -> bool:
    """Whether the last word of the subject stands in the title: what the text is about ("The oil calms")."""
    begin, end = _subject(document, start)
    words = _WORD.findall(document.prose, begin, end)
    title = document.prose[slice(*document.title)].lower()
    return bool(words) and re.search(rf"\b{re.escape(words[-1].lower())}\b", title) is not None


def _subject(document: Document, start: int) -> tuple[int, int]:
    """The prose span of the subject of what begins at `start`; an empty one where there is none."""
    begin = clause_start(document, start)
    comma = document.prose.rfind(", ", begin, start)
    begin = begin if comma < 0 else comma + 2
    reported = REPORTED.search(document.prose, begin, start)
    begin = reported.end() if reported else begin
    opening = _OPENING.match(document.prose, begin, start)
    begin = opening.end() if opening else begin
    said = document.prose[begin:start].rstrip()
    return begin, begin + len(_TAIL.sub("", _VERBS.sub("", said)))


def is_name(document: Document, start: int, end: int, *excluded: Cues) -> bool:
    """Whether prose[start:end] is the name of a thing: a few words, of which the last is none of `excluded`."""
    words = document.prose[start:end].split()
    if not words or len(words) > LONGEST or not all(_WORDS.fullmatch(word) for word in words):
        return False
    if not _WORD.fullmatch(words[-1]) or _NAMELESS.fullmatch(words[-1]):
        return False
    if _NAMELESS.fullmatch(words[0]) and not _DETERMINER.match(words[0]):
        return False
    return not any(hit.end >= end for cues in excluded for hit in document.hits_between(cues, start, end + 1))


def opens_with_thing(document: Document, start: int, end: int, *excluded: Cues) -> bool:
    """Whether the sentence prose[start:end] opens with a determiner and none of `excluded` in the words after it."""
    named = _NAMED.match(document.prose, start, end) or _BARE.match(document.prose, start, end)
    return named is not None and not any(document.hits_between(cues, named.start(), named.end()) for cues in excluded)
