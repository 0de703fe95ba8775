"""Rows of a workbook as they came back, each with its place in the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dtz_network import language
from dtz_network.errors import InputError, Problem, refused
from dtz_network.intake.readers import workbook as workbooks
from dtz_network.intake.written_numbers import NumberCell
from dtz_network.language import Language
from dtz_network.model.network import Network, fold
from dtz_network.workflows.workbook import cells
from dtz_network.workflows.workbook.layout import ABOUT, Sheet

LANGUAGES: tuple[Language, ...] = ("nl", "en")


@dataclass(frozen=True)
class Place:
    """Where a cell stands: its sheet by name, row and heading, in which file."""

    file: str
    sheet: str
    row: int
    headings: Mapping[str, str]

    def problem(self, key: str, column: str, **values: object) -> Problem:
        """Return what is wrong with a cell of this row."""
        return Problem.at(key, self.file, self.sheet, self.row, self.headings.get(column, column), **values)


@dataclass(frozen=True)
class ReturnedRow:
    """A row as it came back."""

    ids: tuple[str, str]
    cells: Mapping[str, str]
    place: Place


def is_workbook(path: Path) -> bool:
    """Return whether a file is a workbook of the network (by its hidden sheet)."""
    if path.suffix.lower() not in (".xlsx", ".ods", ".xlsm") or not path.is_file():
        return False
    try:
        return any(name == ABOUT for name, _, _ in workbooks.sheets(path.read_bytes(), path.name))
    except InputError:
        return False


def sheets(path: Path) -> dict[str, list[list[str]]]:
    """Return the rows of every sheet, hidden ones too.

    Raises:
        InputError: absent, unreadable, or no workbook.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise InputError("file-absent", file=str(path)) from error
    except OSError as error:
        raise InputError("file-unreadable", file=str(path), reason=refused(error)) from error
    return {name: rows for name, _, rows in workbooks.sheets(data, path.name)}


def rows(
    file: str, name: str, rows: Sequence[Sequence[str]], network: Network, sheet: Sheet
) -> list[ReturnedRow]:
    """Return the rows below the headings; columns may stand in another order, rows above are left alone.

    Raises:
        InputError: no row has the headings of the sheet.
    """
    wanted = {
        key: {fold(language.text(f"workbook.column.{key}", one)) for one in LANGUAGES}
        for key in ("id", "tie")
    }
    for column in sheet.columns:
        wanted[column.key] = {fold(cells.heading(network, sheet, column, one)) for one in LANGUAGES}
    for number, row in enumerate(rows, 1):
        found = {
            key: place
            for key, words in wanted.items()
            for place, cell in enumerate(row)
            if fold(cell) in words
        }
        if {"id", "tie"} <= found.keys():
            headings = {key: row[place] for key, place in found.items()}
            return [
                ReturnedRow(
                    (_at(line, found["id"]), _at(line, found["tie"])),
                    {c.key: _at(line, found[c.key]) for c in sheet.columns if c.key in found},
                    Place(file, name, below, headings),
                )
                for below, line in enumerate(rows[number:], number + 1)
                if any(cell.strip() for cell in line)
            ]
    raise InputError("workbook-headings", file=file, sheet=name)


def _at(row: Sequence[str], place: int) -> str:
    cell = row[place] if place < len(row) else ""
    return cell if isinstance(cell, NumberCell) else " ".join(cell.split())
