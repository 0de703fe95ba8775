"""Annual plans, board lists and minutes of other makers: headings, tables, page breaks, deputies. All names are invented; the shapes are
those of public plans, minutes of councils and pages of regional boards."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import docx
import pytest

from dtz_network.intake import document
from dtz_network.intake.readers import text_lines
from dtz_network.intake.readers.text_lines import TextDocument
from dtz_network.intake.rows import EntityRow, RelationRow, Understood
from dtz_network.model import schema
from tests.test_intake_document import pdf

SCHEMA = schema.shipped()
Seat = tuple[str, str, str, str]


def seats(found: Understood) -> set[Seat]:
    """Return person, body, role (with ``*`` for a deputy) and on whose behalf."""
    return {
        (
            row.source.key,
            row.target.key,
            row.role + ("*" if row.details.get("capacity") == "deputy" else ""),
            " + ".join(ref.key for ref in row.references.get("on_behalf_of", ())),
        )
        for row in found.rows
        if isinstance(row, RelationRow) and row.type == "Membership"
    }


def jobs(found: Understood) -> set[tuple[str, str, str]]:
    return {
        (row.source.key, row.role, row.target.key)
        for row in found.rows
        if isinstance(row, RelationRow) and row.type == "Employment"
    }


def sides(found: Understood) -> dict[str, str]:
    """Return the side of each seat, vacant ones in capitals, by number."""
    return {
        "".join(row.values["number"]): ("".join(row.values.get("side", ("–",)))).upper()
        if row.values.get("holder_status")
        else "".join(row.values.get("side", ("–",)))
        for row in found.rows
        if isinstance(row, EntityRow) and row.type == "Seat"
    }


def told(found: Understood, key: str) -> list[str]:
    shown = {"part-unclear": "text", "mentioned": "name"}.get(key, "names")
    return [str(d.values[shown]) for d in found.doubtful if d.key == key]


def text(content: str) -> Understood:
    return document.read(text_lines.of_text(content).lines, SCHEMA)


# --- 1. a board as a regional news page lists it


BOARD = """Samenwerking voor economische versterking

Het bestuur heeft de leden benoemd. Wethouder Kees van Dam opende de avond.

Leden van de Economic Development Board:

  • Pieter van der Meer, voorzitter Raad van Bestuur van het Noorder ziekenhuis
  • Sander Steen, General Manager Corporate Research & Development Baggerbos
  • Sylvia de Boer, Head of Communications Scheepswerf Oost
  • Steven Soeders, CEO Danser Groep
  • Marloes de Vries, lid van het College van Bestuur Da Capo College
  • Jaap Paas, burgemeester Gemeente Dorpswaard
  • Gerard Schouwen, algemeen directeur Neveda
  • Ron Koenen, voorzitter van de Werkgevers Vereniging Zuid
  • Erwin Boomsma, wethouder Economische Zaken van de Gemeente Veenlo

De Board kan zelf nog twee leden benoemen. Een van hen is de ondernemer Nils Kleinveld, die vrijdag is benoemd.
"""


def test_a_board_with_functions_and_employers() -> None:
    found = text(BOARD)
    body = "economic development board"
    assert seats(found) == {
        ("pieter van der meer", body, "member", "noorder ziekenhuis"),
        ("sander steen", body, "member", ""),
        ("sylvia de boer", body, "member", ""),
        ("steven soeders", body, "member", "danser groep"),
        ("marloes de vries", body, "member", "da capo college"),
        ("jaap paas", body, "member", "gemeente dorpswaard"),
        ("gerard schouwen", body, "member", "neveda"),
        ("ron koenen", body, "member", "werkgevers vereniging zuid"),
        ("erwin boomsma", body, "member", "gemeente veenlo"),
    }
    assert jobs(found) == {
        ("pieter van der meer", "voorzitter Raad van Bestuur", "noorder ziekenhuis"),
        ("steven soeders", "CEO", "danser groep"),
        ("marloes de vries", "lid van het College van Bestuur", "da capo college"),
        ("jaap paas", "burgemeester", "gemeente dorpswaard"),
        ("gerard schouwen", "algemeen directeur", "neveda"),
        ("ron koenen", "voorzitter", "werkgevers vereniging zuid"),
        ("erwin boomsma", "wethouder Economische Zaken", "gemeente veenlo"),
    }
    assert told(found, "part-unclear") == [
        "General Manager Corporate Research & Development Baggerbos", "Head of Communications Scheepswerf Oost",
    ]  # fmt: skip
    assert told(found, "mentioned") == ["Kees van Dam"]


# --- 2. numbered headings, title case, "bestaat uit", role before the name, sides, vacancies, deputies


NUMBERED = """4 Organisatie

