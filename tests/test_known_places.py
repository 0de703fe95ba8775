"""A municipality is one, whatever list names it: by its code it is joined unasked, as a judgement; what only looks the same is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from dtz_network.cli.main import dtz
from dtz_network.model.changes import Judgement
from dtz_network.store.base import Store
from dtz_network.workflows import by_hand, contacts, review, stores
from dtz_network.workflows.by_hand import Act

Take = Callable[[str, str], None]


@pytest.fixture
def store(place: Path) -> Iterator[Store]:
    made = stores.open_store(place / "network.db", create=True)
    yield made
    made.close()


@pytest.fixture
def take(store: Store, place: Path) -> Take:
    def imported(name: str, rows: str) -> None:
        (place / name).write_text(f"Naam;Organisatie;Plaats\n{rows}", encoding="utf-8")
        contacts.apply_import(store, contacts.plan_import(store, place / name, who="tester"))

    return imported


def add(store: Store, type_name: str, **values: str) -> None:
    by_hand.add(store, type_name, {prop: [value] for prop, value in values.items()}, Act("tester"))


def regions(store: Store) -> list[str]:
    return [entity.name for entity in store.load().of_type("Region")]


def test_two_lists_name_one_municipality_and_one_place_in_it(store: Store, take: Take) -> None:
    take("een.csv", "Ada Een;Alfa BV;Emmen\nCo Drie;Gamma BV;Exloo\n")
    take("twee.csv", "Bo Twee;Beta BV;Emmen\nDo Vier;Delta BV;Exloo\n")
    assert regions(store) == ["Borger-Odoorn", "Emmen", "Exloo"]
    said = [item.said for item in store.judgements() if isinstance(item.said, Judgement)]
    assert [one.verdict for one in said] == ["same"] * 3
    assert any("GM0114" in one.evidence for one in said)
    store.undo(store.changesets()[-1].id, who="tester")
    assert regions(store) == ["Borger-Odoorn", "Emmen", "Exloo"]


def test_two_of_one_code_that_are_known_become_one_with_the_next_list(store: Store, take: Take) -> None:
    for _ in range(2):
        add(store, "Region", name="Emmen", kind="municipality", cbs="GM0114@2022")
    assert regions(store) == ["Emmen", "Emmen"]
    take("een.csv", "Ada Een;Alfa BV;Emmen\n")
    assert regions(store) == ["Emmen"]


def test_what_only_has_the_same_name_is_asked_in_the_review(store: Store) -> None:
    for kind in ("Region", "Project", "Theme", "Fund"):
        for _ in range(2):
            add(store, kind, name="Beilen")
    asked = review.open_questions(store).questions
    assert [question.kind for question in asked] == ["other"] * 4
    assert all(question.sure for question in asked)
    review.answer(store, review.sure_answers(review.open_questions(store)), who="tester")
    assert regions(store) == ["Beilen"]
    assert review.open_questions(store).questions == []


def test_two_of_one_name_that_are_told_apart_are_not_asked(store: Store) -> None:
    add(store, "Region", name="Groningen", kind="province")
    add(store, "Region", name="Groningen", kind="municipality")
    add(store, "Project", name="Proef", start="2021")
    add(store, "Project", name="Proef", start="2024")
    assert review.open_questions(store).questions == []


def test_the_plan_names_what_is_known_by_its_code(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DTZ_KEYS", str(place / "keys"))
    base = ["--lang", "nl", "--store", str(place / "network.db")]
    stores.open_store(place / "network.db", create=True).close()
    for name in ("een.csv", "twee.csv"):
        (place / name).write_text(
            f"Naam;Organisatie;Plaats\nAda {name};Zaak {name} BV;Emmen\n", encoding="utf-8"
        )
        told = CliRunner().invoke(dtz, [*base, "contact", "import", str(place / name), "--yes"])
    assert "al bekend, aan de code of de gemeente herkend: Emmen" in told.output
    assert "vrijwel zeker Emmen" not in told.output


def test_a_question_about_a_body_shows_its_keys(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = stores.open_store(place / "network.db", create=True)
    for _ in range(2):
        add(store, "GovernanceBody", name="Stuurgroep Zon")
    store.close()
    told = CliRunner().invoke(
        dtz, ["--lang", "nl", "--store", str(place / "network.db"), "contact", "review"], input="q"
    )
    assert "s dezelfde · d verschillend" in told.output, told.output
