"""Where parties are: the zone, province and country of each place, as far as it is recorded or listed.

A place lies in what it is recorded to be part of and in what the list of regions (CBS, NUTS) says of its
code, or of its name where no code is recorded. A place that only overlaps a zone or province (a province
that lies in it in part) is neither inside nor outside: unknown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from dtz_network.model.network import Entity, Network, fold
from dtz_network.model.remembered import remembered

Border = Literal["zone", "province", "country"]
BORDERS: tuple[Border, ...] = ("zone", "province", "country")
OUTSIDE = "outside"
"""Side of the border of a zone on which everything lies that is in no zone."""
_LEVELS: Mapping[Border, tuple[str, ...]] = {
    "zone": ("zone",), "province": ("province", "state"), "country": ("country",),
}  # fmt: skip


@dataclass(frozen=True)
class Places:
    """All areas of a network and of the list of regions.

    Attributes:
        kinds: of each area; ``within`` the areas that it directly lies in.
        areas: the area of each region of the network: a listed code, else the region's id.
    """

    kinds: Mapping[str, str]
    within: Mapping[str, frozenset[str]]
    areas: Mapping[str, str]

    def around(self, area: str) -> set[str]:
        """Return the area and everything that it lies in."""
        found: set[str] = set()
        waiting = [area]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting.extend(self.within.get(one, ()))
        return found

    def inside(self, area: str) -> list[str]:
        """Return what lies in an area; itself and what it lies in are left out."""
        above = self.around(area)
        return sorted(one for one in self.kinds if one not in above and area in self.around(one))

    def side(self, area: str, border: Border) -> str:
        """Return the zone (or "outside"), province or country of an area, "" where it cannot be told."""
        found = {one for one in self.around(area) if self.kinds[one] in _LEVELS[border]}
        if len(found) == 1:
            return found.pop()
        parts = self.inside(area)
        if found or (border == "zone" and any(self._zoned(part) for part in parts)):
            return ""
        if border == "zone":
            return OUTSIDE if "zone" in self.kinds.values() else ""
        sides = {self.side(part, border) for part in parts if self.kinds[area] != "country"}
        return sides.pop() if len(sides) == 1 else ""

    def _zoned(self, area: str) -> bool:
        return any(self.kinds[one] == "zone" for one in self.around(area))


def of(network: Network, ident: str) -> frozenset[str]:
    """Return the regions (ids) where an organisation or initiative is recorded to be."""
    return _regions(network).get(ident, frozenset())


@remembered
def _regions(network: Network) -> Mapping[str, frozenset[str]]:
    """Return the regions where everything is recorded to be of which that is recorded."""
    found: dict[str, set[str]] = defaultdict(set)
    for tie in network.ties("Location"):
        found[tie.source].add(tie.target)
    return {ident: frozenset(regions) for ident, regions in found.items()}


def read(network: Network) -> Places:
    """Return the areas of a network."""
    listed = network.schema.vocabularies.get("regions", {})
    kinds = {code: _kind(code) for code in listed}
    within = {
        code: {term.more["part_of"]} & set(listed) for code, term in listed.items() if "part_of" in term.more
    }
    named = {_plain(label): code for code, term in listed.items() for label in term.label.values()}
    areas = {region.id: _area(region, listed, named) for region in network.of_type("Region")}
    for ident, area in areas.items():
        kinds.setdefault(area, network.entities[ident].get("kind"))
    for tie in network.ties("PartOf"):
        if tie.source in areas and tie.target in areas:
            within.setdefault(areas[tie.source], set()).add(areas[tie.target])
    return Places(kinds, {area: frozenset(of) for area, of in within.items()}, areas)


def _kind(code: str) -> str:
    """Return the kind of region that a listed code stands for."""
    if code.startswith(("GM", "PV")):
        return "municipality" if code.startswith("GM") else "province"
    return {2: "country", 3: "state"}.get(len(code), "district")


def _area(region: Entity, listed: Collection[str], named: Mapping[str, str]) -> str:
    """Return the listed code of a region, by its own code or its name, else its id."""
    code = region.get("cbs").partition("@")[0] or named.get(_plain(region.name), "")
    return code if code in listed and region.get("kind") in ("", _kind(code)) else region.id


def _plain(name: str) -> str:
    return fold(name.replace("-", " "))


def sides(
    network: Network, places: Places, border: Border, idents: Iterable[str]
) -> dict[str, dict[str, float]]:
    """Return on which side of a border parties are: in parts, where one has several places.

    A party of which no place tells the side is left out.
    """
    found: dict[str, dict[str, float]] = {}
    side = cache(lambda area: places.side(area, border))
    for ident in idents:
        known = [one for area in _located(network, places, ident) if (one := side(area))]
        if known:
            found[ident] = {one: known.count(one) / len(known) for one in dict.fromkeys(known)}
    return found


def _located(network: Network, places: Places, ident: str) -> list[str]:
    """Return the areas in which a party is recorded to be; a region is where it is."""
    if ident in places.areas:
        return [places.areas[ident]]
    return sorted({places.areas[region] for region in of(network, ident) if region in places.areas})


def sets(network: Network, idents: Iterable[str]) -> dict[Border, list[frozenset[str]]]:
    """Return for each border the sides on which parties are, in their order; empty where that is not known."""
    every = list(idents)
    places = read(network)
    found = {border: sides(network, places, border, every) for border in BORDERS}
    return {border: [frozenset(of.get(ident, ())) for ident in every] for border, of in found.items()}
