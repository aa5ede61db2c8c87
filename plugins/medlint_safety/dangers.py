"""A treatment offered to those for whom it is known to be dangerous, and the warning that would set it right."""

from __future__ import annotations

import re

from msgspec import Struct

from medlint.api import (
    Cues,
    Document,
    Hit,
    Sentence,
    hits_with_sentences,
    lazy_pattern,
    section_of,
    sentence_at,
    sentence_index,
    sentences,
)  # fmt: skip

from .options import JoinedOptions

BACK = 3
"""A treatment is still spoken of so many sentences after it was named."""
LONGEST_LIST = 12
"""So many items of a list below a heading are read."""

_CUT = lazy_pattern(
    r"[;()]|\.(?!\d)|\b(?:but|not|except|unless|without|never|should|must|avoid|dangerous|harmful|cannot|only|prevent(?:s|ing)?|complications?"
    r"|risks?|caused|causes?|test(?:ed|s)?|after|against)\b",
    re.IGNORECASE,
)


_POINTS = lazy_pattern(
    r"\b(?:both|neither|these|those|either)(?: of)?(?: these| those| the)?(?: two| three| four| last| first)? "
    r"(?:groups?|people|guests|patients|bathers|visitors|members)\b",
    2,
)
"""Words that point back at the groups of an earlier sentence."""


def endangered(document: Document, hit: Hit, sentence: Sentence, options: JoinedOptions) -> Hit | None:
    """The first group beside an offer, or below a heading that makes one, that the treatment named is dangerous for."""
    if not document.hits(options.dangers) or not document.hits(options.endangered):
        return None
    risks = _risks(document, hit, sentence, options)
    if not risks:
        return None
    return next(
        (one for one in _named(document, hit, sentence, options) if _tags(document, one, options) & risks), None
    )


def is_endangered(document: Document, partner: Hit, options: JoinedOptions) -> bool:
    """Whether a partner was found as a group at known risk."""
    return bool(options.endangered) and partner in document.hits_between(options.endangered, partner.start, partner.end)


class Warnings(Struct, frozen=True):
    """Where a text warns or tells of a trial: the starts of the sentences that do, and the risks of groups in them.

    `pointing`: where the last of them starts that points back at groups ("both groups"); -1 if none does.
    """

    sentences: frozenset[int]
    risks: frozenset[str]
    pointing: int


def warnings_in(document: Document, options: JoinedOptions) -> Warnings:
    """The warnings of a whole text."""
    found: dict[int, Sentence] = {}
    for one, sentence in hits_with_sentences(document, options.excuses):
        if not document.tag(options.excuses, one, "kind") and not _overlaps(document, options.dangers, one):
            found[sentence.start] = sentence
    groups = (
        group
        for sentence in found.values()
        for group in document.hits_between(options.endangered, sentence.start, sentence.end)
    )
    risks = frozenset(risk for group in groups for risk in _tags(document, group, options))
    pointing = (at for at, sentence in found.items() if _POINTS.search(document.prose, at, sentence.end))
    return Warnings(frozenset(found), risks, max(pointing, default=-1))


def is_warned(document: Document, partner: Hit, warnings: Warnings, options: JoinedOptions) -> bool:
    """Whether the sentence of a group, or another that names a group at the same risk, warns it or tells of a trial."""
    own = sentence_at(document, partner.start)
    if own is not None and (own.start in warnings.sentences or own.start < warnings.pointing):
        return True
    return not warnings.risks.isdisjoint(_tags(document, partner, options))


def _risks(document: Document, hit: Hit, sentence: Sentence, options: JoinedOptions) -> set[str]:
    """Those for whom what is spoken of is dangerous: named before the offer, just before, or in the heading."""
    listed, number = sentences(document), sentence_index(document, sentence.start)
    section = section_of(document, sentence.block)
    places = [(sentence.start, hit.end if not document.tag(options.cues, hit, "before") else sentence.end)]
    places += [(one.start, one.end) for one in listed[max(number - BACK, 0) : number] if one.block >= section.first]
    if section.heading >= 0:
        places.append((document.blocks[section.heading].start, document.blocks[section.heading].end))
    if document.blocks[sentence.block].kind == "heading":
        places.append((sentence.start, sentence.end))
    found = [one for place in places for one in document.hits_between(options.dangers, *place)]
    return {risk for one in found for risk in document.tag(options.dangers, one, "risk").split()}


def _named(document: Document, hit: Hit, sentence: Sentence, options: JoinedOptions) -> list[Hit]:
    """The groups that an offer reaches: after it, before it with the tag `before`, or in the list below it."""
    if document.tag(options.cues, hit, "before"):
        found = document.hits_between(options.endangered, sentence.start, hit.start)
        return [one for one in found if not _CUT.search(document.prose, one.end, hit.start)]
    found = document.hits_between(options.endangered, hit.end, sentence.end)
    beside = [one for one in found if not _CUT.search(document.prose, hit.end, one.start)]
    if beside or not document.tag(options.cues, hit, "list"):
        return beside
    for block in document.blocks[sentence.block + 1 : sentence.block + 1 + LONGEST_LIST]:
        if block.kind != "item":
            break
        beside += document.hits_between(options.endangered, block.start, block.end)
    return beside


def _tags(document: Document, hit: Hit, options: JoinedOptions) -> set[str]:
    return set(document.tag(options.endangered, hit, "risk").split())


def _overlaps(document: Document, cues: Cues, hit: Hit) -> bool:
    """Whether a word is part of the name of a treatment ("nasal flu vaccine")."""
    return any(one.start <= hit.start < one.end for one in document.hits_between(cues, hit.start - 40, hit.end))
