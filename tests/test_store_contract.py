"""The contract of the ``Store`` protocol; every store must pass it with the same results."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from dtz_network.errors import InputError, RefusedError, SchemaError, StoreError
from dtz_network.model import schema as model_schema
from dtz_network.model.changes import (
    NOTHING,
    Applied,
    ChangeSet,
    Details,
    Fact,
    Judgement,
    Record,
    Retraction,
    Source,
    SourceKind,
    Tie,
)
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
"""A store that joins here is held to all tests below."""


class Ticking:
    """A clock that stands at ten o'clock until it is set."""

    def __init__(self) -> None:
        self.time = dt.datetime(2026, 3, 1, 10, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.time

    def set(self, text: str) -> None:
        self.time = dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


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


def source(ident: str, series: str = "ledenlijst", kind: SourceKind = "list", digest: str = "") -> Source:
    return Source(ident, series, kind, f"{series}.csv", digest)


def say(
    *facts: Fact, by: str = "me", src: Source | None = None, records: list[Record] | None = None
) -> ChangeSet:
    return ChangeSet(
        "hand", by, "", src or source(f"s-{id(facts):x}", f"hand:{by}", "own"), records or [], facts
    )


def named(ident: str, kind: str, name: str, series: str = "ledenlijst") -> tuple[Record, list[Fact]]:
    return Record(ident, series, kind, ident), [
        Fact(ident, "type", kind),
        Fact(ident, "name", name, place="rij 2"),
    ]


def first_import(store: Store, digest: str = "abc") -> Applied:
    """Jan (e-1) works at Acme (e-2) and sits in the board (e-3) in a seat (e-4), on behalf of Acme."""
    things = [
        named("e-1", "Person", "Jan Müller"),
        named("e-2", "Company", "Acme"),
        named("e-3", "GovernanceBody", "Program Board"),
        named("e-4", "Seat", "zetel 1"),
    ]
    details: Details = {"seat": "e-4", "on_behalf_of": ("e-2",)}
    ties = [
        Tie("r-1", "Employment", "e-1", "e-2", "directeur", "2020", place="rij 2"),
        Tie("r-2", "Membership", "e-1", "e-3", "member", "2021", "", details, "rij 2"),
    ]
    facts = [fact for _, said in things for fact in said] + [Fact("e-4", "body", "e-3")]
    records = [record for record, _ in things]
    return store.apply(ChangeSet("import", "me", "lijst", source("s-1", digest=digest), records, facts, ties))


def add_person(store: Store, ident: str, name: str, series: str = "andere lijst") -> Applied:
    record, facts = named(ident, "Person", name, series)
    return store.apply(ChangeSet("import", "me", "", source(f"s-{ident}", series), [record], facts))


def judge(store: Store, one: str, other: str, verdict: str = "same") -> Applied:
    return store.apply(ChangeSet("judge", "me", judgements=[Judgement(one, other, verdict, "zelfde naam")]))  # type: ignore[arg-type]


def content(store: Store) -> tuple[object, object]:
    network = store.load()
    return network.entities, network.relationships


# --- apply and load


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


# --- refused, and then nothing is written


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


# --- the view


def test_the_better_source_is_shown_and_the_other_is_also_seen(store: Store) -> None:
    first_import(store)
    store.apply(say(Fact("e-2", "name", "Acme BV")))
    add = ChangeSet("import", "me", "", source("s-9", "ledenlijst"), facts=[Fact("e-2", "name", "ACME b.v.")])
    store.apply(add)
    assert store.load().entities["e-2"].name == "Acme BV"
    shown = {
        line.stated.said.value: line.stated.shown
        for line in store.history("e-2")
        if isinstance(line.stated.said, Fact)
    }
    assert shown == {"Company": True, "Acme": False, "Acme BV": True, "ACME b.v.": False}


def test_values_with_another_start_stand_beside_each_other(store: Store) -> None:
    first_import(store)
    store.apply(say(Fact("e-2", "name", "Acme Noord", since="2024")))
    store.apply(say(Fact("e-2", "name", "Acme Zuid", since="2025-06")))
    assert store.load().entities["e-2"].name == "Acme Zuid"
    assert store.load().entities["e-2"].all("name") == ["Acme", "Acme Noord", "Acme Zuid"]


def test_two_statements_about_one_tie_fill_each_other(store: Store) -> None:
    first_import(store)
    details: Details = {"seat": "e-4", "on_behalf_of": ("e-2",), "capacity": "member"}
    tie = Tie("r-5", "Membership", "e-1", "e-3", "", "2021-03", "2024", details)
    store.apply(ChangeSet("hand", "me", "", source("s-5", "hand:me", "own"), ties=[tie]))
    (seat,) = store.load().ties("Membership")
    assert (seat.id, seat.role, seat.since, seat.until) == ("r-5", "member", "2021-03", "2024")
    assert seat.get("capacity") == "member"
    assert seat.origin.statements == (3, 2)
    assert store.check() == []


@pytest.mark.parametrize(
    ("role", "since", "until", "details"),
    [
        ("chair", "", "", {"seat": "e-4", "on_behalf_of": ("e-2",)}),
        ("member", "2022", "", {"seat": "e-4", "on_behalf_of": ("e-2",)}),
        ("member", "", "2020", {"seat": "e-4", "on_behalf_of": ("e-2",)}),
        ("member", "2021", "", {"seat": "e-4"}),
        ("member", "2021", "", {"on_behalf_of": ("e-2",)}),
    ],
)
def test_two_ties_that_differ_both_stand(
    store: Store, role: str, since: str, until: str, details: Details
) -> None:
    first_import(store)
    tie = Tie("r-5", "Membership", "e-1", "e-3", role, since, until, details)
    store.apply(ChangeSet("hand", "me", "", source("s-5", "hand:me", "own"), ties=[tie]))
    assert {t.id for t in store.load().ties("Membership")} == {"r-2", "r-5"}


def test_a_merge_resolves_ends_references_and_values(store: Store) -> None:
    first_import(store)
    add_person(store, "e-5", "J. Müller")
    record, facts = named("e-6", "Seat", "zetel een", "andere lijst")
    store.apply(
        ChangeSet(
            "import", "me", "", source("s-6", "andere lijst"), [record], [*facts, Fact("e-6", "body", "e-3")]
        )
    )
    details: Details = {"seat": "e-6", "on_behalf_of": ("e-2",)}
    tie = Tie("r-5", "Membership", "e-5", "e-3", "member", "", "", details)
    store.apply(ChangeSet("import", "me", "", source("s-7", "andere lijst"), ties=[tie]))
    judge(store, "e-5", "e-1")
    network = store.load()
    assert len(network.ties("Membership")) == 2, "the seats are still two"
    judge(store, "e-6", "e-4")
    network = store.load()
    assert [t.get("seat") for t in network.ties("Membership")] == ["e-4"]
    assert network.entities["e-1"].aliases == ("e-5",)
    assert network.entities["e-4"].all("body") == ["e-3"]
    assert "e-5" not in network.entities
    assert store.check() == []
    assert network == store.load(known_at=store.changesets()[-1].id)


def test_the_oldest_record_names_the_entity(store: Store) -> None:
    first_import(store)
    add_person(store, "e-0", "J. Müller")
    judge(store, "e-0", "e-1")
    assert store.load().entities["e-1"].aliases == ("e-0",)
    found = store.load().resolve("e-0")
    assert found is not None
    assert found.id == "e-1"
    assert [e.id for e in store.find("J. Müller")] == ["e-1"]
    assert len(store.history("e-0")) == len(store.history("e-1"))


# --- two clocks


def test_every_earlier_moment_can_be_loaded_again(store: Store, clock: Ticking) -> None:
    then = []
    first_import(store)
    then.append(store.load())
    clock.set("2026-03-02T09:00")
    add_person(store, "e-5", "J. Müller")
    then.append(store.load())
    clock.set("2026-03-02T15:00")
    merge = judge(store, "e-1", "e-5")
    then.append(store.load())
    clock.set("2026-04-01")
    store.undo(merge.id, who="me")
    then.append(store.load())
    for act, network in zip(store.changesets(), then, strict=True):
        assert store.load(known_at=act.id) == network
        assert store.load(known_at=str(act.number)) == network
    assert store.load(known_at="2026-03-01") == then[0]
    assert store.load(known_at="2026-03-02T12:00:00") == then[1]
    assert store.load(known_at="2026-03-02") == then[2]
    assert store.load(known_at="2026-03") == then[2]
    assert store.load(known_at="2026") == then[3]
    assert store.load(known_at="2025").entities == {}
    with pytest.raises(InputError):
        store.load(known_at="c-none")


def test_as_of_leaves_out_what_did_not_hold(store: Store) -> None:
    first_import(store)
    assert [t.type for t in store.load(as_of="2020-06").relationships] == ["Employment"]
    assert [t.certain for t in store.load(as_of="2021-06").relationships] == ["yes", "possibly"]


# --- series


def test_a_series_says_what_it_said_last(store: Store) -> None:
    first_import(store)
    state = store.series("ledenlijst")
    assert state.records[("Person", "e-1")] == "e-1"
    assert state.digests == {"abc"}
    assert len(state.facts) == 9
    assert len(state.ties) == 2
    assert all(item.live for item in (*state.facts, *state.ties))
    assert store.series("andere lijst").records == {}


def test_after_undo_a_series_still_knows_its_records_and_last_words(store: Store) -> None:
    applied = first_import(store)
    name = next(
        s for s in store.series("ledenlijst").facts if s.said == Fact("e-2", "name", "Acme", place="rij 2")
    )
    second = store.apply(
        ChangeSet(
            "import", "me", "", source("s-2", digest="def"), facts=[Fact("e-2", "name", "Acme BV")],
            retractions=[Retraction("fact", name.number)],
        )
    )  # fmt: skip
    store.undo(second.id, who="me")
    store.undo(applied.id, who="me")
    state = store.series("ledenlijst")
    assert state.records[("Person", "e-1")] == "e-1"
    assert state.digests == frozenset()
    assert {s.said.value for s in state.facts if isinstance(s.said, Fact) and s.said.record == "e-2"} == {
        "Company",
        "Acme",
    }
    assert not any(item.live for item in (*state.facts, *state.ties))
    assert len(state.ties) == 2


# --- find, history, why


@pytest.mark.parametrize("text", ["muller", "MÜLLER", "mul jan", "Jan M", "üll", "e-1"])
def test_find_by_the_beginnings_of_words(store: Store, text: str) -> None:
    first_import(store)
    assert [e.id for e in store.find(text)] == ["e-1"]


def test_find_knows_former_names_types_and_limits(store: Store) -> None:
    first_import(store)
    name = next(
        s.number
        for s in store.series("ledenlijst").facts
        if s.said == Fact("e-2", "name", "Acme", place="rij 2")
    )
    store.apply(
        ChangeSet("hand", "me", "", source("s-3", "hand:me", "own"), facts=[Fact("e-2", "name", "Nova")],
                  retractions=[Retraction("fact", name)])
    )  # fmt: skip
    assert [e.name for e in store.find("acme")] == ["Nova"]
    assert store.find("nova", types=["Person"]) == []
    assert [e.id for e in store.find("nova", types=["Organization"])] == ["e-2"]
    assert store.find("bestaat niet") == []
    assert store.find(" - ") == []
    assert len(store.find("zetel", limit=1)) == 1
    store.undo(store.changesets()[0].id, who="me", with_later=True)
    assert store.find("acme") == []


def test_history_tells_who_said_what_and_who_took_it_back(store: Store) -> None:
    first = first_import(store)
    back = store.apply(ChangeSet("hand", "anna", "vertrokken", retractions=[Retraction("tie", 1)]))
    lines = store.history("e-1")
    assert [line.stated.kind for line in lines] == ["fact", "fact", "tie", "tie"]
    work = next(
        line for line in lines if isinstance(line.stated.said, Tie) and line.stated.said.type == "Employment"
    )
    assert (work.act.id, work.retracted_by, work.stated.live, work.stated.shown) == (
        first.id,
        back.id,
        False,
        False,
    )
    assert work.source is not None
    assert work.source.name == "ledenlijst.csv"
    assert store.stated("tie", 1) == work
    store.undo(back.id, who="anna")
    assert store.stated("tie", 1).retracted_by == ""
    with pytest.raises(InputError):
        store.stated("tie", 99)
    with pytest.raises(InputError):
        store.history("e-99")


def test_a_statement_comes_back_as_it_was_said(store: Store) -> None:
    first_import(store)
    details: Details = {"seat": "e-4", "on_behalf_of": ("e-2",)}
    assert store.stated("tie", 2).stated.said == Tie(
        "r-2", "Membership", "e-1", "e-3", "member", "2021", "", details, "rij 2"
    )
    assert store.stated("tie", 1).stated.said == Tie(
        "r-1", "Employment", "e-1", "e-2", "directeur", "2020", "", NOTHING, "rij 2"
    )
    assert store.stated("fact", 9).stated.said == Fact("e-4", "body", "e-3")


# --- undo


def test_undo_and_its_undo(store: Store) -> None:
    first_import(store)
    state, view, full = list(store.dump(history=False)), content(store), list(store.dump())
    second = add_person(store, "e-5", "Piet")
    after = content(store)
    undo = store.undo(second.id, who="me", why="vergissing")
    assert (undo.kind, undo.undoes, undo.why) == ("undo", (second.id,), "vergissing")
    assert [a.in_force for a in store.changesets()] == [True, False, True]
    assert list(store.dump(history=False)) == state
    assert content(store) == view
    assert list(store.dump())[: len(full)] == full
    with pytest.raises(RefusedError) as caught:
        store.undo(second.id, who="me")
    assert caught.value.key == "undo-twice"
    store.undo(undo.id, who="me")
    assert content(store) == after
    assert store.check() == []


def blocking(store: Store, act: Applied) -> object:
    """Return the acts that an undo is refused for, as the refusal names them."""
    with pytest.raises(RefusedError) as caught:
        store.undo(act.id, who="me")
    assert caught.value.key == "undo-blocked"
    return caught.value.values["acts"]


def test_undo_is_refused_while_later_acts_build_on_it(store: Store) -> None:
    first = first_import(store)
    note = store.apply(say(Fact("e-1", "note", "belt liever")))
    found = store.apply(ChangeSet("import", "me", "", source("s-4", digest="x"), unchanged=[first.id]))
    before = list(store.dump())
    with pytest.raises(RefusedError) as caught:
        store.undo(first.id, who="me")
    assert caught.value.key == "undo-blocked"
    assert f": {found.number} ({found.id}), {note.number} ({note.id})." in str(caught.value)
    assert list(store.dump()) == before
    undo = store.undo(first.id, who="me", with_later=True)
    assert undo.undoes == (found.id, note.id, first.id)
    assert store.load().entities == {}
    store.undo(undo.id, who="me")
    assert store.load().entities["e-1"].get("note") == "belt liever"
    store.undo(found.id, who="me")


def test_a_seat_named_by_a_later_tie_holds_its_import(store: Store) -> None:
    first_import(store)
    record, facts = named("e-6", "Seat", "zetel 2", "zetels")
    seats = store.apply(ChangeSet("import", "me", "", source("s-6", "zetels"), [record], facts))
    details: Details = {"seat": "e-6"}
    tie = Tie("r-6", "Membership", "e-1", "e-3", "member", "", "", details)
    later = store.apply(ChangeSet("hand", "me", "", source("s-7", "hand:me", "own"), ties=[tie]))
    assert blocking(store, seats) == f"{later.number} ({later.id})"


def test_judgements_that_stand_are_told_oldest_first(store: Store) -> None:
    assert store.judgements() == []
    first_import(store)
    add_person(store, "e-5", "J. Müller")
    add_person(store, "e-6", "Jan")
    judge(store, "e-1", "e-5", "later")
    undone = judge(store, "e-1", "e-6", "different")
    judge(store, "e-5", "e-6", "part of")
    store.undo(undone.id, who="me")
    found = store.judgements()
    said = [
        (item.said.one, item.said.other, item.said.verdict)
        for item in found
        if isinstance(item.said, Judgement)
    ]
    assert said == [("e-1", "e-5", "later"), ("e-5", "e-6", "part of")]
    assert all(item.live for item in found)


def test_undoing_a_split_is_refused_when_the_records_were_judged_different_since(store: Store) -> None:
    first_import(store)
    add_person(store, "e-5", "J. Müller")
    merge = judge(store, "e-1", "e-5")
    undo = store.undo(merge.id, who="me")
    different = judge(store, "e-1", "e-5", "different")
    assert blocking(store, undo) == f"{different.number} ({different.id})"
    store.undo(undo.id, who="me", with_later=True)
    assert store.load().entities["e-1"].aliases == ("e-5",)
    assert store.check() == []


def test_redo_brings_back_what_it_rests_on(store: Store) -> None:
    first = first_import(store)
    note = store.apply(say(Fact("e-1", "note", "belt liever")))
    undo_note = store.undo(note.id, who="me")
    undo_first = store.undo(first.id, who="me")
    assert blocking(store, undo_note) == f"{undo_first.number} ({undo_first.id})"
    store.undo(undo_note.id, who="me", with_later=True)
    assert store.load().entities["e-1"].get("note") == "belt liever"
    assert store.check() == []


def test_an_unknown_act_cannot_be_undone(store: Store) -> None:
    with pytest.raises(InputError):
        store.undo("c-none", who="me")
    with pytest.raises(InputError):
        store.undo("7", who="me")


def test_apply_again_after_undo_keeps_the_ids(store: Store) -> None:
    first = first_import(store)
    view = store.load().fingerprint
    store.undo(first.id, who="me")
    facts = [s.said for s in store.series("ledenlijst").facts if isinstance(s.said, Fact)]
    ties = [s.said for s in store.series("ledenlijst").ties if isinstance(s.said, Tie)]
    store.apply(ChangeSet("import", "me", "lijst", source("s-1"[:2] + "8", digest="abc"), [], facts, ties))
    assert store.load().fingerprint == view


# --- split


def test_split_takes_back_the_judgements_across_the_cut(store: Store) -> None:
    first_import(store)
    add_person(store, "e-5", "J. Müller")
    add_person(store, "e-6", "Jannie")
    view = content(store)
    judge(store, "e-1", "e-5")
    judge(store, "e-5", "e-6")
    note = store.apply(say(Fact("e-6", "note", "nieuw telefoonnummer")))
    (asked,) = store.since_merge("e-1", ["e-6"])
    assert asked.said == Fact("e-6", "note", "nieuw telefoonnummer")
    split = store.split("e-1", ["e-6"], "me", "twee personen")
    assert dict(split.counts) == {"fact": 0, "tie": 0, "judgement": 1, "retraction": 1}
    network = store.load()
    assert network.entities["e-1"].aliases == ("e-5",)
    assert network.entities["e-6"].get("note") == "nieuw telefoonnummer"
    with pytest.raises(RefusedError):
        judge(store, "e-1", "e-6")
    store.split("e-5", ["e-1"], "me")
    store.undo(note.id, who="me")
    assert content(store) == view
    assert store.check() == []


def test_split_of_nothing_all_or_others_is_refused(store: Store) -> None:
    first_import(store)
    add_person(store, "e-5", "J. Müller")
    judge(store, "e-1", "e-5")
    for apart in ([], ["e-1", "e-5"], ["e-2"], ["e-1", "e-99"]):
        with pytest.raises(RefusedError) as caught:
            store.split("e-1", apart, "me")
        assert caught.value.key == "split-records"


# --- erasure

FULL_NAME = "Quirïnus Zwaardvisser"


def with_person(store: Store) -> None:
    first_import(store)
    record, facts = named("e-q", "Person", FULL_NAME, "bezoekers")
    facts += [
        Fact("e-q", "email", "quir@zwaard.example"),
        Fact("e-q", "phone", "0699887766"),
        Fact("e-q", "note", "groet"),
    ]
    details: Details = {"on_behalf_of": ("e-2",)}
    ties = [
        Tie("r-q", "Membership", "e-q", "e-3", "member", "2021", "", details, "rij 7"),
        Tie("r-w", "Employment", "e-q", "e-2", "directeur", place="rij 7"),
    ]
    src = Source("s-q", "bezoekers", "list", f"gesprek {FULL_NAME.upper()}.csv")
    store.apply(ChangeSet("import", "me", f"over {FULL_NAME}", src, [record], facts, ties))
    store.apply(
        say(
            Fact("e-2", "note", "Bel quirinus  zwaardvisser op 06-99887766"),
            Fact("e-3", "note", "Vraag Zwaardvisser"),
        )
    )


def test_erasure_takes_the_person_and_leaves_the_structure(store: Store) -> None:
    with_person(store)
    before, moments = store.load(), [a.id for a in store.changesets()]
    past = [store.load(known_at=moment) for moment in moments]
    receipt = store.erase(["e-q"], "anna")
    network = store.load()
    assert (receipt.records, receipt.facts) == (1, 4)
    assert len(network.entities) == len(before.entities)
    assert "e-q" not in network.entities
    (gone,) = (e for e in network.of_type("Person") if not e.name)
    assert gone.values == {}
    seat = next(t for t in network.ties("Membership") if t.source == gone.id)
    assert (seat.role, seat.since, seat.all("on_behalf_of"), seat.origin.place) == (
        "member",
        "2021",
        ("e-2",),
        "",
    )
    assert network.entities["e-2"].get("note") == "Bel […] op […]"
    for moment, then in zip(moments, past, strict=True):
        now = store.load(known_at=moment)
        assert (len(now.entities), len(now.relationships)) == (len(then.entities), len(then.relationships))
    dumped = "\n".join([*store.dump(), *store.dump(history=False)])
    for value in (FULL_NAME, FULL_NAME.upper(), "quir@zwaard.example", "0699887766", "rij 7", "e-q"):
        assert value not in dumped
    assert store.find("Quirinus") == []
    assert store.check() == []
    act = store.changesets()[-1]
    assert (act.kind, act.why) == ("erase", "AVG 17")


def test_an_erasure_lists_text_that_may_still_name_her_by_place_only(store: Store) -> None:
    with_person(store)
    receipt = store.erase(["e-q"], "anna")
    number = next(
        line.stated.number for line in store.history("e-3")
        if isinstance(line.stated.said, Fact) and line.stated.said.property == "note"
    )  # fmt: skip
    assert receipt.to_decide == (f"fact {number}",)


def test_an_erasure_cannot_be_undone(store: Store) -> None:
    with_person(store)
    receipt = store.erase(["e-q"], "anna")
    with pytest.raises(RefusedError) as caught:
        store.undo(receipt.changeset, who="me")
    assert caught.value.key == "undo-erasure"


def test_erasure_asks_for_all_records_of_the_entity(store: Store) -> None:
    with_person(store)
    judge(store, "e-1", "e-q")
    before = list(store.dump())
    with pytest.raises(RefusedError) as caught:
        store.erase(["e-q"], "anna")
    assert caught.value.key == "erase-part"
    assert "e-1" in str(caught.value)
    assert list(store.dump()) == before
    assert store.erase(["e-q", "e-1"], "anna").records == 2
    assert store.check() == []


def test_what_others_state_as_their_own_stays(store: Store) -> None:
    with_person(store)
    add_person(store, "e-n", FULL_NAME)
    store.erase(["e-q"], "anna")
    assert store.load().entities["e-n"].name == FULL_NAME


def test_an_erased_person_is_kept_out(store: Store) -> None:
    with_person(store)
    rows = [
        {"name": FULL_NAME, "email": "nieuw@adres.example", "organisation": "acme"},
        {"name": "", "email": "Quir@Zwaard.example", "organisation": ""},
        {"name": "QUIRINUS ZWAARDVISSER", "email": "", "organisation": ""},
        {"name": FULL_NAME, "email": "", "organisation": "Ander bedrijf"},
        {"name": "Jan Müller", "email": "jan@acme.example", "organisation": "Acme"},
    ]
    assert list(store.suppressed(rows)) == [False] * 5
    store.erase(["e-q"], "anna")
    assert list(store.suppressed(rows)) == [True, True, True, False, False]


def test_numbers_of_erased_statements_are_not_given_again(store: Store, make: Callable[[str], Store]) -> None:
    with_person(store)
    store.apply(say(Fact("e-q", "note", "laatste")))
    store.erase(["e-q"], "anna")
    other = make("other")
    other.load_dump(store.dump())
    for each in (store, other):
        assert each.changesets()[-2].counts["fact"] == 0
        each.apply(say(Fact("e-1", "note", "nieuw"), src=source("s-n")))
    lines = [
        next(x for x in each.history("e-1") if x.stated.said == Fact("e-1", "note", "nieuw"))
        for each in (store, other)
    ]
    assert lines[0].stated.number == lines[1].stated.number == 18, "17 was hers"


# --- dumps


def test_a_full_dump_loads_into_the_same_store(store: Store, make: Callable[[str], Store]) -> None:
    with_person(store)
    add_person(store, "e-5", "J. Müller")
    judge(store, "e-1", "e-5")
    store.undo(store.apply(say(Fact("e-1", "note", "x"))).id, who="me")
    store.split("e-1", ["e-5"], "me")
    store.erase(["e-q"], "anna")
    full = list(store.dump())
    other = make("other")
    other.load_dump(full)
    assert list(other.dump()) == full
    assert list(other.dump(history=False)) == list(store.dump(history=False))
    assert other.load() == store.load()
    assert other.changesets() == store.changesets()
    assert other.info().id == store.info().id
    assert other.check() == []
    for act in store.changesets():
        assert other.load(known_at=act.id) == store.load(known_at=act.id)
    assert list(other.suppressed([{"email": "quir@zwaard.example"}])) == [True]


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (lambda lines: [*lines[:3], "{kapot", *lines[4:]], "dump-line"),
        (lambda lines: [*lines, '{"onbekend":1}'], "dump-line"),
        (lambda lines: [*lines, lines[-1]], "dump-line"),
        (lambda lines: lines[:0], "dump-line"),
        (lambda lines: lines[1:], "dump-not-full"),
        (lambda lines: [lines[0].replace('"format":1', '"format":9'), *lines[1:]], "dump-newer"),
        (lambda lines: [lines[0].replace('"full"', '"state"')], "dump-not-full"),
    ],
)
def test_a_broken_dump_leaves_nothing(
    store: Store, make: Callable[[str], Store], change: Callable[[list[str]], list[str]], key: str
) -> None:
    first_import(store)
    other = make("other")
    empty = list(other.dump())
    with pytest.raises(InputError) as caught:
        other.load_dump(change(list(store.dump())))
    assert caught.value.key == key
    assert str(caught.value)
    assert list(other.dump()) == empty
    other.load_dump(store.dump())
    assert other.load() == store.load()


