"""Words such as "these signs" and "this examination" where nothing of the kind was named before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from msgspec import Struct

from medlint.api import Block, Cues, Document, Hit, Match, lazy_pattern, of_kind, quote_at, section_of, sentence_at

from .places import TEXT_KINDS, content_words, heading_of, is_adverbial, reach_back, title_of

STEM = 5
_FOLLOWED = lazy_pattern(
    r"'s? (?:that|who|which)\b| (?:that|who|which|whose|whom|where|of|listed|shown|described|named|below|above|include"
    r"|includes|including|such as|like)\b|:| ?[\u2014\u2013(]|, such as"
)
"""What tells at once which ones are meant."""
_DEFINED = lazy_pattern(
    r",? (?:who|that|behind|of|at|from|in|on|involved|working|named|led|whose|which|for|and)\b|['\u2019]s?\b|, an?\b"
)
_NAMES = {
    "treatments": lazy_pattern(
        r"\w{3}(?:mab|nib|statins?|cillin|pril|sartan|azole|oxetine|ectomy|plasty|otomy|therapy|scopy|vir|gliptin|tide"
        r"|parin|xaban|amine|ol|ine)s?\b"
    ),
    "operations": lazy_pattern(r"\w{3}(?:ectomy|plasty|otomy|ostomy|desis|scopy|pexy)\b", re.IGNORECASE),
    "tests": lazy_pattern(
        r"\w{3}(?:metry|graphy|graph|gram|scopy|ometer)\b|alysis\b|\b(?:assay|x[- ]?rays?|echo|EKG|ECG|EEG|MRI|biopsy"
        r"|blood count|panel)\b",
        re.IGNORECASE,
    ),
    "gear": lazy_pattern(r"\w{3}(?:mab|cillin|statin|parin|tide|trexate|oxin|cept)\b"),
    "numbers": lazy_pattern(r"\b(?:how (?:much|many)|amounts?|levels?|volumes?|counts?)\b", re.IGNORECASE),
    "conditions": lazy_pattern(r"\w{3}(?:itis|osis|aemia|emia|oma|opathy|algia|trophy|ism|plegia|phobia|syndrome)\b"),
}
_BRAND = lazy_pattern(r"[a-z,;(] [A-Z][a-z]{3,}\b")
"""A name inside a sentence may be that of a medicine which no lexicon has."""
_LISTED = lazy_pattern(r"\w, (?:[\w -]{2,40}, )*(?:[\w -]{2,40},? )?(?:and|or) \w")


class KinOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """`references`: words that point back, with the tag `kin`; `kin`: what they can mean, with the tag `kind`.

    `also-...`: further words for a kind. `empty`: words of headings that name nothing.
    """

    references: Cues
    kin: Cues
    also_signs: tuple[Cues, ...] = ()
    also_people: tuple[Cues, ...] = ()
    also_groups: tuple[Cues, ...] = ()
    also_conditions: tuple[Cues, ...] = ()
    also_treatments: tuple[Cues, ...] = ()
    also_gear: tuple[Cues, ...] = ()
    empty: tuple[str, ...] = ()


def find_back_references(document: Document, options: KinOptions) -> Iterator[Match]:
    """One match for each reference whose kin stands nowhere before it in its section."""
    told = False
    for hit in document.hits(options.references):
        if _is_own_study(document, hit):
            continue
        block = document.blocks[document.block_at(hit.start)]
        if block.kind not in TEXT_KINDS or quote_at(document, hit.start) is not None:
            continue
        kin = document.tag(options.references, hit, "kin")
        if kin == "gear" and _is_relative(document, hit):
            continue
        if kin == "researchers":
            missing = (
                not told
                and not _SOME.search(document.prose, max(hit.start - 12, 0), hit.start)
                and not _DEFINED.match(document.prose, hit.end)
                and not _is_named(document, hit, kin, 0, options)
            )
        else:
            follows = _FOLLOWED.match(document.prose, hit.end)
            missing = not follows and _is_missing(document, hit, kin, options)
        if missing:
            step = -1 if _begins_excerpt(document, block) else 0
            yield Match(hit.start, hit.end, step=step, fields={"missing": MISSING[kin]})
            told = told or kin == "researchers"


def _begins_excerpt(document: Document, block: Block) -> bool:
    """Whether a block is the first of a text without a title: its page may have one, which names what is meant."""
    return title_of(document) is None and not any(ch.isalnum() for ch in document.prose[: block.start])


def _is_relative(document: Document, hit: Hit) -> bool:
    """Whether "that line" and the like may be a clause on the noun before it: "cells that line the gut"."""
    sentence = sentence_at(document, hit.start)
    if sentence is None or document.prose[hit.start : hit.start + 4].lower() != "that":
        return False
    before = document.prose[sentence.start : hit.start].rstrip()
    return bool(before) and before.split()[-1].lower() not in _BEFORE_THAT


def _is_own_study(document: Document, hit: Hit) -> bool:
    """Whether "In this study" may be the study that the text itself tells of, as in an abstract."""
    words = document.prose[hit.start : hit.end].lower().split()
    before = document.prose[max(hit.start - 8, 0) : hit.start].lower().split()
    return words[0] == "this" and words[-1] in _OWN and before[-1:] in (["in"], ["of"], ["to"], ["for"])


_BEFORE_THAT = frozenset("and but so with on in under over of from through off into behind around then once".split())
"""Words behind which "that" points, and begins no clause."""
_OWN = frozenset(("study", "trial", "research", "review", "analysis", "survey"))
_OPEN = frozenset(("conditions", "treatments", "events", "people"))
"""Kinds whose members no list holds: any word of a heading may be one."""
_FAR = frozenset(("illness", "places", "objects", "papers", "gear"))
"""Kinds that are looked for from the beginning of the text."""
_MANY = frozenset(("researchers", "people", "groups", "women", "children", "studies"))
_COUNTED = frozenset(("treatments", "objects", "tests"))
_COUNT = lazy_pattern(r"\b(?:two|three|four|five|both)\b", re.IGNORECASE)
"""Things that are counted ("those three exercises") may have been listed by names that no lexicon has."""
_SOME = lazy_pattern(
    r"\b(?:[Hh]alf|[Mm]ost|[Ss]ome|[Aa]ll|[Mm]any|[Oo]ne|[Tt]wo|[Tt]hree|[Aa] (?:few|third|quarter)|\d+) of $"
)
"""What makes "the volunteers" a group that is named here: half of them."""


def _names_kin(document: Document, kin: str, words: list[str], span: tuple[int, int], options: KinOptions) -> bool:
    """Whether a heading has words that may be of a kind: an illness is no treatment."""
    if kin != "treatments" or _names_treatment(document, span, options):
        return bool(words)
    words = [word for word in words if not word.endswith("ing") and word not in _BARE]
    ill = sum(
        len(document.prose[hit.start : hit.end].split())
        for name in options.also_conditions
        for hit in document.hits_between(name, *span)
    )
    return len(words) > ill


def _names_treatment(document: Document, span: tuple[int, int], options: KinOptions) -> bool:
    """Whether words between two offsets name a treatment, and no mere test or visit."""
    hits = (hit for name in options.also_treatments for hit in document.hits_between(name, *span))
    return any(document.prose[hit.start : hit.end].lower().split()[-1] not in _TESTS for hit in hits)


_TESTS = frozenset(("scan", "scans", "test", "tests", "x-ray", "x-rays", "biopsy", "screening", "visit", "appointment"))
"""What a heading may name that is no treatment, though it is care."""
_BARE = (
    frozenset(
        (
            "ready",
            "share",
            "bill",
            "bills",
            "before",
            "after",
            "home",
            "yourself",
            "cost",
            "fees",
            "ward",
            "hospital",
            "clinic",
            "school",
            "unit",
            "parking",
            "arrival",
            "arrive",
            "come",
            "coming",
            "leave",
            "leaving",
            "ring",
            "call",
            "stay",
            "staying",
            "bring",
            "pack",
            "travel",
            "day",
            "night",
            "choose",
            "choosing",
        )
    )
    | _TESTS
)
"""Beside verbs such as "paying" and "getting", words of a heading that name no treatment."""
MISSING = {
    "signs": "a sign or side effect", "tests": "a test", "links": "a link or connection", "studies": "a study",
    "researchers": "a study", "people": "a person or group", "groups": "a group", "women": "women",
    "children": "children", "operations": "an operation", "vaccines": "a vaccine", "conditions": "a condition",
    "treatments": "a treatment",
    "illness": "an illness", "places": "a place", "objects": "such a thing", "papers": "anything written",
    "gear": "such a thing", "schemes": "a scheme or service", "proposals": "a proposal",
    "foods": "a food", "numbers": "a number", "parts": "a part of the body", "events": "anything",
}  # fmt: skip
"""What was looked for, in words, by kin."""


def _is_missing(document: Document, hit: Hit, kin: str, options: KinOptions) -> bool:
    """Whether nothing of a kind was named from the beginning of the section, nor by its heading and the title."""
    begin = 0 if kin in _FAR else reach_back(document, hit.start)
    if document.tag(options.references, hit, "first") and not _opens(document, hit, begin):
        return False
    if _is_named(document, hit, kin, begin, options) or _leads_to_list(document, hit):
        return False
    return not _is_announced(document, hit, kin, options)


def _opens(document: Document, hit: Hit, begin: int) -> bool:
    """Whether no sentence stands between the beginning of the section and the one with the reference."""
    sentence = sentence_at(document, hit.start)
    return sentence is not None and not any(ch.isalnum() for ch in document.prose[begin : sentence.start])


def _is_named(document: Document, hit: Hit, kin: str, begin: int, options: KinOptions) -> bool:
    prose = document.prose
    if kin == "illness":
        return any(_is_named(document, hit, one, begin, options) for one in ("conditions", "signs"))
    if kin == "events":
        return any(ch.isalnum() for ch in prose[begin : hit.start])
    if document.hits_between(options.kin, begin, hit.start, kin) or _is_repeated(document, hit, kin, begin):
        return True
    if any(document.hits_between(name, begin, hit.start) for name in getattr(options, f"also_{kin}", ())):
        return True
    if kin in _NAMES and _NAMES[kin].search(prose, begin, hit.start):
        return True
    if kin == "treatments" and _BRAND.search(prose, begin, hit.start):
        return True
    counted = kin in _COUNTED and _COUNT.search(prose, hit.start, hit.end) is not None
    if (kin == "signs" or counted) and _LISTED.search(prose, begin, hit.start):
        return True
    return kin == "numbers" and any(ch.isdigit() or ch == "%" for ch in prose[begin : hit.start])


def _is_repeated(document: Document, hit: Hit, kin: str, begin: int) -> bool:
    """Whether the very noun of a reference stands before it; people come and go, and are not the same each time."""
    noun = document.prose[hit.start : hit.end].rsplit(maxsplit=1)[-1].lower()
    if kin in _MANY:
        return False
    if not noun.isalnum():
        return re.search(rf"\b{re.escape(noun)}\b", document.prose[begin : hit.start], re.IGNORECASE) is not None
    places = document.places_of(noun)
    first = bisect_left(places, begin)
    return first < len(places) and places[first] < hit.start


def _leads_to_list(document: Document, hit: Hit) -> bool:
    """Whether the reference points ahead: its sentence ends in a colon, or its block comes right before a list."""
    number = document.block_at(hit.start)
    block = document.blocks[number]
    after = document.blocks[number + 1] if number + 1 < len(document.blocks) else None
    ends = document.prose[block.start : block.end].rstrip().endswith(":")
    return ends or (after is not None and after.kind in {"item", "cell"} and block.kind == "paragraph")


def _is_announced(document: Document, hit: Hit, kin: str, options: KinOptions) -> bool:
    """Whether the heading or the title names what is meant: the same noun, a member of the group, or any thing."""
    noun = document.prose[hit.start : hit.end].split()[-1].lower()[:STEM]
    heading, title = heading_of(document, hit.start), title_of(document)
    spans = [(heading.start, heading.end)] if heading is not None else []
    spans += [title] if title is not None else []
    for start, end in spans:
        words = content_words(document, start, end, options.empty)
        if any(word[:STEM] == noun for word in words):
            return True
        if (
            kin in _OPEN
            and not is_adverbial(document, start)
            and _names_kin(document, kin, words, (start, end), options)
        ):
            return True
        if kin in _NAMES and _NAMES[kin].search(document.prose, start, end):
            return True
        members = of_kind(document, options.kin, start, end, kin)
        if any(kin not in document.tag(options.kin, one, "class").split() for one in members):
            return True
        if (start, end) == title and members:
            return True
    above = section_of(document, document.block_at(hit.start))
    return kin == "events" and above.heading < 0 and document.blocks[0].start < hit.start
