"""Calls upon a source: where a text leans on a study or an authority, and how a rule says what to look for."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import Literal

from msgspec import Struct

from medlint.api import Cues, Document, Study, lazy_pattern, sentence_at, studies

from .authorities import find_authorities
from .researchers import find_doers, find_handled, find_spoken_of
from .told_studies import find_told_studies

_HEADINGS = frozenset({"heading", "title", "description"})
_FRESH = frozenset({"new", "latest", "preliminary"})
"""News brings research that is new: the text as a rule says later whose it is."""
_RATE = lazy_pattern(
    r"\b(?:one|\d[\d,.]*) (?:in|out of|of|per) (?:every )?(?:\d[\d,]* (?:to|and|or) )?$|\b(?:per|every|extra|another) $"
)
"""Words before a count that make it a rate: "1 in 200 to"."""


class UnsourcedOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """What calls upon a source, and what excuses it.

    `cues` are the words; tags of an entry: `again`: they may speak of what was cited before, or (`told`) of a study
    that was told of before or is cited anywhere; `opens`: they count at the start of a sentence only; `sure`: they
    count without `requires`; `step` moves the severity.
    `authorities`: bare plural nouns, which are an authority with a verb behind them: of `telling` for people and
    guidelines, of `finding` for studies.
    `studies`: nouns of research, which are a study that is told of with an article and a verb of `finding`.
    `requires`: one of these must stand in the sentence. `unless`: expressions that overlap the words; `unless-near`:
    words in the same sentence; `lower-near`: words after them in it that lower a finding; `planned`:
    words right behind them by which nothing was done yet. `hedged`: what a hedge does.
    `once`: one finding in each section, or each block. `reach`: how far off a journal, number or link may stand that
    identifies what is spoken of. A reference list at the end lowers a finding, since it may hold the source.
    `counted`: words of research; a study that counts people beside one of them is one that is told of; `arms`: words
    that tell groups apart, which do the same beside it, where none of `rates` makes the people a part of a population.
    `handled`: people of whom something was done (`handlings`): beside `arms` they are a study as well. `authorship`:
    words which with a name beside them identify what was done in the section.
    `bodies`: last words of the names of bodies; one that is named in the sentence or the next is a source, and so is a
    person beside one of `speakers`. `rejected`: words that reject what the call is for; `doubted`: those by
    which the sentence or the next one says that opinion is divided. `retold`: words that speak
    again of studies, before which a call in the past tense is one of theirs.
    `doers`: people who do research, with what they did (`doings`). `spoken`: nouns of a study and of those who did it;
    with "the" before and one of `spoken-verbs` behind they tell of one, unless the text told of one before.
    `stakes`: what a reader's health hangs on; a finding in a sentence without any is lowered.
    `elsewhere`: words of sciences on which it does not; a text full of them has only lowered findings.
    `practice`: expressions that tell what is usually done, which lower a finding that they overlap.
    `metadata`: keys under which a page lists its sources. `roles`: what experts are, as texts introduce them.
    """

    cues: Cues
    authorities: Cues = ""
    telling: Cues = ""
    finding: Cues = ""
    studies: Cues = ""
    requires: Cues = ""
    unless: Cues = ""
    unless_near: Cues = ""
    planned: Cues = ""
    lower_near: Cues = ""
    stakes: Cues = ""
    elsewhere: Cues = ""
    practice: Cues = ""
    hedged: Literal["keep", "exempt"] = "keep"
    once: Literal["section", "block"] = "block"
    reach: Literal["paragraph", "section"] = "paragraph"
    counted: Cues = ""
    arms: Cues = ""
    rates: Cues = ""
    handled: Cues = ""
    handlings: Cues = ""
    doers: Cues = ""
    doings: Cues = ""
    spoken: Cues = ""
    spoken_verbs: Cues = ""
    authorship: Cues = ""
    bodies: Cues = ""
    speakers: Cues = ""
    rejected: Cues = ""
    doubted: Cues = ""
    retold: Cues = ""
    metadata: tuple[str, ...] = ()
    roles: Cues = ""


class Call(Struct, frozen=True, gc=False):
    """Words that call upon a source: their prose span, and the tags that `UnsourcedOptions` explains.

    `counted`: they are the counted people of a study. `same`: they may speak of a study that was told of before.
    `kind`: that of a nameless authority (people, work, rule).
    """

    start: int
    end: int
    again: str = ""
    opens: bool = False
    sure: bool = True
    step: int = 0
    counted: bool = False
    same: bool = False
    kind: str = ""


def find_calls(document: Document, options: UnsourcedOptions) -> list[Call]:
    """The words that call upon a source: cues, nameless authorities, the counted people of studies, in order."""
    calls = [*_of_cues(document, options), *_of_authorities(document, options)]
    if document.hits(options.studies):
        told = find_told_studies(document, options.studies, options.finding)
        calls.extend(Call(hit.start, hit.end) for hit in told)
    if document.hits(options.doers):
        done = find_doers(document, options.doers, options.doings)
        calls.extend(Call(told.start, told.end, told.again, same=True) for told in done)
    if document.hits(options.handlings):
        treated = find_handled(document, options.handled, options.handlings, options.arms)
        calls.extend(Call(told.start, told.end) for told in treated)
    if options.counted and (document.hits(options.counted) or document.hits(options.arms)):
        calls.extend(_of_counts(document, options))
    calls.extend(_of_spoken(document, options, min((call.start for call in calls), default=len(document.prose))))
    return sorted(calls, key=attrgetter("start"))


def _of_spoken(document: Document, options: UnsourcedOptions, first: int) -> Iterator[Call]:
    """The calls of "the study ran", where no study was told of before: `first` is where the first one is."""
    if document.hits(options.spoken):
        for told in find_spoken_of(document, options.spoken, options.spoken_verbs):
            if told.start < first:
                yield Call(told.start, told.end, told.again)


def _of_cues(document: Document, options: UnsourcedOptions) -> Iterator[Call]:
    for hit in document.hits(options.cues):
        again, opens, sure, step = (
            document.tag(options.cues, hit, name) for name in ("again", "opens", "sure", "step")
        )
        yield Call(hit.start, hit.end, again, bool(opens), bool(sure), int(step or 0))


def _of_authorities(document: Document, options: UnsourcedOptions) -> Iterator[Call]:
    if document.hits(options.authorities):
        for hit, soft in find_authorities(document, options.authorities, options.telling, options.finding):
            again = document.tag(options.authorities, hit, "again")
            fresh = any(word in _FRESH for word in document.prose[hit.start : hit.end].lower().split())
            kind = document.tag(options.authorities, hit, "kind")
            step = -int(soft and bool(again))
            yield Call(hit.start, hit.end, "told" if fresh else again, step=step, kind=kind)


def _of_counts(document: Document, options: UnsourcedOptions) -> Iterator[Call]:
    for study in studies(document):
        counts = study.n and study.count_cue.end > study.count_cue.start
        counts = counts and " - " not in document.prose[study.count_cue.start : study.count_cue.end]
        if counts and _is_told(document, study, options):
            yield Call(study.count_cue.start, study.count_cue.end, counted=True)


def _is_told(document: Document, study: Study, options: UnsourcedOptions) -> bool:
    """Whether a word of research stands in the sentence of the count or the one before it; or arms in its block."""
    own = sentence_at(document, study.count_cue.start)
    if own is None or document.blocks[own.block].kind in _HEADINGS:
        return False
    if _RATE.search(document.prose[own.start : study.count_cue.start]):
        return False
    before = sentence_at(document, max(own.start - 2, 0))
    start = before.start if before and before.block == own.block else own.start
    if document.hits_between(options.counted, start, own.end):
        return True
    after = sentence_at(document, own.end + 1)
    end = after.end if after and after.block == own.block else own.end
    arms = document.hits_between(options.arms, start, end)
    return bool(arms) and not document.hits_between(options.rates, own.start, own.end)
