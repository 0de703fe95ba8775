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
from tools.neo4j_server import LTS, Release

from . import neo4j_server

SCHEMA = model_schema.shipped()
_open: dict[Release, ServerStore] = {}


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
    with_content = Connection(place, "neo4j", running.password)
    with_content.write(lambda tx: tx.run("MATCH (n) DETACH DELETE n"))
    with_content.close()
    server.open_server(place, "neo4j", running.password, SCHEMA, create=True, clock=clock).close()
    _open[release] = _Closing(Connection(place, "neo4j", running.password), SCHEMA, clock)
    return _open[release]
