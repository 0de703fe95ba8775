"""Lists with the slips that people make: other headings, roles in the name cell, "idem", cells exchanged, two in a cell; all invented."""

from __future__ import annotations

import pytest

from dtz_network.intake import contact_list
from dtz_network.intake.readers import files
from dtz_network.intake.rows import EntityRow, RelationRow, Understood
from dtz_network.model import schema

SCHEMA = schema.shipped()

INVITED = """Genodigden netwerkbijeenkomst waterstof;;;;;;
stand 12-3-2024;;;;;;
;;;;;;
Nr.;Naam + functie;Bedrijf/instelling;Mailadres;Tel. nr.;Woonplaats bedrijf;Aangemeld
1;Jan Bos, directeur;Alfa Techniek BV;j.bos@alfa.example;0591 - 12 34 56;Emmen;ja
2;mw. W. Zandvoort (beleidsadviseur);Gem. Hardenberg;w.zandvoort@hardenberg.example;06-12345678;Hardenberg;ja
3;Kees van Dam - inkoper;idem;k.vandam@hardenberg.example;;Hardenberg;nee
4;P. de Groot / A. Mulder;Drenthe College;info@drenthecollege.example;;Emmen;ja
5;N.N.;Provincie Drenthe;;;Assen;
6;Sanne de Wit (komt later);"";s.dewit@beta.example;;;ja
Totaal;5;;;;;
"""
EXPORTED = """Full Name,Company,Job Title,Business E-mail,Mobile,City,Connected On
"Visser-de Boer, Els",Beta Metaal Holding B.V.,CEO,els.visser@beta.example,+31 6 1111 2222,Coevorden,12 Mar 2021
"KUIPER, H.J. (Henk-Jan)",Fed. v. Technologiebedrijven,Accountmgr.,hj.kuiper@fvt.example,0031-6-33334444,Zoetermeer,3 Jan 2020
Dr. Peter  Cool PhD,Intergas Verwarming,Managing Director,06-77778888,p.cool@intergas.example,Coevorden,
gemeente Coevorden,Marieke Postma,,m.postma@coevorden.example,,Coevorden,
"""
REPEATED = """Organisatie\tContactpersoon\tRol\tVanaf\tE-mail 1\tKvK\tPostcode/plaats
Gamma Bouw (Hoogeveen)\tOtto Damhof\teigenaar\tokt. 2021\to.damhof@gamma.example\t4012345\t7901 AB Hoogeveen
"\tSieb Kramer\tplanner\t2019\ts.kramer@gamma.example\t\t7901AB HOOGEVEEN
Delta Zorg\tn.v.t.\t\t\tinfo@delta.example\t12345678\t7811 CD Emmen
LTO Noord\tTim Oost; Saskia Pol\tbestuurder\t1 januari 2022\t\t\tZwolle
"""


def read(text: str) -> Understood:
    found = contact_list.read(files.read_bytes(text.encode(), "lijst.csv").tables, SCHEMA)
    assert not found.problems
    return found


def jobs(found: Understood) -> set[tuple[str, str, str, str]]:
    """Return who works where in which role since when."""
    names = {(row.type, row.key): row.values["name"][0] for row in found.rows if isinstance(row, EntityRow)}
    return {
        (names[row.source], names[row.target], row.role, row.since)
        for row in found.rows
        if isinstance(row, RelationRow) and row.type == "Employment"
    }


def said(found: Understood, prop: str) -> dict[str, tuple[str, ...]]:
    rows = [row for row in found.rows if isinstance(row, EntityRow) and prop in row.values]
    return {row.values["name"][0]: row.values[prop] for row in rows}


def told(found: Understood, key: str) -> list[dict[str, object]]:
    return [dict(doubt.values) for doubt in found.doubtful if doubt.key == key]


