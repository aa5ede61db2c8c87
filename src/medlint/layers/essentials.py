"""Layer `essentials`: what a reader needs to weigh a treatment or a piece of news, and where the text says it.

The scorecard reads it. It looks for the same words as the rules `missing-cost`, `missing-harms` and
`missing-alternatives`, so that report and scorecard agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING

from msgspec import Struct

from medlint.layers.metadata import metadata_values
from medlint.layers.sentences import Sentence, sentence_at
from medlint.layers.topics import blocks_around, find_sign, hits_beside, topic_step
from medlint.lazy import lazy_pattern
from medlint.model import Span

if TYPE_CHECKING:
    from medlint.document import Document
    from medlint.phrasebook import Hit

TOPIC, FORMS = "treatments", "treatment-forms"
HARMS, HARM_CUES, HARM_PROMISES = "named-harms", "harm-cues", "harm-announcements"
HARM_KEYS = ("harms", "side_effects")
"""Keys of front matter under which a site may list harms."""
CURRENCIES = ("$", "£", "€", "¥", "₹")
WEAK = "weak "
"""Before the name of what was found, where its words may mean something else, too."""
_GRADED = ("costs", "alternatives")
_PLAIN = (
    "availability-cues", "illness-proportions", "uninvolved-experts",
    "interest-disclosures", "release-words", "novelty-words",
)  # fmt: skip
_EFFECTS = ("benefit-verbs", "change-verbs", "result-words")
LEXICONS = (TOPIC, FORMS, HARMS, HARM_CUES, HARM_PROMISES, *_GRADED, *_PLAIN, *_EFFECTS, "health-outcomes", "shares")
"""What this layer reads."""

_FIGURE = lazy_pattern(
    r"\d(?<!\d\d)(?<!\d[.,]\d)[\d.,]*+"
    r"(?:\s?%|\s(?:per ?cent|points?)\b|-points?\b|\s(?:in|of|out of) (?:every |the |about )?\d)"
)

_MILLIONS = lazy_pattern(r"\s?[\d.,]+(?:\s?-?[mb]illion|\s?(?:m|bn)\b)")


class Essentials(Struct, frozen=True):
    """`treatment`: the text is about one; `benefit`: it says that something does good. `found`: prose spans by name.

    The names are those of the lexicons, and `figures`: sizes of effects in numbers; some with `WEAK` before them.
    `harm_metadata`: the front matter lists harms.
    """

    treatment: bool
    benefit: bool
    found: Mapping[str, tuple[Span, ...]]
    harm_metadata: bool = False


def find_essentials(document: Document) -> Essentials:
    """What a document says of costs, harms, other treatments and the like."""
    found = {name: tuple(Span(hit.start, hit.end) for hit in document.hits(name)) for name in (*_PLAIN, HARM_PROMISES)}
    for name in _GRADED:
        hits = document.hits(name)
        found |= _graded(name, [(Span(hit.start, hit.end), _is_sure(document, name, hit)) for hit in hits])
    if not found["costs"]:
        found |= _graded("costs", [*_signs(document), *((span, False) for span in found[f"{WEAK}costs"])])
    harms = hits_beside(document, HARMS, HARM_CUES)
    found |= _graded(HARMS, [(Span(hit.start, hit.end), _is_told_as_harm(document, hit)) for hit in harms])
    found |= _graded("figures", [*_figures(document)])
    return Essentials(
        treatment=any(topic_step(document, name) is not None for name in (TOPIC, FORMS)),
        benefit=_tells_benefit(document),
        found=found,
        harm_metadata=bool(document.metadata and metadata_values(document, HARM_KEYS)),
    )


def essentials(document: Document) -> Essentials:
    """The layer `essentials` of a document."""
    layer: Essentials = document.layer("essentials")
    return layer


def _signs(document: Document) -> Iterator[tuple[Span, bool]]:
    """The first amount of money of each currency; millions are rather the turnover of a firm than a price."""
    for sign in CURRENCIES:
        span = find_sign(document.prose, sign)
        if span is not None:
            yield span, not _MILLIONS.match(document.prose, span.end)


def _graded(name: str, spans: list[tuple[Span, bool]]) -> dict[str, tuple[Span, ...]]:
    """Spans by whether they are sure to mean what they are taken for."""
    return {
        name: tuple(span for span, is_sure in spans if is_sure),
        WEAK + name: tuple(span for span, is_sure in spans if not is_sure),
    }


def _is_sure(document: Document, lexicon: str, hit: Hit) -> bool:
    return not document.tag(lexicon, hit, "weak")


def _is_told_as_harm(document: Document, hit: Hit) -> bool:
    """Whether a named harm stands in a sentence, or below a heading or opening of a list, that tells of harms."""
    sentence = sentence_at(document, hit.start)
    if sentence and _tells_harm(document, sentence):
        return True
    # The title of a text about an illness has its risks, too; a heading inside a text about a treatment has its own.
    around = blocks_around(document, hit.start) - {document.block_at(hit.start), -1}
    blocks = (document.blocks[number] for number in around if document.blocks[number].start != document.title[0])
    return any(document.hits_between(HARM_CUES, block.start, block.end) for block in blocks)


def _figures(document: Document) -> Iterator[tuple[Span, bool]]:
    """The first number that tells the size of an effect, or else the first that may, and whether it does."""
    unsure: Span | None = None
    places = [(hit.start, hit.end) for hit in document.hits("shares")]
    for start, end in chain(places, (match.span() for match in _FIGURE.finditer(document.prose))):
        sentence = sentence_at(document, start)
        if sentence is None or _tells_harm(document, sentence):
            continue
        if any(document.hits_between(name, sentence.start, sentence.end) for name in _EFFECTS):
            yield Span(start, end), True
            return
        unsure = unsure or Span(start, end)
    if unsure:
        yield unsure, False


def _tells_harm(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence speaks of harms."""
    cues = document.hits_between(HARM_CUES, sentence.start, sentence.end)
    return any(_is_sure(document, HARM_CUES, cue) for cue in cues)


def _tells_benefit(document: Document) -> bool:
    """Whether some sentence has both a word for doing good and something that it does good to."""
    if not document.hits("health-outcomes"):
        return False
    for hit in document.hits("benefit-verbs"):
        sentence = sentence_at(document, hit.start)
        if sentence and document.hits_between("health-outcomes", sentence.start, sentence.end):
            return True
    return False
