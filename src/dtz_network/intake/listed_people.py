"""The people of a contact list: their names, addresses and numbers, and the key by which a row is known again."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from dtz_network.errors import Problem
from dtz_network.intake.list_columns import ListColumns
from dtz_network.intake.listed_organisations import is_none
from dtz_network.intake.listed_roles import Roles
from dtz_network.intake.readers import header
from dtz_network.intake.readers.table import Table, TableRow
from dtz_network.intake.rows import Doubtful, Understood
from dtz_network.matching import contact_details, person_names, written_names
from dtz_network.matching.word_lists import listed
from dtz_network.model.declared import Fault
from dtz_network.model.network import fold
from dtz_network.model.schema import Schema

_ADDRESS = re.compile(r"[^\s;,<>]+@[^\s;,<>]+")


def _infix_of(whole: str, parts: str) -> str:
    """Return the tussenvoegsel that a name as a whole has and its parts leave out: "Boer, Jan de" beside "Jan" and "Boer"."""
    name, apart = person_names.parse(whole), person_names.parse(parts)
    same = (name.surnames, name.initials[:1]) == (apart.surnames, apart.initials[:1])
    return name.tussenvoegsel if same and not apart.tussenvoegsel else ""


class ListedPeople:
    """The people of one table; ``which`` tells contacts that stand beside each other in a row apart."""

    def __init__(
        self, table: Table, cells: ListColumns, schema: Schema, result: Understood, which: str = ""
    ) -> None:
        self.table, self.columns, self._cell, self._cells = table, cells.columns, cells.cell, cells
        self.schema, self.result, self._which = schema, result, which
        self._noted = False
        self._read: dict[int, tuple[list[str], Fault | None]] = {}

    @property
    def are_named(self) -> bool:
        """Whether a column tells of whom a row is."""
        return bool(header.TELLING & set(self.columns))

    @cached_property
    def keys(self) -> dict[int, str]:
        """The key of the person of each row: name and address, and a number where rows share these.

        A column with ids tells which rows are of one person, unless it only counts the rows. Other rows are never
        joined unasked. The number follows what the rows say, not their order, so that the same rows in another order
        are the same people.
        """
        of = f"{self._which}|" if self._which else ""
        ids = [self._cell(line, "key") for line in self.table.rows]
        counting = all(ident.isdecimal() for ident in ids) and len(set(ids)) == len(ids)
        alike: dict[str, list[TableRow]] = defaultdict(list)
        found: dict[int, str] = {}
        for line in self.table.rows:
            if (ident := self._cell(line, "key")) and not counting:
                found[line.number] = f"{of}{ident}|{self.name(line)}"
                continue
            alike[f"{of}{self.name(line)}|{self.address(line)}"].append(line)
        for key, rows in alike.items():
            for number, line in enumerate(sorted(rows, key=lambda row: sorted(row.cells.items())), 1):
                found[line.number] = key if number == 1 else f"{key}|{number}"
        return found

    def name(self, line: TableRow) -> str:
        """Return a name: of its parts where the surname stands apart, else as a whole, else as the address tells it."""
        first, middle = self._cell(line, "first") or self._cell(line, "initials"), self._cell(line, "middle")
        infix, last = self._cell(line, "infix"), self._cell(line, "last")
        if middle and all(fold(word) in listed("tussenvoegsels") for word in middle.split()):
            infix, middle = f"{infix} {middle}".strip(), ""  # exporters have no place for a tussenvoegsel
        whole = self._cell(line, "name") or self._cell(line, "display")
        if first and last and not infix:
            infix = _infix_of(whole, f"{first} {last}")
        parts = " ".join(part for part in (first, middle, infix, last) if part) if last else ""
        if parts and (first or not whole):
            return parts
        return whole or parts or first or ("" if self.are_named else self._from_address(line))

    def _from_address(self, line: TableRow) -> str:
        """Return what the address tells of a name, in a list that has addresses only; a shared mailbox tells nobody."""
        address = self.address(line)
        return (
            ""
            if not address or contact_details.is_shared_box(address)
            else contact_details.name_told(address)
        )

    def email(self, line: TableRow) -> list[str]:
        """Return the e-mail addresses of a row; what is none is a problem."""
        addresses, fault = self._emails(line)
        if fault:
            at = self.table
            problem = Problem.at(
                fault.key, at.file, at.sheet, line.number, self.columns["email"], **fault.values
            )
            self.result.problems.append(problem)
        return addresses

    def address(self, line: TableRow) -> str:
        """Return the first e-mail address of a row, "" for none."""
        return "".join(self._emails(line)[0][:1])

    def _emails(self, line: TableRow) -> tuple[list[str], Fault | None]:
        """Return the e-mail addresses of a row as written, and what is wrong with one, then no addresses; read once."""
        if line.number not in self._read:
            cell = contact_details.with_at(self._cell(line, "email").removeprefix("mailto:"))
            parts = _ADDRESS.findall(cell) or ([cell] if cell else [])
            spec = self.schema.types["Person"].properties["email"]
            fault = next((wrong for part in parts if (wrong := self.schema.fault(spec, part))), None)
            self._read[line.number] = [] if fault else parts, fault
            odd = [part for part in parts if "." not in part.partition("@")[2]]
            if odd and not fault:
                told = {"address": ", ".join(odd), "column": self.columns["email"]}
                self.result.doubtful.append(Doubtful("address-odd", told, self.table.where(line)))
        return self._read[line.number]

    def values(
        self, line: TableRow, name: str, emails: Sequence[str], place: str, told_roles: Roles
    ) -> dict[str, tuple[str, ...]]:
        """Return what a row says of a person; what stands beside her name is a remark unless it is one of her roles."""
        shown = written_names.natural(name)
        remark = "" if told_roles.beside else shown.remark
        notes = [
            self._cell(line, "note"),
            remark,
            self._department(line),
            self._without_employer(line),
        ]
        if remark:
            told = {"name": shown.name, "remark": remark}
            self.result.doubtful.append(Doubtful("name-remark", told, place))
        found = {
            "name": [shown.name], "email": emails, "phone": self._phones(line),
            "title": [self._cell(line, "title") or shown.title], "linkedin": [self.linkedin(line)],
            "note": ["; ".join(filter(None, notes))],
            "do_not_approach": ["true"] if self.schema.truth(self._cell(line, "barred")) == "true" else [],
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

    def _without_employer(self, line: TableRow) -> str:
        """Return what a row says in place of an organisation ("zzp'er") as a note, with its heading."""
        said = self._cell(line, "organisation")
        if not said or not is_none(said) or fold(said) in ("geen", "none"):
            return ""
        return f"{self.columns['organisation']}: {said}"

    def linkedin(self, line: TableRow) -> str:
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
