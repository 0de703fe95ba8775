"""The folder of who only opens a spreadsheet: what the system refuses halfway is told, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from dtz_network.errors import StoreError
from dtz_network.workflows import desk, stores


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