def test_a_store_with_content_takes_no_dump(store: Store) -> None:
    first_import(store)
    with pytest.raises(RefusedError) as caught:
        store.load_dump(list(store.dump()))
    assert caught.value.key == "store-not-empty"


def test_a_state_has_no_numbers_and_no_past(store: Store, make: Callable[[str], Store]) -> None:
    first_import(store)
    before = list(store.dump(history=False))
    assert before[1:] == sorted(before[1:])
    store.undo(add_person(store, "e-5", "Piet").id, who="me")
    assert list(store.dump(history=False)) == before
    other = make("other")
    other.load_dump(store.dump())
    assert list(other.dump(history=False)) == before


# --- backup, progress, closing


def test_a_backup_is_a_store_and_overwrites_nothing(store: Store, tmp_path: Path) -> None:
    first_import(store)
    path = tmp_path / "copy.db"
    store.backup(path)
    assert path.stat().st_size > 0
    with pytest.raises(RefusedError):
        store.backup(path)


def test_progress_is_told(store: Store) -> None:
    told: list[tuple[str, int, int]] = []
    record, facts = named("e-1", "Person", "Jan")
    changes = ChangeSet("import", "me", "", source("s-1"), [record], facts)
    store.apply(changes, progress=lambda stage, done, total: told.append((stage, done, total)))
    assert ("facts", 2, 2) in told


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    for use in (store.load, store.info, store.changesets, store.check, lambda: list(store.dump())):
        with pytest.raises(StoreError) as caught:
            use()
        assert caught.value.key == "store-closed"


def test_a_person_in_several_roles_of_one_tie_is_found_from_each(store: Store) -> None:
    """A person who made an introduction is in its history, though she is neither end."""
    first_import(store)
    add_person(store, "e-5", "Piet")
    add_person(store, "e-6", "Klaas")
    details: Details = {"via": ("e-6",), "reason": "zelfde thema"}
    tie = Tie("r-8", "Introduction", "e-1", "e-5", details=details)
    store.apply(ChangeSet("hand", "me", "", source("s-8", "hand:me", "own"), ties=[tie]))
    assert [line.stated.said for line in store.history("e-6") if line.stated.kind == "tie"] == [tie]
    assert [t.id for t in store.load().ties_of("e-6")] == ["r-8"]
