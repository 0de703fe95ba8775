"""Client and server are killed, ten times each at random moments of a large load: nothing is lost or doubled."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dtz_network.errors import DtzError, StoreError
from dtz_network.store import embedded, server
from dtz_network.store.neo4j import address
from dtz_network.store.server import ServerStore
from dtz_network.workflows import transfer

from . import neo4j_server, neo4j_stores
from . import store_histories as h
from .test_property_graph import SCHEMA
from .test_store_server import people

pytestmark = pytest.mark.skipif("DTZ_REPEATED" in os.environ, reason="the first run of CI had it")
KILLS = 10
STARTS = 6
"""Times that the server is killed: each costs a start, the half of all that these tests take."""
LOADER = """
import sys
from pathlib import Path
from dtz_network.model import schema
from dtz_network.store import server
from dtz_network.store.neo4j import address
import os
store = server.open_server(address.parse(sys.argv[1]), "neo4j", os.environ["DTZ_NEO4J_PASSWORD"], schema.shipped(), create=True)
print("loading", flush=True)
if sys.argv[3] == "load" and not store.changesets():
    with Path(sys.argv[2]).open(encoding="utf-8") as lines:
        store.load_dump(line.rstrip("\\n") for line in lines)
elif sys.argv[3] == "mirror":
    store.rebuild()
print("loaded", flush=True)
"""


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A full dump of some acts, large and small."""
    folder = tmp_path_factory.mktemp("dump")
    store = embedded.open_store(folder / "from.db", SCHEMA, create=True)
    store.apply(people(["Jan", "Ans"], "klein"))
    store.apply(people([f"Persoon {n}" for n in range(6_000)], "groot"))
    store.apply(people(["Piet"], "na"))
    store.apply(people([f"Iemand {n}" for n in range(3_000)], "later"))
    path = folder / "dump.jsonl"
    path.write_text("".join(f"{line}\n" for line in store.dump()), encoding="utf-8")
    store.close()
    return path


