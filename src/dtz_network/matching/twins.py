"""Regions, sectors, funds and initiatives that may stand there twice: of one name, and nothing speaks against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from dtz_network.matching.pairs import Evidence, Pair
from dtz_network.model import identifiers
from dtz_network.model.network import Entity, Network, fold

TYPES = ("Region", "Theme", "Fund", "Project", "Cluster")
_APART = ("kind", "cbs", "code", "start")
"""Properties that tell two of one name apart."""


def pairs(network: Network) -> Iterator[Pair]:
    """Yield the first of each name with each other one; of one public code they are surely the same (A1), else likely (A2)."""
    named: dict[tuple[str, str], list[Entity]] = defaultdict(list)
    for base in TYPES:
        for entity in network.of_type(base):
            if entity.name:
                named[base, fold(entity.name)].append(entity)
    for alike in named.values():
        first, *others = sorted(alike, key=lambda entity: entity.id)
        for other in others:
            if not differ(network, first, other):
                code = _shared_code(first, other)
                evidence = (
                    Evidence("identifier-same", code, code)
                    if code
                    else Evidence("name-equal", first.name, other.name)
                )
                yield Pair(first.id, other.id, "A1" if code else "A2", (evidence,))


def differ(network: Network, one: Entity, other: Entity) -> bool:
    """Return whether two of one name are two: of another kind, code or start, or in another region."""
    for prop in _APART:
        mine, theirs = (identifiers.parse(entity.get(prop)).value for entity in (one, other))
        if mine and theirs and mine != theirs:
            return True
    within, around = (_wholes(network, entity) for entity in (one, other))
    return bool(within and around and not within & around)


def _wholes(network: Network, entity: Entity) -> set[str]:
    """Return the names of what an entity is a part of, or lies in."""
    ties = network.ties_of(entity.id, "PartOf", "Location")
    return {fold(network.name(tie.target)) for tie in ties if tie.source == entity.id}


def _shared_code(one: Entity, other: Entity) -> str:
    for prop in ("cbs", "code"):
        mine, theirs = (identifiers.parse(entity.get(prop)).value for entity in (one, other))
        if mine and mine == theirs:
            return mine
    return ""
