"""Headlines that promise an effect and leave out that a study was done in animals or cells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.api import (
    Block,
    Document,
    Match,
    Related,
    Study,
    caveats_in,
    citations,
    lazy_pattern,
    names_preclinical,
    sections,
    sentence_index,
    sentences,
    studies,
    words_between,
)

from .lead import names_openly
from .options import StudyOptions, is_about_people, is_the_work, meant_studies

_ANSWER = lazy_pattern(r"(?:it (?:did|does|can|could|may|might)|yes|no|not|only|perhaps|maybe|so far)\b", re.IGNORECASE)
_TOPIC = lazy_pattern(
    r"(?:how|what|why|who|when|where|which|about|understanding|inside|meet|our|a day|the (?:science|story|history) of"
    r"|(?:a |the )?(?:new )?(?:study|research|news|facts|questions)\b)",
    re.IGNORECASE,
)
_YEAR = lazy_pattern(r"\b20\d\d\b")
_MARK_BEFORE = lazy_pattern(r"(?:[*_]|<(?:em|i|b|strong)>)$")
_MARK_AFTER = lazy_pattern(r"[*_]|</(?:em|i|b|strong)>")
MARK = 10
"""The mark of italics or bold takes at most so many characters."""
_PEOPLE_COUNTED = lazy_pattern(r"\b\d[\d,]* (?:[a-z-]+ )?$")
COUNTRYWIDE = 10_000
"""More people than this, of whose study no design is told, are those who have the illness (our estimate)."""
FEWEST_BLANKS = 3
"""A headline of three words or fewer names a topic."""


def title_matches(document: Document, options: StudyOptions) -> Iterator[Match]:
    """The title, or else a heading, that promises an effect and names no species, where the text tells of no people."""
    meant = meant_studies(document, options)
    if not meant or _people_tried(document, meant[0], options) or is_about_people(document, options):
        return
    for block in _headlines(document):
        study = next((study for study in meant if study.start >= block.end), None)
        if study is not None and block.start != document.title[0] and not _is_under(document, study, block):
            continue
        if study is None or _rests_on_more(document, study) or _is_tried_before(document, study, options):
            continue
        if _tells_of_health(document, block, options):
            if not _is_open(document, block, options):
                yield _title_match(document, block, study, options)
            return


def _people_tried(document: Document, main: Study, options: StudyOptions) -> bool:
    """Whether a study of people is told, and not only under a later heading one that looked on or counted."""
    return any(
        other.section <= main.section
        or not (other.design == "observational" or (other.design == "unknown" and (other.n or 0) > COUNTRYWIDE))
        for other in studies(document)
        if getattr(other, options.property) in options.alongside
    )


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
    deck = [other for other in document.blocks if other.kind == "description" or _is_deck(document, headline, other)]
    if any(names_preclinical(document, part.start, part.end) for part in (headline, *deck)):
        return True
    if document.hits_between(options.unless, start, end) or caveats_in(document, start, end, options.caveat):
        return True
    asked = "?" in document.prose[start:end]
    if asked and _is_answered(document, end):
        return True
    return bool(asked or document.hits_between(options.hedged, start, end)) and names_openly(document, end)


def _is_deck(document: Document, headline: Block, block: Block) -> bool:
    """Whether a paragraph is set in italics or bold as a whole, right under the headline."""
    if block.kind != "paragraph" or block.start < headline.end or block.end == block.start:
        return False
    if document.block_at(block.start) != document.block_at(headline.start) + 1:
        return False
    start, _ = document.source_span(block.start, block.start + 1)
    _, end = document.source_span(block.end - 1, block.end)
    return bool(_MARK_BEFORE.search(document.source[max(0, start - MARK) : start])) and bool(
        _MARK_AFTER.match(document.source[end : end + MARK])
    )


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


def _is_tried_before(document: Document, study: Study, options: StudyOptions) -> bool:
    """Whether a sentence before the study counts people in a trial: the headline is about them."""
    for hit in document.hits_between(options.people, 0, study.start):
        counted = _PEOPLE_COUNTED.search(document.prose, max(0, hit.start - MARK - MARK), hit.start)
        sentence = sentences(document)[sentence_index(document, hit.start)]
        if counted and document.hits_between("study-nouns", sentence.start, sentence.end):
            return True
    return False


def _rests_on_more(document: Document, study: Study) -> bool:
    """Whether the text has given other sources before it comes to the study, which then is not what it is about.

    Where all sources of the text stand in one sentence, and the study is spoken of again, they are its own.
    """
    known = citations(document).items
    own = len({sentence_index(document, citation.start) for citation in known}) == 1
    own = own and (study.mentions > 1 or is_the_work(document, study))
    return not own and any(citation.end <= study.start for citation in known)
