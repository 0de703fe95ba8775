"""The current network as a property graph beside what was said, in the shape of ``cypher/load``.

It is derived: an act changes in its own transaction what it changed in the network; after a large act, and
wherever somebody changed it by hand, it is compared with what it should be and mended. ``_Store.graph`` is
the number of the act that it reflects (-1: it is being mended).
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from dtz_network.model.derive import cypher
from dtz_network.model.progress import Progress
from dtz_network.model.resolve import RULE
from dtz_network.model.schema import Schema, Type
from dtz_network.store.neo4j import keeping, layout, paging
from dtz_network.store.neo4j.connection import Connection, Transaction
from dtz_network.store.neo4j.gathering import chunks
from dtz_network.store.neo4j.pipeline import Pipeline
from dtz_network.store.property_graph import Piece, pieces
from dtz_network.store.sqlite.live import last
from dtz_network.store.sqlite.session import Session

SIZE = 5_000
"""Rows in one transaction while the whole is made."""

SHAPE = 1
"""Of what pieces hold; with another one on a server the graph there is made anew."""

_NAMELESS = "({0}.id IS NULL OR NOT ({0}.id IS :: STRING))"

Key = tuple[str, str]
"""Type and id of a piece."""
Shape = tuple[str, tuple[str, ...]]
"""Type of pieces and the properties that have a value."""
Known = Mapping[Key, Piece]


# --- constraints and indexes


def define(connection: Connection, schema: Schema) -> None:
    """Make the constraints and indexes that the types of a schema ask for, if they are not there.

    A graph that was made in another shape or by other rules is behind from then on.
    """
    wanted = cypher.definitions(schema)
    shape = hashlib.sha256("\n".join([str(SHAPE), RULE, *wanted]).encode()).hexdigest()
    if connection.read(lambda tx: tx.value("MATCH (s:_Store {one: 1}) RETURN s.shape")) == shape:
        return
    connection.define([*wanted, layout.READY])
    connection.write(
        lambda tx: tx.run(
            "MATCH (s:_Store {one: 1}) SET s.shape = $shape, s.graph = CASE WHEN s.published = 0 THEN 0 ELSE -1 END",
            shape=shape,
        )
    )


# --- what an act changes


def known(db: Session, schema: Schema) -> dict[Key, Piece]:
    """Return the pieces of a working set."""
    return {(piece.type, piece.id): piece for piece in pieces(db, schema)}


def change(tx: Transaction, schema: Schema, before: Known, after: Known) -> int:
    """Write what differs, in the transaction of an act, and return how much that was."""
    gone = [piece for key, piece in before.items() if after.get(key) != piece]
    come = [piece for key, piece in after.items() if before.get(key) != piece]
    staying = {piece.id for piece in come if not piece.ends}
    drop(tx, schema, [(p.type, p.id) for p in gone], staying)
    write(tx, schema, come)
    return len(gone) + len(come)


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


# --- the whole


def fingerprint(piece: Piece, item: Type) -> bytes:
    """Return a short fingerprint of a piece; the order of references does not count."""
    refer: dict[str, set[str]] = defaultdict(set)
    for prop in cypher.references(item):
        refer[cypher.reference_name(prop)].update(piece.references.get(prop.name, ()))
    return _fingerprint(piece.values, refer, piece.ends)


def _fingerprint(values: Mapping[str, Any], refer: Mapping[str, Iterable[str]], ends: Iterable[str]) -> bytes:
    named = {name: sorted(ids) for name, ids in refer.items() if ids}
    text = json.dumps([dict(values), named, list(ends)], sort_keys=True, ensure_ascii=False)
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def there(tx: Transaction, schema: Schema) -> Iterator[tuple[Key, bytes]]:
    """Return what stands on the server: type and id of each piece, and its fingerprint.

    What has no id, or lacks a label that it should have, has a fingerprint that fits nothing.
    """
    for item in schema.types.values():
        if item.kind == "relationship":
            yield from _ties_there(tx, item)
        elif not item.abstract:
            yield from _entities_there(tx, schema, item)


def _entities_there(tx: Transaction, schema: Schema, item: Type) -> Iterator[tuple[Key, bytes]]:
    labels = {cypher.ENTITY, *cypher.labels(schema, item)}
    found = tx.stream(f"MATCH (n:{item.name}) RETURN labels(n), properties(n){_collected(item)}")
    for have, values, *refer in found:
        ident = _text(values.pop("id", None))
        right = set(have) == labels
        yield (item.name, ident), _fingerprint(values, _named(item, refer), ()) if right else b""


def _ties_there(tx: Transaction, item: Type) -> Iterator[tuple[Key, bytes]]:
    kind = cypher.relationship_name(item.name)
    nodes = dict(_tie_nodes_there(tx, item)) if cypher.has_third_ends(item) else None
    for ident, values, *ends in _ties_found(tx, kind):
        values.pop("id", None)
        refer: dict[str, list[str]] = {}
        if nodes is not None:
            own, own_ends, refer = nodes.pop(ident, ({}, [], {}))
            if own != values or own_ends != ends:
                yield (item.name, ident), b""
                continue
        yield (item.name, ident), _fingerprint(values, refer, map(str, ends))
    for ident in nodes or ():
        yield (item.name, ident), b""


def _ties_found(tx: Transaction, kind: str) -> Iterator[list[Any]]:
    """Return id, properties and the ids of both ends of all ties of a kind; id "" where it is no text."""
    yield from paging.pages(
        tx,
        f"MATCH (a)-[r:{kind}]->(b) WHERE r.id >= $begin WITH a, r, b ORDER BY r.id LIMIT $size"
        " RETURN collect([r.id, properties(r), a.id, b.id])",
    )
    for row in tx.stream(
        f"MATCH (a)-[r:{kind}]->(b) WHERE {_NAMELESS.format('r')} RETURN '', properties(r), a.id, b.id"
    ):
        yield list(row)


def _tie_nodes_there(tx: Transaction, item: Type) -> Iterator[tuple[str, tuple[Any, Any, Any]]]:
    assert item.source is not None and item.target is not None  # noqa: S101, PT018  the schema sees to it
    a, b = (cypher.end_name(item, end.name) for end in (item.source, item.target))
    for values, ends, *refer in tx.stream(
        f"MATCH (n:{item.name}) RETURN properties(n), [(x)-[:{a}]->(n) | x.id] + [(n)-[:{b}]->(y) | y.id]"
        f"{_collected(item)}"
    ):
        yield _text(values.pop("id", None)), (values, ends, _named(item, refer))


def _text(ident: object) -> str:
    """Return an id; "" for what somebody made by hand without one, or with one that is no text."""
    return ident if isinstance(ident, str) else ""


def _collected(item: Type) -> str:
    return "".join(
        f", [(n)-[x:{kind}]->(m) WHERE x.id IS NULL | coalesce(m.id, '')]" for kind in _reference_names(item)
    )


def _reference_names(item: Type) -> list[str]:
    return list(dict.fromkeys(cypher.reference_name(prop) for prop in cypher.references(item)))


def _named(item: Type, found: list[list[str]]) -> dict[str, list[str]]:
    return dict(zip(_reference_names(item), found, strict=True))


def size(tx: Transaction, schema: Schema) -> tuple[int, int]:
    """Return how many entities and ties stand on the server."""
    also = {name for item in schema.types.values() for name in _reference_names(item)}
    ties = 0
    for item in schema.relationship_types():
        kind = cypher.relationship_name(item.name)
        where = " WHERE r.id IS NOT NULL" if kind in also else ""
        ties += tx.value(f"MATCH ()-[r:{kind}]->(){where} RETURN count(r)")
    return tx.value(f"MATCH (n:{cypher.ENTITY}) RETURN count(n)"), ties


class Difference:
    """What should be on the server and is not, and the other way round; made while both are read."""

    def __init__(self, tx: Transaction, schema: Schema) -> None:
        self._types = schema.types
        self._there: dict[Key, bytes] = {}
        for key, found in there(tx, schema):
            self._there[key] = b"" if key in self._there else found

    def missing(self, wanted: Iterable[Piece]) -> Iterator[Piece]:
        """Return the pieces that are not there as they should be; others than these remain in ``surplus``."""
        for piece in wanted:
            key = (piece.type, piece.id)
            if self._there.get(key) == fingerprint(piece, self._types[piece.type]):
                del self._there[key]
            else:
                yield piece

    @property
    def surplus(self) -> list[Key]:
        """What is there and should not be, or should be otherwise; complete once all wanted ones were seen."""
        return list(self._there)


def differences(tx: Transaction, db: Session, schema: Schema) -> tuple[int, int]:
    """Return how many pieces are missing or other than they should be, and how many should not be there."""
    found = Difference(tx, schema)
    missing = {(piece.type, piece.id) for piece in found.missing(pieces(db, schema))}
    return len(missing), len(set(found.surplus) - missing)


def mend(
    connection: Connection, db: Session, schema: Schema, progress: Progress | None = None,
    count: Callable[[int], object] = bool,
) -> None:  # fmt: skip
    """Make the property graph what a session says it should be, in many small transactions."""
    number, indexes = last(db), cypher.definitions(schema)
    if connection.read(_is_broken_off):
        connection.define(indexes)
    connection.write(partial(_set_graph, -1, number))
    missing = _cleared(connection, db, schema, count)
    total, done = len(missing) if missing is not None else _size(db), 0
    bare = missing is None and total >= keeping.LARGE
    if bare:
        connection.drop_indexes(indexes)

    def run(statement: str, rows: list[Any]) -> None:
        nonlocal done
        pipeline.add(lambda: connection.write(lambda tx: tx.run(statement, rows=rows)))
        count(len(rows))
        done += len(rows)
        if progress:
            progress("graph", min(done, total), total)

    with Pipeline() as pipeline:
        writer = Writer(schema, run, afresh=missing is None)
        for piece in pieces(db, schema):
            if missing is None or (piece.type, piece.id) in missing:
                writer.add(piece)
        writer.finish()
    if bare:
        connection.define([*indexes, layout.READY])
    connection.write(partial(_set_graph, number, number))


def _cleared(
    connection: Connection, db: Session, schema: Schema, count: Callable[[int], object]
) -> set[Key] | None:
    """Take away what should not be there, and return what is missing (None: all, nothing was there)."""
    if connection.read(_nothing_there):
        return None
    found = connection.read(lambda tx: Difference(tx, schema))
    if not found.surplus:
        return None
    missing = {(piece.type, piece.id) for piece in found.missing(pieces(db, schema))}
    staying = {ident for _, ident in missing}
    for some in chunks(found.surplus, SIZE):
        connection.write(partial(_dropped, schema, some, staying))
        count(len(some))
    return missing


def _nothing_there(tx: Transaction) -> bool:
    """Return whether only what was said is there; the server knows how many nodes it has without looking.

    Asking for the pieces of each type, of which there are none, is a quarter of a push of 100,000 ties.
    """
    said = sum(tx.value(f"MATCH (n:{label}) RETURN count(n)") for label in layout.LABELS)
    everything: int = tx.value("MATCH (n) RETURN count(n)")
    return everything == said and not tx.value("MATCH ()-[r]->() RETURN count(r)")


def _is_broken_off(tx: Transaction) -> bool:
    """Return whether the graph was being made: its indexes may be lacking then."""
    found = keeping.state(tx)
    return found is not None and found.graph == -1


def _size(db: Session) -> int:
    entities = db.value("SELECT count(DISTINCT rec) FROM fact WHERE top = 1")
    return int(entities + db.value("SELECT count(*) FROM tie WHERE top = 2"))


def _dropped(schema: Schema, gone: list[Key], staying: set[str], tx: Transaction) -> None:
    drop(tx, schema, gone, staying)
    for item in schema.types.values():
        if any(kind == item.name and not ident for kind, ident in gone):
            _drop_nameless(tx, item)


def _drop_nameless(tx: Transaction, item: Type) -> None:
    if item.kind == "relationship":
        tx.run(
            f"MATCH ()-[r:{cypher.relationship_name(item.name)}]->() WHERE {_NAMELESS.format('r')} DELETE r"
        )
    if item.kind == "entity" or cypher.has_third_ends(item):
        tx.run(f"MATCH (n:{item.name}) WHERE {_NAMELESS.format('n')} DETACH DELETE n")


def _set_graph(number: int, published: int, tx: Transaction) -> None:
    """Say which act the graph reflects, unless another act came meanwhile."""
    keeping.lock(tx)
    tx.run(
        "MATCH (s:_Store {one: 1}) WHERE s.published = $published OR $number = -1 SET s.graph = $number",
        number=number, published=published,
    )  # fmt: skip
