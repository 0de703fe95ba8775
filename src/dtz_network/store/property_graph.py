"""The current network as rows of a property graph, in the shape of ``cypher/load``.

An entity has a value or, where it may have more, a list of values for each property, and the ids that its
references lead to; a tie has its two ends beside these, its role, its dates and their first and last day.
Numbers and amounts are numbers, dates are partial ISO text. The views of the embedded store show the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from dtz_network.model.changes import TYPE
from dtz_network.model.dates import first_day, last_day
from dtz_network.model.resolve import FactRow, ResolvedTie
from dtz_network.model.schema import Property, Schema, Type
from dtz_network.store import resolving
from dtz_network.store.sqlite import reading, views
from dtz_network.store.sqlite.session import Session

Cell = str | float | bool | list[str] | list[float] | list[bool]
"""A value of a property in a property graph."""
_TEXT = {"true": True, "false": False}


@dataclass(frozen=True)
class Piece:
    """A node or a tie of a property graph.

    Attributes:
        type: its type in the schema.
        values: properties that have a value, without the id.
        references: ids that a reference leads to, by property.
        ends: ids of source and target of a tie; of an entity none.
    """

    id: str
    type: str
    values: Mapping[str, Cell]
    references: Mapping[str, list[str]]
    ends: tuple[str, ...] = ()

    @property
    def shape(self) -> tuple[str, ...]:
        """Which properties have a value."""
        return tuple(self.values)

    def row(self) -> list[Any]:
        """Return it as a row of :meth:`dtz_network.model.derive.cypher.Row.listed` of its shape."""
        ends = self.ends or (None, None)
        return [self.id, *ends, dict(self.references) or None, *self.values.values()]


def pieces(db: Session, schema: Schema) -> Iterator[Piece]:
    """Return the current network of a session, entities first; one piece at a time is held."""
    picture = reading.picture(db, schema)
    yield from entities(picture)
    for tie in reading.current_ties(picture):
        picture.tie_origins.clear()
        yield tie_piece(tie, schema.types[tie.lead.type])


# --- entities


def entities(picture: reading.Picture) -> Iterator[Piece]:
    """Return the entities; those of one record in the order of their numbers, then those of more."""
    joined: dict[int, list[_Shown]] = defaultdict(list)
    for record, rows in groupby(_shown(picture), itemgetter(0)):
        if record in picture.heads:
            joined[picture.heads[record]].extend(rows)
        else:
            yield from _entity(picture, record, list(rows))
    for head, said in sorted(joined.items()):
        yield from _entity(picture, head, said)


_Shown = tuple[int, int, str, str, str, int, bool]
"""Record, number, property, value, since, changeset, and whether the value is a reference."""


def _shown(picture: reading.Picture) -> Iterator[_Shown]:
    words, entity = picture.names.words, picture.entity_names
    for number, rec, prop, value, ref, since, cs in picture.db.stream(
        "SELECT id, rec, prop, val, ref, since, cs FROM fact WHERE top = 1 ORDER BY rec, prop"
    ):
        yield rec, number, words[prop], entity[ref] if ref else value, since or "", cs, bool(ref)


def _entity(picture: reading.Picture, head: int, rows: list[_Shown]) -> Iterator[Piece]:
    kind = resolving.entity_type(
        FactRow(number, name, value, since, picture.rank[cs])
        for _, number, name, value, since, cs, _ in rows
        if name == TYPE
    )
    if kind not in picture.schema.types:
        return
    item = picture.schema.types[kind]
    said: dict[str, list[tuple[str, int, str]]] = defaultdict(list)
    for _, number, name, value, since, _, _ in rows:
        said[name].append((since, number, value))
    values: dict[str, Cell] = {"helix": [item.helix]} if item.helix and "helix" in item.properties else {}
    refer: dict[str, list[str]] = {}
    for name, prop in item.properties.items():
        if name not in said:
            continue
        if prop.type == "ref":
            refer[name] = _chosen(prop, said[name])
        else:
            values[own_name(name, views.OF_ENTITY)] = cell(prop, _chosen(prop, said[name]))
    yield Piece(picture.entity_names[head], kind, values, refer)


def _chosen(prop: Property, said: list[tuple[str, int, str]]) -> list[str]:
    """Return all values as they were said, or the one that began last."""
    if prop.many:
        return list(dict.fromkeys(value for _, _, value in sorted(said, key=itemgetter(1))))
    return [max(said, key=lambda one: (first_day(one[0]) if one[0] else "-01-01", one[1]))[2]]


# --- ties


def tie_piece(tie: ResolvedTie, item: Type) -> Piece:
    """Return a resolved tie as a piece of the property graph."""
    lead = tie.lead
    values: dict[str, Cell] = {
        name: value
        for name, value in (
            ("role", tie.role), ("since", tie.since), ("until", tie.until),
            ("since_first", first_day(tie.since) if tie.since else ""),
            ("since_last", last_day(tie.since) if tie.since else ""),
            ("until_first", first_day(tie.until) if tie.until else ""),
            ("until_last", last_day(tie.until) if tie.until else ""),
        )
        if value
    }  # fmt: skip
    refer: dict[str, list[str]] = {}
    for name, prop in item.properties.items():
        value = tie.details.get(name)
        if not value:
            continue
        several = [value] if isinstance(value, str) else list(value)
        if prop.type == "ref":
            refer[name] = several
        else:
            values[own_name(name, views.OF_TIE)] = cell(prop, several)
    return Piece(lead.relationship, lead.type, values, refer, (lead.source, lead.target))


# --- values


def own_name(name: str, taken: Iterable[str]) -> str:
    """Return the name of a property; one that the shape itself uses gets ``own_`` before it."""
    return f"own_{name}" if name in taken else name


def cell(prop: Property, several: list[str]) -> Cell:
    """Return the value of a property: a list where it may have more than one."""
    if prop.type in ("number", "amount"):
        numbers = [_number(text) for text in several]
        return numbers if prop.many else numbers[0]
    if prop.type == "boolean":
        flags = [_TEXT[text] for text in several]
        return flags if prop.many else flags[0]
    return several if prop.many else several[0]


def _number(text: str) -> float:
    return int(text) if text.lstrip("-").isdecimal() and len(text) < 18 else float(text)
