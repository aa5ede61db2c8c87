"""Cells, tissue and models as the subjects of a study, told by frames: a tissue in a vessel, a simulated organ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medlint.layers.scopes import words_between
from medlint.layers.slots import hit_after, hit_before, of_kind
from medlint.layers.tenses import is_past
from medlint.lazy import lazy_pattern

if TYPE_CHECKING:
    from medlint.document import Document
    from medlint.layers.sentences import Sentence
    from medlint.phrasebook import Hit

LEXICON = "lab-words"
"""The lexicon that this module reads."""
APART = 70
"""A vessel stands at most so many characters from the tissue that it holds."""
CLOSE = 1
"""What becomes of cells by itself is told right after them."""
NEAR = 8
"""What is done to cells, or becomes of them, is told at most so many words after them."""

_HOLDS = lazy_pattern(
    r"\b(?:in|on|into|onto|from|through|inside|over|within)\s+(?:(?:a|an|the|its|their|this|one)\s+)?(?:[\w-]+\s+){0,2}$"
)
_THEIRS = lazy_pattern(r"\b(?:his|her|their|my|your|our|patients['\u2019]|patient['\u2019]s)\s+(?:[\w-]+\s+){0,2}$")
_GENERAL = lazy_pattern(r"\b(?:is|are|may|can|will|uses|includes?|helps?|has|have)\b|: ")
_ARE = lazy_pattern(r"(?: [\w-]+){0,6}? (?:are|were|is|was|can be) (?:\w+ly )?\w{2,}ed by\b")
_BEFORE = 30


def lab_tissue(document: Document, sentence: Sentence) -> tuple[int, int] | None:
    """The prose span of words by which tissue, cells or a model were studied in this sentence; or None."""
    start, end = sentence.start, sentence.end
    tissues = [hit for hit in of_kind(document, LEXICON, start, end, "tissue") if not _is_theirs(document, hit, start)]
    if not tissues or not is_past(document.lowered[start:end]):
        return _simulated(document, start, end)
    if is_general(document, sentence):
        return _found(document, tissues, start, end)
    vessels = [hit for hit in of_kind(document, LEXICON, start, end, "vessel") if _holds(document, hit, start)]
    kept = of_kind(document, LEXICON, start, end, "kept")
    for vessel in vessels:
        near = next((hit for hit in tissues if _apart(hit, vessel) <= APART), None)
        if near is not None and (document.tag(LEXICON, vessel, "kind") == "vessel" or _is_kept(near, vessel, kept)):
            return min(near.start, vessel.start), max(near.end, vessel.end)
    return _handled(document, tissues, end) or _found(document, tissues, start, end) or _simulated(document, start, end)


def is_general(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence tells in the present what something is or does: a page on a treatment, and no study."""
    return _GENERAL.search(document.prose, sentence.start, sentence.end) is not None


def _is_theirs(document: Document, hit: Hit, floor: int) -> bool:
    """Whether the tissue is that of somebody who lives with it."""
    return bool(_THEIRS.search(document.prose[max(floor, hit.start - _BEFORE) : hit.start].lower()))


def _holds(document: Document, vessel: Hit, floor: int) -> bool:
    return bool(_HOLDS.search(document.prose[max(floor, vessel.start - _BEFORE) : vessel.start].lower()))


def _apart(one: Hit, other: Hit) -> int:
    return max(one.start, other.start) - min(one.end, other.end)


def _is_kept(tissue: Hit, vessel: Hit, kept: tuple[Hit, ...]) -> bool:
    """Whether a word of keeping stands between tissue and place: so neither is an everyday one."""
    first, last = sorted((tissue.start, vessel.start))
    return any(first <= word.start <= last for word in kept)


def _handled(document: Document, tissues: list[Hit], end: int) -> tuple[int, int] | None:
    """Cells to which something was done, and what became of them: "cells from six donors died when ... poured over"."""
    for cells in tissues:
        if "cells" not in document.tag(LEXICON, cells, "kind").split():
            continue
        fate = hit_after(document, LEXICON, cells.end, end, NEAR, "fate")
        if fate is None:
            continue
        close = words_between(document, cells.end, fate.start) <= CLOSE
        if close or of_kind(document, LEXICON, cells.end, end, "handled"):
            return cells.start, fate.end
    return None


def _found(document: Document, tissues: list[Hit], start: int, end: int) -> tuple[int, int] | None:
    """Cells of which something was found: "found the same killer cells are activated by bacteria"."""
    for cells in tissues:
        if "cells" not in document.tag(LEXICON, cells, "kind").split():
            continue
        found = hit_before(document, LEXICON, cells.start, start, NEAR, "found")
        if found is not None and _ARE.match(document.prose, cells.end, end):
            return cells.start, cells.end
    return None


def _simulated(document: Document, start: int, end: int) -> tuple[int, int] | None:
    """An organ that is a model: "10,000 virtual lungs"."""
    for word in of_kind(document, LEXICON, start, end, "simulated"):
        organ = hit_after(document, LEXICON, word.end, end, 2, "organ")
        if organ is not None:
            return word.start, organ.end
    return None