def test_a_list_of_those_invited() -> None:
    found = read(INVITED)
    assert jobs(found) == {
        ("Jan Bos", "Alfa Techniek BV", "directeur", ""),
        ("W. Zandvoort", "Gem. Hardenberg", "beleidsadviseur", ""),
        ("Kees van Dam", "Gem. Hardenberg", "inkoper", ""),
        ("P. de Groot", "Drenthe College", "", ""),
        ("A. Mulder", "Drenthe College", "", ""),
    }
    assert said(found, "phone") == {"Jan Bos": ("0591 - 12 34 56",), "W. Zandvoort": ("06-12345678",)}
    assert said(found, "note") == {"Sanne de Wit": ("komt later",)}
    assert {doubt["column"]: doubt["meaning"] for doubt in told(found, "column-guessed")} == {
        "Naam + functie": "naam", "Bedrijf/instelling": "organisatie", "Tel. nr.": "telefoon",
    }  # fmt: skip
    assert told(found, "cells-repeated") == [{"rows": "7"}]


def test_an_export_in_english() -> None:
    found = read(EXPORTED)
    assert jobs(found) == {
        ("Els Visser-de Boer", "Beta Metaal Holding B.V.", "CEO", ""),
        ("H.J. (Henk-Jan) Kuiper", "Fed. v. Technologiebedrijven", "Accountmgr.", ""),
        ("Peter Cool", "Intergas Verwarming", "Managing Director", ""),
        ("Marieke Postma", "gemeente Coevorden", "", ""),
    }
    assert said(found, "email")["Peter Cool"] == ("p.cool@intergas.example",)
    assert said(found, "phone")["Peter Cool"] == ("06-77778888",)
    assert len(told(found, "cells-exchanged")) == 2


def test_a_list_that_repeats_with_a_mark() -> None:
    found = read(REPEATED)
    assert jobs(found) == {
        ("Otto Damhof", "Gamma Bouw (Hoogeveen)", "eigenaar", "2021-10"),
        ("Sieb Kramer", "Gamma Bouw (Hoogeveen)", "planner", "2019"),
        ("Tim Oost", "LTO Noord", "bestuurder", "2022-01-01"),
        ("Saskia Pol", "LTO Noord", "bestuurder", "2022-01-01"),
    }
    assert said(found, "kvk") == {"Gamma Bouw (Hoogeveen)": ("04012345",), "Delta Zorg": ("12345678",)}
    assert said(found, "postcode")["Delta Zorg"] == ("7811 CD",)
    assert {row.values["name"][0] for row in found.rows if isinstance(row, EntityRow) and row.type == "Region"} == {
        "Hoogeveen", "Emmen", "Zwolle",
    }  # fmt: skip


def test_roles_in_a_body_as_people_write_them() -> None:
    found = read(
        "Naam;Overleg;Rol in overleg\nJan Bos;Bestuur;vz\nEls Mos;Bestuur;Ondervoorzitter\nPiet Vos;Bestuur;onafhankelijk lid\n"
        "Kim Dam;Bestuur;tovenaar\n"
    )  # fmt: skip
    roles = [row.role for row in found.rows if isinstance(row, RelationRow) and row.type == "Membership"]
    assert roles == ["chair", "vice_chair", "member", ""]
    assert told(found, "role-unknown") == [{"role": "tovenaar"}]


def test_dates_beside_a_body_are_of_the_seat_and_not_of_the_job() -> None:
    found = read(
        "Naam;Organisatie;Functie;Overleg;Rol in overleg;Sinds;Tot\n"
        "Kim Dam;Delta College;lector;Bestuur;lid;2021;2024\nEls Mos;Alfa Techniek;directeur;;;2019;\n"
    )
    assert jobs(found) == {
        ("Kim Dam", "Delta College", "lector", ""),
        ("Els Mos", "Alfa Techniek", "directeur", "2019"),
    }
    rows = [row for row in found.rows if isinstance(row, RelationRow)]
    assert [(row.since, row.until) for row in rows if row.type == "Membership"] == [("2021", "2024")]
    assert {row.until for row in rows if row.type == "Employment"} == {""}


def ends(found: Understood, kind: str) -> set[tuple[str, str]]:
    names = {(row.type, row.key): row.values["name"][0] for row in found.rows if isinstance(row, EntityRow)}
    ties = (row for row in found.rows if isinstance(row, RelationRow) and row.type == kind)
    return {(names[row.source], names[row.target]) for row in ties}


