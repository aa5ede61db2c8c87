"""Residue of spinning templates: "{doctor|physician}", a choice between words that no program has made."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.api import Document

LONGEST_CHOICE = 200
"""A choice between words has at most so many characters; what is longer is code."""


def unmade_choices(document: Document) -> Iterator[tuple[int, int]]:
    """The prose spans of choices in braces: two or more words or phrases with `|` between, outside hidden blocks."""
    prose = document.prose
    end = prose.find("}") if "|" in prose else -1
    while end >= 0:
        start = prose.rfind("{", max(end - LONGEST_CHOICE, 0), end)
        if start >= 0 and _is_choice(prose[start + 1 : end]):
            block = document.blocks[document.block_at(start)]
            if not block.hidden and end < block.end:
                yield start, end + 1
        end = prose.find("}", end + 1)


def _is_choice(text: str) -> bool:
    """Whether a text is words with `|` between, and no more."""
    words = [part.strip() for part in text.split("|")]
    plain = all(ch.isalpha() or ch in " '’-.," for part in words for ch in part)
    return len(words) > 1 and plain and any(words) and "||" not in text
