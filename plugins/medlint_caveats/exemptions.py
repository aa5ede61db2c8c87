"""What makes a study's telling right: its limit, a better study, or a section that the rule leaves alone."""

from __future__ import annotations

from medlint.api import (
    Caveat,
    Document,
    Study,
    caveats,
    caveats_in,
    section_of,
    sections,
    studies,
)

from .lead import SEEN_WORDS
from .options import StudyOptions, is_about_people

FAR_BLOCKS = 3
"""A limit so many paragraphs below the study is told elsewhere (our estimate)."""


def is_exempt(document: Document, study: Study, options: StudyOptions) -> bool:
    """Whether the section names the limit, tells of a better study, or is about something the rule leaves alone."""
    start, end = scope_of(document, study, options)
    told = caveats_in(document, start, end, options.caveat)
    if any(options.statement != "people" or _is_beside(document, caveat, study) for caveat in told):
        return True
    if options.unless and document.hits_between(options.unless, start, end):
        return True
    if any(other.section == study.section for other in better_studies(document, study, options)):
        return True
    if options.property != "subjects":
        return False
    return document.words > SEEN_WORDS and is_about_people(document, options, start, end)


def _is_beside(document: Document, caveat: Caveat, study: Study) -> bool:
    """Whether a limit stands few paragraphs from where the study is told: farther off it only lowers a finding.

    A short text is read as one piece.
    """
    if document.words <= SEEN_WORDS:
        return True
    return document.block_at(caveat.start) - document.block_at(study.start) < FAR_BLOCKS


def better_studies(document: Document, study: Study, options: StudyOptions) -> list[Study]:
    """The better studies of the text; for one told in an item of a list, those that no other item tells."""
    better = [other for other in studies(document) if getattr(other, options.property) in options.alongside]
    own = document.block_at(study.start)
    if document.blocks[own].kind != "item" or options.statement != "people":
        return better
    return [
        other for other in better if (at := document.block_at(other.start)) == own or document.blocks[at].kind != "item"
    ]


def _told_in_items(document: Document, study: Study, options: StudyOptions) -> bool:
    """Whether other items of a list tell of better studies: then each item stands by itself."""
    told = sum(getattr(other, options.property) in options.alongside for other in studies(document))
    return options.statement == "people" and len(better_studies(document, study, options)) < told


def scope_of(document: Document, study: Study, options: StudyOptions) -> tuple[int, int]:
    """The prose span of a study's section, with the next one where its heading says that it tells what this means."""
    listed = sections(document)
    section, block = listed[study.section], document.blocks[document.block_at(study.start)]
    if block.kind == "item" and _told_in_items(document, study, options):
        return block.start, block.end
    start, end = document.blocks[section.first].start, document.blocks[section.last - 1].end
    if study.section + 1 < len(listed):
        after = listed[study.section + 1]
        heading, last = document.blocks[after.first], document.blocks[after.last - 1]
        told = any(other.section == study.section + 1 for other in studies(document))
        if (
            not told
            and heading.kind == "heading"
            and document.hits_between(options.meaning, heading.start, heading.end)
        ):
            end = last.end
    return start, end


def names_limit(document: Document, offset: int, options: StudyOptions) -> bool:
    """Whether the section of a prose offset names the limit."""
    section = section_of(document, document.block_at(offset))
    start, end = document.blocks[section.first].start, document.blocks[section.last - 1].end
    if any(caveat.kind == options.caveat and start <= caveat.start < end for caveat in caveats(document)):
        return True
    return bool(options.unless) and bool(document.hits_between(options.unless, start, end))


def is_limited_below(document: Document, study: Study, options: StudyOptions) -> bool:
    """Whether a study that is not exempt has its limit farther down in its section."""
    start, end = scope_of(document, study, options)
    return bool(caveats_in(document, start, end, options.caveat))
