"""What a cue speaks of: the partner beside it, at the end of a list, or what a pronoun stands for."""

from __future__ import annotations

import re

from medlint.api import (
    Document,
    Hit,
    Sentence,
    hit_after,
    hit_before,
    lazy_pattern,
    of_kind,
    section_of,
    sentence_index,
    sentences,
)  # fmt: skip

from .groups import group_of, may_list
from .options import JoinedOptions

BACK = 2
"""A pronoun stands for what one of the last so many sentences named."""
TOLD_BACK = 3
"""Beside an order one sentence more: orders about a medicine come in a row."""

_SUBJECT = lazy_pattern(
    r"(?:^|[,;:\u2014\u2013] ?|\b(?:and|but|however|although|though|as|because|yet|that|which)[, ]+)\W*"
    r"(?:it|they|these|this|that|those|such|all of (?:it|them|these|this)|both|none|(?:these|those|this|such|most) \w+)"
    r"(?:[ ,][\w'\u2019]+){0,5}\s*$"
    r"|\b(?:it|they|(?:these|those|this) (?:\w+ )?)\b[^.;:]{0,80}\b(?:and|or|but)(?: also| even| then)?"
    r"(?: [\w'\u2019]+){0,5}\s*$",
    re.IGNORECASE,
)
_OBJECT = lazy_pattern(
    r"\s+(?:(?:it|them|these|those|that|this|all of it|all of them|both|yours|theirs)(?=\s*(?:[.,;:!?)]|$)"
    r"|\s(?:with|in|at|to|for|on|every|twice|once|three|daily|before|after|and|or|under|into|as|when|until|by|away|out"
    r"|off|down|back|up|instead|again|if|all|together|straight|while|today|tonight|now|yourself|twice|at|right)\b)"
    r"|(?:up to |about |just |only |another )?\d[\d.,]*\s?(?:mg|mcg|g|ml|cc|units?|drops|tablets?|pills?|puffs?|iu"
    r"|sprays?|milligrams?|micrograms?|grams?)\b"
    r"|(?:about |just |only )?(?:an? |one |two |three )?(?:half|quarter|third|eighth|tenth|halves|quarters|thirds"
    r"|fifth)(?=\s*(?:[.,;!]|$)|(?: of)? (?:the|your|an?|one|each|that) (?:first |next |new |whole |usual |full )?"
    r"(?:pens?|vials?|tablets?|pills?|patch(?:es)?|doses?|shots?|syringes?|bottles?|strips?|capsules?|injections?|amount"
    r"|film)\b)"
    r"|(?:one|two|three|four|half|the (?:first|second|other|next)|another|half an?)"
    r"(?: (?:tablet|pill|capsule|patch|lozenge|dose|shot|troche|spoon|spoonful|injection|pump|click|squirt)s?)?"
    r" (?:in|into|under|on|twice|before|after|a|every|at|with|each|to|melt|dissolve|tucked|slowly|by)\b"
    r"|the (?:drug|tablets?|pills?|powder|lozenges?|troches?|capsules?|mushrooms?|vial|injections?|doses?|shots?|pens?"
    r"|patch(?:es)?|troche)\b)",
    re.IGNORECASE,
)
_ENDS = frozenset(
    "about after against alike all also always among and any anymore are around as ask asks at because before"
    " both but by came can come comes could did die dies do does drink drinks during either even felt for found"
    " from gave get gets got had has have here however if in into is it join joins just kept knew learn learns"
    " left less like live lives lose lost made may might more must need needs never next nor not now of often on"
    " only or over ran rarely rather run runs said saw should smoke smokes so sometimes stay stays still take"
    " takes tend than that the then there these they this through throughout to today too took under unless until"
    " use uses usually want was we went were whatsoever when which while who whom whose will with without work"
    " works would yet you your".split()
)
"""Words before which a noun or adjective is at its end: no other noun follows."""
_WORD = lazy_pattern(r"\s?([\w'\u2019]+)")
_CUT = lazy_pattern(
    r"[;:()]|\.(?!\d)|\b(?:but|not|except|unless|without|never|should|must|who|avoid|responding|reacting|respond)\b",
    re.IGNORECASE,
)


