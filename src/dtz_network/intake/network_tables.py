"""Tables in the words of the model: one table a type, or ``entities`` and ``relationships``.

A table named after a type (file or sheet) holds rows of that type; a table with a column ``type``
holds rows of any. Columns are properties by name or by label, in Dutch or English. See
``docs/tables.md``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from dtz_network.errors import Problem, nearest
from dtz_network.intake.readers.header import squeeze
from dtz_network.intake.readers.table import Table, TableRow
from dtz_network.intake.rows import EntityRow, Ref, RelationRow, Row, Understood
from dtz_network.model.dates import is_date, is_end
from dtz_network.model.schema import Property, Schema, Type

_SPLIT = re.compile(r"\s*\|\s*")
_COMMON = {
    "key": ("key", "sleutel"),
    "type": ("type", "soort"),
    "role": ("role", "rol"),
    "since": ("since", "valid_from", "sinds", "vanaf", "geldig vanaf"),
    "until": ("until", "valid_to", "tot en met", "geldig tot en met"),
    "place": ("place", "plaats in bron", "vindplaats"),
}  # fmt: skip
_COMBINED = {"entities", "relationships", "entiteiten", "relaties"}


def speaks_model(table: Table, schema: Schema) -> bool:
    """Return whether a table is one of the model's: named after a type, or a combined one with a column ``type``."""
    typed = any(column.strip().casefold() in _COMMON["type"] for column in table.columns)
    return table.name in schema.types or (table.name.casefold() in _COMBINED and typed)


def read(tables: Iterable[Table], schema: Schema) -> Understood:
    """Return the rows of all tables and all problems with file, sheet, row and column."""
    rows: list[Row] = []
    problems: list[Problem] = []
    where: list[tuple[Row, Table, TableRow]] = []
    for table in tables:
        reader = _Reader(table, schema, problems)
        found = list(reader.rows())
        numbered = _numbered([row for row, _ in found], reader.keyless)
        for row, (_, line) in zip(numbered, found, strict=True):
            rows.append(row)
            where.append((row, table, line))
    known = {(row.type, row.key) for row in rows if isinstance(row, EntityRow)}
    problems.extend(_dangling(where, known))
    return Understood(rows, problems)


def _numbered(rows: Sequence[Row], keyless: Collection[int]) -> list[Row]:
    """Return rows, of which those without a key that have one name are told apart by a number.

    Two people of one name are two, never joined unasked. The number follows what the rows say, not their
    order, so that the same rows in another order are the same records.
    """
    made = list(rows)
    alike: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        if place in keyless and isinstance(row, EntityRow):
            alike[row.type, row.key].append(place)
    for places in alike.values():
        for number, place in enumerate(sorted(places, key=lambda p: _content(rows[p]))[1:], 2):
            row = rows[place]
            if isinstance(row, EntityRow):
                made[place] = replace(row, key=f"{row.key}#{number}")
    return made


def _content(row: Row) -> str:
    return (
        repr((sorted(row.references.items()), sorted(row.values.items())))
        if isinstance(row, EntityRow)
        else ""
    )


def _dangling(where: Iterable[tuple[Row, Table, TableRow]], known: set[tuple[str, str]]) -> Iterator[Problem]:
    """Yield references to rows that no table has."""
    keys = [f"{kind}/{key}" for kind, key in known]
    for row, table, line in where:
        named = [ref for refs in row.references.values() for ref in refs]
        if isinstance(row, RelationRow):
            named += [row.source, row.target]
        for ref in named:
            if ref.type and (ref.type, ref.key) not in known:
                hint = ", ".join(nearest(f"{ref.type}/{ref.key}", keys)) or "–"
                yield Problem.at(
                    "unknown-reference",
                    table.file,
                    table.sheet,
                    line.number,
                    value=f"{ref.type}/{ref.key}",
                    known=hint,
                )