4.1 Algemeen
De samenwerking kent een stuurgroep en een regiegroep. De stuurgroep vergadert vier keer per jaar.

4.2 Samenstelling Stuurgroep Regio Deal
Leden:
Namens de ondernemers:
- dhr. ir. T. Smit (Alfa Techniek B.V.), voorzitter
- vacature (VNO-NCW Noord)
Namens de overheid:
- wethouder J. Bos (gemeente Emmen; plv. wethouder A. Vos)
- Gedeputeerde Henk Brink, provincie Drenthe
- mevr. L. Mornout - van Orsouw (gemeente Hoogeveen)

4.3 De regiegroep bestaat momenteel uit:
1. Sanne de Wit (secretaris)
2. Karel van Veen - voorzitter
3. Kwaliteitszetel KNBSB - lid
4. Piet de Groot (plaatsvervangend lid)

4.4 Communicatie
Het team communicatie werkt aan een nieuwe website. Jan Jansen en Piet Pietersen schreven mee.
"""


def test_numbered_headings_sides_vacancies_and_deputies() -> None:
    found = text(NUMBERED)
    deal, regie = "stuurgroep regio deal", "regiegroep"
    assert seats(found) == {
        ("t. smit", deal, "chair", "alfa techniek b.v."),
        ("j. bos", deal, "member", "gemeente emmen"),
        ("a. vos", deal, "member*", "gemeente emmen"),
        ("henk brink", deal, "member", "provincie drenthe"),
        ("l. mornout-van orsouw", deal, "member", "gemeente hoogeveen"),
        ("sanne de wit", regie, "secretary", ""),
        ("karel van veen", regie, "chair", ""),
        ("piet de groot", regie, "member*", ""),
    }
    assert jobs(found) == {
        ("j. bos", "wethouder", "gemeente emmen"),
        ("henk brink", "gedeputeerde", "provincie drenthe"),
    }
    assert sides(found) == {
        "1": "business",
        "2": "BUSINESS",
        "3": "government",
        "4": "government",
        "5": "government",
    }
    vacant = next(r for r in found.rows if isinstance(r, EntityRow) and r.values.get("holder_status"))
    assert [ref.key for ref in vacant.references["appointed_by"]] == ["vno-ncw noord"]


# --- 3. one line with all names, role above the name, organisation before the name


LINES = """De volgende leden vormen de nieuwe Twentse Board:
John van der Vegt, Victor van der Cheys, Anka Mulder, Hans Kroes, Dennis Schippers, Regina Nieuwmeier, John Joosten,
Bert Tijhof en Eddy van Hijmen.

Bestuur

Voorzitter
Henriëtte Maas
Secretaris
Elsbeth Blom
Penningmeester
Lex Bouchard
Leden
Maria de Heij
Oda van Smets

Bestuurlijk overleg
Gemeente Emmen: wethouder R. Wanders
Provincie Drenthe: gedeputeerde H. Brinks
Hogeschool Noord: mevrouw dr. A. Visser
Bijeenkomsten: vier keer per jaar
"""


def test_names_in_one_line_roles_above_and_organisations_before() -> None:
    found = text(LINES)
    board = {name for name, body, *_ in seats(found) if body == "twentse board"}
    assert board == {
        "john van der vegt", "victor van der cheys", "anka mulder", "hans kroes", "dennis schippers", "regina nieuwmeier",
        "john joosten", "bert tijhof", "eddy van hijmen",
    }  # fmt: skip
    assert {seat for seat in seats(found) if seat[1] != "twentse board"} == {
        ("henriette maas", "bestuur", "chair", ""),
        ("elsbeth blom", "bestuur", "secretary", ""),
        ("lex bouchard", "bestuur", "treasurer", ""),
        ("maria de heij", "bestuur", "member", ""),
        ("oda van smets", "bestuur", "member", ""),
        ("r. wanders", "bestuurlijk overleg", "member", "gemeente emmen"),
        ("h. brinks", "bestuurlijk overleg", "member", "provincie drenthe"),
        ("a. visser", "bestuurlijk overleg", "member", "hogeschool noord"),
    }


# --- 4. minutes: who was there is no member


MINUTES = """VERSLAG STUURGROEP WONEN 12 MAART 2024

