"""Places, postal codes, schools and branches by open lists; nothing ambiguous is guessed."""

from __future__ import annotations

import csv
import io
import json
import os
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import pytest

from dtz_network import language
from dtz_network.errors import InputError
from dtz_network.intake import contact_list
from dtz_network.intake.readers import reference_lists
from dtz_network.intake.readers.table import Table, TableRow
from dtz_network.intake.reference import Municipality, Reference, shipped
from dtz_network.intake.rows import EntityRow, RelationRow, Understood
from dtz_network.matching.spelling import letters
from dtz_network.model import schema
from dtz_network.workflows import contacts, reference, stores

SCHEMA = schema.shipped()
LISTS = Path(os.environ.get("DTZ_TEST_DATA") or ".") / "nl-reference"
needs_lists = pytest.mark.skipif(
    not (LISTS / "woonplaatsen.csv").is_file(),
    reason="DTZ_TEST_DATA does not name the folder with real lists",
)


def read(columns: str, *rows: str, known: Reference | None = None, sbi_edition: str = "") -> Understood:
    names = columns.split(";")
    lines = [TableRow(n, dict(zip(names, row.split(";"), strict=True))) for n, row in enumerate(rows, 2)]
    return contact_list.read([Table("lijst.csv", "", names, lines)], SCHEMA, None, known, sbi_edition)


def ties(found: Understood, kind: str) -> set[tuple[str, str, str]]:
    return {
        (row.source.key, row.target.key, str(row.details.get("town", "")))
        for row in found.rows
        if isinstance(row, RelationRow) and row.type == kind
    }


def doubts(found: Understood, *left_out: str) -> list[tuple[object, ...]]:
    return [(d.key, *d.values.values()) for d in found.doubtful if d.key not in ("type-guessed", *left_out)]


def values(found: Understood, kind: str) -> dict[str, dict[str, tuple[str, ...]]]:
    return {r.key: dict(r.values) for r in found.rows if isinstance(r, EntityRow) and r.type == kind}


# --- places


def test_a_town_stands_in_its_municipality_with_its_code() -> None:
    found = read(
        "Naam;Organisatie;Plaats", "Jan Bos;Alfa;Klazienaveen", "Eva Vos;Beta;EMMEN", "Kees Mos;Gamma;Dalen"
    )
    assert ties(found, "Location") == {
        ("alfa", "gemeente emmen", "Klazienaveen"),
        ("beta", "gemeente emmen", ""),
        ("gamma", "gemeente coevorden", "Dalen"),
    }
    assert ties(found, "PartOf") == {
        ("plaats klazienaveen", "gemeente emmen", ""),
        ("plaats dalen", "gemeente coevorden", ""),
    }
    assert values(found, "Region")["gemeente emmen"] == {
        "name": ("Emmen",), "kind": ("municipality",), "cbs": ("GM0114@2022",),
    }  # fmt: skip
    assert doubts(found) == []


def doubt_of(found: Understood, key: str) -> dict[str, object]:
    """Return the values of the one doubt of a kind."""
    (one,) = (dict(doubt.values) for doubt in found.doubtful if doubt.key == key)
    return one


@pytest.mark.parametrize("place", ["Echten", "Meppen", "Nieuwlande", "Ruinen", "Alteveer"])
def test_a_name_in_more_municipalities_is_asked(place: str) -> None:
    found = read("Naam;Organisatie;Plaats", f"Jan Bos;Alfa;{place}")
    ((key, asked, among),) = doubts(found)
    assert (key, asked) == ("place-among", place)
    for lang in language.LANGUAGES:
        assert f"'{place}'" in language.text(f"doubt.{key}", lang, **doubt_of(found, str(key)))
    assert len(str(among).split(", ")) > 1
    assert ties(found, "Location") == {("alfa", f"plaats {place.casefold()}", "")}
    assert ties(found, "PartOf") == set()


