"""Where a link stands: in navigation, a heading, a list of references, a sentence with a claim, or other text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from medlint.layers.claims import claim_at
from medlint.layers.sections import section_of

if TYPE_CHECKING:
    from medlint.document import Document
    from medlint.model import Link

LinkPlace: TypeAlias = Literal["nav", "heading", "references", "claim", "text"]

LEXICONS = ("reference-headings",)
"""What this view reads besides the layers that it asks."""


def place_of(document: Document, link: Link) -> LinkPlace:
    """The place of a link. A claim is one that states or hedges an effect; the claims layer is asked for it last."""
    if link.place == "nav" or link.block < 0:
        return "nav" if link.place == "nav" else "text"
    if document.blocks[link.block].kind in {"heading", "title"}:
        return "heading"
    if _is_listed(document, link.block):
        return "references"
    claim = claim_at(document, link.start)
    return "claim" if claim is not None and claim.strength != "none" else "text"


def _is_listed(document: Document, block: int) -> bool:
    """Whether the block stands under a heading of references, or is a note."""
    if document.blocks[block].kind == "footnote":
        return True
    if not document.hits("reference-headings"):
        return False
    section = section_of(document, block)
    if section.heading < 0:
        return False
    heading = document.blocks[section.heading]
    return bool(document.hits_between("reference-headings", heading.start, heading.end))
