"""Reads the open files of CBS, DUO and KvK that a bureau downloads; which list a file is, its headings tell.

The lists of places of CBS have two lines of headings that do not stand above each other; so columns of codes are known by
what stands in them (``GM0114``, ``WP2543``), the others by their headings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Literal, NamedTuple

from dtz_network.errors import InputError
from dtz_network.intake.readers import borders, delimited, workbook
from dtz_network.intake.readers.header import squeeze
from dtz_network.model import identifiers

Kind = Literal["places", "municipalities", "postal_codes", "schools", "branches", "borders"]
COLUMNS: dict[Kind, tuple[str, ...]] = {
    "places": ("place", "municipality", "code"),
    "municipalities": ("code", "municipality"),
    "postal_codes": ("digits", "place", "municipality"),
    "schools": ("brin", "name"),
    "branches": ("code", "description"),
    "borders": ("code", "municipality", "rings"),
}
"""What is kept of each kind of list."""
_DEPTH = 8
_ENOUGH = 0.6
"""Share of the rows in which a column must have codes."""


class ReferenceList(NamedTuple):
    """A list as read: its kind, the edition that it tells ("" if none), and the rows that are kept."""

    kind: Kind
    edition: str
    rows: tuple[tuple[str, ...], ...]


class _Sheet(NamedTuple):
    """Headings of each column, all lines of them together, and the rows below."""

    headings: tuple[str, ...]
    rows: list[list[str]]

    def column(self, *names: str) -> int:
        """Return the first column with one of these headings, -1 without one."""
        wanted = [re.compile(name) for name in names]
        return next((n for form in wanted for n, h in enumerate(self.headings) if form.search(h)), -1)

    def with_codes(self, pattern: str) -> int:
        """Return the column in which such codes stand, -1 without one."""
        sample = self.rows[:200]
        for n in range(len(self.headings)):
            cells = [row[n].strip() for row in sample if n < len(row)]
            if sum(bool(re.fullmatch(pattern, cell)) for cell in cells) > _ENOUGH * len(sample):
                return n
        return -1


def read(data: bytes, file: str) -> ReferenceList:
    """Return the list that a file is.

    Raises:
        InputError: broken, or none of the lists that are known.
    """
    if data.lstrip()[:1] == b"{":
        rows = borders.read(data, file)
        if rows:
            return ReferenceList("borders", _edition(_Sheet((), []), file), rows)
        raise InputError("reference-unknown", file=file)
    for raw in _tables(data, file):
        sheet = _sheet(raw)
        for kind, reader in _READERS:
            rows = tuple(dict.fromkeys(reader(sheet)))
            if rows:
                return ReferenceList(kind, _edition(sheet, file), rows)
    raise InputError("reference-unknown", file=file)


def _tables(data: bytes, file: str) -> Iterable[list[list[str]]]:
    if data[:2] == b"PK" or data[:4] == b"\xd0\xcf\x11\xe0":
        return [rows for _, visible, rows in workbook.sheets(data, file) if visible and rows]
    return [delimited.rows(delimited.decode(data, file), file)[0]]


def _sheet(raw: Sequence[Sequence[str]]) -> _Sheet:
    """Return a table with its headings: all lines before the first one that has a code or a number."""
    width = max((len(row) for row in raw[: _DEPTH * 4]), default=0)
    begin = next((n for n, row in enumerate(raw[:_DEPTH]) if any(_is_datum(c) for c in row)), 1)
    headings = tuple(
        " ".join(squeeze(row[n]) for row in raw[:begin] if n < len(row)).strip() for n in range(width)
    )
    return _Sheet(headings, [[cell.strip() for cell in row] for row in raw[begin:] if any(row)])


def _is_datum(cell: str) -> bool:
    return bool(
        re.fullmatch(r"(?:GM|WP|PV)\d{2,4}|\d{2}[A-Z]{2}(?:\d{2})?|\d{2,}|\d{4}\s?[A-Z]{2}", cell.strip())
    )


def _edition(sheet: _Sheet, file: str) -> str:
    """Return the year that the headings or the name of a file tell, "" for none."""
    found = re.search(r"(?:19|20)\d{2}", " ".join((*sheet.headings, file)))
    return found[0] if found else ""


# --- the lists


def _beside(sheet: _Sheet, codes: int) -> int:
    """Return the column of names beside one of codes: the one before it, else the one after."""
    for n in (codes - 1, codes + 1):
        if 0 <= n < len(sheet.headings) and sheet.with_codes(r"[^\d;]{2,}") >= 0:
            cells = [row[n] for row in sheet.rows[:50] if n < len(row)]
            if cells and sum(bool(re.search(r"[a-z]", cell)) for cell in cells) > len(cells) // 2:
                return n
    return -1


def _places(sheet: _Sheet) -> Iterable[tuple[str, ...]]:
    wp, gm = sheet.with_codes(r"WP\d{4}"), sheet.with_codes(r"GM\d{4}")
    if wp < 0 or gm < 0:
        return []
    place, name = _beside(sheet, wp), _beside(sheet, gm)
    return _cells(sheet, (place, name, gm)) if min(place, name) >= 0 and place != name else []


def _municipalities(sheet: _Sheet) -> Iterable[tuple[str, ...]]:
    gm = sheet.with_codes(r"GM\d{4}")
    name = sheet.column(r"gemeente?naam", r"^gemeenten?$") if gm >= 0 else -1
    if gm >= 0:
        return (
            _cells(sheet, (gm, name if name >= 0 else _beside(sheet, gm)))
            if max(name, _beside(sheet, gm)) >= 0
            else []
        )
    bare, name = sheet.column(r"gemeentecode"), sheet.column(r"gemeentenaam$")
    if min(bare, name) < 0:
        return []
    return [
        (identifiers.normal("CBS", code), town)
        for code, town in _cells(sheet, (bare, name))
        if code.isdecimal()
    ]


def _postal_codes(sheet: _Sheet) -> Iterable[tuple[str, ...]]:
    code = sheet.column(r"^(?:postcode|pc4|pc6|postcode4|postcode6|numeriekepostcode)$")
    town, name = (
        sheet.column(r"woonplaats", r"^plaats", r"^stad$"),
        sheet.column(r"^gemeente(?:naam)?$", r"gemeente(?:naam)?$"),
    )
    if min(code, town, name) < 0 or sheet.column(r"brin", r"instelling") >= 0:
        return []
    found = ((digits[:4], place, town) for digits, place, town in _cells(sheet, (code, town, name)))
    return [line for line in found if line[0].isdecimal()]


def _schools(sheet: _Sheet) -> Iterable[tuple[str, ...]]:
    brin = sheet.with_codes(r"\d{2}[A-Z]{2}(?:\d{2})?")
    site = sheet.column(r"^vestigings(?:nummer|code)$")
    name = sheet.column(r"vestigingsnaam", r"instellingsnaam", r"naam")
    if brin < 0 or name < 0:
        return []
    columns = (site if site >= 0 else brin, name)
    return [
        (code, school)
        for code, school in _cells(sheet, columns)
        if re.fullmatch(r"\d{2}[A-Z]{2}(?:\d{2})?", code)
    ]


def _branches(sheet: _Sheet) -> Iterable[tuple[str, ...]]:
    code, name = sheet.column(r"^sbi", r"sbi\d*code$"), sheet.column(r"omschrijving", r"titel", r"benaming")
    if min(code, name) < 0:
        return []
    found = ((identifiers.normal("SBI", sbi), text) for sbi, text in _cells(sheet, (code, name)))
    return [(sbi, text) for sbi, text in found if re.fullmatch(r"\d{1,6}", sbi)]


def _cells(sheet: _Sheet, columns: Sequence[int]) -> list[tuple[str, ...]]:
    """Return the cells of some columns, of the rows in which all of them are filled."""
    found = (tuple(row[n] if n < len(row) else "" for n in columns) for row in sheet.rows)
    return [cells for cells in found if all(cells)]


_READERS: tuple[tuple[Kind, Callable[[_Sheet], Iterable[tuple[str, ...]]]], ...] = (
    ("places", _places),
    ("postal_codes", _postal_codes),
    ("schools", _schools),
    ("branches", _branches),
    ("municipalities", _municipalities),
)
