"""What the check `study-without-caveat` asks of a text: which studies are meant, and what the text is about."""

from __future__ import annotations

from typing import Literal

from medlint.api import Cues, Document, Study, lazy_pattern, of_kind, studies

from .cues import StatementCues

PEOPLE_RATIO = 3
"""A text that names people so many times as often as animals or cells is about people (our estimate, from news)."""

COUNT_REACH = 30
"""A number of animals stands at most so many characters before them."""

_COUNTED = lazy_pattern(
    r"(?:\b(?!(?:19|20)\d\d\b)\d[\d,]*|\b(?:dozen|score|ten|twelve|twenty|thirty|forty)) (?:[\w-]+ ){0,2}$"
)


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
    return [study for study in studies(document) if getattr(study, options.property) in values]


def is_about_people(document: Document, options: StudyOptions, start: int = 0, end: int | None = None) -> bool:
    """Whether a text, or prose[start:end] of it, is about people: named far more often than animals or cells.

    A headline tells of a study all the same where nobody but animals was studied, and they were counted: "24 mice".
    """
    stop = len(document.prose) if end is None else end
    if options.statement == "title" and not mentions(document, options.alongside, options):
        told = [study for study in meant_studies(document, options) if start <= study.start < stop]
        if any(study.subjects == "animals" and _is_counted(document, study) for study in told):
            return False
    people = document.hits_between(options.people, start, stop)
    groups = sum(document.tag(options.people, hit, "noun") == "yes" for hit in people)
    named = sum(len(document.hits_between(lexicon, start, stop)) for lexicon in ("species", "preclinical-terms"))
    return groups > PEOPLE_RATIO * (named + len(of_kind(document, options.tissues, start, stop, "cells")))


def _is_counted(document: Document, study: Study) -> bool:
    cue = study.subject_cue
    return bool(_COUNTED.search(document.prose[max(0, cue.start - COUNT_REACH) : cue.start]))


def mentions(document: Document, values: tuple[str, ...], options: StudyOptions) -> int:
    """How many sentences of the text name studies with one of the values."""
    return sum(study.mentions for study in studies(document) if getattr(study, options.property) in values)
