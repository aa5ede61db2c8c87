"""Check `link-residue`: link texts that say nothing, as the text of a link or left in a sentence that they break."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from medlint.api import Check, Cues, Document, Edit, Hit, Link, Match, quote_at
from msgspec import Struct

from .slots import Slot, is_broken

REACH = 300
"""How many characters before the words are looked at: a sentence is rarely longer."""

_RUNNING = frozenset({"paragraph", "item", "quote", "footnote", "cell", "description"})


class ResidueOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """`residue`: generic link texts that are looked for in running text; each has a `kind` (verb, clause, noun, place, odd)
    that says where it can stand, and `dead = "yes"` if it is telling even in a sound sentence without a link. `anchors`:
    texts that say nothing as the whole text of a link; those of the kinds `noun`, `place` and `label` weigh less.
    `texts`: look at whole link texts at all.
    """

    residue: Cues
    anchors: Cues
    texts: bool = True


def find_residue(document: Document, options: ResidueOptions) -> Iterator[Match]:
    """Matches for link texts that say nothing, then for residue outside links, each span once."""
    if not (document.hits(options.residue) or (options.texts and document.hits(options.anchors))):
        return
    anchors = sorted((link for link in document.links if _is_anchor(link)), key=_start)
    if options.texts:
        yield from _texts(document, anchors, options)
    reached = -1
    for hit in document.hits(options.residue):
        if hit.start < reached or _linked(anchors, hit):
            continue
        match = _left_behind(document, hit, options)
        if match is not None:
            reached = hit.end
            yield match


def _texts(document: Document, anchors: list[Link], options: ResidueOptions) -> Iterator[Match]:
    for link in anchors:
        if link.place == "nav" or link.hidden:
            continue
        for hit in document.hits_between(options.anchors, link.start, link.end):
            around = document.prose[link.start : hit.start] + document.prose[hit.end : link.end]
            if not any(ch.isalnum() for ch in around):
                yield Match(hit.start, hit.end, step=_text_step(document, hit, options))
                break


def _text_step(document: Document, hit: Hit, options: ResidueOptions) -> int:
    """An error where the text breaks its sentence, a warning as a link text, less where it has honest uses."""
    kind = document.tag(options.anchors, hit, "kind")
    if kind not in {"bare", "label"} and is_broken(_slot(document, hit), kind):
        return 0
    return -2 if kind in {"noun", "place", "label"} else -1


def _left_behind(document: Document, hit: Hit, options: ResidueOptions) -> Match | None:
    block = document.blocks[document.block_at(hit.start)]
    if block.kind not in _RUNNING or _is_mentioned(document, hit):
        return None
    slot = _slot(document, hit)
    if is_broken(slot, document.tag(options.residue, hit, "kind")):
        sure = bool(slot.previous and slot.next) and document.tag(options.residue, hit, "kind") == "odd"
        end = hit.end + (1 if slot.after[:1] == " " else 0)
        return Match(hit.start, hit.end, edits=(Edit(hit.start, end, ""),), safe=sure)
    if document.tag(options.residue, hit, "dead"):
        return Match(hit.start, hit.end, step=-2, note="There is no link behind these words.")
    return None


def _slot(document: Document, hit: Hit) -> Slot:
    block = document.blocks[document.block_at(hit.start)]
    before = document.prose[max(block.start, hit.start - REACH) : hit.start]
    return Slot(before, document.prose[hit.start : hit.end], document.prose[hit.end : min(block.end, hit.end + REACH)])


def _is_mentioned(document: Document, hit: Hit) -> bool:
    """Whether the words stand in quotation marks as an expression, with little else."""
    quote = quote_at(document, hit.start)
    return quote is not None and len(document.prose[quote.inner_start : quote.inner_end].split()) <= len(hit.phrase.split()) + 2


def _linked(anchors: list[Link], hit: Hit) -> bool:
    """Whether a link's text covers or touches the words."""
    index = bisect_right(anchors, hit.start, key=_start) - 1
    return any(link.start < hit.end and hit.start < link.end for link in anchors[max(index - 1, 0) : index + 2])


def _is_anchor(link: Link) -> bool:
    return link.element in {"anchor", "area"} and link.block >= 0 and link.end > link.start


def _start(link: Link) -> int:
    return link.start


CHECK = Check("link-residue", ResidueOptions, find_residue)
