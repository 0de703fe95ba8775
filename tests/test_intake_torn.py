"""Torn, mixed-up and hostile files: read, or refused with a reason; never a traceback, never half in."""

from __future__ import annotations

import io
import random
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
import xlsxwriter

from dtz_network.errors import DtzError, InputError
from dtz_network.intake.readers import files
from dtz_network.intake.readers.page_layout import Box, in_order
from dtz_network.store.base import Store
from dtz_network.workflows import contacts, stores
from dtz_network.workflows.workbook import reading, writing
from tests.outlook_files import Storage, compound, message
from tests.test_intake_document import pdf

pytestmark = pytest.mark.thorough

LIST = "Naam;Organisatie;E-mail;Plaats;Sinds\nJan de Vries;Alfa B.V.;jan@alfa.example;Emmen;2020\nZoë Bos;gem. Emmen;;;\n"
CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Jan Bos\nN:Bos;Jan;;;\nORG:Alfa\nTEL;TYPE=WORK:0591-1\nEND:VCARD\n"
MEETING = (
    "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nDTSTART:20260312T100000Z\nSUMMARY:x\n"
    "ATTENDEE;CN=Jan:mailto:j@a.example\nEND:VEVENT\nEND:VCALENDAR\n"
)
MAIL = "From: Jan <j@a.example>\nTo: p@b.example\nDate: Thu, 12 Mar 2026 09:00:00 +0100\nSubject: x\n\nMvg\nJan\n"
POPOLO = '{"persons": [{"id": "1", "name": "Jan"}], "organizations": [{"id": "r", "name": "Raad", "classification": "council"}], "memberships": []}'
PAJEK = '*Vertices 2\n1 "Jan"\n2 "Raad"\n*Edges\n1 2\n'
PLAN = "STUURGROEP:\n• Jan de Vries (voorzitter) (Alfa)\n• Els Bos (Beta)\n"


def book() -> bytes:
    packed = io.BytesIO()
    made = xlsxwriter.Workbook(packed)
    sheet = made.add_worksheet()
    for row, line in enumerate(LIST.splitlines()):
        for column, cell in enumerate(line.split(";")):
            sheet.write_string(row, column, cell)
    made.close()
    return packed.getvalue()


def word() -> bytes:
    made, packed = docx.Document(), io.BytesIO()
    made.add_heading("Stuurgroep:", 2)
    made.add_paragraph("Jan Bos (Alfa)", style="List Bullet")
    made.save(packed)
    return packed.getvalue()


def plan_in_word() -> bytes:
    made, packed = docx.Document(), io.BytesIO()
    made.add_heading("Stuurgroep Energie", 2)
    grid = made.add_table(rows=3, cols=2)
    for row, cells in zip(
        grid.rows, (("Naam", "Organisatie"), ("Jan de Bos", "Alfa"), ("vacature", "Beta")), strict=True
    ):
        for cell, content in zip(row.cells, cells, strict=True):
            cell.text = content
    made.save(packed)
    return packed.getvalue()


def outlook() -> bytes:
    return message(
        {
            0x001A: "IPM.Note",
            0x0037: "x",
            0x0C1A: "Jan de Bos",
            0x5D01: "j@a.example",
            0x1000: "Mvg\nJan de Bos\nAlfa B.V.",
        },
        receivers=[(1, {0x3001: "Anna Vos", 0x39FE: "a@b.example"})],
    )


def plan_in_pdf() -> bytes:
    rows = [
        (60, 780, "Stuurgroep Energie"),
        (60, 760, "Naam"),
        (200, 760, "Organisatie"),
        (60, 746, "Jan de Bos"),
        (200, 746, "Alfa"),
    ]
    return pdf(rows)


WHOLE: dict[str, Callable[[], bytes]] = {
    "lijst.csv": LIST.encode, "lijst.xlsx": book, "kaart.vcf": CARD.encode, "afspraak.ics": MEETING.encode, "bericht.eml": MAIL.encode,
    "raad.json": POPOLO.encode, "net.net": PAJEK.encode, "plan.txt": PLAN.encode, "plan.docx": word,
    "tabel.docx": plan_in_word, "bericht.msg": outlook, "tabel.pdf": plan_in_pdf,
}  # fmt: skip


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    for name in ("KEYS", "HOME", "CONFIG"):
        monkeypatch.setenv(f"DTZ_{name}", str(tmp_path / name))
    made = stores.open_store(tmp_path / "network.db", create=True)
    yield made
    made.close()


