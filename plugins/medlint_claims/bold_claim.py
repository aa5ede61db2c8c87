"""Check `bold-claim`: set words that claim too much, said of a remedy, to an illness or of everybody."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from medlint.api import (
    Check,
    Cues,
    Document,
    Effect,
    Hit,
    Match,
    Sentence,
    citations_between,
    hits_with_sentences,
    section_of,
    step_for,
)

from .claim_fit import FitOptions, fit
from .lesser import is_lesser, is_of_a_kind
from .offers import is_offer


class BoldClaimOptions(FitOptions, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """What claims too much (`cues`), and what it must be said of: an entry's tags ask for it, as `fit` tells.

    The tag `step` moves the severity; with `nay = "own"` a negation is part of the claim. `bodies`: words for a body
    of evidence, which exempt where the section names a source, and lower where it names none. `offers`: words that
    sell or book; on the page of a seller a weak claim weighs as much as a plain one. `lesser`: words in the sentence
    that make a claim information; `of-a-kind = "lower"`: so does a comparison of two things of the same kind.
    """

    bodies: Cues = ""
    lesser: Cues = ""
    of_a_kind: Effect = "keep"


def find_bold_claims(document: Document, options: BoldClaimOptions) -> Iterator[Match]:
    """One match for each cue that is said of what its tags ask for, where nothing around it makes it harmless."""
    done = 0
    for hit, sentence in hits_with_sentences(document, options.cues):
        if hit.start < done or _is_part(document, hit):
            continue
        if document.blocks[sentence.block].kind in {"footnote", "button"}:
            continue
        fitted = fit(document, hit, sentence, options)
        borne = None if fitted is None else _weigh_bodies(document, sentence, options.bodies)
        if fitted is None or borne is None:
            continue
        step = step_for(document, hit.start, hit.end, _read(document, hit, options))
        if step is not None:
            done = hit.end
            if _is_weak(document, hit, sentence, options):
                fitted = -1
            if fitted < 0 and not step and is_offer(document, options.offers):
                fitted = 0
            fitted = min(fitted, borne, int(document.tag(options.cues, hit, "step") or 0))
            yield Match(hit.start, hit.end, step=step + fitted)


def _is_part(document: Document, hit: Hit) -> bool:
    """Whether a hyphen makes the words part of a longer one ("the best-known")."""
    if document.prose[hit.start - 1 : hit.start] == "-":
        return True
    return document.prose.startswith("best-known", hit.end - 4)


def _is_weak(document: Document, hit: Hit, sentence: Sentence, options: BoldClaimOptions) -> bool:
    """Whether words in its sentence, or what it compares, make a claim information."""
    if is_lesser(document, hit, sentence, options.lesser):
        return True
    return options.of_a_kind == "lower" and is_of_a_kind(document, hit, sentence)


def _read(document: Document, hit: Hit, options: BoldClaimOptions) -> BoldClaimOptions:
    """The options for a cue: one that a negation makes a claim ("nothing works as fast as this") may be negated."""
    return replace(options, negated="keep") if document.tag(options.cues, hit, "nay") == "own" else options


def _weigh_bodies(document: Document, sentence: Sentence, bodies: Cues) -> int | None:
    """The step for a claim beside a body of evidence: None where a source of it is given in the section, -1 if none."""
    if not bodies or not document.hits(bodies):
        return 0
    section = section_of(document, sentence.block)
    first, last = document.blocks[section.first].start, document.blocks[section.last - 1].end
    cited = bool(citations_between(document, first, last))
    if cited and document.hits_between(bodies, first, last):
        return None
    return -1 if document.hits_between(bodies, sentence.start, sentence.end) else 0


CHECK = Check("bold-claim", BoldClaimOptions, find_bold_claims, needs=("cues",))
