"""Ordinary contact lists: one row a person, with organisation, role, body, e-mail, place.

Columns are understood by the synonym table of ``readers.header``. Names are put in natural order, titles and remarks
beside them; cells that stand in each other's column are put right, and that is told. What a column means is shown in
the plan; a column that is not understood is named, a private one is not read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dtz_network.errors import Problem
from dtz_network.intake import project_columns
from dtz_network.intake.list_columns import ListColumns
from dtz_network.intake.list_entries import seat_state
from dtz_network.intake.listed_organisations import ABOUT, ListedOrganisations, is_none
from dtz_network.intake.listed_roles import ListedRoles, Roles
from dtz_network.intake.offices import is_held_at
from dtz_network.intake.readers.table import Table, TableRow
from dtz_network.intake.reference import Reference, shipped
from dtz_network.intake.rows import Doubtful, EntityRow, Ref, RelationRow, Understood
from dtz_network.intake.total_rows import total_row
from dtz_network.language import few
from dtz_network.matching import contact_details, written_names
from dtz_network.matching.word_lists import listed
from dtz_network.model.declared import Fault
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
    "body",
    "body_role",
    "since",
    "until",
    "note",
)
"""Fields of a list that say something of a person."""
_SAYS = tuple(field for field in (*ABOUT, *_ABOUT_PEOPLE) if field not in ("url", "linkedin"))
"""Fields of which something is lost with a row of which nobody knows whose it is: not a page alone."""
_SHOWN = 6


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
    known = reference or shipped(schema)
    result = Understood()
    event = Ref("Event", fold(f"{meeting.name}|{meeting.date}")) if meeting else None
    for table in tables:
        if meeting and event:
            values = {"name": meeting.name, "date": meeting.date, "kind": meeting.kind}
            said = {key: (value,) for key, value in values.items() if value}
            result.rows.append(EntityRow("Event", event.key, said, place=table.sheet))
        _Reader(table, schema, result, event, known, sbi_edition, as_of).read()
    return result


class _Reader:
    """Reads one table into the result of the whole input."""

    _named = frozenset({"name", "last", "organisation", "display"})
    """Fields of which one tells of whom a row is; a list with addresses alone has names made of them."""

    def __init__(
        self,
        table: Table,
        schema: Schema,
        result: Understood,
        event: Ref | None,
        reference: Reference,
        sbi_edition: str,
        as_of: str,
    ) -> None:
        self.table, self.schema, self.result, self.event = table, schema, result, event
        self._reference, self._sbi_edition, self._as_of = reference, sbi_edition, as_of
        self._cells = ListColumns(table, result, reference, present=event is not None)
        self.columns, self._cell = self._cells.columns, self._cells.cell
        self._noted = False
        self._unmanned: dict[str, list[str]] = defaultdict(list)
        """Organisations of rows without a person, by the columns about people in which something stands."""

    def read(self) -> None:
        if project_columns.is_of_projects(self.table):
            said = {"columns": ", ".join(self.table.columns), "name": self.table.file}
            self._problem("list-of-projects", None, **said)
            return
        if not self._named & set(self.columns) and "email" not in self.columns:
            self._problem("no-name-column", None, columns=", ".join(self.table.columns))
            return
        self.table = replace(self.table, rows=self._cells.put_right())
        self._organisations = ListedOrganisations(
            self.table, self.columns, self._cell, self.schema, self.result, self._reference, self._sbi_edition
        )
        self._roles = ListedRoles(
            self.table, self.columns, self._cell, self.schema, self.result, self.event, self._as_of
        )
        self._nameless()
        for line in self.table.rows:
            self.result.rows.extend(self._row(line))
        for column, organisations in self._unmanned.items():
            told = {"column": column, "names": few(list(dict.fromkeys(organisations)), _SHOWN)}
            self.result.doubtful.append(Doubtful("details-of-nobody", told, self.table.name))
        self._organisations.tell_unknown()
        self._roles.tell()

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
        name = self._name(line)
        email = self._email(line)
        if organisation:
            yield from organisation[1]
        else:
            self._homeless(line, place)
        if not name:
            self._roles.of_nobody(line)
            if not organisation and self._address(line):
                self.result.doubtful.append(Doubtful("box", {"address": self._address(line)}, place))
            elif not organisation and not any(self._cell(line, field) for field in _SAYS):
                self.result.doubtful.append(Doubtful("row-of-nobody", {}, place))
            elif not organisation:
                self._problem("row-without-name", line)
            elif self._named & set(self.columns):
                for field in (f for f in _ABOUT_PEOPLE if self._cell(line, f)):
                    self._unmanned[self.columns[field]].append(self._cell(line, "organisation"))
            return
        if not self._named & set(self.columns):
            told = {"address": self._address(line), "name": name}
            self.result.doubtful.append(Doubtful("name-from-address", told, place))
        nobody = written_names.is_only_remark(name) or seat_state(name)
        if nobody or is_held_at(name, self._cell(line, "organisation")):
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
            key = self._keys[line.number] if len(names) == 1 else f"{self._keys[line.number]}|{number}"
            own = [address for address, owners in whose.items() if one in owners]
            roles = self._roles.told(line, one, organisation)
            yield EntityRow("Person", key, self._person_values(line, one, own, place, roles), place=place)
            yield from self._roles.of(line, Ref("Person", key), organisation, name, roles)

    def _homeless(self, line: TableRow, place: str) -> None:
        """Say which cells about an organisation are left out because the row names none."""
        left = [
            self.columns[f]
            for f in ABOUT
            if self._cell(line, f) and not (f == "url" and self._linkedin(line))
        ]
        if self._cell(line, "role") and not self._roles.is_in_body(line):
            left.append(self.columns["role"])
        if left:
            self.result.doubtful.append(Doubtful("no-organisation", {"columns": ", ".join(left)}, place))

    @cached_property
    def _keys(self) -> dict[int, str]:
        """The key of the person of each row: name and address, and a number where rows share these.

        A column with ids tells which rows are of one person, unless it only counts the rows. Other rows are never
        joined unasked. The number follows what the rows say, not their order, so that the same rows in another order
        are the same people.
        """
        ids = [self._cell(line, "key") for line in self.table.rows]
        counting = all(ident.isdecimal() for ident in ids) and len(set(ids)) == len(ids)
        alike: dict[str, list[TableRow]] = defaultdict(list)
        found: dict[int, str] = {}
        for line in self.table.rows:
            if (ident := self._cell(line, "key")) and not counting:
                found[line.number] = f"{ident}|{self._name(line)}"
                continue
            alike[f"{self._name(line)}|{self._address(line)}"].append(line)
        for key, rows in alike.items():
            for number, line in enumerate(sorted(rows, key=lambda row: sorted(row.cells.items())), 1):
                found[line.number] = key if number == 1 else f"{key}|{number}"
        return found

    def _name(self, line: TableRow) -> str:
        """Return a name: of its parts where the surname stands apart, else as a whole, else as the address tells it."""
        first, middle = self._cell(line, "first") or self._cell(line, "initials"), self._cell(line, "middle")
        infix, last = self._cell(line, "infix"), self._cell(line, "last")
        if middle and all(fold(word) in listed("tussenvoegsels") for word in middle.split()):
            infix, middle = f"{infix} {middle}".strip(), ""  # exporters have no place for a tussenvoegsel
        parts = " ".join(part for part in (first, middle, infix, last) if part) if last else ""
        whole = self._cell(line, "name") or self._cell(line, "display")
        if parts and (first or not whole):
            return parts
        return (
            whole
            or parts
            or first
            or (
                ""
                if {"name", "last", "organisation", "display"} & set(self.columns)
                else self._from_address(line)
            )
        )

    def _from_address(self, line: TableRow) -> str:
        """Return what the address tells of a name, in a list that has addresses only; a shared mailbox tells nobody."""
        address = self._address(line)
        return (
            ""
            if not address or contact_details.is_shared_box(address)
            else contact_details.name_told(address)
        )

    def _email(self, line: TableRow) -> list[str]:
        fault = self._email_fault(line)
        if fault:
            self._problem(fault.key, line, self.columns["email"], **fault.values)
        return self._addresses(line)

    def _addresses(self, line: TableRow) -> list[str]:
        """Return the e-mail addresses of a row as written, none for what is none."""
        cell = self._email_cell(line)
        if not cell or self._email_fault(line):
            return []
        return re.findall(r"[^\s;,<>]+@[^\s;,<>]+", cell) or [cell]

    def _address(self, line: TableRow) -> str:
        """Return the first e-mail address of a row, "" for none."""
        return "".join(self._addresses(line)[:1])

    def _email_cell(self, line: TableRow) -> str:
        return contact_details.with_at(self._cell(line, "email").removeprefix("mailto:"))

    def _email_fault(self, line: TableRow) -> Fault | None:
        """Return what is wrong with a cell that is no address, or holds one that is none."""
        cell = self._email_cell(line)
        spec = self.schema.types["Person"].properties["email"]
        found = re.findall(r"[^\s;,<>]+@[^\s;,<>]+", cell) or ([cell] if cell else [])
        return next((fault for part in found if (fault := self.schema.fault(spec, part))), None)

    def _person_values(
        self, line: TableRow, name: str, emails: Sequence[str], place: str, told_roles: Roles
    ) -> dict[str, tuple[str, ...]]:
        """Return what a row says of a person; what stands beside her name is a remark unless it is one of her roles."""
        shown = written_names.natural(name)
        remark = "" if told_roles.beside else shown.remark
        notes = [
            self._cell(line, "note"),
            remark,
            self._department(line),
            self._without_employer(line, place),
        ]
        if remark:
            told = {"name": shown.name, "remark": remark}
            self.result.doubtful.append(Doubtful("name-remark", told, place))
        found = {
            "name": [shown.name], "email": emails, "phone": self._phones(line),
            "title": [self._cell(line, "title") or shown.title], "linkedin": [self._linkedin(line)],
            "note": ["; ".join(filter(None, notes))],
        }  # fmt: skip
        return {prop: tuple(kept) for prop, values in found.items() if (kept := [v for v in values if v])}

    def _department(self, line: TableRow) -> str:
        """Return the department as a note, with its heading, for which the model has no place; that is told once."""
        said = self._cell(line, "department")
        if not said:
            return ""
        column = self.columns["department"]
        if not self._noted:
            self._noted = True
            self.result.doubtful.append(Doubtful("department-noted", {"column": column}, self.table.name))
        return f"{column}: {said}"

    def _without_employer(self, line: TableRow, place: str) -> str:
        """Return what a row says in place of an organisation ("zzp'er") as a note, with its heading; it is told."""
        said = self._cell(line, "organisation")
        if not said or not is_none(said):
            return ""
        column = self.columns["organisation"]
        self.result.doubtful.append(
            Doubtful("no-organisation-word", {"value": said, "column": column}, place)
        )
        return "" if fold(said) in ("geen", "none") else f"{column}: {said}"

    def _linkedin(self, line: TableRow) -> str:
        """Return the page of a person, also where it stands in a column of its own for any page."""
        said = self._cell(line, "linkedin") or next(
            (u for u in [self._cell(line, "url")] if "linkedin." in u.casefold()), ""
        )
        return f"https://{said}" if said and "://" not in said else said

    def _phones(self, line: TableRow) -> list[str]:
        """Return the numbers of a cell: one as written, with the zero that a spreadsheet takes off, several apart."""
        several = self._cells.several(line, "phone")
        phone = several[0] if several else ""
        found = dict.fromkeys(
            number for cell in several for number in contact_details.phones(cell) or (cell,)
        )
        if len(found) > 1:
            return list(found)
        return [f"0{phone}" if re.fullmatch(r"[1-9]\d{8}", phone) else phone]
