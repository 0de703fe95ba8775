"""A view as one SVG drawing, for documents and for who cannot open a page; the same bytes for the same view."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as ET

from dtz_network import language
from dtz_network.picture import svg as elements
from dtz_network.picture.palette import LINE
from dtz_network.picture.shapes import number
from dtz_network.view.payload import STATES
from dtz_network.view.shown import GraphView, Kind, Node, State

MOST = 2000
"""Nodes that are drawn: of more those with most ties."""
_DASHES: dict[State, str] = {"possibly": "1.5 4", "past": "5 5", "later": "5 5"}
"""How lines are broken, as on the page; what holds is a whole line."""
_WIDE = 15
"""Room for a name, in sizes of its letters."""


def svg(view: GraphView) -> str:
    """Return the drawing: lines, shapes, names that do not cover each other, legend, stand and edition."""
    nodes = _drawn(view)
    box = _Box(nodes)
    frame = (box.left, box.top, box.wide, box.high)
    root = elements.drawing(frame, view.title, told(view), view.language)
    _lines(root, view, nodes, box)
    looks = {kind.key: kind for kind in view.kinds}
    for node in nodes:
        _shape(root, looks[node.type], node.x, node.y, node.size)
    _names(root, nodes, box)
    _legend(root, view, nodes, box)
    return elements.written(root) + "\n"


def told(view: GraphView) -> str:
    """Return in one line what a drawing or table shows: edition, stand, fingerprint, and that it is invented."""
    lang = view.language
    key = "page.stand.as-of" if view.as_of else "page.stand.now"
    stand = language.text(key, lang, date=language.date(view.stand, lang)) if view.stand else ""
    mark = language.text("share.fingerprint", lang, fingerprint=view.fingerprint[:12])
    invented = language.text("page.invented", lang) if view.invented else ""
    return " ".join(
        text for text in (invented, language.text(f"page.edition.{view.edition}", lang), stand, mark) if text
    )


def _drawn(view: GraphView) -> list[Node]:
    """Return the nodes of the kinds that are on when a page opens; of very many those with most ties."""
    degrees = Counter(end for link in view.links for end in (link.source, link.target))
    found = [node for node in view.nodes if node.type not in view.off]
    found.sort(key=lambda node: (-degrees[node.id], node.id))
    return found[:MOST]


class _Box:
    """The frame of a drawing, and the size of its letters."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        xs, ys = [node.x for node in nodes] or [0], [node.y for node in nodes] or [0]
        wide, high = max(xs) - min(xs) + 220, max(ys) - min(ys) + 160
        self.letter = max(11.0, min(wide, 1.4 * high) / 95)
        self.left, self.top = min(xs) - 110, min(ys) - 80
        self.wide = max(wide, 40 * self.letter)
        self.bottom = self.top + high
        self.high = high + 9 * self.letter


def _lines(root: ET.Element, view: GraphView, nodes: Sequence[Node], box: _Box) -> None:
    """Draw one line between two nodes, as the tie between them that holds best."""
    at = {node.id: node for node in nodes}
    pairs: dict[tuple[str, str], set[State]] = defaultdict(set)
    for link in view.links:
        if link.source in at and link.target in at:
            pairs[min(link.source, link.target), max(link.source, link.target)].add(link.state)
    width = number(max(1.0, box.letter / 12))
    group = ET.SubElement(root, "g", stroke=LINE, attrib={"stroke-width": width})
    for (one, other), states in sorted(pairs.items()):
        dashes = _DASHES.get(min(states, key=STATES.index))
        _line(group, at[one], at[other], {"stroke-dasharray": dashes} if dashes else {})


def _line(group: ET.Element, one: Node, other: Node, look: dict[str, str]) -> None:
    """Draw a straight line, or over its mark a bow from a node to itself."""
    if one is other:
        x, y, wide, high = one.x, one.y, 3 * one.size, 5 * one.size
        bow = f"M{x} {y}C{x - wide} {y - high} {x + wide} {y - high} {x} {y}"
        ET.SubElement(group, "path", {"d": bow, "fill": "none"}, **look)
    else:
        ends = {"x1": str(one.x), "y1": str(one.y), "x2": str(other.x), "y2": str(other.y)}
        ET.SubElement(group, "line", ends, **look)


def _shape(root: ET.Element, kind: Kind, x: float, y: float, r: float) -> None:
    elements.shape(root, kind.shape, kind.fill, kind.light, x, y, r)


def _names(root: ET.Element, nodes: Iterable[Node], box: _Box) -> None:
    """Write the names for which there is room, those with most ties first."""
    size = box.letter
    taken = elements.Taken(2 * size)
    for node in nodes:
        text = elements.fitted(node.name, _WIDE * size, size)
        half, y = elements.width(text, size) / 2, node.y + 1.3 * node.size + size
        place = (node.x - half, y - size, node.x + half, y + 0.3 * size)
        if taken.free(place):
            taken.take(place)
            elements.text(root, text, node.x, y, size, anchor="middle")


def _legend(root: ET.Element, view: GraphView, nodes: Sequence[Node], box: _Box) -> None:
    """Write what the shapes stand for, and below it title, edition and stand."""
    size, x, y = box.letter, box.left + 2 * box.letter, box.bottom + 1.5 * box.letter
    drawn = {node.type for node in nodes}
    for kind in (kind for kind in view.kinds if kind.key in drawn):
        wide = elements.width(kind.plural, size)
        if x + 3 * size + wide > box.left + box.wide:
            x, y = box.left + 2 * size, y + 1.7 * size
        _shape(root, kind, x, y - 0.35 * size, 0.5 * size)
        elements.text(root, kind.plural, x + 1.1 * size, y, size)
        x += 2.6 * size + wide
    left = box.left + 1.5 * size
    elements.text(root, view.title, left, y + 2.2 * size, 1.2 * size)
    elements.text(root, told(view), left, y + 3.8 * size, 0.9 * size)
