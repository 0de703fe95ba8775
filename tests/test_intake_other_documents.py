"""Documents as other people write them: an English and a Belgian report, a Word file of tables, a PDF in two columns; all invented.

The answers were made by hand. What is told and cannot be sure is a question and no fact.
"""

from __future__ import annotations

import io
from pathlib import Path

import docx

from dtz_network.intake import document
from dtz_network.intake.readers import text_lines
from dtz_network.intake.reference import shipped
from dtz_network.intake.rows import EntityRow, RelationRow, Understood
from dtz_network.model import schema
from tests.test_intake_document import column, pdf

SCHEMA = schema.shipped()
Seat = tuple[str, str, str, tuple[str, ...], str, str]

ENGLISH = """Northern Hydrogen Partnership
Annual Report 2023

Foreword
In 2023 the partnership grew from 14 to 22 partners. Our chair, Margaret Hollis, opened the test site in Emmen on 4 May.

3 Governance

3.1 Supervisory Board
The Supervisory Board consists of the following members:

Margaret Hollis, Chair (since 1 January 2021)
Prof. Willem de Graaf, Vice-Chair, University of Groningen
Dr Anna Kuipers (Province of Drenthe)
John O'Neill - independent member
Vacancy (business)

3.2 Executive Board
Sietske Postma, Chief Executive Officer
Rob Veldman, Chief Financial Officer, until 31 August 2023
Ellen Brandsma, Chief Financial Officer, as of 1 September 2023

3.3 Steering Committee Infrastructure
Business
- Peter van Houten (Gasunie)
- Karin Doornbos (Shell Netherlands)
Government
- Alderman Jan Bos (Municipality of Emmen)
- Femke Zijlstra (Ministry of Economic Affairs)
Education
- Lieke Smit (NHL Stenden), 2021-2024

Present at the annual meeting: Tom Jones, Bert de Vries

4 Finances
Total expenditure amounted to EUR 4.2 million.
"""

BELGIAN = """Streekplatform Maasland vzw - Jaarverslag 2022

1. Bestuursorganen

1.1. Raad van Bestuur
Voorzitter: de heer Luc Peeters (stad Maaseik)
Ondervoorzitter: mevrouw Hilde Vandenbroucke (VOKA Limburg)
Secretaris: Jo Claes
Penningmeester: An Segers (KBC Bank NV)
Bestuurders:
 • Koen Van den Bossche (gemeente Dilsen-Stokkem)
 • Griet D'hondt (UHasselt)
 • Bart T'Jampens, schepen, stad Maaseik

1.2. Dagelijks bestuur
Luc Peeters, Hilde Vandenbroucke, Jo Claes

1.3. Algemene Vergadering
De algemene vergadering telt 24 leden.

1.4. Adviesraad Onderwijs
- Els Wouters – PXL Hogeschool (met ingang van 1 september 2022)
- Dirk Nijs – Campus De Helix (tot en met 30 juni 2022)
- Wim Aerts – GO! Atheneum (tot 1 september)

2. Personeel
Coördinator Sofie Maes en stafmedewerker Tom Geerts vormen het team.
"""


def seats(found: Understood) -> set[Seat]:
    """Return who sits where in which role, on whose behalf, from when to when."""
    return {
        (row.source.key, row.target.key, row.role, tuple(ref.key for ref in row.references.get("on_behalf_of", ())), row.since, row.until)
        for row in found.rows
        if isinstance(row, RelationRow) and row.type == "Membership"
    }  # fmt: skip


def jobs(found: Understood) -> set[tuple[str, str, str]]:
    return {
        (row.source.key, row.role, row.target.key)
        for row in found.rows
        if isinstance(row, RelationRow) and row.type == "Employment"
    }


def asked(found: Understood) -> set[tuple[str, str]]:
    """Return what is asked beside a name."""
    return {
        (str(doubt.values["name"]), str(doubt.values["text"]))
        for doubt in found.doubtful
        if doubt.key in ("part-unclear", "mentioned")
    }


