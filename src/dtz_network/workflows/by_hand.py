"""Adding, linking, ending, correcting and merging by hand, each one act with a source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dtz_network.errors import InputError
from dtz_network.model.changes import (
    TYPE,
    Applied,
    ChangeSet,
    Fact,
    Judgement,
    Record,
    Retraction,
    Source,
    SourceKind,
    Tie,
    mint,
)
from dtz_network.model.dates import first_day, is_date, is_end, last_day
from dtz_network.model.network import Entity, Network, Relationship
from dtz_network.model.schema import Property, Schema, Type
from dtz_network.store.base import Store
from dtz_network.workflows import review_types
from dtz_network.workflows.entity_named import labels, meant_in
from dtz_network.workflows.terms import in_words, property_meant

Given = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Act:
    """Who acts, why, and from which source ("gesprek 12-3-2026"); ``confirmed`` outranks all lists."""

    who: str
    why: str = ""
    source: str = ""
    date: str = ""
    confirmed: bool = False

    def as_source(self) -> Source:
        """Return the source of what is said by hand."""
        kind: SourceKind = "confirmed" if self.confirmed else "own"
        return Source(
            mint("s"), f"hand:{self.who}", kind, self.source or self.why or self.who, date=self.date
        )


def add(store: Store, kind: str, values: Given, act: Act, *, since: str = "") -> tuple[str, Applied]:
    """Add one entity with its values; return its id and the act.

    Raises:
        SchemaError, InputError: an unknown type or property, a value that does not fit.
    """
    ident, changes = addition(store, kind, values, act, since=since)
    return ident, store.apply(changes)


def addition(store: Store, kind: str, values: Given, act: Act, *, since: str = "") -> tuple[str, ChangeSet]:
    """Return the id of one entity to add and what adds it; nothing is stored.

    Raises:
        SchemaError, InputError: as :func:`add`, and where a value that the type demands is absent.
    """
    spec = store.schema.type_meant(kind)
    if spec.kind != "entity" or spec.abstract:
        raise InputError(
            "not-an-entity-type", type=kind, known=", ".join(t.name for t in store.schema.entity_types())
        )
    record = Record(mint("e"), f"hand:{act.who}", spec.name)
    facts = _facts(store, spec, record.id, values, since)
    stated = {fact.property for fact in facts}
    missing = [prop for prop in spec.properties.values() if prop.required and prop.name not in stated]
    if missing:
        said = labels(store.schema, [spec.name])
        raise InputError("missing-values", type=said, properties=in_words(missing))
    return record.id, _changes(act, records=[record], facts=[Fact(record.id, TYPE, spec.name), *facts])


def correct(
    store: Store, entity: str, values: Given, act: Act, *, since: str = "", until: str = ""
) -> Applied:
    """Say other values of an entity; what others said stays and is shown as also seen.

    What the same person said by hand before about the same property and start is taken back.

    Raises:
        InputError: no value, one that does not fit, or an end before the begin.
    """
    found = meant_in(store, entity)
    spec = store.schema.types[found.type]
    facts = _facts(store, spec, found.id, values, since, until)
    if not facts:
        raise InputError("no-values")
    return store.apply(_changes(act, facts=facts, retractions=_own_earlier(store, found, facts, act)))


def _own_earlier(store: Store, entity: Entity, facts: Sequence[Fact], act: Act) -> list[Retraction]:
    """Return the live statements of the same hand that ``facts`` replace."""
    sources = store.sources()
    new = {(fact.property, fact.since) for fact in facts}
    spec = store.schema.types[entity.type]
    return [
        Retraction("fact", line.stated.number)
        for line in store.history(entity.id)
        if line.stated.live
        and isinstance(line.stated.said, Fact)
        and (line.stated.said.property, line.stated.said.since) in new
        and not spec.properties[line.stated.said.property].many
        and line.stated.source in sources
        and sources[line.stated.source].series == f"hand:{act.who}"
    ]


def link(
    store: Store,
    kind: str,
    source: str,
    target: str,
    act: Act,
    *,
    role: str = "",
    since: str = "",
    until: str = "",
    details: Given | None = None,
) -> tuple[str, Applied]:
    """Add one relationship between two entities (ids or names); return its id and the act."""
    spec = store.schema.type_meant(kind)
    one, other = ends(store, kind, source, target)
    _dates(since=since, until=until)
    said = _values(store, spec, details or {})
    tie = Tie(
        relationship=mint("r"),
        type=spec.name,
        source=one.id,
        target=other.id,
        role=_role(store.schema, spec, role),
        since=since,
        until=until,
        details={name: tuple(v) if spec.properties[name].many else v[0] for name, v in said.items()},
    )
    return tie.relationship, store.apply(_changes(act, ties=[tie]))


def ends(store: Store, kind: str, source: str, target: str) -> tuple[Entity, Entity]:
    """Return the two entities that a relationship of a type is meant to tie.

    Raises:
        InputError: no such type, an end that is absent (nearest names are told), or one of several.
    """
    spec = store.schema.type_meant(kind)
    if spec.source is None or spec.target is None:
        known = ", ".join(t.name for t in store.schema.relationship_types())
        raise InputError("not-a-relationship-type", type=kind, known=known)
    return meant_in(store, source, spec.source.types), meant_in(store, target, spec.target.types)


def end(store: Store, relationship: str, until: str, act: Act) -> Applied:
    """Give a relationship its last day; it stays visible as former.

    Raises:
        InputError: no such relationship, no date, or one before its begin.
    """
    if not until:
        raise InputError("no-date")
    tie = relationship_meant(store.load(), relationship)
    _dates(since=tie.since, until=until)
    said = Tie(tie.id, tie.type, tie.source, tie.target, tie.role, tie.since, until, tie.details)
    return store.apply(_changes(act, ties=[said]))


def relationship_meant(network: Network, ident: str) -> Relationship:
    """Return the relationship with an id.

    Raises:
        InputError: there is none.
    """
    found = next((tie for tie in network.relationships if tie.id == ident), None)
    if found is None:
        raise InputError("relationship-absent", id=ident)
    return found


def merge(store: Store, one: str, other: str, act: Act) -> Applied:
    """Judge two entities to be the same; both keep what was said of them, the oldest id stays.

    Of two types the one that was stated stays, as with an answer (:mod:`dtz_network.workflows.review_types`).

    Raises:
        InputError: a name that means none or several, one and the same entity, or types that cannot be one.
    """
    first, second = meant_in(store, one), meant_in(store, other)
    if first.id == second.id:
        raise InputError("same-already", name=first.name or first.id)
    if _family(store.schema, first.type) != _family(store.schema, second.type):
        raise InputError(
            "merge-types", one=labels(store.schema, [first.type]), other=labels(store.schema, [second.type])
        )
    same = Judgement(first.id, second.id, "same", act.why or act.source)
    types = list(review_types.kept(store.load(), [(first.id, second.id)]))
    source = act.as_source() if types else None
    return store.apply(ChangeSet("judge", act.who, act.why, source=source, judgements=[same], facts=types))


def _family(schema: Schema, kind: str) -> str:
    return schema.types[kind].ancestors[-1]


def _changes(
    act: Act,
    *,
    records: Sequence[Record] = (),
    facts: Sequence[Fact] = (),
    ties: Sequence[Tie] = (),
    retractions: Sequence[Retraction] = (),
) -> ChangeSet:
    return ChangeSet(
        "hand",
        act.who,
        act.why,
        source=act.as_source(),
        records=records,
        facts=facts,
        ties=ties,
        retractions=retractions,
    )


def _facts(store: Store, spec: Type, record: str, given: Given, since: str, until: str = "") -> list[Fact]:
    _dates(since=since, until=until)
    values = _values(store, spec, given)
    return [Fact(record, name, value, since, until) for name, found in values.items() for value in found]


def _values(store: Store, spec: Type, given: Given) -> dict[str, list[str]]:
    """Return checked values; references given by name become ids.

    Raises:
        InputError: an unknown property or a value that does not fit.
    """
    checked: dict[str, list[str]] = {}
    for name, values in given.items():
        prop = property_meant(store.schema, spec, name)
        checked[prop.name] = [_value(store, prop, value) for value in values if value]
    return {name: found for name, found in checked.items() if found}


def _value(store: Store, prop: Property, value: str) -> str:
    if prop.type == "ref":
        return meant_in(store, value, prop.to).id
    if prop.type == "term":
        value = store.schema.code(prop.vocabulary, value) or value
    if prop.type == "boolean":
        value = store.schema.truth(value)
    value = store.schema.normal(prop, value)
    fault = store.schema.fault(prop, value)
    if fault:
        raise InputError(fault.key, **fault.values)
    return value


def _role(schema: Schema, spec: Type, role: str) -> str:
    if not role or spec.role is None:
        return role
    code = (schema.code(spec.role.vocabulary, role) or role) if spec.role.type == "term" else role
    fault = schema.fault(spec.role, code)
    if fault:
        raise InputError(fault.key, **fault.values)
    return code


def _dates(**dates: str) -> None:
    """Refuse what is no date, and an end before the begin."""
    for name, value in dates.items():
        if value and not (is_end if name == "until" else is_date)(value):
            raise InputError("value-date", value=value, property=name)
    since, until = dates.get("since", ""), dates.get("until", "")
    if since and until and last_day(until) < first_day(since):
        raise InputError("dates-backwards", since=since, until=until)
