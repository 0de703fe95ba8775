"""What is stated or known of an organisation goes before what its name sounds like, on every road in; places are looked up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document as WordDocument

from dtz_network.intake.organisation_types import KnownTypes
from dtz_network.store.base import Store
from dtz_network.workflows import by_hand, contacts, entity_named, one_line, review, stores
from dtz_network.workflows.by_hand import Act
from dtz_network.workflows.review import Answer
from tests.test_workbook import add, back, edited

HAND = Act(who="anna")


@pytest.fixture
def store(tmp_path: Path) -> Any:
    """A network that knows the school Alfa, of which the name does not tell that it is one."""
    made = stores.open_store(tmp_path / "known.db", create=True)
    by_hand.add(made, "School", {"name": ["Alfa"]}, HAND)
    yield made
    made.close()


def _listed(store: Store, folder: Path) -> None:
    path = folder / "lijst.csv"
    path.write_text("Naam;Organisatie\nJan Bos;Alfa\n", encoding="utf-8")
    contacts.apply_import(store, contacts.plan_import(store, path, who="anna"), join=True)


def _mapped(store: Store, folder: Path) -> None:
    path, told = folder / "projecten.csv", folder / "projecten.yaml"
    path.write_text("nr;naam;wie\n1;Proef;Alfa\n", encoding="utf-8")
    told.write_text(
        "columns: {nr: nr, naam: naam, wie: wie}\n"
        "entities:\n  project: {type: Project, key: nr, values: {name: naam}}\n"
        "  wie: {type: organisation, key: wie, values: {name: wie}}\n"
        "ties: [{type: Participation, from: wie, to: project, role: lead}]\n",
        encoding="utf-8",
    )
    planned = contacts.plan_import(store, path, who="anna", mapping=told)
    contacts.apply_import(store, planned, join=True)


def _written(store: Store, folder: Path) -> None:
    document = WordDocument()
    document.add_paragraph("STUURGROEP WONEN:")
    document.add_paragraph("Jan Bos (Alfa)", style="List Bullet")
    document.save(str(folder / "plan.docx"))
    planned = contacts.plan_import(store, folder / "plan.docx", who="anna")
    contacts.apply_import(store, planned, join=True)


def _in_a_line(store: Store, folder: Path) -> None:
    contacts.apply_import(store, one_line.plan(store, "Jan Bos, Alfa, docent", HAND), join=True)


def _kept(store: Store, folder: Path) -> None:
    path = edited(store, folder, lambda sheets: add(sheets, "Organisaties", naam="Alfa"))
    back(store, path)


@pytest.mark.parametrize("road", [_listed, _mapped, _written, _in_a_line, _kept])
def test_the_known_type_goes_before_a_guess(
    store: Store, tmp_path: Path, road: Callable[[Store, Path], None]
) -> None:
    road(store, tmp_path)
    assert {e.type for e in store.load().entities.values() if "alfa" in e.name.casefold()} == {"School"}


def test_a_name_says_another_legal_person_or_the_same_concern(store: Store) -> None:
    known = KnownTypes(store.load())
    assert known.of("ALFA Groep") == "School"
    by_hand.add(store, "Company", {"name": ["Beta B.V."]}, HAND)
    known = KnownTypes(store.load(), [("Association", "beta")])
    assert (known.of("Stichting Beta"), known.of("Beta"), known.of("Beta BV")) == (
        "",
        "Association",
        "Company",
    )


def test_same_keeps_the_type_that_was_stated(store: Store) -> None:
    school = entity_named.meant(store.load(), "Alfa").id
    other, _ = by_hand.add(store, "Company", {"name": ["Alfa B.V."]}, HAND)
    applied = review.answer(store, [Answer(other, school, "same")], who="anna")
    joined = store.load().resolve(other)
    assert joined is not None
    assert (joined.id, joined.type) == (school, "School")
    store.undo(applied.id, who="anna")
    assert store.load().entities[other].type == "Company"


def test_a_stated_type_of_the_newer_stays_too(store: Store) -> None:
    older, _ = by_hand.add(store, "Company", {"name": ["Gamma"]}, HAND)
    newer, _ = by_hand.add(store, "School", {"name": ["Gamma Leren"]}, HAND)
    review.answer(store, [Answer(newer, older, "same")], who="anna")
    joined = store.load().resolve(newer)
    assert joined is not None
    assert (joined.id, joined.type) == (older, "School")


def test_places_of_a_workbook_lie_in_their_municipality(store: Store, tmp_path: Path) -> None:
    def edit(sheets: Any) -> None:
        add(sheets, "Organisaties", naam="Beta", gevestigd_in="Erica")
        add(sheets, "Organisaties", naam="Gamma", gevestigd_in="Hardenberg")
        add(sheets, "Organisaties", naam="Delta", gevestigd_in="Nergenshuizen")

    back(store, edited(store, tmp_path, edit))
    network = store.load()
    regions = {e.name: (e.get("kind"), e.get("cbs").partition("@")[0]) for e in network.of_type("Region")}
    assert regions == {
        "Erica": ("place", ""), "Emmen": ("municipality", "GM0114"),
        "Hardenberg": ("municipality", "GM0160"), "Nergenshuizen": ("place", ""),
    }  # fmt: skip
    assert [(network.name(t.source), network.name(t.target)) for t in network.ties("PartOf")] == [
        ("Erica", "Emmen")
    ]


def test_places_of_a_mapped_list_lie_in_their_municipality(store: Store, tmp_path: Path) -> None:
    path, told = tmp_path / "leden.csv", tmp_path / "leden.yaml"
    path.write_text("naam;plaats;gemeente\nBeta;Erica;Emmen\nGamma;Slagharen;Hardenberg\n", encoding="utf-8")
    told.write_text(
        "columns: {naam: naam, plaats: plaats, gemeente: gemeente}\n"
        "entities:\n  lid: {type: organisation, key: naam, values: {name: naam}}\n"
        "  plaats: {type: Region, key: plaats, values: {name: plaats, kind: =place}}\n"
        "  gemeente: {type: Region, key: gemeente, values: {name: gemeente, kind: =municipality}}\n"
        "ties: [{type: Location, from: lid, to: plaats}]\n",
        encoding="utf-8",
    )
    contacts.apply_import(store, contacts.plan_import(store, path, who="anna", mapping=told))
    network = store.load()
    regions = sorted((e.name, e.get("cbs").partition("@")[0]) for e in network.of_type("Region"))
    assert regions == [("Emmen", "GM0114"), ("Erica", ""), ("Hardenberg", "GM0160"), ("Slagharen", "")]
    parts = sorted((network.name(t.source), network.name(t.target)) for t in network.ties("PartOf"))
    assert parts == [("Erica", "Emmen"), ("Slagharen", "Hardenberg")]


@pytest.mark.parametrize(
    ("known", "new", "types"),
    [("School", "", ["School"]), ("", "School", ["Company", "School"]), ("School", "Association", ["Association", "School"])],
)  # fmt: skip
def test_an_import_that_joins_never_joins_two_types_and_so_keeps_what_was_stated(
    store: Store, tmp_path: Path, known: str, new: str, types: list[str]
) -> None:
    for name, kind, file in (("Beta Leren", known, "oud.csv"), ("Stichting Beta Leren", new, "nieuw.csv")):
        text = f"Organisatie;Soort organisatie;KvK\n{name};{kind};04012346\n"
        (tmp_path / file).write_text(text, encoding="utf-8")
        planned = contacts.plan_import(store, tmp_path / file, who="anna")
        contacts.apply_import(store, planned, join=True)
    found = [e for e in store.load().entities.values() if e.name.endswith("Beta Leren")]
    assert sorted(e.type for e in found) == types
