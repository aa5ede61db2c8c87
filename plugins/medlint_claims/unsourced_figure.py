"""Check `unsourced-figure`: a figure says how many are ill or get better, and no source stands near it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.api import (
    Check,
    Cues,
    Document,
    Match,
    Sentence,
    hits_with_sentences,
    is_affirmed,
    is_asked,
    lazy_pattern,
    overlaps,
    quote_at,
    sentence_at,
    sentence_index,
    sentences,
)

from .figures import Figure, figures, people_counts
from .nearby_sources import is_cited_in_block, may_be_sourced
from .support import SourceWords, is_cited, is_sourced, source_doubt, tells_of_study

NEAR_CHARACTERS = 45
"""What a share or a fraction is of stands at most so many characters after it."""
WHOLE = 100.0
"""From a hundred per cent on a figure is an idiom ("100% natural") or a growth rate."""
RARE = 1_000
"""How common a very rare illness is (one in so many or more) is a round figure of handbooks: it weighs less."""
_OF_MANY = lazy_pattern(r"\s(?:the |all |our |its |their |these |those )?(?:[a-z][\w'\u2019-]+ )?[a-z]{3,}(?<!ss)s\b")
"""What a fraction is of, in the plural: "a third of vets"."""

_OF_ONE = lazy_pattern(r"\W*(?:Her|His|My|He|She|I)\b")
"""How a sentence begins that tells of one person, whose figures are no statistic."""
_MANY = lazy_pattern(r"\s(?:many|much)\b")
_ONE_AMONG = lazy_pattern(r"\b(?:is|was|as|be|being|became|among)\s+(?:just\s+)?$")
"""What stands before "one of 500 patients" where one of them is spoken of."""

_OF_ALL = lazy_pattern(
    r"\b(?:people|adults|children|teenagers|pensioners|women|men|girls|boys|babies|Americans|Britons|Canadians|Australians"
    r"|Europeans|of us|older people|mothers|smokers)\b[^.;]{0,40}?\b(?:have|has|live|lives|suffer|suffers|get|gets|will"
    r"|develop|develops|carry|carries|lose|loses|die|dies|is affected|are affected|struggle|struggles)\b"
)
_OF_RESULT = lazy_pattern(
    r"\b(?:than|compared|likely|likelihood|odds|risk|more|less|fewer|higher|lower|after|these|those|their|them|study|trial"
    r"|survey|participants|volunteers|group|enrolled|researchers|found|\w{2,}(?<!e)ed|was|were|had|did)\b",
    re.IGNORECASE,
)
"""What a sentence holds that tells of those who were studied."""
_CONFIRMED = lazy_pattern(r"(?:that|this|it|so) (?:is|was|are) (?!not|no\b|an? (?:myth|question))", re.IGNORECASE)
"""How the answer to a question takes over its figure."""


class FigureOptions(SourceWords, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """Which figures need a source, and what is one.

    `figures`: words that make a number a figure (see `figures`); `people` and `outcomes`, `occurrences`: one must
    stand in the sentence, and near a fraction. `prevalence`: words beside which a count of people is one of the ill.
    `unless`: expressions that overlap the figure; `unless-near`: words in the sentence that make it none.
    `lower-from-words`, `list-words`, `metadata`: as in `claim-without-support`. In texts of more than `long-words`
    words nothing is sure (our estimate): background figures abound there, and sources stand in boxes and lists.
    """

    figures: Cues
    people: Cues
    outcomes: Cues
    occurrences: Cues
    prevalence: Cues
    unless: Cues = ""
    unless_near: Cues = ""
    lower_from_words: int = 150
    list_words: int = 250
    long_words: int = 400
    metadata: tuple[str, ...] = ()


def find_unsourced_figures(document: Document, options: FigureOptions) -> Iterator[Match]:
    """One match for each sentence whose first figure about people's health has no source."""
    done = -1
    for figure, sentence in _candidates(document, options):
        if sentence.start <= done or not _counts(document, figure, sentence, options):
            continue
        if is_cited_in_block(document, sentence) or _rests_on_source(document, figure, sentence, options):
            continue
        doubt = source_doubt(
            document,
            options.metadata,
            list_words=options.list_words,
            bare_words=options.lower_from_words,
            selling=options.selling,
        )
        if doubt is None:
            return
        done = sentence.start
        doubt += quote_at(document, figure.start) is not None or figure.of >= RARE
        doubt += document.words > options.long_words or may_be_sourced(document, figure.start, options)
        yield Match(figure.start, figure.end, step=-min(doubt, 1))


