"""Reading tables: encodings, separators, workbooks, headers; every slip named with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import example, given
from hypothesis import strategies as st

from dtz_network.errors import InputError, ProblemsError
from dtz_network.intake.readers import delimited, files, garbled, header
from dtz_network.workflows import contacts, stores

ROWS = "Naam;Organisatie;E-mail\nZoë Müller;Café René;zoe@rene.example\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_a_list_reads_the_same_in_every_usual_encoding(encoding: str) -> None:
    document = files.read_bytes(ROWS.encode(encoding), "list.csv")
    assert document.tables[0].rows[0].cells["Naam"] == "Zoë Müller"
    assert document.tables[0].rows[0].cells["Organisatie"] == "Café René"


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_a_list_reads_the_same_with_every_usual_separator(separator: str) -> None:
    text = ROWS.replace(";", separator)
    assert list(files.read_bytes(text.encode(), "list.csv").tables[0].columns) == [
        "Naam",
        "Organisatie",
        "E-mail",
    ]


def test_a_sep_line_is_obeyed_and_row_numbers_still_match_the_file() -> None:
    table = files.read_bytes(b"sep=,\nNaam,Organisatie\nJan,Bedrijf\n", "list.csv").tables[0]
    assert (table.rows[0].number, table.rows[0].cells) == (3, {"Naam": "Jan", "Organisatie": "Bedrijf"})


def test_titles_above_the_header_are_skipped_and_rows_keep_their_numbers() -> None:
    text = "Deelnemers bijeenkomst\n\nNaam;Organisatie\nJan;X\n\nPiet;Y\n"
    table = files.read_bytes(text.encode(), "list.csv").tables[0]
    assert [(row.number, row.cells["Naam"]) for row in table.rows] == [(4, "Jan"), (6, "Piet")]


def test_a_cell_with_line_ends_does_not_shift_row_numbers() -> None:
    text = 'Naam;Organisatie\n"Jan\nJansen";X\nPiet;Y\n'
    table = files.read_bytes(text.encode(), "list.csv").tables[0]
    assert [(row.number, row.cells["Naam"]) for row in table.rows] == [(2, "Jan\nJansen"), (4, "Piet")]


def test_a_workbook_reads_all_visible_sheets_with_whole_numbers(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("Personen", "Verborgen"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["Naam", "KvK"])
            sheet.write_row(1, 0, ["Bedrijf X", 4012345])
        book.get_worksheet_by_name("Verborgen").hide()
    tables = files.read(path).tables
    assert [(t.sheet, t.rows[0].cells) for t in tables] == [
        ("Personen", {"Naam": "Bedrijf X", "KvK": "4012345"})
    ]


@pytest.mark.parametrize(
    ("data", "name", "key"),
    [
        (b"", "leeg.csv", "file-empty"),
        (b"PK\x03\x04 broken", "list.xlsx", "workbook-broken"),
        (b"Naam;Organisatie\n", "list.csv", "file-no-rows"),
        (b'Naam;Organisatie\n"Jan;X\nPiet;Y\n', "list.csv", "csv"),
        (b"\x00\x01\x02\xff\x00binary", "list.csv", "not-text"),
        (b"BEGIN:VCARD\nUID:1\nEND:VCARD\n", "kaart.vcf", "card-empty"),
        (b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", "agenda.ics", "calendar-empty"),
        (b"%PDF-1.7", "plan.pdf", "document-broken"),
    ],
)
def test_broken_files_are_refused_by_name(data: bytes, name: str, key: str) -> None:
    with pytest.raises(InputError) as caught:
        files.read_bytes(data, name)
    assert caught.value.key == key
    assert name in caught.value.message("nl")


def test_an_absent_file_says_where_it_looked(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        files.read(tmp_path / "weg.csv")
    assert str(tmp_path / "weg.csv") in caught.value.message("en")


def test_private_columns_are_known_whatever_their_spelling() -> None:
    assert [header.is_private(h) for h in ("Geboortedatum", "BSN", "Dieetwensen", "Naam")] == [
        True,
        True,
        True,
        False,
    ]


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_never_a_crash(data: bytes) -> None:
    try:
        document = files.read_bytes(data, "any.csv")
    except InputError:
        return
    assert document.tables or document.json


@given(st.lists(st.lists(st.text("abc ;,\"'\n", max_size=6), min_size=2, max_size=4), min_size=1, max_size=5))
def test_what_is_written_as_csv_is_read_back(rows: list[list[str]]) -> None:
    import csv
    import io

    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    read, _ = delimited.rows("sep=;\n" + out.getvalue(), "x.csv")
    assert [row for row in read if row] == rows


def test_a_data_row_that_repeats_words_of_headings_is_no_header() -> None:
    text = "First Name,Last Name,E-mail,Nickname\nFirstname,Lastname,mail,Name\n"
    table = files.read_bytes(text.encode(), "list.csv").tables[0]
    assert list(table.columns) == ["First Name", "Last Name", "E-mail", "Nickname"]


def test_a_pajek_network_is_a_table_of_its_ties_with_partitions_in_words() -> None:
    text = """% a comment
*Network Besturen [2-Mode]
*Vertices 4 2
 1 "Ans de Vries" 0.1 0.2
 2 "Bas"
 3 "Alfa/bestuur"
 4 Beta
