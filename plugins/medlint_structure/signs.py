"""Where a text may say a thing: the sentences with one of a few words, so that longer patterns read only these."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from medlint.api import Document, Sentence, is_asked, quote_at, sentence_at

Signs = Mapping[str, tuple[str, ...]]
"""Words in small letters, each with what may follow it; nothing more is asked of those that "" may follow."""


def places_of(document: Document, signs: Signs) -> list[int]:
    """The prose offsets at which signs stand, in order."""
    prose = document.prose
    return sorted(
        at
        for word in signs.keys() & document.vocabulary
        for at in document.places_of(word)
        if prose.startswith(signs[word], at + len(word))
    )


def matches_at(document: Document, pattern: re.Pattern[str], signs: Signs) -> Iterator[re.Match[str]]:
    """What a pattern finds that begins with a sign, in order; none inside another."""
    done = 0
    for at in places_of(document, signs):
        found = pattern.match(document.prose, at) if at >= done else None
        if found is not None:
            done = found.end()
            yield found


def sentences_with(document: Document, signs: Signs) -> list[Sentence]:
    """The sentences with a sign, in order."""
    return _sentences_at(document, places_of(document, signs), lambda _: True)


def plain_sentences(document: Document, signs: Signs) -> list[Sentence]:
    """The sentences with a sign, in order: none that asks, or whose only signs stand in quotations."""
    return _sentences_at(
        document, places_of(document, signs), lambda at: quote_at(document, at) is None and not is_asked(document, at)
    )


def _sentences_at(document: Document, places: Sequence[int], counts: Callable[[int], bool]) -> list[Sentence]:
    """The sentences that hold a place that counts, each once; once one is held, its other places are not asked."""
    found: list[Sentence] = []
    for at in places:
        sentence = sentence_at(document, at) if not found or at >= found[-1].end else None
        if sentence is not None and counts(at):
            found.append(sentence)
    return found


def matches_with(document: Document, pattern: re.Pattern[str], signs: Signs) -> Iterator[re.Match[str]]:
    """What a pattern finds in the sentences with a sign, in order."""
    for sentence in sentences_with(document, signs):
        yield from pattern.finditer(document.prose, sentence.start, sentence.end)


def literally_signed(document: Document, signs: Sequence[str]) -> list[Sentence]:
    """The sentences with one of some literal strings, each once and in order: none that asks, or quotes the sign."""
    found: dict[int, Sentence] = {}
    for sign in signs:
        at = document.prose.find(sign)
        while at >= 0:
            sentence = sentence_at(document, at)
            if sentence is not None and quote_at(document, at) is None and not is_asked(document, at):
                found[sentence.start] = sentence
            at = document.prose.find(sign, max(at + 1, sentence.end if sentence else 0))
    return [found[start] for start in sorted(found)]
