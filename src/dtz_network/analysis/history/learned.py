"""What we heard, took back or corrected between two moments: the difference between two states of knowledge.

A relationship of then is the same as one of now when it has the same id, rests on the same statement, or
has the same type, ends, seat and represented organisations; ids of then are followed through merges.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dtz_network.analysis.claims import order
from dtz_network.analysis.history.valid_change import Period, begins, dates_of
from dtz_network.model.network import Entity, Network, Relationship

How = Literal["added", "withdrawn", "corrected"]
_FIRST = (
    "Organization", "Person", "GovernanceBody", "Seat", "Project", "Cluster", "Membership", "Participation", "Funding",
)  # fmt: skip
_ENDS = ("source", "target", "role", "since", "until")


@dataclass(frozen=True)
class Difference:
    """One field, as it was known and as it is known now ("" where nothing was or is)."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class KnownTie:
    """A relationship that we heard of, took back or corrected; ``id`` is that of now (else of then)."""

    how: How
    id: str
    type: str
    source: str
    target: str
    role: str
    since: str
    until: str
    differences: tuple[Difference, ...]
    statements: tuple[int, ...]


@dataclass(frozen=True)
class KnownEntity:
    """An entity that we heard of, took back or corrected."""

    how: How
    id: str
    type: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Learned:
    """All that is known otherwise than it was, changes in the region apart."""

    ties: tuple[KnownTie, ...]
    entities: tuple[KnownEntity, ...]


def compare(then: Network, now: Network, period: Period) -> Learned:
    """Return what we heard, took back or corrected and did not begin or end in the period."""
    matched, added, withdrawn = _match(then, now)
    ties = [_tie("added", tie) for tie in added if not period.begins(dates_of(tie, now)[0])]
    ties += [_tie("withdrawn", _followed(tie, now)) for tie in withdrawn]
    for old, new in matched:
        if found := _differences(_followed(old, now), new, period):
            ties.append(_tie("corrected", new, found))
    types = {kind: place for place, kind in enumerate(_types(now))}
    ties.sort(key=lambda t: (types[t.type], t.how, order(now, t.source), order(now, t.target), t.since, t.id))
    entities = sorted(_entities(then, now, period), key=lambda e: (types[e.type], e.how, order(now, e.id)))
    return Learned(tuple(ties), tuple(entities))


def _types(network: Network) -> list[str]:
    """Return the types in the order in which they are told: parties, bodies and initiatives first."""
    first = [name for kind in _FIRST for name in network.schema.concrete(kind)]
    return list(dict.fromkeys([*first, *network.schema.types]))


def _tie(how: How, tie: Relationship, differences: Iterable[Difference] = ()) -> KnownTie:
    ends = (tie.source, tie.target, tie.role, tie.since, tie.until)
    return KnownTie(how, tie.id, tie.type, *ends, tuple(differences), tie.origin.statements)


# --- relationships


def _match(
    then: Network, now: Network
) -> tuple[list[tuple[Relationship, Relationship]], list[Relationship], list[Relationship]]:
    """Return which relationship of then is which of now, those that are new, and those that are gone."""
    left = {tie.id: tie for tie in now.relationships}
    homes = {number: tie.id for tie in now.relationships for number in tie.origin.statements}
    everything = dict(left)
    matched, open_ = [], []
    for old in then.relationships:
        same = next((homes[n] for n in old.origin.statements if n in homes), old.id)
        if same in left:
            matched.append((old, left.pop(same)))
        elif same not in everything:
            open_.append(old)  # else it is one with another that stands matched already
    waiting: dict[tuple[object, ...], list[Relationship]] = defaultdict(list)
    for tie in left.values():
        waiting[_key(tie, now)].append(tie)
    gone = []
    for old in open_:
        alike = waiting.get(_key(old, now))
        if alike:
            new = max(
                alike, key=lambda tie: (tie.since == old.since, tie.until == old.until, tie.role == old.role)
            )
            alike.remove(new)
            matched.append((old, left.pop(new.id)))
        else:
            gone.append(old)
    return matched, list(left.values()), gone


