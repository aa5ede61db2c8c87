"""The words by which a sentence states cause: whether they are about health, and which of them to mark."""

from __future__ import annotations

import re

from medlint.api import Claim, Cues, Document, Hit, Sentence, lazy_pattern

from .evidence import EvidenceCues

LONGEST_MARK = 60
"""A marked stretch has at most so many characters."""
OBJECT_WORDS = 4
"""So many words of the object are marked with the verb."""
STEM = 5
"""Words of which so many first letters agree are taken for one: smoking and smokers."""

_RELATIVE = lazy_pattern(
    r"\b(?:which|who|that)\s+(?:can |also |often |in turn )?$|\b(?:which|who|that) \w+ and $"
    r"|\b(?:able|known) to $",
    re.IGNORECASE,
)
_PRONOUN = lazy_pattern(
    r"\b(?:it|they|this|these|which)\s+(?:can |also |often |in turn |already |usually )*$", re.IGNORECASE
)
_PREPOSITION = lazy_pattern(r"\b(?:to|for|of|on|by|in|with|from|at|against|upon)$", re.IGNORECASE)
_AGENT = lazy_pattern(
    r"\s+by (?!\d|up to|about|around|more|less|nearly|almost|over|a (?:third|quarter|half|fifth|tenth)|half|one|two"
    r"|three)",
    re.IGNORECASE,
)
_WHOLE = lazy_pattern(
    r"(?:live|lives|living) longer$|(?:put|plac|leav)\w* .*risk$|ma(?:k|d)\w+ \w+"
    r"|\w*(?:harmful|healthier|protective|damaging|beneficial|effective)",
    re.IGNORECASE,
)
_CHANGED = lazy_pattern(r"(?:increas|decreas|declin|chang|drop|improv|worsen|deteriorat)\w+$", re.IGNORECASE)
_BY_DEGREE = lazy_pattern(r"\s+(?:more|less|roughly|to|further|\w+ly|\d|\w+[- ]?fold)", re.IGNORECASE)
_PARTED = lazy_pattern(r"[,;:()]")
_NOUN = lazy_pattern(r"(?:effects?|impacts?|influence) (?:of|on|upon)$", re.IGNORECASE)
_HAVING = lazy_pattern(r"\b(?:ha[sd]|have|having)\b[\w\s-]*$", re.IGNORECASE)
_CAUSED = lazy_pattern(r"\b(?:caused|triggered|driven) by$", re.IGNORECASE)
_CONDITION = lazy_pattern(
    r"(?:\bwhich|condition|disease|disorder|syndrome|illness|stroke|osis|itis|,|\))\s*(?:is|are|was|were|can be)\s*$",
    re.IGNORECASE,
)
_NO_VERB = lazy_pattern(r"\w+ed$|results\b", re.IGNORECASE)
_DENIED = lazy_pattern(r"\s*(?:no|little|nothing|neither|hardly any)\b", re.IGNORECASE)
_ACRONYM = lazy_pattern(r"\b[A-Z]{2,5}$")
_GROUP = lazy_pattern(
    r"(?:\b(?:can|will|does|do|did|helps?|really|directly|actually|also|has|have|is|are|was|were)\s+)+$", re.IGNORECASE
)
_OBJECT = lazy_pattern(
    r"(?:[ \u00a0]+(?!(?:in|for|by|among|when|if|while|with|who|that|which|and|as|than|after|before|during|because"
    r"|but|or|a"
    r" study|according|researchers|scientists|says?|experts)\b)[\w'\u2019%-]+){1,7}",
    re.IGNORECASE,
)
_LOOSE_END = lazy_pattern(
    r"(?:\s+(?:of|the|a|an|to|their|your|his|her|its|on|from|more|less|about|at|into|over))+$", re.IGNORECASE
)
_BRINGS = lazy_pattern(r"(?:caus|trigger|lead|led|result|bring|produc|induc)", re.IGNORECASE)
_WORD = lazy_pattern(r"[^\W\d_]{4,}")
_COMMON = frozenset(
    "study studi resea found peopl those their there these which women adult child patie scien repor shows showe have"
    " with that from than more less were been when they them what some many most over each year years after befor"
    " about into also said says risk risks healt other would could only just even will heart disea cause cohor surve"
    " times likel highe lower incre reduc raise team compa among follo data large small every conclu parti who".split()
)


