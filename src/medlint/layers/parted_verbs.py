"""Verbs of cause whose object stands inside them: "keeps asthma at bay", "gives us gout", "turns us into owls"."""

from __future__ import annotations

from medlint.layers.claim_words import Cue, Words

PARTED = frozenset(("empty", "parted"))
"""The kinds of verbs that may be parted from the word that makes them a cause."""
OBJECT_WORDS = 5
"""Between the two parts stand at most so many words."""

_OWN_WORDS = 3
"""Those who are kept in a state are named by at most so many words ("the older women")."""

_DOWN, _AWAY = frozenset(("down", "up")), frozenset(("away", "off", "at bay", "in check", "under control"))
_PARTICLES = {
    "keep": _AWAY,
    "kept": _AWAY,
    "hold": frozenset(("at bay", "in check", "off")),
    "held": frozenset(("at bay", "in check", "off")),
    "brin": frozenset(("down", "on", "under control")),
    "brou": frozenset(("down", "on", "under control")),
    "driv": _DOWN | {"away"},
    "drov": _DOWN | {"away"},
    "push": _DOWN,
    "send": _DOWN | {"soaring", "rocketing"},
    "sent": _DOWN | {"soaring", "rocketing"},
    "drag": frozenset(("down",)),
    "wear": frozenset(("down",)),
    "ward": frozenset(("off",)),
    "fend": frozenset(("off",)),
    "stav": frozenset(("off",)),
    "wipe": frozenset(("out",)),
    "wipi": frozenset(("out",)),
}
"""What may follow the object of a verb, by the first letters of the verb."""
_GIVING = frozenset(("give", "gives", "gave", "given", "giving"))
_TURNING = frozenset(("turn", "turns", "turned", "turning"))
_PEOPLE = frozenset(
    "you us them people men women children kids toddlers babies infants teenagers pupils students adults pensioners"
    " workers nurses drivers mothers fathers parents patients smokers drinkers runners boys girls players teens"
    " youngsters schoolboys schoolgirls schoolchildren sons daughters husbands wives grandparents widows".split()
)
_ILLS = frozenset(
    "asthma cancer diabetes dementia depression migraine migraines headache headaches eczema allergy allergies"
    " arthritis gout obesity insomnia nightmares acne heartburn ulcers strokes stroke cramps rickets autism epilepsy"
    " psychosis varicose piles haemorrhoids hernias pneumonia bronchitis toothache colic rashes hypertension"
    " wrinkles diarrhoea diarrhea palpitations tinnitus backache anxiety".split()
)
_KEEPING = frozenset(("keep", "keeps", "kept", "keeping"))
_STATES = frozenset(
    "agile cheerful sharp sharper young younger youthful healthy healthier fit fitter well slim slimmer calm"
    " calmer happy"
    " happier mobile independent alert awake regular strong stronger supple active depressed anxious lonely sleepless"
    " overweight obese thin lean pain-free symptom-free disease-free".split()
)
_BREAKS = frozenset((",", ";", ":", "(", ")", "that", "which", "who", "is", "are", "was", "were", "to"))


def is_parted(cue: Cue, words: Words) -> bool:
    """Whether the object of a verb and then the rest of it follow, or people and the illness that they are given."""
    verb = words.texts[cue.first]
    if verb in _GIVING:
        return _gives_ill(cue.after, words)
    if verb in _TURNING:
        return _turns_into(cue.after, words)
    if verb in _KEEPING and _keeps_people(cue.after, words):
        return True
    particles = _PARTICLES.get(verb[:4])
    if particles is None:
        return False
    for index in range(cue.after, min(cue.after + OBJECT_WORDS + 1, len(words.texts))):
        if words.texts[index] in _BREAKS:
            return False
        here = words.texts[index], f"{words.texts[index]} {words.at(index + 1)}"
        if index > cue.after and not particles.isdisjoint(here):
            return words.at(index + 1) not in ("the", "a", "an", "your", "his", "her", "their", "as", "with")
    return False


def _turns_into(first: int, words: Words) -> bool:
    """Whether people stand at words[first] or soon after, and what they become behind them ("into poor sleepers")."""
    for index in range(first, first + OBJECT_WORDS):
        if words.at(index) == "into":
            return not _PEOPLE.isdisjoint(words.texts[first:index])
    return False


def _keeps_people(first: int, words: Words) -> bool:
    """Whether people stand at words[first] or soon after, and right behind them the state that they are kept in."""
    for index in range(first, first + _OWN_WORDS):
        if words.at(index) in _BREAKS:
            return False
        if words.at(index) in _PEOPLE:
            return not _STATES.isdisjoint(words.texts[index + 1 : index + 3])
    return False


def _gives_ill(first: int, words: Words) -> bool:
    """Whether people stand at words[first] or next to it, and an illness soon after them."""
    for index in range(first, first + 2):
        if words.at(index) in _PEOPLE:
            return not _ILLS.isdisjoint(words.texts[index + 1 : index + 3])
    return False
