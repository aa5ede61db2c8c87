"""Spinners of our own: they break clean text as article spinners do, and say where."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from medlint_spun.stops import STOPS
from medlint_spun.surroundings import find_sentence
from medlint_spun.words import find_tokens

from .inflections import inflect
from .thesauri import MOBY, SYNSET, WordNet

_SHORTEST = 4
_PHRASES = 0.05  # how often a synonym of several words may be taken
_BOTH, _SECOND = 0.6, 0.8  # of a term, both words are swapped, or the second alone, or the first
_SENTENCES, _OF_TERMS, _WHOLE, _LAST = 0.8, 0.75, 0.72, 0.88  # as these, where one phrase of a sentence is swapped
_ALL, _LONGEST_TERM = 0.6, 4
Chooser = Callable[[str, random.Random], str | None]


class Spun(NamedTuple):
    """A text after spinning; `swaps`: (start, end) in `text` and the words that stood there."""

    text: str
    swaps: list[tuple[int, int, str]]
    eligible: int


class Forms:
    """Words as written, taken back to lemma, part of speech and form, and put into the same form again."""

    def __init__(self, net: WordNet) -> None:
        self._of: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for lemma, pos in net.senses:
            if " " not in lemma:
                for kind, form in inflect(lemma, pos):
                    self._of[form].append((lemma, pos, kind))

    def read(self, word: str) -> list[tuple[str, str, str]]:
        """(lemma, part of speech, form) in every reading of the word."""
        return self._of.get(word, [])

    @staticmethod
    def write(lemma: str, pos: str, kind: str) -> str:
        """The lemma (its last word, or its first if it is a verb) in that form."""
        head, _, tail = lemma.partition(" ") if pos == "v" else ("", "", lemma)
        if pos != "v" and " " in lemma:
            rest, tail = lemma.rsplit(" ", 1)
            return rest + " " + dict(inflect(tail, pos)).get(kind, tail)
        if pos == "v":
            return (dict(inflect(head, pos)).get(kind, head) + " " + tail).strip()
        return dict(inflect(lemma, pos)).get(kind, lemma)


def wordnet_chooser(net: WordNet, forms: Forms, *, first: float = 0.5, near: float = 0.3) -> Chooser:
    """Synonyms out of WordNet: with the chance `first` of the commonest sense, else of any, of any part of speech."""

    def choose(word: str, rng: random.Random) -> str | None:
        readings = forms.read(word)
        if not readings:
            return None
        lemma, pos, kind = readings[0] if rng.random() < first else rng.choice(readings)
        senses = net.senses[lemma, pos]
        synset = senses[0] if rng.random() < first else rng.choice(senses)
        if rng.random() < near and net.near[synset]:
            synset = rng.choice(net.near[synset])
        others = [m for m in net.members.get(synset, ()) if m != lemma and m.count(" ") <= 1]
        return Forms.write(rng.choice(others), synset[0], kind) if others else None

    return choose


def moby_chooser(
    moby: Mapping[str, list[str]], forms: Forms, common: Mapping[str, float], *, taste: float = 0.5
) -> Chooser:
    """Synonyms out of Moby; the greater `taste`, the more the common words are preferred."""

    def choose(word: str, rng: random.Random) -> str | None:
        readings = forms.read(word) or [(word, "r", "0")]
        lemma, pos, kind = rng.choice(readings)
        others = [m for m in moby.get(lemma, ()) if m.count(" ") == 0 or rng.random() < _PHRASES]
        if not others:
            return None
        weights = [(common.get(m, 0) + 0.3) ** taste for m in others]
        return Forms.write(rng.choices(others, weights)[0], pos, kind)

    return choose


def link_chooser(
    sources: Mapping[str, Mapping[int, int]], words: Sequence[str], common: Mapping[str, float], *, taste: float = 0.25
) -> Chooser:
    """Any word that is linked to the original, whatever the sense: `sources` as in `links.Links`."""
    others: dict[str, tuple[list[str], list[float]]] = defaultdict(lambda: ([], []))
    for source, originals in sources.items():
        for ident, mask in originals.items():
            forms, weights = others[words[ident]]
            forms.append(source)
            worth = (3.0 if mask & 3 == SYNSET else 0.6 if mask & 3 else 0.0) + (1.0 if mask & MOBY << 2 else 0.0)
            weights.append(worth * (common.get(source, 0) + 1) ** taste)

    def choose(word: str, rng: random.Random) -> str | None:
        if word not in others:
            return None
        forms, weights = others[word]
        return rng.choices(forms, weights)[0]

    return choose


def mixed_chooser(*choosers: Chooser) -> Chooser:
    """One of several, anew for each word; the others are asked if it has nothing."""

    def choose(word: str, rng: random.Random) -> str | None:
        for chooser in rng.sample(choosers, len(choosers)):
            found = chooser(word, rng)
            if found:
                return found
        return None

    return choose


def eligible_places(tokens: list[str]) -> list[int]:
    """Numbers of the tokens that a spinner would swap: longer words, no function words, no names or acronyms."""
    return [
        n
        for n, token in enumerate(tokens)
        if len(token) >= _SHORTEST
        and token.isalpha()
        and token[1:].islower()
        and token.lower() not in STOPS
        and (token[0].islower() or n == 0 or not tokens[n - 1][0].isalpha())
    ]


def spin(text: str, chooser: Chooser, rate: float, rng: random.Random) -> Spun:
    """Swap each eligible word with the chance `rate`."""
    tokens, starts = find_tokens(text)
    places = eligible_places(tokens)
    chosen = {n: None for n in places if rng.random() < rate}
    return _write(text, tokens, starts, list(chosen), chooser, rng, len(places))


def spin_terms(
    text: str, chooser: Chooser, is_term: Callable[[str, str], bool], rate: float, rng: random.Random
) -> Spun:
    """Swap every eligible word of a fixed term (two neighbours or more), each term with the chance `rate`."""
    tokens, starts = find_tokens(text)
    places = set(eligible_places(tokens))
    chosen: set[int] = set()
    for n in sorted(places):
        if (
            n + 1 < len(tokens)
            and is_term(tokens[n].lower(), tokens[n + 1].lower())
            and (n in chosen or rng.random() < rate)
        ):
            which = rng.random()
            chosen |= {n, n + 1} & places if which < _BOTH else {n + 1} & places if which < _SECOND else {n}
    return _write(text, tokens, starts, sorted(chosen), chooser, rng, len(places))


def spin_sparsely(
    text: str, choosers: Sequence[Chooser], is_term: Callable[[str, str], bool], rng: random.Random
) -> Spun:
    """Swap one phrase of most sentences, a fixed term where the sentence has one: what stands around it is clean."""
    tokens, starts = find_tokens(text)
    places = eligible_places(tokens)
    eligible = set(places)
    terms = {n for n in places if n + 1 in eligible and is_term(tokens[n].lower(), tokens[n + 1].lower())}
    by_sentence: dict[int, list[int]] = defaultdict(list)
    for n in places:
        by_sentence[find_sentence(n, tokens)[0]].append(n)
    chosen: list[int] = []
    for several in by_sentence.values():
        if rng.random() < _SENTENCES:
            begin = [n for n in several if n in terms]
            if begin and rng.random() < _OF_TERMS:
                chosen += _part_of_term(rng.choice(begin), terms, rng)
            else:
                chosen.append(rng.choice(several))
    return _write(text, tokens, starts, sorted(chosen), mixed_chooser(*choosers), rng, len(places))


def _part_of_term(first: int, terms: set[int], rng: random.Random) -> list[int]:
    """Which words of the term that begins at token `first` are swapped: all or two of them, the last or the first."""
    run = [first, first + 1]
    while run[-1] in terms and len(run) < _LONGEST_TERM:
        run.append(run[-1] + 1)
    which = rng.random()
    if which >= _WHOLE:
        return [run[-1] if which < _LAST else first]
    if len(run) == len((first, first + 1)) or rng.random() < _ALL:
        return run
    return rng.choice([run[:2], run[1:3], run[:3:2]])


def _write(
    text: str,
    tokens: list[str],
    starts: list[int],
    chosen: list[int],
    chooser: Chooser,
    rng: random.Random,
    eligible: int,
) -> Spun:
    parts, swaps, at, length = [], [], 0, 0
    for n in chosen:
        old = tokens[n]
        new = chooser(old.lower(), rng)
        if not new or new == old.lower():
            continue
        new = new[0].upper() + new[1:] if old[0].isupper() else new
        parts += [text[at : starts[n]], new]
        length += starts[n] - at
        swaps.append((length, length + len(new), old))
        length += len(new)
        at = starts[n] + len(old)
    return Spun("".join([*parts, text[at:]]), swaps, eligible)
