"""Check `repeated-keyword`: search phrases put into a text for their own sake: doubled, tagged on, standing alone, repeated."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from medlint.api import Check, Cues, Document, Edit, Match, Sentence, quote_at, sentence_at, sentences
from msgspec import Struct

from .titles import Run, doubled, runs

_DASH = re.compile(r"(?: [-–—|•]{1,2} | ?[|•] )$")
_GEO = re.compile(r"(?:\w+[ -]){1,3}(?:in|near) [A-Z]\w+")
_RUNNING = frozenset({"paragraph", "item", "quote", "description"})
MOST_WORDS = 8
MOST_PLACES = 3


class KeywordOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """`heads`: words that make a title-case phrase a search phrase; entries of the kind `weak` also need repetition.
    `names`: names of bodies that are left alone. `least`: so often a phrase must occur in a text before it counts as its key
    phrase. `density`: and this share of the text's words it must then make up. `in-sentence`: so often in one sentence is
    too often at any length.
    """

    heads: Cues
    names: Cues = ""
    least: int = 4
    density: float = 0.05
    in_sentence: int = 3


def find_keywords(document: Document, options: KeywordOptions) -> Iterator[Match]:
    """One match for each stuffed place, the earliest words of it first."""
    found = tuple(run for run in runs(document) if not _is_name(document, run, options))
    for run in found:
        twin = doubled(document.prose, run)
        if twin:
            yield _match(twin[0], twin[1], "The phrase stands twice.", remove=True)
    if not document.hits(options.heads):
        return
    counts = Counter(run.text.lower() for run in found)
    for run in found:
        if doubled(document.prose, run) is None:
            yield from _misplaced(document, run, counts, options)
    yield from _crowded(document, options)
    yield from _dense(document, found, counts, options)


def _misplaced(document: Document, run: Run, counts: Counter[str], options: KeywordOptions) -> Iterator[Match]:
    """A phrase after a dash at the end of a sentence, or a phrase that is a sentence of its own."""
    sentence = sentence_at(document, run.start)
    kind = _head(document, run, options)
    if sentence is None or not kind or document.blocks[sentence.block].kind not in _RUNNING:
        return
    if document.prose[run.end : sentence.end].strip(" .!?") or quote_at(document, run.start) is not None:
        return
    often = counts[run.text.lower()] > 1
    before = document.prose[sentence.start : run.start]
    if _DASH.search(before) and _is_statement(before) and (kind == "strong" or often or len(run.text.split()) > 1):
        yield _match(run.start, sentence.end, "", remove=False)
    elif not before.strip() and _stands_alone(document, sentence) and (kind == "strong" or often):
        yield _match(run.start, sentence.end, "", remove=often)


def _is_statement(before: str) -> bool:
    """At least four words, most of them in lower case, and no quotation that somebody's name would follow."""
    words = before.split()
    return len(words) > MOST_PLACES + 1 and sum(word[0].islower() for word in words) > len(words) / 2 and "”" not in before and '"' not in before


def _stands_alone(document: Document, sentence: Sentence) -> bool:
    """A sentence that is not the first of its block: there a title-case phrase is a heading that runs in."""
    block = document.blocks[sentence.block]
    first = document.prose[block.start : sentence.start].strip()
    return len(first.split()) > MOST_PLACES and first[-1:] in {".", "!", "?"}


def _crowded(document: Document, options: KeywordOptions) -> Iterator[Match]:
    """A phrase with a place ("hair transplant in Leeds") that one sentence has again and again."""
    seen = set[int]()
    for hit in document.hits(options.heads):
        sentence = sentence_at(document, hit.start)
        if sentence is None or sentence.start in seen or document.blocks[sentence.block].kind not in _RUNNING:
            continue
        seen.add(sentence.start)
        text = document.prose[sentence.start : sentence.end]
        for phrase in dict.fromkeys(_key(found.group()) for found in _GEO.finditer(text)):
            places = [place.start() for place in re.finditer(rf"\b{re.escape(phrase)}\b", text, re.IGNORECASE)]
            if len(places) >= options.in_sentence:
                at = sentence.start + places[1]
                yield _match(at, at + len(phrase), f"It stands {len(places)} times in this sentence.", remove=False)
                break


def _key(phrase: str) -> str:
    """The words right before the place: two, or one if there is no more."""
    words = phrase.split()
    return " ".join(words[-4:]) if len(words) >= MOST_PLACES + 1 else phrase


def _dense(document: Document, found: Iterable[Run], counts: Counter[str], options: KeywordOptions) -> Iterator[Match]:
    """A title-case search phrase that makes up more of a text than its subject would."""
    named = {text for text, count in counts.items() if count >= options.least}
    shown = set[str]()
    for run in found:
        text = run.text.lower()
        if text not in named or text in shown or document.blocks[run.block].kind not in _RUNNING:
            continue
        shown.add(text)
        share = counts[text] * len(text.split()) / max(document.words, 1)
        if share >= options.density and _head(document, run, options) and f"{text} (" not in document.prose.lower():
            yield _match(run.start, run.end, f"It stands {counts[text]} times in {document.words} words.", remove=False)


def _head(document: Document, run: Run, options: KeywordOptions) -> str:
    """The kind of the strongest head in a phrase of bearable length; "" if it has none."""
    if len(run.text.split()) > MOST_WORDS:
        return ""
    kinds = {document.tag(options.heads, hit, "kind") for hit in document.hits_between(options.heads, run.start, run.end)}
    return "strong" if "strong" in kinds else min(kinds, default="")


def _is_name(document: Document, run: Run, options: KeywordOptions) -> bool:
    return bool(document.hits_between(options.names, run.start, run.end))


def _match(start: int, end: int, note: str, *, remove: bool) -> Match:
    return Match(start, end, note=note, edits=(Edit(start, end, ""),) if remove else ())


CHECK = Check("repeated-keyword", KeywordOptions, find_keywords)
