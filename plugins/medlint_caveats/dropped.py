"""Statements that drop the species: what a finding in animals does, said as if it were known in general."""

from __future__ import annotations

import re

from msgspec.structs import replace

from medlint.api import Document, Hit, is_asked, lazy_pattern, names_preclinical, of_kind, sentence_index, sentences

from .cues import StatementCues
from .pieces import LONGEST, Piece, Statement, clipped, is_denied, is_told, is_unsaid

OBJECT_REACH = 30
"""What a remedy does good to stands at most so many characters after its verb."""
SHARED = 3
"""A word of so many letters or more that the sentence before has, too, takes up what was studied."""
LOOK_BACK = 2
"""What was studied is taken up from at most so many sentences before."""

_IS = lazy_pattern(r"\b(?:is|are) (?:[\w-]+ )?$", re.IGNORECASE)
_FOR = lazy_pattern(r"(?: to| for| in| of)(?: [\w'\u2019-]+){1,4}")
_ARTICLE = lazy_pattern(r"\b(?:is|are) (?:the|an?) (?:[\w-]+ )?$", re.IGNORECASE)
_KEY_TO = lazy_pattern(r" (?:to|for|of|against)\b")
_CONCLUDED = lazy_pattern(r"\b(?:therefore|thus|hence|evidently|clearly|consequently)\b", re.IGNORECASE)
_TAKEN_UP = lazy_pattern(
    r"\W*(?:and |so |which )?(?:it|this|that|these|they|the|their|its|such|both|which)\b", re.IGNORECASE
)
_WORD = lazy_pattern(
    rf"\b(?!(?:and|but|for|nor|yet|with|from|into|onto|than|then|when|while|what|who|whose|has|had|have|was"
    rf"|were|been|are"
    rf"|not|all|any|one|two|can|could|may|might|will|would|should|must|does|did|over|under|about|after|before"
    rf"|more|most"
    rf"|less|only|also|very|there|here|some|such|same|other|each|every|you|your|our|she|her|him"
    rf"|his)\b)[a-z]{{{SHARED},}}\b"
)
_OPENING = 60
_ASKING = lazy_pattern(r"\b(?:whether|if|how|why|what|which)\b", re.IGNORECASE)
_GROUP = lazy_pattern(
    r"\b([a-z]{4,}(?:ers|ors|ists|ians))(?: (?:who|with|in|on|over|of) [^.,;:]{3,40}?)?"
    r" (?:can|could|will|would|may|might|should|are \w+ing)\b"
)
_AGAINST = lazy_pattern(r" (?:\w+ )?against [\w'\u2019-]+")
_MODAL = lazy_pattern(r"\b(?:can|could|will|would|may|might|should)\s+(?:\w+\s+)?$", re.IGNORECASE)
_PLURAL = lazy_pattern(
    r"\b(?!(?:to|not|this|its|his|less|does|was|is|has|us)\b)(?:[a-z]{2,}s|they|these|which|[A-Z]) $"
)
_FAREWELL = lazy_pattern(
    r"\W*(?:(?:so|now|just|and|then|time to|you can|it is time to|it's time to) )?(?:(?:say|wave|kiss|bid) "
    r"(?:goodbye|good-bye|bye-bye|farewell|so long) to|forget (?:about )?|no more\b|never again\b"
    r"|farewell,?\b|goodbye,?\b"
    r"|an end to\b|the end of\b|throw (?:away|out)\b|bin\b|ditch\b|put an end to\b|shake off\b|send \w+ packing\b)",
    re.IGNORECASE,
)
_TO_COME = lazy_pattern(
    r",?\s+(?:[\w-]+,?\s+){0,4}?(?:will|could|would|can be|['\u2019]ll|is no longer|are no longer)\s"
)


def species_dropped(document: Document, piece: Piece, cues: StatementCues) -> Statement | None:
    """What a piece that names neither people nor animals says in general, where it goes on from the study; or None."""
    if is_asked(document, piece.start):
        return None
    opened = piece.opened or bool(_CONCLUDED.search(document.prose, piece.start, piece.end))
    need = _need(document, piece, cues) if opened else None
    if need is not None:
        return replace(need, sure=piece.opened)
    claimed = None
    if opened or _goes_on(document, piece):
        claimed = _benefit_claimed(document, piece, cues)
    claimed = claimed or _outcome_promised(document, piece, cues) or _group_addressed(document, piece, cues)
    if claimed is not None and is_unsaid(document, piece.start, claimed.start):
        return None
    return claimed or _ordered(document, piece, cues)


def _need(document: Document, piece: Piece, cues: StatementCues) -> Statement | None:
    """What is said to be needed or to blame: "new synapses are needed to stay well"."""
    for word in of_kind(document, cues.words, piece.start, piece.end, "needed"):
        goal = _FOR.match(document.prose, word.end, piece.end)
        heads = not document.prose[piece.start : word.start].strip()
        if _IS.search(document.prose, piece.start, word.start) or (heads and goal):
            end = goal.end() if goal else word.end
            return clipped(document, max(piece.start, end - LONGEST), end)
    return None


