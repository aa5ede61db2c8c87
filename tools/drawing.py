"""Curves as a picture without a library: lines and their names in a frame with two axes, as SVG."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import NamedTuple, TypeAlias

_WIDTH, _HEIGHT, _LEFT, _TOP, _RIGHT, _BOTTOM = 640, 360, 56, 40, 130, 48
_COLOURS = ("#0b5fa5", "#b3541e", "#3c7a3c", "#6b3fa0")
_DASHES = ("none", "7 4", "2 3", "9 3 2 3")
_LINE = 14

Ticks: TypeAlias = Sequence[tuple[float, str]]
"""Places on an axis, 0 at its beginning and 1 at its end, and what is written there."""


class Frame(NamedTuple):
    """What surrounds the curves: a title, what the lower axis counts, and the ticks of both axes."""

    title: str
    below: str
    across: Ticks
    up: Ticks


def draw(frame: Frame, curves: Mapping[str, Sequence[tuple[float, float]]]) -> str:
    """An SVG document: each curve through its points, which are given by their shares (0 to 1) of both axes."""
    body = [*_axes(frame)]
    taken: list[float] = []
    for number, (name, shares) in enumerate(curves.items()):
        points = [(_x(across), _y(up)) for across, up in shares]
        taken.append(_free(points[-1][1] + 4, taken))
        body += _curve(name, points, number, taken[-1])
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'font-family="sans-serif" font-size="12" fill="#222"><title>{escape(frame.title)}</title>'
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>'
    )
    return "\n".join([head, *body, "</svg>", ""])


def _x(share: float) -> float:
    return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)


def _y(share: float) -> float:
    return _TOP + (1 - share) * (_HEIGHT - _TOP - _BOTTOM)


def _axes(frame: Frame) -> Iterator[str]:
    yield f'<text x="{_LEFT}" y="22" font-size="14">{escape(frame.title)}</text>'
    for share, label in frame.up:
        yield f'<path d="M{_LEFT} {_y(share):.1f}H{_WIDTH - _RIGHT}" stroke="#ddd"/>'
        yield f'<text x="{_LEFT - 8}" y="{_y(share) + 4:.1f}" text-anchor="end">{escape(label)}</text>'
    for share, label in frame.across:
        yield f'<text x="{_x(share):.1f}" y="{_HEIGHT - 28}" text-anchor="middle">{escape(label)}</text>'
    middle = (_LEFT + _WIDTH - _RIGHT) / 2
    yield f'<text x="{middle:.1f}" y="{_HEIGHT - 8}" text-anchor="middle">{escape(frame.below)}</text>'


def _free(y: float, taken: Sequence[float]) -> float:
    """The first line of text from `y` down that no other stands on."""
    while any(abs(y - other) < _LINE for other in taken):
        y += _LINE
    return y


def _curve(name: str, points: Sequence[tuple[float, float]], number: int, text_y: float) -> Iterator[str]:
    colour, dash = _COLOURS[number % len(_COLOURS)], _DASHES[number % len(_DASHES)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"/>'
    yield from (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in points)
    yield f'<text x="{points[-1][0] + 10:.1f}" y="{text_y:.1f}" fill="{colour}">{escape(name)}</text>'
