"""Check `dangling-reference`: words that point to something which is not in the text, or not where a reader looks."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.api import Check, Cues, Document, Match

from .back_references import KinOptions, find_back_references
from .opening_nouns import find_opening_nouns
from .pointers import find_pointers
from .pronouns import find_pronouns


class DanglingOptions(KinOptions, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """What points back, and to what, is told in `KinOptions`; `pointers` are "see the table below" and the like."""

    pointers: Cues = ""


def find_dangling(document: Document, options: DanglingOptions) -> Iterator[Match]:
    """One match for each pointer, reference or opening pronoun that leads nowhere."""
    yield from find_pointers(document, options.pointers)
    told = set()
    for match in find_back_references(document, options):
        told.add(match.start)
        yield match
    for match in find_opening_nouns(document, options.empty):
        looked_up = document.hits_between(options.references, match.start, match.end + 1)
        if match.start not in told and (not looked_up or document.prose.startswith("The ", match.start)):
            yield match
    yield from find_pronouns(document, options.empty)


CHECK = Check("dangling-reference", DanglingOptions, find_dangling, {"missing": "what the text does not have"})
