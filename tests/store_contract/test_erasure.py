"""A person that is erased is gone, and what others state stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dtz_network.errors import RefusedError
from dtz_network.model.changes import Applied, ChangeSet, Fact
from dtz_network.store.base import Mention, Store

from .small_network import FULL_NAME, add_person, judge, named, say, source, with_person


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


def test_an_erasure_lists_text_that_may_still_name_her(store: Store) -> None:
    with_person(store)
    receipt = store.erase(["e-q"], "anna")
    assert receipt.to_decide == (Mention("fact", "e-3", "note", "Vraag Zwaardvisser"),)


def test_an_erasure_takes_her_out_of_the_names_that_we_gave_also_in_acts_undone(store: Store) -> None:
    with_person(store)
    log_both(store)
    undone = log_both(store, "u")
    store.undo(undone.id, who="me")
    receipt = store.erase(["e-q"], "anna")
    network = store.load()
    assert network.entities["e-talk"].name == "[…], Jan Müller"
    assert network.entities["e-todo"].name == "[…] terugbellen"
    dumped = "\n".join([*store.dump(), *store.dump(history=False)]).casefold()
    assert not any(name in dumped for name in ("quirïnus zwaardvisser", "zwaardvisser, quir"))
    assert [m.text for m in receipt.to_decide if m.of in ("e-vraag", "e-vraagu")] == ["Vraag Quirïnus"] * 2
    store.undo(store.changesets()[-2].id, who="me")
    assert store.load().entities["e-talku"].name == "[…], Jan Müller"
    assert store.check() == []


def log_both(store: Store, mark: str = "") -> Applied:
    """Log a conversation and two actions that are named after her."""
    names = {"talk": f"{FULL_NAME}, Jan Müller", "todo": "Zwaardvisser, Quirinus terugbellen"}
    records, facts = [], []
    for key, name in {**names, "vraag": "Vraag Quirïnus"}.items():
        kind = "Event" if key == "talk" else "Action"
        record, said = named(f"e-{key}{mark}", kind, name, "hand:me")
        records.append(record)
        facts += said
    return store.apply(say(*facts, records=records))


def test_names_of_organisations_and_in_lists_stay_and_are_told(store: Store) -> None:
    with_person(store)
    firm, facts = named("e-f", "Company", f"Advies {FULL_NAME}")
    tender, said = named("e-t", "Event", f"Lezing {FULL_NAME}")
    store.apply(ChangeSet("import", "me", "", source("s-f"), [firm, tender], [*facts, *said]))
    receipt = store.erase(["e-q"], "anna")
    assert {(m.of, m.property, m.text) for m in receipt.to_decide} == {
        ("e-3", "note", "Vraag Zwaardvisser"),
        ("e-f", "name", f"Advies {FULL_NAME}"),
        ("e-t", "name", f"Lezing {FULL_NAME}"),
    }
    assert store.mentions([FULL_NAME]) == receipt.to_decide


def test_words_that_are_left_are_taken_out_by_themselves(store: Store) -> None:
    with_person(store)
    log_both(store)
    store.erase(["e-q"], "anna")
    receipt = store.erase([], "anna", texts=["Vraag Quirïnus", "zwaardvisser"])
    assert (receipt.records, receipt.texts, receipt.to_decide) == (0, 2, ())
    assert store.load().entities["e-vraag"].name == "[…]"
    assert store.load().entities["e-3"].get("note") == "Vraag […]"
    assert store.check() == []


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
