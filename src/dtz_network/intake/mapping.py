"""Reads a list by a mapping that says what its columns mean (:mod:`dtz_network.intake.mapping_files`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from dtz_network.errors import InputError, Problem
from dtz_network.intake import body_roles, organisation_types
from dtz_network.intake.dated_columns import DatedColumns
from dtz_network.intake.empty_cells import says_nothing
from dtz_network.intake.mapping_files import APART, GUESSED, Entity, ListMapping, Tie, keys
from dtz_network.intake.placing import Placing, Where
from dtz_network.intake.readers.header import squeeze
from dtz_network.intake.readers.table import Table, TableRow
from dtz_network.intake.reference import Reference, shipped
from dtz_network.intake.rows import Doubtful, EntityRow, Ref, RelationRow, Understood
from dtz_network.intake.total_rows import total_row
from dtz_network.intake.written_dates import as_date
from dtz_network.intake.written_numbers import NumberCell, as_number, currency
from dtz_network.model.network import fold
from dtz_network.model.schema import Property, Schema


def read(
    tables: Sequence[Table], mapping: ListMapping, schema: Schema, reference: Reference | None = None
) -> Understood:
    """Return the rows of the tables that a mapping fits, and what was not understood, each with its place.

    ``reference`` tells where places lie and of which type organisations are known to be (the vocabularies alone if none is given).

    Raises:
        InputError: no table has the headings that the mapping names.
    """
    result = Understood()
    fitting = [(table, found) for table in tables if (found := headings(table, mapping)) is not None]
    if not fitting:
        missing = _missing(tables[0], mapping) if tables else list(mapping.columns.values())
        raise InputError("mapping-fits-not", file=mapping.file, missing=", ".join(missing))
    known = reference or shipped(schema)
    for table, found in fitting:
        _Reader(table, found, mapping, schema, result, known).read()
    return result


def headings(table: Table, mapping: ListMapping) -> dict[str, str] | None:
    """Return the heading that each short name means, None if one is not there."""
    return (
        None
        if _missing(table, mapping)
        else {name: _heading(table, text) for name, text in mapping.columns.items()}
    )


def _missing(table: Table, mapping: ListMapping) -> list[str]:
    return [text for text in mapping.columns.values() if not _heading(table, text)]


def _heading(table: Table, text: str) -> str:
    wanted = squeeze(text)
    exact = next((column for column in table.columns if squeeze(column) == wanted), "")
    return exact or next((column for column in table.columns if squeeze(column).startswith(wanted)), "")


class _Reader:
    def __init__(
        self,
        table: Table,
        columns: Mapping[str, str],
        mapping: ListMapping,
        schema: Schema,
        result: Understood,
        reference: Reference,
    ) -> None:
        self.table, self.columns, self.mapping = table, columns, mapping
        self.schema, self.result, self._reference = schema, result, reference
        self._placing = Placing(reference, result, table.name, fold)
        self._types: dict[str, str] = {}
        self._body_roles = body_roles.by_vocabulary(schema)
        self._dates = DatedColumns(table, result.doubtful, month_first=mapping.month_first)
        self._foreign: dict[tuple[str, str], list[int]] = {}
        self._bare: set[tuple[str, Ref, Ref]] = set()
        self._seen: dict[Ref, dict[str, tuple[str, ...]]] = {}

    def read(self) -> None:
        named = {self.columns[name] for name in self.mapping.used()}
        if left := [column for column in self.table.columns if column not in named]:
            told = {"column": ", ".join(" ".join(column.split()) for column in left)}
            self.result.doubtful.append(Doubtful("column-unknown", told, self.table.name))
        for line in self.table.rows:
            if total := total_row(line):
                self.result.doubtful.append(Doubtful("total-row", {"text": total}, self._place(line)))
                continue
            refs = {
                name: list(self._entities(entity, line)) for name, entity in self.mapping.entities.items()
            }
            for tie in self.mapping.ties:
                self.result.rows.extend(self._ties(tie, refs, line))
        self._placing.tell_unknown()
        for (column, foreign), rows in self._foreign.items():
            amounts = {"column": " ".join(column.split()), "currency": foreign, "n": len(rows)}
            self.result.doubtful.append(Doubtful("amount-foreign", amounts, self.table.name))

    def _place(self, line: TableRow) -> str:
        return self.table.source_text(line)

    def _cell(self, cell: str, line: TableRow) -> str:
        if cell.startswith("="):
            return cell[1:]
        found = line.get(self.columns[cell]) if cell else ""
        return "" if says_nothing(found) and fold(found) not in self.mapping.terms else found

    def _entities(self, entity: Entity, line: TableRow) -> Iterator[Ref]:
        """Yield what a row says of an entity; with ``each`` one for each part of the cell of its key."""
        if not all(fold(self._cell(cell, line)) in said for cell, said in entity.when.items()):
            return
        cells = [self._cell(cell, line) for cell in keys(entity)]
        whole = " + ".join(cells) if all(cells) else ""
        if entity.before:
            whole = whole.partition(entity.before)[0]
        parts = re.split(APART[entity.each], whole) if entity.each else [whole]
        for part in map(_tidy, parts) if entity.each else (" ".join(part.split()) for part in parts):
            if part:
                yield self._entity(entity, part, line)

    def _entity(self, entity: Entity, key: str, line: TableRow) -> Ref:
        kind = self._type(key, self._side(entity, line), line) if entity.type == GUESSED else entity.type
        ref = Ref(kind, fold(key))
        spec = self.schema.types[kind].properties
        said: dict[str, tuple[str, ...]] = {}
        for prop, cell in entity.values.items():
            text = key if cell == entity.key else self._cell(cell, line)
            value = self._value(spec[prop], text, cell, line) if prop in spec else ""
            if value:
                said[prop] = (value,)
        if kind == "Region":
            self._place_region(ref, said, line)
        before = self._seen.get(ref, {})
        fresh = {prop: value for prop, value in said.items() if prop not in before}
        if fresh or ref not in self._seen:
            self._seen[ref] = {**before, **fresh}
            self.result.rows.append(EntityRow(kind, ref.key, fresh, place=self._place(line)))
        for prop, now in said.items():
            if prop != "name" and before.get(prop, now) != now:
                told = {"name": key, "type": kind, "property": prop, "value": now[0][:60]}
                self.result.doubtful.append(Doubtful("value-differs", told, self._place(line)))
        return ref

    def _place_region(self, ref: Ref, said: dict[str, tuple[str, ...]], line: TableRow) -> None:
        """Add its code to a municipality, and to a place the municipality that it lies in, where these are known."""
        name, kind = ("".join(said.get(prop, ())) for prop in ("name", "kind"))
        if kind == "municipality" and "cbs" not in said and (code := self._placing.code_of(name)):
            said["cbs"] = (code,)
            self._placing.told.add(ref)
        elif kind == "place" and ref not in self._seen:
            self.result.rows.extend(self._placing.around(ref, Where(name), self._place(line)))

    def _side(self, entity: Entity, line: TableRow) -> str:
        """Return the helix that a row states of an organisation, "" for none."""
        said = self._cell(entity.values.get("helix", ""), line)
        code = self.mapping.terms.get(fold(said)) or self.schema.code("helices", said)
        return code or ""

    def _type(self, name: str, side: str, line: TableRow) -> str:
        """Return the type of an organisation: as it is known, else by its name, else by the helix that its first row states."""
        folded = fold(name)
        if folded not in self._types:
            known = self._reference.types.of(name)
            self._types[folded] = known or organisation_types.guessed_type(name, side)
            if not (known or side):
                guess = organisation_types.doubt(name, self._types[folded], self._place(line))
                self.result.doubtful.append(guess)
        return self._types[folded]

    def _ties(self, tie: Tie, refs: Mapping[str, Sequence[Ref]], line: TableRow) -> Iterator[RelationRow]:
        spec = self.schema.types[tie.type]
        details: dict[str, str] = {}
        for prop, cell in tie.values.items():
            value = self._value(spec.properties[prop], self._cell(cell, line), cell, line)
            if value:
                details[prop] = value
        since, until = (self._date(cell, line) for cell in (tie.since, tie.until))
        for source in refs[tie.source]:
            for target in refs[tie.target]:
                bare = (
                    (tie.type, source, target)
                    if not (tie.role or tie.since or tie.until or tie.values)
                    else None
                )
                if bare and bare in self._bare:
                    continue  # a tie that says nothing more is said once
                if bare:
                    self._bare.add(bare)
                if source != target:
                    yield RelationRow(
                        tie.type, source, target, self._role(tie, line), since, until, details,
                        place=self._place(line),
                    )  # fmt: skip

    def _role(self, tie: Tie, line: TableRow) -> str:
        spec = self.schema.types[tie.type].role
        role = (
            self._cell(tie.role, line) if tie.role.startswith("=") or tie.role in self.columns else tie.role
        )
        if spec and spec.type == "term" and role and tie.role in self.columns:
            code = self.mapping.terms.get(fold(role)) or self._body_roles[spec.vocabulary].code(role)
            if not code:
                self.result.doubtful.append(Doubtful("role-unknown", {"role": role}, self._place(line)))
            return code
        return self._value(spec, role, tie.role, line) if spec and role else role

    def _date(self, cell: str, line: TableRow) -> str:
        text = self._cell(cell, line)
        date = self._read_date(cell, text, line)
        if text and not date:
            self._problem("value-date", cell, line, value=text, property=cell)
        return date

    def _read_date(self, cell: str, text: str, line: TableRow) -> str:
        column = self.columns.get(cell)
        return self._dates.read(line, column) if column and text else as_date(text)

    def _value(self, prop: Property, text: str, cell: str, line: TableRow) -> str:
        """Return a value in the words of the model, "" for none or one that does not fit (which is told)."""
        value = text if isinstance(text, NumberCell) else " ".join(text.split())
        if not value:
            return ""
        if prop.type == "date":
            value = self._read_date(cell, value, line) or value
        elif prop.type == "amount" and (foreign := currency(value) or currency(self.columns.get(cell, ""))):
            self._foreign.setdefault((self.columns.get(cell, cell), foreign), []).append(line.number)
            return ""
        elif prop.type in ("amount", "number"):
            value = as_number(value) or value
        elif prop.type == "term":
            value = self.mapping.terms.get(fold(value)) or self.schema.code(prop.vocabulary, value) or value
        elif prop.type == "url" and "." in value and "://" not in value:
            value = f"https://{value}"
        elif prop.type == "identifier":
            value = self.schema.normal(prop, value)
        fault = self.schema.fault(prop, value)
        if fault:
            self._problem(fault.key, cell, line, **fault.said(text))
            return ""
        return value

    def _problem(self, key: str, cell: str, line: TableRow, **values: object) -> None:
        column = self.columns.get(cell, cell)
        self.result.problems.append(
            Problem.at(key, self.table.file, self.table.sheet, line.number, column, **values)
        )


def _tidy(part: str) -> str:
    """Return one part of a cell: no blanks around, nor the full stop that ends a line; ``B.V.`` keeps its own."""
    return re.sub(r"(?<!\.\w)\.$", "", " ".join(part.split()))
