"""The columns of a contact list: which field each is, and its cells with what stands in the wrong place put right.

Every guess is told: a heading that is understood by a part of it, cells that are exchanged, cells that repeat the one above.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import takewhile

from dtz_network import language
from dtz_network.intake import no_person, sections
from dtz_network.intake.column_meanings import MANY, ColumnMeanings
from dtz_network.intake.empty_cells import says_nothing
from dtz_network.intake.names_in_text import is_person
from dtz_network.intake.offices import office
from dtz_network.intake.readers.delimited import DITTO
from dtz_network.intake.readers.table import Table, TableRow
from dtz_network.intake.reference import Reference
from dtz_network.intake.rows import Doubtful, Understood
from dtz_network.intake.written_roles import split_role
from dtz_network.matching import written_names
from dtz_network.matching.columns import straightened
from dtz_network.matching.person_records import Person
from dtz_network.matching.spelling import letters

_AS_ABOVE = {DITTO, "id.", "idem.", "ditto", '"', "''", "″", "”", "〃", "zie boven", "as above"}
_SHOWN = 12
_OF_MUNICIPALITY = re.compile(r"^(?:gemeenteraad|gemeente|gem\.)\s+(?:van\s+)?", re.IGNORECASE)
_INTERNAL = ("/o=", "/O=", "EX:/o=")
"""How an address begins that Outlook writes of a colleague on the same server."""
_STREET = re.compile(r"^\D{3,}\s\d{1,4}\s?[a-zA-Z]?$|^\d{4}\s?[A-Z]{2}\b|^Postbus\s\d")
"""A line with a street and a number, a postcode or a box."""
_AT = re.compile(r"\s(?:bij|at)\s", re.IGNORECASE)
_BRACKETED = re.compile(r"\(([^()]+)\)")
_QUOTED = re.compile(r"[\"“„'‘]([^\"“”„'‘’]+)[\"”'’]")
_POSTCODE = re.compile(r"^\s*(\d{4}\s?(?:[A-Z]{2}|[a-z]{2})(?!\w)|\d{4,5})?\s*(.*)$")


class ListColumns:
    """The columns of one table by field; ``columns`` has the heading of each.

    With ``present`` a column tells who was at a meeting; else it is not understood. ``meant`` has the field of columns
    of which the heading alone does not tell it.
    """

    def __init__(
        self,
        table: Table,
        result: Understood,
        reference: Reference,
        *,
        present: bool,
        meant: Mapping[str, str] | None = None,
    ) -> None:
        self.table, self._result, self._reference = table, result, reference
        self._apart = bool(meant)
        self._meanings = ColumnMeanings(table, result, present=present, meant=meant)
        self.columns = self._meanings.columns
        self._read_as: dict[tuple[int, str], str] = {}
        self._told: set[str] = set()

    def put_right(self) -> list[TableRow]:
        """Return the rows with cells that stand in each other's column exchanged, and repeated ones filled in; each is told."""
        rows = {str(line.number): line for line in self._repeated(self.table.rows)}
        if {"email", "phone"} <= set(self.columns):
            for ident, line in rows.items():
                if "@" in self.cell(line, "phone") and "@" not in self.cell(line, "email"):
                    rows[ident] = self._exchanged(line, "email", "phone")
        if {"name", "organisation"} <= set(self.columns):
            listed = [self._listed(ident, line) for ident, line in rows.items() if self.cell(line, "name")]
            turned = sorted(straightened(listed)[1], key=int)
            for ident in turned:
                rows[ident] = self._exchanged(rows[ident], "name", "organisation", told=len(turned) <= _SHOWN)
            if len(turned) > _SHOWN:
                one, other = (self.columns[field_name] for field_name in ("name", "organisation"))
                told = {"one": one, "other": other, "n": len(turned), "rows": language.few(turned, _SHOWN)}
                self._result.doubtful.append(Doubtful("columns-exchanged", told, self.table.name))
        kept = list(self._below_headings(rows.values()))
        for line in kept:
            self._take_office(line)
            self._take_organisation(line)
        return kept

    def _below_headings(self, rows: Iterable[TableRow]) -> Iterator[TableRow]:
        """Yield the rows without the headings between them, which are told; one that is an organisation is that of the rows below that name none."""
        if len(self.columns) < 2 or self._apart:
            yield from rows
            return
        headings: list[str] = []
        first = next((c for f in ("name", "last", "first", "display") if (c := self.columns.get(f))), "")
        for section in sections.apart(rows, lambda line: line.get(first), self._reference):
            without = [line for line in section.rows if not self.cell(line, "organisation")]
            if section.organisation and without:
                for line in without:
                    self._read_as[line.number, "organisation"] = section.text
                told = {
                    "text": section.text,
                    "rows": language.few([str(line.number) for line in without], _SHOWN),
                }
                self._result.doubtful.append(
                    Doubtful("section-organisation", told, self.table.where(section.heading))
                )
            elif section.organisation:
                yield section.heading
            elif section.text:
                headings.append(section.text)
            yield from section.rows
        if headings:
            told = {"texts": language.few(headings, _SHOWN)}
            self._result.doubtful.append(Doubtful("section-headings", told, self.table.name))

    def _take_organisation(self, line: TableRow) -> None:
        """Read a name that tells that it is an organisation as that, where the row names no other; it is told."""
        whole = self.cell(line, "name") or self.cell(line, "display")
        parts = [self.cell(line, part) for part in ("first", "infix", "last")]
        name = whole or " ".join(filter(None, parts))
        if not name or self.cell(line, "organisation") or not no_person.is_organisation(name):
            return
        for part in ("name", "display", "first", "initials", "infix", "last"):
            self._read_as[line.number, part] = ""
        self._read_as[line.number, "organisation"] = name
        self._result.doubtful.append(Doubtful("name-organisation", {"text": name}, self.table.where(line)))

    def _take_office(self, line: TableRow) -> None:
        """Read "wethouder Nunspeet" in place of an organisation, or with a name that has none, as the role and the organisation; it is told."""
        organisation, name = self.cell(line, "organisation"), self.cell(line, "name")
        written = organisation or written_names.natural(name).remark
        if not organisation and (beside := self.cell(line, "role")) and not self.cell(line, "body"):
            self._take_employer(line, beside)
        found = office(written, self._reference) if written else None
        if written and not found and not organisation and no_person.is_organisation(written):
            self._take_beside(line, name, written)
        if not found:
            return
        role = self.cell(line, "role") or found[0]
        name = name if organisation else name.replace(written, "").strip(" ,;()–-")
        for field_name, value in (("role", role), ("organisation", found[1]), ("name", name)):
            self._read_as[line.number, field_name] = value
        told = {"text": written, "role": found[0], "organisation": found[1]}
        self._result.doubtful.append(Doubtful("office-read", told, self.table.where(line)))

    def _take_beside(self, line: TableRow, name: str, written: str) -> None:
        """Read an organisation that tells itself and stands with a name, where the row names no other, as where she works; it is told."""
        shown = written_names.natural(name)
        inside = _BRACKETED.search(name)
        written = inside[1].strip() if inside and letters(inside[1]) == letters(written) else written
        self._read_as[line.number, "organisation"] = written
        self._read_as[line.number, "name"] = f"{shown.title} {shown.name}".strip()
        told = {"text": written, "name": shown.name}
        self._result.doubtful.append(Doubtful("employer-beside", told, self.table.where(line)))

    def _take_employer(self, line: TableRow, written: str) -> None:
        """Read "docent bij Esdal College" in the column of the roles, where no organisation is named, as both; it is told."""
        if not (found := _AT.search(written) and split_role(written)):
            return
        self._read_as[line.number, "role"], self._read_as[line.number, "organisation"] = found
        told = {"text": written, "role": found[0], "organisation": found[1]}
        self._result.doubtful.append(Doubtful("office-read", told, self.table.where(line)))

    def _repeated(self, rows: Iterable[TableRow]) -> list[TableRow]:
        """Return rows in which a cell that says "idem" has what stands above it."""
        found: list[TableRow] = []
        told = list[int]()
        for line in rows:
            above = found[-1].cells if found else {}
            filled = {
                column: above.get(column, "")
                for column in self.columns.values()
                if line.get(column).strip().casefold() in _AS_ABOVE
            }
            told += [line.number] if filled else []
            found.append(replace(line, cells={**line.cells, **filled}) if filled else line)
        if told:
            shown = language.few([*map(str, told)], _SHOWN)
            self._result.doubtful.append(Doubtful("cells-repeated", {"rows": shown}, self.table.name))
        return found

    def _listed(self, ident: str, line: TableRow) -> Person:
        organisation, email = self.cell(line, "organisation"), self.cell(line, "email")
        organisations = (organisation,) if organisation else ()
        return Person(ident, self.cell(line, "name"), organisations=organisations, emails=(email,))

    def _exchanged(self, line: TableRow, one: str, other: str, *, told: bool = True) -> TableRow:
        first, second = self.columns[one], self.columns[other]
        if told:
            said = {"one": first, "other": second, "value": self.cell(line, one) or self.cell(line, other)}
            self._result.doubtful.append(Doubtful("cells-exchanged", said, self.table.where(line)))
        return replace(line, cells={**line.cells, first: line.get(second), second: line.get(first)})

    def cell(self, line: TableRow, field_name: str) -> str:
        """Return what a row says of a field, "" for nothing; several addresses or numbers in one text."""
        if field_name in MANY:
            return MANY[field_name].join(self.several(line, field_name))
        if (line.number, field_name) in self._read_as:
            return self._read_as[line.number, field_name]
        column = self.columns.get(field_name)
        cell = _in_one_line(line.get(column), field_name) if column is not None else ""
        if field_name == "organisation" and "\n" in line.get(column or ""):
            cell = self._without_address(line, column or "") or cell
        if (
            column is not None
            and field_name in ("postcode", "place")
            and self.columns.get("postcode") == self.columns.get("place")
        ):
            code, town = _apart(cell)
            cell = code if field_name == "postcode" else town
        if says_nothing(cell):
            return ""
        return _council_of(cell) if field_name == "body" and self._meanings.councils else cell

    def several(self, line: TableRow, field_name: str) -> list[str]:
        """Return addresses or numbers of all their columns, those for home only where there are no others; what is left out is told."""
        work, home = dict[str, None](), dict[str, str]()
        for column in filter(None, (self.columns.get(field_name), *self._meanings.more[field_name])):
            kind = line.get(self._meanings.kinds.get(column, "")).casefold()
            for part in line.get(column).split(" ::: "):  # Google's way to put several in a cell
                value = " ".join(part.split())
                if says_nothing(value) or any(word in kind for word in ("fax", "pager")):
                    continue
                if value.startswith(_INTERNAL):
                    self._tell_once(column)
                elif any(word in kind for word in ("home", "thuis", "priv")):
                    home[value] = f"{column} ({kind.strip('* ')})"
                else:
                    work[value] = None
        if work:
            left = [column for column in home.values() if column not in self._told]
            self._result.not_read.extend(dict.fromkeys(left))
            self._told.update(left)
        return list(work or home)

    def _without_address(self, line: TableRow, column: str) -> str:
        """Return the lines of a cell above those with a street or a postcode, which are told; "" where there are none."""
        lines = [" ".join(part.split()) for part in line.get(column).splitlines() if part.strip()]
        above = list(takewhile(lambda one: not _STREET.search(one), lines))
        left = " / ".join(lines[len(above) :])
        if not above or not left:
            return ""
        if (where := f"{line.number} {column}") not in self._told:
            self._told.add(where)
            said = {"column": column, "value": left}
            self._result.doubtful.append(Doubtful("address-in-name", said, self.table.where(line)))
        return " ".join(above)

    def _tell_once(self, column: str) -> None:
        """Tell once that addresses that hold inside a mail server only are left out."""
        if column not in self._told:
            self._told.add(column)
            self._result.doubtful.append(Doubtful("address-internal", {"column": column}, self.table.name))


