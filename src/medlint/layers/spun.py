"""What a detector of spun phrasing says of a text: the values of the layer `spun`, which a plugin computes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from medlint.document import Document


class SpunPhrase(Struct, frozen=True, gc=False):
    """Words that a rewording program may have put there: half-open offsets of the prose, inside one block.

    `likely`: what the place may have read, with neighbours that belong to the same expression; empty where nothing
    better is known. `others`: what is less likely, in order. `score`: log odds that the words were swapped.
    `weak`: a sign among stronger ones, worth a note and no more.
    """

    start: int
    end: int
    likely: str
    others: tuple[str, ...]
    score: float
    weak: bool = False


class SpunText(Struct, frozen=True):
    """How spun a text looks, and the phrases that are worth reporting, in order.

    `index`: 0 for a text with nothing odd; it grows with the share of the text's words that are odd and with how odd
    they are. `bar`: the index that the detector calls spun. `verdict` is `spun`, `unsure`, `clean`, or `none` for a
    text too short, or too far from what the detector knows, to be judged as a whole.
    """

    index: float
    verdict: str
    phrases: tuple[SpunPhrase, ...]
    bar: float = 1.0


UNREAD = SpunText(0.0, "none", ())
"""What is known of a text in which there is nothing to read."""


def spun_text(document: Document) -> SpunText:
    """The layer `spun` of a document; `UNREAD` where no plugin provides it."""
    if "spun" not in document.knowledge.layers:
        return UNREAD
    layer: SpunText = document.layer("spun")
    return layer
