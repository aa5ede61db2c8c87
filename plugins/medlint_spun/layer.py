"""Layer `spun`: what the detector of broken collocations says of the prose that a reader reads."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from medlint.api import (
    UNREAD,
    Block,
    Document,
    Layer,
    SpunPhrase,
    SpunText,
    detect_language,
    quote_at,
    reference_blocks,
)

if TYPE_CHECKING:
    from .detector import Detector, Index

FEWEST_WORDS = 100
"""A shorter text is judged sentence by sentence: there is no document to speak of."""
FEWEST_TOLD = 2
"""So many sure phrases of such a text bear each other out: "Cherry" in a line about juice and gout stood alone."""
LEAST_KNOWN = 0.5
"""Share of the words that the table must know: below it the text is of another field, and its oddness says nothing."""
SURELY = 1.1
"""A text is surely spun from this multiple of the bar on. Short of it a phrase is told aloud as in a doubted text, for
a kind of prose that did not set the bar may come near it."""
STRONGEST, WORDS_A_PHRASE = 5, 60
"""So many phrases of a spun text, and at least one in so many words, are told aloud; the others are notes."""

_READ = frozenset({"title", "description", "heading", "paragraph", "item", "quote", "caption"})
_CONTENTS = ("table of contents", "contents", "on this page", "in this article")
_ENGLISH = (" the ", " of ", " and ", " with ", " your ")
_FEWEST_LETTERS = 40  # what is shorter has too few words for its language to be told
_SAMPLE = 400  # so many characters of a block nearly always show one of these words


@lru_cache(maxsize=1)
def open_detector() -> Detector:
    """The detector, imported and opened when the first text asks for it; raises `OSError` or `ValueError`."""
    from .detector import Detector

    return Detector()


def find_spun(document: Document) -> SpunText:
    """The layer: the index of the text, its verdict and the phrases worth reporting."""
    prose = readable_prose(document)
    if not prose.strip():
        return UNREAD
    from .joining import join_suspects

    detector = open_detector()
    suspects, index = detector.read(prose)
    rate, bar = index.rate / 1000, detector.thresholds.spun / 1000
    if index.known < LEAST_KNOWN:
        return SpunText(rate, "none", (), bar)
    spun = index.verdict == "spun" and document.words >= FEWEST_WORDS and rate >= SURELY * bar
    phrases = [one for one in join_suspects(prose, suspects) if not _is_foreign_quote(document, one)]
    verdict = _verdict(document, index)
    told = _weighed(phrases, document.words) if spun else _doubted(phrases, verdict, detector)
    return SpunText(rate, verdict, tuple(told), bar)


def _verdict(document: Document, index: Index) -> str:
    return index.verdict if document.words >= FEWEST_WORDS else "none"


def _doubted(phrases: list[SpunPhrase], verdict: str, detector: Detector) -> Iterator[SpunPhrase]:
    """The phrases of a text that is not spun, or too short to be judged: those that are not quite sure as weak.

    In a text that looks clean as a whole all of them are: what is odd there is nearly always an author's own. So is the
    only one of a text that is too short to be judged.
    """
    from msgspec.structs import replace

    from .trees import LEAF_SCALE

    sure = detector.thresholds.sure / LEAF_SCALE
    told = [phrase for phrase in phrases if phrase.score >= sure and verdict != "clean"]
    if verdict == "none" and len(told) < FEWEST_TOLD:
        told = []
    return (phrase if phrase in told else replace(phrase, weak=True) for phrase in phrases)


def _weighed(phrases: list[SpunPhrase], words: int) -> Iterator[SpunPhrase]:
    """The phrases with all but the strongest marked as weak."""
    from msgspec.structs import replace

    strongest = sorted(phrases, key=lambda phrase: (-phrase.score, phrase.start))[
        : max(STRONGEST, words // WORDS_A_PHRASE)
    ]
    places = {phrase.start for phrase in strongest}
    return (phrase if phrase.start in places else replace(phrase, weak=True) for phrase in phrases)


def readable_prose(document: Document) -> str:
    """The prose with everything blanked out that is no running English text; as long as the prose, so offsets hold."""
    prose, listed = document.prose, frozenset(reference_blocks(document))
    pieces, done = [], 0
    for number, block in enumerate(document.blocks):
        if block.kind in _READ and not block.hidden and number not in listed and _is_text(prose, block):
            continue
        pieces += [prose[done : block.start], "\n" * (block.end - block.start)]
        done = block.end
    return "".join([*pieces, prose[done:]]) if pieces else prose


def _is_text(prose: str, block: Block) -> bool:
    """Whether a block is running English text: neither a table of contents nor another language."""
    start, end = block.start, block.end
    if prose[start : start + 30].lower().startswith(_CONTENTS):
        return False
    beginning = min(end, start + _SAMPLE)
    if end - start < _FEWEST_LETTERS or any(prose.find(word, start, beginning) >= 0 for word in _ENGLISH):
        return True
    return detect_language(prose[start:end]) in {"en", "und"}


def _is_foreign_quote(document: Document, phrase: SpunPhrase) -> bool:
    """Whether a phrase stands in a quotation of another language."""
    quote = quote_at(document, phrase.start)
    inner = document.prose[quote.inner_start : quote.inner_end] if quote else ""
    return detect_language(inner) not in {"en", "und"}


LAYER = Layer("spun", find_spun, lexicons=("reference-headings",))
