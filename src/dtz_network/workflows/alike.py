"""Whom or what that is known somebody or something may be that is added by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dtz_network.intake import match
from dtz_network.intake.match import Match
from dtz_network.intake.rows import EntityRow
from dtz_network.matching import bodies
from dtz_network.matching.pairs import Evidence
from dtz_network.model.changes import ChangeSet
from dtz_network.model.network import Network
from dtz_network.workflows.by_hand import Given


def known_as(known: Network, kind: str, values: Given) -> list[Match]:
    """Return the entities of a network that one to be added may be, surest first."""
    spec = known.schema.type_meant(kind)
    names = {name: tuple(found) for name, found in values.items() if name in spec.properties}
    row = EntityRow(spec.name, "".join(names.get("name", ())[:1]), names)
    found = match.find([row], [(row.type, row.key)], known)
    return found or list(_misspelt(row, known))


def joined(changes: ChangeSet, added: str, matches: Sequence[Match]) -> ChangeSet:
    """Return what adds somebody or something, and joins it to what it surely is."""
    return replace(changes, judgements=match.joins(matches, {m.row: added for m in matches}))


def _misspelt(row: EntityRow, known: Network) -> Iterator[Match]:
    """Yield the entities of the same type, other than people and organisations, of which a name may be a slip of the new one."""
    if row.type == "Person" or known.schema.types[row.type].is_a("Organization"):
        return
    for entity in known.of_type(row.type):
        for name in bodies.near(row.key, entity.all("name"))[:1]:
            evidence = Evidence("name-slip", row.key, name)
            yield Match((row.type, row.key), row.key, entity.id, "R1", (evidence,))
