"""Which sentences hold words of doses at all: to know that costs little, and the others need not be read for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from medlint.layers.doses import WORDS
from medlint.layers.sentences import numbers_at
from medlint.layers.slots import numbers_with

if TYPE_CHECKING:
    from medlint.document import Document


def once_given(document: Document) -> set[int]:
    """The numbers of the sentences that can mention a single dose: `doses.single_doses` finds none in others."""
    found = numbers_with(document, "single-words") | numbers_with(document, "once-words")
    found |= numbers_with(document, "dose-units") | numbers_with(document, WORDS, "spell")
    return found | numbers_at(document, _places(document.prose, " once "))


def limited(document: Document) -> set[int]:
    """The numbers of the sentences that can name a limit of doses: `dose_caveats.dose_caveat` finds none in others."""
    found = numbers_with(document, "dose-caveats") | numbers_with(document, "single-words")
    found |= numbers_with(document, "repeated-doses") | numbers_with(document, "course-cues")
    found |= numbers_with(document, WORDS, "once", "many")
    only = numbers_with(document, "only-words") & numbers_with(document, "dose-studied")
    found |= once_given(document) & (only | numbers_with(document, "limit-openers"))
    # A question about more than one dose is answered by the sentence after it.
    return found | {number + 1 for number in numbers_at(document, _places(document.prose, "?"))}


def _places(prose: str, written: str) -> Iterator[int]:
    """Where something stands in prose."""
    at = prose.find(written)
    while at >= 0:
        yield at
        at = prose.find(written, at + 1)