class _Reader:
    """Reads one table, row by row, adding to the problems of the whole input."""

    def __init__(self, table: Table, schema: Schema, problems: list[Problem]) -> None:
        self.table, self.schema, self.problems = table, schema, problems
        self._meanings: dict[str, Mapping[str, str]] = {}
        self.keyless: set[int] = set()
        """Places, among the rows that were read, of those that have no key of their own."""
        self._read = 0

    def rows(self) -> Iterator[tuple[Row, TableRow]]:
        for line in self.table.rows:
            kind = self._type(line)
            if kind is None:
                continue
            if kind.name not in self._meanings:
                self._meanings[kind.name] = self._columns(kind)
            columns = self._meanings[kind.name]
            row = (
                self._entity(kind, columns, line)
                if kind.kind == "entity"
                else self._relation(kind, columns, line)
            )
            if row is not None:
                yield row, line
                self._read += 1

    def _problem(self, key: str, line: TableRow | None, column: str = "", **values: object) -> None:
        number = line.number if line else None
        self.problems.append(Problem.at(key, self.table.file, self.table.sheet, number, column, **values))

    def _type(self, line: TableRow) -> Type | None:
        name, found = self._type_name(line), self._named(line)
        if found is None or found.abstract:
            known = ", ".join(
                nearest(name, self.schema.types) or [t.name for t in self.schema.entity_types()]
            )
            self._problem("unknown-type-row", line, "type", value=name, known=known)
            return None
        return found

    def _type_name(self, line: TableRow) -> str:
        return self.table.name if self.table.name in self.schema.types else line.get(self._type_column)

    def _named(self, line: TableRow) -> Type | None:
        """Return the type of a row, by its name or its label."""
        name = self._type_name(line)
        return self.schema.types.get(name) or self._labels.get(name.casefold())

    @cached_property
    def _type_column(self) -> str:
        words = {squeeze(word) for word in _COMMON["type"]}
        return next((column for column in self.table.columns if squeeze(column) in words), "")

    @cached_property
    def _labels(self) -> Mapping[str, Type]:
        """The types by their labels, in any language, of one or of several; the first has a word that two share."""
        types = reversed([*self.schema.types.values()])
        return {word.casefold(): t for t in types for w in (t.plural, t.label) for word in w.values() if word}

    def _columns(self, kind: Type) -> Mapping[str, str]:
        """Return what each column of the table means for a type; one that it does not know is a problem."""
        meanings: dict[str, str] = {}
        for name, words in _COMMON.items():
            meanings.update({squeeze(word): name for word in words})
        props = [*kind.properties.values(), *([kind.role] if kind.role else [])]
        for prop in props:
            meanings.update({squeeze(word): prop.name for word in (prop.name, *prop.label.values())})
        for end in (kind.source, kind.target):
            if end:
                meanings[squeeze(end.name)] = end.name
        if kind.source and kind.target:
            meanings.update({"source": kind.source.name, "target": kind.target.name})
        if kind.kind == "relationship":
            meanings["role"] = "role"
        found: dict[str, str] = {}
        for column in self.table.columns:
            if squeeze(column) in meanings:
                found[column] = meanings[squeeze(column)]
            elif self._used(kind, column):
                known = ", ".join(nearest(column, meanings)) or ", ".join(p.name for p in props)
                self._problem("unknown-column", None, column, type=kind.name, known=known)
        return found

    def _used(self, kind: Type, column: str) -> bool:
        """Return whether a row of this type has a value in a column (combined tables have many)."""
        if self.table.name in self.schema.types:
            return True
        return any(line.get(column) and self._named(line) is kind for line in self.table.rows)

    def _entity(self, kind: Type, columns: Mapping[str, str], line: TableRow) -> EntityRow | None:
        cells = {
            meaning: (line.get(column), column) for column, meaning in columns.items() if line.get(column)
        }
        key = cells.pop("key", ("", ""))[0]
        since, until = self._date(cells, "since", line), self._date(cells, "until", line)
        place = cells.pop("place", ("", ""))[0] or self._place(line)
        cells.pop("type", None)
        values, references = self._values(kind, cells, line)
        for prop in kind.properties.values():
            if prop.required and prop.name not in values and prop.name not in references:
                self._problem("required", line, prop.name, type=kind.name)
                return None
        if not key:
            self.keyless.add(self._read)
        key = key or "|".join(values.get("name", ()))
        if not key:
            self._problem("no-key", line)
            return None
        return EntityRow(kind.name, key, values, references, since, until, place)

    def _relation(self, kind: Type, columns: Mapping[str, str], line: TableRow) -> RelationRow | None:
        cells = {
            meaning: (line.get(column), column) for column, meaning in columns.items() if line.get(column)
        }
        since, until = self._date(cells, "since", line), self._date(cells, "until", line)
        place = cells.pop("place", ("", ""))[0] or self._place(line)
        cells.pop("type", None)
        cells.pop("key", None)
        ends = [self._end(kind, end, cells, line) for end in ("source", "target")]
        role = self._role(kind, cells, line)
        values, references = self._values(kind, cells, line)
        details = {name: found if kind.properties[name].many else found[0] for name, found in values.items()}
        if ends[0] is None or ends[1] is None:
            return None
        return RelationRow(kind.name, ends[0], ends[1], role, since, until, details, references, place)

    def _end(self, kind: Type, side: str, cells: dict[str, tuple[str, str]], line: TableRow) -> Ref | None:
        end = kind.source if side == "source" else kind.target
        assert end is not None  # noqa: S101  the schema refuses a relationship type without ends
        text, column = cells.pop(end.name, ("", end.name))
        if not text:
            self._problem("required", line, end.name, type=kind.name)
            return None
        return self._ref(text, end.types, column, line)

    def _ref(self, text: str, allowed: Sequence[str], column: str, line: TableRow) -> Ref | None:
        name, _, key = text.partition("/")
        kind = self.schema.types.get(name)
        if kind is None or not key:
            self._problem("bad-reference", line, column, value=text, types=", ".join(allowed))
            return None
        if not any(kind.is_a(other) for other in allowed):
            self._problem("wrong-end", line, column, value=text, types=", ".join(allowed))
            return None
        return Ref(name, key)

    def _role(self, kind: Type, cells: dict[str, tuple[str, str]], line: TableRow) -> str:
        text, column = cells.pop("role", ("", "role"))
        if kind.role is None or not text:
            return text
        found = self._value(kind.role, text, column, line)
        return found or ""

    def _date(self, cells: dict[str, tuple[str, str]], name: str, line: TableRow) -> str:
        text, column = cells.pop(name, ("", name))
        if text and not (is_end if name == "until" else is_date)(text):
            self._problem("value-date", line, column, value=text, property=name)
            return ""
        return text

    def _values(
        self, kind: Type, cells: Mapping[str, tuple[str, str]], line: TableRow
    ) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[Ref, ...]]]:
        values: dict[str, tuple[str, ...]] = {}
        references: dict[str, tuple[Ref, ...]] = {}
        for name, (text, column) in cells.items():
            prop = kind.properties[name]
            parts = _SPLIT.split(text) if prop.many else [text]
            if prop.type == "ref":
                refs = [self._ref(part, prop.to, column, line) for part in parts if part]
                references[name] = tuple(ref for ref in refs if ref)
            else:
                found = [self._value(prop, part, column, line) for part in parts if part]
                values[name] = tuple(value for value in found if value is not None)
        return values, references

    def _value(self, prop: Property, text: str, column: str, line: TableRow) -> str | None:
        value = self.schema.normal(prop, text)
        if prop.type == "term":
            value = self.schema.code(prop.vocabulary, text) or text
        elif prop.type == "boolean":
            value = self.schema.truth(text)
        fault = self.schema.fault(prop, value)
        if fault:
            self._problem(fault.key, line, column, **fault.said(text))
            return None
        return value

    def _place(self, line: TableRow) -> str:
        return self.table.source_text(line)
