"""Whether a text is about something, and where it says what it then should: what absence rules and scorecard share."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from medlint.layers.sections import section_of
from medlint.model import Span

if TYPE_CHECKING:
    from medlint.document import Document
    from medlint.phrasebook import Hit

DENSE_WORDS = 40
"""One hit in so many words, and at least two, make a topic too."""
SHORT_WORDS = 80
"""What opens a shorter text is its title only if it is set as one: it may be a part cut out of a longer text."""
NAME_LETTERS = 7
"""A shorter word that ends like a drug is rather another one ("bril", "crib"); so few names are as short."""


def topic_step(document: Document, lexicon: str, least: int = 1) -> int | None:
    """How a topic moves the severity (the gravest of those that the text is about); None if it is about none.

    A text is about a topic with `least` hits, one in the title, or one in every 40 words. Entries may carry tags:
    `least` (their own number; entries with the same tags count together), `step`, `title = "no"` (one in the title is
    not enough) or `"own"` (in a text below 80 words it must be a title set as such), `dense` (so many at least make a
    short text dense, else two), `opens = "yes"` (one that opens a block of a text of at most 40 words counts like one
    in the title), `endings` (of words in the title that count like a hit there).
    """
    start, end = document.title
    counts: Counter[tuple[int, int, int]] = Counter()
    kinds: dict[int, tuple[int, int, int]] = {}
    for hit in document.hits(lexicon):
        kind = kinds.get(hit.entry)
        if kind is None:
            presets = (("step", 0), ("least", least), ("dense", 2))
            step, wanted, dense = (int(document.tag(lexicon, hit, name) or preset) for name, preset in presets)
            kind = kinds[hit.entry] = step, wanted, dense
        in_title = (
            start <= hit.start < end and _may_stand_in_title(document, document.tag(lexicon, hit, "title"))
        ) or (_opens(document, hit.start, document.tag(lexicon, hit, "opens")))
        counts[kind] += kind[1] if in_title else 1
    reached = (
        step
        for (step, wanted, dense), count in counts.items()
        if count >= wanted or (count >= dense and _is_dense(document, count))
    )
    return max(reached, default=0 if _has_ending(document, lexicon) else None)


def _has_ending(document: Document, lexicon: str) -> bool:
    """Whether a word of the title ends like the names that an entry describes by their `endings`."""
    tags = (entry.tags for entry in document.knowledge.lexicons[lexicon].entries if "endings" in entry.tags)
    endings = next((tuple(own["endings"].split()) for own in tags), ())
    if not endings:
        return False
    words = "".join(mark if mark.isalnum() else " " for mark in document.prose[slice(*document.title)]).lower().split()
    return any(len(word) >= NAME_LETTERS and word.removesuffix("s").endswith(endings) for word in words)


def hits_beside(document: Document, lexicon: str, beside: str) -> list[Hit]:
    """The hits of a lexicon that have one of the words of `beside` near them: in their block, heading or list opener.

    What the title names is left out: it is what the text is about (an illness that is treated is no harm of the
    treatment). Without `beside` all hits count.
    """
    hits = document.hits(lexicon)
    if not beside or not hits:
        return list(hits)
    places = {document.block_at(hit.start) for hit in document.hits(beside)}
    subject = {hit.phrase for hit in document.hits_between(lexicon, *document.title)}
    return [hit for hit in hits if hit.phrase not in subject and places & blocks_around(document, hit.start)]


def find_sign(text: str, sign: str) -> Span | None:
    """Where a sign (a currency) first stands beside a digit, with at most one space between; None if nowhere."""
    at = text.find(sign)
    while at >= 0:
        before, after = text[max(0, at - 2) : at].strip(), text[at + len(sign) : at + len(sign) + 2].strip()
        if before[-1:].isdigit() or after[:1].isdigit():
            return Span(at, at + len(sign))
        at = text.find(sign, at + 1)
    return None


def _may_stand_in_title(document: Document, allowed: str) -> bool:
    """Whether words that may count in no title (`no`), or in that of a short text if it is a heading (`own`), count."""
    if allowed != "own" or document.words >= SHORT_WORDS:
        return allowed != "no"
    return document.blocks[document.block_at(document.title[0])].kind in {"title", "heading"}


def _opens(document: Document, start: int, wanted: str) -> bool:
    """Whether a hit that may count so opens a block of a text that is hardly longer than a paragraph."""
    return bool(wanted) and document.words <= DENSE_WORDS and document.blocks[document.block_at(start)].start == start


def _is_dense(document: Document, count: int) -> bool:
    """Whether a short text speaks of its topic all the time, although not as often as a long one must."""
    return count * DENSE_WORDS >= document.words


def blocks_around(document: Document, offset: int) -> set[int]:
    """The numbers of the block at an offset, of its section's heading (-1: none), and of what introduces its list."""
    number = document.block_at(offset)
    around = {number, section_of(document, number).heading}
    group = document.blocks[number].group
    while group and number and document.blocks[number - 1].group == group:
        number -= 1
    return around | {number - 1} if group and number else around
