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

Key = tuple[int, str, int]
"""A node: its act, what it is about ("" for a tie), and the number of its tie (0 else)."""


def fingerprints(db: Session) -> dict[Key, bytes]:
    """Return for each node that a session would have what is on it, hashed; no value of a person is kept."""
    return {_key(row): _hash(row) for row in _rows(db)}


def write(tx: Transaction, state: State, db: Session, before: dict[Key, bytes]) -> None:
    """Replace on the server what is no longer as it was, and publish the act that made it so."""
    changed = nodes.Batch()
    kept: set[Key] = set()
    refer: dict[Key, list[dict[str, object]]] = {}
    for row in _rows(db, refer):
        key = _key(row)
        if before.get(key) == _hash(row):
            kept.add(key)
        else:
            changed.said.append(row)
            changed.refer += refer.get(key, [])
    _remove(tx, [key for key in before if key not in kept])
    keeping.write(tx, changed)
    keeping.write_acts(tx, acts_after(db, 0))
    records = max(state.records, db.value("SELECT count(*) FROM record"))
    models.take_over(tx, db, state.published)
    keeping.publish(tx, replace(state.after(last(db), records), erasures=state.erasures + 1))


def _rows(
    db: Session, refer: dict[Key, list[dict[str, object]]] | None = None
) -> Iterator[dict[str, object]]:
    content = keeping.content(db, 0)
    whole = next((batch for batch, _ in nodes.batches(content, 1, 1 << 62)), nodes.Batch())
    for row in whole.refer if refer is not None else ():
        key = (row["cs"], "", row["tie"]) if "tie" in row else (row["cs"], row["by"], 0)
        refer.setdefault(key, []).append(row)  # type: ignore[union-attr]
    yield from whole.said


def _key(row: dict[str, object]) -> Key:
    return (row["cs"], row.get("of", ""), 0 if "of" in row else row["first"])  # type: ignore[return-value]


def _hash(row: dict[str, object]) -> bytes:
    return blake2b(json.dumps(row, sort_keys=True).encode(), digest_size=12).digest()


def _remove(tx: Transaction, keys: list[Key]) -> None:
    for some in chunks([{"cs": cs, "of": of} for cs, of, _ in keys if of]):
        tx.run("UNWIND $rows AS row MATCH (s:_Said {of: row.of, cs: row.cs}) DELETE s", rows=some)
        tx.run("UNWIND $rows AS row MATCH (r:_Refer {cs: row.cs, by: row.of}) DELETE r", rows=some)
    for ties in chunks([{"cs": cs, "tie": number} for cs, of, number in keys if not of]):
        tx.run("UNWIND $rows AS row MATCH (s:_Said {first: row.tie, cs: row.cs}) WHERE s.a IS NOT NULL DELETE s",
               rows=ties)  # fmt: skip
        tx.run("UNWIND $rows AS row MATCH (r:_Refer {cs: row.cs, tie: row.tie}) DELETE r", rows=ties)
