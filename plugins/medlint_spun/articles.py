"""Articles that do not fit the word behind them ("a illness"): a program swapped the word and left the article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.api import Document, lazy_pattern, quote_at

LEAST_ARTICLES = 2
"""Fewer in one text are slips of the pen."""
SURE_ARTICLES = 4
WORDS_AN_ARTICLE = 250
"""Where a text has one in so many words, and `SURE_ARTICLES` in all, a program is likelier than somebody who learns."""

_ARTICLE = lazy_pattern(r" (an?) ([a-z]{3,})(?![\w'’-])")
_OPENING = lazy_pattern(r"(An) ([a-z]{3,})(?![\w'’-])")
"""Literals at their beginning let the engine skip through a text; a capital A alone is as often a label."""
_SPOKEN_AS_CONSONANT = (
    "uni", "eu", "use", "usu", "usa", "uter", "uti", "uto", "ure", "uro", "urin", "uri", "ura", "ubi", "one-", "once",
    "ewe", "ute", "uvul", "uve", "unanim", "ufo",
)  # fmt: skip
_UN_PREFIXED = ("unin", "unim", "uniden", "unill")
_SILENT_H = ("hour", "honest", "honor", "honour", "heir", "herb")
_EITHER = (
    "histor", "hotel", "hyster", "habit", "hypothe", "hered", "hemorr", "haemorr", "humble", "herb", "heroic",
    "hallucin", "hepat", "hilar", "homage", "hidalg", "horm",
)  # fmt: skip
_NO_NOUNS = frozenset(
    ("and", "are", "is", "in", "of", "or", "on", "at", "as", "if", "it", "able", "into", "our", "out", "one", "has",
     "had", "also", "over", "until", "after", "alone", "only", "using", "instead")
)  # fmt: skip


def misfit_articles(document: Document) -> list[tuple[int, int]]:
    """The prose spans of an article and the word behind it that do not fit, outside quotations."""
    return [span for span in _misfits(document) if quote_at(document, span[0]) is None]


def article_step(document: Document, found: list[tuple[int, int]]) -> int | None:
    """How sure it is that a program left these articles: 0 (sure), -1, or None where they are too few to tell."""
    if len(found) < LEAST_ARTICLES or len(found) * WORDS_AN_ARTICLE < document.words:
        return None
    return 0 if len(found) >= SURE_ARTICLES else -1


def _misfits(document: Document) -> Iterator[tuple[int, int]]:
    hidden = [(block.start, block.end) for block in document.blocks if block.hidden]
    prose = document.prose
    found = [*_ARTICLE.finditer(prose), *_OPENING.finditer(prose)] if " an " in prose or " a " in prose else []
    for match in sorted(found, key=re.Match.start):
        word = match[2]
        if word in _NO_NOUNS or word.startswith(_EITHER) or any(s <= match.start() < e for s, e in hidden):
            continue
        if match[1].endswith("n") != _opens_with_vowel(word):
            yield match.start(1), match.end()


def _opens_with_vowel(word: str) -> bool:
    """Whether a word is spoken with a vowel at its beginning."""
    if word[0] == "h":
        return word.startswith(_SILENT_H)
    if word.startswith(_SPOKEN_AS_CONSONANT):
        return word.startswith(_UN_PREFIXED)
    return word[0] in "aeiou"
