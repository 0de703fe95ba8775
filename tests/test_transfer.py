"""Push, pull and status between stores: forward only, nothing twice, erasures go along."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dtz_network.errors import InputError, RefusedError
from dtz_network.store import embedded
from dtz_network.store.base import Store
from dtz_network.workflows import by_hand, demonstration, stores, transfer

from . import neo4j_server, neo4j_stores
from . import store_histories as h
from .test_property_graph import SCHEMA

HAND = by_hand.Act("tester", confirmed=True)


@pytest.fixture(params=["file", "server"])
def target(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Store]:
    """An empty store to push to."""
    monkeypatch.setenv("DTZ_KEYS", str(tmp_path / "keys"))
    if request.param == "server":
        made = neo4j_stores.made(tmp_path, "target", h.Clock())
    else:
        made = embedded.open_store(tmp_path / "target.db", SCHEMA, create=True)
    yield made
    made.close()


@pytest.fixture
def here(tmp_path: Path, plan_store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The network of the plan."""
    monkeypatch.setenv("DTZ_KEYS", str(tmp_path / "keys"))
    made = embedded.open_store(tmp_path / "here.db", SCHEMA, create=True)
    made.load_dump(plan_store.dump())
    yield made
    made.close()


def add(store: Store, name: str) -> str:
    return by_hand.add(store, "Person", {"name": [name]}, HAND)[0]


def equal(one: Store, other: Store) -> bool:
    return list(one.dump()) == list(other.dump()) and one.check() == other.check() == []


def test_a_push_fills_then_brings_what_is_new_then_nothing(here: Store, target: Store) -> None:
    assert transfer.compare(here, target).relation == "empty"
    transfer.push(here, target)
    assert equal(here, target)
    ident = add(here, "Sanne de Wit")
    by_hand.link(here, "Employment", ident, "Intergas", HAND, role="adviseur")
    assert transfer.compare(here, target).relation == "ahead"
    assert [act.number for act in transfer.push(here, target).here] == [2, 3]
    assert equal(here, target)
    assert {e.name for e in target.find("sanne")} == {"Sanne de Wit"}
    before = target.changesets()
    assert transfer.push(here, target).relation == "same"
    assert target.changesets() == before


def test_what_was_added_there_comes_back(here: Store, target: Store) -> None:
    transfer.push(here, target)
    add(target, "Piet Voorbeeld")
    with pytest.raises(RefusedError) as caught:
        transfer.push(here, target)
    assert caught.value.key == "push-behind"
    transfer.pull(here, target)
    assert equal(here, target)
    add(here, "Els Voorbeeld")
    with pytest.raises(RefusedError) as caught:
        transfer.pull(here, target)
    assert caught.value.key == "pull-behind"
    assert caught.value.values["place"] == target.info().place


def test_stores_that_went_their_own_way_are_left_alone(here: Store, target: Store) -> None:
    transfer.push(here, target)
    add(here, "Een")
    add(target, "Ander")
    add(target, "Nog een")
    states = [list(store.dump()) for store in (here, target)]
    for bring in (transfer.push, transfer.pull):
        with pytest.raises(RefusedError) as caught:
            bring(here, target)
        said = caught.value.values
        assert (caught.value.key, said["place"]) == ("transfer-diverged", target.info().place)
        assert [str(said[side]).count("tester") for side in ("ours", "theirs")] == [1, 2]
    with pytest.raises(RefusedError) as caught:
        target.extend(here.tail(here.changesets()[0].id))
    assert caught.value.key == "stores-diverged"
    with pytest.raises(RefusedError):
        target.replace(here.dump())
    assert [list(store.dump()) for store in (here, target)] == states
    assert target.check() == []


def test_an_undo_and_a_merge_go_along(here: Store, target: Store) -> None:
    transfer.push(here, target)
    one, other = add(here, "Jan Nap"), add(here, "J. Nap")
    by_hand.merge(here, one, other, HAND)
    transfer.push(here, target)
    assert equal(here, target)
    here.undo("4", who="tester")
    here.undo("1", who="tester", with_later=True)
    transfer.push(here, target)
    assert equal(here, target)


def test_an_erasure_goes_along_and_leaves_no_name(here: Store, target: Store, tmp_path: Path) -> None:
    transfer.push(here, target)
    (person,) = here.find("Jan Nap")
    here.erase([person.id], who="tester")
    assert any("Jan Nap" in line for line in target.dump())
    transfer.push(here, target)
    assert equal(here, target)
    assert not any("Jan Nap" in line for line in target.dump())
    if isinstance(target, embedded.EmbeddedStore):
        assert b"Jan Nap" not in (tmp_path / "target.db").read_bytes()
    assert list(target.suppressed([{"name": "Jan Nap"}])) == list(here.suppressed([{"name": "Jan Nap"}]))


def test_a_tail_that_cannot_be_read_changes_nothing(here: Store, target: Store) -> None:
    transfer.push(here, target)
    before = list(target.dump())
    add(here, "Sanne de Wit")
    tail = list(here.tail(here.changesets()[0].id))
    for wrong in ([*tail[:-1], tail[-1][:-3]], [tail[0], "{}"], [*tail, '{"fact":1,"record":"x"}']):
        with pytest.raises(InputError) as caught:
            target.extend(wrong)
        assert caught.value.key == "dump-line"
    assert list(target.dump()) == before
    assert target.check() == []


def test_a_large_tail_is_staged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from .test_store_server import people

    monkeypatch.setenv("DTZ_KEYS", str(tmp_path / "keys"))
    target = neo4j_stores.made(tmp_path, "target", h.Clock())
    with_many = embedded.open_store(tmp_path / "many.db", SCHEMA, create=True)
    with_many.apply(people(["Jan"], "klein"))
    transfer.push(with_many, target)
    with_many.apply(people([f"Persoon {n}" for n in range(11_000)]))
    with_many.apply(people(["Ans"], "na"))
    transfer.push(with_many, target)
    assert equal(with_many, target)
    target.close()
    with_many.close()


@pytest.mark.skipif("DTZ_REPEATED" in os.environ, reason="the first run of CI had it")
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_history_is_pushed_in_any_pieces(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("pieces")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DTZ_KEYS", str(folder / "keys"))
        target = neo4j_stores.made(folder, "target", h.Clock())
        source = embedded.open_store(folder / "source.db", SCHEMA, create=True, clock=h.Clock())
        try:
            history = data.draw(h.histories)
            for step in history:
                h.do(source, step)
                if data.draw(st.booleans()):
                    transfer.push(source, target)
            transfer.push(source, target)
            assert equal(source, target) or not source.changesets()
        finally:
            source.close()
            target.close()


def test_the_demo_runs_on_a_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    running = neo4j_server.running()
    neo4j_stores.made(tmp_path, "any", h.Clock()).close()
    monkeypatch.setenv("DTZ_NEO4J_PASSWORD", running.password)
    made = demonstration.make(tmp_path, "nl", server=running.uri)
    assert str(made[0].path) == running.uri
    assert (tmp_path / "dutch-techzone-board.html").exists()
    assert not (tmp_path / "dutch-techzone.db").exists()
    store = stores.open_store(running.uri)
    assert store.check() == []
    store.close()
    with pytest.raises(RefusedError) as caught:
        demonstration.make(tmp_path, "nl", server=running.uri)
    assert caught.value.key == "store-not-empty"
