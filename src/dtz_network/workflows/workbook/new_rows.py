"""New rows of a workbook: entities that are made, and ties between what is named."""

from __future__ import annotations

from collections.abc import Iterator

from dtz_network.intake import match
from dtz_network.intake.match import Match
from dtz_network.intake.organisation_types import guessed_type
from dtz_network.intake.rows import EntityRow, Ref, RelationRow
from dtz_network.model.changes import TYPE, Fact, Tie, mint
from dtz_network.model.network import Relationship, fold
from dtz_network.workflows.workbook import cells
from dtz_network.workflows.workbook.cell_values import CellValues, apart
from dtz_network.workflows.workbook.layout import Sheet
from dtz_network.workflows.workbook.returned import ReturnedRow


class NewRows(CellValues):
    """Takes in the rows without an id."""

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
                for name in apart(said):
                    if other := self._named(name, column, line):
                        self.ties.append(self._link(column, ident, other, self._where(line)))
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
        self._names.tie(source, target)
        self.ties.append(
            Tie(mint("r"), sheet.tie, source, target, role, since, until, details, self._where(line))
        )

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
