"""Where a place stands in a text: how far back its section reaches, what its heading and the title name."""

from __future__ import annotations

import re
from collections.abc import Collection

from medlint.api import Block, Document, lazy_pattern, section_of, sections

TEXT_KINDS = frozenset(("paragraph", "item", "quote"))
_WORD = lazy_pattern(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_SHORTEST = 3
_ADVERBIAL = lazy_pattern(r"\s*(?:after|before|during|while|until|when|if|once|who|where)\b", re.IGNORECASE)


def title_of(document: Document) -> tuple[int, int] | None:
    """The prose span of the title or first-level heading; None where there is none."""
    if not document.blocks:
        return None
    block = document.blocks[document.block_at(document.title[0])]
    return document.title if block.kind == "title" or (block.kind == "heading" and block.level <= 1) else None


def heading_of(document: Document, offset: int) -> Block | None:
    """The heading over a prose offset, if it is not the title of the text."""
    section = section_of(document, document.block_at(offset))
    block = document.blocks[section.heading] if section.heading >= 0 else None
    return block if block is not None and block.level > 1 else None


def reach_back(document: Document, offset: int) -> int:
    """Where the section of a prose offset begins, behind its heading; a part of a section reaches back over it all."""
    own = section_of(document, document.block_at(offset))
    if own.heading < 0:
        return 0
    level = document.blocks[own.heading].level
    earlier = [section for section in sections(document) if section.first <= own.first]
    while len(earlier) > 1 and level > 2 and document.blocks[earlier[-1].heading].level >= level:  # noqa: PLR2004
        earlier.pop()
    return document.blocks[earlier[-1].heading].end if earlier[-1].heading >= 0 else 0


def content_words(document: Document, start: int, end: int, empty: Collection[str]) -> list[str]:
    """The words of prose[start:end] in lower case, without short ones and those of `empty`."""
    words = (word.lower() for word in _WORD.findall(document.prose, start, end))
    return [word for word in words if len(word) >= _SHORTEST and word not in empty]


def is_adverbial(document: Document, start: int) -> bool:
    """Whether the heading that begins at a prose offset only says when or where ("After the operation")."""
    return _ADVERBIAL.match(document.prose, start) is not None
