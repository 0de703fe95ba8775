"""Networks that other tools wrote (GEXF of Gephi, GraphML, GML, JSON of Kumu or D3) as a table: a row a tie, as of Pajek.

Columns: ``from``, ``to``, ``relation``, ``weight``, ``from id``, ``to id``, for what is said of points ``from NAME`` and ``to NAME``, and what is said of
a tie under its own name. A point without ties is a row with ``from`` alone; an end that no point describes goes by its id.
Where points stand on a drawing and their colours are left out. Formats: GEXF 1.0 to 1.3 (gexf.net), GraphML (Brandes et al. 2002), GML (Himsolt 1997).
"""

from __future__ import annotations

import html
import json
import re
from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING, Any, NoReturn

from dtz_network.errors import InputError
from dtz_network.intake.readers.table import Table, TableRow

if TYPE_CHECKING:
    from lxml.etree import _Element

_XML = re.compile(rb"<(?:\w+:)?(?:gexf|graphml)\b", re.IGNORECASE)
_GML = re.compile(rb"^\s*graph\s*\[", re.IGNORECASE | re.MULTILINE)
_LABELS = ("label", "name", "naam", "title")
_RELATIONS = ("label", "kind", "type", "relation", "connection type", "edge label")
_FIRST = ("from", "to", "relation", "weight", "from id", "to id")
_DEEPEST = 50
"""Blocks within blocks of GML, of which a network has three."""
_DRAWN = frozenset({"x", "y", "z", "r", "g", "b", "size", "color", "thickness", "shape"})
_ENDS = (
    ("elements", "connections", "from", "to"),
    ("nodes", "edges", "source", "target"),
    ("nodes", "links", "source", "target"),
)
"""Lists of points and ties in JSON, and what the ends are called: Kumu; Cytoscape, sigma; D3, networkx."""  # fmt: skip


@dataclass(frozen=True)
class Point:
    """A point: its id, its name ("" if it has none) and what is said of it."""

    id: str
    name: str
    told: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Tie:
    """A tie between two ids, with the line of the file where that is known."""

    source: str
    target: str
    relation: str = ""
    weight: str = ""
    told: Mapping[str, str] = field(default_factory=dict)
    line: int = 0


def is_network(start: bytes) -> bool:
    """Return whether a file begins as GEXF, GraphML or GML does."""
    return bool(_XML.search(start) or _GML.search(start))


def table(data: bytes, text: str, file: str) -> Table:
    """Return the ties of a network.

    Raises:
        InputError: it is broken, with the line.
    """
    points, ties = _xml(data, file) if _XML.search(data[:4000]) else _gml(text, file)
    return of(points, ties, file)


def of_json(text: str, file: str) -> Table | None:
    """Return the ties of a network in JSON: of Kumu, or points and ties as D3, sigma and networkx write them; None for other JSON."""
    if not any(f'"{ties}"' in text for _, ties, *_ in _ENDS):
        return None
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None  # told where JSON is read
    names = next(
        (
            n
            for n in _ENDS
            if isinstance(data, dict) and all(isinstance(data.get(key), list) for key in n[:2])
        ),
        None,
    )
    if names is None:
        return None
    points_at, ties_at, source, target = names
    points = [_json_point(one) for one in data[points_at] if isinstance(one, dict)]
    ties = [_json_tie(one, source, target) for one in data[ties_at] if isinstance(one, dict)]
    return of(points, ties, file)


def is_ties(table: Table) -> bool:
    """Return whether a table is a list of ties by its headings: Source and Target, as Gephi and others write it, or as a network is read."""
    headings = {column.strip().casefold() for column in table.columns}
    return {"source", "target"} <= headings or {"from", "to", "from id", "to id"} <= headings


def of_sheets(tables: Sequence[Table], file: str) -> Table | None:
    """Return the ties of a workbook as Kumu writes it, a sheet of elements (Label) and one of connections (From, To); None for another."""
    by_sheet = [({column.casefold(): column for column in one.columns}, one) for one in tables]
    elements = next((found for found in by_sheet if "label" in found[0] and "from" not in found[0]), None)
    connections = next((found for found in by_sheet if {"from", "to"} <= set(found[0])), None)
    if len(tables) != 2 or elements is None or connections is None:
        return None
    points = [_json_point(row.cells) for row in elements[1].rows]
    named, listed = connections
    ties = [replace(_json_tie(row.cells, named["from"], named["to"]), line=row.number) for row in listed.rows]
    return of(points, ties, file)


