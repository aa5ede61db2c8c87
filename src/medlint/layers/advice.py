"""Advice: does a sentence tell readers, doctors or policy what to do, and how firmly?

Strong and weak follow Li, Wang and Yu (2021): "should" and "is needed" are strong, "may be an option" and "supports the
use" weak.
What only asks for more research is no advice.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from medlint.layers.claim_words import Cue, Words

Advice: TypeAlias = Literal["none", "weak", "strong"]

SUBJECT_WORDS, OBJECT_WORDS = 3, 5
"""A call is for research if those who do it stand so many words before it, or what they do so many words after it."""
MODAL_WORDS = 4
"""A modal so few words before a strong cue weakens it ("may be needed"); the past undoes a weak one ("was useful")."""

_MODALS = frozenset("may might could possibly perhaps would if whether when".split())
_PATIENTS = frozenset(
    "patients patient women men children people adults infants those everyone anyone you caregivers carers"
    " parents clinicians physicians doctors nurses practitioners".split()
)
_AFTER_NOUN = frozenset("of in for and is was were are on by or with has have , ( may can to be".split())
_DUTIES = frozenset("should must ought need needs has have shall is are be".split())
_PAST = frozenset("was were had been did".split())
_NAMING = frozenset("the their its his her our your these those a an no any unmet of s".split())
_NOUN_ENDS = frozenset("of and or in are is were was at by , ; : )".split()) | {""}


def advice_of(cues: list[Cue], words: Words, *, asked: bool = False) -> Advice:
    """The advice that the cues of `advice-cues` in one sentence amount to; a question advises nothing."""
    if asked or any(cue.kind == "never" for cue in cues):
        return "none"
    found: Advice = "none"
    for cue in cues:
        if _names(cue, words):
            continue
        before = words.texts[max(cue.first - MODAL_WORDS, 0) : cue.first]
        if cue.kind == "imperative" and _opens(cue, words):
            return "strong"
        if cue.kind == "strong" and not _for_research(cue, cues, words):
            if _MODALS.isdisjoint(before):
                return "strong"
            found = "weak"
        elif cue.kind == "weak" and not _told(cue, words) and not _for_research(cue, cues, words):
            found = "weak"
    return found


def _names(cue: Cue, words: Words) -> bool:
    """Whether a cue is no call here: "their needs", "does not have to", "is suggested to cause"."""
    text, before, following = words.texts[cue.first], words.before(cue.first), words.at(cue.after)
    if text in ("need", "needs") and cue.after - cue.first == 1:
        return before in _NAMING or following in _NOUN_ENDS
    if text in ("have", "need", "needs") and before in ("not", "don't", "doesn't"):
        return True
    return words.texts[cue.after - 1] == "suggested" and following == "to"


def _told(cue: Cue, words: Words) -> bool:
    """Whether weak words are about the past, a question or whom it may concern: "was useful", "whether it is safe"."""
    near = words.texts[max(cue.first - MODAL_WORDS, 0) : cue.first]
    if "," in near:
        near = near[len(near) - near[::-1].index(",") :]
    return not _PAST.isdisjoint(near) or "who" in near or "whether" in words.texts[: cue.first]


def _opens(cue: Cue, words: Words) -> bool:
    """Whether a verb that opens a sentence tells the reader to do it: "Use of" and "Limit in" are nouns."""
    return (not cue.first or words.before(cue.first) == ":") and words.at(cue.after) not in _AFTER_NOUN


def _for_research(cue: Cue, cues: list[Cue], words: Words) -> bool:
    """Whether what is called for is research: who does it comes right before the call, or what is done right after.

    "Further studies" anywhere before a firm call is what is called for; patients who "should be tested" are not.
    """
    patients = not _PATIENTS.isdisjoint(words.texts[max(cue.first - OBJECT_WORDS, 0) : cue.first])
    near = cue.after + OBJECT_WORDS
    duty = cue.kind == "strong" and words.texts[cue.first] in _DUTIES
    for other in cues:
        if other.kind == "call" and (other.first < near if cue.kind == "strong" else cue.after <= other.first <= near):
            return True
        if duty and other.kind == "research" and other.after <= cue.first <= other.after + SUBJECT_WORDS:
            return True
        if not patients and other.kind in ("inquiry", "research") and cue.after <= other.first <= near:
            return True
    return False
