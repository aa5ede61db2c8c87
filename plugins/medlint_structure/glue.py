"""Words, numbers and brackets that ran together because a space was lost.

The text is first reduced to classes of characters, one byte each, in which the pairs that can be a lost space are
looked for; the words around a pair are read only then, so clean prose costs next to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from medlint.api import lazy_pattern

from .common_words import COMMON, COUNTED, FUNCTION, HEADING_WORDS, LABELS, SHORT, STARTERS
from .faults import Fault

REACH = 40
"""No word is longer: so many characters are read on either side of a pair."""
BRACKET_REACH = 250
"""A bracket that opens farther back, or closes farther on, is not looked for."""

_CLASSES = bytes(
    97 if chr(byte).islower() else 65 if chr(byte).isupper() else 48 if chr(byte).isdigit()
    else 46 if chr(byte) in ".!?" else byte if chr(byte) in "(),;" else 32
    for byte in range(128)
) + b" " * 128  # fmt: skip
_WORD_ALONE = lazy_pattern(r"(?<![\w.-])[A-Z]?[a-z]{2,}(?![\w-])")
_LAST = lazy_pattern(r"[A-Z]?[a-z]+\Z")
_NEXT = lazy_pattern(r"[A-Za-z]+")
_CAPITALISED = lazy_pattern(r"[A-Z][a-z]*")
_NUMBER_BEFORE = lazy_pattern(r"(?:(?<![\w.,/#@+-])|(?<=[a-z],))\d{1,4}(?:[.,]\d{1,3})?\Z")
_NUMBER_AFTER = lazy_pattern(r"\d{1,4}(?=[\s.,;:)\u201d]|\Z)(?![.,]\d)")
_DOSE = lazy_pattern(
    r"(mg|mcg|ml|kg|mmol|mm|cm|g|iu)"
    r"(once|twice|daily|every|each|per|of|and|or|for|with|three|four|before|after|at|in|to|is|was)\b"
    r"|(mmHg|bpm|kcal|ml|mg|kg|cm|mm|hours?|days?|weeks?|months?|years?|minutes?|seconds?)"
    r"(means|needs?|that|which|when|until|at|in|on|after|before|and|or|of|for|with|from|were|was|are|is|later|ago)\b"
)
_INSIDE = lazy_pattern(r"\((?:[a-z]{2,}[ ,]|[A-Z][A-Z-]{1,6}s?\)|[ei]\.[ge]\.|[A-Z][a-z]+ [a-z]{2})")
_NOT_PROSE = lazy_pattern(r"[@/\\#_=<>{}|\ufffc]|www\.|\.(?:com|org|net|gov|edu|co)\b", re.IGNORECASE)
_SUFFIXES = frozenset(("Com", "Org", "Net", "Gov", "Edu", "Js", "Io", "Ai", "Co", "Uk", "Info"))
_PREFIXES = ("poly", "oligo", "bis", "tris", "tetra", "hydroxy", "methyl", "ethyl", "phenyl")
_ENDINGS = ("yl", "oxy", "ene", "ate", "ide")
_MATHEMATICS = frozenset(("log", "exp", "max", "min", "logit", "sqrt", "mean", "var", "sum", "prob", "function"))
_SHORTEST_LEFT = 3
_LONGEST_PREFIX = 6


class _Page:
    """The text that is read, its words if they are known, and which it was found to use by themselves."""

    def __init__(self, text: str, words: Collection[str] | None) -> None:
        self.text, self._words = text, words
        self._alone: dict[str, bool] = {}

    def knows(self, word: str) -> bool:
        """Whether this is an ordinary word, or one that the text uses by itself, in small letters but for the first."""
        low = word.lower()
        if low in COMMON:
            return True
        may_stand = len(low) > 1 and (self._words is None or low in self._words)
        return may_stand and (self._has(low) or self._has(low.capitalize()))

    def _has(self, word: str) -> bool:
        known = self._alone.get(word)
        if known is None:
            known = self._alone[word] = _stands_alone(self.text, word)
        return known


def _stands_alone(text: str, word: str) -> bool:
    """Whether a word stands somewhere in a text with nothing glued to it."""
    at = text.find(word)
    while at >= 0:
        found = _WORD_ALONE.match(text, at)
        if found is not None and found[0] == word:
            return True
        at = text.find(word, at + 1)
    return False


def find_glue(text: str, words: Collection[str] | None = None) -> Iterator[Fault]:
    """The faults of a text in no particular order; `words`, if given, are those of the text, in small letters."""
    page, classes = _Page(text, words), text.encode("ascii", "replace").translate(_CLASSES)
    for pair, read in _READERS:
        at = classes.find(pair)
        while at >= 0:
            fault = read(page, at + 1)
            if fault is not None and not _NOT_PROSE.search(_token(text, at)):
                yield fault
            at = classes.find(pair, at + 1)


def _joined(page: _Page, at: int) -> Fault | None:
    """`goutHow`, `ContentsWhat`: a capital inside a word, both halves of which are words."""
    text = page.text
    left, right = _before(text, at, _LAST), _CAPITALISED.match(text, at)
    if right is None or len(left) < _SHORTEST_LEFT or _is_word(text[right.end() : right.end() + 1], digits=True):
        return None
    start = at - len(left)
    if not page.knows(left) or text[start - 1 : start].isdigit():
        return None
    if len(right[0]) < _SHORTEST_LEFT and text[right.end() : right.end() + 1].isupper():
        return None
    surely = right[0] in HEADING_WORDS and left.lower() not in {"add", "share", "ask", "just", "like"}
    if not surely and not page.knows(right[0]):
        return None
    surely = surely or _is_chain(page, right.end())
    return Fault(start, right.end(), "two words run together", (at,), safe=False, weak=not surely)


def _is_counted(word: str) -> bool:
    """Whether a word is one of things or people that are counted."""
    return word in COUNTED or word in _PEOPLE


_PEOPLE = frozenset(("people", "women", "men", "children", "patients", "participants", "households", "homes", "deaths"))

_SCALES = frozenset(("million", "billion", "trillion"))
"""Newspapers print them without a space: "2million"."""


def _is_chain(page: _Page, at: int) -> bool:
    """Whether a third word with a capital follows two: the lines of a menu, not the name of a firm."""
    third = _CAPITALISED.match(page.text, at)
    return third is not None and len(third[0]) > _SHORTEST_LEFT and page.knows(third[0])


def _word_number(page: _Page, at: int) -> Fault | None:
    """`participants30`."""
    text = page.text
    left, right = _before(text, at, _LAST), _NUMBER_AFTER.match(text, at)
    if right is None or left in LABELS or left in FUNCTION:
        return None
    following = _NEXT.match(text, right.end() + 1)
    if left not in COMMON and (following is None or not _is_counted(following[0]) or not left.islower()):
        return None
    start = at - len(left)
    if text[start - 1 : start].strip(" \n(\u201c\"'"):
        return None
    # A number that ends its clause may be the mark of a reference: a space would make it a count.
    goes_on = re.match(r" [a-z]", text[right.end() : right.end() + 2]) is not None
    return Fault(start, right.end(), "a word and a number run together", (at,), safe=goes_on)


def _number_word(page: _Page, at: int) -> Fault | None:
    """`20mgtwice`, `30controls`."""
    text = page.text
    number = _before(text, at, _NUMBER_BEFORE)
    right = _NEXT.match(text, at)
    if not number or right is None or right.end() - at > REACH:
        return None
    start = at - len(number)
    dose = _DOSE.match(text, at)
    if dose is not None:
        return Fault(start, dose.end(), "a dose and a word run together", (at, dose.start(dose.lastindex or 2)))
    known = (right[0] in COMMON or right[0] in COUNTED) and right[0] not in _SCALES
    if not known or not _ends(text, right.end()) or (len(right[0]) <= _SHORTEST_LEFT and right[0] not in SHORT):
        return None
    comma = (start,) if text[start - 1 : start] == "," else ()
    return Fault(start, right.end(), "a number and a word run together", (*comma, at))


def _before_bracket(page: _Page, at: int) -> Fault | None:
    """`fever(in children)`."""
    text = page.text
    left = _before(text, at, _LAST)
    chemical = left.startswith(_PREFIXES) or left.endswith(_ENDINGS)
    if len(left) <= _SHORTEST_LEFT or left in _MATHEMATICS or chemical:
        return None
    if not _INSIDE.match(text, at) or text.find(")", at, at + BRACKET_REACH) < 0:
        return None
    return Fault(at - len(left), at + 1, "a space is missing before the bracket", (at,))


def _after_bracket(page: _Page, at: int) -> Fault | None:
    """`(apathy)which`."""
    text = page.text
    right = _NEXT.match(text, at)
    if right is None or right[0] not in (FUNCTION if right[0].islower() else STARTERS):
        return None
    opened = text.rfind("(", max(0, at - BRACKET_REACH), at - 1)
    inside = text[opened + 1 : at - 1]
    if opened < 0 or ")" in inside or "\n" in inside or _is_prefix(text, opened, inside):
        return None
    words = inside.split()
    start = at - 1 - len(words[-1]) if words else at - 1
    return Fault(opened if len(words) <= 1 else start, right.end(), "a space is missing after the bracket", (at,))


def _is_prefix(text: str, opened: int, inside: str) -> bool:
    """Whether what is in brackets belongs to the word after it, as in `(with)in` and `(re)do`, or is a formula."""
    short = len(inside) <= _LONGEST_PREFIX and inside.isalpha() and inside.islower()
    return (short and not _is_word(text[opened - 1 : opened])) or len(inside) <= 1


def _after_stop(page: _Page, at: int) -> Fault | None:
    """`disease.The`."""
    text = page.text
    left, right = _before(text, at - 1, _LAST), _CAPITALISED.match(text, at)
    if right is None or text[at - 1] not in ".!?" or len(left) < _SHORTEST_LEFT or right[0] in _SUFFIXES:
        return None
    start = at - 1 - len(left)
    head = text[max(0, start - REACH) : start]
    if "." in head[head.rfind(" ") + 1 :] or "\u2026" in head[-1:]:
        return None
    after = text[right.end() : right.end() + 2]
    known = right[0] in STARTERS and not _is_word(after[:1], digits=True)
    plain = left.islower() and text[start - 1 : start] in " (" and text[at - 1] == "."
    words = plain or left.lower() in COMMON
    if not known and not (words and re.match(r" [a-z]", after) and len(right[0]) >= _SHORTEST_LEFT):
        return None
    return Fault(start, right.end(), "a space is missing between two sentences", (at,))


def _after_comma(page: _Page, at: int) -> Fault | None:
    """`disease,which`."""
    text = page.text
    left, right = _before(text, at - 1, _LAST), _NEXT.match(text, at)
    if right is None or right[0] not in COMMON or text[right.end() : right.end() + 1] != " ":
        return None
    if right[0] not in FUNCTION and (left not in COMMON or not text[right.end() + 1 : right.end() + 2].islower()):
        return None
    if len(left) < _SHORTEST_LEFT:
        return None
    mark = "semicolon" if text[at - 1] == ";" else "comma"
    return Fault(at - 1 - len(left), right.end(), f"a space is missing after the {mark}", (at,))


def _before(text: str, at: int, expression: re.Pattern[str]) -> str:
    """What ends at an offset and fits an expression, or nothing."""
    found = expression.search(text, max(0, at - REACH), at)
    return found[0] if found and found.end() == at else ""


def _token(text: str, at: int) -> str:
    """The run of characters without a space around an offset, at most twice `REACH` long."""
    before, after = text[max(0, at - REACH) : at + 1], text[at + 1 : at + 1 + REACH]
    head = before.split()[-1] if before.strip() and not before[-1].isspace() else ""
    return head + (after.split()[0] if after.strip() and not after[0].isspace() else "")


def _is_word(char: str, *, digits: bool = False) -> bool:
    return char.islower() or char == "_" or (digits and char.isdigit())


def _ends(text: str, at: int) -> bool:
    """Whether a word may end here: at a space, a stop, or the end."""
    return not text[at : at + 1] or text[at] in " \n.,;:)!?"


_READERS: tuple[tuple[bytes, Callable[[_Page, int], Fault | None]], ...] = (
    (b"aA", _joined),
    (b"a0", _word_number),
    (b"0a", _number_word),
    (b"a(", _before_bracket),
    (b")a", _after_bracket),
    (b")A", _after_bracket),
    (b".A", _after_stop),
    (b",a", _after_comma),
    (b";a", _after_comma),
)
"""Pairs of character classes (a, A: letters; 0: digits; the stop: any full stop), and what reads their words."""
