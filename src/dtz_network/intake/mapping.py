"""Mappings: what the columns of a list mean, told once in a YAML file and used for every edition of the list.

::

    columns:                      # a short name: how the heading begins (blanks, case and accents do not count)
      nummer: PROJECTNUMMER
      naam: PROJECTNAAM
      aanvrager: Naam aanvrager
      partners: Partners
      steun: Subsidie
    entities:                     # a row may bring several
      project: {type: Project, key: nummer, values: {name: naam}}
      aanvrager: {type: organisation, key: aanvrager, values: {name: aanvrager}}
      partners: {type: organisation, key: partners, each: lines, values: {name: partners}}
      regeling: {type: Fund, key: =efro, values: {name: =EFRO}}
    ties:
      - {type: Participation, from: aanvrager, to: project, role: lead}
      - {type: Funding, from: regeling, to: project, values: {kind: =money, amount: steun}}

A value is the short name of a column, or a text after ``=``; a key may be several (``naam + begin``). ``organisation`` is a company, school, government or
association: as it is known already, else guessed from the name. A region of kind ``place`` is put in its municipality, a municipality gets its code. ``each`` takes a cell apart (``lines``, ``;``, ``,`` or ``|``). What has no key in
a row is left out, with its ties. ``before: "/"`` takes what stands before a sign. ``terms`` (``Lid/member: member``) says what
words of the list mean in a vocabulary; a role without a meaning is told and left out. Dates and amounts are read as people write them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from dtz_network.errors import InputError, Problem, broken, nearest
from dtz_network.intake.organisation_types import guessed_type
from dtz_network.intake.placing import Placing, Where
from dtz_network.intake.readers.header import squeeze
from dtz_network.intake.readers.table import Table, TableRow
from dtz_network.intake.reference import Reference, shipped
from dtz_network.intake.rows import Doubtful, EntityRow, Ref, RelationRow, Understood
from dtz_network.model import plain_yaml
from dtz_network.model.dates import is_date
from dtz_network.model.network import fold
from dtz_network.model.schema import Property, Schema

GUESSED = "organisation"
"""Stands for a type that follows from the name."""
_APART = {"lines": r"\n+", ";": r";", ",": r",", "|": r"\|"}
_ENTITY = {"type", "key", "values", "each", "before"}
_TIE = {"type", "from", "to", "role", "since", "until", "values"}


@dataclass(frozen=True)
class Entity:
    """What of a row makes an entity."""

    type: str
    key: str
    values: Mapping[str, str]
    each: str = ""
    before: str = ""


@dataclass(frozen=True)
class Tie:
    """What of a row makes a relationship between two of its entities."""

    type: str
    source: str
    target: str
    role: str
    since: str
    until: str
    values: Mapping[str, str]


@dataclass(frozen=True)
class ListMapping:
    """A mapping as read: short names of columns, entities and ties."""

    file: str
    columns: Mapping[str, str]
    entities: Mapping[str, Entity]
    ties: Sequence[Tie]
    terms: Mapping[str, str] = field(default_factory=dict)


# --- reading a mapping


def load(path: Path, schema: Schema) -> ListMapping:
    """Return a mapping.

    Raises:
        InputError: it cannot be read, or names a type, property or column that there is not; with what and where.
    """
    try:
        data = plain_yaml.read(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError("file-absent", file=str(path)) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InputError("mapping-broken", file=path.name, reason=broken(error)) from error
    if not isinstance(data, dict) or not isinstance(data.get("entities"), dict):
        raise InputError("mapping-broken", file=path.name, reason="columns:, entities:, ties:")
    made = ListMapping(
        path.name,
        {str(name): str(heading) for name, heading in (data.get("columns") or {}).items()},
        {str(name): _entity(path.name, str(name), spec) for name, spec in data["entities"].items()},
        [_tie(path.name, spec) for spec in data.get("ties") or ()],
        {fold(str(word)): str(code) for word, code in (data.get("terms") or {}).items()},
    )
    _check(made, schema)
    return made


def _entity(file: str, name: str, spec: Any) -> Entity:
    _demand(file, name, spec, _ENTITY, ("type", "key"))
    kind, key, each, before = (str(spec.get(part) or "") for part in ("type", "key", "each", "before"))
    return Entity(kind, key, _texts(spec.get("values")), each, before)


def _tie(file: str, spec: Any) -> Tie:
    _demand(file, "ties", spec, _TIE, ("type", "from", "to"))
    kind, source, target, role, since, until = (
        str(spec.get(name) or "") for name in ("type", "from", "to", "role", "since", "until")
    )
    return Tie(kind, source, target, role, since, until, _texts(spec.get("values")))


def _keys(entity: Entity) -> list[str]:
    return [entity.key] if entity.key.startswith("=") else [part.strip() for part in entity.key.split("+")]


def _texts(values: Any) -> dict[str, str]:
    return {str(name): str(value) for name, value in (values or {}).items()}


def _demand(file: str, place: str, spec: Any, known: set[str], needed: Sequence[str]) -> None:
    if not isinstance(spec, dict):
        raise InputError(
            "mapping-part", file=file, place=place, part=str(spec), known=", ".join(sorted(known))
        )
    for name in (*spec, *needed):
        if name not in known or (name in needed and not spec.get(name)):
            raise InputError(
                "mapping-part", file=file, place=place, part=str(name), known=", ".join(sorted(known))
            )


def _check(mapping: ListMapping, schema: Schema) -> None:
    kinds = [t.name for t in schema.entity_types()] + [GUESSED]
    for name, entity in mapping.entities.items():
        _one_of(mapping, name, entity.type, kinds)
        spec = schema.types["Organization" if entity.type == GUESSED else entity.type]
        for prop, cell in entity.values.items():
            _one_of(mapping, name, prop, list(spec.properties))
            _column(mapping, name, cell)
        for cell in _keys(entity):
            _column(mapping, name, cell)
        if entity.each:
            _one_of(mapping, name, entity.each, list(_APART))
    for tie in mapping.ties:
        _one_of(mapping, "ties", tie.type, [t.name for t in schema.relationship_types()])
        for end in (tie.source, tie.target):
            _one_of(mapping, tie.type, end, list(mapping.entities))
        for prop, cell in tie.values.items():
            _one_of(mapping, tie.type, prop, list(schema.types[tie.type].properties))
            _column(mapping, tie.type, cell)
        for cell in (tie.since, tie.until):
            _column(mapping, tie.type, cell)


def _one_of(mapping: ListMapping, place: str, part: str, known: Sequence[str]) -> None:
    if part not in known:
        near = ", ".join(nearest(part, known) or known)
        raise InputError("mapping-part", file=mapping.file, place=place, part=part, known=near)


def _column(mapping: ListMapping, place: str, cell: str) -> None:
    if cell and not cell.startswith("="):
        _one_of(mapping, place, cell, list(mapping.columns))


# --- reading a list by it


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
        self._bare: set[tuple[str, Ref, Ref]] = set()
        self._seen: dict[Ref, dict[str, tuple[str, ...]]] = {}

    def read(self) -> None:
        named = set(self.columns.values())
        if left := [column for column in self.table.columns if column not in named]:
            told = {"column": ", ".join(" ".join(column.split()) for column in left)}
            self.result.doubtful.append(Doubtful("column-unknown", told, self.table.name))
        for line in self.table.rows:
            refs = {
                name: list(self._entities(entity, line)) for name, entity in self.mapping.entities.items()
            }
            for tie in self.mapping.ties:
                self.result.rows.extend(self._ties(tie, refs, line))
        self._placing.tell_unknown()

    def _place(self, line: TableRow) -> str:
        return self.table.source_text(line)

    def _cell(self, cell: str, line: TableRow) -> str:
        if cell.startswith("="):
            return cell[1:]
        found = line.get(self.columns[cell]) if cell else ""
        return "" if found.casefold() in ("-", "–", "n.v.t.", "nvt") else found

    def _entities(self, entity: Entity, line: TableRow) -> Iterator[Ref]:
        """Yield what a row says of an entity; with ``each`` one for each part of the cell of its key."""
        cells = [self._cell(cell, line) for cell in _keys(entity)]
        whole = " + ".join(cells) if all(cells) else ""
        if entity.before:
            whole = whole.partition(entity.before)[0]
        parts = re.split(_APART[entity.each], whole) if entity.each else [whole]
        for part in map(_tidy, parts) if entity.each else (" ".join(part.split()) for part in parts):
            if part:
                yield self._entity(entity, part, line)

    def _entity(self, entity: Entity, key: str, line: TableRow) -> Ref:
        kind = self._type(key, line) if entity.type == GUESSED else entity.type
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

    def _type(self, name: str, line: TableRow) -> str:
        folded = fold(name)
        if folded not in self._types:
            known = self._reference.types.of(name)
            self._types[folded] = known or guessed_type(name)
            if not known:
                told = {"name": name, "type": self._types[folded]}
                self.result.doubtful.append(Doubtful("type-guessed", told, self._place(line)))
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
            code = self.mapping.terms.get(fold(role)) or self.schema.code(spec.vocabulary, role)
            if code is None:
                self.result.doubtful.append(Doubtful("role-unknown", {"role": role}, self._place(line)))
            return code or ""
        return self._value(spec, role, tie.role, line) if spec and role else role

    def _date(self, cell: str, line: TableRow) -> str:
        text = self._cell(cell, line)
        date = as_date(text)
        if text and not date:
            self._problem("value-date", cell, line, value=text, property=cell)
        return date

    def _value(self, prop: Property, text: str, cell: str, line: TableRow) -> str:
        """Return a value in the words of the model, "" for none or one that does not fit (which is told)."""
        value = " ".join(text.split())
        if not value:
            return ""
        if prop.type == "date":
            value = as_date(value) or value
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


_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")


def as_date(text: str) -> str:
    """Return a date as ISO text, "" for what is none.

    >>> as_date("15.08.2014"), as_date("2014-08-15 00:00:00"), as_date("2014"), as_date("ooit")
    ('2014-08-15', '2014-08-15', '2014', '')
    """
    found = _DAY_FIRST.fullmatch(text.strip())
    date = f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else text.strip()[:10]
    return date if is_date(date) else ""


def as_number(text: str) -> str:
    """Return a number or an amount with a point as decimal sign, "" for what is none.

    Of two kinds of signs the last one is the decimal sign; a single one before exactly three digits
    separates thousands.

    >>> [as_number(x) for x in ("€ 1.292.850", "1.234,56", "1,234.56", "45,5", "12.500", "1235886.68", "veel")]
    ['1292850', '1234.56', '1234.56', '45.5', '12500', '1235886.68', '']
    """
    plain = re.sub(r"[€\s']|EUR|DKK|SEK|kr\.?|,-$", "", text)
    if not re.fullmatch(r"-?\d[\d.,]*", plain):
        return ""
    signs = [c for c in plain if c in ".,"]
    if not signs:
        return plain
    last = plain.rfind(signs[-1])
    single = len(set(signs)) == 1
    if single and (len(signs) > 1 or len(plain) - last - 1 == 3):
        return re.sub(r"[.,]", "", plain)
    return re.sub(r"[.,]", "", plain[:last]) + "." + plain[last + 1 :]
