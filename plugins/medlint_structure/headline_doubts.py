"""Headlines that state as known what the text below says is not known, or cannot be shown."""

from __future__ import annotations

import re

from medlint.api import Block, Document, Hit, Match, Related, lazy_pattern, quote_at

from .headline_results import is_stated
from .headline_terms import stem

NAMED = 4
"""Shorter words of a headline name no topic."""

_UNKNOWN = lazy_pattern(
    r"\b[Ww]hether (?P<said>[^.;:?]{8,140}?) (?:is|are|remains?) (?:still |as yet |so far |not yet )?"
    r"(?:unknown|unclear|uncertain|not (?:yet )?(?:known|clear|proven|established)|an open question)\b"
    r"|\b(?:[Ii]t is|[Nn]obody|[Nn]o one) (?:still )?(?:not (?:yet )?(?:known|clear)|unknown|unclear|knows|can"
    r" say|has shown) (?:yet )?"
    r"(?:whether|if) (?P<asked>[^.;:?]{8,140})"
)
_UNSHOWN = lazy_pattern(
    r"\b(?:cannot|can['\u2019]t|could not|does not|did not|doesn['\u2019]t) (?:show|prove|tell|say|establish)"
    r" (?:us )?(?:that|whether|if)"
    r" (?P<said>[^.;:?]{3,80}?) (?:was|were|is|are|be) (?:the |to )?(?:reason|cause|blame|thank)\b",
    re.IGNORECASE,
)
_WORD = lazy_pattern(rf"[A-Za-z][\w'\u2019-]{{{NAMED - 1},}}")


def find_unknown(document: Document, headline: Block, sure: tuple[Hit, ...]) -> list[Match]:
    """A match for the effect in a headline that the text, in its own words, leaves open or cannot show."""
    stated = [hit for hit in sure if is_stated(document, headline, hit.start)]
    if not stated:
        return []
    before = _stems(document.prose[headline.start : stated[0].start])
    after = _stems(document.prose[stated[0].end : headline.end])
    for pattern, topics in ((_UNKNOWN, after), (_UNSHOWN, before)):
        for match in pattern.finditer(document.prose, headline.end):
            said = next(filter(None, match.groupdict().values()), "")
            if topics & _stems(said) and quote_at(document, match.start()) is None:
                place = Related(match.start(), match.end(), "what the text says")
                fault = "surer than the text below, which leaves it open"
                return [Match(stated[0].start, stated[0].end, fields={"fault": fault}, related=(place,))]
    return []


def _stems(text: str) -> set[str]:
    return {stem(word.lower()) for word in _WORD.findall(text)}
