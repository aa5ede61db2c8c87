"""What the cues of a sentence amount to: scores for cause, possible cause and association, each from 0 to 1."""

from __future__ import annotations

from msgspec import Struct

from medlint.layers.claim_words import Cue, Words
from medlint.layers.parted_verbs import PARTED, is_parted
from medlint.layers.verb_uses import (
    DETERMINERS,
    LEANING,
    NAMED,
    NO_OBJECT,
    PREPOSITIONS,
    intransitive,
    is_passive,
    is_shown,
    tells_change,
    use_of,
)

MODAL_WORDS = 6
"""A modal reaches so many words ahead: in "may, over a few years, reduce" it still governs the verb."""
OUTCOME_WORDS = 6
"""An empty verb needs an outcome within so many words: "provides relief", not "provides a venue"."""

BE_WORDS = 4
"""A verb of being that carries a noun or a participle stands within so many words before it."""
OBJECT_WORDS = 2
"""The object of a verb begins within so many words: "reduce the risk"."""
STATE_WORDS = 5
"""The state that a verb of making brings somebody into stands within so many words: "makes older people feel ill"."""

_ASSOCIATION = {"association": 1.0, "weak": 0.5, "comparison": 0.6, "bare": 0.3}
_CAUSE = {"effect": 0.7, "leaning": 0.3}
_COMPARED = frozenset("higher greater increased lower reduced elevated".split())
_LISTING = frozenset("include includes included are is were was".split())
_QUALIFIERS = frozenset(
    "associated linked related tied connected marker markers biomarker biomarkers indicator indicators determinant"
    " determinants".split()
)
_LOOSE = frozenset("involved mechanism mechanisms".split())
_MEANS = frozenset(
    "strategy strategies way ways means approach approaches option options tool tools method potential promise work"
    " serve act".split()
)
_FITNESS = frozenset("effective efficacious".split())
_BE = frozenset(
    "is are was were be been has have had having showed show shows shown proved proves remains no not any did"
    " does demonstrate demonstrates demonstrated exert exerts exerted produced produces".split()
)
_PUT = frozenset("put puts putting place places placed placing leave leaves leaving".split())
_MAKE = frozenset("make makes made making".split())
_OUTCOMES = frozenset(
    "relief protection improvement improvements benefit benefits reduction reductions survival control results outcomes"
    " outcome effect effects changes change increase increases decrease decreases response responses release"
    " recovery remission pain symptoms symptom risk cure healing"
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
    for number, cue in enumerate(cues):
        put = _put_at_risk(cue, words)
        if put is not None:
            governed = any(_governs(modal, put, words) for modal in modals)
            found.append(Event(*((0.0, 1.0) if governed else (1.0, 0.0)), 0.0, put, cue.after))
            continue
        if cue.kind in _ASSOCIATION:
            aside = cue.kind in ("weak", "bare") and _is_aside(cue, cues[number - 1] if number else None, words)
            association = 0.2 if aside else 0.55 if _qualifies(cue, words) else _ASSOCIATION[cue.kind]
            found.append(Event(0.0, 0.0, association, cue.first, cue.after))
            continue
        cause = _cause(cue, words)
        if cue.kind == "empty" and not cause and words.texts[cue.first] in _MAKE and _of_state(cue, cues, words):
            cause = use_of(cue, words)
        changed = 0.5 if _changes(cue, words) else 0.0
        if changed and not _agent(cue, words):
            cause = min(cause, 0.2)
        if cause or changed or cue.kind == "outlook":
            modal = next((modal for modal in modals if _governs(modal, cue.first, words)), None)
            if modal is not None and (cue.kind == "outlook" or changed or _by_means(modal, cue, words)):
                cause, changed = max(cause, 0.5), 0.0
            told = (0.0, cause) if modal is not None or _follows(modals, cue, words) else (cause, 0.0)
            found.append(Event(*told, changed, cue.first, cue.after))
    return found


def _changes(cue: Cue, words: Words) -> bool:
    """Whether something is said to have changed, no matter by what."""
    if cue.kind == "leaning":
        return words.texts[cue.after - 1] in ("with", "after", "following") and intransitive(cue.first, words)
    return cue.kind == "change" and (tells_change(cue, words) or _noticed(cue, words) or is_shown(cue, words))


def _by_means(modal: int, cue: Cue, words: Words) -> bool:
    """Whether a modal speaks of a means to an end: "may be a way to ease", "has the potential to"."""
    return cue.kind == "change" and not _MEANS.isdisjoint(words.texts[max(modal - 2, 0) : cue.first])


def _follows(modals: list[int], cue: Cue, words: Words) -> bool:
    """Whether a change only follows from what a modal governs: "could be spared surgery, thereby reducing pain"."""
    return words.before(cue.first) in ("thereby", "thus") and any(modal <= cue.first for modal in modals)


def _put_at_risk(cue: Cue, words: Words) -> int | None:
    """The number of the verb that puts somebody at risk: "puts children's lungs at risk"."""
    if cue.kind != "weak" or words.texts[cue.after - 1] != "risk" or "at" not in words.texts[cue.first : cue.after]:
        return None
    near = range(max(cue.first - STATE_WORDS, 0), cue.first)
    return next((index for index in near if words.texts[index] in _PUT), None)


def _cause(cue: Cue, words: Words) -> float:
    if cue.kind == "change":
        use = use_of(cue, words)
        return _noun(cue, words) if use == NAMED and "noun" in cue.tags and "alone" not in cue.tags else use
    if cue.kind in PARTED and is_parted(cue, words):
        return use_of(cue, words)
    if cue.kind == "parted":
        return 0.0
    if cue.kind == "empty":
        outcome = not _OUTCOMES.isdisjoint(words.texts[cue.after : cue.after + OUTCOME_WORDS])
        return 0.6 * use_of(cue, words) if outcome else 0.0
    if cue.kind == "leaning":
        return _noun(cue, words)
    if words.texts[cue.first] in _FITNESS and _is_attribute(cue, words):
        return _CAUSE["leaning"]
    if words.texts[cue.first] in _LOOSE and not _is_said(cue, words):
        return _CAUSE["leaning"]
    if words.texts[cue.first] == "results" and words.before(cue.first) in DETERMINERS | {""}:
        return 0.0
    return _CAUSE.get(cue.kind, 0.0)


def _is_attribute(cue: Cue, words: Words) -> bool:
    """Whether an adjective only names what is wanted or used: "effective drugs", but "is an effective drug"."""
    following = words.at(cue.after)
    if following in NO_OBJECT or following in ("than", "treating", "controlling"):
        return False
    return not _is_carried(cue.first, words)


def _qualifies(cue: Cue, words: Words) -> bool:
    """Whether an association only says which one is meant: "stress associated with exams", "markers of risk"."""
    return cue.kind == "association" and words.texts[cue.first] in _QUALIFIERS and not _is_said(cue, words)


def _is_said(cue: Cue, words: Words) -> bool:
    """Whether a verb of being stands closely before a cue, or nothing does."""
    near = words.texts[max(cue.first - BE_WORDS, 0) : cue.first]
    return not near or not _BE.isdisjoint(near)


def _is_aside(cue: Cue, previous: Cue | None, words: Words) -> bool:
    """Whether a risk is spoken of, and nothing said of it."""
    if _describes(cue, words):
        return True
    if previous is None:
        return False
    overlaps = previous.after > cue.first and previous.kind == "weak"
    return _describes(previous, words) if overlaps else _is_object(cue, previous, words)


def _is_object(cue: Cue, verb: Cue, words: Words) -> bool:
    """Whether a risk is only what a verb that claims little acts on: "to reduce the risk of"."""
    return verb.kind == "change" and cue.first - verb.after <= OBJECT_WORDS and use_of(verb, words) <= LEANING


def _describes(cue: Cue, words: Words) -> bool:
    """Whether a risk only says who or what is meant: "people at risk should", "learn about risk factors"."""
    if words.texts[cue.first] == "at" and _COMPARED.isdisjoint(words.texts[cue.first : cue.after]):
        return not _is_carried(cue.first, words)
    if words.texts[cue.after - 1] == "factors":
        return (
            _BE.isdisjoint(words.texts[max(cue.first - BE_WORDS, 0) : cue.first])
            and words.at(cue.after) not in _LISTING
        )
    return False


def _of_state(cue: Cue, cues: list[Cue], words: Words) -> bool:
    """Whether a state that somebody is brought into follows soon ("makes children anxious", "more likely to fall")."""
    return any(
        (other.kind == "state" or "likely" in words.texts[other.first : other.after])
        and 0 < other.first - cue.after <= STATE_WORDS
        for other in cues
    )


def _noun(cue: Cue, words: Words) -> float:
    """A noun or an adjective of effect says so where a verb of being or having carries it ("has no benefit")."""
    near = words.texts[max(cue.first - BE_WORDS, 0) : cue.first]
    carried = not _BE.isdisjoint(near) or _is_carried(cue.first, words)
    return 0.55 if carried else _CAUSE["leaning"]


def _is_carried(first: int, words: Words) -> bool:
    """Whether the verb stands further away with nothing but adjectives between ("had a clear and lasting effect")."""
    for index in range(first - 1, max(first - 9, -1), -1):
        text = words.texts[index]
        if text in _BE:
            return True
        if text in PREPOSITIONS or text in (",", ";", ":", "that", "which", "to"):
            return False
    return False


def _noticed(cue: Cue, words: Words) -> bool:
    """Whether a change is noticed in a group or after something ("secretion was reduced after surgery")."""
    if words.texts[cue.first] == "treated":
        return False
    return words.at(cue.after) in ("after", "in", "among", "during", "with", "at") and is_passive(cue, words)


def _agent(cue: Cue, words: Words) -> bool:
    """Whether a change is told with what brought it about ("was improved by walking")."""
    return words.at(cue.after) == "by" and not words.at(cue.after + 1)[:1].isdigit()


def _governs(modal_after: int, first: int, words: Words) -> bool:
    if not modal_after <= first <= modal_after + MODAL_WORDS:
        return False
    between = words.texts[modal_after:first]
    return ";" not in between and ":" not in between and "but" not in between
