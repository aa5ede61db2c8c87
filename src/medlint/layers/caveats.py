"""Layer `caveats`: where a text names a limit of its evidence. A hedge ("promising", "may") is no caveat.

Kinds whose limits stand in one phrase come from a lexicon, others from a topic and plain doubt in one clause. The
limits of species and of doses are put together from families of cues that meet in one sentence, so that clumsy and
machine-spun English is credited too.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

from medlint.layers.dose_caveats import dose_caveat
from medlint.layers.dose_signs import limited
from medlint.layers.sentences import Sentence, sentence_index, sentences
from medlint.layers.slots import numbers_with
from medlint.layers.species_caveats import species_caveat
from medlint.layers.study_limits import LIMIT_LEXICONS, study_limits
from medlint.layers.topic_caveats import TOPIC_LEXICONS, topic_caveats

if TYPE_CHECKING:
    from medlint.document import Document

CaveatKind: TypeAlias = Literal[
    "species", "doses", "sample", "design", "control", "follow-up", "peer-review", "surrogate", "population", "cause"
]


class Caveat(Struct, frozen=True, gc=False):
    """A limit that the text names: kind, prose span of the words that name it, and number of its sentence."""

    kind: CaveatKind
    start: int
    end: int
    sentence: int


LEXICONS = (
    "caveat-cues", "species", "preclinical-terms", "human-terms", "species-caveats", "carry-over", "carry-over-doubts",
    "not-yet-known", "human-trials", "future-words", "limit-openers", "only-words", "differences", "single-words",
    "once-words", "dose-units", "repeated-doses", "course-cues", "dose-caveats", "dose-studied", "contrasts",
    "change-verbs", "benefit-verbs", "species-gaps", "lab-words", "dose-words", "taking-verbs",
    "health-outcomes", "study-nouns", *TOPIC_LEXICONS, *LIMIT_LEXICONS,
)  # fmt: skip
"""What this layer reads."""


def find_caveats(document: Document) -> tuple[Caveat, ...]:
    """The caveats of a document, in order; at most one of a kind in a sentence."""
    found = {(index, kind): Caveat(kind, start, end, index) for index, kind, start, end in _listed(document)}
    for index, kind, limit in (*study_limits(document), *topic_caveats(document)):
        found.setdefault((index, kind), Caveat(kind, limit.start, limit.end, index))  # type: ignore[arg-type]
    preclinical = _preclinical_sentences(document)
    for index, sentence in enumerate(sentences(document)):
        span = species_caveat(document, sentence, _near(preclinical, index)) if preclinical else None
        if span is not None:
            found[index, "species"] = Caveat("species", *span, index)
    for index in _dose_sentences(document):
        span = dose_caveat(document, sentences(document)[index])
        if span is not None:
            found[index, "doses"] = Caveat("doses", *span, index)
    return tuple(sorted(found.values(), key=lambda caveat: (caveat.start, caveat.kind)))


def caveats(document: Document) -> tuple[Caveat, ...]:
    """The layer `caveats` of a document."""
    layer: tuple[Caveat, ...] = document.layer("caveats")
    return layer


def caveats_in(document: Document, start: int, end: int, kind: str = "") -> tuple[Caveat, ...]:
    """The caveats that begin in prose[start:end], of one kind if one is asked for."""
    found = caveats(document)
    first, last = bisect_left(found, start, key=_start), bisect_left(found, end, key=_start)
    return tuple(caveat for caveat in found[first:last] if not kind or caveat.kind == kind)


def is_caveat(document: Document, sentence: Sentence, kind: str) -> bool:
    """Whether a sentence holds a caveat of a kind."""
    return bool(caveats_in(document, sentence.start, sentence.end, kind))


def _listed(document: Document) -> list[tuple[int, CaveatKind, int, int]]:
    """The caveats that one phrase of `caveat-cues` names: sentence, kind and span."""
    listed = []
    for hit in document.hits("caveat-cues"):
        kind: CaveatKind = document.tag("caveat-cues", hit, "kind")  # type: ignore[assignment]
        listed.append((sentence_index(document, hit.start), kind, hit.start, hit.end))
    return listed


def _preclinical_sentences(document: Document) -> list[int]:
    """The numbers of the sentences that name an animal, cells or a model."""
    animals = (hit for hit in document.hits("species") if not document.tag("species", hit, "role"))
    hits = (*animals, *document.hits("preclinical-terms"))
    return sorted({sentence_index(document, hit.start) for hit in hits})


REACH = 12
"""A limit can lean on an animal or cells named at most so many sentences away: what it is about must have been said."""


def _near(numbers: list[int], index: int) -> bool:
    """Whether one of the sorted numbers is at most `REACH` away."""
    at = bisect_left(numbers, index - REACH)
    return at < len(numbers) and numbers[at] <= index + REACH


DOSE_REACH = 12
"""A limit of doses leans on a dose named at most so many sentences away."""


def _dose_sentences(document: Document) -> list[int]:
    """The numbers of the sentences with words of such a limit near one that can name a single dose."""
    named = numbers_with(document, "single-words") | numbers_with(document, "once-words")
    if not named:
        return []
    last = len(sentences(document))
    near = {at for number in named for at in range(max(number - DOSE_REACH, 0), min(number + DOSE_REACH, last))}
    return sorted(near & limited(document))


def _start(caveat: Caveat) -> int:
    return caveat.start
