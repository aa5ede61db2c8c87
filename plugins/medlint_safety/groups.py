"""A group at risk among what a treatment is offered for: at the end of a list, below a heading, or right after it."""

from __future__ import annotations

import re

from medlint.api import Document, Hit, Sentence, hit_after, lazy_pattern, of_kind

from .dangers import endangered
from .excuses import span_around
from .options import JoinedOptions

LIST_CHARACTERS = 120
"""What a list ends with begins at most so many characters after the words before it."""
LONGEST_LIST = 12
"""So many items of a list below a heading are read."""
ITEM_OPENING = 12
"""An item is about people if it names them within so many characters."""
OBJECT_CHARACTERS = 30
"""What people "with" something have is named within so many characters."""
DIRECT_WORDS = 5
"""A state right after the offer begins at most so many words on."""

_OPEN = (" with", " having", " prone to")
_LAST = lazy_pattern(
    r"(?:,|\b(?:and|or|as well as))\s+(?:(?:to|for|in|with|even|also|the|those|by|our|many|some|most)\s+)*$",
    re.IGNORECASE,
)
_ALSO = lazy_pattern(
    r"(?:,|\b(?:and|or|as well as))\s+(?:for\s+)?(?:those|people|men|women|anyone|patients|anybody)"
    r" (?:with|who have|in|on)\s+$",
    re.IGNORECASE,
)
_WITHIN = lazy_pattern(r"\b(?:in|among|of|from|for)\s+$", re.IGNORECASE)
_CUT = lazy_pattern(
    r"[;:()]|\.(?!\d)|\b(?:but|not|except|unless|without|never|should|must|who|avoid|is|are|was|were|can|may|will|dangerous|harmful|adults)\b",
    re.IGNORECASE,
)


def may_list(document: Document, hit: Hit, sentence: Sentence, options: JoinedOptions) -> bool:
    """Whether a group stands anywhere that `group_of` looks: soon told, and nearly always not so."""
    if document.tag(options.cues, hit, "list"):
        return True
    around = sentence.start, max(sentence.end, hit.end + LIST_CHARACTERS)
    return any(document.hits_between(cues, *around) for cues in (options.endangered, options.partners))


def group_of(document: Document, hit: Hit, sentence: Sentence, options: JoinedOptions) -> Hit | None:
    """The group at risk that an offer names: people after illnesses in a list, or for a remedy a grave state."""
    known = endangered(document, hit, sentence, options)
    if known is not None or document.tag(options.cues, hit, "known"):
        return known
    end = min(sentence.end, hit.end + LIST_CHARACTERS)
    people = _last(document, hit, end, options, "people") or _below(document, hit, sentence, options)
    if people is not None and _has_item(document, hit, people, options):
        return people
    if not document.hits_between(options.needs, *span_around(document, sentence, 1, 1)):
        return None
    if document.tag(options.cues, hit, "direct"):
        found = hit_after(document, options.partners, hit.end, sentence.end, DIRECT_WORDS, "people", "state")
        return None if found is None or _CUT.search(document.prose, hit.end, found.start) else found
    if people is not None and _last(document, hit, end, options, "grave", beside=True) is not None:
        return people
    return _last(document, hit, end, options, "grave")


def _last(
    document: Document, hit: Hit, end: int, options: JoinedOptions, kind: str, *, beside: bool = False
) -> Hit | None:
    """The first partner of a kind that goes on with a list after the cue; `beside` people who are in danger, too."""
    for found in of_kind(document, options.partners, hit.end, end, kind):
        between = document.prose[hit.end : found.start]
        if beside and _ALSO.search(between) and not _CUT.search(between):
            return found
        if _LAST.search(between) and not _CUT.search(between) and _is_risk(document, found, options):
            within = of_kind(document, options.partners, hit.end, found.start, "people")
            return None if within and kind == "grave" else found
        if _WITHIN.search(between):
            return None
    return None


def _is_risk(document: Document, found: Hit, options: JoinedOptions) -> bool:
    """Whether what people "have" or are "with" is a reason for caution; other groups are one by themselves."""
    if not document.prose[found.start : found.end].rstrip().lower().endswith(_OPEN):
        return True
    end = found.end + OBJECT_CHARACTERS
    return bool(
        of_kind(document, options.partners, found.end, end, "state", "grave")
        or document.hits_between(options.endangered, found.end, end)
    )


def _below(document: Document, hit: Hit, sentence: Sentence, options: JoinedOptions) -> Hit | None:
    """The first group of people that is an item of a list right below a heading or a line with a colon."""
    block = document.blocks[sentence.block]
    if not document.tag(options.cues, hit, "list"):
        return None
    if block.kind != "heading" and not document.prose[block.start : block.end].rstrip().endswith(":"):
        return None
    for below in document.blocks[sentence.block + 1 : sentence.block + 1 + LONGEST_LIST]:
        if below.kind != "item":
            return None
        found = of_kind(document, options.partners, below.start, below.end, "people")
        if found and found[0].start - below.start <= ITEM_OPENING:
            return found[0]
    return None


def _has_item(document: Document, hit: Hit, found: Hit, options: JoinedOptions) -> bool:
    """Whether the list has an illness before the group: then people stand among things that are treated."""
    return bool(document.hits_between(options.items, hit.end, found.start))
