"""An empty store of each kind, and its clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dtz_network.store.base import Store
from tests.every_store import MAKERS, Ticking


@pytest.fixture
def clock() -> Ticking:
    return Ticking()


@pytest.fixture(params=sorted(MAKERS))
def make(
    request: pytest.FixtureRequest, tmp_path: Path, clock: Ticking, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], Store]]:
    monkeypatch.setenv("DTZ_KEYS", str(tmp_path / "keys"))
    made: list[Store] = []

    def maker(name: str) -> Store:
        made.append(MAKERS[request.param](tmp_path, name, clock))
        return made[-1]

    yield maker
    for item in made:
        item.close()


@pytest.fixture
def store(make: Callable[[str], Store]) -> Store:
    return make("store")