def of_text(text: str) -> Understood:
    return document.read(text_lines.of_text(text).lines, SCHEMA)


def test_an_english_report() -> None:
    found = of_text(ENGLISH)
    board, executive, committee = "supervisory board", "executive board", "steering committee infrastructure"
    assert seats(found) == {
        ("margaret hollis", board, "chair", (), "2021-01-01", ""),
        ("willem de graaf", board, "vice_chair", ("university of groningen",), "", ""),
        ("anna kuipers", board, "member", ("province of drenthe",), "", ""),
        ("john o'neill", board, "member", (), "", ""),
        ("sietske postma", executive, "member", (), "", ""),
        ("rob veldman", executive, "member", (), "", "2023-08-31"),
        ("ellen brandsma", executive, "member", (), "2023-09-01", ""),
        ("peter van houten", committee, "member", ("gasunie",), "", ""),
        ("karin doornbos", committee, "member", ("shell netherlands",), "", ""),
        ("jan bos", committee, "member", ("municipality of emmen",), "", ""),
        ("femke zijlstra", committee, "member", ("ministry of economic affairs",), "", ""),
        ("lieke smit", committee, "member", ("nhl stenden",), "2021", "2024"),
    }
    assert jobs(found) == {("jan bos", "alderman", "municipality of emmen")}
    assert {doubt.key for doubt in found.doubtful} == {"type-guessed", "part-unclear", "list-attending"}


def test_years_of_a_name_are_no_term_and_a_deputy_has_not_the_dates_of_the_member() -> None:
    found = of_text(
        "STUURGROEP WATERSTOF:\n"
        "- Jan Bos (programmamanager Regio Deal 2020-2025, Alfa B.V.)\n"
        "- Ria Zwiers (Gamma B.V.), 2019-2023\n"
        "- Tim Oost (Delta B.V., tot 31-12-9999)\n"
    )
    table = of_text(
        "STUURGROEP MAAK\n\nNaam           Organisatie   Plaatsvervanger   Sinds\n"
        "Piet Kok       Beta B.V.     Els Kramer        1-1-2022\n"
        "Jan Smit       Gamma B.V.    Anna Kuipers      1-2-2022\n"
    )
    terms = {(who, since, until) for who, _, _, _, since, until in seats(found) | seats(table)}
    assert terms == {
        ("jan bos", "", ""), ("ria zwiers", "2019", "2023"), ("tim oost", "", "9999-12-31"), ("piet kok", "2022-01-01", ""),
        ("els kramer", "", ""), ("jan smit", "2022-02-01", ""), ("anna kuipers", "", ""),
    }  # fmt: skip


def test_a_belgian_report() -> None:
    found = of_text(BELGIAN)
    board, daily, advice = "raad van bestuur", "dagelijks bestuur", "adviesraad onderwijs"
    assert seats(found) == {
        ("luc peeters", board, "chair", ("stad maaseik",), "", ""),
        ("hilde vandenbroucke", board, "vice_chair", ("voka limburg",), "", ""),
        ("jo claes", board, "secretary", (), "", ""),
        ("an segers", board, "treasurer", ("kbc bank nv",), "", ""),
        ("koen van den bossche", board, "member", ("gemeente dilsen-stokkem",), "", ""),
        ("griet d'hondt", board, "member", ("uhasselt",), "", ""),
        ("bart t'jampens", board, "member", ("stad maaseik",), "", ""),
        *((name, daily, "member", (), "", "") for name in ("luc peeters", "hilde vandenbroucke", "jo claes")),
        ("els wouters", advice, "member", ("pxl hogeschool",), "2022-09-01", ""),
        ("dirk nijs", advice, "member", ("campus de helix",), "", "2022-06-30"),
        ("wim aerts", advice, "member", (), "", ""),
    }
    assert jobs(found) == {("bart t'jampens", "schepen", "stad maaseik")}
    assert {name for name, _ in asked(found)} == {"Wim Aerts", "Sofie Maes"}
    assert ("Wim Aerts", "tot 1 september") in asked(found)


