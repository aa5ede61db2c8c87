"""Check `broken-text`: words that ran together, lost spaces, left-over markup, and quotation marks that do not pair."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from msgspec import Struct

from medlint.api import BlockKind, Check, Cues, Document, Edit, Match

from .acronyms import find_split_acronyms
from .faults import Fault
from .fused import find_fused
from .glue import find_glue
from .quote_marks import Paragraph, find_quote_faults
from .residue import ASIDE, find_residue
from .run_ons import find_run_ons


class BrokenOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """`blocks`: the kinds of block that are read; headings are not, because designers set them as they like.

    `unless`: names that are written so (brands, trials); what overlaps one is left alone.
    """

    blocks: tuple[BlockKind, ...] = ("paragraph", "item", "quote", "caption", "footnote", "description")
    unless: Cues = ""


def find_broken_text(document: Document, options: BrokenOptions) -> Iterator[Match]:
    """One match for each fault. A word pair that may be a name counts only beside another in its block, and once."""
    words = document.vocabulary
    long = [word for word in words if len(word) >= LONG]
    found = [
        *find_glue(document.prose, words),
        *find_split_acronyms(document.prose, words),
        *find_residue(document.prose),
        *find_run_ons(document.prose, long),
        *find_fused(document.prose, words, long),
    ]
    found += find_quote_faults(document.prose, _paragraphs(document, options))
    seen: dict[int, Fault] = {}
    for fault in sorted(found, key=lambda fault: (fault.weak, fault.start)):
        # Links that were taken out of a plain text leave their space before a comma.
        if fault.kind == ASIDE and document.format == "text":
            continue
        number = document.block_at(fault.start)
        block = document.blocks[number]
        if block.hidden or block.kind not in options.blocks or _is_name(document, fault, options):
            continue
        if not fault.spaces or fault.safe or fault.kind != JOINED:
            yield _match(fault)
            continue
        first = seen.get(number)
        if first is None and fault.weak:
            seen[number] = fault
        elif first is None or (first.weak and _is_other(document, first, fault)):
            yield _match(first or fault)
            seen[number] = Fault(fault.start, fault.end, fault.kind)


LONG = 7
"""Two words that ran together in small letters have so many letters or more."""
JOINED = "two words run together"
"""What `glue` calls the one fault that may be a name."""


def _paragraphs(document: Document, options: BrokenOptions) -> list[Paragraph]:
    return [Paragraph(b.start, b.end) for b in document.blocks if b.kind in options.blocks and not b.hidden]


def _is_name(document: Document, fault: Fault, options: BrokenOptions) -> bool:
    hits = document.hits(options.unless)
    index = bisect_right(hits, fault.end - 1, key=lambda hit: hit.start) - 1
    return index >= 0 and hits[index].end > fault.start


def _is_other(document: Document, first: Fault, fault: Fault) -> bool:
    """Whether a second pair of words is neither the same name again nor more of the same name."""
    prose = document.prose
    return fault.start >= first.end and prose[first.start : first.end] != prose[fault.start : fault.end]


def _match(fault: Fault) -> Match:
    edits = tuple(Edit(at, at, " ") for at in fault.spaces) + tuple(Edit(*change) for change in fault.changes)
    return Match(fault.start, fault.end, fields={"fault": fault.kind}, edits=edits, safe=bool(edits) and fault.safe)


CHECK = Check("broken-text", BrokenOptions, find_broken_text, {"fault": "what is broken"})
