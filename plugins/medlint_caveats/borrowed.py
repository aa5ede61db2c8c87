"""What is said of people on the word of animals named elsewhere: in an entry of a reference list, or just before.

A text about people can rest one claim on an experiment in rats, beside trials in people on other claims. The mark of
the source, or "the same strain ... in people", ties the claim to the animals all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.api import (
    Document,
    Sentence,
    Study,
    caveats_in,
    citations_for,
    is_caveat,
    lazy_pattern,
    names_preclinical,
    role_score,
    sentence_index,
    sentences,
)

from .entries import marks_of
from .options import StudyOptions
from .pieces import Statement
from .statements import about_people
from .unlisted import names_people

APPLIES = 0.0
"""So plainly must the sentence after the one with the mark apply something to people (our estimate)."""

_SAME = lazy_pattern(
    r"\W*(?:and |so |now |but )?(?:the same|the very same|this|these|that|those|such|the|it|they)\b"
    r"(?! (?:study|trial|team|work|paper|research|question|review)\b)",
    re.IGNORECASE,
)
_IN_PEOPLE = lazy_pattern(
    r"\b(?:in|for|to) (?:[\w-]+ ){0,2}?(?:people|humans?|patients|men|women|children|adults|babies|anyone"
    r"|everyone|us)\b",
    re.IGNORECASE,
)


def cited_claims(document: Document, study: Study, options: StudyOptions) -> Iterator[Statement]:
    """What sentences say of people that cite an entry of the reference list in which a study names animals or cells.

    The sentence of the mark is read, and the next one where it cites nothing itself.
    """
    for mark, entries in marks_of(document, study.subject_cue.start):
        if any(names_people(document, start, end, options.people) for start, end in entries):
            continue
        for sentence in _resting_on(document, mark.start):
            if not names_preclinical(document, sentence.start, sentence.end):
                yield from _tellingest(document, tuple(about_people(document, sentence, options)), options)


def _tellingest(document: Document, told: tuple[Statement, ...], options: StudyOptions) -> tuple[Statement, ...]:
    """Of the statements of a sentence the first that names people, else the first."""
    named = (one for one in told if names_people(document, one.start, one.end, options.people))
    return (*named, *told)[:1]


def _resting_on(document: Document, offset: int) -> list[Sentence]:
    """The sentence of a mark, and the one after it in its block that has no source; none where the limit is named."""
    listed, number = sentences(document), sentence_index(document, offset)
    own = listed[number]
    block = document.blocks[own.block]
    if caveats_in(document, block.start, block.end, "species"):
        return []
    after = (one for one in listed[number + 1 : number + 2] if one.block == own.block)
    return [own, *(one for one in after if not _has_mark(document, one) and _applies(document, one))]


def _applies(document: Document, sentence: Sentence) -> bool:
    return role_score(document, sentence.start, "applies") >= APPLIES


def _has_mark(document: Document, sentence: Sentence) -> bool:
    return any(sentence.start <= citation.start < sentence.end for citation in citations_for(document, sentence.start))


def same_in_people(document: Document, study: Study, options: StudyOptions) -> Iterator[Statement]:
    """What the sentence right behind the animals says that the same thing does in people, without a source."""
    listed = sentences(document)
    number = sentence_index(document, study.subject_cue.start) + 1
    if number >= len(listed) or listed[number].block != listed[number - 1].block:
        return
    sentence = listed[number]
    place = document.prose, sentence.start, sentence.end
    if _SAME.match(*place) is None or _IN_PEOPLE.search(*place) is None or is_caveat(document, sentence, "species"):
        return
    if names_preclinical(document, sentence.start, sentence.end) or _has_mark(document, sentence):
        return
    if document.hits_between(options.hedged, sentence.start, sentence.end):
        return
    yield from about_people(document, sentence, options)
