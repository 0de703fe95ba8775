"""Addresses and roles that differ in capitals only are one, whoever said them; what was stored before comes right when it is opened."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from dtz_network.store.base import Store
from dtz_network.workflows import by_hand, contacts, stores
from dtz_network.workflows.by_hand import Act
from dtz_network.workflows.contacts import Import

HEAD = "Naam;Organisatie;Functie;E-mail\n"


@pytest.fixture
def store(place: Path) -> Iterator[Store]:
    made = stores.open_store(place / "network.db", create=True)
    yield made
    made.close()


def take(store: Store, place: Path, row: str, name: str = "lijst.csv", *, join: bool = False) -> Import:
    (place / name).write_text(f"{HEAD}{row}\n", encoding="utf-8")
    planned = contacts.plan_import(store, place / name, who="tester")
    contacts.apply_import(store, planned, join=join)
    return planned


def shown(store: Store) -> tuple[list[tuple[str, ...]], list[str]]:
    network = store.load()
    return [tuple(e.all("email")) for e in network.of_type("Person")], [
        t.role for t in network.ties("Employment")
    ]


def test_two_lists_that_differ_in_capitals_tell_one_address_and_one_job(store: Store, place: Path) -> None:
    take(store, place, "Jan Bos;Alfa;directeur;Jan.Bos@Alfa.example")
    take(store, place, "Jan Bos;Alfa;Directeur;jan.bos@alfa.example", "andere.csv", join=True)
    emails, roles = shown(store)
    assert emails == [("Jan.Bos@Alfa.example",)]
    assert [role.casefold() for role in roles] == ["directeur"]
    assert store.check() == []
    with sqlite3.connect(place / "network.db") as db:
        assert [row[0].casefold() for row in db.execute("SELECT role FROM v_employment")] == ["directeur"]


def test_another_edition_of_a_list_in_other_capitals_changes_nothing(store: Store, place: Path) -> None:
    take(store, place, "Jan Bos;Alfa;directeur;Jan.Bos@alfa.example")
    again = take(store, place, "Jan Bos;Alfa;DIRECTEUR;jan.bos@Alfa.example; ")
    assert again.plan.changes.changes == 0
    assert (again.still, again.matches) == ([], [])
    assert shown(store) == ([("Jan.Bos@alfa.example",)], ["directeur"])


def test_a_better_source_spells_it_as_it_does(store: Store, place: Path) -> None:
    take(store, place, "Jan Bos;Alfa;;Jan.Bos@alfa.example")
    by_hand.correct(store, "Jan Bos", {"email": ["jan.bos@alfa.example"]}, Act("tester"))
    assert shown(store)[0] == [("jan.bos@alfa.example",)]
    assert store.check() == []


def test_what_was_stored_by_the_rule_before_comes_right_when_it_is_opened(store: Store, place: Path) -> None:
    take(store, place, "Jan Bos;Alfa;directeur;Jan.Bos@alfa.example")
    take(store, place, "Jan Bos;Alfa;directeur;jan.bos@alfa.example", "andere.csv", join=True)
    dump = list(store.dump(history=True))
    store.close()
    with sqlite3.connect(place / "network.db") as db:
        db.execute("UPDATE fact SET top = 1 WHERE val LIKE '%@alfa.example'")
        db.execute("UPDATE meta SET value = '2' WHERE name = 'rule'")
    again = stores.open_store(place / "network.db")
    assert shown(again)[0] == [("Jan.Bos@alfa.example",)]
    assert again.check() == []
    assert list(again.dump(history=True)) == dump
    again.close()


def test_a_row_says_an_address_once(store: Store, place: Path) -> None:
    planned = take(store, place, "Jan Bos;Alfa;;Jan@alfa.example, jan@alfa.example")
    facts = [fact for fact in planned.plan.changes.facts if fact.property == "email"]
    assert [fact.value for fact in facts] == ["Jan@alfa.example"]
