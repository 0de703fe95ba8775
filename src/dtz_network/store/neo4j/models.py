"""The model files of the bureau that a store on a server carries, in the order in which they came."""

from __future__ import annotations

from collections.abc import Sequence

from dtz_network.model.schema import Schema
from dtz_network.store import model_files
from dtz_network.store.neo4j import gathering
from dtz_network.store.neo4j.connection import Connection, Transaction
from dtz_network.store.sqlite.session import Session


def adopt(connection: Connection, schema: Schema) -> Schema:
    """Keep the schema's model files on the server, and return it with those that only the server has."""
    there = {path: text for _, path, text in connection.read(gathering.models)}
    fresh = [(None, path, text) for path, text in sorted(schema.files.items()) if there.get(path) != text]
    if fresh:
        connection.write(lambda tx: keep(tx, fresh))
    return model_files.extended(schema, there)


def take_over(tx: Transaction, db: Session, published: int) -> None:
    """Add the model files of a session that came after an act; to an empty store all of them."""
    rows = db.rows(
        "SELECT after, path, text FROM model WHERE after > ? OR ? = 0 ORDER BY id", published, published
    )
    if not published:
        tx.run("MATCH (m:_Model) DELETE m")
    keep(tx, rows)


def keep(tx: Transaction, files: Sequence[tuple[int | None, str, str]]) -> None:
    """Add model files, each after an act (None: the last one)."""
    tx.run(
        "MATCH (s:_Store {one: 1}) OPTIONAL MATCH (m:_Model) WITH s, coalesce(max(m.number), 0) AS last"
        " UNWIND range(0, size($files) - 1) AS place WITH s, last, place, $files[place] AS file"
        " CREATE (:_Model {number: last + place + 1, after: coalesce(file[0], s.published),"
        " path: file[1], text: file[2]})",
        files=[list(file) for file in files],
    )
