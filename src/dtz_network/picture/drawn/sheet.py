"""A sheet on which a drawing is made, from the top down; its height grows with what is put on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from xml.etree import ElementTree as ET

from dtz_network.picture import svg
from dtz_network.picture.palette import INK

WIDE = 640.0
"""Width of a sheet; set as wide as a page of A4, a letter of ``SIZE`` is 8 to 9 points."""
SIZE = 12.0
EDGE = 10.0

_WIDEST = 300.0

Mark = Callable[[ET.Element, float, float], None]
"""Draws the sign of one entry of a legend, its middle at x, y."""


def beside(labels: Iterable[str], least: float) -> float:
    """Return how much room to leave at the left for labels: as much as the longest takes, ``least`` or more, within reason."""
    longest = max((svg.width(label, SIZE) for label in labels), default=0.0)
    return min(_WIDEST, max(least, longest + 2 * EDGE))


class Sheet:
    """What is drawn, and how high it is by now."""

    def __init__(self) -> None:
        self.body = ET.Element("g")
        self.wide, self.high = WIDE, EDGE

    def legend(self, entries: Sequence[tuple[Mark, str]]) -> None:
        """Put what the signs stand for below the drawing, in as many rows as it takes."""
        x, y = EDGE + 8, self.high + SIZE
        for mark, words in entries:
            room = 18 + svg.width(words, SIZE) + 16
            if x > EDGE + 8 and x + room > WIDE - EDGE:
                x, y = EDGE + 8, y + 1.7 * SIZE
            mark(self.body, x, y - 0.36 * SIZE)
            svg.text(self.body, words, x + 14, y, SIZE, fill=INK, halo="")
            x += room
        self.high = y + EDGE