def test_the_municipality_beside_it_answers_and_places_of_one_name_stay_apart() -> None:
    found = read(
        "Naam;Organisatie;Plaats;Gemeente",
        "Jan Bos;Alfa;Nieuwlande;Coevorden",
        "Eva Vos;Beta;Nieuwlande;gem. Hoogeveen",
    )
    assert ties(found, "PartOf") == {
        ("plaats nieuwlande (coevorden)", "gemeente coevorden", ""),
        ("plaats nieuwlande (hoogeveen)", "gemeente hoogeveen", ""),
    }
    assert doubts(found) == []


def test_what_contradicts_or_is_unknown_is_told() -> None:
    found = read(
        "Naam;Organisatie;Plaats;Gemeente;Land",
        "Jan Bos;Alfa;Klazienaveen;Coevorden;",
        "Eva Vos;Beta;Beilen;Westerbork;",
        "Kees Mos;Gamma;Nergenshuizen;;",
        "Ans Roos;Delta;Meppen;;Duitsland",
    )
    assert doubts(found) == [
        ("place-elsewhere", "Klazienaveen", "Emmen", "Coevorden"),
        ("municipality-former", "Westerbork", "Midden-Drenthe"),
        ("place-unknown", "Nergenshuizen"),
    ]
    assert ties(found, "Location") == {
        ("alfa", "gemeente coevorden", "Klazienaveen"),
        ("beta", "gemeente midden-drenthe", "Beilen"),
        ("gamma", "plaats nergenshuizen", ""),
        ("delta", "plaats meppen", ""),
    }
    assert ties(found, "PartOf") == {("plaats beilen", "gemeente midden-drenthe", "")}


# --- numbers


@pytest.mark.parametrize(
    ("heading", "cell", "prop", "kept"),
    [
        ("KvK-nummer", "4012345", "kvk", "04012345"),
        ("KvK", "0401.2345", "kvk", "04012345"),
        ("RSIN", "2564440", "rsin", "002564440"),
        ("RSIN", "8210.02.193", "rsin", "821002193"),
        ("Vestigingsnummer", "12345678", "establishment", "000012345678"),
        ("OIN", "00000001002564440000", "oin", "00000001002564440000"),
        ("OIN", "0000 0003 0401 2345 0000", "oin", "00000003040123450000"),
        ("BTW-nummer", "NL 0025.64.440.B01", "vat", "NL002564440B01"),
        ("BTW-id", "NL000099998B57", "vat", "NL000099998B57"),
        ("VAT number", "DE 123456789", "vat", "DE123456789"),
        ("Postcode", "7811ab", "postcode", "7811 AB"),
        ("Postcode", "NL-7811 AB", "postcode", "7811 AB"),
        ("Business Postal Code", "D-49808", "postcode", "49808"),
        ("SBI 2008", "62.01", "sbi", "6201@2008"),
        ("SBI-code (2025)", "62100", "sbi", "62100@2025"),
        ("Hoofdactiviteit SBI 2008", "0111", "sbi", "0111@2008"),
        ("BRIN", "25 lx", "brin", "25LX"),
        ("BRIN-nummer", "25LX-00", "brin", "25LX00"),
    ],
)  # fmt: skip
def test_a_number_is_kept_as_its_register_writes_it(heading: str, cell: str, prop: str, kept: str) -> None:
    found = read(f"Naam;Organisatie;{heading}", f"Jan Bos;Alfa;{cell}")
    (organisation,) = values(found, "School" if prop == "brin" else "Company").values()
    assert organisation[prop] == (kept,)
    assert doubts(found) == []