*Edges :1 "Voorzitter"
 1 3
*Arcs :2 "Lid"
 1 4 2.5
*Arcslist
 1 -3 4
*Partition Soort
% 1 - mens,
% 2 - overleg.
*Vertices 4
1
0
2
2
"""
    table = files.read_bytes(text.encode(), "besturen.paj").tables[0]
    assert table.columns == [
        "from", "to", "relation", "weight", "from id", "to id", "from Soort", "to Soort",
    ]  # fmt: skip
    assert [row.get("from id") + row.get("to id") for row in table.rows] == ["13", "14", "13", "14", "2"]
    told = [column for column in table.columns if "id" not in column]
    cells = [tuple(row.get(column) for column in told) for row in table.rows]
    assert cells == [
        ("Ans de Vries", "Alfa/bestuur", "Voorzitter", "", "mens", "overleg"),
        ("Ans de Vries", "Beta", "Lid", "2.5", "mens", "overleg"),
        ("Ans de Vries", "Alfa/bestuur", "", "", "mens", "overleg"),
        ("Ans de Vries", "Beta", "", "", "mens", "overleg"),
        ("Bas", "", "", "", "", ""),
    ]


def test_every_broken_line_of_a_pajek_network_is_told() -> None:
    text = '*Vertices 2\n1 "A"\nx\n*Edges\n1 9\n1\n'
    with pytest.raises(ProblemsError) as caught:
        files.read_bytes(text.encode(), "besturen.net")
    assert [(p.key, p.row) for p in caught.value.problems] == [
        ("pajek-line", 3), ("pajek-vertex", 5), ("pajek-line", 6),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("E-mail 1 - Value", "email"), ("E-mail 2 Address", "email"), ("Primary Email", "email"), ("E-mailadres 2", "email"),
        ("Phone 1 - Value", "phone"), ("Business Phone 2", "phone"), ("Telefoon op werk", "phone"), ("Mobiele telefoon", "phone"),
        ("Organization 1 - Name", "organisation"), ("Organization Name", "organisation"), ("Bedrijf", "organisation"),
        ("Organization Title", "role"), ("Position", "role"), ("Functie", "role"), ("Additional Name", "middle"),
        ("Middelste naam", "middle"), ("Aanspreektitel", "title"), ("Web Page 1", "url"), ("Werkadres, plaats", "place"),
        ("Notities", "note"), ("Lievelingskleur", None),
    ],
)  # fmt: skip
def test_headings_of_exporters_are_known(heading: str, meaning: str | None) -> None:
    assert header.meaning(heading) == meaning
    assert not header.is_private(heading)


@pytest.mark.parametrize(
    "heading",
    [
        "Home Phone",
        "Telefoon thuis",
        "Birthday",
        "Verjaardag",
        "Huisadres, straat",
        "Address 1 - Street",
        "Spouse",
        "Geslacht",
        "Email Home",
    ],
)
def test_private_headings_are_not_read(heading: str) -> None:
    assert header.is_private(heading)


# --- garbled text

_DUTCH = "abcdefgh ijklm.,;éèëêïîöôüûáàäâçñÉËÏÖÜß€–—“”‘’•…°ÁÍÓÚàáíÐÝ"


@given(st.text(_DUTCH, max_size=40))
@example("â€°")
def test_text_read_in_the_wrong_encoding_comes_back(text: str) -> None:
    """Also what looks garbled itself is read as it would have been without."""
    loose = "".join(
        bytes([byte]).decode("cp1252") if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(byte)
        for byte in text.encode("utf-8")
    )
    assert garbled.mended(loose) == garbled.mended(text)


@given(st.text("abcdefghijk éèëêïîöôüûáàäâçñß.,;-", max_size=60))
def test_good_text_stays_as_it_is(text: str) -> None:
    assert garbled.mended(text) == text


@pytest.mark.parametrize(
    "text", ["CAFÉ»", "À propos", "Ångström", "«Élan»", "30 °C à 40 °C", "Ã la carte", "GÜL™", "Â", "50 €"]
)
def test_what_is_not_certain_stays_as_it_is(text: str) -> None:
    assert garbled.mended(text) == text


def test_a_garbled_cell_is_mended_told_and_kept_beside_its_place(place: Path) -> None:
    store = stores.open_store(place / "network.db", create=True)
    (place / "lijst.csv").write_text(
        "Naam;Functie\nZoÃ« Bos;potentiÃ«le klant\nJan Bos;\nAnna Vos;potentiÃ«le\n", encoding="utf-8"
    )
    planned = contacts.plan_import(store, place / "lijst.csv", who="tester")
    told = [(d.values["raw"], d.values["value"], d.place) for d in planned.doubtful if d.key == "mended"]
    assert told == [("ZoÃ«", "Zoë", "2"), ("potentiÃ«le", "potentiële", "2, 4")]
    facts = {(fact.value, fact.place) for fact in planned.plan.changes.facts if fact.property == "name"}
    assert facts == {("Zoë Bos", "2 (ZoÃ«, potentiÃ«le)"), ("Jan Bos", "3"), ("Anna Vos", "4 (potentiÃ«le)")}
    store.close()
