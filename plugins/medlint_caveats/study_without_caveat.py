"""Check `study-without-caveat`: a study of some kind is told as more than it was, and its limit is not named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from msgspec.structs import replace

from medlint.api import (
    Block,
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
    lazy_pattern,
    names_preclinical,
    quote_at,
    sections,
    sentences,
    studies,
    words_between,
)

from .cues import StatementCues
from .lead import LEAD_WORDS, SEEN_WORDS, names_openly, unnamed_lead
from .statements import about_course, about_people

LOOK_BACK = 3
"""A conclusion may stand before its study: so many sentences before the one that introduces it are read."""
PEOPLE_RATIO = 3
"""A text that names people so many times as often as animals or cells is about people (our estimate, from news)."""
_ANSWER = lazy_pattern(r"(?:it (?:did|does|can|could|may|might)|yes|no|not|only|perhaps|maybe|so far)\b", re.IGNORECASE)
_TOPIC = lazy_pattern(
    r"(?:how|what|why|who|when|where|which|about|understanding|inside|meet|our|a day|the (?:science|story|history) of"
    r"|(?:a |the )?(?:new )?(?:study|research|news|facts|questions)\b)",
    re.IGNORECASE,
)
_YEAR = lazy_pattern(r"\b20\d\d\b")
FEWEST_BLANKS = 3
"""A headline of three words or fewer names a topic."""
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
    found: list[Match] = []
    for study in _meant(document, options):
        if not _is_exempt(document, study, options):
            finder = _people_matches if options.statement == "people" else _course_matches
            found += finder(document, study, options)
    yield from found
    if options.statement == "people":
        yield from _lead_match(document, options, found)


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
    return document.words > SEEN_WORDS and _is_about_people(document, options, start, end)


def _is_about_people(document: Document, options: StudyOptions, start: int = 0, end: int | None = None) -> bool:
    """Whether a text, or prose[start:end] of it, is about people: named far more often than animals or cells."""
    stop = len(document.prose) if end is None else end
    people = document.hits_between(options.people, start, stop)
    groups = sum(document.tag(options.people, hit, "noun") == "yes" for hit in people)
    terms = ("species", "preclinical-terms")
    return groups > PEOPLE_RATIO * sum(len(document.hits_between(lexicon, start, stop)) for lexicon in terms)


def _mentions(document: Document, values: tuple[str, ...], options: StudyOptions) -> int:
    """How many sentences of the text name studies with one of the values."""
    return sum(study.mentions for study in studies(document) if getattr(study, options.property) in values)


def _title_matches(document: Document, options: StudyOptions) -> Iterator[Match]:
    """The title, or else a heading, that promises an effect and names no species, where the text tells of no people."""
    meant = _meant(document, options)
    if not meant or _mentions(document, options.alongside, options) or _is_about_people(document, options):
        return
    for block in _headlines(document):
        study = next((study for study in meant if study.start >= block.end), None)
        if study is not None and block.start != document.title[0] and not _is_under(document, study, block):
            continue
        if study is None or _rests_on_more(document, study):
            continue
        if _tells_of_health(document, block, options):
            if not _is_open(document, block, options):
                yield _title_match(document, block, study, options)
            return


def _headlines(document: Document) -> Iterator[Block]:
    """The title, and then the headings where they are marked as such: a short line of plain text may be anything."""
    start, _ = document.title
    title = document.blocks[document.block_at(start)] if document.blocks else None
    if title is not None and title.kind in {"title", "heading"}:
        yield title
    if document.format != "text":
        yield from (block for block in document.blocks if block.kind == "heading" and block is not title)


def _tells_of_health(document: Document, headline: Block, options: StudyOptions) -> bool:
    """Whether a headline promises an effect, or names a complaint, a remedy or people otherwise than as its topic."""
    start, end = headline.start, headline.end
    if document.hits_between(options.promises, start, end):
        return True
    if _TOPIC.match(document.prose, start) or _YEAR.search(document.prose, start, end):
        return False
    if document.prose.count(" ", start, end) < FEWEST_BLANKS:
        return False
    named = (options.outcomes, options.remedies, options.people)
    return any(document.hits_between(lexicon, start, end) for lexicon in named)


def _is_under(document: Document, study: Study, heading: Block) -> bool:
    """Whether a heading heads the section that tells of a study."""
    return document.blocks[sections(document)[study.section].first] is heading


def _is_open(document: Document, headline: Block, options: StudyOptions) -> bool:
    """Whether a headline names the animals or cells, the deck does, or hedged words or a question are so answered."""
    start, end = headline.start, headline.end
    deck = [other for other in document.blocks if other.kind == "description"]
    if any(names_preclinical(document, part.start, part.end) for part in (headline, *deck)):
        return True
    if document.hits_between(options.unless, start, end) or caveats_in(document, start, end, options.caveat):
        return True
    asked = "?" in document.prose[start:end]
    if asked and _is_answered(document, end):
        return True
    return bool(asked or document.hits_between(options.hedged, start, end)) and names_openly(document, end)


def _is_answered(document: Document, offset: int) -> bool:
    """Whether the next sentence answers a question with the species: "It did so in black mice"."""
    sentence = next((sentence for sentence in sentences(document) if sentence.start >= offset), None)
    if sentence is None or not _ANSWER.match(document.prose, sentence.start):
        return False
    return names_preclinical(document, sentence.start, sentence.end)


def _title_match(document: Document, headline: Block, study: Study, options: StudyOptions) -> Match:
    """The match of a headline, one severity lower where it asks."""
    cue = study.subject_cue
    distance = words_between(document, headline.end, cue.start)
    related = Related(cue.start, cue.end, f"{study.subjects} are named only here, {distance} words below")
    asked = document.prose[headline.start : headline.end].rstrip().endswith("?")
    note = f"Looked for {options.looked_for} in the headline and found none."
    fields = {"subjects": study.subjects}
    return Match(
        headline.start, headline.end, scope="document", step=-asked, note=note, related=(related,), fields=fields
    )


def _rests_on_more(document: Document, study: Study) -> bool:
    """Whether the text has given another source before it comes to the study, which then is not what it is about."""
    return any(citation.end <= study.start for citation in citations(document).items)


def _section_span(document: Document, study: Study) -> tuple[int, int]:
    section: Section = sections(document)[study.section]
    return document.blocks[section.first].start, document.blocks[section.last - 1].end


def _people_matches(document: Document, study: Study, options: StudyOptions) -> Iterator[Match]:
    """Statements about people under the study, or up to `LOOK_BACK` sentences before it where research is spoken of."""
    related = Related(study.subject_cue.start, study.subject_cue.end, f"the study was done in {study.subjects}")
    openly = names_openly(document)
    for sentence in _sentences_of(document, study, LOOK_BACK):
        if sentence.start < study.start and not document.hits_between("study-words", sentence.start, sentence.end):
            continue
        for statement in about_people(document, sentence, options):
            if openly and document.hits_between(options.hedged, sentence.start, statement.end):
                continue
            match = _match(document, statement.start, statement.end, study, options, (related,))
            told = names_preclinical(document, sentence.start, sentence.end)
            told = told and (statement.sure or not any(kind.kind == options.caveat for kind in caveats(document)))
            yield replace(match, step=0) if told and not quote_at(document, statement.start) else match


def _lead_match(document: Document, options: StudyOptions, found: list[Match]) -> Iterator[Match]:
    """The lead of a text that names the species far below only, unless a statement in it is marked already."""
    people = _mentions(document, options.alongside, options)
    lead = unnamed_lead(document, options, _meant(document, options), people)
    if lead is None or _is_about_people(document, options) or any(match.start <= lead.end for match in found):
        return
    note = f"Looked for a species, “lab study” or the like in the first {LEAD_WORDS} words and found none."
    fields = {"subjects": _meant(document, options)[0].subjects}
    yield Match(
        lead.start, lead.end, step=-(lead.limited or lead.quoted), note=note, related=(lead.named,), fields=fields
    )


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
