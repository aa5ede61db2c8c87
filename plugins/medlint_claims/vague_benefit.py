"""Check `vague-benefit`: a remedy is praised for its effect, and nothing near says how large that is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.api import (
    NUMBER_WORD,
    Check,
    Cues,
    Document,
    Hit,
    Match,
    Sentence,
    clause_end,
    clause_start,
    hits_with_sentences,
    is_asked,
    is_hedged,
    is_negated,
    lazy_pattern,
    quote_at,
    section_of,
    sentence_index,
    sentences,
    words_between,
)

from .figures import figures
from .risk_changes import has_frequency
from .support import SourceWords, has_speaker
from .telling_phrase import PASSING

FAR_SENTENCES = 5
"""A size so many sentences away may be that of the effect: a report gives it once."""
NEAR_SENTENCES = 2
"""An effect is quantified where its size stands at most so many sentences away, as the catalogue of rules has it."""
NUMBER_CHARACTERS = 30
"""A number belongs to a word of measure at most so many characters away."""

ILLNESS_CHARACTERS = 40
"""What something is "very good for" begins and ends at most so many characters on."""
DENIAL_WORDS = 3
"""A negation at most so many words after praise takes it back."""

_CONDITION = lazy_pattern(r"\b(?:if|whether|how|unless|until|when|once|in case)\b", re.IGNORECASE)
_THAN = lazy_pattern(
    r"(?:\W+(?!and\b)\w+){0,4}?\W+than (?!before|ever|in the past|expected|usual|you|anything|most|any|other|all"
    r"|I\b|we\b|they)",
    re.IGNORECASE,
)
_PRONOUN = lazy_pattern(r"\W*(?:It|They|This|These)\b")
_STANDS_FOR = lazy_pattern(r"\b(?:it|they|this|these|both)\b", re.IGNORECASE)
_FOR = lazy_pattern(r"\s+(?:for|against)\s+(?:an?\s)?[a-z]")
_NUMBER = lazy_pattern(rf"\d|\b(?:{NUMBER_WORD}|a dozen)\b", re.IGNORECASE)
_SAME_UNIT = lazy_pattern(
    r"\b\d[\d.,]* (\w{3,})\b[^;:?!]{1,60}?"
    r"\b(?:and|against|versus|than|but|compared with)\b[^;:?!]{0,20}?\b\d[\d.,]* \1\b"
    r"|\bby \d[\d.,]*[^;:?!]{1,60}?\b(?:and|against|versus|but|compared with)\b[^;:?!]{0,20}?\bby \d"
)
"""Two figures of one thing: "4.1 nights with the syrup and on 5.0 nights without", "by 2 with it and by 1 without"."""


class VagueBenefitOptions(SourceWords, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """What praises an effect, and what says its size.

    `cues` praise; one of `remedies`, `care` or `outcomes` must stand in the sentence or in the two before; with the tag
    `needs = "outcome"`, one of `outcomes` or `people`, or one of the first two before them in the sentence; with
    "treatment", only that; with "illness", one of `outcomes` right after. `care`: words for treatment and for those who
    are treated. `figures` make a number a share or a ratio, `sizes` say how large an effect is or what it is measured
    against (tag `number`: with a number beside). `modest`: words that say it of some people only. `unless-before`:
    words before the praise in its sentence that make it an aim or a hope, `unless-near`: words in the sentence that
    make it none. `sellers`: who speaks in a quotation that counts; what patients say of themselves does not.
    """

    cues: Cues
    remedies: Cues
    care: Cues
    outcomes: Cues
    people: Cues
    figures: Cues
    sizes: Cues
    sellers: Cues = ""
    modest: Cues = ""
    number_headings: Cues = ""
    unless_before: Cues = ""
    unless_near: Cues = ""


def find_vague_benefits(document: Document, options: VagueBenefitOptions) -> Iterator[Match]:
    """One match for each sentence that praises an effect of no stated size.

    It is lowered where a named person says it, a size stands further off, or a longer text praises it in passing.
    """
    done = -1
    for hit, sentence in hits_with_sentences(document, options.cues):
        if sentence.start == done or not _is_praise(document, hit, sentence, options):
            continue
        number, listed = sentence_index(document, hit.start), sentences(document)
        first = listed[max(number - NEAR_SENTENCES, 0)].start
        last = listed[min(number + NEAR_SENTENCES, len(listed) - 1)].end
        if _is_sized(document, first, last, options) or _before_table(document, sentence):
            continue
        done = sentence.start
        before = listed[max(number - FAR_SENTENCES, 0)].start
        after = listed[min(number + FAR_SENTENCES, len(listed) - 1)].end
        lowered = (
            has_speaker(document, hit.start, options)
            or _is_sized(document, before, after, options)
            or _is_in_passing(document, hit, sentence, options)
        )
        yield Match(hit.start, hit.end, step=-int(lowered))


def _is_praise(document: Document, hit: Hit, sentence: Sentence, options: VagueBenefitOptions) -> bool:
    """Whether a cue is said flatly of a remedy by the text itself."""
    if document.blocks[sentence.block].kind in {"link-title", "button", "footnote", "cell", "caption"}:
        return False
    if is_negated(document, hit.start) or is_hedged(document, hit.start) or is_asked(document, hit.start):
        return False
    if _is_quoted(document, hit, sentence, options) or _CONDITION.search(document.prose, sentence.start, hit.start):
        return False
    if document.hits_between(options.unless_before, sentence.start, hit.start):
        return False
    if not _is_led(document, hit, options) or _is_told_in_numbers(document, hit, options):
        return False
    if _THAN.match(document.prose, hit.end, sentence.end) or _is_known(document, hit, sentence):
        return False
    if _is_denied_after(document, hit):
        return False
    # A seller's "the site says" is no distance to what it says.
    near = (options.unless_near,) if quote_at(document, hit.start) else (options.modest, options.unless_near)
    if any(document.hits_between(cues, sentence.start, sentence.end) for cues in near if cues):
        return False
    return _is_of_health(document, hit, sentence, options)


def _is_in_passing(document: Document, hit: Hit, sentence: Sentence, options: VagueBenefitOptions) -> bool:
    """Whether a longer text names no treatment in the sentence, or praises a way to something that is no health.

    A pronoun stands for one that is named in the sentence before.
    """
    if document.words <= PASSING:
        return False
    care = (options.remedies, options.care)
    begin = sentence.start
    if _STANDS_FOR.search(document.prose, begin, hit.start):
        begin = sentences(document)[max(sentence_index(document, begin) - 1, 0)].start
    if not any(document.hits_between(cues, begin, sentence.end) for cues in care):
        return True
    way = document.prose[hit.start : hit.end].lower().split()
    return way[-1] == "to" and not document.hits_between(options.outcomes, hit.end, sentence.end)


def _is_led(document: Document, hit: Hit, options: VagueBenefitOptions) -> bool:
    """Whether one of the words of the tag `before` stands before a cue in its clause, which it then closes."""
    wanted = document.tag(options.cues, hit, "before")
    if not wanted:
        return True
    said = document.prose[clause_start(document, hit.start) : hit.start].lower()
    return document.prose[hit.end : hit.end + 1] in {".", "!", ",", ";", ""} and any(
        f" {word}" in f" {said}" for word in wanted.split(",")
    )


def _is_told_in_numbers(document: Document, hit: Hit, options: VagueBenefitOptions) -> bool:
    """Whether a section further down says by its heading that it gives the numbers, and does."""
    for head in document.hits(options.number_headings) if options.number_headings else ():
        number = document.block_at(head.start)
        if head.start < hit.end or document.blocks[number].kind != "heading":
            continue
        last = document.blocks[section_of(document, number).last - 1]
        if _is_sized(document, document.blocks[number].end, last.end, options):
            return True
    return False


def _is_known(document: Document, hit: Hit, sentence: Sentence) -> bool:
    """Whether the praise comes back to what was told ("... explains the better outcomes")."""
    before = document.prose[sentence.start : hit.start].lower().split()
    return len(before) > 1 and before[-1] in {"the", "these", "those", "this"}


def _is_denied_after(document: Document, hit: Hit) -> bool:
    """Whether a negation follows at once: "a highly effective remedy is not in sight"."""
    denials = document.hits_between("negations", hit.end, clause_end(document, hit.end))
    return bool(denials) and words_between(document, hit.end, denials[0].start) <= DENIAL_WORDS


def _is_quoted(document: Document, hit: Hit, sentence: Sentence, options: VagueBenefitOptions) -> bool:
    """Whether somebody is quoted who sells nothing: what people tell of themselves needs no figure."""
    quote = quote_at(document, hit.start)
    if quote is None:
        return False
    after = document.hits_between(options.sellers, quote.end, max(sentence.end, quote.end))
    return not after and not document.hits_between(options.sellers, sentence.start, max(quote.start, sentence.start))


def _is_of_health(document: Document, hit: Hit, sentence: Sentence, options: VagueBenefitOptions) -> bool:
    """Whether what the tag `needs` of a cue asks for stands near, or "for" or "against" something follows."""
    needs = document.tag(options.cues, hit, "needs")
    care = (options.remedies, options.care)
    if needs == "illness":
        end = min(hit.end + ILLNESS_CHARACTERS, sentence.end)
        return bool(document.hits_between(options.outcomes, hit.end, end))
    if needs and any(document.hits_between(cues, sentence.start, hit.start) for cues in care):
        return True
    if needs and _is_of_care_before(document, sentence, care):
        return True
    if needs == "treatment":
        return False
    if not needs and _FOR.match(document.prose, hit.end, sentence.end):
        return True
    number, listed = sentence_index(document, sentence.start), sentences(document)
    start = max(listed[max(number - NEAR_SENTENCES, 0)].start, document.blocks[sentence.block].start)
    wanted = (options.outcomes, options.people) if needs else (options.outcomes, *care)
    return any(document.hits_between(cues, start, sentence.end) for cues in wanted)


def _is_of_care_before(document: Document, sentence: Sentence, care: tuple[Cues, ...]) -> bool:
    """Whether the subject is a pronoun, and the sentence before it in the paragraph names a treatment."""
    if not _PRONOUN.match(document.prose, sentence.start, sentence.end):
        return False
    before = sentences(document)[max(sentence_index(document, sentence.start) - 1, 0)]
    same = before.block == sentence.block and before.start < sentence.start
    return same and any(document.hits_between(cues, before.start, before.end) for cues in care)


def _is_sized(document: Document, start: int, end: int, options: VagueBenefitOptions) -> bool:
    """Whether prose[start:end] says how large an effect is, or what it was measured against."""
    if has_frequency(document, start, end) or _SAME_UNIT.search(document.prose, start, end):
        return True
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


CHECK = Check("vague-benefit", VagueBenefitOptions, find_vague_benefits, needs=("cues",))
"""The check."""
