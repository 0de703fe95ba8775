"""The laws of a statement store, each over random histories; written against the ``Store`` protocol.

``DTZ_LAWS`` raises the number of histories (1000 for a night).
"""

from __future__ import annotations

import itertools
import os
import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dtz_network.errors import RefusedError
from dtz_network.model.changes import ChangeSet, Fact, Judgement, Tie
from dtz_network.store.base import Store
from dtz_network.store.sqlite.session import InjectedFaultError

from . import store_histories as h

pytestmark = pytest.mark.thorough

LAW = settings(
    max_examples=int(os.environ.get("DTZ_LAWS", "15")),
    deadline=None,
    database=None,
    derandomize="DTZ_LAWS" not in os.environ,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(params=sorted(h.MAKERS), scope="module")
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@contextmanager
def a_store(kind: str, history: list[tuple[Any, ...]], *, checked: bool = False) -> Iterator[Store]:
    """Give a store with a history behind it, in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        before = os.environ.get("DTZ_KEYS")
        os.environ["DTZ_KEYS"] = str(Path(folder) / "keys")
        store = h.MAKERS[kind](Path(folder), "store")
        try:
            for act in history:
                h.do(store, act)
                if checked:
                    assert store.check() == []
            yield store
        finally:
            store.close()
            os.environ.pop("DTZ_KEYS")
            if before:
                os.environ["DTZ_KEYS"] = before


def full(store: Store) -> list[str]:
    return list(store.dump(history=True))


def state(store: Store) -> list[str]:
    return list(store.dump(history=False))


@LAW
@given(history=h.histories, last=h.acts)
def test_apply_then_undo_gives_the_same_state_and_undo_can_be_undone(
    kind: str, history: list[Any], last: tuple[Any, ...]
) -> None:
    with a_store(kind, history) as store:
        before, said, shown = state(store), full(store), h.view(store)
        done = h.do(store, last)
        if done is None:
            assert (state(store), full(store)) == (before, said)
            return
        after, now = state(store), h.view(store)
        undone = store.undo(done.id, who="tester")
        assert state(store) == before
        assert h.view(store) == shown
        assert full(store)[: len(said)] == said
        store.undo(undone.id, who="tester")
        assert (state(store), h.view(store)) == (after, now)


@LAW
@given(history=h.histories, found=h.lists)
def test_an_import_that_was_undone_applies_again_with_the_same_ids(
    kind: str, history: list[Any], found: h.List
) -> None:
    with a_store(kind, history) as store:
        done = h.apply_list(store, found)
        if done is None:
            return
        ids, shown = set(store.load().entities), h.view(store)
        ties = {tie.id for tie in store.load().relationships}
        store.undo(done.id, who="tester")
        assert h.plan(store, found).changes.records == ()
        h.apply_list(store, found)
        assert set(store.load().entities) == ids
        assert {tie.id for tie in store.load().relationships} == ties
        assert h.view(store) == shown


@LAW
@given(history=h.histories, found=h.lists, seed=st.integers(0, 99))
def test_the_same_file_twice_changes_and_asks_nothing(
    kind: str, history: list[Any], found: h.List, seed: int
) -> None:
    with a_store(kind, history) as store:
        h.apply_list(store, found)
        said, live = full(store), state(store)
        again = h.plan(store, found)
        assert (again.changes.changes, again.questions, tuple(again.changes.unchanged)) == (0, 0, ())
        h.apply_list(store, found)
        assert full(store) == said
        mixed = list(found.lines)
        random.Random(seed).shuffle(mixed)
        other = h.plan(store, replace(found, lines=tuple(mixed), edition=7))
        assert (other.changes.changes, other.questions) == (0, 0)
        store.apply(other.changes)
        assert state(store) == live
        assert full(store)[: len(said)] == said


@LAW
@given(history=h.histories, found=h.lists, holes=st.lists(st.integers(0, 3), min_size=40, max_size=40))
def test_an_empty_cell_erases_nothing(kind: str, history: list[Any], found: h.List, holes: list[int]) -> None:
    with a_store(kind, history) as store:
        h.apply_list(store, found)
        facts, ties = _said(store)
        h.apply_list(store, h.thinner(found, itertools.cycle(holes)))
        facts_after, ties_after = _said(store)
        assert facts <= facts_after
        assert ties <= ties_after


def _said(store: Store) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Return which property of which entity, and which field of which relationship, has a value."""
    network = store.load()
    facts = {(e.id, p) for e in network.entities.values() for p in e.values}
    fields = ("role", "since", "until")
    return facts, {
        (f"{t.type} {t.source} {t.target}", f) for t in network.relationships for f in fields if getattr(t, f)
    }


@LAW
@given(history=h.histories, last=h.acts, after=st.integers(0, 40))
def test_a_fault_at_any_write_leaves_the_store_as_it_was(
    kind: str, history: list[Any], last: tuple[Any, ...], after: int
) -> None:
    with a_store(kind, history) as store:
        before = (full(store), state(store), h.view(store))
        store.fault_after = after  # type: ignore[attr-defined]
        try:
            h.do(store, last)
        except InjectedFaultError:
            store.fault_after = None  # type: ignore[attr-defined]
            assert (full(store), state(store), h.view(store)) == before
            assert store.check() == []
        finally:
            store.fault_after = None  # type: ignore[attr-defined]


@LAW
@given(history=h.histories)
def test_flags_are_what_a_recount_gives(kind: str, history: list[Any]) -> None:
    with a_store(kind, history, checked=True) as store:
        assert h.view(store) == h.view(store, known_at=str(len(store.changesets()))) or not store.changesets()


@LAW
@given(history=h.histories)
def test_replaying_to_a_moment_gives_what_was_shown_then(kind: str, history: list[Any]) -> None:
    with a_store(kind, []) as store:
        seen: dict[str, str] = {}
        for act in history:
            done = h.do(store, act)
            if done is not None:
                seen[done.id] = h.view(store)
        for moment, shown in seen.items():
            assert h.view(store, known_at=moment) == shown
        times = [act.at for act in store.changesets()]
        assert times == sorted(times)


@LAW
@given(history=h.histories)
def test_load_of_a_full_dump_gives_the_same_store(kind: str, history: list[Any]) -> None:
    with a_store(kind, history) as store, a_store(kind, []) as other:
        other.load_dump(full(store))
        assert full(other) == full(store)
        assert state(other) == state(store)
        assert h.view(other) == h.view(store)
        assert other.check() == []


@LAW
@given(history=h.histories)
def test_nothing_is_joined_without_a_judgement(kind: str, history: list[Any]) -> None:
    with a_store(kind, history) as store:
        pairs = [
            (line.stated.said.one, line.stated.said.other)
            for e in store.load().entities
            for line in store.history(e)
            if line.stated.live
            and isinstance(line.stated.said, Judgement)
            and line.stated.said.verdict == "same"
        ]
        for entity in store.load().entities.values():
            reached, todo = {entity.id}, [entity.id]
            while todo:
                here = todo.pop()
                for one, other in pairs:
                    for next_one in ({one, other} - {here}) if here in (one, other) else set():
                        if next_one not in reached:
                            reached.add(next_one)
                            todo.append(next_one)
            assert set(entity.aliases) <= reached


@LAW
@given(history=h.histories, found=h.lists)
def test_everything_said_is_of_something_that_exists(kind: str, history: list[Any], found: h.List) -> None:
    with a_store(kind, [*history, ("import", found)]) as store:
        network = store.load()
        for entity in network.entities.values():
            assert entity.type in network.schema.types
        for tie in network.relationships:
            named = {tie.source, tie.target, *tie.all("seat"), *tie.all("on_behalf_of")}
            assert named <= set(network.entities)


@LAW
@given(history=h.histories, later=st.lists(h.acts, max_size=4), pick=st.integers(0, 9))
def test_merge_later_acts_and_split_equal_the_state_without_the_merge(
    kind: str, history: list[Any], later: list[Any], pick: int
) -> None:
    later = [act for act in later if act[0] in ("import", "say")]
    with a_store(kind, history) as store, a_store(kind, []) as other:
        other.load_dump(full(store))
        people = sorted(e.id for e in store.load().entities.values() if e.type == "Person")
        if len(people) < 2:
            return
        one, two = people[pick % len(people)], people[(pick + 1) % len(people)]
        judged = _merge(store, one, two)
        if judged is None:
            return
        for act in later:
            h.do(store, act)
            h.do(other, act)
        try:
            store.undo(judged, who="tester")
        except RefusedError:
            return
        assert _without_ids(store) == _without_ids(other)


def _merge(store: Store, one: str, other: str) -> str | None:
    try:
        return store.apply(ChangeSet("judge", "tester", judgements=[Judgement(one, other, "same")])).id
    except RefusedError:
        return None


def _without_ids(store: Store) -> list[Any]:
    """Return what is shown with names for ids: two stores mint different ids for what comes later."""
    network = store.load()
    entities = sorted(
        (e.type, sorted((p, v.value) for p in e.values for v in e.values[p] if p != "body"))
        for e in network.entities.values()
    )
    ties = sorted(
        (t.type, network.name(t.source), network.name(t.target), t.role, t.since, t.until)
        for t in network.relationships
    )
    return [entities, ties]


@LAW
@given(history=h.histories, pick=st.integers(0, 9))
def test_split_says_different_and_keeps_every_statement(kind: str, history: list[Any], pick: int) -> None:
    with a_store(kind, history) as store:
        joined = [e for e in store.load().entities.values() if e.aliases]
        if not joined:
            return
        entity = sorted(joined, key=lambda e: e.id)[pick % len(joined)]
        before = {line for line in state(store) if line.startswith(('{"fact"', '{"tie"'))}
        apart = entity.aliases[0]
        store.split(entity.id, [apart], "tester")
        assert {line for line in state(store) if line.startswith(('{"fact"', '{"tie"'))} == before
        network = store.load()
        one, other = network.resolve(entity.id), network.resolve(apart)
        assert one is not None
        assert other is not None
        assert one.id != other.id
        with pytest.raises(RefusedError):
            store.apply(ChangeSet("judge", "tester", judgements=[Judgement(entity.id, apart, "same")]))


@LAW
@given(history=h.histories, pick=st.integers(0, 30))
def test_undo_of_an_older_act_takes_only_its_own(kind: str, history: list[Any], pick: int) -> None:
    with a_store(kind, history) as store:
        known = [act for act in store.changesets() if act.in_force and act.kind != "undo"]
        if not known:
            return
        act = known[pick % len(known)]
        before, said = set(state(store)), full(store)
        own = {line for line in before if f'":"{act.id}"' in line}
        refused = ""
        try:
            store.undo(act.id, who="tester")
        except RefusedError as error:
            refused = error.key
        if refused:
            assert full(store) == said
            assert refused == "undo-blocked"
            return
        after = set(state(store))
        assert _statements(before - own) <= _statements(after)
        assert not _statements(after) & own


def _statements(dumped: set[str]) -> set[str]:
    return {line for line in dumped if line.startswith(('{"fact"', '{"tie"', '{"judgement"'))}


MARK = h.Line("Quirïnus Zwaardvisser", "quir@zwaard.example", "0699887766", "Acme", "inkoper", "2020")
TRACES = ("quirïnus", "zwaardvisser", "quirinus", "quir@", "0699887766")


@LAW
@given(history=h.histories, later=st.lists(h.acts, max_size=3))
def test_an_erased_person_leaves_no_trace_and_totals_stay(
    kind: str, history: list[Any], later: list[Any]
) -> None:
    with a_store(kind, history) as store:
        person = h.List("leden", (MARK, h.Line("Jan de Vries", organisation="Acme")))
        h.apply_list(store, person)
        store.apply(replace(h.plan(store, replace(person, edition=1)).changes, why=f"belde met {MARK.name}"))
        for act in later:
            h.do(store, act)
        network = store.load()
        mine = [e for e in network.entities.values() if MARK.name in e.all("name")]
        said = [line.stated.said for e in mine for line in store.history(e.id)]
        names = {fact.value for fact in said if isinstance(fact, Fact) and fact.property == "name"}
        if len(mine) != 1 or names != {MARK.name}:
            return  # merged with another by the history: the caller is shown all records first
        moments = [act.id for act in store.changesets()]
        totals = [_totals(store, moment) for moment in moments]
        store.erase([mine[0].id, *mine[0].aliases], "tester")
        assert [_totals(store, moment) for moment in moments] == totals
        text = "\n".join([*full(store), *state(store), h.view(store)]).casefold()
        assert [trace for trace in TRACES if trace in text] == []
        for path in Path(store.info().place).parent.rglob("store.db*"):
            data = path.read_bytes().decode("utf-8", "ignore").casefold()
            assert [trace for trace in TRACES if trace in data] == []
        asked = [
            {"name": MARK.name, "email": MARK.email, "organisation": MARK.organisation},
            {"name": "Jan de Vries"},
        ]
        assert list(store.suppressed(asked)) == [True, False]
        with pytest.raises(RefusedError):
            store.undo(store.changesets()[-1].id, who="tester")
        assert store.check() == []


def _totals(store: Store, moment: str) -> tuple[int, int, list[tuple[str, str, str]]]:
    network = store.load(known_at=moment)
    return (
        len(network.entities),
        len(network.relationships),
        sorted((t.type, t.since, t.until) for t in network.relationships),
    )


def test_an_older_backup_does_not_bring_an_erased_person_back(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DTZ_KEYS", str(tmp_path / "keys"))
    store = h.MAKERS[kind](tmp_path, "store")
    h.apply_list(store, h.List("leden", (MARK,)))
    store.backup(tmp_path / "older.db")
    person = next(e for e in store.load().entities.values() if e.type == "Person")
    store.erase([person.id], "tester")
    store.close()
    (tmp_path / "store.db").write_bytes((tmp_path / "older.db").read_bytes())
    again = h.make_embedded(tmp_path, "store")  # a backup is a file, whatever the store
    assert "zwaardvisser" not in h.view(again).casefold()
    assert any("erased" in warning for warning in again.info().warnings)
    again.close()


def test_third_ends_follow_a_merge(kind: str) -> None:
    line = h.Line("Jan de Vries", organisation="Acme", body="Stuurgroep")
    with a_store(
        kind, [("import", h.List("leden", (line,))), ("import", h.List("deelnemers", (line,)))]
    ) as store:
        firms = sorted(e.id for e in store.load().entities.values() if e.type == "Company")
        people = sorted(e.id for e in store.load().entities.values() if e.type == "Person")
        bodies = sorted(e.id for e in store.load().entities.values() if e.type == "GovernanceBody")
        seats = sorted(e.id for e in store.load().entities.values() if e.type == "Seat")
        assert len(store.load().ties("Membership")) == 2
        for one, other in (firms, people, bodies, seats):
            store.apply(ChangeSet("judge", "tester", judgements=[Judgement(one, other, "same")]))
        network = store.load()
        (membership,) = network.ties("Membership")
        assert {*membership.all("seat"), *membership.all("on_behalf_of")} <= set(network.entities)
        assert [seat.get("body") for seat in network.of_type("Seat")] == [bodies[0]] or network.resolve(
            network.of_type("Seat")[0].get("body")
        )
        assert store.check() == []


def test_a_statement_about_nothing_is_refused(kind: str) -> None:
    with a_store(kind, [("import", h.List("leden", (h.Line("Müll", organisation="Acme"),)))]) as store:
        said = full(store)
        for changes in (
            ChangeSet("hand", "tester", facts=[Fact("e-absent", "name", "X")]),
            ChangeSet("hand", "tester", ties=[Tie("r-1", "Employment", "e-absent", "e-gone")]),
        ):
            with pytest.raises(RefusedError):
                store.apply(changes)
        assert full(store) == said
