"""One pass over a text: where its words begin phrases, which lexicons own these, and where frames may stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain
from typing import TypeAlias

from msgspec import Struct

from medlint.beginnings import Beginning, Beginnings
from medlint.phrases import ENTRY, SHIFT, Anchored, Phrase, Tables
from medlint.words import shown, spaced_words

Place: TypeAlias = tuple[int, int, str]
"""Where a phrase starts, where it ends (below zero, so that the longest comes first), and what it says."""
_Spot: TypeAlias = tuple[int, Beginning | None, Beginning | None]
"""Where a word starts, and what begins with the words beside it."""


class Scanned(Struct, frozen=True):
    """What stands in a folded text, by the numbers of lexicons; `spaced` is the text as `spaced_words` gives it.

    `owned` are the numbers of a lexicon's entries with places where they stand; `anchors` are the numbers of its frames
    with spans that these may stand around.
    """

    text: str
    spaced: str
    tables: Tables
    owned: defaultdict[int, list[tuple[int, Sequence[Place]]]]
    anchors: defaultdict[int, list[tuple[int, tuple[int, int]]]]

    def own(self, owners: Iterable[int], places: Sequence[Place]) -> None:
        """Note places of a phrase for every lexicon that owns it."""
        for owner in owners:
            self.owned[owner >> SHIFT].append((owner & ENTRY, places))

    def anchor(
        self, anchored: Anchored, span: tuple[int, int], left: Beginning | None, right: Beginning | None
    ) -> None:
        """Note the frames of an anchor that the words beside it do not rule out."""
        near: list[Iterable[int]] = [anchored.free]
        if left and left.left and anchored.left:
            near.append(left.left.intersection(anchored.left))
        if right and right.right:
            if anchored.right:
                near.append(right.right.intersection(anchored.right))
            if left and anchored.both:
                near.append(left.left.intersection(anchored.both) & right.right)
        for frame in chain.from_iterable(near):
            self.anchors[self.tables.owners[frame] >> SHIFT].append((frame, span))


def scan(text: str, tables: Tables, beginnings: Beginnings) -> Scanned:
    """Look for every phrase in a text made by `fold`; none starts or ends inside a word."""
    scanned = Scanned(text, spaced_words(text), tables, defaultdict(list), defaultdict(list))
    words = scanned.spaced.split(" ")
    starts = [0, *accumulate(len(word) + 1 for word in words)]
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for number, word in enumerate(words):
        numbers[word].append(number)
    met = {word: beginnings.of(word) for word in numbers}
    # Nothing begins with "", which `words` ends with, so the first word has no left neighbour.
    around = [met[word] for word in words]
    for word, here in met.items():
        if here is None:
            continue
        if here.alone:
            spots = [(starts[number], around[number - 1], around[number + 1]) for number in numbers[word]]
            for phrase, length in here.alone:
                _take_word(scanned, phrase, word, length, spots)
        for number in numbers[word] if here.second or here.drawers or here.others else ():
            end, left = starts[number] + len(word), around[number - 1]
            if here.drawers is not None or words[number + 1] in here.second:
                for phrase in here.longer(words[number + 1]):
                    _take(scanned, beginnings, phrase, starts[number], end, left)
            if text.startswith(here.rests, end):
                for phrase in here.others:
                    _take(scanned, beginnings, phrase, starts[number], end, left)
    for literal in tables.odd:
        _take_odd(scanned, beginnings, literal)
    return scanned


def _take_word(scanned: Scanned, phrase: Phrase, word: str, length: int, spots: Iterable[_Spot]) -> None:
    """Note a single word, or the first letters of one, wherever it stands."""
    cut = length < len(word)
    if phrase.whole and not cut:
        scanned.own(phrase.whole, [(start, -start - length, word) for start, _, _ in spots])
    if phrase.stems:
        said = shown(word[:length], stem=True)
        scanned.own(phrase.stems, [(start, -start - len(word), said) for start, _, _ in spots])
    if phrase.anchored:
        for start, left, right in spots:
            scanned.anchor(phrase.anchored, (start, start + length), left, None if cut else right)


def _take(
    scanned: Scanned, beginnings: Beginnings, phrase: Phrase, start: int, begun: int, left: Beginning | None
) -> None:
    """Note a phrase that begins with prose[start:begun], if it goes on there as the text does."""
    if not scanned.text.startswith(phrase.rest, begun):
        return
    spaced, end = scanned.spaced, begun + len(phrase.rest)
    said = scanned.text[start:end]
    if phrase.whole and (spaced[end] == " " or spaced[end - 1] == " "):
        scanned.own(phrase.whole, ((start, -end, shown(said, stem=False)),))
    if phrase.stems:
        scanned.own(phrase.stems, ((start, -spaced.index(" ", end), shown(said, stem=True)),))
    if phrase.anchored:
        after = spaced[end + 1 : spaced.index(" ", end + 1)] if spaced[end] == " " else ""
        scanned.anchor(phrase.anchored, (start, end), left, beginnings.of(after))


def _take_odd(scanned: Scanned, beginnings: Beginnings, literal: str) -> None:
    """Note a phrase that does not begin with a word, wherever it stands."""
    at = scanned.text.find(literal)
    while at >= 0:
        before = scanned.spaced[:at].rpartition(" ")[0].rpartition(" ")[2] if at else ""
        _take(scanned, beginnings, beginnings.odd(literal), at, at, beginnings.of(before))
        at = scanned.text.find(literal, at + 1)
