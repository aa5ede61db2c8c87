"""Check `vague-benefit`: a remedy is praised for its effect, and nothing near says how large that is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.api import (
    Check,
    Cues,
    Document,
    Hit,
    Match,
    Sentence,
    is_asked,
    is_hedged,
    is_negated,
    lazy_pattern,
    quote_at,
    sentence_at,
    sentence_index,
    sentences,
)

from .figures import figures
from .support import SourceWords, has_speaker

NEAR_SENTENCES = 2
"""An effect is quantified where its size stands at most so many sentences away, as the catalogue of rules has it."""
NUMBER_CHARACTERS = 30
"""A number belongs to a word of measure at most so many characters away."""

_CONDITION = lazy_pattern(
    r"\b(?:if|whether|how|unless|until|when|once|in case|to see|hope|hoped|hoping|hopes|bet|goal|aim|objective"
    r"|endpoint)\b",
    re.IGNORECASE,
)
_THAN = lazy_pattern(
    r"(?:\W+\w+){0,4}?\W+than (?!before|ever|expected|usual|you|anything|most|any|other|all|I\b|we\b|they)",
    re.IGNORECASE,
)
_FOR = lazy_pattern(r"\s+(?:for|against)\s+(?:an?\s)?[a-z]")
_NUMBER = lazy_pattern(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|a dozen|twenty|thirty)\b", re.IGNORECASE
)


class VagueBenefitOptions(SourceWords, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """What praises an effect, and what says its size.

    `cues` praise; one of `remedies` or `outcomes` must stand in the sentence or in the two before; with the tag
    `needs = "outcome"`, one of `outcomes` or `people`. `figures` make a number a share or a ratio, `sizes` say how
    large an effect is or what it
    is measured against (tag `number`: with a number beside). `modest`: words that say it of some people only.
    `unless-near`: words in the sentence that make it none.
    """

    cues: Cues
    remedies: Cues
    outcomes: Cues
    people: Cues
    figures: Cues
    sizes: Cues
    modest: Cues = ""
    unless_near: Cues = ""


def find_vague_benefits(document: Document, options: VagueBenefitOptions) -> Iterator[Match]:
    """One match for each sentence that praises an effect of no stated size; lowered where a named person says it."""
    done = -1
    for hit in document.hits(options.cues):
        sentence = sentence_at(document, hit.start)
        if sentence is None or sentence.start == done or not _is_praise(document, hit, sentence, options):
            continue
        number, listed = sentence_index(document, hit.start), sentences(document)
        first = listed[max(number - NEAR_SENTENCES, 0)].start
        last = listed[min(number + NEAR_SENTENCES, len(listed) - 1)].end
        if _is_sized(document, first, last, options) or _before_table(document, sentence):
            continue
        done = sentence.start
        yield Match(hit.start, hit.end, step=-int(has_speaker(document, hit.start, options)))


def _is_praise(document: Document, hit: Hit, sentence: Sentence, options: VagueBenefitOptions) -> bool:
    """Whether a cue is said flatly of a remedy by the text itself."""
    if document.blocks[sentence.block].kind in {"link-title", "button", "footnote", "cell", "caption"}:
        return False
    if is_negated(document, hit.start) or is_hedged(document, hit.start) or is_asked(document, hit.start):
        return False
    if quote_at(document, hit.start) is not None or _CONDITION.search(document.prose, sentence.start, hit.start):
        return False
    if _THAN.match(document.prose, hit.end, sentence.end):
        return False
    near = (options.modest, options.unless_near)
    if any(document.hits_between(cues, sentence.start, sentence.end) for cues in near if cues):
        return False
    return _is_of_health(document, hit, sentence, options)


def _is_of_health(document: Document, hit: Hit, sentence: Sentence, options: VagueBenefitOptions) -> bool:
    """Whether what the cue needs stands in the sentence or in the two before it, or follows ("helpful for X")."""
    number, listed = sentence_index(document, sentence.start), sentences(document)
    start = max(listed[max(number - NEAR_SENTENCES, 0)].start, document.blocks[sentence.block].start)
    outcome = document.tag(options.cues, hit, "needs") == "outcome"
    if not outcome and _FOR.match(document.prose, hit.end, sentence.end):
        return True
    wanted = (options.outcomes, options.people) if outcome else (options.remedies, options.outcomes)
    return any(document.hits_between(cues, start, sentence.end) for cues in wanted)


def _is_sized(document: Document, start: int, end: int, options: VagueBenefitOptions) -> bool:
    """Whether prose[start:end] says how large an effect is, or what it was measured against."""
    if any(start <= figure.start < end for figure in figures(document, options.figures)):
        return True
    for hit in document.hits_between(options.sizes, start, end):
        if not document.tag(options.sizes, hit, "number"):
            return True
        if _NUMBER.search(document.prose, max(hit.start - NUMBER_CHARACTERS, start), min(hit.end + 12, end)):
            return True
    return False


def _before_table(document: Document, sentence: Sentence) -> bool:
    """Whether a table follows the paragraph: it gives what the sentence sums up."""
    following = document.blocks[sentence.block + 1 : sentence.block + 2]
    return bool(following) and following[0].kind == "cell"


CHECK = Check("vague-benefit", VagueBenefitOptions, find_vague_benefits)
"""The check."""
