"""Finished files are written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from dtz_network.errors import StoreError
from dtz_network.intake.readers import workbook as workbooks
from dtz_network.workflows import files


def test_a_workbook_that_is_not_finished_leaves_the_one_before_whole(tmp_path: Path) -> None:
    path = tmp_path / "map" / "lijst.xlsx"
    with files.workbook(path) as book:
        book.add_worksheet("een").write_string(0, 0, "=1+1")
    before = path.read_bytes()
    with pytest.raises(KeyboardInterrupt):
        stopped_halfway(path)
    assert path.read_bytes() == before
    assert [entry.name for entry in path.parent.iterdir()] == ["lijst.xlsx"]
    ((name, _, rows),) = workbooks.sheets(before, path.name)
    assert (name, rows) == ("een", [["=1+1"]])


def test_a_place_that_is_taken_by_a_folder_is_told_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    (tmp_path / "lijst.csv").mkdir()
    with pytest.raises(StoreError):
        files.write_text("a", tmp_path / "lijst.csv")
    assert [entry.name for entry in tmp_path.iterdir()] == ["lijst.csv"]


def stopped_halfway(path: Path) -> None:
    with files.workbook(path) as book:
        book.add_worksheet("twee").write_string(0, 0, "half")
        raise KeyboardInterrupt