Aanwezig:
Voorzitter: de heer J.W. van der Sluis
de heer A.W.M. Eist (De Progressieve Combinatie PvdA/GL/D66)
mevrouw C.J.G. Vliet Vlieland - de Wit (CDA)
Afwezig: de heer D. van Rooi

1. Opening
De voorzitter opent de vergadering. Wethouder Jan de Vries licht het voorstel toe.
"""


def test_who_was_present_is_a_question() -> None:
    found = text(MINUTES)
    assert seats(found) == set()
    there, away = told(found, "list-attending")
    assert there.count(", ") == 2
    assert "J.W. van der Sluis" in there
    assert away == "heer D. van Rooi"
    assert told(found, "mentioned") == ["Jan de Vries"]


def test_a_list_of_no_body_is_a_question() -> None:
    found = text(
        "Wie doen er mee\nIn de regio werken velen samen aan morgen.\n\nLeden:\n- Jan de Bos (Alfa)\n- Eva van Vos (Beta)\n"
    )
    assert seats(found) == set()
    assert told(found, "list-bodiless") == ["Jan de Bos, Eva van Vos"]


# --- 5. English


ENGLISH = """Members of the Steering Committee
Chair: Anna de Vries (Drenthe College)
Vice-chair: John Smith (Alpha Ltd)
- Peter Jones, representing the Chamber of Commerce
- Mary Brown, director of Beta Energy
- vacancy