def _rests_on_source(document: Document, figure: Figure, sentence: Sentence, options: FigureOptions) -> bool:
    """Whether a source covers a figure; how common an illness is in all people is no result of a study told around."""
    if not is_sourced(document, figure.start, options):
        return False
    if figure.kind not in {"ratio", "percent"} or not tells_of_study(document, figure.start, options):
        return True
    if _OF_ALL.search(document.prose, sentence.start, sentence.end) is None or _OF_RESULT.search(
        document.prose, sentence.start, sentence.end
    ):
        return True
    return is_cited(document, figure.start, options)


def _candidates(document: Document, options: FigureOptions) -> Iterator[tuple[Figure, Sentence]]:
    """Figures with their sentences, in order of their place in the text."""
    found = [(figure, sentence_at(document, figure.start)) for figure in figures(document, options.figures)]
    for _, sentence in hits_with_sentences(document, options.prevalence):
        found.extend((figure, sentence) for figure in people_counts(document, sentence, options.people))
    yield from ((figure, own) for figure, own in sorted(found, key=lambda pair: pair[0].start) if own is not None)


def _counts(document: Document, figure: Figure, sentence: Sentence, options: FigureOptions) -> bool:
    """Whether a figure is said of people's health, flatly, in running text."""
    if document.blocks[sentence.block].kind in {"cell", "link-title", "button", "footnote", "caption"}:
        return False
    if figure.kind == "percent" and figure.value >= WHOLE:
        return False
    if is_asked(document, figure.start) and not _is_confirmed(document, sentence):
        return False
    if overlaps(document, options.unless, figure.start, figure.end) or _is_of_one(document, figure, sentence):
        return False
    if document.hits_between(options.unless_near, sentence.start, sentence.end):
        return False
    return figure.kind == "count" or _is_of_health(document, figure, sentence, options)


def _is_confirmed(document: Document, sentence: Sentence) -> bool:
    """Whether the sentence after a question says that its figure holds ("That is what our region has")."""
    number, listed = sentence_index(document, sentence.start), sentences(document)
    following = listed[number + 1 : number + 2]
    return bool(following) and (
        is_affirmed(document, sentence.start) or _CONFIRMED.match(document.prose, following[0].start) is not None
    )


def _is_of_one(document: Document, figure: Figure, sentence: Sentence) -> bool:
    """Whether a figure is told of one person: "her tumour shrank by half", "he is one of 500 patients"."""
    if _OF_ONE.match(document.prose, sentence.start, figure.start):
        return True
    among = " of " in document.prose[figure.start : figure.end]
    return among and _ONE_AMONG.search(document.prose, sentence.start, figure.start) is not None


def _is_of_health(document: Document, figure: Figure, sentence: Sentence, options: FigureOptions) -> bool:
    """Whether people, an outcome or an event is counted: right after a fraction or "times as many", else beside.

    What a ratio is of may stand in the sentence before, and be left out: "around 1 in 12 still wets the bed".
    """
    written = document.prose[figure.start : figure.end].lower()
    if written.startswith("every "):
        return True
    many = figure.kind == "multiple" and _MANY.match(document.prose, figure.end) is not None
    near = many or (figure.kind == "fraction" and not _OF_MANY.match(document.prose, figure.end))
    end = min(figure.end + NEAR_CHARACTERS, sentence.end) if near else sentence.end
    start = figure.start if near else sentence.start
    if figure.kind == "ratio":
        listed, number = sentences(document), sentence_index(document, sentence.start)
        before = listed[max(number - 1, 0)]
        start = before.start if before.block == sentence.block else start
    people = any(
        document.tag(options.people, hit, "kind") in {"person", "outcome", "one"}
        for hit in document.hits_between(options.people, start, end)
    )
    return people or any(document.hits_between(cues, start, end) for cues in (options.outcomes, options.occurrences))


CHECK = Check("unsourced-figure", FigureOptions, find_unsourced_figures)
"""The check."""
