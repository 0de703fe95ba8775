"""Large loads: staged in many transactions under numbers that no reader sees, published in one.

A load that was broken off, here or on the server, goes on where it stopped when the same is loaded
again; the lines of a load and their batches are the same each time. In a store where nothing was published
yet the indexes are made after the load and before it is published.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from dtz_network.errors import RefusedError
from dtz_network.model.progress import Progress
from dtz_network.store.neo4j import keeping, layout, models, nodes
from dtz_network.store.neo4j.connection import Connection, Transaction
from dtz_network.store.neo4j.keeping import LeftoversError, State
from dtz_network.store.neo4j.pipeline import Pipeline
from dtz_network.store.neo4j.working_set import acts_after
from dtz_network.store.sqlite.live import last
from dtz_network.store.sqlite.session import Session

Count = Callable[[int], None]


def pour(connection: Connection, db: Session, progress: Progress | None, count: Count) -> int:
    """Add the acts of a session that the server does not have yet, and return how many.

    Raises:
        RefusedError: the server has acts that the session has not.
    """
    found = connection.read(_state)
    token = f"load:{_value(db, 'id')}:{found.published}:{last(db)}"
    if not connection.read(lambda tx: same_until(tx, db, found)):
        raise RefusedError("stores-diverged", place=connection.address)
    new = last(db) - found.published
    if new:
        stage(connection, db, token, progress, count)
    return new


def same_until(tx: Transaction, db: Session, found: State) -> bool:
    """Return whether all acts on the server are the first ones of the session, none erased since."""
    there = tx.tuples(
        "MATCH (a:_Act) WHERE a.number <= $published RETURN a.number, a.uid, a.erased ORDER BY a.number",
        {"published": found.published},
    )
    here = db.rows("SELECT id, uid, kind = 'erase' FROM changeset WHERE id <= ? ORDER BY id", found.published)
    erased = db.value("SELECT count(*) FROM changeset WHERE kind = 'erase' AND id > ?", found.published)
    return [(n, uid, bool(e)) for n, uid, e in here] == there and (not erased or not found.published)


def stage(connection: Connection, db: Session, token: str, progress: Progress | None, count: Count) -> None:
    """Write what is new in a session in many transactions, then let readers see it in one."""
    found, done = _claimed(connection, token)
    total = _total(db, found.published)
    bare = not found.published and total >= keeping.LARGE
    if bare:
        connection.drop_indexes(layout.INDEXES)
    records, taken = found.records, 0
    with Pipeline() as pipeline:
        batches = nodes.batches(db, found.published, records + 1, keeping.SIZE)
        for number, batch in enumerate(batches, 1):
            taken += batch.lines
            records += batch.records
            if number > done:
                count(len(batch))
                pipeline.add(partial(connection.write, partial(_write, token, batch, number)))
            if progress:
                progress("server", taken, total)
    if bare:
        keeping.index(connection, token)
    connection.write(partial(_publish, token, db, found, records))


def _claimed(connection: Connection, token: str) -> tuple[State, int]:
    try:
        return connection.write(lambda tx: keeping.claim(tx, token))
    except LeftoversError:
        keeping.sweep(connection)
        return connection.write(lambda tx: keeping.claim(tx, token))


def _write(token: str, batch: nodes.Batch, number: int, tx: Transaction) -> None:
    if keeping.staged(tx, token, number):
        keeping.write(tx, batch)


def _publish(token: str, db: Session, found: State, records: int, tx: Transaction) -> None:
    if keeping.state(tx) != found:
        return
    keeping.lock(tx, token)
    fresh = list(acts_after(db, found.published))
    keeping.write_acts(tx, fresh)
    models.take_over(tx, db, found.published)
    ident = _value(db, "id") if not found.published else found.id
    erasures = db.value("SELECT count(*) FROM changeset WHERE kind = 'erase'")
    keeping.publish(tx, State(ident, fresh[-1].number, records, found.graph, erasures))


def _state(tx: Transaction) -> State:
    found = keeping.state(tx)
    assert found is not None  # noqa: S101  an open store has one
    return found


def _total(db: Session, after: int) -> int:
    counted = db.value("SELECT sum(n) FROM extent WHERE cs > ?", after) or 0
    return int(counted + db.value("SELECT count(*) FROM record WHERE cs > ?", after))


def _value(db: Session, name: str) -> str:
    return str(db.value("SELECT value FROM meta WHERE name = ?", name))