def _in_one_line(cell: str, field_name: str) -> str:
    """Return a cell in one line, quotes around the whole of a name left out; of names below each other each stays one.

    >>> _in_one_line("Jan Bos\\nEls Vos", "name"), _in_one_line("Jan\\nBos", "name"), _in_one_line("“Groen” BV", "organisation")
    ('Jan Bos; Els Vos', 'Jan Bos', '“Groen” BV')
    """
    lines = [" ".join(part.split()) for part in cell.splitlines() if part.strip()]
    each = field_name == "name" and len(lines) > 1 and all(is_person(one) for one in lines)
    text = ("; " if each else " ").join(lines)
    quoted = field_name in ("name", "organisation") and _QUOTED.fullmatch(text)
    return quoted[1].strip() if quoted else text


def _council_of(municipality: str) -> str:
    """Return the council of a municipality.

    >>> _council_of("gemeente Emmen"), _council_of("Emmen"), _council_of("Gemeenteraad Emmen")
    ('Gemeenteraad Emmen', 'Gemeenteraad Emmen', 'Gemeenteraad Emmen')
    """
    return f"Gemeenteraad {_OF_MUNICIPALITY.sub('', municipality)}"


def _apart(cell: str) -> tuple[str, str]:
    """Return postcode and place of a cell that holds both.

    >>> _apart("7901AB HOOGEVEEN"), _apart("7901 Hoogeveen"), _apart("3732 De Bilt"), _apart("Zwolle")
    (('7901AB', 'HOOGEVEEN'), ('7901', 'Hoogeveen'), ('3732', 'De Bilt'), ('', 'Zwolle'))
    """
    found = _POSTCODE.match(cell)
    return (found[1] or "", found[2]) if found else ("", cell)
