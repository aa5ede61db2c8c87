"""Check `same-drug`: two products that differ are spoken of as one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from medlint.api import (
    Check,
    Cues,
    Document,
    Hit,
    Match,
    Sentence,
    Surroundings,
    hits_with_sentences,
    is_negated,
    lazy_pattern,
    section_of,
    sentence_index,
    sentences,
    step_for,
    words_between,
)  # fmt: skip

NEAR_WORDS = 4
"""A name stands at most so many words from the words that make it one with another."""
BEFORE_WORDS = 2
NEXT_WORDS = 1
"""After weak words ("is just") the other name stands at most so many words on."""
EARLIER = 5
"""What is called "the same" as something was named at most so many sentences before (our estimate)."""
PAIR_WORDS = 6
"""So many words may stand between the two names that are said to be one."""

_BRACKET = lazy_pattern(r"\s*[(\[]\s*(?:i\.e\.,? |that is,? |namely |or |an? )?")
_BESIDE = lazy_pattern(
    r",\s+(?:an?|the) (?:new |old |kind of |type of |form of )?"
    r"|\s+(?:is|are|means)(?: just| simply| really| basically)?(?: an?| the)?\s+",
    re.IGNORECASE,
)
_CUT = lazy_pattern(r"[.!?]")
_PARTED = lazy_pattern(
    r"[!?\"\u201c\u201d\u2014\u2013]|\b(?:than|how|that|who|which|but|while|whereas|not|used|by|against|among|given)\b",
    re.IGNORECASE,
)


_PRONOUNS = ("they", "these", "those", "it", "all ", "both ", "the two", "the three")


class SameOptions(Surroundings, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """Which names are of different products, and what makes them one.

    `names`: products (tag `drug`: what it is; `contains`: the substance in it, with which it may be equated; `kin`:
    with what it is easily confused; `variant`: of what it is rightly called a form). `cues`: words that equate (tag
    `sides`: `across` for one name before and one after, `before` or `after` for two on one side, `alone` for
    complete phrases, `listed` for two side by side before them, also in the sentence before, `back` for one before and
    one in the sentences before or later (with the tag `pronoun` it need not be near: "as it is the same drug"),
    `named` or `made` for one brand;
    `strong`: any two products count, not only kin; `mild`: fits a variant). `brackets`: a name in brackets after
    another equates them. `differences`: words that tell the two apart, anywhere in the text.
    """

    names: Cues
    cues: Cues
    brackets: bool = True
    differences: Cues = ""


def find_equated(document: Document, options: SameOptions) -> Iterator[Match]:
    """One match for each place where two products are made one and the text never tells them apart."""
    if not document.hits(options.names) and not document.hits(options.cues):
        return
    if any(not is_negated(document, hit.start) for hit in document.hits(options.differences)):
        return
    done = -1
    for start, end, anchor in sorted({*_equated(document, options), *_bracketed(document, options)}):
        step = step_for(document, anchor, end, options) if start >= done else None
        if step is not None:
            done = end
            yield Match(start, end, step=step)


def _equated(document: Document, options: SameOptions) -> Iterator[tuple[int, int, int]]:
    """The spans of two names and the words that equate them, and where these words begin."""
    for hit, sentence in hits_with_sentences(document, options.cues):
        if is_negated(document, hit.start) and not document.tag(options.cues, hit, "denied"):
            continue
        sides = document.tag(options.cues, hit, "sides")
        if sides == "alone":
            yield hit.start, hit.end, hit.start
            continue
        if sides in {"named", "made"}:
            yield from _single(document, hit, sentence, sides, options)
            continue
        pair = _pair(document, hit, sentence, sides, options)
        if pair is not None and _is_conflated(document, *pair, hit, options):
            start, end = min(pair[0].start, hit.start), max(pair[1].end, hit.end)
            yield (start if pair[0].start >= sentence.start else hit.start), end, hit.start


def _single(
    document: Document, hit: Hit, sentence: Sentence, sides: str, options: SameOptions
) -> Iterator[tuple[int, int, int]]:
    """Words that make a brand of what is no brand: the name stands right before them, or is what somebody makes."""
    if sides == "made":
        names = document.hits_between(options.names, hit.end, sentence.end)[:1]
    else:
        names = document.hits_between(options.names, sentence.start, hit.start)[-1:]
    for name in names:
        start, end = min(name.start, hit.start), max(name.end, hit.end)
        near = words_between(document, min(name.end, hit.end), max(name.start, hit.start)) <= BEFORE_WORDS
        if near and _tag(document, name, "contains", options) and not _tag(document, name, "mixture", options):
            yield start, end, hit.start


def _pair(document: Document, hit: Hit, sentence: Sentence, sides: str, options: SameOptions) -> tuple[Hit, Hit] | None:
    """The two names that words equate: before them, after them, or one on each side."""
    before = [
        one
        for one in document.hits_between(options.names, sentence.start, hit.start)
        if not _CUT.search(document.prose, one.end, hit.start)
    ]
    after = list(document.hits_between(options.names, hit.end, sentence.end))
    if sides in {"before", "listed"}:
        two = _neighbours(document, before[-2:]) if before and _near(document, before[-1].end, hit.start) else None
        is_meant = sides == "listed" or document.prose[hit.start : hit.end].lower().startswith(_PRONOUNS)
        return two or (_listed(document, before, sentence, options) if is_meant else None)
    if sides == "after":
        return _neighbours(document, after[:2]) if after and _near(document, hit.end, after[0].start) else None
    if sides == "back":
        return _back(document, hit, before, sentence, options)
    strong = bool(document.tag(options.cues, hit, "strong"))
    if not after or not _near(document, hit.end, after[0].start, NEAR_WORDS if strong else NEXT_WORDS):
        return None
    if not before:
        earlier = _spoken_of(document, hit, sentence, options)
        return (earlier, after[0]) if earlier is not None else None
    most = NEAR_WORDS if strong else BEFORE_WORDS
    return (before[-1], after[0]) if _near(document, before[-1].end, hit.start, most) else None


def _back(
    document: Document, hit: Hit, before: list[Hit], sentence: Sentence, options: SameOptions
) -> tuple[Hit, Hit] | None:
    """The name right before the words, and the one that the section spoke of before or the sentence goes on to."""
    pronoun = bool(document.tag(options.cues, hit, "pronoun"))
    if not before or not (pronoun or _near(document, before[-1].end, hit.start, BEFORE_WORDS)):
        return None
    listed, number = sentences(document), sentence_index(document, sentence.start)
    first = section_of(document, sentence.block).first
    start = next((one.start for one in listed[max(number - EARLIER, 0) : number] if one.block >= first), sentence.start)
    earlier = document.hits_between(options.names, start, before[-1].start)
    names = [*document.hits_between(options.names, hit.end, sentence.end)[::-1], *earlier]
    kin = next((one for one in reversed(names) if _is_kin(document, one, before[-1], options)), None)
    if kin is None:
        return None
    return (kin, before[-1]) if kin.start < hit.start else (before[-1], kin)


def _listed(document: Document, before: list[Hit], sentence: Sentence, options: SameOptions) -> tuple[Hit, Hit] | None:
    """The first two of the names that a list or a question puts side by side, in this sentence or the one before."""
    names = before
    number = sentence_index(document, sentence.start)
    if not names and number:
        earlier = sentences(document)[number - 1]
        if earlier.block == sentence.block:
            names = list(document.hits_between(options.names, earlier.start, earlier.end))
    two = _neighbours(document, names[:2])
    return two if two and not _PARTED.search(document.prose, two[0].end, two[1].start) else None


def _neighbours(document: Document, two: list[Hit]) -> tuple[Hit, Hit] | None:
    if len(two) < 2 or words_between(document, two[0].end, two[1].start) > PAIR_WORDS:  # noqa: PLR2004
        return None
    return two[0], two[1]


def _near(document: Document, start: int, end: int, most: int = NEAR_WORDS) -> bool:
    """Whether at most so many words, and no marks, part a name from what equates it."""
    return words_between(document, start, end) <= most and not _PARTED.search(document.prose, start, end)


def _spoken_of(document: Document, hit: Hit, sentence: Sentence, options: SameOptions) -> Hit | None:
    """What "it" stands for at the start of a sentence: the last name of the sentence before, in the same section."""
    opening = document.prose[sentence.start : hit.start].strip().lower()
    if opening not in {
        "it",
        "this",
        "that",
        "both",
        "the spray",
        "the shot",
        "the drug",
        "the medicine",
        "it's",
        "they",
    }:
        return None
    number = sentence_index(document, sentence.start)
    earlier = sentences(document)[number - 1] if number else None
    if earlier is None or earlier.block < section_of(document, sentence.block).first:
        return None
    names = document.hits_between(options.names, earlier.start, earlier.end)
    return names[-1] if names else None


def _bracketed(document: Document, options: SameOptions) -> Iterator[tuple[int, int, int]]:
    """A name with another one in brackets, in apposition or after "is": kin, but no brand with its substance."""
    if not options.brackets:
        return
    names = document.hits(options.names)
    for first, second in pairwise(names):
        if not _is_kin(document, first, second, options) or _tag(document, first, "mixture", options):
            continue
        closed = document.prose[second.end : second.end + 1] in {")", "]"}
        if closed and _BRACKET.fullmatch(document.prose, first.end, second.start):
            yield first.start, second.end + 1, first.start
        elif _BESIDE.fullmatch(document.prose, first.end, second.start) and not _is_form(
            document, first, second, options
        ):
            yield first.start, second.end, first.start


def _is_form(document: Document, first: Hit, second: Hit, options: SameOptions) -> bool:
    """Whether a name is rightly said to be a kind of another: "insulin aspart, a rapid-acting insulin"."""
    last = document.prose[first.end : second.start].split()[-1]
    return last in {"a", "an", "of"} and _is_variant(document, first, second, options)


def _is_conflated(document: Document, first: Hit, second: Hit, hit: Hit, options: SameOptions) -> bool:
    """Whether words wrongly make one of two names: of products that differ and, where the words are weak, are kin."""
    if document.tag(options.cues, hit, "mild") and _is_variant(document, first, second, options):
        return False
    if document.tag(options.cues, hit, "strong"):
        return _differ(document, first, second, options)
    return _is_kin(document, first, second, options)


def _is_kin(document: Document, first: Hit, second: Hit, options: SameOptions) -> bool:
    kin = [set(_tag(document, one, "kin", options).split()) for one in (first, second)]
    return bool(kin[0] & kin[1]) and _differ(document, first, second, options)


def _is_variant(document: Document, first: Hit, second: Hit, options: SameOptions) -> bool:
    return _tag(document, first, "variant", options) == _tag(document, second, "drug", options) != ""


def _differ(document: Document, first: Hit, second: Hit, options: SameOptions) -> bool:
    """Whether two names are of different products, and neither is the substance in the other."""
    drugs = [_tag(document, one, "drug", options) for one in (first, second)]
    inside = [_tag(document, one, "contains", options) for one in (first, second)]
    mixed = any(_tag(document, one, "mixture", options) for one in (first, second))
    return drugs[0] != drugs[1] and (mixed or (inside[0] != drugs[1] and inside[1] != drugs[0]))


def _tag(document: Document, hit: Hit, name: str, options: SameOptions) -> str:
    return document.tag(options.names, hit, name)


CHECK = Check("same-drug", SameOptions, find_equated, needs=("names", "cues"))