def of(points: Iterable[Point], ties: Sequence[Tie], file: str) -> Table:
    """Return points and ties as a table; an end of a tie is an id, else the name of a point (as Kumu has it)."""
    known: dict[str, Point] = {}
    named: dict[str, Point] = {}
    for point in points:
        known.setdefault(point.id, point)
        named.setdefault(point.name, point)
    rows, tied = list[TableRow](), set[str]()
    for number, tie in enumerate(ties, 1):
        source, target = (
            known.get(end) or named.get(end) or Point(end, end) for end in (tie.source, tie.target)
        )
        tied |= {source.id, target.id}
        cells = {"from": _name(source), "to": _name(target), "relation": tie.relation, "weight": tie.weight}
        cells |= {"from id": source.id, "to id": target.id, **_told("from", source), **_told("to", target)}
        rows.append(TableRow(tie.line or number, {**tie.told, **cells}))
    alone = (point for key, point in known.items() if key not in tied)
    for number, point in enumerate(alone, len(rows) + 1):
        rows.append(TableRow(number, {"from": _name(point), "from id": point.id, **_told("from", point)}))
    columns = dict.fromkeys(_FIRST)
    columns |= dict.fromkeys(column for row in rows for column in row.cells)
    filled = {column for row in rows for column, cell in row.cells.items() if cell}
    return Table(file, "", [column for column in columns if column in filled], rows)


def _told(side: str, point: Point) -> dict[str, str]:
    return {f"{side} {key}": value for key, value in point.told.items()}


def _name(point: Point) -> str:
    return point.name or point.id


# --- GEXF and GraphML


def _xml(data: bytes, file: str) -> tuple[list[Point], list[Tie]]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise InputError("network-broken", file=file, line=line, column=column) from error
    titles, defaults = _declared(root)
    return (
        [_xml_point(one, titles, defaults["node"]) for one in _all(root, "node")],
        [_xml_tie(one, titles, defaults["edge"]) for one in _all(root, "edge")],
    )


def _all(root: _Element, name: str) -> Iterable[_Element]:
    return (
        one for one in root.iter("{*}" + name) if one.get("id") is not None or one.get("source") is not None
    )


def _declared(root: _Element) -> tuple[dict[tuple[str, str], str], dict[str, dict[str, str]]]:
    """Return what the attributes of points and ties are called, and what they are where nothing is said."""
    titles: dict[tuple[str, str], str] = {}
    defaults: dict[str, dict[str, str]] = {"node": {}, "edge": {}}
    gexf = ((one, one.getparent()) for one in root.iter("{*}attribute"))
    declared = [
        (one, "" if parent is None else parent.get("class", "node"), one.get("title")) for one, parent in gexf
    ]
    declared += [(one, one.get("for", "all"), one.get("attr.name")) for one in root.iter("{*}key")]
    for one, kind, title in declared:
        of_what = ("node", "edge") if kind == "all" else (kind,)
        usual = next((child.text for child in one.iter("{*}default")), None)
        for what in of_what:
            titles[what, one.get("id", "")] = name = title or one.get("id", "")
            if usual and what in defaults:
                defaults[what][name] = usual.strip()
    return titles, defaults


def _said(
    one: _Element, what: str, titles: Mapping[tuple[str, str], str], defaults: Mapping[str, str]
) -> dict[str, str]:
    """Return what an element says by its attributes' names, positions and colours left out."""
    gexf = [(v.get("for") or v.get("id") or "", v.get("value") or "") for v in one.iter("{*}attvalue")]
    graphml = [(v.get("key") or "", "".join(v.itertext())) for v in one.findall("{*}data")]
    said = {titles.get((what, key), key): " ".join(value.split()) for key, value in chain(gexf, graphml)}
    return {
        key: value for key, value in {**defaults, **said}.items() if value and key.casefold() not in _DRAWN
    }


def _xml_point(one: _Element, titles: Mapping[tuple[str, str], str], defaults: Mapping[str, str]) -> Point:
    told = _said(one, "node", titles, defaults)
    name = " ".join((one.get("label") or _first(told, _LABELS)).split())
    return Point(one.get("id", ""), name, {key: value for key, value in told.items() if value != name})