def test_two_people_in_a_cell_are_two_with_their_own_role_and_address() -> None:
    found = read(
        "Naam;Organisatie;E-mail\n"
        "Jan Bos (directeur) en Piet Kok (secretaris);Alfa BV;p.kok@alfa.example\n"
        "Henk en Ria Zwiers;Beta BV;r.zwiers@beta.example\n"
        "Fokko en Wobke Zwiers;Gamma BV;\n"
    )
    assert jobs(found) == {
        ("Jan Bos", "Alfa BV", "directeur", ""), ("Piet Kok", "Alfa BV", "secretaris", ""),
        ("Henk Zwiers", "Beta BV", "", ""), ("Ria Zwiers", "Beta BV", "", ""), ("Fokko en Wobke Zwiers", "Gamma BV", "", ""),
    }  # fmt: skip
    assert said(found, "email") == {
        "Piet Kok": ("p.kok@alfa.example",),
        "Ria Zwiers": ("r.zwiers@beta.example",),
    }
    assert len(told(found, "several-people")) == 2
    assert told(found, "perhaps-several-people") == [{"name": "Fokko en Wobke Zwiers"}]


def test_a_role_in_the_cell_of_a_name_is_kept_where_no_organisation_is_named() -> None:
    found = read("Naam;Organisatie\nJan Bos (voorzitter);\nPiet Kok;Alfa BV\n")
    assert said(found, "note") == {"Jan Bos": ("voorzitter",)}
    assert told(found, "name-remark") == [{"name": "Jan Bos", "remark": "voorzitter"}]


def test_a_role_with_the_name_is_of_the_body_where_that_has_such_a_role() -> None:
    found = read(
        "Naam;Organisatie;Functie;Overleg\n"
        "Jan Bos (voorzitter);Alfa BV;;Stuurgroep\n"
        "Piet Kok (directeur);Beta BV;;Stuurgroep\n"
        "Els Kramer;;secretaris;Stuurgroep\n"
        "Ria Zwiers;;inkoper;Stuurgroep\n"
    )
    names = {row.key: row.values["name"][0] for row in found.rows if isinstance(row, EntityRow)}
    seats = {
        (names[r.source.key], r.role)
        for r in found.rows
        if isinstance(r, RelationRow) and r.type == "Membership"
    }
    assert seats == {("Jan Bos", "chair"), ("Piet Kok", ""), ("Els Kramer", "secretary"), ("Ria Zwiers", "")}
    assert jobs(found) == {("Jan Bos", "Alfa BV", "", ""), ("Piet Kok", "Beta BV", "directeur", "")}
    assert told(found, "no-organisation") == [{"columns": "Functie"}]


def test_every_row_of_an_organisation_counts() -> None:
    found = read(
        "Organisatie;Naam;Soort organisatie;Plaats;Gemeente;Website;Sector\n"
        "Alfa;Jan Bos;;;;;\n"
        "Alfa;Piet Kok;school;Klazienaveen;Emmen;alfa.example;\n"
        "Alfa;Ria Zwiers;;Hoogeveen;;;logistiek\n"
        "Alfa;Els Kramer;;;Emmen;;\n"
    )
    assert {
        row.type for row in found.rows if isinstance(row, EntityRow) and row.values["name"] == ("Alfa",)
    } == {"School"}
    assert said(found, "url") == {"Alfa": ("https://alfa.example",)}
    assert ends(found, "Location") == {("Alfa", "Emmen"), ("Alfa", "Hoogeveen")}
    assert len(jobs(found)) == 4


def test_a_postcode_without_letters_leaves_the_place_whole() -> None:
    found = read("Organisatie;Postcode/plaats\nAlfa;7901 Hoogeveen\nBeta;7811CD Emmen\nGamma;3732 De Bilt\n")
    assert {end for _, end in ends(found, "Location")} >= {"Hoogeveen", "Emmen", "De Bilt"}


