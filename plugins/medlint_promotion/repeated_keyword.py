"""Check `repeated-keyword`: search phrases for their own sake: doubled, tagged on, standing alone, repeated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from medlint.api import Check, Cues, Document, Edit, Match, Sentence, lazy_pattern, quote_at, sentence_at

from .recited_phrases import find_recited
from .searched_places import ends_with_place, find_placed
from .titles import Run, Twin, runs, twins_in

_DASH = lazy_pattern(r"(?: [-–—|•]{1,2} | ?[|•] )$")
_PIPE = lazy_pattern(r" ?[|•]")
_TAGS = lazy_pattern(r"(?: ?[|•](?: ?[A-Z][\w'’-]*)+)+ ?$")
_GEO = lazy_pattern(r"( in| near)? [A-Z]\w+")
_WORDS_BEFORE = lazy_pattern(r"[^\W\d_]{2,} $")
_SUPERLATIVE = lazy_pattern(r"\b(?:Best|Cheap|Cheapest|Affordable|Top|Leading) \w+ \w+")
_OFFERED = lazy_pattern(r"(?:Best|Cheap|Cheapest|Affordable|Private|Emergency|Same-Day|Mobile) ")
_RUNNING = frozenset({"paragraph", "item", "quote", "description"})
MOST_WORDS = 8
MOST_OF_IT = 0.3
"""A phrase that is so much of a text is its key phrase however short the text is."""
FEWEST_BEFORE = 4
"""A tag hangs on a statement of at least so many words; fewer are a label."""


class KeywordOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """What makes a phrase a search phrase, and how often it may occur.

    `heads`: words that make a title-case phrase a search phrase; entries of the kind `weak` also need repetition.
    `names`: words of names, which are left alone. `least`: so often a phrase must occur in a text before it counts as
    its key phrase; `density`: and this share of the text's words it must then make up. `in-sentence`: so often in one
    sentence is too often at any length.
    """

    heads: Cues
    names: Cues = ""
    least: int = 4
    density: float = 0.05
    in_sentence: int = 3


def find_keywords(document: Document, options: KeywordOptions) -> Iterator[Match]:
    """One match for each stuffed place, the earliest words of it first."""
    found = tuple(run for run in runs(document) if not _is_name(document, run, options))
    twins = {run: tuple(twins_in(document.prose, run)) for run in found}
    for run, seconds in twins.items():
        for twin in seconds:
            if _is_stuffed(document, run, twin, options):
                yield _match(twin.start, twin.end, "The phrase stands twice.", remove=True)
    yield from find_recited(document)
    if not document.hits(options.heads):
        yield from find_placed(document, found, options.heads)
        return
    counts = Counter(run.text.lower() for run in found if document.blocks[run.block].kind in _RUNNING)
    for run in found:
        if not twins[run]:
            yield from _misplaced(document, run, counts, options)
    yield from _crowded(document, options)
    yield from find_placed(document, found, options.heads)
    yield from _dense(document, found, counts, options)


def _is_stuffed(document: Document, run: Run, twin: Twin, options: KeywordOptions) -> bool:
    """Whether a doubled phrase is more than a heading that lost its line ("Stage II Stage II is ...")."""
    if not twin.glued and document.blocks[run.block].kind not in _RUNNING:
        return False
    follows = document.prose[twin.end : twin.end + 2]
    taken_up = follows[:1] == " " and follows[1:].islower()
    own = Run(twin.start, twin.end, document.prose[twin.start : twin.end], run.block)
    sold = bool(_head(document, own, options)) or (twin.glued and not taken_up)
    return sold and (twin.glued or not taken_up) and not document.prose[twin.start : twin.end].isupper()


def _misplaced(document: Document, run: Run, counts: Counter[str], options: KeywordOptions) -> Iterator[Match]:
    """A phrase after a dash at the end of a sentence, or a phrase that is a sentence of its own."""
    kind = _head(document, run, options)
    sentence = sentence_at(document, run.start) if kind else None
    if sentence is None or document.blocks[sentence.block].kind not in _RUNNING:
        return
    if quote_at(document, run.start) is not None:
        return
    often = counts[run.text.lower()] > 1
    before, after = document.prose[sentence.start : run.start], document.prose[run.end : sentence.end]
    if _PIPE.match(after) and _DASH.search(before) and kind == "strong" and _is_statement(before):
        yield _match(run.start, run.end, "", remove=False)
    if after.strip(" .!?"):
        return
    hangs = _DASH.search(before) and _is_statement(before) and (kind == "strong" or often or " " in run.text)
    leads = not before.strip() and _is_offer(run, after) and sentence.end < document.blocks[sentence.block].end
    if hangs or leads:
        yield _match(run.start, sentence.end, "", remove=False)
    elif (
        not before.strip()
        and _stands_alone(document, sentence)
        and (kind == "strong" or often or ends_with_place(document, run, options.heads))
    ):
        yield _match(run.start, sentence.end, "", remove=often)


def _is_offer(run: Run, after: str) -> bool:
    """Whether a sentence is nothing but an offer of four words or more ("Private ADHD Assessment London.")."""
    return after.strip() == "." and len(run.text.split()) >= FEWEST_BEFORE and _OFFERED.match(run.text) is not None


def _is_statement(before: str) -> bool:
    """At least four words, most in lower case, the last too, and no quotation that somebody's name would follow."""
    words = _TAGS.sub("", _DASH.sub("", before)).split()
    if len(words) < FEWEST_BEFORE or not words[-1][0].islower() or any(mark in before for mark in '”":'):
        return False
    return sum(word[0].islower() for word in words) > len(words) / 2


