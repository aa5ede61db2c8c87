"""A told recovery that is a reason without a word that concludes: a turn in time, where a remedy is praised."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from medlint.api import (
    Cues,
    Document,
    Hit,
    Section,
    Sentence,
    is_asked,
    quote_at,
    role_score,
    section_of,
    sentence_at,
    sentence_index,
    sentences,
)

from .offers import is_offer
from .story_persons import PersonWords, names_person

BEFORE = 1
"""The turn stands in the sentence of the recovery, or so many sentences before it."""


CONTRAST = 2
"""How bad it was stands in the sentence of the turn, or in one of so many before it."""
STORY = -0.5
"""From this score on a sentence tells of one person's life (cross-validated: about seven in ten do)."""
_TOLD = frozenset({"paragraph", "item", "quote"})


class TurnWords(PersonWords, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """`turns` are words of a change in time; `offers`: words by which a page sells.

    `symptoms`, `bodies` and `earlier` tell how bad it was; `unturned`: words by which nothing has turned for the
    better; `everyday`: words of comfort, service and household, by which a page that sells tells of no illness.
    """

    turns: Cues = ""
    offers: Cues = ""
    symptoms: Cues = ""
    bodies: Cues = ""
    earlier: Cues = ""
    unturned: Cues = ""
    everyday: Cues = ""


class Turn(Struct, frozen=True):
    """The words that tell of a change in time; `sure` where they count a treatment, or who sells tells it."""

    hit: Hit
    sure: bool


def turn_of(document: Document, hit: Hit, around: list[Sentence], words: TurnWords) -> Turn | None:
    """The turn in time that a recovery is told with, where its text praises or offers a remedy; else None."""
    sentence = sentence_at(document, hit.start)
    if sentence is None:
        return None
    near = [one for one in around if one.start <= sentence.start and one.block == sentence.block][-BEFORE - 1 :]
    found = [turn for one in reversed(near) for turn in document.hits_between(words.turns, one.start, one.end)]
    if not found or not is_praised(document, section_of(document, sentence.block), sentence, words):
        return None
    counted = [turn for turn in found if document.tag(words.turns, turn, "by") == "treatment"]
    sure = bool(counted) or quote_at(document, hit.start) is not None or is_offer(document, words.offers)
    return Turn((counted or found)[0], sure)


def is_counted(document: Document, hit: Hit, around: list[Sentence], words: TurnWords) -> bool:
    """Whether the turn before a recovery counts a treatment ("has taken a capsule every morning since")."""
    turn = turn_of(document, hit, around, words)
    return turn is not None and document.tag(words.turns, turn.hit, "by") == "treatment"


def find_contrasts(document: Document, words: TurnWords, done: set[int]) -> Iterator[tuple[Sentence, Turn]]:
    """The sentences, in sections not in `done`, that tell what a person does after a turn, and how bad it was before.

    Only stories of a text that praises a remedy; each with its turn.
    """
    if not words.unturned:
        return
    listed = sentences(document)
    for number in sorted({sentence_index(document, hit.start) for hit in document.hits(words.turns)}):
        sentence = listed[number]
        if document.blocks[sentence.block].kind not in _TOLD or section_of(document, sentence.block).first in done:
            continue
        before = [one for one in listed[max(number - CONTRAST, 0) : number] if one.block == sentence.block]
        hit = document.hits_between(words.turns, sentence.start, sentence.end)[0]
        hard = _was_hard(document, before, sentence, hit, words)
        if not hard and not _is_sold(document, before, sentence, words):
            continue
        if not _is_turned(document, before, sentence, words):
            continue
        turn = turn_of(document, hit, [*before, sentence], words)
        if turn is not None:
            yield sentence, turn if hard else Turn(turn.hit, sure=False)


def _is_turned(document: Document, before: list[Sentence], sentence: Sentence, words: TurnWords) -> bool:
    """Whether a sentence tells of one person after a turn, and names nothing that is bad still."""
    turn = document.hits_between(words.turns, sentence.start, sentence.end)[0]
    if document.hits_between(words.unturned, turn.start, sentence.end) or is_asked(document, turn.start):
        return False
    if document.hits_between(words.symptoms, turn.end, sentence.end):
        return False
    if not names_person(document, sentence.start, sentence.end, words):
        return False
    return max(role_score(document, one.start, "story") for one in (*before, sentence)) >= STORY


def _was_hard(document: Document, before: list[Sentence], sentence: Sentence, turn: Hit, words: TurnWords) -> bool:
    """Whether one person was badly off in the sentences before, or before the turn in its sentence."""
    begin = before[0].start if before else sentence.start
    if document.hits_between(words.earlier, begin, turn.start):
        return names_person(document, begin, turn.start, words)
    quoted = quote_at(document, turn.start) is not None
    ill = any(document.hits_between(cues, begin, turn.start) for cues in (words.symptoms, words.bodies))
    return ill and quoted and names_person(document, begin, turn.start, words)


def _is_sold(document: Document, before: list[Sentence], sentence: Sentence, words: TurnWords) -> bool:
    """Whether who sells tells of a customer, and of nothing everyday."""
    begin = before[0].start if before else sentence.start
    return is_offer(document, words.offers) and not document.hits_between(words.everyday, begin, sentence.end)


def is_praised(document: Document, section: Section, sentence: Sentence, words: TurnWords) -> bool:
    """Whether a remedy is spoken of before the end of a sentence in its section, or in the heading or the title."""
    spans = [(document.blocks[section.first].start, sentence.end), document.title]
    if section.heading >= 0:
        head = document.blocks[section.heading]
        spans.append((head.start, head.end))
    return any(document.hits_between(words.remedies, *span) for span in spans) or is_offer(document, words.offers)
