"""What a network shows of statements that agree, differ or are joined, at any time on both clocks."""

from __future__ import annotations

import pytest

from dtz_network.errors import InputError
from dtz_network.model.changes import ChangeSet, Details, Fact, Tie
from dtz_network.store.base import Store
from tests.every_store import Ticking

from .small_network import add_person, first_import, judge, named, say, source


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


def test_what_a_joined_record_is_called_stays_a_name(store: Store) -> None:
    first_import(store)
    moved = add_person(store, "e-5", "Johanna Zwart")
    judged = judge(store, "e-1", "e-5")
    joined = store.load().entities["e-1"]
    lost = {"Jan Müller", "Johanna Zwart"} - {joined.name}
    assert (len(lost), set(joined.joined)) == (1, lost)
    assert set(joined.names) == {"Jan Müller", "Johanna Zwart"}
    for name in joined.names:
        (found,) = store.find(name)
        assert found == joined
    assert store.load(known_at=judged.id).entities == store.load().entities
    before = store.load(known_at=moved.id).entities
    assert [before[i].joined for i in ("e-1", "e-5")] == [(), ()]
    store.undo(judged.id, who="me")
    assert store.load().entities["e-1"].joined == ()
