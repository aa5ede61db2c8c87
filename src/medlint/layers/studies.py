"""Layer `studies`: which studies a text speaks of, and who or what was studied in them.

A study is introduced once and spoken of for sentences. Its scope runs from the sentence that introduces it to the end
of the section, to the sentence that introduces a study with other subjects, or until it has not been named for long.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from medlint.layers.caveats import caveats_in
from medlint.layers.designs import HINTED, NOTHING, TOLD, design_of, hinted, merged
from medlint.layers.dose_signs import once_given
from medlint.layers.doses import is_instruction, reports_giving, reports_result, single_doses
from medlint.layers.peer_reviews import peer_review
from medlint.layers.samples import groups_counted
from medlint.layers.sections import section_number, section_span
from medlint.layers.sentences import Sentence, numbers_at, sentence_index, sentences
from medlint.layers.slots import numbers_with
from medlint.layers.study_record import Doses, Study, counted, design_fields, facts_of, joined
from medlint.layers.subjects import SubjectCue, is_no_sample, people_cue, preclinical_cues
from medlint.lazy import lazy_pattern
from medlint.model import Span

if TYPE_CHECKING:
    from medlint.document import Document

__all__ = ["LEXICONS", "Study", "caveat_kinds", "find_studies", "studies", "studies_between"]

_start, _end = attrgetter("start"), attrgetter("end")

REACH = 6
"""A text goes on speaking of a study for at most so many sentences after it last names what was studied (our estimate,
from reading news reports: a longer silence is a new topic)."""

LEAD = 3
"""A text may tell what was found before it says how: so many sentences before a study are read for its design."""

OPENING_REACH = 40
"""The word for a study stands at most so many characters after the words that open it."""

_OPENING = lazy_pattern(
    r"\W*(?:(?:but|and|now|then|later|meanwhile|similarly|likewise|earlier|elsewhere|separately|last year|this year"
    r"|today|by contrast|in contrast|in \d{4}|years later|two years later|since then)\b,? )?"
    r"(?:(?:in|from|according to|for) )?"
    r"(?:an?|another|one|two|three|still another|yet another|the other|the second|a second|the later|the smaller"
    r"|the larger)\b",
    re.IGNORECASE,
)
_CLOSED = lazy_pattern(
    r"[.,;:()]|\b(?:of|in|with|by|for|from|at|to|on|and|who|that|which|is|was|were|has|had)\b", re.IGNORECASE
)
_OTHER_GROUP = lazy_pattern(
    r"\b(?:control|comparison|placebo|other|second|sham|untreated|further|another|additional|remaining|dummy"
    r"|same number|also)\b[^.;:]{0,40}$",
    re.IGNORECASE,
)
_KIND = lazy_pattern(
    r"[,(\u2013\u2014] (?:which is )?an? (?:new |experimental )?(?:[\w-]+-)?$"
    r"|\b(?:one|each|either|any) of (?:the |several |\w+ )?$|\bat (?:\w+ )?(?:different |rising |increasing )?$"
)
"""What a drug is ("NX, a once-weekly injection") or how much was given ("at four doses") tells not how often it was."""
_HUMAN = frozenset({"people", "unknown"})


LEXICONS = (
    "preclinical-terms", "species", "species-elsewhere", "veterinary", "human-terms", "health-outcomes", "lab-words",
    "study-acts", "dose-words", "taking-verbs", "benefit-verbs", "change-verbs", "dose-studied",
    "interventions", "study-words", "study-nouns",
    "study-designs", "design-votes", "study-telling", "study-results",
    "sample-words", "time-course", "unreviewed-sources", "negations",
    "single-words", "once-words", "dose-units", "dosing-instructions", "repeated-doses", "course-cues",
)  # fmt: skip
"""What this layer reads, besides the layers below it."""


_INTRODUCING = (
    "preclinical-terms", "species", "single-words", "once-words", "study-designs", "sample-words", "repeated-doses",
    "course-cues", "dose-units",
)  # fmt: skip


def find_studies(document: Document) -> tuple[Study, ...]:
    """The studies of a document, in order of their introduction."""
    listed, once = sentences(document), once_given(document)
    by_section: dict[int, list[Study]] = {}
    for index in _candidates(document):
        sentence = listed[index]
        introduced = _introduced(document, index, sentence, single=index in once)
        fresh = bool(introduced) and _opens_study(document, sentence)
        for study in introduced:
            _add(by_section.setdefault(study.section, []), study, fresh=fresh)
    ended = [study for found in by_section.values() for study in _ended(document, found)]
    ended += _reported(document, set(by_section))
    return tuple(sorted(ended, key=lambda study: study.start))


def studies(document: Document) -> tuple[Study, ...]:
    """The layer `studies` of a document."""
    layer: tuple[Study, ...] = document.layer("studies")
    return layer


def studies_between(document: Document, start: int, end: int) -> tuple[Study, ...]:
    """The studies whose scope shares a character with prose[start:end]."""
    found = studies(document)
    return found[bisect_right(found, start, key=_end) : bisect_left(found, end, key=_start)]


def caveat_kinds(document: Document, study: Study) -> tuple[str, ...]:
    """The kinds of caveat that stand in the scope of a study, each once, in order."""
    return tuple(dict.fromkeys(limit.kind for limit in caveats_in(document, study.start, study.end)))


def _candidates(document: Document) -> list[int]:
    """The numbers of the sentences that can introduce a study: those with a cue of subjects, doses or design."""
    listed = sentences(document)
    if not listed:
        return []
    people = (hit for hit in document.hits("human-terms") if document.tag("human-terms", hit, "noun") == "yes")
    found = numbers_at(document, [hit.start for hit in people])
    found.update(*(numbers_with(document, name) for name in _INTRODUCING))
    found |= numbers_with(document, "lab-words", "vessel", "handled", "simulated", "fate", "found")
    return sorted(found | numbers_with(document, "dose-words", "spell"))


def _opens_study(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence opens with a study that was not told of before: "In a smaller trial", "Another survey"."""
    opening = _OPENING.match(document.prose, sentence.start, sentence.end)
    if opening is None:
        return False
    first = document.hits_between("study-nouns", opening.end(), min(opening.end() + OPENING_REACH, sentence.end))
    return bool(first) and not _CLOSED.search(document.prose, opening.end(), first[0].start)