@pytest.mark.parametrize(
    ("heading", "cell", "told"),
    [
        ("KvK-nummer", "12", ("number-wrong", "KvK-nummer", "12")),
        ("RSIN", "002564441", ("number-wrong", "RSIN", "002564441")),
        ("RSIN", "111222333", ("number-of-person", "RSIN")),
        ("BTW-nummer", "NL111222333B01", ("number-of-person", "btw-nummer")),
        ("BTW-nummer", "111222333B01", ("number-of-person", "btw-nummer")),
        ("BTW-nummer", "NL123456789B01", ("number-wrong", "btw-nummer", "NL123456789B01")),
        ("OIN", "00000001111222333000", ("number-of-person", "OIN")),
        ("OIN", "12345678901234567890", ("number-wrong", "OIN", "12345678901234567890")),
        ("BRIN", "LX25", ("number-wrong", "BRIN-nummer", "LX25")),
        ("Postcode", "0123 AB", ("number-wrong", "postcode", "0123 AB")),
        ("Postcode", "1234 SS", ("number-wrong", "postcode", "1234 SS")),
        ("SBI", "6201", ("sbi-edition", "6201")),
    ],
)  # fmt: skip
def test_a_number_that_cannot_be_right_is_told_and_that_of_a_person_not_repeated(
    heading: str, cell: str, told: tuple[str, ...]
) -> None:
    found = read(
        f"Naam;Organisatie;Soort organisatie;{heading}",
        f"Jan Bos;Alfa;{'school' if heading == 'BRIN' else 'bedrijf'};{cell}",
    )
    assert doubts(found) == [told]
    if told[0] == "number-of-person":
        assert "111222333" not in repr(found)


def test_numbers_are_gathered_from_all_rows_and_none_taken_that_contradicts() -> None:
    found = read(
        "Naam;Organisatie;KvK;Postcode",
        "Jan Bos;Alfa;;7811AB",
        "Eva Vos;Alfa;04012345;7811 ab",
        "Kees Mos;Alfa;;7812 CD",
    )
    assert values(found, "Company")["alfa"] == {"name": ("Alfa",), "kvk": ("04012345",)}
    assert doubts(found) == [("number-differs", "Alfa", "postcode")]


def test_the_edition_of_sbi_codes_can_be_named() -> None:
    found = read("Naam;Organisatie;SBI", "Jan Bos;Alfa;6201", sbi_edition="2008")
    assert values(found, "Company")["alfa"]["sbi"] == ("6201@2008",)
    assert doubts(found) == []


@pytest.mark.parametrize(
    ("file", "key"),
    [("Company.csv", "value-bsn"), ("lijst.csv", "")],
    ids=["table of the model", "contact list"],
)
def test_a_number_of_a_person_gets_in_on_no_road(place: Path, file: str, key: str) -> None:
    store = stores.open_store(place / "network.db", create=True)
    head = "name;rsin" if key else "Organisatie;RSIN"
    (place / file).write_text(f"{head}\nAlfa;111222333\n", encoding="utf-8")
    if key:
        with pytest.raises(InputError) as caught:
            contacts.plan_import(store, place / file, who="tester")
        assert "111222333" not in caught.value.message("nl")
    else:
        contacts.apply_import(store, contacts.plan_import(store, place / file, who="tester"))
        assert "111222333" not in "\n".join(store.dump())
    store.close()


# --- lists that a bureau adds


def as_csv(rows: Sequence[Sequence[str]], separator: str = ";") -> bytes:
    written = io.StringIO()
    csv.writer(written, delimiter=separator).writerows(rows)
    return written.getvalue().encode("utf-8-sig")


