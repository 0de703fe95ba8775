"""Erasure on a server: what an erasure changed in a working set is replaced on the server, in one transaction."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from hashlib import blake2b

from dtz_network.store.neo4j import keeping, models, nodes
from dtz_network.store.neo4j.connection import Transaction
from dtz_network.store.neo4j.gathering import chunks
from dtz_network.store.neo4j.keeping import State
from dtz_network.store.neo4j.working_set import acts_after
from dtz_network.store.sqlite.live import last
from dtz_network.store.sqlite.session import Session

Key = tuple[int, str | int]
"""A node: its act, and what it is about or the block of its ties."""


def fingerprints(db: Session) -> dict[Key, bytes]:
    """Return for each node that a session would have what is on it, hashed; no value of a person is kept."""
    return {_key(row): _hash(row) for row in _rows(db)}


def write(tx: Transaction, state: State, db: Session, before: dict[Key, bytes]) -> None:
    """Replace on the server what is no longer as it was, and publish the act that made it so."""
    changed = nodes.Batch()
    kept: set[Key] = set()
    for row in _rows(db):
        key = _key(row)
        if before.get(key) == _hash(row):
            kept.add(key)
        else:
            (changed.ties if "block" in row else changed.said).append(row)
    _remove(tx, [key for key in before if key not in kept])
    keeping.write(tx, changed)
    keeping.write_acts(tx, acts_after(db, 0))
    records = max(state.records, db.value("SELECT count(*) FROM record"))
    models.take_over(tx, db, state.published)
    keeping.publish(tx, replace(state.after(last(db), records), erasures=state.erasures + 1))


def _rows(db: Session) -> Iterator[nodes.Row]:
    for batch in nodes.batches(db, 0, 1, keeping.SIZE):
        yield from batch.said
        yield from batch.ties


def _key(row: nodes.Row) -> Key:
    return row["cs"], row["block"] if "block" in row else row["of"]


def _hash(row: nodes.Row) -> bytes:
    return blake2b(json.dumps(row, sort_keys=True).encode(), digest_size=12).digest()


def _remove(tx: Transaction, keys: list[Key]) -> None:
    for some in chunks(key for key in keys if isinstance(key[1], str)):
        tx.run("UNWIND $keys AS key MATCH (s:_Said {cs: key[0], of: key[1]}) DELETE s", keys=some)
    for some in chunks(key for key in keys if isinstance(key[1], int)):
        tx.run("UNWIND $keys AS key MATCH (t:_Ties {cs: key[0], block: key[1]}) DELETE t", keys=some)
