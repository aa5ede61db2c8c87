"""What is meant by words that a lexicon found: as its entry tells, with the words of the text that were kept."""

from __future__ import annotations

from medlint.document import Document
from medlint.phrasebook import Hit

KEPT = "*"
"""In a tag `means`, this stands for the words that are right as they are."""


def meant(document: Document, lexicon: str, hit: Hit) -> str:
    """The tag `means` of the entry that was hit, "" if it has none.

    A `*` at its beginning stands for the words that were found but the last, one at its end for those but the first
    (or but as many as the tag `swapped` says): "* failure" tells of "liver disappointment" that liver failure is meant.
    What follows a `*` is a plural where the words that were found are one.
    """
    told = document.tag(lexicon, hit, "means")
    if KEPT not in told:
        return told
    words = document.prose[hit.start : hit.end].split()
    swapped = int(document.tag(lexicon, hit, "swapped") or 1)
    if not told.startswith(KEPT):
        return told.replace(KEPT, " ".join(words[swapped:]))
    return told.replace(KEPT, " ".join(words[:-swapped])) + _plural(words[-1], told)


def _plural(swapped: str, told: str) -> str:
    """The ending that makes a plural of what is told, where the swapped word is one."""
    if not swapped.endswith("s") or swapped.endswith(("ss", "us", "is")) or told.endswith("s"):
        return ""
    return "s"
