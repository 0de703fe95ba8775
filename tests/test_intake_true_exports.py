"""Lists as programs and people truly hand them over: more tables on a sheet, headings between the rows, exports of other makes; all invented."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import xlsxwriter

from dtz_network.intake import contact_list
from dtz_network.intake.readers import files
from dtz_network.intake.rows import EntityRow, RelationRow, Understood
from dtz_network.model import schema
from dtz_network.store.base import Store
from dtz_network.workflows import contacts, stores

SCHEMA = schema.shipped()
Cells = Sequence[Sequence[object]]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("DTZ_KEYS", str(tmp_path / "keys"))
    made = stores.open_store(tmp_path / "network.db", create=True)
    yield made
    made.close()


def sheets(*named: tuple[str, Cells], merged: str = "") -> bytes:
    """Return a workbook with these sheets; ``merged`` is a range of the first that is one cell."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data)
    for name, rows in named:
        sheet = book.add_worksheet(name)
        for place, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell is not None:
                    sheet.write(place, column, cell)
    if merged:
        sheet = book.worksheets()[0]
        first, _ = merged.split(":")
        place, column = int(first[1:]) - 1, ord(first[0]) - 65
        sheet.merge_range(merged, named[0][1][place][column])
    book.close()
    return data.getvalue()


def read(data: str | bytes, name: str = "lijst.csv") -> Understood:
    tables = files.read_bytes(data.encode() if isinstance(data, str) else data, name).tables
    return contact_list.read(tables, SCHEMA)


def people(found: Understood) -> dict[str, str]:
    """Return the people, each with where she works in which role."""
    assert not found.problems
    names = {(row.type, row.key): row.values["name"][0] for row in found.rows if isinstance(row, EntityRow)}
    jobs = {
        row.source.key: f"{names[row.target]} ({row.role})" if row.role else names[row.target]
        for row in found.rows
        if isinstance(row, RelationRow) and row.type == "Employment"
    }
    return {name: jobs.get(key, "") for (kind, key), name in names.items() if kind == "Person"}


def organisations(found: Understood) -> set[str]:
    kinds = SCHEMA.concrete("Organization")
    return {r.values["name"][0] for r in found.rows if isinstance(r, EntityRow) and r.type in kinds}


def told(found: Understood, key: str) -> list[dict[str, object]]:
    return [dict(doubt.values) for doubt in found.doubtful if doubt.key == key]


# --- sheets


def test_tables_below_each_other_are_each_read_by_their_own_heading() -> None:
    rows: Cells = [
        ["Ondernemers"],
        ["Naam", "Bedrijf", "Functie"],
        ["Jan de Boer", "Veenstaal B.V.", "inkoper"],
        [],
        ["Onderwijs"],
        ["Instelling", "Contactpersoon", "Telefoon"],
        ["Esdal College", "Rik Postma", "0591-012345"],
    ]
    found = read(sheets(("Blad1", rows)), "lijst.xlsx")
    assert people(found) == {"Jan de Boer": "Veenstaal B.V. (inkoper)", "Rik Postma": "Esdal College"}


def test_tables_beside_each_other_are_two() -> None:
    rows: Cells = [
        ["Naam", "Gemeente", "E-mail", None, "Naam", "Bedrijf"],
        ["Piet Vos", "Emmen", "p.vos@emmen.example", None, "Jan de Boer", "Veenstaal BV"],
    ]
    found = read(sheets(("Blad1", rows)), "lijst.xlsx")
    assert people(found) == {"Piet Vos": "", "Jan de Boer": "Veenstaal BV"}
    assert not [r for r in found.rows if isinstance(r, RelationRow) and r.type == "Location"]


def test_a_heading_that_is_printed_again_is_no_person() -> None:
    found = read("Naam;Organisatie\nJan Bos;Alfa\nNaam;Organisatie\nEls Vos;Beta\n")
    assert people(found) == {"Jan Bos": "Alfa", "Els Vos": "Beta"}


def test_headings_between_the_rows_are_no_people_and_an_organisation_holds_for_the_rows_below_it() -> None:
    found = read(
        "Naam;Functie;Organisatie\nPROVINCIE;;\nH. Smit;statenlid;Provincie Drenthe\nGEMEENTEN;;\nGemeente Emmen;;\n"
        "P. Vos;wethouder;\nK. Raadsma;ambtenaar;\nOverige genodigden;;\nT. Mulder;eigenaar;Mulder Techniek\nFleur Berg;;\n"
    )
    assert people(found) == {
        "H. Smit": "Provincie Drenthe (statenlid)",
        "P. Vos": "Gemeente Emmen (wethouder)",
        "K. Raadsma": "Gemeente Emmen (ambtenaar)",
        "T. Mulder": "Mulder Techniek (eigenaar)",
        "Fleur Berg": "",
    }
    assert told(found, "section-organisation") == [{"text": "Gemeente Emmen", "rows": "6, 7"}]
    assert told(found, "section-headings") == [{"texts": "PROVINCIE, GEMEENTEN, Overige genodigden"}]


