"""Groups that are told apart by what people did or had, not by what they were given, and of whom one fared otherwise.

"Staff who cycled took fewer sick days than colleagues who drove" tells of an observation, whatever the study is called.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from medlint.layers.sentences import Sentence, sentence_index, sentences
from medlint.layers.tenses import IRREGULAR_PASTS
from medlint.lazy import lazy_pattern
from medlint.model import Span

if TYPE_CHECKING:
    from medlint.document import Document

WORDS_SHOWN = 4
"""So many words of a contrast are shown."""

# The patterns are for text in lower case: that is looked at far sooner than text of which the case is disregarded.
_ALLOTTED = (
    r"(?:given|assigned|allotted|allocated|random\w*|placebo|dummy|sham|drawn|told|asked|offered|trials?|experiments?"
    r"|instructed|lot|taught|prescribed|injected|volunteers|received|underwent|drug|pill"
    r"|therap\w+|surgery|medication|treatments?|study participants|in the [\w-]+ group)"
)
_PLAIN = rf"(?:(?!\b{_ALLOTTED}\b)[^.;:!?])"
_GROUP = (
    r"(?:people|those|women|men|adults|children|patients|mothers|fathers|babies|girls|boys|others"
    r"|colleagues|classmates|playmates|neighbours|peers|siblings|sisters|brothers|twins|couples|staff"
    r"|pupils|households|families|hospitals|schools|towns|areas|districts|[a-z]+(?:ers|ors|ees"
    r"|ists|ants|ents|ians|men))"
)
_PAST = rf"(?:\w{{2,}}ed|{IRREGULAR_PASTS}|were|was|had|read|hurt)"
_BETTER = (
    r"(?:more|less|fewer|longer|better|worse|twice|half|rarer|(?:as|more|less) often|(?:higher|lower|earlier|later"
    r"|sooner|faster|slower|sharper|healthier|happier|thinner|slimmer|heavier|stronger|weaker|calmer|fitter|taller"
    r"|quicker)"
    r"|[a-z]{3,}er(?= than))"
)
_BY_HABIT = lazy_pattern(
    rf"\b{_GROUP} (?:(?:who|that|whose \w+) (?:had |were |was )?(?:\w+ly )?{_PAST})\b"
    rf"{_PLAIN}{{1,110}}?\b{_PAST}\b{_PLAIN}{{0,70}}?\b{_BETTER}\b",
)
_BY_STATE = lazy_pattern(
    rf"\b{_GROUP} (?:with|without|living|born)\b{_PLAIN}{{1,110}}?\b{_PAST}\b{_PLAIN}{{0,70}}?\b{_BETTER}\b"
    rf"{_PLAIN}{{0,60}}?\bthan (?:in |among )?(?:[\w-]+ ){{0,2}}?{_GROUP}\b",
)
_UNALLOTTED = rf"(?:(?!\b{_ALLOTTED}\b)[^\n])"
_ONE_BY_ONE = lazy_pattern(
    rf"\b(?:of|among|in|for) {_GROUP} (?:who|whose|with|without|living|further|closest)\b{_UNALLOTTED}{{1,160}}?[.;] "
    rf"(?:but )?(?:of|among|in|for) (?:{_GROUP}|the (?:others|rest))\b"
    r"(?: (?:who|whose|with|without|further|living)\b|,)",
)
_OF_THEM = lazy_pattern(r"\bof (?:the )?(?:[\d,]+ )?$")
_OTHERS = lazy_pattern(rf"\b(?:than|as|those|compared)\b[^.;]{{0,60}}\b{_GROUP}\b")
_SIDE_BY_SIDE = lazy_pattern(
    rf"\bcompar(?:ed|ing) {_PLAIN}{{0,90}}?\b{_GROUP} (?:who|whose|with|without|living|born)\b{_PLAIN}{{0,90}}?"
    rf"\b(?:with|to|and) (?:[\w,-]+ ){{0,4}}?{_GROUP}\b",
)
_HABITS = (" who ", " that ", " whose ")
"""No contrast by what people did is without one of these."""


def contrast_in(document: Document, start: int, end: int) -> Span | None:
    """The first words of the first such contrast in prose[start:end], as a prose span; None without one."""
    starts = [hit.start for hit in document.hits_between("study-results", start, end)]
    at = document.prose.find("compar", start, end)
    for number in sorted({sentence_index(document, place) for place in ([*starts, at] if at >= 0 else starts)}):
        sentence = sentences(document)[number]
        found = _side_by_side(document.lowered, sentence) or _by_habit(document, sentence)
        if found is not None:
            words = found[0].split(" ")[:WORDS_SHOWN]
            return Span(found.start(), found.start() + len(" ".join(words)))
    return _one_by_one(document, start, end)


def _one_by_one(document: Document, start: int, end: int) -> Span | None:
    """The first words of a contrast over two sentences: "Of those who had a jab, 5 fell ill. Of those without, 8"."""
    first = document.prose.find("those ", start, end)
    found = _ONE_BY_ONE.search(document.lowered, max(start, first - len("Among ")), end) if first >= 0 else None
    if found is None:
        return None
    words = found[0].split(" ")[:WORDS_SHOWN]
    return Span(found.start(), found.start() + len(" ".join(words)))


def _side_by_side(prose: str, sentence: Sentence) -> re.Match[str] | None:
    """A contrast that sets two groups side by side, or tells them apart by a state, in prose in lower case."""
    place = prose, sentence.start, sentence.end
    found = _SIDE_BY_SIDE.search(*place) if prose.find("compar", *place[1:]) >= 0 else None
    return found or (_BY_STATE.search(*place) if prose.find("than ", *place[1:]) >= 0 else None)


def _by_habit(document: Document, sentence: Sentence) -> re.Match[str] | None:
    """A contrast by what people did; with nobody to compare them with, times tell of a change in one group."""
    prose, start, end = document.lowered, sentence.start, sentence.end
    if not any(prose.find(habit, start, end) >= 0 for habit in _HABITS):
        return None
    found = _BY_HABIT.search(prose, start, end)
    if found is None or _OTHERS.search(prose, found.end(), end):
        return found
    times = document.hits_between("time-course", start, end)
    timed = any(document.tag("time-course", hit, "side") == "after" for hit in times)
    return None if timed or _OF_THEM.search(prose, start, found.start()) else found
