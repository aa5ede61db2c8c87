"""What is present and good: the limits, harms, other treatments, prices and interests that a text names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from medlint.document import Document
from medlint.layers.caveats import caveats
from medlint.layers.essentials import HARMS, Essentials
from medlint.model import Span
from medlint.scorecard.evidence import line_of, words_at

MOST = 5
"""So many different words of a kind are credited; harms come in lists, and twice as many of them."""
_OF_TREATMENTS: Final = ((HARMS, "harm", 2 * MOST), ("alternatives", "alternative", MOST), ("costs", "cost", MOST))
_OF_ALL: Final = (
    ("availability-cues", "availability", MOST),
    ("interest-disclosures", "disclosure", MOST),
    ("uninvolved-experts", "independent-voice", MOST),
)


def credit(document: Document, words: Essentials | None, *, with_caveats: bool = True) -> list[dict[str, object]]:
    """What the text is credited with: `group`, `kind`, words and line. Caveats first, as they stand, then the rest.

    `kind` of a caveat is the kind of limit; that of anything else repeats its group. Harms and the like are credited
    in a text about a treatment only: elsewhere they are symptoms.
    """
    limits = caveats(document) if with_caveats else ()
    listed = [_entry(document, "caveat", caveat.kind, Span(caveat.start, caveat.end)) for caveat in limits]
    if words is None:
        return listed
    for name, group, most in (*(_OF_TREATMENTS if words.treatment else ()), *_OF_ALL):
        spans = islice(_distinct(document, words.found[name]), most)
        # A harm is a word of a list; the others need their clause to be understood.
        entries = [_entry(document, group, group, span, whole=name != HARMS) for span in spans]
        listed += [entry for number, entry in enumerate(entries) if entry not in entries[:number]]
    return listed


def _entry(document: Document, group: str, kind: str, span: Span, *, whole: bool = False) -> dict[str, object]:
    quote = words_at(document, span) if whole else document.prose[span.start : span.end]
    return {"group": group, "kind": kind, "quote": quote, "line": line_of(document, span.start)}


def _distinct(document: Document, spans: tuple[Span, ...]) -> Iterator[Span]:
    """The first place of each wording."""
    seen: set[str] = set()
    for span in spans:
        wording = document.prose[span.start : span.end].casefold()
        if wording not in seen:
            seen.add(wording)
            yield span
