"""The weights by which a sentence's role is judged, read when the first sentence is judged."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from msgspec import Struct

from medlint.lazy import lazy_pattern

SCALE: Final = 100
"""Weights are kept as whole hundredths."""

_FOLDER = Path(__file__).parent
_TOKEN = lazy_pattern(r"[a-z]+(?:'[a-z]+)?|\d+|[.,;:?!()\"%-]")
_PLAIN = str.maketrans({"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-"})
_EDGES = ("<s>", "</s>")
_UNKNOWN = "-1\t-1"


class RoleWeights(Struct, frozen=True):
    """What each feature of a sentence weighs for each role, in hundredths.

    `rows` hold the weights of a feature for every one of `roles` as they are written, tab separated, and `read` those
    that were met; `biases` are what a role starts from; `classes` say which fine and which coarse class of words keeps
    a word's company, tab separated, too. A draft meets one in fifty of either.
    """

    roles: tuple[str, ...]
    biases: tuple[int, ...]
    rows: dict[str, str]
    classes: dict[str, str]
    read: dict[str, tuple[int, ...]]

    def scores(self, sentence: str) -> dict[str, float]:
        """The log-odds of every role of a sentence, 0 where it is as likely as not."""
        sums = list(self.biases)
        for feature in set(features_of(sentence, self.classes)):
            for place, weight in enumerate(self.weights(feature)):
                sums[place] += weight
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


def features_of(sentence: str, classes: dict[str, str]) -> Iterator[str]:
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
    lines = (_FOLDER / "sentence-roles.tsv").read_text("utf-8").splitlines()
    roles, biases = lines[0].split("\t")[1:], lines[1].split("\t")[1:]
    rows = dict([line.split("\t", 1) for line in lines[2:]])
    classes = (_FOLDER / "word-classes.tsv").read_text("utf-8").splitlines()
    words = dict([line.split("\t", 1) for line in classes])
    return RoleWeights(tuple(roles), tuple(map(int, biases)), rows, words, {})
