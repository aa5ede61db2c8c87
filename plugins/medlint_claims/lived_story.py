"""Stories of one person in words that no list holds: known by how they are told, and by what is drawn from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from medlint.api import (
    Cues,
    Document,
    Hit,
    Section,
    Sentence,
    citations_between,
    is_asked,
    is_hedged,
    is_negated,
    lazy_pattern,
    quote_at,
    role_score,
    section_of,
    sentence_index,
    sentences,
)

from .story_persons import names_person
from .story_sites import BACK, ONWARDS, sites
from .story_turns import TurnWords

STORY = -0.5
"""From this score on a sentence tells of one person's life (cross-validated: about seven in ten do)."""
DRAWN = -0.9
"""From this score on a sentence applies something to people (cross-validated: precision 0.70, recall 0.79)."""
CONCLUDED = -2.4
"""With words that conclude ("that shows that it works") this score is enough (recall 0.9 without them)."""
LIMITED, COUNTED = 1.0, -0.6
"""From these scores on a limit (nine in ten are one) or a result of many people puts a story into its place."""
TURNED = 2
"""What turned for the better may stand so many sentences before the one that is surely a story."""
OWN = 1.0
"""From this score on hardly anything but a story is told (cross-validated: nine in ten)."""
URGED = 0.0
"""A story bears out what one of `BACK` sentences before it urges from this score on (precision 0.8)."""
_TOLD = frozenset({"paragraph", "item", "quote"})
_DOINGS = frozenset({"later", "activity"})
_CONDITION = lazy_pattern(r"\W+(?:when|if|until|unless|while)\b")
_ENDS = frozenset({"end", "later"})
_WORD = lazy_pattern(r"\b[A-Za-z][\w-]{3,}")
_COMMON = frozenset(
    "that this with from they them then than have been were what when there their because about after before until"
    " year month week said some more most since would could every other".split()
)


