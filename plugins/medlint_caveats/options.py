"""What the check `study-without-caveat` asks of a text: which studies are meant, and what the text is about."""

from __future__ import annotations

import re
from typing import Literal

from medlint.api import Cues, Document, Study, lazy_pattern, of_kind, sentence_index, sentences, studies

from .cues import StatementCues

PEOPLE_RATIO = 3
"""A text that names people so many times as often as animals or cells is about people (our estimate, from news)."""

COUNT_REACH = 30
"""A number of animals stands at most so many characters before them."""

_COUNTED = lazy_pattern(
    r"(?:\b(?!(?:19|20)\d\d\b)\d[\d,]*|\b(?:dozen|score|ten|twelve|twenty|thirty|forty)) (?:[\w-]+ ){0,2}$"
)


_THE_WORK = lazy_pattern(
    r"\b(?:the|this|these|that|his|her|their|our|its|all(?: of)?(?: the| this)?|so far,?(?: the| all)?) (?:\w+ )?"
    r"(?:work|stud(?:y|ies)|experiments?|research|trials?|tests?|testing|findings?|results?|data|evidence|team|group"
    r"|scientists|researchers)\b[^.;]{0,60}?\b(?:was|were|is|are|comes?|came|gave|fed|used|did|has been"
    r"|have been|rests?|took)\b",
    re.IGNORECASE,
)


_LASTED = lazy_pattern(
    r"\b(?:were|was|had|had been|they|team|group|researchers|scientists)\b[^.;]{3,90}? for (?:about |some |up to )?"
    r"(?:an?|\w+|\d+) (?:hours?|days?|weeks?|months?|fortnight)\b"
)
_BUILT_ON = lazy_pattern(
    r"\bbuil(?:ds?|t|ding) (?:up)?on\b|\b(?:follows|extends|grew out of) (?:\w+ )?(?:earlier|previous|past|prior)\b"
)
"""What the study told of rests on: "the trial builds on experiments in rats"."""


class StudyOptions(StatementCues, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """Which studies are meant, which statement about them is at fault, and which caveat makes it right.

    `property` and `value` choose studies ("subjects", ["animals", "cells"]; "doses", "single"). `statement`: `people`
    (people are spoken of), `course` (repeated treatment or a lasting benefit), `title` (the title promises an effect).
    `caveat`: the kind that exempts in the section; elsewhere in the text it lowers the finding by one severity.
    `alongside`: values of the property that exempt when a study with one stands in the same section. `unless`: words in
    the section that exempt. `expects`: words one of which stands within a few sentences of who was studied, else the
    finding is lowered, as in `Surroundings`. `looked-for`: what would have been credited, in words for the message.
    """

    property: Literal["subjects", "doses"]
    value: str | tuple[str, ...]
    caveat: str
    statement: Literal["people", "course", "title"]
    alongside: tuple[str, ...] = ()
    unless: Cues = ""
    expects: tuple[Cues, ...] = ()
    looked_for: str = ""


def meant_studies(document: Document, options: StudyOptions) -> list[Study]:
    """The studies whose property has one of the values."""
    values = (options.value,) if isinstance(options.value, str) else options.value
    found = [study for study in studies(document) if getattr(study, options.property) in values]
    return [study for study in found if options.property != "subjects" or not _is_foundation(document, study)]


def _is_foundation(document: Document, study: Study) -> bool:
    """Whether animals are named only as those on whom the work that a study builds on was done."""
    cue, sentence = study.subject_cue, sentences(document)[sentence_index(document, study.subject_cue.start)]
    if not _BUILT_ON.search(document.prose, sentence.start, cue.start):
        return False
    named = (*document.hits("species"), *document.hits("preclinical-terms"))
    return all(sentence.start <= hit.start < sentence.end for hit in named)


def is_about_people(document: Document, options: StudyOptions, start: int = 0, end: int | None = None) -> bool:
    """Whether a text, or prose[start:end] of it, is about people: named far more often than animals or cells.

    A headline tells of a study all the same where nobody but animals was studied, and they were counted: "24 mice".
    """
    stop = len(document.prose) if end is None else end
    if options.statement == "title" and not mentions(document, options.alongside, options):
        told = [study for study in meant_studies(document, options) if start <= study.start < stop]
        if any(study.subjects == "animals" and is_counted_animals(document, study) for study in told):
            return False
    people = document.hits_between(options.people, start, stop)
    groups = sum(document.tag(options.people, hit, "noun") == "yes" for hit in people)
    named = sum(len(document.hits_between(lexicon, start, stop)) for lexicon in ("species", "preclinical-terms"))
    return groups > PEOPLE_RATIO * (named + len(of_kind(document, options.tissues, start, stop, "cells")))


def is_counted_animals(document: Document, study: Study) -> bool:
    """Whether a number stands before those who were studied: "24 mice"."""
    cue = study.subject_cue
    return bool(_COUNTED.search(document.prose[max(0, cue.start - COUNT_REACH) : cue.start]))


def is_the_work(document: Document, study: Study) -> bool:
    """Whether the sentence that names the animals says that the work told of was done in them, or for how long."""
    sentence = sentences(document)[study.first]
    place = document.prose, sentence.start, sentence.end
    return _THE_WORK.search(*place) is not None or _LASTED.search(*place) is not None


def mentions(document: Document, values: tuple[str, ...], options: StudyOptions) -> int:
    """How many sentences of the text name studies with one of the values."""
    return sum(study.mentions for study in studies(document) if getattr(study, options.property) in values)
