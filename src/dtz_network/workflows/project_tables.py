"""Tables of projects as a past to test proposals on: who took part in what from when, and what it was about.

A table with a column of projects and one of organisations says who took part; one with projects and no
organisations says what they were about. Columns are recognised by their heading, or told by ``--column``.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dtz_network.analysis.introducing.dated import Dated, Row, of_rows
from dtz_network.analysis.introducing.facets import Facet, FacetKind
from dtz_network.errors import InputError
from dtz_network.intake.readers import files
from dtz_network.intake.readers.header import squeeze
from dtz_network.intake.readers.table import Table, TableRow
from dtz_network.intake.written_dates import as_date
from dtz_network.model.network import fold

_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "project": ("project", "initiatief", "initiative", "projectnaam", "projectnummer"),
    "organisation": (
        "organisation",
        "organization",
        "organisatie",
        "partner",
        "partners",
        "deelnemer",
        "participant",
    ),
    "start": ("start", "begin", "startdatum", "startdate", "begindatum", "startjaar", "jaar", "year"),
    "theme": ("theme", "themes", "thema", "themas", "sector", "sectoren"),
    "place": ("municipality", "gemeente", "place", "plaats", "region", "regio"),
    "fund": ("fund", "scheme", "fonds", "regeling", "programma", "programme"),
    "body": ("body", "overleg"),
}
_FACETS: tuple[FacetKind, ...] = ("theme", "place", "fund", "body")
KINDS = (*_HEADINGS, "within")
_APART = re.compile(r"[;|\n]+")


@dataclass
class _Found:
    """What the tables said so far."""

    taking_part: list[tuple[str, str, str]] = field(default_factory=list)
    starts: dict[str, str] = field(default_factory=dict)
    facets: dict[str, set[Facet]] = field(default_factory=lambda: defaultdict(set))


def read(paths: Sequence[Path], columns: Mapping[str, Sequence[str]]) -> dict[str, Dated]:
    """Return the dated participations of some tables, by the value of the column ``within`` ("" without).

    Args:
        paths: tables; joined by project.
        columns: kind (one of ``KINDS``) to headings, or how these begin.

    Raises:
        InputError: no such column, or no table with projects and organisations, or no dates.
    """
    unknown = [kind for kind in columns if kind not in KINDS]
    if unknown:
        raise InputError("project-table-kind", kind=unknown[0], known=", ".join(KINDS))
    tables = [table for path in paths for table in files.read(path).tables]
    used = [(table, _columns(table, columns)) for table in tables]
    _all_found(columns, tables)
    found: dict[str, _Found] = defaultdict(_Found)
    about = _Found()
    for table, of in used:
        for row in table.rows if of["project"] else ():
            _take(row, of, found, about)
    parts = {name: of_rows(list(_rows(part, about))) for name, part in sorted(found.items())}
    if not parts:
        raise InputError("project-table-columns", files=", ".join(path.name for path in paths))
    if not any(part.first_years for part in parts.values()):
        raise InputError("project-table-dates", files=", ".join(path.name for path in paths))
    return parts


def _columns(table: Table, told: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return the columns of a table by kind: as told, else by their heading."""
    made: dict[str, list[str]] = {}
    for kind in KINDS:
        if kind in told:
            made[kind] = [c for heading in told[kind] for c in table.columns if _begins(c, heading)]
        else:
            made[kind] = [c for c in table.columns if squeeze(c) in _HEADINGS.get(kind, ())]
    return made


def _begins(column: str, heading: str) -> bool:
    return squeeze(column).startswith(squeeze(heading))


def _all_found(told: Mapping[str, Sequence[str]], tables: Sequence[Table]) -> None:
    every = [column for table in tables for column in table.columns]
    for headings in told.values():
        for heading in headings:
            if not any(_begins(column, heading) for column in every):
                raise InputError(
                    "project-table-column", column=heading, known=", ".join(dict.fromkeys(every))
                )


def _take(row: TableRow, of: Mapping[str, Sequence[str]], found: dict[str, _Found], about: _Found) -> None:
    project = fold(next((row.get(column) for column in of["project"] if row.get(column)), ""))
    if not project:
        return
    start = next((date for column in of["start"] if (date := as_date(row.get(column)))), "")
    if start:
        about.starts[project] = min(about.starts.get(project, start), start)
    for kind in _FACETS:
        about.facets[project].update(Facet(kind, fold(part)) for part in _parts(row, of[kind]))
    within = next((row.get(column) for column in of["within"]), "")
    for organisation in _parts(row, of["organisation"]):
        found[within].taking_part.append((project, _name(organisation), start))


def _parts(row: TableRow, columns: Iterable[str]) -> Iterator[str]:
    for column in columns:
        yield from (part.strip() for part in _APART.split(row.get(column)) if part.strip())


def _name(text: str) -> str:
    return fold(text).rstrip(" .,")


def _rows(part: _Found, about: _Found) -> Iterator[Row]:
    for project, organisation, start in sorted(set(part.taking_part)):
        if organisation:
            when = start or about.starts.get(project, "")
            yield Row(project, organisation, when, tuple(sorted(about.facets[project])))


def fingerprint(paths: Sequence[Path]) -> str:
    """Return a SHA-256 over the bytes of some tables."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()
