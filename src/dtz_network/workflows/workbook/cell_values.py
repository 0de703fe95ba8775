"""What cells of a workbook say in the words of the model: values, roles, dates, and those that are named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from dtz_network.errors import nearest
from dtz_network.intake import body_roles
from dtz_network.intake.body_roles import BodyRoles
from dtz_network.intake.organisation_types import guessed_type
from dtz_network.intake.reference import Municipality
from dtz_network.intake.written_dates import to_date, to_end
from dtz_network.intake.written_numbers import as_number
from dtz_network.matching import bodies
from dtz_network.model.changes import Fact, Tie, mint
from dtz_network.model.declared import Fault
from dtz_network.model.schema import Property
from dtz_network.workflows.workbook.gathered import Gathered
from dtz_network.workflows.workbook.layout import Column, Sheet
from dtz_network.workflows.workbook.returned import ReturnedRow


class CellValues(Gathered):
    """Reads cells; what does not fit is a problem, somebody unknown is made."""

    @cached_property
    def _body_roles(self) -> dict[str, BodyRoles]:
        return body_roles.by_vocabulary(self.schema)

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
                until = to_end(text) or self._date(column, line, text)
            elif column.what == "detail":
                spec = self.schema.types[sheet.tie].properties[column.name]
                values = tuple(self._values(spec, column, line, text))
                if values:
                    details[column.name] = values if spec.many else values[0]
        return role, since, until, details

    def _values(self, spec: Property, column: Column, line: ReturnedRow, said: str) -> list[str]:
        """Return what a cell says in the words of the model; what does not fit is a problem."""
        found = []
        for text in apart(said) if spec.many or spec.type == "ref" else [said]:
            if spec.type == "ref":
                value = self._named(text, column, line, spec.to)
            elif spec.type == "date":
                value = self._date(column, line, text)
            elif spec.type == "term":
                value = self.schema.code(spec.vocabulary, text) or text
            elif spec.type in ("amount", "number"):
                value = as_number(text) or text
            else:
                value = self.schema.normal(spec, text)
            fault = self.schema.fault(spec, value) if value and spec.type != "ref" else None
            if fault:
                self.problems.append(
                    line.place.problem(fault.key, column.key, **self._fault_said(spec, fault, text))
                )
            elif value:
                found.append(value)
        return found if spec.many else found[:1]

    def _fault_said(self, spec: Property, fault: Fault, text: str) -> dict[str, object]:
        """Return the values of a fault in the words of the workbook: labels for codes, of a property what it is called."""
        said = {**fault.said(text), "property": spec.label[self.lang]}
        if fault.key == "value-term":
            words = [term.label[self.lang] for term in self.schema.vocabularies[spec.vocabulary].values()]
            said["known"] = ", ".join(nearest(text, words) or sorted(words)[:12])
        return said

    def _role(self, sheet: Sheet, column: Column, line: ReturnedRow, said: str) -> str:
        spec = self.schema.types[sheet.tie].role
        if spec is None or spec.type != "term":
            return said
        code = self._body_roles[spec.vocabulary].code(said)
        if not code:
            words = [term.label[self.lang] for term in self.schema.vocabularies[spec.vocabulary].values()]
            near = ", ".join(nearest(said, words) or words[:6])
            self.problems.append(line.place.problem("workbook-role", column.key, value=said, known=near))
        return code

    def _date(self, column: Column, line: ReturnedRow, said: str) -> str:
        found = to_date(said) or ""
        if not found:
            self.problems.append(
                line.place.problem("value-date", column.key, value=said, property=column.key)
            )
        return found

    def _named(
        self,
        name: str,
        column: Column,
        line: ReturnedRow,
        types: Sequence[str] = (),
        before: Sequence[str] = (),
    ) -> str:
        """Return the entity with a name; somebody unknown is made, one of several is a problem.

        Of several it is the one that stood in the cell ``before``.
        """
        if not name:
            self.problems.append(line.place.problem("workbook-nameless", column.key))
            return ""
        wanted = types or self._wanted(column)
        found = self._names.meant(name, lambda ident: self._fits(ident, wanted), before)
        if len(found) > 1:
            shown = "; ".join(self._names.shown(found))
            told = {"value": name, "n": len(found), "shown": shown}
            self.problems.append(line.place.problem("workbook-several", column.key, **told))
            return ""
        if found:
            return found[0]
        return self._made_of(name, wanted[0], column, line)

    def _made_of(self, name: str, kind: str, column: Column, line: ReturnedRow) -> str:
        """Make what a name in a column is of, and tell it; what cannot be made of a name alone is a problem."""
        if kind == "GovernanceBody" and (near := self._near_bodies(name)):
            self.problems.append(
                line.place.problem("workbook-body-near", column.key, value=name, near=", ".join(near))
            )
            return ""
        if kind == "Theme":
            return self._theme(name, column, line)
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

    def _theme(self, name: str, column: Column, line: ReturnedRow) -> str:
        """Return the sector or theme that a word of the vocabulary names, made where nobody works on it yet; another word is a problem."""
        code = self.schema.code("themes", name)
        if not code:
            words = [term.label[self.lang] for term in self.schema.vocabularies["themes"].values()]
            near = ", ".join(nearest(name, words) or sorted(words)[:12])
            self.problems.append(line.place.problem("workbook-theme", column.key, value=name, known=near))
            return ""
        label = self.schema.term("themes", code, "nl")
        for ident in (
            *(e.id for e in self.now.of_type("Theme") if e.get("code") == code),
            *self._names.of(label),
        ):
            return ident
        ident = self._record("Theme", f"Theme|{code}", label)
        said = (
            ("name", label),
            ("code", code),
            ("kind", self.schema.vocabularies["themes"][code].more["kind"]),
        )
        self.facts += [Fact(ident, prop, value, place=self._where(line)) for prop, value in said if value]
        return ident

    def _near_bodies(self, name: str) -> list[str]:
        """Return the known bodies that a new name may be a slip of."""
        return bodies.near(name, (entity.name for entity in self.now.of_type("GovernanceBody")))

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
        for ident in self._names.of(found.name):
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
            "sector": ("Theme",), "theme": ("Theme",), "holder": ("Person",), "funder": ("Organization", "Fund"),
            "keeper": ("Person", "Organization"),
        }[column.key]  # fmt: skip

    def _fits(self, ident: str, types: Sequence[str]) -> bool:
        entity = self.now.entities.get(ident)
        kind = entity.type if entity else next(record.type for record in self.records if record.id == ident)
        return any(self.schema.types[kind].is_a(wanted) for wanted in types)


def apart(said: str) -> list[str]:
    """Return the names or values in a cell."""
    return [part.strip() for part in said.split(";") if part.strip()]
