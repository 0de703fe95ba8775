"""What the rows of a workbook that came back would change: her changes, new rows, and what is only told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dtz_network.model.changes import TYPE, Fact, Tie
from dtz_network.model.network import EXCUSED, Entity, Relationship, fold
from dtz_network.workflows.workbook import cells
from dtz_network.workflows.workbook.cell_values import apart
from dtz_network.workflows.workbook.gathered import SERIES, Line
from dtz_network.workflows.workbook.layout import SHEETS, Column, Sheet
from dtz_network.workflows.workbook.new_rows import NewRows
from dtz_network.workflows.workbook.returned import ReturnedRow
from dtz_network.workflows.workbook.retyping import unfit

__all__ = ["SERIES", "Line", "Planner"]


class Planner(NewRows):
    """Collects what the rows of all sheets would change."""

    def sheet(self, sheet: Sheet, lines: Sequence[ReturnedRow], *, whole: bool = True) -> None:
        """Take in a sheet: rows with an id are compared, others are new; of a ``whole`` one it is told what is gone."""
        before = {row.ids: row for row in cells.rows(self.then, sheet, self.lang)}
        seen = set()
        for line in lines:
            if not any(line.ids):
                self._new.append((sheet, line))
            elif line.ids not in before and self.erased:
                self._note("row-erased", line, "", "")
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
                if self._is_of_erased(line.ids):
                    self._note("row-erased", line, "", "")
                else:
                    self._compare(sheet, line, before[line.ids])
        kept = {ids[0] for ids in seen}
        for ids, row in before.items() if whole else ():
            if ids not in seen and not self._is_of_erased(ids):
                ends = [row.cells[c.key] for c in sheet.columns if c.what == "other" and row.cells.get(c.key)]
                first = next((cell for cell in row.cells.values() if cell), "")
                shown = first if sheet.types or not ends else " – ".join(ends)
                self.notes.append(Line("row-gone", cells.title(sheet, self.lang), 0, {"name": shown}))
                self.emptied.row(ids, kept)

    def _is_of_erased(self, ids: tuple[str, str]) -> bool:
        """Return whether a row is of a person who was erased after the workbook was written: she bears another number now, and no name."""
        ties = {tie.id: tie for tie in self.then.ties()} if ids[1] else {}
        tie = ties.get(ids[1])
        ends = [end for end in (ids[0], *((tie.source, tie.target) if tie else ())) if end]
        return self.erased and any(
            self.then.is_a(end, "Person") and not self.then.entities[end].name for end in ends
        )

    def _compare(self, sheet: Sheet, line: ReturnedRow, before: cells.Row) -> None:
        entity = self.now.resolve(line.ids[0]) if line.ids[0] else None
        tie = self._ties.get(line.ids[1])
        if (line.ids[0] and entity is None) or (line.ids[1] and tie is None):
            if any(line.cells.get(c.key, "") != before.cells[c.key] for c in sheet.columns if not c.shown):
                self._note("gone-meanwhile", line, "", next(filter(None, before.cells.values()), ""))
            return
        changed = self._changed(sheet, line, before, entity, tie)
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

    def _changed(
        self,
        sheet: Sheet,
        line: ReturnedRow,
        before: cells.Row,
        entity: Entity | None,
        tie: Relationship | None,
    ) -> dict[str, str]:
        """Return what cells say otherwise than before, by column; what was emptied or changed here too is told instead."""
        changed: dict[str, str] = {}
        for column in sheet.columns:
            was = " ".join(before.cells[column.key].split())
            said = line.cells.get(column.key, before.cells[column.key])
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
        return changed

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

    def _links(self, column: Column, entity: str, line: ReturnedRow, said: str) -> None:
        """Add ties to those named in a cell who are not tied yet; who is not named any more stays, and is told."""
        had = cells.linked(self.now, entity, column)
        named = [ident for name in apart(said) if (ident := self._named(name, column, line, before=had))]
        for ident in named:
            if ident not in had:
                self.ties.append(self._link(column, entity, ident, self._where(line)))
                self._say("changed", line, column.key, self._shown(ident))
                self._ask_excused(column, entity, ident, line)
        if kept := [ident for ident in had if ident not in named]:
            self._note("stays", line, column.key, "; ".join(map(self._shown, kept)))
            self.emptied.links(column, entity, named)

    def _ask_excused(self, column: Column, event: str, who: str, line: ReturnedRow) -> None:
        """Ask about what says that somebody excused herself from a meeting at which she is named now."""
        for tie in self.now.ties_of(who, column.name):
            if tie.target == event and tie.role == EXCUSED:
                self._note("excused", line, column.key, self._shown(who))
                self.emptied.tie(tie.id)

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
