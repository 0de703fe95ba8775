"""A person that is erased is gone, and what others state stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dtz_network.errors import RefusedError
from dtz_network.model.changes import Fact
from dtz_network.store.base import Store

from .small_network import FULL_NAME, add_person, judge, say, source, with_person


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
