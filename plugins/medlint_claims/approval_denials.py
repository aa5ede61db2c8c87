"""Approvals that the text itself takes back elsewhere: the small print says that the same thing is only registered."""

from __future__ import annotations

from medlint.api import Cues, Document, Hit, Sentence, clause_start, lazy_pattern, sentence_at

NOUN_CHARACTERS = 40
"""What words of approval are said of stands at most so many characters after them."""
NOUN_WORDS = 2
"""It is one of the first so many words there."""

_WORD = lazy_pattern(r"[a-z]{4,}")
_COMMON = frozenset(
    "approved approval that this these those with from your their have been which what when they very more most also"
    " only fully already officially finally product products device devices treatment food drug administration agency"
    " patients people users love health medical comes".split()
)
"""Words that tell no product from another."""


def is_belied(document: Document, hit: Hit, sentence: Sentence, denials: Cues) -> bool:
    """Whether another sentence denies the approval, in a paragraph that names the thing the words are said of."""
    if not denials:
        return False
    named = _named(document, hit, sentence)
    for denial in document.hits(denials):
        other = sentence_at(document, denial.start)
        if other is None or other.start == sentence.start:
            continue
        block = document.blocks[other.block]
        before = document.prose[max(block.start, sentence.end if other.block == sentence.block else 0) : denial.start]
        if any(word in before.lower() for word in named):
            return True
    return False


def _named(document: Document, hit: Hit, sentence: Sentence) -> list[str]:
    """The words by which a thing can be known again: the noun after the words of approval, else their subject."""
    after = document.prose[hit.end : min(hit.end + NOUN_CHARACTERS, sentence.end)].lower()
    if after[:1] == " " and document.prose[max(sentence.start, hit.start - 4) : hit.start].lower().strip() not in {
        "is",
        "are",
    }:
        words = _WORD.findall(" ".join(after.split()[:NOUN_WORDS]))
    else:
        words = []
    words = words or _WORD.findall(document.prose[clause_start(document, hit.start) : hit.start].lower())
    return [word for word in words if word not in _COMMON]
