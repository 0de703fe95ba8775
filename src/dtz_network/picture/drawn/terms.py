"""Terms of seats on a line of years: solid while they surely run, pale where the date leaves it open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from dtz_network.model.dates import first_day, is_date, last_day
from dtz_network.picture import svg
from dtz_network.picture.drawn.drawings import Term, TermsDrawing
from dtz_network.picture.drawn.sheet import EDGE, SIZE, WIDE, Sheet, beside
from dtz_network.picture.palette import BAND, GROUND, INK, LINE, MARK, SOFT

_LEFT, _ROW, _THICK = 240.0, 20.0, 11.0
_AROUND = 1
"""Years that stay free before the first and after the last date."""


@dataclass(frozen=True)
class _Scale:
    """Years from left to right."""

    first: int
    last: int
    left: float

    def at(self, day: str) -> float:
        """Return where a day stands."""
        year = int(day[:4])
        within = (dt.date.fromisoformat(day) - dt.date(year, 1, 1)).days / 366
        return self.left + (year + within - self.first) * (WIDE - EDGE - self.left) / (
            self.last + 1 - self.first
        )


def sheet(drawing: TermsDrawing) -> Sheet:
    """Return a row for each seat under a line of years, with the day of the document marked."""
    made, scale = Sheet(), _scale(drawing)
    body = made.body
    bottom = EDGE + 22 + _ROW * len(drawing.terms)
    every = max(1, (scale.last - scale.first) // 8)
    for year in range(scale.first, scale.last + 1):
        x = scale.at(f"{year}-01-01")
        svg.add(body, "line", x1=x, y1=EDGE + 16, x2=x, y2=bottom, stroke=BAND, stroke_width=1)
        if (year - scale.first) % every == 0:
            svg.text(body, str(year), x + 2, EDGE + 11, SIZE - 1, fill=SOFT, halo="")
    for place, term in enumerate(drawing.terms):
        y = EDGE + 22 + _ROW * (place + 0.5)
        svg.text(body, svg.fitted(term.label, scale.left - 2 * EDGE, SIZE), EDGE, y + 4, SIZE, halo="")
        _term(body, term, y, scale)
    today = scale.at(drawing.today)
    svg.add(body, "line", x1=today, y1=EDGE + 16, x2=today, y2=bottom + 4, stroke=INK, stroke_width=1.5)
    svg.text(body, drawing.today_shown, today, bottom + 4 + SIZE, SIZE - 1, _side(today, scale.left), halo="")
    made.high = bottom + 1.8 * SIZE + 6
    made.legend([(_SIGNS[state], words) for state, words in drawing.legend])
    return made


def _side(x: float, left: float) -> str:
    """Return on which side of a line letters have room."""
    return "end" if x > WIDE - 90 else "start" if x < left + 60 else "middle"


def _scale(drawing: TermsDrawing) -> _Scale:
    ends = [day for term in drawing.terms for day in (term.start, term.end) if is_date(day)]
    years = [int(day[:4]) for day in (*ends, drawing.today)]
    left = beside((term.label for term in drawing.terms), _LEFT)
    return _Scale(min(years) - _AROUND, max(years) + _AROUND, left)


def _term(body: ET.Element, term: Term, y: float, scale: _Scale) -> None:
    """Draw one term: between dates that are known to the day solid, where they leave it open pale."""
    left = scale.at(f"{scale.first}-01-01")
    right = scale.at(f"{scale.last}-12-31")
    begins = (scale.at(first_day(term.start)), scale.at(last_day(term.start))) if term.start else (left, left)
    ends = (scale.at(first_day(term.end)), scale.at(last_day(term.end))) if term.end else (right, right)
    if not term.start and not term.end:
        return
    draw = _SHAPES[term.state]
    if not term.start:
        _unsure(body, left, y, min(30, ends[0] - left))
        begins = (left, left + 30)
    if not term.end:
        _unsure(body, right - 30, y, 30)
        ends = (right - 30, right)
    if term.start and begins[1] - begins[0] > 2:
        _unsure(body, begins[0], y, begins[1] - begins[0])
    if term.end and ends[1] - ends[0] > 2:
        _unsure(body, ends[0], y, ends[1] - ends[0])
    if ends[0] > begins[1]:
        draw(body, begins[1], y, ends[0] - begins[1])


def _filled(body: ET.Element, x: float, y: float, wide: float) -> None:
    _box(body, x, y, wide, MARK, MARK)


def _possibly(body: ET.Element, x: float, y: float, wide: float) -> None:
    _box(body, x, y, wide, BAND, MARK, "5 3")


def _unnamed(body: ET.Element, x: float, y: float, wide: float) -> None:
    _box(body, x, y, wide, LINE, LINE)


def _vacant(body: ET.Element, x: float, y: float, wide: float) -> None:
    _box(body, x, y, wide, GROUND, INK, "2 3")


def _unsure(body: ET.Element, x: float, y: float, wide: float) -> None:
    _box(body, x, y, wide, BAND, LINE)


def _box(body: ET.Element, x: float, y: float, wide: float, fill: str, edge: str, dash: str = "") -> None:
    dashed = {"stroke_dasharray": dash} if dash else {}
    svg.add(
        body, "rect", x=x, y=y - _THICK / 2, width=max(wide, 1), height=_THICK, fill=fill, stroke=edge,
        stroke_width=1.2, **dashed,
    )  # fmt: skip


_Shape = Callable[[ET.Element, float, float, float], None]
_SHAPES: dict[str, _Shape] = {
    "filled": _filled, "possibly": _possibly, "vacant": _vacant, "unnamed": _unnamed, "unsure": _unsure,
}  # fmt: skip


def _sign(draw: _Shape) -> Callable[[ET.Element, float, float], None]:
    return lambda body, x, y: draw(body, x - 9, y, 18)


_SIGNS = {name: _sign(draw) for name, draw in _SHAPES.items()}
