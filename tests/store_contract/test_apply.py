"""What is applied is there, counted and dated; what is refused writes nothing."""

from __future__ import annotations

import pytest

from dtz_network.errors import RefusedError, SchemaError
from dtz_network.model.changes import ChangeSet, Details, Fact, Judgement, Record, Retraction, Tie
from dtz_network.store.base import Store
from tests.every_store import Ticking

from .small_network import add_person, first_import, judge, say, source


def test_apply_gives_the_act_a_number_a_time_and_counts(store: Store) -> None:
    applied = first_import(store)
    assert (applied.number, applied.at) == (1, "2026-03-01T10:00:00.000000Z")
    assert dict(applied.counts) == {"fact": 9, "tie": 2, "judgement": 0, "retraction": 0}
    assert store.changesets() == [applied]
    assert store.changesets(since=applied.id) == []


def test_load_gives_back_what_was_applied(store: Store) -> None:
    applied = first_import(store)
    network = store.load()
    assert {e.id: (e.type, e.name) for e in network.entities.values()} == {
        "e-1": ("Person", "Jan Müller"),
        "e-2": ("Company", "Acme"),
        "e-3": ("GovernanceBody", "Program Board"),
        "e-4": ("Seat", "zetel 1"),
    }
    seat = network.ties("Membership")[0]
    assert (seat.source, seat.target, seat.role, seat.since, seat.until) == (
        "e-1",
        "e-3",
        "member",
        "2021",
        "",
    )
    assert seat.get("seat") == "e-4"
    assert seat.all("on_behalf_of") == ("e-2",)
    assert (seat.origin.source, seat.origin.place, seat.origin.changeset) == ("s-1", "rij 2", applied.id)
    assert network.entities["e-4"].get("body") == "e-3"
    assert (network.known_at, network.recorded) == (1, applied.at)
    assert network.sources["s-1"].series == "ledenlijst"


def test_columns_hold_the_same_as_load(store: Store) -> None:
    first_import(store)
    add_person(store, "e-5", "J. Müller")
    judge(store, "e-1", "e-5")
    columns, network = store.columns(), store.load()
    assert dict(zip(*columns.entities, strict=True)) == {e.id: e.type for e in network.entities.values()}
    facts = {
        (e.id, prop, v.value, v.since, v.until)
        for e in network.entities.values() for prop, values in e.values.items() for v in values
    }  # fmt: skip
    assert set(zip(*columns.facts, strict=True)) == facts
    ties = {(t.id, t.type, t.source, t.target, t.role, t.since, t.until) for t in network.relationships}
    assert set(zip(*columns.ties, strict=True)) == ties


def test_an_empty_store_has_an_empty_network(store: Store) -> None:
    network = store.load()
    assert (network.entities, network.relationships, network.known_at) == ({}, [], 0)
    assert store.changesets() == []
    assert store.check() == []
    assert [len(column) for part in (store.columns().entities, store.columns().ties) for column in part] == [
        0
    ] * 9


def test_info_counts(store: Store) -> None:
    first_import(store)
    info = store.info()
    assert (info.entities, info.relationships, info.changesets) == (4, 2, 1)
    assert info.last_at == "2026-03-01T10:00:00.000000Z"


def test_recorded_time_never_goes_back(store: Store, clock: Ticking) -> None:
    first = first_import(store)
    clock.set("2020-01-01")
    second = add_person(store, "e-5", "Piet")
    assert second.at == first.at
    assert store.load(known_at="2026-03-01").known_at == 2


def refused(store: Store, changes: ChangeSet, key: str) -> None:
    before = list(store.dump())
    with pytest.raises((RefusedError, SchemaError)) as caught:
        store.apply(changes)
    assert caught.value.key == key
    assert str(caught.value)
    assert list(store.dump()) == before


def test_a_statement_about_a_record_without_type_is_refused(store: Store) -> None:
    first_import(store)
    nameless = [Record("e-9", "hand:me", "Person")]
    refused(store, say(Fact("e-9", "name", "Wie?"), records=nameless), "record-without-type")
    tie = Tie("r-9", "Employment", "e-9", "e-2")
    refused(
        store,
        ChangeSet("hand", "me", source=source("s-9"), records=nameless, ties=[tie]),
        "record-without-type",
    )
    seat: Details = {"seat": "e-9"}
    tie = Tie("r-9", "Membership", "e-1", "e-3", details=seat)
    refused(
        store,
        ChangeSet("hand", "me", source=source("s-9"), records=nameless, ties=[tie]),
        "record-without-type",
    )
    refused(store, say(Fact("e-4", "body", "e-9"), records=nameless), "record-without-type")


def test_a_record_that_is_not_there_is_refused(store: Store) -> None:
    refused(store, say(Fact("e-9", "name", "Wie?")), "unknown-record")


def test_an_unknown_type_is_refused(store: Store) -> None:
    refused(store, ChangeSet("hand", "me", records=[Record("e-9", "x", "Bedrijf")]), "unknown-type")


def test_the_only_type_cannot_be_retracted(store: Store) -> None:
    first_import(store)
    refused(store, ChangeSet("hand", "me", retractions=[Retraction("fact", 1)]), "record-without-type")


def test_what_is_not_live_cannot_be_retracted(store: Store) -> None:
    first_import(store)
    store.apply(ChangeSet("hand", "me", retractions=[Retraction("tie", 1)]))
    refused(store, ChangeSet("hand", "me", retractions=[Retraction("tie", 1)]), "not-live")
    refused(store, ChangeSet("hand", "me", retractions=[Retraction("tie", 99)]), "not-live")


def test_a_plan_made_before_the_store_moved_on_is_refused(store: Store) -> None:
    first_import(store)
    again = Record("e-7", "ledenlijst", "Person", "e-1")
    refused(store, say(Fact("e-7", "type", "Person"), records=[again]), "store-moved-on")
    other = Record("e-1", "andere lijst", "Person", "k")
    refused(store, say(Fact("e-1", "name", "x"), records=[other]), "store-moved-on")


def test_different_inside_an_entity_is_refused(store: Store) -> None:
    first_import(store)
    add_person(store, "e-5", "J. Müller")
    add_person(store, "e-6", "Jan")
    judge(store, "e-1", "e-5")
    judge(store, "e-1", "e-6", "different")
    refused(store, ChangeSet("judge", "me", judgements=[Judgement("e-5", "e-6", "same")]), "judged-different")
    refused(
        store, ChangeSet("judge", "me", judgements=[Judgement("e-5", "e-1", "different")]), "judged-different"
    )
    refused(
        store, ChangeSet("judge", "me", judgements=[Judgement("e-5", "e-5", "same")]), "judgement-of-itself"
    )
