"""Member lists: dates and kind of the membership itself, beside those of the job; told where there is nothing to be a member of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dtz_network.intake import document
from dtz_network.intake.readers import text_lines
from dtz_network.intake.rows import RelationRow
from dtz_network.model.network import Network
from dtz_network.store.base import Store
from dtz_network.workflows import contacts, stores
from dtz_network.workflows.provenance import About


@pytest.fixture
def store(place: Path) -> Iterator[Store]:
    made = stores.open_store(place / "network.db", create=True)
    yield made
    made.close()


def take(store: Store, place: Path, text: str) -> contacts.Import:
    (place / "leden.csv").write_text(text, encoding="utf-8")
    about = About(date="2026-03-12")
    planned = contacts.plan_import(store, place / "leden.csv", about, who="tester")
    contacts.apply_import(store, planned)
    return planned


def terms(network: Network, kind: str) -> dict[str, tuple[str, str, str]]:
    return {network.name(tie.source): (tie.role, tie.since, tie.until) for tie in network.ties(kind)}


@pytest.mark.parametrize(
    "heads",
    [
        ("Lid sinds", "Lid tot"),
        ("Member since", "Member until"),
        ("Begindatum lidmaatschap", "Einddatum lidmaatschap"),
        ("Benoemd per", "Aftredend"),
    ],
)
def test_the_dates_of_a_membership_are_not_those_of_the_job(
    store: Store, place: Path, heads: tuple[str, str]
) -> None:
    planned = take(
        store,
        place,
        f"Naam;Organisatie;Functie;In dienst;Overleg;{heads[0]};{heads[1]}\n"
        "Jan Bos;Alfa;directeur;2010;Stuurgroep;1-3-2021;2025\nEls Vos;Beta;;;Stuurgroep;2022;\n",
    )
    network = store.load()
    assert terms(network, "Membership") == {
        "Jan Bos": ("", "2021-03-01", "2025"),
        "Els Vos": ("", "2022", ""),
    }
    assert terms(network, "Employment") == {"Jan Bos": ("directeur", "2010", ""), "Els Vos": ("", "", "")}
    assert not [d for d in planned.doubtful if d.key.startswith(("column", "membership"))]
    assert take(store, place, (place / "leden.csv").read_text(encoding="utf-8")).plan.changes.changes == 0


def test_the_kind_of_a_membership_is_a_role_a_deputy_an_end_or_told(store: Store, place: Path) -> None:
    planned = take(
        store,
        place,
        "Naam;Overleg;Lidmaatschap\nJan Bos;Stuurgroep;voorzitter\nEls Vos;Stuurgroep;plaatsvervangend lid\n"
        "Piet Kok;Stuurgroep;beëindigd\nRia Smit;Stuurgroep;zilver\nAn Mol;Stuurgroep;gewoon lid\n",
    )
    network = store.load()
    assert terms(network, "Membership") == {
        "Jan Bos": ("chair", "", ""),
        "Els Vos": ("", "", ""),
        "Piet Kok": ("", "", "..2026-03-11"),
        "Ria Smit": ("", "", ""),
        "An Mol": ("member", "", ""),
    }
    deputies = [network.name(t.source) for t in network.ties("Membership") if t.get("capacity") == "deputy"]
    assert deputies == ["Els Vos"]
    assert [d.values["values"] for d in planned.doubtful if d.key == "membership-kind"] == ["zilver"]


@pytest.mark.parametrize(
    "word",
    [
        "plv.",
        "plv lid",
        "plv. lid",
        "vervanger",
        "plaatsvervanger",
        "reservelid",
        "alternate",
        "substitute member",
    ],
)
def test_a_deputy_is_one_in_a_column_and_in_a_document(store: Store, place: Path, word: str) -> None:
    take(store, place, f"Naam;Overleg;Lidmaatschap\nEls Vos;Stuurgroep;{word}\n")
    assert [t.get("capacity") for t in store.load().ties("Membership")] == ["deputy"]
    rows = document.read(
        text_lines.of_text(f"Stuurgroep Wonen:\n- Els Vos ({word})\n").lines, store.schema
    ).rows
    assert [r.details for r in rows if isinstance(r, RelationRow)] == [{"capacity": "deputy"}]


def test_a_column_of_memberships_may_name_the_bodies(store: Store, place: Path) -> None:
    take(
        store,
        place,
        "Naam;Lidmaatschap;Lid sinds\nJan Bos;Stuurgroep Wonen;2020\nEls Vos;Werkgroep Waterstof;2021\n",
    )
    network = store.load()
    found = {(network.name(t.source), network.name(t.target), t.since) for t in network.ties("Membership")}
    assert found == {("Jan Bos", "Stuurgroep Wonen", "2020"), ("Els Vos", "Werkgroep Waterstof", "2021")}


def test_a_list_that_names_no_body_tells_what_it_left(store: Store, place: Path) -> None:
    planned = take(store, place, "Naam;Organisatie;Lid sinds;Lidmaatschap\nJan Bos;Alfa;2020;beëindigd\n")
    (job,) = store.load().ties("Employment")
    assert (job.since, job.until) == ("", "")
    told = [d.values["columns"] for d in planned.doubtful if d.key == "membership-of-nothing"]
    assert told == ["Lidmaatschap, Lid sinds"]
