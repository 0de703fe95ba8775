"""Plans an import: rows of a file against what the same series said last, as one ChangeSet.

The rules (see ``docs/model.md``): an empty cell erases nothing; a row takes an older statement back
only when it restates every field that was not empty; what is said again unchanged is noted, so that
an undo knows what builds on what; a file whose import was undone gets the same ids again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from dtz_network.intake import plan_lines, same_row
from dtz_network.intake.plan_lines import PlanLine
from dtz_network.intake.rows import EntityRow, Ref, RelationRow, Row
from dtz_network.intake.same_row import HashableTie
from dtz_network.model.changes import (
    TYPE,
    ChangeSet,
    Fact,
    Record,
    Retraction,
    SeriesState,
    Source,
    Stated,
    Tie,
    mint,
)
from dtz_network.model.dates import AT_LATEST, last_day
from dtz_network.model.schema import Schema


@dataclass(frozen=True)
class Plan:
    """What an import would change, and the lines that say so.

    ``absent`` are the relationships without an end that an earlier edition named and this one does not; they stay.
    """

    changes: ChangeSet
    shown: Sequence[PlanLine] = ()
    rows: int = 0
    absent: Sequence[Tie] = ()

    def lines(self) -> Sequence[PlanLine]:
        """Return what is new and what changes, in the order of the file."""
        return self.shown

    @property
    def questions(self) -> int:
        """The number of new records: only these can raise questions about whom they are."""
        return len(self.changes.records)


def plan(
    rows: Sequence[Row], state: SeriesState, source: Source, schema: Schema, *, who: str, why: str = ""
) -> Plan:
    """Return the plan of storing ``rows``, said by ``source``, on the ground of ``state``."""
    return _Planner(state, schema).run(rows, source, who, why)


class _Planner:
    """Collects the parts of one ChangeSet."""

    def __init__(self, state: SeriesState, schema: Schema) -> None:
        self.state, self.schema = state, schema
        self.records: dict[Ref, Record] = {}
        self.facts: dict[tuple[str, str, str, str], Fact] = {}
        self.ties: list[Tie] = []
        self.retractions: dict[tuple[str, int], Retraction] = {}
        self.unchanged: dict[str, None] = {}
        self.lines: list[PlanLine] = []
        self.names: dict[Ref, str] = {}
        self._said: dict[tuple[str, str], list[Stated]] = defaultdict(list)
        for stated in state.facts:
            if isinstance(stated.said, Fact) and stated.live:
                self._said[(stated.said.record, stated.said.property)].append(stated)
        self.claimed: set[str] = set()
        self._spelled: dict[tuple[object, ...], str] = {}
        """How the role of a tie was spelled first, capitals apart."""
        self._ties: dict[tuple[object, ...], dict[str, list[Stated]]] = defaultdict(lambda: defaultdict(list))
        for stated in state.ties:
            if isinstance(stated.said, Tie):
                self._ties[same_row.ends(stated.said, schema)][stated.said.relationship].append(stated)
                self._spelled.setdefault(same_row.folded(stated.said, schema), stated.said.role)

    def run(self, rows: Sequence[Row], source: Source, who: str, why: str) -> Plan:
        entities = [row for row in rows if isinstance(row, EntityRow)]
        for row in entities:
            self.names.setdefault(Ref(row.type, row.key), "".join(row.values.get("name", ())[:1]) or row.key)
            self._record(Ref(row.type, row.key), source.series)
        for row in entities:
            self._entity(row)
        self._relations([row for row in rows if isinstance(row, RelationRow)])
        changes = ChangeSet(
            "import",
            who,
            why,
            source=source,
            records=tuple(self.records.values()),
            facts=tuple(self.facts.values()),
            ties=tuple(self.ties),
            retractions=tuple(self.retractions.values()),
            unchanged=tuple(self.unchanged),
        )
        if not changes.changes and source.digest and source.digest in self.state.digests:
            changes = ChangeSet("import", who, why, source=source)
        return Plan(changes, tuple(self.lines), len(rows), tuple(self._absent()))

    def _absent(self) -> Iterator[Tie]:
        """Yield each live relationship of this series that no row named, as it was said last; those that ended left out."""
        last: dict[str, Tie] = {}
        for stated in self.state.ties:
            if stated.live and isinstance(stated.said, Tie):
                last[stated.said.relationship] = stated.said
        ended = {
            s.said.relationship
            for s in self.state.ties
            if s.live and isinstance(s.said, Tie) and s.said.until
        }
        yield from (tie for ident, tie in last.items() if ident not in self.claimed and ident not in ended)

    # ---- records

    def _record(self, ref: Ref, series: str) -> None:
        if (ref.type, ref.key) not in self.state.records and ref not in self.records:
            self.records[ref] = Record(mint("e"), series, ref.type, ref.key)

    def _id(self, ref: Ref) -> str:
        if not ref.type:
            return ref.key
        known = self.state.records.get((ref.type, ref.key))
        return known or self.records[ref].id

    # ---- facts

    def _entity(self, row: EntityRow) -> None:
        ref = Ref(row.type, row.key)
        record = self._id(ref)
        self._fact(Fact(record, TYPE, row.type, place=row.place), many=False)
        changed: list[tuple[str, str, str]] = []
        spec = self.schema.types[row.type].properties
        values = {**row.values, **{p: tuple(self._id(r) for r in refs) for p, refs in row.references.items()}}
        for prop, found in values.items():
            for value in found:
                fact = Fact(record, prop, value, row.since, row.until, row.place)
                before = self._fact(fact, many=spec[prop].many, folded=spec[prop].type == "email")
                if before is not None:
                    shown = value if prop in row.values else self._ref_name(row.references[prop], value)
                    changed.append((prop, shown, before))
        self._line(ref, changed, row.place)

    def _ref_name(self, refs: Sequence[Ref], value: str) -> str:
        return next((self.names.get(ref, ref.key) for ref in refs if self._id(ref) == value), value)

    def _line(self, ref: Ref, changed: list[tuple[str, str, str]], place: str) -> None:
        new = ref in self.records or not self._said.get((self._id(ref), TYPE))
        kept = tuple(change for change in changed if change[0] != "name" or change[2])
        if new or changed:
            sign: Literal["new", "changed"] = "new" if new else "changed"
            self.lines.append(PlanLine(sign, ref.type, self.names[ref], kept, place))

    def _fact(self, fact: Fact, *, many: bool, folded: bool = False) -> str | None:
        """Plan one fact; return the value before ("" for none) if it is said now, None if unchanged.

        Of a ``folded`` value (an e-mail address) another spelling in capitals says nothing new.
        """

        def alike(value: str) -> bool:
            return value == fact.value or (folded and value.casefold() == fact.value.casefold())

        slot = (
            fact.record,
            fact.property,
            fact.value.casefold() if folded else fact.value,
            fact.since,
        )
        if slot in self.facts:
            return None
        before = ""
        known = [
            (x, x.said) for x in self._said.get((fact.record, fact.property), ()) if isinstance(x.said, Fact)
        ]
        same = next((x for x, old in known if alike(old.value) and same_row.refines(old, fact)), None)
        if same is not None:
            self.unchanged[same.changeset] = None
            return None
        for stated, old in known:
            replaced = (
                old.since == fact.since and (not many or alike(old.value)) and same_row.restates(fact, old)
            )
            if replaced or (alike(old.value) and same_row.refines(fact, old)):
                self.retractions[("fact", stated.number)] = Retraction("fact", stated.number)
                before = old.value
        self.facts[slot] = fact
        return before

    # ---- ties

    def _relations(self, rows: Sequence[RelationRow]) -> None:
        """Plan relationships: those said before claim their own first, the rest may change one."""
        said = ((self._as_spelled(self._tie(row)), row.place) for row in rows)
        wanted = list(dict.fromkeys((self._as_ended(tie), place) for tie, place in said))
        claimed = self.claimed
        open_rows: list[tuple[HashableTie, str]] = []
        for tie, place in wanted:
            known = self._ties.get(same_row.ends(tie, self.schema), {})
            same = next((rel for rel in known if rel not in claimed and self._is_said(known[rel], tie)), None)
            if same is None:
                open_rows.append((tie, place))
                continue
            claimed.add(same)
            self.unchanged.update((stated.changeset, None) for stated in known[same] if stated.live)
        for tie, place in open_rows:
            self._say_tie(tie, claimed, place)

    def _tie(self, row: RelationRow) -> HashableTie:
        details: dict[str, str | tuple[str, ...]] = dict(row.details)
        spec = self.schema.types[row.type].properties
        for prop, refs in row.references.items():
            ids = tuple(self._id(ref) for ref in refs)
            if ids:
                details[prop] = ids if spec[prop].many else ids[0]
        ends = self._id(row.source), self._id(row.target)
        return HashableTie("", row.type, *ends, row.role, row.since, row.until, details, row.place)

    def _as_spelled(self, tie: HashableTie) -> HashableTie:
        """Return a tie with its role as it was spelled first, where that differs in capitals only."""
        first = self._spelled.setdefault(same_row.folded(tie, self.schema), tie.role)
        return tie if first == tie.role else replace(tie, role=first)

    def _as_ended(self, tie: HashableTie) -> HashableTie:
        """Return a tie that is over by now at the latest with the end that was said of it before, if that is no later."""
        if not tie.until.startswith(AT_LATEST):
            return tie
        versions = self._ties.get(same_row.ends(tie, self.schema), {}).values()
        live = (
            stated.said
            for found in versions
            if same_row.may_change(found, tie)
            for stated in found
            if stated.live
        )
        ends = [old.until for old in live if isinstance(old, Tie) and old.until]
        kept = next((end for end in reversed(ends) if last_day(end) <= last_day(tie.until)), tie.until)
        return replace(tie, until=kept)

    def _is_said(self, versions: Sequence[Stated], tie: Tie) -> bool:
        """Return whether the live versions of a relationship together say all that ``tie`` says."""
        live = [stated.said for stated in versions if stated.live and isinstance(stated.said, Tie)]
        if not live:
            return False
        said: dict[str, object] = {}
        for old in live:
            said.update(same_row.fields(old))
        return all(said.get(name) == value for name, value in same_row.fields(tie).items())

    def _say_tie(self, tie: Tie, claimed: set[str], place: str) -> None:
        known = self._ties.get(same_row.ends(tie, self.schema), {})
        home = next(
            (rel for rel in known if rel not in claimed and same_row.may_change(known[rel], tie)), None
        )
        relationship = home or mint("r")
        claimed.add(relationship)
        before: Tie | None = None
        for stated in known.get(home, ()) if home else ():
            old = stated.said
            if stated.live and isinstance(old, Tie):
                before = old
                if set(same_row.fields(old)) <= set(same_row.fields(tie)):
                    self.retractions[("tie", stated.number)] = Retraction("tie", stated.number)
        self.ties.append(
            Tie(
                relationship,
                tie.type,
                tie.source,
                tie.target,
                tie.role,
                tie.since,
                tie.until,
                tie.details,
                place,
            )
        )
        name = " – ".join(self._name_of(end) for end in (tie.source, tie.target))
        self.lines.append(plan_lines.of_tie(tie, before, name, place, self.schema))

    def _name_of(self, record: str) -> str:
        return self._names_by_id.get(record, record)

    @cached_property
    def _names_by_id(self) -> Mapping[str, str]:
        return {self._id(ref): name for ref, name in self.names.items()}
