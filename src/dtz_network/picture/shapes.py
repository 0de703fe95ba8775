"""The shapes of nodes as SVG elements, with the corners that the page draws."""

from __future__ import annotations

import math
from collections.abc import Callable

_UP = -math.pi / 2


def corners(shape: str, r: float) -> list[tuple[float, float]]:
    """Return the corners of a shape of radius ``r`` round 0, 0; a ring of sixteen for a shape without corners.

    >>> len(corners("star", 10)), len(corners("diamond", 10)), len(corners("dot", 10))
    (10, 4, 16)
    """
    n, turn, reach = _RINGS.get(shape, (16, 0.0, lambda _: 1.0))
    angles = (turn + 2 * math.pi * k / n for k in range(n))
    return [(r * reach(k) * math.cos(a), r * reach(k) * math.sin(a)) for k, a in enumerate(angles)]


_RINGS: dict[str, tuple[int, float, Callable[[int], float]]] = {
    "square": (4, math.pi / 4, lambda _: 1.25),
    "diamond": (4, _UP, lambda _: 1.3),
    "triangle": (3, _UP, lambda _: 1.35),
    "triangleDown": (3, -_UP, lambda _: 1.35),
    "hexagon": (6, 0.0, lambda _: 1.15),
    "star": (10, _UP, lambda k: 0.62 if k % 2 else 1.4),
}


def element(shape: str, x: float, y: float, r: float) -> tuple[str, dict[str, str]]:
    """Return name and geometry of the SVG element of a shape at a place.

    >>> element("dot", 1, 2, 10)
    ('circle', {'cx': '1', 'cy': '2', 'r': '9.2'})
    """
    if shape == "dot":
        return "circle", _numbers(cx=x, cy=y, r=0.92 * r)
    if shape == "ellipse":
        return "ellipse", _numbers(cx=x, cy=y, rx=1.35 * r, ry=0.85 * r)
    if shape == "box":
        return "rect", _numbers(x=x - 1.3 * r, y=y - 0.85 * r, width=2.6 * r, height=1.7 * r, rx=0.4 * r)
    points = " ".join(f"{number(x + dx)},{number(y + dy)}" for dx, dy in corners(shape, r))
    return "polygon", {"points": points}


def number(value: float) -> str:
    """Return a number as SVG has it, to a tenth."""
    return f"{round(value + 0.0, 1):g}"


def _numbers(**values: float) -> dict[str, str]:
    return {name: number(value) for name, value in values.items()}