def _add(found: list[Study], study: Study, *, fresh: bool) -> None:
    """Add a study to those of its section: each new kind of subject opens one, anything else goes on with the last.

    `fresh`: its sentence opens with words for a new study, which then begins where the last one is known already.
    """
    known = bool(found) and all(one.n is not None or one.design_grade >= TOLD for one in (found[-1], study))
    if found and not (fresh and known) and _goes_on(found[-1], study):
        found[-1] = joined(found[-1], study)
    else:
        found.append(study)


def _goes_on(study: Study, later: Study) -> bool:
    """Whether a later sentence goes on with a study; one introduced without its people may name them later."""
    if later.subjects in {study.subjects, "unknown"}:
        return True
    return study.subjects == "unknown" and later.subjects == "people"


def _ended(document: Document, found: list[Study]) -> list[Study]:
    """The studies of a section with their scopes ended, by the next one or `REACH` sentences after the last mention."""
    listed = sentences(document)
    ends = [*(study.start for study in found[1:]), section_span(document, found[-1].section)[1]]
    ended = [
        replace(study, end=max(study.start + 1, min(end, listed[min(study.last + REACH, len(listed) - 1)].end)))
        for study, end in zip(found, ends, strict=True)
    ]
    alone = sum(study.subjects in _HUMAN for study in ended) == 1
    return [_reviewed(document, _weighed(document, study, alone=alone)) for study in ended]


def _reviewed(document: Document, study: Study) -> Study:
    if study.peer_reviewed != "unknown":
        return study
    return replace(study, peer_reviewed=peer_review(document, study.first, study.last))


def _weighed(document: Document, study: Study, *, alone: bool) -> Study:
    """A study of people whose design nothing names, with the design that the way of telling hints at.

    The words of the whole section count where it holds no other such study.
    """
    if study.design != "unknown" or study.subjects not in _HUMAN:
        return study
    begin, end = section_span(document, study.section)
    if not alone:
        begin, end = max(begin, sentences(document)[max(study.first - LEAD, 0)].start), study.end
    return replace(study, **design_fields(merged(facts_of(study), hinted(document, begin, end))))


