"""Stores on a real Neo4j server for the tests of all stores.

A Community server has one database, so while one store is open there, a second one is an embedded store:
what goes from one to the other then also goes from one kind of store to the other.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable
from pathlib import Path

from dtz_network.model import schema as model_schema
from dtz_network.store import embedded, server
from dtz_network.store.base import Store
from dtz_network.store.neo4j import address, keeping
from dtz_network.store.neo4j.connection import Connection, Transaction
from dtz_network.store.server import ServerStore
from tools.neo4j_server import LTS, Release

from . import neo4j_server

SCHEMA = model_schema.shipped()
_open: dict[Release, ServerStore] = {}
_laid_out: dict[Release, frozenset[str]] = {}


class _Closing(ServerStore):
    """A store that tells when it is closed."""

    def close(self) -> None:
        for release in [release for release, store in _open.items() if store is self]:
            del _open[release]
        super().close()


def made(folder: Path, name: str, clock: Callable[[], dt.datetime], release: Release = LTS) -> Store:
    """Return an empty store on a server of the tests, or an embedded one while that is in use."""
    if release in _open:
        return embedded.open_store(folder / f"{name}.db", SCHEMA, create=True, clock=clock)
    running = neo4j_server.running(release)
    place = address.parse(running.uri)
    connection = Connection(place, "neo4j", running.password)
    shape, indexes = connection.read(_layout)
    connection.write(lambda tx: tx.run("MATCH (n) DETACH DELETE n"))
    if shape and indexes == _laid_out.get(release):
        connection.write(lambda tx: _begin(tx, shape))
        _open[release] = _Closing(connection, SCHEMA, clock)
        return _open[release]
    connection.close()
    server.open_server(place, "neo4j", running.password, SCHEMA, create=True, clock=clock).close()
    _open[release] = _Closing(Connection(place, "neo4j", running.password), SCHEMA, clock)
    _laid_out[release] = _open[release]._server.read(_layout)[1]
    return _open[release]


def _layout(tx: Transaction) -> tuple[str, frozenset[str]]:
    """Return for which types a server is laid out, "" for none, and which indexes it has."""
    names = frozenset(name for (name,) in tx.tuples("SHOW INDEXES YIELD name RETURN name", {}))
    return str(tx.value("MATCH (s:_Store {one: 1}) RETURN s.shape") or ""), names


def _begin(tx: Transaction, shape: str) -> None:
    """Begin a store on a server that is laid out as the one before was: making all indexes anew takes a second."""
    keeping.begin(secrets.token_hex(8), tx)
    tx.run("MATCH (s:_Store {one: 1}) SET s.shape = $shape", shape=shape)
