"""Layer `claims`: what each sentence claims, how strongly, and in what tone.

Strength follows the four classes of the causal-language benchmarks (Yu, Li and Wang 2019): whether a sentence is denied,
asked or an aim does not change its class, and is said by flags. "Can" is causal, "may be linked" is correlational.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

from medlint.layers.advice import Advice, advice_of
from medlint.layers.claim_events import Event, events_of
from medlint.layers.claim_kinds import ClaimKind, kinds_of
from medlint.layers.claim_words import Cue, Words, cues_of, hits_by_sentence, split_words
from medlint.layers.limitations import names_limit
from medlint.layers.quotes import quote_at
from medlint.layers.scopes import is_negated
from medlint.layers.sentences import Sentence, sentence_index, sentences

if TYPE_CHECKING:
    from medlint.document import Document
    from medlint.phrasebook import Hit

Strength: TypeAlias = Literal["none", "correlational", "conditional", "causal"]
STRENGTHS: tuple[Strength, ...] = ("none", "correlational", "conditional", "causal")
"""The classes, from weakest to strongest."""

LEXICONS = ("claim-cues", "claim-kinds", "advice-cues", "limitation-cues", "speculations", "negations")
"""What this layer reads."""
_CUES = LEXICONS[:5]

POSSIBLE, LIKELY, FAINT = 0.45, 0.5, 0.4
"""From where a possible cause, a cause, and an association (or a cause with nothing beside it) count: a little below
and at the middle of the scale of claim_events, so that one asserted verb is enough and two mentions are not."""


class Claim(Struct, frozen=True, gc=False):
    """What a sentence claims. `asked` is a question, `aim` an aim of research; `hedged` has a cue of speculation."""

    strength: Strength = "none"
    kinds: tuple[ClaimKind, ...] = ()
    negated: bool = False
    hedged: bool = False
    asked: bool = False
    aim: bool = False
    quoted: bool = False
    advice: Advice = "none"
    limitation: bool = False


_SILENT = Claim()


def find_claims(document: Document) -> tuple[Claim, ...]:
    """One claim for each sentence, in their order."""
    found = {name: hits_by_sentence(document, name) for name in _CUES}
    touched = set().union(*found.values())
    return tuple(
        _claim(document, sentence, {name: found[name].get(number, []) for name in _CUES})
        if number in touched
        else _silent(document, sentence)
        for number, sentence in enumerate(sentences(document))
    )


def claims(document: Document) -> tuple[Claim, ...]:
    """The layer `claims` of a document: as many as there are sentences, in their order."""
    layer: tuple[Claim, ...] = document.layer("claims")
    return layer


def claim_at(document: Document, offset: int) -> Claim:
    """The claim of the sentence that holds a prose offset, or of the one before it; an empty one if there is none."""
    found = claims(document)
    return found[sentence_index(document, offset)] if found else _SILENT


def _silent(document: Document, sentence: Sentence) -> Claim:
    asked = document.prose.find("?", sentence.start, sentence.end) >= 0
    quoted = quote_at(document, sentence.start) is not None
    return Claim(asked=asked, quoted=quoted) if asked or quoted else _SILENT


def _claim(document: Document, sentence: Sentence, hits: dict[str, list[Hit]]) -> Claim:
    words = split_words(document.prose, sentence.start, sentence.end)
    cues = cues_of(document, "claim-cues", hits["claim-cues"], words)
    asked = "?" in words.texts[-3:]
    events = events_of(cues, words)
    strength = strength_of(events, cues, words, asked=asked)
    advice_cues = cues_of(document, "advice-cues", hits["advice-cues"], words)
    limit_cues = cues_of(document, "limitation-cues", hits["limitation-cues"], words)
    return Claim(
        strength=strength,
        kinds=kinds_of(cues_of(document, "claim-kinds", hits["claim-kinds"], words), words, strength),
        negated=bool(events) and is_negated(document, words.starts[_leading(events).first]),
        hedged=any(document.tag("speculations", hit, "kind") != "plain" for hit in hits["speculations"]),
        asked=asked,
        aim=any(cue.kind == "aim" for cue in cues),
        quoted=quote_at(document, sentence.start) is not None,
        advice=advice_of(advice_cues, words, asked=asked) if advice_cues else "none",
        limitation=bool(limit_cues) and names_limit(limit_cues, words),
    )


def strength_of(events: list[Event], cues: list[Cue], words: Words, *, asked: bool = False) -> Strength:
    """The class of a sentence from its events and from what its other cues take away."""
    if not events:
        return "none"
    softened, loosened = damping(cues, words, asked=asked)
    cause = max(event.cause for event in events) * softened
    possible = max(event.possible for event in events) * softened
    association = max(event.association for event in events) * loosened
    if association >= 0.9 and cause < 0.9:
        return "conditional" if possible >= 0.9 else "correlational"
    if possible >= POSSIBLE and possible >= cause * 0.7:
        return "conditional"
    if cause >= LIKELY and cause >= 0.9 * association:
        return "causal"
    if association >= FAINT:
        return "correlational"
    return "causal" if cause >= FAINT else "none"


def damping(cues: list[Cue], words: Words, *, asked: bool) -> tuple[float, float]:
    """What research need, aim, question and background leave of the scores of cause and of association."""
    kinds = {cue.kind for cue in cues}
    cause = association = 1.0
    if "need" in kinds:
        cause, association = 0.45, 0.3
    elif "aim" in kinds:
        cause = 0.75
    if asked:
        cause *= 0.7
    if "background" in kinds and "report" not in kinds:
        cause *= 0.8
    return cause, association


def _leading(events: list[Event]) -> Event:
    """The event that says most."""
    return max(events, key=lambda event: max(event.cause, event.possible, event.association))
