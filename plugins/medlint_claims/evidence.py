"""Whether a text tells of a study that only watched, or of one that changed something: its words, counted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from medlint.api import Cues, Document, Hit, is_negated, lazy_pattern

DESIGN, SIGN, HINT, AGAINST = 2.0, 1.0, 1.0, 1.5
"""A named design weighs twice a sign; words of an experiment weigh one and a half times as much as words against it
(as in the layer of studies, where that is measured on open reports of trials; the others are round figures by
judgement)."""
LEAST = 1.0
"""So much must be left for a text to be told as an observation, one sign at least."""

_NUMBER = lazy_pattern(
    r"\s+(?:(?:for|up|to|more|than|nearly|about|over|almost|some|around|roughly|at|least|an|average|of|the|on|next|from|since"
    r"|just|the)\s+){0,4}(?:\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fif|twent|thirt|hundred"
    r"|thousand|million|half|dozens|decade|a decade|years|several)",
    re.IGNORECASE,
)


class EvidenceCues(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """The words that tell designs apart.

    `observations` and `experiments` are lexicons with the tag `kind`: `design` names one, `told` describes one in words
    that trials use now and then, too, and `sign` is weaker; `then = "number"` asks for a figure after the words.
    """

    observations: Cues
    experiments: Cues


class Sighting(Struct, frozen=True):
    """A word of design in prose[start:end]: of a study that watched (`observed`) or that changed something.

    `kind` is that of the lexicon, or `described` for the design of a study that only its telling shows.
    """

    start: int
    end: int
    observed: bool
    kind: str

    @property
    def named(self) -> bool:
        """Whether the words name or describe a design."""
        return self.kind in {"design", "told", "described"}

    @property
    def sure(self) -> bool:
        """Whether the words name a design and nothing else."""
        return self.kind == "design"


def sightings(document: Document, start: int, end: int, cues: EvidenceCues) -> list[Sighting]:
    """The words of design in prose[start:end], in order."""
    found = [*_of(document, cues.observations, start, end, True), *_of(document, cues.experiments, start, end, False)]
    return sorted(found, key=_start)


def is_observed(found: list[Sighting], *, remedy: bool = False) -> bool:
    """Whether words of design amount to a study that only watched.

    A risk of a habit that is told of with no word of a trial in the text was observed: to try habits on risks takes
    thousands of people and years. Where a medical `remedy` is told of, a design must be named: trials of drugs are
    told as "patients who" too.
    """
    balance = 0.0
    for one in found:
        if one.kind != "hint" and (one.named or not remedy or not one.observed):
            weight = DESIGN if one.named else SIGN
            balance += weight if one.observed else -AGAINST * weight
    tried = any(not one.observed for one in found)
    if not remedy and (balance > 0 or not tried) and any(one.kind == "hint" for one in found):
        balance += HINT
    return balance >= LEAST


def _of(document: Document, cues: str, start: int, end: int, observed: bool) -> Iterator[Sighting]:
    for hit in document.hits_between(cues, start, end):
        if document.tag(cues, hit, "then") and not _NUMBER.match(document.prose, hit.end):
            continue
        if observed or not _is_denied(document, hit):
            yield Sighting(hit.start, hit.end, observed, document.tag(cues, hit, "kind"))


def _is_denied(document: Document, hit: Hit) -> bool:
    """Whether an experiment is said not to have been done ("they were not randomised")."""
    return is_negated(document, hit.start)


def _start(one: Sighting) -> int:
    return one.start
