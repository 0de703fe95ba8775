"""From statements to entities and ties, for every store alike: rows in, parts of a network out.

A store brings its rows with records already named by their entity; which facts are shown and which
statements make one tie is decided by ``model.resolve`` alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dtz_network.model.changes import TYPE, Details
from dtz_network.model.dates import first_day
from dtz_network.model.resolve import FactRow, TieRow, shown_facts
from dtz_network.model.schema import Schema


def entity_type(facts: Iterable[FactRow]) -> str:
    """Return what an entity is: of its type statements the latest start, then the best source, newest."""
    kinds = [fact for fact in facts if fact.property == TYPE]
    if len(kinds) < 2:
        return kinds[0].value if kinds else ""
    return max(kinds, key=lambda f: (f.since and first_day(f.since), -f.rank, f.number)).value


def shown(facts: Sequence[FactRow], schema: Schema) -> set[int]:
    """Return the numbers of the facts of one entity that are shown."""
    if len(facts) == 1 or len({fact.property for fact in facts}) == len(facts):
        return {fact.number for fact in facts}
    kind = entity_type(facts)
    properties = schema.types[kind].properties if kind in schema.types else {}
    return shown_facts(
        facts,
        lambda prop: prop in properties and properties[prop].many,
        lambda prop: prop in properties and properties[prop].type == "email",
    )


def references(details: Details, names: Iterable[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the references among details, in an order that does not depend on how they were said."""
    found = []
    for name in sorted(names):
        value = details.get(name)
        if value:
            found.append((name, (value,) if isinstance(value, str) else tuple(sorted(set(value)))))
    return tuple(found)


def tie_row(
    number: int,
    relationship: str,
    kind: str,
    ends: tuple[str, str],
    role: str,
    dates: tuple[str, str],
    details: Details,
    refer: Iterable[str],
    rank: int,
) -> TieRow:
    """Return a live tie statement as the rule needs it; ``refer`` names the details that are references."""
    return TieRow(
        number, relationship, kind, *ends, role, *dates, details, references(details, refer), rank
    )  # fmt: skip


def named(
    extra: Mapping[str, object], name_of: Mapping[int, str]
) -> tuple[dict[str, str | tuple[str, ...]], list[str]]:
    """Return details with numbers of records replaced by names, and which of them are references."""
    details: dict[str, str | tuple[str, ...]] = {}
    refer = []
    for prop, value in extra.items():
        many = isinstance(value, list)
        parts: list[object] = value if isinstance(value, list) else [value]
        if any(isinstance(part, int) for part in parts):
            refer.append(prop)
            parts = list(dict.fromkeys(name_of[part] for part in parts if isinstance(part, int)))
        details[prop] = tuple(map(str, parts)) if many else str(parts[0])
    return details, refer
