"""The organisations of a contact list: their type, the numbers of registers, where they are established, their sector.

Numbers are gathered from all rows that name an organisation. One that cannot be right is told and left out, one that may be
the citizen service number of a person is left out without being repeated. Where a place lies is looked up, never guessed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from dtz_network.errors import Problem, nearest
from dtz_network.intake.readers.table import Table, TableRow
from dtz_network.intake.reference import Found, Municipality, Reference
from dtz_network.intake.rows import Doubtful, EntityRow, Ref, RelationRow, Understood
from dtz_network.matching import organisation_names
from dtz_network.model import identifiers
from dtz_network.model.identifiers import Identifier
from dtz_network.model.network import fold
from dtz_network.model.schema import Schema

NUMBERS = ("kvk", "rsin", "establishment", "oin", "vat", "brin", "sbi", "postcode")
"""Fields of a list that are numbers of registers, and properties of the same name."""
ABOUT = ("sector", "municipality", "place", "url", *NUMBERS)
"""Fields of a list that say something of the organisation."""
_SHOWN = 12
_EDITIONS = ("2008", "2025")
_KINDS = (
    ("Government", r"\b(gemeente|gem\.|provincie|ministerie|waterschap|rijksdienst|municipality|province|ministry|stadt|landkreis|ocmw)\b"),
    ("School", r"(school\b|(?<!gemeente)college\b(?! van)|universiteit|university|hogeschool|\bmbo\b|\broc\b|academie|lyceum|gymnasium|technasium)"),
    ("Association", r"\b(stichting|vereniging|coöperatie|foundation|association|ondernemersvereniging|vno-?ncw|mkb|vzw|ivzw|asbl)\b"),
)  # fmt: skip


def guessed_type(name: str) -> str:
    """Return the type of organisation that a name sounds like.

    >>> guessed_type("gemeente Emmen"), guessed_type("Stichting Open"), guessed_type("Alfa B.V.")
    ('Government', 'Association', 'Company')
    """
    return told_type(name) or "Company"


def told_type(name: str) -> str:
    """Return the type of organisation that a word of a name tells, "" where none does."""
    if organisation_names.parse(name).kind:
        return "Government"
    return next((kind for kind, pattern in _KINDS if re.search(pattern, name, re.IGNORECASE)), "")


class Where(NamedTuple):
    """What a row tells of where its organisation is."""

    place: str
    municipality: str
    postcode: str
    country: str


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
        self._parts: set[tuple[Ref, Ref]] = set()
        self._unknown: dict[str, None] = {}

    def of(self, line: TableRow, place: str) -> tuple[Ref, list[EntityRow | RelationRow]] | None:
        """Return the organisation of a row, and the rows about it if it was not told before; None without one."""
        name = self._cell(line, "organisation")
        if not name:
            return None
        kind = self._type(line, name, place)
        ref = Ref(kind, fold(name))
        if ref in self._seen:
            return ref, []
        self._seen.add(ref)
        values = {"name": [name], "url": [self._website(line)], **self._numbers_of(name, kind, place)}
        said = {prop: tuple(kept) for prop, found in values.items() if (kept := [v for v in found if v])}
        rows: list[EntityRow | RelationRow] = [EntityRow(kind, ref.key, said, place=place)]
        rows.extend(self._location(line, ref, place))
        rows.extend(self._activity(line, ref, place))
        return ref, rows

    def tell_unknown(self) -> None:
        """Tell the places of which the municipality is not known, all in one line."""
        if self._unknown:
            names = list(self._unknown)
            more = f", … +{len(names) - _SHOWN}" if len(names) > _SHOWN else ""
            told = {"places": ", ".join(names[:_SHOWN]) + more}
            self.result.doubtful.append(Doubtful("place-unknown", told, self.table.name))

    def _doubt(self, key: str, at: str, /, **values: object) -> None:
        self.result.doubtful.append(Doubtful(key, values, at))

    def _website(self, line: TableRow) -> str:
        said = self._cell(line, "url")
        if "linkedin." in said.casefold():
            return ""
        return f"https://{said}" if said and "://" not in said else said

    def _type(self, line: TableRow, name: str, place: str) -> str:
        said = self._cell(line, "organisation_type")
        for kind in self.schema.concrete("Organization"):
            words = {kind, *self.schema.types[kind].label.values(), *self.schema.types[kind].plural.values()}
            if said.casefold() in {word.casefold() for word in words}:
                return kind
        if any(self._gathered[fold(name)].get("brin", {}).values()):
            return "School"
        if known := self._known_type(name):
            return known
        guess = guessed_type(name)
        if fold(name) not in {key for _, key in self._seen}:
            self._doubt("type-guessed", place, name=name, type=guess)
        return guess

    def _known_type(self, name: str) -> str:
        """Return the type of the organisation of this name that is known already, "" for none."""
        types, parsed = self.reference.types, organisation_names.parse(name)
        return types.get(fold(name), "") or ("" if parsed.kind else types.get(parsed.key, ""))

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
        cell = self._cell(line, prop)
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

    def _location(self, line: TableRow, ref: Ref, place: str) -> Iterator[EntityRow | RelationRow]:
        """Yield where an organisation is established: the municipality if that is known, else the place; with the town in it."""
        spec = self.schema.types["Organization"].properties["postcode"]
        said = Where(
            self._cell(line, "place"),
            re.sub(r"^(gemeente|gem\.)\s+", "", self._cell(line, "municipality"), flags=re.IGNORECASE),
            self.schema.normal(spec, self._cell(line, "postcode")),
            self._cell(line, "country"),
        )
        found = self.reference.where(*said)
        self._tell_where(said, found, place)
        town = said.place if fold(said.place) != fold(said.municipality) else ""
        if found.municipality:
            yield from self._in_municipality(ref, town, found.municipality, place, within=not found.instead)
        elif said.place or said.municipality:
            yield from self._in_place(ref, said.place or said.municipality, place)

    def _in_municipality(
        self, ref: Ref, town: str, municipality: Municipality, place: str, *, within: bool
    ) -> Iterator[EntityRow | RelationRow]:
        around = Ref("Region", f"gemeente {fold(municipality.name)}")
        yield from self._region(around, municipality.name, "municipality", place, municipality.cbs)
        details = {"town": town} if town and fold(town) != fold(municipality.name) else {}
        yield RelationRow("Location", ref, around, details=details, place=place)
        if not details or not within:
            return
        several = len(self.reference.candidates(town)) > 1
        inside = Ref("Region", f"plaats {fold(town)}" + (f" ({fold(municipality.name)})" if several else ""))
        yield from self._region(inside, town, "place", place)
        if (inside, around) not in self._parts:
            self._parts.add((inside, around))
            yield RelationRow("PartOf", inside, around, place=place)

    def _in_place(self, ref: Ref, town: str, place: str) -> Iterator[EntityRow | RelationRow]:
        there = Ref("Region", f"plaats {fold(town)}")
        yield from self._region(there, town, "place", place)
        yield RelationRow("Location", ref, there, place=place)

    def _tell_where(self, said: Where, found: Found, place: str) -> None:
        if found.among:
            key = "municipality-among" if said.municipality else "place-among"
            name = said.municipality or said.place or said.postcode
            self._doubt(key, place, place=name, among=", ".join(found.among))
        elif found.instead:
            told = {"place": said.place, "known": found.instead, "municipality": said.municipality}
            self._doubt("place-elsewhere", place, **told)
        elif not found.municipality and said.place and not said.country and not said.postcode.isdecimal():
            self._unknown[said.place] = None
        if found.former and found.municipality:
            self._doubt("municipality-former", place, former=found.former, name=found.municipality.name)

    def _region(self, region: Ref, name: str, kind: str, place: str, cbs: str = "") -> Iterator[EntityRow]:
        if region not in self._seen:
            self._seen.add(region)
            values = {"name": name, "kind": kind, "cbs": cbs}
            yield EntityRow("Region", region.key, {k: (v,) for k, v in values.items() if v}, place=place)

    # --- sector

    def _activity(self, line: TableRow, ref: Ref, place: str) -> Iterator[EntityRow | RelationRow]:
        sector = self._cell(line, "sector")
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
            known = ", ".join(nearest(sector, words)) or "–"
            self.result.problems.append(
                Problem.at(
                    "unknown-sector", self.table.file, self.table.sheet, line.number, self.columns["sector"],
                    value=sector, known=known,
                )
            )  # fmt: skip