@pytest.mark.parametrize(
    ("heading", "dates", "read_as", "key"),
    [
        ("Sinds", ("05/04/2025", "05/24/2025"), ("2025-05-04", "2025-05-24"), "date-month-first"),
        ("Sinds", ("05/04/2025", "24/05/2025"), ("2025-04-05", "2025-05-24"), ""),
        ("Sinds", ("05/04/2025", "2025"), ("2025-04-05", "2025"), "date-order"),
        ("Sinds", ("05/05/2025", "06/06/2025"), ("2025-05-05", "2025-06-06"), ""),
        ("Sinds", ("05-04-2025", "2025"), ("2025-04-05", "2025"), ""),
        ("Sinds (mm/dd/jjjj)", ("05/04/2025", "2025"), ("2025-05-04", "2025"), ""),
        ("Sinds (dd/mm)", ("05/04/2025", "2025"), ("2025-04-05", "2025"), ""),
    ],
)
def test_a_date_with_slashes_follows_the_other_rows_or_is_told(
    heading: str, dates: tuple[str, str], read_as: tuple[str, str], key: str
) -> None:
    found = read(f"Naam;Organisatie;{heading}\nJan Bos;Alfa;{dates[0]}\nPiet Kok;Beta;{dates[1]}\n")
    assert {since for _, _, _, since in jobs(found)} == set(read_as)
    assert [doubt.key for doubt in found.doubtful if doubt.key.startswith("date-")] == ([key] if key else [])


def test_one_column_of_a_table_proves_the_order_of_another() -> None:
    found = read(
        "Naam;Organisatie;Sinds;Tot\nJan Bos;Alfa;05/04/2024;05/24/2025\nPiet Kok;Beta;02/03/2024;\n"
    )
    assert {since for _, _, _, since in jobs(found)} == {"2024-05-04", "2024-02-03"}


def test_dates_with_slashes_that_contradict_each_other_are_an_error() -> None:
    text = "Naam;Organisatie;Sinds\nJan Bos;Alfa;24/05/2025\nPiet Kok;Beta;05/24/2025\n"
    found = contact_list.read(files.read_bytes(text.encode(), "lijst.csv").tables, SCHEMA)
    assert [(problem.key, problem.row) for problem in found.problems] == [("value-date", 3)]


def test_a_wrong_date_of_a_row_is_told_once_for_all_its_roles_and_people() -> None:
    rows = b"naam;organisatie;overleg;sinds\nJan Bos;Alfa;Stuurgroep Wonen;ooit\nJan Vos en Els Kramer;Beta;Stuurgroep Wonen;31-2-2022\n"
    found = contact_list.read(files.read_bytes(rows, "lijst.csv").tables, schema.shipped())
    assert [(one.row, dict(one.values)["value"]) for one in found.problems] == [(2, "ooit"), (3, "31-2-2022")]


def test_an_office_with_its_municipality_is_a_role_at_that_municipality_and_told() -> None:
    found = read(
        "Naam;Organisatie;Functie\nJan Bos;wethouder Coevorden;\nAn Vos;Burgemeester van Emmen;lid\n"
        "Piet Kok, raadslid Hoogeveen;;\nEls Mol;wethouder Zorg B.V.;\nTom Dam;wethouder Zandloper;\n"
    )
    assert jobs(found) == {
        ("Jan Bos", "gemeente Coevorden", "wethouder", ""),
        ("An Vos", "gemeente Emmen", "lid", ""),
        ("Piet Kok", "gemeente Hoogeveen", "raadslid", ""),
        ("Els Mol", "wethouder Zorg B.V.", "", ""),
    }
    assert [doubt["text"] for doubt in told(found, "office-read")] == [
        "wethouder Coevorden", "Burgemeester van Emmen", "raadslid Hoogeveen",
    ]  # fmt: skip
    assert said(found, "note") == {"Tom Dam": ("Organisatie: wethouder Zandloper",)}
    assert told(found, "no-organisation-word") == [{"value": "wethouder Zandloper", "column": "Organisatie"}]