def tables() -> bytes:
    made = docx.Document()
    made.add_heading("Organisatie", 1)
    made.add_paragraph(
        "De regio werkt met een Regieraad en een programmateam. Hieronder staat wie daarin zitten."
    )

    def table(title: str, *rows: tuple[str, ...]) -> None:
        made.add_heading(title, 2)
        shown = made.add_table(rows=0, cols=4)
        for row in rows:
            cells = shown.add_row().cells
            if len(row) == 1:
                cells[0].merge(cells[3]).text = row[0]
            for cell, text in zip(cells, row, strict=False):
                cell.text = text

    table(
        "Regieraad", ("Naam", "Functie", "Namens", "Lid sinds"), ("Overheid",),
        ("dhr. M. (Maarten) Kok", "burgemeester", "gemeente Steenwijk", "januari 2021"),
        ("mw. drs. F. Aydin", "gedeputeerde", "provincie Overijssel", "1-7-2023"), ("Bedrijfsleven",),
        ("Ingrid ter Horst", "directeur", "Ter Horst Logistiek B.V.", "2019"), ("vacature", "", "MKB Zuidwest", ""),
        ("Onderwijs",), ("J.W. van den Brink", "voorzitter college van bestuur", "Landstede Groep", "zomer 2022"),
    )  # fmt: skip
    table(
        "Programmateam Energie", ("Rol", "Wie", "Organisatie", "Periode"), ("Voorzitter", "Bas Nijland", "Enexis", "2022 - heden"),
        ("Secretaris", "Yara Bouma", "gemeente Steenwijk", "2022 – 2023"), ("Leden", "Tim Oost\nSaskia Pol", "Twence / Saxion", ""),
    )  # fmt: skip
    table(
        "Budget",
        ("Post", "2023", "2024", "Toelichting"),
        ("Personeel", "100.000", "120.000", "inclusief Jan Bos"),
    )
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def test_a_word_file_of_tables(tmp_path: Path) -> None:
    found = document.read(text_lines.of_word(tables(), "regio.docx").lines, SCHEMA)
    council, team = "regieraad", "programmateam energie"
    assert seats(found) == {
        ("m. (maarten) kok", council, "member", ("gemeente steenwijk",), "2021-01", ""),
        ("f. aydin", council, "member", ("provincie overijssel",), "2023-07-01", ""),
        ("ingrid ter horst", council, "member", ("ter horst logistiek b.v.",), "2019", ""),
        ("j.w. van den brink", council, "member", ("landstede groep",), "", ""),
        ("bas nijland", team, "chair", ("enexis",), "2022", ""),
        ("yara bouma", team, "secretary", ("gemeente steenwijk",), "2022", "2023"),
        ("tim oost", team, "member", (), "", ""),
        ("saskia pol", team, "member", (), "", ""),
    }
    assert asked(found) == {
        ("J.W. van den Brink", "zomer 2022"),
        ("Tim Oost en Saskia Pol", "Twence / Saxion"),
    }


LEFT = """Jaarplan 2025
Coalitie Groene Veenkoloniën

STUURGROEP
Voorzitter: Henk Brink (wethouder
gemeente Borger-Odoorn)
Leden:
- Roelie Goedhart (Avebe)
- Jan Willem ter Veen (Agrifirm,
per 1 maart 2024)
- Trijn Bakker (Terra MBO)

Adviescommissie Bodem
Dr. Ir. Piet Kuiper (voorzitter)
Mevr. Anja Wolters"""

RIGHT = """KLANKBORDGROEP BEWONERS
• Klaas Wind, dorpsbelangen Valthe
• Gré Hovius, tot 1 januari 2025
• Marieke Postma (interim)

Planning
Het programma loopt van 2025 tot
2028. In het voorjaar presenteert
wethouder Henk Brink het plan.

WERKGROEP WATER (vervolg)
- Otto Damhof – waterschap
Hunze en Aa's
- Sieb Kramer – LTO Noord"""


