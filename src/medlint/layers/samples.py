"""How many took part: counts of people in the text of a sentence; ages, doses, years and rates are none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from medlint.layers.numbers import NUMBER, number_of
from medlint.layers.sentences import sentence_index, sentences
from medlint.lazy import lazy_pattern
from medlint.model import Span

if TYPE_CHECKING:
    from medlint.document import Document
    from medlint.layers.sentences import Sentence
    from medlint.phrasebook import Hit

LEXICONS = ("human-terms", "sample-words")
"""What this module reads."""

REACH = 45
"""A number stands at most so many characters before the people whom it counts."""

_NO_COUNT = (
    r"in|out|of|per|to|years?|months?|weeks?|days?|hours?|minutes?|seconds?|mg|g|kg|ml|times|million|billion"
    r"|thousand|per|percent|pounds?|stone|miles?|km|cm|metres?|points?"
)
_BETWEEN = (
    r"survey|study|trial|paper|report|asked|found|other|others|more|further|additional|extra|in|of|and|with|the"
    r"|years?|who|whose|whom|that|which|where|when|while|for|by|on|at|from|as|were|was|had|has|have"
    r"|is|are|after|before|than|to|into|if|or|but|per|clinics?|hospitals?|cent(?:re|er)s?|studies|trials|countries"
    r"|sites|schools?|cells?|mice|rats|genes?|samples?|scans|sessions?|tablets?|doses?|cups?|visits?|weeks?|days?"
    r"|months?|hours?|minutes?|years?|cent|percent|doctors|doctor's|teams?|questions?|items?|times"
)
_COUNT = lazy_pattern(
    rf"(?<![\w.,$\u00a3\u20ac/-])({NUMBER})\s+(?!(?:{_NO_COUNT}|and)\b)(?:(?!(?:{_BETWEEN})\b"
    rf"|\d)[\w'\u2019-]+,?\s+){{0,4}}$",
    re.IGNORECASE,
)
_RANGE = lazy_pattern(rf"\b(?:{NUMBER})\s+to\s+$", re.IGNORECASE)
_RATE = lazy_pattern(rf"\b(?:{NUMBER})\s+(?:in|out of)\s+(?:every\s+)?$", re.IGNORECASE)
_PART = lazy_pattern(rf"\b({NUMBER})\s+(?:out\s+)?of\s+(?:the\s+|our\s+|every\s+)?$", re.IGNORECASE)
_EVERY = lazy_pattern(
    r"\b(?:every|each)(?:\s+single)?\s+one\s+of\s+(?:the\s+|our\s+|these\s+|those\s+)?$", re.IGNORECASE
)
_AGED = lazy_pattern(
    r"\b(?:aged|ages|age of|aged over|aged under|grades?|years?|page|dose of|day|week|phase|stage|type|room"
    r"|for every|every|top|an extra|(?:^|[.!?] )\W*ask)\s+$",
    re.IGNORECASE,
)
_LEFT = lazy_pattern(
    r"\s+(?:out of|in) every\b|\s+(?:in|on|from|of) (?:the|each|those) [\w\s-]{3,50}?(?:\([^)]{0,50}\) )?"
    r"(?:had )?died\b"
    r"|(?:\s+[\w-]+){0,3}?\s+(?:who |that )?(?:(?:have |had )?died|fell ill|fell sick"
    r"|got sick|became ill"
    r"|dropped out|drop out|withdrew|gave up|left the|did not (?:finish|complete|take part"
    r"|join|reply|respond)|refused|declined|were (?:excluded|ruled out|left out|dropped)|had died|died before)",
    re.IGNORECASE,
)
_AFTER = lazy_pattern(
    rf"\s*(?:(?:was|were|is|just|only|about|some|around|a total of|at)\s+)*({NUMBER})\b(?!\s*(?:{_NO_COUNT}|%"
    rf"|per)\b|%|[.,/]\d|-)",
    re.IGNORECASE,
)
_PERSONS = lazy_pattern(
    r"(?:\s+(?!(?:of|in|who|with|and|from|for|that|were|was)\b)[\w'\u2019-]+){0,2}?\s+(?!(?:hospitals|weeks"
    r"|computers|trackers"
    r"|papers|numbers|cancers|tumou?rs|disorders|centers|countries|factors|markers|apps|drugs|meters|letters|computers"
    r"|sites|events|treatments|ingredients|nutrients|components|agents|plants|variants|patents|elements|moments|months"
    r"|cents|documents|statements|supplements|experiments|movements|implants)\b)"
    r"(?:[a-z-]+(?:ers|ors|ists|ants|ents|ians|men|women|ees|folk|kids|people)|boys|girls|pupils|couples|mums"
    r"|dads|guests"
    r"|pairs|families|households|chefs|monks|nuns|guards|cadets|recruits|clients|kids|toddlers|twins)\b",
    re.IGNORECASE,
)
_JOINED = lazy_pattern(rf"(?<![\w.,$-])({NUMBER})[- ]$", re.IGNORECASE)
_COUNTED_PERSONS = lazy_pattern(
    rf"(?<![\w.,$\u00a3\u20ac/-])({NUMBER})\s+(?!(?:{_NO_COUNT}|and)\b)((?:(?!(?:{_BETWEEN})\b|\d)[\w-]+\s+){{0,2}}?"
    r"(?!(?:others?|members|numbers|papers|letters|answers|countries|computers|factors|centers|events|patents"
    r"|reporters|scientists|experts|surgeons|researchers|investigators|reviewers"
    r"|authors|advisers|specialists|therapists|regulators|dentists|practitioners|psychiatrists|[a-z]+ologists"
    r"|[a-z]+edists"
    r"|winners|politicians|senators|inventors|physicians|clinicians|academics|biologists|critics|topics|clinics"
    r"|antibiotics"
    r"|statistics|markers|cancers|disorders|tumou?rs|drugs|parameters|treatments|moments|components|agents|variants)\b)"
    r"(?:[a-z-]{2,}(?:ers|ors|ists|ants|ents|ians|men|ees|folk|goers|holders|mates|ics|hands|wives|maids)|of them))\s+$"
)
_YEAR = lazy_pattern(r"(?:19|20)\d\d")
_BESIDE = lazy_pattern(rf"(?<![\w.,$\u00a3\u20ac-])({NUMBER})\s+$", re.IGNORECASE)
_HEAD = lazy_pattern(rf"^\W*({NUMBER})\s+$", re.IGNORECASE)
_HURT = lazy_pattern(
    r"\s+(?:in|at|on) (?:hospital|the (?:scene|spot))|\s+for [\w -]*?(?:injur|wounds|shock|smoke|burns)"
)
"""Those who were hurt are no sample."""
_OF_THEM = lazy_pattern(
    rf"(?<![\w.,$-])(?:{NUMBER}) (?:out )?of the ({NUMBER})(?=[,;:.)]|\s+(?:who|had|were|was|did|got|felt)\b)",
    re.IGNORECASE,
)
_ALL_WERE = lazy_pattern(
    r"\s+(?:were|had|came|lived|worked|played|sang|belonged|took|said|felt|got|slept|finished|completed|gave|wore|drank"
    r"|ate|did|ran|studied|attended|smoked|used|are|have|live|work|felt|reported|swallowed|slept|walked)\b"
    r"(?! (?:killed|injured|hurt|arrested|sold|closed|found guilty|rescued))"
)
_MOST_OF_A_RATE = 10
_ROUND = frozenset({10, 100, 1_000, 10_000, 100_000})
_FEWEST = 3
"""Fewer than three people are no sample: "one patient said", "two people with hay fever"."""


def count_before(before: str) -> int | None:
    """The number that counts a noun, given the text before the noun: 26 for "a study of 26 depressed "; else None.

    "Nine of 14 " gives 14; "1 in 10 " and "5 of 100 " are rates.
    """
    match = _COUNT.search(before)
    return None if match is None else _sample(before[: match.start()], match[1])


def _sample(before: str, written: str) -> int | None:
    """The value of a written number as a sample, given the text before it; None for a rate, an age or too few."""
    value = number_of(written)
    if value < _FEWEST or _AGED.search(before) or _RANGE.search(before):
        return None
    part = None if _EVERY.search(before) else _PART.search(before)
    if part is None:
        return None if _RATE.search(before) else value
    few = part[1].lower() in {"1", "one"} or (value <= _MOST_OF_A_RATE and "out of" in part[0].lower())
    return None if few or (value in _ROUND and "the" not in part[0].lower().split()) else value


def has_count(before: str) -> bool:
    """Whether the text before a noun counts it."""
    return count_before(before) is not None


def added(counts: list[int]) -> int | None:
    """The size of a sample from the counts of a sentence: the total if it is given, else the arms added up."""
    if not counts:
        return None
    most = max(counts)
    parts = counts.copy()
    parts.remove(most)
    return most if len(parts) > 1 and sum(parts) == most else sum(counts)


def groups_counted(document: Document, sentence: Sentence) -> list[tuple[int, Span]]:
    """The counted groups of people in a sentence, each with the prose span of number and noun, in order."""
    found = []
    for hit in document.hits_between("human-terms", sentence.start, sentence.end):
        if document.tag("human-terms", hit, "noun"):
            found += _counted(document, hit, sentence) or _counted_part(document, hit, sentence)
    for hit in document.hits_between("sample-words", sentence.start, sentence.end):
        found += _counted_otherwise(document, hit, sentence)
    return sorted(_apart(found), key=lambda group: group[1].start)


def _counted(document: Document, hit: Hit, sentence: Sentence) -> list[tuple[int, Span]]:
    """The number that counts a noun, with both, unless they are those who left."""
    begin = max(sentence.start, hit.start - REACH)
    before = document.prose[begin : hit.start]
    match = _COUNT.search(before)
    if match is None or _LEFT.match(document.prose, hit.end, sentence.end):
        return []
    value = _sample(before[: match.start()], match[1])
    return [] if value is None else [(value, Span(begin + match.start(1), hit.end))]


def _counted_part(document: Document, hit: Hit, sentence: Sentence) -> list[tuple[int, Span]]:
    """The number behind people of whom a part is counted: "rowers given beetroot, 15 of the 30, finished faster"."""
    end = min(sentence.end, hit.end + 2 * REACH)
    told = document.lowered.find("of the ", hit.end, end) >= 0
    part = _OF_THEM.search(document.prose, hit.end, end) if told else None
    if part is None or number_of(part[1]) < _FEWEST:
        return []
    return [(number_of(part[1]), Span(part.start(), part.end()))]


def _counted_otherwise(document: Document, hit: Hit, sentence: Sentence) -> list[tuple[int, Span]]:
    """A number beside a word that counts by itself: "26 took part", "n = 26", "a sample of 26", "a 26-person trial"."""
    place = document.tag("sample-words", hit, "number")
    if place == "after":
        return _counted_after(document, hit, sentence)
    if place == "noun":
        return _counted_persons(document, hit, sentence)
    if place == "all":
        return _counted_all(document, hit, sentence)
    begin = max(sentence.start, hit.start - REACH)
    before = document.prose[begin : hit.start].removesuffix("who ").removesuffix("that ")
    match = {"joined": _JOINED, "beside": _BESIDE, "head": _HEAD}.get(place, _COUNT).search(before)
    if place == "head" and (begin > sentence.start or _HURT.match(document.prose, hit.end, sentence.end)):
        return []
    value = _sample(before[: match.start()], match[1]) if match else None
    if place == "before" and _LEFT.match(document.prose, hit.end, sentence.end):
        return []
    return [] if match is None or value is None else [(value, Span(begin + match.start(1), hit.end))]


def _counted_persons(document: Document, hit: Hit, sentence: Sentence) -> list[tuple[int, Span]]:
    """A number and a word that is known for persons by its form only, before "who" or a verb: "44 tilers who got"."""
    begin = max(sentence.start, hit.start - REACH)
    match = _COUNTED_PERSONS.search(document.prose, begin, hit.start)
    if match is None or _LEFT.match(document.prose, match.end(2), sentence.end):
        return []
    value = _sample(document.prose[begin : match.start(1)], match[1])
    return [] if value is None or _YEAR.fullmatch(match[1]) else [(value, Span(match.start(1), match.end(2)))]


def _counted_after(document: Document, hit: Hit, sentence: Sentence) -> list[tuple[int, Span]]:
    """The number after a word such as "n =", or after "a study of" where it counts persons: "24 flight attendants"."""
    match = _AFTER.match(document.prose, hit.end, sentence.end)
    if match is None or number_of(match[1]) < _FEWEST or _LEFT.match(document.prose, match.end(), sentence.end):
        return []
    persons = _PERSONS.match(document.prose, match.end(), sentence.end)
    if persons is None and document.tag("sample-words", hit, "plain") != "yes":
        return []
    return [(number_of(match[1]), Span(match.start(1), persons.end() if persons else match.end(1)))]


def _counted_all(document: Document, hit: Hit, sentence: Sentence) -> list[tuple[int, Span]]:
    """The number in "all 24 were singers", where people were named in the sentence before."""
    number = sentence_index(document, sentence.start)
    verb = _ALL_WERE.match(document.prose, hit.end, sentence.end)
    if verb is None or number == 0:
        return []
    before = document.hits_between("human-terms", sentences(document)[number - 1].start, sentence.start)
    if not any(document.tag("human-terms", other, "noun") == "yes" for other in before):
        return []
    return [(number_of(document.prose[hit.start : hit.end].split()[-1]), Span(hit.start, hit.end))]


def _apart(found: list[tuple[int, Span]]) -> list[tuple[int, Span]]:
    """The groups without those that share their words with one named before them: a noun goes before other words."""
    kept: list[tuple[int, Span]] = []
    for value, span in found:
        if not any(span.start < other.end and other.start < span.end for _, other in kept):
            kept.append((value, span))
    return kept
