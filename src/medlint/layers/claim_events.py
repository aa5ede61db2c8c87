"""What the cues of a sentence amount to: scores for cause, possible cause and association, each from 0 to 1."""

from __future__ import annotations

from msgspec import Struct

from medlint.layers.claim_words import Cue, Words
from medlint.layers.verb_uses import NAMED, is_passive, tells_change, use_of

MODAL_WORDS = 6
"""A modal reaches so many words ahead: in "may, over a few years, reduce" it still governs the verb."""
OUTCOME_WORDS = 6
"""An empty verb needs an outcome within so many words: "provides relief", not "provides a venue"."""

STATE_WORDS = 5
"""The state that a verb of making brings somebody into stands within so many words: "makes older people feel ill"."""

_ASSOCIATION = {"association": 1.0, "weak": 0.5, "comparison": 0.6, "bare": 0.3}
_CAUSE = {"effect": 0.7, "leaning": 0.3}
_BE = frozenset(
    "is are was were be been has have had having showed show shows shown proved proves remains no not any did"
    " does".split()
)
_MAKE = frozenset("make makes made making".split())
_OUTCOMES = frozenset(
    "relief protection improvement improvements benefit benefits reduction reductions survival control results outcomes"
    " outcome effect effects recovery remission pain symptoms symptom risk cure healing"
    " immunity complications disease infection infections deaths death advantage advantages".split()
)


class Event(Struct, frozen=True, gc=False):
    """A cue that was weighed: how much it says of cause, of mere possibility of cause, and of association.

    `first` and `after` number its words.
    """

    cause: float
    possible: float
    association: float
    first: int
    after: int


def events_of(cues: list[Cue], words: Words) -> list[Event]:
    """The events of a sentence, in order."""
    modals = [cue.after for cue in cues if cue.kind == "modal"]
    found = []
    for cue in cues:
        if cue.kind in _ASSOCIATION:
            found.append(Event(0.0, 0.0, _ASSOCIATION[cue.kind], cue.first, cue.after))
            continue
        cause = _cause(cue, words)
        if cue.kind == "empty" and not cause and words.texts[cue.first] in _MAKE and _of_state(cue, cues):
            cause = use_of(cue, words)
        changed = 0.5 if cue.kind == "change" and (tells_change(cue, words) or _noticed(cue, words)) else 0.0
        if changed and not _agent(cue, words):
            cause = min(cause, 0.2)
        if cause or changed or cue.kind == "outlook":
            governed = any(_governs(modal, cue.first, words) for modal in modals)
            if cue.kind == "outlook" and governed:
                cause = 0.5
            told = (0.0, cause) if governed else (cause, 0.0)
            found.append(Event(*told, changed, cue.first, cue.after))
    return found


def _cause(cue: Cue, words: Words) -> float:
    if cue.kind == "change":
        use = use_of(cue, words)
        return _noun(cue, words) if use == NAMED and "noun" in cue.tags and "alone" not in cue.tags else use
    if cue.kind == "empty":
        outcome = not _OUTCOMES.isdisjoint(words.texts[cue.after : cue.after + OUTCOME_WORDS])
        return 0.6 * use_of(cue, words) if outcome else 0.0
    if cue.kind == "leaning":
        return _noun(cue, words)
    return _CAUSE.get(cue.kind, 0.0)


def _of_state(cue: Cue, cues: list[Cue]) -> bool:
    """Whether a state that somebody is brought into follows soon ("makes children anxious")."""
    return any(other.kind == "state" and 0 < other.first - cue.after <= STATE_WORDS for other in cues)


def _noun(cue: Cue, words: Words) -> float:
    """A noun or an adjective of effect says so where a verb of being or having carries it ("has no benefit")."""
    carried = not _BE.isdisjoint(words.texts[max(cue.first - 4, 0) : cue.first])
    return 0.55 if carried else _CAUSE["leaning"]


def _noticed(cue: Cue, words: Words) -> bool:
    """Whether a change is noticed in a group or after something ("secretion was reduced after surgery")."""
    return words.at(cue.after) in ("after", "in", "among", "during", "with", "at") and is_passive(cue, words)


def _agent(cue: Cue, words: Words) -> bool:
    """Whether a change is told with what brought it about ("was improved by walking")."""
    return words.at(cue.after) == "by" and not words.at(cue.after + 1)[:1].isdigit()


def _governs(modal_after: int, first: int, words: Words) -> bool:
    if not modal_after <= first <= modal_after + MODAL_WORDS:
        return False
    between = words.texts[modal_after:first]
    return ";" not in between and ":" not in between and "but" not in between