def loader(uri: str, password: str, dump: Path, what: str = "load") -> subprocess.Popen[str]:
    """Start a client of its own and wait until it begins."""
    variables = {**os.environ, "DTZ_NEO4J_PASSWORD": password, "PYTHONPATH": os.pathsep.join(sys.path)}
    words = (sys.executable, "-c", LOADER, uri, str(dump), what)
    started = subprocess.Popen(
        words, env=variables, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert started.stdout is not None
    assert started.stdout.readline() == "loading\n", started.stderr.read() if started.stderr else ""
    return started


@contextmanager
def reading(open_one: Callable[[], ServerStore], seen: set[int]) -> Iterator[None]:
    """Look all the time how many entities there are, also while the server comes and goes."""
    stop = threading.Event()

    def look() -> None:
        while not stop.is_set():
            try:
                store = open_one()
                try:
                    while not stop.is_set():
                        seen.add(len(store.load().entities))
                        time.sleep(1.5)
                finally:
                    store.close()
            except DtzError:
                time.sleep(0.2)

    looking = threading.Thread(target=look)
    looking.start()
    try:
        yield
    finally:
        stop.set()
        looking.join()


def test_a_client_that_is_killed_costs_nothing(
    dump: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DTZ_KEYS", str(tmp_path / "keys"))
    running, pick, seen = neo4j_server.running(), random.Random(time.time_ns()), set[int]()
    neo4j_stores.made(tmp_path, "any", h.Clock()).close()
    place = address.parse(running.uri)

    def opened() -> ServerStore:
        return server.open_server(place, "neo4j", running.password, SCHEMA)

    killed, finished = 0, 0
    with reading(opened, seen):
        while killed < KILLS:
            client = loader(running.uri, running.password, dump, "mirror" if finished else "load")
            try:
                client.communicate(timeout=pick.uniform(0.0, 3.0))
                finished += 1
            except subprocess.TimeoutExpired:
                client.kill()
                client.communicate()
                killed += 1
        store = opened()
        lines = dump.read_text(encoding="utf-8").splitlines()
        if not store.changesets():
            store.load_dump(lines)
        store.rebuild()
    assert list(store.dump()) == lines
    assert store.check() == []
    assert seen <= {0, 9_003}
    store.close()


def test_a_server_that_is_killed_costs_nothing(
    dump: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DTZ_KEYS", str(tmp_path / "keys"))
    pick, seen = random.Random(time.time_ns()), set[int]()
    one = neo4j_server.fresh()
    place, lines = address.parse(one.uri), dump.read_text(encoding="utf-8").splitlines()
    try:
        one.start()

        def opened() -> ServerStore:
            return server.open_server(place, "neo4j", one.password, SCHEMA)

        with reading(opened, seen):
            client = loader(one.uri, one.password, dump)
            for _ in range(STARTS):
                time.sleep(pick.uniform(0.0, 2.5))
                one.kill()
                one.start()
                if client.poll() is not None:
                    client = loader(one.uri, one.password, dump, "mirror" if opened_acts(opened) else "load")
            client.communicate(timeout=120)
        store = opened()
        if not store.changesets():
            store.load_dump(lines)
        store.rebuild()
        assert list(store.dump()) == lines
        assert store.check() == []
        assert seen <= {0, 9_003}
        store.apply(people(["Daarna"], "daarna"))
        assert len(store.load().entities) == 9_004
        store.close()
    finally:
        one.remove()


def opened_acts(opened: Callable[[], ServerStore]) -> int:
    store = opened()
    try:
        return len(store.changesets())
    finally:
        store.close()


def test_a_server_that_may_only_be_read_is_read_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DTZ_KEYS", str(tmp_path / "keys"))
    one = neo4j_server.fresh()
    try:
        one.start()
        place = address.parse(one.uri)
        store = server.open_server(place, "neo4j", one.password, SCHEMA, create=True)
        store.apply(people(["Jan"]))
        store.close()
        one.stop()
        one.configure(["server.databases.default_to_read_only=true"])
        one.start()
        store = server.open_server(place, "neo4j", one.password, SCHEMA)
        assert [e.name for e in store.load().entities.values()] == ["Jan"]
        with pytest.raises(StoreError) as caught:
            store.apply(people(["Ans"], "later"))
        assert caught.value.key == "server-read-only"
        assert store.check() == []
        store.close()
    finally:
        one.remove()


def test_a_push_to_a_fresh_server_is_free_of_the_bytes_of_an_erased_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DTZ_KEYS", str(tmp_path / "keys"))
    file = embedded.open_store(tmp_path / "from.db", SCHEMA, create=True)
    file.apply(people(["Jan Voorbeeld", "Quirijn Xerxesma"]))
    (person,) = file.find("Quirijn")
    file.erase([person.id], who="tester")
    one = neo4j_server.fresh()
    try:
        one.start()
        store = server.open_server(address.parse(one.uri), "neo4j", one.password, SCHEMA, create=True)
        transfer.push(file, store)
        assert list(store.dump()) == list(file.dump())
        store.close()
        one.stop()
        found = {name: in_files(one.home / "data", name) for name in ("Voorbeeld", "Xerxesma")}
        assert found == {"Voorbeeld": True, "Xerxesma": False}
    finally:
        one.remove()
    file.close()


def in_files(folder: Path, name: str) -> bool:
    """Return whether a name stands in any file, as the server may write it."""
    looked_for = [form.encode(code) for form in (name, name.lower()) for code in ("utf-8", "utf-16-le")]
    contents = (path.read_bytes() for path in folder.rglob("*") if path.is_file())
    return any(form in content for content in contents for form in looked_for)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 120 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ("mount", "-t", "tmpfs", "-o", "size=120m", "tmpfs", str(folder))
    if sys.platform != "linux" or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("making a small disk needs Linux and the right to mount")
    yield folder
    subprocess.run(("umount", str(folder)), check=False)


def test_a_full_disk_of_the_server_is_told(
    small_disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DTZ_KEYS", str(tmp_path / "keys"))
    one = neo4j_server.fresh(home=small_disk / "home", settings=["db.tx_log.preallocate=false"])
    try:
        one.start()
        store = server.open_server(address.parse(one.uri), "neo4j", one.password, SCHEMA, create=True)
        store.apply(people(["Jan"]))
        room = shutil.disk_usage(small_disk).free
        (small_disk / "ballast").write_bytes(bytes(room - 300_000))
        with pytest.raises(StoreError) as caught:
            store.apply(people([f"Persoon {n}" for n in range(5_000)], "veel"))
        assert caught.value.key == "server-full"
        with pytest.raises(StoreError) as caught:
            store.load()
        assert caught.value.key == "server-halted"
        store.close()
    finally:
        one.remove()
