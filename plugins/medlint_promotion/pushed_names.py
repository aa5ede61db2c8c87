"""Names that a text repeats and whose wares it holds out, beside words on the firm behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from medlint.api import Cues, Document, Hit, hits_with_sentences, sentence_at

from .brands import Brand, brands_between, count_words

URGED = 3
"""A name that readers are told to buy stands in the text so many times; with a lure beside it, one time less."""


class PushOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """When a name is pushed.

    `makers`: words on the firm behind it; `sold`: words on where it is bought, what it costs, what it comes in;
    `common`, `bodies`: as in `PraiseOptions`. The name must stand in the text `least` times and make up `density` of
    its words. `unless`: words that show a report.
    """

    makers: Cues
    sold: Cues
    common: Cues
    bodies: tuple[Cues, ...]
    unless: Cues = ""
    least: int = 4
    density: float = 0.06


def find_pushed(document: Document, options: PushOptions) -> Iterator[tuple[int, int]]:
    """The first name beside a maker that the text repeats and offers: its prose span."""
    if not document.hits(options.sold) or not document.hits(options.makers) or document.hits(options.unless):
        return
    offered = {word for hit in document.hits(options.sold) for word in _before(document, hit)}
    counts = count_words(document)
    needed = max(options.least, options.density * document.words)
    for hit, sentence in hits_with_sentences(document, options.makers):
        del hit
        for name in brands_between(document, sentence.start, sentence.end, counts, options.common, options.bodies):
            word = _text(document, name)
            if counts.get(word, 0) >= needed and word in offered:
                yield name.start, name.end
                return


def find_urged(
    document: Document, calls: Iterable[tuple[int, int]], lures: Cues, options: PushOptions
) -> Iterator[tuple[int, int]]:
    """The prose spans of names that calls to buy speak of and that the text repeats; `lures`: kind `lure` counts."""
    counts = count_words(document)
    for start, _end in calls:
        sentence = sentence_at(document, start)
        if sentence is None:
            continue
        needed = URGED - bool(document.hits_between(lures, sentence.start, sentence.end, "lure"))
        after_verb = max(document.prose.find(" ", start, sentence.end), start)
        for name in brands_between(document, after_verb, sentence.end, counts, options.common, options.bodies):
            if counts.get(_text(document, name), 0) >= needed:
                yield name.start, name.end


def _before(document: Document, hit: Hit) -> list[str]:
    """The two words before a prose offset: what is sold."""
    return document.prose[max(hit.start - 40, 0) : hit.start].split()[-2:]


def _text(document: Document, name: Brand) -> str:
    return document.prose[name.start : name.end]