class CauseCues(EvidenceCues, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """The words that tell a statement of cause about health from others.

    `no-effects`: words of cause, or objects soon after them, that speak of no effect on health. `remedies` and
    `harms`: a remedy said to bring a harm is a warning. `illnesses`: what an illness brings is background.
    `outcomes`: what happens to a body or mind; without one soon after them the words count as weak. `causes`: words of
    cause, of which those with the tag `whole` name what is done, too ("puts lives at risk").
    """

    no_effects: Cues = ""
    remedies: Cues = ""
    harms: Cues = ""
    illnesses: Cues = ""
    outcomes: Cues = ""
    causes: Cues = "cause-words"


def tells_cause(
    document: Document, sentence: Sentence, claim: Claim, cues: CauseCues, *, tied: bool, message: bool = False
) -> bool:
    """Whether the words of cause of a sentence say what something does to health, and no disease or side effect.

    `tied`: the sentence is put as something found, so that even "it" has been named as what was studied. `message`:
    it is the message of the text, so that an illness in it is what was studied ("loneliness can lead to stroke").
    """
    before = document.prose[sentence.start : claim.start]
    if not before.strip("\"'\u2018\u201c ") and _NO_VERB.match(document.prose, claim.start, claim.end):
        return False
    after = min(claim.end + LONGEST_MARK, sentence.end)
    if _NOUN.match(document.prose, claim.start, claim.end) and not _HAVING.search(before[-40:]):
        return False
    if _RELATIVE.search(before):
        return False
    whole = any(document.tag(cues.causes, hit, "whole") for hit in _overlapping(document, claim, cues.causes))
    if not whole and not _has_object(document.prose, claim.start, claim.end, after):
        return False
    if _is_elsewhere(document, claim, after, cues.no_effects):
        return False
    if _CAUSED.search(document.prose[claim.start : claim.end]) and _CONDITION.search(before):
        return False
    if _BRINGS.match(document.prose, claim.start):
        if document.hits_between(cues.harms, claim.end, after) and document.hits_between(
            cues.remedies, sentence.start, claim.start
        ):
            return False
        if not tied and not message and _is_illness(document, cues.illnesses, claim.start, before):
            return False
    return tied or not _PRONOUN.search(before)


def is_weak(document: Document, claim: Claim, cues: CauseCues) -> bool:
    """Whether the words of cause are no verb ("protective"), or nothing that a body feels comes soon after them."""
    if not document.hits_between(cues.outcomes, claim.start, claim.end + LONGEST_MARK):
        return True
    return any(
        _place(document, hit, cues.no_effects) == "weak" for hit in _overlapping(document, claim, cues.no_effects)
    )


def _is_elsewhere(document: Document, claim: Claim, after: int, no_effects: str) -> bool:
    """Whether the words of cause, or an object soon after them, speak of no effect on health."""
    if any(_place(document, hit, no_effects) == "verb" for hit in _overlapping(document, claim, no_effects)):
        return True
    return any(
        not _place(document, hit, no_effects)
        and document.prose[claim.end : hit.start].count(" ") < OBJECT_WORDS
        and not _PARTED.search(document.prose, claim.end, hit.start)
        for hit in document.hits_between(no_effects, claim.start, after)
    )


def _overlapping(document: Document, claim: Claim, lexicon: str) -> list[Hit]:
    """The hits of a lexicon that share a character with the words of a claim."""
    near = document.hits_between(lexicon, claim.start - LONGEST_MARK, claim.end + LONGEST_MARK)
    return [hit for hit in near if hit.start < claim.end and claim.start < hit.end]


def _place(document: Document, hit: Hit, lexicon: str) -> str:
    return document.tag(lexicon, hit, "place")


def _has_object(prose: str, start: int, end: int, after: int) -> bool:
    """Whether a verb has an object that is not denied; words of cause that end with a preposition always have one."""
    verb, following = prose[start:end], prose[end:after]
    if _AGENT.match(following):
        return True
    if _DENIED.match(following) or (_CHANGED.match(verb) and _BY_DEGREE.match(following)):
        return False
    return bool(_PREPOSITION.search(verb) or _WHOLE.match(verb) or _OBJECT.match(following))


def _is_illness(document: Document, illnesses: str, start: int, before: str) -> bool:
    """Whether what stands right before the verb is an illness, or an abbreviation such as ALS."""
    head = _GROUP.sub("", before).rstrip()
    if _ACRONYM.search(head):
        return True
    first = start - len(before)
    hits = document.hits_between(illnesses, first, first + len(head))
    return bool(hits) and hits[-1].end >= first + len(head) - 1


def mark(document: Document, start: int, end: int) -> tuple[int, int]:
    """The verb with its auxiliaries and the first words of its object, at most `LONGEST_MARK` characters."""
    group = _GROUP.search(document.prose, max(start - 20, 0), start)
    begin = group.start() if group else start
    following = _OBJECT.match(document.prose, end, end + LONGEST_MARK)
    if following is None:
        return begin, end
    stop = following.end()
    while stop - begin > LONGEST_MARK or document.prose[end:stop].count(" ") > OBJECT_WORDS:
        stop = document.prose.rfind(" ", end, stop)
        if stop <= end:
            return begin, end
    loose = _LOOSE_END.search(document.prose[begin:stop])
    return begin, begin + loose.start() if loose and begin + loose.start() >= end else stop


def stem_words(document: Document, start: int, end: int) -> frozenset[str]:
    """The first letters of the words of content in prose[start:end]."""
    found = (word[0].lower()[:STEM] for word in _WORD.finditer(document.prose, start, end))
    return frozenset(found) - _COMMON
