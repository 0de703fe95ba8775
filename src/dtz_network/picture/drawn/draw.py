"""A drawing as SVG: the same bytes for the same value, in letters that any program has."""

from __future__ import annotations

from functools import lru_cache
from math import ceil

from dtz_network.picture import svg
from dtz_network.picture.drawn import balance, matrix, network, terms, towns
from dtz_network.picture.drawn.drawings import (
    BalanceDrawing,
    Drawing,
    MapDrawing,
    MatrixDrawing,
    NetworkDrawing,
)
from dtz_network.picture.drawn.sheet import Sheet


@lru_cache(maxsize=32)
def sheet(drawing: Drawing) -> Sheet:
    """Return a drawing on a sheet of its own size, to be read only: every form of a document shows the same."""
    if isinstance(drawing, NetworkDrawing):
        return network.sheet(drawing)
    if isinstance(drawing, BalanceDrawing):
        return balance.sheet(drawing)
    if isinstance(drawing, MatrixDrawing):
        return matrix.sheet(drawing)
    if isinstance(drawing, MapDrawing):
        return towns.sheet(drawing)
    return terms.sheet(drawing)


def sized(
    drawing: Drawing, title: str, desc: str, language: str, ident: str = ""
) -> tuple[str, float, float]:
    """Return a drawing as SVG, its width and its height, in its own units and whole, so that no pixel is halved."""
    made = sheet(drawing)
    wide, high = ceil(made.wide), ceil(made.high)
    root = svg.drawing((0, 0, wide, high), title, desc, language, ident)
    root.extend(made.body)
    return svg.written(root), wide, high
