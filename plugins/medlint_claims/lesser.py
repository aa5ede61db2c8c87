"""What makes a claim information: words in its sentence that say so, or a comparison of things of the same kind."""

from __future__ import annotations

import re

from medlint.api import Cues, Document, Hit, Sentence, lazy_pattern

RIVAL_CHARACTERS = 60
"""What a thing is compared with is named so near behind the comparison."""
SHORTEST = 4
"""A shorter word names no kind of thing ("it", "all")."""

_THAN = lazy_pattern(r"[^.;:!?]{0,40}? (?:than|as) ")
_AFTER_THAN = lazy_pattern(r".*\b(?:than|as)\b(?P<rest>.*)$", re.DOTALL)
_WORD = lazy_pattern(r"[A-Za-z][a-z]+")
_LIKEWISE = lazy_pattern(r"\s*(?:(?:that|those) (?:of|in|on|with|from)\b|(?!the |our |old |older )[a-z-]+ ones\b)")
"""What stands for the same thing again ("than those of the other types", "than heavy ones")."""
_OWN = lazy_pattern(r"\b(?:our|ours|my|mine|we|this|you|your)\b", re.IGNORECASE)
_SELLS = lazy_pattern(r"\b(?:ours?)\b", re.IGNORECASE)
_BY = lazy_pattern(r"\s*\b(?:by|with|through|thanks to)\b(?! (?:surgery|an operation|medicines?|treatment)\b)")
"""What names the remedy of a cure: then it is a promise again."""
_ESTABLISHED = lazy_pattern(
    r"\s*(?:the )?(?:prescription|conventional|standard|ordinary|chemical|any|every|all|expensive|what)\b"
)
"""Rivals that advertising names: all the others, and those that doctors prescribe."""
_ENDS = lazy_pattern(r"[.;:!?]")
_BROAD = frozenset(
    "treatment therapy remedy medicine method product option other with without from when people".split()
)
"""Words that every rival goes by: a remedy that outdoes all treatments is not compared with one of its kind."""


def is_lesser(document: Document, hit: Hit, sentence: Sentence, cues: Cues) -> bool:
    """Whether one of `cues` stands in the sentence, and neither "our" nor, behind the claim, what it owes itself to."""
    if not cues or not document.hits_between(cues, sentence.start, sentence.end):
        return False
    if _BY.match(document.prose, hit.end) or document.prose.endswith(" by", hit.start, hit.end):
        return False
    return _SELLS.search(document.prose, sentence.start, sentence.end) is None


def is_of_a_kind(document: Document, hit: Hit, sentence: Sentence) -> bool:
    """Whether a comparison names the same kind of thing before and behind it ("oral iron ... than injected iron").

    A comparison within a kind explains; one with what is the writer's own ("our gel") or of the page sells.
    """
    before = document.prose[sentence.start : hit.start]
    if _OWN.search(before):
        return False
    cue = _AFTER_THAN.match(document.prose[hit.start : hit.end])
    if cue is not None:
        begin = hit.start + cue.start("rest")
    else:
        than = _THAN.match(document.prose, hit.end, sentence.end)
        begin = than.end() if than else hit.end
    if _LIKEWISE.match(document.prose, begin, sentence.end):
        return True
    if _ESTABLISHED.match(document.prose, begin, sentence.end):
        return False
    end = min(begin + RIVAL_CHARACTERS, sentence.end)
    stop = _ENDS.search(document.prose, begin, end)
    return bool(_kinds(before) & _kinds(document.prose[begin : stop.start() if stop else end]))


def _kinds(said: str) -> set[str]:
    """The words that may name a kind of thing, without the ending of a plural."""
    words = {word.lower() for word in _WORD.findall(said)}
    stems = {word[:-1] if word.endswith("s") and not word.endswith("ss") else word for word in words}
    return {stem for stem in stems if len(stem) >= SHORTEST} - _BROAD
