"""Contacts that stand beside each other in one row of a list, as its headings tell: "Contactpersoon 2" with "E-mail 2", or "Voorzitter" and "Secretaris".

Such a table is read as one list for each contact, beside the organisation and the body of the row; how is told.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dtz_network.intake.body_roles import IN_BODY, BodyRoles
from dtz_network.intake.empty_cells import says_nothing
from dtz_network.intake.names_in_text import is_person
from dtz_network.intake.readers import header
from dtz_network.intake.readers.table import Table
from dtz_network.matching import written_names
from dtz_network.model.schema import Schema

_SHARED = ("organisation", "organisation_type", "brin", "body", "present")
"""Fields that hold for every contact of a row."""
_OFFICES = ("chair", "vice_chair", "secretary", "treasurer", "director", "mayor", "alderman", "clerk")
"""Roles that a column may be headed by with the name of who has it below; an account manager is of another organisation."""
_NUMBER = re.compile(
    r"^(?:(?P<word>tweede|second|derde|third)|(?P<before>[1-9])e?)\s+(?P<rest>\S.*)$"
    r"|^(?P<front>\S.*?)\s*[-_]?\s*\(?(?P<behind>[1-9])\)?(?:\s*[-_]?\s+(?P<end>\S.*))?$",
    re.IGNORECASE,
)
_WORDS = {"tweede": "2", "second": "2", "derde": "3", "third": "3"}
_FIRST = "1"
_CALLED = ("contactpersoon", "contact", "person", "persoon", "deelnemer", "attendee")
"""Words of a heading that say that a person is named."""


@dataclass(frozen=True)
class Beside:
    """One contact of every row, as a table of its own.

    Attributes:
        meant: the field of each column of which the heading alone does not tell it.
        which: tells the contacts apart, "" for the first.
        columns: those that are of this contact only.
        others: numbers of the rows that name another contact.
    """

    table: Table
    meant: Mapping[str, str] = field(default_factory=dict)
    which: str = ""
    columns: tuple[str, ...] = ()
    others: frozenset[int] = frozenset()


def apart(table: Table, schema: Schema) -> list[Beside]:
    """Return a table by contact, the first one with all that is not of another; mostly there is one."""
    found = _Headings(table, schema)
    contacts = {which: fields for which, fields in found.contacts.items() if found.names_people(fields)}
    if not contacts:
        return [Beside(table)]
    named = {which: frozenset(_rows_of(table, fields)) for which, fields in contacts.items()}
    first, of_first = dict(found.first), ""
    if not header.TELLING & set(found.shared(table.columns).values()):
        of_first = next(iter(contacts))
        first |= contacts.pop(of_first)
    taken = {column for fields in contacts.values() for column in fields}
    left = [column for column in table.columns if column not in taken]
    others = frozenset[int]().union(*(named[which] for which in contacts))
    shared = found.shared(left)
    side = Beside(_of_columns(table, left), first, others=others)
    sides = [_with_office(side, found.offices.get(of_first, ""), of_first, shared)]
    for which, fields in contacts.items():
        beside = {column: name for column, name in shared.items() if name not in fields.values()}
        lines = _of_columns(table, [*beside, *fields])
        side = Beside(lines, {**beside, **fields}, which, tuple(fields), named[which])
        sides.append(_with_office(side, found.offices.get(which, ""), which, shared))
    return sides


def _with_office(side: Beside, code: str, office: str, shared: Mapping[str, str]) -> Beside:
    """Return a contact with the role that its columns are headed by, in the body of the row or at the organisation."""
    if not code or {"role", "body_role"} & set(side.meant.values()):
        return side
    column = f"functie {office}"
    names = [heading for heading, name in side.meant.items() if name == "name"]
    rows = [
        replace(row, cells={**row.cells, column: office if any(map(row.get, names)) else ""})
        for row in side.table.rows
    ]
    table = replace(side.table, columns=[*side.table.columns, column], rows=rows)
    role = "body_role" if "body" in shared.values() and code in IN_BODY else "role"
    return replace(side, table=table, meant={**side.meant, column: role})


def _of_columns(table: Table, columns: Sequence[str]) -> Table:
    """Return a table with some of its columns, in their order."""
    kept = [column for column in table.columns if column in columns]
    rows = [replace(row, cells={c: row.get(c) for c in kept}, raw=_only(row.raw, kept)) for row in table.rows]
    return replace(table, columns=kept, rows=rows)


def _only(cells: Mapping[str, str], columns: Sequence[str]) -> dict[str, str]:
    return {column: cell for column, cell in cells.items() if column in columns}


def _rows_of(table: Table, columns: Mapping[str, str]) -> Iterator[int]:
    """Yield the numbers of the rows in which something stands of a contact."""
    for row in table.rows:
        if any(not says_nothing(row.get(column).strip()) for column in columns):
            yield row.number


class _Headings:
    """The headings of a table by contact: of each its columns, with the field of each column."""

    def __init__(self, table: Table, schema: Schema) -> None:
        self.table = table
        self._roles = BodyRoles(schema)
        self.contacts: dict[str, dict[str, str]] = defaultdict(dict)
        self.offices: dict[str, str] = {}
        self.first: dict[str, str] = {}
        for column in table.columns:
            self._take(column)

    def _take(self, column: str) -> None:
        number, rest = _numbered(column)
        named = self._office(column) if not header.meaning(column) else None
        meant = _field(rest) if number else ""
        if number == _FIRST and meant:
            self.first[column] = header.meaning(column) or meant
        elif number and meant:
            self.contacts[number][column] = meant
        elif named and (meant := _field(named[2]) if named[2] else "name"):
            self.contacts[named[0]][column] = meant
            self.offices[named[0]] = named[1]

    def _office(self, heading: str) -> tuple[str, str, str] | None:
        """Return the role that a heading names, its code, and what is left of the heading; None for none."""
        words = heading.split()
        for place in range(len(words)):
            for role, rest in (
                (words[place:], words[:place]),
                (words[: len(words) - place], words[len(words) - place :]),
            ):
                code = self._roles.code(" ".join(role))
                if code in _OFFICES:
                    return " ".join(role).casefold(), code, " ".join(rest)
        return None

    def names_people(self, fields: Mapping[str, str]) -> bool:
        """Return whether the columns of a contact name somebody: by their heading, or by what stands in them."""
        names = [column for column, name in fields.items() if name in ("name", "last")]
        if any(fields[column] == "last" or _says_person(column) for column in names):
            return any(row.get(column).strip() for column in names for row in self.table.rows)
        cells = [
            cell for row in self.table.rows for c in names if not says_nothing(cell := row.get(c).strip())
        ]
        people = [cell for cell in cells if all(is_person(one) for one in written_names.several(cell))]
        return bool(cells) and 2 * len(people) > len(cells)

    def shared(self, columns: Sequence[str]) -> dict[str, str]:
        """Return the columns that hold for every contact of a row, each field once."""
        found: dict[str, str] = {}
        for column in columns:
            meant = self.first.get(column) or header.meaning(column) or header.guess(column) or ""
            if (meant in _SHARED or meant in header.TELLING) and meant not in found.values():
                found[column] = meant
        return found


def _says_person(heading: str) -> bool:
    return any(word in _CALLED for word in re.findall(r"[a-z]+", heading.casefold()))


def _numbered(heading: str) -> tuple[str, str]:
    """Return the number of a contact in a heading and the rest of the heading, ("", "") without one.

    >>> _numbered("Contactpersoon 2"), _numbered("2e contactpersoon"), _numbered("Contact 2 - e-mail"), _numbered("E-mail")
    (('2', 'Contactpersoon'), ('2', 'contactpersoon'), ('2', 'Contact e-mail'), ('', ''))
    """
    found = _NUMBER.match(heading.strip())
    if found is None:
        return "", ""
    if found["rest"]:
        return _WORDS.get((found["word"] or "").casefold()) or found["before"], found["rest"]
    return found["behind"], " ".join(filter(None, (found["front"], found["end"])))


def _field(heading: str) -> str:
    return header.meaning(heading) or header.guess(heading) or ""
