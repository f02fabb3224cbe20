"""Line and bar charts as SVG, with nothing but text: readable in light and dark."""

from __future__ import annotations

import math
from dataclasses import dataclass
from html import escape

_WIDTH, _HEIGHT = 640, 360
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 150, 40, 50
_COLOURS = ("#2563eb", "#d97706", "#059669", "#db2777")


@dataclass(frozen=True, slots=True)
class Line:
    """A named series of points."""

    name: str
    points: tuple[tuple[float, float], ...]


def line_chart(title: str, x_name: str, y_name: str, lines: list[Line]) -> str:
    """A chart with both axes logarithmic."""
    xs = [x for line in lines for x, _ in line.points]
    ys = [y for line in lines for _, y in line.points if y > 0]
    x_low, x_high = _decades(xs)
    y_low, y_high = _decades(ys)

    def place(x: float, y: float) -> tuple[float, float]:
        right = (math.log10(x) - x_low) / (x_high - x_low)
        up = (math.log10(y) - y_low) / (y_high - y_low)
        return (
            _LEFT + right * (_WIDTH - _LEFT - _RIGHT),
            _HEIGHT - _BOTTOM - up * (_HEIGHT - _TOP - _BOTTOM),
        )

    parts = [_text(_LEFT, 20, title, size=15)]
    for power in range(x_low, x_high + 1):
        x, y = place(10**power, 10**y_low)
        parts.append(_rule(x, _TOP, x, y))
        parts.append(_text(x, y + 18, _number(10.0**power), anchor="middle"))
    for power in range(y_low, y_high + 1):
        x, y = place(10**x_low, 10**power)
        parts.append(_rule(x, y, _WIDTH - _RIGHT, y))
        parts.append(_text(x - 6, y + 4, _number(10.0**power), anchor="end"))
    parts.append(_text((_LEFT + _WIDTH - _RIGHT) / 2, _HEIGHT - 10, x_name, anchor="middle"))
    parts.append(_text(8, _TOP - 6, y_name))
    for n, line in enumerate(lines):
        colour = _COLOURS[n % len(_COLOURS)]
        dots = [place(x, y) for x, y in line.points if y > 0]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in dots)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in dots]
        x, y = dots[-1]
        parts.append(_text(x + 8, y + 4, line.name, colour=colour))
    return _svg(title, _HEIGHT, parts)


def bar_chart(title: str, bars: list[tuple[str, float]]) -> str:
    """Horizontal bars from 0 to 1."""
    height = 50 + 28 * len(bars)
    parts = [_text(10, 22, title, size=15)]
    for n, (name, value) in enumerate(bars):
        y = 40 + 28 * n
        width = value * (_WIDTH - 200 - 70)
        colour = _COLOURS[0] if name.startswith("策问") else "#94a3b8"
        parts.append(_text(192, y + 14, name, anchor="end"))
        parts.append(f'<rect x="200" y="{y}" width="{width:.1f}" height="18" fill="{colour}"/>')
        parts.append(_text(206 + width, y + 14, f"{value:.3f}"))
    return _svg(title, height, parts)


def _svg(title: str, height: int, parts: list[str]) -> str:
    style = (
        "<style>svg{background:#fff}text{font:12px sans-serif;fill:#1e293b}.rule{stroke:#e2e8f0}"
        "@media(prefers-color-scheme:dark){svg{background:#0f172a}text{fill:#e2e8f0}"
        ".rule{stroke:#334155}}</style>"
    )
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img"'
    label = f' aria-label="{escape(title, quote=True)}">'
    return "\n".join([head + label, style, *parts, "</svg>"]) + "\n"


def _text(
    x: float, y: float, text: str, *, anchor: str = "start", size: int = 12, colour: str = ""
) -> str:
    look = f"font-size:{size}px" + (f";fill:{colour}" if colour else "")
    where = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f'<text {where} style="{look}">{escape(text)}</text>'


def _rule(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line class="rule" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _decades(values: list[float]) -> tuple[int, int]:
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)


def _number(value: float) -> str:
    if value >= 10_000:
        return f"{value / 10_000:g}万"
    return f"{value:g}"
