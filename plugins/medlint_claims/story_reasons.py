"""What is made of one person's story: words that draw something from it for others, or that offer what it tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medlint.api import Document, Hit, Sentence, hits_with_sentences, lazy_pattern, section_of, sentence_index

if TYPE_CHECKING:
    from .personal_story import StoryOptions

OPENING = 12
"""An order opens its sentence: it begins within so many characters."""

_TURNED = lazy_pattern(r"[\w'-]+")


def conclusion(
    document: Document, hit: Hit, sentence: Sentence, around: list[Sentence], options: StoryOptions
) -> Hit | None:
    """The words that make the story a reason for others: after it, or around it where they frame it."""
    section = section_of(document, sentence.block)
    frames = [(one.start, one.end) for one in around if one.start <= sentence.start]
    if section.heading >= 0:
        block = document.blocks[section.heading]
        frames.append((block.start, block.end))
    for start, end in frames:
        for found in document.hits_between(options.conclusions, start, end):
            if document.tag(options.conclusions, found, "frame") and is_drawn(document, found, start, end, options):
                return found
    for one in around:
        if one.start < sentence.start:
            continue
        for found in document.hits_between(options.conclusions, max(one.start, hit.end), one.end):
            if is_drawn(document, found, one.start, one.end, options):
                return found
    return None


def find_drawn(document: Document, options: StoryOptions) -> dict[int, Hit]:
    """The first words of each sentence that draw something, by its number."""
    found: dict[int, Hit] = {}
    for hit, sentence in hits_with_sentences(document, options.conclusions):
        if hit.end <= sentence.end and is_drawn(document, hit, sentence.start, sentence.end, options):
            found.setdefault(sentence_index(document, sentence.start), hit)
    return found


def is_drawn(document: Document, found: Hit, start: int, end: int, options: StoryOptions) -> bool:
    """Whether a cue of a conclusion has the words that its tags ask for, and none that they forbid."""
    if document.tag(options.conclusions, found, "head") and found.start - start > OPENING:
        return False
    then = document.tag(options.conclusions, found, "then")
    if then and not has_word(document.prose[found.end : end], then):
        return False
    unless = document.tag(options.conclusions, found, "unless")
    return not unless or not has_word(document.prose[start:end], unless)


def has_word(said: str, words: str) -> bool:
    """Whether a text has one of the words or phrases, which commas separate, as whole words."""
    plain, wanted = said.lower().replace("\u2019", "'"), [word.strip() for word in words.split(",")]
    if not any(word.partition(" ")[0] in plain for word in wanted):
        return False
    plain = f" {' '.join(_TURNED.findall(plain))} "
    return any(f" {word} " in plain for word in wanted)
