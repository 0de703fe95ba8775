"""Popolo JSON: people, bodies, parties and memberships with their terms; every slip told with its place."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from dtz_network.errors import InputError, ProblemsError
from dtz_network.intake import popolo_fields
from dtz_network.store.base import Store
from dtz_network.workflows import contact_export, contacts, stores

DATA = Path(os.environ.get("DTZ_TEST_DATA") or ".") / "popolo-parliaments-2015"
COUNCIL: dict[str, list[dict[str, Any]]] = {
    "persons": [
        {"id": "p1", "name": "Ans Voorbeeld", "email": "ans@raad.example", "birth_date": "1970-01-01",
         "contact_details": [{"type": "phone", "value": "0591-1"}],
         "other_names": [{"name": "Ans de Vries"}, {"name": "Анс", "note": "multilingual"}]},
        {"id": "p2", "name": "Bas Voorbeeld"},
    ],
    "organizations": [
        {"id": "raad", "name": "Gemeenteraad Voorbeeld", "classification": "council"},
        {"id": "pvv", "name": "Partij van het Voorbeeld", "classification": "party"},
        {"id": "fabriek", "name": "Fabriek", "classification": "company"},
    ],
    "events": [{"id": "t1", "start_date": "2018-03-29", "end_date": "2022-03-29"}],
    "memberships": [
        {"person_id": "p1", "organization_id": "raad", "role": "chair", "on_behalf_of_id": "pvv",
         "legislative_period_id": "t1"},
        {"person_id": "p2", "organization_id": "raad", "role": "member", "start_date": "2020", "end_date": "2021-05"},
        {"person_id": "p2", "organization_id": "fabriek", "role": "inkoper"},
    ],
}  # fmt: skip


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("DTZ_KEYS", str(tmp_path / "keys"))
    made = stores.open_store(tmp_path / "network.db", create=True)
    yield made
    made.close()


def load(store: Store, folder: Path, data: object) -> contacts.Import:
    path = folder / "raad.json"
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    planned = contacts.plan_import(store, path, who="tester")
    contacts.apply_import(store, planned)
    return planned


def test_a_council_with_party_and_terms(store: Store, tmp_path: Path) -> None:
    planned = load(store, tmp_path, COUNCIL)
    network = store.load()
    assert planned.not_read == ["birth_date"]
    ans = next(e for e in network.of_type("Person") if e.name == "Ans Voorbeeld")
    assert (ans.all("phone"), ans.all("other_name")) == (["0591-1"], ["Ans de Vries"])
    (body,) = network.of_type("GovernanceBody")
    assert body.get("kind") == "council"
    (party,) = network.of_type("Association")
    said = sorted(
        (network.name(t.source), t.role, t.since, t.until, list(t.all("on_behalf_of")))
        for t in network.ties("Membership")
    )
    assert said == [
        ("Ans Voorbeeld", "chair", "2018-03-29", "2022-03-29", [party.id]),
        ("Bas Voorbeeld", "member", "2020", "2021-05", []),
    ]
    (job,) = network.ties("Employment")
    assert (network.name(job.target), job.role) == ("Fabriek", "inkoper")


def test_the_same_file_in_another_order_changes_nothing(store: Store, tmp_path: Path) -> None:
    load(store, tmp_path, COUNCIL)
    turned = {name: items[::-1] for name, items in COUNCIL.items()}
    assert load(store, tmp_path, turned).plan.changes.changes == 0


def test_every_slip_is_told_with_its_place(store: Store, tmp_path: Path) -> None:
    wrong: dict[str, list[Any]] = {
        "persons": [{"id": "p1", "name": "Ans"}, {"name": "Zonder id"}, "los", {"id": "p1", "name": "Weer"}],
        "organizations": [{"id": "raad", "name": "Raad", "classification": "council"}],
        "memberships": [
            {"person_id": "p9", "organization_id": "raad"},
            {"person_id": "p1", "organization_id": "raad", "start_date": "29-03-2018"},
            {"person_id": "p1", "organization_id": "raad", popolo_fields.AT_THE_LATEST: "ooit"},
        ],
    }
    with pytest.raises(ProblemsError) as caught:
        load(store, tmp_path, wrong)
    assert [(p.key, p.sheet) for p in caught.value.problems] == [
        ("popolo-nameless", "persons 2"), ("popolo-object", "persons 3"), ("popolo-twice", "persons 4"),
        ("popolo-reference", "memberships 1"), ("value-date", "memberships 2"),
        ("value-date", "memberships 3"),
    ]  # fmt: skip
    assert "memberships 1" in str(caught.value)
    assert store.changesets() == []


def test_a_value_that_may_not_be_kept_is_told(store: Store, tmp_path: Path) -> None:
    data = {
        "persons": [{"id": "p1", "name": "Ans", "email": "ans bij voorbeeld"}],
        "organizations": [
            {"id": "f", "name": "Fabriek", "classification": "company", "identifiers": [{"scheme": "rsin", "identifier": "111222333"}]}
        ],
    }  # fmt: skip
    told = {doubt.key: dict(doubt.values) for doubt in load(store, tmp_path, data).doubtful}
    assert told["number-wrong"] == {"type": "Person", "property": "email", "value": "ans bij voorbeeld"}
    assert told["number-of-person"] == {"type": "Company", "property": "rsin"}


@pytest.mark.parametrize(
    ("text", "key"),
    [('{"persons": []}', "file-no-rows"), ('{"persons": [', "json-broken"), ("[1, 2]", "json-kind"), ('{"a": 1}', "json-kind"), ("[" * 100_000, "json-broken")],
)  # fmt: skip
def test_what_is_no_popolo_is_refused(store: Store, tmp_path: Path, text: str, key: str) -> None:
    with pytest.raises(InputError) as caught:
        load(store, tmp_path, text)
    assert caught.value.key == key


@pytest.mark.skipif(not DATA.is_dir(), reason="DTZ_TEST_DATA does not name the folder with real lists")
@pytest.mark.parametrize(
    ("name", "people", "memberships", "dated"),
    [("netherlands", 152, 152, 152), ("northern-ireland", 239, 503, 503), ("estonia", 120, 121, 121),
     ("iceland", 204, 204, 204)],
)  # fmt: skip
def test_real_parliaments_are_read_whole(
    store: Store, name: str, people: int, memberships: int, dated: int
) -> None:
    planned = contacts.plan_import(store, DATA / f"{name}.json", who="tester")
    contacts.apply_import(store, planned)
    network = store.load()
    assert len(network.of_type("Person")) == people
    found = planned.plan.changes.ties
    assert len(found) == memberships
    assert sum(bool(tie.since) for tie in found) == dated
    assert len(network.of_type("GovernanceBody")) == 1
    assert store.check() == []


def test_memberships_inside_people_sit_on_behalf_of_their_party(store: Store, tmp_path: Path) -> None:
    def held(organisation: str, kind: str, role: str) -> dict[str, Any]:
        inner = {"id": organisation, "name": organisation.upper(), "classification": kind}
        return {"organisation_id": organisation, "organisation": inner, "role": role}

    nested: dict[str, list[Any]] = {
        "persons": [
            {"id": "1", "name": "Ans", "memberships": [held("raad", "Council", "Raadslid"), held("pvv", "Party", "Raadslid")]},
            {"id": "2", "name": "Bas", "memberships": [held("raad", "Council", "Wethouder"), held("pvv", "Party", "Lid")]},
            {"id": "3", "name": "Cor", "memberships": ["los"]},
        ],
        "organisations": [{"classification": "Party"}, {"id": "pvv", "name": "PVV", "classification": "Party"}],
    }  # fmt: skip
    with pytest.raises(ProblemsError) as caught:
        load(store, tmp_path, nested)
    assert {p.key for p in caught.value.problems} == {"popolo-reference"}
    nested["persons"].pop()
    planned = load(store, tmp_path, nested)
    assert [(d.key, d.place) for d in planned.doubtful] == [("nameless", "organizations 1")]
    network = store.load()
    said = {
        (network.name(t.source), t.type, network.name(t.target), t.role, len(t.all("on_behalf_of")))
        for t in network.ties("Membership", "Employment")
    }
    assert said == {
        ("Ans", "Membership", "RAAD", "councillor", 1),
        ("Bas", "Membership", "RAAD", "alderman", 0),
        ("Bas", "Employment", "PVV", "Lid", 0),
    }


@pytest.mark.skipif(not DATA.is_dir(), reason="DTZ_TEST_DATA does not name the folder with real lists")
def test_real_councils_are_read_whole(store: Store) -> None:
    people = seats = parties = 0
    for path in sorted((DATA.parent / "dutch-councils-2015").glob("*_persons.json")):
        planned = contacts.plan_import(store, path, who="tester")
        people += sum(row.type == "Person" for row in planned.plan.changes.records)
        ties = planned.plan.changes.ties
        seats += len(ties)
        parties += sum("on_behalf_of" in tie.details for tie in ties)
    assert (people, seats + parties) == (231, 453)
    governments = []
    for path in sorted((DATA.parent / "dutch-councils-2015").glob("*_organisations.json")):
        planned = contacts.plan_import(store, path, who="tester")
        contacts.apply_import(store, planned)
    governments = sorted(str(entity.get("cbs")) for entity in store.load().of_type("Government"))
    assert governments == ["GM0246", "GM0344", "GM0362", "GM0400", "GM1509"]


def test_a_post_is_a_seat_and_what_is_not_read_is_told(store: Store, tmp_path: Path) -> None:
    data: dict[str, Any] = {
        "persons": [{"id": "p1", "name": "Ans Voorbeeld"}, {"id": "p2", "name": "Bas Voorbeeld"}],
        "organizations": [
            {"id": "raad", "name": "Gemeenteraad Voorbeeld", "classification": "council", "area_id": "a1"},
            {"id": "bv", "name": "Fabriek", "classification": "company"},
        ],
        "areas": [{"id": "a1", "name": "Voorbeeld"}],
        "posts": [
            {"id": "z1", "label": "Voorzitter van de raad", "role": "chair", "organization_id": "raad"},
            {"id": "z2", "label": "Inkoper", "organization_id": "bv"},
        ],
        "memberships": [
            {"person_id": "p1", "post_id": "z1", "start_date": "2022"},
            {"person_id": "p2", "post_id": "z2", "organization_id": "bv"},
        ],
    }
    planned = load(store, tmp_path, data)
    network = store.load()
    (seat,) = network.of_type("Seat")
    (sits,) = network.ties("Membership")
    assert (seat.name, network.name(seat.get("body")), sits.get("seat"), sits.role) == (
        "Voorzitter van de raad", "Gemeenteraad Voorbeeld", seat.id, "chair",
    )  # fmt: skip
    assert [tie.role for tie in network.ties("Employment")] == ["Inkoper"]
    (left,) = [doubt.values["fields"] for doubt in planned.doubtful if doubt.key == "fields-left"]
    assert left == "areas, organizations.area_id"


def test_a_name_with_its_title_is_taken_apart(store: Store, tmp_path: Path) -> None:
    people = [
        {"id": "p1", "name": "Dhr. drs. J.P. Voorbeeld"},
        {"id": "p2", "name": "Bas Voorbeeld (vertrokken)"},
    ]
    load(store, tmp_path, {"persons": people})
    said = {(e.name, e.get("title")) for e in store.load().of_type("Person")}
    assert said == {("J.P. Voorbeeld", "Dhr. drs."), ("Bas Voorbeeld (vertrokken)", "")}


def test_the_parent_of_an_organisation_is_its_whole_and_a_link_its_website(
    store: Store, tmp_path: Path
) -> None:
    organizations = [
        {"id": "wonen", "name": "Commissie Wonen", "classification": "committee", "parent_id": "raad",
         "links": [{"note": "wiki", "url": "https://nl.wikipedia.org/wiki/Wonen"}]},
        {"id": "raad", "name": "Gemeenteraad Voorbeeld", "classification": "council"},
        {"id": "fabriek", "name": "Fabriek", "classification": "company", "parent_id": "groep",
         "links": [{"url": "https://www.linkedin.com/company/f"}, {"url": "https://fabriek.example"}]},
        {"id": "groep", "name": "Groep", "classification": "company",
         "links": [{"note": "Official website", "url": "https://groep.example"}]},
    ]  # fmt: skip
    planned = load(store, tmp_path, {"persons": [], "organizations": organizations, "memberships": []})
    network = store.load()
    wholes = {(network.name(t.source), network.name(t.target)) for t in network.ties("PartOf")}
    assert wholes == {("Commissie Wonen", "Gemeenteraad Voorbeeld"), ("Fabriek", "Groep")}
    sites = {e.name: e.get("url") for e in network.of_type("Organization")}
    assert sites == {"Fabriek": "https://fabriek.example", "Groep": "https://groep.example"}
    told = [d.values["links"] for d in planned.doubtful if d.key == "links-left"]
    assert told == ["https://nl.wikipedia.org/wiki/Wonen", "https://www.linkedin.com/company/f"]
    assert not [d for d in planned.doubtful if d.key == "fields-left"]
    contact_export.write(network, tmp_path / "uit.json")
    other = stores.open_store(tmp_path / "other.db", create=True)
    contacts.apply_import(other, contacts.plan_import(other, tmp_path / "uit.json", who="tester"))
    back = other.load()
    assert {(back.name(t.source), back.name(t.target)) for t in back.ties("PartOf")} == wholes
    assert {e.name: e.get("url") for e in back.of_type("Organization")} == sites
    other.close()


def test_a_parent_that_is_not_there_is_told(store: Store, tmp_path: Path) -> None:
    broken = {
        **COUNCIL,
        "organizations": [{**COUNCIL["organizations"][0], "parent_id": "weg"}, *COUNCIL["organizations"][1:]],
    }
    planned = load(store, tmp_path, broken)
    assert [d.values["value"] for d in planned.doubtful if d.key == "parent-unknown"] == ["weg"]
    assert not store.load().ties("PartOf")
