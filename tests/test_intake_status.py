"""What a list tells to be over without a date is recorded as over, never as running: in the network, both stores' views, workbook and export."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from dtz_network.intake import document
from dtz_network.intake.readers import text_lines
from dtz_network.intake.rows import RelationRow
from dtz_network.model import schema
from dtz_network.model.dates import first_day, holds, last_day
from dtz_network.model.network import Network
from dtz_network.store.base import Store
from dtz_network.workflows import contact_export, contacts, stores
from dtz_network.workflows.provenance import About
from dtz_network.workflows.workbook import reading, writing

LIST = """Naam;Organisatie;Overleg;Rol in overleg;Status;Sinds;Tot
Jan Bos;Alfa;Stuurgroep;voorzitter;actief;2020;
Piet Kok;Beta;Stuurgroep;lid;oud-lid;2019;
Els Kramer;Gamma;Stuurgroep;lid;beëindigd;2018;2021
Ria Zwiers;Delta;Stuurgroep;lid;voormalig lid;;
Tim Oost;Alfa;Stuurgroep;lid;op proef;2024;
Ans Ket;Alfa;Stuurgroep;lid;actief;2015;2020
"""
ABOUT = About(date="2026-03-12")


@pytest.fixture
def store(place: Path) -> Iterator[Store]:
    made = stores.open_store(place / "network.db", create=True)
    yield made
    made.close()


def take(store: Store, place: Path, text: str, about: About, name: str = "bestuur.csv") -> contacts.Import:
    (place / name).write_text(text, encoding="utf-8")
    planned = contacts.plan_import(store, place / name, about, who="tester")
    contacts.apply_import(store, planned)
    return planned


def ends(network: Network) -> dict[str, str]:
    return {network.name(tie.source): tie.until for tie in network.ties("Membership")}


def test_a_status_ends_what_has_no_date_and_is_never_current(store: Store, place: Path) -> None:
    planned = take(store, place, LIST, ABOUT)
    network = store.load()
    assert ends(network) == {
        "Jan Bos": "", "Piet Kok": "..2026-03-11", "Els Kramer": "2021", "Ria Zwiers": "..2026-03-11", "Tim Oost": "", "Ans Ket": "2020",
    }  # fmt: skip
    assert set(ends(network.at("2026-03-12"))) == {"Jan Bos", "Tim Oost"}
    assert network.at("2025-01-01").ties("Membership")
    sure = {network.name(tie.source): tie.certain for tie in network.at("2020-06-01").ties("Membership")}
    assert (sure["Piet Kok"], sure["Els Kramer"], sure["Ans Ket"]) == ("possibly", "yes", "possibly")
    told = {
        (doubt.key, str(doubt.values.get("value") or doubt.values.get("names"))) for doubt in planned.doubtful
    }
    assert told >= {
        ("ended", "Piet Kok, Ria Zwiers"),
        ("status-unknown", "op proef"),
        ("status-differs", "actief"),
    }


def test_the_same_status_a_year_later_changes_nothing_and_an_older_date_stands(
    store: Store, place: Path
) -> None:
    take(store, place, LIST, ABOUT)
    again = take(
        store, place, LIST.replace("beëindigd;2018;2021", "beëindigd;2018;") + "\n", About(date="2027-05-01")
    )
    assert not list(again.plan.lines())
    assert ends(store.load())["Piet Kok"] == "..2026-03-11"
    assert ends(store.load())["Els Kramer"] == "2021"
    known = take(store, place, LIST.replace("oud-lid;2019;", "oud-lid;2019;2023"), About(date="2027-05-01"))
    assert len(list(known.plan.lines())) == 1
    assert ends(store.load())["Piet Kok"] == "2023"


def test_who_was_a_member_and_is_told_to_be_over_is_changed_not_doubled(store: Store, place: Path) -> None:
    take(store, place, LIST.replace("oud-lid", "lid"), ABOUT)
    assert ends(store.load())["Piet Kok"] == ""
    take(store, place, LIST, About(date="2026-05-01"))
    assert ends(store.load())["Piet Kok"] == "..2026-04-30"
    assert len(store.load().ties("Membership")) == 6


def test_the_views_have_the_first_and_last_day_of_a_bound(store: Store, place: Path) -> None:

    take(store, place, LIST, ABOUT)
    with sqlite3.connect(place / "network.db") as db:
        rows = set(
            db.execute("SELECT until, until_first, until_last FROM v_membership WHERE until IS NOT NULL")
        )
    assert rows == {
        (until, first_day(until), last_day(until)) for until in ends(store.load()).values() if until
    }
    assert ("..2026-03-11", "0001-01-01", "2026-03-11") in rows


def test_a_bound_goes_out_and_comes_in_equal(store: Store, place: Path) -> None:
    about = About(date="2026-03-12")
    take(store, place, "Naam;Organisatie;Status\nJan Bos;Alfa;uit dienst\n", about)
    (job,) = store.load().ties("Employment")
    assert job.until == "..2026-03-11"
    writing.write(store, place / "werkmap.xlsx", "nl")
    assert not reading.plan(store, place / "werkmap.xlsx", who="tester").changes.changes
    contact_export.write(store.load(), place / "uit.csv")
    assert "uiterlijk 2026-03-11" in (place / "uit.csv").read_text(encoding="utf-8-sig")
    other = stores.open_store(place / "ander.db", create=True)
    planned = contacts.plan_import(other, place / "uit.csv", who="tester")
    assert [tie.until for tie in planned.plan.changes.ties if tie.type == "Employment"] == ["..2026-03-11"]
    other.close()


def test_a_table_of_members_in_a_document_has_a_status_too() -> None:
    text = (
        "STUURGROEP MAAK\n\nNaam           Organisatie   Status       Sinds\n"
        "Piet Kok       Beta B.V.     oud-lid      1-1-2022\nJan Smit       Gamma B.V.    actief       1-2-2022\n"
    )
    found = document.read(text_lines.of_text(text).lines, schema.shipped(), as_of="2026-03-12")
    seats = {
        row.source.key: (row.since, row.until)
        for row in found.rows
        if isinstance(row, RelationRow) and row.type == "Membership"
    }
    assert seats == {"piet kok": ("2022-01-01", "..2026-03-11"), "jan smit": ("2022-02-01", "")}
    assert [doubt.values["names"] for doubt in found.doubtful if doubt.key == "ended"] == ["Piet Kok"]


def test_without_a_date_of_the_list_what_is_over_is_over_today(store: Store, place: Path) -> None:
    take(store, place, LIST, About())
    today = dt.date.today().isoformat()  # noqa: DTZ011
    assert holds("2019", ends(store.load())["Piet Kok"], today) == "no"
    assert holds("2019", ends(store.load())["Piet Kok"], "2020") == "possibly"
