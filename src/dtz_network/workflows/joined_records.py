"""The records that one entity was joined of: what a split takes apart."""

from __future__ import annotations

from dataclasses import dataclass

from dtz_network.model.changes import Fact, Source
from dtz_network.model.network import Entity
from dtz_network.store.base import Store


@dataclass(frozen=True)
class JoinedRecord:
    """One record: its id, what it is called, and the source and place that said so ("" where none did)."""

    id: str
    name: str
    source: str
    place: str


def of(store: Store, entity: Entity) -> list[JoinedRecord]:
    """Return the records of an entity, the oldest first; none where it has only one."""
    if not entity.aliases:
        return []
    sources, found = (
        store.sources(),
        dict.fromkeys((entity.id, *entity.aliases), JoinedRecord("", "", "", "")),
    )
    for line in store.history(entity.id):
        said = line.stated.said
        if isinstance(said, Fact) and said.property == "name" and line.stated.live and said.record in found:
            source = sources.get(line.stated.source, Source("", "", "own", ""))
            found[said.record] = JoinedRecord(said.record, said.value, source.name, said.place)
    return [record if record.id else JoinedRecord(ident, "", "", "") for ident, record in found.items()]