def torn(data: bytes, other: bytes, pick: random.Random) -> bytes:
    """Return a file cut off, with wrong bytes, with bytes too many, or joined with another one."""
    found = bytearray(data)
    how = pick.randrange(4)
    if how == 0:
        return data[: pick.randrange(len(data) + 1)]
    if how == 1:
        for _ in range(pick.randint(1, 20)):
            found[pick.randrange(len(found))] = pick.randrange(256)
        return bytes(found)
    place = pick.randrange(len(data) + 1)
    if how == 2:
        return data[:place] + pick.randbytes(pick.randint(1, 200)) + data[place:]
    return data[:place] + other[pick.randrange(len(other) + 1) :]


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_a_torn_file_is_read_or_refused_with_a_reason(store: Store, tmp_path: Path, name: str) -> None:
    pick, whole = random.Random(name), WHOLE[name]()
    others = [make() for make in WHOLE.values()]
    assert files.read_bytes(whole, name)
    refused = list[DtzError]()
    for _ in range(60):
        path = _written(tmp_path / name, torn(whole, pick.choice(others), pick))
        try:
            contacts.plan_import(store, path, who="tester", leave_out=pick.random() < 0.3)
        except DtzError as error:
            refused.append(error)
    assert refused
    assert all(len(error.message(lang)) > 10 for error in refused for lang in ("nl", "en"))
    assert store.changesets() == []


def test_a_torn_workbook_of_the_network_is_read_or_refused(store: Store, tmp_path: Path) -> None:
    writing.write(store, tmp_path / "werkmap.xlsx", "nl")
    whole, pick = (tmp_path / "werkmap.xlsx").read_bytes(), random.Random(7)
    refused = list[DtzError]()
    for _ in range(40):
        path = _written(tmp_path / "torn.xlsx", torn(whole, whole, pick))
        try:
            assert reading.plan(store, path, who="tester").changes.changes == 0
        except DtzError as error:
            refused.append(error)
    assert refused
    assert all(error.message("nl") for error in refused)


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", ["bom.xlsx", "bom.docx"])
def test_a_bomb_is_refused_before_it_is_unpacked(name: str) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("word/document.xml" if name.endswith("docx") else "xl/workbook.xml", b"0" * 450_000_000)
    with pytest.raises(InputError) as caught:
        files.read_bytes(packed.getvalue(), name)
    assert caught.value.key == "workbook-bomb"


def test_a_cell_of_ten_megabytes_is_refused_by_line(store: Store, tmp_path: Path) -> None:
    path = _written(tmp_path / "lijst.csv", b"Naam;Organisatie\nJan;" + b"x" * 10_000_000 + b"\n")
    with pytest.raises(InputError) as caught:
        contacts.plan_import(store, path, who="tester")
    assert caught.value.key == "csv"
    assert "2" in caught.value.message("nl")


def test_thousands_who_share_a_name_do_not_stop_an_import(store: Store, tmp_path: Path) -> None:
    rows = "".join(f"Jan Jansen;Firma {n} {n}\n" for n in range(3_000))
    planned = contacts.plan_import(
        store, _written(tmp_path / "lijst.csv", f"Naam;Organisatie\n{rows}".encode()), who="tester"
    )
    assert [m for m in planned.matches if m.row[0] == "Person" and m.sure] == []


def _old(*names: str) -> bytes:
    return compound(Storage(dict.fromkeys(names, b"x" * 100)))


@pytest.mark.parametrize(
    ("name", "data", "key"),
    [
        ("brief.doc", _old("WordDocument"), "document-old"),
        ("geheim.docx", _old("EncryptionInfo", "EncryptedPackage"), "document-locked"),
        ("geheim.xlsx", _old("EncryptionInfo", "EncryptedPackage"), "document-locked"),
    ],
)
def test_locked_and_old_files_are_refused_by_name(name: str, data: bytes, key: str) -> None:
    with pytest.raises(InputError) as caught:
        files.read_bytes(data, name)
    assert caught.value.key == key


def test_hidden_sheets_and_formulas_without_outcome_are_told(store: Store, tmp_path: Path) -> None:
    made = openpyxl_like()
    planned = contacts.plan_import(store, _written(tmp_path / "lijst.xlsx", made), who="tester")
    told = {doubt.key: doubt.values for doubt in planned.doubtful}
    assert told["sheet-hidden"] == {"sheets": "Oud"}
    assert told["formula-empty"] == {"n": 1}
    assert [line.name for line in planned.plan.lines() if line.type == "Person"] == ["Jan de Vries"]


def openpyxl_like() -> bytes:
    """Return a workbook with a hidden sheet, and a formula that was never computed."""
    packed = io.BytesIO()
    made = xlsxwriter.Workbook(packed)
    shown, hidden = made.add_worksheet("Leden"), made.add_worksheet("Oud")
    shown.write_row(0, 0, ["Naam", "Organisatie"])
    shown.write_row(1, 0, ["Jan de Vries", ""])
    shown.write_formula(1, 1, '="Al"&"fa"', value="")
    shown.write_formula(2, 2, "=1+1", value=2)
    hidden.write_row(0, 0, ["Naam"])
    hidden.write_row(1, 0, ["Piet Bos"])
    hidden.hide()
    made.close()
    return packed.getvalue()


def test_a_page_full_of_cells_is_read_in_time() -> None:
    boxes = [
        Box(60 + 80 * column, 800 - 3 * row, 110 + 80 * column, 802 - 3 * row, f"{row} {column}")
        for row in range(200)
        for column in range(6)
    ]
    begun = time.perf_counter()
    assert len(list(in_order(boxes))) == 200
    assert time.perf_counter() - begun < 20  # a minute and more when each run was judged anew