def test_a_pdf_in_two_columns() -> None:
    data = pdf([*column(LEFT.split("\n"), 60, 760), *column(RIGHT.split("\n"), 320, 760)])
    found = document.read(text_lines.of_pdf(data, "veen.pdf").lines, SCHEMA)
    group, soil, people, water = (
        "stuurgroep",
        "adviescommissie bodem",
        "klankbordgroep bewoners",
        "werkgroep water",
    )
    assert seats(found) == {
        ("henk brink", group, "chair", ("gemeente borger-odoorn",), "", ""),
        ("roelie goedhart", group, "member", ("avebe",), "", ""),
        ("jan willem ter veen", group, "member", ("agrifirm",), "2024-03-01", ""),
        ("trijn bakker", group, "member", ("terra mbo",), "", ""),
        ("piet kuiper", soil, "chair", (), "", ""), ("anja wolters", soil, "member", (), "", ""),
        ("klaas wind", people, "member", (), "", ""), ("gre hovius", people, "member", (), "", "2024-12-31"),
        ("marieke postma", people, "member", (), "", ""),
        ("otto damhof", water, "member", ("waterschap hunze en aa's",), "", ""),
        ("sieb kramer", water, "member", ("lto noord",), "", ""),
    }  # fmt: skip
    assert asked(found) == {
        ("Klaas Wind", "dorpsbelangen Valthe"), ("Marieke Postma", "interim"), ("Henk Brink", "wethouder Henk Brink het plan."),
    }  # fmt: skip


def test_a_date_of_more_people_or_beside_a_job_is_asked() -> None:
    found = of_text(
        "WERKGROEP WONEN:\n- Jan Bos en Els Mos (Alfa), per 1 maart 2024\n- Piet Vos, directeur van Beta sinds 2019\n"
        "- Kees Dam (plv. Ad Smit), vanaf 2020\n- Wim Kok, tot 15 mei 2024\n- Lia Pit, van 2019 tot en met 2021\n"
    )  # fmt: skip
    when = {name: (since, until) for name, _, _, _, since, until in seats(found)}
    assert {name for name, dates in when.items() if any(dates)} == {"lia pit"}
    assert when["lia pit"] == ("2019", "2021")
    assert {text for _, text in asked(found)} == {
        "per 1 maart 2024",
        "sinds 2019",
        "vanaf 2020",
        "tot 15 mei 2024",
    }


BOARD = """Stichting Waterstof Noord – Bestuursverslag 2024

Samenstelling van het bestuur per 31 december 2024

Naam                    Functie            Namens                  Aftredend
dhr. J. (Jan) Bos       voorzitter         Gasunie                 2026
mw. E. Mos-de Vries     secretaris         Hanze                   1-1-2027
drs. P. Vos             penningmeester     provincie Groningen     n.v.t.
vacature                lid                MKB Noord

De directie wordt gevormd door mw. K. Dam (directeur-bestuurder, sinds 1 mei 2020).

Raad van Advies
Bart Smit (lid sinds 2018)
Ina Kok, burgemeester van Eemsdelta (lid tot en met 2025)
Ger Wit MSc, onafhankelijk lid
prof. dr. A.B. de Jong - Rijksuniversiteit Groningen - voorzitter

Deelnemers aan de werkgroep Veiligheid waren in 2024: Tim Oost, Lia Pit en Wim Kuik.
"""


def test_a_board_in_columns_of_plain_text() -> None:
    found = of_text(BOARD)
    board, advice, group = "bestuur", "raad van advies", "werkgroep veiligheid"
    assert seats(found) == {
        ("j. (jan) bos", board, "chair", ("gasunie",), "", "2026"),
        ("e. mos-de vries", board, "secretary", ("hanze",), "", "2027-01-01"),
        ("p. vos", board, "treasurer", ("provincie groningen",), "", ""),
        ("bart smit", advice, "member", (), "2018", ""),
        ("ina kok", advice, "member", ("eemsdelta",), "", ""),
        ("ger wit", advice, "member", (), "", ""),
        ("a.b. de jong", advice, "chair", ("rijksuniversiteit groningen",), "", ""),
        *((name, group, "member", (), "", "") for name in ("tim oost", "lia pit", "wim kuik")),
    }
    assert jobs(found) == {("ina kok", "burgemeester", "eemsdelta")}
    assert {name for name, _ in asked(found)} == {"Ina Kok", "K. Dam"}
    assert {row.type for row in found.rows if isinstance(row, EntityRow) and row.key == "eemsdelta"} == {
        "Government"
    }


