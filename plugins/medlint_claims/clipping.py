"""The first words of a sentence, where no single ones are at fault."""

from __future__ import annotations

from medlint.api import Document, Sentence

LONGEST = 60
"""A marked stretch has at most so many characters."""


def clipped(document: Document, sentence: Sentence) -> tuple[int, int]:
    """The prose span of the first whole words of a sentence, without what quotes it or ends it."""
    start, end = sentence.start, sentence.end
    if end - start > LONGEST:
        cut = document.prose.rfind(" ", start, start + LONGEST)
        end = cut if cut > start else start + LONGEST
    text = document.prose[start:end]
    return start + len(text) - len(text.lstrip(' "\u201c\u2018\n')), start + len(text.rstrip(' "\u201d\u2019.!,;\n'))
