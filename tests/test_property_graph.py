"""The current network as a property graph: what it holds, on a server too, and what a hand spoils there."""

from __future__ import annotations

import contextlib
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from dtz_network import resources
from dtz_network.errors import SchemaError
from dtz_network.model import schema as model_schema
from dtz_network.model.derive import cypher
from dtz_network.store import embedded
from dtz_network.store.base import Store
from dtz_network.store.embedded import EmbeddedStore
from dtz_network.store.neo4j import graph, graph_writing
from dtz_network.store.neo4j.connection import Transaction
from dtz_network.store.property_graph import Piece, own_name, pieces
from dtz_network.store.server import ServerStore
from dtz_network.store.sqlite import views

from . import neo4j_stores
from . import store_histories as h
from .test_model_derived import LABORATORY

pytestmark = pytest.mark.thorough

SCHEMA = model_schema.shipped()


@pytest.fixture(params=["plan_store", "example_store"])
def file(request: pytest.FixtureRequest) -> EmbeddedStore:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, EmbeddedStore)
    return found


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, plan_store: Store) -> Iterator[ServerStore]:
    """The network of the plan on a server; a test leaves it as it was."""
    folder = tmp_path_factory.mktemp("server")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DTZ_KEYS", str(folder / "keys"))
        made = neo4j_stores.made(folder, "store", h.Clock())
        assert isinstance(made, ServerStore)
        made.load_dump(plan_store.dump())
        yield made
        made.close()


def run(store: ServerStore, statement: str) -> None:
    store._server.write(lambda tx: tx.run(statement))


def rows(store: ServerStore, statement: str) -> list[tuple[Any, ...]]:
    return store._server.read(lambda tx: tx.tuples(statement, {}))


def cells(value: object) -> frozenset[str]:
    """Return the values of a property as texts."""
    several = value if isinstance(value, list) else [value]
    return frozenset(plain(str(one).lower() if isinstance(one, bool) else str(one)) for one in several)


def plain(text: str) -> str:
    """Return a number in one way of writing it."""
    try:
        return f"{float(text):f}"
    except ValueError:
        return text


def as_row(piece: Piece) -> frozenset[tuple[str, frozenset[str]]]:
    """Return a piece as a row of its view."""
    own = views.OF_TIE if piece.ends else views.OF_ENTITY
    made = {name: cells(value) for name, value in piece.values.items()}
    made |= {own_name(name, own): cells(ids) for name, ids in piece.references.items()}
    made |= {"id": cells(piece.id)}
    made |= {name: cells(end) for name, end in zip(("source", "target"), piece.ends, strict=False)}
    return frozenset(made.items())


def view_rows(path: str, kind: str) -> Iterator[frozenset[tuple[str, frozenset[str]]]]:
    with contextlib.closing(sqlite3.connect(path)) as file:
        file.row_factory = sqlite3.Row
        for row in file.execute(f"SELECT * FROM {views.name_of(kind)}"):  # noqa: S608  a name of the schema
            yield frozenset(
                (name, cells(str(row[name]).split(views.BETWEEN)))
                for name in row.keys()  # noqa: SIM118  a row is no mapping
                if row[name] not in (None, "") and (name != "type" or "source" in row.keys())  # noqa: SIM118
            )


def test_the_pieces_say_what_the_views_say(file: EmbeddedStore) -> None:
    found: dict[str, Counter[object]] = defaultdict(Counter)
    for piece in pieces(file._db, SCHEMA):
        found[piece.type][as_row(piece)] += 1
    assert len(found) > 10
    for item in SCHEMA.types.values():
        if not item.abstract:
            assert found[item.name] == Counter(view_rows(file.info().place, item.name)), item.name


def test_on_a_server_every_piece_is_there_with_its_labels_values_and_ties(
    server: ServerStore, plan_store: Store
) -> None:
    network = plan_store.load()
    for item in SCHEMA.entity_types():
        on_server = {
            (ident, name, frozenset(labels))
            for ident, name, labels in rows(
                server, f"MATCH (n:{item.name}) RETURN n.id, coalesce(n.name, ''), labels(n)"
            )
        }
        expected = {cypher.ENTITY, *cypher.labels(SCHEMA, item)}
        assert on_server == {
            (e.id, e.name if e.get("name") else "", frozenset(expected))
            for e in network.entities.values()
            if e.type == item.name
        }
    for item in SCHEMA.relationship_types():
        kind = cypher.relationship_name(item.name)
        assert set(rows(server, f"MATCH (a)-[r:{kind}]->(b) RETURN r.id, a.id, b.id")) == {
            (tie.id, tie.source, tie.target) for tie in network.relationships if tie.type == item.name
        }


def test_the_shipped_files_make_the_same_graph_of_rows(server: ServerStore) -> None:
    """What was taken away comes back by ``cypher/load`` alone, run as ``docs/neo4j.md`` tells."""
    wanted = shown(server)
    server._server.write(lambda tx: graph_writing.drop(tx, SCHEMA, [(p.type, p.id) for p in wanted]))
    assert rows(server, f"MATCH (n:{cypher.ENTITY}) RETURN count(n)") == [(0,)]
    given: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for piece in wanted:
        source, target = piece.ends or (None, None)
        given[piece.type].append({"id": piece.id, "values": dict(piece.values), "source": source,
                                  "target": target, "references": dict(piece.references)})  # fmt: skip
    entities = [item.name for item in SCHEMA.entity_types()]
    for kind in (*entities, *entities, *(item.name for item in SCHEMA.relationship_types())):
        text = (resources.cypher_folder() / "load" / f"{kind}.cypher").read_text(encoding="utf-8")
        for statement in filter(str.strip, text.split(";")):
            server._server.write(partial(loaded, statement, given[kind]))
    assert server.check() == []