def test_a_cell_that_is_merged_over_rows_holds_for_each_of_them() -> None:
    rows: Cells = [["Organisatie", "Naam"], ["Alfa B.V.", "Jan Bos"], [None, "Els Vos"], ["Beta", "Tim Mos"]]
    found = read(sheets(("Blad1", rows), merged="A2:A3"), "lijst.xlsx")
    assert people(found) == {"Jan Bos": "Alfa B.V.", "Els Vos": "Alfa B.V.", "Tim Mos": "Beta"}


def test_a_name_below_the_group_of_the_organisation_is_its_name() -> None:
    found = read("Persoon;;Organisatie;\nVoornaam;Achternaam;Naam;Plaats\nJan;Bos;Alfa Techniek;Emmen\n")
    assert people(found) == {"Jan Bos": "Alfa Techniek"}


def test_a_sheet_without_a_list_is_told_and_does_not_stop_the_others() -> None:
    note: tuple[str, Cells] = ("Toelichting", [["Bijgewerkt tot 1 maart."], ["Vragen? Bel ons."]])
    rows: Cells = [["Naam", "Organisatie"], ["Jan Bos", "Alfa"]]
    found = read(sheets(note, ("Emmen", rows)), "lijst.xlsx")
    assert people(found) == {"Jan Bos": "Alfa"}
    assert [doubt["columns"] for doubt in told(found, "sheet-no-list")] == ["Bijgewerkt tot 1 maart."]


# --- columns


def test_a_list_without_headings_is_read_by_what_stands_in_it_and_that_is_told() -> None:
    found = read(
        "Jan Bos,Alfa BV,inkoper,jan@alfa.example\nTess Mulder,Mulder BV,eigenaar,t@mulder.example\n"
    )
    assert people(found) == {"Jan Bos": "Alfa BV (inkoper)", "Tess Mulder": "Mulder BV (eigenaar)"}
    assert told(found, "no-header") == [{}]
    assert len(told(found, "column-guessed")) == 4


def test_titles_that_are_roles_are_roles() -> None:
    found = read(
        "Salutation,First Name,Last Name,Title,Account Name\nMr.,Peter,de Wit,Plant manager,Plastik B.V.\n"
    )
    assert people(found) == {"Peter de Wit": "Plastik B.V. (Plant manager)"}
    assert [
        row.values["title"] for row in found.rows if isinstance(row, EntityRow) and row.type == "Person"
    ] == [("Mr.",)]


def test_a_tussenvoegsel_that_only_the_whole_name_has_is_kept() -> None:
    found = read('DisplayName,FirstName,LastName,Company\n"Boer, Jan de (EZ)",Jan,Boer,Alfa\n')
    assert people(found) == {"Jan de Boer": "Alfa"}


def test_what_outlook_writes_beside_an_address_is_none() -> None:
    heads = '"Voornaam","Achternaam","E-mailadres","E-mail, weergavenaam"'
    found = read(
        f'{heads}\n"Jan","Bos","jan@alfa.example","Jan Bos (jan@alfa.example)"\n"Els","Vos","","Els Vos"\n'
    )
    said = [row.values.get("email") for row in found.rows if isinstance(row, EntityRow)]
    assert said == [("jan@alfa.example",), None]
    assert not found.problems


def test_a_column_of_roles_that_only_a_body_has_is_of_the_body() -> None:
    found = read(
        "Lid;Organisatie;Overleg;Rol;Tot\nJan Bos;Alfa;Stuurgroep Noord;voorzitter;heden\nEls Vos;Beta;Stuurgroep Noord;lid;2026\n"
    )
    assert people(found) == {"Jan Bos": "Alfa", "Els Vos": "Beta"}
    seats = [(r.role, r.until) for r in found.rows if isinstance(r, RelationRow) and r.type == "Membership"]
    assert seats == [("chair", ""), ("member", "2026")]


@pytest.mark.parametrize("cell", ["1.2345678E7", "12345678.0", "KvK 12345678", "KvK-nr.: 12345678"])
def test_a_number_as_a_spreadsheet_writes_it_is_put_right(cell: str) -> None:
    found = read(f"Handelsnaam;KvK-nummer\nAlfa B.V.;{cell}\n")
    assert [row.values["kvk"] for row in found.rows if isinstance(row, EntityRow)] == [("12345678",)]


# --- who is no person


