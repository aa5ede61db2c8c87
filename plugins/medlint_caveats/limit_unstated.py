"""Check `limit-unstated`: a study with a weakness is told as showing something, and the weakness is not named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from medlint.api import (
    Caveat,
    Check,
    Cues,
    Document,
    Match,
    Related,
    Study,
    caveats,
    caveats_in,
    is_unexpected,
    lazy_pattern,
    quote_at,
    section_of,
    sections,
    sentence_at,
    studies,
)

from .before_after import ChangeCues, changes_over_time
from .brought_in import changes_in_place
from .entries import cited_change
from .limits import FIRM, is_bare, is_bare_at, limit_near, told_limit
from .told_results import UNREAD, is_sample, result_of

PLAIN = 2
"""A design counts from this grade on: the text names or describes it."""
ALIKE = 3
"""Groups of one study differ in size by no more than this factor (our estimate); else the smaller is a part."""
FEWEST = 4
"""Two or three people are no sample but cases, which are told as such (our estimate)."""
UNDER_HEADING = 0.5
"""Under a heading that announces limits a sentence names one from this score of the role on (our estimate)."""
COMPARED = frozenset({"randomised", "observational", "review"})
"""Designs in which groups are compared, or whose weakness is another one."""

EXPECTED_REACH = 3
"""A study that is told of is named at most so many sentences from the number of those who took part (our estimate)."""
_IN_GROUP = lazy_pattern(r"\s+in the (?:[\w-]+ ){0,3}(?:group|arm)\b")


class UnstatedOptions(ChangeCues, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """Which weakness is meant, and which caveats make it right.

    `property`: `n` (fewer people than `threshold`, or than `arm-threshold` in a group), `design` (one of `designs`,
    named or described) or `control` (no comparison group, or nobody blinded; or a group that changed in the course of
    time, with no comparison named in the section). `caveats`: the kinds that exempt in the section; elsewhere in the
    text they lower the finding by one severity. `unless`: words in the section that exempt. `looked-for`: what would
    have been credited, in words for the message. `lower-document`: words anywhere in the text
    that lower by one severity; `expects`: words one of which stands within a few sentences, else it is lowered, as in
    `Surroundings`. `headings`: those tagged `limits` hold the limits of the whole text.
    """

    property: Literal["n", "design", "control"]
    caveats: tuple[str, ...]
    lower_document: Cues = ""
    expects: tuple[Cues, ...] = ()
    threshold: int = 100
    arm_threshold: int = 30
    designs: tuple[str, ...] = ()
    unless: Cues = ""
    told: tuple[str, ...] = ()
    told_from: float = FIRM
    looked_for: str = ""
    headings: Cues = "meaning-headings"


_SUPPOSED = (" if ", "If ", " unless ")
"""What is only supposed is no design: "if everyone took it"."""


def find_unstated_limits(document: Document, options: UnstatedOptions) -> Iterator[Match]:
    """One match for each study with the weakness whose result is told and whose weakness is not named."""
    done: set[int] = set()
    for study in studies(document):
        span = _weakness(document, study, options)
        if span is None or study.section in done:
            continue
        cited = cited_change(document, span[0], options.results) if options.property == "control" else None
        if cited is not None and not _is_exempt(document, _section_at(document, cited[0]), cited[0], options):
            yield Match(*cited, related=(Related(*span, "so the study that is cited here was done"),))
            continue
        if not _is_meant(document, study, span, options):
            continue
        sure = is_sample(document, study, options) if options.property == "n" else "yes"
        if sure == "no":
            continue
        done.add(study.section)
        if options.property == "control" and study.controlled == "no" and is_bare_at(document, span[0]):
            changes = (change[:2] for change in changes_over_time(document, options))
            span = next((change for change in changes if study.start <= change[0] < study.end), span)
        yield _match(document, span, options, unsure=sure == "likely")
    if options.property == "control":
        yield from _changed(document, options, done)


def _section_at(document: Document, offset: int) -> int:
    return sections(document).index(section_of(document, document.block_at(offset)))


def _weakness(document: Document, study: Study, options: UnstatedOptions) -> tuple[int, int] | None:
    """The words that show the weakness of a study of people; None where it has none."""
    if study.subjects not in {"people", "unknown"} and not _names_people(document, study, options):
        return None
    if options.property == "n":
        return (study.count_cue.start, study.count_cue.end) if _is_small(document, study, options) else None
    plain = study.design_grade >= PLAIN
    if options.property == "design":
        meant = plain and study.design in options.designs and not _is_plural(document, study)
        return (study.design_cue.start, study.design_cue.end) if meant else None
    weak = study.controlled == "no" or study.blinded == "no"
    return (study.weak_cue.start, study.weak_cue.end) if weak and study.blinded != "yes" else None


def _names_people(document: Document, study: Study, options: UnstatedOptions) -> bool:
    """Whether the sentence that names the design names a group of people, too: "children with dogs"."""
    sentence = sentence_at(document, study.design_cue.start)
    if study.design_cue.end == 0 or sentence is None:
        return False
    people = document.hits_between(options.people, sentence.start, sentence.end)
    return any(document.tag(options.people, hit, "noun") == "yes" for hit in people)


def _is_small(document: Document, study: Study, options: UnstatedOptions) -> bool:
    """Whether fewer took part than the thresholds; two or three are a story, and a group may be one of several."""
    if study.n is None or study.n < FEWEST or study.design == "review":
        return False
    if study.n >= options.arm_threshold and _IN_GROUP.match(document.prose, study.count_cue.end):
        return False
    return study.n < options.threshold or _has_small_arm(study, options)


def _is_plural(document: Document, study: Study) -> bool:
    """Whether studies of a kind are spoken of in general ("cohort studies suggest")."""
    words = document.prose[study.design_cue.start : study.design_cue.end].lower()
    return words.endswith(("studies", "surveys", "analyses", "trials", "data", "evidence", "research"))


def _has_small_arm(study: Study, options: UnstatedOptions) -> bool:
    """Whether one of several groups of about the same size is small; a few of many are no group."""
    if len(study.arms) < 2:  # noqa: PLR2004
        return False
    return min(study.arms) < options.arm_threshold and max(study.arms) <= ALIKE * min(study.arms)


def _is_meant(document: Document, study: Study, span: tuple[int, int], options: UnstatedOptions) -> bool:
    """Whether the study's result is told in running text, and nothing in the section exempts."""
    if span[1] <= span[0] or document.blocks[document.block_at(span[0])].kind in UNREAD:
        return False
    if document.prose.endswith(_SUPPOSED, 0, span[0]):
        return False
    counts = options.property == "design" and study.design_grade <= PLAIN
    return (
        not _is_exempt(document, study.section, span[0], options, _overlapping(document, span))
        and result_of(document, study, options, plain=counts) is not None
    )


