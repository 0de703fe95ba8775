"""Pairs of records that may be one organisation: zones by evidence, branches and parts apart, known answers."""

from __future__ import annotations

import csv
import gzip
import os
import re
from pathlib import Path
from typing import Any

import pytest

from dtz_network.intake.organisation_types import told_type
from dtz_network.matching.organisation_names import likeness
from dtz_network.matching.organisations import Organisation, Organisations

pytestmark = pytest.mark.thorough

DATA = Path(os.environ.get("DTZ_TEST_DATA") or ".")
needs_lists = pytest.mark.skipif(
    not (DATA / "entity-resolution").is_dir(), reason="DTZ_TEST_DATA does not name the folder with real lists"
)


def zone(one: dict[str, Any], other: dict[str, Any]) -> tuple[str, list[str]]:
    """Return zone and evidence of two organisations, "" if they are not asked about."""
    pairs = Organisations([Organisation("1", **one), Organisation("2", **other)]).pairs()
    return (pairs[0].zone, [item.key for item in pairs[0].evidence]) if pairs else ("", [])


@pytest.mark.parametrize(
    ("one", "other", "expected", "evidence"),
    [
        ({"name": "Alfa Techniek B.V."}, {"name": "AlfaTechniek"}, "A2", "name-same"),
        ({"name": "Gemeente Emmen"}, {"name": "Emmen (gemeente)"}, "A2", "name-same"),
        ({"name": "Alfa", "identifiers": (("kvk", "04012345"),)},
         {"name": "Alfa Holding", "identifiers": (("kvk", "04012345"),)}, "A1", "identifier-same"),
        ({"name": "Alfa"}, {"name": "Alfa Holding B.V."}, "R1", "name-concern"),
        ({"name": "Alfa", "websites": ("alfa.example",)},
         {"name": "Alfa Groep", "websites": ("https://alfa.example",)}, "R1", "name-concern"),
        ({"name": "Stichting Alfa"}, {"name": "Alfa B.V."}, "R1", "name-apart"),
        ({"name": "Alfa", "identifiers": (("kvk", "04012345"),)},
         {"name": "Omega", "identifiers": (("kvk", "04012345"),)}, "C", "identifier-same"),
        ({"name": "Alfa", "identifiers": (("kvk", "1"),)}, {"name": "Alfa", "identifiers": (("kvk", "2"),)}, "", ""),
        ({"name": "Alfa", "places": ("Emmen",)}, {"name": "Alfa BV", "places": ("Zwolle",)}, "R1", "place-different"),
        ({"name": "Fokker Aerostructures"}, {"name": "Fokker Aerostrctures"}, "R1", "name-slip"),
        ({"name": "Volker Wessels vakschool"}, {"name": "VolkerWessels"}, "R2", "name-part"),
        ({"name": "Drenthe College"}, {"name": "DC"}, "R2", "name-short"),
        ({"name": "Coevorden"}, {"name": "gemeente Coevorden"}, "R1", "name-kind"),
        ({"name": "NAM"}, {"name": "Nederlandse Aardolie Maatschappij"}, "R2", "name-short"),
        ({"name": "GKN Fokker"}, {"name": "Fokker"}, "R2", "name-part"),
        ({"name": "Bureau Alfa", "emails": ("info@alfa.example",)},
         {"name": "Alfa Adviesbureau", "websites": ("https://www.alfa.example/over",)}, "R1", "domain-same"),
        ({"name": "Ministerie EZK"}, {"name": "Ministerie van Economische Zaken en Klimaat"}, "A2", "name-same"),
        ({"name": "gemeente Gramsbergen"}, {"name": "gemeente Hardenberg"}, "R2", "name-former"),
        ({"name": "Alfa"}, {"name": "Beta"}, "", ""),
        ({"name": "Gemeente Emmen"}, {"name": "Provincie Emmen"}, "", ""),
    ],
)  # fmt: skip
def test_the_zone_follows_from_the_evidence(
    one: dict[str, Any], other: dict[str, Any], expected: str, evidence: str
) -> None:
    found, keys = zone(one, other)
    assert found == expected
    assert evidence in keys or not evidence


