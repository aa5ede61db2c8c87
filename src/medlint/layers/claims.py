"""Layer `claims`: what each sentence claims, how strongly, and in what tone.

Strength follows the four classes of the causal-language benchmarks (Yu, Li and Wang 2019): whether a sentence is
denied, asked or an aim does not change its class, and is said by flags. "Can" is causal, "may be linked"
correlational.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Literal, TypeAlias, overload

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

_STRENGTH = ("change-verbs", "parted-verbs", "cause-words", "association-words", "claim-frames")
_CUES = (*_STRENGTH, "claim-kinds", "advice-cues", "limitation-cues", "speculations")
_PLACED = frozenset((*_STRENGTH, "claim-kinds", "advice-cues", "limitation-cues"))
_AIDS = ("benefit-verbs", "health-outcomes", "negations")
LEXICONS = (*_CUES, *_AIDS)
"""What this layer reads."""

POSSIBLE, LIKELY, FAINT = 0.45, 0.5, 0.4
"""From where a possible cause, a cause, and an association (or a cause with nothing beside it) count: a little below
and at the middle of the scale of claim_events, so that one asserted verb is enough and two mentions are not."""
OUTRIGHT = 0.9
"""From here something is said outright: a verb that is asserted, "is associated with"."""
WANTED_CAUSE, WANTED_ASSOCIATION = 0.35, 0.3
"""What is left of an event that is only called for: too little to count by itself."""


_REASONS = frozenset("because which but although though whereas since".split())
_SUBJECTS = frozenset("it they this these those we".split())


class Claim(Struct, frozen=True, gc=False):
    """What a sentence claims. `asked` is a question, `aim` an aim of research; `hedged` has a cue of speculation.

    prose[start:end] are the words that say most of it, empty where it claims nothing; `others` are the spans of the
    other words of a sentence by which it states cause.
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
    others: tuple[tuple[int, int], ...] = ()


_SILENT = Claim()
_start = attrgetter("start")


class Weighing(Struct, frozen=True):
    """The hits of each sentence that can make a claim, by lexicon, and the claims that were asked for so far."""

    cues: dict[int, dict[str, list[Hit]]]
    made: dict[int, Claim]


class Claims(Sequence[Claim]):
    """The claims of a document, one for each sentence, in their order; each is weighed when it is first asked for."""

    __slots__ = ("_document", "_weighing")

    def __init__(self, document: Document, weighing: Weighing) -> None:
        self._document, self._weighing = document, weighing

    def __len__(self) -> int:
        return len(sentences(self._document))

    @overload
    def __getitem__(self, number: int) -> Claim: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Claim]: ...
    def __getitem__(self, number: int | slice) -> Claim | Sequence[Claim]:
        """The claim of a sentence, or those of a stretch of sentences. IndexError past the end."""
        if isinstance(number, slice):
            return [self[one] for one in range(len(self))[number]]
        made = self._weighing.made
        number = range(len(self))[number]
        if number not in made:
            made[number] = _weighed(self._document, self._weighing, number)
        return made[number]


def find_claims(document: Document) -> Weighing:
    """What can make a claim in each sentence: none is weighed before somebody asks."""
    return Weighing(hits_by_sentence(document, _CUES), {})


def claims(document: Document) -> Claims:
    """The claims of a document: as many as there are sentences, in their order."""
    return Claims(document, document.layer("claims"))


def claim_at(document: Document, offset: int) -> Claim:
    """The claim of the sentence that holds a prose offset, or of the one before it; an empty one if there is none."""
    found = claims(document)
    return found[sentence_index(document, offset)] if found else _SILENT


def _weighed(document: Document, weighing: Weighing, number: int) -> Claim:
    sentence, cues = sentences(document)[number], weighing.cues.get(number)
    return _claim(document, sentence, cues) if cues else _silent(document, sentence)


def _silent(document: Document, sentence: Sentence) -> Claim:
    asked = document.prose.find("?", sentence.start, sentence.end) >= 0
    quoted = quote_at(document, sentence.start) is not None
    return Claim(asked=asked, quoted=quoted) if asked or quoted else _SILENT