def _is_exempt(document: Document, section: int, offset: int, options: UnstatedOptions, own: int = -1) -> bool:
    """Whether the section names the limit, or holds words that make it none; in other words near an offset only.

    `own`: where the words of the design end; they are no limit ("those who chose to").
    """
    start, end = _span(document, section)
    if options.unless and document.hits_between(options.unless, *_own_part(document, section, offset, options)):
        return True
    told = [c for c in caveats_in(document, start, end) if c.kind in options.caveats and c.start != own]
    if any(options.property != "control" or not is_bare(document, caveat) for caveat in told):
        return True
    if any(_is_told_in(document, span, options) for span in _of_limits(document, options)):
        return True
    but = (offset,) if options.property == "control" and is_bare_at(document, offset) else ()
    return limit_near(document, offset, (start, end), frozenset(options.told), options.told_from, but)


def _of_limits(document: Document, options: UnstatedOptions) -> Iterator[tuple[int, int]]:
    """The prose spans of the sections whose heading says that they hold the limits of what the text tells."""
    for hit in document.hits(options.headings):
        number = document.block_at(hit.start)
        if document.blocks[number].kind == "heading" and document.tag(options.headings, hit, "limits"):
            yield document.blocks[number].end, document.blocks[section_of(document, number).last - 1].end


def _is_told_in(document: Document, span: tuple[int, int], options: UnstatedOptions) -> bool:
    """Whether a section of limits names this one, or one of its topics in other words."""
    if any(caveat.kind in options.caveats for caveat in caveats_in(document, *span)):
        return True
    return told_limit(document, *span, frozenset(options.told), UNDER_HEADING) is not None


def _overlapping(document: Document, span: tuple[int, int]) -> int:
    """Where a caveat begins that is made of the words of the weakness itself; -1 without one."""
    return next((c.start for c in caveats_in(document, *span, "design")), -1)


def _own_part(document: Document, section: int, offset: int, options: UnstatedOptions) -> tuple[int, int]:
    """Where words that exempt a study stand: its section, or its scope where another one there was drawn by lot."""
    told = [study for study in studies(document) if study.section == section]
    own = next((study for study in told if study.design_cue.start == offset), None)
    if options.property == "design" and own and any(other.design == "randomised" for other in told):
        return own.start, own.end
    return _span(document, section)


def _changed(document: Document, options: UnstatedOptions, done: set[int]) -> Iterator[Match]:
    """Changes over time in a group, in sections that speak of no comparison."""
    for start, end, sure in (*changes_over_time(document, options), *changes_in_place(document, options.complaints)):
        section = _section_at(document, start)
        if section in done or document.blocks[document.block_at(start)].kind in UNREAD:
            continue
        done.add(section)
        if not _is_compared(document, section, sure=sure) and not _is_exempt(document, section, start, options):
            yield _match(document, (start, end), options, unsure=not sure)


def _is_compared(document: Document, section: int, *, sure: bool) -> bool:
    """Whether a section names a comparison, or tells of animals or of a study of another design.

    People of whom it is sure that they were treated are no cohort, even if they filled in forms or kept diaries.
    """
    return any(
        study.section == section
        and (
            study.controlled == "yes"
            or (study.design in COMPARED and study.design_grade > PLAIN)
            or (
                study.design in COMPARED
                and study.design_grade == PLAIN
                and not (sure and study.design == "observational")
            )
            or study.subjects in {"animals", "cells"}
        )
        for study in studies(document)
    )


def _span(document: Document, section: int) -> tuple[int, int]:
    found = sections(document)[section]
    return document.blocks[found.first].start, document.blocks[found.last - 1].end


def _match(document: Document, span: tuple[int, int], options: UnstatedOptions, *, unsure: bool = False) -> Match:
    """The match, one severity lower in a quotation, where the limit is named in another section, or if unsure."""
    first = next((caveat for caveat in caveats(document) if caveat.kind in options.caveats), None)
    elsewhere: list[Caveat] = [first] if first else []
    related = tuple(
        Related(caveat.start, caveat.end, "a limit is named here, in another section") for caveat in elsewhere[:1]
    )
    note = f"Looked for {options.looked_for} in this section and found none." if options.looked_for else ""
    softened = options.lower_document and document.hits(options.lower_document)
    untold = is_unexpected(document, span[0], options.expects, EXPECTED_REACH)
    step = -1 if unsure or elsewhere or softened or untold or quote_at(document, span[0]) else 0
    return Match(*span, step=step, note=note, related=related)


CHECK = Check("limit-unstated", UnstatedOptions, find_unstated_limits)