def test_a_former_name_finds_the_organisation() -> None:
    assert (
        zone({"name": "NHL Stenden", "other_names": ("Stenden Hogeschool",)}, {"name": "Stenden hogeschool"})[
            0
        ]
        == "A2"
    )


@needs_lists
def test_restaurants_of_two_guides_are_linked() -> None:
    def rows(name: str) -> list[dict[str, str]]:
        text = (DATA / "entity-resolution" / f"restaurants_{name}.csv").read_text(encoding="utf-8")
        return list(csv.DictReader(text.splitlines(), skipinitialspace=True))

    def listed(row: dict[str, str], guide: str) -> Organisation:
        return Organisation(
            guide + row["id"],
            row["name"],
            phones=(row["phone"],),
            addresses=(row["addr"],),
            places=(row["city"],),
        )

    guides = [listed(row, "f") for row in rows("fodors")] + [listed(row, "z") for row in rows("zagats")]
    truth = {(f"f{row['fodors_id']}", f"z{row['zagats_id']}") for row in rows("matches_fodors_zagats")}
    pairs = [pair for pair in Organisations(guides).pairs() if pair.one[0] != pair.other[0]]
    said = {(pair.one, pair.other) for pair in pairs if pair.zone in ("A1", "A2", "R1")}
    sure = {(pair.one, pair.other) for pair in pairs if pair.zone in ("A1", "A2")}
    assert len(truth) == 112
    assert sure <= truth
    assert 2 * len(said & truth) / (len(said) + len(truth)) >= 0.93


@needs_lists
def test_no_two_organisations_of_ten_thousand_contacts_are_proposed_as_one() -> None:
    text = gzip.decompress((DATA / "dutch-contacts" / "list_10k.csv.gz").read_bytes()).decode()
    truth = {
        row["organisatie"]: row["truth_organisation"]
        for row in csv.DictReader(text.splitlines())
        if row["organisatie"]
    }
    pairs = Organisations(Organisation(name, name) for name in truth).pairs()
    sure = [pair for pair in pairs if pair.zone == "A2"]
    assert len(sure) > 5_000
    assert all(truth[pair.one] == truth[pair.other] for pair in sure)
    concerns = {name for name in truth if re.search(r"\b(?:Groep|Holding)\b", name)}
    assert all((pair.one in concerns) == (pair.other in concerns) for pair in sure)


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("UNIZO", "UNIZO-Internationaal", "concern"),
        ("Remondis", "Remondis Nederland B.V.", "concern"),
        ("Remondis Nederland", "Remondis Nederland B.V.", "same"),
        ("Bakker Group", "Bakker Groep BV", "same"),
        ("Bakker Beheer", "Bakker Holding", "apart"),
        ("Bakker N.V.", "Bakker B.V.", "apart"),
        ("Vereniging Bakker", "Bakker U.A.", "apart"),
        ("Coöperatie Bakker U.A.", "Bakker U.A.", "same"),
        ("Stad Landen", "Stad Tongeren", "different"),
        ("Stad Gent", "Stad Genk", "different"),
        ("Stad Gent", "Gemeente Gent", "same"),
        ("Stad Gent", "AG Stadsontwikkelingsbedrijf Gent", "different"),
        ("Stad Genk", "AG Stadsontwikkelingsbedrijf Gent", "different"),
        ("Stad & Land", "Stad en Land BV", "same"),
    ],
)
def test_one_concern_or_another_legal_person_is_a_question_and_two_cities_are_two(
    one: str, other: str, said: str
) -> None:
    assert likeness(one, other) == likeness(other, one) == said
    if said != "same":
        assert all(
            pair.zone not in ("A1", "A2")
            for pair in Organisations([Organisation("1", one), Organisation("2", other)]).pairs()
        )


def test_belgian_names_tell_their_type() -> None:
    assert told_type("Stad Gent") == "Government"
    assert told_type("Stad en Land Architecten") == ""
    assert told_type("Arktos vzw") == told_type("vzw Jong") == "Association"
