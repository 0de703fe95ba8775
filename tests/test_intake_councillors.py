"""Lists of councillors as councils and others publish them: the council is a body, a party stands with the seat, who is of none shares nothing."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from dtz_network.intake import contact_list, popolo, popolo_json
from dtz_network.intake.readers import files
from dtz_network.intake.rows import EntityRow, RelationRow, Understood
from dtz_network.model import schema
from dtz_network.model.network import Network, fold
from dtz_network.workflows import contacts, stores

SCHEMA = schema.shipped()
DATA = Path(os.environ.get("DTZ_TEST_DATA") or ".")
PUBLISHED = """name,start_date,end_date,executive,council,email,party,ward
Jane Citizen,2012-09-08,,Mayor,Zeewolf City Council,jane@zeewolf.example,Independent,
Fred Nerk OAM,2012-09-08,2016-08-01,,Zeewolf City Council,,Labour Example,North
Cr Sam Smith,,,deputy mayor,Otter Council,,unknown,
"""
DUTCH = """Gemeente;Raadslid;Fractie;Functie
Emmen;Bos, J. (Jan);Wakker Voorbeeld;Fractievoorzitter
gemeente Emmen;Vries, M. de;Lokaal Test;
Coevorden;mw. A. van den Berg;Lokaal Test;Wethouder
"""


def read(text: str) -> Understood:
    found = contact_list.read(files.read_bytes(text.encode(), "lijst.csv").tables, SCHEMA)
    assert not found.problems
    return found


def seats(found: Understood) -> set[tuple[str, str, str, str, str, tuple[str, ...]]]:
    """Return who sits where, as what, from when to when and on whose behalf."""
    names = {(row.type, row.key): row.values["name"][0] for row in found.rows if isinstance(row, EntityRow)}
    return {
        (names[row.source], names[row.target], row.role, row.since, row.until, behalf)
        for row in found.rows
        if isinstance(row, RelationRow) and row.type == "Membership"
        for behalf in (tuple(names[ref] for ref in row.references.get("on_behalf_of", ())),)
    }


def test_a_council_a_party_and_an_office_are_columns_of_a_list_of_councillors() -> None:
    found = read(PUBLISHED)
    assert seats(found) == {
        ("Jane Citizen", "Zeewolf City Council", "councillor", "2012-09-08", "", ()),
        ("Jane Citizen", "Zeewolf City Council", "mayor", "", "", ()),  # since when is not said
        ("Fred Nerk", "Zeewolf City Council", "councillor", "2012-09-08", "2016-08-01", ("Labour Example",)),
        ("Sam Smith", "Otter Council", "councillor", "", "", ()),
        ("Sam Smith", "Otter Council", "deputy_mayor", "", "", ()),
    }
    assert [d.values["column"] for d in found.doubtful if d.key == "column-unknown"] == ["ward"]


def test_councillors_by_municipality_sit_in_its_council_which_is_told() -> None:
    found = read(DUTCH)
    assert seats(found) == {
        ("J. (Jan) Bos", "Gemeenteraad Emmen", "group_leader", "", "", ("Wakker Voorbeeld",)),
        ("M. de Vries", "Gemeenteraad Emmen", "councillor", "", "", ("Lokaal Test",)),
        ("A. van den Berg", "Gemeenteraad Coevorden", "alderman", "", "", ("Lokaal Test",)),
    }
    assert ("column-council", {"column": "Gemeente"}) in [(d.key, dict(d.values)) for d in found.doubtful]


def test_the_party_of_anybody_else_is_not_read() -> None:
    found = read("Naam;Organisatie;Partij\nJan Bos;Alfa B.V.;Lokaal Test\n")
    assert found.not_read == ["Partij"]
    assert {row.type for row in found.rows if isinstance(row, EntityRow)} == {"Person", "Company"}


def test_a_group_beside_a_chamber_is_the_party_there() -> None:
    head = "name,group,chamber,start_date\nCarina Vos,Liberalen,Lagting,2015-11-01\n"
    assert seats(read(head)) == {("Carina Vos", "Lagting", "", "2015-11-01", "", ("Liberalen",))}


def test_independents_and_who_is_of_an_unknown_party_share_nothing_in_popolo() -> None:
    people = [{"id": name, "name": f"{name} Vos"} for name in ("Ada", "Bea", "Cas")]
    organizations = [
        {"id": "raad", "name": "Raad", "classification": "council"},
        {"id": "x", "name": "Independent", "classification": "party"},
        {"id": "y", "name": "unknown", "classification": "party"},
        {"id": "z", "name": "Lokaal Test", "classification": "party"},
    ]
    memberships = [
        {"person_id": person, "organization_id": "raad", "on_behalf_of_id": party, "role": "councillor"}
        for person, party in (("Ada", "x"), ("Bea", "y"), ("Cas", "z"))
    ]
    data = {"persons": people, "organizations": organizations, "memberships": memberships}
    found = popolo.read(data, SCHEMA, "raad.json")
    assert sorted((name, behalf) for name, *_, behalf in seats(found)) == [
        ("Ada Vos", ()), ("Bea Vos", ()), ("Cas Vos", ("Lokaal Test",)),
    ]  # fmt: skip
    assert [d.values["name"] for d in found.doubtful if d.key == "no-party"] == ["Independent", "unknown"]


def ties(network: Network) -> set[tuple[str, ...]]:
    """Return the memberships of a network by name."""
    return {
        (*map(fold, map(network.name, (tie.source, tie.target))), tie.role, tie.since, tie.until, *behalf)
        for tie in network.relationships
        if tie.type == "Membership"
        for behalf in (sorted(map(network.name, tie.all("on_behalf_of"))),)
    }


@pytest.mark.skipif(not (DATA / "australian-councillors").is_dir(), reason="DTZ_TEST_DATA has no such list")
def test_the_same_councillors_as_csv_and_as_popolo_are_the_same_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DTZ_KEYS", str(tmp_path / "keys"))
    found = []
    for name in ("vic_local_councillors.csv", "vic_local_councillor_popolo.json"):
        store = stores.open_store(tmp_path / f"{name}.db", create=True)
        path = DATA / "australian-councillors" / name
        contacts.apply_import(store, contacts.plan_import(store, path, who="tester"))
        found.append(ties(store.load()))
        store.close()
    assert len(found[0]) == 756
    assert found[0] == found[1]


def test_a_membership_that_holds_its_organisation_needs_no_reference_to_it() -> None:
    raad = {"id": "o1", "name": "Gemeenteraad Otterveen", "classification": "Council"}
    data = {
        "persons": [
            {"id": "p1", "name": "Ada Vos", "memberships": [{"organization": raad, "role": "Raadslid", "start_date": "2022-03-30"}]},
            {"id": "p2", "name": "Bea Vos", "memberships": [{"organization_id": "o1", "role": "Wethouder"}]},
        ]
    }  # fmt: skip
    found = popolo.read(popolo_json.parse(json.dumps(data), "raad.json"), SCHEMA, "raad.json")
    assert not found.problems
    assert seats(found) == {
        ("Ada Vos", "Gemeenteraad Otterveen", "councillor", "2022-03-30", "", ()),
        ("Bea Vos", "Gemeenteraad Otterveen", "alderman", "", "", ()),
    }
