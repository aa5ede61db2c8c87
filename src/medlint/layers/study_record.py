"""A study as a text tells of it, and how what later sentences say of it is joined to it."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from medlint.layers.designs import Design, DesignFacts, Known, merged
from medlint.layers.samples import added
from medlint.layers.subjects import Subjects
from medlint.model import Span

Doses: TypeAlias = Literal["single", "repeated", "unknown"]


HALF = 0.6
"""A group told of later that is no larger than about half of the sample is a part of it."""


class Study(Struct, frozen=True, gc=False):
    """A study as the text tells of it: `start`, `end` is its scope in prose, `first` the sentence that introduces it.

    `n` is the size of the sample, arms added up. `subject_cue`, `dose_cue` and `design_cue` are the words that say so
    (empty spans where nothing does), `count_cue` the first counted group with its number. `last` is the last sentence
    that names its subjects or doses, `mentions` how many do. `peer_reviewed` is "no" where the text says so or tells
    of a preprint or an abstract, "yes" where a journal, a DOI or PubMed is its source.
    `design_grade` is 3 where the design is named, 2 where it is described, 1 where only the way of telling hints at it.
    `controlled`: was there a comparison group; `blinded`: did people not know what they got; `weak_cue`: the words
    that say no. `arms`: the counted groups.
    `adds`: the counted group is told as the other one of a study ("the control group of 66").
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
    design_grade: int = 0
    controlled: Known = "unknown"
    blinded: Known = "unknown"
    arms: tuple[int, ...] = ()
    adds: bool = False
    weak_cue: Span = Span(0, 0)


def joined(study: Study, later: Study) -> Study:
    """A study with what a later sentence says of it where it was not known yet."""
    changes = {
        name: getattr(later, name)
        for name, empty in (("peer_reviewed", "unknown"), ("identified", False))
        if getattr(study, name) == empty
    }
    changes |= {"last": later.first, "mentions": study.mentions + (later.first != study.last)}
    if study.subjects == "unknown":
        changes |= {"subjects": later.subjects, "subject_cue": later.subject_cue}
    changes |= design_fields(merged(facts_of(study), facts_of(later)))
    if study.n is None:
        changes |= {"n": later.n, "count_cue": later.count_cue, "arms": later.arms}
    elif later.adds and len(study.arms) == 1 and later.n is not None and later.n > HALF * study.n:
        changes |= {"n": study.n + later.n, "arms": study.arms + later.arms}
    if study.doses == "unknown" or later.doses == "repeated":
        changes |= {"doses": later.doses if later.doses != "unknown" else study.doses}
    if study.dose_cue.end == 0:
        changes["dose_cue"] = later.dose_cue
    return replace(study, **changes)


def counted(study: Study, counts: list[tuple[int, Span]]) -> Study:
    """A study with its sample: the arms added up, and the first counted group."""
    arms = tuple(n for n, _ in counts)
    return replace(study, n=added(list(arms)), count_cue=counts[0][1], arms=arms)


def facts_of(study: Study) -> DesignFacts:
    """What a study says of its design."""
    return DesignFacts(
        study.design, study.design_cue, study.design_grade, study.controlled, study.blinded, study.weak_cue
    )


def design_fields(facts: DesignFacts) -> dict[str, object]:
    """What a study takes over of the facts of its design."""
    return {
        "design": facts.design,
        "design_cue": facts.cue,
        "design_grade": facts.grade,
        "controlled": facts.controlled,
        "blinded": facts.blinded,
        "weak_cue": facts.weak_cue,
    }
