"""Check `acronym`: "words (ACRONYM)", or the reverse, where the words are not what the acronym is short for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from medlint.api import (
    Check,
    Cues,
    Document,
    Edit,
    FactName,
    FactTable,
    Match,
    is_taken_back,
    lazy_pattern,
    sentence_at,
)

from .expansions import Word, candidates, compare, names, read_words, spell, spelled

LEAST_SWAPPED = 3
"""An expansion of fewer words, all of them swapped, may be another name of the thing."""
_LONGEST = 90
_KINDS = frozenset(
    ("arm", "assessment", "edition", "form", "format", "group", "item", "mode", "model", "part", "section", "type",
     "variant", "version")
)  # fmt: skip
"""Words that writers put after an acronym's own: "the visual analogue version (VAS) of the questionnaire"."""
_IN_BRACKETS = lazy_pattern(
    r"\((?:or |also (?:called|known as) )?(?P<acronym>[A-Za-z][A-Za-z0-9&-]{1,8}?)s?(?:[;,] ?[^()]{0,50})?\)"
)
_WORDS_IN_BRACKETS = lazy_pattern(r"\((?P<words>[^()\d=;:]{5,80})[);:]")
_BEFORE = lazy_pattern(r"(?<![\w-])(?P<acronym>[A-Za-z][A-Za-z0-9&-]{1,8}?)s?\s*$")
_STOPS = lazy_pattern(r"[.;:()\[\]\"“”!?\n]|\s[-–—]\s|—")


class AcronymOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """`acronyms`: a fact table with the columns `acronym` and `expansion`, a row for each meaning.

    `swaps`: words that stand for the first word of an expansion (tag `means`) and are no mere addition to the rest of
    it, or with the tag `inner` for any word where all others are there or swapped. `unknown`: whether other acronyms
    are compared with the initials of the words before them, where the text spells them out elsewhere in other words.
    `taken-back`: words around the place by which the text shows such an expansion as garbled.
    """

    acronyms: FactName = "medical-acronyms"
    swaps: Cues = "expansion-swaps"
    unknown: bool = True
    taken_back: Cues = ""


class _Place(Struct, frozen=True, gc=False):
    """An acronym in prose, the words that should say what it is, and where it ends; `comma`: the last one before it."""

    acronym: str
    words: Sequence[Word]
    comma: int
    end: int
    reversed: int = -1


class _Fault(Struct, frozen=True, gc=False):
    """Words that stand where an expansion should, with what was meant and how sure that is."""

    words: Sequence[Word]
    expansion: str
    shared: int
    step: int


def find_mismatches(document: Document, options: AcronymOptions) -> Iterator[Match]:
    """One match for each acronym whose expansion beside it is not one that it is known to have."""
    table = document.knowledge.facts[options.acronyms]
    known = table.column("acronym")
    places = list(_places(document))
    expansions = _expansions(table, {place.acronym.lower() for place in places} & known)
    for place in places:
        name = place.acronym.lower()
        if name not in known:
            if options.unknown and place.reversed < 0 and any(_is_spelt(other, name) for other in places):
                yield from _misspelt(place)
            continue
        meanings = expansions[name]
        if any(names(place.words, meaning) for meaning in meanings) or spell(place.words, name):
            continue
        fault = _fault(document, options, place, meanings)
        if fault is not None and not is_taken_back(document, options.taken_back, fault.words[0].start):
            yield _match(document, place, fault, meanings)


def _expansions(table: FactTable, acronyms: set[str]) -> dict[str, list[str]]:
    """What acronyms (lower case) are short for, in the order of the table; the table is gone through once."""
    found: dict[str, list[str]] = {name: [] for name in acronyms}
    for row in table.rows if acronyms else ():
        name = str(row["acronym"]).lower()
        if name in found:
            found[name].append(str(row["expansion"]))
    return found


def _places(document: Document) -> Iterator[_Place]:
    prose = document.prose
    at = prose.find("(")
    while at >= 0:
        found = _IN_BRACKETS.match(prose, at)
        outside = found is not None and _is_acronym(found["acronym"])
        place = _before(document, at, found) if found and outside else _inside(document, at)
        if place is not None:
            yield place
        at = prose.find("(", at + 1)


def _is_acronym(text: str) -> bool:
    return sum(ch.isupper() for ch in text) > 1


def _before(document: Document, at: int, found: re.Match[str]) -> _Place | None:
    """The place of "words (ACRONYM)", whose bracket opens at `at`."""
    sentence = sentence_at(document, at)
    if sentence is None:
        return None
    start = max(sentence.start, at - _LONGEST)
    for stop in _STOPS.finditer(document.prose, start, at):
        start = stop.end()
    words = read_words(document.prose, start, at)
    if start == at - _LONGEST:
        words = words[1:]
    return _Place(found["acronym"], words, document.prose.rfind(",", start, at), found.end())


def _inside(document: Document, at: int) -> _Place | None:
    """The place of "ACRONYM (words)", whose bracket opens at `at`."""
    prose = document.prose
    found = _WORDS_IN_BRACKETS.match(prose, at)
    before = _BEFORE.search(prose, max(at - 12, 0), at) if found else None
    if found is None or before is None or not _is_acronym(before["acronym"]):
        return None
    words = read_words(prose, found.start("words"), found.end("words"))
    return _Place(before["acronym"], words, -1, found.end(), reversed=before.start())


