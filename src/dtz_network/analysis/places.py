"""In which zone, province and country something lies, by its location and what that is part of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dtz_network.model.network import Entity, Network

Border = Literal["zone", "province", "country"]
BORDERS: tuple[Border, ...] = ("zone", "province", "country")
_KINDS = {"zone": "zone", "province": "province", "state": "province", "country": "country"}
_DUTCH = ("GM", "PV")


@dataclass(frozen=True)
class Place:
    """Regions in which something lies, and the zones, provinces (or federal states) and countries of these.

    Empty = not known; of ``zones`` also: in none.
    """

    regions: frozenset[str]
    zones: frozenset[str]
    provinces: frozenset[str]
    countries: frozenset[str]

    def crosses(self, other: Place, border: Border) -> bool:
        """Return whether two lie on different sides of a border; False where that is not known.

        Outside every zone counts as another side than inside one.
        """
        if not self.regions or not other.regions:
            return False
        if border == "zone":
            return not self.zones & other.zones and bool(self.zones | other.zones)
        mine, theirs = (
            (self.provinces, other.provinces) if border == "province" else (self.countries, other.countries)
        )
        return bool(mine and theirs) and not mine & theirs


def of(network: Network, ident: str) -> Place:
    """Return where an organisation, initiative, body or event lies."""
    tied = {tie.target for tie in network.ties_of(ident, "Location") if tie.source == ident}
    regions = frozenset(region for region in tied if region in network.entities)
    every = frozenset(r for region in regions for r in _whole(network, region))
    found: dict[str, set[str]] = {kind: set() for kind in BORDERS}
    for region in every:
        entity = network.entities[region]
        kind = _KINDS.get(entity.get("kind"))
        if kind:
            found[kind].add(_code(entity) or region)
        found["province"] |= _province(network, entity)
        found["country"] |= _country(entity)
    return Place(regions, *(frozenset(found[kind]) for kind in BORDERS))


def _whole(network: Network, region: str) -> set[str]:
    """Return a region and all that it is part of."""
    seen, waiting = {region}, [region]
    while waiting:
        for tie in network.ties_of(waiting.pop(), "PartOf"):
            if tie.source in seen and tie.target not in seen and tie.target in network.entities:
                seen.add(tie.target)
                waiting.append(tie.target)
    return seen


def _code(entity: Entity) -> str:
    """Return the code of a region without its edition."""
    return entity.get("cbs").partition("@")[0]


def _province(network: Network, entity: Entity) -> set[str]:
    """Return the province that the vocabulary knows for a municipality."""
    term = network.schema.vocabularies.get("regions", {}).get(_code(entity))
    return {term.more["part_of"]} if term is not None and term.more.get("part_of") else set()


def _country(entity: Entity) -> set[str]:
    code = _code(entity)
    if entity.get("kind") == "country" or not code:
        return set()
    return {"NL" if code[:2] in _DUTCH else code[:2]}