def _word(*tables: list[tuple[str, ...]], heading: str) -> Understood:
    made = docx.Document()
    made.add_heading(heading, 1)
    for rows in tables:
        table = made.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    data = io.BytesIO()
    made.save(data)
    return document.read(text_lines.of_word(data.getvalue(), "verslag.docx").lines, SCHEMA)


def _told(found: Understood) -> dict[str, list[tuple[object, object]]]:
    return {
        key: [(d.values["heading"], d.values["names"]) for d in found.doubtful if d.key == key]
        for key in ("list-attending", "list-bodiless")
    }


def test_who_was_present_by_a_table_of_minutes_is_told_and_no_member() -> None:
    found = _word(
        [("Aanwezig", "Jan Bos (voorzitter, gemeente Emmen)\nAn Vos (Alfa)"), ("Afwezig", "Els Mol (Beta)"), ("", "Kees van Dam"),
         ("Notulist", "Tom Brink"), ("Datum", "12 maart 2026")],
        heading="Verslag stuurgroep Wonen 12 maart 2026",
    )  # fmt: skip
    assert not found.rows
    assert _told(found) == {
        "list-attending": [("Aanwezig", "Jan Bos, An Vos"), ("Afwezig", "Els Mol, Kees van Dam")],
        "list-bodiless": [("Notulist, Tom Brink", "Tom Brink")],
    }


def test_a_column_or_a_table_of_presence_makes_no_members() -> None:
    found = _word(
        [
            ("Naam", "Organisatie", "Aanwezig"),
            ("Jan Bos", "gemeente Emmen", "x"),
            ("An Vos", "Alfa Techniek", ""),
        ],
        [("Aanwezig", "Afwezig"), ("Piet Kok (Gamma)", "Els Mol (Beta)")],
        heading="Stuurgroep Wonen",
    )
    assert seats(found) == set()
    assert {(who, where) for who, _, where in jobs(found)} == {
        ("Jan Bos|", "gemeente emmen"),
        ("An Vos|", "alfa techniek"),
    }
    assert _told(found)["list-attending"] == [
        ("Aanwezig", "Jan Bos, An Vos"), ("Aanwezig", "Piet Kok"), ("Afwezig", "Els Mol"),
    ]  # fmt: skip


def test_the_chapter_of_a_board_in_a_report_is_of_that_board() -> None:
    found = of_text(
        "Verslag van de Raad van Toezicht\n- Jan Bos (voorzitter)\n- An Vos\n\nNotulen werkgroep Wonen\n- Piet Kok\n- Els Mol\n"
    )
    assert {(who, body) for who, body, *_ in seats(found)} == {
        ("jan bos", "raad van toezicht"),
        ("an vos", "raad van toezicht"),
    }
    assert _told(found)["list-attending"] == [("Notulen werkgroep Wonen", "Piet Kok, Els Mol")]