def _fault(document: Document, options: AcronymOptions, place: _Place, meanings: Sequence[str]) -> _Fault | None:
    """The words that most resemble a meaning without being one."""
    words = [word for word in place.words if word.start > place.comma]
    best: _Fault | None = None
    for meaning in meanings:
        for run in [words] if place.reversed >= 0 else candidates(words, meaning):
            like = compare(run, meaning)
            if like is None and _is_all_swapped(document, options, run, meaning):
                return _Fault(run, meaning, len(run), 0)
            if like is None or not all(_is_plain(document, word) for word in run):
                continue
            opens = like.opens or _is_swap(document, options, run[0], meaning)
            if like.shared == 1 and (len(run) < like.wanted or not _is_unbroken(run)):
                continue
            if not opens and (like.shared == 1 or run[1].start - run[0].end > 1):
                continue
            step = -2 if not opens or run[-1].form in _KINDS else -1 if like.shared == 1 else 0
            if best is None or (step, like.shared) > (best.step, best.shared):
                best = _Fault(run, meaning, like.shared, step)
    return best


def _is_unbroken(run: Sequence[Word]) -> bool:
    """Whether no word such as "and" or "for" stands between the words of a run."""
    return all(after.start - before.end <= 1 for before, after in pairwise(run))


def _is_plain(document: Document, word: Word) -> bool:
    """Whether a word can be one that a program put: not foreign, and no acronym in its turn."""
    written = document.prose[word.start : word.end]
    return word.form.isascii() and (len(written) == 1 or not written.isupper())


def _is_swap(document: Document, options: AcronymOptions, word: Word, expansion: str) -> bool:
    """Whether a word is known to be put for the first word of an expansion."""
    first = spelled(expansion.replace("-", " ").split()[0])
    return first in _originals(document, options, word, inner=False)


def _originals(document: Document, options: AcronymOptions, word: Word, *, inner: bool) -> set[str]:
    """The words that a word is known to be put for; `inner`: also where it is a writer's own."""
    hits = document.hits_between(options.swaps, word.start, word.end)
    known = [hit for hit in hits if inner or not document.tag(options.swaps, hit, "inner")]
    return {spelled(one.strip()) for hit in known for one in document.tag(options.swaps, hit, "means").split(",")}


def _is_all_swapped(document: Document, options: AcronymOptions, run: Sequence[Word], expansion: str) -> bool:
    """Whether each word of an expansion stands there in its order, itself or swapped, and one swap is no writer's."""
    wanted = [word.form for word in read_words(expansion, 0, len(expansion))]
    if len(run) != len(wanted) or len(run) < LEAST_SWAPPED:
        return False
    pairs = [(word, form) for word, form in zip(run, wanted, strict=True) if word.form != form]
    if not all(form in _originals(document, options, word, inner=True) for word, form in pairs):
        return False
    return any(form in _originals(document, options, word, inner=False) for word, form in pairs)


def _match(document: Document, place: _Place, fault: _Fault, meanings: Sequence[str]) -> Match:
    start, end = fault.words[0].start, fault.words[-1].end
    text = fault.expansion[:1].upper() + fault.expansion[1:] if document.prose[start].isupper() else fault.expansion
    edits = () if fault.step < 0 else (Edit(start, end, text),)
    told = " or ".join(f"“{meaning}”" for meaning in meanings[:3])
    return Match(
        place.reversed if place.reversed >= 0 else start,
        place.end,
        step=fault.step,
        suggestion=f"{place.acronym} is short for {told}.",
        fields={"acronym": place.acronym, "expansion": f"“{fault.expansion}”"},
        edits=edits,
    )


def _is_spelt(place: _Place, acronym: str) -> bool:
    """Whether a place gives words for an acronym that spell it."""
    return place.acronym.lower() == acronym and spell(place.words, acronym)


def _misspelt(place: _Place) -> Iterator[Match]:
    """A match where all words but one, not the first, begin with the letters of an acronym that no table knows."""
    letters = place.acronym.lower()
    words = [word for word in place.words if word.start > place.comma][-len(letters) :]
    if not place.acronym.isupper() or not letters.isalpha() or len(words) < len(letters) or len(letters) < 4:  # noqa: PLR2004
        return
    wrong = [word for word, letter in zip(words, letters, strict=True) if word.lower[0] != letter]
    if len(wrong) != 1 or wrong[0] is words[0] or spell(place.words, letters):
        return
    missing = letters[words.index(wrong[0])]
    if missing not in wrong[0].lower and all(word.lower.isascii() for word in words):
        yield Match(
            words[0].start,
            place.end,
            step=-2,
            suggestion=f"Check what {place.acronym} is short for.",
            fields={"acronym": place.acronym, "expansion": "words with its initials"},
        )


CHECK = Check(
    "acronym", AcronymOptions, find_mismatches, {"acronym": "the acronym", "expansion": "what it is short for"}
)
