"""Check `byline`: who wrote the text, or answers for it, and who checked it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from medlint.api import Check, Cues, Document, Match, lazy_pattern, metadata_values

LONGEST_BYLINE = 90
"""A block that begins with "By" and is longer, in characters, is a sentence."""

_BY = lazy_pattern(r"(?:By|Words by|Author|Authors|From)\b:?\s+(?P<name>[^,;|\n]+)")
_WORD = r"[A-Z\u00c0-\u00de][\w'\u2019.-]*"
_NAME = lazy_pattern(
    rf"(?:(?:[Tt]he|Dr|Prof|Professor|Mr|Mrs|Ms)\.?\s+)?{_WORD}"
    rf"(?:\s+(?:(?:de|van|von|of|for|the|and|la|bin|al)\s+)*{_WORD})*"
)
_LABEL = lazy_pattern(r"(?:by|of|:)?[\s:]*", re.IGNORECASE)


class BylineOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """`authors`, `reviewers`: keys of front matter or page metadata; `authored`, `reviewed`: words before a name.

    `nobody`: names that name nobody (lower case). `reviewer`: a reviewer must be named too. `min-words`: shorter
    texts, and those without a title, are parts of a page and left alone.
    """

    authors: tuple[str, ...]
    reviewers: tuple[str, ...]
    authored: Cues
    reviewed: Cues
    nobody: tuple[str, ...] = ()
    reviewer: bool = False
    min_words: int = 0


def find_missing_byline(document: Document, options: BylineOptions) -> Iterator[Match]:
    """At most one match, on the title, that says whose name is missing."""
    if document.words < options.min_words or document.embeds or not _has_title(document):
        return
    reviewed = _is_named(document, options.reviewers, options.reviewed, options)
    authored = _is_named(document, options.authors, options.authored, options) or _has_byline(document, options)
    missing = "" if authored or (reviewed and not options.reviewer) else "an author or organisation"
    if options.reviewer and not reviewed:
        missing = f"{missing} and a medical reviewer" if missing else "a medical reviewer"
    if missing:
        yield Match(*document.title, scope="document", fields={"missing": missing})


def _has_title(document: Document) -> bool:
    block = document.blocks[document.block_at(document.title[0])] if document.blocks else None
    return block is not None and (block.kind == "title" or (block.kind == "heading" and block.level <= 1))


def _is_named(document: Document, keys: tuple[str, ...], cues: str, options: BylineOptions) -> bool:
    """Whether the metadata name somebody under one of `keys`, or the text after one of `cues`."""
    if any(value.lower() not in options.nobody for value in metadata_values(document, keys)):
        return True
    for hit in document.hits(cues):
        label = _LABEL.match(document.prose, hit.end)
        name = _NAME.match(document.prose, label.end() if label else hit.end)
        if name is not None and name[0].strip(" .").lower() not in options.nobody:
            return True
    return False


def _has_byline(document: Document, options: BylineOptions) -> bool:
    """Whether a short block says "By" and a name of two words or more."""
    for block in document.blocks:
        if block.end - block.start > LONGEST_BYLINE or block.hidden:
            continue
        found = _BY.match(document.prose, block.start, block.end)
        name = _NAME.match(found["name"]) if found else None
        if name is not None and " " in name[0].strip() and name[0].strip().lower() not in options.nobody:
            return True
    return False


CHECK = Check("byline", BylineOptions, find_missing_byline, {"missing": "what is missing"})
