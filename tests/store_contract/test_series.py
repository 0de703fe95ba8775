"""What a series said last, and what is found, told and explained."""

from __future__ import annotations

import pytest

from dtz_network.errors import InputError
from dtz_network.model.changes import NOTHING, ChangeSet, Details, Fact, Retraction, Tie
from dtz_network.store.base import Store

from .small_network import first_import, source


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
