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


def topic_step(document: Document, lexicon: str, least: int = 1) -> int | None:
    """How a topic moves the severity (the gravest of those that the text is about); None if it is about none.

    A text is about a topic with `least` hits, one in the title, or one in every 40 words. Entries may carry tags:
    `least` (their own number; entries with the same tags count together), `step`, `title = "no"` (one in the title is
    not enough), `opens = "yes"` (one that opens a block of a text of at most 40 words counts like one in the title).
    """
    start, end = document.title
    counts: Counter[tuple[int, int]] = Counter()
    for hit in document.hits(lexicon):
        wanted = int(document.tag(lexicon, hit, "least") or least)
        in_title = (start <= hit.start < end and document.tag(lexicon, hit, "title") != "no") or _opens(
            document, hit.start, document.tag(lexicon, hit, "opens")
        )
        counts[int(document.tag(lexicon, hit, "step") or 0), wanted] += wanted if in_title else 1
    reached = (step for (step, wanted), count in counts.items() if count >= wanted or _is_dense(document, count))
    return max(reached, default=None)


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


def _opens(document: Document, start: int, wanted: str) -> bool:
    """Whether a hit that may count so opens a block of a text that is hardly longer than a paragraph."""
    return bool(wanted) and document.words <= DENSE_WORDS and document.blocks[document.block_at(start)].start == start


def _is_dense(document: Document, count: int) -> bool:
    """Whether a short text speaks of its topic all the time, although not as often as a long one must."""
    return count > 1 and count * DENSE_WORDS >= document.words


def blocks_around(document: Document, offset: int) -> set[int]:
    """The numbers of the block at an offset, of its section's heading (-1: none), and of what introduces its list."""
    number = document.block_at(offset)
    around = {number, section_of(document, number).heading}
    group = document.blocks[number].group
    while group and number and document.blocks[number - 1].group == group:
        number -= 1
    return around | {number - 1} if group and number else around
