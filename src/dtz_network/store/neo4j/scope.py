"""Which records an act names, and how far around them must be looked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dtz_network.model.changes import TYPE, ChangeSet, Record, Tie
from dtz_network.model.schema import Schema
from dtz_network.store.neo4j import nodes
from dtz_network.store.neo4j.gathering import Gatherer


def of_changes(gatherer: Gatherer, schema: Schema, changes: ChangeSet) -> set[str]:
    """Return the records that a set of changes names, also those that its new records may already be."""
    found = {record.id for record in changes.records} | gatherer.keyed(_keys(changes.records))
    may_refer = {
        name for kind in schema.types.values() for name, prop in kind.properties.items() if prop.type == "ref"
    }
    for fact in changes.facts:
        found.add(fact.record)
        if fact.property in may_refer and fact.property != TYPE:
            found.add(fact.value)
    for tie in changes.ties:
        found.update(_named(schema, tie))
    for said in changes.judgements:
        found |= {said.one, said.other}
    return found | gatherer.subjects(f"{item.kind}:{item.statement}" for item in changes.retractions)


def is_wide(changes: ChangeSet) -> bool:
    """Return whether an act can change who is whom, or take away what something is.

    Then all that is tied to its records matters; else only what stands between them.
    """
    return bool(changes.judgements or changes.retractions)


def _keys(records: Iterable[Record]) -> Iterator[str]:
    return (nodes.key_of(item.series, item.type, item.key) for item in records if item.key is not None)


def _named(schema: Schema, tie: Tie) -> set[str]:
    found = {tie.source, tie.target}
    properties = schema.types[tie.type].properties if tie.type in schema.types else {}
    for name, value in tie.details.items():
        if name in properties and properties[name].type == "ref":
            found.update((value,) if isinstance(value, str) else value)
    return found
