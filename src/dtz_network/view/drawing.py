"""A view as one SVG drawing, for documents and for who cannot open a page; the same bytes for the same view."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as ET

from dtz_network import language
from dtz_network.picture import svg as elements
from dtz_network.picture.shapes import number
from dtz_network.view.shown import GraphView, Kind, Node

MOST = 2000
"""Nodes that are drawn: of more those with most ties."""
_LINE = "#b4bcc2"
_WIDE = 26


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
    stand = language.text("page.stand.now", lang, date=language.date(view.stand, lang)) if view.stand else ""
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
    at = {node.id: node for node in nodes}
    pairs = {(link.source, link.target): link.state for link in view.links}
    width = number(max(1.0, box.letter / 12))
    group = ET.SubElement(root, "g", stroke=_LINE, attrib={"stroke-width": width})
    for (source, target), state in sorted(pairs.items()):
        if source in at and target in at:
            a, b = at[source], at[target]
            ends = {"x1": str(a.x), "y1": str(a.y), "x2": str(b.x), "y2": str(b.y)}
            ET.SubElement(group, "line", ends, **({"stroke-dasharray": "4 5"} if state == "past" else {}))


def _shape(root: ET.Element, kind: Kind, x: float, y: float, r: float) -> None:
    elements.shape(root, kind.shape, kind.fill, kind.light, x, y, r)


def _names(root: ET.Element, nodes: Iterable[Node], box: _Box) -> None:
    """Write the names for which there is room, those with most ties first."""
    taken: list[tuple[float, float, float, float]] = []
    size = box.letter
    for node in nodes:
        text = elements.clean(node.name if len(node.name) <= _WIDE else f"{node.name[: _WIDE - 1]}…")
        half, y = 0.29 * size * len(text), node.y + 1.3 * node.size + size
        place = (node.x - half, y - size, node.x + half, y + 0.3 * size)
        if not any(elements.meets(place, other) for other in taken):
            taken.append(place)
            elements.text(root, text, node.x, y, size, anchor="middle")


def _legend(root: ET.Element, view: GraphView, nodes: Sequence[Node], box: _Box) -> None:
    """Write what the shapes stand for, and below it title, edition and stand."""
    size, x, y = box.letter, box.left + 2 * box.letter, box.bottom + 1.5 * box.letter
    drawn = {node.type for node in nodes}
    for kind in (kind for kind in view.kinds if kind.key in drawn):
        if x + size * (3 + 0.6 * len(kind.plural)) > box.left + box.wide:
            x, y = box.left + 2 * size, y + 1.7 * size
        _shape(root, kind, x, y - 0.35 * size, 0.5 * size)
        elements.text(root, kind.plural, x + 1.1 * size, y, size)
        x += size * (2.6 + 0.55 * len(kind.plural))
    left = box.left + 1.5 * size
    elements.text(root, view.title, left, y + 2.2 * size, 1.2 * size)
    elements.text(root, told(view), left, y + 3.8 * size, 0.9 * size)
