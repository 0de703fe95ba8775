"""What a column of a contact list holds where its heading does not tell it: addresses, numbers, organisations, people, roles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dtz_network.intake.empty_cells import says_nothing
from dtz_network.intake.names_in_text import is_person
from dtz_network.intake.project_columns import names_organisations
from dtz_network.intake.readers import header
from dtz_network.intake.readers.table import Table
from dtz_network.intake.written_roles import is_role
from dtz_network.matching import contact_details, written_names

_NAMING = (
    "lid", "leden", "member", "members", "bestuurslid", "bestuursleden", "vertegenwoordiger", "vertegenwoordigers", "representative",
    "afgevaardigde", "delegate", "genodigde", "genodigden", "invitee", "gast", "guest", "spreker", "speaker", "bezoeker", "visitor",
    "participant", "wie", "who", "medewerker", "employee", "deelnemers",
    "attendees", "participants", "aanwezigen",
)  # fmt: skip
"""Headings of columns that may name people, or else something of theirs."""
_MOST = 0.75
"""So many of the cells have to be of one kind."""


def told(table: Table, columns: Iterable[str], found: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield columns, each with the field that its cells tell, for the fields that no column has yet; what a list without headings has is told by its cells alone."""
    bare, known = not header_is_read(table), set(found)
    for column in columns:
        cells = [
            cell
            for line in table.rows
            if not says_nothing(cell := " ".join(line.get(column).split()))
        ]  # fmt: skip
        field = _field(cells, column, known, bare=bare) if cells else ""
        if field:
            known.add(field)
            yield column, field


def header_is_read(table: Table) -> bool:
    """Return whether a table has headings of its own, and no letters instead of them."""
    return "no-header" not in table.notes


def _field(cells: Sequence[str], column: str, known: set[str], *, bare: bool) -> str:
    if bare and "email" not in known and _most("@" in cell for cell in cells):
        return "email"
    if bare and "phone" not in known and _most(bool(contact_details.phones(cell)) for cell in cells):
        return "phone"
    unnamed = known.isdisjoint(("name", "first", "last", "display"))
    if unnamed and (bare or header.squeeze(column) in _NAMING) and _most(map(_is_name, cells)):
        return "name"
    if bare and "role" not in known and _most(map(is_role, cells)):
        return "role"
    if "organisation" not in known and (bare or not unnamed) and names_organisations(cells):
        return "organisation"
    return ""


def _is_name(cell: str) -> bool:
    shown = written_names.natural(cell)
    return bool(shown.title) or is_person(shown.name)


def _most(said: Iterable[bool]) -> bool:
    found = list(said)
    return sum(found) >= _MOST * len(found)
