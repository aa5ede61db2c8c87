"""One pass over a text: where its words begin phrases, which lexicons own these, and where frames may stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Final, TypeAlias

from msgspec import Struct

from medlint.beginnings import Beginning, Beginnings
from medlint.phrases import ENTRY, SHIFT, Branch, Phrase, Tables
from medlint.words import shown, spaced_words

_NO_FRAMES: Final[frozenset[int]] = frozenset()

Told: TypeAlias = tuple[str, int, Sequence[int]]
"""A phrase that was told: what it says, how many characters of the text it covers, and where it starts."""


class Scanned(Struct, frozen=True):
    """What stands in a folded text, by the numbers of lexicons; `spaced` is the text as `spaced_words` gives it.

    `words` has the numbers of each word of the text, `starts` where the word of a number starts. `owned` are the
    numbers of a lexicon's entries with what was told of them; `anchors` are the numbers of its frames with spans that
    these may stand around.
    """

    text: str
    spaced: str
    words: Mapping[str, Sequence[int]]
    starts: Sequence[int]
    tables: Tables
    owned: defaultdict[int, list[tuple[int, Told]]]
    anchors: defaultdict[int, list[tuple[int, tuple[int, int]]]]

    def own(self, owners: Iterable[int], told: Told) -> None:
        """Note a phrase for every lexicon that owns it."""
        owned = self.owned
        for owner in owners:
            owned[owner >> SHIFT].append((owner & ENTRY, told))

    def anchor(self, frames: Iterable[int], span: tuple[int, int]) -> None:
        """Note where frames may stand."""
        owners, anchors = self.tables.owners, self.anchors
        for frame in frames:
            anchors[owners[frame] >> SHIFT].append((frame, span))


class _Pass(Struct, frozen=True):
    """What one pass over a text goes by: its words in order, and for each what begins with it."""

    scanned: Scanned
    beginnings: Beginnings
    words: Sequence[str]
    around: Sequence[Beginning]


def scan(text: str, tables: Tables, beginnings: Beginnings) -> Scanned:
    """Look for every phrase in a text made by `fold`; none starts or ends inside a word."""
    spaced = spaced_words(text)
    words = spaced.split(" ")
    starts = [0, *accumulate([len(word) + 1 for word in words])]
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for number, word in enumerate(words):
        numbers[word].append(number)
    met = {word: beginnings.of(word) for word in numbers}
    scanned = Scanned(text, spaced, numbers, starts, tables, defaultdict(list), defaultdict(list))
    # Nothing begins with "", which `words` ends with, so the first word has no left neighbour.
    going = _Pass(scanned, beginnings, words, [met[word] for word in words])
    for word, here in met.items():
        for phrase, length in here.alone:
            _take_word(going, phrase, word, length)
        if here.longer is not None:
            _take_longer(going, word, here.longer, here.rests)
    for first, literals in tables.odd.items():
        _take_odd(going, first, tuple(literals))
    return scanned


def _take_word(going: _Pass, phrase: Phrase, word: str, length: int) -> None:
    """Note a single word, or the first letters of one, wherever it stands."""
    scanned, around, cut = going.scanned, going.around, length < len(word)
    numbers = scanned.words[word]
    starts = [scanned.starts[number] for number in numbers]
    if phrase.whole and not cut:
        scanned.own(phrase.whole, (word, length, starts))
    if phrase.stems:
        scanned.own(phrase.stems, (shown(word[:length], stem=True), len(word), starts))
    if phrase.anchored:
        for number in numbers:
            right = _NO_FRAMES if cut else around[number + 1].right
            near = phrase.anchored.beside(around[number - 1].left, right)
            if near:
                start = scanned.starts[number]
                scanned.anchor(near, (start, start + length))


def _take_longer(going: _Pass, word: str, branch: Branch, rests: tuple[str, ...]) -> None:
    """Note the phrases of several words that begin with a word, wherever it stands."""
    scanned, words, longer, drawers = going.scanned, going.words, branch.longer, branch.drawers
    for number in scanned.words[word]:
        start = scanned.starts[number]
        end = start + len(word)
        phrases = list(branch.phrases) if rests and scanned.text.startswith(rests, end) else []
        # Asked here, not by a call: most words go on as no phrase does.
        if longer.get(words[number + 1], drawers) is not None:
            phrases += _going_on(branch, words, number + 1)
        for phrase in phrases:
            _take(going, phrase, start, end, going.around[number - 1])


def _going_on(branch: Branch, words: Sequence[str], number: int) -> list[Phrase]:
    """The phrases of which the next words are those from a number on; what stands between words is not compared."""
    found: list[Phrase] = []
    following = branch.after(words[number])
    while following is not None:
        found += following.phrases
        number += 1
        following = following.after(words[number]) if following.longer or following.drawers else None
    return found


def _take(going: _Pass, phrase: Phrase, start: int, begun: int, left: Beginning) -> None:
    """Note a phrase that begins with prose[start:begun], if it goes on there as the text does."""
    scanned = going.scanned
    if not scanned.text.startswith(phrase.rest, begun):
        return
    spaced, end = scanned.spaced, begun + len(phrase.rest)
    said = scanned.text[start:end]
    if phrase.whole and (spaced[end] == " " or spaced[end - 1] == " "):
        scanned.own(phrase.whole, (shown(said, stem=False), end - start, (start,)))
    if phrase.stems:
        scanned.own(phrase.stems, (shown(said, stem=True), spaced.index(" ", end) - start, (start,)))
    if phrase.anchored:
        after = spaced[end + 1 : spaced.index(" ", end + 1)] if spaced[end] == " " else ""
        near = phrase.anchored.beside(left.left, going.beginnings.of(after).right)
        scanned.anchor(near, (start, end))


def _take_odd(going: _Pass, first: str, literals: tuple[str, ...]) -> None:
    """Note the phrases that begin with a character that belongs to no word, wherever one stands."""
    text, spaced, beginnings = going.scanned.text, going.scanned.spaced, going.beginnings
    at = text.find(first)
    while at >= 0:
        if text.startswith(literals, at):
            before = max(at - 1, 0)
            left = beginnings.of(spaced[spaced.rfind(" ", 0, before) + 1 : before])
            for literal in literals:
                _take(going, beginnings.odd(literal), at, at, left)
        at = text.find(first, at + 1)
