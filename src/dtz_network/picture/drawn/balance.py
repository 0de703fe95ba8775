"""Counts beside what may be expected: a dot for the count, a tick for the mean, a band for 95 in 100 draws."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from dtz_network.picture import svg
from dtz_network.picture.drawn.drawings import BalanceDrawing, Bar
from dtz_network.picture.drawn.sheet import EDGE, SIZE, WIDE, Sheet
from dtz_network.picture.palette import BAND, GROUND, INK, LINE, MARK, SOFT

_LEFT, _RIGHT, _ROW = 150.0, 470.0, 34.0


def sheet(drawing: BalanceDrawing) -> Sheet:
    """Return a row for each side on one scale, which begins at nought."""
    made = Sheet()
    most = max((max(bar.n, bar.high, 1) for bar in drawing.bars), default=1)
    step = (_RIGHT - _LEFT) / most
    for bar in drawing.bars:
        _row(made.body, bar, made.high + _ROW / 2, step)
        made.high += _ROW
    svg.add(made.body, "line", x1=_LEFT, y1=EDGE, x2=_LEFT, y2=made.high, stroke=LINE, stroke_width=1)
    made.high += 6
    made.legend(list(zip((_dot, _tick, _band), drawing.legend, strict=True)))
    return made


def _row(parent: ET.Element, bar: Bar, y: float, step: float) -> None:
    svg.text(parent, svg.fitted(bar.label, _LEFT - 2 * EDGE, SIZE), _LEFT - 12, y + 4, SIZE, "end", halo="")
    low, high = _LEFT + bar.low * step, _LEFT + bar.high * step
    _box(parent, low, y, max(high - low, 3))
    tick = _LEFT + bar.expected * step
    svg.add(parent, "line", x1=tick, y1=y - 10, x2=tick, y2=y + 10, stroke=INK, stroke_width=2)
    here = _LEFT + bar.n * step
    svg.add(parent, "line", x1=_LEFT, y1=y, x2=here, y2=y, stroke=MARK, stroke_width=3)
    _dot(parent, here, y)
    svg.text(parent, bar.shown, here + 11, y + 4.5, SIZE + 1, weight="bold")
    svg.text(parent, bar.beside, WIDE - EDGE, y + 4, SIZE - 1, "end", fill=SOFT, halo="")


def _box(parent: ET.Element, x: float, y: float, wide: float) -> None:
    svg.add(
        parent, "rect", x=x, y=y - 8, width=wide, height=16, fill=BAND, stroke=LINE, stroke_width=1
    )  # fmt: skip


def _dot(parent: ET.Element, x: float, y: float) -> None:
    svg.add(parent, "circle", cx=x, cy=y, r=6, fill=MARK, stroke=GROUND, stroke_width=1.5)


def _tick(parent: ET.Element, x: float, y: float) -> None:
    svg.add(parent, "line", x1=x, y1=y - 7, x2=x, y2=y + 7, stroke=INK, stroke_width=2)


def _band(parent: ET.Element, x: float, y: float) -> None:
    svg.add(
        parent, "rect", x=x - 8, y=y - 6, width=16, height=12, fill=BAND, stroke=LINE, stroke_width=1
    )  # fmt: skip
