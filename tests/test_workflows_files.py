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


@pytest.mark.parametrize(
    "path", [Path("a file", "lijst.csv"), Path("a file", "map", "lijst.csv"), Path("x" * 300)]
)
def test_a_place_that_cannot_be_is_told_in_words(tmp_path: Path, path: Path) -> None:
    (tmp_path / "a file").write_text("", encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        files.write_text("a", tmp_path / path)
    assert caught.value.key == "not-written"


def test_what_stops_halfway_leaves_nothing_beside_the_file_before(tmp_path: Path) -> None:
    path = tmp_path / "dump.jsonl"
    files.write_text("before", path)
    with pytest.raises(StoreError):
        closed_halfway(path)
    assert path.read_text(encoding="utf-8") == "before"
    assert [entry.name for entry in tmp_path.iterdir()] == ["dump.jsonl"]


def closed_halfway(path: Path) -> None:
    with files.beside(path) as fresh:
        fresh.write_text("half", encoding="utf-8")
        raise StoreError("store-closed", path=path)


def test_of_files_that_belong_together_all_are_written_or_none(tmp_path: Path) -> None:
    names = ("a.html", "b.docx", "c.pdf", "d.md")
    (tmp_path / "b.docx").write_text("before", encoding="utf-8")
    (tmp_path / "c.pdf").mkdir()
    (tmp_path / "d.md").write_text("before", encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        files.write_all([(tmp_path / name, b"new") for name in names])
    assert "c.pdf" in caught.value.message("en")
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["b.docx", "c.pdf", "d.md"]
    assert {(tmp_path / name).read_text(encoding="utf-8") for name in ("b.docx", "d.md")} == {"before"}
    (tmp_path / "c.pdf").rmdir()
    files.write_all([(tmp_path / name, b"new") for name in names])
    assert {path.read_bytes() for path in tmp_path.iterdir()} == {b"new"}
    assert sorted(entry.name for entry in tmp_path.iterdir()) == list(names)


def test_what_cannot_take_its_place_lets_the_others_be_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where a document that is open in Word can be read and not replaced."""
    made = [(tmp_path / name, b"new") for name in ("a.html", "b.docx", "c.pdf")]
    for path, _ in made[1:]:
        path.write_bytes(b"before")
    replace = Path.replace

    def open_in_word(path: Path, target: Path) -> Path:
        if target.name == "b.docx":
            raise PermissionError(13, "in use", str(target))
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", open_in_word)
    with pytest.raises(StoreError):
        files.write_all(made)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "b.docx": b"before",
        "c.pdf": b"before",
    }
