"""Check `telling-phrase`: words that are offered as evidence, some only beside a word that draws a conclusion."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.api import (
    Check,
    Cues,
    Document,
    Hit,
    Match,
    Sentence,
    Surroundings,
    section_of,
    sentence_at,
    step_for,
    words_between,
)

OBJECT_WORDS = 4
"""What a verb is said to act on stands at most so many words after it."""
OPENING = 40
"""So many characters of the next sentence are its opening, where it may conclude ("That is why")."""


class TellingOptions(Surroundings, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """What is offered as evidence, and what makes it harmless.

    `cues` are the words; those with the tag `needs` count only where one of `beside` stands after them in the
    sentence or open the next (`needs = "conclusion"`); those with the tag `takes` only where one of `objects` of that
    `kind` follows within `OBJECT_WORDS` words. `unless-section`: words anywhere in the section that make it harmless.
    `genres`: values of `type` in the front matter that exempt. The rest is said in `Surroundings`.
    """

    cues: Cues
    beside: Cues = ""
    objects: Cues = ""
    unless_section: Cues = ""
    genres: tuple[str, ...] = ()


def find_telling(document: Document, options: TellingOptions) -> Iterator[Match]:
    """One match for each cue with what it needs beside it, the first in each sentence."""
    hits = document.hits(options.cues)
    if not hits or str(document.metadata.get("type", "")).lower() in options.genres:
        return
    done = -1
    for hit in hits:
        sentence = sentence_at(document, hit.start)
        if sentence is None or sentence.start == done:
            continue
        end = _object_end(document, hit, sentence, options)
        if (
            end is None
            or not _is_concluded(document, hit, sentence, options)
            or _is_labelled(document, sentence, options)
        ):
            continue
        step = step_for(document, hit.start, end, options)
        if step is not None:
            done = sentence.start
            yield Match(hit.start, end, step=step + int(document.tag(options.cues, hit, "step") or 0))


def _object_end(document: Document, hit: Hit, sentence: Sentence, options: TellingOptions) -> int | None:
    """Where the words end, with the object that they take; None where it does not follow."""
    kind = document.tag(options.cues, hit, "takes")
    if not kind:
        return hit.end
    for found in document.hits_between(options.objects, hit.end, sentence.end):
        if words_between(document, hit.end, found.start) > OBJECT_WORDS:
            return None
        if document.tag(options.objects, found, "kind") == kind and "," not in document.prose[hit.end : found.start]:
            return found.end
    return None


def _is_concluded(document: Document, hit: Hit, sentence: Sentence, options: TellingOptions) -> bool:
    """Whether something is concluded from words that need it: after them in the sentence, or as the next one opens."""
    if document.tag(options.cues, hit, "needs") != "conclusion":
        return True
    if document.hits_between(options.beside, hit.end, sentence.end):
        return True
    following = sentence_at(document, min(sentence.end + 1, len(document.prose) - 1))
    if following is None or following.start == sentence.start:
        return False
    return bool(document.hits_between(options.beside, following.start, min(following.start + OPENING, following.end)))


def _is_labelled(document: Document, sentence: Sentence, options: TellingOptions) -> bool:
    """Whether the section holds words that put such evidence into its place."""
    section = section_of(document, sentence.block)
    first, last = document.blocks[section.first], document.blocks[section.last - 1]
    return bool(document.hits_between(options.unless_section, first.start, last.end))


CHECK = Check("telling-phrase", TellingOptions, find_telling)
