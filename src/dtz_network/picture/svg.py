"""Elements of an SVG drawing: shapes, lines and letters; numbers to a tenth, no style sheet, no font of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from math import floor
from xml.etree import ElementTree as ET

from dtz_network.picture.palette import GROUND, INK
from dtz_network.picture.shapes import element, number

FONT = "Segoe UI, Noto Sans, Arial, sans-serif"
LETTER = 0.56
"""Width of a letter as a share of its size, on average."""
Place = tuple[float, float, float, float]
"""Left, top, right and bottom of what is taken."""


def drawing(box: Place, title: str, desc: str, language: str, ident: str = "") -> ET.Element:
    """Return an empty drawing on a white ground; ``box`` is left, top, width and height.

    ``ident`` makes the ids of title and description, which must differ within one page.
    """
    left, top, wide, high = map(number, box)
    spoken = {"aria-labelledby": f"{ident}-title {ident}-desc"} if ident else {}
    root = ET.Element(
        "svg",
        {"xmlns": "http://www.w3.org/2000/svg", "role": "img", "lang": language, **spoken,
         "viewBox": " ".join((left, top, wide, high)), "font-family": FONT},
    )  # fmt: skip
    for name, words in (("title", title), ("desc", desc)):
        told = ET.SubElement(root, name, {"id": f"{ident}-{name}"} if ident else {})
        told.text = clean(words)
    ET.SubElement(root, "rect", x=left, y=top, width=wide, height=high, fill=GROUND)
    return root


def written(root: ET.Element) -> str:
    """Return a drawing as text, the same for the same drawing."""
    return ET.tostring(root, encoding="unicode")


def add(parent: ET.Element, name: str, /, **attributes: float | str) -> ET.Element:
    """Add an element; numbers are rounded, an underscore in a name stands for a hyphen."""
    told = {
        key.replace("_", "-"): value if isinstance(value, str) else number(value)
        for key, value in attributes.items()
    }
    return ET.SubElement(parent, name, told)


def shape(parent: ET.Element, look: str, fill: str, outline: str, x: float, y: float, r: float) -> None:
    """Add one of the shapes that stand for a type."""
    name, geometry = element(look, x, y, r)
    ET.SubElement(parent, name, {**geometry, "fill": fill, "stroke": outline, "stroke-width": "1.8"})


def text(
    parent: ET.Element,
    words: str,
    x: float,
    y: float,
    size: float,
    anchor: str = "start",
    *,
    fill: str = INK,
    halo: str = GROUND,
    weight: str = "",
) -> None:
    """Add letters, with a halo of the ground so that lines behind them do not disturb ("" for none)."""
    around = {"stroke": halo, "stroke-width": number(size / 4), "paint-order": "stroke"} if halo else {}
    heavy = {"font-weight": weight} if weight else {}
    place = {"x": number(x), "y": number(y), "font-size": number(size), "text-anchor": anchor}
    ET.SubElement(parent, "text", {**place, **around, **heavy, "fill": fill}).text = clean(words)


def width(words: str, size: float) -> float:
    """Return about how wide words are."""
    return LETTER * size * len(words)


def fitted(words: str, room: float, size: float) -> str:
    """Return words cut off with "…" where they do not fit.

    >>> fitted("Gemeente Emmen", 200, 12), fitted("Gemeente Emmen", 60, 12)
    ('Gemeente Emmen', 'Gemeent…')
    """
    most = max(2, int(room / (LETTER * size)))
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def halved(words: str) -> tuple[str, ...]:
    """Return words on two lines, about as long; on one where there is nowhere to break.

    >>> halved("Groene moleculenproeftuin Hoogeveen"), halved("Waterstofatelier")
    (('Groene moleculenproeftuin', 'Hoogeveen'), ('Waterstofatelier',))
    """
    parts = words.split(" ")
    ways = [(" ".join(parts[:n]), " ".join(parts[n:])) for n in range(1, len(parts))]
    return min(ways, key=lambda way: max(map(len, way)), default=(words,))


class Taken:
    """Places that are taken, found again by the strips of some height in which they lie."""

    def __init__(self, strip: float, places: Iterable[Place] = ()) -> None:
        self._strip = strip
        self._in: dict[int, list[Place]] = defaultdict(list)
        for place in places:
            self.take(place)

    def take(self, place: Place) -> None:
        """Keep a place."""
        for strip in self._strips(place):
            self._in[strip].append(place)

    def free(self, place: Place) -> bool:
        """Return whether a place overlaps with none that is taken.

        >>> taken = Taken(10, [(0, 0, 5, 30)])
        >>> taken.free((4, 28, 9, 40)), taken.free((5, 28, 9, 40))
        (False, True)
        """
        left, top, right, bottom = place
        return not any(
            right > other[0] and left < other[2] and bottom > other[1] and top < other[3]
            for strip in self._strips(place)
            for other in self._in.get(strip, ())
        )

    def _strips(self, place: Place) -> range:
        return range(floor(place[1] / self._strip), floor(place[3] / self._strip) + 1)


def clean(words: str) -> str:
    """Return a text without the signs that XML does not allow."""
    return "".join(
        sign
        if sign in "\t\n" or (" " <= sign <= "\ud7ff") or "\ue000" <= sign <= "\ufffd" or sign > "\uffff"
        else "\ufffd"
        for sign in words
    )