def _stands_alone(document: Document, sentence: Sentence) -> bool:
    """A sentence that is not the first of its block: there a title-case phrase is a heading that runs in."""
    block = document.blocks[sentence.block]
    first = document.prose[block.start : sentence.start].strip()
    if sentence.end < block.end and document.prose[sentence.end - 1] not in ".!":
        return False
    return " " in first and first[-1:] in {".", "!", "?"}


def _crowded(document: Document, options: KeywordOptions) -> Iterator[Match]:
    """A phrase with a place ("hair transplant in Leeds") that one sentence has again and again."""
    places: dict[tuple[int, str], list[tuple[int, int]]] = {}
    for hit in document.hits(options.heads):
        block = document.blocks[document.block_at(hit.start)]
        geo = _GEO.match(document.prose, hit.end, block.end)
        if geo and not geo[1] and not document.prose[hit.start].islower():
            geo = None
        sentence = sentence_at(document, hit.start) if geo or hit.phrase.startswith("near ") else None
        if sentence is None or block.kind not in _RUNNING:
            continue
        end = geo.end() if geo else hit.end
        before = _WORDS_BEFORE.search(document.prose, sentence.start, hit.start)
        start = before.start() if before else hit.start
        if not document.hits_between(options.names, start, end):
            key = document.prose[hit.start if geo else start : end].lower()
            places.setdefault((sentence.start, key), []).append((start, end))
    for spans in places.values():
        if len(spans) >= options.in_sentence:
            yield _match(*spans[1], f"It stands {len(spans)} times in this sentence.", remove=False)


def _dense(document: Document, found: Iterable[Run], counts: Counter[str], options: KeywordOptions) -> Iterator[Match]:
    """A title-case search phrase that makes up more of a text than its subject would."""
    shown = set[str]()
    for run in found:
        text = run.text.lower()
        if counts[text] < options.in_sentence or text in shown or document.blocks[run.block].kind not in _RUNNING:
            continue
        shown.add(text)
        share = counts[text] * len(text.split()) / max(document.words, 1)
        if counts[text] < options.least and share < MOST_OF_IT:
            continue
        if share >= options.density and _head(document, run, options) and f"{text} (" not in document.prose.lower():
            yield _match(run.start, run.end, f"It stands {counts[text]} times in {document.words} words.", remove=False)


def _head(document: Document, run: Run, options: KeywordOptions) -> str:
    """The kind of the strongest head in a phrase of bearable length; "" if it has none."""
    hits = document.hits_between(options.heads, run.start, run.end)
    if not hits or len(run.text.split()) > MOST_WORDS * (1 + bool(_SUPERLATIVE.search(run.text))):
        return ""
    kinds = {document.tag(options.heads, hit, "kind") for hit in hits}
    return "strong" if "strong" in kinds else min(kinds, default="")


def _is_name(document: Document, run: Run, options: KeywordOptions) -> bool:
    """Whether the run names a body or somebody's house ("Guy's Hospital")."""
    owned = "'s " in run.text or "’s " in run.text
    named = owned or document.hits_between(options.names, run.start, run.end)
    return bool(named) and _SUPERLATIVE.search(run.text) is None


def _match(start: int, end: int, note: str, *, remove: bool) -> Match:
    return Match(start, end, note=note, edits=(Edit(start, end, ""),) if remove else ())


CHECK = Check("repeated-keyword", KeywordOptions, find_keywords)