def test_organisations_departments_and_rooms_are_no_people() -> None:
    found = read(
        "Naam;Organisatie;E-mail\nVeenstaal B.V.;;info@veenstaal.example\nZorgboog Noord;Zorgboog Noord;\nSecretariaat;Alfa;\n"
        "Vergaderzaal De Brink;;\nvervanger gemeente Emmen;Gemeente Emmen;\n? (uitzoeken);Beta;\nCommunicatie – Lotte Vink;Gamma;\n"
        "Lotte Bos - Communicatie;Gamma;\nJan School;Delta;\n"
    )
    assert people(found) == {"Lotte Vink": "Gamma", "Lotte Bos": "Gamma", "Jan School": "Delta"}
    assert organisations(found) == {
        "Veenstaal B.V.",
        "Zorgboog Noord",
        "Alfa",
        "Gemeente Emmen",
        "Beta",
        "Gamma",
        "Delta",
    }
    assert told(found, "name-organisation") == [{"text": "Veenstaal B.V."}]
    assert {str(doubt["text"]) for doubt in told(found, "not-a-name")} == {
        "Zorgboog Noord", "Secretariaat", "Vergaderzaal De Brink", "vervanger gemeente Emmen", "? (uitzoeken)",
    }  # fmt: skip


def test_names_below_each_other_in_a_cell_are_people_each_and_quotes_around_a_name_are_left_out() -> None:
    found = read('Naam;Organisatie\n"Bert Mulder\nIda Prins";"“Alfa”"\n')
    assert people(found) == {"Bert Mulder": "Alfa", "Ida Prins": "Alfa"}


def test_an_address_without_a_name_is_not_called_a_shared_mailbox() -> None:
    found = read("Naam;E-mail\nJan Bos;jan@alfa.example\n;p.vos@beta.example\n;info@beta.example\n")
    assert told(found, "address-nameless") == [{"address": "p.vos@beta.example"}]
    assert told(found, "box") == [{"address": "info@beta.example"}]


# --- other makes


def test_an_address_book_as_ldif() -> None:
    found = read(
        "dn: cn=Jan de Boer,mail=jan@alfa.example\nobjectclass: person\ngivenName: Jan\nsn: de Boer\ncn: Jan de Boer\nmail: jan@alfa.example\n"
        "o: Alfa Techniek\n  B.V.\ntitle: inkoper\n\ndn:: Y249Wm/Dqw==\ngivenName:: Wm/Dqw==\nsn: Brouwer\ncn:: Wm/DqyBCcm91d2Vy\nmail: zoe@beta.example\n",
        "adressen.ldif",
    )
    assert people(found) == {"Jan de Boer": "Alfa Techniek B.V. (inkoper)", "Zoë Brouwer": ""}


def test_addresses_copied_out_of_a_mail() -> None:
    text = "Aan: \"Boer, Jan de\" <jan@alfa.example>; 'Tess Mulder' <t@mulder.example>;\nCc: p.vos@beta.example\n"
    found = read(text, "aan.txt")
    assert people(found) == {"Jan de Boer": "", "Tess Mulder": ""}
    assert told(found, "address-nameless") == [{"address": "p.vos@beta.example"}]
    prose = files.read_bytes(b"Verslag. Mail jan@alfa.example als u komt.\n", "verslag.txt")
    assert prose.lines
    assert not prose.tables


def test_a_list_saved_on_a_mac_of_old() -> None:
    found = read("Naam;Organisatie\rZoë Brouwer;Coöperatie De Veen\r".encode("mac_roman"))
    assert people(found) == {"Zoë Brouwer": "Coöperatie De Veen"}


@pytest.mark.parametrize("wrapped", [False, True])
def test_json_that_lists_people_is_read_as_a_table(store: Store, tmp_path: Path, *, wrapped: bool) -> None:
    listed = [
        {"displayName": "Jan de Boer", "mail": "jan@alfa.example", "companyName": "Alfa BV", "jobTitle": "inkoper", "businessPhones": ["0591 012345"]},
        {"displayName": "Els Vos", "emailAddresses": [{"address": "els@beta.example"}], "manager": {"id": 3}},
    ]  # fmt: skip
    path = tmp_path / "mensen.json"
    path.write_text(json.dumps({"value": listed} if wrapped else listed), encoding="utf-8")
    planned = contacts.plan_import(store, path, who="tester")
    contacts.apply_import(store, planned)
    network = store.load()
    assert {
        person.get("name"): (person.get("email"), person.get("phone")) for person in network.of_type("Person")
    } == {
        "Jan de Boer": ("jan@alfa.example", "0591 012345"),
        "Els Vos": ("els@beta.example", ""),
    }
    assert [dict(doubt.values) for doubt in planned.doubtful if doubt.key == "column-unknown"] == [
        {"column": "manager"}
    ]