def _key(tie: Relationship, now: Network) -> tuple[object, ...]:
    """Return what makes it this relationship: type, ends, references, and what tells apart (a year)."""
    props = now.schema.types[tie.type].properties.values()
    details = tuple(
        (p.name, tuple(sorted(_id(now, one) for one in tie.all(p.name))))
        for p in props
        if p.type == "ref" or p.apart
    )
    return (tie.type, _id(now, tie.source), _id(now, tie.target), details)


def _id(now: Network, ident: str) -> str:
    """Return the id by which something is known now."""
    found = now.resolve(ident)
    return found.id if found else ident


def _followed(tie: Relationship, now: Network) -> Relationship:
    """Return a relationship of then with its ends and references as they are known now."""
    props = now.schema.types[tie.type].properties
    details = {
        name: tuple(_id(now, one) for one in tie.all(name))
        if name in props and props[name].type == "ref"
        else value
        for name, value in tie.details.items()
    }
    return Relationship(
        tie.id, tie.type, _id(now, tie.source), _id(now, tie.target), tie.role, tie.since, tie.until, details, tie.origin,
    )  # fmt: skip


def _differences(old: Relationship, new: Relationship, period: Period) -> list[Difference]:
    """Return the fields that differ; an end that came in the period is a change in the region."""
    fields = [(name, str(getattr(old, name)), str(getattr(new, name))) for name in _ENDS]
    for name in sorted({*old.details, *new.details}):
        fields.append((name, "; ".join(sorted(old.all(name))), "; ".join(sorted(new.all(name)))))
    return [
        Difference(*field)
        for field in fields
        if field[1] != field[2] and not (field[0] == "until" and period.ends(field[2]))
    ]


# --- entities

OWN_BOOKS = ("Publication",)
"""What the bureau keeps of its own work, which is nothing learned of the region."""


def _entities(then: Network, now: Network, period: Period) -> Iterator[KnownEntity]:
    """Yield the entities that are new to us, that are gone, or of which values differ."""
    old: dict[str, list[Entity]] = defaultdict(list)
    then, now = (network.without(*OWN_BOOKS) for network in (then, now))
    for entity in then.entities.values():
        old[_id(now, entity.id)].append(entity)
    for ident, entity in now.entities.items():
        if ident not in old:
            if not begins(entity, now.schema.types[entity.type], period):
                yield KnownEntity("added", ident, entity.type, ())
        elif found := _values(old[ident], entity, now, period):
            yield KnownEntity("corrected", ident, entity.type, found)
    for ident, entities in old.items():
        if ident not in now.entities:
            yield KnownEntity("withdrawn", ident, entities[0].type, ())


def _values(old: Sequence[Entity], new: Entity, now: Network, period: Period) -> tuple[Difference, ...]:
    """Return the properties of which the current values differ and did not come to hold in the period."""
    found = []
    for prop in sorted({*new.values, *(name for entity in old for name in entity.values)}):
        before = _said(old, prop, now)
        after = _said([new], prop, now)
        fresh = [since for value, since in after.items() if value not in before]
        if before.keys() != after.keys() and not (fresh and all(period.begins(since) for since in fresh)):
            found.append(Difference(prop, "; ".join(sorted(before)), "; ".join(sorted(after))))
    return tuple(found)


def _said(entities: Sequence[Entity], prop: str, now: Network) -> Mapping[str, str]:
    """Return the values of a property with the start of each; references as they are known now."""
    values = [value for entity in entities for value in entity.values.get(prop, ())]
    spec = now.schema.types[entities[0].type].properties.get(prop)
    is_ref = spec is not None and spec.type == "ref"
    return {_id(now, value.value) if is_ref else value.value: value.since for value in values}
