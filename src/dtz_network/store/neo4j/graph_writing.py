"""Pieces of the property graph are written and taken away, in batches of one type."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from dtz_network.model.derive import cypher
from dtz_network.model.schema import Schema, Type
from dtz_network.store.neo4j.connection import Transaction
from dtz_network.store.neo4j.gathering import chunks
from dtz_network.store.property_graph import Piece

SIZE = 5_000
"""Rows in one transaction while the whole is made."""

NAMELESS = "({0}.id IS NULL OR NOT ({0}.id IS :: STRING))"
"""Of what somebody made by hand without an id, or with one that is no text."""

Key = tuple[str, str]
"""Type and id of a piece."""
Shape = tuple[str, tuple[str, ...]]
"""Type of pieces and the properties that have a value."""


def write(tx: Transaction, schema: Schema, come: Iterable[Piece]) -> None:
    """Write pieces, entities first; those that are there are replaced."""
    writer = Writer(schema, lambda statement, rows: tx.run(statement, rows=rows))
    for piece in come:
        writer.add(piece)
    writer.finish()


class Writer:
    """Writes pieces in batches of one type: entities, then what they refer to, then ties."""

    def __init__(
        self, schema: Schema, run: Callable[[str, list[Any]], None], *, afresh: bool = False
    ) -> None:
        """With ``afresh`` nothing of it is there yet, so that nothing needs to be looked for."""
        self._schema, self._run, self._statement = schema, run, cypher.added if afresh else cypher.nodes
        self._waiting: dict[Shape, list[list[Any]]] = defaultdict(list)
        self._referring: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._entities = True

    def add(self, piece: Piece) -> None:
        """Write a piece, now or with the next ones; after the first tie there are no more entities."""
        if piece.ends and self._entities:
            self.finish()
            self._entities = False
        shape = (piece.type, piece.shape)
        rows = self._waiting[shape]
        rows.append(piece.row())
        if not piece.ends and cypher.references(self._schema.types[piece.type]):
            self._referring[piece.type].append({"id": piece.id, "references": dict(piece.references)})
        if len(rows) >= SIZE:
            self._flush(shape)

    def finish(self) -> None:
        """Write what is waiting."""
        for shape in [*self._waiting]:
            self._flush(shape)
        for kind, rows in self._referring.items():
            for some in chunks(rows, SIZE):
                self._run(cypher.refer(self._schema.types[kind]), some)
        self._referring.clear()

    def _flush(self, shape: Shape) -> None:
        if rows := self._waiting.pop(shape, None):
            kind, keys = shape
            self._run(self._statement(self._schema, self._schema.types[kind], cypher.Row.listed(keys)), rows)


def drop(tx: Transaction, schema: Schema, gone: Iterable[Key], staying: Iterable[str] = ()) -> None:
    """Take pieces away; an entity that stays as another type or with other values only loses its labels."""
    by_type: dict[str, list[str]] = defaultdict(list)
    for kind, ident in gone:
        by_type[kind].append(ident)
    kept = set(staying)
    for item in schema.types.values():
        ids = by_type.get(item.name, [])
        for some in chunks(ids, SIZE):
            for statement in _dropping(schema, item):
                tx.run(statement, ids=[x for x in some if x not in kept] if item.kind == "entity" else some,
                       kept=[x for x in some if x in kept])  # fmt: skip


def _dropping(schema: Schema, item: Type) -> list[str]:
    if item.kind == "entity":
        return [
            f"UNWIND $ids AS id MATCH (n:{item.name} {{id: id}}) DETACH DELETE n",
            f"UNWIND $kept AS id MATCH (n:{cypher.ENTITY} {{id: id}}) REMOVE n:{':'.join(cypher.labels(schema, item))}",
        ]
    kind = cypher.relationship_name(item.name)
    made = [f"UNWIND $ids AS id MATCH ()-[r:{kind} {{id: id}}]->() DELETE r"]
    if cypher.has_third_ends(item):
        made.append(f"UNWIND $ids AS id MATCH (n:{item.name} {{id: id}}) DETACH DELETE n")
    return made
