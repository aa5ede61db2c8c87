"""Layer `claims`: what each sentence claims, how strongly, and in what tone.

Strength follows the four classes of the causal-language benchmarks (Yu, Li and Wang 2019): whether a sentence is
denied, asked or an aim does not change its class, and is said by flags. "Can" is causal, "may be linked"
correlational.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

from medlint.layers.advice import Advice, advice_of
from medlint.layers.claim_events import Event, events_of
from medlint.layers.claim_kinds import ClaimKind, does_good, kinds_of
from medlint.layers.claim_words import Cue, Words, cues_of, hits_by_sentence, longest, split_words
from medlint.layers.limitations import names_limit
from medlint.layers.quotes import quote_at
from medlint.layers.scopes import is_negated
from medlint.layers.sentences import Sentence, sentence_index, sentences
from medlint.layers.verb_uses import hides_verb

if TYPE_CHECKING:
    from medlint.document import Document
    from medlint.phrasebook import Hit

Strength: TypeAlias = Literal["none", "correlational", "conditional", "causal"]
STRENGTHS: tuple[Strength, ...] = ("none", "correlational", "conditional", "causal")
"""The classes, from weakest to strongest."""

_STRENGTH = ("change-verbs", "cause-words", "association-words", "claim-frames")
_CUES = (*_STRENGTH, "claim-kinds", "advice-cues", "limitation-cues", "speculations")
_BENEFIT = ("benefit-verbs", "health-outcomes")
LEXICONS = (*_CUES, *_BENEFIT, "negations")
"""What this layer reads."""

POSSIBLE, LIKELY, FAINT = 0.45, 0.5, 0.4
"""From where a possible cause, a cause, and an association (or a cause with nothing beside it) count: a little below
and at the middle of the scale of claim_events, so that one asserted verb is enough and two mentions are not."""
OUTRIGHT = 0.9
"""From here something is said outright: a verb that is asserted, "is associated with"."""
WANTED_CAUSE, WANTED_ASSOCIATION = 0.35, 0.3
"""What is left of an event that is only called for: too little to count by itself."""


class Claim(Struct, frozen=True, gc=False):
    """What a sentence claims. `asked` is a question, `aim` an aim of research; `hedged` has a cue of speculation.

    prose[start:end] are the words that say most of it, empty where it claims nothing.
    """

    strength: Strength = "none"
    kinds: tuple[ClaimKind, ...] = ()
    negated: bool = False
    hedged: bool = False
    asked: bool = False
    aim: bool = False
    quoted: bool = False
    advice: Advice = "none"
    limitation: bool = False
    start: int = 0
    end: int = 0


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
    found = (cue for name in _STRENGTH for cue in cues_of(document, name, hits[name], words))
    cues = longest([cue for cue in found if not hides_verb(cue, words)])
    asked = "?" in words.texts[-3:]
    events = events_of(cues, words)
    strength = strength_of(events, cues, words, asked=asked)
    advice_cues = cues_of(document, "advice-cues", hits["advice-cues"], words)
    limit_cues = cues_of(document, "limitation-cues", hits["limitation-cues"], words)
    start, end = _span(_leading(events, strength), words) if events else (0, 0)
    return Claim(
        strength=strength,
        kinds=_kinds(document, sentence, hits["claim-kinds"], words, strength),
        negated=bool(events) and is_negated(document, start),
        hedged=any(document.tag("speculations", hit, "kind") != "plain" for hit in hits["speculations"]),
        asked=asked,
        aim=any(cue.kind == "aim" for cue in cues),
        quoted=quote_at(document, sentence.start) is not None,
        advice=advice_of(advice_cues, words, asked=asked) if advice_cues else "none",
        limitation=bool(limit_cues) and names_limit(limit_cues, words),
        start=start,
        end=end,
    )


def _kinds(
    document: Document, sentence: Sentence, hits: list[Hit], words: Words, strength: Strength
) -> tuple[ClaimKind, ...]:
    """The kinds of a sentence; a sentence that claims nothing speaks of no benefit by a verb and an outcome."""
    verbs, outcomes = (_starts(document, name, sentence) for name in _BENEFIT)
    benefit = strength != "none" and does_good(verbs, outcomes, words)
    return kinds_of(cues_of(document, "claim-kinds", hits, words), words, benefit=benefit)


def _starts(document: Document, lexicon: str, sentence: Sentence) -> list[int]:
    return [hit.start for hit in document.hits_between(lexicon, sentence.start, sentence.end)]


def strength_of(events: list[Event], cues: list[Cue], words: Words, *, asked: bool = False) -> Strength:
    """The class of a sentence from its events and from what its other cues take away."""
    if not events:
        return "none"
    softened = damping(cues, asked=asked)
    needs = [(cue.kind, cue.first, _segment(words, cue.first)) for cue in cues if calls_for(cue, words)]
    cause = possible = association = 0.0
    for event in events:
        wanted = any(_is_wanted(need, event, words) for need in needs)
        cause = max(cause, event.cause * (WANTED_CAUSE if wanted else softened))
        possible = max(possible, event.possible * (WANTED_CAUSE if wanted else softened))
        association = max(association, event.association * (WANTED_ASSOCIATION if wanted else 1.0))
    return decide(cause, possible, association)


def decide(cause: float, possible: float, association: float) -> Strength:
    """The class that three scores amount to: an association said outright yields only to a cause said outright."""
    if association >= OUTRIGHT > cause:
        return "conditional" if possible >= OUTRIGHT else "correlational"
    if possible >= POSSIBLE and possible >= cause * 0.7:
        return "conditional"
    if cause >= LIKELY and cause >= 0.9 * association:
        return "causal"
    if association >= FAINT:
        return "correlational"
    return "causal" if cause >= FAINT else "none"


def damping(cues: list[Cue], *, asked: bool) -> float:
    """What an aim, a question and background leave of the scores of cause."""
    kinds = {cue.kind for cue in cues}
    left = 0.75 if "aim" in kinds else 1.0
    if asked:
        left *= 0.7
    return left * 0.8 if "background" in kinds and "report" not in kinds else left


def calls_for(cue: Cue, words: Words) -> bool:
    """Whether a cue calls for something: "more than recommended" does not."""
    return cue.kind in ("need", "duty") and (
        words.texts[cue.first] != "recommended" or words.before(cue.first) not in ("than", "as")
    )


def _is_wanted(need: tuple[str, int, int], event: Event, words: Words) -> bool:
    """Whether an event is only called for: it follows the call, or precedes one for research in the same clause."""
    kind, first, segment = need
    return event.first > first or (kind == "need" and _segment(words, event.first) == segment)


def _segment(words: Words, index: int) -> int:
    """Which part of the sentence between commas and semicolons a word stands in."""
    return sum(text in ",;:" for text in words.texts[:index])


def _leading(events: list[Event], strength: Strength) -> Event:
    """The event that says most of what the sentence amounts to; of equal ones the first."""
    if strength == "causal":
        return max(events, key=lambda event: event.cause)
    return max(events, key=lambda event: max(event.cause, event.possible, event.association))


def _span(event: Event, words: Words) -> tuple[int, int]:
    """The prose span of an event."""
    last = event.after - 1
    return words.starts[event.first], words.starts[last] + len(words.texts[last])
