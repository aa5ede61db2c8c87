"""Praise of a named firm or product: its name, an offer and words that recommend, in one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from medlint.api import (
    Cues,
    Document,
    Hit,
    Match,
    Related,
    hits_with_sentences,
    is_negated,
    lazy_pattern,
    quote_at,
    sentence_at,
)

from .brands import Brand, brands_between, count_words

_WITH = lazy_pattern(r"(?:^|[,;:] )(?:[Ww]ith|[Aa]t|[Bb]y|[Tt]hanks to) (?:the )?$")
_RUNNING = frozenset({"paragraph", "item", "description", "cell"})
STRONG_WORD = "2"
"""The weight of a word that neutral texts hardly ever use."""
STRONG = 6
"""From so many points on a sentence is hardly anything but an advert."""
EXTRA = 2
"""So many points more must praise have in a text that is about the name, or lists offers: it has reason to describe."""
DIRECTORY = 5
"""So many sentences that tell of offers make a directory."""


class PraiseOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """What praises, what offers, and how much of both makes an advert.

    `appraisals`: words that recommend; the tag `weight` gives their points. `frames`: turns that offer a name to the
    reader; each `kind` of them gives one point, once. `common`: capitalised words that name nothing, or no firm;
    `bodies`: words of the names of public bodies. `attributed`: words by which the sentence gives the praise as what
    others say, or doubts it. `least`: so many points a sentence must have.
    """

    appraisals: Cues
    frames: Cues
    common: Cues
    bodies: tuple[Cues, ...]
    attributed: Cues
    least: int = 3


def find_praise(document: Document, options: PraiseOptions) -> Iterator[Match]:
    """One match on the name in each sentence that praises one beyond `least` points."""
    if not document.hits(options.appraisals):
        return
    counts: Mapping[str, int] = {}
    extra = EXTRA if _is_directory(document, options) else 0
    for sentence, hits in _by_sentence(document, options.appraisals):
        block = document.blocks[sentence[2]]
        if block.kind not in _RUNNING or quote_at(document, hits[0].start) is not None:
            continue
        if len(hits) == 1 and document.tag(options.appraisals, hits[0], "weight") != STRONG_WORD:
            continue
        if document.hits_between(options.attributed, sentence[0], sentence[1]):
            continue
        counts = counts or count_words(document)
        found = _nearest(document, sentence, hits, options, counts)
        if found is None:
            continue
        said = [hit for hit in hits if hit.end <= found.start or hit.start >= found.end]
        points = _points(document, sentence, found, said, options) - max(extra, EXTRA * found.subject)
        if points >= options.least:
            yield _match(document, found, said, points)


def _is_directory(document: Document, options: PraiseOptions) -> bool:
    """Whether the text tells what many firms offer, as a directory does."""
    offers = (hit for hit in document.hits(options.frames) if document.tag(options.frames, hit, "kind") == "offers")
    return len({sentence.start for hit in offers if (sentence := sentence_at(document, hit.start))}) >= DIRECTORY


def _by_sentence(document: Document, cues: str) -> Iterator[tuple[tuple[int, int, int], list[Hit]]]:
    """The hits that are not negated, with the span and the block of the sentence they stand in."""
    found: dict[tuple[int, int, int], list[Hit]] = {}
    for hit, sentence in hits_with_sentences(document, cues):
        found.setdefault((sentence.start, sentence.end, sentence.block), []).append(hit)
    for place, hits in found.items():
        kept = [hit for hit in hits if not is_negated(document, hit.start)]
        if kept:
            yield place, kept


def _points(
    document: Document, sentence: tuple[int, int, int], name: Brand, hits: list[Hit], options: PraiseOptions
) -> int:
    """The points of a sentence; 0 where nothing is offered, or soberly and to nobody in particular."""
    weights = [int(document.tag(options.appraisals, hit, "weight") or 1) for hit in hits]
    frames = document.hits_between(options.frames, sentence[0], sentence[1])
    kinds = {document.tag(options.frames, hit, "kind") for hit in frames}
    owns = document.prose[name.end : name.end + 1] in {"'", "’"}
    if owns or _WITH.search(document.prose[sentence[0] : name.start]):
        kinds.add("offers")
    sober = kinds <= {"offers"} and max(weights, default=0) == 1
    return 0 if sober or not kinds else sum(weights) + len(kinds)


def _nearest(
    document: Document, sentence: tuple[int, int, int], hits: list[Hit], options: PraiseOptions,
    counts: Mapping[str, int],
) -> Brand | None:  # fmt: skip
    """The name that stands nearest to the first word of praise."""
    names = tuple(brands_between(document, sentence[0], sentence[1], counts, options.common, options.bodies))
    return min(names, key=lambda name: abs(name.start - hits[0].start), default=None)


def _match(document: Document, name: Brand, hits: list[Hit], points: int) -> Match:
    words = ", ".join(f"“{document.prose[hit.start : hit.end]}”" for hit in hits[:3])
    return Match(
        name.start,
        name.end,
        step=-1 if points >= STRONG else -2,
        note=f"The sentence recommends it: {words}.",
        related=tuple(Related(hit.start, hit.end, "a word that recommends") for hit in hits[:3]),
    )
