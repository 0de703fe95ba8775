"""The folder of who only opens a spreadsheet: what the system refuses halfway is told, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from dtz_network.errors import InputError, StoreError
from dtz_network.store.base import Store
from dtz_network.workflows import desk, stores
from dtz_network.workflows.workbook import questions, returned


def test_a_file_that_cannot_be_laid_away_is_in_and_told(place: Path) -> None:
    store, folder = stores.open_store(place / "network.db", create=True), place / "bureau"
    inbox = desk.prepare(folder, "nl", store)
    name = f"{'x' * 250}.csv"
    (inbox / name).write_text("naam;organisatie\nJan Bos;Alfa Techniek\n", encoding="utf-8")
    (folder / "verwerkt" / name).write_text("", encoding="utf-8")
    done = desk.run(store, folder, "nl", who="tester", explain=lambda _: [])
    assert (len(done.acts), done.refused) == (1, [])
    assert any("blijft in het postvak staan" in line for line in done.lines)
    assert (folder / "werkmap.xlsx").exists()
    again = desk.run(store, folder, "nl", who="tester", explain=lambda _: [])
    assert again.acts == []
    store.close()


def test_a_folder_that_cannot_be_made_is_told(place: Path) -> None:
    store = stores.open_store(place / "network.db", create=True)
    (place / "a file").write_text("", encoding="utf-8")
    with pytest.raises(StoreError):
        desk.run(store, place / "a file" / "bureau", "nl", who="tester", explain=lambda _: [])
    store.close()


# --- the workbook that cannot be written at the end

BOARD = "Naam;Overleg\nJan Bos;Stuurgroep\nPiet Smit;Stuurgroep\n"
STILL = "Piet Smit staat niet meer op de lijst: nog lid van Stuurgroep?"


def _asked(book: Path) -> list[str]:
    rows = returned.sheets(book).get(questions.title("nl"), [])
    return [cell for row in rows for cell in row if cell.endswith("?")]


def _second_edition(store: Store, folder: Path) -> Path:
    """Take in a list of a board, and lay its next edition, in which one member is gone, in the inbox."""
    inbox = desk.prepare(folder, "nl", store)
    (inbox / "bestuur.csv").write_text(BOARD, encoding="utf-8")
    desk.run(store, folder, "nl", who="tester", explain=lambda _: [])
    (inbox / "bestuur.csv").write_text(BOARD.replace("Piet Smit;Stuurgroep\n", ""), encoding="utf-8")
    return inbox


def test_a_workbook_opened_meanwhile_is_left_alone_and_the_questions_stand_beside_it(place: Path) -> None:
    store, folder = stores.open_store(place / "network.db", create=True), place / "bureau"
    inbox = _second_edition(store, folder)
    book, new, lock = (
        folder / name for name in ("werkmap.xlsx", "werkmap (nieuw).xlsx", ".~lock.werkmap.xlsx#")
    )
    before = book.read_bytes()

    def opened_meanwhile(_: object) -> list[str]:
        lock.write_text("", encoding="utf-8")
        return []

    done = desk.run(store, folder, "nl", who="tester", explain=opened_meanwhile)
    assert (done.workbook, book.read_bytes()) == (new, before)
    assert STILL in _asked(new)
    assert any("werkmap (nieuw).xlsx" in line for line in done.lines)
    with pytest.raises(InputError):
        desk.run(store, folder, "nl", who="tester", explain=lambda _: [])
    lock.unlink()
    again = desk.run(store, folder, "nl", who="tester", explain=lambda _: [])
    assert (again.workbook, again.acts, new.exists()) == (book, [], False)
    assert STILL in _asked(book)
    assert list(inbox.iterdir()) == []
    store.close()


def test_where_no_workbook_can_be_written_the_files_are_back_in_the_inbox(place: Path) -> None:
    store, folder = stores.open_store(place / "network.db", create=True), place / "bureau"
    inbox = _second_edition(store, folder)
    taken = (folder / "werkmap.xlsx", folder / "werkmap (nieuw).xlsx")

    def in_the_way(_: object) -> list[str]:
        for path in taken:
            path.unlink(missing_ok=True)
            (path / "x").mkdir(parents=True)
        return []

    with pytest.raises(StoreError):
        desk.run(store, folder, "nl", who="tester", explain=in_the_way)
    assert [path.name for path in inbox.iterdir()] == ["bestuur.csv"]
    assert "bestuur.csv" in (folder / "Niet gelukt.txt").read_text(encoding="utf-8")
    for path in taken:
        (path / "x").rmdir()
        path.rmdir()
    desk.run(store, folder, "nl", who="tester", explain=lambda _: [])
    assert STILL in _asked(folder / "werkmap.xlsx")
    assert not (folder / "Niet gelukt.txt").exists()
    store.close()
