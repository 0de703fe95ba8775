"""Stores on a real Neo4j server for the tests of all stores.

A Community server has one database, so while one store is open there, a second one is an embedded store:
what goes from one to the other then also goes from one kind of store to the other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from dtz_network.model import schema as model_schema
from dtz_network.store import embedded, server
from dtz_network.store.base import Store
from dtz_network.store.neo4j import address
from dtz_network.store.neo4j.connection import Connection
from dtz_network.store.server import ServerStore

from . import neo4j_server

SCHEMA = model_schema.shipped()
_open: list[ServerStore] = []


class _Closing(ServerStore):
    """A store that tells when it is closed."""

    def close(self) -> None:
        if self in _open:
            _open.remove(self)
        super().close()


def made(folder: Path, name: str, clock: Callable[[], dt.datetime]) -> Store:
    """Return an empty store on the server of the tests, or an embedded one while that is in use."""
    if _open:
        return embedded.open_store(folder / f"{name}.db", SCHEMA, create=True, clock=clock)
    running = neo4j_server.running()
    place = address.parse(running.uri)
    with_content = Connection(place, "neo4j", running.password)
    with_content.write(lambda tx: tx.run("MATCH (n) DETACH DELETE n"))
    with_content.close()
    server.open_server(place, "neo4j", running.password, SCHEMA, create=True, clock=clock).close()
    _open.append(_Closing(Connection(place, "neo4j", running.password), SCHEMA, clock))
    return _open[-1]