def _claim(document: Document, sentence: Sentence, hits: Mapping[str, list[Hit]]) -> Claim:
    words = split_words(document.prose, sentence.start, sentence.end)
    read = {name: cues_of(document, name, hits[name], words) for name in hits if name in _PLACED}
    cues = longest([cue for name in _STRENGTH if name in read for cue in read[name] if not hides_verb(cue, words)])
    asked = "?" in words.texts[-3:]
    events = events_of(cues, words)
    strength = strength_of(events, cues, words, asked=asked)
    advice_cues, limit_cues = read.get("advice-cues", []), read.get("limitation-cues", [])
    start, end = _span(_leading(events, strength), words) if events else (0, 0)
    return Claim(
        strength=strength,
        kinds=kinds_of(
            read.get("claim-kinds", []), words, benefit=strength != "none" and _does_good(document, sentence, words)
        ),
        negated=bool(events and document.hits_between("negations", sentence.start, start))
        and is_negated(document, start),
        hedged=any(document.tag("speculations", hit, "kind") != "plain" for hit in hits.get("speculations", ())),
        asked=asked,
        aim=any(cue.kind == "aim" for cue in cues),
        quoted=quote_at(document, sentence.start) is not None,
        advice=advice_of(advice_cues, words, asked=asked) if advice_cues else "none",
        limitation=bool(limit_cues) and names_limit(limit_cues, words),
        start=start,
        end=end,
        others=_others(events, start, words) if strength == "causal" else (),
    )


def _does_good(document: Document, sentence: Sentence, words: Words) -> bool:
    """Whether a sentence speaks of benefit by a verb and an outcome."""
    verbs, outcomes = (_begun(document, name, sentence) for name in ("benefit-verbs", "health-outcomes"))
    return does_good(verbs, outcomes, words)


def _begun(document: Document, lexicon: str, sentence: Sentence) -> list[int]:
    """Where the hits of a lexicon begin that begin in a sentence."""
    hits = document.hits(lexicon)
    return [
        hit.start
        for hit in hits[bisect_left(hits, sentence.start, key=_start) : bisect_left(hits, sentence.end, key=_start)]
    ]


def strength_of(events: list[Event], cues: list[Cue], words: Words, *, asked: bool = False) -> Strength:
    """The class of a sentence from its events and from what its other cues take away."""
    return decide(*scores_of(events, cues, words, asked=asked)) if events else "none"


def scores_of(events: list[Event], cues: list[Cue], words: Words, *, asked: bool = False) -> tuple[float, float, float]:
    """How much a sentence says of cause, of possible cause and of association, from 0 to 1, once softened."""
    softened = damping(cues, asked=asked)
    faded = max(softened, 0.8)
    needs = [(cue.kind, cue.first, _segment(words, cue.first)) for cue in cues if calls_for(cue, words)]
    cause = possible = association = 0.0
    for event in events:
        wanted = bool(needs) and any(_is_wanted(need, event, words) for need in needs)
        left = WANTED_CAUSE if wanted else softened
        kept = WANTED_ASSOCIATION if wanted else 1.0 if event.association >= OUTRIGHT else faded
        cause = max(cause, event.cause * left)
        possible = max(possible, event.possible * left)
        association = max(association, event.association * kept)
    return cause, possible, association


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
    return cue.kind in ("need", "duty", "unknown") and (
        words.texts[cue.first] != "recommended" or words.before(cue.first) not in ("than", "as")
    )


def _is_wanted(need: tuple[str, int, int], event: Event, words: Words) -> bool:
    """Whether an event is only called for: it follows the call, or precedes one for research in the same clause."""
    kind, first, segment = need
    if kind == "unknown":
        return _segment(words, event.first) == segment
    if event.first > first:
        return not _is_set_off(words.texts[first : event.first])
    return kind == "need" and event.cause < OUTRIGHT and _segment(words, event.first) == segment


def _is_set_off(between: list[str]) -> bool:
    """Whether a reason or an addition begins between a call and an event: "should stop, as it can harm"."""
    return not _REASONS.isdisjoint(between) or any(
        text == "as" and following in _SUBJECTS for text, following in pairwise(between)
    )


def _segment(words: Words, index: int) -> int:
    """Which part of the sentence between commas and semicolons a word stands in."""
    return sum(text in ",;:" for text in words.texts[:index])


def _leading(events: list[Event], strength: Strength) -> Event:
    """The event that says most of what the sentence amounts to; of equal ones the first."""
    if strength == "causal":
        return max(events, key=lambda event: event.cause)
    return max(events, key=lambda event: max(event.cause, event.possible, event.association))


def _others(events: list[Event], leading: int, words: Words) -> tuple[tuple[int, int], ...]:
    """The prose spans of the events that state cause outright, without the one that begins at `leading`."""
    spans = (_span(event, words) for event in events if event.cause >= OUTRIGHT)
    return tuple(span for span in spans if span[0] != leading)


def _span(event: Event, words: Words) -> tuple[int, int]:
    """The prose span of an event."""
    last = event.after - 1
    return words.starts[event.first], words.starts[last] + len(words.texts[last])
