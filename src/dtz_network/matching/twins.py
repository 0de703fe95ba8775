"""Regions, sectors, funds and initiatives of one name or one public code: whether they are one, and how surely."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from dtz_network.matching.pairs import Evidence, Pair
from dtz_network.model import identifiers
from dtz_network.model.network import Entity, Network, fold

TYPES = ("Region", "Theme", "Fund", "Project", "Cluster")
_CODES = {"Region": "cbs", "Theme": "code", "Fund": "code"}
_APART = ("kind", "cbs", "code", "start")
"""Properties that tell two of one name apart."""
Said = Callable[[str], Sequence[str]]
"""What is said of a property: of an entity, or in the rows of a list."""


def public_code(kind: str, said: Said) -> str:
    """Return the code by which everybody knows a region, a sector or theme, or a fund; "" without one."""
    return _first(said, _CODES[kind]) if kind in _CODES else ""


def differ(mine: Said, theirs: Said, within: set[str], around: set[str]) -> bool:
    """Return whether two of one name are two: of another kind, code or start, or each in another whole (names, folded)."""
    for prop in _APART:
        one, other = _first(mine, prop), _first(theirs, prop)
        if one and other and one != other:
            return True
    return bool(within and around and not within & around)


def _first(said: Said, prop: str) -> str:
    """Return a value without its edition."""
    return identifiers.parse("".join(said(prop)[:1])).value


def wholes(network: Network, entity: Entity) -> set[str]:
    """Return the names, folded, of what an entity is a part of, or lies in."""
    ties = network.ties_of(entity.id, "PartOf", "Location")
    return {fold(network.name(tie.target)) for tie in ties if tie.source == entity.id}


def pairs(network: Network) -> Iterator[Pair]:
    """Yield the first of each name with each other one; of one public code they are surely the same (A1), else likely (A2)."""
    named: dict[tuple[str, str], list[Entity]] = defaultdict(list)
    for base in TYPES:
        for entity in network.of_type(base):
            if entity.name:
                named[base, fold(entity.name)].append(entity)
    for (base, _), alike in named.items():
        first, *others = sorted(alike, key=lambda entity: entity.id)
        for other in others:
            if differ(first.all, other.all, wholes(network, first), wholes(network, other)):
                continue
            code = public_code(base, first.all)
            if code and code == public_code(base, other.all):
                yield Pair(first.id, other.id, "A1", (Evidence("identifier-same", code, code),))
            else:
                yield Pair(first.id, other.id, "A2", (Evidence("name-equal", first.name, other.name),))
