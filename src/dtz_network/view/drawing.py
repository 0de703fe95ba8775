"""A view as one SVG drawing, for documents and for who cannot open a page; the same bytes for the same view."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as ET

from dtz_network import language
from dtz_network.picture.shapes import element, number
from dtz_network.view.shown import GraphView, Kind, Node

MOST = 2000
"""Nodes that are drawn: of more those with most ties."""
_INK, _GROUND, _LINE = "#1b2429", "#ffffff", "#b4bcc2"
_FONT = "Segoe UI, Noto Sans, Arial, sans-serif"
_WIDE = 26


def svg(view: GraphView) -> str:
    """Return the drawing: lines, shapes, names that do not cover each other, legend, stand and edition."""
    nodes = _drawn(view)
    box = _Box(nodes)
    root = ET.Element(
        "svg", xmlns="http://www.w3.org/2000/svg", role="img", lang=view.language, viewBox=box.view, attrib={"font-family": _FONT}
    )  # fmt: skip
    ET.SubElement(root, "title").text = _clean(view.title)
    ET.SubElement(root, "desc").text = _clean(told(view))
    left, top, wide, high = map(number, (box.left, box.top, box.wide, box.high))
    ET.SubElement(root, "rect", x=left, y=top, width=wide, height=high, fill=_GROUND)
    _lines(root, view, nodes, box)
    looks = {kind.key: kind for kind in view.kinds}
    for node in nodes:
        _shape(root, looks[node.type], node.x, node.y, node.size)
    _names(root, nodes, box)
    _legend(root, view, nodes, box)
    return ET.tostring(root, encoding="unicode") + "\n"


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

    @property
    def view(self) -> str:
        """The frame as SVG has it."""
        return " ".join(map(number, (self.left, self.top, self.wide, self.high)))


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
    name, geometry = element(kind.shape, x, y, r)
    paint = {"fill": kind.fill, "stroke": kind.light, "stroke-width": "1.8"}
    ET.SubElement(root, name, {**geometry, **paint})


def _names(root: ET.Element, nodes: Iterable[Node], box: _Box) -> None:
    """Write the names for which there is room, those with most ties first."""
    taken: list[tuple[float, float, float, float]] = []
    size = box.letter
    for node in nodes:
        text = _clean(node.name if len(node.name) <= _WIDE else f"{node.name[: _WIDE - 1]}…")
        half, y = 0.29 * size * len(text), node.y + 1.3 * node.size + size
        place = (node.x - half, y - size, node.x + half, y + 0.3 * size)
        if not any(
            place[2] > t[0] and place[0] < t[2] and place[3] > t[1] and place[1] < t[3] for t in taken
        ):
            taken.append(place)
            _text(root, text, node.x, y, size, anchor="middle")


def _legend(root: ET.Element, view: GraphView, nodes: Sequence[Node], box: _Box) -> None:
    """Write what the shapes stand for, and below it title, edition and stand."""
    size, x, y = box.letter, box.left + 2 * box.letter, box.bottom + 1.5 * box.letter
    drawn = {node.type for node in nodes}
    for kind in (kind for kind in view.kinds if kind.key in drawn):
        if x + size * (3 + 0.6 * len(kind.plural)) > box.left + box.wide:
            x, y = box.left + 2 * size, y + 1.7 * size
        _shape(root, kind, x, y - 0.35 * size, 0.5 * size)
        _text(root, kind.plural, x + 1.1 * size, y, size)
        x += size * (2.6 + 0.55 * len(kind.plural))
    left = box.left + 1.5 * size
    _text(root, _clean(view.title), left, y + 2.2 * size, 1.2 * size)
    _text(root, _clean(told(view)), left, y + 3.8 * size, 0.9 * size)


def _text(root: ET.Element, text: str, x: float, y: float, size: float, anchor: str = "start") -> None:
    halo = {"stroke": _GROUND, "stroke-width": number(size / 4), "paint-order": "stroke"}
    place = {"x": number(x), "y": number(y), "font-size": number(size), "text-anchor": anchor}
    ET.SubElement(root, "text", {**place, **halo, "fill": _INK}).text = text


def _clean(text: str) -> str:
    """Return a text without the signs that XML does not allow."""
    return "".join(
        sign
        if sign in "\t\n" or (" " <= sign <= "\ud7ff") or "\ue000" <= sign <= "\ufffd" or sign > "\uffff"
        else "\ufffd"
        for sign in text
    )
