"""The columns of a contact list: which field each is, and its cells with what stands in the wrong place put right.

Every guess is told: a heading that is understood by a part of it, cells that are exchanged, cells that repeat the one above.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace

from dtz_network import language
from dtz_network.intake.document_headings import body_named
from dtz_network.intake.empty_cells import says_nothing
from dtz_network.intake.offices import office
from dtz_network.intake.project_columns import names_organisations
from dtz_network.intake.readers import header
from dtz_network.intake.readers.delimited import DITTO
from dtz_network.intake.readers.table import Table, TableRow
from dtz_network.intake.reference import Reference
from dtz_network.intake.rows import Doubtful, Understood
from dtz_network.matching import written_names
from dtz_network.matching.columns import straightened
from dtz_network.matching.person_records import Person
from dtz_network.model.network import fold

_MANY = {"email": "; ", "phone": " / "}
"""Fields that may have several columns, and what stands between their values."""
_AS_ABOVE = {DITTO, "id.", "idem.", "ditto", '"', "''", "″", "”", "〃", "zie boven", "as above"}
_SHOWN = 12
_OF_MUNICIPALITY = re.compile(r"^(?:gemeenteraad|gemeente|gem\.)\s+(?:van\s+)?", re.IGNORECASE)
_GROUP = ("group", "groep", "gruppe", "groupe", "grupp")
_INTERNAL = ("/o=", "/O=", "EX:/o=")
"""How an address begins that Outlook writes of a colleague on the same server."""
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
        self.table, self._result, self._reference, self._present = table, result, reference, present
        self._read_as: dict[tuple[int, str], str] = {}
        self._more: dict[str, list[str]] = defaultdict(list)
        self._kinds: dict[str, str] = {}
        self._meant = meant or {}
        self._councils = False
        self._second_name = ""
        self._internal: dict[str, None] = {}
        self.columns = self._understand(table.columns)

    def _understand(self, columns: Sequence[str]) -> dict[str, str]:
        """Return the column of each field; more columns of addresses and numbers stand in ``more``.

        A column that is empty from top to bottom is not spoken of.
        """
        filled = {column for column in columns if any(line.get(column).strip() for line in self.table.rows)}
        found: dict[str, str] = {}
        unclear, private = list[str](), list[str]()
        for column in columns:
            meaning = self._meant.get(column) or header.meaning(column) or _party_beside(column, columns)
            if header.kind_of(column):
                self._kinds[header.kind_of(column)] = column
            elif header.is_private(column):
                private.append(column)
            elif meaning is None:
                unclear.append(column)
            else:
                self._take(column, meaning, found, filled)
        self._result.not_read.extend(column for column in private if column in filled)
        self._tell_unknown(unclear, found, filled)
        self._settle(found)
        return found

    def _settle(self, found: dict[str, str]) -> None:
        """Put right what columns mean beside each other, and by what stands in them."""
        if self._names_bodies(found):
            found["body"] = found.pop("membership")
        self._settle_party(found)
        self._settle_name(found)
        self._settle_organisations(found)
        if self._second_name and self._second_name not in found.values():
            told = {"column": self._second_name}
            self._result.doubtful.append(Doubtful("column-twice", told, self.table.name))
        if column := found.pop("postcode_place", ""):
            for field_name in ("postcode", "place"):
                found.setdefault(field_name, column)

    def _take(self, column: str, meaning: str, found: dict[str, str], filled: Container[str]) -> None:
        """Take a column for its field; another column of one is told, of addresses and numbers there may be more."""
        if meaning not in found or (meaning not in _MANY and found[meaning] not in filled):
            found[meaning] = column
        elif meaning in _MANY:
            self._more[meaning].append(column)
        elif meaning == "name" and column in filled and not self._second_name:
            self._second_name = column
        elif column in filled:
            self._result.doubtful.append(Doubtful("column-twice", {"column": column}, self.table.name))

    def _tell_unknown(self, unclear: Iterable[str], found: dict[str, str], filled: Container[str]) -> None:
        """Tell the columns that are not understood, guesses taken out; on a list of attendees the status is whether they come."""
        unknown = [
            column
            for column in sorted(unclear, key=header.is_of_organisation)
            if not self._guessed(column, found, filled)
        ]
        unknown += self._of_others(unknown, found)
        other = "status" if self._present else "present"
        if other in found:
            unknown.append(found.pop(other))
        if told := [column for column in unknown if column in filled]:
            self._result.doubtful.append(
                Doubtful("column-unknown", {"column": ", ".join(told)}, self.table.name)
            )

    def _names_bodies(self, found: Mapping[str, str]) -> bool:
        """Return whether the column "Lidmaatschap" names of what somebody is a member, not what kind of member she is."""
        if "membership" not in found or "body" in found:
            return False
        said = [
            cell
            for line in self.table.rows
            if not says_nothing(cell := line.get(found["membership"]).strip())
        ]
        return bool(said) and all(map(body_named, said))

    def _settle_party(self, found: dict[str, str]) -> None:
        """Leave a party out unless it is one of which somebody sits in a body; of members of a council by municipality the council is the body.

        On whose behalf somebody sits is public; of what party anybody else is, is not for here.
        """
        if "party" not in found or "body" in found:
            return
        if "municipality" in found and header.is_of_councillors(found.get("name", "")):
            found["body"] = found.pop("municipality")
            self._councils = True
            told = {"column": found["body"]}
            self._result.doubtful.append(Doubtful("column-council", told, self.table.name))
        else:
            self._result.not_read.append(found.pop("party"))

    def _settle_name(self, found: dict[str, str]) -> None:
        """Take a column "Name" beside one with first names for the surname, and beside one with surnames for the first name, where it holds no more than that."""
        other, means = ("first", "last") if "first" in found else ("last", "first")
        if "name" not in found or other not in found or means in found:
            return
        both = [(line.get(found["name"]), line.get(found[other])) for line in self.table.rows]
        both = [(fold(name), fold(part)) for name, part in both if name.strip() and part.strip()]
        if both and not any(part in name for name, part in both):
            found[means] = found.pop("name")
            told = {"column": found[means], "meaning": header.SYNONYMS[means][0]}
            self._result.doubtful.append(Doubtful("column-guessed", told, self.table.name))

    def _settle_organisations(self, found: dict[str, str]) -> None:
        """Take a column of names for that of the organisations where it holds these, and a second one for that of the people."""
        if "name" not in found or not {"organisation", "first", "last"}.isdisjoint(found):
            return
        if not names_organisations(line.get(found["name"]) for line in self.table.rows):
            return
        found["organisation"] = found.pop("name")
        if self._second_name:
            found["name"] = self._second_name
        told = {"column": found["organisation"]}
        self._result.doubtful.append(Doubtful("column-organisations", told, self.table.name))

    def _of_others(self, unread: Iterable[str], found: Mapping[str, str]) -> list[str]:
        """Take out the addresses and numbers of people whose names are not read, by their number: "Contactpersoon 2", "E-mail 2"; return them."""
        others = {_number(column) for column in unread if header.guess(column) == "name"} - {
            "",
            _number(found.get("name", "")),
        }
        left = [column for columns in self._more.values() for column in columns if _number(column) in others]
        for columns in self._more.values():
            columns[:] = [column for column in columns if column not in left]
        return left

    def _guessed(self, column: str, found: dict[str, str], filled: Container[str]) -> bool:
        """Take a column for what its heading may mean, and tell it; return whether it was taken."""
        meant = header.guess(column)
        if not meant or column not in filled:
            return False
        if (has := found.get(meant)) is None or has not in filled:
            found[meant] = column
        elif meant in _MANY and not header.is_of_organisation(column):
            self._more[meant].append(column)
        elif (
            meant == "name"
            and "display" not in found
            and not all(line.get(has).strip() for line in self.table.rows)
        ):
            found["display"] = column  # stands in where the name is empty
        else:
            return False
        values = {"column": column, "meaning": header.SYNONYMS[meant][0]}
        self._result.doubtful.append(Doubtful("column-guessed", values, self.table.name))
        return True

    def put_right(self) -> list[TableRow]:
        """Return the rows with cells that stand in each other's column exchanged, and repeated ones filled in; each is told."""
        rows = {str(line.number): line for line in self._repeated(self.table.rows)}
        if {"email", "phone"} <= set(self.columns):
            for ident, line in rows.items():
                if "@" in self.cell(line, "phone") and "@" not in self.cell(line, "email"):
                    rows[ident] = self._exchanged(line, "email", "phone")
        if {"name", "organisation"} <= set(self.columns):
            listed = [self._listed(ident, line) for ident, line in rows.items() if self.cell(line, "name")]
            for ident in sorted(straightened(listed)[1], key=int):
                rows[ident] = self._exchanged(rows[ident], "name", "organisation")
        for line in rows.values():
            self._take_office(line)
        return list(rows.values())

    def _take_office(self, line: TableRow) -> None:
        """Read "wethouder Nunspeet" in place of an organisation, or with a name that has none, as the role and the organisation; it is told."""
        organisation, name = self.cell(line, "organisation"), self.cell(line, "name")
        written = organisation or written_names.natural(name).remark
        if not written or not (found := office(written, self._reference)):
            return
        role = self.cell(line, "role") or found[0]
        name = name if organisation else name.replace(written, "").strip(" ,;()–-")
        for field_name, value in (("role", role), ("organisation", found[1]), ("name", name)):
            self._read_as[line.number, field_name] = value
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

    def _exchanged(self, line: TableRow, one: str, other: str) -> TableRow:
        first, second = self.columns[one], self.columns[other]
        told = {"one": first, "other": second, "value": self.cell(line, one) or self.cell(line, other)}
        place = self.table.where(line)
        self._result.doubtful.append(Doubtful("cells-exchanged", told, place))
        return replace(line, cells={**line.cells, first: line.get(second), second: line.get(first)})

    def cell(self, line: TableRow, field_name: str) -> str:
        """Return what a row says of a field, "" for nothing; several addresses or numbers in one text."""
        if field_name in _MANY:
            return _MANY[field_name].join(self.several(line, field_name))
        if (line.number, field_name) in self._read_as:
            return self._read_as[line.number, field_name]
        column = self.columns.get(field_name)
        cell = " ".join(line.get(column).split()) if column is not None else ""
        if (
            column is not None
            and field_name in ("postcode", "place")
            and self.columns.get("postcode") == self.columns.get("place")
        ):
            code, town = _apart(cell)
            cell = code if field_name == "postcode" else town
        if says_nothing(cell):
            return ""
        return _council_of(cell) if field_name == "body" and self._councils else cell

    def several(self, line: TableRow, field_name: str) -> list[str]:
        """Return addresses or numbers of all their columns, those for home only where there are no others."""
        work, home = dict[str, None](), dict[str, None]()
        for column in filter(None, (self.columns.get(field_name), *self._more[field_name])):
            kind = line.get(self._kinds.get(column, "")).casefold()
            for part in line.get(column).split(" ::: "):  # Google's way to put several in a cell
                value = " ".join(part.split())
                if says_nothing(value) or any(word in kind for word in ("fax", "pager")):
                    continue
                if value.startswith(_INTERNAL):
                    self._tell_internal(column)
                    continue
                (home if any(word in kind for word in ("home", "thuis", "priv")) else work)[value] = None
        return list(work or home)

    def _tell_internal(self, column: str) -> None:
        """Tell once that addresses that hold inside a mail server only are left out."""
        if column not in self._internal:
            self._internal[column] = None
            self._result.doubtful.append(Doubtful("address-internal", {"column": column}, self.table.name))


