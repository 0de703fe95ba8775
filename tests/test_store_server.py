"""What is particular to a store on a server: addresses, passwords, large acts, several writers, hostile text."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from dtz_network.cli.main import run
from dtz_network.errors import InputError, RefusedError, StoreError
from dtz_network.model.changes import ChangeSet, Fact, Judgement, Record, Source, Tie
from dtz_network.store import credentials, embedded, server
from dtz_network.store.base import Store
from dtz_network.store.embedded import EmbeddedStore
from dtz_network.store.neo4j import address, connection, graph, keeping, layout, nodes, paging
from dtz_network.store.neo4j.connection import Connection
from dtz_network.store.server import ServerStore
from dtz_network.store.sqlite.session import InjectedFaultError

from . import neo4j_server, neo4j_stores
from . import store_histories as h

HOSTILE = (
    "'}) DETACH DELETE (n) //",
    '"; MATCH (n) DELETE n; //',
    "$rows",
    "`x`",
    "\\u0027 OR 1=1",
    "{a: 1}",
    "Ω\u202e\n\t",
)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ServerStore]:
    monkeypatch.setenv("DTZ_KEYS", str(tmp_path / "keys"))
    made = neo4j_stores.made(tmp_path, "store", h.Clock())
    assert isinstance(made, ServerStore)
    yield made
    made.close()


def people(names: list[str], series: str = "lijst") -> ChangeSet:
    records = [Record(f"e-{series}-{n}", series, "Person", str(n)) for n in range(len(names))]
    facts = [Fact(item.id, "type", "Person") for item in records]
    facts += [Fact(item.id, "name", name) for item, name in zip(records, names, strict=True)]
    return ChangeSet(
        "import", "me", "", Source(f"s-{series}", series, "list", f"{series}.csv"), records, facts
    )


def other(store: ServerStore) -> ServerStore:
    running = neo4j_server.running()
    return server.open_server(address.parse(running.uri), "neo4j", running.password, store.schema)


@pytest.mark.parametrize(
    ("place", "key"),
    [("mysql://host", "store-scheme"), ("neo4j://me:secret@host", "address-password"), ("bolt://", "address-wrong"),
     ("bolt://host:x", "address-wrong")],
)  # fmt: skip
def test_a_wrong_address_is_explained(place: str, key: str) -> None:
    with pytest.raises(InputError) as caught:
        address.parse(place)
    assert caught.value.key == key
    assert "secret" not in str(caught.value)


def test_a_password_comes_from_the_environment_or_a_question(monkeypatch: pytest.MonkeyPatch) -> None:
    where = address.parse("neo4j+s://anna@host/region")
    monkeypatch.delenv(credentials.PASSWORD, raising=False)
    with pytest.raises(StoreError) as caught:
        credentials.find(where)
    assert caught.value.key == "server-no-password"
    assert credentials.find(where, lambda user, place: f"{user} {place}") == (
        "anna",
        "anna neo4j+s://host/region",
    )
    monkeypatch.setenv(credentials.PASSWORD, "geheim")
    assert credentials.find(where) == ("anna", "geheim")


def test_no_server_and_a_wrong_password_are_told_apart() -> None:
    running = neo4j_server.running()
    for place, password, key in (
        ("bolt://127.0.0.1:1", "x", "server-down"),
        (running.uri, "x", "server-login"),
    ):
        with pytest.raises(StoreError) as caught:
            Connection(address.parse(place), "neo4j", password)
        assert caught.value.key == key


def test_an_old_server_is_refused_by_its_number() -> None:
    assert connection.version_number("4.4.12") < connection.OLDEST <= connection.version_number("5.26.30")
    assert connection.version_number("2026.08.1") >= connection.OLDEST


def test_a_database_with_something_else_in_it_is_left_alone(store: ServerStore) -> None:
    running = neo4j_server.running()
    where = address.parse(running.uri)
    there = Connection(where, "neo4j", running.password)
    there.write(lambda tx: tx.run("MATCH (n) DETACH DELETE n"))
    there.write(lambda tx: tx.run("CREATE (:Film {title: 'Turks fruit'})"))
    with pytest.raises(RefusedError) as caught:
        server.open_server(where, "neo4j", running.password, store.schema, create=True)
    assert caught.value.key == "server-other-content"
    assert there.read(lambda tx: tx.tuples("MATCH (n) RETURN labels(n)[0], n.title", {})) == [
        ("Film", "Turks fruit")
    ]
    there.close()


def test_hostile_text_is_only_text(store: ServerStore) -> None:
    store.apply(people(list(HOSTILE)))
    assert [e.name for e in store.load().entities.values()] == list(HOSTILE)
    for name in HOSTILE:
        store.find(name)
    assert len(store.load().entities) == len(HOSTILE)
    assert store.check() == []


def test_who_erases_on_a_server_is_told_of_its_own_files(
    store: ServerStore, place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    running = neo4j_server.running()
    store.apply(people(["Jan", "Quirijn Xerxesma"]))
    monkeypatch.setenv(credentials.PASSWORD, running.password)
    assert run(("--lang", "en", "--store", running.uri, "privacy", "erase", "Quirijn Xerxesma", "--yes")) == 0
    assert "The server's own files may still hold the old data." in capsys.readouterr().err
    assert [e.name for e in store.load().entities.values()] == ["Jan", ""]


def test_two_writers_at_the_same_moment_lose_nothing(store: ServerStore) -> None:
    stores = [store, other(store)]
    writers = [
        threading.Thread(target=lambda s=each, n=n: [s.apply(people(["Jan"], f"{n}-{k}")) for k in range(8)])
        for n, each in enumerate(stores)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    stores[1].close()
    assert [act.number for act in store.changesets()] == list(range(1, 17))
    assert len(store.load().entities) == 16
    assert store.check() == []


def test_a_large_act_is_seen_whole_or_not_at_all(store: ServerStore, tmp_path: Path) -> None:
    changes = people([f"Persoon {n}" for n in range(11_000)])
    assert changes.changes >= server.LARGE
    reader, seen, stop = other(store), set(), threading.Event()

    def look() -> None:
        while not stop.is_set():
            seen.add(len(reader.load().entities))
        reader.close()

    looking = threading.Thread(target=look)
    looking.start()
    store.apply(changes)
    stop.set()
    looking.join()
    assert seen <= {0, 11_000}
    file = embedded.open_store(tmp_path / "same.db", store.schema, create=True)
    file.load_dump(store.dump())
    assert list(file.dump()) == list(store.dump())
    file.close()


def test_a_broken_off_load_goes_on_and_doubles_nothing(store: ServerStore, tmp_path: Path) -> None:
    file = embedded.open_store(tmp_path / "from.db", store.schema, create=True)
    file.apply(people([f"Persoon {n}" for n in range(9_000)]))
    lines = list(file.dump())
    file.close()
    store.fault_after = 6_000
    with pytest.raises(InjectedFaultError):
        store.load_dump(lines)
    store.fault_after = None
    left = store._server.read(lambda tx: tx.value("MATCH (s:_Said) RETURN count(s)"))
    assert left > 0
    assert store.load().entities == {}
    store.load_dump(lines)
    assert list(store.dump()) == lines
    assert store.check() == []


def test_what_a_loader_left_who_is_gone_is_swept_away(store: ServerStore) -> None:
    store.fault_after = 6_000
    with pytest.raises(InjectedFaultError):
        store.apply(people([f"Persoon {n}" for n in range(11_000)]))
    store.fault_after = None
    with pytest.raises(StoreError) as caught:
        store.apply(people(["Jan"], "andere lijst"))
    assert caught.value.key == "server-loading"
    store._server.write(lambda tx: tx.run("MATCH (s:_Store) SET s.stage_at = 0"))
    store.apply(people(["Jan"], "andere lijst"))
    assert [e.name for e in store.load().entities.values()] == ["Jan"]
    assert store._server.read(lambda tx: tx.value("MATCH (s:_Said) WHERE s.cs > 1 RETURN count(s)")) == 0
    assert store.check() == []
    assert keeping.STALE > 0


@pytest.mark.parametrize(("number", "key"), [(-1, "server-older"), (+1, "store-newer")])
def test_a_store_of_another_layout_is_refused(store: ServerStore, number: int, key: str) -> None:
    store.apply(people(["Jan"]))
    store._server.write(lambda tx: tx.run("MATCH (s:_Store) SET s.format = s.format + $n", n=number))
    for work in (store.load, lambda: store.apply(people(["Piet"], "tweede lijst")), lambda: other(store)):
        with pytest.raises(StoreError) as caught:
            work()
        assert caught.value.key == key


def test_ties_are_found_from_each_record_that_they_name_whatever_the_numbers(store: ServerStore) -> None:
    """Two acts share blocks of ties; a block ends where the next begins."""
    many = 2 * layout.BLOCK + 3
    store.apply(people(["Jan"]))
    firms = [Record(f"e-firm-{n}", "firms", "Company", str(n)) for n in range(2)]
    kinds = [Fact(item.id, "type", "Company") for item in firms]
    source = Source("s-firms", "firms", "list", "firms.csv")
    for act in range(2):
        ties = [
            Tie(f"r-{act}-{n}", "Employment", "e-lijst-0", f"e-firm-{n % 2}", f"rol {n}") for n in range(many)
        ]
        new = ((), ()) if act else (firms, kinds)
        store.apply(ChangeSet("import", "me", "", source, records=new[0], facts=new[1], ties=ties))
    for firm in range(2):
        said = {line.stated.said.relationship for line in store.history(f"e-firm-{firm}")
                if isinstance(line.stated.said, Tie)}  # fmt: skip
        assert said == {f"r-{act}-{n}" for act in range(2) for n in range(many) if n % 2 == firm}
    assert store.check() == []


def test_a_large_act_read_by_index_gives_the_same_nodes(
    example_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(example_store, EmbeddedStore)
    file = example_store

    def rows(large: int, size: int) -> list[nodes.Row]:
        monkeypatch.setattr(nodes, "LARGE", large)
        with file.session() as db:
            found = list(nodes.batches(db, 0, 1, size))
        for row in (row for batch in found for row in batch.said):
            row.update({end: nodes.numbers(row.get(end)) for end in ("out", "into", "third")})
        assert all(batch.lines < size + 100 for batch in found)
        return [row for batch in found for row in (*batch.said, *batch.ties)]

    small = rows(10**9, 10**9)
    assert {"by", "key", "names", "record"} <= {name for row in small for name in row}
    assert all(any(row.get(end) for row in small) for end in ("out", "into", "third"))
    key = str
    assert sorted(rows(0, 10**9), key=key) == sorted(small, key=key) == sorted(rows(0, 500), key=key)
    told = {line for row in small for line in (*row.get("lines", ()), row.get("record")) if line}
    assert told <= {*example_store.dump()}


def indexes(store: ServerStore) -> set[tuple[str, str]]:
    """Return the names of the indexes on the server, and whether they can be used."""
    found = store._server.read(lambda tx: tx.tuples("SHOW INDEXES YIELD name, state RETURN name, state", {}))
    return {(name, state) for name, state in found}


@pytest.mark.parametrize("after", ["the same load", "another act"])
def test_a_load_that_was_broken_off_leaves_no_index_lacking(
    store: ServerStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: str
) -> None:
    monkeypatch.setattr(keeping, "LARGE", 1_000)
    monkeypatch.setattr(keeping, "SIZE", 500)
    before = indexes(store)
    file = embedded.open_store(tmp_path / "from.db", store.schema, create=True)
    file.apply(people([f"Persoon {n}" for n in range(1_500)]))
    store.fault_after = 600
    with pytest.raises(InjectedFaultError):
        store.fill_from(file)
    store.fault_after = None
    assert {name for name, _ in before - indexes(store)} >= {"_said_of", "_said_names"}
    assert store.find("Persoon") == []
    if after == "the same load":
        store.fill_from(file)
        assert [e.name for e in store.find("Persoon 1499")] == ["Persoon 1499"]
    else:
        store._server.write(lambda tx: tx.run("MATCH (s:_Store) SET s.stage_at = 0"))
        store.apply(people(["Jan"], "andere lijst"))
        assert [e.name for e in store.find("Jan")] == ["Jan"]
    assert indexes(store) == before
    assert store.check() == []
    file.close()


def test_a_graph_that_was_broken_off_leaves_no_index_lacking(
    store: ServerStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "LARGE", 1_000)
    monkeypatch.setattr(graph, "SIZE", 500)
    before = indexes(store)
    file = embedded.open_store(tmp_path / "from.db", store.schema, create=True)
    file.apply(people([f"Persoon {n}" for n in range(1_500)]))
    store.fault_after = 2_000
    with pytest.raises(InjectedFaultError):
        store.fill_from(file)
    store.fault_after = None
    assert ("names", "ONLINE") in before - indexes(store)
    store.mirror()
    assert indexes(store) == before
    assert store.check() == []
    file.close()


def test_pages_lose_and_double_nothing_whatever_their_size(
    store: ServerStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One person is spoken of by more acts than a page has rows, others by one or two."""
    store.apply(people([f"Persoon {n}" for n in range(7)]))
    person = sorted(store.load().entities)[3]
    for number in range(9):
        store.apply(ChangeSet("hand", "me", facts=[Fact(person, "email", f"p{number}@voorbeeld.example")]))
    lines, state = list(store.dump()), list(store.dump(history=False))
    for size in (1, 2, 3, 8):
        monkeypatch.setattr(paging, "PAGE", size)
        store._reader.forget()
        assert list(store.dump()) == lines
        assert list(store.dump(history=False)) == state
        assert store.check() == []