def test_a_man_and_a_wife_in_a_cell_are_two_people_and_told() -> None:
    found = read(
        "Naam;Organisatie\nDhr. en mevr. Zwiers;Alfa\nDhr. Jan en mevr. Ria Vos;Beta\nDe heer en mevrouw J. Bos;Gamma\nFam. Kok;Delta\n"
    )
    assert {(name, firm) for name, firm, _, _ in jobs(found)} == {
        ("Zwiers", "Alfa"), ("Jan Vos", "Beta"), ("Ria Vos", "Beta"), ("J. Bos", "Gamma"), ("Kok", "Delta"),
    }  # fmt: skip
    assert len([row for row in found.rows if isinstance(row, EntityRow) and row.type == "Person"]) == 6
    assert [d["name"] for d in told(found, "several-people")] == [
        "Dhr. en mevr. Zwiers",
        "Dhr. Jan en mevr. Ria Vos",
    ]
    assert [d["name"] for d in told(found, "perhaps-several-people")] == [
        "De heer en mevrouw J. Bos",
        "Fam. Kok",
    ]


def test_words_that_are_no_name_and_no_organisation_make_none() -> None:
    found = read(
        "Naam;Organisatie;Mail\nn.n.b.;Alfa;\nVacature;Beta;\nJan Bos;zzp'er;jan(at)bos.example\nAn Vos;gepensioneerd;an [at] vos.example\nEls Kok;geen;\n"
    )
    people = [row for row in found.rows if isinstance(row, EntityRow) and row.type == "Person"]
    assert [row.values["name"][0] for row in people] == ["Jan Bos", "An Vos", "Els Kok"]
    assert [d["text"] for d in told(found, "not-a-name")] == ["n.n.b.", "Vacature"]
    assert jobs(found) == set()
    assert said(found, "note") == {
        "Jan Bos": ("Organisatie: zzp'er",),
        "An Vos": ("Organisatie: gepensioneerd",),
    }
    assert said(found, "email") == {"Jan Bos": ("jan@bos.example",), "An Vos": ("an@vos.example",)}
    assert [d["value"] for d in told(found, "no-organisation-word")] == ["zzp'er", "gepensioneerd", "geen"]


def test_of_a_row_without_an_employer_it_is_told_once_what_stands_there_and_what_is_not_read() -> None:
    found = read("Naam;Organisatie;Functie\nJan Bos;ZZP;adviseur\nEls Kok;;adviseur\n")
    assert [(doubt.key, doubt.values) for doubt in found.doubtful] == [
        ("no-organisation-word-left", {"value": "ZZP", "column": "Organisatie", "columns": "Functie"}),
        ("no-organisation", {"columns": "Functie"}),
    ]


def test_an_organisation_called_as_a_municipality_is_taken_for_a_government_and_told() -> None:
    found = read("Naam;Organisatie\nJan Bos;Coevorden\nAn Vos;Coevorden Bouw\n")
    assert [(d["name"], d["type"]) for d in told(found, "type-guessed")] == [
        ("Coevorden", "Government"), ("Coevorden Bouw", "Company"),
    ]  # fmt: skip


def test_headings_that_stand_twice_are_told_apart_by_the_group_above_them() -> None:
    found = read(
        "Organisatie;;;Contactpersoon;;\nNaam;E-mail;Plaats;Naam;E-mail;Functie\n"
        "Alfa Techniek B.V.;info@alfa.example;Emmen;Jan Bos;j.bos@alfa.example;directeur\nBeta;;Emmen;An Vos;;\n"
    )
    assert jobs(found) == {("Jan Bos", "Alfa Techniek B.V.", "directeur", ""), ("An Vos", "Beta", "", "")}
    assert said(found, "email") == {"Jan Bos": ("j.bos@alfa.example",)}
    assert told(found, "column-unknown") == [{"column": "Organisatie E-mail"}]


def test_of_headings_that_stand_twice_without_a_group_nothing_is_lost_untold() -> None:
    found = read(
        "Genodigden;;;;\nNaam;E-mail;E-mail;Organisatie;Naam\nJan Bos;j@bos.example;jan@bos.example;Alfa;Een ander\n"
    )
    assert said(found, "email") == {"Jan Bos": ("j@bos.example", "jan@bos.example")}
    assert told(found, "column-twice") == [{"column": "Naam (2)"}]


