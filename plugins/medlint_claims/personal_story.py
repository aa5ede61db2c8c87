"""Check `personal-story`: testimonials, and stories of one person's recovery from which something is concluded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.api import (
    Check,
    Cues,
    Document,
    Hit,
    Match,
    Related,
    Sentence,
    citations_for,
    is_hedged,
    is_negated,
    lazy_pattern,
    quote_at,
    section_of,
    sentence_at,
    sentence_index,
    sentences,
    step_for,
    words_between,
)

from .clipping import clipped
from .lived_story import LivedWords, find_lives
from .story_persons import is_done_by_person, is_told_of_person, names_person
from .story_reasons import conclusion, find_drawn, has_word
from .story_turns import find_contrasts, is_counted, turn_of
from .telling_phrase import PASSING, find_telling, in_own_voice, passage_of

BACK, ONWARDS = 4, 4
"""A story and what is concluded from it lie within so many sentences before and after the recovery (our estimate)."""
SUBJECT_WORDS = 8
"""What has ended stands at most so many words before the verb that says so."""
OBJECT_WORDS = 2
"""A symptom that has ceased stands at most so many words after the word that says so."""
UNSAID = -1
"""A story of which nothing is made in words is found one severity lower, unless it is told in the person's own.

So is one in a longer text that only the way of telling gives away: much else is told there in the same way.
"""

_OWN = lazy_pattern(
    r"\W*(?:(?:all|of|from|away|out|for|the [\w-]+ (?:in|of|from)) )?(?:my|me|him|his|her|our|[A-Z]\w+['\u2019]s)\b"
)
_PRONOUN = lazy_pattern(
    r"\b(?:it|they|this|these)(?: (?:has|have|had|is|are|was|were|all|just|simply))*\s*$", re.IGNORECASE
)
_AHEAD = lazy_pattern(r"\b(?:until|unless|whether|if)\b[^,;:.]*$|\bwhen (?:he|she|they|you|it) $", re.IGNORECASE)
"""What is waited for has not happened: "until the dizziness has subsided", "when she has not had a period"."""
_NO_DOING = lazy_pattern(
    r"-| an? (?:\w+ )?(?:fever|temperature|risk|delivery|deadline|train|bus|payment|call|business|firm|company|hotel"
    r"|meeting|letter|shop|clinic)\b"
    r"| (?:the|our|his|her|my|their) (?:\w+ )?(?:shop|business|firm|company|clinic|office|place|project|campaign|till"
    r"|meeting|doors?|account|letters?|post|mail|leaflet|results?)\b"
    r"| (?:out of|late|up against|into|for (?:office|mayor))\b"
)
"""What makes no doing of a word for one: "stand-alone drugs", "was running a fever", "was running the shop"."""
_GENERAL = frozenset("health life lives outcome outcomes well-being wellbeing people mental quality-of-life".split())
"""Words for health in general, by which nobody is ill."""

_AFTER_ILLNESS = frozenset({"scene", "activity", "once-more"})
"""Kinds of recoveries that are ones only after an illness."""


class StoryOptions(LivedWords, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """What makes a story of one person, beside what `TellingOptions` says of testimonials.

    `recoveries` say that somebody is well; their tag `kind` says what must stand beside them: `end` wants one of
    `symptoms` (or `bodies`) before it, `freed` what is the person's after it, `ceased` one of `symptoms` after it,
    `activity` one of `symptoms` or `earlier` in the sentences before, `later` one of `earlier`; `absence` denies by
    itself. `conclusions` draw something from the story (their tags `then`, `unless`, `frame` and `head` are told in
    their lexicon); `limits` put it into its place, anywhere in the section.
    """

    conclusions: Cues = ""
    limits: Cues = ""


def find_personal_stories(document: Document, options: StoryOptions) -> Iterator[Match]:
    """One match for each testimonial, and for each story of a recovery that is made a reason for others."""
    told = [match for match in find_telling(document, options) if not _is_limited_at(document, match.start, options)]
    yield from told
    if _is_labelled_kind(document, options) or not any(
        document.hits(cues) for cues in (options.recoveries, options.turns) if cues
    ):
        return
    praised = {sentence_index(document, match.start) for match in told}
    told_of = {section_of(document, document.block_at(match.start)).first for match in told}
    done: set[int] = set()
    for hit in document.hits(options.recoveries):
        sentence = sentence_at(document, hit.start)
        if sentence is None or section_of(document, sentence.block).first in done:
            continue
        if sentence_index(document, hit.start) in praised:
            continue
        first = section_of(document, sentence.block).first
        if first in told_of and turn_of(document, hit, _around(document, sentence), options) is None:
            continue
        match = _story(document, hit, sentence, options)
        if match is not None and (first not in told_of or not match.step):
            done.add(first)
            yield match
    done |= told_of
    yield from _contrasted(document, done, options)
    yield from _lived(document, done, options)


def _lived(document: Document, done: set[int], options: StoryOptions) -> Iterator[Match]:
    """One match for each story that only the way in which it is told gives away, and that is made a reason."""
    for life in find_lives(document, options, done, find_drawn(document, options)):
        drawn = clipped(document, life.drawn) if life.drawn else None
        start, end = (life.turn.start, life.turn.end) if life.turn else drawn or clipped(document, life.told)
        step = step_for(document, start, end, options)
        if step is None or _is_limited(document, life.told, options):
            continue
        related = (Related(*drawn, "what is made of it"),) if drawn else ()
        sure = (drawn and document.words <= PASSING) or quote_at(document, start)
        yield Match(start, end, step=step if sure else min(step, UNSAID), related=related)


def _contrasted(document: Document, done: set[int], options: StoryOptions) -> Iterator[Match]:
    """One match for each story that tells how bad it was, and, after a turn in time, what a person does now."""
    for told, turn in find_contrasts(document, options, done):
        step = step_for(document, told.start, turn.hit.end, options)
        if step is None or _is_limited(document, told, options, turned=True):
            continue
        done.add(section_of(document, told.block).first)
        start, end = clipped(document, told)
        related = (Related(turn.hit.start, turn.hit.end, "the turn in time"),)
        yield Match(start, end, step=step if turn.sure else min(step, UNSAID), related=related)


def _is_labelled_kind(document: Document, options: StoryOptions) -> bool:
    return str(document.metadata.get("type", "")).lower() in options.genres


def _story(document: Document, hit: Hit, sentence: Sentence, options: StoryOptions) -> Match | None:
    """The match for a recovery, where it is of one person, something is concluded from it and nothing limits it."""
    around = _around(document, sentence)
    if not _is_recovery(document, hit, sentence, around, options) or not names_person(
        document, around[0].start, sentence.end, options
    ):
        return None
    concluded = conclusion(document, hit, sentence, around, options)
    credited = document.hits_between(options.remedies, sentence.start, sentence.end)
    turn = None if concluded or credited else turn_of(document, hit, around, options)
    kind = document.tag(options.recoveries, hit, "kind")
    if concluded is None and (
        kind == "later"
        or not (
            is_told_of_person(document, hit, around, sentence, options)
            or (turn and kind.startswith("end") and _symptoms(document, sentence.start, hit.start, options))
        )
    ):
        return None
    if not (concluded or credited or turn) or _is_limited(document, sentence, options, turned=turn is not None):
        return None
    concluded = concluded or (turn.hit if turn else credited[0])
    step = step_for(document, hit.start, hit.end, options)
    if step is None:
        return None
    step = min(step, UNSAID) if turn and not turn.sure else step
    return Match(
        hit.start, hit.end, step=step, related=(Related(concluded.start, concluded.end, "what is made of it"),)
    )


def _around(document: Document, sentence: Sentence) -> list[Sentence]:
    """The sentences of the section that lie near enough to a recovery to belong to its story."""
    section = section_of(document, sentence.block)
    listed, number = sentences(document), sentence_index(document, sentence.start)
    near = listed[max(number - BACK, 0) : number + ONWARDS + 1]
    return [one for one in near if section.first <= one.block < section.last or one.start == sentence.start]


def _is_recovery(
    document: Document, hit: Hit, sentence: Sentence, around: list[Sentence], options: StoryOptions
) -> bool:
    """Whether what the kind of a recovery asks for stands beside it."""
    kinds = document.tag(options.recoveries, hit, "kind").split()
    if _AHEAD.search(document.prose, sentence.start, hit.start) or _NO_DOING.match(document.prose, hit.end):
        return False
    if "absence" not in kinds and (is_negated(document, hit.start) or is_hedged(document, hit.start)):
        return False
    was_ill = not _AFTER_ILLNESS.isdisjoint(kinds) and _was_ill(document, around[0].start, hit.start, options)
    return any(
        (kind in {"state", "absence"} and is_told_of_person(document, hit, around, sentence, options))
        or (kind == "end" and _has_ended(document, hit, sentence, around, options))
        or (kind == "scene" and was_ill)
        or (kind == "freed" and _OWN.match(document.prose, hit.end, sentence.end) is not None)
        or (kind == "ceased" and _has_ceased(document, hit, sentence, around, options))
        or (kind == "activity" and is_done_by_person(document, hit, sentence, options) and was_ill)
        or (kind == "later" and _was_hard(document, around, hit, sentence, options))
        or (
            kind == "once-more"
            and is_told_of_person(document, hit, around, sentence, options)
            and (was_ill or is_counted(document, hit, around, options))
        )
        for kind in kinds
    )


def _was_hard(document: Document, around: list[Sentence], hit: Hit, sentence: Sentence, options: StoryOptions) -> bool:
    """Whether words of how bad it was stand before a turn of time, in the sentence of a person."""
    hard = document.hits_between(options.earlier, around[0].start, hit.start)
    return bool(hard) and names_person(document, sentence.start, sentence.end, options)


def _has_ceased(
    document: Document, hit: Hit, sentence: Sentence, around: list[Sentence], options: StoryOptions
) -> bool:
    """Whether a symptom follows the words that say that something is over."""
    near = any(
        words_between(document, hit.end, found[0].start) <= OBJECT_WORDS
        for found in _symptoms(document, hit.end, sentence.end, options)
    )
    return near and is_told_of_person(document, hit, around, sentence, options)


def _has_ended(document: Document, hit: Hit, sentence: Sentence, around: list[Sentence], options: StoryOptions) -> bool:
    """Whether a symptom is the subject of what ended, or a pronoun that may stand for one named before."""
    if any(
        words_between(document, found[-1].end, hit.start) <= SUBJECT_WORDS
        for found in _symptoms(document, sentence.start, hit.start, options)
    ):
        return True
    pronoun = _PRONOUN.search(document.prose, sentence.start, hit.start)
    return pronoun is not None and _was_ill(document, around[0].start, sentence.start, options)


def _symptoms(document: Document, start: int, end: int, options: StoryOptions) -> list[tuple[Hit, ...]]:
    """The symptoms and the parts of the body that prose[start:end] names, as two lists, none of them empty."""
    ill = _complaints(document, start, end, options.symptoms)
    return [hits for hits in (ill, document.hits_between(options.bodies, start, end)) if hits]


def _complaints(document: Document, start: int, end: int, symptoms: Cues) -> tuple[Hit, ...]:
    """The complaints that prose[start:end] names, leaving aside words for health in general."""
    return tuple(hit for hit in document.hits_between(symptoms, start, end) if _is_complaint(document, hit))


def _is_complaint(document: Document, hit: Hit) -> bool:
    return not set(document.lowered[hit.start : hit.end].split()) <= _GENERAL


def _was_ill(document: Document, start: int, end: int, options: StoryOptions) -> bool:
    if any(_is_complaint(document, hit) for hit in document.hits_between(options.symptoms, start, end)):
        return True
    return any(document.hits_between(cues, start, end) for cues in (options.earlier, options.bodies))


def _is_limited_at(document: Document, start: int, options: StoryOptions) -> bool:
    sentence = sentence_at(document, start)
    return sentence is not None and _is_limited(document, sentence, options)


def _is_limited(document: Document, sentence: Sentence, options: StoryOptions, *, turned: bool = False) -> bool:
    """Whether the section or the title holds words that limit such evidence, or a source is named.

    A story that is told with a turn in time (`turned`) or in somebody's own voice is not limited by the study of a
    paragraph before it.
    """
    if any(cited.kind in options.sources for cited in citations_for(document, sentence.start)):
        return True
    start, end = passage_of(document, sentence)
    own = in_own_voice(document, sentence)
    if document.hits_between(options.unless_section, document.blocks[sentence.block].start if own else start, end):
        return True
    for found in document.hits_between(options.limits, start, end):
        then = document.tag(options.limits, found, "then")
        within = sentence_at(document, found.start)
        if (turned or own) and document.tag(options.limits, found, "work") and within and within.block < sentence.block:
            continue
        if not then or (within is not None and has_word(document.prose[found.end : within.end], then)):
            return True
    return False


CHECK = Check(
    "personal-story",
    StoryOptions,
    find_personal_stories,
    needs=("cues", "joins", "loose-joins", "recoveries", "turns"),
)
