"""Writing acts: in one transaction, or staged in many under a number that no reader sees yet."""

from __future__ import annotations

import getpass
import json
import os
import platform
import secrets
import sys
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from dtz_network.errors import RefusedError, StoreError
from dtz_network.store.neo4j import layout, nodes
from dtz_network.store.neo4j.connection import Connection, Transaction
from dtz_network.store.neo4j.gathering import chunks
from dtz_network.store.neo4j.working_set import Act

SIZE = 5_000
"""Lines in one statement and, when staged, in one transaction."""
LARGE = 20_000
"""From so many lines on a fresh store is quicker filled without indexes, which are then made at once."""
STALE = 60_000
"""Milliseconds after which a loader who no longer writes is taken for gone."""


@dataclass(frozen=True)
class State:
    """Where a store stands.

    Attributes:
        id: of the store.
        published: the last act that readers see.
        records: how many records were given a number.
        graph: the act that the current network on the server reflects (-1: being rebuilt).
        erasures: how many there were; what was read before another one is read anew.
    """

    id: str
    published: int
    records: int
    graph: int
    erasures: int

    def after(self, published: int, records: int) -> State:
        """Return where the store stands once an act is published; a graph that was in step stays so."""
        graph = published if self.graph == self.published else self.graph
        return State(self.id, published, records, graph, self.erasures)

    def says_the_same(self, other: State) -> bool:
        """Return whether the same was said in both, whatever the property graph reflects."""
        return (self.id, self.published, self.erasures) == (other.id, other.published, other.erasures)


_STATE = (
    "s.id AS id, s.published AS published, s.records AS records, s.graph AS graph, s.erasures AS erasures"
)


def state(tx: Transaction) -> State | None:
    """Return where the store stands; None where there is none.

    Raises:
        StoreError: it was made by a newer version.
    """
    rows = tx.rows(f"MATCH (s:_Store {{one: 1}}) RETURN {_STATE}, s.format AS format")
    if not rows:
        return None
    found = rows[0].pop("format")
    if found > layout.FORMAT:
        raise StoreError("store-newer", path=f"_Store {rows[0]['id']}", found=found, known=layout.FORMAT)
    if found < layout.FORMAT:
        raise StoreError("server-older", id=rows[0]["id"], found=found, known=layout.FORMAT)
    return State(**rows[0])


class LeftoversError(Exception):
    """Somebody who was loading is gone; what is left of it must be swept away first."""


def lock(tx: Transaction, token: str = "") -> State:
    """Return where the store stands, and let nobody else write until the transaction ends.

    Raises:
        StoreError: somebody is loading (and is not ``token``).
        LeftoversError: somebody was.
    """
    rows = tx.rows(
        f"MATCH (s:_Store {{one: 1}}) SET s.turn = coalesce(s.turn, 0) + 1 RETURN {_STATE}, s.stage AS stage,"
        " s.stage_who AS who, timestamp() - coalesce(s.stage_at, 0) AS silent"
    )
    if not rows:
        raise StoreError("server-gone")
    stage, who, silent = (rows[0].pop(name) for name in ("stage", "who", "silent"))
    if stage and stage != token:
        if silent < STALE and not _is_gone(who):
            raise StoreError("server-loading", owner=who)
        raise LeftoversError
    return State(**rows[0])


def claim(tx: Transaction, token: str) -> tuple[State, int]:
    """Begin to load, or go on: return where the store stands and how many batches are there already."""
    found = lock(tx, token)
    tx.run(
        "MATCH (s:_Store {one: 1}) SET s.stage = $token, s.stage_who = $who, s.stage_at = timestamp()",
        token=token, who=me(),
    )  # fmt: skip
    return found, tx.value("MATCH (s:_Store {one: 1}) RETURN coalesce(s.stage_done, 0)")


def staged(tx: Transaction, token: str, done: int) -> bool:
    """Note how many batches are there; return False if that was noted before.

    Raises:
        StoreError: somebody else took over.
    """
    lock(tx, token)
    mine = tx.value("MATCH (s:_Store {one: 1}) RETURN s.stage = $token AND coalesce(s.stage_done, 0) < $done",
                    token=token, done=done)  # fmt: skip
    if mine is None:
        raise StoreError("server-taken-over")
    tx.run("MATCH (s:_Store {one: 1}) SET s.stage_at = timestamp(), s.stage_done = $done", done=done)
    return bool(mine)


def sweep(connection: Connection) -> None:
    """Take away what somebody left who was loading and is gone, in many small steps."""
    token = f"sweep:{secrets.token_hex(6)}"

    def take_over(tx: Transaction) -> None:
        with suppress(LeftoversError):
            lock(tx)
        tx.run(
            "MATCH (s:_Store {one: 1}) SET s.stage = $token, s.stage_who = $who, s.stage_at = timestamp(),"
            " s.stage_done = null",
            token=token, who=me(),
        )  # fmt: skip

    connection.write(take_over)
    for label, number in (("_Said", "cs"), ("_Ties", "cs"), ("_Act", "number")):
        statement = (
            f"MATCH (s:_Store {{one: 1}}) MATCH (n:{label}) WHERE n.{number} > s.published"
            " WITH s, n LIMIT 10000 DELETE n SET s.stage_at = timestamp() RETURN count(n)"
        )
        while connection.write(partial(_value, statement)):
            pass
    index(connection, token)
    connection.write(lambda tx: unclaim(tx, token))