def test_the_answers_of_a_form_are_read_by_its_questions() -> None:
    event = contact_list.Meeting("Ontmoeting", "2026-03-12")
    text = (
        "ID;Begintijd;E-mailadres;Naam;Wat is uw voor- en achternaam?;Namens welke organisatie komt u?;Wat is uw functie?;"
        "Bent u aanwezig op 12 maart?;Hoeveel personen neemt u mee?\n"
        "1;1-3-2026;anonymous;;Jan Bos;Alfa Techniek B.V.;directeur;Ja;1\n2;1-3-2026;a.vos@beta.example;Vos, An;;Beta;;Nee, helaas niet;0\n"
        "3;1-3-2026;anonymous;;Piet Kok;Gamma;;Misschien;2\n"
    )
    found = contact_list.read(files.read_bytes(text.encode(), "formulier.csv").tables, SCHEMA, event)
    assert not found.problems
    assert jobs(found) == {
        ("Jan Bos", "Alfa Techniek B.V.", "directeur", ""), ("An Vos", "Beta", "", ""), ("Piet Kok", "Gamma", "", ""),
    }  # fmt: skip
    roles = [row.role for row in found.rows if isinstance(row, RelationRow) and row.type == "Attendance"]
    assert roles == ["attendee", "excused"]
    assert told(found, "presence-unsure")[0]["names"] == "Piet Kok"


def test_what_stands_beside_an_organisation_without_a_person_is_told() -> None:
    found = read(
        "Naam;Organisatie;Telefoon\nJan Bos;Alfa B.V.;0591-123456\n;Beta B.V.;0591-765432\n;Gamma;\n"
    )
    assert said(found, "phone") == {"Jan Bos": ("0591-123456",)}
    assert told(found, "details-of-nobody") == [{"column": "Telefoon", "names": "Beta B.V."}]


def test_an_office_at_the_organisation_beside_it_is_no_person() -> None:
    found = read(
        "Naam;Organisatie\nburgemeester van Turfhaven;gemeente Turfhaven\nburgemeester van Dijk;gemeente Turfhaven\n"
    )
    assert told(found, "not-a-name") == [{"text": "burgemeester van Turfhaven"}]
    assert [
        row.values["name"] for row in found.rows if isinstance(row, EntityRow) and row.type == "Person"
    ] == [("van Dijk",)]


def test_who_comes_is_read_from_an_answer_in_words() -> None:
    event = contact_list.Meeting("Ontbijt", "2026-11-20")
    text = (
        "Wat is uw naam?;Namens welke organisatie komt u?;Bent u erbij op 20 november?\n"
        "Jan Bos;Alfa;Ja, maar niet bij de lunch\nAn Vos;Beta;helaas niet\nPiet Kok;Gamma;Ik kan er niet bij zijn\n"
        "Eva Smit;Delta;Niet zeker\nTom Berg;Delta;Nee, mijn collega komt\nIda Klop;Delta;Dat weet ik nog niet\n"
    )
    found = contact_list.read(files.read_bytes(text.encode(), "formulier.csv").tables, SCHEMA, event)
    rows = [row for row in found.rows if isinstance(row, RelationRow) and row.type == "Attendance"]
    assert [row.role for row in rows] == ["attendee", "excused", "excused", "excused"]
    names = " ".join(str(each["names"]) for each in told(found, "presence-unsure"))
    assert "Eva Smit" in names
    assert "Ida Klop" in names


def test_who_does_not_attend_by_the_export_of_a_ticket_shop_is_excused() -> None:
    event = contact_list.Meeting("Ontmoeting", "2026-03-12")
    text = (
        "Order #,First Name,Last Name,Email,Attendee Status,Company,Cell Phone\n"
        "1,Jan,Bos,j@bos.example,Attending,Alfa,06-12345678\n2,An,Vos,,Not Attending,Beta,\n3,Info Requested,Info Requested,,Deleted,Gamma,\n"
    )
    found = contact_list.read(files.read_bytes(text.encode(), "tickets.csv").tables, SCHEMA, event)
    rows = [row for row in found.rows if isinstance(row, RelationRow) and row.type == "Attendance"]
    assert [row.role for row in rows] == ["attendee", "excused"]
    assert said(found, "phone") == {"Jan Bos": ("06-12345678",)}


