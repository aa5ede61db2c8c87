"""Check `overstated-approval`: a regulator's approval is claimed for what it never approves, or beyond its indication.

What a product is approved for stands in a dated table; what kind of product it is, in a lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from medlint.api import (
    Check,
    Cues,
    Document,
    FactName,
    Hit,
    Match,
    Sentence,
    clause_end,
    clause_start,
    is_asked,
    is_hedged,
    is_negated,
    lazy_pattern,
    quote_at,
    section_of,
    sentence_at,
    words_between,
)

from .dated import basis, is_stale

Row = Mapping[str, Any]
AFTER_WORDS = 4
"""What "FDA-approved" is said of stands at most so many words after it."""
MENTION_WORDS = 5
"""A quotation of at most so many words mentions the expression."""

_IS = lazy_pattern(
    r"^(?:[\s,]+[\w'\u2019-]+){0,5}?\s+(?:is|are|was|were|has|have|had|carr(?:y|ies|ied)|holds?|got|gets|received|earned|won"
    r"|comes?|enjoys?|being|made|with|now|remains?)\b(?:\s+[\w'\u2019-]+){0,4}\s*$",
    re.IGNORECASE,
)
_APPOSED = lazy_pattern(
    r"^(?:\s[\w'\u2019-]+){0,8}\s*[:\u2014\u2013]\s*(?:[\w-]+,\s){0,2}$"
    r"|^,\s(?:(?:now|all|also|fully|even|already|newly|finally|itself)\s?)*$",
    re.IGNORECASE,
)
"""A label ("CBD oil: FDA-approved") or an apposition ("exosomes, now FDA-approved") between product and claim."""
_BARRED = lazy_pattern(
    r"\b(?:unlike|than|but|not|only if|without|instead|besides|while|whereas|although|or|against|and|at|from|for|via)\b"
    r"|[,;:()]",
    re.IGNORECASE,
)
_CUT = lazy_pattern(r"[,;:()]|\b(?:than|for|to|that|which|in|by|at|from|unlike|and|with|of|is|are)\b", re.IGNORECASE)
_NONE = lazy_pattern(r"\W+(?:no|none|nothing|neither|nor|only|not|few)\b", re.IGNORECASE)
_PRONOUN = lazy_pattern(r"^(?:it|they|this|these|both|all)\b(?:[\s'\u2019]+\w+){0,5}\s*$", re.IGNORECASE)
_AIMED = lazy_pattern(
    r"\b(?:for|to treat|treats?|against|to help|helps?|relieves?|eases?|in people with|lose|loss)\b", re.IGNORECASE
)
"""Words after an approval that say what for."""


class ApprovalOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """What claims an approval, and what it may be held against.

    `cues`: words of approval, with the tags `act` (approved, certified, registered, cleared) and `region`. `table`: the
    dated table with the columns `name`, `class`, `region`, `uses` and `use`. `kinds`: products and places that are
    never approved, with the tag `class`. `illnesses`: conditions; one must be named where an approval is told.
    `boasts`: words in the sentence that offer a registration as a sign of quality.
    `not-yet`: words in the sentence that tell of an approval that is sought, refused or explained.
    """

    cues: Cues
    table: FactName
    kinds: Cues
    illnesses: Cues
    boasts: Cues = ""
    not_yet: Cues = ""


def find_overstated(document: Document, options: ApprovalOptions) -> Iterator[Match]:
    """One match for each claim of approval that the table or the kind of product belies."""
    done = -1
    for hit in document.hits(options.cues):
        sentence = sentence_at(document, hit.start)
        if sentence is None or hit.start < done or not _is_claimed(document, hit, sentence, options):
            continue
        match = _judge(document, hit, sentence, options)
        if match is not None:
            done = clause_end(document, hit.start)
            yield match


def _is_claimed(document: Document, hit: Hit, sentence: Sentence, options: ApprovalOptions) -> bool:
    """Whether the words say flatly that something is approved."""
    if is_negated(document, hit.start) or is_hedged(document, hit.start) or is_asked(document, hit.start):
        return False
    if document.blocks[sentence.block].kind in {"footnote", "link-title"}:
        return False
    if _NONE.match(document.prose, hit.end, sentence.end):
        return False
    heading = _heading(document, sentence)
    quote = quote_at(document, hit.start)
    mentioned = quote is not None and words_between(document, quote.inner_start, quote.inner_end) <= MENTION_WORDS
    if mentioned and document.blocks[sentence.block].kind != "item":
        return False
    return not any(document.hits_between(options.not_yet, start, end) for start, end in (_span(sentence), heading))


def _span(sentence: Sentence) -> tuple[int, int]:
    return sentence.start, sentence.end


def _heading(document: Document, sentence: Sentence) -> tuple[int, int]:
    """The prose span of the heading above a sentence; an empty one where there is none."""
    number = section_of(document, sentence.block).heading
    return (document.blocks[number].start, document.blocks[number].end) if number >= 0 else (0, 0)


def _judge(document: Document, hit: Hit, sentence: Sentence, options: ApprovalOptions) -> Match | None:
    act, region = (document.tag(options.cues, hit, name) for name in ("act", "region"))
    kind = _kind_of(document, hit, sentence, options)
    if act == "registered":
        boasted = kind or document.hits_between(options.boasts, *_span(sentence))
        return _match(hit, "a registration is a duty, no sign of quality and no approval") if boasted else None
    if kind:
        row = _row(document, options, region, kind=kind)
        if kind == "cells" and row and _speaks_of(document, sentence, str(row["uses"])):
            return None
        return _against(document, hit, options, row, "nothing of this kind is approved")
    if act == "certified":
        return _match(hit, "this regulator certifies and endorses no products")
    return _of_product(document, hit, sentence, options, region) if act == "approved" else None


def _of_product(
    document: Document, hit: Hit, sentence: Sentence, options: ApprovalOptions, region: str
) -> Match | None:
    """The match of an approval of a product that the table knows, if it goes beyond what that says."""
    row = _row_named(document, hit, sentence, options, region)
    if row is None:
        return None
    uses = str(row["uses"])
    if not uses:
        said_of = _is_said_of(document, hit, sentence, str(row["name"]))
        return _against(document, hit, options, row, "nothing with it is approved") if said_of else None
    if _speaks_of(document, sentence, uses):
        return None
    ills = document.hits_between(options.illnesses, hit.end, clause_end(document, hit.end))
    if ills and _AIMED.search(document.prose, hit.end, ills[-1].end):
        return _against(document, hit, options, row, "it is not approved for that")
    if _places(document.prose.lower(), uses):
        return None
    return _against(document, hit, options, row, "the approval is for one use, which is not named", step=-1)


def _against(
    document: Document, hit: Hit, options: ApprovalOptions, row: Row | None, problem: str, *, step: int = 0
) -> Match:
    """A match that rests on a row, which is lighter if the row is old."""
    if row is None:
        return _match(hit, problem, step=step)
    table, today = document.knowledge.facts[options.table], document.context.today
    note = f"Approved for: {row['use']}. {basis(table, row, today)}"
    return _match(hit, problem, step=step - is_stale(table, row, today), note=note)


def _match(hit: Hit, problem: str, *, step: int = 0, note: str = "") -> Match:
    return Match(hit.start, hit.end, step=step, note=note, fields={"problem": problem})


def _kind_of(document: Document, hit: Hit, sentence: Sentence, options: ApprovalOptions) -> str:
    """The class of product or place that an approval is said of: right after the words, or their subject."""
    for found in document.hits_between(options.kinds, hit.end, min(hit.end + 80, sentence.end)):
        if _is_next(document, hit, found.start):
            return document.tag(options.kinds, found, "class")
    for found in reversed(document.hits_between(options.kinds, sentence.start, hit.start)):
        kind = document.tag(options.kinds, found, "class")
        if _is_subject(document, hit, found.end) and not _is_apart(document, found, sentence, kind):
            return kind
    return _kind_before(document, hit, sentence, options)


def _is_next(document: Document, hit: Hit, start: int) -> bool:
    """Whether what begins at `start` follows the words of approval as their noun."""
    near = hit.end <= start and words_between(document, hit.end, start) <= AFTER_WORDS
    return near and not _CUT.search(document.prose, hit.end, start)


def _is_subject(document: Document, hit: Hit, end: int) -> bool:
    """Whether what ends at `end` is the subject of the words of approval."""
    between = document.prose[end : hit.start]
    if end >= hit.start:
        return False
    said = _IS.match(between) is not None and _BARRED.search(between) is None
    return said or _APPOSED.match(between) is not None


def _is_said_of(document: Document, hit: Hit, sentence: Sentence, names: str) -> bool:
    """Whether an approval is said of one of some names, as its noun or its subject."""
    text = document.prose[sentence.start : sentence.end].lower()
    for name in (name.strip().lower() for name in names.split(",")):
        for at in _places(text, name):
            start = sentence.start + at
            if _is_next(document, hit, start) or _is_subject(document, hit, start + len(name)):
                return True
    return False


def _kind_before(document: Document, hit: Hit, sentence: Sentence, options: ApprovalOptions) -> str:
    """The class of product that a pronoun or an item without a subject speaks of: from the paragraph or heading."""
    block = document.blocks[sentence.block]
    text = document.prose[sentence.start : hit.start]
    if _PRONOUN.match(text):
        places = (block.start, sentence.start)
    elif block.kind == "item" and not text.strip("\"'\u201c\u2018 "):
        places = _heading(document, sentence)
    else:
        return ""
    found = [document.tag(options.kinds, kind, "class") for kind in document.hits_between(options.kinds, *places)]
    return next((kind for kind in reversed(found) if kind != "place"), "")


def _is_apart(document: Document, found: Hit, sentence: Sentence, kind: str) -> bool:
    """Whether a product is only compared ("unlike supplements"), or a place only tells where something comes from."""
    before = set(document.prose[sentence.start : found.start].lower().split()[-3:])
    places = {"in", "at", "from", "by", "of", "to"} if kind == "place" else set()
    return bool(before & (places | {"unlike", "than", "besides", "like", "instead"}))


def _row(document: Document, options: ApprovalOptions, region: str, *, kind: str) -> Row | None:
    rows = document.knowledge.facts[options.table].rows
    return next((row for row in rows if row.get("class") == kind and row["region"] == region), None)


def _row_named(document: Document, hit: Hit, sentence: Sentence, options: ApprovalOptions, region: str) -> Row | None:
    """The row of the product that is named nearest to the words: in their clause, else in their sentence."""
    rows = document.knowledge.facts[options.table].rows
    clause = clause_start(document, hit.start), clause_end(document, hit.end)
    for start, end in (clause, (sentence.start, sentence.end)):
        text = document.prose[start:end].lower()
        found: list[tuple[int, int]] = []
        for number, row in enumerate(rows):
            if row["region"] == region and "name" in row:
                found.extend((abs(start + at - hit.start), number) for at in _places(text, str(row["name"])))
        if found:
            named = [rows[number] for _, number in sorted(found)]
            # "Spravato (a sort of ketamine) is approved for depression" speaks of the product that is.
            return next((row for row in named if _speaks_of(document, sentence, str(row["uses"]))), named[0])
    return None


def _speaks_of(document: Document, place: Sentence, uses: str) -> bool:
    """Whether a stretch of prose names one of the uses, which are words separated by commas."""
    return bool(_places(document.prose[place.start : place.end].lower(), uses))


def _places(text: str, names: str) -> list[int]:
    """Where one of some names (separated by commas) stands as a word in a lower-case text."""
    words = "|".join(re.escape(name.strip().lower()) for name in names.split(",") if name.strip())
    return [match.start() for match in re.finditer(rf"(?<![\w-])(?:{words})(?!\w)", text)] if words else []


CHECK = Check(
    "overstated-approval", ApprovalOptions, find_overstated, {"problem": "what is wrong with the claim of approval"}
)
"""The check."""
