"""What all tests share: snapshots of texts that a person has read, and stores of the shipped networks."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from dtz_network.store.base import Store
from dtz_network.workflows import demonstration, stores

_LONGEST = ("test_store_crash.py", "test_store_laws.py", "test_wheel.py")
_SERVERS = {"neo4j_server", "neo4j_stores", "h"}
"""What a module of tests has by which it comes to a server."""
SNAPSHOTS = Path(__file__).parent / "snapshots"
settings.register_profile("untimed", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("untimed")
"""Speed is a benchmark: a busy machine fails no test of a law. Elsewhere each run looks at other examples of a law;
CI looks at the same ones twice, so that what it says is about the change and not about luck."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--snapshot-update``: write the snapshots afresh, to be read before they are committed."""
    parser.addoption("--snapshot-update", action="store_true", help="write snapshots afresh")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes minutes: with more processes nobody waits for it at the end.

    Then comes what asks a Neo4j server: tests beside each other go to the same process, which has its servers warm.
    """
    items.sort(key=lambda item: (item.path.name not in _LONGEST, not _asks_a_server(item)))


def _asks_a_server(item: pytest.Item) -> bool:
    return isinstance(item, pytest.Function) and not _SERVERS.isdisjoint(vars(item.module))


@pytest.fixture
def snapshot(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the snapshot of that name."""

    def compare(name: str, text: str) -> None:
        path = SNAPSHOTS / name
        if request.config.getoption("--snapshot-update"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.exists(), f"no snapshot {name}: run pytest --snapshot-update and read it"
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of its own, with keys, home and settings of its own in it."""
    for name in ("keys", "home", "config"):
        monkeypatch.setenv(f"DTZ_{name.upper()}", str(tmp_path / name))
    return tmp_path


@pytest.fixture(scope="session")
def plan_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with the network of the annual plan; tests only read it."""
    store = stores.open_store(tmp_path_factory.mktemp("plan") / "network.db", create=True)
    demonstration.load_shipped(store, "dutch-techzone")
    yield store
    store.close()


@pytest.fixture(scope="session")
def example_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with the invented example; tests only read it."""
    store = stores.open_store(tmp_path_factory.mktemp("example") / "network.db", create=True)
    demonstration.load_shipped(store, "example")
    yield store
    store.close()
