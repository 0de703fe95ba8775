"""A heat table of every two of some names: a colour and a sign for each pair, with its number."""

from __future__ import annotations

from functools import partial
from xml.etree import ElementTree as ET

from dtz_network.picture import svg
from dtz_network.picture.drawn.drawings import Cell, MatrixDrawing, Word
from dtz_network.picture.drawn.sheet import EDGE, SIZE, WIDE, Sheet, beside
from dtz_network.picture.palette import BLANK, EVEN, GROUND, LESS, LINE, MORE, on

FILLS: dict[Word, str] = {"less": LESS, "even": EVEN, "more": MORE, "blank": BLANK}
_LEFT, _HIGH = 210.0, 32.0


def sheet(drawing: MatrixDrawing) -> Sheet:
    """Return a row for each name, numbered; the columns have the same numbers."""
    made = Sheet()
    columns = max(len(drawing.names) - 1, 1)
    labels = [f"{place} {name}" for place, name in enumerate(drawing.names, 1)]
    left = beside(labels, _LEFT)
    wide = min(64.0, (WIDE - left - EDGE) / columns)
    for place in range(columns):
        x = left + (place + 0.5) * wide
        svg.text(made.body, str(place + 1), x, made.high + SIZE, SIZE, "middle", weight="bold", halo="")
    made.high += 1.6 * SIZE
    for name, row in zip(labels, drawing.rows, strict=True):
        label = svg.fitted(name, left - 2 * EDGE, SIZE)
        svg.text(made.body, label, EDGE, made.high + _HIGH / 2 + 4, SIZE, halo="")
        for column, cell in enumerate(row):
            if cell is not None:
                _cell(made.body, cell, left + column * wide, made.high, wide)
        made.high += _HIGH
    made.high += 8
    made.legend([(partial(_entry, word), words) for word, words in drawing.legend])
    return made


def _cell(parent: ET.Element, cell: Cell, x: float, y: float, wide: float) -> None:
    fill = FILLS[cell.word]
    svg.add(
        parent, "rect", x=x, y=y, width=wide, height=_HIGH, fill=fill, stroke=GROUND, stroke_width=2
    )  # fmt: skip
    middle = x + wide / 2
    _sign(parent, cell.word, x + 9, y + 9)
    svg.text(parent, cell.shown, middle, y + _HIGH / 2 + 4.5, SIZE, "middle", fill=on(fill), halo="")


def _sign(parent: ET.Element, word: Word, x: float, y: float) -> None:
    """Draw what says the same as the colour: a triangle down for fewer, up for more."""
    if word in ("less", "more"):
        svg.shape(parent, "triangleDown" if word == "less" else "triangle", on(FILLS[word]), "none", x, y, 3)


def _entry(word: Word, parent: ET.Element, x: float, y: float) -> None:
    svg.add(
        parent, "rect", x=x - 9, y=y - 8, width=18, height=16, fill=FILLS[word], stroke=LINE, stroke_width=1
    )  # fmt: skip
    _sign(parent, word, x, y)
