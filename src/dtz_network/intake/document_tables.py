"""Tables of members in documents: who sits where by the columns Naam, Organisatie, Functie, Plaatsvervanger and the like.

A table is read by its headings; without headings only where each row has one name and stands under the heading of a body. Other
tables (money, planning) are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dtz_network.intake import document_headings, written_dates
from dtz_network.intake.empty_cells import says_nothing
from dtz_network.intake.list_entries import Entry, Grammar, seat_state, vacant_for
from dtz_network.intake.names_in_text import is_known, is_person
from dtz_network.intake.organisation_types import told_type
from dtz_network.intake.readers import table_headings
from dtz_network.intake.readers.table import Table, TableRow
from dtz_network.intake.readers.table_headings import Column
from dtz_network.intake.readers.text_lines import TextLine
from dtz_network.intake.status_words import status

_NAMES = ("name", "last")
_LABELLED = 2
"""Columns of a table of labels and who stands behind them."""


@dataclass(frozen=True)
class Row:
    """One row of a table of members: what it says, or a heading inside the table.

    Attributes:
        entry: who, None for an empty seat or a heading.
        heading: text of a row that is one cell: a side, or a body.
        side: as written in a column of its own.
        state: of a seat without a name: vacant, or its holder unknown.
        vacant_for: organisations that appoint such a seat.
        over: whether a column says that it is over, and none since when.
    """

    line: TextLine
    entry: Entry | None = None
    heading: str = ""
    side: str = ""
    state: str = ""
    vacant_for: tuple[str, ...] = ()
    over: bool = False


@dataclass(frozen=True)
class MemberTable:
    """A table of members as read: rows for a body, or a list of its own that names bodies or employers in columns.

    ``attending`` is the heading of a column that tells who was there: it is of a meeting, and its people are no members by it.
    """

    rows: tuple[Row, ...]
    listed: Table | None = None
    attending: str = ""


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
                if _is_other(lines[end - 1], lines[number]):
                    break
                end = number + 1
            elif number - end > 1 or (lines[number].text and len(lines[number].text.split()) > 6):
                break
            number += 1
        yield begin, end
        number = end


def _is_other(last: TextLine, line: TextLine) -> bool:
    """Return whether a row is of another table of a Word file than the row above it: one with other columns."""
    tables = [place.partition(",")[0] for place in (last.place, line.place)]
    named = tables[0] != tables[1] and all(table.startswith("tabel") for table in tables)
    return named and len(last.cells) != len(line.cells)


def read(run: Sequence[TextLine], grammar: Grammar) -> MemberTable | None:
    """Return what the rows of a table say of members, None if it is another table."""
    head = next((n for n, line in enumerate(run[:3]) if table_headings.is_heading(line.cells)), None)
    if head is None:
        return _without_headings(run, grammar)
    columns = table_headings.columns(run[head].cells)
    body = [line for line in run[head + 1 :] if line.cells != run[head].cells]
    rows = tuple(_row(line, columns, run[head].cells, grammar) for line in body if line.text)
    if not any(row.entry or row.state for row in rows):
        return None
    listed = _list(run[head], body) if "name" in columns or "last" in columns else None
    attending = run[head].cells[columns.index("present")] if "present" in columns else ""
    return MemberTable(rows, listed, attending)


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
    if state := seat_state(name):
        told = [organisation] if organisation else vacant_for(grammar, name)
        return Row(line, side=side, state=state, vacant_for=tuple(told))
    entry = _entry(name, said.get("role", ""), organisation, said.get("deputy", ""), line, grammar)
    entry = entry and _dated(entry, said)
    holds = status(said.get("status", ""), headings[columns.index("status")]) if "status" in said else ""
    if entry and holds == "unknown":
        entry = replace(entry, unclear=_with(entry, said["status"]))
    return Row(line, entry, side=side, over=holds == "over" and entry is not None and not entry.until)


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
    if width == _LABELLED and (labelled := _labelled([line for line in run if line.text], grammar)):
        return MemberTable(labelled)
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
        is_known(line.cells[place[0]]) for line in rows if not seat_state(line.cells[place[0]])
    ):
        return None
    return MemberTable(tuple(_plain_row(line, place[0], grammar) for line in run if line.text))


def _labelled(run: Sequence[TextLine], grammar: Grammar) -> tuple[Row, ...]:
    """Return rows of who stands behind a side, a role or an organisation; an empty label repeats what it is said of, () if they are not.

    What is behind another word is told; where that is half of the rows the table is another one.
    """
    found: list[Row] = []
    label = _Label("", grammar)
    understood = labelled = 0
    for line in run:
        if not line.cells:
            found.append(Row(line, heading=line.text))
            continue
        said, text = line.cells[0].strip(" :"), "".join(line.cells[1:])
        label = _Label(said, grammar) if said else replace(label, repeats=True)
        labelled += 1
        understood += label.known
        entry = grammar.entry(replace(line, text=text, bullet=True, cells=()))
        state = seat_state(text)
        if not entry and not state:
            return ()
        told = vacant_for(grammar, text) if state else ()
        named = (label.text,) if label.organisation else ()
        found.append(
            Row(
                line,
                None if state or entry is None else label.of(entry),
                "",
                label.side,
                state,
                tuple(told or named),
            )
        )
    return tuple(found) if understood * 2 > labelled else ()


@dataclass(frozen=True)
class _Label:
    """A word before a row, and what it says: a side, a role in the body, an organisation, or what is not known."""

    text: str
    grammar: Grammar
    repeats: bool = False

    @property
    def side(self) -> str:
        return self.text if document_headings.side_meant(self.text) else ""

    @property
    def role(self) -> bool:
        return not self.side and self.grammar.is_role(self.text)

    @property
    def organisation(self) -> bool:
        return not self.side and not self.role and bool(told_type(self.text))

    @property
    def known(self) -> bool:
        return bool(self.side) or self.role or self.organisation

    def of(self, entry: Entry) -> Entry:
        """Return an entry with what its label says of it; a chair is one, members are many."""
        if self.organisation:
            return replace(entry, organisations=tuple(dict.fromkeys((self.text, *entry.organisations))))
        if self.role:
            many = self.grammar.code(self.text) == "member" or self.text.casefold().endswith(("s", "en"))
            return replace(entry, role=self.text) if not entry.role and (many or not self.repeats) else entry
        return entry if self.known or not self.text else replace(entry, unclear=_with(entry, self.text))


def _cell(line: TextLine, n: int, grammar: Grammar) -> Entry | None:
    return grammar.entry(replace(line, text=line.cells[n], bullet=False, cells=()))


def _names(cell: str) -> bool:
    return is_person(cell) or bool(seat_state(cell))


def _plain_row(line: TextLine, place: int, grammar: Grammar) -> Row:
    if not line.cells:
        return Row(line, heading=line.text)
    others = [cell for n, cell in enumerate(line.cells) if cell and n != place]
    if state := seat_state(line.cells[place]):
        return Row(line, state=state, vacant_for=tuple(cell for cell in others if not grammar.is_role(cell)))
    text = ", ".join((line.cells[place], *others))
    return Row(line, grammar.entry(replace(line, text=text, bullet=True, cells=())))
