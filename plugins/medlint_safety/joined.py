"""Check `joined`: words of a cue list with what they speak of beside them, where no exemption holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from medlint.api import (
    Check,
    Document,
    Edit,
    Hit,
    Match,
    Related,
    Sentence,
    hit_before,
    hits_with_sentences,
    is_affirmed,
    is_asked,
    is_negated,
    is_taken_back,
    lazy_pattern,
    of_kind,
    overlaps,
    quote_at,
    sentence_index,
    sentences,
    step_for,
)  # fmt: skip

from .excuses import Elsewhere, excused, is_turned
from .options import JoinedOptions
from .orders import is_told
from .partners import ends_there, may_meet, partner_of

LONGEST_MARK = 60
"""A marked stretch has at most so many characters; else the cue alone is marked."""

MUST_WORDS = 5
"""A negation that a cue needs is marked with it where at most so many words lie between."""
NEAR_WORDS = 2
"""A negation right before a cue has at most so many words between."""
AFTERWARDS = 4
"""So many sentences from its own on a claim may be taken back (our estimate)."""

_DENIES = lazy_pattern(
    r"\b(?:not|never|don['\u2019]t|avoid|without|against|dangerous|mistakes?|warnings?|myths?)\W*$", re.IGNORECASE
)
_LAW = lazy_pattern(r"(?: (?:and|or|of|for|the|[A-Z][\w'\u2019-]+)){0,6}? (?:Act|Bill|Ordinance|Statute|Regulations)\b")
_INSTITUTION = lazy_pattern(
    r"\b(?:Asylum|Home|Hospital|Act|School|Society|Institution|Colony) (?:for|of)"
    r"(?: (?:and|the|of|[A-Z][\w'\u2019-]+)){0,5} $"
)
_MARKS = " \"'\u201c\u2018"
_RELATIVE = lazy_pattern(r"\b(?:who|whom|which|that) $", re.IGNORECASE)
_OPEN = ("with", "who", "on", "taking", "have", "had", "to", "are", "is", "under", "over", "aged")
_OBJECT = lazy_pattern(r"\s?[\w'\u2019-]+(?: [\w'\u2019-]+)?")


def find_joined(document: Document, options: JoinedOptions) -> Iterator[Match]:
    """One match for each cue with its partner, the first of those that overlap."""
    done, elsewhere = -1, Elsewhere(document, options)
    for hit, sentence in hits_with_sentences(document, options.cues):
        if hit.start < done or not may_meet(document, hit, sentence, options):
            continue
        if not _holds(document, hit, sentence, options):
            continue
        partner = partner_of(document, hit, sentence, options)
        if partner is None:
            continue
        step = _step(document, hit, partner, sentence, elsewhere, options)
        if step is not None:
            found = _match(document, hit, partner, step, options)
            done = max(hit.end, found.end)
            yield found


def _holds(document: Document, hit: Hit, sentence: Sentence, options: JoinedOptions) -> bool:
    """Whether the cue itself is used as its tags want it: denied or not, told to somebody, of persons."""
    if document.prose.startswith("-", hit.end):
        return False
    denial = document.tag(options.cues, hit, "negated")
    if denial != "any" and _is_denied(document, hit, sentence, denial) != (denial == "must"):
        return False
    if not _is_addressed(document, hit, sentence, options):
        return False
    if (
        not document.tag(options.cues, hit, "asked")
        and is_asked(document, hit.start)
        and not is_affirmed(document, hit.start)
    ):
        return False
    if not options.names and _is_in_name(document, hit, sentence):
        return False
    if document.tag(options.cues, hit, "opens") and document.prose[sentence.start : hit.start].strip(_MARKS):
        return False
    if document.tag(options.cues, hit, "relative") and _RELATIVE.search(document.prose[sentence.start : hit.start]):
        return False
    return not document.tag(options.cues, hit, "ends") or ends_there(document, hit, sentence)


def _is_in_name(document: Document, hit: Hit, sentence: Sentence) -> bool:
    """Whether a word with a capital inside a sentence is part of the name of a law or of an institution."""
    if hit.start == sentence.start or not document.prose[hit.start].isupper():
        return False
    before = document.prose[max(sentence.start, hit.start - LONGEST_MARK) : hit.start]
    return bool(_LAW.match(document.prose, hit.end, sentence.end) or _INSTITUTION.search(before))


def _is_denied(document: Document, hit: Hit, sentence: Sentence, denial: str) -> bool:
    """Whether a negation reaches a cue; with `near` only one right before it ("is not a sign")."""
    if denial != "near":
        return is_negated(document, hit.start) or (not denial and _is_listed_denied(document, sentence))
    return hit_before(document, "negations", hit.start, sentence.start, NEAR_WORDS) is not None


def _is_listed_denied(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence is an item of a list whose opening line ends in a denial ("You should not:")."""
    number = sentence.block
    group = document.blocks[number].group
    if document.blocks[number].kind != "item" or not group:
        return False
    while number and document.blocks[number].group == group:
        number -= 1
    opening = document.blocks[number]
    return _DENIES.search(document.prose[opening.start : opening.end]) is not None