def test_a_judgement_against_another_writers_is_refused_not_overwritten(store: ServerStore) -> None:
    store.apply(people(["Jan Jansen", "J. Jansen"]))
    one, two = sorted(store.load().entities)
    colleague = other(store)
    colleague.load()
    store.apply(ChangeSet("judge", "me", judgements=[Judgement(one, two, "same", "dezelfde")]))
    with pytest.raises(RefusedError) as caught:
        colleague.apply(
            ChangeSet("judge", "colleague", judgements=[Judgement(one, two, "different", "neef")])
        )
    assert caught.value.key == "judged-different"
    assert len(colleague.load().entities) == 1
    assert colleague.check() == []
    colleague.close()


def test_clients_that_lay_out_a_server_at_the_same_moment_do_not_stop_each_other(store: ServerStore) -> None:
    running = neo4j_server.running()
    where = address.parse(running.uri)
    clients = [Connection(where, "neo4j", running.password) for _ in range(4)]
    names = [f"race_{number}" for number in range(12)]
    wanted = [f"CREATE INDEX {name} IF NOT EXISTS FOR (n:Race) ON (n.{name})" for name in names]
    start, failed = threading.Barrier(len(clients)), list[Exception]()

    def lay_out(client: Connection) -> None:
        start.wait()
        try:
            client.define(wanted)
        except StoreError as error:
            failed.append(error)

    threads = [threading.Thread(target=lay_out, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    clients[0].define([f"DROP INDEX {name} IF EXISTS" for name in names])
    for client in clients:
        client.close()
    assert failed == []
