"""Check `relative-risk`: a risk is said to change by a share of itself, and its size is given nowhere near."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from medlint.api import Check, Cues, Document, Match, Sentence, is_asked, is_negated, lazy_pattern, sentence_at

LONGEST_MARK = 60
"""A marked stretch has at most so many characters; of a longer one the figure alone is marked."""
SHORT_BLOCK = 3
"""A paragraph of at most so many sentences is one of news: its figures may stand in the paragraphs beside it."""

_SHARE = r"(?:\d+(?:\.\d+)?\s?(?:%|per\s?cent\b)|(?:a|one|two|three)[- ](?:third|quarter|half|fifth|tenth)s?\b|half\b)"
_TIMES = r"(?:twice|double|triple|treble|\w+(?:\.\d+)? times|\w+-?fold|half)"
_CUT = (
    r"(?:cut|cuts|cutting|halv\w+|reduc\w+|lower\w*|slash\w*|decreas\w+|shrink\w*|shrank|drop\w*|fell|fall\w*|declin\w+"
    r"|rais\w+|ris\w+|rose|increas\w+|boost\w*|climb\w*|grew|grow\w*|jump\w*|up|down|prevent\w*|lessen\w*|improv\w+)"
)
_ABOUT = r"(?:as much as |up to |about |around |almost |nearly |more than |over |some |roughly |at least )*"
_MORE = (
    r"(?:higher|lower|greater|bigger|smaller|more|less|fewer|reduc\w+|increas\w+|drop|fall|rise|cut|decreas\w+|decline"
    r"|excess|elevated)"
)
_AS_MUCH = (
    r"(?:as likely|more likely|less likely|likelier|as many|as high|as great|as common|higher|greater"
    r"|the (?:\w+ )?(?:risk|chance|odds|rate|likelihood)|(?:their|your) (?:risk|chance|odds))"
)
_CHANGES = (
    lazy_pattern(rf"\b{_CUT}\b[^.;:?!]{{0,90}}?\bby {_ABOUT}{_SHARE}", re.IGNORECASE),
    lazy_pattern(rf"\b{_SHARE}[- ](?:\w+ )?{_MORE}\b", re.IGNORECASE),
    lazy_pattern(rf"\b{_TIMES} {_AS_MUCH}\b", re.IGNORECASE),
    lazy_pattern(
        r"\b(?:doubl|tripl|trebl|quadrupl|halv)(?:e|es|ed|ing)\b"
        r"(?!\W{0,3} ?(?:negative|positive|blind|check|dose|bypass|amputee|mastectomy|vision|chin|lumen))",
        re.IGNORECASE,
    ),
)
_NUMBER = r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty)"
_PERCENT = r"\d[\d.,]*\s?(?:%|per\s?cent)"
_ABSOLUTE = lazy_pattern(
    rf"\b{_NUMBER}(?: \w+){{0,3}}? (?:in|out of|of|per|for|among|from)(?: every| each| about| the| some)? "
    r"(?:\d[\d,]*\b(?!\s?%)|(?:a |one |ten )?(?:hundred|thousand|million)|ten\b|five\b|twenty\b)"
    r"|\bfrom (?:about |around |roughly )?\d[\d.,]*\s?(?:%|per\s?cent)? to (?:about |around |just )?\d[\d.,]*"
    rf"|\b{_PERCENT}[^.]{{0,60}}?\b(?:versus|vs|against|compared (?:with|to)|while|and only)\b[^.]{{0,40}}?{_PERCENT}"
    r"|\bnumber needed to\b|\bNN[TH]\b|\bpercentage points?\b"
    r"|\b(?:absolute|baseline|background|underlying|lifetime|overall|starting)"
    r" (?:risk|rate|chance|difference|reduction|increase)"
    rf"|\b{_NUMBER} (?:extra|more|fewer|additional)"
    r" (?:cases?|deaths?|people|women|men|children|strokes?|patients|clots?)\b"
    rf"|\b(?:one|1) (?:case |death |person |woman |man |extra case )?in (?:every )?{_NUMBER}\b"
    r"|\b(?:risk|chance)\w* (?:\w+ ){0,3}(?:is|was|remains|stays|are) (?:still )?(?:very |extremely )?"
    r"(?:low|small|tiny|rare|about|around|roughly|only|just|less than|under|below)\b",
    re.IGNORECASE,
)
NEAR_CHARACTERS = 45
"""So far from the words of change a risk may be named: "cut, by half, deaths from"."""


class RelativeRiskOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """`risks`: words for a risk or for what people are at risk of; one must stand in the sentence, near the change.

    `measures`: quantities that are measured in each person, whose change in per cent is no relative risk.
    `unless-near`: words in the sentence that make it none. Absolute figures are looked for in the paragraph, and in
    the paragraphs beside a short one.
    """

    risks: Cues
    measures: Cues = ""
    unless_near: Cues = ""


def find_relative_risks(document: Document, options: RelativeRiskOptions) -> Iterator[Match]:
    """One match for each paragraph that gives a relative change of a risk and no absolute figure: its first change."""
    done = -1
    for hit in document.hits(options.risks):
        sentence = sentence_at(document, hit.start)
        if sentence is None or sentence.block == done or is_asked(document, hit.start):
            continue
        if document.blocks[sentence.block].kind in {"footnote", "button", "link-title"}:
            continue
        span = _change(document, sentence, options)
        if span is None:
            continue
        done = sentence.block
        if not _has_absolute(document, sentence):
            yield Match(*span, fields={"risk": document.prose[hit.start : hit.end]})


def _change(document: Document, sentence: Sentence, options: RelativeRiskOptions) -> tuple[int, int] | None:
    """The words of the first relative change in a sentence that is not of a measured quantity."""
    text = document.prose[sentence.start : sentence.end]
    if document.hits_between(options.unless_near, sentence.start, sentence.end):
        return None
    for pattern in _CHANGES:
        for match in pattern.finditer(text):
            start, end = sentence.start + match.start(), sentence.start + match.end()
            if not is_negated(document, start) and _is_of_risk(document, start, end, sentence, options):
                figure = sentence.start + max(text.rfind("by ", 0, match.end()), match.start())
                return (start if end - start <= LONGEST_MARK else figure), end
    return None


def _is_of_risk(document: Document, start: int, end: int, sentence: Sentence, options: RelativeRiskOptions) -> bool:
    """Whether the nearest thing that a change can be of is a risk, not a measure."""
    risks = _distance(document, options.risks, start, end, sentence)
    measures = _distance(document, options.measures, start, end, sentence)
    return risks is not None and risks <= NEAR_CHARACTERS and (measures is None or risks <= measures)


def _distance(document: Document, cues: str, start: int, end: int, sentence: Sentence) -> int | None:
    hits = document.hits_between(cues, sentence.start, sentence.end)
    return min((max(hit.start - end, start - hit.end, 0) for hit in hits), default=None)


def _has_absolute(document: Document, sentence: Sentence) -> bool:
    """Whether an absolute figure stands in the paragraph, or in the paragraphs beside a short one."""
    block = document.blocks[sentence.block]
    first = last = sentence.block
    if document.prose.count(". ", block.start, block.end) < SHORT_BLOCK:
        first, last = max(first - 1, 0), min(last + 2, len(document.blocks) - 1)
    return _ABSOLUTE.search(document.prose, document.blocks[first].start, document.blocks[last].end) is not None


CHECK = Check("relative-risk", RelativeRiskOptions, find_relative_risks, frozenset({"risk"}))
