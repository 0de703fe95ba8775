"""The workbook: written, filled in by a colleague, brought back; nothing overwritten, nothing deleted, all errors at once."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from click.testing import CliRunner

from dtz_network.cli import main
from dtz_network.errors import InputError, ProblemsError
from dtz_network.intake.readers import workbook as workbooks
from dtz_network.intake.written_numbers import NumberCell
from dtz_network.model.changes import ChangeSet
from dtz_network.store.base import Store
from dtz_network.workflows import by_hand, contacts, provenance, reference, stores
from dtz_network.workflows.by_hand import Act
from dtz_network.workflows.workbook import extra_sheets, layout, questions, reading, writing
from dtz_network.workflows.workbook.cell_values import CellValues
from dtz_network.workflows.workbook.names import Names
from dtz_network.workflows.workbook.returned import Place, ReturnedRow

KNOWN = """Naam;Organisatie;Functie;E-mail;Gemeente;Overleg;Rol in overleg;Sinds
Jan de Vries;Alfa Techniek B.V.;directeur;jan@alfa.example;Emmen;Stuurgroep;voorzitter;12-3-2021
Willeke Zandvoort;Beta;;;;;;
"""
Sheets = dict[str, list[list[str]]]
Edit = Callable[[Sheets], None]


@pytest.fixture
def store(place: Path) -> Any:
    made = stores.open_store(place / "network.db", create=True)
    (place / "lijst.csv").write_text(KNOWN, encoding="utf-8")
    contacts.apply_import(made, contacts.plan_import(made, place / "lijst.csv", who="tester"))
    yield made
    made.close()


def edited(store: Store, place: Path, edit: Edit, lang: Any = "nl") -> Path:
    """Write the workbook, change its cells, and save it as another program would."""
    writing.write(store, place / "werkmap.xlsx", lang)
    data = (place / "werkmap.xlsx").read_bytes()
    sheets = {name: rows for name, _, rows in workbooks.sheets(data, "werkmap.xlsx")}
    edit(sheets)
    return saved(place / "terug.xlsx", sheets)


def saved(path: Path, sheets: Sheets) -> Path:
    book = xlsxwriter.Workbook(str(path))
    for name, rows in sheets.items():
        page = book.add_worksheet(name)
        if name.startswith("_"):
            page.hide()
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                page.write_string(number, column, cell)
    book.close()
    return path


def put(sheets: Sheets, sheet: str, who: str, column: str, value: str) -> None:
    """Change the cell of the row that begins with a name."""
    rows = sheets[sheet]
    place = rows[0].index(column)
    row = next(row for row in rows[1:] if who in row)
    row[place] = value


def add(sheets: Sheets, sheet: str, **cells: str) -> None:
    """Add a row."""
    head = sheets[sheet][0]
    names = {name.replace("_", " "): value for name, value in cells.items()}
    assert not names.keys() - set(head), names.keys() - set(head)
    sheets[sheet].append([names.get(name, "") for name in head])


def back(store: Store, path: Path) -> reading.Plan:
    planned = reading.plan(store, path, who="collega")
    reading.apply(store, planned)
    return planned


def told(plan: reading.Plan) -> list[tuple[str, str]]:
    return [(note.key, note.values.get("value", "")) for note in plan.notes]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_an_untouched_workbook_changes_nothing(store: Store, place: Path, lang: str) -> None:
    planned = back(store, edited(store, place, lambda _: None, lang))
    assert (planned.changes.changes, planned.lines, planned.notes) == (0, [], [])


def test_the_same_network_gives_the_same_sheets_and_every_cell_is_text(store: Store, place: Path) -> None:
    counts = writing.write(store, place / "werkmap.xlsx", "nl")
    assert counts == {
        "people": 2, "organisations": 2, "members": 1, "talks": 0, "actions": 0, "initiatives": 0, "offers": 0,
    }  # fmt: skip
    by_hand.add(store, "Company", {"name": ["=1+1"], "note": ["@SUM(A1)"]}, Act("tester"))
    path = edited(store, place, lambda _: None)
    assert any(
        "=1+1" in row
        for row in {n: r for n, _, r in workbooks.sheets(path.read_bytes(), "x")}["Organisaties"]
    )
    import zipfile

    with zipfile.ZipFile(place / "werkmap.xlsx") as packed:
        assert not any(b"<f>" in packed.read(name) for name in packed.namelist() if "worksheets" in name)


def test_what_she_changed_is_stored_as_her_own_and_undone_in_one_act(store: Store, place: Path) -> None:
    before = list(store.dump(history=False))

    def edit(sheets: Sheets) -> None:
        put(sheets, "Personen", "Jan de Vries", "titel", "ir.")
        put(sheets, "Personen", "Jan de Vries", "rol", "algemeen directeur")
        put(sheets, "Personen", "Jan de Vries", "e-mailadres", "jan@alfa.example; jan@thuis.example")
        put(sheets, "Organisaties", "Beta", "gevestigd in", "Assen")
        put(sheets, "Leden", "Jan de Vries", "tot en met", "31-12-2025")

    planned = back(store, edited(store, place, edit))
    network = store.load()
    jan = next(e for e in network.of_type("Person") if "Vries" in e.name)
    assert (jan.get("title"), sorted(jan.all("email"))) == ("ir.", ["jan@alfa.example", "jan@thuis.example"])
    (job,) = network.ties_of(jan.id, "Employment")
    assert job.role == "algemeen directeur"
    (seat,) = network.ties("Membership")
    assert (seat.role, seat.since, seat.until) == ("chair", "2021-03-12", "2025-12-31")
    assert {network.name(t.target) for t in network.ties("Location")} == {"Emmen", "Assen"}
    assert [note.key for note in planned.notes] == ["made"]
    assert store.check() == []
    assert back(store, place / "terug.xlsx").changes.changes == 0
    store.undo(store.changesets()[-1].id, who="tester")
    assert list(store.dump(history=False)) == before


def test_what_both_changed_is_told_and_not_overwritten(store: Store, place: Path) -> None:
    path = edited(store, place, lambda sheets: put(sheets, "Personen", "Jan de Vries", "titel", "ir."))
    jan = next(e for e in store.load().of_type("Person") if "Vries" in e.name)
    by_hand.correct(store, jan.id, {"title": ["drs."]}, Act("tester"))
    planned = back(store, path)
    assert told(planned) == [("both-changed", "ir. / drs.")]
    assert store.load().entities[jan.id].get("title") == "drs."


def test_emptied_cells_removed_names_and_rows_that_are_gone_are_told_and_never_done(
    store: Store, place: Path
) -> None:
    def edit(sheets: Sheets) -> None:
        put(sheets, "Personen", "Jan de Vries", "e-mailadres", "")
        sheets["Personen"] = [row for row in sheets["Personen"] if "Willeke Zandvoort" not in row]
        put(sheets, "Organisaties", "Alfa Techniek B.V.", "gevestigd in", "Assen")
        del sheets["Acties"]

    before = len(store.load().entities)
    planned = back(store, edited(store, place, edit))
    assert {note.key for note in planned.notes} == {"emptied", "row-gone", "stays", "made", "sheet-gone"}
    assert len(store.load().entities) == before + 1
    jan = next(e for e in store.load().of_type("Person") if "Vries" in e.name)
    assert jan.all("email") == ["jan@alfa.example"]


def test_new_rows_are_matched_and_tied_by_name(store: Store, place: Path) -> None:
    def edit(sheets: Sheets) -> None:
        add(sheets, "Personen", naam="J. de Vries", organisatie="Alfa Techniek B.V.", rol="eigenaar")
        add(sheets, "Personen", naam="Nora Nieuw", organisatie="Gamma Zorg", sinds="1-2-2026")
        add(sheets, "Leden", overleg="Stuurgroep", persoon="Nora Nieuw", rol="lid", namens="Gamma Zorg")
        add(
            sheets,
            "Gesprekken",
            datum="12-3-2026",
            soort="gesprek",
            naam="Kennismaking",
            aanwezig="Nora Nieuw; Jan de Vries",
        )
        add(
            sheets,
            "Acties",
            naam="Offerte sturen",
            wie="Jan de Vries",
            uiterlijk="1-4-2026",
            stand="open",
            uit_bijeenkomst="Kennismaking",
        )
        add(
            sheets,
            "Initiatieven",
            naam="Waterstof",
            trekker="Beta",
            partners="Gamma Zorg; Alfa Techniek B.V.",
        )
        add(sheets, "Aanbod en vraag", aanbod_of_vraag="vraag", van="Beta", naam="Stageplek elektro")

    planned = back(store, edited(store, place, edit))
    network = store.load()
    assert [(m.name, m.zone) for m in planned.matches if m.row[0] == "Person"] == [("J. de Vries", "R1")]
    nora = next(e for e in network.of_type("Person") if e.name == "Nora Nieuw")
    said = {(t.type, network.name(t.target), t.role, t.since) for t in network.ties_of(nora.id)}
    assert said == {
        ("Employment", "Gamma Zorg", "", "2026-02-01"), ("Membership", "Stuurgroep", "member", ""),
        ("Attendance", "Kennismaking", "", ""),
    }  # fmt: skip
    (action,) = network.of_type("Action")
    assert (action.get("due"), action.get("status")) == ("2026-04-01", "open")
    assert network.name(action.get("event")) == "Kennismaking"
    (project,) = network.of_type("Project")
    assert sorted((network.name(t.source), t.role) for t in network.ties_of(project.id)) == [
        ("Alfa Techniek B.V.", "partner"), ("Beta", "lead"), ("Gamma Zorg", "partner"),
    ]  # fmt: skip
    (need,) = network.of_type("Need")
    assert network.name(need.get("by")) == "Beta"
    assert len([e for e in network.entities.values() if e.name == "Gamma Zorg"]) == 1
    again = back(store, place / "terug.xlsx")
    assert (again.changes.changes, {note.key for note in again.notes}) == (0, {"row-known"})


def test_another_employer_is_a_question_about_the_old_one(store: Store, place: Path) -> None:
    planned = back(
        store,
        edited(
            store,
            place,
            lambda s: put(s, "Personen", "Willeke Zandvoort", "organisatie", "Alfa Techniek B.V."),
        ),
    )
    network = store.load()
    willeke = next(e for e in network.of_type("Person") if "Zandvoort" in e.name)
    assert {network.name(t.target) for t in network.ties_of(willeke.id, "Employment")} == {
        "Beta",
        "Alfa Techniek B.V.",
    }
    assert told(planned) == [("former", "Willeke Zandvoort – Beta")]


def test_every_slip_is_told_at_once_and_nothing_is_stored(store: Store, place: Path) -> None:
    def edit(sheets: Sheets) -> None:
        put(sheets, "Leden", "Jan de Vries", "sinds", "ooit")
        put(sheets, "Leden", "Jan de Vries", "rol", "baas")
        put(sheets, "Personen", "Jan de Vries", "e-mailadres", "geen")
        add(sheets, "Acties", wie="Jan de Vries")
        sheets["Personen"].append(["e-bestaatniet", "", "Iemand", *[""] * 10])

    acts = len(store.changesets())
    path = edited(store, place, edit)
    with pytest.raises(ProblemsError) as caught:
        back(store, path)
    assert sorted(problem.key for problem in caught.value.problems) == [
        "value-date", "value-email", "workbook-id", "workbook-nameless", "workbook-role",
    ]  # fmt: skip
    assert "terug.xlsx, blad Leden, rij 2, kolom rol" in caught.value.message("nl")
    assert len(store.changesets()) == acts


def test_a_body_is_asked_when_misspelt_and_members_and_names_are_told_in_full(
    store: Store, place: Path
) -> None:
    def misspelt(sheets: Sheets) -> None:
        add(sheets, "Leden", overleg="Stuurgreop", persoon="Willeke Zandvoort")

    with pytest.raises(ProblemsError) as refused:
        back(store, edited(store, place, misspelt))
    assert "Bedoelt u: Stuurgroep?" in refused.value.message("nl")

    def edit(sheets: Sheets) -> None:
        del sheets["Leden"][1]
        put(sheets, "Personen", "Willeke Zandvoort", "naam", "Willeke Zandvoort-Bos")

    planned = back(store, edited(store, place, edit))
    assert [n.values["name"] for n in planned.notes if n.key == "row-gone"] == ["Stuurgroep – Jan de Vries"]
    assert [(s.values["name"], s.values["value"]) for s in planned.lines] == [
        ("Willeke Zandvoort", "Willeke Zandvoort-Bos")
    ]


def test_other_workbooks_are_refused_by_name(store: Store, place: Path) -> None:
    def without(sheets: Sheets) -> None:
        del sheets[layout.ABOUT]

    path = edited(store, place, without)
    with pytest.raises(InputError) as caught:
        back(store, path)
    assert caught.value.key == "workbook-other"
    path = edited(store, place, lambda sheets: sheets[layout.ABOUT][1].__setitem__(0, "elders"))
    with pytest.raises(InputError) as caught:
        back(store, path)
    assert caught.value.key == "workbook-of-another"


def test_the_command_writes_reads_and_asks(store: Store, place: Path) -> None:
    def run(*arguments: str, keys: str = "") -> Any:
        command = ["--store", str(place / "network.db"), "--lang", "nl", *arguments]
        return CliRunner().invoke(
            main.dtz, command, input=keys, catch_exceptions=False, standalone_mode=False
        )

    file = place / "w.xlsx"
    assert "Personen 2, Organisaties 2, Leden 1" in run("workbook", str(file)).stderr
    assert "is niet vervangen" in run("workbook", str(file), keys="n\n").stderr
    path = edited(store, place, lambda sheets: put(sheets, "Personen", "Jan de Vries", "titel", "ir."))
    done = run("workbook", str(path), "--read", "--dry-run")
    assert "~ Jan de Vries: titel wordt ir. (Personen, rij 2)" in done.stdout
    assert "Er is niets vastgelegd" in done.stderr
    assert "Vastgelegd als handeling 2" in run("contact", "import", str(path), "--yes").stderr


def by_libreoffice(path: Path, ending: str, folder: Path) -> Path:
    """Return a workbook as LibreOffice saves it; without LibreOffice a skip, under CI a failure."""
    office = shutil.which("soffice")
    if office is None:
        reason = "LibreOffice (soffice) is not installed"
        if os.environ.get("CI") == "true" and sys.platform == "linux":  # elsewhere CI does not install it
            pytest.fail(reason)
        pytest.skip(reason)
    folder.mkdir()
    words = [
        office,
        "--headless",
        f"-env:UserInstallation=file://{folder}/profile",
        "--convert-to",
        ending,
        "--outdir",
        str(folder),
        str(path),
    ]
    subprocess.run(words, check=True, capture_output=True, timeout=120)
    return folder / f"{path.stem}.{ending}"


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_a_workbook_saved_by_libreoffice_comes_back(store: Store, place: Path, ending: str) -> None:
    writing.write(store, place / "werkmap.xlsx", "nl")
    untouched = by_libreoffice(place / "werkmap.xlsx", ending, place / "untouched")
    assert back(store, untouched).changes.changes == 0

    def edit(sheets: Sheets) -> None:
        put(sheets, "Personen", "Jan de Vries", "titel", "ir.")
        add(sheets, "Personen", naam="Nora Nieuw", organisatie="Beta", sinds="1-2-2026")
        put(sheets, "Organisaties", "Beta", "KvK-nummer", "04012345")

    planned = back(store, by_libreoffice(edited(store, place, edit), ending, place / "changed"))
    assert [line.key for line in planned.lines] == ["changed", "changed", "new"]
    network = store.load()
    assert {e.name: e.get("kvk") for e in network.of_type("Company")}["Beta"] == "04012345"
    assert [e.get("title") for e in network.of_type("Person") if "Vries" in e.name] == ["ir."]


# --- types, and questions that are answered in the workbook


def organisation(store: Store, name: str) -> Any:
    return next(e for e in store.load().of_type("Organization") if e.name == name)


def test_the_type_of_an_organisation_may_be_changed_and_the_undo_gives_it_back(
    store: Store, place: Path
) -> None:
    before = list(store.dump(history=False))
    path = edited(store, place, lambda sheets: put(sheets, "Organisaties", "Beta", "soort", "school"))
    back(store, path)
    assert organisation(store, "Beta").type == "School"
    assert store.check() == []
    answer = store.find("Beta", ("School",))
    assert [entity.name for entity in answer] == ["Beta"]
    assert back(store, path).changes.changes == 0
    store.undo(store.changesets()[-1].id, who="tester")
    assert list(store.dump(history=False)) == before


def test_a_type_that_cannot_have_what_is_known_stays_and_says_why(store: Store, place: Path) -> None:
    by_hand.add(store, "School", {"name": ["Gamma"], "brin": ["12AB"]}, Act("tester"))
    planned = back(store, edited(store, place, lambda s: put(s, "Organisaties", "Gamma", "soort", "bedrijf")))
    assert told(planned) == [("type-stays", "bedrijf: BRIN-nummer")]
    assert organisation(store, "Gamma").type == "School"
    with pytest.raises(ProblemsError) as caught:
        reading.plan(
            store, edited(store, place, lambda s: put(s, "Organisaties", "Gamma", "soort", "winkel")), who="x"
        )
    assert caught.value.problems[0].key == "workbook-type"


def answered(
    store: Store, place: Path, planned: reading.Plan, answers: dict[str, tuple[str, str]]
) -> reading.Plan:
    """Write the workbook with what was asked, answer by the beginning of each question, and bring it back."""
    writing.write(store, place / "vragen.xlsx", "nl", asks=planned.asks)
    sheets = {n: rows for n, _, rows in workbooks.sheets((place / "vragen.xlsx").read_bytes(), "vragen.xlsx")}
    rows = sheets["Vragen"]
    for row in rows[3:]:
        row.extend([""] * (len(rows[2]) - len(row)))
        for begin, (answer, date) in answers.items():
            if row[rows[2].index("vraag")].startswith(begin):
                row[rows[2].index("antwoord")], row[rows[2].index("laatste dag")] = answer, date
    return back(store, saved(place / "antwoord.xlsx", sheets))


def emptied(sheets: Sheets) -> None:
    put(sheets, "Personen", "Jan de Vries", "e-mailadres", "")
    sheets["Personen"] = [row for row in sheets["Personen"] if "Willeke Zandvoort" not in row]
    put(sheets, "Organisaties", "Alfa Techniek B.V.", "gevestigd in", "Assen")
    sheets["Leden"] = sheets["Leden"][:1]


def test_what_was_emptied_or_deleted_is_asked_and_done_when_it_is_answered(store: Store, place: Path) -> None:
    planned = back(store, edited(store, place, emptied))
    asked = sorted((ask.kind, ask.text.split(" (")[0]) for ask in planned.asks)
    assert asked == [
        ("entity", "De rij van Willeke Zandvoort"), ("tie", "Alfa Techniek B.V. – Emmen"),
        ("tie", "Jan de Vries – Stuurgroep"),
        ("value", "Jan de Vries: 'jan@alfa.example' is weggehaald bij e-mailadres. Klopt het niet meer?"),
    ]  # fmt: skip
    before = list(store.dump(history=False))
    answers = {
        "Jan de Vries:": ("klopt niet (weghalen)", ""), "Jan de Vries –": ("voorbij", "31-12-2025"),
        "Alfa Techniek": ("blijft staan", ""), "De rij van Willeke": ("klopt niet (weghalen)", ""),
    }  # fmt: skip
    again = answered(store, place, planned, answers)
    network = store.load()
    (jan,) = network.of_type("Person")
    assert jan.all("email") == []
    (seat,) = network.ties("Membership")
    assert seat.until == "2025-12-31"
    assert {network.name(tie.target) for tie in network.ties("Location")} == {"Emmen", "Assen"}
    assert (again.asks, store.check()) == ([], [])
    store.undo(store.changesets()[-1].id, who="tester")
    assert list(store.dump(history=False)) == before


def test_the_same_answers_twice_change_nothing_the_second_time(store: Store, place: Path) -> None:
    (place / "tweede.csv").write_text("Naam;Organisatie\nW. Zandvoort;Beta\n", encoding="utf-8")
    contacts.apply_import(store, contacts.plan_import(store, place / "tweede.csv", who="tester"))
    asks = [*back(store, edited(store, place, emptied)).asks, *questions.who_is_whom(store, "nl")[0]]
    answers = {
        "Jan de Vries:": ("klopt niet (weghalen)", ""), "Jan de Vries –": ("voorbij", "31-12-2025"), "Is Beta": ("dezelfde", ""),
        "Is W. Zandvoort": ("later", ""),
    }  # fmt: skip
    answered(store, place, reading.Plan(ChangeSet("import", "x"), asks=asks), answers)
    acts = len(store.changesets())
    again = reading.plan(store, place / "antwoord.xlsx", who="tester")
    assert (again.changes.changes, again.lines) == (0, [])
    assert reading.apply(store, again) is None
    assert len(store.changesets()) == acts


def test_an_unanswered_question_comes_back_and_words_that_are_no_answer_are_told(
    store: Store, place: Path
) -> None:
    planned = back(store, edited(store, place, emptied))
    again = answered(store, place, planned, {"Alfa Techniek": ("blijft staan", "")})
    assert {ask.key for ask in again.asks} == {
        ask.key for ask in planned.asks if not ask.text.startswith("Alfa")
    }
    assert again.changes.changes == 0
    with pytest.raises(ProblemsError) as caught:
        answered(store, place, planned, {"Alfa": ("misschien", ""), "Jan de Vries –": ("voorbij", "")})
    assert sorted(problem.key for problem in caught.value.problems) == [
        "workbook-answer",
        "workbook-answer-date",
    ]


def test_who_is_whom_is_answered_in_the_workbook_and_judged(store: Store, place: Path) -> None:
    (place / "tweede.csv").write_text(
        "Naam;Organisatie\nJ. de Vries;Alfa Techniek\nJan de Vries;Alfa Techniek\n", "utf-8"
    )
    contacts.apply_import(store, contacts.plan_import(store, place / "tweede.csv", who="tester"))
    asks, more = questions.who_is_whom(store, "nl")
    assert (more, [ask.filled for ask in asks].count("same") > 0) == (0, True)
    planned = reading.Plan(ChangeSet("import", "x"), asks=asks)
    before = len(store.load().of_type("Person"))
    answered(store, place, planned, {"Is Alfa": ("dezelfde", ""), "Is J. de Vries": ("verschillend", "")})
    after = store.load()
    assert len(after.of_type("Person")) == before - 1
    assert [entity.name for entity in after.of_type("Company")].count("Alfa Techniek B.V.") <= 1
    assert not [ask for ask in questions.who_is_whom(store, "nl")[0] if "Alfa" in ask.text]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_acts_can_be_marked_to_be_taken_back(store: Store, place: Path, lang: Any) -> None:
    writing.write(store, place / "werkmap.xlsx", lang, report=["iets"])
    sheets = {n: rows for n, _, rows in workbooks.sheets((place / "werkmap.xlsx").read_bytes(), "w.xlsx")}
    assert extra_sheets.to_take_back(sheets) == []
    name = "Wat is gedaan" if lang == "nl" else "What was done"
    sheets[name][-1] += [""] * (7 - len(sheets[name][-1]))
    sheets[name][-1][6] = "ja" if lang == "nl" else "yes"
    assert extra_sheets.to_take_back(sheets) == [store.changesets()[0].id]


def test_who_was_excused_is_not_listed_and_a_slip_is_told_in_the_words_of_the_workbook(
    store: Store, place: Path
) -> None:
    (place / "deelnemers.csv").write_text("Naam;Aanwezig\nAn Bos;ja\nPiet Vos;nee\n", encoding="utf-8")
    about = provenance.About(event="Ontmoeting", event_date="2026-03-12")
    contacts.apply_import(store, contacts.plan_import(store, place / "deelnemers.csv", about, who="tester"))
    listed: list[str] = []

    def slip(sheets: Sheets) -> None:
        name, rows = next((n, r) for n, r in sheets.items() if r and "aanwezig" in r[0])
        listed.extend(row[rows[0].index("aanwezig")] for row in rows[1:])
        put(sheets, name, "Ontmoeting", "soort", "belletje")

    with pytest.raises(ProblemsError) as caught:
        back(store, edited(store, place, slip))
    assert listed == ["An Bos"]
    said = caught.value.message("nl")
    assert "gesprek" in said
    assert "van soort" in said
    assert "conversation" not in said


def test_who_was_excused_and_is_named_as_attendee_is_asked_about(store: Store, place: Path) -> None:
    (place / "deelnemers.csv").write_text("Naam;Aanwezig\nAn Bos;ja\nPiet Vos;nee\n", encoding="utf-8")
    about = provenance.About(event="Ontmoeting", event_date="2026-03-12")
    contacts.apply_import(store, contacts.plan_import(store, place / "deelnemers.csv", about, who="tester"))

    def name_both(sheets: Sheets) -> None:
        name = next(n for n, r in sheets.items() if r and "aanwezig" in r[0])
        put(sheets, name, "Ontmoeting", "aanwezig", "An Bos; Piet Vos")

    plan = reading.plan(store, edited(store, place, name_both), who="tester")
    assert [note.values["value"] for note in plan.notes if note.key == "excused"] == ["Piet Vos"]
    (excused,) = (tie.id for tie in store.load().ties("Attendance") if tie.role == "excused")
    assert [(ask.kind, ask.ids) for ask in plan.asks] == [("tie", (excused,))]


@pytest.mark.parametrize(
    ("cell", "amount"),
    [("12.500", ["12500"]), (NumberCell("12.5"), ["12.5"]), ("1.250,50", ["1250.50"]), ("2,5", ["2.5"])],
)
def test_a_number_typed_as_text_is_read_as_people_write_it(
    store: Store, cell: str, amount: list[str]
) -> None:
    network = store.load()
    reader = CellValues(network, network, "nl", set(), reference.known(store.schema), Names(network))
    spec = store.schema.types["Funding"].properties["amount"]
    line = ReturnedRow(("", ""), {"amount": cell}, Place("werkmap.xlsx", "Geld", 2, {"amount": "bedrag"}))
    assert reader._values(spec, layout.Column("amount", "detail", "amount"), line, cell) == amount
    assert not reader.problems


def _talk(who: str) -> Edit:
    return lambda sheets: add(
        sheets, "Gesprekken", datum="1-4-2026", soort="gesprek", naam="Bijpraten", aanwezig=who
    )


def _doubled(store: Store, place: Path) -> list[questions.Ask]:
    """Import a list with somebody who is known already, and return what is asked."""
    (place / "tweede.csv").write_text("Naam;Organisatie\nJan de Vries;Alfa Techniek\n", "utf-8")
    contacts.apply_import(store, contacts.plan_import(store, place / "tweede.csv", who="tester"))
    return questions.who_is_whom(store, "nl")[0]


def test_somebody_named_twice_is_one_where_the_same_workbook_answers_so(store: Store, place: Path) -> None:
    planned = reading.Plan(ChangeSet("import", "x"), asks=_doubled(store, place))
    writing.write(store, place / "werkmap.xlsx", "nl", asks=planned.asks)
    data = (place / "werkmap.xlsx").read_bytes()
    sheets = {name: rows for name, _, rows in workbooks.sheets(data, "werkmap.xlsx")}
    _talk("Jan de Vries")(sheets)  # the proposals that are filled in say that both are one
    back(store, saved(place / "terug.xlsx", sheets))
    network = store.load()
    (talk,) = network.of_type("Event")
    (present,) = network.ties_of(talk.id, "Attendance")
    assert [person.id for person in network.of_type("Person") if "Vries" in person.name] == [present.source]


def test_of_two_people_of_one_name_the_organisation_or_the_number_tells_who_is_meant(
    store: Store, place: Path
) -> None:
    by_hand.add(store, "Person", {"name": ["Jan de Vries"]}, Act("tester"))
    (other,) = (p.id for p in store.load().of_type("Person") if not store.load().ties_of(p.id, "Employment"))
    with pytest.raises(ProblemsError) as refused:
        reading.plan(store, edited(store, place, _talk("Jan de Vries")), who="collega")
    said = refused.value.problems[0].message("nl")
    assert "Jan de Vries (Alfa Techniek B.V.)" in said
    assert f"Jan de Vries ({other})" in said
    for text, employed in (
        ("Jan de Vries (Alfa Techniek B.V.)", True),
        (f"Jan de Vries ({other})", False),
        (other, False),
    ):
        planned = reading.plan(store, edited(store, place, _talk(text)), who="collega")
        (tie,) = (tie for tie in planned.changes.ties if tie.type == "Attendance")
        assert bool(store.load().ties_of(tie.source, "Employment")) is employed


def test_a_name_that_stood_in_a_cell_stays_of_who_it_was_of(store: Store, place: Path) -> None:
    back(store, edited(store, place, _talk("Jan de Vries")))
    by_hand.add(store, "Person", {"name": ["Jan de Vries"]}, Act("tester"))

    def edit(sheets: Sheets) -> None:
        put(sheets, "Gesprekken", "Bijpraten", "aanwezig", "Jan de Vries; Willeke Zandvoort")

    planned = back(store, edited(store, place, edit))
    assert [line.values["value"] for line in planned.lines] == ["Willeke Zandvoort"]


def test_of_two_that_are_proposed_as_one_a_third_is_asked_about_once(store: Store, place: Path) -> None:
    (place / "derde.csv").write_text("Naam;Organisatie\nJ. de Vries;Alfa Techniek Noord\n", "utf-8")
    _doubled(store, place)
    contacts.apply_import(store, contacts.plan_import(store, place / "derde.csv", who="tester"))
    asks = questions.who_is_whom(store, "nl")[0]
    assert [ask.text for ask in asks if not ask.filled and "J. de" in ask.text] == [
        "Is J. de Vries dezelfde als Jan de Vries?"
    ]
    assert len([ask for ask in asks if not ask.filled and "Noord" in ask.text]) == 1


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_each_answer_can_be_chosen(store: Store, place: Path, lang: Any) -> None:
    """A list in a cell is split at its commas by Excel and LibreOffice."""
    asks = back(store, edited(store, place, emptied)).asks
    path = place / "vragen.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        formats = {name: book.add_format() for name in ("head", "free", "shown")}
        extra_sheets.questions_sheet(book, asks, lang, formats)
        writing._choose(book, book.add_worksheet("x"), (1, 0, 9, 0), ["a, b", "c"], "keuze")
    with zipfile.ZipFile(path) as parts:
        text = "".join(parts.read(name).decode() for name in sorted(parts.namelist()) if "worksheets" in name)
    lists = re.findall(r"<formula1>(.*?)</formula1>", text)
    words = {questions.word(ask.kind, answer, lang) for ask in asks for answer in questions.ANSWERS[ask.kind]}
    assert {choice for said in lists[:-1] for choice in said.strip('"').split(",")} == words
    assert lists[-1] == "'_keuze'!$A$1:$A$2"


def test_a_workbook_of_before_an_erasure_is_read_without_the_person(store: Store, place: Path) -> None:
    def edit(sheets: Sheets) -> None:
        put(sheets, "Organisaties", "Beta", "notitie", "gesproken")
        add(
            sheets,
            "Gesprekken",
            datum="12-3-2026",
            naam="Overleg waterstof",
            aanwezig="Jan de Vries; Beta",
        )

    path = edited(store, place, edit)
    (jan,) = (person for person in store.load().of_type("Person") if person.name == "Jan de Vries")
    store.erase([jan.id, *jan.aliases], "tester")
    planned = back(store, path)
    keys = [note.key for note in planned.notes]
    assert set(keys) == {"row-erased"}
    assert planned.asks == []
    assert "Jan de Vries" not in "".join(map(str, planned.notes))
    assert organisation(store, "Beta").get("note") == "gesproken"
    assert [person.name for person in store.load().of_type("Person") if person.name] == ["Willeke Zandvoort"]
    (talk,) = store.load().of_type("Event")
    assert len(store.load().ties_of(talk.id, "Attendance")) == 1


def test_the_next_edition_of_a_list_asks_nothing_about_who_was_erased(store: Store, place: Path) -> None:
    (jan,) = (person for person in store.load().of_type("Person") if person.name == "Jan de Vries")
    store.erase([jan.id, *jan.aliases], "tester")
    assert contacts.plan_import(store, place / "lijst.csv", who="tester").still == []
