"""A map: the borders of municipalities, and a disc whose surface is the number of things there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import sqrt
from xml.etree import ElementTree as ET

from dtz_network.picture import svg
from dtz_network.picture.drawn.drawings import MapDrawing, Town
from dtz_network.picture.drawn.sheet import EDGE, SIZE, WIDE, Sheet
from dtz_network.picture.palette import EVEN, GROUND, INK, LINE, MARK, SOFT, on
from dtz_network.picture.shapes import number

_HIGHEST, _LARGEST, _SMALLEST = 360.0, 24.0, 9.0
Ring = Sequence[tuple[float, float]]


def sheet(drawing: MapDrawing) -> Sheet:
    """Return the municipalities north up, the discs over them."""
    made = Sheet()
    rings = _fitted(drawing.towns)
    for border in rings:
        path = "".join(f"M{' '.join(_point(p) for p in ring)}Z" for ring in border)
        svg.add(made.body, "path", d=path, fill=EVEN, stroke=LINE, stroke_width=1)
    most = max((town.n for town in drawing.towns), default=1) or 1
    for town, own in zip(drawing.towns, rings, strict=True):
        _disc(made.body, town, _middle(max(own, key=len)), most)
    made.high = max((y for own in rings for ring in own for _, y in ring), default=0) + EDGE
    made.legend([(_sign, drawing.legend)])
    return made


def _point(point: tuple[float, float]) -> str:
    return f"{number(point[0])} {number(point[1])}"


def _fitted(towns: Sequence[Town]) -> list[list[Ring]]:
    """Return the rings of each municipality as points on the sheet."""
    xs = [x for town in towns for ring in town.rings for x in ring[::2]]
    ys = [y for town in towns for ring in town.rings for y in ring[1::2]]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    scale = min((WIDE - 2 * EDGE) / max(wide, 1), _HIGHEST / max(high, 1))
    left = (WIDE - wide * scale) / 2

    def placed(ring: tuple[int, ...]) -> Ring:
        points = zip(ring[::2], ring[1::2], strict=True)
        return [(left + (x - min(xs)) * scale, EDGE + (y - min(ys)) * scale) for x, y in points]

    return [[placed(ring) for ring in town.rings] for town in towns]


def _middle(ring: Ring) -> tuple[float, float]:
    """Return the centre of gravity of a ring (the mean of its points where it has no surface)."""
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]):
        cross = x1 * y2 - x2 * y1
        area, x, y = area + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    if abs(area) < 1e-6:
        return sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring)
    return x / (3 * area), y / (3 * area)


def _disc(parent: ET.Element, town: Town, at: tuple[float, float], most: int) -> None:
    x, y = at
    r = max(_SMALLEST, _LARGEST * sqrt(town.n / most)) if town.n else 0.0
    if town.n:
        svg.add(parent, "circle", cx=x, cy=y, r=r, fill=MARK, stroke=GROUND, stroke_width=1.5)
        svg.text(parent, town.shown, x, y + 4, SIZE, "middle", fill=on(MARK), halo="", weight="bold")
    svg.text(
        parent, town.name, x, y + r + SIZE + 1, SIZE - 1, "middle", fill=INK if town.n else SOFT, halo=EVEN
    )


def _sign(parent: ET.Element, x: float, y: float) -> None:
    svg.add(parent, "circle", cx=x, cy=y, r=7, fill=MARK, stroke=GROUND, stroke_width=1.5)
