"""What the rows of a workbook that came back would change: her changes, new rows, and what is only told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dtz_network.errors import Problem, nearest
from dtz_network.intake import match
from dtz_network.intake.match import Match
from dtz_network.intake.organisation_types import guessed_type
from dtz_network.intake.reference import Municipality, Reference
from dtz_network.intake.rows import EntityRow, Ref, RelationRow
from dtz_network.intake.written_dates import to_date
from dtz_network.language import Language
from dtz_network.model.changes import TYPE, Fact, Record, Tie, mint
from dtz_network.model.dates import is_date
from dtz_network.model.network import Network, Relationship, fold
from dtz_network.model.schema import Property
from dtz_network.workflows.workbook import cells
from dtz_network.workflows.workbook.emptied import Emptied
from dtz_network.workflows.workbook.layout import SHEETS, Column, Sheet
from dtz_network.workflows.workbook.returned import LANGUAGES, ReturnedRow
from dtz_network.workflows.workbook.retyping import unfit

SERIES = "workbook"


@dataclass(frozen=True)
class Line:
    """One line of the plan: what she changed or added, by sheet and row."""

    key: str
    sheet: str
    row: int
    values: Mapping[str, str]


class Planner:
    """Collects what the rows of all sheets would change."""

    def __init__(
        self, then: Network, now: Network, lang: Language, known: set[str], reference: Reference
    ) -> None:
        self.then, self.now, self.lang, self.known, self.reference = then, now, lang, known, reference
        self.schema = now.schema
        self.records: list[Record] = []
        self.facts: list[Fact] = []
        self.ties: list[Tie] = []
        self.lines: list[Line] = []
        self.notes: list[Line] = []
        self.problems: list[Problem] = []
        self.emptied = Emptied(now, lang)
        self._new: list[tuple[Sheet, ReturnedRow]] = []
        self._made: dict[tuple[str, str], str] = {}
        self._names: dict[str, list[str]] = defaultdict(list)
        for entity in now.entities.values():
            for name in dict.fromkeys(
                (*entity.all("name"), *entity.all("other_name"), *entity.all("short_name"))
            ):
                self._names[fold(name)].append(entity.id)
        self._ties = {tie.id: tie for tie in now.relationships}

    # --- rows that were there

    def sheet(self, sheet: Sheet, lines: Sequence[ReturnedRow]) -> None:
        """Take in a sheet: rows with an id are compared, others are new."""
        before = {row.ids: row for row in cells.rows(self.then, sheet, self.lang)}
        seen = set()
        for line in lines:
            if not any(line.ids):
                self._new.append((sheet, line))
            elif line.ids not in before:
                self.problems.append(
                    line.place.problem("workbook-id", "id", id=" ".join(filter(None, line.ids)))
                )
            elif line.ids in seen:
                self.problems.append(
                    line.place.problem("workbook-twice", "id", id=" ".join(filter(None, line.ids)))
                )
            else:
                seen.add(line.ids)
                self._compare(sheet, line, before[line.ids])
        kept = {ids[0] for ids in seen}
        for ids, row in before.items():
            if ids not in seen:
                shown = next((cell for cell in row.cells.values() if cell), "")
                self.notes.append(Line("row-gone", cells.title(sheet, self.lang), 0, {"name": shown}))
                self.emptied.row(ids, kept)

    def _compare(self, sheet: Sheet, line: ReturnedRow, before: cells.Row) -> None:
        entity = self.now.resolve(line.ids[0]) if line.ids[0] else None
        tie = self._ties.get(line.ids[1])
        if (line.ids[0] and entity is None) or (line.ids[1] and tie is None):
            if any(line.cells.get(c.key, "") != before.cells[c.key] for c in sheet.columns if not c.shown):
                self._note("gone-meanwhile", line, "", next(filter(None, before.cells.values()), ""))
            return
        changed: dict[str, str] = {}
        for column in sheet.columns:
            said, was = (
                line.cells.get(column.key, before.cells[column.key]),
                " ".join(before.cells[column.key].split()),
            )
            if column.shown or said == was:
                continue
            is_now = " ".join(cells.cell(self.now, column, entity, tie, self.lang).split())
            if said == is_now:
                continue
            if not said:
                self._note("emptied", line, column.key, was)
                self.emptied.cell(column, line.ids[0], tie)
            elif is_now != was and column.what != "link":
                self._note("both-changed", line, column.key, f"{said} / {is_now}")
            else:
                changed[column.key] = said
        for column in sheet.columns:
            if column.key in changed and entity is not None and column.what in ("type", "value", "link"):
                self._entity_cell(column, entity.id, entity.type, line, changed[column.key])
        if tie is not None and any(
            c.key in changed and c.what in ("other", "role", "since", "until", "detail")
            for c in sheet.columns
        ):
            self._tie_cells(sheet, tie, line, changed)
        elif (
            tie is None
            and entity is not None
            and sheet.tie
            and any(c.what == "other" and c.key in changed for c in sheet.columns)
        ):
            self._new_tie(sheet, line, entity.id)

    def _entity_cell(self, column: Column, entity: str, kind: str, line: ReturnedRow, said: str) -> None:
        if column.what == "type":
            self._retype(entity, kind, line, column, said)
        elif column.what == "link":
            self._links(column, entity, line, said)
        else:
            spec = self.schema.types[kind].properties.get(column.name)
            if spec is None:
                self.problems.append(
                    line.place.problem(
                        "workbook-no-such", column.key, type=self.schema.label(kind, self.lang)
                    )
                )
                return
            values = self._values(spec, column, line, said)
            had = set(self.now.entities[entity].all(column.name))
            fresh = [value for value in values if value not in had]
            self.facts += [Fact(entity, column.name, value, place=self._where(line)) for value in fresh]
            if fresh:
                self._say("changed", line, column.key, said)
            if spec.many and (kept := [v for v in had if v not in values]):
                shown = "; ".join(cells.in_words(self.now, spec, value, self.lang) for value in kept)
                self._note("stays", line, column.key, shown)
                self.emptied.values(entity, column.name, kept)

    def _retype(self, entity: str, kind: str, line: ReturnedRow, column: Column, said: str) -> None:
        """Say that an entity is of another type; told instead where what is known of it does not fit that."""
        wanted = next((k for k in self._types(column) if fold(said) in self._called(k)), "")
        if not wanted:
            known = ", ".join(self.schema.label(k, self.lang) for k in self._types(column))
            self.problems.append(line.place.problem("workbook-type", column.key, value=said, known=known))
        elif lost := unfit(self.now, entity, wanted, self.lang):
            self._note("type-stays", line, column.key, f"{said}: {', '.join(lost)}")
        elif wanted != kind:
            self.facts.append(Fact(entity, TYPE, wanted, place=self._where(line)))
            self._say("changed", line, column.key, said)

    def _types(self, column: Column) -> Sequence[str]:
        return next(sheet.types for sheet in SHEETS if column in sheet.columns)

    def _called(self, kind: str) -> set[str]:
        return {fold(kind), *(fold(self.schema.label(kind, one)) for one in LANGUAGES)}

    def _links(self, column: Column, entity: str, line: ReturnedRow, said: str) -> None:
        """Add ties to those named in a cell who are not tied yet; who is not named any more stays, and is told."""
        had = cells.linked(self.now, entity, column)
        named = [ident for name in _apart(said) if (ident := self._named(name, column, line))]
        for ident in named:
            if ident not in had:
                source, target = (entity, ident) if self._from_row(column) else (ident, entity)
                self.ties.append(
                    Tie(mint("r"), column.name, source, target, column.role, place=self._where(line))
                )
                self._say("changed", line, column.key, self._shown(ident))
        if kept := [ident for ident in had if ident not in named]:
            self._note("stays", line, column.key, "; ".join(map(self._shown, kept)))
            self.emptied.links(column, entity, named)

    def _from_row(self, column: Column) -> bool:
        return column.name == "Location"

    def _tie_cells(
        self, sheet: Sheet, tie: Relationship, line: ReturnedRow, changed: Mapping[str, str]
    ) -> None:
        """Say a tie with its new role, dates and details; another end is a new tie beside it."""
        ends = {c.name: changed[c.key] for c in sheet.columns if c.what == "other" and c.key in changed}
        if ends:
            owner = tie.source
            self._new_tie(sheet, line, owner if sheet.types else "")
            self._note("former", line, "", f"{self.now.name(tie.source)} – {self.now.name(tie.target)}")
            self.emptied.tie(tie.id)
            return
        role, since, until, details = self._tie_values(
            sheet, line, changed, (tie.role, tie.since, tie.until), dict(tie.details)
        )
        self.ties.append(
            Tie(tie.id, tie.type, tie.source, tie.target, role, since, until, details, self._where(line))
        )
        for key, said in changed.items():
            if any(c.key == key and c.what in ("role", "since", "until", "detail") for c in sheet.columns):
                self._say("changed", line, key, said)

    def _tie_values(
        self, sheet: Sheet, line: ReturnedRow, said: Mapping[str, str], had: tuple[str, str, str],
        details: dict[str, str | tuple[str, ...]],
    ) -> tuple[str, str, str, dict[str, str | tuple[str, ...]]]:  # fmt: skip
        role, since, until = had
        for column in sheet.columns:
            text = said.get(column.key, "")
            if not text or column.shown:
                continue
            if column.what == "role":
                role = self._role(sheet, column, line, text)
            elif column.what == "since":
                since = self._date(column, line, text)
            elif column.what == "until":
                until = self._date(column, line, text)
            elif column.what == "detail":
                spec = self.schema.types[sheet.tie].properties[column.name]
                values = tuple(self._values(spec, column, line, text))
                if values:
                    details[column.name] = values if spec.many else values[0]
        return role, since, until, details

    # --- new rows

    def new_rows(self) -> None:
        """Take in the rows without an id, entities before what stands on names."""
        for sheet, line in self._new:
            if not sheet.types:
                continue
            key = "|".join((sheet.key, *(line.cells.get(c.key, "") for c in sheet.columns if not c.shown)))
            name = line.cells.get("name", "")
            if key in self.known:
                self._note("row-known", line, "", name)
            elif not name and sheet.key != "talks":
                self.problems.append(line.place.problem("workbook-nameless", "name"))
            else:
                self._made[sheet.key, key] = self._record(self._kind(sheet, line, name), key, name)
        for sheet, line in self._new:
            key = "|".join((sheet.key, *(line.cells.get(c.key, "") for c in sheet.columns if not c.shown)))
            if not sheet.types:
                self._member(sheet, line)
            elif ident := self._made.get((sheet.key, key)):
                self._fill(sheet, line, ident)

    def _kind(self, sheet: Sheet, line: ReturnedRow, name: str) -> str:
        column = next((c.key for c in sheet.columns if c.what == "type"), "")
        said = fold(line.cells.get(column, ""))
        for kind in sheet.types:
            if said and said in self._called(kind):
                return kind
        guessed = self.reference.types.of(name) or guessed_type(name)
        return guessed if guessed in sheet.types else sheet.types[0]

    def _record(self, kind: str, key: str, name: str) -> str:
        record = Record(mint("e"), SERIES, kind, key)
        self.records.append(record)
        self.facts.append(Fact(record.id, TYPE, kind))
        if name:
            self._names[fold(name)].append(record.id)
        return record.id

    def _fill(self, sheet: Sheet, line: ReturnedRow, ident: str) -> None:
        kind = next(record.type for record in self.records if record.id == ident)
        for column in sheet.columns:
            said = line.cells.get(column.key, "")
            if not said or column.shown:
                continue
            if column.what == "value":
                spec = self.schema.types[kind].properties.get(column.name)
                if spec is None:
                    label = self.schema.label(kind, self.lang)
                    self.problems.append(line.place.problem("workbook-no-such", column.key, type=label))
                    continue
                found = self._values(spec, column, line, said)
                self.facts += [Fact(ident, column.name, value, place=self._where(line)) for value in found]
            elif column.what == "link":
                for name in _apart(said):
                    if other := self._named(name, column, line):
                        source, target = (ident, other) if self._from_row(column) else (other, ident)
                        self.ties.append(
                            Tie(mint("r"), column.name, source, target, column.role, place=self._where(line))
                        )
        self._say("new", line, "", line.cells.get("name", "") or line.cells.get("date", ""))
        if sheet.tie:
            self._new_tie(sheet, line, ident)

    def _new_tie(self, sheet: Sheet, line: ReturnedRow, owner: str) -> None:
        """Add the tie of a row: from its owner, or between the two that it names."""
        column = next(c for c in sheet.columns if c.what == "other")
        if not line.cells.get(column.key):
            return
        if not owner:
            self._member(sheet, line)
            return
        other = self._named(line.cells[column.key], column, line)
        if other:
            self._add_tie(sheet, line, owner, other)

    def _member(self, sheet: Sheet, line: ReturnedRow) -> None:
        ends = {
            c.name: self._named(line.cells.get(c.key, ""), c, line)
            for c in sheet.columns
            if c.what == "other"
        }
        if all(ends.values()):
            source, target = str(ends["source"]), str(ends["target"])
            same = (tie for tie in self.now.ties(sheet.tie) if (tie.source, tie.target) == (source, target))
            if not any(line.ids) and any(self._as_said(sheet, tie, line) for tie in same):
                self._note("row-known", line, "", line.cells.get("person", ""))
            else:
                self._add_tie(sheet, line, source, target)
                self._say("new", line, "", f"{self._shown(source)} – {self._shown(target)}")

    def _as_said(self, sheet: Sheet, tie: Relationship, line: ReturnedRow) -> bool:
        """Return whether a tie says already what a row says."""
        shown = (c for c in sheet.columns if not c.shown and line.cells.get(c.key))
        return all(cells.cell(self.now, c, None, tie, self.lang) == line.cells[c.key] for c in shown)

    def _add_tie(self, sheet: Sheet, line: ReturnedRow, source: str, target: str) -> None:
        role, since, until, details = self._tie_values(sheet, line, line.cells, ("", "", ""), {})
        self.ties.append(
            Tie(mint("r"), sheet.tie, source, target, role, since, until, details, self._where(line))
        )

    # --- cells

    def _values(self, spec: Property, column: Column, line: ReturnedRow, said: str) -> list[str]:
        """Return what a cell says in the words of the model; what does not fit is a problem."""
        found = []
        for text in _apart(said) if spec.many or spec.type == "ref" else [said]:
            if spec.type == "ref":
                value = self._named(text, column, line, spec.to)
            elif spec.type == "date":
                value = self._date(column, line, text)
            elif spec.type == "term":
                value = self.schema.code(spec.vocabulary, text) or text
            else:
                value = text.replace(",", ".") if spec.type in ("amount", "number") else text
                value = self.schema.normal(spec, value)
            fault = self.schema.fault(spec, value) if value and spec.type != "ref" else None
            if fault:
                self.problems.append(line.place.problem(fault.key, column.key, **fault.said(text)))
            elif value:
                found.append(value)
        return found if spec.many else found[:1]

    def _role(self, sheet: Sheet, column: Column, line: ReturnedRow, said: str) -> str:
        spec = self.schema.types[sheet.tie].role
        if spec is None or spec.type != "term":
            return said
        code = self.schema.code(spec.vocabulary, said)
        if code is None:
            words = [term.label[self.lang] for term in self.schema.vocabularies[spec.vocabulary].values()]
            near = ", ".join(nearest(said, words) or words[:6])
            self.problems.append(line.place.problem("workbook-role", column.key, value=said, known=near))
        return code or ""

    def _date(self, column: Column, line: ReturnedRow, said: str) -> str:
        found = to_date(said) or (said if is_date(said) else "")
        if not found:
            self.problems.append(
                line.place.problem("value-date", column.key, value=said, property=column.key)
            )
        return found

    def _named(self, name: str, column: Column, line: ReturnedRow, types: Sequence[str] = ()) -> str:
        """Return the entity with a name; somebody unknown is made, one of several is a problem."""
        if not name:
            self.problems.append(line.place.problem("workbook-nameless", column.key))
            return ""
        wanted = types or self._wanted(column)
        found = [ident for ident in self._names[fold(name)] if self._fits(ident, wanted)]
        if len(found) > 1:
            self.problems.append(line.place.problem("workbook-several", column.key, value=name, n=len(found)))
            return ""
        if found:
            return found[0]
        kind = wanted[0]
        if kind == "Organization":
            kind = self.reference.types.of(name) or guessed_type(name)
        if self.schema.types[kind].properties.get(
            "body"
        ):  # a seat or the like cannot be made of a name alone
            self.problems.append(line.place.problem("workbook-unknown", column.key, value=name))
            return ""
        ident = self._record(kind, f"{kind}|{name}", name)
        self.facts.append(Fact(ident, "name", name, place=self._where(line)))
        if kind == "Region":
            self._place_region(ident, name, self._where(line))
        self._note("made", line, column.key, f"{name} ({self.schema.label(kind, self.lang)})")
        return ident

    def _place_region(self, ident: str, name: str, where: str) -> None:
        """Say of a new region that it is a municipality, with its code, or a place, with the municipality that it lies in."""
        municipality, within = self.reference.municipality(name), self.reference.where(name).municipality
        kind = "municipality" if municipality else "place"
        self.facts.append(Fact(ident, "kind", kind, place=where))
        if municipality and municipality.cbs:
            self.facts.append(Fact(ident, "cbs", municipality.cbs, place=where))
        elif not municipality and within:
            self.ties.append(Tie(mint("r"), "PartOf", ident, self._municipality(within, where), place=where))

    def _municipality(self, found: Municipality, where: str) -> str:
        """Return a municipality that is known or was made already, else make it."""
        for ident in self._names[fold(found.name)]:
            known = self.now.entities.get(ident)
            if self._fits(ident, ("Region",)) and (known is None or known.get("kind") != "place"):
                return ident
        ident = self._record("Region", f"Region|{found.name}", found.name)
        said = (("name", found.name), ("kind", "municipality"), ("cbs", found.cbs))
        self.facts += [Fact(ident, prop, value, place=where) for prop, value in said if value]
        return ident

    def _wanted(self, column: Column) -> Sequence[str]:
        """Return the types that a name in a column may be of, the usual one first."""
        return {
            "organisation": ("Organization",), "body": ("GovernanceBody",), "person": ("Person",), "place": ("Region",),
            "attendees": ("Person", "Organization"), "lead": ("Organization",), "partners": ("Organization",),
        }[column.key]  # fmt: skip

    def _fits(self, ident: str, types: Sequence[str]) -> bool:
        entity = self.now.entities.get(ident)
        kind = entity.type if entity else next(record.type for record in self.records if record.id == ident)
        return any(self.schema.types[kind].is_a(wanted) for wanted in types)

    # --- words

    def _shown(self, ident: str) -> str:
        if ident in self.now.entities:
            return self.now.name(ident, self.lang)
        return next((f.value for f in self.facts if (f.record, f.property) == (ident, "name")), ident)

    def _where(self, line: ReturnedRow) -> str:
        return f"{line.place.sheet} {line.place.row}"

    def _say(self, key: str, line: ReturnedRow, column: str, value: str) -> None:
        self._told(self.lines.append, key, line, column, value)

    def _note(self, key: str, line: ReturnedRow, column: str, value: str) -> None:
        self._told(self.notes.append, key, line, column, value)

    def _told(
        self, add: Callable[[Line], None], key: str, line: ReturnedRow, column: str, value: str
    ) -> None:
        name = next((line.cells[c] for c in ("name", "person", "organisation") if line.cells.get(c)), "")
        values = {"column": line.place.headings.get(column, column), "value": value, "name": name}
        add(Line(key, line.place.sheet, line.place.row, values))

    def matches(self) -> list[Match]:
        """Return whom new people and organisations may be."""
        rows: list[EntityRow | RelationRow] = list(self._as_rows())
        fresh = [(record.type, record.id) for record in self.records]
        return match.find(rows, fresh, self.now) if fresh else []

    def _as_rows(self) -> Iterator[EntityRow | RelationRow]:
        kinds = {record.id: record.type for record in self.records}
        for ident, kind in kinds.items():
            values: dict[str, tuple[str, ...]] = {}
            for fact in self.facts:
                if fact.record == ident and fact.property != TYPE:
                    values[fact.property] = (*values.get(fact.property, ()), fact.value)
            yield EntityRow(kind, ident, values)
        for tie in self.ties:
            source, target = (Ref(kinds.get(end, ""), end) for end in (tie.source, tie.target))
            yield RelationRow(tie.type, source, target, tie.role)


def _apart(said: str) -> list[str]:
    """Return the names or values in a cell."""
    return [part.strip() for part in said.split(";") if part.strip()]
