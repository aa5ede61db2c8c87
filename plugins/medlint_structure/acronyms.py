"""Acronyms whose small first letters were cut off: "the m, PFC" for "the mPFC"."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from medlint.api import lazy_pattern

from .faults import Fault

KIND = "an acronym was cut in two"

_PARTS = {
    "RNA": "m t r mi si sn lnc sg", "DNA": "c ct cf mt", "GFR": "e", "PFC": "m dl vm vl", "MRI": "f", "TMS": "r",
    "DCS": "t", "AMP": "c", "GMP": "c", "PCR": "q", "TOR": "m", "CG": "h", "PSC": "i", "BMSC": "h", "ACC": "d r",
}  # fmt: skip
_SPLIT = lazy_pattern(rf"(?<!, )(?<![\w'\u2019-])([a-z]{{1,3}}), ({'|'.join(_PARTS)})s?\b")


_SIGNS = {ending.lower(): f", {ending}" for ending in _PARTS}


def find_split_acronyms(text: str, words: Collection[str]) -> Iterator[Fault]:
    """The faults of a text, in order; `words` are those of the text, in small letters."""
    if not any(sign in text for word, sign in _SIGNS.items() if word in words or f"{word}s" in words):
        return
    for match in _SPLIT.finditer(text):
        if match[1] in _PARTS[match[2]].split():
            yield Fault(match.start(), match.end(), KIND)