def may_meet(document: Document, hit: Hit, sentence: Sentence, options: JoinedOptions) -> bool:
    """Whether a partner stands anywhere that `partner_of` looks: soon told, and nearly always not so."""
    side = document.tag(options.cues, hit, "side")
    if side == "alone" or (side != "group" and document.tag(options.cues, hit, "anywhere")):
        return True
    if side == "group":
        return may_list(document, hit, sentence, options)
    kinds = document.tag(options.cues, hit, "partner").split()
    if not options.pronouns or document.tag(options.cues, hit, "named"):
        return bool(of_kind(document, options.partners, sentence.start, sentence.end, *kinds))
    listed, number = sentences(document), sentence_index(document, sentence.start)
    start, end = listed[max(number - TOLD_BACK, 0)].start, listed[min(number + 1, len(listed) - 1)].end
    return any(of_kind(document, options.partners, *span, *kinds) for span in ((start, end), document.title))


def partner_of(document: Document, hit: Hit, sentence: Sentence, options: JoinedOptions) -> Hit | None:
    """The partner that a cue wants, the cue itself where it wants none, or None."""
    side = document.tag(options.cues, hit, "side") or "after"
    if side == "alone":
        return hit
    kinds = document.tag(options.cues, hit, "partner").split()
    reach = int(document.tag(options.cues, hit, "reach") or options.reach)
    if side == "group":
        return group_of(document, hit, sentence, options)
    found = None
    if side in {"after", "either"}:
        found = hit_after(document, options.partners, hit.end, sentence.end, reach, *kinds)
        found = found if found is None or not _CUT.search(document.prose, hit.end, found.start) else None
    if found is None and side in {"before", "either"}:
        found = hit_before(document, options.partners, hit.start, sentence.start, reach, *kinds)
    if found is None and options.pronouns and not document.tag(options.cues, hit, "named"):
        found = _meant(document, hit, sentence, options, kinds)
    if found is None and document.tag(options.cues, hit, "anywhere"):
        found = next(iter(of_kind(document, options.partners, 0, hit.start, *kinds)[::-1]), None)
    return found


def ends_there(document: Document, hit: Hit, sentence: Sentence) -> bool:
    """Whether a word stands by itself ("a diabetic who", "is not harmful"), not before a noun ("a diabetic foot")."""
    following = _WORD.match(document.prose, hit.end, sentence.end)
    if following is None:
        return not document.prose.startswith("-", hit.end)
    word = following[1].lower()
    return word in _ENDS or word.endswith(("ed", "ly"))


def _meant(document: Document, hit: Hit, sentence: Sentence, options: JoinedOptions, kinds: list[str]) -> Hit | None:
    """What a pronoun beside the cue stands for: a partner named before, or taken up again in the next sentence."""
    subject = _SUBJECT.search(document.prose[sentence.start : hit.start]) is not None
    side = document.tag(options.cues, hit, "side") or "after"
    pointed = subject if side != "after" else _OBJECT.match(document.prose, hit.end, sentence.end)
    listed, number = sentences(document), sentence_index(document, hit.start)
    answers = hit.start == sentence.start and number > 0 and _asks(document, listed[number - 1])
    if not pointed and not answers and not document.tag(options.cues, hit, "inside"):
        return None
    section = section_of(document, sentence.block)
    is_order = bool(document.tag(options.cues, hit, "told"))
    back = TOLD_BACK if is_order else BACK
    for one in (sentence, *reversed(listed[max(number - back, 0) : number])):
        if one.block >= section.first or one.block == section.heading:
            found = of_kind(document, options.partners, one.start, min(one.end, hit.start), *kinds)
            if found:
                return found[-1]
    is_dosing = is_order and "dose" in document.tag(options.cues, hit, "wants").split()
    titled = of_kind(document, options.partners, *document.title, *kinds) if is_dosing else ()
    if titled and titled[-1].end <= hit.start:
        return titled[-1]
    return _taken_up(document, number, sentence, options, kinds, subject=subject)


def _asks(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence is a question, which the next answers without a subject ("Sore gums? No big deal.")."""
    return document.prose[sentence.start : sentence.end].rstrip().endswith("?")


def _taken_up(
    document: Document, number: int, sentence: Sentence, options: JoinedOptions, kinds: list[str], *, subject: bool
) -> Hit | None:
    """What the next sentence of the block says was meant ("these effects"; after an order also "it is ...")."""
    listed = sentences(document)
    if number + 1 >= len(listed) or listed[number + 1].block != sentence.block:
        return None
    following = listed[number + 1]
    for found in of_kind(document, options.partners, following.start, following.end, *kinds):
        before = document.prose[following.start : found.start].lower().split()
        if before[-1:] and before[-1] in {"these", "those", "such", "this"}:
            return found
        if not subject and before[:1] and before[0] in {"it", "they", "each", "one"}:
            return found
    return None
