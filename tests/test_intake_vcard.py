"""Address cards: every dialect as a row of a contact list, what is private or unknown left out and told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dtz_network.errors import InputError
from dtz_network.intake.readers import files
from dtz_network.workflows import contacts, stores

DATA = Path(os.environ.get("DTZ_TEST_DATA") or ".") / "contacts-calendars"


def cells(text: str | bytes) -> list[dict[str, str]]:
    data = text if isinstance(text, bytes) else text.encode()
    (table,) = files.read_bytes(data, "adresboek.vcf").tables
    return [dict(row.cells) for row in table.rows]


def card(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", ""])


def test_a_card_becomes_a_row_and_the_tussenvoegsel_stands_alone() -> None:
    (row,) = cells(
        card(
            "N:Wit;Sanne;de;;",
            "FN:Sanne de Wit",
            "ORG:Maakfabriek\\, Emmen;Inkoop",
            "TITLE:projectleider",
            "EMAIL;TYPE=home:sanne@thuis.example",
            "item1.EMAIL;TYPE=INTERNET,WORK:s.dewit@werk.example",
            "TEL;TYPE=HOME:050-1",
            "TEL;TYPE=FAX,WORK:0591-9",
            "TEL;TYPE=CELL:06-2",
            "BDAY:1980-01-01",
            "X-SOMETHING:x",
        )
    )
    assert row == {
        "voornaam": "Sanne", "tussenvoegsel": "de", "achternaam": "Wit", "organisatie": "Maakfabriek, Emmen",
        "afdeling": "Inkoop", "functie": "projectleider", "e-mail": "s.dewit@werk.example", "telefoon": "06-2", "geboortedatum": "–",
    }  # fmt: skip


def test_the_unit_of_a_card_is_kept_as_a_note_and_told(place: Path) -> None:
    store = stores.open_store(place / "network.db", create=True)
    path = place / "kaart.vcf"
    path.write_text(card("N:Wit;Sanne;de;;", "ORG:Maakfabriek;Inkoop;Grondstoffen"), encoding="utf-8")
    planned = contacts.plan_import(store, path, who="tester")
    contacts.apply_import(store, planned)
    (person,) = store.load().of_type("Person")
    assert person.get("note") == "afdeling: Inkoop, Grondstoffen"
    assert [doubt.values["column"] for doubt in planned.doubtful if doubt.key == "department-noted"] == [
        "afdeling"
    ]
    store.close()


def test_a_second_given_name_is_no_tussenvoegsel() -> None:
    (row,) = cells(card("N:Jansen;Jan;Willem;;"))
    assert row == {"voornaam": "Jan Willem", "achternaam": "Jansen"}


def test_folded_and_quoted_lines_are_joined() -> None:
    text = (
        "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Z=FCrich;Ren=E9\n"
        "NOTE;ENCODING=QUOTED-PRINTABLE:een=0D=0A=\ntwee\nORG:Lange naam van\n  een bureau\nEND:VCARD\n"
    )
    (row,) = cells(text)
    assert row == {
        "voornaam": "René", "achternaam": "Zürich", "organisatie": "Lange naam van een bureau", "NOTE": "een twee",
    }  # fmt: skip


def test_many_cards_and_one_inside_another() -> None:
    inner = "AGENT:\r\nBEGIN:VCARD\r\nN:Binnen;Bas\r\nEND:VCARD\r\n"
    text = card("N:Een;Ans", inner.rstrip()) + card("N:Twee;Bea")
    assert [row["achternaam"] for row in cells(text)] == ["Een", "Twee"]
    assert [row["achternaam"] for row in cells(text.encode("utf-16"))] == ["Een", "Twee"]


def test_an_empty_card_is_refused_with_its_line() -> None:
    with pytest.raises(InputError) as caught:
        cells(card("N:Een;Ans") + card("UID:1"))
    assert caught.value.key == "card-empty"
    assert caught.value.values["line"] == 5


def test_cards_are_imported_and_the_same_cards_change_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DTZ_KEYS", str(tmp_path / "keys"))
    path = tmp_path / "adresboek.vcf"
    people = [
        card(f"N:Jansen;{name}", "ORG:Alfa B.V.", f"EMAIL:{name}@alfa.example") for name in ("Ans", "Bea")
    ]
    path.write_text("".join(people), encoding="utf-8")
    store = stores.open_store(tmp_path / "network.db", create=True)
    planned = contacts.plan_import(store, path, who="tester")
    contacts.apply_import(store, planned)
    assert sorted(e.name for e in store.load().of_type("Person")) == ["Ans Jansen", "Bea Jansen"]
    assert [e.name for e in store.load().of_type("Company")] == ["Alfa B.V."]
    path.write_text("".join(people[::-1]), encoding="utf-8")
    assert contacts.plan_import(store, path, who="tester").plan.changes.changes == 0
    store.close()


@pytest.mark.skipif(not DATA.is_dir(), reason="DTZ_TEST_DATA does not name the folder with real lists")
def test_every_card_of_real_address_books_is_read() -> None:
    found = sorted(DATA.rglob("*.vcf"))
    assert len(found) >= 20
    for path in found:
        (table,) = files.read(path).tables
        assert len(table.rows) == path.read_bytes().upper().count(b"BEGIN:VCARD"), path.name
        for row in table.rows:
            assert {"naam", "achternaam", "organisatie"} & set(row.cells), path.name


def test_the_card_of_an_organisation_is_no_person() -> None:
    (row,) = cells(
        card("FN:ROC De Venne", "ORG:ROC De Venne", "X-ABShowAs:COMPANY", "TEL;TYPE=WORK:0528-280000")
    )
    assert row == {"organisatie": "ROC De Venne", "telefoon": "0528-280000"}


def test_a_card_of_a_group_is_no_person_and_is_told(place: Path) -> None:
    store = stores.open_store(place / "network.db", create=True)
    path = place / "kaarten.vcf"
    group = "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:group\r\nFN:Stuurgroep Wonen\r\nMEMBER:urn:uuid:2\r\nEND:VCARD\r\n"
    path.write_text(group + card("FN:Sanne de Wit", "ORG:Maakfabriek"), encoding="utf-8")
    planned = contacts.plan_import(store, path, who="tester")
    contacts.apply_import(store, planned)
    assert [person.name for person in store.load().of_type("Person")] == ["Sanne de Wit"]
    assert any("groep Stuurgroep Wonen" in str(doubt.values) for doubt in planned.doubtful)
    store.close()
