"""A treatment and a place as people type them ("Lip Filler Chelsea"), where a sentence has no room for a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from medlint.api import Cues, Document, Match, lazy_pattern, quote_at, sentence_at

from .titles import Run

_PRICED = lazy_pattern(r"(?:Best|Cheap|Cheapest|Affordable|Top|Leading|Private) ")
_BEFORE = lazy_pattern(r"(?:^| )[a-z\d][\w'’-]*[,;] $")
_AFTER = lazy_pattern(r"[,;] (?:and|but|so|or|which|with|as|because|while|you|it|they|most|the|a)\b")
_DASHED = lazy_pattern(r"[a-z\d)] [-–—|] $")
_WORD = lazy_pattern(r"[a-z][\w'’-]*")
_BEGUN = lazy_pattern(r"[a-z][\w'’-]*$")
_PART = lazy_pattern(r"['’-]")
LONGEST = 80
"""No word is longer, in characters."""
TIMES = 3
SHARE = 0.1
"""A phrase with a place that is so much of a text, in words, is its search phrase."""
FEWEST = 4


def find_placed(document: Document, found: Sequence[Run], heads: Cues) -> Iterator[Match]:
    """One match for each phrase that ends with a place and stands between commas, after a dash, or too often."""
    placed = [run for run in found if _is_candidate(document, run)]
    if not placed:
        return
    common: dict[str, bool] = {}
    kept = [run for run in placed if _ends_with_place(document, run, heads, common)]
    counts = Counter(_key(run) for run in kept)
    shown = set[str]()
    for run in kept:
        key = _key(run)
        if _is_wedged(document, run, heads):
            yield Match(run.start, run.end)
        elif key not in shown and counts[key] >= TIMES and _share(document, key, counts[key]) >= SHARE:
            shown.add(key)
            if _has_head(document, run, heads):
                yield Match(run.start, run.end, note=f"It stands {counts[key]} times in {document.words} words.")


def _is_candidate(document: Document, run: Run) -> bool:
    kind = document.blocks[run.block].kind
    return kind in {"paragraph", "item", "quote", "description"} and len(run.text.split()) <= FEWEST + 2


def ends_with_place(document: Document, run: Run, heads: Cues) -> bool:
    """Whether a run of three words or more in capitals names a treatment and ends with a word the text has no more."""
    words = run.text.split()
    if len(words) < FEWEST - 1 or not all(word[0].isupper() for word in words):
        return False
    return _has_head(document, run, heads) and _ends_with_place(document, run, heads, {})


def _ends_with_place(document: Document, run: Run, heads: Cues, common: dict[str, bool]) -> bool:
    """Whether the last word names something and is no word of the text, while a word before it is one or sells.

    `common` remembers which words are words of the text.
    """
    *words, last = run.text.split()
    named = document.hits_between(heads, run.start, run.end)
    if last.isupper() or any(hit.end == run.end for hit in named):
        return False
    asked = [word.lower() for word in ((last,) if named else (last, *words[-2:]))]
    for word in asked:
        if word not in common:
            common[word] = _is_common(document, word)
    return not common[asked[0]] and all(common[word] for word in asked[1:])


def _is_common(document: Document, word: str) -> bool:
    """Whether the text has a word, given in small letters, so too."""
    prose = document.prose
    for at in document.places_of(_PART.split(word, maxsplit=1)[0]):
        found = _WORD.match(prose, at)
        inside = prose[at - 1 : at] in {"'", "\u2019", "-"} and _BEGUN.search(prose, max(at - LONGEST, 0), at)
        if found is not None and found[0] == word and not inside:
            return True
    return False


def _is_wedged(document: Document, run: Run, heads: Cues) -> bool:
    """Whether it stands between the commas of a statement and treats, or ends one after a dash."""
    sentence = sentence_at(document, run.start)
    if sentence is None or quote_at(document, run.start) is not None:
        return False
    before, after = document.prose[sentence.start : run.start], document.prose[run.end : sentence.end]
    if len(before.split()) < FEWEST or any(mark in before for mark in '”":'):
        return False
    if _BEFORE.search(before) and _AFTER.match(after):
        return _has_head(document, run, heads) and all(word[0].isupper() for word in run.text.split())
    if _has_head(document, run, heads):
        return False
    return bool(_DASHED.search(before)) and not after.strip(" .!") and " - " not in before[:-3]


def _has_head(document: Document, run: Run, heads: Cues) -> bool:
    return bool(document.hits_between(heads, run.start, run.end))


def _key(run: Run) -> str:
    return _PRICED.sub("", run.text).lower()


def _share(document: Document, key: str, times: int) -> float:
    return times * len(key.split()) / max(document.words, 1)