@pytest.mark.parametrize(
    ("rows", "kind", "first"),
    [
        (
            [["Woonplaatsen in Nederland 2025"], ["Woonplaatsen", "Code", "Naam", "Code"],
             *[["Dorp", f"WP{n:04}", "Stad", "GM0001"] for n in range(3)]],
            "places", ("Dorp", "Stad", "GM0001"),
        ),
        ([["Gemeentecode", "GemeentecodeGM", "Gemeentenaam"], ["1680", "GM1680", "Aa en Hunze"], ["358", "GM0358", "Aalsmeer"]],
         "municipalities", ("GM1680", "Aa en Hunze")),
        ([["Gemeentecode", "Gemeentenaam"], ["1680", "Aa en Hunze"], ["358", "Aalsmeer"]], "municipalities", ("GM1680", "Aa en Hunze")),
        ([["PC6", "Woonplaats", "Gemeente"], ["7811AB", "Emmen", "Emmen"], ["7811AC", "Emmen", "Emmen"]],
         "postal_codes", ("7811", "Emmen", "Emmen")),
        ([["PROVINCIE", "INSTELLINGSCODE", "VESTIGINGSCODE", "VESTIGINGSNAAM", "POSTCODE", "PLAATSNAAM", "GEMEENTENAAM"],
          ["Drenthe", "25LX", "25LX00", "Drenthe College", "7811 AB", "EMMEN", "Emmen"]],
         "schools", ("25LX00", "Drenthe College")),
        ([["SBI-code 2025", "Titel"], ["01", "Landbouw"], ["01.1", "Teelt"]], "branches", ("01", "Landbouw")),
    ],
)  # fmt: skip
def test_a_list_is_known_by_its_headings(rows: list[list[str]], kind: str, first: tuple[str, ...]) -> None:
    found = reference_lists.read(as_csv(rows), "lijst-2025.csv")
    assert (found.kind, found.edition, found.rows[0]) == (kind, "2025", first)


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"naam;plaats\nJan;Emmen\n", "reference-unknown"),
        (b"PK\x03\x04nee", "workbook-broken"),
        (b"naam\xff" * 50 + b"\x00", "not-text"),
    ],
)
def test_what_is_no_list_is_refused(place: Path, data: bytes, key: str) -> None:
    (place / "x.csv").write_bytes(data)
    with pytest.raises(InputError) as caught:
        reference.add(place / "x.csv", "2025")
    assert caught.value.key == key
    assert reference.kept() == []


def test_a_list_is_kept_with_its_edition_a_newer_one_takes_its_place(place: Path) -> None:
    path = place / "gemeenten.csv"
    path.write_bytes(as_csv([["Gemeentecode", "Gemeentenaam"], ["9001", "Nieuwstad"]]))
    with pytest.raises(InputError, match="edition"):
        reference.add(path)
    reference.add(path, "2024")
    reference.add(path, "2025")
    assert [(one.name, one.edition, one.n) for one in reference.kept()] == [("municipalities", "2025", 1)]
    found = reference.known(SCHEMA).where("", "Nieuwstad").municipality
    assert found == Municipality("Nieuwstad", "GM9001", "2025")
    reference.remove("municipalities")
    assert reference.kept() == []


