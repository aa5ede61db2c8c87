"""Names in a sentence that may be those of firms or products: capitalised words that are nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec import Struct

from medlint.api import Cues, Document, lazy_pattern

_NAME = lazy_pattern(
    r"(?<![\w'’-])(?:[A-Z]|[a-z]{1,3}[A-Z])[\w&+’'-]*"
    r"(?: (?:(?:by|of|and|&|from|the) )?(?:[A-Z]|[a-z]{1,3}[A-Z])[\w&+’'-]*)*"
)
_TITLE = lazy_pattern(r"(?:Drs?|Prof|Professor|Sir|Dame|Mr|Mrs|Ms|Miss|Lord|Lady|St|Saint)\.?$")
_INNER = lazy_pattern(r"[a-z][A-Z]")
_POSSESSIVE = lazy_pattern(r"['’]s?$")
_WORD = lazy_pattern(r"[^\W_][\w&+-]*")
LONGEST_ACRONYM = 5
MENTIONS = 3
"""A text that names something so often, or in its title, is about it."""


class Brand(Struct, frozen=True, gc=False):
    """A name: its prose span, and whether the text is about it rather than dropping it once."""

    start: int
    end: int
    subject: bool


def count_words(document: Document) -> Mapping[str, int]:
    """How often each word stands in the prose, capitals kept: what `brands_between` asks for, made once a text."""
    return Counter(_WORD.findall(document.prose))


def brands_between(
    document: Document, start: int, end: int, counts: Mapping[str, int], common: Cues, bodies: tuple[Cues, ...]
) -> Iterator[Brand]:
    """The names in prose[start:end], a sentence, in order.

    No names: words of `common` alone, what one of `bodies` has a word of, short words of capitals, people with a title,
    and the capitalised first word of the sentence, unless the text has it elsewhere or it is written as only names are
    (SpinaMove).
    """
    for found in _NAME.finditer(document.prose, start, end):
        first, last = found.span()
        words = found[0].split(" ")
        if first == start and not _is_name_at_start(words, counts):
            if len(words) == 1:
                continue
            first += len(words[0]) + 1
        owned = _POSSESSIVE.search(document.prose[first:last])
        last -= len(owned[0]) if owned else 0
        if _is_brand(document, first, last, common, bodies):
            yield Brand(first, last, _is_subject(document, document.prose[first:last], counts))


def _is_name_at_start(words: list[str], counts: Mapping[str, int]) -> bool:
    """Whether the first word of a sentence is written with a capital because it is (part of) a name."""
    word = _POSSESSIVE.sub("", words[0])
    if _INNER.search(word):
        return True
    return not counts.get(word.lower()) and (len(words) > 1 or counts.get(word, 0) > 1)


def _is_brand(document: Document, start: int, end: int, common: Cues, bodies: tuple[Cues, ...]) -> bool:
    text = document.prose[start:end]
    if not text[:1].isalpha() or len(text) < len("Xy") or (text.isupper() and len(text) <= LONGEST_ACRONYM):
        return False
    before = document.prose[max(start - 12, 0) : start].rstrip(" ")
    if _TITLE.search(before) or _TITLE.match(text.split(" ")[0]):
        return False
    if any(document.hits_between(name, start, end) for name in bodies):
        return False
    left = len(_WORD.findall(text))
    return left > sum(len(_WORD.findall(hit.phrase)) for hit in document.hits_between(common, start, end))


def _is_subject(document: Document, name: str, counts: Mapping[str, int]) -> bool:
    first, last = document.title
    titled = last > first and document.blocks[document.block_at(first)].kind in {"title", "heading"}
    rarest = min(counts.get(word, 0) for word in _WORD.findall(name))
    return (titled and name in document.prose[first:last]) or rarest >= MENTIONS