def _council_of(municipality: str) -> str:
    """Return the council of a municipality.

    >>> _council_of("gemeente Emmen"), _council_of("Emmen"), _council_of("Gemeenteraad Emmen")
    ('Gemeenteraad Emmen', 'Gemeenteraad Emmen', 'Gemeenteraad Emmen')
    """
    return f"Gemeenteraad {_OF_MUNICIPALITY.sub('', municipality)}"


def _party_beside(column: str, columns: Iterable[str]) -> str | None:
    """Return that a column "group" beside one with the body is the party there."""
    beside_body = header.squeeze(column) in _GROUP and any(header.meaning(one) == "body" for one in columns)
    return "party" if beside_body else None


def _number(heading: str) -> str:
    """Return the number that a heading ends with, "" for none."""
    found = re.search(r"\d+$", heading.strip())
    return found[0] if found else ""


def _apart(cell: str) -> tuple[str, str]:
    """Return postcode and place of a cell that holds both.

    >>> _apart("7901AB HOOGEVEEN"), _apart("7901 Hoogeveen"), _apart("3732 De Bilt"), _apart("Zwolle")
    (('7901AB', 'HOOGEVEEN'), ('7901', 'Hoogeveen'), ('3732', 'De Bilt'), ('', 'Zwolle'))
    """
    found = _POSTCODE.match(cell)
    return (found[1] or "", found[2]) if found else ("", cell)
