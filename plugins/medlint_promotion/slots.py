"""Whether a generic link text breaks its sentence: a matter of what stands right before and after it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from msgspec import Struct

from medlint.api import lazy_pattern

_LAST_WORD = lazy_pattern(r"([^\W_][\w'’-]*) $")
_NEXT_WORD = lazy_pattern(r" ([^\W_][\w'’-]*)")
_CLEFT = lazy_pattern(
    r"\b(?:do|step|thing|way|idea|advice|aim|goal|job|task|option|move|need|tip)\b[^.!?]{0,30} (?:is|was)(?: to)? $"
)
_ASKING = lazy_pattern(r"(?:what|why|how|who|where|when|which)\b", re.IGNORECASE)
_DECLARES = lazy_pattern(
    r"\b(?:is|are|was|were|can|may|might|will|has|have|had|does|do|could|would|should)\b|\b\w+(?:s|ed)\b ",
    re.IGNORECASE,
)
_PLURAL = lazy_pattern(r"(?<![sui])s$|ly$")
_PARTICIPLE = lazy_pattern(r" (?:also|now|often|still|not) \w+(?:ed|ing|en)\b")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BE = _words("is are was were be been being am has have had isn't aren't wasn't weren't")
_HAVE = _words("have has had haven't hasn't hadn't having")
_MODAL = _words("can could may might must will would shall should cannot can't won't")
_FINITE = _BE | _MODAL | _words("does did do also feel feels felt become becomes")
_BOUND = _words(
    "a an the its every each any very of in at from by with for as than into about their our my your his her"
)
_DETERMINERS = _words("the a an every each very its")
_OWNERS = _words("a an the its every each any their our my your his her")
_POINTING = _words("this that their our my his her these")
_JOINING = _words("but so yet because although though which while whereas")
_OPENERS = _words(
    "The A An It He She They We You This These Those That There When If In On At For As After Before Because While But "
    "And So However To Not What How Why Who Where Most Many Some Several Few All Each Every One Two Both Patients "
    "People Doctors Women Men Children Researchers Studies Although Since Then Its Their His Her Our Your My With "
    "Without By From"
)
_SUBORDINATE = _words(
    "if when where for to after before once in on unless until please should want need as with because whether while "
    "at from"
)
_RELATIVES = _words("you who we i they that to which people users readers visitors and or please then not")
_READERS = _words("people users readers visitors")
_CONTROLS = _words("button buttons link links tab option icon box label page message prompt text anchor style")
_NOUNY = _words("visit look view check try read find")
_INTO = _words("in into of for with from by")
_NOUNS = _words("order shop start watch download")
_HERE = _words("at here now this over right through")
_CROWD = _words("people patients men women children adults users you they we")
_DECLARED = _words("the a an this these those most many some it they he she we i there each every people patients")
_VERBS = _words(
    "listen feel take make go work need use have get sleep eat find lose gain report live try want see help"
    " hear wake recover notice breathe walk improve respond experience develop tolerate"
)
_CLOSED = _words(
    "here now site website web-site page article post link hyperlink url guys blog source report reference"
)
_PARTS = _words("series sections pages links details comments references times")
_OFTEN = lazy_pattern(
    r" (?:often|usually|sometimes|always|never|rarely|also|still|seldom|really|actually|truly|soon|generally|typically)"
    r" (?!in\b|on\b|at\b|to\b|for\b|and\b|or\b)[a-z]+"
)
_ARTICLES = _words("the a an it they he she we")
_PREPOSITIONS = _words(
    "for to in on at of from by with about and or if when before after as instead again too so but because"
)
_COMPLEMENTS = _words("being been given able available safe common effective used important rare likely caused linked")
_ASKERS = _words("and or so but then ask wonder then, well ok okay")
_LETTERED = lazy_pattern(r" A(?:,| (?:in|and|or|at|on|for|to)\b)")
_BEFORE_VERB = lazy_pattern(r"\b(?:do|does|did|can|could|will|would|should|may|might|must) not $")
_RATHER = _words("rather better sooner easier more less")
_PURPOSES = _words("for with about of")
_VISITS = _words("each every study per first last")


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
    """Whether words of a kind ("verb", "call", "clause", "noun", "place", "odd", "plain") cannot stand in this slot."""
    if names_control(slot) or slot.before.endswith("-") or slot.after.startswith("-") or _is_numbered(slot):
        return False
    if _runs_on(slot, kind) or _splices(slot):
        return True
    return _TESTS[kind](slot)


def _is_numbered(slot: Slot) -> bool:
    """Whether the words name one of several by its number or letter ("see page 3", "visit site A")."""
    return _LETTERED.match(slot.after) is not None or (
        bool(slot.next) and (slot.next[0].isdigit() or (len(slot.next) == 1 and slot.next not in {"a", "A", "I"}))
    )


def names_control(slot: Slot) -> bool:
    """Whether the words are the label of a button or the like ("the click here button")."""
    return slot.next.lower() in _CONTROLS


def _runs_on(slot: Slot, kind: str) -> bool:
    """Lower-case words, then a sentence that begins without a stop: "... in weeks. find more Sleep then improves".

    Inside a sentence this says nothing of noun phrases: they can end it, and the stop may have been lost with a line.
    """
    after = slot.next
    if not slot.words[0].islower() or not after[:1].isupper() or after == "I":
        return False
    if slot.previous.lower() in _PURPOSES:
        return False
    sure = bool(slot.before) or _is_closed(slot.words.lower().split())
    return (slot.begins and sure and not after.isupper()) or (
        after in _OPENERS and (slot.begins or kind not in {"noun", "place"})
    )


def _splices(slot: Slot) -> bool:
    """After the comma of a full statement and before the conjunction that carries it on: "..., click here but ..."."""
    if not slot.before.endswith(", ") or slot.next not in _JOINING or slot.words.startswith("about "):
        return False
    first = slot.sentence.split(maxsplit=1)[0].lower() if slot.sentence.strip() else ""
    if first in _SUBORDINATE or ", " in slot.sentence[:-2]:
        return False
    return first in _DECLARED or bool(_DECLARES.search(slot.sentence))


def _is_no_imperative(slot: Slot) -> bool:
    before, after, words = slot.previous.lower(), slot.next.lower(), slot.words.lower().split()
    if before in _BE:
        if words[0] == "read" and (
            before in _HAVE or after in {"often", "than"} or after.endswith("ly") or words[1:] == ["on"]
        ):
            return False
        return not (slot.sentence.strip().lower() == before or _CLEFT.search(slot.before))
    if before == "than" and _RATHER & set(slot.sentence.lower().split()[-4:]):
        return False
    if before == "of" and slot.before.lower().endswith("point of ") and words[0] == "view":
        return False
    if before in _BOUND:
        named = slot.words[0].isupper() or (before in _INTO and words[0] in _NOUNS)
        return not (named or (before in _OWNERS and words[0] in _NOUNY and words[1] in _HERE))
    if words[-1] in {"more", "info", "information"} and slot.next in _ARTICLES:
        return True
    if _is_closed(words) and before in _READERS and not _has_subject(slot, _READERS):
        return _goes_on(slot)
    if _has_subject(slot):
        return False
    return (bool(before) and after in _FINITE and not _PLURAL.search(before)) or (_is_closed(words) and _goes_on(slot))


def _has_subject(slot: Slot, left_aside: frozenset[str] = frozenset()) -> bool:
    """Whether somebody right before does what the words say ("people who read this page feel ...")."""
    return bool((_RELATIVES - left_aside) & set(slot.sentence.lower().split()[-4:]))


def _is_closed(words: list[str]) -> bool:
    """Whether nothing can be added to the words but an adverb or a phrase: they end with their object."""
    return words[-1] in _CLOSED or (words[-1] == "out" and len(words) > len(("find", "out")))


def _goes_on(slot: Slot) -> bool:
    """Whether a finite verb follows."""
    after = slot.next
    if after in _FINITE | _VERBS or _OFTEN.match(slot.after):
        return True
    if not after.islower() or after in _PARTS | _PREPOSITIONS:
        return False
    return after.endswith("s") and bool(_PLURAL.search(after))


def _is_no_call(slot: Slot) -> bool:
    """As for imperatives; and what no honest text says stands between two words only if somebody is told to do it."""
    before, after = slot.previous.lower(), slot.next.lower()
    if _is_no_imperative(slot):
        return True
    if not before or not after:
        return False
    return after not in _PREPOSITIONS if before in _MODAL | _RELATIVES else True


def _is_no_clause(slot: Slot) -> bool:
    if slot.words.startswith("i "):
        return bool(slot.next or slot.previous)
    if slot.words.startswith("why "):
        return bool(slot.previous) and slot.previous.lower() not in _ASKERS and slot.next.islower()
    return slot.words[0].islower() and slot.previous.lower() in _BE | _MODAL | _BOUND - {"about", "than", "as"}


def _is_no_noun(slot: Slot) -> bool:
    before, words = slot.previous.lower(), slot.words.lower().split()
    pointing = words[0] in _POINTING
    if pointing and before in _DETERMINERS:
        return True
    return pointing and _is_between_verbs(slot)


def _is_between_verbs(slot: Slot) -> bool:
    """Between the halves of a verb, in a statement: "is this link also being tested", "can this link lift"."""
    before, after = slot.previous.lower(), slot.next
    sentence = slot.sentence.strip()
    if _BEFORE_VERB.search(slot.before):
        return after.isalpha() and after.islower() and after not in _PREPOSITIONS
    if before not in _BE | _MODAL or sentence.lower() == before or "," in sentence[-20:] or _ASKING.match(sentence):
        return False
    if slot.after.split(".")[0].rstrip().endswith("?"):
        return False
    if before in _MODAL:
        return after.isalpha() and after.islower() and after not in _FINITE
    return after in _COMPLEMENTS or bool(_PARTICIPLE.match(slot.after))


def _is_no_place(slot: Slot) -> bool:
    if _is_between_verbs(slot):
        return True
    if slot.next not in _VERBS or not slot.previous or _is_question(slot):
        return False
    return slot.previous.lower() in _CROWD or not _PLURAL.search(slot.previous)


def _is_question(slot: Slot) -> bool:
    first = slot.sentence.split(maxsplit=1)[0].lower() if slot.sentence.strip() else ""
    return first in _FINITE or slot.after.split(".")[0].rstrip().endswith("?") or bool(_ASKING.match(slot.sentence))


def _is_inside(slot: Slot) -> bool:
    return bool(slot.previous or slot.next) and slot.previous.lower() not in _VISITS | _MODAL | {"to"}


def _is_never(_: Slot) -> bool:
    """Everyday turns are broken only where they splice a sentence or run on, which is asked before."""
    return False


_TESTS: Final[Mapping[str, Callable[[Slot], bool]]] = {
    "verb": _is_no_imperative,
    "call": _is_no_call,
    "clause": _is_no_clause,
    "noun": _is_no_noun,
    "place": _is_no_place,
    "odd": _is_inside,
    "plain": _is_never,
    "way": _is_never,
}
