"""Suspect words joined to phrases, with what the place may have read before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from medlint.api import SpunPhrase

if TYPE_CHECKING:
    from .detector import Suspect

LONGEST = 60
"""Suspect words side by side are one phrase of at most so many characters."""

MOST_OFFERED = 3
"""So many originals are offered for a phrase."""

_JOINTS = frozenset({" ", "-", "\u2010", "\u2011"})


def join_suspects(prose: str, suspects: Iterable[Suspect]) -> Iterator[SpunPhrase]:
    """The suspects in order, those that overlap or stand side by side as one phrase."""
    group: list[Suspect] = []
    for one in sorted(suspects, key=lambda suspect: (suspect.start, suspect.end)):
        if group and not _goes_on(prose, group, one):
            yield _joined(group)
            group = []
        group.append(one)
    if group:
        yield _joined(group)


def _goes_on(prose: str, group: list[Suspect], one: Suspect) -> bool:
    end = max(suspect.end for suspect in group)
    if one.start < end:
        return True
    return prose[end : one.start] in _JOINTS and one.end - group[0].start <= LONGEST


def _joined(group: list[Suspect]) -> SpunPhrase:
    """One phrase of suspects that touch: the surest of those for which something better is known says what it was."""
    start, end = group[0].start, max(suspect.end for suspect in group)
    by_score = sorted(group, key=lambda suspect: (not suspect.likely, -suspect.score, suspect.start))
    offers = mingle([(one.likely, *one.others) for one in by_score if one.likely]) or [""]
    return SpunPhrase(start, end, offers[0], tuple(offers[1:MOST_OFFERED]), max(one.score for one in group))


def mingle(lists: list[tuple[str, ...]]) -> list[str]:
    """What the words of a phrase suggest, in turn; of two offers one of which holds the other, the longer one."""
    offers: list[str] = []
    for offer in filter(None, chain.from_iterable(zip_longest(*lists))):
        if any(offer.lower() in other.lower() for other in offers):
            continue
        held = [n for n, other in enumerate(offers) if other.lower() in offer.lower()]
        if held:
            offers[held[0]] = offer
        else:
            offers.append(offer)
    return offers