def index(connection: Connection, token: str = "") -> None:
    """Make the indexes over what was said, those that are not there, and wait for them as the loader ``token``."""
    connection.define([*layout.INDEXES])
    while connection.read(partial(_value, _UNFINISHED)):
        if token:
            connection.write(partial(_still_there, token))
        time.sleep(0.5)
    connection.define([layout.READY])


_UNFINISHED = "SHOW INDEXES YIELD state WHERE state = 'POPULATING' RETURN count(*)"


def _still_there(token: str, tx: Transaction) -> None:
    lock(tx, token)
    tx.run("MATCH (s:_Store {one: 1}) SET s.stage_at = timestamp()")


def unclaim(tx: Transaction, token: str) -> None:
    """End loading without having published anything."""
    lock(tx, token)
    tx.run(
        "MATCH (s:_Store {one: 1}) SET s.stage = null, s.stage_at = null, s.stage_who = null, s.stage_done = null"
    )


def _value(statement: str, tx: Transaction) -> int:
    return int(tx.value(statement) or 0)


def me() -> str:
    """Return who is writing: user, machine and process."""
    return f"{_user()} ({platform.node()}, {os.getpid()})"


def _is_gone(who: str) -> bool:
    """Return whether a process of this machine is known to run no longer."""
    if sys.platform == "win32":  # signal 0 asks whether a process runs; there it would interrupt it
        return False
    host, _, pid = who.rpartition("(")[2].rstrip(")").rpartition(", ")
    if host != platform.node() or not pid.isdecimal() or int(pid) == os.getpid():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "?"


def write(tx: Transaction, batch: nodes.Batch) -> None:
    """Write the nodes of a batch."""
    for label, rows in (("_Said", batch.said), ("_Ties", batch.ties)):
        for keys, cells in _by_shape(rows).items():
            values = ", ".join(f"{key}: row[{place}]" for place, key in enumerate(keys))
            for some in chunks(cells, SIZE):
                tx.run(f"UNWIND $rows AS row CREATE (:{label} {{{values}}})", rows=some)


def _by_shape(rows: Iterable[Mapping[str, object]]) -> dict[tuple[str, ...], list[list[object]]]:
    """Return rows as lists by the properties that they have: names sent once are sent faster."""
    found: dict[tuple[str, ...], list[list[object]]] = {}
    for row in rows:
        found.setdefault(tuple(row), []).append(list(row.values()))
    return found


def write_acts(tx: Transaction, acts: Iterable[Act], token: str = "") -> None:
    """Write acts, or write them anew."""
    rows = (
        {
            "number": act.number, "uid": act.uid, "erased": act.erased, "heads": list(act.heads),
            "counts": json.dumps(dict(act.counts)), "token": token,
        }
        for act in acts
    )  # fmt: skip
    for some in chunks(rows, 1_000):
        tx.run("UNWIND $rows AS row MERGE (a:_Act {number: row.number}) SET a += row", rows=some)


def publish(tx: Transaction, found: State) -> None:
    """Let readers see the acts up to ``found.published``."""
    tx.run(
        "MATCH (s:_Store {one: 1}) SET s.id = $id, s.published = $published, s.records = $records, s.graph = $graph,"
        " s.erasures = $erasures, s.stage = null, s.stage_at = null, s.stage_who = null, s.stage_done = null",
        id=found.id, published=found.published, records=found.records, graph=found.graph, erasures=found.erasures,
    )  # fmt: skip


def done(tx: Transaction, token: str) -> int | None:
    """Return the number of the act that a token stands on: it was stored, only the answer was lost."""
    number = tx.value("MATCH (a:_Act {token: $token}) RETURN a.number", token=token)
    return None if number is None else int(number)


def prepare(connection: Connection, ident: str) -> None:
    """Lay a store out in an empty database.

    Raises:
        RefusedError: there is something else in it.
    """
    if connection.read(lambda tx: tx.value("MATCH (n) RETURN 1 LIMIT 1")) is not None:
        raise RefusedError("server-other-content", place=connection.address)
    connection.define([*layout.CONSTRAINTS, *layout.INDEXES, layout.READY])
    connection.write(partial(begin, ident))


def begin(ident: str, tx: Transaction) -> None:
    """Write that there is a store, in which nothing was said yet."""
    tx.run(
        "MERGE (s:_Store {one: 1}) ON CREATE SET s.id = $id, s.format = $format, s.published = 0,"
        " s.records = 0, s.graph = 0, s.erasures = 0",
        id=ident, format=layout.FORMAT,
    )  # fmt: skip
