"""Acronyms whose small first letters were cut off: "the m, PFC" for "the mPFC"."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.api import lazy_pattern

from .faults import Fault

KIND = "an acronym was cut in two"

_PARTS = {
    "RNA": "m t r mi si sn lnc sg", "DNA": "c ct cf mt", "GFR": "e", "PFC": "m dl vm vl", "MRI": "f", "TMS": "r",
    "DCS": "t", "AMP": "c", "GMP": "c", "PCR": "q", "TOR": "m", "CG": "h", "PSC": "i", "BMSC": "h", "ACC": "d r",
}  # fmt: skip
_SPLIT = lazy_pattern(rf"(?<!, )(?<![\w'\u2019-])([a-z]{{1,3}}), ({'|'.join(_PARTS)})s?\b")


def find_split_acronyms(text: str) -> Iterator[Fault]:
    """The faults of a text, in order."""
    for ending in _PARTS:
        if f", {ending}" in text:
            break
    else:
        return
    for match in _SPLIT.finditer(text):
        if match[1] in _PARTS[match[2]].split():
            yield Fault(match.start(), match.end(), KIND)