class LivedWords(TurnWords, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """`recoveries` say that somebody is well, `symptoms` and `bodies` what was ill, `earlier` how bad it was."""

    recoveries: Cues = ""


class Life(Struct, frozen=True):
    """A story: the sentence that tells it, what turned for the better, and the sentence that draws something."""

    told: Sentence
    turn: Hit | None
    drawn: Sentence | None


def find_lives(document: Document, words: LivedWords, done: set[int], cues: Mapping[int, Hit]) -> Iterator[Life]:
    """The stories of sections not in `done` from which a later sentence draws something.

    `cues` are the listed words that draw something, by the number of the sentence that they stand in.
    """
    if not any(document.hits(listed) for listed in (words.recoveries, words.earlier, words.sellers)):
        return
    for number in sites(document, words.recoveries, words.sellers, cues):
        sentence = sentences(document)[number]
        section = section_of(document, sentence.block)
        if section.first in done or not _is_of_person(document, sentence, words):
            continue
        after = _after(document, sentence, section)
        turn = _turn(document, sentence, after, words)
        if not _may_be_made(document, sentence, after, turn, words, cues):
            continue
        if role_score(document, sentence.start, "story") < STORY:
            continue
        life = _life(document, sentence, after, turn, words, cues)
        if life is not None and not _is_counted(document, section):
            done.add(section.first)
            yield life


def _is_of_person(document: Document, sentence: Sentence, words: LivedWords) -> bool:
    if document.blocks[sentence.block].kind not in _TOLD:
        return False
    return names_person(document, sentence.start, sentence.end, words)


def _may_be_made(
    document: Document,
    told: Sentence,
    after: list[Sentence],
    turn: Hit | None,
    words: LivedWords,
    cues: Mapping[int, Hit],
) -> bool:
    """Whether something can be made of a story there at all: that costs less to know than whether it is one."""
    if turn is not None or quote_at(document, told.start + 1) is not None:
        return True
    begin = _begin(document, told)
    return any(
        sentence_index(document, one.start) in cues and _is_ill(document, begin, one.start, words) for one in after[1:]
    )


def _after(document: Document, sentence: Sentence, section: Section) -> list[Sentence]:
    """A sentence of a story and those of its section that follow it soon."""
    listed, number = sentences(document), sentence_index(document, sentence.start)
    return [one for one in listed[number : number + ONWARDS + 1] if one.block < section.last]


def _turn(document: Document, told: Sentence, after: list[Sentence], words: LivedWords) -> Hit | None:
    """The first words of a turn for the better near a story."""
    begin = _begin(document, told)
    near = (*_before(document, told)[-TURNED:], *after)
    return next((hit for one in near for hit in _turns(document, one, begin, words)), None)


def _life(
    document: Document,
    told: Sentence,
    after: list[Sentence],
    turn: Hit | None,
    words: LivedWords,
    cues: Mapping[int, Hit],
) -> Life | None:
    """The story with what is drawn from it; None where nothing is, or nobody was ill and got well by a remedy."""
    begin, quoted = _begin(document, told), turn is not None and quote_at(document, turn.start) is not None
    for one in after[1:]:
        cue = cues.get(sentence_index(document, one.start))
        if (one.end <= turn.end) if turn else cue is None:
            continue
        reason = _is_ill(document, begin, one.start, words) or (
            quoted and _is_treated(document, told, begin, one, words)
        )
        if reason and _may_draw(document, one, listed=cue is not None):
            return Life(told, turn, one)
    if turn is None and _is_sold(document, told, words):
        return Life(told, None, None)
    return _unsaid(document, told, turn, words) if turn else None


def _is_ill(document: Document, begin: int, end: int, words: LivedWords) -> bool:
    """Whether prose[begin:end] tells that somebody was ill."""
    return any(document.hits_between(cues, begin, end) for cues in (words.earlier, words.symptoms))


def _is_treated(document: Document, told: Sentence, begin: int, one: Sentence, words: LivedWords) -> bool:
    """Whether a remedy is named up to a sentence, or that sentence speaks of the things of the story."""
    if document.hits_between(words.remedies, begin, one.end):
        return True
    return bool(_things(document, one) & _things(document, told))


def _is_sold(document: Document, told: Sentence, words: LivedWords) -> bool:
    """Whether what is surely somebody's own story is told by who sells: "our customers" stand in its section."""
    section = section_of(document, told.block)
    if role_score(document, told.start, "story") < OWN or quote_at(document, told.start + 1) is None:
        return False
    start, end = document.blocks[section.first].start, document.blocks[section.last - 1].end
    return bool(document.hits_between(words.sellers, start, end)) and not _is_cited(document, section)


def _unsaid(document: Document, told: Sentence, turn: Hit, words: LivedWords) -> Life | None:
    """A story from which nothing is drawn afterwards: it bears out what was urged before, or praises a remedy."""
    section, begin = section_of(document, told.block), _begin(document, told)
    if _is_cited(document, section):
        return None
    heading = section.heading
    head = document.blocks[heading] if heading >= 0 else None
    treated = any(
        document.hits_between(words.remedies, *span)
        for span in ((begin, turn.end), (head.start, head.end) if head else document.title, document.title)
    )
    treated = treated or (head is not None and _shares_thing(document, (head.start, head.end), (begin, turn.start)))
    ill = _is_ill(document, begin, turn.start, words)
    urged = next((one for one in _before(document, told) if role_score(document, one.start, "applies") >= URGED), None)
    if urged and (treated or ill):
        return Life(told, turn, urged)
    return Life(told, turn, None) if treated and (ill or quote_at(document, turn.start)) else None


def _may_draw(document: Document, sentence: Sentence, *, listed: bool) -> bool:
    """Whether a sentence draws something from a story: it asks and surmises nothing, and applies it to people.

    One with `listed` words that conclude needs a lower score, and may go on telling of a life.
    """
    if document.blocks[sentence.block].kind not in _TOLD or is_asked(document, sentence.start):
        return False
    if is_hedged(document, sentence.end - 2):
        return False
    applies = role_score(document, sentence.start, "applies")
    return applies >= (CONCLUDED if listed else DRAWN) and (
        listed or role_score(document, sentence.start, "story") < STORY
    )


def _things(document: Document, sentence: Sentence) -> set[str]:
    """The longer words of a sentence, by which one is known to be about the things of another."""
    found = _WORD.findall(document.prose, sentence.start, sentence.end)
    return {word.lower().rstrip("s") for word in found} - _COMMON


def _shares_thing(document: Document, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two prose spans name the same thing by a longer word that is no name."""
    first, second = (
        {word.rstrip("s") for word in _WORD.findall(document.prose, *span) if word.islower()} for span in (one, other)
    )
    return bool(first & second - _COMMON)


def _is_cited(document: Document, section: Section) -> bool:
    """Whether a source is given anywhere in a section."""
    start, end = document.blocks[section.first].start, document.blocks[section.last - 1].end
    return bool(citations_between(document, start, end))


def _before(document: Document, told: Sentence) -> list[Sentence]:
    """The sentences of the paragraphs before a story that belong to its section."""
    listed, number = sentences(document), sentence_index(document, told.start)
    section = section_of(document, told.block)
    near = listed[max(number - BACK, 0) : number]
    return [one for one in near if one.block >= section.first and document.blocks[one.block].kind in _TOLD]


def _begin(document: Document, told: Sentence) -> int:
    """Where the sentences before a story begin."""
    before = _before(document, told)
    return before[0].start if before else told.start


def _turns(document: Document, sentence: Sentence, begin: int, words: LivedWords) -> Iterator[Hit]:
    """The words of a turn for the better in a sentence about a person, or in one that somebody says.

    What is done once more is one where prose from `begin` on says how bad it was.
    """
    if document.blocks[sentence.block].kind not in _TOLD:
        return
    for hit in document.hits_between(words.recoveries, sentence.start, sentence.end):
        kinds = set(document.tag(words.recoveries, hit, "kind").split())
        if _CONDITION.match(document.prose, hit.end, sentence.end) or _is_name(document, hit, sentence):
            continue
        if "once-more" in kinds and not document.hits_between(words.earlier, begin, hit.start):
            continue
        if not kinds - _DOINGS or ("absence" not in kinds and is_negated(document, hit.start)):
            continue
        if kinds <= _ENDS and not any(
            document.hits_between(c, sentence.start, hit.start) for c in (words.symptoms, words.bodies)
        ):
            continue
        if quote_at(document, hit.start) or names_person(document, sentence.start, sentence.end, words):
            yield hit


def _is_name(document: Document, hit: Hit, sentence: Sentence) -> bool:
    """Whether a word with a capital inside its sentence is part of a name."""
    return hit.start > sentence.start + 1 and document.prose[hit.start].isupper() and not quote_at(document, hit.start)


def _is_counted(document: Document, section: Section) -> bool:
    """Whether a sentence of the section tells a result of many people or a limit, as far as can be learned."""
    start, end = document.blocks[section.first].start, document.blocks[section.last - 1].end
    for sentence in sentences(document)[sentence_index(document, start) :]:
        if sentence.start >= end:
            return False
        if document.blocks[sentence.block].kind not in _TOLD:
            continue
        if role_score(document, sentence.start, "story") >= STORY:
            continue
        if role_score(document, sentence.start, "limit") >= LIMITED:
            return True
        if role_score(document, sentence.start, "result") >= COUNTED:
            return True
    return False
