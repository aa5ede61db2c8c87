"""What medlint did not judge: what only a person can, and what could not be asked."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Final

from medlint.document import Document
from medlint.scorecard.asks import ASKS

if TYPE_CHECKING:
    from medlint.scorecard.criteria import Material

NOT_JUDGED: Final = (
    "whether the story is new",
    "whether each source says what it is cited for",
    "whether the people quoted are independent",
    "whether the medicine is right",
)
"""What no program can say of any text."""
_NEEDED: Final = {
    "studies": ("sentences", "sentence-starts", "sections", "citations", "caveats", "studies"),
    "caveats": ("sentences", "sentence-starts", "caveats"),
    "essentials": ("sentences", "sentence-starts", "sections", "essentials"),
}
"""The layers that the scorecard reads, each with those it leans on."""


def broken_layers(document: Document) -> frozenset[str]:
    """Which of the layers that the scorecard reads cannot be asked, since they or what they need could not be built."""
    there = document.knowledge.layers
    return frozenset(name for name, needed in _NEEDED.items() if any(layer not in there for layer in needed))


def name_limits(broken: Collection[str], material: Material) -> list[str]:
    """What was not judged, in words: the same for every text, then what was peculiar to this run."""
    limits = list(NOT_JUDGED)
    limits += [f"anything that rests on the layer {name}, which could not be built" for name in sorted(broken)]
    wanted = {rule for ask in ASKS for rule in ask.rules}
    silent = sorted(wanted & set(material.known) - set(material.ran))
    if silent:
        limits.append(f"what the rules say that were not run: {', '.join(silent)}")
    return limits
