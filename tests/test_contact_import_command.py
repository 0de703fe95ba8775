"""``dtz contact import`` on the command line: what is stored and what is only shown, for lists and for a workbook that comes back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from dtz_network.cli import main
from dtz_network.store.base import Store
from dtz_network.workflows import by_hand, stores
from dtz_network.workflows.by_hand import Act
from tests.test_workbook import KNOWN, add, edited, put

LIST = "Naam;Organisatie\nJan Bos;Alfa\n"


@pytest.fixture
def store(place: Path) -> Any:
    made = stores.open_store(place / "network.db", create=True)
    yield made
    made.close()


def dtz(place: Path, *words: str | Path) -> Result:
    return CliRunner().invoke(
        main.dtz, ["--lang", "en", "--store", str(place / "network.db"), *map(str, words)]
    )


def test_a_plan_for_programs_is_stored_only_with_a_yes(store: Store, place: Path) -> None:
    (place / "lijst.csv").write_text(LIST, encoding="utf-8")
    shown = dtz(place, "contact", "import", place / "lijst.csv", "--json")
    assert (shown.exit_code, json.loads(shown.stdout)["new_records"]) == (0, 2)
    assert "--yes" in shown.stderr
    assert store.changesets() == []
    done = dtz(place, "contact", "import", place / "lijst.csv", "--json", "--yes")
    assert json.loads(done.stdout)["new_records"] == 2
    assert len(store.changesets()) == 1


def test_an_election_for_programs_is_stored_only_with_a_yes(store: Store, place: Path) -> None:
    act = Act("tester")
    by_hand.add(store, "Government", {"name": ["Gemeente Emmen"]}, act)
    by_hand.add(store, "GovernanceBody", {"name": ["Gemeenteraad Emmen"], "kind": ["council"]}, act)
    by_hand.add(store, "Person", {"name": ["Ada Oud"]}, act)
    by_hand.link(store, "Membership", "Ada Oud", "Gemeenteraad Emmen", act, role="raadslid")
    acts = len(store.changesets())
    words = ("contact", "election", "Gemeenteraad Emmen", "30-3-2022", "--json")
    shown = dtz(place, *words)
    assert len(json.loads(shown.stdout)["ending"]) == 1
    assert len(store.changesets()) == acts
    assert dtz(place, *words, "--yes").exit_code == 0
    assert len(store.changesets()) == acts + 1


def _known(place: Path) -> None:
    (place / "lijst.csv").write_text(KNOWN, encoding="utf-8")
    assert dtz(place, "contact", "import", place / "lijst.csv", "--yes").exit_code == 0


def test_a_workbook_is_shown_for_programs_and_stored_only_with_a_yes(store: Store, place: Path) -> None:
    _known(place)
    path = edited(store, place, lambda sheets: add(sheets, "Personen", naam="Piet Nieuw"))
    shown = dtz(place, "contact", "import", path, "--json")
    plan = json.loads(shown.stdout)
    assert (plan["file"], plan["new_records"], len(plan["lines"])) == ("terug.xlsx", 1, 1)
    assert len(store.changesets()) == 1
    dtz(place, "contact", "import", path, "--json", "--yes")
    assert len(store.changesets()) == 2


def test_new_rows_of_a_workbook_are_joined_when_asked(store: Store, place: Path) -> None:
    _known(place)

    def edit(sheets: Any) -> None:
        add(sheets, "Personen", naam="J. de Vries", **{"e-mailadres": "jan@alfa.example"})

    path = edited(store, place, edit)
    people = {e.id for e in store.load().of_type("Person")}
    done = dtz(place, "contact", "import", path, "--join", "--yes")
    assert "will be joined" in done.stdout
    assert {e.id for e in store.load().of_type("Person")} == people
    assert len(store.judgements()) == 1


def test_what_is_not_understood_of_a_workbook_is_left_out_when_asked(store: Store, place: Path) -> None:
    _known(place)

    def edit(sheets: Any) -> None:
        put(sheets, "Personen", "Jan de Vries", "e-mailadres", "geen adres")
        put(sheets, "Personen", "Jan de Vries", "rol", "inkoper")

    path = edited(store, place, edit)
    assert dtz(place, "contact", "import", path, "--yes").exit_code == 1
    assert len(store.changesets()) == 1
    done = dtz(place, "contact", "import", path, "--leave-out", "--yes")
    assert done.exit_code == 0
    assert "geen adres" in done.stderr
    roles = {job.role for job in store.load().ties("Employment")}
    assert roles == {"inkoper", ""}


@pytest.mark.parametrize(
    "said", [("--mapping", "m.yaml"), ("--series", "x"), ("--source", "y"), ("--event", "z")]
)
def test_what_means_nothing_for_a_workbook_is_refused(
    store: Store, place: Path, said: tuple[str, str]
) -> None:
    _known(place)
    path = edited(store, place, lambda sheets: add(sheets, "Personen", naam="Piet Nieuw"))
    (place / "m.yaml").write_text("columns: {}\n", encoding="utf-8")
    refused = dtz(place, "contact", "import", path, said[0], str(place / said[1]), "--yes")
    assert refused.exit_code != 0
    assert said[0] in str(refused.exception or "") + refused.output
    assert len(store.changesets()) == 1


def test_what_of_a_folder_is_not_read_is_told(store: Store, place: Path) -> None:
    folder = place / "lijsten"
    folder.mkdir()
    (folder / "een.csv").write_text(LIST, encoding="utf-8")
    for name in ("twee.xlsx", "kaart.vcf", "README.md"):
        (folder / name).write_bytes(b"x")
    told = dtz(place, "contact", "import", folder, "--dry-run").output
    assert "import the others one by one: kaart.vcf, twee.xlsx" in told
