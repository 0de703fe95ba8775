"""The current network as a property graph beside what was said, in the shape of ``cypher/load``.

It is derived: an act changes in its own transaction what it changed in the network; after a large act, and
wherever somebody changed it by hand, it is compared with what it should be and mended. ``_Store.graph`` is
the number of the act that it reflects (-1: it is being mended).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from dtz_network.model.derive import cypher
from dtz_network.model.progress import Progress
from dtz_network.model.resolve import RULE
from dtz_network.model.schema import Schema, Type
from dtz_network.store.neo4j import keeping, layout
from dtz_network.store.neo4j.connection import Connection, Transaction
from dtz_network.store.neo4j.gathering import chunks
from dtz_network.store.neo4j.graph_compared import Difference
from dtz_network.store.neo4j.graph_writing import NAMELESS, SIZE, Key, Writer, drop, write
from dtz_network.store.neo4j.pipeline import Pipeline
from dtz_network.store.property_graph import Piece, pieces
from dtz_network.store.sqlite.live import last
from dtz_network.store.sqlite.session import Session

SHAPE = 1
"""Of what pieces hold; with another one on a server the graph there is made anew."""

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


# --- the whole


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
            f"MATCH ()-[r:{cypher.relationship_name(item.name)}]->() WHERE {NAMELESS.format('r')} DELETE r"
        )
    if item.kind == "entity" or cypher.has_third_ends(item):
        tx.run(f"MATCH (n:{item.name}) WHERE {NAMELESS.format('n')} DETACH DELETE n")


def _set_graph(number: int, published: int, tx: Transaction) -> None:
    """Say which act the graph reflects, unless another act came meanwhile."""
    keeping.lock(tx)
    tx.run(
        "MATCH (s:_Store {one: 1}) WHERE s.published = $published OR $number = -1 SET s.graph = $number",
        number=number, published=published,
    )  # fmt: skip
