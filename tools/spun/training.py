"""Training sentences: clean places and swapped ones, each measured without its own document's counts."""

from __future__ import annotations

import random
from collections.abc import Callable, Container
from typing import NamedTuple

from medlint_spun.company import Company
from medlint_spun.features import find_misfits, measure_cheaply
from medlint_spun.reading import Reading, find_odd_places, identify, read_prose
from medlint_spun.swaps import Detail
from medlint_spun.words import find_tokens

from .spinners import Spun


class Place(NamedTuple):
    """A measured word of a reading: token number, features."""

    token: int
    features: list[int]


Gate = Callable[[list[int]], bool]


def measure_places(
    reading: Reading,
    company: Company,
    gate: Gate | None = None,
    *,
    dear: bool = True,
    only: Container[int] | None = None,
) -> list[Place]:
    """The odd places of the reading (those of `only`, if given) that pass the gate (cheap features in), measured.

    Without `dear`, only the cheap features are.
    """
    places = find_odd_places(reading, company)
    misfits = find_misfits(places, reading, company)
    detail, found = Detail(reading, company), []
    for n in places:
        if only is None or n in only:
            cheap = measure_cheaply(n, reading, misfits, company)
            if gate is None or gate(cheap):
                found.append(Place(n, cheap + detail.measure(n, misfits[n]) if dear else cheap))
    return found


def label_places(
    spun: Spun, company: Company, gate: Gate | None = None, *, dear: bool = True
) -> list[tuple[Place, int]]:
    """Places of a text: 0 where it is clean; of a spun one the swapped words, 1."""
    reading = read_prose(spun.text, company)
    marks: set[int] = set()
    at = 0
    for start, end, _ in spun.swaps:
        while at < len(reading.starts) and reading.starts[at] < start:
            at += 1
        n = at
        while n < len(reading.starts) and reading.starts[n] < end:
            marks.add(n)
            n += 1
    places = measure_places(reading, company, gate, dear=dear, only=marks if spun.swaps else None)
    return [(place, int(place.token in marks)) for place in places]


def cut_piece(text: str, words: int, rng: random.Random) -> str:
    """A run of whole paragraphs of about so many words, from a random place."""
    paragraphs = [p for p in text.split("\n\n") if p.strip()]
    lengths = [len(p.split()) for p in paragraphs]
    if sum(lengths) <= words:
        return text
    start = rng.randrange(len(paragraphs))
    while start and sum(lengths[start:]) < words:
        start -= 1
    end, total = start, 0
    while end < len(paragraphs) and total < words:
        total += lengths[end]
        end += 1
    return "\n\n".join(paragraphs[start:end])


def identify_text(text: str, company: Company) -> list[int]:
    """All identifiers of a text, for leaving its counts out."""
    return identify(find_tokens(text)[0], company)[2:-2]