REPORT_LEFT = """Jaarbericht Regio Noordkop 2024
Bestuur en organisatie
De Regio Noordkop wordt aangestuurd door een
regionaal bestuur. Het bestuur kwam zes keer bijeen.
Dagelijks bestuur
Ina Smit, burgemeester Coevorden (voorzitter)
Karel de Wit, wethouder Emmen
Mevr. drs. T. van den Bos-Kuiper, wethouder
Hoogeveen
Vacant
Regiotafel Energie
Voorzitter
Bert Haan
Namens de bedrijven
Petra Koning - Windpark Noord B.V.
Joost Prins - Zonnestroom
Namens het onderwijs
Fatima Aydin - ROC Noordkop
Bestuurlijk trekkers
Energie: Ina Smit
Wonen: Karel de Wit
Mobiliteit: Harm Bos"""
REPORT_RIGHT = """Programmabureau
Ons bureau bestaat uit vijf mensen:
Sandra Visser
programmamanager
Lotte Mulder
communicatieadviseur
Rick de Jong
secretaris
Klankbordgroep bewoners
In de klankbordgroep zaten in 2024: Jan Kuiper,
Mia Tol, Sjaak Bakker en Wil Groen.
Accountant
Onze accountant is Flynth.
Partners
Windpark Noord B.V.
Zonnestroom
Colofon
Tekst: Sandra Visser
Vormgeving: Studio Zes"""


def test_the_report_of_another_bureau_in_two_columns_with_roles_below_the_names() -> None:
    page = pdf(column(REPORT_LEFT.split("\n"), 50, 800) + column(REPORT_RIGHT.split("\n"), 320, 800))
    found = document.read(text_lines.of_pdf(page, "jaarbericht.pdf").lines, SCHEMA, shipped(SCHEMA))
    board, table, office, sounding = (
        "dagelijks bestuur",
        "regiotafel energie",
        "programmabureau",
        "klankbordgroep bewoners",
    )
    assert seats(found) == {
        ("ina smit", board, "chair", ("gemeente coevorden",), "", ""),
        ("karel de wit", board, "member", ("gemeente emmen",), "", ""),
        ("t. van den bos-kuiper", board, "member", ("gemeente hoogeveen",), "", ""),
        ("bert haan", table, "chair", (), "", ""),
        ("petra koning", table, "member", ("windpark noord b.v.",), "", ""),
        ("joost prins", table, "member", ("zonnestroom",), "", ""),
        ("fatima aydin", table, "member", ("roc noordkop",), "", ""),
        ("sandra visser", office, "programme_manager", (), "", ""),
        ("lotte mulder", office, "member", (), "", ""),
        ("rick de jong", office, "secretary", (), "", ""),
        *(
            (name, sounding, "member", (), "", "")
            for name in ("jan kuiper", "mia tol", "sjaak bakker", "wil groen")
        ),
    }
    assert jobs(found) == {
        ("ina smit", "burgemeester", "gemeente coevorden"),
        ("karel de wit", "wethouder", "gemeente emmen"),
        ("t. van den bos-kuiper", "wethouder", "gemeente hoogeveen"),
    }
    assert asked(found) == {
        ("Ina Smit", "Energie: Ina Smit"), ("Karel de Wit", "Wonen: Karel de Wit"), ("Harm Bos", "Mobiliteit: Harm Bos"),
    }  # fmt: skip
    sides = [
        row.values["side"]
        for row in found.rows
        if isinstance(row, EntityRow) and row.type == "Seat" and "side" in row.values
    ]
    assert sides == [("business",), ("business",), ("education",)]


def test_an_office_before_a_name_and_a_role_behind_it_are_both_kept_and_a_function_before_a_dash_is_nobody() -> (
    None
):
    text = """Samenstelling
Stuurgroep Waterstof
- Burgemeester Anna Zwaan (gemeente Otterveen), voorzitter
- Jan-Willem Specht, directeur-eigenaar Specht Metaal BV
- Programmamanager Energie – Fatima el Mees
"""
    found = document.read(text_lines.of_text(text).lines, SCHEMA)
    group = "stuurgroep waterstof"
    assert seats(found) == {
        ("anna zwaan", group, "chair", ("gemeente otterveen",), "", ""),
        ("jan-willem specht", group, "member", ("specht metaal bv",), "", ""),
        ("fatima el mees", group, "member", (), "", ""),
    }
    told = [d.values for d in found.doubtful if d.key == "part-unclear"]
    assert [value for said in told for value in said.values() if "Energie" in str(value)] == [
        "Programmamanager Energie"
    ]
