"""Limits of kind `species`: the sentence says that what holds in animals or cells need not hold in people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from medlint.layers.doubts import clauses, is_doubted, is_negated, is_seldom
from medlint.layers.numbers import NUMBER
from medlint.layers.samples import has_count
from medlint.layers.slots import hit_after, hit_before, of_kind
from medlint.lazy import lazy_pattern

if TYPE_CHECKING:
    from medlint.document import Document
    from medlint.layers.sentences import Sentence
    from medlint.phrasebook import Hit

LEXICON = "species-gaps"
"""The lexicon of the words that only this module reads."""
_ONLY_REACH = 45
_TRIAL_WORDS = 6
"""A trial stands at most so many words before the people on whom it is still to be done."""
_AMOUNT_REACH = 40
_QUESTION_REACH = 160
_ON = lazy_pattern(
    r"(?:\s+(?:it|them|this|(?:the|its|their|an?|these)\s+(?:(?!in\s|on\s|of\s)[\w-]+\s+){0,2}[\w-]+))?"
    r"\s+(?:for\s+sure\s+)?(?:in|on|with|of|by|to|for)\s+(?:[\w-]+\s+){0,2}$"
)
_ARE_NOT = lazy_pattern(
    r"\s+(?:clearly\s+|of course\s+|certainly\s+)?(?:are|is)(?:n['\u2019]t|\s+not)\s+(?:just\s+"
    r"|simply\s+)?(?:a\s+|the\s+)?(?:[\w-]+\s+){0,2}$"
)
_PLACED = lazy_pattern(r"\s(?:in|on|with|to|a|an)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_NEEDS_OPEN = lazy_pattern(r"\b(?:whether|if|would|will|same|how|what|that|in|for|of|to|with|about|into|against)\b")
_NOT_OTHERS = lazy_pattern(
    r",?\s+(?:and )?not (?:in |on |with |of |from )?(?:a |an |the |any |our |your |whole |real |living )*[a-z]+"
    r"(?=[.,;:)]|\s*$)",
    re.IGNORECASE,
)
_NOT_ON = lazy_pattern(r",? (?:and |but )?not (?:on|in|of|with) [a-z]+", re.IGNORECASE)
_FOR_US = lazy_pattern(r"\b(?:for|in|to|on) (?:us|ours)$", re.IGNORECASE)
_FROM = lazy_pattern(r"\b(?:from|between)\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+)?$", re.IGNORECASE)
_TO = lazy_pattern(r"\s+(?:to|and)\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+)?", re.IGNORECASE)
_WHAT = lazy_pattern(r"\W*(?:but |and |yet )?what(?:ever)? \w+", re.IGNORECASE)
_NUMBER = lazy_pattern(rf"\b{NUMBER}\b|\bhundreds\b", re.IGNORECASE)
_Span = tuple[int, int]


def species_caveat(document: Document, sentence: Sentence, near_preclinical: bool) -> _Span | None:
    """The words of a sentence that name the gap between what was studied and people, as a prose span; or None."""
    if not near_preclinical:
        return None
    start, end = sentence.start, sentence.end
    phrase = document.hits_between("species-caveats", start, end)
    if phrase:
        return phrase[0].start, phrase[0].end
    studied = [*document.hits_between("species", start, end), *document.hits_between("preclinical-terms", start, end)]
    people = [hit for hit in document.hits_between("human-terms", start, end) if _is_person(document, hit, studied)]
    return (
        _not_carried_over(document, start, end, studied, people)
        or _not_known(document, start, end, studied, people)
        or _trial_to_come(document, start, end, people)
        or _different(document, start, end, studied, people)
        or _narrowed(document, start, end, studied)
        or _in_one_clause(document, start, end, studied, people)
        or _seldom(document, start, end, studied)
        or _huge_dose(document, start, end, studied)
        or _answered(document, start, end, studied, people)
    )


def _is_person(document: Document, hit: Hit, studied: Sequence[Hit]) -> bool:
    """Whether a word means people as against animals; `we` does so only beside the animals, else it is the authors."""
    kind = document.tag("human-terms", hit, "kind")
    if kind == "reader" and not hit.phrase.startswith("you"):
        return bool(studied) or bool(_FOR_US.search(document.prose, max(0, hit.start - 5), hit.end))
    return kind in {"person", "reader", "one"}


def _in_one_clause(
    document: Document, start: int, end: int, studied: Sequence[Hit], people: Sequence[Hit]
) -> _Span | None:
    """A clause that names people and doubts evidence of them, or, with animals in the sentence, denies or opens."""
    at = start
    for clause in clauses(document.prose[start:end].lower()):
        ends = at + len(clause)
        named = any(at <= hit.start < ends and not _is_counted(document, at, hit) for hit in people)
        named = named or bool(of_kind(document, LEXICON, at, ends, "clinical"))
        plain = is_doubted(clause) or of_kind(document, LEXICON, at, ends, "otherwise")
        if named and (plain or (studied and (" between " in clause or is_negated(clause)))):
            return at, ends
        at = ends
    return None


def _is_counted(document: Document, start: int, hit: Hit) -> bool:
    """Whether people are counted: then they were studied, and what is denied is an effect."""
    return has_count(document.prose[start : hit.start].lower())


def _seldom(document: Document, start: int, end: int, studied: Sequence[Hit]) -> _Span | None:
    """Findings in animals or cells that seldom come true: "results from a dish often fail to hold up"."""
    at = start
    for clause in clauses(document.prose[start:end].lower()):
        ends = at + len(clause)
        there = [hit for hit in studied if at <= hit.start < ends]
        named = there or of_kind(document, LEXICON, at, ends, "bench")
        if named and is_seldom(clause) and of_kind(document, LEXICON, at, ends, "finding"):
            return at, ends
        meant = there or studied[:1]
        untreated = not meant or any(not _is_result(document, hit, end) for hit in meant)
        if named and untreated and of_kind(document, LEXICON, at, ends, "apart"):
            return at, ends
        at = ends
    return None


def _is_result(document: Document, hit: Hit, end: int) -> bool:
    """Whether an animal named was treated: what it does not do then is a finding, no difference from people."""
    return hit_after(document, "lab-words", hit.end, end, 0, "treated") is not None


def _answered(document: Document, start: int, end: int, studied: Sequence[Hit], people: Sequence[Hit]) -> _Span | None:
    """Words such as "what helps a rat can leave a human cold", or plain not knowing after a question about people."""
    prose = document.prose
    if studied and people and _WHAT.match(prose, start, end):
        return start, end
    asked = prose[max(0, start - _QUESTION_REACH) : start].rstrip()
    if not asked.endswith("?") or not of_kind(document, LEXICON, start, end, "nothing"):
        return None
    at = start - _QUESTION_REACH + max(asked.rfind("."), asked[:-1].rfind("?"), 0)
    near = document.hits_between("human-terms", max(0, at), start)
    return (start, end) if any(document.tag("human-terms", hit, "kind") != "outcome" for hit in near) else None


def _huge_dose(document: Document, start: int, end: int, studied: Sequence[Hit]) -> _Span | None:
    """The dose of the animals reckoned for a person: "what the rats got would equal 40 tablets a day"."""
    if not studied:
        return None
    for word in of_kind(document, LEXICON, start, end, "reckoned"):
        last = min(end, word.end + _AMOUNT_REACH)
        if _NUMBER.search(document.prose, word.end, last) or of_kind(document, LEXICON, word.end, last, "amount"):
            return word.start, last
    return None


def _not_carried_over(
    document: Document, start: int, end: int, studied: Sequence[Hit], people: Sequence[Hit]
) -> _Span | None:
    """A negated verb of carrying over, with people or the animals named: "results in rats seldom hold up in people"."""
    verbs = document.hits_between("carry-over", start, end)
    if not verbs or not (studied or people):
        return None
    doubts = document.hits_between("carry-over-doubts", start, end)
    for verb in verbs:
        before = [doubt for doubt in doubts if doubt.start <= verb.start and not _spoken_to(document, doubt)]
        if before and (any(hit.end > verb.start for hit in people) or studied):
            return before[-1].start, verb.end
    return None


def _spoken_to(document: Document, doubt: Hit) -> bool:
    """Whether a word of doubt only opens a condition for the reader: "If you have been told"."""
    return doubt.phrase == "if" and document.prose[doubt.end : doubt.end + 5].lower().startswith((" you", " your"))


def _not_known(document: Document, start: int, end: int, studied: Sequence[Hit], people: Sequence[Hit]) -> _Span | None:
    """Plain words that it is not known or not tested, with people in the same sentence; counted ones were studied."""
    if not studied and any(_is_counted(document, start, hit) for hit in people):
        return None
    for cue in document.hits_between("not-yet-known", start, end):
        if people and _NEEDS_OPEN.search(document.prose[start:end].lower()):
            return cue.start, cue.end
    return None


def _trial_to_come(document: Document, start: int, end: int, people: Sequence[Hit]) -> _Span | None:
    """A trial in people that is still needed, planned or missing: so there has been none."""
    future = document.hits_between("future-words", start, end)
    if not future:
        return None
    trials = document.hits_between("human-trials", start, end)
    if trials:
        return trials[0].start, trials[0].end
    for hit in people:
        trial = hit_before(document, LEXICON, hit.start, start, _TRIAL_WORDS, "tried")
        if trial is None or not _ON.fullmatch(document.prose[trial.end : hit.start].lower()):
            continue
        if not has_count(document.prose[max(start, hit.start - _ONLY_REACH) : hit.start].lower()):
            return trial.start, hit.end
    return None


def _different(document: Document, start: int, end: int, studied: Sequence[Hit], people: Sequence[Hit]) -> _Span | None:
    """Animals and people in one sentence that says that they differ: "mice are not people", "far from patients"."""
    for animal in studied:
        for person in people:
            first, second = sorted((animal, person), key=lambda hit: hit.start)
            if first is animal and _is_across(document, start, first, second):
                return first.start, second.end
            if first.end < second.start and _ARE_NOT.fullmatch(document.prose, first.end, second.start):
                return first.start, second.end
    cues = document.hits_between("differences", start, end)
    if cues and studied and people:
        return cues[0].start, cues[0].end
    return None


def _is_across(document: Document, start: int, animal: Hit, person: Hit) -> bool:
    """Whether words go from animals to people: "to extend this from rats to children"."""
    if not _TO.fullmatch(document.prose, animal.end, person.start):
        return False
    return bool(_FROM.search(document.prose, start, animal.start))


def _narrowed(document: Document, start: int, end: int, studied: Sequence[Hit]) -> _Span | None:
    """A word of limit, or `only` close before the animals or cells: "the catch: all this was seen in mice"."""
    openers = document.hits_between("limit-openers", start, end)
    if openers and studied and openers[0].start < studied[0].start:
        return openers[0].start, max(openers[0].end, studied[0].end)
    for bench in of_kind(document, "lab-words", start, end, "tissue", "vessel"):
        if match := _NOT_ON.match(document.prose, bench.end, end):
            return bench.start, match.end()
    for animal in studied:
        alone = hit_after(document, LEXICON, animal.end, end, 1, "beside")
        if alone is not None or _NOT_OTHERS.match(document.prose, animal.end, end):
            return animal.start, animal.end
        near = document.hits_between("only-words", max(start, animal.start - _ONLY_REACH), animal.start)
        if near and (animal.phrase.startswith("in ") or _PLACED.search(document.prose[near[-1].end : animal.start])):
            return near[-1].start, animal.end
    return None