def test_columns_under_each_others_heading_are_told_in_one_line() -> None:
    firms = ("Stichting Groen", "Hoge Techniek B.V.", "gemeente Emmen", "Bouwbedrijf Veld")
    names = ("Jan de Vries", "M. Bakker", "Kees Jansen", "A.B. Oosterloo", "Els Postma")
    rows = [f"{firms[n % 4]};{names[n % 5]}" for n in range(20)]
    found = read("\n".join(["Naam;Organisatie", *rows]))
    assert set(people(found)) == set(names)
    assert organisations(found) == set(firms)
    (said,) = told(found, "columns-exchanged")
    assert said["n"] == 20


def test_numbers_and_addresses_at_home_that_are_left_out_are_told() -> None:
    found = read(
        "Name,E-mail 1 - Type,E-mail 1 - Value,E-mail 2 - Type,E-mail 2 - Value\n"
        "Jan Bos,* Work,jan@alfa.example,Home,jan@thuis.example\nEls Vos,Home,els@thuis.example,,\n"
    )
    assert people(found) == {"Jan Bos": "", "Els Vos": ""}
    assert found.not_read == ["E-mail 2 - Value (home)"]


def test_an_employer_in_the_column_of_the_roles_is_read_and_told() -> None:
    found = read(
        "First Name,Last Name,Company,Position\nEllen,Prins,,docent bij Esdal College\nTim,Mos,,zelfstandig adviseur\n"
    )
    assert people(found) == {"Ellen Prins": "Esdal College (docent)", "Tim Mos": ""}
    assert [doubt["organisation"] for doubt in told(found, "office-read")] == ["Esdal College"]


def test_an_address_below_the_name_of_an_organisation_is_no_part_of_it() -> None:
    found = read(
        'Organisatie;Naam\n"Alfa Techniek B.V.\nKanaalweg 4\n7811 AB Emmen";Jan Bos\n"Beta\nMetaal";Els Vos\n'
    )
    assert people(found) == {"Jan Bos": "Alfa Techniek B.V.", "Els Vos": "Beta Metaal"}
    assert told(found, "address-in-name") == [
        {"column": "Organisatie", "value": "Kanaalweg 4 / 7811 AB Emmen"}
    ]


def test_what_stands_behind_a_given_name_alone_is_a_remark() -> None:
    found = read("Naam;E-mail\nHenk (KPN);henk@alfa.example\nJansen (Piet);piet@alfa.example\n")
    assert people(found) == {"Henk": "", "Jansen (Piet)": ""}
    assert told(found, "name-remark") == [{"name": "Henk", "remark": "KPN"}]


def test_a_role_below_the_group_of_a_body_is_of_no_job() -> None:
    found = read("Persoon;;Stuurgroep;\nNaam;Organisatie;Rol;Lid sinds\nJan Bos;Alfa;voorzitter;2021\n")
    assert people(found) == {"Jan Bos": "Alfa"}


def test_an_organisation_that_stands_with_the_name_is_where_somebody_works() -> None:
    found = read(
        'Naam,E-mail\n"Vos, Piet (Gem. Emmen)",p.vos@emmen.example\nTess Mulder / Mulder BV,t@mulder.example\n"Kok, E. (Els)",\n'
    )
    assert people(found) == {"Piet Vos": "Gem. Emmen", "Tess Mulder": "Mulder BV", "E. (Els) Kok": ""}
    assert len(told(found, "employer-beside")) == 2


def test_names_with_commas_between_them_are_people_each() -> None:
    found = read(
        'Deelnemers;Organisatie\n"Tess Mulder, Ans Kok en P. Bos (Prov. Drenthe)";Alfa\n"Els Vos, Jan Mos";Beta\n"Vries, Jan de";Gamma\n'
    )
    assert list(people(found)) == ["Tess Mulder", "Ans Kok", "P. Bos", "Els Vos", "Jan Mos", "Jan de Vries"]


def test_a_list_with_its_headings_below_each_other_is_turned() -> None:
    rows: Cells = [
        ["Naam", "Jan Bos", "Els Vos"],
        ["Organisatie", "Alfa", "Beta"],
        ["Functie", "inkoper", ""],
    ]
    found = read(sheets(("Blad1", rows)), "lijst.xlsx")
    assert people(found) == {"Jan Bos": "Alfa (inkoper)", "Els Vos": "Beta"}
    assert told(found, "list-turned") == [{}]


def test_a_column_without_a_heading_is_not_lost_untold() -> None:
    found = read("Naam;;Organisatie;\nJan;Bos;Alfa;\nEls;Vos;Beta;x\n")
    assert told(found, "column-unknown") == [{"column": "B, D"}]


def test_an_address_that_is_not_complete_is_told() -> None:
    found = read("Naam;E-mail\nJan Bos;jan@alfa,example\n")
    assert told(found, "address-odd") == [{"address": "jan@alfa", "column": "E-mail"}]
