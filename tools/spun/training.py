"""Training sentences: clean places and swapped ones, each measured without its own document's counts."""

from __future__ import annotations

import random
from collections.abc import Callable
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


def measure_places(reading: Reading, company: Company, gate: Gate | None = None, *, dear: bool = True) -> list[Place]:
    """The odd places of the reading that pass the gate (cheap features in), with all features.

    Without `dear`, only the cheap ones are measured.
    """
    places = find_odd_places(reading, company)
    misfits = find_misfits(places, reading, company)
    detail, found = Detail(reading, company), []
    for n in places:
        cheap = measure_cheaply(n, reading, misfits, company)
        if gate is None or gate(cheap):
            found.append(Place(n, cheap + detail.measure(n, misfits[n]) if dear else cheap))
    return found


def label_places(
    spun: Spun, company: Company, gate: Gate | None = None, *, near: int = 3, dear: bool = True
) -> list[tuple[Place, int]]:
    """Places of a spun text: 1 on a swapped word, 0 where none stands within `near` words, others left out."""
    reading = read_prose(spun.text, company)
    marks = [0] * (len(reading.tokens) + 1)
    at = 0
    for start, end, _ in spun.swaps:
        while at < len(reading.starts) and reading.starts[at] < start:
            at += 1
        n = at
        while n < len(reading.starts) and reading.starts[n] < end:
            marks[n] = 1
            n += 1
    labelled = []
    for place in measure_places(reading, company, gate, dear=dear):
        n = place.token
        if marks[n]:
            labelled.append((place, 1))
        elif not any(marks[max(0, n - near) : n + near + 1]):
            labelled.append((place, 0))
    return labelled


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
