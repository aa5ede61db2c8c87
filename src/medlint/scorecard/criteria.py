"""The ten criteria, judged: met, not met, not applicable, or left to a person; each with its cue or what was searched.

A finding of a criterion's rules answers first. Then words that meet it are quoted. Where neither is there, the
criterion is not met if a program can be sure that nothing is said, and else left to a person.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct

from medlint.document import Document
from medlint.layers.caveats import caveats_in
from medlint.layers.essentials import HARM_PROMISES, Essentials
from medlint.layers.quotes import quotes
from medlint.layers.studies import Study
from medlint.model import SEVERITIES, Finding, Span
from medlint.scorecard.asks import ASKS, Ask, State
from medlint.scorecard.evidence import line_of, words_at

SHORTEST = 80
"""In a text of fewer words nothing is missed, as by the rules about what a whole text lacks."""


class Material(Struct, frozen=True):
    """All that the criteria are judged by. `studies` and `words` are None where their layer could not be built.

    `absences`: what the rules about the page found, by rule; None where they miss nothing.
    """

    document: Document
    findings: Sequence[Finding]
    studies: tuple[Study, ...] | None
    words: Essentials | None
    ran: Collection[str] = ()
    known: Collection[str] = ()
    absences: Mapping[str, Finding | None] = {}


class Criterion(Struct, frozen=True):
    """A judged criterion. `cue`: words of the text, on `line`, or without a line what was missed or searched in vain.

    `rules`: those whose findings answered it.
    """

    state: State
    cue: str | None = None
    line: int | None = None
    looked_for: str | None = None
    rules: tuple[str, ...] = ()


def judge_criteria(material: Material) -> dict[str, Criterion]:
    """The criteria by key, in the order of `ASKS`."""
    return {ask.key: judge(ask, material) for ask in ASKS}


def judge(ask: Ask, material: Material) -> Criterion:
    """The state of one criterion, with what it rests on."""
    faults = _faults(ask, material.findings)
    if faults:
        return _by_finding(ask, faults, material)
    if material.words is None or (material.studies is None and ask.about != "treatment"):
        return Criterion("needs-a-person", None, None, ask.looked_for)
    if ask.key == "evidence-quality" and material.studies:
        return _by_studies(ask, material.document, material.studies)
    if not _applies(ask, material, material.words):
        return Criterion("not-applicable")
    credited = _credited(ask, material.words)
    if credited is None:
        return _by_silence(ask, material)
    state, span = credited
    if state == "met" and _is_unasked(ask, material):
        state = "needs-a-person"
    if not span.end:
        return Criterion(state, "in the front matter", None, ask.looked_for)
    return Criterion(state, words_at(material.document, span), line_of(material.document, span.start), ask.looked_for)


def _faults(ask: Ask, findings: Sequence[Finding]) -> list[Finding]:
    """The findings that answer a criterion, gravest first. One of severity `info` about some words is too weak to."""
    told = [
        finding
        for finding in findings
        if (finding.rule in ask.rules and finding.severity != "info") or finding.rule == ask.absence
    ]
    return sorted(told, key=lambda one: (one.scope == "document", SEVERITIES.index(one.severity), one.start, one.rule))


def _by_finding(ask: Ask, faults: Sequence[Finding], material: Material) -> Criterion:
    first, rules = faults[0], tuple(dict.fromkeys(finding.rule for finding in faults))
    if first.scope == "document" and first.rule == ask.absence:
        return Criterion("not-met", _searched(ask, material), None, ask.looked_for, rules)
    if first.scope == "document":
        return Criterion(ask.fault, first.message, None, ask.looked_for, rules)
    return Criterion(ask.fault, first.quote, first.line, ask.looked_for, rules)


def _by_studies(ask: Ask, document: Document, told: Sequence[Study]) -> Criterion:
    """Met where each study has a limit named, or is named by its design and can be found; else a person weighs it."""
    limits = [
        [Span(limit.start, limit.end) for limit in caveats_in(document, study.start, study.end)] for study in told
    ]
    cues = [spans[0] for spans in limits if spans] or [study.design_cue for study in told if study.design_cue.end]
    if not cues:
        return Criterion(ask.silent, f"looked for: {ask.looked_for}", None, ask.looked_for)
    weighed = (
        bool(spans) or (study.identified and study.design != "unknown")
        for study, spans in zip(told, limits, strict=True)
    )
    state: State = "met" if all(weighed) else "needs-a-person"
    return Criterion(state, words_at(document, cues[0]), line_of(document, cues[0].start), ask.looked_for)


def _credited(ask: Ask, words: Essentials) -> tuple[State, Span] | None:
    """The first words that answer a criterion, with their state; an empty span for front matter that does."""
    for name, state in ask.cues:
        if words.found[name]:
            return state, words.found[name][0]
    return ("met", Span(0, 0)) if ask.key == "harms" and words.harm_metadata else None


def _by_silence(ask: Ask, material: Material) -> Criterion:
    """What it means that nothing was found."""
    state = ask.silent if material.studies else ask.silent_without_study
    if state == "not-met" and _is_unsure(ask, material):
        state = "needs-a-person"
    if state == "not-applicable":
        return Criterion(state)
    return Criterion(state, _searched(ask, material), None, ask.looked_for)


def _is_unsure(ask: Ask, material: Material) -> bool:
    """Whether nothing can be made of silence: a short text, a shortcode, or a treatment that no lexicon names."""
    unnamed = ask.about == "treatment" and material.words is not None and not material.words.treatment
    return unnamed or material.document.words < SHORTEST or bool(material.document.embeds)


def _searched(ask: Ask, material: Material) -> str:
    """What was looked for, and for harms the words that only promise them."""
    promises = material.words.found[HARM_PROMISES] if ask.key == "harms" and material.words else ()
    text = material.document.prose
    said = sorted({text[span.start : span.end].lower() for span in promises})
    return f"looked for: {ask.looked_for}" + (f"; found only: {', '.join(said)}" if said else "")


def _applies(ask: Ask, material: Material, words: Essentials) -> bool:
    """Whether the text is about what a criterion asks of."""
    studies = bool(material.studies)
    match ask.about:
        case "treatment":
            return words.treatment or (words.benefit and studies)
        case "benefit":
            return words.treatment or words.benefit
        case "study":
            return studies
        case "illness":
            return words.treatment or words.benefit or studies
        case "news":
            return studies or bool(words.found["novelty-words"] or words.found["release-words"])
        case "voices":
            return studies or bool(words.found["uninvolved-experts"] or quotes(material.document))
        case "page":
            return True


def _is_unasked(ask: Ask, material: Material) -> bool:
    """Whether none of the rules that could contradict good words was run, although there are some."""
    there = set(ask.rules) & set(material.known)
    return bool(there) and not there & set(material.ran)
