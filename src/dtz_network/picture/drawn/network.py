"""A network: lines, shapes by kind, and names where there is room for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from xml.etree import ElementTree as ET

from dtz_network.picture import svg
from dtz_network.picture.colours import outline
from dtz_network.picture.drawn.drawings import Look, NetworkDrawing, Spot
from dtz_network.picture.drawn.sheet import EDGE, WIDE, Sheet
from dtz_network.picture.palette import GROUND, INK, LINE
from dtz_network.picture.svg import Place

_MARGIN_X, _MARGIN_Y = 66.0, 30.0
_HIGHEST, _LARGEST = 440.0, 1.5
_NAME, _LETTERS = 150.0, 10.0
_STEP = 1.15 * _LETTERS
"""From one line of a name to the next."""
_FEW, _LONG = 12, 230.0
"""Of so few things the names may be longer."""


def sheet(drawing: NetworkDrawing) -> Sheet:
    """Return the network fitted to the width of the sheet, turned on its side where it is higher than wide."""
    made = Sheet()
    spots = _fitted(drawing.spots)
    for line in sorted(drawing.lines, key=lambda line: (line.strong, line.one, line.other)):
        one, other = spots[line.one], spots[line.other]
        width = 2.2 if line.strong else 1.0
        svg.add(made.body, "line", x1=one.x, y1=one.y, x2=other.x, y2=other.y, stroke=LINE, stroke_width=width)  # fmt: skip
    for spot in spots:
        _shape(drawing.looks[spot.look], made.body, spot.x, spot.y, spot.radius)
    _names(made, drawing, spots)
    made.high = max((spot.y + spot.radius for spot in spots), default=0) + 2.4 * _LETTERS + _STEP
    marks = [(partial(_shape, look, r=6.0), look.label) for look in drawing.looks]
    made.legend([*marks, *([(_thick, drawing.strong)] if drawing.strong else [])])
    return made


def _fitted(spots: tuple[Spot, ...]) -> list[Spot]:
    if not spots:
        return []
    wide, high = (max(c) - min(c) for c in ([s.x for s in spots], [s.y for s in spots]))
    turned = [replace(s, x=s.y, y=s.x) for s in spots] if high > wide else list(spots)
    wide, high = max(wide, high), min(wide, high)
    left, top = min(s.x for s in turned), min(s.y for s in turned)
    side = _LONG / 2 + EDGE if len(spots) <= _FEW else _MARGIN_X
    room_x, room_y = WIDE - 2 * side, _HIGHEST - 2 * _MARGIN_Y
    scale = min(_LARGEST, room_x / max(wide, 1), room_y / max(high, 1))
    shift = (WIDE - wide * scale) / 2
    return [
        replace(s, x=round(shift + (s.x - left) * scale), y=round(_MARGIN_Y + (s.y - top) * scale))
        for s in turned
    ]


def _shape(look: Look, parent: ET.Element, x: float, y: float, r: float) -> None:
    svg.shape(parent, look.shape, look.colour, outline(look.colour, GROUND), x, y, r)


def _thick(parent: ET.Element, x: float, y: float) -> None:
    svg.add(parent, "line", x1=x - 8, y1=y, x2=x + 8, y2=y, stroke=LINE, stroke_width=2.2)


def _names(made: Sheet, drawing: NetworkDrawing, spots: list[Spot]) -> None:
    """Write the names, those with most ties first; one for which there is no room is left out."""
    degrees = Counter(end for line in drawing.lines for end in (line.one, line.other))
    discs = ((s.x - s.radius, s.y - s.radius, s.x + s.radius, s.y + s.radius) for s in spots)
    taken = svg.Taken(2 * _LETTERS, discs)
    order = sorted(range(len(spots)), key=lambda n: (-degrees[n], spots[n].name, n))
    for spot in (spots[n] for n in order if spots[n].name):
        for words, x, y, anchor, place in _places(spot, _LONG if len(spots) <= _FEW else _NAME):
            if place[0] > EDGE and place[2] < WIDE - EDGE and taken.free(place):
                taken.take(place)
                for line, part in enumerate(words):
                    svg.text(made.body, part, x, y + line * _STEP, _LETTERS, anchor, fill=INK)
                break


def _places(spot: Spot, room: float) -> Iterator[tuple[tuple[str, ...], float, float, str, Place]]:
    """Yield ways to write a name: on one line where it is short enough, else or where that finds no room on two."""
    halves = svg.halved(spot.name)
    if len(halves) == 1 or svg.width(spot.name, _LETTERS) <= room:
        yield from _beside(spot, (svg.fitted(spot.name, room, _LETTERS),))
    if len(halves) > 1:
        yield from _beside(spot, tuple(svg.fitted(half, room, _LETTERS) for half in halves))


def _beside(spot: Spot, words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], float, float, str, Place]]:
    """Yield places for a name of some lines: below, above, to the right, to the left."""
    wide, far = max(svg.width(part, _LETTERS) for part in words), spot.radius + 3
    more = (len(words) - 1) * _STEP
    for x, y, anchor, left in (
        (spot.x, spot.y + far + 0.8 * _LETTERS, "middle", spot.x - wide / 2),
        (spot.x, spot.y - far - 1 - more, "middle", spot.x - wide / 2),
        (spot.x + far, spot.y + 0.35 * _LETTERS - more / 2, "start", spot.x + far),
        (spot.x - far, spot.y + 0.35 * _LETTERS - more / 2, "end", spot.x - far - wide),
    ):
        yield words, x, y, anchor, (left, y - 0.8 * _LETTERS, left + wide, y + more + 0.2 * _LETTERS)
