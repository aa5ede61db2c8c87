"""Check `study-without-caveat`: a study of some kind is told as more than it was, and its limit is not named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec.structs import replace

from medlint.api import (
    Caveat,
    Check,
    Cues,
    Document,
    Match,
    Related,
    Section,
    Sentence,
    Study,
    caveats,
    caveats_in,
    citations,
    is_caveat,
    names_preclinical,
    quote_at,
    sections,
    sentences,
    studies,
)

from .cues import StatementCues
from .statements import about_course, about_people

LOOK_BACK = 3
"""A conclusion may stand before its study: so many sentences before the one that introduces it are read."""
PEOPLE_RATIO = 3
"""A text that names people so many times as often as animals or cells is about people (our estimate, from news)."""
UNREAD = frozenset({"caption", "alt", "link-title", "button", "cell", "footnote"})


class StudyOptions(StatementCues, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """Which studies are meant, which statement about them is at fault, and which caveat makes it right.

    `property` and `value` choose studies ("subjects", ["animals", "cells"]; "doses", "single"). `statement`: `people`
    (people are spoken of), `course` (repeated treatment or a lasting benefit), `title` (the title promises an effect).
    `caveat`: the kind that exempts in the section; elsewhere in the text it lowers the finding by one severity.
    `alongside`: values of the property that exempt when a study with one stands in the same section. `unless`: words in
    the section that exempt. `looked-for`: what would have been credited, in words for the message.
    """

    property: Literal["subjects", "doses"]
    value: str | tuple[str, ...]
    caveat: str
    statement: Literal["people", "course", "title"]
    alongside: tuple[str, ...] = ()
    unless: Cues = ""
    looked_for: str = ""


def find_studies_without_caveat(document: Document, options: StudyOptions) -> Iterator[Match]:
    """One match for each statement that goes further than its study, where no caveat stands in the section."""
    if options.statement == "title":
        yield from _title_matches(document, options)
        return
    for study in _meant(document, options):
        if not _is_exempt(document, study, options):
            finder = _people_matches if options.statement == "people" else _course_matches
            yield from finder(document, study, options)


def _meant(document: Document, options: StudyOptions) -> list[Study]:
    """The studies whose property has one of the values."""
    values = (options.value,) if isinstance(options.value, str) else options.value
    return [study for study in studies(document) if getattr(study, options.property) in values]


def _is_exempt(document: Document, study: Study, options: StudyOptions) -> bool:
    """Whether the section names the limit, tells of a better study, or is about something the rule leaves alone."""
    start, end = _section_span(document, study)
    if any(caveat.kind == options.caveat and start <= caveat.start < end for caveat in caveats(document)):
        return True
    if options.unless and document.hits_between(options.unless, start, end):
        return True
    better = [other for other in studies(document) if getattr(other, options.property) in options.alongside]
    if any(other.section == study.section for other in better):
        return True
    told = sum(other.mentions for other in _meant(document, options))
    return bool(better) and _mentions(document, options.alongside, options) >= told


def _is_about_people(document: Document, options: StudyOptions) -> bool:
    """Whether a text that names animals or cells here and there is about people: it names them far more often."""
    groups = sum(document.tag(options.people, hit, "noun") == "yes" for hit in document.hits(options.people))
    return groups > PEOPLE_RATIO * (len(document.hits("species")) + len(document.hits("preclinical-terms")))


def _mentions(document: Document, values: tuple[str, ...], options: StudyOptions) -> int:
    """How many sentences of the text name studies with one of the values."""
    return sum(study.mentions for study in studies(document) if getattr(study, options.property) in values)


def _title_matches(document: Document, options: StudyOptions) -> Iterator[Match]:
    """The title, where it promises an effect and names no animal or cell, and no other study carries the text."""
    start, end = document.title
    block = document.blocks[document.block_at(start)] if document.blocks else None
    if block is None or block.kind not in {"title", "heading"} or document.hits_between(options.unless, start, end):
        return
    deck = [other for other in document.blocks if other.kind == "description"]
    told = (names_preclinical(document, part.start, part.end) for part in (block, *deck))
    if any(told) or caveats_in(document, start, end, options.caveat):
        return
    promises = document.hits_between(options.promises, start, end)
    meant = [study for study in _meant(document, options) if study.start >= end]
    if (
        not promises
        or not meant
        or _mentions(document, options.alongside, options)
        or _is_about_people(document, options)
        or _rests_on_more(document, meant[0])
    ):
        return
    first = meant[0]
    related = Related(first.subject_cue.start, first.subject_cue.end, f"the study was done in {first.subjects}")
    asked = document.prose[start:end].rstrip().endswith("?")
    note = f"Looked for {options.looked_for} in the title and found none." if options.looked_for else ""
    fields = {"subjects": first.subjects}
    yield Match(start, end, scope="document", step=-asked, note=note, related=(related,), fields=fields)


def _rests_on_more(document: Document, study: Study) -> bool:
    """Whether the text has given another source before it comes to the study, which then is not what it is about."""
    return any(citation.end <= study.start for citation in citations(document).items)


def _section_span(document: Document, study: Study) -> tuple[int, int]:
    section: Section = sections(document)[study.section]
    return document.blocks[section.first].start, document.blocks[section.last - 1].end


def _people_matches(document: Document, study: Study, options: StudyOptions) -> Iterator[Match]:
    """Statements about people under the study, or up to `LOOK_BACK` sentences before it where research is spoken of."""
    related = Related(study.subject_cue.start, study.subject_cue.end, f"the study was done in {study.subjects}")
    for sentence in _sentences_of(document, study, LOOK_BACK):
        if sentence.start < study.start and not document.hits_between("study-words", sentence.start, sentence.end):
            continue
        for statement in about_people(document, sentence, options):
            match = _match(document, statement.start, statement.end, study, options, (related,))
            told = statement.sure and names_preclinical(document, sentence.start, sentence.end)
            yield replace(match, step=0) if told and not quote_at(document, statement.start) else match


def _course_matches(document: Document, study: Study, options: StudyOptions) -> Iterator[Match]:
    """The words that say the single dose, once, where a course is spoken of in the same section."""
    for sentence in _sentences_of(document, study, 0):
        statement = about_course(document, sentence, options)
        if statement is not None and statement.start >= study.dose_cue.start:
            related = Related(statement.start, statement.end, "speaks of more than the one dose that was studied")
            yield _match(document, study.dose_cue.start, study.dose_cue.end, study, options, (related,))
            return


def _sentences_of(document: Document, study: Study, back: int) -> Iterator[Sentence]:
    """The sentences of running text in a study's scope, and `back` before it in its section, that hold no caveat."""
    start, end = _section_span(document, study)
    last = min(study.end, end)
    for sentence in sentences(document)[max(study.first - back, 0) :]:
        if sentence.start >= last:
            return
        if sentence.start < start or document.blocks[sentence.block].kind in UNREAD:
            continue
        if not is_caveat(document, sentence, "species" if back else "doses"):
            yield sentence


def _match(
    document: Document, start: int, end: int, study: Study, options: StudyOptions, related: tuple[Related, ...]
) -> Match:
    """The match, one severity lower in a quotation and where the limit, or a better study, stands elsewhere."""
    elsewhere: list[Caveat] = [caveat for caveat in caveats(document) if caveat.kind == options.caveat]
    better = _mentions(document, options.alongside, options)
    step = -1 if elsewhere or better or quote_at(document, start) else 0
    if elsewhere:
        related += (Related(elsewhere[0].start, elsewhere[0].end, "the limit is named here, in another section"),)
    note = f"Looked for {options.looked_for} in this section and found none." if options.looked_for else ""
    return Match(start, end, step=step, note=note, related=related, fields={"subjects": study.subjects})


CHECK = Check("study-without-caveat", StudyOptions, find_studies_without_caveat, {"subjects": "what was studied"})
