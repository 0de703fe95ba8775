"""After a join the fuller spelling of a name shows, unless a better source says otherwise; the same in views, full text and check."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from dtz_network.model.changes import SourceKind
from dtz_network.store.base import Store
from dtz_network.workflows import by_hand, contacts, stores
from dtz_network.workflows.by_hand import Act
from dtz_network.workflows.provenance import About


@pytest.fixture
def store(place: Path) -> Iterator[Store]:
    made = stores.open_store(place / "network.db", create=True)
    yield made
    made.close()


def heard(store: Store, place: Path, name: str, kind: SourceKind, number: int) -> str:
    path = place / f"lijst{number}.csv"
    path.write_text(f"Naam;Organisatie\n{name};Alfa\n", encoding="utf-8")
    planned = contacts.plan_import(store, path, About(kind=kind), who="tester")
    contacts.apply_import(store, planned)
    return next(record.id for record in planned.plan.changes.records if record.type == "Person")


@pytest.mark.parametrize(
    ("first", "second", "shown"),
    [
        (("Sanne de Wit", "list"), ("S. de Wit", "list"), "Sanne de Wit"),
        (("S. de Wit", "list"), ("Sanne de Wit", "list"), "Sanne de Wit"),
        (("Sanne de Wit", "list"), ("S. de Wit", "own"), "S. de Wit"),
        (("Sanne de Wit", "document"), ("S. de Wit", "list"), "Sanne de Wit"),
        (("Sanne de Wit", "document"), ("S. de Wit", "registry"), "S. de Wit"),
        (("Karin van der Meulen", "list"), ("Karin Meulen", "list"), "Karin van der Meulen"),
        (("Karin Meulen", "list"), ("KARIN MEULEN", "list"), "Karin Meulen"),
        (("J.P. (Jan) de Vries", "list"), ("J.P. de Vries", "list"), "J.P. (Jan) de Vries"),
        (("Els Visser", "list"), ("Els Visser-Bos", "list"), "Els Visser-Bos"),
        (("Els Visser-Bos", "list"), ("Els Visser", "list"), "Els Visser"),
    ],
)
def test_the_fuller_name_of_equally_good_sources_shows(
    store: Store, place: Path, first: tuple[str, SourceKind], second: tuple[str, SourceKind], shown: str
) -> None:
    one, other = (heard(store, place, *said, number) for number, said in enumerate((first, second)))
    by_hand.merge(store, one, other, Act("tester"))
    (person,) = store.load().of_type("Person")
    assert person.name == shown
    assert set(person.all("name")) == {shown}
    assert store.check() == []
    (found,) = store.find(shown)
    assert found.id == person.id
    with sqlite3.connect(place / "network.db") as db:
        assert db.execute("SELECT name FROM v_person").fetchall() == [(shown,)]


def test_a_store_made_by_an_older_rule_is_remade_when_it_is_opened(store: Store, place: Path) -> None:
    one, other = (
        heard(store, place, name, "list", n) for n, name in enumerate(("Sanne de Wit", "S. de Wit"))
    )
    by_hand.merge(store, one, other, Act("tester"))
    store.close()
    with sqlite3.connect(place / "network.db") as db:
        db.execute("UPDATE fact SET top = (val = 'S. de Wit') WHERE val LIKE '%de Wit'")
        db.execute("DELETE FROM meta WHERE name = 'rule'")
    again = stores.open_store(place / "network.db")
    assert [person.name for person in again.load().of_type("Person")] == ["Sanne de Wit"]
    assert again.check() == []
    again.close()
