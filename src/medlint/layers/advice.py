"""Advice: does a sentence tell readers, doctors or policy what to do, and how firmly?

Strong and weak follow Li, Wang and Yu (2021): "should", "is needed" are strong, "may be an option", "supports the use" weak.
What only asks for more research is no advice.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from medlint.layers.claim_words import Cue, Words

Advice: TypeAlias = Literal["none", "weak", "strong"]

SUBJECT_WORDS, OBJECT_WORDS = 3, 5
"""A call is for research if those who do it stand so many words before it ("trials should"), or what they do so many after."""
MODAL_WORDS = 4
"""A modal so few words before a strong cue weakens it ("may be needed"); so does a past tense a weak one ("was useful")."""

_MODALS = frozenset("may might could possibly perhaps would if whether when".split())
_PAST = frozenset("was were had been did".split())


def advice_of(cues: list[Cue], words: Words, *, asked: bool = False) -> Advice:
    """The advice that the cues of `advice-cues` in one sentence amount to; a question advises nothing."""
    if asked or any(cue.kind == "never" for cue in cues):
        return "none"
    found: Advice = "none"
    for cue in cues:
        before = words.texts[max(cue.first - MODAL_WORDS, 0) : cue.first]
        if cue.kind == "imperative" and _opens(cue, words):
            return "strong"
        if cue.kind == "strong" and not _for_research(cue, cues):
            if _MODALS.isdisjoint(before):
                return "strong"
            found = "weak"
        elif cue.kind == "weak" and _PAST.isdisjoint(before) and not _for_research(cue, cues):
            found = "weak"
    return found


def _opens(cue: Cue, words: Words) -> bool:
    return not cue.first or words.before(cue.first) == ":"


def _for_research(cue: Cue, cues: list[Cue]) -> bool:
    """Whether what is called for is research: who does it comes right before the call, or what is done right after."""
    return any(
        (other.kind == "research" and other.after <= cue.first <= other.after + SUBJECT_WORDS and cue.kind == "strong")
        or (other.kind == "inquiry" and cue.after <= other.first <= cue.after + OBJECT_WORDS)
        for other in cues
    )
