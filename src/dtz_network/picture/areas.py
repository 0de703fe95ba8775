"""The borders that a map needs, in the units of its picture: municipalities that things lie in."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dtz_network.model.network import Entity, Network, fold

Rings = Sequence[Sequence[tuple[float, float]]]
WIDE = 2400
"""Width or height of the map, in units of the picture."""


@dataclass(frozen=True, slots=True)
class Area:
    """A municipality on the map: id of its node, rings as x, y, x, y ... in units of the picture."""

    id: str
    rings: tuple[tuple[int, ...], ...]


def areas(network: Network, borders: Mapping[tuple[str, str], Rings]) -> tuple[Area, ...]:
    """Return the areas of the municipalities of a network whose border is known, north up; none where it has none.

    ``borders`` has rings in degrees by code and name. The projection is equirectangular about the middle, which at
    the size of a region differs from the true shape by less than its line is wide.
    """
    by_code = {code: rings for (code, _), rings in borders.items()}
    by_name = {fold(name): rings for (_, name), rings in borders.items()}
    regions = sorted(network.of_type("Region"), key=lambda region: region.id)
    found = [(region, rings) for region in regions if (rings := _rings(region, by_code, by_name))]
    return _placed(found) if found else ()


def _rings(region: Entity, by_code: Mapping[str, Rings], by_name: Mapping[str, Rings]) -> Rings | None:
    """Return the border by code; by name only where the region is said to be a municipality."""
    code = region.get("cbs").partition("@")[0]
    if code:
        return by_code.get(code)
    return by_name.get(fold(region.name)) if region.get("kind") == "municipality" else None


def _placed(found: Sequence[tuple[Entity, Rings]]) -> tuple[Area, ...]:
    points = [point for _, rings in found for ring in rings for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    narrow = math.cos(math.radians((south + north) / 2))
    scale = WIDE / max((east - west) * narrow, north - south, 1e-9)

    def flat(ring: Sequence[tuple[float, float]]) -> tuple[int, ...]:
        return tuple(
            round(value) for x, y in ring for value in ((x - west) * narrow * scale, (north - y) * scale)
        )

    return tuple(Area(region.id, tuple(flat(ring) for ring in rings)) for region, rings in found)
