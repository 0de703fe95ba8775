"""Real Neo4j servers for the tests, started when a test first asks and stopped at the end.

``DTZ_TEST_NEO4J`` and ``DTZ_TEST_NEO4J_PASSWORD`` name a server that runs already (its database is emptied); it is
then taken for the long-term release.
"""

from __future__ import annotations

import atexit
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tools.neo4j_server import CURRENT, LTS, Release, Server, lacking

__all__ = ["CURRENT", "LTS", "Running", "demand", "fresh", "running"]


@dataclass(frozen=True)
class Running:
    """Where a server of the tests answers."""

    uri: str
    password: str


def running(release: Release = LTS) -> Running:
    """Return the one server of a release, started at the first call; without Java or Maven a skip, under CI a failure."""
    if release == CURRENT and os.environ.get("DTZ_REPEATED"):
        pytest.skip("the first run of CI had it")
    return _started(release)


@cache
def _started(release: Release) -> Running:
    if release == LTS and (uri := os.environ.get("DTZ_TEST_NEO4J")):
        return Running(uri, os.environ["DTZ_TEST_NEO4J_PASSWORD"])
    server = fresh(release)
    atexit.register(server.remove)
    server.start()
    return Running(server.uri, server.password)


def fresh(release: Release = LTS, home: Path | None = None, settings: Sequence[str] = ()) -> Server:
    """Return a server of its own for a test, not started yet; the caller removes it."""
    demand(release)
    return Server(release, home, settings, brief=True)


def demand(release: Release = LTS) -> None:
    """Skip the test, under CI fail it, where no server can be started."""
    if missing := lacking(release):
        reason = f"Neo4j {release.version} needs {missing}, which this machine does not have"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