def _is_addressed(document: Document, hit: Hit, sentence: Sentence, options: JoinedOptions) -> bool:
    """Whether somebody is told to do what a cue says, or with `earlier` something before it in the sentence."""
    told = document.tag(options.cues, hit, "told")
    if told not in {"earlier", "beside"}:
        return not told or is_told(document, hit, sentence, options.orders)
    kinds = document.tag(options.cues, hit, "order").split()
    orders = of_kind(document, options.orders, sentence.start, sentence.end if told == "beside" else hit.start, *kinds)
    return any(
        is_told(document, one, sentence, options.orders)
        and (one.start > hit.end or not is_negated(document, one.start))
        for one in orders
    )


def _step(
    document: Document, hit: Hit, partner: Hit, sentence: Sentence, elsewhere: Elsewhere, options: JoinedOptions
) -> int | None:
    """How the surroundings move the severity; None where they excuse the words or what is needed is missing."""
    calm = replace(options, cited="keep", nearby="keep") if is_turned(document, hit, options) else options
    step = step_for(document, hit.start, hit.end, calm)
    if step is None or excused(document, hit, partner, sentence, elsewhere, options):
        return None
    if _is_refuted(document, hit, options):
        return None
    step += int(document.tag(options.cues, hit, "step") or 0)
    block = document.blocks[sentence.block]
    graver = bool(document.hits_between(options.graver, block.start, block.end)) or bool(
        document.hits_between(options.graver, *document.title)
    )
    return min(step + graver, 1)


def _is_refuted(document: Document, hit: Hit, options: JoinedOptions) -> bool:
    """Whether the text takes the words back; where they hold such words themselves, only others count."""
    cues = options.refuted
    if not document.hits(cues):
        return False
    if not overlaps(document, cues, hit.start, hit.end):
        return is_taken_back(document, cues, hit.start)
    number = sentence_index(document, hit.start)
    listed = sentences(document)[number : number + AFTERWARDS]
    found = document.hits_between(cues, listed[0].start, listed[-1].end)
    return any(one.end <= hit.start or one.start >= hit.end for one in found)


def _match(document: Document, hit: Hit, partner: Hit, step: int, options: JoinedOptions) -> Match:
    start, end = _marked(document, hit, partner, options)
    inside = start <= partner.start < end
    related = () if inside else (Related(partner.start, partner.end, "what it is said of"),)
    means = document.tag(options.cues, hit, "means")
    fixable = bool(means) and options.fix and quote_at(document, hit.start) is None
    words = document.prose[hit.start : hit.end]
    return Match(
        start,
        end,
        step=step,
        related=related,
        suggestion=f"Write \u201c{means}\u201d, for example." if means else None,
        fields={"means": means or "plain words"},
        edits=(Edit(hit.start, hit.end, _cased(means, words)),) if fixable else (),
    )


def _marked(document: Document, hit: Hit, partner: Hit, options: JoinedOptions) -> tuple[int, int]:
    """What is marked: from the cue to its partner and to what it goes on to say, as far as that is short."""
    if document.tag(options.cues, hit, "side") == "group":
        return partner.start, _object_end(document, partner)
    start, end = min(hit.start, partner.start), max(hit.end, partner.end)
    if end - start > LONGEST_MARK or document.block_at(start) != document.block_at(hit.start):
        start, end = hit.start, hit.end
    if document.tag(options.cues, hit, "negated") == "must":
        denial = hit_before(
            document, "negations", hit.start, document.blocks[document.block_at(hit.start)].start, MUST_WORDS
        )
        start = min(start, denial.start) if denial else start
    wanted = document.tag(options.cues, hit, "wants").split()
    if document.tag(options.cues, hit, "within"):
        limit = min(start + LONGEST_MARK, document.blocks[document.block_at(hit.start)].end)
        end = max([end, *(one.end for one in of_kind(document, options.needs, hit.start, limit, *wanted)[:1])])
    return start, end


def _object_end(document: Document, partner: Hit) -> int:
    """Where the words end that say which people are meant ("people with" goes on)."""
    more = _OBJECT.match(document.prose, partner.end)
    return more.end() if more and document.prose[partner.start : partner.end].rstrip().endswith(_OPEN) else partner.end


def _cased(means: str, words: str) -> str:
    """The replacement begins with a capital where the words that it replaces do."""
    return means[:1].upper() + means[1:] if words[:1].isupper() else means


CHECK = Check(
    "joined", JoinedOptions, find_joined, {"means": 'the tag means of the cue found, or "plain words"'}, needs=("cues",)
)
