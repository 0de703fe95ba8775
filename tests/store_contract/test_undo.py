"""Undo, redo and split."""

from __future__ import annotations

import pytest

from dtz_network.errors import InputError, RefusedError
from dtz_network.model.changes import Applied, ChangeSet, Details, Fact, Judgement, Tie
from dtz_network.store.base import Store

from .small_network import add_person, content, first_import, judge, named, say, source


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
