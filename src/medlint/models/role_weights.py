"""The weights by which a sentence's role is judged, read when the first sentence is judged."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from operator import add
from pathlib import Path
from typing import Final

from msgspec import Struct

from medlint.lazy import lazy_pattern

SCALE: Final = 100
"""Weights are kept as whole hundredths."""

HALVINGS: Final = 2
"""To halve a table to one line takes about twice as long as to cut a line of it (0.2 and 0.1 µs)."""

_FOLDER = Path(__file__).parent
_TOKEN = lazy_pattern(r"[a-z]+(?:'[a-z]+)?|\d+|[.,;:?!()\"%-]")
_PLAIN = str.maketrans({"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-"})
_EDGES = ("<s>", "</s>")
_UNKNOWN = "-1\t-1"


class Rows(Mapping[str, str]):
    """A table of sorted lines: what stands before the first tab of each, and what after it. Missed: KeyError.

    A draft looks up some hundreds of tens of thousands: its lines are found by halving and not cut before. A long run
    looks up most of them: once that has taken about as long as to cut all, all are cut.
    """

    __slots__ = ("_found", "_left", "_lines")

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines, self._found, self._left = lines, dict[str, str](), len(lines) // HALVINGS

    def __getitem__(self, key: str) -> str:
        """What stands after a key."""
        found = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        """Whether a line begins with a key."""
        return isinstance(key, str) and self.get(key) is not None

    def get(self, key: str, default: str | None = None) -> str | None:  # type: ignore[override]
        """What stands after a key, else `default`."""
        found = self._found.get(key)
        if found is None and self._lines:
            found = self._sought(key)
        return default if found is None else found

    def among(self, keys: set[str]) -> set[str]:
        """Those of `keys` that lines begin with."""
        return {key for key in keys if key in self} if self._lines else self._found.keys() & keys

    def _sought(self, key: str) -> str | None:
        self._left -= 1
        if self._left < 0:
            self._found, self._lines = dict([line.split("\t", 1) for line in self._lines]), ()
            return self._found.get(key)
        start = f"{key}\t"
        at = bisect_left(self._lines, start)
        if at == len(self._lines) or not self._lines[at].startswith(start):
            return None
        found = self._found[key] = self._lines[at][len(start) :]
        return found

    def __iter__(self) -> Iterator[str]:
        """The keys, in order."""
        return (line.partition("\t")[0] for line in self._lines) if self._lines else iter(self._found)

    def __len__(self) -> int:
        """How many lines there are."""
        return len(self._lines or self._found)


class RoleWeights(Struct, frozen=True):
    """What each feature of a sentence weighs for each role, in hundredths.

    `rows` hold the weights of a feature for every one of `roles` as they are written, tab separated, and `read` those
    that were met; `biases` are what a role starts from; `classes` say which fine and which coarse class of words keeps
    a word's company, tab separated, too. A draft meets one in fifty of either.
    """

    roles: tuple[str, ...]
    biases: tuple[int, ...]
    rows: Rows
    classes: Rows
    read: dict[str, tuple[int, ...]]

    def scores(self, sentence: str) -> dict[str, float]:
        """The log-odds of every role of a sentence, 0 where it is as likely as not."""
        sums = list(self.biases)
        for feature in self.rows.among(set(features_of(sentence, self.classes))):
            sums = list(map(add, sums, self.weights(feature)))
        return {role: total / SCALE for role, total in zip(self.roles, sums, strict=True)}

    def weights(self, feature: str) -> tuple[int, ...]:
        """What a feature weighs for every role; nothing for one that was not learned."""
        known = self.read.get(feature)
        if known is None:
            row = self.rows.get(feature)
            if row is None:
                return ()
            known = self.read[feature] = tuple(int(weight or 0) for weight in row.split("\t"))
        return known


def features_of(sentence: str, classes: Mapping[str, str]) -> Iterator[str]:
    """What a sentence is judged by: its words and their classes, and each beside the word or class before it."""
    words = [_EDGES[0], *tokens(sentence), _EDGES[1]]
    kinds = [classes.get(word, _UNKNOWN).split("\t") for word in words]
    yield f"f {words[1]}"
    yield f"F {kinds[1][0]}"
    before, (fine_before, coarse_before) = words[0], kinds[0]
    for word, (fine, coarse) in zip(words[1:], kinds[1:], strict=True):
        yield f"w {word}"
        yield f"c {fine}"
        yield f"d {coarse_before} {coarse}"
        yield f"m {before} {fine}"
        yield f"n {fine_before} {word}"
        before, fine_before, coarse_before = word, fine, coarse


def tokens(text: str) -> list[str]:
    """The words and marks of a text in lower case; every number is `#`."""
    found = _TOKEN.findall(text.lower().translate(_PLAIN))
    return ["#" if token[0].isdigit() else token for token in found]


@cache
def role_weights() -> RoleWeights:
    """The weights that ship with medlint."""
    lines = _lines("sentence-roles.tsv")
    roles, biases = lines[0].split("\t")[1:], lines[1].split("\t")[1:]
    return RoleWeights(tuple(roles), tuple(map(int, biases)), Rows(lines[2:]), Rows(_lines("word-classes.tsv")), {})


def _lines(name: str) -> list[str]:
    # `read_text` would look at every line end once more.
    return (_FOLDER / name).read_bytes().decode().splitlines()
