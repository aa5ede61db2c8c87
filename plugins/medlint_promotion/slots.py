"""Whether a generic link text breaks the sentence in which it stands: a matter of what stands right before and after it."""

from __future__ import annotations

import re

from msgspec import Struct

_LAST_WORD = re.compile(r"([^\W_][\w'’-]*) $")
_NEXT_WORD = re.compile(r" ([^\W_][\w'’-]*)")
_STOP = ".!?"
_BE = frozenset("is are was were be been being am has have had isn't aren't wasn't weren't".split())
_MODAL = frozenset("can could may might must will would shall should cannot can't won't".split())
_FINITE = _BE | _MODAL | frozenset("does did do also feel feels felt become becomes".split())
_BOUND = frozenset("a an the its every each any very of in at from by with for as than into about their our my your his her".split())
_JOINING = frozenset("but so yet because although though which while whereas".split())
_OPENERS = frozenset(
    "The A An It He She They We You This These Those That There When If In On At For As After Before Because While But And So "
    "However To Not What How Why Who Where Most Many Some Several Few All Each Every One Two Both Patients People Doctors "
    "Women Men Children Researchers Studies Although Since Then Its Their His Her Our Your My With Without By From".split()
)
_SUBORDINATE = frozenset(
    "if when where for to after before once in on unless until please should want need as with because whether while at from".split()
)
_RELATIVES = frozenset("you who we i they that to which people users readers visitors and or please then not".split())
_CONTROLS = frozenset("button buttons link links tab option icon box label page message prompt text anchor style".split())
_NOUNY = frozenset("visit look view check try read find click".split())
_CROWD = frozenset("people patients men women children adults users you they we".split())
_CLEFT = re.compile(r"\b(?:do|step|thing|way|idea|advice|aim|goal|job|task|option|move|need|tip)\b[^.!?]{0,30} (?:is|was)(?: to)? $")
_ASKING = re.compile(r"(?:what|why|how|who|where|when|which)\b", re.IGNORECASE)
_DECLARES = re.compile(r"\b(?:is|are|was|were|can|may|might|will|has|have|had|does|do|could|would|should)\b|\b\w+(?:s|ed)\b ", re.IGNORECASE)
_DECLARED = frozenset("the a an this these those most many some it they he she we i there each every people patients".split())


class Slot(Struct, frozen=True):
    """A place in a sentence: the text of the block before and after the words, and the words themselves."""

    before: str
    words: str
    after: str

    @property
    def previous(self) -> str:
        """The word right before, "" after punctuation or at the start."""
        found = _LAST_WORD.search(self.before)
        return found[1] if found else ""

    @property
    def next(self) -> str:
        """The word right after, "" before punctuation or at the end."""
        found = _NEXT_WORD.match(self.after)
        return found[1] if found else ""

    @property
    def sentence(self) -> str:
        """What stands before in the same sentence."""
        return re.split(r"[.!?:] ", self.before)[-1]

    @property
    def begins(self) -> bool:
        """Whether the words stand at the start of a sentence."""
        return not self.sentence.strip()


def is_broken(slot: Slot, kind: str) -> bool:
    """Whether words of a kind ("verb", "clause", "noun", "place", "odd") cannot stand in this slot."""
    if slot.next.lower() in _CONTROLS:
        return False
    if _runs_on(slot) or _splices(slot):
        return True
    return {"verb": _is_no_imperative, "clause": _is_no_clause, "noun": _is_no_noun, "place": _is_no_place, "odd": _is_inside}[kind](slot)


def _runs_on(slot: Slot) -> bool:
    """Lower-case words, then a sentence that begins without a stop: "... in weeks. find more Sleep then improves"."""
    after = slot.next
    if not slot.words[0].islower() or not after[:1].isupper() or after == "I":
        return False
    return (slot.begins and bool(slot.before) and not after.isupper()) or after in _OPENERS


def _splices(slot: Slot) -> bool:
    """After the comma of a full statement, and before the conjunction that carries it on: "..., click here but the ..."."""
    if not slot.before.endswith(", ") or slot.next not in _JOINING:
        return False
    first = slot.sentence.split(maxsplit=1)[0].lower() if slot.sentence.strip() else ""
    if first in _SUBORDINATE or ", " in slot.sentence[:-2]:
        return False
    return first in _DECLARED or bool(_DECLARES.search(slot.sentence))


def _is_no_imperative(slot: Slot) -> bool:
    before, after, words = slot.previous.lower(), slot.next.lower(), slot.words.lower().split()
    if before in _BE:
        return not (words[0] == "read" or slot.sentence.strip().lower() == before or _CLEFT.search(slot.before))
    if before in _BOUND:
        return not (words[0] in _NOUNY and words[1] in {"here", "now", "this", "over", "right", "through"})
    return bool(before) and after in _FINITE and before not in _RELATIVES and not before.endswith(("s", "ly"))


def _is_no_clause(slot: Slot) -> bool:
    if slot.words.startswith("i "):
        return bool(slot.next or slot.previous)
    return slot.words[0].islower() and slot.previous.lower() in _BE | _MODAL | _BOUND - {"about", "than", "as"}


def _is_no_noun(slot: Slot) -> bool:
    before, words = slot.previous.lower(), slot.words.lower().split()
    pointing = words[0] in {"this", "that", "their", "our", "my", "his", "her", "these"}
    if pointing and before in {"the", "a", "an", "every", "each", "very", "its"}:
        return True
    return pointing and _is_between_verbs(slot)


def _is_between_verbs(slot: Slot) -> bool:
    """Between the halves of a verb, in a statement: "is this link also being tested", "can this link lift"."""
    before, after = slot.previous.lower(), slot.next
    sentence = slot.sentence.strip()
    if before not in _BE | _MODAL or sentence.lower() == before or "," in sentence[-20:] or _ASKING.match(sentence):
        return False
    if slot.after.split(".")[0].rstrip().endswith("?"):
        return False
    if before in _MODAL:
        return after.isalpha() and after.islower() and after not in _FINITE
    return after in {"being", "been", "given", "able"} or bool(re.match(r" (?:also|now|often|still|not) \w+(?:ed|ing|en)\b", slot.after))


def _is_no_place(slot: Slot) -> bool:
    if _is_between_verbs(slot):
        return True
    return slot.previous.lower() in _CROWD and slot.next.islower() and slot.next in _VERBS


def _is_inside(slot: Slot) -> bool:
    return bool(slot.previous or slot.next) and slot.previous.lower() not in {"each", "every", "study", "per", "first", "last"}


_VERBS = frozenset("listen feel take make go work need use have get sleep eat find lose gain report live try want see help".split())