The working group Hydrogen consists of the following members:
* Tom White (deputy: Eric Black), University of the North
* Susan Green – project leader – Gamma Energy
"""


def test_english_lists() -> None:
    found = text(ENGLISH)
    assert seats(found) == {
        ("anna de vries", "steering committee", "chair", "drenthe college"),
        ("john smith", "steering committee", "vice_chair", "alpha ltd"),
        ("peter jones", "steering committee", "member", "chamber of commerce"),
        ("mary brown", "steering committee", "member", "beta energy"),
        ("tom white", "working group hydrogen", "member", "university of the north"),
        ("eric black", "working group hydrogen", "member*", "university of the north"),
        ("susan green", "working group hydrogen", "member", "gamma energy"),
    }
    assert jobs(found) == {
        ("mary brown", "director", "beta energy"),
        ("susan green", "project leader", "gamma energy"),
    }


# --- 6. Word: headings in bold, tables with and without headings, merged cells


def word(made: Any) -> Understood:
    packed = io.BytesIO()
    made.save(packed)
    return document.read(text_lines.of_word(packed.getvalue(), "plan.docx").lines, SCHEMA)


def table(made: Any, rows: Sequence[Sequence[str]]) -> Any:
    grid = made.add_table(rows=len(rows), cols=len(rows[0]))
    for row, cells in zip(grid.rows, rows, strict=True):
        for cell, content in zip(row.cells, cells, strict=True):
            cell.text = content
    return grid


def test_a_word_plan_with_tables_and_merged_cells() -> None:
    made = docx.Document()
    made.add_paragraph("Jaarplan 2026")
    made.add_paragraph().add_run("Samenstelling programmaraad").bold = True
    made.add_paragraph("De leden zijn benoemd voor vier jaar.")
    grid = table(made, [
        ["Geleding", "Naam", "Organisatie", "Functie", "Plaatsvervanger"],
        ["Ondernemers", "T. Smit", "Alfa Techniek", "voorzitter", ""],
        ["", "Els de Visser", "Beta Metaal", "", "Jan de Bos"],
        ["Onderwijs", "vacature", "Drenthe College", "", ""],
        ["Overheid", "Eric van Oost", "Gemeente Emmen", "burgemeester", ""],
    ])  # fmt: skip
    grid.cell(1, 0).merge(grid.cell(2, 0))
    made.add_paragraph("Begroting")
    table(
        made,
        [
            ["Post", "2025", "2026"],
            ["Personeel", "100.000", "120.000"],
            ["Jan de Bos Prijs", "5.000", "5.000"],
        ],
    )
    made.add_heading("Werkgroep Waterstof", 2)
    grid = table(
        made,
        [
            ["Overheid", ""],
            ["voorzitter", "Anna de Wit"],
            ["lid", "Kees van Dam"],
            ["Ondernemers", ""],
            ["lid", "Tom Smit"],
        ],
    )
    grid.cell(0, 0).merge(grid.cell(0, 1))
    grid.cell(3, 0).merge(grid.cell(3, 1))
    found = word(made)
    board, group = "programmaraad", "werkgroep waterstof"
    assert seats(found) == {
        ("t. smit", board, "chair", "alfa techniek"),
        ("els de visser", board, "member", "beta metaal"),
        ("jan de bos", board, "member*", "beta metaal"),
        ("eric van oost", board, "member", "gemeente emmen"),
        ("anna de wit", group, "chair", ""),
        ("kees van dam", group, "member", ""),
        ("tom smit", group, "member", ""),
    }
    assert jobs(found) == {("eric van oost", "burgemeester", "gemeente emmen")}
    rows = [r for r in found.rows if isinstance(r, EntityRow) and r.type == "Seat"]
    assert [("".join(r.values["side"]), bool(r.values.get("holder_status"))) for r in rows] == [
        ("business", False), ("business", False), ("education", True), ("government", False),
        ("government", False), ("government", False), ("business", False),
    ]  # fmt: skip


def test_other_tables_of_a_word_plan_are_left_alone() -> None:
    made = docx.Document()
    made.add_heading("Stuurgroep Energie", 2)
    made.add_paragraph("Jan de Bos (Alfa)", style="List Bullet")
    made.add_paragraph("Eva van Vos (Beta)", style="List Bullet")
    table(
        made, [["Actie", "Wie", "Wanneer"], ["Offerte", "Kees van Dam", "mei"], ["Plan", "Tom Smit", "juni"]]
    )
    found = word(made)
    assert {name for name, *_ in seats(found)} == {"jan de bos", "eva van vos"}


# --- 7. PDF: a table with headings, wrapped cells, over two pages with a running title


Line = tuple[int, int, str]


def pages(*contents: Sequence[Line]) -> TextDocument:
    return text_lines.of_pdf(pdf_of_pages(contents), "plan.pdf")


def pdf_of_pages(contents: Sequence[Sequence[Line]]) -> bytes:
    """Return a document with a page for each list of texts, put together of one-page contents."""
    streams = []
    for texts in contents:
        one = pdf(list(texts))
        begin = one.index(b"stream\n") + 7
        streams.append(one[begin : one.index(b"\nendstream")])
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (len(streams), b" ".join(b"%d 0 R" % (5 + 2 * n) for n in range(len(streams)))),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, stream in enumerate(streams):
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
            % (4 + 2 * number)
        )
    out, offsets = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    entries = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    tail = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (len(objects) + 1, entries, tail)


def grid(rows: Sequence[Sequence[str]], top: int, at: Sequence[int] = (60, 200, 380)) -> list[Line]:
    return [
        (left, top - 14 * number, cell)
        for number, row in enumerate(rows)
        for left, cell in zip(at, row, strict=False)
        if cell
    ]


def frame(page: int) -> list[Line]:
    return [(60, 810, "Jaarplan 2026 Samenwerking Zuid"), (500, 30, f"{page}")]


@pytest.mark.parametrize("headings_again", [True, False])
def test_a_table_in_a_pdf_goes_on_on_the_next_page(*, headings_again: bool) -> None:
    head = [["Naam", "Organisatie", "Functie"]]
    first = [["Jan-Willem van der Veen-de Groot", "Alfa Techniek B.V.", "voorzitter"], ["Els de Visser", "Ministerie van Economische", ""],
             ["", "Zaken", ""], ["vacature", "Drenthe College", ""]]  # fmt: skip
    second = [["Eric van Oost", "gemeente Emmen", "wethouder"], ["Tom Smit", "Beta Metaal", "lid"]]
    found = document.read(
        pages(
            [
                *frame(1),
                (60, 780, "3. Samenstelling stuurgroep Energie"),
                *grid([*head, *first], 760, (60, 230, 400)),
            ],
            [
                *frame(2),
                *grid([*(head if headings_again else []), *second], 780, (60, 230, 400)),
                (60, 600, "De stuurgroep komt bijeen in Emmen."),
            ],
        ).lines,
        SCHEMA,
    )
    body = "stuurgroep energie"
    assert seats(found) == {
        ("jan-willem van der veen-de groot", body, "chair", "alfa techniek b.v."),
        ("els de visser", body, "member", "ministerie van economische zaken"),
        ("eric van oost", body, "member", "gemeente emmen"),
        ("tom smit", body, "member", "beta metaal"),
    }
    assert jobs(found) == {("eric van oost", "wethouder", "gemeente emmen")}


def test_a_list_in_a_pdf_goes_on_on_the_next_page() -> None:
    first = [
        "Stuurgroep Wonen",
        "Overheid:",
        "• Jan de Vries (gemeente Emmen)",
        "• Piet de Boer (gemeente Hoogeveen)",
    ]
    second = [
        "• Anna de Wit (provincie Drenthe)",
        "Onderwijs:",
        "• Kees van Dam, voorzitter College van Bestuur van het",
        "Alfa College",
        "• Tom Smit (Beta School)",
    ]
    made = pages(
        [*frame(1), *[(60, 780 - 14 * n, line) for n, line in enumerate(first)]],
        [*frame(2), *[(60, 780 - 14 * n, line) for n, line in enumerate(second)]],
        [
            *frame(3),
            (60, 780, "In dit hoofdstuk staat wat wij in 2026 gaan doen met onze partners in de regio."),
        ],
    )
    found = document.read(made.lines, SCHEMA)
    assert seats(found) == {
        ("jan de vries", "stuurgroep wonen", "member", "gemeente emmen"),
        ("piet de boer", "stuurgroep wonen", "member", "gemeente hoogeveen"),
        ("anna de wit", "stuurgroep wonen", "member", "provincie drenthe"),
        ("kees van dam", "stuurgroep wonen", "member", "alfa college"),
        ("tom smit", "stuurgroep wonen", "member", "beta school"),
    }
    assert sides(found) == {
        "1": "government",
        "2": "government",
        "3": "government",
        "4": "education",
        "5": "education",
    }
    assert not any("Jaarplan" in line.text or line.text == "2" for line in made.lines)


def test_a_page_break_in_a_text_file_is_no_end_of_a_list() -> None:
    found = text(
        "Stuurgroep Wonen\n- Jan de Vries (Alfa)\n- Piet de Boer (Beta)\n\n  3\n\fJaarplan 2026\n- Anna de Wit (Gamma)\n\n 4\n"
        "\fJaarplan 2026\nStuurgroep Wonen (vervolg)\n- Tom Smit (Delta)\n- Els de Visser (Eta)\n"
    )
    assert {(name, body) for name, body, *_ in seats(found)} == {
        (name, "stuurgroep wonen")
        for name in ("jan de vries", "piet de boer", "anna de wit", "tom smit", "els de visser")
    }


def test_two_columns_of_names_in_a_pdf_are_no_rows() -> None:
    rows = [
        ["Jan de Vries (Alfa)", "Anna de Wit (Gamma)"],
        ["Piet de Boer (Beta)", "Tom Smit (Delta)"],
        ["Els de Visser (Eta)", "Kees van Dam (Iota)"],
    ]
    found = document.read(
        pages([(60, 800, "Klankbordgroep Energie:"), *grid(rows, 780, (60, 320))]).lines, SCHEMA
    )
    assert len(seats(found)) == 6
    assert ("tom smit", "klankbordgroep energie", "member", "delta") in seats(found)


def test_a_table_of_money_in_a_pdf_is_left_alone() -> None:
    rows = [
        ["Project", "Trekker", "Bedrag"],
        ["Groene Waterstof", "Gasunie", "100.000"],
        ["Slimme Industrie", "Jan de Boer", "50.000"],
    ]
    found = document.read(pages([(60, 800, "Begroting bestuur 2026"), *grid(rows, 780)]).lines, SCHEMA)
    assert seats(found) == set()
    assert not [row for row in found.rows if isinstance(row, EntityRow) and row.type == "Person"]
