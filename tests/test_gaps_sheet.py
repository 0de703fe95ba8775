"""The sheet of what is missing comes back filled in, and what was missing is there."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from dtz_network.analysis.potential import gaps as missing
from dtz_network.errors import ProblemsError
from dtz_network.intake.readers import workbook as workbooks
from dtz_network.store.base import Store
from dtz_network.workflows import demonstration, desk, stores
from dtz_network.workflows.questions import gaps
from dtz_network.workflows.workbook import reading
from tests.test_workbook import saved

Sheets = dict[str, list[list[str]]]
FILLED = {
    "Sectoren": {"sector": "recycling"},
    "Vestigingen": {"gevestigd in": "Emmen"},
    "Zetels zonder naam": {"wie bezet de zetel": "Ada Verzonnen"},
    "Namens wie": {"namens": "Remondis"},
    "Termijnen": {"einde termijn": "31-12-2027"},
    "Begin lidmaatschap": {"sinds": "2022"},
    "Relatiehouders": {"relatiehouder": "Bart Labrie"},
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = stores.open_store(tmp_path / "network.db", create=True)
    demonstration.load_shipped(made, "dutch-techzone")
    yield made
    made.close()


def sheets_of(path: Path) -> Sheets:
    return {name: rows for name, _, rows in workbooks.sheets(path.read_bytes(), path.name)}


def fill(sheets: Sheets, name: str, column: str, value: str, rows: int) -> None:
    """Write a value in the first rows of a sheet, below its headings in the third row."""
    place = sheets[name][2].index(column)
    for row in sheets[name][3 : 3 + rows]:
        row.extend([""] * (place + 1 - len(row)))
        row[place] = value


def lacking(store: Store) -> dict[str, int]:
    return {gap.key: len(gap.relationships or gap.entities) for gap in missing.find(store.load())}


def test_what_is_filled_in_is_no_longer_missing(store: Store, tmp_path: Path) -> None:
    path, before = tmp_path / "gaps.xlsx", lacking(store)
    gaps.write_sheet(store, path, "nl")
    sheets = sheets_of(path)
    assert FILLED.keys() <= sheets.keys()
    for name, cells in FILLED.items():
        ((column, value),) = cells.items()
        fill(sheets, name, column, value, 1)
    planned = reading.plan(store, saved(tmp_path / "back.xlsx", sheets), who="marieke")
    assert planned.asks == []
    assert {record.type for record in planned.changes.records} == {"Theme", "Region", "Person"} - {
        entity.type for entity in store.load().entities.values() if entity.name in ("recycling", "Emmen")
    }
    act = reading.apply(store, planned)
    assert act is not None
    after = lacking(store)
    gone = {key: before[key] - after.get(key, 0) for key in before}
    once = {key: gone[key] for key in ("sector", "place", "holder", "term", "contact")}
    assert once == dict.fromkeys(once, 1)
    assert (gone["since"], gone["behalf"]) == (0, 0)  # one is filled in; that of the new holder is missing
    network = store.load()
    (seat,) = (tie for tie in network.ties("Membership") if network.name(tie.source) == "Ada Verzonnen")
    assert network.entities[seat.get("seat")].get("body") == seat.target
    assert store.check() == []
    store.undo(act.id, who="marieke")
    assert lacking(store) == before


def test_an_untouched_sheet_changes_and_asks_nothing(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "gaps.xlsx"
    gaps.write_sheet(store, path, "en")
    planned = reading.plan(store, path, who="marieke")
    assert (planned.changes.changes, planned.notes, planned.asks) == (0, [], [])


def test_initiatives_with_partners_are_added_in_it(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "gaps.xlsx"
    gaps.write_sheet(store, path, "nl")
    sheets = sheets_of(path)
    head = sheets["Initiatieven"][2]
    row = {"naam": "Proeflijn (verzonnen)", "trekker": "Remondis", "partners": "Fokker; Drenthe College"}
    sheets["Initiatieven"].append([row.get(name, "") for name in head])
    reading.apply(store, reading.plan(store, saved(tmp_path / "back.xlsx", sheets), who="marieke"))
    network = store.load()
    (made,) = (project for project in network.of_type("Project") if project.name == "Proeflijn (verzonnen)")
    assert len(network.ties_of(made.id, "Participation")) == 3


def test_it_is_read_out_of_the_inbox_of_a_desk(store: Store, tmp_path: Path) -> None:
    inbox = desk.prepare(tmp_path / "bureau", "nl", store)
    path, before = tmp_path / "gaps.xlsx", lacking(store)
    gaps.write_sheet(store, path, "nl")
    sheets = sheets_of(path)
    fill(sheets, "Vestigingen", "gevestigd in", "Emmen", 2)
    saved(inbox / "gaps.xlsx", sheets)
    done = desk.run(store, tmp_path / "bureau", "nl", who="tester", explain=lambda _: [])
    assert (len(done.acts), done.refused, list(inbox.iterdir())) == (1, [], [])
    assert before["place"] - lacking(store)["place"] == 2
    assert any("gaps.xlsx" in line for line in done.lines)


def test_slips_are_told_all_at_once_and_nothing_is_stored(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "gaps.xlsx"
    gaps.write_sheet(store, path, "nl")
    sheets = sheets_of(path)
    fill(sheets, "Sectoren", "sector", "recyclin", 1)
    fill(sheets, "Termijnen", "einde termijn", "ooit", 1)
    with pytest.raises(ProblemsError) as caught:
        reading.plan(store, saved(tmp_path / "back.xlsx", sheets), who="marieke")
    told = [problem.message("nl") for problem in caught.value.problems]
    assert len(told) == 2
    assert any("blad 'Sectoren'" in text or "Sectoren" in text for text in told)
    assert any("rij 4" in text for text in told)


def test_each_sentence_above_a_sheet_names_what_lacks(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "gaps.xlsx"
    gaps.write_sheet(store, path, "nl")
    leads = [rows[0] for name, rows in sheets_of(path).items() if not name.startswith("_")]
    assert all(":  " not in " ".join(lead) for lead in leads)
    with zipfile.ZipFile(path) as parts:
        assert b"groene chemie" in b"".join(parts.read(name) for name in parts.namelist())
