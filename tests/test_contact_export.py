"""Contacts out again: what goes out comes in equal, in four forms; no cell is a formula."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dtz_network.errors import InputError
from dtz_network.intake.readers import vcard
from dtz_network.model.network import Network
from dtz_network.store.base import Store
from dtz_network.workflows import by_hand, contact_export, contacts, stores
from dtz_network.workflows.by_hand import Act

LIST = """Naam;Organisatie;Functie;E-mail;Telefoon;LinkedIn;Sinds;Tot;id
Vries, drs. J.P. (Jan) de;Alfa Techniek B.V.;directeur;jan@alfa.example; 0591-123456;https://linkedin.example/in/jan;2021-03;;x1
Vries, drs. J.P. (Jan) de;gemeente Emmen;adviseur;;;;2018;2020-12-31;x1
Zoë van der Müller-Özdemir;Café René;;zoe@rene.example, z@thuis.example;+31 6 12345678;;;;x2
Bas 't Hart;;;;;;;;x3
"""
Said = set[tuple[str, str, tuple[str, ...], tuple[str, ...], tuple[tuple[str, str, str, str], ...]]]


@pytest.fixture
def store(place: Path) -> Any:
    made = stores.open_store(place / "network.db", create=True)
    (place / "lijst.csv").write_text(LIST, encoding="utf-8")
    contacts.apply_import(made, contacts.plan_import(made, place / "lijst.csv", who="tester"))
    yield made
    made.close()


def said(network: Network, *, all_jobs: bool = True) -> Said:
    """Return what is known of each person."""
    found = set()
    for person in network.of_type("Person"):
        jobs = sorted(
            (tie for tie in network.ties_of(person.id, "Employment")),
            key=lambda t: (t.until or "~", t.since),
            reverse=True,
        )
        listed = tuple(
            (network.name(t.target), t.role, t.since, t.until) for t in (jobs if all_jobs else jobs[:1])
        )
        if not all_jobs:
            listed = tuple((name, role, "", "") for name, role, *_ in listed)
        emails, phones = (
            tuple(sorted(person.all("email"))),
            tuple(sorted(p.replace(" ", "") for p in person.all("phone"))),
        )
        found.add((person.name, person.get("title") if all_jobs else "", emails, phones, listed))
    return found


def again(place: Path, path: Path) -> Network:
    other = stores.open_store(place / f"{path.suffix[1:]}.db", create=True)
    contacts.apply_import(other, contacts.plan_import(other, path, who="tester"))
    network = other.load()
    other.close()
    return network


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_list_comes_in_equal(store: Store, place: Path, ending: str) -> None:
    assert len(store.load().of_type("Person")) == 3
    assert contact_export.write(store.load(), place / f"uit{ending}") == 3
    back = again(place, place / f"uit{ending}")
    assert said(back) == said(store.load())
    assert {e.name: e.type for e in back.entities.values()} == {
        e.name: e.type for e in store.load().entities.values()
    }


def test_cards_come_in_equal_with_the_job_of_now(store: Store, place: Path) -> None:
    contact_export.write(store.load(), place / "uit.vcf")
    text = (place / "uit.vcf").read_bytes().decode()
    assert "N:Vries;J.P. (Jan);de;drs.;" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    back = again(place, place / "uit.vcf")
    assert said(back, all_jobs=False) == said(store.load(), all_jobs=False)


def test_popolo_comes_in_equal_with_jobs_and_dates(store: Store, place: Path) -> None:
    contact_export.write(store.load(), place / "uit.json")
    data = json.loads((place / "uit.json").read_text(encoding="utf-8"))
    assert {"persons", "organizations", "posts", "memberships"} == data.keys()
    assert said(again(place, place / "uit.json")) == said(store.load())


def test_no_cell_is_a_formula(store: Store, place: Path) -> None:
    by_hand.add(store, "Person", {"name": ["=HYPERLINK(1) Bos"], "title": ["@SUM(A1)"]}, Act("tester"))
    contact_export.write(store.load(), place / "uit.csv")
    cells = (place / "uit.csv").read_text(encoding="utf-8-sig").replace('"', "").split(";")
    assert "'=HYPERLINK(1) Bos" in cells
    assert not any(cell.startswith(("=", "@")) for cell in cells)
    assert "+31 6 12345678" in cells
    contact_export.write(store.load(), place / "uit.xlsx")
    with zipfile.ZipFile(place / "uit.xlsx") as packed:
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")


def test_another_ending_is_refused_and_nothing_is_written(store: Store, place: Path) -> None:
    with pytest.raises(InputError) as caught:
        contact_export.write(store.load(), place / "uit.doc")
    assert caught.value.key == "export-kind"
    assert not (place / "uit.doc").exists()


TEXT = st.text(st.characters(blacklist_categories=("C", "Z")), min_size=1, max_size=90)


@given(TEXT, TEXT)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_survives_a_card(organisation: str, role: str) -> None:
    lines = ["BEGIN:VCARD", "VERSION:4.0", "FN:Jan Bos", "N:Bos;Jan;;;"]
    lines += [
        f"ORG:{contact_export._escaped(organisation)}",
        f"TITLE:{contact_export._escaped(role)}",
        "END:VCARD",
    ]
    text = "\r\n".join(map(contact_export._folded, lines))
    (row,) = vcard.table(text, "x.vcf").rows
    guarded = (organisation, role)
    assert [row.get("organisatie"), row.get("functie")] == [
        text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@") else text for text in guarded
    ]


def _seats(network: Network) -> set[tuple[object, ...]]:
    return {
        (network.name(t.source), network.name(t.target), t.role, t.since, t.until, t.get("capacity"), network.name(t.get("seat")),
         tuple(sorted(map(network.name, t.all("on_behalf_of")))))
        for t in network.ties("Membership")
    }  # fmt: skip


def test_popolo_has_seats_deputies_and_a_bound_that_is_no_end(store: Store, place: Path) -> None:
    (place / "raad.txt").write_text(
        "STUURGROEP WONEN:\nOndernemers:\n• Peter Cool (voorzitter) (Alfa Techniek, Beta Bouw)\n• Els Mol (plaatsvervanger) (Gamma)\n",
        "utf-8",
    )
    (place / "oud.csv").write_text(
        "Naam;Stuurgroep;Rol in overleg;Status\nAn Vos;Stuurgroep Wonen;lid;oud-lid\n", "utf-8"
    )
    for name in ("raad.txt", "oud.csv"):
        contacts.apply_import(store, contacts.plan_import(store, place / name, who="tester"))
    contact_export.write(store.load(), place / "uit.json")
    text = (place / "uit.json").read_text(encoding="utf-8")
    (over,) = [m for m in json.loads(text)["memberships"] if "end_date_at_the_latest" in m]
    assert "end_date" not in over
    network, back = store.load(), again(place, place / "uit.json")
    assert len(_seats(network)) == 3
    assert _seats(back) == _seats(network)

    def said(of: Network, kind: str) -> list[tuple[str, ...]]:
        return sorted((e.name, e.get("kind"), e.get("side"), e.get("number")) for e in of.of_type(kind))

    assert [said(back, kind) for kind in ("Seat", "GovernanceBody")] == [
        said(network, kind) for kind in ("Seat", "GovernanceBody")
    ]
