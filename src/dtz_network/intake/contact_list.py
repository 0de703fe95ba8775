"""Ordinary contact lists: one row a person, with organisation, role, body, e-mail, place.

Columns are understood by the synonym table of ``readers.header``. Names are put in natural order, titles and remarks
beside them; cells that stand in each other's column are put right, and that is told. What a column means is shown in
the plan; a column that is not understood is named, a private one is not read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dtz_network.errors import Problem
from dtz_network.intake import columns_by_cells, contacts_beside, project_columns
from dtz_network.intake.contacts_beside import Beside
from dtz_network.intake.list_columns import ListColumns
from dtz_network.intake.list_entries import seat_state
from dtz_network.intake.listed_organisations import ABOUT, ListedOrganisations
from dtz_network.intake.listed_people import ListedPeople
from dtz_network.intake.listed_roles import ListedRoles
from dtz_network.intake.no_person import is_nobody
from dtz_network.intake.offices import is_held_at
from dtz_network.intake.readers import header
from dtz_network.intake.readers.table import Table, TableRow
from dtz_network.intake.reference import Reference, shipped
from dtz_network.intake.rows import Doubtful, EntityRow, Ref, RelationRow, Understood
from dtz_network.intake.total_rows import total_row
from dtz_network.language import few
from dtz_network.matching import contact_details, written_names
from dtz_network.model.network import fold
from dtz_network.model.schema import Schema

_ABOUT_PEOPLE = (
    "first",
    "initials",
    "title",
    "role",
    "department",
    "email",
    "phone",
    "linkedin",
    "barred",
    "body",
    "body_role",
    "since",
    "until",
    "membership",
    "member_since",
    "member_until",
    "note",
)
"""Fields of a list that say something of a person."""
_SAYS = tuple(field for field in (*ABOUT, *_ABOUT_PEOPLE) if field not in ("url", "linkedin", "barred"))
"""Fields of which something is lost with a row of which nobody knows whose it is: not a page alone."""
_SHOWN = 6
_LONGEST, _WORDS = 80, 2


@dataclass(frozen=True)
class Meeting:
    """The meeting that a list is of: those on it were there, or said that they could not come."""

    name: str
    date: str = ""
    kind: str = "meeting"


def read(
    tables: Iterable[Table],
    schema: Schema,
    meeting: Meeting | None = None,
    reference: Reference | None = None,
    sbi_edition: str = "",
    as_of: str = "",
) -> Understood:
    """Return people, organisations, employments and memberships of contact lists; of an attendee list who was there.

    ``reference`` tells where places lie (the vocabularies if none is given), ``sbi_edition`` of which edition SBI codes are
    whose heading does not tell it; ``as_of`` on which day the list stood so, by which what it tells to be over was over.
    """
    event = Ref("Event", fold(f"{meeting.name}|{meeting.date}")) if meeting else None
    tables = list(tables)
    several = len({table.sheet for table in tables}) > 1
    given = _Given(schema, event, reference or shipped(schema), sbi_edition, as_of, several)
    result = Understood()
    for table in tables:
        if meeting and event:
            values = {"name": meeting.name, "date": meeting.date, "kind": meeting.kind}
            said = {key: (value,) for key, value in values.items() if value}
            result.rows.append(EntityRow("Event", event.key, said, place=table.sheet))
        for beside in contacts_beside.apart(table, schema):
            found = _Reader(beside, given).read()
            result.add(found.beside(result) if beside.which else found)
    return result


@dataclass(frozen=True)
class _Given:
    """What all tables are read by; ``event`` is the meeting that they are of, ``beside_others`` whether one of them may be no list."""

    schema: Schema
    event: Ref | None
    reference: Reference
    sbi_edition: str
    as_of: str
    beside_others: bool


class _Reader:
    """Reads one table, or one contact of each of its rows."""

    def __init__(self, beside: Beside, given: _Given) -> None:
        self.table, self._beside, self._given, self.result = beside.table, beside, given, Understood()
        self._cells = ListColumns(
            self.table, self.result, given.reference, present=given.event is not None, meant=beside.meant
        )
        self.columns, self._cell = self._cells.columns, self._cells.cell
        self._unmanned: dict[str, list[str]] = defaultdict(list)
        """Organisations of rows without a person, by the columns about people in which something stands."""

    def read(self) -> Understood:
        """Return what the table says."""
        given, result = self._given, self.result
        if project_columns.is_of_projects(self.table):
            said = {"columns": ", ".join(self.table.columns), "name": self.table.file}
            self._problem("list-of-projects", None, **said)
            return result
        rows = self._cells.put_right()
        if self._beside.which:
            rows = [line for line in rows if line.number in self._beside.others]
            told = {"columns": ", ".join(self._beside.columns)}
            result.doubtful.append(Doubtful("contacts-beside", told, self.table.name))
        self.table = replace(self.table, rows=rows)
        self._persons = ListedPeople(self.table, self._cells, given.schema, result, self._beside.which)
        if "turned" in self.table.notes:
            result.doubtful.append(Doubtful("list-turned", {}, self.table.name))
        if not columns_by_cells.header_is_read(self.table):
            result.doubtful.append(Doubtful("no-header", {}, self.table.name))
        if not self._persons.are_named and "email" not in self.columns:
            if self._given.beside_others and not any(map(header.meaning, self.table.columns)):
                said = {"columns": ", ".join(self.table.columns)}
                return Understood(doubtful=[Doubtful("sheet-no-list", said, self.table.name)])
            self._problem("no-name-column", None, columns=", ".join(self.table.columns))
            return result
        self._organisations = ListedOrganisations(
            self.table, self.columns, self._cell, given.schema, result, given.reference, given.sbi_edition
        )
        self._roles = ListedRoles(
            self.table, self.columns, self._cell, given.schema, result, given.event, given.as_of
        )
        self._nameless()
        for line in self.table.rows:
            self.result.rows.extend(self._row(line))
        for column, organisations in self._unmanned.items():
            told = {"column": column, "names": few(list(dict.fromkeys(organisations)), _SHOWN)}
            self.result.doubtful.append(Doubtful("details-of-nobody", told, self.table.name))
        self._organisations.tell_unknown()
        self._roles.tell()
        return result

    def _problem(self, key: str, line: TableRow | None, column: str = "", **values: object) -> None:
        number = line.number if line else None
        self.result.problems.append(
            Problem.at(key, self.table.file, self.table.sheet, number, column, **values)
        )

    def _nameless(self) -> None:
        """Say which columns about people are left out because no column has their names."""
        if {"name", "last", "display"} & set(self.columns) or "organisation" not in self.columns:
            return
        left = [
            self.columns[f]
            for f in _ABOUT_PEOPLE
            if f in self.columns and any(self._cell(line, f) for line in self.table.rows)
        ]
        if left:
            self.result.doubtful.append(Doubtful("no-people", {"columns": ", ".join(left)}, self.table.name))

    def _row(self, line: TableRow) -> Iterator[EntityRow | RelationRow]:
        place = self.table.source_text(line)
        if total := total_row(line):
            self.result.doubtful.append(Doubtful("total-row", {"text": total}, place))
            return
        organisation = self._organisations.of(line, place)
        name = self._persons.name(line)
        email = self._persons.email(line)
        if organisation:
            yield from organisation[1]
        else:
            self._homeless(line, place, named=bool(name))
        if not name:
            self._roles.of_nobody(line)
            beside = not self._beside.which and line.number in self._beside.others
            if not organisation and self._persons.address(line):
                address = self._persons.address(line)
                key = "box" if contact_details.is_shared_box(address) else "address-nameless"
                self.result.doubtful.append(Doubtful(key, {"address": address}, place))
            elif not organisation and not beside and not any(self._cell(line, field) for field in _SAYS):
                self.result.doubtful.append(Doubtful("row-of-nobody", {}, place))
            elif not organisation and not beside and (text := _alone(line)):
                self.result.doubtful.append(Doubtful("row-alone", {"text": text}, place))
            elif not organisation and not beside:
                self._problem("row-without-name", line)
            elif organisation and self._persons.are_named:
                for field in (f for f in _ABOUT_PEOPLE if self._cell(line, f)):
                    self._unmanned[self.columns[field]].append(self._cell(line, "organisation"))
            return
        if not self._persons.are_named:
            told = {"address": self._persons.address(line), "name": name}
            self.result.doubtful.append(Doubtful("name-from-address", told, place))
        at = self._cell(line, "organisation")
        nobody = written_names.is_only_remark(name) or seat_state(name)
        if nobody or is_held_at(name, at) or is_nobody(written_names.natural(name).name, at):
            self.result.doubtful.append(Doubtful("not-a-name", {"text": name}, place))
            return
        yield from self._people(line, name, email, organisation[0] if organisation else None, place)

    def _people(
        self, line: TableRow, name: str, email: Sequence[str], organisation: Ref | None, place: str
    ) -> Iterator[EntityRow | RelationRow]:
        """Yield the person of a row, or the people where the cell of the name holds more than one."""
        names = written_names.several(name)
        if len(names) > 1 or written_names.may_be_several(name):
            key = "several-people" if len(names) > 1 else "perhaps-several-people"
            self.result.doubtful.append(Doubtful(key, {"name": name}, place))
        whose = {address: written_names.owners(address, names) for address in email}
        for address in (address for address, owners in whose.items() if not owners):
            told = {"address": address, "name": name}
            self.result.doubtful.append(Doubtful("address-of-neither", told, place))
        for number, one in enumerate(names, 1):
            key = (
                self._persons.keys[line.number]
                if len(names) == 1
                else f"{self._persons.keys[line.number]}|{number}"
            )
            own = [address for address, owners in whose.items() if one in owners]
            roles = self._roles.told(line, one, organisation)
            yield EntityRow("Person", key, self._persons.values(line, one, own, place, roles), place=place)
            yield from self._roles.of(line, Ref("Person", key), organisation, name, roles)

    def _homeless(self, line: TableRow, place: str, *, named: bool) -> None:
        """Say which cells about an organisation are left out because the row names none, and what of a named person stands there instead."""
        left = [
            self.columns[f]
            for f in ABOUT
            if self._cell(line, f) and not (f == "url" and self._persons.linkedin(line))
        ]
        if self._cell(line, "role") and not self._roles.is_in_body(line):
            left.append(self.columns["role"])
        told: dict[str, object] = {"columns": ", ".join(left)} if left else {}
        if named and (said := self._cell(line, "organisation")):
            told |= {"value": said, "column": self.columns["organisation"]}
            key = "no-organisation-word-left" if left else "no-organisation-word"
            self.result.doubtful.append(Doubtful(key, told, place))
        elif left:
            self.result.doubtful.append(Doubtful("no-organisation", told, place))


def _alone(line: TableRow) -> str:
    """Return the words that stand in a row with a single cell, as those below a report, "" for another row."""
    said = [cell for cell in line.cells.values() if cell.strip()]
    return said[0][:_LONGEST] if len(said) == 1 and len(said[0].split()) > _WORDS else ""