def _goes_on(document: Document, piece: Piece) -> bool:
    """Whether a piece opens with a word that points back, or shares one with the sentences before it."""
    if _TAKEN_UP.match(document.prose, piece.start, piece.end):
        return True
    listed, number = sentences(document), sentence_index(document, piece.start)
    back = listed[max(number - LOOK_BACK, 0)].start
    before = document.prose[back : listed[number].start].lower()
    opening = document.prose[piece.start : min(piece.end, piece.start + _OPENING)].lower()
    return any(word in before for word in _WORD.findall(opening))


def _benefit_claimed(document: Document, piece: Piece, cues: StatementCues) -> Statement | None:
    """A benefit verb and what it does good to: "it prevents dementia", "the gel could heal ulcers"."""
    outcomes = document.hits_between(cues.outcomes, piece.start, piece.end)
    goods = (*outcomes, *of_kind(document, cues.tissues, piece.start, piece.end, "organ"))
    for verb in document.hits_between(cues.benefits, piece.start, piece.end):
        alone = of_kind(document, cues.words, verb.end, verb.end + OBJECT_REACH, "alone")
        if _ASKING.search(document.prose, piece.start, verb.start) or (alone and alone[0].start <= verb.end + 1):
            continue
        if (outcomes and outcomes[0].start <= verb.start) or not _is_claimed(document, verb, cues):
            continue
        good = next((hit for hit in goods if verb.end < hit.start <= verb.end + OBJECT_REACH), None)
        end = good.end if good is not None else _guarded(document, verb, piece.end)
        if end and not is_denied(document, verb.start, verb.end, cues):
            return clipped(document, verb.start, end)
    return None


def _guarded(document: Document, verb: Hit, end: int) -> int:
    """The end of what a verb is said to guard against, whatever it is: "protects against Ebola"; 0 for nothing."""
    match = _AGAINST.match(document.prose, verb.end, end)
    return match.end() if match else 0


def _is_claimed(document: Document, verb: Hit, cues: StatementCues) -> bool:
    """Whether a benefit verb stands in the present or after a modal: the past tense reports the study."""
    form = document.tag(cues.benefits, verb, "form")
    before = document.prose[max(0, verb.start - 25) : verb.start]
    return form == "s" or (form == "base" and bool(_MODAL.search(before) or _PLURAL.search(before)))


def _group_addressed(document: Document, piece: Piece, cues: StatementCues) -> Statement | None:
    """A group of people named by what they do, whom no list holds: "city dwellers would do well to"."""
    for match in _GROUP.finditer(document.prose, piece.start, piece.end):
        known = document.hits_between(cues.others, match.start(1), match.end(1))
        if not known and not is_denied(document, match.end(), match.end(), cues):
            return clipped(document, match.start(), match.end())
    return None


def _outcome_promised(document: Document, piece: Piece, cues: StatementCues) -> Statement | None:
    """A complaint as the subject of `will` or `could`, or its cure: "wrinkles will soften", "the key to asthma"."""
    for key in of_kind(document, cues.words, piece.start, piece.end, "key"):
        if _ARTICLE.search(document.prose, piece.start, key.start) and _KEY_TO.match(document.prose, key.end):
            cured = document.hits_between(cues.outcomes, key.end, piece.end)
            if cured:
                return clipped(document, key.start, cured[0].end)
    farewell = _FAREWELL.match(document.prose, piece.start, piece.end)
    ended = document.hits_between(cues.outcomes, farewell.end(), piece.end) if farewell else ()
    if farewell and ended:
        return clipped(document, piece.start, ended[0].end)
    sentence = sentences(document)[sentence_index(document, piece.start)]
    for hit in document.hits_between(cues.outcomes, piece.start, piece.end)[:1]:
        match = _TO_COME.match(document.prose, hit.end, sentence.end)
        if match is None or hit.start - piece.start >= OBJECT_REACH:
            continue
        if match[0].rstrip().endswith("longer") or not is_denied(document, match.end(), match.end(), cues):
            return clipped(document, hit.start, match.end())
    return None


def _ordered(document: Document, piece: Piece, cues: StatementCues) -> Statement | None:
    """What the reader is told to take or do where a sentence opens: "Add it to your breakfast"."""
    sentence = sentences(document)[sentence_index(document, piece.start)]
    if piece.start != sentence.start or is_told(document, piece, cues):
        return None
    if names_preclinical(document, sentence.start, sentence.end):
        return None
    orders = document.hits_between(cues.orders, piece.start, piece.end)
    lead = document.prose[piece.start : orders[0].start] if orders else "x"
    remedies = document.hits_between(cues.remedies, orders[0].end, piece.end) if orders else ()
    if lead.strip() or not remedies or not document.tag(cues.orders, orders[0], "opens"):
        return None
    return clipped(document, orders[0].start, remedies[0].end)
