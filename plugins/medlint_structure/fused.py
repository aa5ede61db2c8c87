"""Two words in small letters that ran together because a space was lost: "adultswere", "thepatients"."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from medlint.api import lazy_pattern

from .common_words import COMMON, COUNTED, FUNCTION
from .faults import Fault

KIND = "a space is lost between two words"
SHORTEST = 4
"""A shorter half is as often a syllable."""

_LONG = lazy_pattern(r"(?<![\w.@/#-])[A-Z]?[a-z]{6,}(?![\w@/-]|\.[a-z])")
_SECONDS = ("were", "was", "have", "had", "has", "which", "because", "should", "would", "could", "their", "they",
    "with", "that", "than", "who", "while", "when", "between", "during", "after", "before", "without")  # fmt: skip
"""Function words in which hardly any English word ends whose beginning is a word too."""
_BEHIND_PLURAL = ("are", "and", "of", "for", "from", "will", "can", "may", "to", "in", "on", "is", "not", "or")
"""Others, which show only behind a plural: "doctorsand"."""
_FIRSTS = ("the", "and", "that", "these", "their", "which", "were", "was")
_PAIRS = frozenset(("ofthe", "inthe", "tothe", "andthe", "forthe", "withthe", "onthe", "fromthe", "thatthe", "bythe"))
_PAIR = lazy_pattern(r"(?<![\w.@/#-])(?:of|in|to|and|for|with|on|from|that|by)the(?![\w@/-])")
_WHOLE = frozenset(
    "meanwhile worthwhile erstwhile herewith therewith wherewith forthwith hereafter thereafter whereafter thereat"
    " herewithal therewithal hereinafter morningafter hereinbefore inbetween herebefore overwith somewhat".split()
)
_PEOPLE = frozenset(
    "people women men children patients participants researchers scientists individuals members".split()
)


_TAILS = frozenset([*(second[-4:] for second in _SECONDS), *(f"s{second}"[-4:] for second in _BEHIND_PLURAL)])
_SHORT_TAILS, _LONG_TAILS = (frozenset(tail for tail in _TAILS if len(tail) == size) for size in (3, 4))
_BEGINS = frozenset(first[:3] for first in _FIRSTS)


def find_fused(text: str, words: Collection[str], long: Iterable[str]) -> Iterator[Fault]:
    """The faults of a text in no particular order; a word that comes again is one, whatever it looks like.

    `words` are those of the text, in small letters; `long` those that may be two.
    """
    suspects = (word for word in long if word[-4:] in _LONG_TAILS or word[-3:] in _SHORT_TAILS or word[:3] in _BEGINS)
    if any(_cut(word, words) for word in suspects):
        seen = _LONG.findall(text)
        alone = frozenset(seen)
        for word in alone:
            cut = _cut(word, alone)
            if cut and seen.count(word) == 1:
                yield _fault(text, word, cut)
    for found in _PAIR.finditer(text) if any(pair in words for pair in _PAIRS) else ():
        yield Fault(found.start(), found.end(), KIND, (found.end() - len("the"),), safe=False)


def _fault(text: str, word: str, cut: int) -> Fault:
    start = next(found.start() for found in _LONG.finditer(text) if found[0] == word)
    return Fault(start, start + len(word), KIND, (start + cut,), safe=False)


def _cut(word: str, alone: Collection[str]) -> int:
    """Where a word falls apart into a known word and a function word; 0 if it does not."""
    if not (word.endswith(_SECONDS) or word.endswith(_BEHIND_PLURAL) or word.startswith(_FIRSTS)):
        return 0
    low = word.lower()
    if low in COMMON or low in _WHOLE:
        return 0
    for second in _SECONDS:
        left = low.removesuffix(second)
        if left != low and _is_known(left, alone):
            return len(left)
    for second in _BEHIND_PLURAL:
        left = low.removesuffix(second)
        if (
            left != low
            and left.endswith("s")
            and not left.endswith("ss")
            and len(left) > SHORTEST
            and _is_known(left, alone)
        ):
            return len(left)
    return next((len(first) for first in _FIRSTS if low.startswith(first) and _is_thing(low[len(first) :])), 0)


def _is_known(word: str, alone: Collection[str]) -> bool:
    """Whether this is an ordinary word, or a long one that the text has by itself."""
    return (
        len(word) >= SHORTEST
        and word not in FUNCTION
        and (word in COMMON or word in COUNTED or word in _PEOPLE or word in alone)
    )


def _is_thing(word: str) -> bool:
    return len(word) > SHORTEST and word not in FUNCTION and (word in COMMON or word in COUNTED or word in _PEOPLE)
