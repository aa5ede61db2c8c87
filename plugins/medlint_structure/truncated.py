"""Check `truncated`: headings with nothing under them, sentences that stop halfway, and paragraphs that stand twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from medlint.api import Block, Check, Cues, Document, Match, Related, quote_at, sentences

from .cut_sentences import CutOptions, find_cut
from .empty_sections import find_empty, find_unanswered
from .unkept import find_unkept

LEAST_WORDS, LEAST_FAR = 3, 12
"""A paragraph stands twice if it has so many words and follows itself, or so many and comes back anywhere."""
STANDING = 60
"""Parallel sections share paragraphs of fewer words on purpose (five of the eight judged): these are information."""
SHORTEST_ECHO = 20
"""Sentences of fewer characters may be said twice on purpose ("Breathe. Breathe.")."""
OPENING = 60
"""The first words of a paragraph stand in so many characters."""
SHOWN = 6
"""So many words of a repeated paragraph are marked."""


class TruncatedOptions(CutOptions, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """`results`: headings that announce a result; `signs`: words of which one must stand below them.

    `continues`: headings that may stand alone (comments, references filled in by a program).
    """

    results: Cues = ""
    signs: Cues = ""
    continues: Cues = ""


def find_truncated(document: Document, options: TruncatedOptions) -> Iterator[Match]:
    """One match for each place where text is missing, or stands twice."""
    if not document.embeds:
        yield from find_empty(document, options.results, options.signs, options.continues)
        yield from find_unanswered(document, options.signs)
    yield from find_unkept(document)
    yield from find_cut(document, options)
    yield from _find_repeated(document)
    yield from _find_echoes(document)


def _find_echoes(document: Document) -> Iterator[Match]:
    """The second of two sentences with the same words, side by side in a paragraph."""
    prose = document.prose
    for one, two in pairwise(sentences(document)):
        size = one.end - one.start
        if size != two.end - two.start or one.block != two.block or size < SHORTEST_ECHO:
            continue
        if "__" in prose[one.start : one.end]:  # a form to be filled in
            continue
        if prose[one.start : one.end] == prose[two.start : two.end] and quote_at(document, two.start) is None:
            place = Related(one.start, one.end, "the same words before")
            end = two.start + len(" ".join(prose[two.start : two.end].split(" ")[:SHOWN]))
            yield Match(two.start, end, fields={"fault": "stands here a second time"}, related=(place,))


def _find_repeated(document: Document) -> Iterator[Match]:
    """The second of two paragraphs with the same words."""
    seen: dict[str, int] = {}
    shown = [(n, one) for n, one in enumerate(document.blocks) if one.kind == "paragraph" and not one.hidden]
    often = Counter(_opening(document, block) for _, block in shown)
    for number, block in shown:
        if often[_opening(document, block)] == 1:
            continue
        text = document.prose[block.start : block.end].strip()
        words = text.split()
        first = seen.setdefault(" ".join(words), number)
        far = first < number - 1
        if (
            first == number
            or len(words) < (LEAST_FAR if far else LEAST_WORDS)
            or text[-1] == ":"
            or _is_quoted(document, block)
        ):
            continue
        end = block.start + len(" ".join(text.split(" ")[:SHOWN])) if len(words) > SHOWN else block.start + len(text)
        earlier = document.blocks[first]
        place = Related(earlier.start, earlier.end, "the same words before")
        step = -1 if far and len(words) < STANDING else 0
        yield Match(block.start, end, step=step, fields={"fault": "stands here a second time"}, related=(place,))


def _opening(document: Document, block: Block) -> tuple[str, ...]:
    """The first words of a paragraph, by which most are told apart without a copy of them."""
    return tuple(document.prose[block.start : min(block.end, block.start + OPENING)].split()[:2])


def _is_quoted(document: Document, block: Block) -> bool:
    return quote_at(document, block.start + 1) is not None


CHECK = Check("truncated", TruncatedOptions, find_truncated, {"fault": "what is missing or too much"})