def test_a_damaged_list_is_told(place: Path) -> None:
    path = place / "gemeenten.csv"
    path.write_bytes(as_csv([["Gemeentecode", "Gemeentenaam"], ["9001", "Nieuwstad"]]))
    reference.add(path, "2024")
    (place / "home" / "reference" / "municipalities.csv").write_text("code\nGM1\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        reference.known(SCHEMA)
    assert caught.value.key == "reference-broken"


def test_borders_are_read_where_they_are_drawn_and_not_with_every_import(place: Path) -> None:
    ring = [[6.8, 52.7], [6.9, 52.7], [6.9, 52.8], [6.8, 52.7]]
    feature = {
        "type": "Feature", "properties": {"statcode": "GM9001", "statnaam": "Nieuwstad"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }  # fmt: skip
    path = place / "grenzen-2025.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    made = reference.add(path, "2025")
    assert made.kind == "borders"
    assert list(reference.borders()) == [("GM9001", "Nieuwstad")]
    (place / "home" / "reference" / "borders.csv").write_text("broken", encoding="utf-8")
    assert reference.known(SCHEMA).municipalities == shipped(SCHEMA).municipalities
    with pytest.raises(InputError):
        reference.borders()


def test_numbers_are_compared_with_the_lists() -> None:
    known = shipped(SCHEMA) + Reference(
        schools={"25LX00": "Drenthe College"},
        branches={"2008": {"0111": "Granen"}, "2025": {"6210": "Software"}},
    )
    found = read(
        "Naam;Organisatie;BRIN;SBI",
        "A Bos;Drenthe College;25LX;6210", "B Bos;Alfa College;25LX00;0111", "C Bos;Gamma College;30AA;111@2008",
        "D Bos;Delta College;;9999@2025",
        known=known,
    )  # fmt: skip
    assert [s["sbi"] for s in values(found, "School").values()] == [
        ("6210@2025",), ("0111@2008",), ("0111@2008",), ("9999@2025",)
    ]  # fmt: skip
    assert doubts(found) == [
        ("brin-name", "25LX00", "Drenthe College", "Alfa College"),
        ("brin-unknown", "30AA"),
        ("sbi-unknown", "9999", "2025"),
    ]


# --- the real lists


@pytest.fixture
def real(place: Path) -> Reference:
    for file, edition in (("woonplaatsen", "2018"), ("KoppelCodes", "2024"), ("postcode4_4pp", "2010")):
        reference.add(LISTS / f"{file}.csv", edition)
    return reference.known(SCHEMA)


@needs_lists
def test_our_own_places_are_those_of_the_real_list() -> None:
    rows = reference_lists.read((LISTS / "woonplaatsen.csv").read_bytes(), "woonplaatsen-2018.csv").rows
    codes: dict[str, set[str]] = defaultdict(set)
    for place, municipality, code in rows:
        for name in {
            place,
            place.split(" gem ")[0],
            place.removesuffix(f" {municipality}"),
            place.split(" (")[0],
        }:
            codes[letters(name)].add(code)
    own = shipped(SCHEMA)
    wrong = [
        place
        for place in own.places
        if place.municipality.code not in codes[letters(place.name.split(" (")[0])]
    ]
    assert wrong == []
    elsewhere = {
        place.name
        for place in own.places
        if len(codes[letters(place.name.split(" (")[0])]) > 1
        and len(own.candidates(place.name.split(" (")[0])) < 2
    }
    assert elsewhere == set(), "a name that lies elsewhere too would be guessed"
    ours = {place.municipality.code for place in own.places[:180]} & {"GM0114", "GM0160", "GM0118", "GM0109"}
    missing = [
        (place, code) for place, _, code in rows
        if code in ours and code not in set(own.candidates(place.split(" gem ")[0].removesuffix(" Coevorden") or place))
    ]  # fmt: skip
    assert missing == []


@needs_lists
def test_every_real_place_and_postal_code_has_a_municipality_of_today_or_is_asked(real: Reference) -> None:
    today = {
        code for code, _ in reference_lists.read((LISTS / "KoppelCodes.csv").read_bytes(), "x2024.csv").rows
    }
    assert len(today) == 342
    names = {place.name for place in real.places}
    found = {name: real.where(name) for name in names}
    assert {f.municipality.code for f in found.values() if f.municipality} <= today
    asked = {name for name, f in found.items() if f.among}
    rows = reference_lists.read((LISTS / "woonplaatsen.csv").read_bytes(), "x2018.csv").rows
    codes: dict[str, set[str]] = defaultdict(set)
    for name, _, code in rows:
        codes[name].add(code)
    twice = {name for name, several in codes.items() if len(several) > 1}
    assert len(twice) == 73
    merged = {name for name in twice - asked if found[name].municipality}
    for name in merged:  # both municipalities became one
        assert len({real.where(name, m).municipality for n, m, _ in rows if n == name}) == 1
    lost = [name for name, f in found.items() if not f.municipality and not f.among]
    assert set(lost) <= {"Biezenmortel", "Esch", "Haaren", "Helvoirt"}  # Haaren was split in 2021
    by_code = [real.where(line.place, "", line.digits).municipality for line in real.postal_codes]
    assert len(by_code) == 4696
    assert sum(one is not None and one.code in today for one in by_code) >= 4682


@needs_lists
def test_a_postal_code_tells_which_place_of_that_name(real: Reference) -> None:
    def name(place: str, postcode: str) -> str:
        found = real.where(place, "", postcode).municipality
        return found.name if found else ""

    assert name("Hengelo", "") == ""
    assert (name("Hengelo", "7255 AA"), name("Hengelo", "7551 AA")) == ("Bronckhorst", "Hengelo")
    assert (name("Zuidwolde", "7921"), name("Zuidwolde", "9785")) == ("De Wolden", "Het Hogeland")
    assert name("", "7811 AB") == "Emmen"
