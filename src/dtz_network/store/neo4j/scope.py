"""Which records an act names, and how far around them must be looked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dtz_network.model.changes import TYPE, ChangeSet, Record, Tie
from dtz_network.model.schema import Schema
from dtz_network.store.neo4j import nodes
from dtz_network.store.neo4j.gathering import Gatherer, Parts


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


@dataclass(frozen=True)
class Tail:
    """What acts that come from elsewhere name; ``wide`` as in :func:`is_wide`."""

    records: frozenset[str]
    taken_back: frozenset[str]
    wide: bool

    def around(self, gatherer: Gatherer) -> Parts:
        """Return all that can bear on them."""
        return gatherer.around(self.records | gatherer.subjects(self.taken_back), wide=self.wide)


def of_tail(texts: Iterable[str]) -> Tail | None:
    """Return what the acts of a tail name; None if they bear on more (an act undone, a model file).

    None too where a line cannot be read: who adds the lines tells which.
    """
    try:
        return _of_tail(texts)
    except (ValueError, KeyError, TypeError, AttributeError, StopIteration):
        return None


def _of_tail(texts: Iterable[str]) -> Tail | None:
    records: set[str] = set()
    own: set[str] = set()
    back: set[str] = set()
    judged = False
    for text in texts:
        said = json.loads(text)
        kind = next(iter(said))
        if kind == "model" or (kind == "changeset" and said["kind"] in ("undo", "erase")):
            return None
        if kind == "retraction":
            back.add(f"{said['retraction']}:{said['statement']}")
        elif kind in ("fact", "tie", "judgement"):
            own.add(f"{kind}:{said[kind]}")
            records.update(nodes.speaks_of(said))
            judged |= kind == "judgement"
    return Tail(frozenset(records), frozenset(back - own), judged or bool(back))


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