@pytest.mark.parametrize(
    "heads",
    [
        "Bedrijfsnaam;Contactpersoon 1;E-mail 1;Telefoon 1;Functie 1;Contactpersoon 2;E-mail 2;Telefoon 2;Functie 2",
        "Bedrijfsnaam;Contactpersoon;E-mail;Telefoon;Functie;2e contactpersoon;2e e-mail;2e telefoon;2e functie",
        "Bedrijfsnaam;Naam 1;E-mail 1;Telefoon 1;Functie 1;Naam 2;E-mail 2;Telefoon 2;Functie 2",
        "Bedrijfsnaam;Naam;E-mail;Telefoon;Functie;Naam;E-mail;Telefoon;Functie",
        "Bedrijfsnaam;Contact 1 naam;Contact 1 e-mail;Contact 1 telefoon;Contact 1 functie;Contact 2 naam;Contact 2 e-mail;Contact 2 telefoon;Contact 2 functie",
        "Company;Contact person 1;Email 1;Phone 1;Job title 1;Contact person 2;Email 2;Phone 2;Job title 2",
    ],
)
def test_two_contacts_in_one_row_are_two_people_with_what_is_their_own(heads: str) -> None:
    found = read(
        f"{heads}\n"
        "Alfa;Jan Bos;jan@alfa.example;0591-123456;directeur;An Vos;an@alfa.example;0591-654321;planner\n"
        "Beta;Els Kok;els@beta.example;;;;;;\n"
        "Gamma;;;;;Ria Mol;;;inkoper\n"
        "idem;Otto Kamp;;;;;;;\n"
    )
    assert said(found, "email") == {
        "Jan Bos": ("jan@alfa.example",), "An Vos": ("an@alfa.example",), "Els Kok": ("els@beta.example",),
    }  # fmt: skip
    assert said(found, "phone") == {"Jan Bos": ("0591-123456",), "An Vos": ("0591-654321",)}
    assert jobs(found) == {
        ("Jan Bos", "Alfa", "directeur", ""), ("An Vos", "Alfa", "planner", ""), ("Els Kok", "Beta", "", ""),
        ("Ria Mol", "Gamma", "inkoper", ""), ("Otto Kamp", "Gamma", "", ""),
    }  # fmt: skip
    assert not told(found, "column-unknown")
    assert len(told(found, "contacts-beside")) == 1
    things = [(row.type, row.key) for row in found.rows if isinstance(row, EntityRow)]
    assert len(things) == len(set(things))


def test_the_first_and_the_second_contact_of_one_name_are_not_one() -> None:
    found = read("Organisatie;Contactpersoon 1;Contactpersoon 2\nAlfa;Jan Bos;An Vos\nBeta;An Vos;Jan Bos\n")
    people = [row.key for row in found.rows if isinstance(row, EntityRow) and row.type == "Person"]
    assert len(set(people)) == 4
    again = read("Organisatie;Contactpersoon 1;Contactpersoon 2\nBeta;An Vos;Jan Bos\nAlfa;Jan Bos;An Vos\n")
    assert {row.key for row in again.rows if isinstance(row, EntityRow) and row.type == "Person"} == set(
        people
    )


def test_columns_that_are_headed_by_an_office_name_who_has_it() -> None:
    found = read(
        "Vereniging;Organisatie;Plaats;Voorzitter;E-mail voorzitter;Secretaris;Telefoon secretaris\n"
        "x;Buurtvereniging Zuid;Emmen;Jan Bos;jan@zuid.example;mw. A. Vos;0591-654321\n"
        "y;Buurtvereniging Noord;Emmen;;;Els Kok;\n"
    )
    assert jobs(found) == {
        ("Jan Bos", "Buurtvereniging Zuid", "voorzitter", ""), ("A. Vos", "Buurtvereniging Zuid", "secretaris", ""),
        ("Els Kok", "Buurtvereniging Noord", "secretaris", ""),
    }  # fmt: skip
    assert said(found, "email") == {"Jan Bos": ("jan@zuid.example",)}
    assert said(found, "phone") == {"A. Vos": ("0591-654321",)}


