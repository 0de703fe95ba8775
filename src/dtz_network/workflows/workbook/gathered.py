"""What is gathered out of a workbook that came back: statements, lines of the plan, notes, problems, and names met."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from dtz_network import language
from dtz_network.errors import Problem
from dtz_network.intake.reference import Reference
from dtz_network.language import Language
from dtz_network.model.changes import TYPE, Fact, Record, Tie, mint
from dtz_network.model.network import Network, fold
from dtz_network.workflows.workbook.emptied import Emptied
from dtz_network.workflows.workbook.layout import Column, Sheet
from dtz_network.workflows.workbook.names import Names
from dtz_network.workflows.workbook.returned import LANGUAGES, ReturnedRow

SERIES = "workbook"


@dataclass(frozen=True)
class Line:
    """One line of the plan: what she changed or added, by sheet and row."""

    key: str
    sheet: str
    row: int
    values: Mapping[str, str]


def in_words(kind: str, item: Line, lang: Language) -> str:
    """Return a line of the "plan", or a "note", as it is told."""
    row = language.text("place.row", lang, row=item.row) if item.row else ""
    place = ", ".join(filter(None, (item.sheet, row)))
    return language.text(f"workbook.{kind}.{item.key}", lang, place=place, **item.values)


class Gathered:
    """Statements, lines and notes so far; ``then`` is the network as the workbook knew it, ``now`` as it is, ``names`` whom names mean,
    ``erased`` whether a person was erased since."""

    def __init__(
        self,
        then: Network,
        now: Network,
        lang: Language,
        known: set[str],
        reference: Reference,
        names: Names,
        *,
        erased: bool = False,
    ) -> None:
        self.then, self.now, self.lang, self.known, self.reference = then, now, lang, known, reference
        self.schema, self.erased = now.schema, erased
        self.records: list[Record] = []
        self.facts: list[Fact] = []
        self.ties: list[Tie] = []
        self.lines: list[Line] = []
        self.notes: list[Line] = []
        self.problems: list[Problem] = []
        self.emptied = Emptied(now, lang)
        self._new: list[tuple[Sheet, ReturnedRow]] = []
        self._made: dict[tuple[str, str], str] = {}
        self._names = names
        self._ties = {tie.id: tie for tie in now.relationships}

    def _record(self, kind: str, key: str, name: str) -> str:
        record = Record(mint("e"), SERIES, kind, key)
        self.records.append(record)
        self.facts.append(Fact(record.id, TYPE, kind))
        if name:
            self._names.add(record.id, name)
        return record.id

    def leave_out(self, gone: Mapping[str, str]) -> None:
        """Take records (id and name) out of all that was gathered, the lines that name them too."""
        self.records = [record for record in self.records if record.id not in gone]
        self.facts = [fact for fact in self.facts if fact.record not in gone]
        self.ties = [tie for tie in self.ties if not {tie.source, tie.target} & gone.keys()]
        names = {fold(name) for name in gone.values()}

        def named(line: Line) -> bool:
            return any(name in fold(value) for value in line.values.values() for name in names)

        self.lines = [line for line in self.lines if not named(line)]
        notes = (replace(note, key="row-erased", values={}) if named(note) else note for note in self.notes)
        self.notes = (
            list({(note.key, note.sheet, note.row): note for note in notes}.values()) if names else self.notes
        )

    def _called(self, kind: str) -> set[str]:
        return {fold(kind), *(fold(self.schema.label(kind, one)) for one in LANGUAGES)}

    def _from_row(self, column: Column) -> bool:
        return column.name in ("Location", "Activity")

    def _link(self, column: Column, entity: str, other: str, where: str) -> Tie:
        """Return the tie that a link column makes between the entity of a row and somebody named in the cell."""
        if column.through:
            end = self.now.entities[entity].get(column.through)
            return Tie(mint("r"), column.name, other, end, column.role, details={"seat": entity}, place=where)
        source, target = (entity, other) if self._from_row(column) else (other, entity)
        return Tie(mint("r"), column.name, source, target, column.role, place=where)

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
        if column == "name" and line.ids[0] in self.now.entities:
            name = self.now.name(line.ids[0], self.lang)  # what it was, beside what it becomes
        values = {"column": line.place.headings.get(column, column), "value": value, "name": name}
        add(Line(key, line.place.sheet, line.place.row, values))
