"""The organisations of a contact list: their type, the numbers of registers, where they are established, their sector.

Numbers are gathered from all rows that name an organisation. One that cannot be right is told and left out, one that may be
the citizen service number of a person is left out without being repeated. Where a place lies is looked up, never guessed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property

from dtz_network.errors import nearest
from dtz_network.intake import organisation_types, organisations_in_cell
from dtz_network.intake.empty_cells import names_no_organisation
from dtz_network.intake.offices import is_office
from dtz_network.intake.placing import Placing, Where
from dtz_network.intake.readers.table import Table, TableRow
from dtz_network.intake.reference import Reference
from dtz_network.intake.rows import Doubtful, EntityRow, Ref, RelationRow, Understood
from dtz_network.intake.written_numbers import whole_number
from dtz_network.language import few
from dtz_network.matching import organisation_names
from dtz_network.model import identifiers
from dtz_network.model.identifiers import Identifier
from dtz_network.model.network import fold
from dtz_network.model.schema import Schema

NUMBERS = ("kvk", "rsin", "establishment", "oin", "vat", "brin", "sbi", "postcode")
"""Fields of a list that are numbers of registers, and properties of the same name."""
ABOUT = ("sector", "municipality", "place", "url", *NUMBERS)
"""Fields of a list that say something of the organisation."""
_EDITIONS = ("2008", "2025")
_SHOWN = 12


def is_none(cell: str) -> bool:
    """Return whether a cell for an organisation names none: "zzp'er", an office at a place that is not known."""
    return names_no_organisation(cell) or is_office(cell)


def _covered(said: tuple[str, ...], others: Collection[tuple[str, ...]]) -> bool:
    """Return whether another says all of this and more."""
    return any(
        other != said and all(mine in ("", theirs) for mine, theirs in zip(said, other, strict=True))
        for other in others
    )


class ListedOrganisations:
    """The organisations of one table, each told once."""

    def __init__(
        self,
        table: Table,
        columns: Mapping[str, str],
        cell: Callable[[TableRow, str], str],
        schema: Schema,
        result: Understood,
        reference: Reference,
        sbi_edition: str = "",
    ) -> None:
        self.table, self.columns, self._cell = table, columns, cell
        self.schema, self.result, self.reference = schema, result, reference
        self._sbi_edition = sbi_edition
        self._seen: set[Ref] = set()
        self._sectors: dict[str, None] = {}
        self._placing = Placing(reference, result, table.name)

    def of(self, line: TableRow, place: str) -> tuple[Ref, list[EntityRow | RelationRow]] | None:
        """Return the organisation of a row, and the rows about it if it was not told before; None without one."""
        name = self._cell(line, "organisation")
        if not name or is_none(name):
            return None
        kind = self._type(line, name, place)
        ref = Ref(kind, fold(name))
        if ref in self._seen:
            return ref, []
        self._seen.add(ref)
        doubt = organisations_in_cell.doubt(name, self._is_known, place)
        if doubt and not self.reference.types.of(name):  # a whole that is known was looked at before
            self.result.doubtful.append(doubt)
        lines = self._lines[fold(name)]
        website = next(filter(None, map(self._website, lines)), "")
        values = {"name": [name], "url": [website], **self._numbers_of(name, kind, place)}
        said = {prop: tuple(kept) for prop, found in values.items() if (kept := [v for v in found if v])}
        rows: list[EntityRow | RelationRow] = [EntityRow(kind, ref.key, said, place=place)]
        for where in self._differing(lines, "place", "municipality") or [line]:
            rows.extend(row for row in self._location(where, ref) if row not in rows)
        for said_of in self._differing(lines, "sector"):
            rows.extend(self._activity(said_of, ref))
        return ref, rows

    @cached_property
    def _lines(self) -> Mapping[str, list[TableRow]]:
        """The rows of each organisation."""
        found: dict[str, list[TableRow]] = defaultdict(list)
        for line in self.table.rows:
            found[fold(self._cell(line, "organisation"))].append(line)
        return found

    def _is_known(self, name: str) -> bool:
        """Return whether an organisation of this name is known, is a municipality, or has rows of its own in the list."""
        known = fold(name) in self._lines or self.reference.types.of(name)
        return bool(known) or self.reference.is_municipality(name)

    def _differing(self, lines: Sequence[TableRow], *fields: str) -> list[TableRow]:
        """Return the first of the rows for each thing that is said of some fields; what another says more fully is left out."""
        found: dict[tuple[str, ...], TableRow] = {}
        for line in lines:
            found.setdefault(tuple(fold(self._cell(line, field)) for field in fields), line)
        return [line for said, line in found.items() if any(said) and not _covered(said, found)]

    def tell_unknown(self) -> None:
        """Tell the places of which the municipality is not known, and the sectors that are none, each in one line."""
        self._placing.tell_unknown()
        if self._sectors:
            said = {"column": self.columns["sector"], "values": few(list(self._sectors), _SHOWN)}
            self._doubt("sectors-unknown", self.table.name, **said)

    def _doubt(self, key: str, at: str, /, **values: object) -> None:
        self.result.doubtful.append(Doubtful(key, values, at))

    def _website(self, line: TableRow) -> str:
        said = self._cell(line, "url")
        if "linkedin." in said.casefold():
            return ""
        return f"https://{said}" if said and "://" not in said else said

    def _type(self, line: TableRow, name: str, place: str) -> str:
        if stated := self._stated(line, name):
            return stated
        if any(self._gathered[fold(name)].get("brin", {}).values()):
            return "School"
        if known := self.reference.types.of(name):
            return known
        municipal = self.reference.is_municipality(name)
        guess = "Government" if municipal else organisation_types.guessed_type(name)
        if fold(name) not in {key for _, key in self._seen}:
            ground: organisation_types.Ground = "name" if municipal else "nothing"
            self.result.doubtful.append(organisation_types.doubt(name, guess, place, ground))
        return guess

    def _stated(self, line: TableRow, name: str) -> str:
        """Return the type that the row states, else another row about the same organisation, "" where none does."""
        return self._kind_said(line) or self._kinds_said.get(fold(name), "")

    def _kind_said(self, line: TableRow) -> str:
        return self._kinds.get(self._cell(line, "organisation_type").casefold(), "")

    @cached_property
    def _kinds_said(self) -> Mapping[str, str]:
        """The type that the first row with one states of each organisation."""
        return {
            name: next(filter(None, map(self._kind_said, lines)), "") for name, lines in self._lines.items()
        }

    @cached_property
    def _kinds(self) -> Mapping[str, str]:
        """The types of organisations by what they are called."""
        return {
            word.casefold(): kind
            for kind in reversed(self.schema.concrete("Organization"))
            for spec in (self.schema.types[kind],)
            for word in (kind, *spec.label.values(), *spec.plural.values())
        }

    # --- numbers

    @cached_property
    def _gathered(self) -> Mapping[str, dict[str, dict[str, str]]]:
        """What the rows say of each organisation: its numbers by property as kept, "" for a wrong one, each with the cell."""
        found: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
        for line in self.table.rows:
            name = fold(self._cell(line, "organisation"))
            for prop in NUMBERS:
                for written in self._written(line, prop):
                    found[name][prop].setdefault(written, self._kept(prop, written))
        return found

    def _written(self, line: TableRow, prop: str) -> list[str]:
        cell = whole_number(self._cell(line, prop))
        several = prop in ("sbi", "establishment")
        return (
            [part for part in re.split(r"[,;/|]\s*", cell) if part]
            if several and cell
            else [cell] * bool(cell)
        )

    def _kept(self, prop: str, written: str) -> str:
        spec = self.schema.types["School" if prop == "brin" else "Organization"].properties[prop]
        value = (
            self._with_edition(self.schema.normal(spec, written))
            if prop == "sbi"
            else self.schema.normal(spec, written)
        )
        return "" if self.schema.fault(spec, value) else value

    def _with_edition(self, code: str) -> str:
        """Return an SBI code with its edition: of the heading, as asked for, or the only one that has the code."""
        value, edition = identifiers.parse(code)
        heading = re.search(r"20(?:08|25)", self.columns.get("sbi", ""))
        edition = edition or (heading[0] if heading else "") or self._sbi_edition
        known = self.reference.editions_with(value)
        if not edition and len(known) == 1 and len(self.reference.branches) == len(_EDITIONS):
            edition = known[0]
        branches = self.reference.branches.get(edition, {})
        if branches and value not in branches and f"0{value}" in branches:
            value = f"0{value}"  # a workbook took the zero off
        return str(Identifier(value, edition))

    def _numbers_of(self, name: str, kind: str, place: str) -> dict[str, list[str]]:
        """Return the numbers of an organisation that may be kept; of the others it is told why not."""
        props = self.schema.types[kind].properties
        kept: dict[str, list[str]] = {}
        for prop, cells in self._gathered.get(fold(name), {}).items():
            if prop not in props:
                continue
            label = props[prop].label["nl"]
            for written, value in cells.items():
                if not value:
                    self._left(prop, written, label, place)
            values = sorted({value for value in cells.values() if value})
            if len(values) > 1 and not props[prop].many:
                self._doubt("number-differs", place, name=name, property=label)
                continue
            kept[prop] = values
        self._compared(name, kept, place)
        return kept

    def _left(self, prop: str, written: str, label: str, place: str) -> None:
        spec = self.schema.types["School" if prop == "brin" else "Organization"].properties[prop]
        fault = self.schema.fault(spec, self.schema.normal(spec, written))
        if fault and fault.key == "value-bsn":
            self._doubt("number-of-person", place, property=label)
        else:
            self._doubt("number-wrong", place, property=label, value=written)

    def _compared(self, name: str, kept: Mapping[str, Sequence[str]], place: str) -> None:
        """Tell where a number is not what the lists of registers say."""
        for value in kept.get("sbi", ()):
            code, edition = identifiers.parse(value)
            if not edition:
                self._doubt("sbi-edition", place, value=code)
            elif code not in self.reference.branches.get(edition, {code: ""}):
                self._doubt("sbi-unknown", place, value=code, edition=edition)
        for value in kept.get("brin", ()):
            known = self.reference.school(value)
            if known == "" and self.reference.schools:
                self._doubt("brin-unknown", place, value=value)
            elif known and organisation_names.likeness(known, name) == "different":
                self._doubt("brin-name", place, value=value, known=known, name=name)

    # --- where

    def _location(self, line: TableRow, ref: Ref) -> Iterator[EntityRow | RelationRow]:
        """Yield where an organisation is established: the municipality if that is known, else the place; with the town in it."""
        spec = self.schema.types["Organization"].properties["postcode"]
        said = Where(
            self._cell(line, "place"),
            re.sub(r"^(gemeente|gem\.)\s+", "", self._cell(line, "municipality"), flags=re.IGNORECASE),
            self.schema.normal(spec, self._cell(line, "postcode")),
            self._cell(line, "country"),
        )
        yield from self._placing.located(ref, said, self.table.source_text(line))

    # --- sector

    def _activity(self, line: TableRow, ref: Ref) -> Iterator[EntityRow | RelationRow]:
        sector, place = self._cell(line, "sector"), self.table.source_text(line)
        code = self.schema.code("themes", sector) if sector else None
        if code:
            theme = Ref("Theme", code)
            if theme not in self._seen:
                self._seen.add(theme)
                label = self.schema.term("themes", code, "nl")
                said = {"name": (label,), "code": (code,), "kind": ("sector",)}
                yield EntityRow("Theme", code, said, place=place)
            yield RelationRow("Activity", ref, theme, place=place)
        elif sector:
            words = [w for term in self.schema.vocabularies["themes"].values() for w in term.label.values()]
            near = ", ".join(nearest(sector, words))
            self._sectors[f"{sector} ({near}?)" if near else sector] = None