def test_the_offices_of_bodies_are_seats() -> None:
    found = read("Overleg;Voorzitter;Secretaris\nStuurgroep Wonen;Jan Bos;An Vos\nWerkgroep Water;;Els Kok\n")
    names = {(row.type, row.key): row.values["name"][0] for row in found.rows if isinstance(row, EntityRow)}
    seats = {
        (names[row.source], names[row.target], row.role)
        for row in found.rows
        if isinstance(row, RelationRow) and row.type == "Membership"
    }
    assert seats == {
        ("Jan Bos", "Stuurgroep Wonen", "chair"), ("An Vos", "Stuurgroep Wonen", "secretary"),
        ("Els Kok", "Werkgroep Water", "secretary"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("heads", "row"),
    [
        ("Naam;Organisatie;Voorzitter", "Jan Bos;Alfa;ja"),
        ("Naam;Organisatie;Naam 2", "Jan Bos;Alfa;Afdeling Techniek Noord B.V."),
        ("Naam;Organisatie;E-mail 1;E-mail 2", "Jan Bos;Alfa;j@alfa.example;jan@alfa.example"),
        ("Naam;Organisatie;Accountmanager", "Jan Bos;Alfa;An Vos"),
    ],
)
def test_what_is_no_second_contact_is_none(heads: str, row: str) -> None:
    found = read(f"{heads}\n{row}\n")
    assert len([r for r in found.rows if isinstance(r, EntityRow) and r.type == "Person"]) == 1
    assert not told(found, "contacts-beside")


def test_what_stands_in_brackets_behind_a_whole_name_is_no_call_name() -> None:
    found = read("Naam;Plaats\nPiet Kok (Gamma);\nA.C.M. Jansen (Anneke);\nWilhelmina Bos (Willy);\n")
    people = {
        row.values["name"][0]: row.values.get("note") for row in found.rows if isinstance(row, EntityRow)
    }
    assert people == {"Piet Kok": ("Gamma",), "A.C.M. (Anneke) Jansen": None, "Wilhelmina (Willy) Bos": None}


def _of_cell(cell: str, *others: str) -> list[tuple[str, bool]]:
    rows = "".join(f"Persoon {n} Bos;{name}\n" for n, name in enumerate((cell, *others)))
    found = read(f"Naam;Organisatie\n{rows}")
    named = {
        row.values["name"][0] for row in found.rows if isinstance(row, EntityRow) and row.type != "Person"
    }
    assert cell in named, "a cell is never split"
    return [(d.key, d.asks) for d in found.doubtful if d.key.startswith("organisations-")]


@pytest.mark.parametrize(
    ("cell", "others", "asked"),
    [
        ("Alfa B.V. / Beta B.V.", (), [("organisations-asked", True)]),
        ("Stichting Alfa en Beta Holding N.V.", (), [("organisations-asked", True)]),
        ("Gemeente Emmen en Gemeente Coevorden", (), [("organisations-asked", True)]),
        ("Alfa / Beta", ("Alfa", "Beta"), [("organisations-asked", True)]),
        ("Alfa en Beta", ("Alfa", "Beta"), [("organisations-asked", True)]),
        ("Alfa / Beta", (), [("organisations-one", False)]),
        ("Alfa / Beta", ("Alfa",), [("organisations-one", False)]),
        ("Bakker en Zoon", (), []),
        ("Bakker & Zoon B.V.", (), []),
        ("Vestas Wind A/S", (), []),
        ("Alfa i.s.m. Beta B.V.", (), []),
        ("Landbouw, Natuur en Visserij", (), []),
    ],
)
def test_two_organisations_in_a_cell_stay_one_and_are_asked_or_told(
    cell: str, others: tuple[str, ...], asked: list[tuple[str, bool]]
) -> None:
    assert _of_cell(cell, *others) == asked
