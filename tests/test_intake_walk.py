"""The road of somebody who only opens a spreadsheet: the plan, forty attendees, two mails and a card, in and out again.

Everything goes through a folder with an inbox and one workbook; what is clicked is ``dtz desk FOLDER``, what is typed stands in cells.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import xlsxwriter
from click.testing import CliRunner

from dtz_network.cli import main
from dtz_network.intake.readers import workbook as workbooks
from dtz_network.model.network import Network
from dtz_network.store.base import Store
from dtz_network.workflows import stores
from tests.test_workbook import Sheets, add, saved

DATA = Path(os.environ.get("DTZ_TEST_DATA") or ".")
PLAN = DATA.parent / "seeds" / "jaarplan-2022.txt"
needs_data = pytest.mark.skipif(
    not PLAN.exists(), reason="DTZ_TEST_DATA names no folder with the annual plan beside it"
)

KNOWN = [  # in the plan: as a secretary writes them, and who they are
    ("Cool, Peter", "Intergas", "Peter Cool"), ("G. Wielink", "Oegema Transport B.V.", "Gina Wielink"),
    ("dhr. Guido Rink", "gemeente Emmen", "Guido Rink"), ("E. van der Werff", "Alfa-college", "Enno van der Werff"),
    ("Mw. drs. Annette Verhoef", "", "Annette Verhoef"), ("Baert, M.", "Fokker", "Mischa Baert"),
]  # fmt: skip
TWICE = [("Nora Nieuw", "Gamma Zorg B.V.", "Nora Nieuw"), ("N. Nieuw", "Gamma Zorg", "Nora Nieuw")]
FRESH = [
    "Jan de Vries", "Vries, Willem de", "Fatima el Idrissi", "drs. Piet van den Berg", "Sanne Kuiper-Bos", "K. Hofman",
    "Yvonne Tuinstra", "ir. Bas ter Haar", "Lotte Wiersma", "H.J. (Henk) Postma", "Marleen van 't Hof", "Ahmed Yilmaz",
    "Chantal de Roo", "Ruben Elzinga", "Tineke Oosting", "Gert-Jan Mulder", "Femke Zuidema", "Wouter Benjamins",
    "Ilse Kamphuis", "Roel Timmer", "Anouk Schepers", "Dirk Wolters", "Maaike Lubbers", "Sjoerd Veenstra",
    "Petra Ensing", "Jochem Warrink", "Karin Meppelink", "Tom Sikkens", "Esther Brinkman", "Harm Jan Kiers",
    "Linda Grooten", "Niek Haverkamp",
]  # fmt: skip
MAIL = """From: {sender}
To: info@dtz.example
Date: {date}
Subject: {subject}
Message-ID: <{ident}@x.example>
Content-Type: text/plain; charset=utf-8

Beste mensen,

{text}

