"""Search phrases in lower case that one sentence recites: "knee brace for runners" again and again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from medlint.api import Document, Match, Sentence, lazy_pattern, sentence_at

_WORD = lazy_pattern(r"[^\W_][\w'’-]*")
_LINKS = ("for", "near", "in", "at")
_EMPTY = frozenset(
    "the a an this that these those their his her its our your my of to and or is are was were be who which it they in "
    "for at on with by from as all any some most many each every more less than no not".split()
)
TIMES = 3
SHARE = 0.4
"""A phrase that is so much of a sentence, in words, is said for a search engine."""
SIZE = 4


def find_recited(document: Document) -> Iterator[Match]:
    """One match, on the second time, for each sentence that has a phrase "X y for z" three times or more."""
    for sentence in _linking(document):
        yield from _recited(document, sentence)


def _linking(document: Document) -> list[Sentence]:
    """The sentences of running text with a word that links such phrases three times or more, in order."""
    found: dict[int, Sentence] = {}
    for link in _LINKS:
        places = document.places_of(link)
        for first, third in zip(places, places[TIMES - 1 :], strict=False):
            sentence = sentence_at(document, first)
            if sentence is not None and third < sentence.end and _is_running(document, sentence):
                found[sentence.start] = sentence
    return [found[start] for start in sorted(found)]


def _is_running(document: Document, sentence: Sentence) -> bool:
    """Whether the block of a sentence is running text, and has a word that links between spaces as often."""
    block = document.blocks[sentence.block]
    text = document.prose[block.start : block.end].lower()
    in_prose = block.kind in {"paragraph", "item", "quote", "description"}
    return in_prose and any(text.count(f" {link} ") >= TIMES for link in _LINKS)


def _recited(document: Document, sentence: Sentence) -> Iterator[Match]:
    texts = [word.lower() for word in _WORD.findall(document.prose, sentence.start, sentence.end)]
    if all(texts.count(link) < TIMES for link in _LINKS):
        return
    words = list(_WORD.finditer(document.prose, sentence.start, sentence.end))
    grams = [tuple(texts[at : at + SIZE]) for at in range(len(texts) - SIZE + 1)]
    counts = Counter(gram for gram in grams if _is_phrase(gram))
    for gram, times in counts.items():
        if times >= TIMES and times * SIZE >= SHARE * len(words):
            second = grams.index(gram, grams.index(gram) + 1)
            if any(word[0][0].isupper() for word in words[second : second + SIZE]):
                return
            note = f"It stands {times} times in this sentence."
            yield Match(words[second].start(), words[second + SIZE - 1].end(), note=note)
            return


def _is_phrase(gram: tuple[str, ...]) -> bool:
    """Whether a phrase is two words, what links them, and a third: what somebody would type to find a product."""
    first, second, link, last = gram
    return link in _LINKS and not {first, second, last} & _EMPTY