def _xml_tie(one: _Element, titles: Mapping[tuple[str, str], str], defaults: Mapping[str, str]) -> Tie:
    told = _said(one, "edge", titles, defaults)
    relation = one.get("label") or one.get("kind") or _first(told, _RELATIONS)
    weight = one.get("weight") or told.get("weight", "")
    told = {key: value for key, value in told.items() if key != "weight" and value != relation}
    told |= {name: one.get(name, "") for name in ("start", "end") if one.get(name)}  # of a dynamic graph
    line = one.sourceline
    return Tie(
        one.get("source", ""),
        one.get("target", ""),
        relation,
        weight,
        told,
        line if isinstance(line, int) else 0,
    )


def _first(told: Mapping[str, str], names: Sequence[str]) -> str:
    folded = {key.casefold(): value for key, value in told.items()}
    return next((folded[name] for name in names if name in folded), "")


# --- GML


def _gml(text: str, file: str) -> tuple[list[Point], list[Tie]]:
    said = _Gml(text, file).block()
    graph = next((value for key, value, _ in said if key == "graph" and isinstance(value, list)), [])
    points, ties = list[Point](), list[Tie]()
    for key, value, line in graph:
        told = (
            _flat({inner: one for inner, one, _ in value if isinstance(one, str)})
            if isinstance(value, list)
            else {}
        )
        if key == "node":
            points.append(_told_point(told.pop("id", ""), told))
        elif key == "edge":
            tie = _told_tie(told.pop("source", ""), told.pop("target", ""), told)
            ties.append(replace(tie, line=line))
    return points, ties


_Said = list[tuple[str, "str | _Said", int]]
"""Keys and values of GML in order, each with its line; a value may be such a list."""


class _Gml:
    """Reads the keys and values of GML, block within block."""

    _TOKEN = re.compile(r'"[^"]*"|[\[\]]|[^\s\[\]"]+')

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self._text = re.sub(r"(?m)^\s*#.*$", lambda comment: " " * len(comment[0]), text)
        self._tokens = self._TOKEN.finditer(self._text)
        self._ends = [found.start() for found in re.finditer("\n", self._text)]

    def block(self, depth: int = 0) -> _Said:
        """Return what stands up to the end of a block, or of the file.

        Raises:
            InputError: a key without a value, or a block that does not end where it should.
        """
        found: _Said = []
        for token in self._tokens:
            if token[0] == "]" and depth:
                return found
            value = next(self._tokens, None)
            if token[0] in ("[", "]") or value is None or value[0] == "]" or depth > _DEEPEST:
                self._refuse(token.start())
            line = bisect(self._ends, token.start()) + 1
            told = self.block(depth + 1) if value[0] == "[" else html.unescape(value[0].strip('"'))
            found.append((token[0].casefold(), told, line))
        if depth:
            self._refuse(len(self._text) - 1)
        return found

    def _refuse(self, place: int) -> NoReturn:
        line = bisect(self._ends, place - 1)
        begin = self._ends[line - 1] + 1 if line else 0
        raise InputError("network-broken", file=self.file, line=line + 1, column=place - begin + 1)


# --- JSON


def _json_point(one: Mapping[str, Any]) -> Point:
    said = _flat(one)
    return _told_point(
        said.pop("_id", "") or said.pop("id", "") or said.pop("key", "") or _first(said, _LABELS), said
    )


def _json_tie(one: Mapping[str, Any], source: str, target: str) -> Tie:
    said = _flat(one)
    return _told_tie(said.pop(source, ""), said.pop(target, ""), said)


def _flat(said: Mapping[str, Any], inner: Sequence[str] = ("attributes", "data")) -> dict[str, str]:
    """Return what is said as texts, what Kumu and sigma keep in ``attributes`` among it; lists with bars between."""
    found: dict[str, str] = {}
    for key, value in said.items():
        if isinstance(value, Mapping):
            found |= _flat(value) if key in inner else {}
        elif isinstance(value, list):
            found[key] = "|".join(str(part) for part in value if not isinstance(part, (list, dict)))
        elif value is not None and not isinstance(value, bool):
            found[key] = " ".join(str(value).split())
    return found


def _told_point(key: str, said: dict[str, str]) -> Point:
    name = _first(said, _LABELS)
    told = {k: v for k, v in said.items() if v and k.casefold() not in (*_DRAWN, "label", "name", "id")}
    return Point(key, name, told)


def _told_tie(source: str, target: str, said: dict[str, str]) -> Tie:
    relation = _first(said, _RELATIONS)
    left = {"weight", "value", "_id", "id", *_DRAWN}
    told = {k: v for k, v in said.items() if v and k.casefold() not in left and v != relation}
    return Tie(source, target, relation, said.get("weight") or said.get("value", ""), told)
