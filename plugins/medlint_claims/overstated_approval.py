"""Check `overstated-approval`: a regulator's approval is claimed for what it never approves, or beyond its indication.

What a product is approved for stands in a dated table; what kind of product it is, in a lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.api import (
    Check,
    Cues,
    Document,
    FactName,
    Hit,
    Match,
    Sentence,
    basis,
    clause_end,
    hits_with_sentences,
    is_affirmed,
    is_asked,
    is_disowned,
    is_hedged,
    is_negated,
    is_stale,
    is_taken_back,
    lazy_pattern,
    quote_at,
    section_of,
    sentence_index,
    sentences,
    words_between,
)

from .approval_denials import is_belied
from .approval_rows import Row, places, row_named, row_of_kind, speaks_of
from .approved_things import AFTER_CHARACTERS, ThingWords, is_next, is_subject, kind_of, spoken_of

MENTION_WORDS = 5
"""A quotation of at most so many words mentions the expression, unless it is all that its sentence says."""
SELLER_CHARACTERS = 20
"""A seller's "our" stands at most so many characters before the words."""
SCOPE_WORDS = 8
"""What stretches an approval over everything begins at most so many words after it."""

_NONE = lazy_pattern(r"\W+(?:no|none|nothing|neither|nor|only|not|few)\b", re.IGNORECASE)
_FOR_PRODUCT = lazy_pattern(r"\s+(?:for|of|to|on|in)\b", re.IGNORECASE)
"""What follows where a company is told to have got the approval of a product."""
_FOR_THIS = lazy_pattern(
    r"\s+(?:for|against|in) (?:it|this|that|these|those|such)\b(?: (?:condition|illness|disease|disorder|complaint|use"
    r"|purpose|problem|pain|need)s?)?(?=[\s,.;])",
    re.IGNORECASE,
)


