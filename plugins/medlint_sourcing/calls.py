"""Calls upon a source: where a text leans on a study or an authority, and how a rule says what to look for."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import Literal

from msgspec import Struct

from medlint.api import Cues, Document, Study, lazy_pattern, sentence_at, studies

from .authorities import find_authorities
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
    words in the same sentence; `lower-near`: words after them in it that lower a finding. `hedged`: what a hedge does.
    `once`: one finding in each section, or each block. `reach`: how far off a journal, number or link may stand that
    identifies what is spoken of. A reference list at the end lowers a finding, since it may hold the source.
    `counted`: words of research; a study that counts people beside one of them is one that is told of. `authorship`:
    words which with a name beside them identify what was done in the section.
    """

    cues: Cues
    authorities: Cues = ""
    telling: Cues = ""
    finding: Cues = ""
    studies: Cues = ""
    requires: Cues = ""
    unless: Cues = ""
    unless_near: Cues = ""
    lower_near: Cues = ""
    hedged: Literal["keep", "exempt"] = "keep"
    once: Literal["section", "block"] = "block"
    reach: Literal["paragraph", "section"] = "paragraph"
    counted: Cues = ""
    authorship: Cues = ""


class Call(Struct, frozen=True, gc=False):
    """Words that call upon a source: their prose span, and the tags that `UnsourcedOptions` explains.

    `counted`: they are the counted people of a study.
    """

    start: int
    end: int
    again: str = ""
    opens: bool = False
    sure: bool = True
    step: int = 0
    counted: bool = False


def find_calls(document: Document, options: UnsourcedOptions) -> list[Call]:
    """The words that call upon a source: cues, nameless authorities, the counted people of studies, in order."""
    calls = [*_of_cues(document, options), *_of_authorities(document, options)]
    if document.hits(options.studies):
        told = find_told_studies(document, options.studies, options.finding)
        calls.extend(Call(hit.start, hit.end) for hit in told)
    if options.counted and document.hits(options.counted):
        calls.extend(_of_counts(document, options))
    return sorted(calls, key=attrgetter("start"))


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
            yield Call(hit.start, hit.end, "told" if fresh else again, step=-int(soft and bool(again)))


def _of_counts(document: Document, options: UnsourcedOptions) -> Iterator[Call]:
    for study in studies(document):
        counts = study.n and study.count_cue.end > study.count_cue.start
        if counts and _is_told(document, study, options):
            yield Call(study.count_cue.start, study.count_cue.end, counted=True)


def _is_told(document: Document, study: Study, options: UnsourcedOptions) -> bool:
    """Whether a word of research stands in the sentence of the count or the one before it."""
    own = sentence_at(document, study.count_cue.start)
    if own is None or document.blocks[own.block].kind in _HEADINGS:
        return False
    if _RATE.search(document.prose[own.start : study.count_cue.start]):
        return False
    before = sentence_at(document, max(own.start - 2, 0))
    start = before.start if before and before.block == own.block else own.start
    return bool(document.hits_between(options.counted, start, own.end))
