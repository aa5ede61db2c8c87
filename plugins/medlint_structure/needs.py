"""What a text says is not needed in one place, and must be got or brought in another: "no referral" and "bring it"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.api import Document, Match, Related, is_asked, lazy_pattern, quote_at, sentence_at

from .signs import matches_at, matches_with

_SIGNS = {**dict.fromkeys(("need", "needs"), (" ",)), **dict.fromkeys(("needed", "required", "necessary"), ("",))}
_NOT_NEEDED = lazy_pattern(
    r"\b(?:[Nn]o one|[Nn]obody|[Yy]ou (?:do not|don['\u2019]t)|[Pp]atients (?:do not|don['\u2019]t)) needs?"
    r" (?:an? |any )(?P<thing>[a-z]{4,})\b|\b[Nn]o (?P<alone>[a-z]{4,}) is (?:needed|required|necessary)\b"
)
_NEEDED = (
    r"\b(?:(?<!not )(?<!n't )(?<!n\u2019t )need|must have|[Ff]irst get|must get|must bring|[Bb]ring|[Aa]sk for)"
    r" (?:an?|your|the) {thing}\b"
)
_NOT_USED = lazy_pattern(
    r"\b[Nn]o (?P<thing>[a-z]{3,}?)s? (?:is|are|will be) (?:used|involved|given|injected|put in|inserted|put into)\b"
)
_USED = (
    r"(?:\b[Aa]n?|[Tt]he) (?:(?:thin|small|fine|tiny|special|little|short|long|coloured|colored) )?{thing}s?"
    r"(?: (?:in|into|through|under) (?:the|your|a) [a-z]+)?(?: (?:is|are|will be))?(?: (?:then|first|also))? "
    r"(?:put|placed|injected|inserted|given|used|pushed|passed|delivers?|carries|gives?|goes|sends?|brings?|slid|fed)\b"
)
"""What is said not to be used, and what is done with it."""
_APART = lazy_pattern(r"\b(?:[Nn]o|[Nn]ot|n['\u2019]t|[Nn]ever|other|another|different|later|biopsy|instead|myth)\b")
_CASE = lazy_pattern(
    r"\b(?:but|however|unless|if|except|only|some|children|adults|others?|older|under|over|private|may|might|when)\b",
    re.IGNORECASE,
)


def find_needs(document: Document) -> Iterator[Match]:
    """The first demand for each thing that is said not to be needed, where neither sentence names a case apart."""
    prose = document.prose
    yield from _find_used(document)
    for found in matches_with(document, _NOT_NEEDED, _SIGNS):
        thing = found["thing"] or found["alone"]
        if not _is_plain(document, found.start()):
            continue
        for other in re.finditer(_NEEDED.format(thing=thing), prose):
            if _is_plain(document, other.start()) and not found.start() <= other.start() < found.end():
                first, second = sorted((found.span(), other.span()))
                place = (Related(*first, "what the text said before"),)
                fields = {"other": prose[slice(*first)], "what": f"a {thing} needed or not"}
                yield Match(*second, fields=fields, related=place)
                return


def _find_used(document: Document) -> Iterator[Match]:
    """The first use of a thing that is said not to be used, where neither sentence names another test or day."""
    for found in matches_at(document, _NOT_USED, {"no": (" ",)}):
        if not _is_plain(document, found.start()):
            continue
        for other in re.finditer(_USED.format(thing=found["thing"]), document.prose):
            sentence = sentence_at(document, other.start())
            if sentence is None or _APART.search(document.prose, sentence.start, sentence.end):
                continue
            if _is_plain(document, other.start()):
                first, second = sorted((found.span(), other.span()))
                place = (Related(*first, "what the text said before"),)
                fields = {"other": document.prose[slice(*first)], "what": f"a {found['thing']} used or not"}
                yield Match(*second, fields=fields, related=place)
                return


def _is_plain(document: Document, start: int) -> bool:
    """Whether a sentence holds for everybody, and is no quotation or question."""
    sentence = sentence_at(document, start)
    if sentence is None or quote_at(document, start) is not None or is_asked(document, start):
        return False
    return _CASE.search(document.prose, sentence.start, sentence.end) is None
