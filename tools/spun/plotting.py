"""Shares of texts by share of swapped words, a line for each spinner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from drawing import Frame, draw

_BELOW = "words swapped, of those that a spinner could swap"
_STEPS = (0, 25, 50, 75, 100)


def draw_curves(title: str, rates: Sequence[float], curves: Mapping[str, Sequence[float]]) -> str:
    """An SVG document: for each curve its share (0 to 1) at every rate, the rates at equal distances."""
    places = [number / max(1, len(rates) - 1) for number in range(len(rates))]
    across = [(place, f"{rate:.0%}") for place, rate in zip(places, rates, strict=True)]
    frame = Frame(title, _BELOW, across, [(step / 100, f"{step} %") for step in _STEPS])
    return draw(frame, {name: list(zip(places, shares, strict=True)) for name, shares in curves.items()})
