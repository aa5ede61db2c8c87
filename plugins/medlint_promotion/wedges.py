"""Generic link texts between words that belong together: a noun and its "with", "so" and its clause."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from medlint.api import lazy_pattern

from .slots import Slot, names_control

_SUBJECT = lazy_pattern(r"^(?:[A-Z]\w+ )?(?:[A-Z]\w*s|People|Women|Men|Children|Anyone|Everyone) $")
_MODIFIER = lazy_pattern(r" (?:who|whose|with|without|aged|against|under)\b")
_CLAUSE = lazy_pattern(
    r" (?:you|they|we|he|she|it) (?:(?:hardly|often|usually|also|never|always|soon|then) )?"
    r"(?:is|are|was|were|can|may|will|must|should|have|has|had|do|does|feel|need|get|[a-z]{3,}(?<![sui])s|[a-z]{3,}ed)\b|"
    r" (?:you|they|we) (?!and\b|or\b|too\b)[a-z]{3,}\b"
)
_TAKEN_UP = lazy_pattern(
    r" that (?!(?:they|you|we|people|doctors|women|men|children) )[a-z]{2,}(?<!s) (?:it|them|him|her|us) "
)
"""What no imperative can have behind it: "read more here that hear it"."""
_JOINED = lazy_pattern(r"\b(?:so|and|but|because|that|since|while|although|as) $")
_NEW_SENTENCE = lazy_pattern(r" [A-Z][a-z]+ (?:[a-z]+ ){2}")
_NOT_OBJECT = lazy_pattern(
    r" (?:as (?!many|much|few|a\b)|half (?!the|of|a\b|your)|best \w+(?:ed|pt|en)\b|about (?:as|half)\b|"
    r"(?:is|are|was|were|can|may|will|must|should|has|have|had|live|come|given|made|used|thought|kept|known|sold)\b)"
)
_CAME = lazy_pattern(r" an? [a-z]+ (?:it|he|she|they|we|came)\b")
_PARTICLE = lazy_pattern(r"\w(?:s|ed) (?:on|off|out|up|down|back|away|open|closed|still) $")
_PLACED = lazy_pattern(r",? (?:on|in|under|at|next to|below|above|beside) (?:the|your|a)\b", re.IGNORECASE)
_ENDS = frozenset({"here", "now", "reading", "site", "website", "page", "post", "link", "read", "view", "this"})
_POINTING = frozenset({"this", "that", "their", "our", "my", "these", "over", "via"})


def is_wedged(slot: Slot, kind: str) -> bool:
    """Whether words of a kind (as in `is_broken`) part what stands around them, or run into a sentence."""
    test = _TESTS.get(kind)
    return test is not None and not names_control(slot) and test(slot)


def shows_place(slot: Slot) -> bool:
    """Whether the words go on to say where on a screen ("Click here, on the blue bar")."""
    return _PLACED.match(slot.after) is not None


def _parts_imperative(slot: Slot) -> bool:
    words = slot.words.lower().split()
    if words[:2] == ["find", "out"] and len(words) == len(("find", "out")):
        return _CAME.match(slot.after) is not None
    if words[-1] not in _ENDS and words[-1] != "on":
        return False
    if _is_taken_up(slot):
        return True
    if slot.begins:
        return words[-1] != "this" and slot.words[0].isupper() and _NEW_SENTENCE.match(slot.after) is not None
    if _PARTICLE.search(slot.before):
        return bool(slot.next) and slot.next[0].islower()
    return _JOINED.search(slot.before) is not None and _CLAUSE.match(slot.after) is not None


def _is_taken_up(slot: Slot) -> bool:
    return _TAKEN_UP.match(slot.after) is not None


def _parts_subject(slot: Slot) -> bool:
    """Between the subject that opens a sentence and what narrows it: "Parents this content who ..."."""
    if slot.words.lower().split()[0] not in _POINTING:
        return False
    return _SUBJECT.match(slot.sentence) is not None and _MODIFIER.match(slot.after) is not None


def _has_no_object(slot: Slot) -> bool:
    return bool(slot.previous) and _NOT_OBJECT.match(slot.after) is not None


_TESTS: Final[Mapping[str, Callable[[Slot], bool]]] = {
    "verb": _parts_imperative,
    "call": _parts_imperative,
    "clause": _is_taken_up,
    "noun": _parts_subject,
    "place": _parts_subject,
    "way": _has_no_object,
}
