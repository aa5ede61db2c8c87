"""Curves as a picture without a library: shares of texts by share of swapped words, a line for each spinner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape

_WIDTH, _HEIGHT, _LEFT, _TOP, _RIGHT, _BOTTOM = 640, 360, 56, 40, 130, 48
_COLOURS = ("#0b5fa5", "#b3541e", "#3c7a3c", "#6b3fa0")
_DASHES = ("none", "7 4", "2 3", "9 3 2 3")
_LINE = 14
_STEPS = (0, 25, 50, 75, 100)


def draw_curves(title: str, rates: Sequence[float], curves: Mapping[str, Sequence[float]]) -> str:
    """An SVG document: for each curve its share (0 to 1) at every rate, the rates at equal distances."""
    body = [*_axes(title, rates)]
    taken: list[float] = []
    for number, (name, shares) in enumerate(curves.items()):
        points = [(_x(n, rates), _y(100 * share)) for n, share in enumerate(shares)]
        taken.append(_free(points[-1][1] + 4, taken))
        body += _curve(name, points, number, taken[-1])
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'font-family="sans-serif" font-size="12" fill="#222"><title>{escape(title)}</title>'
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>'
    )
    return "\n".join([head, *body, "</svg>", ""])


def _x(number: int, rates: Sequence[float]) -> float:
    return _LEFT + number * (_WIDTH - _LEFT - _RIGHT) / max(1, len(rates) - 1)


def _y(share: float) -> float:
    return _TOP + (100 - share) * (_HEIGHT - _TOP - _BOTTOM) / 100


def _axes(title: str, rates: Sequence[float]) -> Iterator[str]:
    yield f'<text x="{_LEFT}" y="22" font-size="14">{escape(title)}</text>'
    for step in _STEPS:
        yield f'<path d="M{_LEFT} {_y(step):.1f}H{_WIDTH - _RIGHT}" stroke="#ddd"/>'
        yield f'<text x="{_LEFT - 8}" y="{_y(step) + 4:.1f}" text-anchor="end">{step} %</text>'
    for number, rate in enumerate(rates):
        yield f'<text x="{_x(number, rates):.1f}" y="{_HEIGHT - 28}" text-anchor="middle">{rate:.0%}</text>'
    yield (
        f'<text x="{(_LEFT + _WIDTH - _RIGHT) / 2:.1f}" y="{_HEIGHT - 8}" text-anchor="middle">'
        "words swapped, of those that a spinner could swap</text>"
    )


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