def _introduced(document: Document, index: int, sentence: Sentence, *, single: bool) -> list[Study]:
    """The studies that a sentence introduces or goes on with; `single`: it may mention a single dose."""
    dose = _single_dose(document, sentence) if single else Span(0, 0)
    facts, doses = design_of(document, sentence), _doses(document, sentence, dose)
    counts = [(n, span) for n, span in groups_counted(document, sentence) if not is_no_sample(document, sentence, span)]
    cues: list[SubjectCue] = preclinical_cues(document, sentence)[:1]
    people = people_cue(document, sentence)
    if people is None and counts:
        people = SubjectCue("people", counts[0][1].start, counts[0][1].end)
    if people is not None and not caveats_in(document, sentence.start, sentence.end, "species"):
        cues.append(people)
    if not cues and doses == "unknown" and facts == NOTHING:
        return []
    base = Study(
        sentence.start,
        sentence.end,
        index,
        section_number(document, sentence.block),
        design=facts.design,
        doses=doses,
        peer_reviewed="no" if caveats_in(document, sentence.start, sentence.end, "peer-review") else "unknown",
        identified=_is_identified(document, index),
        dose_cue=dose,
        design_cue=facts.cue,
        last=index,
        design_grade=facts.grade,
        controlled=facts.controlled,
        blinded=facts.blinded,
        weak_cue=facts.weak_cue,
    )
    return [_of_subjects(document, base, sentence, cue, counts) for cue in cues] or [base]


def _of_subjects(
    document: Document, base: Study, sentence: Sentence, cue: SubjectCue, counts: list[tuple[int, Span]]
) -> Study:
    """A study with those who were studied, and with how many people."""
    study = replace(base, subjects=cue.subjects, subject_cue=Span(cue.start, cue.end))
    if cue.subjects != "people" or not counts:
        return study
    other = _OTHER_GROUP.search(document.prose, sentence.start, counts[0][1].start) is not None
    return replace(counted(study, counts), adds=other)


def _reported(document: Document, told: set[int]) -> Iterator[Study]:
    """In sections without any other study, one of which only the way of telling shows a design."""
    seen = set(told)
    telling = {hit.start for hit in document.hits("study-telling")}
    compared = {hit.start for hit in document.hits("study-results") if hit.start not in telling}
    for start in (*sorted(telling), *sorted(compared)):
        number = sentence_index(document, start)
        sentence = sentences(document)[number]
        section = section_number(document, sentence.block)
        if section in seen:
            continue
        seen.add(section)
        begin, end = section_span(document, section)
        facts = hinted(document, begin, end)
        if facts.grade >= (TOLD if start in compared else HINTED):
            cited = _is_identified(document, number)
            bare = Study(sentence.start, end, number, section, identified=cited, last=number)
            yield replace(bare, **design_fields(facts))


def _single_dose(document: Document, sentence: Sentence) -> Span:
    """The first mention of a single dose that was studied in a sentence; an empty span if there is none."""
    doses = single_doses(document, sentence.start, sentence.end)
    if not doses or is_instruction(document, sentence) or not reports_result(document, sentence):
        return Span(0, 0)
    return Span(doses[0].start, doses[0].end)


def _doses(document: Document, sentence: Sentence, single: Span) -> Doses:
    """How often the treatment was given by this sentence; repeated only where it is told as something that was done."""
    repeated = [
        hit
        for name in ("repeated-doses", "course-cues")
        for hit in document.hits_between(name, sentence.start, sentence.end)
        if (hit.end <= single.start or hit.start >= single.end)
        and not _KIND.search(document.prose, sentence.start, hit.start)
    ]
    told = bool(repeated) and not is_instruction(document, sentence) and reports_giving(document, sentence)
    if told and not caveats_in(document, sentence.start, sentence.end, "doses"):
        return "repeated"
    return "single" if single.end else "unknown"


def _is_identified(document: Document, index: int) -> bool:
    """Whether a citation covers a sentence."""
    return "citations" in document.knowledge.layers and bool(document.layer("citations").by_sentence.get(index))
