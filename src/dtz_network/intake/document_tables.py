"""Tables of members in documents: who sits where by the columns Naam, Organisatie, Functie, Plaatsvervanger and the like.

A table is read by its headings; without headings only where each row has one name and stands under the heading of a body. Other
tables (money, planning) are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dtz_network.intake import written_dates
from dtz_network.intake.empty_cells import says_nothing
from dtz_network.intake.list_entries import Entry, Grammar, is_vacant, vacant_for
from dtz_network.intake.names_in_text import is_known, is_person
from dtz_network.intake.readers import table_headings
from dtz_network.intake.readers.table import Table, TableRow
from dtz_network.intake.readers.table_headings import Column
from dtz_network.intake.readers.text_lines import TextLine
from dtz_network.intake.status_words import status

_NAMES = ("name", "last")


@dataclass(frozen=True)
class Row:
    """One row of a table of members: what it says, or a heading inside the table.

    Attributes:
        entry: who, None for an empty seat or a heading.
        heading: text of a row that is one cell: a side, or a body.
        side: as written in a column of its own.
        vacant_for: organisations of an empty seat, None if it is none.
        over: whether a column says that it is over, and none since when.
    """

    line: TextLine
    entry: Entry | None = None
    heading: str = ""
    side: str = ""
    vacant_for: tuple[str, ...] | None = None
    over: bool = False


@dataclass(frozen=True)
class MemberTable:
    """A table of members as read: rows for a body, or a list of its own that names bodies or employers in columns."""

    rows: tuple[Row, ...]
    listed: Table | None = None


def runs(lines: Sequence[TextLine]) -> Iterator[tuple[int, int]]:
    """Yield begin and end of each run of rows, headings of one cell inside a table included."""
    number = 0
    while number < len(lines):
        if not lines[number].cells:
            number += 1
            continue
        begin = end = number
        while number < len(lines):
            if lines[number].cells:
                end = number + 1
            elif number - end > 1 or (lines[number].text and len(lines[number].text.split()) > 6):
                break
            number += 1
        yield begin, end
        number = end


def read(run: Sequence[TextLine], grammar: Grammar) -> MemberTable | None:
    """Return what the rows of a table say of members, None if it is another table."""
    head = next((n for n, line in enumerate(run[:3]) if table_headings.is_heading(line.cells)), None)
    if head is None:
        return _without_headings(run, grammar)
    columns = table_headings.columns(run[head].cells)
    body = [line for line in run[head + 1 :] if line.cells != run[head].cells]
    rows = tuple(_row(line, columns, run[head].cells, grammar) for line in body if line.text)
    if not any(row.entry or row.vacant_for is not None for row in rows):
        return None
    return MemberTable(rows, _list(run[head], body) if "name" in columns or "last" in columns else None)


def has_bodies(table: MemberTable) -> bool:
    """Return whether a column names the bodies."""
    return table.listed is not None and "body" in table_headings.columns(table.listed.columns)


def _list(head: TextLine, body: Sequence[TextLine]) -> Table:
    """Return a table as a contact list."""
    names = {"name": "Naam", "organisation": "Organisatie", "role": "Functie"}
    shown = [names.get(table_headings.column(cell), cell) for cell in head.cells]
    rows = [
        TableRow(number, dict(zip(shown, line.cells, strict=False)))
        for number, line in enumerate(body, 1)
        if line.cells
    ]
    return Table("", head.place, [name for name in shown if name], rows)


def _row(line: TextLine, columns: Sequence[Column], headings: Sequence[str], grammar: Grammar) -> Row:
    if not line.cells:
        return Row(line, heading=line.text)
    said: dict[Column, str] = {}
    for column, cell in zip(columns, line.cells, strict=False):
        if column and cell:
            said.setdefault(column, cell)
    name = said.get("name") or " ".join(filter(None, (said.get("first"), said.get("last"))))
    organisation = said.get("organisation", "")
    if not organisation and (town := said.get("municipality", "")):
        organisation = town if town.casefold().startswith("gem") else f"gemeente {town}"
    side = said.get("side", "")
    if is_vacant(name):
        return Row(
            line, side=side, vacant_for=tuple([organisation] if organisation else vacant_for(grammar, name))
        )
    entry = _entry(name, said.get("role", ""), organisation, said.get("deputy", ""), line, grammar)
    entry = entry and _dated(entry, said)
    state = status(said.get("status", ""), headings[columns.index("status")]) if "status" in said else ""
    if entry and state == "unknown":
        entry = replace(entry, unclear=_with(entry, said["status"]))
    return Row(line, entry, side=side, over=state == "over" and entry is not None and not entry.until)


def _dated(entry: Entry, said: Mapping[Column, str]) -> Entry:
    """Return an entry with the dates of its row; what is no date is told."""
    cell = said.get("period", "")
    left, period = written_dates.taken(cell)
    dated = entry.at(period) if period and not left else replace(entry, unclear=_with(entry, cell))
    begin, end = said.get("since", ""), said.get("until", "")
    since, until = written_dates.to_date(begin) or "", written_dates.to_date(end) or ""
    wrong = [cell for cell, read in ((begin, since), (end, until)) if not read]
    return replace(
        dated, unclear=_with(dated, *wrong), since=since or dated.since, until=until or dated.until
    )


def _with(entry: Entry, *cells: str) -> tuple[str, ...]:
    """Return what is unclear of an entry, with cells that say something."""
    return (*entry.unclear, *(cell for cell in cells if not says_nothing(cell.strip("-– "))))


def _entry(
    name: str, role: str, organisation: str, deputy: str, line: TextLine, grammar: Grammar
) -> Entry | None:
    """Return what the cells of a row say; a name cell may itself be an entry with brackets."""
    several = [part.strip() for part in name.split(";")]
    if len(several) > 1 and all(map(is_person, several)):
        read: Entry | None = Entry(tuple(several))
    else:
        read = grammar.entry(replace(line, text=name, bullet=True, cells=()))
    if read is None:
        return None
    told = [part for part in re.split(r"\s*;\s*|\s+/\s+", organisation) if part]
    organisations, unclear = read.organisations or tuple(told), read.unclear
    if len(read.names) > 1 and len(told) > 1:  # who of them for whom?
        organisations, unclear = read.organisations, (*unclear, organisation)
    deputies = (deputy,) if is_person(deputy) else read.deputies
    kept = read.role or role
    return replace(read, role=kept, organisations=organisations, deputies=deputies, unclear=unclear)


def _without_headings(run: Sequence[TextLine], grammar: Grammar) -> MemberTable | None:
    """Return rows that each have one name in the same column; or, with entries in all columns, the columns one by one."""
    rows = [line for line in run if line.cells]
    if len(rows) < 2:
        return None
    width = max(len(line.cells) for line in rows)
    entries = [
        [_cell(line, n, grammar) for line in rows if n < len(line.cells) and line.cells[n]]
        for n in range(width)
    ]
    if width > 1 and all(column and all(column) for column in entries):
        lines = (
            Row(replace(line, text=line.cells[n], cells=()), _cell(line, n, grammar))
            for n in range(width)
            for line in rows
            if n < len(line.cells) and line.cells[n]
        )
        return MemberTable(tuple(lines))
    place = [n for n in range(width) if all(n < len(line.cells) and _names(line.cells[n]) for line in rows)]
    if len(place) != 1 or not any(
        is_known(line.cells[place[0]]) for line in rows if not is_vacant(line.cells[place[0]])
    ):
        return None
    return MemberTable(tuple(_plain_row(line, place[0], grammar) for line in run if line.text))


def _cell(line: TextLine, n: int, grammar: Grammar) -> Entry | None:
    return grammar.entry(replace(line, text=line.cells[n], bullet=False, cells=()))


def _names(cell: str) -> bool:
    return is_person(cell) or is_vacant(cell)


def _plain_row(line: TextLine, place: int, grammar: Grammar) -> Row:
    if not line.cells:
        return Row(line, heading=line.text)
    others = [cell for n, cell in enumerate(line.cells) if cell and n != place]
    if is_vacant(line.cells[place]):
        return Row(line, vacant_for=tuple(cell for cell in others if not grammar.is_role(cell)))
    text = ", ".join((line.cells[place], *others))
    return Row(line, grammar.entry(replace(line, text=text, bullet=True, cells=())))
