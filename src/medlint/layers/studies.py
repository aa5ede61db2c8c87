"""Layer `studies`: which studies a text speaks of, and who or what was studied in them.

A study is introduced once and spoken of for sentences. Its scope runs from the sentence that introduces it to the end
of the section, to the sentence that introduces a study with other subjects, or until it has not been named for long.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from medlint.layers.caveats import caveats, caveats_in
from medlint.layers.doses import is_instruction, reports_giving, reports_result, single_doses
from medlint.layers.samples import added, count_before
from medlint.layers.sections import section_number, section_span
from medlint.layers.sentences import Sentence, sentences
from medlint.layers.subjects import SubjectCue, Subjects, people_cue, preclinical_cues
from medlint.model import Span

if TYPE_CHECKING:
    from medlint.document import Document

REACH = 6
"""A text goes on speaking of a study for at most so many sentences after it last names what was studied (our estimate,
from reading news reports: a longer silence is a new topic)."""

Design: TypeAlias = Literal["randomised", "observational", "uncontrolled", "review", "case-report", "unknown"]
Doses: TypeAlias = Literal["single", "repeated", "unknown"]
_SAMPLE_REACH = 40


class Study(Struct, frozen=True, gc=False):
    """A study as the text tells of it: `start`, `end` is its scope in prose, `first` the sentence that introduces it.

    `n` is the size of the sample, arms added up. `subject_cue`, `dose_cue` and `design_cue` are the words that say so
    (empty spans where nothing does), `count_cue` the counted people. `last` is the last sentence that names its
    subjects or doses, `mentions` how many do. `peer_reviewed` is "no" only where the text says so.
    `identified`: a citation covers the sentence that introduces it. `section` numbers the section that holds it.
    """

    start: int
    end: int
    first: int
    section: int
    subjects: Subjects = "unknown"
    design: Design = "unknown"
    n: int | None = None
    doses: Doses = "unknown"
    peer_reviewed: Literal["yes", "no", "unknown"] = "unknown"
    identified: bool = False
    subject_cue: Span = Span(0, 0)
    dose_cue: Span = Span(0, 0)
    design_cue: Span = Span(0, 0)
    count_cue: Span = Span(0, 0)
    last: int = 0
    mentions: int = 1


LEXICONS = (
    "preclinical-terms", "species", "species-elsewhere", "veterinary", "human-terms", "health-outcomes",
    "interventions", "study-words", "study-nouns",
    "study-designs", "single-words", "once-words", "dose-units", "dosing-instructions", "repeated-doses", "course-cues",
)  # fmt: skip
"""What this layer reads, besides the layers below it."""


_INTRODUCING = (
    "preclinical-terms", "species", "single-words", "once-words", "study-designs", "repeated-doses", "course-cues",
)  # fmt: skip


def find_studies(document: Document) -> tuple[Study, ...]:
    """The studies of a document, in order of their introduction."""
    listed = sentences(document)
    by_section: dict[int, list[Study]] = {}
    for index in _candidates(document):
        sentence = listed[index]
        number = section_number(document, sentence.block)
        for study in _introduced(document, index, sentence, number):
            _add(by_section.setdefault(number, []), study)
    return tuple(study for found in by_section.values() for study in _ended(document, found))


def studies(document: Document) -> tuple[Study, ...]:
    """The layer `studies` of a document."""
    layer: tuple[Study, ...] = document.layer("studies")
    return layer


def caveat_kinds(document: Document, study: Study) -> tuple[str, ...]:
    """The kinds of caveat that stand in the scope of a study, each once, in order."""
    return tuple(dict.fromkeys(c.kind for c in caveats(document) if study.start <= c.start < study.end))


def _candidates(document: Document) -> list[int]:
    """The numbers of the sentences that can introduce a study: those with a cue of subjects, doses or design."""
    starts = {hit.start for name in _INTRODUCING for hit in document.hits(name)}
    starts |= {hit.start for hit in document.hits("human-terms") if document.tag("human-terms", hit, "noun") == "yes"}
    found: list[int] = []
    number, listed = 0, sentences(document)
    for start in sorted(starts):
        while number + 1 < len(listed) and listed[number + 1].start <= start:
            number += 1
        if not found or found[-1] != number:
            found.append(number)
    return found if listed else []


def _add(found: list[Study], study: Study) -> None:
    """Add a study to those of its section: each new kind of subject opens one, anything else goes on with the last."""
    if found and study.subjects in {found[-1].subjects, "unknown"}:
        found[-1] = _joined(found[-1], study)
    else:
        found.append(study)


def _ended(document: Document, found: list[Study]) -> list[Study]:
    """The studies of a section with their scopes ended, by the next one or `REACH` sentences after the last mention."""
    listed = sentences(document)
    ends = [*(study.start for study in found[1:]), section_span(document, found[-1].section)[1]]
    return [
        replace(study, end=max(study.start + 1, min(end, listed[min(study.last + REACH, len(listed) - 1)].end)))
        for study, end in zip(found, ends, strict=True)
    ]


def _introduced(document: Document, index: int, sentence: Sentence, section: int) -> Iterator[Study]:
    """The studies that a sentence introduces or goes on with."""
    limits = {caveat.kind for caveat in caveats_in(document, sentence.start, sentence.end)}
    single = _single_dose(document, sentence)
    cues: list[SubjectCue] = preclinical_cues(document, sentence)[:1]
    people = people_cue(document, sentence) if "species" not in limits else None
    if people is not None:
        cues.append(people)
    design, design_cue = _design(document, sentence)
    base = Study(
        sentence.start,
        sentence.end,
        index,
        section,
        design=design,
        doses=_doses(document, sentence, single),
        peer_reviewed="no" if "peer-review" in limits else "unknown",
        identified=_is_identified(document, index),
        dose_cue=single,
        design_cue=design_cue,
        last=index,
    )
    for cue in cues:
        counts = _counts(document, sentence) if cue.subjects == "people" else []
        span = counts[0][1] if counts else Span(0, 0)
        yield replace(
            base,
            subjects=cue.subjects,
            subject_cue=Span(cue.start, cue.end),
            n=added([n for n, _ in counts]),
            count_cue=span,
        )
    if not cues and (base.doses != "unknown" or design != "unknown"):
        yield base


def _joined(study: Study, later: Study) -> Study:
    """A study with what a later sentence says of it where it was not known yet."""
    changes = {
        name: getattr(later, name)
        for name, empty in (("design", "unknown"), ("n", None), ("peer_reviewed", "unknown"), ("identified", False))
        if getattr(study, name) == empty
    }
    changes |= {"last": later.first, "mentions": study.mentions + (later.first != study.last)}
    if study.design == "unknown":
        changes["design_cue"] = later.design_cue
    if study.n is None:
        changes["count_cue"] = later.count_cue
    if study.doses == "unknown" or later.doses == "repeated":
        changes |= {"doses": later.doses if later.doses != "unknown" else study.doses}
    if study.dose_cue.end == 0:
        changes["dose_cue"] = later.dose_cue
    return replace(study, **changes)


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
        if hit.end <= single.start or hit.start >= single.end
    ]
    told = bool(repeated) and not is_instruction(document, sentence) and reports_giving(document, sentence)
    if told and not caveats_in(document, sentence.start, sentence.end, "doses"):
        return "repeated"
    return "single" if single.end else "unknown"


def _design(document: Document, sentence: Sentence) -> tuple[Design, Span]:
    """The design that a sentence names, with its words; the strongest one if there are several."""
    hits = document.hits_between("study-designs", sentence.start, sentence.end)
    if not hits:
        return "unknown", Span(0, 0)
    order: tuple[Design, ...] = ("review", "randomised", "uncontrolled", "observational", "case-report")
    named = {document.tag("study-designs", hit, "design"): hit for hit in reversed(hits)}
    for design in order:
        if design in named:
            return design, Span(named[design].start, named[design].end)
    return "unknown", Span(0, 0)


def _counts(document: Document, sentence: Sentence) -> list[tuple[int, Span]]:
    """The counted groups of people in a sentence, each with its words."""
    found = []
    for hit in document.hits_between("human-terms", sentence.start, sentence.end):
        if document.tag("human-terms", hit, "noun"):
            begin = max(sentence.start, hit.start - _SAMPLE_REACH)
            before = document.prose[begin : hit.start]
            count = count_before(before)
            if count is not None:
                found.append((count, Span(hit.start, hit.end)))
    return found


def _is_identified(document: Document, index: int) -> bool:
    """Whether a citation covers a sentence."""
    return "citations" in document.knowledge.layers and bool(document.layer("citations").by_sentence.get(index))
