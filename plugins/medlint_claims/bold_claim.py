"""Check `bold-claim`: set words that claim too much, said of a remedy, to an illness or of everybody."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.api import Check, Document, Match, hits_with_sentences, step_for

from .claim_fit import FitOptions, fit


class BoldClaimOptions(FitOptions, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """What claims too much (`cues`), and what it must be said of: an entry's tags ask for it, as `fit` tells.

    The tag `step` moves the severity.
    """


def find_bold_claims(document: Document, options: BoldClaimOptions) -> Iterator[Match]:
    """One match for each cue that is said of what its tags ask for, where nothing around it makes it harmless."""
    done = 0
    for hit, sentence in hits_with_sentences(document, options.cues):
        if hit.start < done or document.prose[hit.start - 1 : hit.start] == "-":
            continue
        if document.blocks[sentence.block].kind in {"footnote", "button"}:
            continue
        fitted = fit(document, hit, sentence, options)
        if fitted is None:
            continue
        step = step_for(document, hit.start, hit.end, options)
        if step is not None:
            done = hit.end
            yield Match(hit.start, hit.end, step=step + min(fitted, int(document.tag(options.cues, hit, "step") or 0)))


CHECK = Check("bold-claim", BoldClaimOptions, find_bold_claims)