def shown(server: ServerStore) -> list[Piece]:
    with server._reader.all() as db:
        return list(pieces(db, SCHEMA))


def loaded(statement: str, given: list[dict[str, Any]], tx: Transaction) -> None:
    tx.run(statement, rows=given)


def test_amounts_are_numbers_and_dates_have_first_and_last_days(server: ServerStore) -> None:
    (total,) = rows(server, "MATCH (n:Funding) RETURN sum(n.amount)")[0]
    assert total > 0
    for since, first in rows(
        server, "MATCH ()-[r:MEMBERSHIP]->() WHERE r.since IS NOT NULL RETURN r.since, r.since_first"
    ):
        assert first.startswith(since)
        assert len(first) == 10


def test_names_are_found_by_full_text(server: ServerStore) -> None:
    found = rows(
        server, "CALL db.index.fulltext.queryNodes('names', 'emmen') YIELD node RETURN DISTINCT node.name"
    )
    assert ("gemeente Emmen",) in found


SPOILT = (
    ("MATCH (n:Company) WITH n LIMIT 1 SET n.name = 'x'", 1, 0),
    ("MATCH (n:Company) WITH n LIMIT 1 SET n.colour = 'red'", 1, 0),
    ("MATCH (n:Company) WITH n LIMIT 1 REMOVE n:Company", 1, 0),
    ("MATCH (n:Company) WITH n LIMIT 1 SET n:Project", 1, 1),
    ("CREATE (:Company {name: 'x'})", 0, 1),
    ("CREATE (:Company {id: 'x', name: 'x'})", 0, 1),
    ("MATCH (a:Company), (b:Company) WITH a, b LIMIT 1 CREATE (a)-[:EMPLOYMENT]->(b)", 0, 1),
    ("MATCH (n:Membership) WITH n LIMIT 2 DETACH DELETE n", 2, 0),
    ("MATCH ()-[r:MEMBERSHIP]->() WITH r LIMIT 3 DELETE r", 3, 0),
    ("MATCH (n:Membership)-[r:MEMBERSHIP_BODY]->() WITH r LIMIT 1 DELETE r", 1, 0),
    ("MATCH (:Seat)-[r]->(:GovernanceBody) WHERE r.id IS NULL WITH r LIMIT 1 DELETE r", 1, 0),
)


@pytest.mark.parametrize(("spoil", "missing", "surplus"), SPOILT)
def test_what_a_hand_changed_is_found_and_mended(
    server: ServerStore, spoil: str, missing: int, surplus: int
) -> None:
    run(server, spoil)
    (finding,) = server.check()
    assert finding.key == "graph-edited"
    assert finding.values == {"missing": missing, "surplus": surplus}
    server.rebuild()
    assert server.check() == []


def test_a_graph_that_is_behind_is_told_and_mended_by_the_next_act(server: ServerStore) -> None:
    run(server, "MATCH (s:_Store) SET s.graph = -1")
    run(server, "MATCH (n:Entity) DETACH DELETE n")
    assert [finding.key for finding in server.check()] == ["graph-behind"]
    undone = server.undo("1", who="tester")
    assert server.check() == []
    assert rows(server, "MATCH (n:Entity) RETURN count(n)") == [(0,)]
    server.undo(undone.id, who="tester")
    assert server.check() == []
    assert rows(server, "MATCH (n:Entity) RETURN count(n)") == [(server.info().entities,)]


def test_a_graph_made_by_older_rules_is_told_and_made_anew(
    server: ServerStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graph, "RULE", "1")
    graph.define(server._server, SCHEMA)
    server.rebuild()
    assert server.check() == []
    monkeypatch.undo()
    run(server, "MATCH (n:Person) WITH n LIMIT 1 SET n.name = 'G. Rink'")
    graph.define(server._server, SCHEMA)
    assert [finding.key for finding in server.check()] == ["graph-behind"]
    server.rebuild()
    assert server.check() == []


def test_a_file_is_rebuilt_too(tmp_path: Path, plan_store: Store) -> None:
    file = embedded.open_store(tmp_path / "copy.db", SCHEMA, create=True)
    file.load_dump(plan_store.dump())
    with file._db.act():
        file._db.write("UPDATE fact SET top = 1 - top")
    assert file.check() != []
    file.rebuild()
    assert file.check() == []
    assert list(file.dump(history=False)) == list(plan_store.dump(history=False))
    file.close()


def test_a_type_cannot_bear_the_name_of_all(tmp_path: Path) -> None:
    folder = tmp_path / "model" / "schema"
    folder.mkdir(parents=True)
    (folder / "Entity.yaml").write_text(LABORATORY.replace("Laboratory", "Entity"), encoding="utf-8")
    with pytest.raises(SchemaError) as caught:
        model_schema.load(resources.graph_folder(), tmp_path / "model")
    assert caught.value.key == "schema-taken"
