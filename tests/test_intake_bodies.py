"""A governance body is one: equal names are joined, slips are asked, and nothing about people is dropped without a word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dtz_network.errors import InputError, Problem, ProblemsError
from dtz_network.store.base import Store
from dtz_network.workflows import contact_log, contacts, review, stores
from dtz_network.workflows.by_hand import Act

LIST = "Naam,Organisatie,Overleg\n{},Gemeente Emmen,{}\n"


@pytest.fixture
def store(place: Path) -> Any:
    made = stores.open_store(place / "network.db", create=True)
    read(made, place, "eerste.csv", LIST.format("Anna Bos", "Program Board"))
    yield made
    made.close()


def read(store: Store, place: Path, name: str, text: str, *, join: bool = False) -> contacts.Import:
    (place / name).write_text(text, encoding="utf-8")
    planned = contacts.plan_import(store, place / name, who="tester")
    contacts.apply_import(store, planned, join=join)
    return planned


def bodies(store: Store) -> list[str]:
    return sorted(entity.name for entity in store.load().of_type("GovernanceBody"))


def test_a_body_of_one_name_is_joined_by_the_import(store: Store, place: Path) -> None:
    read(store, place, "tweede.csv", LIST.format("Piet Kuiper", "program board"), join=True)
    assert len(bodies(store)) == 1


def test_a_body_of_one_name_is_joined_by_review(store: Store, place: Path) -> None:
    read(store, place, "tweede.csv", LIST.format("Piet Kuiper", "program board"))
    assert len(bodies(store)) == 2
    found = review.open_questions(store)
    assert ("body", True) in [(question.kind, question.sure) for question in found.questions]
    review.answer(store, review.sure_answers(found), who="tester")
    assert len(bodies(store)) == 1


@pytest.mark.parametrize("name", ["Program Boord", "Program Baord", "Programma Raad", "Programmaraad"])
def test_a_misspelt_body_is_a_question(store: Store, place: Path, name: str) -> None:
    planned = read(store, place, "tweede.csv", LIST.format("Piet Kuiper", name))
    assert [(m.name, m.zone) for m in planned.matches if m.row[0] == "GovernanceBody"] == [(name, "R1")]
    assert ("body", False) in [(q.kind, q.sure) for q in review.open_questions(store).questions]


@pytest.mark.parametrize("name", ["Program Boord", "Program Baord", "Programma Raad"])
def test_a_misspelt_body_of_a_meeting_is_refused_with_the_nearest(store: Store, name: str) -> None:
    with pytest.raises(InputError) as told:
        contact_log.talk(store, ["Anna Bos"], Act("tester"), date="2026-03-12", body=name)
    assert "Program Board" in str(told.value)
    assert bodies(store) == ["Program Board"]


def test_another_body_is_no_question(store: Store, place: Path) -> None:
    planned = read(store, place, "tweede.csv", LIST.format("Piet Kuiper", "Klankbordgroep"))
    assert not [m for m in planned.matches if m.row[0] == "GovernanceBody"]


def test_an_abbreviated_heading_is_guessed_and_columns_of_nobody_are_told(store: Store, place: Path) -> None:
    text = "Organisatie,{},Mail,Overleg\nGemeente Assen,Piet Kuiper,p.kuiper@assen.example,Program Board\n"
    planned = read(store, place, "afgekort.csv", text.format("Contactpers."))
    assert "column-guessed" in {doubt.key for doubt in planned.doubtful}
    assert "Piet Kuiper" in {entity.name for entity in store.load().of_type("Person")}
    planned = read(store, place, "naamloos.csv", text.format("Wie dan ook"))
    (told,) = (doubt for doubt in planned.doubtful if doubt.key == "no-people")
    assert told.values == {"columns": "Mail, Overleg"}


def test_one_error_is_told_once() -> None:
    fault = Problem.at("value-date", "lijst.csv", row=2, column="Sinds", value="31-2-2026", property="since")
    assert ProblemsError([fault, fault]).problems == (fault,)