Met vriendelijke groet,
{signature}
"""
CARD = """BEGIN:VCARD
VERSION:3.0
N:Verbeek;Iris;;;
FN:Iris Verbeek
ORG:Delta Robotics B.V.
TITLE:directeur
EMAIL;TYPE=WORK:iris@delta.example
TEL;TYPE=CELL:06-22223333
END:VCARD
"""


def attendees(path: Path) -> None:
    """Write the list as a secretary does: a merged title, an empty row, forty people, a total."""
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("Genodigden")
    bold = book.add_format({"bold": True})
    page.merge_range(0, 0, 0, 4, "Netwerkbijeenkomst waterstof", bold)
    page.merge_range(1, 0, 1, 4, "donderdag 12 maart 2026, gemeentehuis Emmen, inloop 13.30 uur")
    for column, heading in enumerate(("Naam", "Organisatie", "Functie", "E-mail", "Aanwezig")):
        page.write(3, column, heading, bold)
    firms = ("Alfa Techniek B.V.", "Beta Logistiek", "ROC Voorbeeld", "Provincie Drenthe", "")
    rows = [(name, firm) for name, firm, _ in (*KNOWN, *TWICE)]
    rows += [(name, firms[place % 5]) for place, name in enumerate(FRESH)]
    for number, (name, firm) in enumerate(rows, 4):
        page.write(number, 0, name)
        page.write(number, 1, firm)
        page.write(number, 4, "nee" if number % 9 == 0 else "ja")
    page.merge_range(5 + len(rows), 0, 5 + len(rows), 3, f"Totaal: {len(rows)} genodigden", bold)
    book.close()


class Desk:
    """A folder, and what a person does in it."""

    def __init__(self, place: Path, store: Store) -> None:
        self.folder, self.store, self.clicks = place / "Contacten", store, 0
        self.said = ""

    @property
    def inbox(self) -> Path:
        return self.folder / "postvak in"

    def click(self, *, fails: bool = False) -> str:
        run = ["--lang", "nl", "--store", str(self.store.info().place), "desk", str(self.folder)]
        done = CliRunner().invoke(main.dtz, run, catch_exceptions=False, standalone_mode=False)
        assert (done.return_value or 0) == (1 if fails else 0)
        self.clicks += 1
        self.said = done.stdout
        return self.said

    def sheets(self) -> Sheets:
        data = (self.folder / "werkmap.xlsx").read_bytes()
        return {name: rows for name, _, rows in workbooks.sheets(data, "werkmap.xlsx")}

    def save(self, sheets: Sheets) -> None:
        saved(self.folder / "werkmap.xlsx", sheets)

    def questions(self) -> list[dict[str, str]]:
        rows = self.sheets().get("Vragen", [])
        return [dict(zip(rows[2], row, strict=False)) for row in rows[3:]]

    def answer(self, answers: Mapping[str, str]) -> None:
        """Fill in the answers by the words of their questions; a proposal that stands there is left."""
        sheets = self.sheets()
        rows = sheets["Vragen"]
        asked, given = rows[2].index("vraag"), rows[2].index("antwoord")
        for row in rows[3:]:
            row.extend([""] * (len(rows[2]) - len(row)))
            row[given] = answers.get(row[asked], row[given])
        self.save(sheets)


@pytest.fixture
def desk(place: Path) -> Iterator[Desk]:
    store = stores.open_store(place / "network.db", create=True)
    made = Desk(place, store)
    made.click()
    yield made
    store.close()


def people(network: Network) -> list[str]:
    return sorted(entity.name for entity in network.of_type("Person"))


def deliver(desk: Desk) -> None:
    """Put five files into the inbox."""
    shutil.copy(PLAN, desk.inbox / "jaarplan-2022.txt")
    attendees(desk.inbox / "Deelnemers Netwerkbijeenkomst waterstof 12-3-2026.xlsx")
    mails = (
        ("Nora Nieuw <nora@gamma.example>", "Stageplek elektro", "Nora Nieuw\nHR-manager\nGamma Zorg B.V.\n06-12345678"),
        ("Peter Cool <p.cool@intergas.example>", "Waterstofproef", "Peter Cool\nIntergas"),
    )  # fmt: skip
    for ident, (sender, subject, signature) in enumerate(mails, 1):
        said = {
            "sender": sender,
            "subject": subject,
            "signature": signature,
            "ident": ident,
            "text": "Een vraag.",
        }
        text = MAIL.format(date=f"Thu, 1{ident} Mar 2026 09:30:00 +0100", **said)
        (desk.inbox / f"mail {ident}.eml").write_text(text, encoding="utf-8")
    (desk.inbox / "Iris Verbeek.vcf").write_text(CARD, encoding="utf-8")


def log(desk: Desk) -> None:
    """Write one conversation and one dated action into the workbook."""
    sheets = desk.sheets()
    add(
        sheets,
        "Gesprekken",
        datum="13-3-2026",
        soort="gesprek",
        naam="Waterstof bij Delta",
        aanwezig="Iris Verbeek",
    )
    add(
        sheets, "Acties", naam="Offerte sturen", wie="Guido Rink", uiterlijk="1-4-2026", stand="open",
        uit_bijeenkomst="Waterstof bij Delta",
    )  # fmt: skip
    desk.save(sheets)


@needs_data
def test_the_plan_forty_attendees_two_mails_and_a_card_are_in_by_three_clicks(desk: Desk) -> None:
    begin, before = time.monotonic(), list(desk.store.dump(history=False))
    deliver(desk)
    said = desk.click()
    assert not list(desk.inbox.iterdir())
    assert len(list((desk.folder / "verwerkt").iterdir())) == 5
    assert "'Totaal: 40 genodigden' is een totaalregel" in said
    asked = desk.questions()
    proposed = [question for question in asked if question["antwoord"] == "dezelfde"]
    assert (len(asked), len(proposed)) == (18, 13)
    assert len(asked) < 25  # for fifty rows; what is proposed has only to be looked at

    desk.answer({q["vraag"]: "dezelfde" for q in asked})
    desk.click()
    while rest := desk.questions():
        assert len(rest) <= 2
        desk.answer({q["vraag"]: "dezelfde" for q in rest})
        desk.click()
    log(desk)
    desk.click()
    assert desk.clicks <= 6
    assert time.monotonic() - begin < 15 * 60

    network = desk.store.load()
    names = people(network)
    assert len(names) == len(set(names)) == 27 + 1 + len(FRESH) + 1  # the plan, Nora, the others, Iris
    (meeting,) = [e for e in network.of_type("Event") if e.name == "Netwerkbijeenkomst waterstof"]
    roles = [tie.role for tie in network.ties_of(meeting.id, "Attendance")]
    assert (meeting.get("date"), len(roles), roles.count("excused")) == ("2026-03-12", 39, 4)  # Nora once
    (action,) = network.of_type("Action")
    assert (action.get("due"), network.name(action.get("event"))) == ("2026-04-01", "Waterstof bij Delta")
    assert len(network.of_type("Seat")) >= 16
    assert desk.store.check() == []

    sheets = desk.sheets()
    acts = sheets["Wat is gedaan"]
    head = next(row for row in acts if "terugdraaien?" in row)
    for row in acts[acts.index(head) + 1 :]:
        row.extend([""] * (len(head) - len(row)))
        row[head.index("terugdraaien?")] = "ja"
    desk.save(sheets)
    desk.click()
    assert list(desk.store.dump(history=False)) == before


@needs_data
def test_three_unlike_lists_go_the_same_road(desk: Desk) -> None:
    folder = DATA / "nl-esf-2014"
    shutil.copy(DATA / "contacts-calendars" / "csv-to-vcard" / "outlook.csv", desk.inbox)
    shutil.copy(DATA / "dutch-councils-2015" / "heerde_persons.json", desk.inbox)
    shutil.copy(folder / "EUSF_14-20_Publicatielijst_01-12-16_Actie_AMR-VSO.csv", desk.inbox / "esf.csv")
    desk.click(fails=True)
    assert (
        "esf.csv kon niet worden ingelezen" in desk.said
    )  # a list of projects: somebody tells once what its columns mean
    shutil.copy(Path(__file__).parent / "mappings" / "nl-esf-2014.yaml", desk.inbox / "esf.yaml")
    desk.click()
    assert not list(desk.inbox.iterdir())
    network = desk.store.load()
    assert len(network.of_type("Project")) >= 71
    assert len(network.of_type("Person")) > 20
    shutil.copy(folder / "EUSF_14-20_Publicatielijst_01-12-16_Actie_GTI.csv", desk.inbox / "esf gti.csv")
    desk.click()  # the same columns: remembered
    assert len(desk.store.load().of_type("Project")) == len(network.of_type("Project")) + 4


def test_the_same_files_again_ask_nothing_and_change_nothing(desk: Desk) -> None:
    for _ in range(2):
        attendees(desk.inbox / "Deelnemers bijeenkomst 12-3-2026.xlsx")
        desk.click()
    assert "was al ingelezen" in desk.said
    acts = len(desk.store.changesets())
    desk.click()
    assert len(desk.store.changesets()) == acts
    assert "vraag staat op het blad" in desk.said


def test_a_file_that_cannot_be_read_stays_and_is_told_and_the_others_go_on(desk: Desk) -> None:
    (desk.inbox / "kapot.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    (desk.inbox / "kaart.vcf").write_text(CARD, encoding="utf-8")
    desk.click(fails=True)
    assert [path.name for path in desk.inbox.iterdir()] == ["kapot.xlsx"]
    assert "kapot.xlsx kon niet worden ingelezen" in desk.said
    assert people(desk.store.load()) == ["Iris Verbeek"]
    assert any("kapot.xlsx" in cell for row in desk.sheets()["Wat is gedaan"] for cell in row)


def test_an_open_or_wrong_workbook_is_refused_before_anything_is_done(desk: Desk) -> None:
    (desk.inbox / "kaart.vcf").write_text(CARD, encoding="utf-8")
    lock = desk.folder / ".~lock.werkmap.xlsx#"
    lock.write_text("", encoding="utf-8")
    run = ["--lang", "nl", "--store", str(desk.store.info().place), "desk", str(desk.folder)]
    assert main.run(run) == 2
    lock.unlink()
    sheets = desk.sheets()
    add(sheets, "Acties", naam="Iets", uiterlijk="ooit")
    desk.save(sheets)
    assert main.run(run) == 2
    told = (desk.folder / "Niet gelukt.txt").read_text(encoding="utf-8")
    assert "Acties" in told
    assert "ooit" in told
    assert people(desk.store.load()) == []
    assert [path.name for path in desk.inbox.iterdir()] == ["kaart.vcf"]
    sheets["Acties"].pop()
    desk.save(sheets)
    desk.click()
    assert not (desk.folder / "Niet gelukt.txt").exists()


def test_the_folder_has_a_file_to_click_that_runs_it(desk: Desk) -> None:
    (click,) = [path for path in desk.folder.iterdir() if path.name.startswith("Bijwerken")]
    if click.suffix != ".sh":
        pytest.skip("run on Linux only")
    (desk.inbox / "kaart.vcf").write_text(CARD, encoding="utf-8")
    subprocess.run([str(click)], check=True, capture_output=True, timeout=120)
    assert people(desk.store.load()) == ["Iris Verbeek"]
