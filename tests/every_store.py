"""Every store there is, made empty for a test, with a clock that can be set."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path

from dtz_network.model import schema as model_schema
from dtz_network.store import embedded
from dtz_network.store.base import Store

from . import neo4j_server, neo4j_stores

SCHEMA = model_schema.shipped()
Clock = Callable[[], dt.datetime]


def make_embedded(folder: Path, name: str, clock: Clock) -> Store:
    return embedded.open_store(folder / f"{name}.db", SCHEMA, create=True, clock=clock)


MAKERS: dict[str, Callable[[Path, str, Clock], Store]] = {
    "embedded": make_embedded,
    "server": neo4j_stores.made,
    "current server": partial(neo4j_stores.made, release=neo4j_server.CURRENT),
}
"""A store that joins here is held to all tests of the contract."""


class Ticking:
    """A clock that stands at ten o'clock until it is set."""

    def __init__(self) -> None:
        self.time = dt.datetime(2026, 3, 1, 10, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.time

    def set(self, text: str) -> None:
        self.time = dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)