class ApprovalOptions(ThingWords, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """What claims an approval, and what it may be held against.

    `cues`: words of approval, with the tags `act` (approved, certified,
    recommended, registered, cleared, unbounded) and `region`.
    `table`: the dated table with the columns `name`, `class`, `region`, `uses` and `use`. `illnesses`: conditions that
    an approval may be for, after one of `purposes`. `scopes`: words that stretch it over every use. `boasts`: words in
    the sentence that offer a registration as a sign of quality. `not-yet`: words in the sentence that tell of an
    approval that is sought, refused or explained; `denials`: words anywhere in the text that say that there is none, so
    that no agency can back it. `taken-back`, `disowned`: as in `Surroundings`. `sellers`: words by
    which a seller speaks of its own product.
    """

    cues: Cues
    table: FactName
    illnesses: Cues
    purposes: Cues
    scopes: Cues = ""
    boasts: Cues = ""
    proofs: Cues = ""
    not_yet: Cues = ""
    denials: Cues = ""
    small_print: Cues = ""
    taken_back: Cues = ""
    disowned: Cues = ""
    sellers: Cues = ""


def find_overstated(document: Document, options: ApprovalOptions) -> Iterator[Match]:
    """One match for each claim of approval that the table or the kind of product belies."""
    done = -1
    for hit, sentence in hits_with_sentences(document, options.cues):
        if hit.start < done or not _is_claimed(document, hit, sentence, options):
            continue
        match = _judge(document, hit, sentence, options)
        if match is not None:
            done = clause_end(document, hit.start)
            yield match


def _is_claimed(document: Document, hit: Hit, sentence: Sentence, options: ApprovalOptions) -> bool:
    """Whether the words say flatly, in the text's own name, that something is approved."""
    if is_negated(document, hit.start) or is_hedged(document, hit.start):
        return False
    if is_asked(document, hit.start) and not is_affirmed(document, hit.start):
        return False
    if document.blocks[sentence.block].kind in {"footnote", "link-title"} or _is_mentioned(document, hit, sentence):
        return False
    if _NONE.match(document.prose, hit.end, sentence.end):
        return False
    if is_taken_back(document, options.taken_back, hit.start) or is_disowned(
        document, options.disowned, hit.start, hit.end
    ):
        return False
    near = ((sentence.start, sentence.end), _heading(document, sentence))
    return not any(document.hits_between(options.not_yet, start, end) for start, end in near)


def _is_mentioned(document: Document, hit: Hit, sentence: Sentence) -> bool:
    """Whether the words are quoted as an expression; a quotation that opens its sentence and is closed is speech."""
    quote = quote_at(document, hit.start)
    if quote is None or words_between(document, quote.inner_start, quote.inner_end) > MENTION_WORDS:
        return False
    closed = document.prose[quote.inner_start : quote.inner_end].rstrip().endswith((",", ".", "!"))
    spoken = quote.start <= sentence.start + 1 and closed
    return not spoken and document.blocks[sentence.block].kind != "item"


def _heading(document: Document, sentence: Sentence) -> tuple[int, int]:
    """The prose span of the heading above a sentence; an empty one where there is none."""
    number = section_of(document, sentence.block).heading
    return (document.blocks[number].start, document.blocks[number].end) if number >= 0 else (0, 0)


def _judge(document: Document, hit: Hit, sentence: Sentence, options: ApprovalOptions) -> Match | None:
    act, region = (document.tag(options.cues, hit, name) for name in ("act", "region"))
    if act == "unbounded":
        return _unbounded(document, hit, sentence, options)
    kind = kind_of(document, hit, sentence, options)
    if act == "emergency":
        return _match(hit, "an authorisation for an emergency is no approval", step=-1)
    if act == "registered":
        boasted = _is_boast(document, sentence, kind, options)
        return _match(hit, "a registration is a duty, no sign of quality and no approval") if boasted else None
    if act in {"approved", "certified"} and is_belied(document, hit, sentence, options.small_print):
        return _match(hit, "the text itself says elsewhere that it has no approval")
    if kind:
        row = row_of_kind(document, options.table, region, kind)
        fits = _is_rightful(document, hit, sentence, kind, act, row)
        return None if fits else _against(document, hit, options, row, "nothing of this kind is approved")
    if act == "recommended":
        denied = bool(options.denials) and bool(document.hits(options.denials))
        return _match(hit, "the text itself says that there is no approval") if denied else None
    if act in {"approved", "cleared"} and document.hits_between(options.proofs, hit.end, sentence.end):
        return _match(hit, "an approval is given as proof that the product does what is said of it")
    if act == "certified":
        return _match(hit, "this regulator certifies and endorses no products")
    if _is_stretched(document, hit, options):
        return _match(hit, "a regulator approves a product for named uses, not for all")
    return _of_product(document, hit, sentence, options, region) if act == "approved" else None


def _is_rightful(document: Document, hit: Hit, sentence: Sentence, kind: str, act: str, row: Row | None) -> bool:
    """Whether words of approval may be said of a kind: a device that is cleared, a company's product, blood cells."""
    if kind == "device":
        return act == "cleared" or row is None
    if kind == "place":
        return _is_of_product(document, hit, sentence)
    return kind == "cells" and row is not None and speaks_of(document, sentence.start, sentence.end, row)


def _is_boast(document: Document, sentence: Sentence, kind: str, options: ApprovalOptions) -> bool:
    """Whether a registration is offered as a merit: of a product, of the speaker's own place, or in so many words."""
    if kind and (kind != "place" or document.hits_between(options.sellers, sentence.start, sentence.end)):
        return True
    return bool(document.hits_between(options.boasts, sentence.start, sentence.end))


def _is_of_product(document: Document, hit: Hit, sentence: Sentence) -> bool:
    """Whether a company is told to have got the approval of a product ("won FDA approval for its pill")."""
    named = "approval" in document.prose[hit.start : hit.end].lower()
    return named and _FOR_PRODUCT.match(document.prose, hit.end, sentence.end) is not None


def _unbounded(document: Document, hit: Hit, sentence: Sentence, options: ApprovalOptions) -> Match | None:
    """The match of "that approval covers everything", where the paragraph named an approval before."""
    block = document.blocks[sentence.block]
    named = any(
        document.tag(options.cues, cue, "region") for cue in document.hits_between(options.cues, block.start, hit.start)
    )
    return _match(hit, "a regulator approves a product for named uses, not for all") if named else None


def _is_stretched(document: Document, hit: Hit, options: ApprovalOptions) -> bool:
    """Whether the clause says soon after the words that the approval holds for every use."""
    found = document.hits_between(options.scopes, hit.end, clause_end(document, hit.end))
    return bool(found) and words_between(document, hit.end, found[0].start) <= SCOPE_WORDS


def _of_product(
    document: Document, hit: Hit, sentence: Sentence, options: ApprovalOptions, region: str
) -> Match | None:
    """The match of an approval of a product that the table knows, if it goes beyond what that says."""
    before = tuple(spoken_of(document, hit, sentence, options))
    row = row_named(document, hit.start, sentence, options.table, region, before=before)
    if row is None:
        return _of_seller(document, hit, sentence, options)
    if not str(row["uses"]):
        said = _is_said_of(document, hit, sentence, str(row["name"]), options) or bool(before)
        return _against(document, hit, options, row, "nothing with it is approved") if said else None
    if speaks_of(document, sentence.start, _answer_end(document, sentence), row):
        return None
    if _is_for_other(document, hit, sentence, row, options):
        return _against(document, hit, options, row, "it is not approved for that")
    ills = document.hits_between(options.illnesses, hit.end, clause_end(document, hit.end))
    if ills and document.hits_between(options.purposes, hit.end, ills[-1].end):
        return _against(document, hit, options, row, "it is not approved for that")
    if places(document.prose.lower(), str(row["uses"])):
        return None
    return _against(document, hit, options, row, "the approval is for one use, which is not named", step=-1)


def _of_seller(document: Document, hit: Hit, sentence: Sentence, options: ApprovalOptions) -> Match | None:
    """The match of an approval that a seller claims for its own product, where the paragraph names no use of it."""
    if not document.hits_between(options.sellers, max(hit.start - SELLER_CHARACTERS, sentence.start), hit.start):
        return None
    nouns = document.hits_between(options.products, hit.end, min(hit.end + AFTER_CHARACTERS, sentence.end))
    block = document.blocks[sentence.block]
    if not any(is_next(document, hit, noun.start) and not noun.phrase.endswith("s") for noun in nouns):
        return None
    if document.hits_between(options.illnesses, block.start, block.end):
        return None
    return _match(hit, "what it is approved for is not named", step=-1)


def _is_for_other(document: Document, hit: Hit, sentence: Sentence, row: Row, options: ApprovalOptions) -> bool:
    """Whether the approval is said to be "for this condition", and none named before is a use of the row."""
    if _FOR_THIS.match(document.prose, hit.end, sentence.end) is None:
        return False
    before = document.hits_between(options.illnesses, document.blocks[sentence.block].start, sentence.start)
    return bool(before) and not any(speaks_of(document, one.start, one.end, row) for one in before)


def _answer_end(document: Document, sentence: Sentence) -> int:
    """The end of a sentence, or of the answer to it if it is a question."""
    if not is_asked(document, sentence.start):
        return sentence.end
    listed, number = sentences(document), sentence_index(document, sentence.start)
    return listed[min(number + 1, len(listed) - 1)].end


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


def _is_said_of(document: Document, hit: Hit, sentence: Sentence, names: str, options: ApprovalOptions) -> bool:
    """Whether an approval is said of one of some names, as its noun or its subject."""
    text = document.prose[sentence.start : sentence.end].lower()
    for name in (name.strip().lower() for name in names.split(",")):
        for at in places(text, name):
            start = sentence.start + at
            if is_next(document, hit, start) or is_subject(document, hit, start + len(name), options):
                return True
    return False


CHECK = Check(
    "overstated-approval",
    ApprovalOptions,
    find_overstated,
    {"problem": "what is wrong with the claim of approval"},
    needs=("cues",),
)
"""The check."""
