"""The lead of a text: a finding told there as one in people, while the animals or cells are first named far below.

Its figures are by judgement: three sentences of twenty words are what a hurried reader reads, and a text whose lead
leaves out the animals is about them only if they outnumber the people studied in it.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from medlint.api import (
    Document,
    Related,
    Study,
    caveats,
    lazy_pattern,
    names_subjects,
    of_kind,
    quote_at,
    sentence_index,
    sentences,
    words_between,
)

from .cues import StatementCues
from .statements import about_people
from .unlisted import unlisted_claim

LEAD_WORDS = 60
"""So many words of a text are its lead, about three sentences: what most readers read."""
SEEN_WORDS = 150
"""A limit within so many words from the start is seen by whoever has read the lead (our estimate)."""
SHORT_WORDS = 300
"""In a longer text a single mention of animals is a remark, not the study it tells of."""


FARTHEST = 300
"""Animals that are first named so many words below the lead belong to another story (our estimate)."""
PEOPLE_RATIO = 2
"""A text that names groups of people so many times as often as animals or cells is about people (our estimate)."""


_MISSION = lazy_pattern(
    r"\bmission (?:of|is)\b|\b(?:supports?|conducts?|funds?|sponsors?) [^.;]{0,40}?\b(?:research|studies|trials)\b"
)
"""What an institute is there for: such a lead tells of no finding."""


class Lead(Struct, frozen=True, gc=False):
    """A lead that leaves out the species: the prose span that speaks of people, and where the species is named at last.

    `limited`: a limit stands further below. `quoted`: somebody else says it.
    """

    start: int
    end: int
    named: Related
    limited: bool
    quoted: bool


def lead_end(document: Document, words: int = LEAD_WORDS) -> int:
    """The prose offset where the first `words` words end; 0 if the whole text has no more."""
    seen = 0
    for sentence in sentences(document):
        count = words_between(document, sentence.start, sentence.end)
        if seen + count > words:
            return sentence.start + _length(document.prose[sentence.start : sentence.end], words - seen)
        seen += count
    return 0


def unnamed_lead(document: Document, cues: StatementCues, meant: Iterable[Study], people: int) -> Lead | None:
    """The lead, where it tells of people what was studied in animals or cells only; or None.

    `people` is how many sentences of the text tell of human samples.
    """
    sure = [study for study in meant if _is_sure(document, study) or (not people and _is_told(document, study))]
    told = sorted(sure, key=lambda study: study.subject_cue.start)
    mentions = sum(study.mentions for study in told)
    end = lead_end(document) if told and mentions > 2 * people + len(document.hits(cues.samples)) else 0
    if (
        _MISSION.search(document.prose, 0, end)
        or not end
        or told[0].subject_cue.start < end
        or names_subjects(document, 0, end)
    ):
        return None
    if (mentions == 1 and document.words > SHORT_WORDS) or _is_about_people(document, cues):
        return None
    anchor, cue = _anchor(document, cues, end), told[0].subject_cue
    seen = lead_end(document, SEEN_WORDS) or len(document.prose)
    limits = [caveat.start for caveat in caveats(document) if caveat.kind == "species"]
    if anchor is None or (cue.start < seen and any(limit < seen for limit in limits)):
        return None
    start, stop = anchor
    distance = words_between(document, stop, cue.start)
    if distance > FARTHEST:
        return None
    named = Related(cue.start, cue.end, f"{told[0].subjects} are named only here, {distance} words below")
    return Lead(start, stop, named, bool(limits), quote_at(document, start) is not None)


def _is_about_people(document: Document, cues: StatementCues) -> bool:
    groups = sum(document.tag(cues.people, hit, "noun") == "yes" for hit in document.hits(cues.people))
    cells = of_kind(document, cues.tissues, 0, len(document.prose), "cells")
    subjects = (*document.hits("species"), *document.hits("preclinical-terms"), *cells)
    return groups > PEOPLE_RATIO * len(subjects)


def _is_sure(document: Document, study: Study) -> bool:
    """Whether a study was surely done in animals or cells: a laboratory alone says little of so long a text."""
    cue = study.subject_cue
    terms = document.hits_between("preclinical-terms", cue.start, cue.end)
    return study.subjects == "animals" or any(document.tag("preclinical-terms", hit, "sure") for hit in terms)


def _is_told(document: Document, study: Study) -> bool:
    """Whether cells are the subjects of a study by what was done to them or found of them, not by a place alone."""
    cue = study.subject_cue
    return study.subjects == "cells" and not document.hits_between("preclinical-terms", cue.start, cue.end)


def names_openly(document: Document, start: int = 0) -> bool:
    """Whether a text of some length names the species in its lead, from a prose offset on: hedges mislead less."""
    end = lead_end(document)
    return bool(end) and document.words > SEEN_WORDS and names_subjects(document, start, end)


def _anchor(document: Document, cues: StatementCues, end: int) -> tuple[int, int] | None:
    """The words of the lead that carry the finding over to people: a promise to them, else what it is about."""
    lead = [sentence for sentence in sentences(document) if sentence.start < end]
    for sentence in lead:
        for statement in about_people(document, sentence, cues):
            return statement.start, statement.end
    claim = unlisted_claim(document, lead, cues.people, cues.conclusions)
    if claim is not None:
        return claim.words.start, claim.words.end
    background = {sentence_index(document, hit.start) for hit in document.hits_between(cues.background, 0, end)}
    for lexicon in (cues.people, cues.outcomes, cues.remedies):
        for hit in document.hits_between(lexicon, 0, end):
            if sentence_index(document, hit.start) not in background:
                return hit.start, hit.end
    return None


def _length(text: str, words: int) -> int:
    """How many characters the first words of a text take."""
    at = 0
    for word in text.split()[:words]:
        at = text.index(word, at) + len(word)
    return at
